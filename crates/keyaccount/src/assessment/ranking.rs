//! Ranks, the order of the score table, and how many customers have which grade (§4.7).

use core::cmp::Reverse;
use core::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Distribution, GradeCount};
use crate::decimal::Score;
use crate::facts::{CustomerFacts, Facts};
use crate::grading::{CustomerGrades, Track};
use crate::parallel::sort_by;
use crate::parts::in_parts;
use crate::policy::{Bands, Policy};
use crate::scoring::{Population, Scratch, Units, measured_profit};

/// Gives rated customers their ranks. `order` is that of the score table; `place` says which place of the
/// whole table a place among these customers is, the first being 0.
pub(super) fn rank(
    grades: &mut [CustomerGrades],
    order: &[u32],
    population: &Population,
    place: impl Fn(usize) -> Option<u32>,
) {
    let ranks = population.composite_ranks();
    for (at, customer) in order.iter().enumerate() {
        let Some(grades) = grades.get_mut(*customer as usize) else { continue };
        if grades.track != Track::Rated {
            continue;
        }
        // Rated customers stand before all others, so that their places count them alone.
        grades.priority_rank = place(at).and_then(|place| place.checked_add(1));
        let hundredths = grades.composite.ok().map(Score::hundredths);
        grades.score_rank = hundredths.and_then(|score| ranks.get(usize::from(score)).copied());
    }
}

/// The order of the score table: rated customers by grade, score, profit and id, unrated ones by id, new
/// ones by score and id (§4.7).
///
/// Sorts customers by one number each, which tells apart most of them, and then those of the same number.
pub(super) fn order(
    facts: &Facts,
    grades: &[CustomerGrades],
    population: &Population,
    bands: &Bands,
) -> Vec<u32> {
    let rule = KeyRule::of(bands, population);
    // The place among the customers follows the key, so that the numbers alone are sorted.
    let bits = usize::BITS.saturating_sub(grades.len().leading_zeros());
    let mut keys = Units::with_capacity(grades.len());
    for (grades, at) in grades.iter().zip(0_i128..) {
        keys.push(rule.key(grades).wrapping_shl(bits) | at);
    }
    keys.sort_descending(&mut Scratch::default());
    let place = 1_i128.wrapping_shl(bits).wrapping_sub(1);
    let mut order: Vec<u32> = Vec::with_capacity(grades.len());
    let (mut last, mut start) = (None, 0_usize);
    for key in keys.iter() {
        let own = key.wrapping_shr(bits);
        if last != Some(own) {
            sort_tied(facts, grades, order.get_mut(start..).unwrap_or_default());
            (last, start) = (Some(own), order.len());
        }
        // A place among at most four billion customers.
        order.push(u32::try_from(key & place).unwrap_or(u32::MAX));
    }
    sort_tied(facts, grades, order.get_mut(start..).unwrap_or_default());
    order
}

/// How the key of a customer is made: a number of several digits, the greater to come first.
struct KeyRule {
    bands: i128,
    /// More than the rank of any profit.
    profits: i128,
}

impl KeyRule {
    fn of(bands: &Bands, population: &Population) -> Self {
        // Whoever has no profit stands one behind those that have.
        let profits = population.profit().len().saturating_add(2);
        Self { bands: bands.len() as i128, profits: profits as i128 }
    }

    /// Track, then of rated customers grade, score and profit rank, of new ones the score.
    fn key(&self, grades: &CustomerGrades) -> i128 {
        let points =
            |score: Option<Score>| score.map_or(0, |score| i128::from(score.hundredths()).wrapping_add(1));
        let scores = i128::from(Score::FULL.hundredths()).wrapping_add(2);
        // A missing grade, which a rated customer never has, comes first; a missing score or profit last.
        let digits = match grades.track {
            Track::Rated => {
                let grade = grades.grade.map_or(0, |grade| (grade.position() as i128).wrapping_add(1));
                let profit = grades.profit.map_or(0, |(rank, _)| self.profits.wrapping_sub(rank.into()));
                [2, self.bands.wrapping_sub(grade), points(grades.composite.ok()), profit]
            }
            Track::Unrated => [1, 0, 0, 0],
            Track::New => [0, 0, points(grades.prospect.and_then(Result::ok)), 0],
        };
        let bases = [3, self.bands.wrapping_add(1), scores, self.profits];
        // All of them together need fewer than 60 bits.
        bases
            .into_iter()
            .zip(digits)
            .fold(0, |key: i128, (base, digit)| key.wrapping_mul(base).wrapping_add(digit))
    }
}

/// The profit that orders customers of one key: of rated ones that have one, in the units of the book, so
/// that all have the same scale; whoever has none has another key.
fn ordering_profit(facts: &Facts, customer: &CustomerFacts, grades: &CustomerGrades) -> i128 {
    let counts = grades.track == Track::Rated && grades.profit.is_ok();
    let profit = || measured_profit(facts, customer);
    counts.then(profit).flatten().map_or(0, |profit| profit.units())
}

/// By what a customer finds its place in the score table, the first in the order of these to come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct PlaceKey(Reverse<i128>, Reverse<i128>, String);

impl PlaceKey {
    pub(super) fn id(&self) -> &str {
        &self.2
    }
}

/// The keys of customers, in the given order, which is that of the keys.
pub(super) fn place_keys(
    facts: &Facts,
    grades: &[CustomerGrades],
    order: &[u32],
    population: &Population,
    bands: &Bands,
) -> Vec<PlaceKey> {
    let rule = KeyRule::of(bands, population);
    let members =
        order.iter().filter_map(|at| Some((facts.customers.get(*at as usize)?, grades.get(*at as usize)?)));
    let key = |(customer, grades): (&CustomerFacts, &CustomerGrades)| {
        let profit = ordering_profit(facts, customer, grades);
        PlaceKey(Reverse(rule.key(grades)), Reverse(profit), facts.id(customer).to_owned())
    };
    members.map(key).collect()
}

/// A customer among others of one key.
struct Tied {
    profit: i128,
    /// What orders most ids ([`Interner::sort_key`](crate::book::Interner::sort_key)).
    key: u64,
    id: u32,
    /// Its place among the customers.
    at: u32,
}

/// Sorts customers of one key: those with a profit by it, which ranks tell apart only among those above zero
/// and only in the population they come from; then by id.
fn sort_tied(facts: &Facts, grades: &[CustomerGrades], tied: &mut [u32]) {
    if tied.len() < 2 {
        return;
    }
    // What is compared is fetched once: customers lie far apart.
    let mut fetched: Vec<Tied> = tied
        .iter()
        .filter_map(|at| {
            let customer = facts.customers.get(*at as usize)?;
            let profit = ordering_profit(facts, customer, grades.get(*at as usize)?);
            Some(Tied { profit, key: facts.ids.sort_key(customer.id), id: customer.id, at: *at })
        })
        .collect();
    sort_by(&mut fetched, |one, other| {
        let by_key = other.profit.cmp(&one.profit).then_with(|| one.key.cmp(&other.key));
        by_key.then_with(|| facts.ids.compare(one.id, other.id))
    });
    for (place, tied) in tied.iter_mut().zip(fetched) {
        *place = tied.at;
    }
}

/// How many customers have which grade.
pub(super) fn distribution(grades: &[CustomerGrades], policy: &Policy) -> Distribution {
    let bands = &policy.composite().bands;
    let count = |part: Range<usize>| {
        let mut counts = Counts { grades: vec![0; bands.len()], unrated: 0, new: 0 };
        grades.get(part).unwrap_or_default().iter().for_each(|grades| counts.add(grades));
        counts
    };
    let counts = in_parts(grades.len(), count).into_iter().reduce(Counts::plus).unwrap_or_default();
    let named = bands.iter().zip(counts.grades);
    Distribution {
        grades: named
            .map(|((_, name, _), customers)| GradeCount { grade: name.to_owned(), customers })
            .collect(),
        unrated: counts.unrated,
        new: counts.new,
        total: grades.len() as u64,
    }
}

#[derive(Default)]
struct Counts {
    grades: Vec<u64>,
    unrated: u64,
    new: u64,
}

impl Counts {
    fn add(&mut self, grades: &CustomerGrades) {
        let count = match grades.track {
            Track::Rated => grades.grade.and_then(|grade| self.grades.get_mut(grade.position())),
            Track::Unrated => Some(&mut self.unrated),
            Track::New => Some(&mut self.new),
        };
        if let Some(count) = count {
            *count = count.saturating_add(1);
        }
    }

    fn plus(mut self, other: Self) -> Self {
        for (count, more) in self.grades.iter_mut().zip(other.grades) {
            *count = count.saturating_add(more);
        }
        self.unrated = self.unrated.saturating_add(other.unrated);
        self.new = self.new.saturating_add(other.new);
        self
    }
}

#[cfg(test)]
mod tests;
