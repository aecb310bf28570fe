//! Behaviour: growth and deal stage (§4.8).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::decimal::{Exact, percent};

/// (this − previous) ÷ previous in percent, published; empty unless the previous window is above zero.
#[must_use]
pub fn growth(this: Exact, previous: Exact) -> Option<Decimal> {
    let minus = Exact::new(previous.units().checked_neg()?, previous.scale());
    percent(this.checked_add(minus)?, previous)
}

/// How far a deal has come (R68).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealStage {
    /// No contract, no order, and only just entered.
    New,
    /// Nothing signed and nothing fulfilled yet.
    NotYetClosed,
    /// A signed contract, a fulfilled order or an invoice.
    Closed,
}

impl DealStage {
    /// Every stage, in the order of their numbers.
    pub(crate) const ALL: [Self; 3] = [Self::New, Self::NotYetClosed, Self::Closed];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::NotYetClosed => "not_yet_closed",
            Self::Closed => "closed",
        }
    }
}

/// What decides the stage of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealFacts {
    /// Whether there is any contract.
    pub has_contract: bool,
    /// Whether there is any order.
    pub has_order: bool,
    /// Whether a contract is signed, or an order fulfilled or invoiced.
    pub is_closed: bool,
    /// When the customer's record was opened.
    pub created_on: Option<NaiveDate>,
}

/// The stage of a deal; `new_days` is how many days a customer without contract and order stays new,
/// the day of creation not counted.
#[must_use]
pub fn deal_stage(facts: DealFacts, as_of: NaiveDate, new_days: u32) -> DealStage {
    let age = facts.created_on.map(|created| Day::from(as_of).days_since(Day::from(created)));
    if facts.is_closed {
        DealStage::Closed
    } else if !facts.has_contract
        && !facts.has_order
        && age.is_some_and(|age| u32::try_from(age).is_ok_and(|age| age <= new_days))
    {
        DealStage::New
    } else {
        DealStage::NotYetClosed
    }
}
