//! Levers in points: credit, dimensions of the user's own, the promise of a new customer.

use super::case::{Case, CompositeBy, Then};
use super::conditions::vetoes;
use super::thresholds::scores;
use super::{Change, FromTo, Lever, Reached, Unreachable};
use crate::decimal::Score;
use crate::scoring::credit_of_score;

/// The fewest points more that give a better grade.
pub(super) fn smallest(case: &Case<'_>, lever: &Lever) -> Result<Reached, Unreachable> {
    let from = case.score_of(lever)?;
    let by = case.composite_by(lever);
    let mut last = None;
    for to in scores(case, lever, from, &by) {
        let then = suppose(case, lever, &by, to).ok_or(Unreachable::OutOfRange)?;
        if case.is_better(&then) {
            let more = i128::from(to.hundredths().saturating_sub(from.hundredths()));
            let more = Score::from_hundredths(more).unwrap_or_default();
            let change = Change::Points { from, by: more, to };
            return Ok(case.reached(change, Some(FromTo { from, to }), &then));
        }
        last = Some((to, then));
    }
    Err(why_not(case, &by, from, last))
}

/// The grade with another score of the lever.
fn suppose(case: &Case<'_>, lever: &Lever, by: &CompositeBy<'_>, score: Score) -> Option<Then> {
    let mut supposed = case.as_it_is(by.with(score)?);
    if *lever == Lever::Credit {
        supposed.credit = credit_of_score(Ok(score), case.customer, case.policy.credit());
    }
    case.then(&supposed)
}

/// Why even the most there can be gives no better grade.
pub(super) fn why_not(
    case: &Case<'_>,
    by: &CompositeBy<'_>,
    from: Score,
    last: Option<(Score, Then)>,
) -> Unreachable {
    // With full marks already, what is there is the most there can be.
    let as_it_is = || {
        let composite = by.with(from)?;
        Some((from, case.then(&case.as_it_is(composite))?))
    };
    let Some((score, then)) = last.or_else(as_it_is) else { return Unreachable::OutOfRange };
    if !by.weighs() {
        return Unreachable::NoWeight;
    }
    let held = case.held(&then, || vetoes(case));
    held.unwrap_or(Unreachable::NotEnough { score, composite: then.score })
}
