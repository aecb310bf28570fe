//! The sets of weights a calibration looks at.

use rust_decimal::Decimal;

use super::{Allowed, WeightBounds};
use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Error, Problem, ProblemCode, nearest, quote};
use crate::policy::Composite;

/// The most sets of weights a search tries.
const MAX_TRIED: u64 = 10_000;

/// The sets of weights to look at, counted in steps.
pub(super) struct Grid {
    step: Decimal,
    /// How many steps are 1.
    whole: u32,
    /// By dimension, the fewest and the most steps.
    ranges: Vec<(u32, u32)>,
    pub(super) bounds: Vec<Allowed>,
    pub(super) count: u64,
}

impl Grid {
    pub(super) fn new(composite: &Composite, stated: &WeightBounds) -> Result<Self, Error> {
        let step = stated.step;
        let units =
            Exact::from(step).at_scale(INPUT_SCALE).filter(|units| (10_000..1_000_000).contains(units));
        let whole = units
            .filter(|units| 1_000_000_i128.checked_rem(*units) == Some(0))
            .and_then(|units| u32::try_from(1_000_000_i128.checked_div(units)?).ok())
            .ok_or_else(|| {
                let expected = "a part of 1 that is at least 0.01, such as 0.05 or 0.1";
                Problem::new(ProblemCode::OutOfRange, quote(&step.to_string()), expected).path("step")
            })?;
        let units = units.unwrap_or(1);
        let names: Vec<&str> = composite.weights.iter().map(|(dimension, _)| dimension.name()).collect();
        if let Some(name) = stated.bounds.keys().find(|name| !names.contains(&name.as_str())) {
            let expected = format!("a dimension that has a weight: `{}`", names.join("`, `"));
            let problem = Problem::new(ProblemCode::UnknownCode, quote(name), expected).path("bound");
            let near = nearest(name, names.iter().copied());
            let remedy = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
            return Err(problem.remedy(remedy).into());
        }
        let any = Allowed { least: step, most: Decimal::ONE };
        let mut bounds = Vec::new();
        let mut ranges = Vec::new();
        for name in names {
            let bound = stated.bounds.get(name).copied().unwrap_or(any);
            let bound = bound.checked(name, (Decimal::ZERO, Decimal::ONE))?;
            let steps = |weight: Decimal, up: i128| {
                let weight = Exact::from(weight).at_scale(INPUT_SCALE)?;
                u32::try_from(weight.checked_add(up)?.checked_div(units)?).ok()
            };
            // The least is rounded up to a step, and a weight is above 0.
            let range = steps(bound.least, units.saturating_sub(1)).zip(steps(bound.most, 0));
            let (fewest, most) = range.ok_or_else(|| {
                let found = format!("from {} to {}", bound.least, bound.most);
                let expected = "weights of at most six decimals";
                Problem::new(ProblemCode::TooManyDecimals, found, expected).path(format!("bound.{name}"))
            })?;
            ranges.push((fewest.max(1), most));
            bounds.push(bound);
        }
        let count = count(&ranges, whole);
        if count == 0 {
            let found = format!("bounds that no weights in steps of {} keep", step.normalize());
            let expected = "bounds with weights between them that sum to exactly 1";
            return Err(Problem::new(ProblemCode::WeightSum, found, expected).path("bound").into());
        }
        if count > MAX_TRIED {
            let expected = format!("at most {MAX_TRIED}");
            return Err(grid_too_large(format!("{count} sets of weights to try"), expected).into());
        }
        Ok(Self { step, whole, ranges, bounds, count })
    }

    /// Every set of weights, in steps, the first dimension rising slowest.
    pub(super) fn sets(&self) -> Vec<Vec<u32>> {
        let mut sets = vec![(Vec::new(), self.whole)];
        for (at, (fewest, most)) in self.ranges.iter().enumerate() {
            // What the further dimensions can take up is everything between two sums.
            let rest = self.ranges.get(at.saturating_add(1)..).unwrap_or_default();
            let least = rest.iter().fold(0_u32, |sum, (fewest, _)| sum.saturating_add(*fewest));
            let greatest = rest.iter().fold(0_u32, |sum, (_, most)| sum.saturating_add(*most));
            let mut longer = Vec::new();
            for (set, left) in sets {
                let from = left.saturating_sub(greatest).max(*fewest);
                let to = left.checked_sub(least).map_or(0, |to| to.min(*most));
                for steps in from..=to {
                    let mut set: Vec<u32> = set.clone();
                    set.push(steps);
                    longer.push((set, left.saturating_sub(steps)));
                }
            }
            sets = longer;
        }
        sets.into_iter().map(|(set, _)| set).collect()
    }

    pub(super) fn weights(&self, set: &[u32]) -> Vec<Decimal> {
        set.iter().map(|steps| self.step.saturating_mul(Decimal::from(*steps)).normalize()).collect()
    }
}

/// How many sets of whole numbers within the ranges sum to `whole`.
fn count(ranges: &[(u32, u32)], whole: u32) -> u64 {
    let whole = whole as usize;
    let mut ways = vec![0_u64; whole.saturating_add(1)];
    if let Some(first) = ways.first_mut() {
        *first = 1;
    }
    for (fewest, most) in ranges {
        let mut next = vec![0_u64; ways.len()];
        for (sum, count) in ways.iter().enumerate().filter(|(_, count)| **count > 0) {
            let left = whole.saturating_sub(sum);
            for steps in (*fewest as usize)..=(*most as usize).min(left) {
                if let Some(place) = next.get_mut(sum.saturating_add(steps)) {
                    *place = place.saturating_add(*count);
                }
            }
        }
        ways = next;
    }
    ways.get(whole).copied().unwrap_or(0)
}

pub(super) fn grid_too_large(found: String, expected: String) -> Problem {
    Problem::new(ProblemCode::TooLarge, found, expected)
        .path("step")
        .remedy("take a larger step or narrower bounds")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_weights_are_counted_before_they_are_made() {
        // Three weights in steps of 0.05, each at least one step: C(19, 2) = 171.
        assert_eq!(count(&[(1, 20); 3], 20), 171);
        // Four in steps of 0.25: only all equal.
        assert_eq!(count(&[(1, 4); 4], 4), 1);
        assert_eq!(count(&[(1, 4); 5], 4), 0);
        assert_eq!(count(&[(1, 100); 40], 100), u64::MAX, "counted without end");
        let grid = |ranges: &[(u32, u32)]| Grid {
            step: Decimal::new(5, 2),
            whole: 20,
            ranges: ranges.to_vec(),
            bounds: Vec::new(),
            count: 0,
        };
        for ranges in
            [&[(1, 8), (2, 20), (5, 12)][..], &[(1, 20); 3], &[(4, 4), (1, 3), (13, 20)], &[(3, 9); 4]]
        {
            let sets = grid(ranges).sets();
            assert_eq!(sets.len() as u64, count(ranges, 20), "{ranges:?}");
            assert!(sets.iter().all(|set| set.iter().sum::<u32>() == 20));
            assert!(sets.is_sorted_by(|a, b| a < b), "each once, in order");
            let is_kept =
                |set: &Vec<u32>| set.iter().zip(ranges).all(|(n, (least, most))| least <= n && n <= most);
            assert!(sets.iter().all(is_kept));
        }
    }
}
