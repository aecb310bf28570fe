//! Back-test: do the scores of a past day agree with what happened afterwards?
//!
//! An assessment made as of a past day is held against later outcomes. For each score the back-test
//! says how well it puts customers in the order of their outcomes, whether that is more than chance,
//! and how outcomes differ from band to band. [`propose_weights`] and [`propose_curve`] look for values
//! of the policy that would have done better, within the user's bounds; they judge them on customers
//! they did not look at, and change nothing.
//!
//! Everything is exact: pairs and ranks are counted, and no float is involved. Nothing depends on the
//! order of rows.

mod advice;
mod bounds;
mod curve;
mod grid;
mod groups;
mod measures;
mod outcomes;
mod pairs;
mod pooling;
mod proposal;
mod ranks;
mod sample;
mod summary;
mod table;
#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests;
mod weights;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use bounds::{Allowed, CurveBounds, WeightBounds};
pub use curve::propose_curve;
pub use groups::{GroupedBy, GroupedOutcomes, Inversion, OutcomeGroup};
pub use measures::{MeasureBacktest, Relation};
pub use outcomes::{Outcome, OutcomeKind, OutcomeValue, Outcomes};
pub use pairs::Pairs;
pub use proposal::{Advice, Calibrated, Proposal, ProposedValue, Quality};
pub use weights::propose_weights;

#[cfg(test)]
pub(crate) use table::COLUMNS as TABLE_COLUMNS;

use self::groups::{summed, too_large};
use self::measures::Measure;
use crate::assessment::{Assessment, Stamp};
use crate::error::{Error, Problem, ProblemCode};

/// How the scores of an assessment agree with later outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backtest {
    /// What the assessment was made from.
    pub stamp: Stamp,
    /// What was read of outcomes.
    pub outcomes: OutcomeCounts,
    /// Each score: the composite first, then the dimensions in the order of the policy, then the
    /// prospect score.
    pub measures: Vec<MeasureBacktest>,
    /// What calibration found, if it was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
}

/// What was read of outcomes. `rows` is the sum of `not_after`, `unknown_customers`, `blank` and
/// `known`; `customers` that of `without_outcome`, `blank` and `known`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCounts {
    /// What outcomes say, and which way is good.
    pub kind: OutcomeKind,
    /// Rows read.
    pub rows: u64,
    /// Rows left out, being dated on or before the day of the assessment.
    pub not_after: u64,
    /// Rows that count and have no date, so that nobody can tell whether they lie after the day.
    pub undated: u64,
    /// Rows that name no customer of the book.
    pub unknown_customers: u64,
    /// Customers of the book.
    pub customers: u64,
    /// Customers without a row.
    pub without_outcome: u64,
    /// Customers whose outcome is blank: not known.
    pub blank: u64,
    /// Customers with an outcome.
    pub known: u64,
    /// How many of them turned out badly, where outcomes are yes or no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bad: Option<u64>,
    /// The same in percent, two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub bad_rate: Option<Decimal>,
    /// The mean outcome, four decimals, where outcomes are numbers.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub mean: Option<Decimal>,
}

/// Holds the scores of an assessment against later outcomes.
///
/// # Errors
/// Outcomes that lie after another day than that of the assessment; outcomes whose totals do not fit
/// 38 digits.
pub fn backtest(assessment: &Assessment, outcomes: &Outcomes) -> Result<Backtest, Error> {
    check_day(assessment, outcomes)?;
    let counts = counted(assessment, outcomes).ok_or_else(too_large)?;
    let measures = Measure::of(assessment.policy());
    let measures: Result<Vec<_>, Error> =
        measures.into_iter().map(|measure| measure.held_against(assessment, outcomes)).collect();
    Ok(Backtest {
        stamp: assessment.stamp.clone(),
        outcomes: counts,
        measures: measures?,
        proposals: Vec::new(),
    })
}

/// Outcomes that were filtered by another day would be of another time.
fn check_day(assessment: &Assessment, outcomes: &Outcomes) -> Result<(), Error> {
    if outcomes.after() == assessment.stamp.as_of {
        return Ok(());
    }
    let found = format!("outcomes after {}", outcomes.after());
    let expected = format!("outcomes after {}, the day of the assessment", assessment.stamp.as_of);
    Err(Problem::new(ProblemCode::DatesOutOfOrder, found, expected).into())
}

fn counted(assessment: &Assessment, outcomes: &Outcomes) -> Option<OutcomeCounts> {
    let (mut customers, mut blank, mut values) = (0_u64, 0_u64, Vec::new());
    for row in assessment.rows() {
        customers = customers.saturating_add(1);
        match outcomes.of(row.id()) {
            None => {}
            Some(None) => blank = blank.saturating_add(1),
            Some(Some(value)) => values.push(value),
        }
    }
    let known = values.len() as u64;
    let (bad, bad_rate, mean) = summed(outcomes.kind(), &values)?;
    Some(OutcomeCounts {
        kind: outcomes.kind(),
        rows: outcomes.rows(),
        not_after: outcomes.not_after(),
        undated: outcomes.undated(),
        unknown_customers: (outcomes.named() as u64).saturating_sub(blank).saturating_sub(known),
        customers,
        without_outcome: customers.saturating_sub(blank).saturating_sub(known),
        blank,
        known,
        bad,
        bad_rate,
        mean,
    })
}
