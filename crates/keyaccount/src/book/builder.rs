//! Collects rows and columns into a book. What needs other rows is judged by `finish`.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::intern::Interner;
use super::registers::Registers;
use super::settings::BookSettings;
use super::store::{
    Agreed, Assessed, Customers, Fact, Headers, Invoices, Lines, Override, ProductVersion, Rated, Reason,
    Settlements,
};
use super::tables::{Row, RowCounts, Table};
use crate::decimal::Exact;
use crate::error::Problem;

/// A book under construction.
///
/// Rows may come one by one ([`push`](Self::push)) or as whole columns
/// ([`push_columns`](Self::push_columns)), tables in any order. Every problem of every row is
/// collected; [`finish`](Self::finish) reports them together.
#[derive(Debug, Default)]
pub struct BookBuilder {
    pub(super) settings: BookSettings,
    pub(super) declared: BTreeSet<Table>,
    pub(super) rows: RowCounts,
    pub(super) problems: Vec<Problem>,
    pub(super) unnamed: Vec<(Table, u64, Option<Exact>)>,
    /// Customers and invoices whose own row was refused: rows that name them are no further problem.
    pub(super) refused_customers: hashbrown::HashSet<u32>,
    pub(super) refused_invoices: hashbrown::HashSet<u32>,
    pub(super) texts: Interner,
    pub(super) customer_ids: Interner,
    pub(super) product_ids: Interner,
    pub(super) order_ids: Interner,
    pub(super) invoice_ids: Interner,
    pub(super) customers: Customers,
    pub(super) products: Vec<(ProductVersion, usize)>,
    pub(super) headers: Headers,
    /// The order ids that have a header.
    pub(super) headed: hashbrown::HashSet<u32>,
    pub(super) lines: Lines,
    pub(super) invoices: Invoices,
    pub(super) settlements: Settlements,
    pub(super) reasons: Vec<Reason>,
    pub(super) facts: Vec<Fact>,
    pub(super) assessed: Vec<Assessed>,
    pub(super) rated: Vec<Rated>,
    pub(super) overrides: Vec<Override>,
    pub(super) contracts: Vec<Agreed>,
    pub(super) registers: Registers,
}

impl BookBuilder {
    /// An empty book with these settings.
    #[must_use]
    pub fn new(settings: BookSettings) -> Self {
        Self {
            settings,
            customer_ids: Interner::of_ids(),
            product_ids: Interner::of_ids(),
            order_ids: Interner::of_ids(),
            invoice_ids: Interner::of_ids(),
            ..Self::default()
        }
    }

    /// Adds a typed row.
    pub fn push<'a, R: Row<'a>>(&mut self, row: R) {
        row.add_to(self);
    }

    /// Says that a table is there, be it without rows.
    pub fn declare(&mut self, table: Table) {
        self.declared.insert(table);
    }

    /// Whether a header of this order names a customer.
    #[must_use]
    pub fn has_order_header(&self, order_id: &str) -> bool {
        self.order_ids.find(order_id).is_some_and(|id| self.headed.contains(&id))
    }

    /// Counts a row that was left out because its customer is blank, with its money if it could be
    /// read.
    pub fn skip_row_without_customer(&mut self, table: Table, money: Option<Decimal>) {
        self.declare(table);
        let money = money.map_or(Exact::ZERO, Exact::from);
        match self.unnamed.iter_mut().find(|(t, ..)| *t == table) {
            Some((_, count, total)) => {
                *count = count.saturating_add(1);
                *total = total.and_then(|total| total.checked_add(money));
            }
            None => self.unnamed.push((table, 1, Some(money))),
        }
    }

    /// Adds a problem the caller found in a row it does not hand in, to be reported with all others.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Says that a customer or invoice has a row which the caller refused, so that rows naming it are
    /// not reported as well.
    pub fn refuse_key(&mut self, table: Table, id: &str) {
        match table {
            Table::Customers => {
                self.refused_customers.insert(self.customer_ids.intern(id));
            }
            Table::Invoices => {
                self.refused_invoices.insert(self.invoice_ids.intern(id));
            }
            _ => {}
        }
    }

    /// Opens the next row of a table.
    pub(super) fn next_row(&mut self, table: Table) -> usize {
        let row = self.rows.open(table);
        if row == 0 {
            self.declared.insert(table);
        }
        row
    }
}
