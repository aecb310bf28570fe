//! One customer explained, of a book that is loaded and scored.

use std::time::Instant;

use keyaccount::book::Book;
use keyaccount::{Assessment, Audience, Error, Language};

use crate::stages::{median, micros};

/// How many customers are explained, spread evenly over the list from the best to the last.
const CUSTOMERS: usize = 100;

/// The median microseconds of explaining one customer, and of reading it out as text.
pub fn one_customer(book: &Book, assessment: &Assessment) -> Result<(u64, u64), Error> {
    let table = assessment.table();
    let step = (table.len() / CUSTOMERS).max(1);
    let (mut explain, mut read) = (Vec::new(), Vec::new());
    for row in (0..table.len()).step_by(step) {
        let id = table.value(row, 0).to_string();
        let start = Instant::now();
        let explanation = assessment.explain(book, &id, Audience::Internal)?;
        explain.push(micros(start.elapsed()));
        let start = Instant::now();
        let text = explanation.text(Language::Chinese);
        read.push(micros(start.elapsed()));
        assert!(text.starts_with(&id), "an explanation begins with its customer");
    }
    Ok((median(explain), median(read)))
}
