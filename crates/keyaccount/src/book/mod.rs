//! What happened: the tables of a customer book, stored as columns.
//!
//! A book knows no as-of date and no policy. It is built once by a [`BookBuilder`] and then only
//! read.

mod append;
mod batch;
mod blanks;
mod builder;
mod cells;
mod clean;
mod codes;
mod columns;
mod digest;
mod edit;
mod finish;
mod frames;
mod headers;
mod intern;
mod moment;
mod registers;
mod rows;
mod settings;
mod settle;
pub(crate) mod store;
mod strays;
mod tables;
mod written;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use batch::{Batch, CellResult};
pub use builder::BookBuilder;
use chrono::NaiveDate;
pub use codes::{
    ArchiveStatus, Code, Confidentiality, ContactKind, ContractStatus, CreditFactKind, CustomerKind,
    DelayReasonKind, EvaluationLevel, EvidenceKind, GrantForm, OfficialRank, OrderStatus, ReminderKind,
    RunKind, SettlementKind,
};
pub use columns::SharedCells;
pub(crate) use columns::{Amounts, Days, Ids, NO_DAY};
pub(crate) use digest::DigestSums;
pub use digest::{InputDigests, TableDigest};
pub(crate) use edit::{FilledLine, OneRow};
pub(crate) use finish::micros;
pub use frames::ColumnData;
pub(crate) use intern::{Interner, NONE};
pub use moment::{Moment, written_moment};
pub(crate) use registers::Key;
pub use registers::{LastContact, LastContacts};
pub use settings::{
    AmountsBasis, BadRows, BookSettings, MissingCustomer, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
pub(crate) use strays::Stray;
pub use tables::{
    ArchiveRecord, CellReader, Change, ColumnKind, Contact, ContactEntry, Contract, CreditFact, Customer,
    DelayReason, Delegation, Document, Evaluation, ExcusedDays, GradeOverride, Grant, Hold, Invoice, Nda,
    Order, OrderLine, Person, Product, ProspectAssessment, Rating, Record, Reminder, RoleHolder, Row, Run,
    Settlement, Table, TableColumn,
};
pub use written::{number_problem, unknown_code, written_date, written_days, written_number, written_yes_no};

use crate::calendar::Day;
use crate::decimal::Exact;
use crate::error::Problem;

/// A customer book: what happened, as columns.
#[derive(Debug)]
pub struct Book {
    pub(crate) settings: BookSettings,
    pub(crate) declared: BTreeSet<Table>,
    rows: tables::RowCounts,
    rejected: Vec<Problem>,
    /// Rows left out because their customer is blank: table, count, money if the total fits.
    pub(crate) unnamed: Vec<(Table, u64, Option<Exact>)>,
    pub(crate) texts: Arc<Interner>,
    pub(crate) customer_ids: Arc<Interner>,
    pub(crate) product_ids: Interner,
    pub(crate) order_ids: Interner,
    pub(crate) invoice_ids: Interner,
    /// The row in `customers` of each customer by number, [`NONE`] for who is not listed.
    pub(crate) customer_rows: Vec<u32>,
    pub(crate) customers: store::Customers,
    /// By product, then by first day.
    pub(crate) products: Vec<store::ProductVersion>,
    /// Where the versions of each product start, one more than there are products.
    pub(crate) product_starts: Vec<u32>,
    pub(crate) headers: store::Headers,
    pub(crate) lines: store::Lines,
    /// How many orders there are, an order being a customer and an order id.
    pub(crate) orders: u32,
    /// The orders of each order id that several customers use.
    pub(crate) shared_orders: Vec<Vec<u32>>,
    pub(crate) invoices: store::Invoices,
    pub(crate) settlements: store::Settlements,
    pub(crate) reasons: Vec<store::Reason>,
    pub(crate) facts: Vec<store::Fact>,
    pub(crate) assessed: Vec<store::Assessed>,
    pub(crate) rated: Vec<store::Rated>,
    pub(crate) overrides: Vec<store::Override>,
    pub(crate) contracts: Vec<store::Agreed>,
    pub(crate) registers: registers::Registers,
    pub(crate) strays: Vec<Stray>,
    pub(crate) aside_keys: strays::AsideKeys,
    /// How often it was edited since it was made.
    pub(crate) edits: u64,
    /// How often its products were.
    pub(crate) product_edits: u64,
}

impl Book {
    /// What the book says about itself.
    #[must_use]
    pub const fn settings(&self) -> &BookSettings {
        &self.settings
    }

    /// Whether the book has this table, be it without rows.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        self.declared.contains(&table)
    }

    /// How many rows of a table were handed in.
    #[must_use]
    pub fn row_count(&self, table: Table) -> usize {
        self.rows.of(table)
    }

    /// Whether its problems forbid any result.
    pub(crate) fn is_refused(&self) -> bool {
        self.settings.bad_rows == BadRows::Refuse && !self.rejected.is_empty()
    }

    /// The problems of rows that were left out. Their `file` is the table, their `line` the row from 1.
    #[must_use]
    pub fn rejected(&self) -> &[Problem] {
        &self.rejected
    }

    /// The contracts that were handed in by a day, in file order, without signatures of later days.
    pub fn contracts(&self, as_of: NaiveDate) -> impl Iterator<Item = Contract<'_>> {
        let today = Day::from(as_of).number();
        let rows = self.contracts.iter().filter(move |contract| contract.submitted_on <= today);
        rows.filter_map(move |contract| self.contract(contract, today))
    }

    fn contract(&self, row: &store::Agreed, today: i32) -> Option<Contract<'_>> {
        let mut customer = String::new();
        self.customer_ids.write(row.customer, &mut customer);
        let date =
            |day: i32| Some(day).filter(|day| *day != NO_DAY).and_then(|day| Day::from_number(day).date());
        let number = |millionths: i128| micros(millionths).normalised().to_decimal();
        let text = |text: u32| (text != NONE).then(|| Cow::Borrowed(self.texts.text(text)));
        let new = Contract::new(
            text(row.contract)?,
            customer.into(),
            number(row.amount)?,
            Day::from_number(row.submitted_on).date()?,
        );
        Some(Contract {
            signed_on: date(row.signed_on).filter(|_| row.signed_on <= today),
            ends_on: date(row.ends_on),
            agreed_price: row.agreed_price.and_then(number),
            settlement_floor_price: row.settlement_floor_price.and_then(number),
            unit: text(row.unit),
            status: row.status,
            text_digest: text(row.text_digest),
            ..new
        })
    }

    /// The latest date any order, invoice, settlement, fact or assessment carries: a good guess at
    /// when the book was exported, for error messages.
    #[must_use]
    pub fn latest_date(&self) -> Option<NaiveDate> {
        let columns = [&self.headers.day, &self.lines.day, &self.invoices.issued, &self.settlements.day];
        let rows = self.facts.iter().map(|f| f.on);
        let rows = rows.chain(self.assessed.iter().map(|a| a.on)).chain(self.rated.iter().map(|r| r.on));
        let columns = columns.into_iter().filter_map(Days::latest);
        let latest = columns.chain(rows).filter(|day| *day != NO_DAY).max();
        latest.and_then(|day| Day::from_number(day).date())
    }

    /// How many orders there are of which ids, in words that do not depend on numbers.
    #[cfg(test)]
    fn orders_told(&self) -> String {
        let mut orders = std::collections::BTreeMap::new();
        for row in 0..self.lines.order_text.len() {
            if self.lines.customer.get(row) != NONE {
                let texts = (self.lines.order_text.get(row), self.lines.customer.get(row));
                let texts = (self.order_ids.text(texts.0), self.customer_ids.text(texts.1));
                orders.entry(self.lines.order().get(row)).or_insert_with(Vec::new).push(texts);
            }
        }
        let mut orders: Vec<_> = orders.into_values().collect();
        orders.sort_unstable();
        let listed = self.customer_rows.iter().filter(|row| **row != NONE).count();
        format!("{orders:?} {} {listed}", self.shared_orders.len())
    }

    /// The versions of a product, oldest first.
    pub(crate) fn versions(&self, product: u32) -> &[store::ProductVersion] {
        self.products.get(self.version_rows(product)).unwrap_or(&[])
    }

    /// Where those versions are.
    pub(crate) fn version_rows(&self, product: u32) -> core::ops::Range<usize> {
        let at = product as usize;
        let start = self.product_starts.get(at).copied().unwrap_or(0) as usize;
        let end = self.product_starts.get(at.saturating_add(1)).copied().unwrap_or(0) as usize;
        start..end
    }
}
