//! The columns of a book: one struct for each table, rows by position.

use super::codes::{ContractStatus, SettlementKind};
use super::columns::{Amounts, Blank, Days, Ids, Rare};
use super::intern::NONE;

/// A row that was refused stays in its columns as a blank, so that positions remain row numbers.
pub(crate) const DEAD: u32 = NONE;

/// `customers`, by row; `Book::listed` leads from a customer's number to its row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Customers {
    pub(crate) customer: Ids,
    pub(crate) name: Ids,
    pub(crate) attributes: [Ids; ATTRIBUTES.len()],
    pub(crate) created_on: Days,
    pub(crate) first_traded_on: Days,
    pub(crate) documents_complete: Rare<Option<bool>>,
    pub(crate) documents_since: Days,
    pub(crate) special_approval: Rare<Option<bool>>,
    pub(crate) cost_to_serve: Amounts,
}

/// The text attributes of a customer, in the order they are stored and digested.
pub(crate) const ATTRIBUTES: [&str; 10] = [
    "kind",
    "region",
    "country",
    "industry",
    "size",
    "need_class",
    "lead_source",
    "uscc",
    "owner",
    "parent_id",
];

/// One version of a product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProductVersion {
    pub(crate) product: u32,
    /// The first day in force, `NO_DAY` for always.
    pub(crate) valid_from: i32,
    pub(crate) name: u32,
    pub(crate) uom: u32,
    pub(crate) category: u32,
    pub(crate) high_end: Option<bool>,
    /// Millionths.
    pub(crate) factor: Option<i128>,
    pub(crate) unit_cost: Option<i128>,
    pub(crate) margin_rate: Option<i128>,
    /// The row it came in, once the book is finished.
    pub(crate) row: usize,
}

/// `orders`: headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers {
    pub(crate) order_text: Ids,
    pub(crate) customer: Ids,
    pub(crate) day: Days,
    pub(crate) status: Rare<Status>,
    pub(crate) cancelled_on: Days,
    pub(crate) promised_on: Days,
}

/// Where an order stands, blank included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Status {
    #[default]
    Blank,
    Open,
    Fulfilled,
    Cancelled,
}

/// `order_lines`, with what the headers filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) order_text: Ids,
    /// Numbers orders, an order being a customer and an order id, where that is not the number of the id.
    pub(crate) own_order: Option<Ids>,
    pub(crate) customer: Ids,
    pub(crate) day: Days,
    pub(crate) status: Rare<Status>,
    pub(crate) cancelled_on: Days,
    /// The day of the header that gave status or cancellation, where it is later than the line's own.
    pub(crate) status_from: Days,
    /// Which cells came from the header: sums of the `TAKEN` numbers.
    pub(crate) taken: Rare<u8>,
    pub(crate) product: Ids,
    pub(crate) promotional: Rare<Option<bool>>,
    pub(crate) quantity: Amounts,
    pub(crate) amount: Amounts,
    pub(crate) profit: Amounts,
    pub(crate) cost: Amounts,
    pub(crate) unit_cost: Amounts,
    pub(crate) margin_rate: Amounts,
}

impl Lines {
    pub(crate) const TAKEN_CUSTOMER: u8 = 1;
    pub(crate) const TAKEN_DAY: u8 = 2;
    pub(crate) const TAKEN_STATUS: u8 = 4;

    /// Numbers orders, an order being a customer and an order id.
    pub(crate) const fn order(&self) -> &Ids {
        match &self.own_order {
            Some(order) => order,
            None => &self.order_text,
        }
    }
}

impl Blank for u8 {
    const BLANK: Self = 0;
}

impl Blank for Status {
    const BLANK: Self = Self::Blank;
}

impl Blank for SettlementKind {
    /// How most invoices are paid.
    const BLANK: Self = Self::Transfer;
}

/// `invoices`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Invoices {
    pub(crate) id: Ids,
    pub(crate) customer: Ids,
    pub(crate) issued: Days,
    pub(crate) due: Days,
    pub(crate) amount: Amounts,
    pub(crate) extended_due: Days,
    pub(crate) extension_approved: Days,
    pub(crate) contract: Ids,
}

/// `settlements`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settlements {
    pub(crate) day: Days,
    pub(crate) amount: Amounts,
    /// The number of the invoice's id, then (when the book is finished) the invoice's row.
    pub(crate) invoice: Ids,
    /// Whose unapplied money it is; [`NONE`] where an invoice is named.
    pub(crate) customer: Ids,
    pub(crate) kind: Rare<SettlementKind>,
}

/// A row of `delay_reasons`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reason {
    pub(crate) invoice: u32,
    pub(crate) kind: super::codes::DelayReasonKind,
    pub(crate) excused: super::tables::ExcusedDays,
    pub(crate) documented: bool,
    pub(crate) approved_by: u32,
    pub(crate) approved_on: i32,
    pub(crate) row: usize,
}

/// A row of `credit_facts`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub(crate) customer: u32,
    pub(crate) kind: super::codes::CreditFactKind,
    pub(crate) on: i32,
    pub(crate) resolved_on: i32,
    pub(crate) row: usize,
}

/// A row of `prospect_assessments`.
#[derive(Clone, Debug)]
pub(crate) struct Assessed {
    pub(crate) customer: u32,
    pub(crate) assessor: u32,
    pub(crate) on: i32,
    /// 1–5 by criterion.
    pub(crate) ratings: [Option<u8>; 6],
    pub(crate) evidence_kind: Option<super::codes::EvidenceKind>,
    pub(crate) evidence: u32,
    /// Millionths of a point.
    pub(crate) override_score: Option<i128>,
    pub(crate) override_reason: u32,
    pub(crate) override_approver: u32,
    pub(crate) row: usize,
}

/// A row of `ratings`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rated {
    pub(crate) customer: u32,
    pub(crate) dimension: u32,
    pub(crate) assessor: u32,
    pub(crate) on: i32,
    /// Millionths of a point.
    pub(crate) score: i128,
    pub(crate) evidence: u32,
    pub(crate) row: usize,
}

/// A row of `grade_overrides`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Override {
    pub(crate) customer: u32,
    pub(crate) grade: u32,
    pub(crate) reason: u32,
    pub(crate) approved_by: u32,
    pub(crate) approved_on: i32,
    pub(crate) expires_on: i32,
    pub(crate) row: usize,
}

/// A row of `contracts`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreed {
    pub(crate) contract: u32,
    pub(crate) customer: u32,
    pub(crate) amount: i128,
    pub(crate) submitted_on: i32,
    pub(crate) signed_on: i32,
    pub(crate) ends_on: i32,
    /// Millionths.
    pub(crate) agreed_price: Option<i128>,
    pub(crate) settlement_floor_price: Option<i128>,
    pub(crate) unit: u32,
    pub(crate) status: Option<ContractStatus>,
    pub(crate) text_digest: u32,
    pub(crate) row: usize,
}
