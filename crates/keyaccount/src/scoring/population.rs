//! The population: everything ranks, shares and classes need to know about the others.
//!
//! A value of its own, so that one customer can be scored later, or on a phone, exactly as in the
//! full run. It holds sorted values and totals, and no customer's id.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::rank::Ranking;
use super::units::Scratch;
use super::{RULES_VERSION, measure};
use crate::decimal::{Exact, Score, percent};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::Facts;
use crate::policy::Policy;

/// Sorted values, N, totals and margin of the customers that are not new (BOOK §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    pub(super) policy_digest: String,
    pub(super) rules_version: u32,
    /// Of the book it was measured from; empty if it was measured from facts alone.
    pub(super) input_digest: String,
    pub(super) currency: String,
    pub(super) as_of: NaiveDate,
    pub(super) customers: u64,
    pub(super) has_order_data: bool,
    pub(super) has_cost_data: bool,
    pub(super) partial: bool,
    /// Positive volumes by group; one group without a name unless the policy ranks within an axis.
    pub(super) volume: BTreeMap<String, Ranking>,
    pub(super) volume_total: Exact,
    pub(super) profit: Ranking,
    pub(super) profit_total: Exact,
    pub(super) profit_amount_total: Exact,
    /// Positive values of the value class.
    pub(super) value: Ranking,
    /// Last order days, order counts and amounts of the behaviour window.
    pub(super) recency: Ranking,
    pub(super) frequency: Ranking,
    pub(super) money: Ranking,
    /// Composite scores, hundredths.
    pub(super) composite: Ranking,
    #[serde(skip)]
    pub(super) derived: Derived,
}

/// What follows from the rest and is kept to save work; it takes no part in comparisons.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived {
    /// The sums of the 0, [`BLOCK`], 2 × [`BLOCK`], … greatest values of the value class.
    value_sums: Vec<i128>,
    /// How many customers each group of volume has, with volume above zero or not.
    pub(super) members: BTreeMap<String, u64>,
    /// Whether the composites of its members are still to come.
    lacks_composites: bool,
    /// What no partial sum of a total exceeds, in whichever order it is added.
    pub(super) magnitude: u128,
    /// The margin of all, once it was asked for.
    margin: OnceLock<Option<Decimal>>,
}

/// Values of the value class from one kept sum to the next.
const BLOCK: usize = 256;

impl PartialEq for Derived {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Derived {}

impl Derived {
    pub(super) fn new(members: BTreeMap<String, u64>, magnitude: u128) -> Self {
        Self { members, lacks_composites: true, magnitude, ..Self::default() }
    }

    /// Works out anew what follows from totals and from the values after a place; `None` if a sum does not fit.
    pub(super) fn add_up(&mut self, values: &Ranking, changed: usize) -> Option<()> {
        self.margin = OnceLock::new();
        let sums = &mut self.value_sums;
        sums.truncate(changed.div_euclid(BLOCK).saturating_add(1));
        if sums.is_empty() {
            sums.push(0);
        }
        let kept = sums.len().saturating_sub(1);
        sums.reserve(values.len().div_euclid(BLOCK).saturating_sub(kept));
        let mut sum = *sums.last()?;
        for block in kept..values.len().div_ceil(BLOCK) {
            let start = block.saturating_mul(BLOCK);
            sum = values.units().add_to(sum, start, start.saturating_add(BLOCK))?;
            sums.push(sum);
        }
        Some(())
    }

    /// The sum of so many of the greatest values.
    fn sum(&self, values: &Ranking, count: usize) -> Option<i128> {
        let block = count.div_euclid(BLOCK);
        values.units().add_to(*self.value_sums.get(block)?, block.saturating_mul(BLOCK), count)
    }
}

impl Population {
    /// Whether its totals fit in whichever order its customers are added.
    pub(crate) fn fits_in_any_order(&self) -> bool {
        i128::try_from(self.derived.magnitude).is_ok()
    }

    /// Ranks the measured values of everybody who is not new. Composites follow with
    /// [`with_composites`](Self::with_composites).
    pub(crate) fn measure(facts: &Facts, policy: &Policy) -> Result<Self, Error> {
        measure::measure(facts, policy).ok_or_else(|| {
            Problem::new(
                ProblemCode::OutOfRange,
                "a total over all customers that needs more than 38 digits",
                "totals that can be held exactly",
            )
            .into()
        })
    }

    /// Stamps it with the digest of the book it was measured from.
    pub(crate) fn stamp(&mut self, input_digest: &str) {
        input_digest.clone_into(&mut self.input_digest);
    }

    /// SHA-256 over everything in it, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        // A population is plain data, so writing it cannot fail.
        let text = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The ISO 4217 code of its money.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// Ranks composites for [`with_composites`](Self::with_composites).
    pub(crate) fn rank_composites(composites: impl Iterator<Item = Score>) -> Ranking {
        let composites = composites.map(|score| i128::from(score.hundredths())).collect();
        Ranking::new(0, composites, &mut Scratch::default())
    }

    /// The same population with the composites of its members.
    pub(crate) fn with_composites(mut self, composites: Ranking) -> Self {
        self.composite = composites;
        self.derived.lacks_composites = false;
        self
    }

    /// Refuses a population of another policy, day or version.
    pub(crate) fn check_made_by(&self, policy: &Policy, as_of: NaiveDate) -> Result<(), Error> {
        if self.policy_digest != policy.digest_ref() {
            let found = format!("a population of the policy {}", quote(&self.policy_digest));
            let expected = format!("the policy {}", quote(&policy.digest()));
            return Err(Problem::new(ProblemCode::PolicyMismatch, found, expected)
                .path("population.policy_digest")
                .into());
        }
        if self.as_of != as_of {
            let (found, expected) = (format!("a population as of {}", self.as_of), format!("as of {as_of}"));
            return Err(Problem::new(ProblemCode::DatesOutOfOrder, found, expected)
                .path("population.as_of")
                .into());
        }
        if self.rules_version != RULES_VERSION {
            let found = format!("a population of rules version {}", self.rules_version);
            let expected = format!("rules version {RULES_VERSION}");
            let problem = Problem::new(ProblemCode::PolicyMismatch, found, expected);
            return Err(problem.path("population.rules_version").into());
        }
        Ok(())
    }

    /// Makes a population that was read from elsewhere ready for scoring.
    pub(crate) fn prepared(mut self, policy: &Policy, as_of: NaiveDate) -> Result<Self, Error> {
        self.check_made_by(policy, as_of)?;
        if self.partial {
            let found = "a population of only some of the customers";
            let problem = Problem::new(ProblemCode::OutOfRange, found, "a population of all of them");
            return Err(problem.path("population.partial").into());
        }
        if self.derived.lacks_composites {
            let found = "a population without composites, such as that of a live book";
            let problem = Problem::new(ProblemCode::OutOfRange, found, "the population of an assessment");
            return Err(problem.path("population.composite").into());
        }
        self.derived.add_up(&self.value, 0).ok_or_else(|| {
            Error::from(
                Problem::new(
                    ProblemCode::OutOfRange,
                    "values that do not fit together",
                    "totals of at most 38 digits",
                )
                .path("population.value"),
            )
        })?;
        Ok(self)
    }

    /// The day the population was measured.
    #[must_use]
    pub const fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The digest of the policy it was measured under.
    #[must_use]
    pub fn policy_digest(&self) -> &str {
        &self.policy_digest
    }

    /// How many customers it has: those that are not new.
    #[must_use]
    pub const fn customers(&self) -> u64 {
        self.customers
    }

    /// Whether there were order lines.
    #[must_use]
    pub const fn has_order_data(&self) -> bool {
        self.has_order_data
    }

    /// Whether anything said what goods cost.
    #[must_use]
    pub const fn has_cost_data(&self) -> bool {
        self.has_cost_data
    }

    /// Whether it was only a part of the customers.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.partial
    }

    /// The positive volumes of a group; of everybody if the policy does not rank within an axis.
    #[must_use]
    pub fn volume(&self, group: &str) -> &Ranking {
        static NOBODY: Ranking = Ranking::none();
        self.volume.get(group).unwrap_or(&NOBODY)
    }

    /// The groups of volume by name.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&str, &Ranking)> {
        self.volume.iter().map(|(name, ranking)| (name.as_str(), ranking))
    }

    /// The net total of volume.
    #[must_use]
    pub const fn volume_total(&self) -> Exact {
        self.volume_total
    }

    /// The positive profits.
    #[must_use]
    pub const fn profit(&self) -> &Ranking {
        &self.profit
    }

    /// The net total of profit over the customers rated in it.
    #[must_use]
    pub const fn profit_total(&self) -> Exact {
        self.profit_total
    }

    /// Published margin of all rated customers together; empty if their amount is not above zero.
    #[must_use]
    pub fn margin_percent(&self) -> Option<Decimal> {
        let margin = || percent(self.profit_total, self.profit_amount_total);
        *self.derived.margin.get_or_init(margin)
    }

    /// The same with more profit on the same amount.
    pub(crate) fn margin_percent_with(&self, more: Exact) -> Option<Decimal> {
        if (more.units(), more.scale()) == (0, 0) {
            return self.margin_percent();
        }
        percent(self.profit_total.checked_add(more)?, self.profit_amount_total)
    }

    /// The amount of the customers rated in profit, which margins are taken of.
    pub(crate) const fn profit_amount_total(&self) -> Exact {
        self.profit_amount_total
    }

    /// The positive values of the value class.
    #[must_use]
    pub const fn value(&self) -> &Ranking {
        &self.value
    }

    /// The sum of so many of the greatest values.
    pub(crate) fn value_sum(&self, count: usize) -> Option<Exact> {
        Some(Exact::new(self.derived.sum(&self.value, count)?, self.value.scale()))
    }

    /// The sum of the values strictly greater than this one, and of all positive values.
    pub(crate) fn value_before(&self, value: Exact) -> Option<(Exact, Exact)> {
        Some((self.value_sum(self.value.greater_than(value))?, self.value_sum(self.value.len())?))
    }

    /// The composites, hundredths of a point.
    #[must_use]
    pub const fn composite(&self) -> &Ranking {
        &self.composite
    }

    /// Recency, frequency and money quintiles, 5 the best.
    pub(crate) fn quintiles(&self, last_order: i32, orders: u32, money: Exact) -> [u8; 3] {
        [
            self.recency.quintile(Exact::new(i128::from(last_order), 0)),
            self.frequency.quintile(Exact::new(i128::from(orders), 0)),
            self.money.quintile(money),
        ]
    }
}
