//! Where the outcome of a score can change: bounds of bands and caps, on the score itself and through the
//! composite.

use super::Lever;
use super::case::{Case, CompositeBy};
use super::steps::hundredths;
use crate::decimal::{Exact, Score};
use crate::policy::{Comparison, Fact, Literal, Policy, Predicate, Test};

/// The numbers that caps in force compare a fact with.
pub(super) fn bounds(policy: &Policy, fact: Fact) -> Vec<Exact> {
    let mut bounds = Vec::new();
    for cap in policy.composite().caps.iter().filter(|cap| cap.enabled) {
        let tests: &[Test] = match &cap.when {
            Predicate::One(test) => core::slice::from_ref(test),
            Predicate::All(tests) | Predicate::Any(tests) => tests,
        };
        for test in tests.iter().filter(|test| test.fact == fact) {
            match &test.comparison {
                Comparison::AtLeast(bound)
                | Comparison::AtMost(bound)
                | Comparison::Above(bound)
                | Comparison::Below(bound)
                | Comparison::Is(Literal::Number(bound)) => bounds.push(Exact::from(*bound)),
                Comparison::Is(_) => {}
                Comparison::In(literals) => {
                    bounds.extend(literals.iter().filter_map(|literal| match literal {
                        Literal::Number(bound) => Some(Exact::from(*bound)),
                        _ => None,
                    }))
                }
            }
        }
    }
    bounds
}

/// The published values at which a comparison with a bound can change: the first not below it, and the
/// first above it.
pub(super) fn published_at(bound: Exact) -> Option<[i128; 2]> {
    let (whole, rest) = hundredths(bound)?;
    let above = whole.checked_add(1)?;
    Some([if rest { above } else { whole }, above])
}

/// The scores above the one there is at which something can change, least first. The full score is always
/// among them, unless it is there already.
pub(super) fn scores(case: &Case<'_>, lever: &Lever, from: Score, by: &CompositeBy<'_>) -> Vec<Score> {
    let policy = case.policy;
    let own_bounds = |fact| bounds(policy, fact).into_iter().filter_map(published_at).flatten();
    let mut scores = vec![Score::FULL];
    let on_score = |hundredths: i128| Score::from_hundredths(hundredths);
    match lever {
        Lever::Credit => {
            scores.extend(policy.credit().bands.iter().map(|(_, _, bound)| bound));
            scores.extend(own_bounds(Fact::CreditScore).filter_map(on_score));
        }
        Lever::Volume => scores.extend(own_bounds(Fact::VolumeScore).filter_map(on_score)),
        Lever::Profit => scores.extend(own_bounds(Fact::ProfitScore).filter_map(on_score)),
        _ => {}
    }
    let of_composite = policy.composite().bands.iter().map(|(_, _, bound)| bound);
    let of_caps = own_bounds(Fact::CompositeScore).filter_map(on_score);
    scores.extend(of_composite.chain(of_caps).filter_map(|bound| least(by, from, bound)));
    scores.retain(|score| *score > from);
    scores.sort_unstable();
    scores.dedup();
    scores
}

/// The least score above `from` with which the composite is not below a bound. The composite never falls
/// as a score rises, so halving finds it.
fn least(by: &CompositeBy<'_>, from: Score, bound: Score) -> Option<Score> {
    let reaches = |hundredths: u16| {
        let composite = Score::from_hundredths(i128::from(hundredths)).and_then(|score| by.with(score));
        composite.is_some_and(|composite| composite >= bound)
    };
    let (mut low, mut high) = (from.hundredths(), Score::FULL.hundredths());
    if !reaches(high) {
        return None;
    }
    // `low` does not count, whether it reaches the bound or not; `high` always reaches it.
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if reaches(middle) { high = middle } else { low = middle }
    }
    Score::from_hundredths(i128::from(high))
}
