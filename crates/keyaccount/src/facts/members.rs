//! Who is in the book on a day, and which visible rows name somebody who is not (BOOK §2.2).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::blocks::filled_rows;
use super::credit::CreditPass;
use super::orders::OrderPass;
use crate::book::store::Override;
use crate::book::{BadRows, Book, NO_DAY, NONE, Stray, Table, UnknownCustomers, UnknownInvoices};
use crate::calendar::Day;
use crate::decimal::Exact;
use crate::error::{Problem, ProblemCode, quote};
use crate::notes::{NoteCode, Tally};
use crate::policy::Policy;

/// As many problems as are told one by one; a refusal needs no more.
const MAX_PROBLEMS: usize = 10_000;

/// Which customer numbers are members.
pub(super) struct Members {
    is_member: Vec<bool>,
    /// Their numbers, ascending.
    pub(super) numbers: Vec<u32>,
}

impl Members {
    pub(super) fn has(&self, customer: u32) -> bool {
        self.is_member.get(customer as usize) == Some(&true)
    }
}

/// Finds the members and judges visible rows that name others.
pub(super) fn find(
    book: &Book,
    as_of: NaiveDate,
    orders: &OrderPass,
    credit: &CreditPass,
    notes: &mut Vec<Tally>,
    problems: &mut Vec<Problem>,
) -> Members {
    let today = Day::from(as_of).number();
    let listed = book.has(Table::Customers);
    let adds = book.settings.unknown_customers == UnknownCustomers::Add;
    let mut is_member = vec![false; book.customer_ids.len()];
    for (member, row) in is_member.iter_mut().zip(&book.customer_rows) {
        *member = *row != NONE;
    }
    if !listed || adds {
        for (member, customer) in is_member.iter_mut().zip(0..) {
            *member = *member || orders.is_seen(customer) || credit.is_seen(customer);
        }
    }
    let mut strays: Vec<Stray> =
        book.strays.iter().filter(|s| s.day == NO_DAY || s.day <= today).cloned().collect();
    // Where the table of customers says who is one, rows of others were set aside when the book was made.
    let elsewhere = (adds || !listed).then(|| named_elsewhere(book)).into_iter().flatten();
    for named in elsewhere.filter(|named| named.day <= today) {
        if is_member.get(named.customer as usize) == Some(&true) {
            continue;
        }
        if adds {
            admit(&mut is_member, named.customer);
        } else if !listed {
            let id = book.customer_ids.text(named.customer).to_owned();
            strays.push(Stray {
                table: named.table,
                row: named.row,
                day: named.day,
                column: "customer_id",
                id,
                money: named.money,
            });
        }
    }
    judge(book, strays, notes, problems);
    let numbers =
        is_member.iter().zip(0..).filter(|(member, _)| **member).map(|(_, number)| number).collect();
    Members { is_member, numbers }
}

fn admit(is_member: &mut [bool], customer: u32) {
    if let Some(member) = is_member.get_mut(customer as usize) {
        *member = true;
    }
}

/// A row outside orders and invoices that names a customer.
struct Named {
    table: Table,
    row: usize,
    day: i32,
    customer: u32,
    money: Exact,
}

/// Registers without a date are left out: whoever is only a contact is no customer on any day.
fn named_elsewhere(book: &Book) -> impl Iterator<Item = Named> {
    let s = &book.settlements;
    let money = filled_rows(&s.customer).filter(|row| s.day.get(*row) != NO_DAY);
    let money = money.map(|row| Named {
        table: Table::Settlements,
        row,
        day: s.day.get(row),
        customer: s.customer.get(row),
        money: Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
    });
    macro_rules! rows {
        ($rows:ident, $table:ident, $day:ident) => {
            book.$rows.iter().map(|r| Named {
                table: Table::$table,
                row: r.row,
                day: r.$day,
                customer: r.customer,
                money: Exact::ZERO,
            })
        };
    }
    let registered = book.named_in_registers().map(|(table, row, day, customer)| Named {
        table,
        row,
        day,
        customer,
        money: Exact::ZERO,
    });
    money
        .chain(rows!(facts, CreditFacts, on))
        .chain(rows!(assessed, ProspectAssessments, on))
        .chain(rows!(rated, Ratings, on))
        .chain(rows!(overrides, GradeOverrides, approved_on))
        .chain(rows!(contracts, Contracts, submitted_on))
        .chain(registered)
}

/// Strays are problems, unless the book says to skip them: then they are counted with their money.
fn judge(book: &Book, strays: Vec<Stray>, notes: &mut Vec<Tally>, problems: &mut Vec<Problem>) {
    let mut skipped: Vec<(NoteCode, Table, u64, Option<Exact>)> = Vec::new();
    let mut beyond: BTreeMap<Table, u64> = BTreeMap::new();
    let shows_all = book.settings.bad_rows == BadRows::Skip;
    for stray in strays {
        let of_invoice = stray.column == "invoice_id";
        let (skip, note, code, expected, remedy) = if of_invoice {
            (
                book.settings.unknown_invoices == UnknownInvoices::Skip,
                NoteCode::SkippedUnknownInvoice,
                ProblemCode::UnknownInvoice,
                "an invoice of the book",
                "add the invoice, or set `unknown_invoices = \"skip\"`",
            )
        } else {
            (
                book.settings.unknown_customers == UnknownCustomers::Skip,
                NoteCode::SkippedUnknownCustomer,
                ProblemCode::UnknownCustomer,
                "a customer of the book",
                "add the customer, or set `unknown_customers = \"add\"` or `\"skip\"`",
            )
        };
        if skip {
            match skipped.iter_mut().find(|(c, table, ..)| *c == note && *table == stray.table) {
                Some((.., count, money)) => {
                    *count = count.saturating_add(1);
                    *money = money.and_then(|money| money.checked_add(stray.money));
                }
                None => skipped.push((note, stray.table, 1, Some(stray.money))),
            }
        } else if problems.len() >= MAX_PROBLEMS && !shows_all {
            let count = beyond.entry(stray.table).or_default();
            *count = count.saturating_add(1);
        } else {
            let line = u64::try_from(stray.row).unwrap_or(u64::MAX).saturating_add(1);
            let problem = Problem::new(code, quote(&stray.id), expected).remedy(remedy).path(stray.column);
            problems.push(problem.at(stray.table.name(), Some(line), None));
        }
    }
    for (table, count) in beyond {
        let found = format!("{count} more rows that name a customer or invoice the book does not have");
        let problem = Problem::new(ProblemCode::UnknownCustomer, found, "customers and invoices of the book");
        problems.push(problem.at(table.name(), None, None));
    }
    for (code, table, count, money) in skipped {
        notes.push(Tally { code, count, money, about: table.name().to_owned() });
    }
}

/// An approved grade must be one of the policy.
pub(super) fn check_overrides<'b>(
    book: &Book,
    policy: &Policy,
    overrides: impl Iterator<Item = &'b Override>,
    as_of: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    let today = Day::from(as_of).number();
    let bands = &policy.composite().bands;
    for row in overrides.filter(|o| o.approved_on <= today) {
        let grade = book.texts.text(row.grade);
        if bands.named(grade).is_none() {
            let line = u64::try_from(row.row).unwrap_or(u64::MAX).saturating_add(1);
            let problem = bands.unknown(grade, "grade").path("grade");
            problems.push(problem.at(Table::GradeOverrides.name(), Some(line), None));
        }
    }
}
