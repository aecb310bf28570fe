//! Levers in money and base units: order volume and profit.

use super::case::{Case, CompositeBy, Then};
use super::growth::Growing;
use super::points::why_not;
use super::thresholds::{bounds, scores};
use super::{Change, FromTo, Lever, Raise, Reached, Unreachable, margins, steps};
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::grading::More;
use crate::policy::{Fact, ScoreRule, VolumeBasis};
use crate::scoring::{measured_profit, measured_volume, volume_group};

/// A lever in money or base units, with what it needs to be graded.
struct Amount<'a> {
    case: &'a Case<'a>,
    lever: &'a Lever,
    growing: Growing<'a>,
    by: CompositeBy<'a>,
}

/// The least more that gives a better grade.
pub(super) fn smallest(case: &Case<'_>, lever: &Lever) -> Result<Reached, Unreachable> {
    let score = case.score_of(lever)?;
    let amount = Amount::new(case, lever).ok_or(Unreachable::OutOfRange)?;
    let mut last = None;
    for count in amount.candidates(score).ok_or(Unreachable::OutOfRange)? {
        let (to, then) = amount.suppose(count).ok_or(Unreachable::OutOfRange)?;
        if case.is_better(&then) {
            let change = amount.change(count).ok_or(Unreachable::OutOfRange)?;
            return Ok(case.reached(change, Some(FromTo { from: score, to }), &then));
        }
        last = Some((to, then));
    }
    Err(why_not(case, &amount.by, score, last))
}

impl<'a> Amount<'a> {
    fn new(case: &'a Case<'a>, lever: &'a Lever) -> Option<Self> {
        let Case { facts, customer, population, policy, .. } = *case;
        let growing = if *lever == Lever::Volume {
            let ranking = population.volume(volume_group(facts, customer, policy.volume()));
            Growing::new(&policy.volume().score, ranking, measured_volume(facts, customer, policy.volume()))
        } else {
            Growing::new(&policy.profit().score, population.profit(), measured_profit(facts, customer)?)
        };
        Some(Self { case, lever, growing, by: case.composite_by(lever) })
    }

    /// The steps at which something can change, fewest first.
    fn candidates(&self, score: Score) -> Option<Vec<i128>> {
        let policy = self.case.policy;
        let mut counts = self.growing.steps_to(&scores(self.case, self.lever, score, &self.by))?;
        let fact = if *self.lever == Lever::Volume { Fact::OrderAmount12m } else { Fact::Profit };
        let from = self.money();
        for bound in bounds(policy, fact) {
            counts.extend([steps::to(from, bound)?, steps::beyond(from, bound)?]);
        }
        if *self.lever == Lever::Profit {
            counts.extend(margins::steps(self.case, self.growing.from)?);
        }
        counts.sort_unstable();
        counts.dedup();
        Some(counts)
    }

    /// The money a cap may ask about that grows with the lever.
    fn money(&self) -> Exact {
        if *self.lever == Lever::Volume {
            self.case.facts.amount(self.case.customer.orders.amount_12m())
        } else {
            self.growing.from
        }
    }

    /// The score and the grade after so many steps.
    fn suppose(&self, count: i128) -> Option<(Score, Then)> {
        let case = self.case;
        let more = Exact::new(count, PUBLISHED_SCALE);
        let (rank, score) = self.growing.score(steps::after(self.growing.from, count)?)?;
        let mut supposed = case.as_it_is(self.by.with(score)?);
        if *self.lever == Lever::Volume {
            supposed.volume = Ok((rank, score));
            if case.policy.volume().basis == VolumeBasis::Amount {
                supposed.more = More { amount: more, ..More::NONE };
            }
        } else {
            supposed.profit = Ok((rank, score));
            supposed.more = More { profit: more, ..More::NONE };
        }
        Some((score, case.then(&supposed)?))
    }

    fn change(&self, count: i128) -> Option<Change> {
        let policy = self.case.policy;
        let is_volume = *self.lever == Lever::Volume;
        let rule = if is_volume { &policy.volume().score } else { &policy.profit().score };
        let by_all = !is_volume && !bounds(policy, Fact::MarginToPopulation).is_empty();
        let raise = Raise {
            from: self.growing.from,
            by: Exact::new(count, PUBLISHED_SCALE),
            to: steps::after(self.growing.from, count)?,
            relative: by_all || !matches!(rule, ScoreRule::Bands(_)),
        };
        let in_units = is_volume && policy.volume().basis == VolumeBasis::Quantity;
        Some(if in_units { Change::Quantity(raise) } else { Change::Money(raise) })
    }
}
