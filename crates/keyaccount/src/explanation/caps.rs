//! Every cap of the policy, held against one customer (§4.6).

use serde::{Deserialize, Serialize};

use super::Context;
use crate::decimal::{Exact, Score};
use crate::grading::{Asked, FactValue, holds};
use crate::measure::{Bound, Measure};
use crate::policy::{Bands, Comparison, Fact, FactKind, GradeCap, Literal, Predicate, Test};
use crate::reason::{Reason, ReasonCode};

/// A cap of the policy and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapStep {
    /// The name it has in the policy.
    pub name: String,
    /// Which rule it is, its clause, and of a single test the actual and required value.
    pub reason: Reason,
    /// The best grade it allows.
    pub at_most: String,
    /// Whether it holds.
    pub state: CapState,
    /// Whether it holds and the grade by score was better than it allows.
    pub lowers: bool,
    /// Whether one test is enough, or all are needed; of a single test neither matters.
    pub needs_all: bool,
    /// What it asks.
    pub tests: Vec<CapTest>,
}

/// What became of a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapState {
    /// Its condition is met.
    Holds,
    /// Its condition is not met.
    DoesNotHold,
    /// None of what it asks was measured, so it does not hold.
    NotMeasured,
    /// The policy keeps it, but has switched it off.
    SwitchedOff,
    /// There is no score whose grade it could hold down.
    NoScore,
}

/// One thing a cap asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapTest {
    /// What is asked.
    pub fact: Fact,
    /// What makes the cap hold.
    pub holds_when: Bound,
    /// What was found; empty if it was not measured, or cannot be judged.
    pub actual: Option<Measure>,
    /// Whether it is an amount that cannot be judged, because the book is in another currency than the
    /// policy.
    pub other_currency: bool,
    /// Whether that makes the cap hold.
    pub holds: bool,
    /// What would end it; empty if it does not hold.
    pub required: Option<Bound>,
    /// How far the actual value is from the bound, on whichever side.
    pub apart: Option<Measure>,
}

/// Every cap, in the order of the policy.
pub(super) fn caps(context: &Context<'_>) -> Vec<CapStep> {
    let asked = context.row.asked();
    let policy = &context.row.assessment.policy;
    let caps = policy.composite().caps.iter().enumerate();
    caps.map(|(at, cap)| cap_step(context, &asked, cap, context.row.grades.caps.contains(at))).collect()
}

fn cap_step(context: &Context<'_>, asked: &Asked<'_>, cap: &GradeCap, is_holding: bool) -> CapStep {
    let policy = &context.row.assessment.policy;
    let (tests, needs_all) = match &cap.when {
        Predicate::One(test) => (core::slice::from_ref(test), false),
        Predicate::All(tests) => (tests.as_slice(), true),
        Predicate::Any(tests) => (tests.as_slice(), false),
    };
    let tests: Vec<CapTest> =
        tests.iter().map(|test| cap_test(asked, &policy.credit().bands, test)).collect();
    let raw = context.row.grades.raw;
    let state = if is_holding {
        CapState::Holds
    } else if !cap.enabled {
        CapState::SwitchedOff
    } else if raw.is_none() {
        CapState::NoScore
    } else if tests.iter().all(|test| test.actual.is_none()) {
        CapState::NotMeasured
    } else {
        CapState::DoesNotHold
    };
    let code = ReasonCode::of_cap(&cap.name);
    let clause = cap.clause.as_deref().or(policy.composite().clause.as_deref());
    let mut reason = Reason::new(code, clause);
    if code == ReasonCode::OwnCap {
        reason = reason.about(&cap.name);
    }
    if let ([test], true) = (tests.as_slice(), is_holding)
        && test.fact != Fact::Vetoed
    {
        reason =
            reason.actual(test.actual.clone()).required(test.required.clone()).shortfall(test.apart.clone());
    }
    CapStep {
        name: cap.name.clone(),
        reason,
        at_most: policy.composite().bands.name(cap.at_most).to_owned(),
        state,
        lowers: is_holding && raw.is_some_and(|raw| raw < cap.at_most),
        needs_all,
        tests,
    }
}

fn cap_test(asked: &Asked<'_>, bands: &Bands, test: &Test) -> CapTest {
    let value = asked.value(test.fact);
    let met = holds(&Predicate::One(test.clone()), &|fact| asked.value(fact));
    let required = if met { required(test, value, bands) } else { None };
    CapTest {
        fact: test.fact,
        holds_when: condition(test, bands),
        actual: value.map(|value| actual(value, test.fact, bands)),
        other_currency: asked.facts.other_currency && test.fact.kind() == FactKind::Money,
        holds: met,
        apart: match &required {
            Some(Bound::AtLeast(Measure::CreditBand { from: Some(from), .. })) => {
                missing_points(asked, *from)
            }
            _ => value.and_then(|value| apart(test, value)),
        },
        required,
    }
}

/// How many points of credit are missing to a better band.
fn missing_points(asked: &Asked<'_>, from: Score) -> Option<Measure> {
    let score = asked.credit.score.ok()?;
    let missing = from.hundredths().checked_sub(score.hundredths())?;
    Score::from_hundredths(i128::from(missing)).map(Measure::Points)
}

fn actual(value: FactValue<'_>, fact: Fact, bands: &Bands) -> Measure {
    match value {
        FactValue::YesNo(yes) => Measure::YesNo(yes),
        FactValue::Text(text) => text_measure(fact, text, bands),
        FactValue::Number(number) => Measure::of_number(fact.kind(), number.normalised()),
        FactValue::Ratio(part, whole) => Measure::Ratio { part, whole },
    }
}

fn text_measure(fact: Fact, text: &str, bands: &Bands) -> Measure {
    if fact.kind() != FactKind::CreditBand {
        return Measure::Text(text.to_owned());
    }
    // Only a band by score begins at a score.
    let of_score = bands.iter().filter(|_| fact == Fact::CreditBandByScore);
    let from = of_score.filter(|(_, name, _)| *name == text).map(|(_, _, from)| from).next();
    Measure::CreditBand { name: text.to_owned(), from }
}

fn literal(literal: &Literal, fact: Fact, bands: &Bands) -> Measure {
    match literal {
        Literal::YesNo(yes) => Measure::YesNo(*yes),
        Literal::Text(text) => text_measure(fact, text, bands),
        Literal::Number(number) => Measure::of_number(fact.kind(), Exact::from(*number).normalised()),
    }
}

/// What makes the cap hold, as the policy says it.
fn condition(test: &Test, bands: &Bands) -> Bound {
    let number = |bound: &rust_decimal::Decimal| {
        Measure::of_number(test.fact.kind(), Exact::from(*bound).normalised())
    };
    match &test.comparison {
        Comparison::AtLeast(bound) => Bound::AtLeast(number(bound)),
        Comparison::AtMost(bound) => Bound::AtMost(number(bound)),
        Comparison::Above(bound) => Bound::Above(number(bound)),
        Comparison::Below(bound) => Bound::Below(number(bound)),
        Comparison::Is(one) => Bound::OneOf(vec![literal(one, test.fact, bands)]),
        Comparison::In(several) => {
            Bound::OneOf(several.iter().map(|one| literal(one, test.fact, bands)).collect())
        }
    }
}

/// What would make a test that holds fail: the nearest better credit band it does not name, or the
/// opposite.
fn required(test: &Test, value: Option<FactValue<'_>>, bands: &Bands) -> Option<Bound> {
    Some(match condition(test, bands) {
        Bound::AtLeast(bound) => Bound::Below(bound),
        Bound::AtMost(bound) => Bound::Above(bound),
        Bound::Above(bound) => Bound::AtMost(bound),
        Bound::Below(bound) => Bound::AtLeast(bound),
        Bound::OneOf(named) => match value? {
            FactValue::YesNo(actual) => Bound::OneOf(vec![Measure::YesNo(!actual)]),
            FactValue::Text(actual) if test.fact.kind() == FactKind::CreditBand => {
                match better_band(bands, actual, &named) {
                    Some(better) => Bound::AtLeast(text_measure(test.fact, better, bands)),
                    None => Bound::OtherThan(named),
                }
            }
            FactValue::Text(_) | FactValue::Number(_) | FactValue::Ratio(..) => Bound::OtherThan(named),
        },
        other => other,
    })
}

/// The nearest band above the actual one that is not named.
fn better_band<'a>(bands: &'a Bands, actual: &str, named: &[Measure]) -> Option<&'a str> {
    let is_named =
        |name: &str| named.iter().any(|m| matches!(m, Measure::CreditBand { name: of, .. } if of == name));
    let better = bands.iter().map(|(_, name, _)| name).take_while(|name| *name != actual);
    better.filter(|name| !is_named(name)).last()
}

/// How far a number is from its bound; of a ratio, how far its part is from the bound's share of the
/// whole.
fn apart(test: &Test, value: FactValue<'_>) -> Option<Measure> {
    let bound = match &test.comparison {
        Comparison::AtLeast(b) | Comparison::AtMost(b) | Comparison::Above(b) | Comparison::Below(b) => {
            Exact::from(*b)
        }
        Comparison::Is(_) | Comparison::In(_) => return None,
    };
    match value {
        FactValue::Number(number) => {
            Some(Measure::of_number(test.fact.kind(), number.minus(bound)?.magnitude().normalised()))
        }
        FactValue::Ratio(part, whole) => {
            let apart = whole.checked_mul(bound)?.minus(part)?.magnitude().normalised();
            Some(Measure::PercentPoints(apart.to_decimal()?))
        }
        FactValue::YesNo(_) | FactValue::Text(_) => None,
    }
}
