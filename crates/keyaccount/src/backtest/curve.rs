//! Points of the credit curve after what became of customers that paid so late.

use std::collections::{BTreeMap, HashMap};

use ethnum::I256;
use rust_decimal::Decimal;

use super::groups::{summed, too_large};
use super::outcomes::{OutcomeKind, Outcomes};
use super::proposal::{Advice, Calibrated, Proposal, ProposedValue, curve_toml, loads};
use super::sample::{Part, is_training};
use super::{Bound, CurveBounds, check_day};
use crate::assessment::Assessment;
use crate::book::Book;
use crate::decimal::{Exact, POINTS_SCALE, Score, pow10, round_wide};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::SliceKind;
use crate::policy::{Curve, CurveAnchor, Policy};

/// Proposed points are multiples of this many ten-thousandths: a tenth of a point.
const TENTH: i128 = 1_000;

/// Proposes points for the days late the policy's curve already has, after the outcomes of the
/// customers of the training part.
///
/// Each customer stands at the first anchor that is not earlier than its weighted days late, or at the
/// last. Anchors at which outcomes do not get worse with lateness are pooled with their neighbours
/// (pool adjacent violators), so that the curve never rises. The first anchor keeps its points and so
/// does the last; between them points fall as outcomes get worse, rounded to a tenth of a point. Anchors
/// without a customer keep their points as far as their neighbours allow. Then the bounds are kept.
/// The scores are worked out anew, slice by slice, to judge the proposal.
///
/// `book` is the one that was assessed.
///
/// # Errors
/// Outcomes after another day; another book than the one assessed; a bound on days the curve does not
/// have, beyond 0–100, of more than four decimals, or that no falling curve keeps; a curve of one
/// anchor; nobody with an outcome and a credit score.
pub fn propose_curve(
    assessment: &Assessment,
    book: &Book,
    outcomes: &Outcomes,
    bounds: &CurveBounds,
) -> Result<Proposal, Error> {
    check_day(assessment, outcomes)?;
    let policy = assessment.policy();
    let present = &policy.credit().curve;
    let anchors = present.anchors();
    if anchors.len() < 2 {
        let found = "a curve of one anchor";
        let problem = Problem::new(ProblemCode::OutOfRange, found, "at least two, between which points fall");
        return Err(problem.path("credit.curve").into());
    }
    let (bounds, limits) = limits(anchors, bounds)?;
    let mut buckets = vec![Vec::new(); anchors.len()];
    for row in assessment.rows() {
        let Some(Some(value)) = outcomes.of(row.id()) else { continue };
        if row.grades.credit.score.is_err() || !is_training(row.id()) {
            continue;
        }
        let (amount, days) = (row.customer.credit.amount, row.customer.credit.days);
        let is_reached =
            |anchor: &CurveAnchor| amount.checked_mul(i128::from(anchor.days)).is_some_and(|at| days <= at);
        let last = anchors.len().saturating_sub(1);
        let at = anchors.iter().position(is_reached).unwrap_or(last);
        buckets.get_mut(at).map(|bucket| bucket.push(value)).unwrap_or_default();
    }
    let points = points(anchors, &buckets, outcomes.kind(), &limits).ok_or_else(too_large)?;
    let proposed: Vec<CurveAnchor> = anchors
        .iter()
        .zip(&points)
        .map(|(anchor, units)| CurveAnchor { points: of_units(*units), ..*anchor })
        .collect();
    let mut changed: Policy = policy.clone();
    changed.credit.curve =
        Curve::new(proposed.clone(), present.interpolation()).ok_or_else(|| falls_nowhere("the proposal"))?;
    loads(&changed)?;
    let judged = Judged::of(assessment, book, outcomes, &changed.credit.curve)?;
    let [training, held_out] = &judged.parts;
    let gained = training.part.pairs(&training.after).points() > training.part.pairs(&training.before).points();
    let values = anchors.iter().zip(&proposed).zip(bounds.iter().zip(&buckets)).map(
        |((old, new), (bound, bucket))| {
            let (_, rate, mean) = summed(outcomes.kind(), bucket).unwrap_or_default();
            ProposedValue {
                name: old.days.to_string(),
                least: bound.least,
                most: bound.most,
                present: old.points,
                proposed: new.points,
                customers: Some(bucket.len() as u64),
                outcome: rate.or(mean),
            }
        },
    );
    Ok(Proposal {
        calibrated: Calibrated::Curve,
        values: values.collect(),
        tried: 1,
        left_out: judged.left_out,
        training: training.part.quality(&training.before, &training.after),
        held_out: held_out.part.quality(&held_out.before, &held_out.after),
        advice: if gained { held_out.part.advice(&held_out.before, &held_out.after) } else { Advice::NothingBetter },
        toml: curve_toml(&proposed),
    })
}

fn of_units(units: i128) -> Decimal {
    Decimal::try_from_i128_with_scale(units, u32::from(POINTS_SCALE)).unwrap_or_default().normalize()
}

fn units(points: Decimal) -> Option<i128> {
    Exact::from(points).at_scale(POINTS_SCALE)
}

fn falls_nowhere(found: &str) -> Problem {
    let expected = "bounds between which points can fall from the first day to the last";
    Problem::new(ProblemCode::CurveNotMonotone, found, expected).path("bound")
}

/// The bound of each anchor as stated, and the least and most units it can have on a falling curve.
fn limits(
    anchors: &[CurveAnchor],
    stated: &CurveBounds,
) -> Result<(Vec<Bound>, Vec<(i128, i128)>), Problem> {
    if let Some(days) = stated.bounds.keys().find(|days| !anchors.iter().any(|a| a.days == **days)) {
        let known: Vec<_> = anchors.iter().map(|anchor| anchor.days.to_string()).collect();
        let expected = format!("days late the curve has: `{}`", known.join("`, `"));
        let found = quote(&days.to_string());
        return Err(Problem::new(ProblemCode::UnknownCode, found, expected).path("bound"));
    }
    let hundred = Decimal::ONE_HUNDRED;
    let any = Bound { least: Decimal::ZERO, most: hundred };
    let mut bounds = Vec::new();
    let mut limits = Vec::new();
    for anchor in anchors {
        let name = anchor.days.to_string();
        let bound = stated.bounds.get(&anchor.days).copied().unwrap_or(any);
        let bound = bound.checked(&name, (Decimal::ZERO, hundred))?;
        let ends = units(bound.least).zip(units(bound.most)).ok_or_else(|| {
            let found = format!("from {} to {}", bound.least, bound.most);
            Problem::new(ProblemCode::TooManyDecimals, found, "points of at most four decimals").path(name)
        })?;
        bounds.push(bound);
        limits.push(ends);
    }
    // No point may be above an earlier one, nor below a later one.
    let mut most = i128::MAX;
    for limit in &mut limits {
        most = most.min(limit.1);
        limit.1 = most;
    }
    let mut least = i128::MIN;
    for limit in limits.iter_mut().rev() {
        least = least.max(limit.0);
        limit.0 = least;
    }
    if limits.iter().any(|(least, most)| least > most) {
        return Err(falls_nowhere("bounds that rise with days late"));
    }
    Ok((bounds, limits))
}

/// Customers pooled over neighbouring anchors: the sum of how bad they turned out, and how many.
struct Pool {
    first: usize,
    last: usize,
    bad: I256,
    count: I256,
}

impl Pool {
    /// Whether outcomes here are better than in `other`, on average.
    fn is_better_than(&self, other: &Self) -> Option<bool> {
        Some(self.bad.checked_mul(other.count)? < other.bad.checked_mul(self.count)?)
    }

    fn joined(self, other: Self) -> Option<Self> {
        let (bad, count) = (self.bad.checked_add(other.bad)?, self.count.checked_add(other.count)?);
        Some(Self { first: self.first, last: other.last, bad, count })
    }
}

/// Neighbours pooled until outcomes never get better with days late; empty anchors are in no pool.
fn pooled(buckets: &[Vec<i128>], kind: OutcomeKind) -> Option<Vec<Pool>> {
    let sign = if kind.is_higher_worse() { I256::ONE } else { I256::MINUS_ONE };
    let mut pools: Vec<Pool> = Vec::new();
    for (at, bucket) in buckets.iter().enumerate().filter(|(_, bucket)| !bucket.is_empty()) {
        let sum = bucket.iter().try_fold(I256::ZERO, |sum, value| sum.checked_add(I256::new(*value)))?;
        let count = I256::from(bucket.len() as u64);
        let mut pool = Pool { first: at, last: at, bad: sum.checked_mul(sign)?, count };
        while let Some(before) = pools.pop() {
            if pool.is_better_than(&before)? {
                pool = before.joined(pool)?;
            } else {
                pools.push(before);
                break;
            }
        }
        pools.push(pool);
    }
    Some(pools)
}

/// The proposed units of each anchor; `None` if the outcomes do not fit.
fn points(
    anchors: &[CurveAnchor],
    buckets: &[Vec<i128>],
    kind: OutcomeKind,
    limits: &[(i128, i128)],
) -> Option<Vec<i128>> {
    let present: Vec<i128> = anchors.iter().map(|anchor| units(anchor.points)).collect::<Option<_>>()?;
    let (top, bottom) = (*present.first()?, *present.last()?);
    let pools = pooled(buckets, kind)?;
    let held = |units: &[i128]| -> Vec<i128> {
        units.iter().zip(limits).map(|(units, (least, most))| (*units).clamp(*least, *most)).collect()
    };
    let (Some(best), Some(worst)) = (pools.first(), pools.last()) else { return Some(held(&present)) };
    if !best.is_better_than(worst)? {
        // Lateness says nothing about the outcome.
        return Some(held(&present));
    }
    let mut known = BTreeMap::new();
    for pool in &pools {
        let lost = lost(pool, best, worst, top.checked_sub(bottom)?)?;
        let units = top.checked_sub(lost)?.clamp(bottom, top);
        known.extend((pool.first..=pool.last).map(|at| (at, units)));
    }
    let mut units = Vec::new();
    for (at, present) in present.iter().enumerate() {
        units.push(known.get(&at).copied().unwrap_or_else(|| {
            let above = known.range(..at).next_back().map_or(top, |(_, units)| *units);
            let below = known.range(at..).next().map_or(bottom, |(_, units)| *units);
            (*present).clamp(below, above)
        }));
    }
    Some(held(&units))
}

/// What a pool loses of `span` units: as much as its outcomes are worse than the best, of how much the
/// worst are, to a tenth of a point.
fn lost(pool: &Pool, best: &Pool, worst: &Pool, span: i128) -> Option<i128> {
    // a÷m − b÷n = (a×n − b×m) ÷ (m×n)
    let less = |a: &Pool, b: &Pool| a.bad.checked_mul(b.count)?.checked_sub(b.bad.checked_mul(a.count)?);
    let part = less(pool, best)?.checked_mul(worst.count)?.checked_mul(I256::new(span))?;
    let whole = less(worst, best)?.checked_mul(pool.count)?.checked_mul(I256::new(TENTH))?;
    round_wide(part, whole)?.checked_mul(TENTH)
}

/// The credit scores of one part of the customers under both curves.
struct Scores {
    part: Part,
    before: Vec<u16>,
    after: Vec<u16>,
}

struct Judged {
    /// Those the proposal is made from, and the others.
    parts: [Scores; 2],
    left_out: u64,
}

impl Judged {
    fn of(assessment: &Assessment, book: &Book, outcomes: &Outcomes, curve: &Curve) -> Result<Self, Error> {
        // Σ amount × points of each of the book's customers.
        let mut sums: HashMap<u32, i128> = HashMap::new();
        for (slice, judged) in assessment.slices(book)?.judged() {
            let points = if slice.kind == SliceKind::WrittenOff { 0 } else { curve.points(judged.effective) };
            let sum = sums.entry(slice.customer).or_default();
            *sum = slice
                .amount
                .checked_mul(i128::from(points))
                .and_then(|part| sum.checked_add(part))
                .ok_or_else(too_large)?;
        }
        let mut parts = [(Vec::new(), Vec::new(), Vec::new()), (Vec::new(), Vec::new(), Vec::new())];
        let mut left_out = 0_u64;
        for row in assessment.rows() {
            let Some(Some(value)) = outcomes.of(row.id()) else { continue };
            let after = || {
                let sum = sums.get(&book.customer_ids.find(row.id())?)?;
                Score::publish(*sum, row.customer.credit.amount.checked_mul(pow10(POINTS_SCALE)?)?)
            };
            let (Ok(before), Some(after)) = (row.grades.credit.score, after()) else {
                left_out = left_out.saturating_add(1);
                continue;
            };
            let [training, held_out] = &mut parts;
            let part = if is_training(row.id()) { training } else { held_out };
            part.0.push(outcomes.merit(value));
            part.1.push(before.hundredths());
            part.2.push(after.hundredths());
        }
        if parts.iter().all(|(merits, ..)| merits.is_empty()) {
            let found = "no customer with an outcome and a credit score";
            let problem = Problem::new(ProblemCode::Missing, found, "customers to learn from");
            let remedy = "check that the outcomes name customers of this book, and that it has invoices";
            return Err(problem.path("credit.curve").remedy(remedy).into());
        }
        let parts = parts.map(|(merits, before, after)| Scores { part: Part::new(&merits), before, after });
        Ok(Self { parts, left_out })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(points: &[(u32, i64)]) -> Vec<CurveAnchor> {
        points.iter().map(|(days, points)| CurveAnchor { days: *days, points: (*points).into() }).collect()
    }

    /// So many customers of which so many turned out badly.
    fn bucket(count: usize, bad: usize) -> Vec<i128> {
        (0..count).map(|n| i128::from(n < bad)).collect()
    }

    const FREE: [(i128, i128); 5] = [(0, 1_000_000); 5];

    fn proposed(buckets: &[Vec<i128>], limits: &[(i128, i128)]) -> Vec<String> {
        let curve = anchors(&[(0, 100), (30, 80), (60, 60), (90, 40), (120, 0)]);
        let units = points(&curve, buckets, OutcomeKind::Bad, limits).unwrap();
        units.into_iter().map(|units| of_units(units).to_string()).collect()
    }

    #[test]
    fn violators_are_pooled_by_hand() {
        // Rates 0/10, 3/10, 1/10, 4/10, 5/10. The second and third violate: pooled 4/20 = 20 %.
        // Points: 100 at 0 %, 0 at 50 %, so 100 − 2 × 20 = 60 for both, and 100 − 2 × 40 = 20.
        let buckets = [bucket(10, 0), bucket(10, 3), bucket(10, 1), bucket(10, 4), bucket(10, 5)];
        assert_eq!(proposed(&buckets, &FREE), ["100", "60", "60", "20", "0"]);
        // 1/3, 2/3, 3/3 with an empty anchor between: it keeps its 60 points between 50 and 50 only as 50.
        let buckets = [bucket(3, 1), bucket(3, 2), bucket(0, 0), bucket(3, 2), bucket(3, 3)];
        assert_eq!(proposed(&buckets, &FREE), ["100", "50", "50", "50", "0"]);
        // 0 %, 1/3, 1: 66.666… points become 66.7, and the empty ones keep 60 and 40.
        let buckets = [bucket(4, 0), bucket(3, 1), bucket(0, 0), bucket(0, 0), bucket(4, 4)];
        assert_eq!(proposed(&buckets, &FREE), ["100", "66.7", "60", "40", "0"]);
    }

    #[test]
    fn where_lateness_says_nothing_the_curve_stays() {
        let falling = [bucket(9, 9), bucket(9, 5), bucket(9, 3), bucket(9, 1), bucket(9, 0)];
        assert_eq!(proposed(&falling, &FREE), ["100", "80", "60", "40", "0"]);
        assert_eq!(proposed(&[const { Vec::new() }; 5], &FREE), ["100", "80", "60", "40", "0"]);
    }

    #[test]
    fn bounds_are_kept_and_the_curve_still_falls() {
        let curve = anchors(&[(0, 100), (30, 80), (60, 60), (90, 40), (120, 0)]);
        let bound = |least: i64, most: i64| Bound { least: least.into(), most: most.into() };
        let stated = CurveBounds { bounds: [(30, bound(50, 70)), (90, bound(30, 90))].into() };
        let (_, limits) = limits(&curve, &stated).unwrap();
        let whole: Vec<_> = limits.iter().map(|(least, most)| (least / 10_000, most / 10_000)).collect();
        assert_eq!(whole, [(50, 100), (50, 70), (30, 70), (30, 70), (0, 70)]);
        let buckets = [bucket(10, 0), bucket(10, 1), bucket(10, 9), bucket(10, 10), bucket(10, 10)];
        assert_eq!(proposed(&buckets, &limits), ["100", "70", "30", "30", "0"]);
        let rising = CurveBounds { bounds: [(30, bound(0, 40)), (90, bound(50, 90))].into() };
        assert_eq!(super::limits(&curve, &rising).unwrap_err().code, ProblemCode::CurveNotMonotone);
        let other = CurveBounds { bounds: [(31, bound(0, 40))].into() };
        assert_eq!(super::limits(&curve, &other).unwrap_err().code, ProblemCode::UnknownCode);
    }
}
