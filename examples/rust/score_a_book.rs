//! Reads a book from a directory of CSV files, scores it, and prints who matters and why.
//!
//! ```text
//! cargo run -p keyaccount-examples --example score_a_book -- examples/sample-book 2026-06-30
//! ```

use std::error::Error;
use std::path::PathBuf;

use chrono::NaiveDate;
use keyaccount::Policy;
use keyaccount_files::{ReadOptions, read_book};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().unwrap_or_else(|| "examples/sample-book".to_owned()));
    let as_of: NaiveDate = arguments.next().unwrap_or_else(|| "2026-06-30".to_owned()).parse()?;

    let policy = Policy::shipped("standard").ok_or("the standard policy is always shipped")?;
    let mut loaded = read_book(&path, ReadOptions::default())?;
    let result = loaded.assess(&policy, as_of)?;

    let table = result.table();
    let show = ["priority_rank", "customer_id", "name", "composite_score", "raw_grade", "caps", "grade"];
    let columns: Vec<usize> = show.iter().filter_map(|name| table.column(name)).collect();
    println!("{}", show.join(" | "));
    for row in 0..table.len().min(10) {
        let cells = columns.iter().map(|column| table.value(row, *column).to_string());
        println!("{}", cells.collect::<Vec<_>>().join(" | "));
    }
    for note in &result.notes {
        println!("note: {note}");
    }
    println!("input {} under policy {}", result.stamp.input_digest, result.stamp.policy_digest);
    Ok(())
}
