//! Rows that name a customer or an invoice the book does not have. Whether they are problems is for the
//! as-of date to tell.

use hashbrown::{HashMap, HashSet};

use super::builder::BookBuilder;
use super::columns::NO_DAY;
use super::intern::NONE;
use super::settings::{BadRows, UnknownCustomers};
use super::store::DEAD;
use super::tables::Table;
use crate::decimal::Exact;

/// A row that names a customer or an invoice the book does not have.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    pub(crate) table: Table,
    pub(crate) row: usize,
    /// The day from which the row is visible.
    pub(crate) day: i32,
    pub(crate) column: &'static str,
    pub(crate) id: String,
    pub(crate) money: Exact,
}

impl BookBuilder {
    /// Whether a row that names this invoice is only a consequence of another problem.
    fn follows_from_invoice(&self, invoice: u32) -> bool {
        self.settings.bad_rows == BadRows::Refuse && self.refused_invoices.contains(&invoice)
    }

    pub(super) fn link_settlements(&mut self, invoice_rows: &[u32], strays: &mut Vec<Stray>) {
        let follows: HashSet<u32> =
            self.settlements.invoice.iter().copied().filter(|i| self.follows_from_invoice(*i)).collect();
        let s = &mut self.settlements;
        for (row, (invoice, day)) in s.invoice.iter_mut().zip(&mut s.day).enumerate() {
            if *invoice == NONE || *day == NO_DAY {
                continue;
            }
            let found = invoice_rows.get(*invoice as usize).copied().unwrap_or(NONE);
            if found == NONE {
                let named = *invoice;
                *invoice = NONE;
                let stray_day = core::mem::replace(day, NO_DAY);
                if follows.contains(&named) {
                    continue;
                }
                strays.push(Stray {
                    table: Table::Settlements,
                    row,
                    day: stray_day,
                    column: "invoice_id",
                    id: self.invoice_ids.text(named).to_owned(),
                    money: Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
                });
            } else {
                *invoice = found;
            }
        }
    }

    pub(super) fn link_reasons(&mut self, invoice_rows: &[u32], strays: &mut Vec<Stray>) {
        let ids = &self.invoice_ids;
        let follows: HashSet<u32> =
            self.reasons.iter().map(|r| r.invoice).filter(|i| self.follows_from_invoice(*i)).collect();
        self.reasons.retain_mut(|reason| {
            let found = invoice_rows.get(reason.invoice as usize).copied().unwrap_or(NONE);
            if found == NONE && !follows.contains(&reason.invoice) {
                strays.push(Stray {
                    table: Table::DelayReasons,
                    row: reason.row,
                    day: reason.approved_on,
                    column: "invoice_id",
                    id: ids.text(reason.invoice).to_owned(),
                    money: Exact::ZERO,
                });
            }
            reason.invoice = found;
            found != NONE
        });
    }

    /// Where the `customers` table says who is a member, rows of others are set aside.
    pub(super) fn part_unlisted(&mut self, listed: &HashMap<u32, u32>, strays: &mut Vec<Stray>) {
        let closed = self.declared.contains(&Table::Customers)
            && self.settings.unknown_customers != UnknownCustomers::Add;
        if !closed {
            return;
        }
        let ids = &self.customer_ids;
        let unlisted = |customer: u32| customer != NONE && !listed.contains_key(&customer);
        let refused = (self.settings.bad_rows == BadRows::Refuse).then_some(&self.refused_customers);
        let mut part = |table, row, day, customer: u32, money| {
            if refused.is_some_and(|refused| refused.contains(&customer)) {
                return;
            }
            let id = ids.text(customer).to_owned();
            strays.push(Stray { table, row, day, column: "customer_id", id, money });
        };
        let h = &mut self.headers;
        for (row, ((customer, order), day)) in
            h.customer.iter_mut().zip(&mut h.order_text).zip(&h.day).enumerate()
        {
            if unlisted(*customer) {
                part(Table::Orders, row, *day, *customer, Exact::ZERO);
                (*customer, *order) = (DEAD, DEAD);
            }
        }
        let l = &mut self.lines;
        for (row, (customer, day)) in l.customer.iter_mut().zip(&l.day).enumerate() {
            if unlisted(*customer) {
                part(
                    Table::OrderLines,
                    row,
                    *day,
                    *customer,
                    Exact::new(l.amount.get(row).unwrap_or(0), l.amount.scale()),
                );
                *customer = DEAD;
            }
        }
        let v = &mut self.invoices;
        let mut set_aside: HashMap<u32, u32> = HashMap::new();
        for (row, (customer, day)) in v.customer.iter_mut().zip(&v.issued).enumerate() {
            if unlisted(*customer) {
                let money = Exact::new(v.amount.get(row).unwrap_or(0), v.amount.scale());
                part(Table::Invoices, row, *day, *customer, money);
                set_aside.insert(u32::try_from(row).unwrap_or(NONE), *customer);
                *customer = DEAD;
            }
        }
        // An invoice that is skipped with its customer takes its settlements along.
        let s = &mut self.settlements;
        if self.settings.unknown_customers == UnknownCustomers::Skip && !set_aside.is_empty() {
            for (row, (invoice, day)) in s.invoice.iter().zip(&mut s.day).enumerate() {
                if let Some(customer) = set_aside.get(invoice)
                    && *day != NO_DAY
                {
                    let money = Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale());
                    part(Table::Settlements, row, *day, *customer, money);
                    *day = NO_DAY;
                }
            }
        }
        for (row, (customer, day)) in s.customer.iter_mut().zip(&mut s.day).enumerate() {
            if unlisted(*customer) {
                part(
                    Table::Settlements,
                    row,
                    *day,
                    *customer,
                    Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
                );
                (*customer, *day) = (DEAD, NO_DAY);
            }
        }
        macro_rules! part_rows {
            ($rows:expr, $table:expr, $day:ident) => {
                $rows.retain(|row| {
                    if unlisted(row.customer) {
                        part($table, row.row, row.$day, row.customer, Exact::ZERO);
                    }
                    !unlisted(row.customer)
                });
            };
        }
        part_rows!(self.facts, Table::CreditFacts, on);
        part_rows!(self.assessed, Table::ProspectAssessments, on);
        part_rows!(self.rated, Table::Ratings, on);
        part_rows!(self.overrides, Table::GradeOverrides, approved_on);
        part_rows!(self.contracts, Table::Contracts, submitted_on);
    }
}
