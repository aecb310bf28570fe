//! What a calibration proposes, how well it would have done, and what to make of it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::is_bare;
use crate::error::{Error, Problem, ProblemCode};
use crate::policy::{CurveAnchor, Policy};

/// What was calibrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibrated {
    /// `composite.weights`
    Weights,
    /// `credit.curve`
    Curve,
}

/// Values of the policy that would have put the customers in a better order, within the user's bounds.
/// The policy itself is not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What was calibrated.
    pub calibrated: Calibrated,
    /// Value by value, in the order of the policy.
    pub values: Vec<ProposedValue>,
    /// How many sets of values were tried.
    pub tried: u64,
    /// Customers with an outcome that were left out, lacking a score the calibration needs.
    pub left_out: u64,
    /// How well it does on the customers it was made from: about 70 in 100, chosen by the SHA-256 of
    /// their ids.
    pub training: Quality,
    /// How well it does on the others, which it has not seen.
    pub held_out: Quality,
    /// What the customers it has not seen say about it.
    pub advice: Advice,
    /// The lines of the policy file, in place of those it has.
    pub toml: String,
}

/// One value of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedValue {
    /// The dimension, or the days late.
    pub name: String,
    /// The least it could become.
    #[serde(with = "rust_decimal::serde::str")]
    pub least: Decimal,
    /// The most it could become.
    #[serde(with = "rust_decimal::serde::str")]
    pub most: Decimal,
    /// What the policy has.
    #[serde(with = "rust_decimal::serde::str")]
    pub present: Decimal,
    /// What is proposed.
    #[serde(with = "rust_decimal::serde::str")]
    pub proposed: Decimal,
    /// Of a curve: how many payments of the training part are later than the days before and at most
    /// these days (at the last: however late).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payments: Option<u64>,
    /// Of their customers, weighed by amount, the share that turned out badly in percent, or the mean
    /// outcome.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub outcome: Option<Decimal>,
}

/// How well the present and the proposed values put one part of the customers in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quality {
    /// How many customers.
    pub customers: u64,
    /// Pairs of them with different outcomes.
    pub pairs: u64,
    /// The AUC of the present values (four decimals); `None` if all outcomes are alike.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub auc_before: Option<Decimal>,
    /// The AUC of the proposed ones.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub auc_after: Option<Decimal>,
}

/// What to make of a proposal, judged on customers it has not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// It is better, by more than two standard errors.
    Adopt,
    /// It is better, but chance may explain it.
    Unproven,
    /// It is not better: keep the present values.
    Keep,
    /// Nothing within the bounds is better than the present values even on the customers it was made
    /// from.
    NothingBetter,
    /// It cannot be judged: all customers not seen turned out alike.
    Undecided,
}

/// Loads what is proposed as a policy, so that nothing is proposed that the check would refuse.
pub(super) fn loads(changed: &Policy) -> Result<(), Error> {
    let again = Policy::from_text("the proposal", &changed.to_toml())?;
    if again.digest_ref() == changed.digest_ref() {
        return Ok(());
    }
    let found = "a proposal that does not read back as it was written";
    Err(Problem::new(ProblemCode::PolicyMismatch, found, "the same policy").into())
}

/// The section of weights as the policy file has it.
pub(super) fn weights_toml<'a>(weights: impl Iterator<Item = (&'a str, Decimal)>) -> String {
    let mut text = String::from("[composite.weights]\n");
    for (name, weight) in weights {
        text.push_str(&format!("{} = {}\n", key(name), weight.normalize()));
    }
    text
}

/// The key of the curve as the policy file has it.
pub(super) fn curve_toml(anchors: &[CurveAnchor]) -> String {
    let mut text = String::from("[credit]\ncurve = [\n");
    for anchor in anchors {
        let points = anchor.points.normalize();
        text.push_str(&format!("    {{ days = {}, points = {points} }},\n", anchor.days));
    }
    text.push_str("]\n");
    text
}

fn key(name: &str) -> String {
    if is_bare(name) { name.to_owned() } else { crate::policy::quoted(name) }
}
