//! Long registers read column by column.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::super::Book;
use super::super::codes::{ContactKind, EvaluationLevel, OfficialRank};
use super::super::columns::{Ids, NO_DAY, Rare};
use super::super::intern::NONE;
use super::super::tables::Table;
use super::Register;
use super::cell::time;
use super::check::named;
use super::column::Column;
use crate::calendar::Day;

/// When a customer was last in touch with us, up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastContact {
    /// The last contact.
    pub last: NaiveDateTime,
    /// The last close one.
    pub last_close: Option<NaiveDateTime>,
}

/// The last contacts of all customers of a log.
#[derive(Clone, Debug)]
pub struct LastContacts<'b> {
    book: &'b Book,
    /// Seconds by the customer's number: of the last contact, of the last close one.
    last: Vec<(i64, i64)>,
}

impl LastContacts<'_> {
    /// Those of one customer; `None` if the log names none up to the day.
    #[must_use]
    pub fn of(&self, customer_id: &str) -> Option<LastContact> {
        self.of_number(self.book.customer_ids.find(customer_id)?)
    }

    pub(crate) fn of_number(&self, customer: u32) -> Option<LastContact> {
        let (last, close) = self.last.get(customer as usize)?;
        Some(LastContact { last: time(*last)?, last_close: time(*close) })
    }
}

/// One contact of the log, as columns hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ContactPass {
    /// The customer's number in the book.
    pub(crate) customer: u32,
    /// Seconds since the beginning of day 0; a whole number of days and its second.
    pub(crate) second: i64,
    pub(crate) kind: ContactKind,
    pub(crate) close: Option<bool>,
    /// The number of a text of the book, [`NONE`] if nobody is named.
    pub(crate) by: u32,
    pub(crate) row: usize,
    /// When it was written down, in seconds as `second`.
    pub(crate) recorded: Option<i64>,
}

impl Register {
    fn ids(&self, column: &str) -> Option<&Ids> {
        match self.columns.get(self.table.column(column)?)? {
            Column::Customer(ids) | Column::Text(ids) => Some(ids),
            _ => None,
        }
    }

    fn codes(&self, column: &str) -> Option<&Rare<u8>> {
        match self.columns.get(self.table.column(column)?)? {
            Column::Code(codes) => Some(codes),
            _ => None,
        }
    }
}

impl Book {
    /// The last contact of every customer up to a day: one pass over the log. What the log does not say of a
    /// contact, whether it was close, `is_close` says of its kind.
    #[must_use]
    pub fn last_contacts(
        &self,
        as_of: NaiveDate,
        is_close: impl Fn(ContactKind) -> bool,
    ) -> LastContacts<'_> {
        let has_log = self.registers.get(Table::ContactLog).is_some();
        let customers = if has_log { self.customer_ids.len() } else { 0 };
        let mut last = vec![(i64::MIN, i64::MIN); customers];
        for contact in self.contact_pass(Day::from(as_of).number()) {
            let Some(times) = last.get_mut(contact.customer as usize) else { continue };
            times.0 = times.0.max(contact.second);
            if contact.close.unwrap_or_else(|| is_close(contact.kind)) {
                times.1 = times.1.max(contact.second);
            }
        }
        LastContacts { book: self, last }
    }

    /// The contacts of the log up to a day, in file order: one pass over its columns.
    pub(crate) fn contact_pass(&self, today: i32) -> impl Iterator<Item = ContactPass> {
        let columns = self.registers.get(Table::ContactLog).and_then(|log| {
            let column = |name: &str| log.columns.get(log.table.column(name)?);
            let (Some(Column::Time(at)), Some(Column::YesNo(close)), Some(Column::Time(recorded))) =
                (column("at"), column("close"), column("recorded_at"))
            else {
                return None;
            };
            Some((log.rows, log.ids("customer_id")?, at, log.codes("kind")?, close, log.ids("by")?, recorded))
        });
        let until = i64::from(today).saturating_add(1).saturating_mul(86_400);
        columns.into_iter().flat_map(move |(rows, customers, at, kinds, close, by, recorded)| {
            (0..rows).filter_map(move |row| {
                let (customer, second) = (customers.get(row), at.get(row));
                if customer == NONE || second >= until {
                    return None;
                }
                let kind =
                    kinds.get(row).checked_sub(1).and_then(|kind| ContactKind::ALL.get(usize::from(kind)));
                Some(ContactPass {
                    customer,
                    second,
                    kind: *kind?,
                    close: close.get(row),
                    by: by.get(row),
                    row,
                    recorded: Some(recorded.get(row)).filter(|second| *second != i64::MIN),
                })
            })
        })
    }

    /// Civil servants among the contacts: the customer's number, the contact id's, the rank.
    pub(crate) fn ranked_contacts(&self) -> impl Iterator<Item = (u32, u32, OfficialRank)> {
        let columns = self.registers.get(Table::Contacts).and_then(|contacts| {
            let ids = (contacts.ids("customer_id")?, contacts.ids("contact_id")?);
            Some((contacts.rows, ids, contacts.codes("official_rank")?))
        });
        columns.into_iter().flat_map(|(rows, (customers, ids), ranks)| {
            (0..rows).filter_map(move |row| {
                let rank = OfficialRank::ALL.get(usize::from(ranks.get(row).checked_sub(1)?))?;
                Some((customers.get(row), ids.get(row), *rank))
            })
        })
    }

    /// Birthdays of contacts: the customer's number, the contact id's, the day's.
    pub(crate) fn birthdays(&self) -> impl Iterator<Item = (u32, u32, i32)> {
        let columns = self.registers.get(Table::Contacts).and_then(|contacts| {
            let ids = (contacts.ids("customer_id")?, contacts.ids("contact_id")?);
            match contacts.columns.get(contacts.table.column("birthday")?)? {
                Column::Day(days) => Some((contacts.rows, ids, days)),
                _ => None,
            }
        });
        columns.into_iter().flat_map(|(rows, (customers, ids), days)| {
            let row = move |row| (customers.get(row), ids.get(row), days.get(row));
            (0..rows).map(row).filter(|(customer, _, day)| *customer != NONE && *day != NO_DAY)
        })
    }

    /// What branches thought of customers up to a day, in the order of days: the customer's number, the
    /// level. Of one day, the later row comes later.
    pub(crate) fn evaluated(&self, today: i32) -> impl Iterator<Item = (u32, EvaluationLevel)> {
        let register = self.registers.get(Table::Evaluations);
        let mut rows: Vec<_> =
            register.into_iter().flat_map(named).filter(|(_, day, _)| *day <= today).collect();
        rows.sort_by_key(|(row, day, _)| (*day, *row));
        rows.into_iter().filter_map(move |(row, _, customer)| {
            let at = register?.codes("level")?.get(row).checked_sub(1)?;
            Some((customer, *EvaluationLevel::ALL.get(usize::from(at))?))
        })
    }

    /// The visible or later rows of dated registers that name a customer: table, row, day, customer.
    /// A row without a date makes nobody a customer, since it would on every day.
    pub(crate) fn named_in_registers(&self) -> impl Iterator<Item = (Table, usize, i32, u32)> {
        let dated = self
            .registers
            .iter()
            .filter(|register| register.table.rules().is_some_and(|rules| !rules.seen.is_empty()));
        dated.flat_map(|register| {
            named(register).map(|(row, day, customer)| (register.table, row, day, customer))
        })
    }

    /// How many rows of each register name a customer.
    pub(crate) fn registers_naming(&self, customer: u32) -> Vec<(Table, usize)> {
        let count = |register: &Register| named(register).filter(|(.., named)| *named == customer).count();
        let counts = self.registers.iter().map(|register| (register.table, count(register)));
        counts.filter(|(_, count)| *count > 0).collect()
    }
}
