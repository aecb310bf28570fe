//! Collects rows and columns into a book.

use rust_decimal::Decimal;

use super::settings::BookSettings;
use super::tables::{
    Contract, CreditFact, Customer, DelayReason, GradeOverride, Invoice, Order, OrderLine, Product,
    ProspectAssessment, Rating, Row, Settlement, Table,
};

/// A book under construction.
#[derive(Debug)]
pub struct BookBuilder {
    #[allow(dead_code)]
    settings: BookSettings,
}

impl BookBuilder {
    /// An empty book with these settings.
    #[must_use]
    pub fn new(settings: BookSettings) -> Self {
        Self { settings }
    }
    /// Adds a typed row.
    pub fn push<'a, R: Row<'a>>(&mut self, row: R) {
        row.add_to(self);
    }
    /// Says that the table is there, be it without rows.
    pub fn declare(&mut self, _table: Table) {}
    /// Whether a header of this order names a customer.
    #[must_use]
    pub fn has_order_header(&self, _order_id: &str) -> bool {
        false
    }
    /// Counts a row that was left out because its customer is blank, with its money if it can be read.
    pub fn skip_row_without_customer(&mut self, _table: Table, _money: Option<Decimal>) {}
    pub(crate) fn add_customer(&mut self, _row: Customer<'_>) {}
    pub(crate) fn add_product(&mut self, _row: Product<'_>) {}
    pub(crate) fn add_order(&mut self, _row: Order<'_>) {}
    pub(crate) fn add_order_line(&mut self, _row: OrderLine<'_>) {}
    pub(crate) fn add_invoice(&mut self, _row: Invoice<'_>) {}
    pub(crate) fn add_settlement(&mut self, _row: Settlement<'_>) {}
    pub(crate) fn add_delay_reason(&mut self, _row: DelayReason<'_>) {}
    pub(crate) fn add_credit_fact(&mut self, _row: CreditFact<'_>) {}
    pub(crate) fn add_prospect_assessment(&mut self, _row: ProspectAssessment<'_>) {}
    pub(crate) fn add_rating(&mut self, _row: Rating<'_>) {}
    pub(crate) fn add_grade_override(&mut self, _row: GradeOverride<'_>) {}
    pub(crate) fn add_contract(&mut self, _row: Contract<'_>) {}
}
