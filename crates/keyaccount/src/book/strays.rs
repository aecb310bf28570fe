//! Rows that name a customer or an invoice the book does not have. Whether they are problems is for the
//! as-of date to tell.

use hashbrown::{HashMap, HashSet};

use super::builder::BookBuilder;
use super::columns::{Amounts, BLOCK, Ids, NO_DAY};
use super::finish::InvoiceRows;
use super::intern::NONE;
use super::registers::Key;
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

/// The keys of rows that were set aside with their customer.
#[derive(Clone, Debug, Default)]
pub(crate) struct AsideKeys {
    /// Numbers of order ids.
    pub(crate) orders: Vec<u32>,
    /// Numbers of contract ids among the book's texts.
    pub(crate) contracts: Vec<u32>,
    /// Keys of registers.
    pub(crate) registers: HashSet<(Table, Key)>,
}

impl BookBuilder {
    /// Whether a row that names this invoice is only a consequence of another problem.
    fn follows_from_invoice(&self, invoice: u32) -> bool {
        self.settings.bad_rows == BadRows::Refuse && self.refused_invoices.contains(&invoice)
    }

    /// Turns the invoice a settlement names into the invoice's row, which its number is already where
    /// invoices are counted upwards in the order of their rows.
    pub(super) fn link_settlements(&mut self, invoice_rows: &InvoiceRows, strays: &mut Vec<Stray>) {
        if invoice_rows.are_numbers(self.invoice_ids.len()) {
            return;
        }
        let follows: HashSet<u32> =
            self.settlements.invoice.iter().filter(|i| self.follows_from_invoice(*i)).collect();
        let s = &mut self.settlements;
        for row in 0..s.invoice.len() {
            let (named, day) = (s.invoice.get(row), s.day.get(row));
            if named == NONE || day == NO_DAY {
                continue;
            }
            let found = invoice_rows.of(named);
            s.invoice.set(row, found);
            if found == NONE {
                s.day.set(row, NO_DAY);
                if follows.contains(&named) {
                    continue;
                }
                strays.push(Stray {
                    table: Table::Settlements,
                    row,
                    day,
                    column: "invoice_id",
                    id: self.invoice_ids.text(named).to_owned(),
                    money: Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
                });
            }
        }
    }

    pub(super) fn link_reasons(&mut self, invoice_rows: &InvoiceRows, strays: &mut Vec<Stray>) {
        let ids = &self.invoice_ids;
        let follows: HashSet<u32> =
            self.reasons.iter().map(|r| r.invoice).filter(|i| self.follows_from_invoice(*i)).collect();
        self.reasons.retain_mut(|reason| {
            let found = invoice_rows.of(reason.invoice);
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
    pub(super) fn part_unlisted(&mut self, listed: &[u32], strays: &mut Vec<Stray>) -> AsideKeys {
        let mut keys = AsideKeys::default();
        let closed = self.declared.contains(&Table::Customers)
            && self.settings.unknown_customers != UnknownCustomers::Add;
        if !closed {
            return keys;
        }
        let ids = &self.customer_ids;
        let unlisted =
            |customer: u32| customer != NONE && listed.get(customer as usize).is_none_or(|row| *row == NONE);
        let refused = (self.settings.bad_rows == BadRows::Refuse).then_some(&self.refused_customers);
        let mut part = |table, row, day, customer: u32, money| {
            if refused.is_some_and(|refused| refused.contains(&customer)) {
                return;
            }
            let id = ids.text(customer).to_owned();
            strays.push(Stray { table, row, day, column: "customer_id", id, money });
        };
        // Where the numbers have no hole, all are listed.
        let is_anyone_unlisted =
            listed.get(ids.first() as usize..).is_some_and(|named| named.contains(&NONE));
        let rows_of = |column: &Ids| -> Vec<(usize, u32)> {
            let rows = if is_anyone_unlisted { column.len() } else { 0 };
            let (mut block, mut found) = ([NONE; BLOCK], Vec::new());
            for start in (0..rows).step_by(BLOCK) {
                column.block(start, &mut block);
                found.extend((start..).zip(block).filter(|(_, customer)| unlisted(*customer)));
            }
            found
        };
        let h = &mut self.headers;
        for (row, customer) in rows_of(&h.customer) {
            part(Table::Orders, row, h.day.get(row), customer, Exact::ZERO);
            keys.orders.push(h.order_text.get(row));
            h.customer.set(row, DEAD);
            h.order_text.set(row, DEAD);
        }
        let money = |column: &Amounts, row| Exact::new(column.get(row).unwrap_or(0), column.scale());
        let l = &mut self.lines;
        for (row, customer) in rows_of(&l.customer) {
            part(Table::OrderLines, row, l.day.get(row), customer, money(&l.amount, row));
            l.customer.set(row, DEAD);
        }
        let v = &mut self.invoices;
        let mut set_aside: HashMap<u32, u32> = HashMap::new();
        for (row, customer) in rows_of(&v.customer) {
            part(Table::Invoices, row, v.issued.get(row), customer, money(&v.amount, row));
            set_aside.insert(u32::try_from(row).unwrap_or(NONE), customer);
            v.customer.set(row, DEAD);
        }
        // An invoice that is skipped with its customer takes its settlements along.
        let s = &mut self.settlements;
        if self.settings.unknown_customers == UnknownCustomers::Skip && !set_aside.is_empty() {
            for row in 0..s.invoice.len() {
                let day = s.day.get(row);
                if let Some(customer) = set_aside.get(&s.invoice.get(row))
                    && day != NO_DAY
                {
                    part(Table::Settlements, row, day, *customer, money(&s.amount, row));
                    s.day.set(row, NO_DAY);
                }
            }
        }
        for (row, customer) in rows_of(&s.customer) {
            part(Table::Settlements, row, s.day.get(row), customer, money(&s.amount, row));
            s.customer.set(row, DEAD);
            s.day.set(row, NO_DAY);
        }
        let aside = self.contracts.iter().filter(|contract| unlisted(contract.customer));
        keys.contracts.extend(aside.map(|contract| contract.contract));
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
        self.registers.part_unlisted(rows_of, &mut keys, |table, row, day, customer| {
            part(table, row, day, customer, Exact::ZERO);
        });
        keys
    }
}
