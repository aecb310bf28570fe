//! Populations of partitions: what the customers of each add up to is what the whole book's do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::population::{Derived, Population};
use super::rank::Ranking;
use super::units::Scratch;
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::Facts;
use crate::policy::{Policy, ValueBasis};

/// The population of a partition: without composites, which need the whole one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedPopulation {
    pub(crate) population: Population,
    /// How many customers each group of volume has, with volume above zero or not.
    members: BTreeMap<String, u64>,
    /// What no partial sum of a total exceeds, in whichever order it is added.
    magnitude: u128,
}

impl SharedPopulation {
    /// Ranks the measured values of a partition's customers, of whom facts must say that there is cost data:
    /// if nothing here says what goods cost, another partition may, and whoever ordered nothing is rated in
    /// profit then.
    pub(crate) fn measure(facts: &Facts, policy: &Policy, has_cost_data: bool) -> Result<Self, Error> {
        let mut population = Population::measure(facts, policy)?;
        population.has_cost_data = has_cost_data;
        let Derived { members, magnitude, .. } = core::mem::take(&mut population.derived);
        Ok(Self { population, members, magnitude })
    }

    /// Adds the customers of another partition.
    pub(crate) fn add(&mut self, other: Self) -> Result<(), Error> {
        let (own, others) = (&mut self.population, other.population);
        check_same(own, &others)?;
        own.customers = own.customers.saturating_add(others.customers);
        own.has_order_data |= others.has_order_data;
        own.has_cost_data |= others.has_cost_data;
        own.partial |= others.partial;
        for (group, values) in others.volume {
            let ranking = own.volume.entry(group).or_default();
            *ranking = together(ranking, &values)?;
        }
        for (total, more) in [
            (&mut own.volume_total, others.volume_total),
            (&mut own.profit_total, others.profit_total),
            (&mut own.profit_amount_total, others.profit_amount_total),
        ] {
            *total = total.checked_add(more).ok_or_else(too_large)?;
        }
        for (ranking, more) in [
            (&mut own.profit, others.profit),
            (&mut own.value, others.value),
            (&mut own.recency, others.recency),
            (&mut own.frequency, others.frequency),
            (&mut own.money, others.money),
        ] {
            *ranking = together(ranking, &more)?;
        }
        for (group, members) in other.members {
            let sum = self.members.entry(group).or_default();
            *sum = sum.saturating_add(members);
        }
        self.magnitude = self.magnitude.saturating_add(other.magnitude);
        Ok(())
    }

    /// Ready to score against, composites still to come.
    pub(crate) fn into_population(self, policy: &Policy) -> Result<Population, Error> {
        let mut population = self.population;
        if !population.has_cost_data {
            population.profit = Ranking::none();
            (population.profit_total, population.profit_amount_total) = (Exact::ZERO, Exact::ZERO);
            if policy.value_class().basis == ValueBasis::Profit {
                population.value = Ranking::none();
            }
        }
        population.derived = Derived::new(self.members, self.magnitude);
        population.derived.add_up(&population.value, 0).ok_or_else(too_large)?;
        Ok(population)
    }
}

/// The values of both, in the units of the finer one.
fn together(one: &Ranking, other: &Ranking) -> Result<Ranking, Error> {
    let scale = match (one.is_empty(), other.is_empty()) {
        (true, _) => other.scale(),
        (_, true) => one.scale(),
        _ => one.scale().max(other.scale()),
    };
    let units = one.values().chain(other.values()).map(|value| value.at_scale(scale)).collect::<Option<_>>();
    Ok(Ranking::new(scale, units.ok_or_else(too_large)?, &mut Scratch::default()))
}

fn check_same(one: &Population, other: &Population) -> Result<(), Error> {
    if one.policy_digest != other.policy_digest || one.rules_version != other.rules_version {
        let found = format!(
            "partitions measured under the policies {} and {}, by rules {} and {}",
            quote(&one.policy_digest),
            quote(&other.policy_digest),
            one.rules_version,
            other.rules_version
        );
        return Err(Problem::new(ProblemCode::PolicyMismatch, found, "one policy and one version").into());
    }
    if one.as_of != other.as_of {
        let found = format!("partitions as of {} and of {}", one.as_of, other.as_of);
        return Err(Problem::new(ProblemCode::DatesOutOfOrder, found, "partitions of one day").into());
    }
    if one.currency != other.currency {
        let found = format!("money in {} and in {}", quote(&one.currency), quote(&other.currency));
        return Err(Problem::new(ProblemCode::CurrencyMismatch, found, "money in one currency").into());
    }
    Ok(())
}

fn too_large() -> Error {
    let found = "a total over all customers that needs more than 38 digits";
    Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
}
