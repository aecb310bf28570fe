// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `grading`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::CalendarDate;
use keyaccount::Exact;
use rust_decimal::Decimal;

/// What decides the stage of a deal.
#[uniffi::remote(Record)]
pub struct DealFacts {
    /// Whether there is any contract.
    pub has_contract: bool,
    /// Whether there is any order.
    pub has_order: bool,
    /// Whether a contract is signed, or an order fulfilled or invoiced.
    pub is_closed: bool,
    /// When the customer's record was opened.
    #[uniffi(default = None)]
    pub created_on: Option<CalendarDate>,
}

/// How far a deal has come (R68).
#[uniffi::remote(Enum)]
pub enum DealStage {
    /// No contract, no order, and only just entered.
    New,
    /// Nothing signed and nothing fulfilled yet.
    NotYetClosed,
    /// A signed contract, a fulfilled order or an invoice.
    Closed,
}

/// The stable code.
#[uniffi::export]
pub fn deal_stage_code(deal_stage: DealStage) -> String {
    deal_stage.code().to_owned()
}

/// Why an account is on hold.
#[uniffi::remote(Enum)]
pub enum HoldReason {
    /// Open receivables and undelivered orders exceed the limit.
    OverLimit,
    /// An open slice is too many effective days late.
    Overdue,
}

/// The stable code.
#[uniffi::export]
pub fn hold_reason_code(hold_reason: HoldReason) -> String {
    hold_reason.code().to_owned()
}

/// Receivables of a book over a period.
#[uniffi::remote(Record)]
pub struct PortfolioFacts {
    /// Open when the period began.
    pub begin_receivables: Exact,
    /// Invoiced in the period.
    pub credit_sales: Exact,
    /// Open at its end.
    pub end_receivables: Exact,
    /// Open at its end and not past due.
    pub end_current: Exact,
    /// Days of the period.
    pub days: u32,
}

/// DSO, best-possible DSO, average days delinquent and collection effectiveness, two decimals each.
/// A metric whose denominator is not above zero is empty.
#[uniffi::remote(Record)]
pub struct PortfolioMetrics {
    /// End receivables ÷ credit sales × days.
    #[uniffi(default = None)]
    pub dso: Option<Decimal>,
    /// End current receivables ÷ credit sales × days.
    #[uniffi(default = None)]
    pub best_possible_dso: Option<Decimal>,
    /// DSO − best-possible DSO, as published. A figure of the portfolio; a customer's is `weighted_days_late`.
    #[uniffi(default = None)]
    pub average_days_delinquent: Option<Decimal>,
    /// Collection effectiveness index in percent.
    #[uniffi(default = None)]
    pub cei: Option<Decimal>,
}

/// Which of the three lists a customer belongs to.
#[uniffi::remote(Enum)]
pub enum Track {
    /// It has a composite.
    Rated,
    /// It has none, though it is not new.
    Unrated,
    /// Its first trade is too recent, or there is none.
    New,
}

/// The stable code.
#[uniffi::export]
pub fn track_code(track: Track) -> String {
    track.code().to_owned()
}
