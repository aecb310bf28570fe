//! The list of calls of a large book, beside the scoring of the same book.

use std::time::Instant;

use chrono::{Days, NaiveDate, NaiveTime};
use keyaccount::book::{BookBuilder, BookSettings, ContactEntry, ContactKind, Customer, Order, OrderLine};
use keyaccount::due::{DueKind, Looking, WorkCalendar};
use keyaccount::{Policy, assess};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::arrow_book::AnyError;
use crate::random::Random;
use crate::stages::median;

/// Contacts a customer has on the average.
const CONTACTS: usize = 3;

/// What was measured; times are medians in milliseconds.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub customers: usize,
    pub contacts: usize,
    /// Lines of the list.
    pub listed: usize,
    /// Scoring the book.
    pub score: f64,
    /// The list of calls of the scored book, in order.
    pub list: f64,
    /// The list of one person in charge of a hundredth of the customers.
    pub list_for_one: f64,
    /// `list` by `score`.
    pub ratio: f64,
}

/// Customers in turn who have closed a deal and have not, called within the last fifty days.
pub fn measure(customers: usize, as_of: NaiveDate, reps: usize) -> Result<Measured, AnyError> {
    let mut random = Random::new(0x6361_6C6C);
    let mut builder = BookBuilder::new(BookSettings::default());
    let ago = |days: u64| as_of.checked_sub_days(Days::new(days)).unwrap_or(as_of);
    let ids: Vec<String> = (0..customers).map(|at| format!("C{at:07}")).collect();
    let owners: Vec<String> = (0..100).map(|at| format!("P{at}")).collect();
    for (at, id) in ids.iter().enumerate() {
        let owner = Some(owners[at % owners.len()].as_str().into());
        let created_on = Some(ago(400));
        builder.push(Customer { owner, created_on, ..Customer::new(id.as_str().into()) });
        if at % 2 == 0 {
            let order = format!("O{at}");
            builder.push(Order::new(order.as_str().into(), id.as_str().into(), ago(100 + random.below(200))));
            let amount = Some(Decimal::new(random.among(100..=1_000_000), 2));
            builder.push(OrderLine { amount, ..OrderLine::new(order.as_str().into()) });
        }
    }
    for _ in 0..customers * CONTACTS {
        let customer = ids[random.index(customers)].as_str().into();
        let at = ago(random.below(50)).and_time(NaiveTime::MIN);
        let kind = ContactKind::ALL[random.index(ContactKind::ALL.len())];
        builder.push(ContactEntry::new(customer, at, kind));
    }
    let book = builder.finish()?;
    let policy = Policy::shipped("standard").ok_or("the library ships no policy `standard`")?;
    let calendar = WorkCalendar::default();
    let (mut score, mut list, mut one, mut listed) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let nanos = |start: Instant| u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    for _ in 0..reps.max(1) {
        let start = Instant::now();
        let assessment = assess(&book, &policy, as_of)?;
        score.push(nanos(start));
        let start = Instant::now();
        listed = assessment.due(&book, &calendar, Looking::on(as_of))?.list(&[DueKind::Calls]).entries.len();
        list.push(nanos(start));
        let start = Instant::now();
        let due = assessment.due(&book, &calendar, Looking::on(as_of))?;
        let own = due.list_for(&owners[0], &[DueKind::Calls]).entries.len();
        one.push(nanos(start));
        if own == 0 || own > listed {
            return Err("a person's list is no part of the whole".into());
        }
    }
    let [score, list, list_for_one] = [score, list, one].map(|times| median(times) as f64 / 1e6);
    let contacts = customers * CONTACTS;
    Ok(Measured { customers, contacts, listed, score, list, list_for_one, ratio: list / score })
}
