//! A falling curve through outcomes by days late: neighbours pooled, bounds kept.

use std::collections::BTreeMap;

use ethnum::I256;
use rust_decimal::Decimal;

use super::{Allowed, CurveBounds};
use crate::decimal::{Exact, POINTS_SCALE, round_wide};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::policy::CurveAnchor;

/// Proposed points are multiples of this many ten-thousandths: a tenth of a point.
const TENTH: i128 = 1_000;

/// The payments that stand at one anchor, and how bad their customers turned out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    pub(super) payments: u64,
    /// Σ weight × badness; the worse the outcome, the more.
    pub(super) bad: I256,
    /// Σ weight
    pub(super) weight: I256,
}

impl Bucket {
    pub(super) const EMPTY: Self = Self { payments: 0, bad: I256::ZERO, weight: I256::ZERO };

    /// Adds a payment; `None` if the sums do not fit.
    pub(super) fn add(&mut self, weight: i128, badness: i128) -> Option<()> {
        let weight = I256::new(weight);
        self.payments = self.payments.checked_add(1)?;
        self.bad = self.bad.checked_add(weight.checked_mul(I256::new(badness))?)?;
        self.weight = self.weight.checked_add(weight)?;
        Some(())
    }
}

pub(super) fn of_units(units: i128) -> Decimal {
    Decimal::try_from_i128_with_scale(units, u32::from(POINTS_SCALE)).unwrap_or_default().normalize()
}

fn units(points: Decimal) -> Option<i128> {
    Exact::from(points).at_scale(POINTS_SCALE)
}

pub(super) fn falls_nowhere(found: &str) -> Problem {
    let expected = "bounds between which points can fall from the first day to the last";
    Problem::new(ProblemCode::CurveNotMonotone, found, expected).path("bound")
}

/// The least and the most units of an anchor.
type Limit = (i128, i128);

/// The bound of each anchor as stated, and the least and most units it can have on a falling curve.
pub(super) fn limits(
    anchors: &[CurveAnchor],
    stated: &CurveBounds,
) -> Result<(Vec<Allowed>, Vec<Limit>), Error> {
    if let Some(days) = stated.bounds.keys().find(|days| !anchors.iter().any(|a| a.days == **days)) {
        let known: Vec<_> = anchors.iter().map(|anchor| anchor.days.to_string()).collect();
        let expected = format!("days late the curve has: `{}`", known.join("`, `"));
        let found = quote(&days.to_string());
        return Err(Problem::new(ProblemCode::UnknownCode, found, expected).path("bound").into());
    }
    let hundred = Decimal::ONE_HUNDRED;
    let any = Allowed { least: Decimal::ZERO, most: hundred };
    let mut bounds = Vec::new();
    let mut limits = Vec::new();
    for anchor in anchors {
        let name = anchor.days.to_string();
        let bound = stated.bounds.get(&anchor.days).copied().unwrap_or(any);
        let bound = bound.checked(&name, (Decimal::ZERO, hundred))?;
        let ends = units(bound.least).zip(units(bound.most)).ok_or_else(|| {
            let found = format!("from {} to {}", bound.least, bound.most);
            Problem::new(ProblemCode::TooManyDecimals, found, "points of at most four decimals")
                .path(format!("bound.{name}"))
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
        return Err(falls_nowhere("bounds that rise with days late").into());
    }
    Ok((bounds, limits))
}

/// Payments pooled over neighbouring anchors.
struct Pool {
    first: usize,
    last: usize,
    bad: I256,
    weight: I256,
}

impl Pool {
    /// Whether outcomes here are better than in `other`, on average.
    fn is_better_than(&self, other: &Self) -> Option<bool> {
        Some(self.bad.checked_mul(other.weight)? < other.bad.checked_mul(self.weight)?)
    }

    fn joined(self, other: Self) -> Option<Self> {
        let (bad, weight) = (self.bad.checked_add(other.bad)?, self.weight.checked_add(other.weight)?);
        Some(Self { first: self.first, last: other.last, bad, weight })
    }
}

/// Neighbours pooled until outcomes never get better with days late; empty anchors are in no pool.
fn pooled(buckets: &[Bucket]) -> Option<Vec<Pool>> {
    let mut pools: Vec<Pool> = Vec::new();
    for (at, bucket) in buckets.iter().enumerate().filter(|(_, bucket)| bucket.weight > I256::ZERO) {
        let mut pool = Pool { first: at, last: at, bad: bucket.bad, weight: bucket.weight };
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
pub(super) fn points(anchors: &[CurveAnchor], buckets: &[Bucket], limits: &[Limit]) -> Option<Vec<i128>> {
    let present: Vec<i128> = anchors.iter().map(|anchor| units(anchor.points)).collect::<Option<_>>()?;
    let (top, bottom) = (*present.first()?, *present.last()?);
    let pools = pooled(buckets)?;
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
    let less = |a: &Pool, b: &Pool| a.bad.checked_mul(b.weight)?.checked_sub(b.bad.checked_mul(a.weight)?);
    let part = less(pool, best)?.checked_mul(worst.weight)?.checked_mul(I256::new(span))?;
    let whole = less(worst, best)?.checked_mul(pool.weight)?.checked_mul(I256::new(TENTH))?;
    round_wide(part, whole)?.checked_mul(TENTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(points: &[(u32, i64)]) -> Vec<CurveAnchor> {
        points.iter().map(|(days, points)| CurveAnchor { days: *days, points: (*points).into() }).collect()
    }

    /// So many payments of alike customers of which so many turned out badly.
    fn bucket(payments: u64, bad: u64) -> Bucket {
        Bucket { payments, bad: I256::from(bad), weight: I256::from(payments) }
    }

    const FREE: [(i128, i128); 5] = [(0, 1_000_000); 5];

    fn proposed(buckets: &[Bucket], limits: &[(i128, i128)]) -> Vec<String> {
        let curve = anchors(&[(0, 100), (30, 80), (60, 60), (90, 40), (120, 0)]);
        let units = points(&curve, buckets, limits).unwrap();
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
        assert_eq!(proposed(&[Bucket::EMPTY; 5], &FREE), ["100", "80", "60", "40", "0"]);
    }

    #[test]
    fn bounds_are_kept_and_the_curve_still_falls() {
        let curve = anchors(&[(0, 100), (30, 80), (60, 60), (90, 40), (120, 0)]);
        let bound = |least: i64, most: i64| Allowed { least: least.into(), most: most.into() };
        let stated = CurveBounds { bounds: [(30, bound(50, 70)), (90, bound(30, 90))].into() };
        let (_, limits) = limits(&curve, &stated).unwrap();
        let whole: Vec<_> = limits.iter().map(|(least, most)| (least / 10_000, most / 10_000)).collect();
        assert_eq!(whole, [(50, 100), (50, 70), (30, 70), (30, 70), (0, 70)]);
        let buckets = [bucket(10, 0), bucket(10, 1), bucket(10, 9), bucket(10, 10), bucket(10, 10)];
        assert_eq!(proposed(&buckets, &limits), ["100", "70", "30", "30", "0"]);
        let rising = CurveBounds { bounds: [(30, bound(0, 40)), (90, bound(50, 90))].into() };
        assert_eq!(
            super::limits(&curve, &rising).unwrap_err().problems()[0].code,
            ProblemCode::CurveNotMonotone
        );
        let other = CurveBounds { bounds: [(31, bound(0, 40))].into() };
        assert_eq!(super::limits(&curve, &other).unwrap_err().problems()[0].code, ProblemCode::UnknownCode);
    }
}
