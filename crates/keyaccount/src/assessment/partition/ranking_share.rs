//! What a partition adds to the order of all customers, and what its grades add up to.

use core::mem;
use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{GradedPartition, SHARE_FORMAT, from_json, to_json};
use crate::assessment::ranking::{PlaceKey, distribution, place_keys};
use crate::assessment::unrated::{Wants, add_wants, wants, why_mostly_unrated};
use crate::assessment::{Distribution, of_results, rated_without_lines};
use crate::decimal::Score;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::{Facts, Noticed};
use crate::notes::{Note, sorted};
use crate::policy::Policy;
use crate::scoring::Population;

/// What a partition, or several together, add to the order of all customers: for each its id and what
/// places it, and how often each composite score and each grade is there.
///
/// Shares [merge](Self::merge) exactly, in any order and grouping. Unlike a
/// [`PopulationShare`](super::PopulationShare) they hold ids, which decide between customers that are
/// equal in all else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingShare {
    format: u32,
    policy_digest: String,
    as_of: NaiveDate,
    /// Of the whole book.
    input_digest: String,
    /// In their order.
    customers: Vec<PlaceKey>,
    /// How many customers have which composite, in hundredths of a point.
    composites: BTreeMap<u16, u64>,
    distribution: Distribution,
    wants: Wants,
    rated_without_lines: u64,
}

impl RankingShare {
    pub(super) fn of(graded: &GradedPartition) -> Self {
        let GradedPartition { whole, policy, facts, population, grades, order, .. } = graded;
        let mut composites: BTreeMap<u16, u64> = BTreeMap::new();
        for score in grades.iter().filter_map(|grades| grades.composite.ok()) {
            let count = composites.entry(score.hundredths()).or_default();
            *count = count.saturating_add(1);
        }
        Self {
            format: SHARE_FORMAT,
            policy_digest: policy.digest(),
            as_of: facts.as_of,
            input_digest: whole.inputs.input.clone(),
            customers: place_keys(facts, grades, order, population, &policy.composite().bands),
            composites,
            distribution: distribution(grades, policy),
            wants: wants(facts, grades, policy),
            rated_without_lines: rated_without_lines(facts, grades, policy),
        }
    }

    /// What both add together.
    ///
    /// # Errors
    /// Shares of different policies, days or books; a customer that is in both.
    pub fn merge(mut self, mut other: Self) -> Result<Self, Error> {
        self.check_same(&other.policy_digest, other.as_of, &other.input_digest)?;
        if self.customers.len() < other.customers.len() {
            mem::swap(&mut self.customers, &mut other.customers);
        }
        let few: HashSet<&str> = other.customers.iter().map(PlaceKey::id).collect();
        if let Some(key) = self.customers.iter().find(|key| few.contains(key.id())) {
            let found = format!("customer {} in two partitions", quote(key.id()));
            let problem =
                Problem::new(ProblemCode::Duplicate, found, "all rows of a customer in one partition");
            return Err(problem.into());
        }
        self.customers.append(&mut other.customers);
        // Both are in order, which sorting finds out.
        self.customers.sort();
        for (score, count) in other.composites {
            let sum = self.composites.entry(score).or_default();
            *sum = sum.saturating_add(count);
        }
        self.distribution.add(&other.distribution);
        add_wants(&mut self.wants, other.wants);
        self.rated_without_lines = self.rated_without_lines.saturating_add(other.rated_without_lines);
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
        from_json(text, "a ranking share")
    }

    fn check_same(&self, policy_digest: &str, as_of: NaiveDate, input_digest: &str) -> Result<(), Error> {
        if (self.policy_digest.as_str(), self.as_of) != (policy_digest, as_of) {
            let found = format!("the policies {} as of {as_of}", quote(policy_digest));
            let expected = format!("the policy {} as of {}", quote(&self.policy_digest), self.as_of);
            return Err(Problem::new(ProblemCode::PolicyMismatch, found, expected).into());
        }
        if self.input_digest != input_digest {
            let found = format!("partitions of a book of input digest {}", quote(input_digest));
            let expected = format!("partitions of {}", quote(&self.input_digest));
            return Err(Problem::new(ProblemCode::BookMismatch, found, expected).into());
        }
        Ok(())
    }

    /// The place of each customer of a partition among all, in the order of the partition's score table.
    pub(super) fn places(&self, graded: &GradedPartition) -> Result<Vec<u64>, Error> {
        let GradedPartition { whole, policy, facts, population, grades, order, .. } = graded;
        self.check_same(policy.digest_ref(), facts.as_of, &whole.inputs.input)?;
        if self.customers.len() as u64 != whole.customers {
            let found = format!("a ranking of {} of {} customers", self.customers.len(), whole.customers);
            let problem =
                Problem::new(ProblemCode::BookMismatch, found, "the ranking shares of all partitions");
            return Err(problem.into());
        }
        let keys = place_keys(facts, grades, order, population, &policy.composite().bands);
        let mut places = Vec::with_capacity(keys.len());
        for key in keys {
            let place = self.customers.binary_search(&key).map_err(|_| {
                let found = format!("customer {}, who is not in the ranking", quote(key.id()));
                Error::from(Problem::new(ProblemCode::BookMismatch, found, "a ranking of all partitions"))
            })?;
            places.push(place as u64);
        }
        Ok(places)
    }

    /// The composites of all, with their repetitions.
    pub(super) fn composites(&self) -> impl Iterator<Item = Score> {
        self.composites.iter().flat_map(|(hundredths, count)| {
            let score = Score::from_hundredths(i128::from(*hundredths));
            // No more than there are customers, whatever the text said.
            let count = usize::try_from(*count).unwrap_or(usize::MAX).min(self.customers.len());
            core::iter::repeat_n(score, count).flatten()
        })
    }

    pub(super) const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// The notes of the whole.
    pub(super) fn notes(
        &self,
        facts: &Facts,
        population: &Population,
        noticed: Noticed,
        policy: &Policy,
    ) -> Vec<Note> {
        let why = why_mostly_unrated(&self.distribution, || self.wants.clone());
        let of_results = of_results(facts, population, &self.distribution, self.rated_without_lines, policy);
        sorted(noticed.notes(facts.has_cost_data).into_iter().chain(why).chain(of_results).collect())
    }
}
