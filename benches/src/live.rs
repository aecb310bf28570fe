//! Edits of a live book: how long until the customer's credit is known again, and everybody's standing.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use keyaccount::book::Settlement;
use keyaccount::{LiveBook, Policy};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::arrow_book::AnyError;
use crate::feed::{Feed, build};
use crate::generate::GeneratedBook;
use crate::random::Random;
use crate::stages::median;
use crate::text::Texts;

/// The most rows that an edited customer may have.
const MOST_ROWS: u32 = 1_000;

/// What was measured, times in microseconds.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub customers: usize,
    pub lines: usize,
    pub invoices: usize,
    /// Making the loaded book live, which measures everybody once.
    pub made_live: f64,
    /// A settlement comes to or leaves a customer of at most 1,000 rows, one edit a time.
    pub edits: usize,
    pub edit: Times,
    /// The customer's new credit score.
    pub credit: Times,
    /// The population that everybody is ranked among, with the edited customer in it.
    pub population: Times,
    /// The customer graded among all.
    pub customer: Times,
}

/// Over the edits, in microseconds.
#[derive(Debug, Serialize)]
pub struct Times {
    pub median: f64,
    pub max: f64,
}

impl Times {
    fn of(times: &[Duration]) -> Self {
        let nanos: Vec<u64> =
            times.iter().map(|time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)).collect();
        let max = nanos.iter().max().copied().unwrap_or(0);
        Self { median: median(nanos) as f64 / 1e3, max: max as f64 / 1e3 }
    }
}

#[derive(Default)]
struct Rounds {
    edit: Vec<Duration>,
    credit: Vec<Duration>,
    population: Vec<Duration>,
    customer: Vec<Duration>,
}

impl Rounds {
    /// Edits the book, and asks for what follows.
    fn edit<T>(
        &mut self,
        live: &mut LiveBook,
        customer: &str,
        edit: impl FnOnce(&mut LiveBook) -> Result<T, keyaccount::Error>,
    ) -> Result<T, AnyError> {
        let start = Instant::now();
        let edited = edit(live)?;
        self.edit.push(start.elapsed());
        let start = Instant::now();
        live.credit(customer)?.ok_or("an edited customer is gone")?;
        self.credit.push(start.elapsed());
        let start = Instant::now();
        live.population()?;
        self.population.push(start.elapsed());
        let start = Instant::now();
        live.customer(customer)?.ok_or("an edited customer is gone")?;
        self.customer.push(start.elapsed());
        Ok(edited)
    }
}

/// Adds and removes a settlement of so many customers, each in turn.
pub fn measure(source: &GeneratedBook, as_of: NaiveDate, customers: usize) -> Result<Measured, AnyError> {
    let texts = Texts::new(source);
    let policy = Policy::shipped("standard").ok_or("the library ships no policy `standard`")?;
    let loaded = build(source, &texts, Feed::Columns)?.into_book().ok_or("the book was read from files")?;
    let start = Instant::now();
    let mut live = LiveBook::new(loaded, policy, as_of)?;
    let made_live = start.elapsed();
    let mut rounds = Rounds::default();
    let mut random = Random::new(0x6C69_7665);
    let rows = rows_of(source);
    let paid = as_of.pred_opt().unwrap_or(as_of);
    for _ in 0..customers {
        let invoice = loop {
            let invoice = random.index(source.invoices.customer.len());
            if rows[source.invoices.customer[invoice] as usize] <= MOST_ROWS {
                break u32::try_from(invoice)?;
            }
        };
        let customer = texts.customers.get(source.invoices.customer[invoice as usize]);
        let settlement = Settlement {
            invoice_id: Some(texts.invoices.get(invoice).into()),
            ..Settlement::new(paid, Decimal::new(1_01, 2))
        };
        let id = rounds.edit(&mut live, customer, |live| live.add(settlement))?;
        rounds.edit(&mut live, customer, |live| live.remove(id))?;
    }
    Ok(Measured {
        customers: source.customers,
        lines: source.lines.order.len(),
        invoices: source.invoices.amount.len(),
        made_live: made_live.as_secs_f64() * 1e6,
        edits: rounds.edit.len(),
        edit: Times::of(&rounds.edit),
        credit: Times::of(&rounds.credit),
        population: Times::of(&rounds.population),
        customer: Times::of(&rounds.customer),
    })
}

/// The rows that name each customer, settlements by their invoices.
fn rows_of(source: &GeneratedBook) -> Vec<u32> {
    let mut rows = vec![1_u32; source.customers];
    let settled =
        source.settlements.invoice.iter().map(|invoice| &source.invoices.customer[*invoice as usize]);
    for customer in source.lines.customer.iter().chain(&source.invoices.customer).chain(settled) {
        rows[*customer as usize] += 1;
    }
    rows
}
