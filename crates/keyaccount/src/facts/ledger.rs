//! What a book says of one customer's business and debts, for decisions that look at no score.

use chrono::NaiveDate;

use super::lines::{standing, status_at};
use super::payment::{Slice, SliceKind, SliceSink, settle_one};
use crate::book::{Book, NO_DAY, NONE, Table, micros};
use crate::calendar::Day;
use crate::decimal::Exact;

/// Business and debts of a customer on a day. What a table would tell that the book does not have is not
/// known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// Whether there is an order that was not cancelled, or an invoice, from before that day.
    pub(crate) traded_before: Option<bool>,
    /// What is open of the invoices issued by that day, due or not.
    pub(crate) open: Option<Exact>,
}

/// Adds up what is open; nothing if that does not fit.
struct Open(Option<i128>);

impl SliceSink for Open {
    fn slice(&mut self, slice: Slice) {
        if slice.kind == SliceKind::Open {
            self.0 = self.0.and_then(|open| open.checked_add(slice.amount));
        }
    }

    fn lowered(&mut self, _: u32, _: i32, _: i128) {}
}

/// What the book says of a customer by number; of one it does not know, that there was nothing.
pub(crate) fn ledger(book: &Book, customer: Option<u32>, on: NaiveDate) -> Ledger {
    let customer = customer.unwrap_or(NONE);
    let today = Day::from(on).number();
    let traded = customer != NONE && traded_before(book, customer, today);
    let orders = book.has(Table::Orders) || book.has(Table::OrderLines);
    let known = traded || orders && book.has(Table::Invoices);
    let mut open = Open(Some(0));
    if customer != NONE {
        settle_one(book, today, customer, &mut open);
    }
    let settled = book.has(Table::Invoices) && book.has(Table::Settlements);
    Ledger { traded_before: known.then_some(traded), open: open.0.filter(|_| settled).map(micros) }
}

fn traded_before(book: &Book, customer: u32, today: i32) -> bool {
    let before = |day: i32| day != NO_DAY && day < today;
    let (lines, headers, invoices) = (&book.lines, &book.headers, &book.invoices);
    let of = |owners: &crate::book::Ids| {
        let own = owners.iter().enumerate().filter(|(_, owner)| *owner == customer);
        own.map(|(row, _)| row).collect::<Vec<_>>()
    };
    let invoiced = of(&invoices.customer).into_iter().any(|row| before(invoices.issued.get(row)));
    invoiced
        || of(&lines.customer)
            .into_iter()
            .any(|row| before(lines.day.get(row)) && !status_at(book, row, today).1)
        || of(&headers.customer).into_iter().any(|row| {
            let status = standing(headers.status.get(row), headers.cancelled_on.get(row), today);
            before(headers.day.get(row)) && !status.1
        })
}
