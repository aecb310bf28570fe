//! Weights of the composite that would have put customers in a better order.

use core::cmp::Reverse;

use rust_decimal::Decimal;

use super::grid::{Grid, grid_too_large};
use super::measures::dimension_score;
use super::outcomes::Outcomes;
use super::proposal::{Advice, Calibrated, Proposal, ProposedValue, loads, weights_toml};
use super::sample::{Part, is_training};
use super::{WeightBounds, check_day};
use crate::assessment::Assessment;
use crate::decimal::Score;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::policy::{Composite, Dimension};
use crate::scoring::{CompositePart, composite_score};

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
    let best = best(&grid, &sample, composite, &present);
    let proposed = best.unwrap_or_else(|| present.clone());
    let [(training, of_training), (held_out, of_held_out)] = [&sample.training, &sample.held_out];
    let scored = |customers: &[Vec<Score>], weights: &[Decimal]| scores(customers, weights, composite);
    let before = (scored(of_training, &present), scored(of_held_out, &present));
    let after = (scored(of_training, &proposed), scored(of_held_out, &proposed));
    // What is not even better where it was looked for is not worth a change.
    let gained = training.pairs(&after.0).points() > training.pairs(&before.0).points();
    let advice = if gained { held_out.advice(&before.1, &after.1) } else { Advice::NothingBetter };
    let changed = policy.changed(|policy| {
        for ((_, weight), new) in policy.composite.weights.iter_mut().zip(&proposed) {
            *weight = *new;
        }
    });
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

/// The set of weights that puts the training part in the best order.
fn best(grid: &Grid, sample: &Sample, composite: &Composite, present: &[Decimal]) -> Option<Vec<Decimal>> {
    let (part, customers) = &sample.training;
    let judged = |set: &Vec<u32>| {
        let weights = grid.weights(set);
        let points = part.pairs(&scores(customers, &weights, composite)).points();
        let moved: Decimal = weights
            .iter()
            .zip(present)
            .map(|(new, old)| new.saturating_sub(*old).abs())
            .fold(Decimal::ZERO, Decimal::saturating_add);
        (Reverse(points), moved, set.clone())
    };
    let sets = grid.sets();
    #[cfg(feature = "parallel")]
    let best = {
        use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
        sets.par_iter().map(judged).min()
    };
    #[cfg(not(feature = "parallel"))]
    let best = sets.iter().map(judged).min();
    best.map(|(_, _, set)| grid.weights(&set))
}
