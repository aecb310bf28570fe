//! What a partition adds to the population: sorted values and totals, and no customer's id.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Partition, SHARE_FORMAT, from_json, to_json};
use crate::assessment::portfolio_table::Totals;
use crate::assessment::refused_rows;
use crate::book::{DigestSums, InputDigests};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::{Facts, Noticed, OrderScales, Receivables, mixed_units};
use crate::notes::{NoteCode, Tally, add_up};
use crate::policy::Policy;
use crate::scoring::{Population, SharedPopulation};

/// What a partition, or several together, add to the population.
///
/// Shares [merge](Self::merge) exactly, in any order and grouping. Between machines they travel as text
/// ([`to_json`](Self::to_json)), which grows with the customers and not with their rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationShare {
    format: u32,
    /// All members, new ones too.
    customers: u64,
    population: SharedPopulation,
    scales: OrderScales,
    units: BTreeSet<String>,
    receivables: Receivables,
    totals: Totals,
    noticed: Noticed,
    inputs: DigestSums,
}

/// What of the whole the result of a partition tells.
#[derive(Debug)]
pub(super) struct Summary {
    pub(super) customers: u64,
    pub(super) totals: Totals,
    pub(super) noticed: Noticed,
    pub(super) inputs: InputDigests,
}

impl PopulationShare {
    pub(super) fn of(partition: &Partition<'_>) -> Result<Self, Error> {
        let Partition { book, policy, facts, has_cost_data } = partition;
        let mut noticed = facts.noticed.clone();
        let rejected: Vec<Problem> = partition.rejected().cloned().collect();
        let refused = refused_rows(&rejected).into_iter().map(|(table, count)| Tally {
            code: NoteCode::SkippedBadRows,
            count,
            money: None,
            about: table.to_owned(),
        });
        add_up(&mut noticed.tallies, refused.collect());
        Ok(Self {
            format: SHARE_FORMAT,
            customers: facts.len() as u64,
            population: SharedPopulation::measure(facts, policy, *has_cost_data)?,
            scales: facts.scales,
            units: facts.units.clone(),
            receivables: facts.receivables,
            totals: Totals::of(facts, policy),
            noticed,
            inputs: book.digest_sums(facts.as_of),
        })
    }

    /// What both add together.
    ///
    /// # Errors
    /// Shares of different days, policies, library versions, currencies or book settings; partitions
    /// with different tables, or different rows of shared ones; quantities in units that cannot be
    /// added; totals that need more than 38 digits.
    pub fn merge(mut self, other: Self) -> Result<Self, Error> {
        self.population.add(other.population)?;
        self.inputs.add(other.inputs)?;
        self.customers = self.customers.saturating_add(other.customers);
        self.scales = self.scales.max(other.scales);
        self.units.extend(other.units);
        if let Some(mixed) = mixed_units(&self.units) {
            return Err(mixed.into());
        }
        self.receivables = self.receivables.plus(other.receivables);
        self.totals = self.totals.plus(other.totals);
        self.noticed.add(other.noticed);
        Ok(self)
    }

    /// The share as text, the same for the same share.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// A share from its text.
    ///
    /// # Errors
    /// What is no share, such as `{}`; a share of a newer format.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text, "a population share")
    }

    /// How many customers there are, new ones too.
    #[must_use]
    pub const fn customers(&self) -> u64 {
        self.customers
    }

    /// The digest of the rows of all partitions together, as that of the whole book
    /// ([`Book::input_digests`](crate::book::Book::input_digests)).
    #[must_use]
    pub fn input_digests(&self) -> InputDigests {
        self.inputs.digests()
    }

    pub(super) fn check(&self, policy: &Policy, as_of: NaiveDate, currency: &str) -> Result<(), Error> {
        let population = &self.population.population;
        population.check_made_by(policy, as_of)?;
        if population.currency() != currency {
            let found = format!("a partition in {}", quote(currency));
            let expected = format!("money in {}, as in the population", quote(population.currency()));
            return Err(Problem::new(ProblemCode::CurrencyMismatch, found, expected).into());
        }
        Ok(())
    }

    /// Tells the facts of a partition what only the whole knows.
    pub(super) fn set(&self, facts: &mut Facts) -> Result<(), Error> {
        let population = &self.population.population;
        facts.has_cost_data = population.has_cost_data();
        facts.has_order_data = population.has_order_data();
        facts.receivables = self.receivables;
        facts.units.clone_from(&self.units);
        facts.rescale(self.scales.max(facts.scales))
    }

    pub(super) fn population(&self, policy: &Policy) -> Result<Population, Error> {
        self.population.clone().into_population(policy)
    }

    pub(super) fn summary(&self) -> Summary {
        Summary {
            customers: self.customers,
            totals: self.totals,
            noticed: self.noticed.clone(),
            inputs: self.input_digests(),
        }
    }
}
