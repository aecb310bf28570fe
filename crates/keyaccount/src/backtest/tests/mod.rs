//! Back-tests of generated books, in which what is true is planted.

mod calibration;
mod edges;
mod relations;

use chrono::NaiveDate;

use super::*;
use crate::assessment::assess;
use crate::book::{Book, BookBuilder, BookSettings, Invoice, OrderLine, Settlement};
use crate::policy::Policy;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn as_of() -> NaiveDate {
    day(2025, 12, 31)
}

/// Numbers that look random and are the same everywhere (splitmix64).
fn random(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A customer with orders and invoices, each of which was paid so many days late.
#[derive(Clone)]
struct Planted {
    id: String,
    ordered: u64,
    cost: u64,
    /// Amount and days late.
    invoices: Vec<(u64, u64)>,
}

/// So many customers, each with one invoice paid up to 129 days late.
fn customers(count: u64) -> Vec<Planted> {
    let one = |n: u64| {
        let ordered = 10_000 + random(3 * n) % 90_000;
        Planted {
            id: format!("C{n:04}"),
            ordered,
            cost: ordered * (20 + random(3 * n + 1) % 70) / 100,
            invoices: vec![(1_000, random(3 * n + 2) % 130)],
        }
    };
    (0..count).map(one).collect()
}

fn book<'a>(customers: impl IntoIterator<Item = &'a Planted>) -> Book {
    let mut book = BookBuilder::new(BookSettings::default());
    for customer in customers {
        book.push(OrderLine {
            customer_id: Some(customer.id.clone().into()),
            ordered_on: Some(day(2025, 3, 1)),
            amount: Some(customer.ordered.into()),
            cost: Some(customer.cost.into()),
            ..OrderLine::new(format!("O-{}", customer.id).into())
        });
        for (n, (amount, late)) in customer.invoices.iter().enumerate() {
            let (invoice, due) = (format!("I-{}-{n}", customer.id), day(2025, 4, 1));
            book.push(Invoice {
                due_on: Some(due),
                ..Invoice::new(
                    invoice.clone().into(),
                    customer.id.clone().into(),
                    day(2025, 3, 2),
                    (*amount).into(),
                )
            });
            book.push(Settlement {
                invoice_id: Some(invoice.into()),
                ..Settlement::new(due + chrono::Days::new(*late), (*amount).into())
            });
        }
    }
    book.finish().unwrap()
}

fn standard() -> Policy {
    Policy::shipped("standard").unwrap()
}

fn assessed(customers: &[Planted]) -> Assessment {
    assess(&book(customers), &standard(), as_of()).unwrap()
}

fn yes_no<'a>(kind: OutcomeKind, rows: impl IntoIterator<Item = (&'a str, bool)>) -> Outcomes {
    let mut outcomes = Outcomes::new(kind, as_of());
    for (id, yes) in rows {
        outcomes.push(row(id, Some(OutcomeValue::YesNo(yes)), None)).unwrap();
    }
    outcomes
}

fn numbers<'a>(kind: OutcomeKind, rows: impl IntoIterator<Item = (&'a str, Decimal)>) -> Outcomes {
    let mut outcomes = Outcomes::new(kind, as_of());
    for (id, number) in rows {
        outcomes.push(row(id, Some(OutcomeValue::Number(number)), None)).unwrap();
    }
    outcomes
}

fn row(id: &str, value: Option<OutcomeValue>, on: Option<NaiveDate>) -> Outcome<'_> {
    Outcome { customer_id: id.into(), on, value }
}

fn measure<'a>(found: &'a Backtest, name: &str) -> &'a MeasureBacktest {
    found.measures.iter().find(|measure| measure.measure == name).unwrap()
}

fn score(assessment: &Assessment, id: &str, column: &str) -> Option<Decimal> {
    assessment.customer(id).unwrap().text(column).parse().ok()
}

/// Customers default the more likely, the later they paid.
fn defaults(customers: &[Planted]) -> Vec<(&str, bool)> {
    let defaulted = |(n, customer): (u64, &Planted)| random(n + 70_000) % 200 < customer.invoices[0].1;
    customers.iter().enumerate().map(|(n, c)| (&*c.id, defaulted((n as u64, c)))).collect()
}
