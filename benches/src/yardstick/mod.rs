//! How fast the job could be: a scoring of the same kind, written out by hand for columns it trusts.
//!
//! One pass over each table, dense whole-number ids as positions, sums in 64 bits, ranks by a radix sort,
//! two threads; no policy, no checks of keys or references beyond what safe Rust checks anyway, no notes, no
//! explanations, no digest. It is what the library is measured against, not a way to score customers.
//!
//! For each customer: amount, orders, quantity and profit of the last 365 days; from the invoices of these
//! days the average days late and the share paid in time, weighted by amount, over what was paid and what is
//! open past its due day; a credit score on a line of eight points; the percentile of amount and of profit;
//! 40 : 30 : 30 of the three, a grade, a dense rank; and the class by cumulative amount, A to 80%, B to 95%.
//! All fractions are rounded half away from zero to six decimals, the composite score to two.

mod columns;
mod finish;
mod radix;
mod sums;
#[cfg(test)]
mod tests;

use arrow_array::types::Date32Type;
use chrono::NaiveDate;

use crate::arrow_book::{AnyError, ArrowTables};
use crate::memory::{StageTimes, Watch};

use columns::Columns;
pub use finish::Scored;

/// A window of days, counted from 1970: after the first, up to and with the last.
#[derive(Clone, Copy, Debug)]
struct Days {
    after: i32,
    as_of: i32,
}

impl Days {
    const fn hold(self, day: i32) -> bool {
        self.after < day && day <= self.as_of
    }
}

/// The job over the columns of some tables.
pub struct Job<'a> {
    columns: Columns<'a>,
    window: Days,
}

impl<'a> Job<'a> {
    /// # Errors
    /// Columns of other types than whole-number ids, decimals, dates and 32-bit quantities; blanks.
    pub fn new(tables: &'a ArrowTables, as_of: NaiveDate) -> Result<Self, AnyError> {
        let as_of = Date32Type::from_naive_date(as_of);
        Ok(Self { columns: Columns::of(tables)?, window: Days { after: as_of - 365, as_of } })
    }

    /// Does the job on so many threads.
    ///
    /// # Errors
    /// Ids too scattered to be positions; rows whose customer is not among the customers.
    pub fn run(&self, threads: usize) -> Result<(StageTimes, Scored), AnyError> {
        let mut watch = Watch::start();
        let sums = sums::sums(&self.columns, self.window, threads)?;
        watch.lap("sums");
        let scored = finish::finish(sums, threads);
        watch.lap("ranks");
        Ok((watch.laps, scored))
    }
}
