//! One customer from facts to grade: scores, caps, override (§4.6, BOOK §2.8c).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, More};
use super::caps::{CapSet, FactValue, holding};
use super::conditions::Conditions;
use super::dimensions::dimension_scores;
use super::value_class::ClassBounds;
use crate::book::micros;
use crate::decimal::{PUBLISHED_SCALE, Score, fits_decimal, published, round_ratio};
use crate::facts::{CustomerFacts, Facts, OrderScales};
use crate::policy::{Band, Fact, Policy, ValueBasis};
use crate::scoring::{
    CompositeResult, CreditResult, Population, ProfitResult, ProspectResult, Standings, Unrated,
    VolumeResult, Weights, credit_score, measured_profit, profit_score, prospect_score, volume_score,
};

/// Which of the three lists a customer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Track {
    /// It has a composite.
    #[serde(rename = "rated")]
    Rated,
    /// It has none, though it is not new.
    #[serde(rename = "unrated")]
    Unrated,
    /// Its first trade is too recent, or there is none.
    #[serde(rename = "new")]
    New,
}

impl Track {
    /// Every list, in the order of their numbers.
    pub(crate) const ALL: [Self; 3] = [Self::Rated, Self::Unrated, Self::New];

    /// The list of a customer that is new or not, with this composite.
    pub(crate) const fn of(is_new: bool, composite: CompositeResult) -> Self {
        match (is_new, composite) {
            (true, _) => Self::New,
            (false, Ok(_)) => Self::Rated,
            (false, Err(_)) => Self::Unrated,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::Unrated => "unrated",
            Self::New => "new",
        }
    }
}

/// Every score and grade of one customer.
#[derive(Clone, Debug)]
pub(crate) struct CustomerGrades {
    pub(crate) track: Track,
    pub(crate) credit: CreditResult,
    pub(crate) volume: VolumeResult,
    pub(crate) profit: ProfitResult,
    /// New customers only.
    pub(crate) prospect: Option<ProspectResult>,
    pub(crate) composite: CompositeResult,
    /// From the score alone.
    pub(crate) raw: Option<Band>,
    pub(crate) caps: CapSet,
    /// After caps.
    pub(crate) computed: Option<Band>,
    /// After an approved override.
    pub(crate) grade: Option<Band>,
    /// Position of the value class.
    pub(crate) value_class: Option<usize>,
    pub(crate) score_rank: Option<u32>,
    pub(crate) priority_rank: Option<u32>,
}

impl CustomerGrades {
    /// Reads a little of everything, as [`CustomerFacts::touch`] does.
    #[inline]
    pub(crate) fn touch(&self) -> i64 {
        let ranks = self.score_rank.unwrap_or(0) ^ self.priority_rank.unwrap_or(0);
        let ranks = ranks ^ self.volume.map_or(0, |(rank, _)| rank) ^ self.profit.map_or(0, |(rank, _)| rank);
        i64::from(ranks) ^ i64::from(self.credit.score.is_ok()) ^ i64::from(self.value_class.is_some())
    }
}

/// Nobody's: what stands in for the grades of a customer whose numbers do not fit until it is refused.
impl Default for CustomerGrades {
    fn default() -> Self {
        let unrated = Unrated::InsufficientDimensions;
        Self {
            track: Track::Unrated,
            credit: CreditResult { score: Err(unrated), by_score: None, grade: None },
            volume: Err(unrated),
            profit: Err(unrated),
            prospect: None,
            composite: Err(unrated),
            raw: None,
            caps: CapSet::default(),
            computed: None,
            grade: None,
            value_class: None,
            score_rank: None,
            priority_rank: None,
        }
    }
}

/// Scores and grades customers against a population, with whatever is the same for all of them worked out
/// once.
pub(crate) struct Grader<'a> {
    facts: &'a Facts,
    population: &'a Population,
    policy: &'a Policy,
    standings: Standings<'a>,
    classes: Option<ClassBounds>,
    weights: Weights,
    conditions: Conditions<'a>,
    /// Whether any amount of 64 bits can be shown.
    shows_narrow: bool,
}

impl<'a> Grader<'a> {
    /// For the customers of `facts`, as many as they are.
    pub(crate) fn new(facts: &'a Facts, population: &'a Population, policy: &'a Policy) -> Self {
        let many = facts.customers.len() as u64 > population.customers().div_euclid(FEW);
        let standings =
            if many { Standings::tables(facts, population, policy) } else { Standings::search(population) };
        Self::with(facts, population, policy, standings)
    }

    /// For a customer or two, whatever `facts` hold.
    #[cfg(test)]
    pub(crate) fn of_one(facts: &'a Facts, population: &'a Population, policy: &'a Policy) -> Self {
        Self::with(facts, population, policy, Standings::search(population))
    }

    fn with(
        facts: &'a Facts,
        population: &'a Population,
        policy: &'a Policy,
        standings: Standings<'a>,
    ) -> Self {
        let OrderScales { amount, quantity, profit } = facts.scales;
        Self {
            facts,
            population,
            policy,
            standings,
            classes: ClassBounds::of(policy.value_class(), population),
            weights: Weights::of(policy.composite()),
            conditions: Conditions::of(facts, population, policy),
            shows_narrow: amount.max(quantity).max(profit) <= MOST_DECIMALS,
        }
    }

    /// Scores and grades a customer; `None` if its numbers do not fit.
    pub(crate) fn grade(&self, customer: &CustomerFacts) -> Option<CustomerGrades> {
        let (facts, population, policy) = (self.facts, self.population, self.policy);
        self.publishable(customer)?;
        let credit = credit_score(customer, policy.credit())?;
        let volume = volume_score(facts, customer, population, &self.standings, policy.volume())?;
        let profit = profit_score(facts, customer, population, &self.standings, policy.profit())?;
        let composite = self.composite(customer, &credit, &volume, &profit);
        let prospect =
            if customer.is_new { Some(prospect_score(customer, policy.prospect())?) } else { None };
        let track = Track::of(customer.is_new, composite);
        let score = prospect.unwrap_or(composite).ok();
        let asked = Asked {
            facts,
            customer,
            population,
            policy,
            credit: &credit,
            volume: &volume,
            profit: &profit,
            composite,
            more: More::NONE,
        };
        let raw = score.map(|score| policy.composite().bands.of(score));
        let caps = if raw.is_some() { self.conditions.holding(&asked) } else { CapSet::default() };
        let computed = raw.map(|raw| worst(raw, policy, caps));
        let approved = customer.approved().map(|approved| granted(approved.grade, customer, policy));
        Some(CustomerGrades {
            track,
            value_class: self.value_class(customer, &profit)?,
            credit,
            volume,
            profit,
            prospect,
            composite,
            raw,
            caps,
            computed,
            grade: approved.or(computed),
            score_rank: None,
            priority_rank: None,
        })
    }

    /// Every amount shown must fit the type it is shown in; `None` if one does not.
    fn publishable(&self, customer: &CustomerFacts) -> Option<()> {
        let (orders, credit) = (&customer.orders, &customer.credit);
        let shown = [
            orders.amount(),
            orders.behaviour_amount(),
            orders.sales(),
            orders.previous_amount(),
            orders.quantity(),
            orders.undelivered(),
            orders.profit(),
            customer.cost_to_serve(),
            credit.receivables(),
            credit.overdue(),
        ];
        if self.shows_narrow && shown.into_iter().all(|units| i64::try_from(units).is_ok()) {
            return Some(());
        }
        publishable(self.facts, customer)
    }

    fn composite(
        &self,
        customer: &CustomerFacts,
        credit: &CreditResult,
        volume: &VolumeResult,
        profit: &ProfitResult,
    ) -> CompositeResult {
        if customer.is_new {
            return Err(Unrated::NewCustomer);
        }
        if self.population.is_partial() {
            return Err(Unrated::PartialPopulation);
        }
        let parts = dimension_scores(customer, self.policy, credit, volume, profit);
        self.weights.composite(parts.map(|part| part.score.ok()))
    }

    /// The value class of a customer; the outer `None` means its numbers do not fit.
    #[allow(clippy::option_option, reason = "not classified and not computable are different things")]
    fn value_class(&self, customer: &CustomerFacts, profit: &ProfitResult) -> Option<Option<usize>> {
        let population = self.population;
        let value = match self.policy.value_class().basis {
            ValueBasis::Profit if profit.is_ok() => measured_profit(self.facts, customer)?,
            ValueBasis::Amount
                if !customer.is_new && population.has_order_data() && !population.is_partial() =>
            {
                self.facts.amount(customer.orders.amount_12m())
            }
            ValueBasis::Profit | ValueBasis::Amount => return Some(None),
        };
        Some(Some(self.classes.as_ref()?.class(value)))
    }
}

/// One in so many customers of the population is too few to make tables for.
const FEW: u64 = 16;

/// With at most so many decimals, no sum of two amounts of 64 bits, one counted in the units of the other,
/// comes near what 128 bits hold, and in cents it is far from what a [`Decimal`] holds.
const MOST_DECIMALS: u8 = 18;

/// Every amount shown must fit the type it is shown in; `None` if one does not.
fn publishable(facts: &Facts, customer: &CustomerFacts) -> Option<()> {
    let orders = &customer.orders;
    for amount in [orders.amount(), orders.behaviour_amount(), orders.sales(), orders.previous_amount()] {
        facts.amount(amount).publish(PUBLISHED_SCALE)?;
    }
    measured_profit(facts, customer)?.publish(PUBLISHED_SCALE)?;
    facts.quantity(orders.quantity()).to_decimal().map(|_| ())?;
    let undelivered = facts.amount(orders.undelivered());
    micros(customer.credit.receivables()).checked_add(undelivered)?.publish(PUBLISHED_SCALE)?;
    micros(customer.credit.overdue()).publish(PUBLISHED_SCALE).map(|_| ())
}

/// A grade that rests on nothing but the score and the caps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// From the score alone.
    pub(crate) raw: Option<Band>,
    pub(crate) caps: CapSet,
    /// After caps.
    pub(crate) computed: Option<Band>,
}

/// What an approved grade comes to: a veto holds it down, unless the policy says otherwise.
pub(crate) fn granted(approved: Band, customer: &CustomerFacts, policy: &Policy) -> Band {
    let vetoed = !customer.credit.vetoes.is_empty();
    if policy.composite().override_lifts_veto || !vetoed {
        return approved;
    }
    // What a veto alone would hold down, an override does not lift.
    let of_veto = holding(&policy.composite().caps, &|fact| match fact {
        Fact::Vetoed => Some(FactValue::YesNo(vetoed)),
        _ => None,
    });
    worst(approved, policy, of_veto)
}

pub(super) fn worst(band: Band, policy: &Policy, caps: CapSet) -> Band {
    if caps.is_empty() {
        return band;
    }
    let holding = policy.composite().caps.iter().enumerate().filter(|(position, _)| caps.contains(*position));
    holding.fold(band, |band, (_, cap)| band.or_worse(cap.at_most))
}

impl CustomerFacts {
    /// The published score of a user's own dimension, by its position.
    pub(crate) fn rating(&self, position: usize) -> Option<Score> {
        let mean = self.ratings()?.get(position).copied().flatten()?;
        // Means carry four decimals.
        Score::publish(i128::from(mean), 10_000)
    }
}

impl CustomerFacts {
    /// Σ amount × effective days ÷ Σ amount, published.
    pub(crate) fn weighted_days_late(&self) -> Option<Decimal> {
        published(self.weighted_days_late_units()?)
    }

    /// The same in hundredths of a day.
    pub(crate) fn weighted_days_late_units(&self) -> Option<i128> {
        let units = round_ratio(self.credit.days(), self.credit.amount(), PUBLISHED_SCALE);
        units.filter(|units| fits_decimal(*units))
    }

    /// Slices without an effective day late ÷ slices in percent, published.
    pub(crate) fn on_time_rate(&self) -> Option<Decimal> {
        published(self.on_time_rate_units()?)
    }

    /// The same in hundredths of a percent.
    pub(crate) fn on_time_rate_units(&self) -> Option<i128> {
        round_ratio(i128::from(self.credit.on_time), i128::from(self.credit.slices), 4)
    }
}

#[cfg(test)]
mod tests;
