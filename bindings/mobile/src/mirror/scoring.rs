// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `scoring`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use keyaccount::Score;
use rust_decimal::Decimal;

/// One dimension's share in a composite.
#[uniffi::remote(Record)]
pub struct CompositePart {
    /// Its weight, above 0.
    pub weight: Decimal,
    /// Its published score, if it has one.
    #[uniffi(default = None)]
    pub score: Option<Score>,
}

/// Why a dimension has no score. Missing is never zero.
#[uniffi::remote(Enum)]
pub enum Unrated {
    /// The first trade is too recent, or there is none.
    NewCustomer,
    /// Nothing was paid in the window and nothing is overdue.
    NoPayments,
    /// The book has no order lines at all.
    NoOrderData,
    /// The policy adds quantities, and no line of the customer has one.
    NoQuantity,
    /// The book says nowhere what goods cost.
    NoCostData,
    /// A line of the customer has no cost.
    MissingMargin,
    /// Too few dimensions, or too little weight, for a composite.
    InsufficientDimensions,
    /// The book holds only some customers, so ranks would mislead.
    PartialPopulation,
    /// Nobody assessed the prospect.
    NoAssessment,
    /// The last assessment is too old.
    AssessmentExpired,
    /// Too little of the assessment is filled in.
    IncompleteAssessment,
}

/// The stable code.
#[uniffi::export]
pub fn unrated_code(unrated: Unrated) -> String {
    unrated.code().to_owned()
}
