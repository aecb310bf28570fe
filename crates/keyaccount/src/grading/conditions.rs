//! Caps made ready for many customers: bounds in whole units, bands by position, so that a test is a
//! comparison or two. What cannot be made so is asked the long way.

use super::asked::Asked;
use super::caps::{CapSet, compare};
use crate::decimal::{Exact, INPUT_SCALE, PUBLISHED_SCALE, Score, percent_units};
use crate::facts::Facts;
use crate::policy::{Bands, Comparison, Fact, FactKind, Literal, Policy, Predicate, Test};
use crate::scoring::{Population, measured_profit};

/// The enabled caps of a policy, ready for the customers of some facts in a population.
#[derive(Debug)]
pub(super) struct Conditions<'p>(Vec<Condition<'p>>);

#[derive(Debug)]
struct Condition<'p> {
    /// The position of the cap in the policy.
    position: usize,
    /// Whether one test is enough.
    any: bool,
    tests: Vec<(Fact, Passes<'p>)>,
}

/// What passes a test, of whatever was measured.
#[derive(Debug)]
enum Passes<'p> {
    Never,
    YesNo(bool),
    /// Credit bands, one bit for each position.
    Bands([u64; 4]),
    /// From so many units to so many, in the decimals of the fact.
    Units(i128, i128),
    Asked(&'p Test),
}

impl<'p> Conditions<'p> {
    pub(super) fn of(facts: &Facts, population: &Population, policy: &'p Policy) -> Self {
        let caps = policy.composite().caps.iter().enumerate().filter(|(_, cap)| cap.enabled);
        let ready = |test: &'p Test| (test.fact, Passes::of(test, facts, population, policy));
        let conditions = caps.map(|(position, cap)| {
            let (any, tests) = match &cap.when {
                Predicate::One(test) => (false, core::slice::from_ref(test)),
                Predicate::All(tests) => (false, tests.as_slice()),
                Predicate::Any(tests) => (true, tests.as_slice()),
            };
            Condition { position, any, tests: tests.iter().map(ready).collect() }
        });
        Self(conditions.collect())
    }

    /// The positions of the caps that hold for a customer of whom no more is supposed than was measured.
    pub(super) fn holding(&self, asked: &Asked<'_>) -> CapSet {
        let mut set = CapSet::default();
        for condition in &self.0 {
            let mut tests = condition.tests.iter();
            let passes = |(fact, passes): &(Fact, Passes<'_>)| passes.test(*fact, asked);
            if if condition.any { tests.any(passes) } else { tests.all(passes) } {
                set.insert(condition.position);
            }
        }
        set
    }
}

impl<'p> Passes<'p> {
    fn of(test: &'p Test, facts: &Facts, population: &Population, policy: &Policy) -> Self {
        match (test.fact.kind(), &test.comparison) {
            (FactKind::Money, _) if facts.other_currency => Self::Never,
            (FactKind::YesNo, Comparison::Is(Literal::YesNo(wanted))) => Self::YesNo(*wanted),
            (FactKind::CreditBand, Comparison::Is(wanted)) => {
                Self::bands(&policy.credit().bands, core::slice::from_ref(wanted))
            }
            (FactKind::CreditBand, Comparison::In(wanted)) => Self::bands(&policy.credit().bands, wanted),
            (kind, comparison) if kind.is_number() => {
                let times = match test.fact {
                    Fact::MarginToPopulation => population.margin_percent().map(Exact::from),
                    _ => Some(Exact::new(1, 0)),
                };
                let scale = scale(test.fact, facts);
                match (times.filter(|times| times.is_positive()), scale) {
                    // Without a margin of all there is no ratio to it.
                    (None, _) => Self::Never,
                    (Some(times), Some(scale)) => {
                        units(comparison, times, scale).unwrap_or(Self::Asked(test))
                    }
                    (Some(_), None) => Self::Asked(test),
                }
            }
            _ => Self::Asked(test),
        }
    }

    fn bands(bands: &Bands, wanted: &[Literal]) -> Self {
        let mut bits = [0_u64; 4];
        for literal in wanted {
            if let Literal::Text(name) = literal
                && let Some(band) = bands.named(name)
                && let Some(word) = bits.get_mut(band.position().wrapping_shr(6))
            {
                *word |= bit(band.position());
            }
        }
        Self::Bands(bits)
    }

    fn test(&self, fact: Fact, asked: &Asked<'_>) -> bool {
        match self {
            Self::Never => false,
            Self::YesNo(wanted) => asked.yes_no(fact) == Some(*wanted),
            Self::Bands(bits) => asked.credit_band(fact).is_some_and(|band| {
                let word = bits.get(band.position().wrapping_shr(6)).copied().unwrap_or(0);
                word & bit(band.position()) != 0
            }),
            Self::Units(least, greatest) => {
                asked.units(fact).is_some_and(|units| (*least..=*greatest).contains(&units))
            }
            Self::Asked(test) => asked.value(test.fact).is_some_and(|value| compare(value, &test.comparison)),
        }
    }
}

const fn bit(position: usize) -> u64 {
    1_u64.wrapping_shl((position & 63) as u32)
}

/// The decimals a fact is counted in; `None` for what is no number.
const fn scale(fact: Fact, facts: &Facts) -> Option<u8> {
    match fact {
        Fact::CreditScore
        | Fact::VolumeScore
        | Fact::ProfitScore
        | Fact::CompositeScore
        | Fact::MarginPercent
        | Fact::MarginToPopulation
        | Fact::WeightedDaysLate
        | Fact::OnTimeRate => Some(PUBLISHED_SCALE),
        // As [`measured_profit`] counts it.
        Fact::Profit if facts.scales.profit < INPUT_SCALE => Some(INPUT_SCALE),
        Fact::Profit => Some(facts.scales.profit),
        Fact::OrderAmount12m => Some(facts.scales.amount),
        Fact::OverdueAmount => Some(INPUT_SCALE),
        Fact::MaxDaysLate | Fact::OrderCount => Some(0),
        _ => None,
    }
}

/// The units that compare so with a bound times something above zero; `None` if they cannot be told.
fn units<'p>(comparison: &Comparison, times: Exact, scale: u8) -> Option<Passes<'p>> {
    // The greatest number of units that is not above the bound, and whether it is the bound.
    let floor = |bound: &rust_decimal::Decimal| -> Option<(i128, bool)> {
        let bound = times.checked_mul(Exact::from(*bound))?;
        match scale.checked_sub(bound.scale()) {
            Some(_) => Some((bound.at_scale(scale)?, true)),
            None => {
                let unit = Exact::new(1, 0).at_scale(bound.scale().checked_sub(scale)?)?;
                let rest = bound.units().checked_rem_euclid(unit)?;
                Some((bound.units().checked_div_euclid(unit)?, rest == 0))
            }
        }
    };
    let (least, greatest) = match comparison {
        Comparison::AtLeast(bound) => match floor(bound)? {
            (floor, true) => (floor, i128::MAX),
            (floor, false) => (floor.checked_add(1)?, i128::MAX),
        },
        Comparison::Above(bound) => (floor(bound)?.0.checked_add(1)?, i128::MAX),
        Comparison::AtMost(bound) => (i128::MIN, floor(bound)?.0),
        Comparison::Below(bound) => match floor(bound)? {
            (floor, true) => (i128::MIN, floor.checked_sub(1)?),
            (floor, false) => (i128::MIN, floor),
        },
        Comparison::Is(Literal::Number(bound)) => match floor(bound)? {
            (floor, true) => (floor, floor),
            (_, false) => return Some(Passes::Never),
        },
        Comparison::Is(_) | Comparison::In(_) => return None,
    };
    Some(Passes::Units(least, greatest))
}

impl Asked<'_> {
    /// A number in units of its [`scale`]; empty if it was not measured.
    fn units(&self, fact: Fact) -> Option<i128> {
        let (customer, credit) = (self.customer, &self.customer.credit);
        let rated = || self.credit.score.ok();
        let points = |score: Score| i128::from(score.hundredths());
        match fact {
            Fact::CreditScore => rated().map(points),
            Fact::VolumeScore => self.volume.ok().map(|(_, score)| points(score)),
            Fact::ProfitScore => self.profit.ok().map(|(_, score)| points(score)),
            Fact::CompositeScore => self.composite.ok().map(points),
            Fact::MarginPercent | Fact::MarginToPopulation => {
                self.profit.ok()?;
                let amount = self.facts.amount(customer.orders.profit_amount());
                percent_units(measured_profit(self.facts, customer)?, amount)
            }
            Fact::Profit => {
                self.profit.ok()?;
                measured_profit(self.facts, customer).map(Exact::units)
            }
            Fact::OrderAmount12m => self.volume.ok().map(|_| customer.orders.amount_12m()),
            Fact::OrderCount => self.volume.ok().map(|_| i128::from(customer.orders.orders)),
            Fact::OverdueAmount => rated().map(|_| credit.overdue()),
            Fact::MaxDaysLate => rated().map(|_| i128::from(credit.max_days)),
            Fact::WeightedDaysLate => {
                rated()?;
                customer.weighted_days_late_units()
            }
            Fact::OnTimeRate => {
                rated()?;
                customer.on_time_rate_units()
            }
            _ => None,
        }
    }
}
