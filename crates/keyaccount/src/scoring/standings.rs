//! Where values stand in a population, asked for one customer or for everybody.

use std::collections::HashMap;

use super::population::Population;
use super::rank::Ranking;
use super::units::Steps;
use super::volume;
use crate::book::NONE;
use crate::decimal::{Exact, Score};
use crate::facts::{CustomerFacts, Facts};
use crate::policy::{Axis, Policy, Volume};

/// A ranking, and a table to find places in it if many are asked for.
#[derive(Clone, Debug)]
struct Standing<'a> {
    ranking: &'a Ranking,
    steps: Option<Steps<'a>>,
}

impl<'a> Standing<'a> {
    const fn search(ranking: &'a Ranking) -> Self {
        Self { ranking, steps: None }
    }

    fn table(ranking: &'a Ranking) -> Self {
        Self { ranking, steps: Some(ranking.units().steps()) }
    }

    /// The ranking and how many of its values are strictly greater than this one, or than 0 if it is not
    /// above.
    #[inline]
    fn of(&self, value: Exact) -> Place<'a> {
        let value = if value.is_positive() { value } else { Exact::new(0, value.scale()) };
        let greater = match &self.steps {
            Some(steps) if value.scale() == self.ranking.scale() => steps.greater_than(value.units()),
            _ => self.ranking.greater_than(value),
        };
        Place { ranking: self.ranking, greater }
    }
}

/// A place in a ranking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) ranking: &'a Ranking,
    /// How many of its values are strictly greater.
    pub(super) greater: usize,
}

/// Where customers stand in volume and profit.
#[derive(Clone, Debug)]
pub(crate) struct Standings<'a> {
    population: &'a Population,
    profit: Standing<'a>,
    volume: VolumeStandings<'a>,
}

#[derive(Clone, Debug)]
enum VolumeStandings<'a> {
    /// Found by the name of the group.
    Named,
    Everybody(Standing<'a>),
    /// By the number of the group's name among the texts of the book.
    Numbered(Axis, HashMap<u32, Standing<'a>>),
}

impl<'a> Standings<'a> {
    /// To be asked for single customers.
    pub(crate) const fn search(population: &'a Population) -> Self {
        let profit = Standing::search(population.profit());
        Self { population, profit, volume: VolumeStandings::Named }
    }

    /// To be asked for as many customers as the population has.
    pub(crate) fn tables(facts: &Facts, population: &'a Population, policy: &Policy) -> Self {
        let volume = match policy.volume().rank_within {
            None => VolumeStandings::Everybody(Standing::table(population.volume(""))),
            Some(axis) => VolumeStandings::Numbered(axis, numbered(facts, population)),
        };
        Self { population, profit: Standing::table(population.profit()), volume }
    }

    pub(super) fn profit(&self, value: Exact) -> Place<'a> {
        self.profit.of(value)
    }

    /// The place of a volume among those of the customer's group.
    pub(super) fn volume(
        &self,
        facts: &Facts,
        customer: &CustomerFacts,
        policy: &Volume,
        value: Exact,
    ) -> Place<'a> {
        let named = || Standing::search(self.population.volume(volume::group(facts, customer, policy)));
        match &self.volume {
            VolumeStandings::Named => named().of(value),
            VolumeStandings::Everybody(standing) => standing.of(value),
            VolumeStandings::Numbered(axis, standings) => match standings.get(&customer.attribute(*axis)) {
                Some(standing) => standing.of(value),
                None => named().of(value),
            },
        }
    }
}

impl Population {
    /// The competition rank of every composite there can be, by its hundredths.
    pub(crate) fn composite_ranks(&self) -> Vec<u32> {
        let mut composites = self.composite().values().peekable();
        let mut rank = 1_u32;
        let mut ranks = vec![0; usize::from(Score::FULL.hundredths()).saturating_add(1)];
        // Both fall, so that each is gone over once.
        for (hundredths, place) in ranks.iter_mut().enumerate().rev() {
            let score = Exact::new(hundredths as i128, 0);
            while composites.next_if(|composite| *composite > score).is_some() {
                rank = rank.saturating_add(1);
            }
            *place = rank;
        }
        ranks
    }
}

/// The groups by the numbers of their names; a blank attribute is of the group without a name.
fn numbered<'a>(facts: &Facts, population: &'a Population) -> HashMap<u32, Standing<'a>> {
    let mut standings = HashMap::new();
    for (name, ranking) in population.groups() {
        let blank = name.is_empty().then_some(NONE);
        for number in facts.texts.find(name).into_iter().chain(blank) {
            standings.insert(number, Standing::table(ranking));
        }
    }
    standings
}
