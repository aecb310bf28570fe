//! Weights of the composite that would have put customers in a better order.

use core::cmp::Reverse;

use rust_decimal::Decimal;

use super::measures::dimension_score;
use super::outcomes::Outcomes;
use super::proposal::{Advice, Calibrated, Proposal, ProposedValue, loads, weights_toml};
use super::sample::{Part, is_training};
use super::{Bound, WeightBounds, check_day};
use crate::assessment::Assessment;
use crate::decimal::{Exact, INPUT_SCALE, Score};
use crate::error::{Error, Problem, ProblemCode, nearest, quote};
use crate::policy::{Composite, Dimension, Policy};
use crate::scoring::{CompositePart, composite_score};

/// The most sets of weights a search tries.
const MAX_TRIED: u64 = 10_000;
/// The most composites a search works out: sets of weights times customers.
const MAX_SCORED: u64 = 200_000_000;

/// Looks at every set of weights within the bounds, each a multiple of the step, that sums to exactly
/// 1, and proposes the one that puts the customers of the training part in the best order of their
/// outcomes (most pairs in the right order, ties half). Between equals it proposes the one nearest to
/// the present weights, then the one with the least weight on the first dimension that differs.
///
/// Only customers with a score in every dimension take part, so that every set of weights is judged on
/// the same customers.
///
/// # Errors
/// Outcomes after another day; a step that is not at least 0.01, has no multiple 1, or is 1; a bound on
/// what has no weight or beyond 0–1; bounds no set of weights keeps; more than 10,000 sets, or more
/// than 200 million composites to work out; nobody with an outcome and a score in every dimension.
pub fn propose_weights(
    assessment: &Assessment,
    outcomes: &Outcomes,
    bounds: &WeightBounds,
) -> Result<Proposal, Error> {
    check_day(assessment, outcomes)?;
    let policy = assessment.policy();
    let grid = Grid::new(policy.composite(), bounds)?;
    let sample = Sample::of(assessment, outcomes)?;
    let work = grid.count.saturating_mul(sample.training.1.len() as u64);
    if work > MAX_SCORED {
        let found = format!("{} sets of weights for {} customers", grid.count, sample.training.1.len());
        let expected = format!("at most {MAX_SCORED} composites to work out");
        return Err(grid_too_large(found, expected).into());
    }
    let composite = policy.composite();
    let present: Vec<Decimal> = composite.weights.iter().map(|(_, weight)| *weight).collect();
    let best = grid.best(&sample, composite, &present);
    let proposed = best.unwrap_or_else(|| present.clone());
    let [(training, of_training), (held_out, of_held_out)] = [&sample.training, &sample.held_out];
    let scored = |customers: &[Vec<Score>], weights: &[Decimal]| scores(customers, weights, composite);
    let before = (scored(of_training, &present), scored(of_held_out, &present));
    let after = (scored(of_training, &proposed), scored(of_held_out, &proposed));
    // What is not even better where it was looked for is not worth a change.
    let gained = training.pairs(&after.0).points() > training.pairs(&before.0).points();
    let advice = if gained { held_out.advice(&before.1, &after.1) } else { Advice::NothingBetter };
    let mut changed: Policy = policy.clone();
    for ((_, weight), new) in changed.composite.weights.iter_mut().zip(&proposed) {
        *weight = *new;
    }
    loads(&changed)?;
    let names = || composite.weights.iter().map(|(dimension, _)| dimension.name());
    let values = names().zip(&grid.bounds).zip(present.iter().zip(&proposed)).map(
        |((name, bound), (present, proposed))| ProposedValue {
            name: name.to_owned(),
            least: bound.least,
            most: bound.most,
            present: *present,
            proposed: *proposed,
            payments: None,
            outcome: None,
        },
    );
    Ok(Proposal {
        calibrated: Calibrated::Weights,
        values: values.collect(),
        tried: grid.count,
        left_out: sample.left_out,
        training: training.quality(&before.0, &after.0),
        held_out: held_out.quality(&before.1, &after.1),
        advice,
        toml: weights_toml(names().zip(proposed.iter().copied())),
    })
}

/// Customers with their scores by dimension.
type Scored = (Part, Vec<Vec<Score>>);

struct Sample {
    training: Scored,
    held_out: Scored,
    left_out: u64,
}

impl Sample {
    fn of(assessment: &Assessment, outcomes: &Outcomes) -> Result<Self, Error> {
        let weights = &assessment.policy().composite().weights;
        let mut parts = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
        let mut left_out = 0_u64;
        let mut lacking = vec![0_u64; weights.len()];
        for row in assessment.rows() {
            let Some(Some(value)) = outcomes.of(row.id()) else { continue };
            let scores: Vec<Option<Score>> =
                weights.iter().map(|(dimension, _)| dimension_score(row, dimension)).collect();
            for (count, score) in lacking.iter_mut().zip(&scores) {
                *count = count.saturating_add(u64::from(score.is_none()));
            }
            let Some(scores) = scores.into_iter().collect::<Option<Vec<_>>>() else {
                left_out = left_out.saturating_add(1);
                continue;
            };
            let [training, held_out] = &mut parts;
            let part = if is_training(row.id()) { training } else { held_out };
            part.0.push(outcomes.merit(value));
            part.1.push(scores);
        }
        let [training, held_out] = parts.map(|(merits, scores)| (Part::new(&merits), scores));
        if training.1.is_empty() && held_out.1.is_empty() {
            return Err(nobody(weights.iter().map(|(dimension, _)| dimension).zip(lacking), left_out).into());
        }
        Ok(Self { training, held_out, left_out })
    }
}

/// Nobody has everything: says what most lack.
fn nobody<'a>(lacking: impl Iterator<Item = (&'a Dimension, u64)>, left_out: u64) -> Problem {
    let found = "no customer with an outcome and a score in every dimension";
    let problem =
        Problem::new(ProblemCode::Missing, found, "customers to learn from").path("composite.weights");
    match lacking.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0) {
        Some((dimension, count)) => problem.remedy(format!(
            "{count} of {left_out} have no score in {}: use a policy without it",
            quote(dimension.name())
        )),
        None => problem.remedy("check that the outcomes name customers of this book"),
    }
}

/// The composite of each customer under these weights, in hundredths.
fn scores(customers: &[Vec<Score>], weights: &[Decimal], composite: &Composite) -> Vec<u16> {
    let scored = |scores: &Vec<Score>| {
        let parts = weights.iter().zip(scores);
        let parts = parts.map(|(weight, score)| CompositePart { weight: *weight, score: Some(*score) });
        // Every dimension is there, so there is a composite.
        let score = composite_score(parts, composite.min_dimensions, composite.min_weight);
        score.map_or(0, Score::hundredths)
    };
    customers.iter().map(scored).collect()
}

/// The sets of weights to look at, counted in steps.
struct Grid {
    step: Decimal,
    /// How many steps are 1.
    whole: u32,
    /// By dimension, the fewest and the most steps.
    ranges: Vec<(u32, u32)>,
    bounds: Vec<Bound>,
    count: u64,
}

impl Grid {
    fn new(composite: &Composite, stated: &WeightBounds) -> Result<Self, Error> {
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
        let any = Bound { least: step, most: Decimal::ONE };
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
    fn sets(&self) -> Vec<Vec<u32>> {
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

    fn weights(&self, set: &[u32]) -> Vec<Decimal> {
        set.iter().map(|steps| self.step.saturating_mul(Decimal::from(*steps)).normalize()).collect()
    }

    fn best(&self, sample: &Sample, composite: &Composite, present: &[Decimal]) -> Option<Vec<Decimal>> {
        let (part, customers) = &sample.training;
        let judged = |set: &Vec<u32>| {
            let weights = self.weights(set);
            let points = part.pairs(&scores(customers, &weights, composite)).points();
            let moved: Decimal = weights
                .iter()
                .zip(present)
                .map(|(new, old)| new.saturating_sub(*old).abs())
                .fold(Decimal::ZERO, Decimal::saturating_add);
            (Reverse(points), moved, set.clone())
        };
        let sets = self.sets();
        #[cfg(feature = "parallel")]
        let best = {
            use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
            sets.par_iter().map(judged).min()
        };
        #[cfg(not(feature = "parallel"))]
        let best = sets.iter().map(judged).min();
        best.map(|(_, _, set)| self.weights(&set))
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

fn grid_too_large(found: String, expected: String) -> Problem {
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
