//! The population: everything ranks, shares and classes need to know about the others.
//!
//! A value of its own, so that one customer can be scored later, or on a phone, exactly as in the
//! full run. It holds sorted values and totals, and no customer's id.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::RULES_VERSION;
use super::profit::profit_rating;
use super::rank::{Ranking, quintile};
use super::volume;
use crate::decimal::{Exact, Score, percent};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::Facts;
use crate::policy::{Policy, ValueBasis};

/// Sorted values, N, totals and margin of the customers that are not new (BOOK §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    policy_digest: String,
    rules_version: u32,
    /// Of the book it was measured from; empty if it was measured from facts alone.
    input_digest: String,
    currency: String,
    as_of: NaiveDate,
    customers: u64,
    has_order_data: bool,
    has_cost_data: bool,
    partial: bool,
    /// Positive volumes by group; one group without a name unless the policy ranks within an axis.
    volume: BTreeMap<String, Ranking>,
    volume_total: Exact,
    profit: Ranking,
    profit_total: Exact,
    profit_amount_total: Exact,
    /// Positive values of the value class.
    value: Ranking,
    #[serde(skip)]
    value_sums: Vec<Exact>,
    /// Last order days, order counts and amounts of the behaviour window.
    recency: Ranking,
    frequency: Ranking,
    money: Ranking,
    /// Composite scores, hundredths.
    composite: Ranking,
}

impl Population {
    /// Ranks the measured values of everybody who is not new. Composites follow with
    /// [`with_composites`](Self::with_composites).
    pub(crate) fn measure(facts: &Facts, policy: &Policy) -> Result<Self, Error> {
        Self::try_measure(facts, policy).ok_or_else(|| {
            Problem::new(
                ProblemCode::OutOfRange,
                "a total over all customers that needs more than 38 digits",
                "totals that can be held exactly",
            )
            .into()
        })
    }

    fn try_measure(facts: &Facts, policy: &Policy) -> Option<Self> {
        let established = || facts.customers.iter().filter(|c| !c.is_new);
        let mut volume: BTreeMap<&str, (u8, Vec<i128>)> = BTreeMap::new();
        let mut volume_total = Exact::ZERO;
        let (mut profits, mut values) = (Vec::new(), Vec::new());
        let (mut profit_total, mut profit_amount_total) = (Exact::ZERO, Exact::ZERO);
        let (mut recency, mut frequency, mut money) = (Vec::new(), Vec::new(), Vec::new());
        let profit_scale = facts.scales.profit;
        let value_scale = match policy.value_class().basis {
            ValueBasis::Profit => profit_scale,
            ValueBasis::Amount => facts.scales.amount,
        };
        for customer in established() {
            if facts.has_order_data {
                let value = volume::measured(facts, customer, policy.volume());
                volume_total = volume_total.checked_add(value)?;
                let (_, group) = volume
                    .entry(volume::group(facts, customer, policy.volume()))
                    .or_insert_with(|| (value.scale(), Vec::new()));
                if value.is_positive() {
                    group.push(value.units());
                }
                if policy.value_class().basis == ValueBasis::Amount && customer.orders.amount_12m > 0 {
                    values.push(customer.orders.amount_12m);
                }
            }
            if facts.has_order_data && facts.has_cost_data && profit_rating(customer, policy.profit()).is_ok()
            {
                let profit = super::measured_profit(facts, customer)?;
                profit_total = profit_total.checked_add(profit)?;
                profit_amount_total =
                    profit_amount_total.checked_add(facts.amount(customer.orders.profit_amount))?;
                if profit.is_positive() {
                    profits.push(profit.at_scale(profit_scale)?);
                    if policy.value_class().basis == ValueBasis::Profit {
                        values.push(profit.at_scale(profit_scale)?);
                    }
                }
            }
            if let Some(last) = customer.orders.last_order {
                recency.push(i128::from(last));
                frequency.push(i128::from(customer.orders.behaviour_orders));
                money.push(customer.orders.behaviour_amount);
            }
        }
        let value = Ranking::new(value_scale, values);
        let value_sums = value.prefix_sums()?;
        Some(Self {
            policy_digest: policy.digest(),
            rules_version: RULES_VERSION,
            input_digest: String::new(),
            currency: facts.currency.clone(),
            as_of: facts.as_of,
            customers: established().count() as u64,
            has_order_data: facts.has_order_data,
            has_cost_data: facts.has_cost_data,
            partial: facts.partial,
            volume: volume
                .into_iter()
                .map(|(group, (scale, values))| (group.to_owned(), Ranking::new(scale, values)))
                .collect(),
            volume_total,
            profit: Ranking::new(profit_scale, profits),
            profit_total,
            profit_amount_total,
            value,
            value_sums,
            recency: Ranking::new(0, recency),
            frequency: Ranking::new(0, frequency),
            money: Ranking::new(facts.scales.amount, money),
            composite: Ranking::default(),
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

    /// The same population with the composites of its members.
    pub(crate) fn with_composites(mut self, composites: impl Iterator<Item = Score>) -> Self {
        self.composite = Ranking::new(0, composites.map(|score| i128::from(score.hundredths())).collect());
        self
    }

    /// Makes a population that was read from elsewhere ready for scoring.
    pub(crate) fn prepared(mut self, policy: &Policy, as_of: NaiveDate) -> Result<Self, Error> {
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
        if self.partial {
            let found = "a population of only some of the customers";
            let problem = Problem::new(ProblemCode::OutOfRange, found, "a population of all of them");
            return Err(problem.path("population.partial").into());
        }
        self.value_sums = self.value.prefix_sums().ok_or_else(|| {
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
        self.margin_percent_with(Exact::ZERO)
    }

    /// The same with more profit on the same amount.
    pub(crate) fn margin_percent_with(&self, more: Exact) -> Option<Decimal> {
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

    /// The sum of the values strictly greater than this one, and of all positive values.
    pub(crate) fn value_before(&self, value: Exact) -> Option<(Exact, Exact)> {
        let before = self.value_sums.get(self.value.greater_than(value))?;
        Some((*before, *self.value_sums.last()?))
    }

    /// The composites, hundredths of a point.
    #[must_use]
    pub const fn composite(&self) -> &Ranking {
        &self.composite
    }

    /// Recency, frequency and money quintiles, 5 the best.
    pub(crate) fn quintiles(&self, last_order: i32, orders: u32, money: Exact) -> [u8; 3] {
        let of = |ranking: &Ranking, value: Exact| quintile(ranking.rank(value), ranking.len());
        [
            of(&self.recency, Exact::new(i128::from(last_order), 0)),
            of(&self.frequency, Exact::new(i128::from(orders), 0)),
            of(&self.money, money),
        ]
    }
}
