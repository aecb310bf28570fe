//! Composite: the weighted mean of the dimensions that are there (§4.6).

use rust_decimal::Decimal;

use super::{Rated, Unrated};
use crate::decimal::{Exact, INPUT_SCALE, Score, pow10, round_ratio};
use crate::error::{Error, Problem, ProblemCode, quote, unknown_in_policy};
use crate::policy::Composite;

/// The composite of a customer, or why there is none.
pub(crate) type CompositeResult = Rated;

/// One dimension's share in a composite.
#[derive(Clone, Copy, Debug)]
pub struct CompositePart {
    /// Its weight, above 0.
    pub weight: Decimal,
    /// Its published score, if it has one.
    pub score: Option<Score>,
}

/// Σ weight × score ÷ Σ weight over the parts that have a score, rounded once to two decimals.
///
/// # Errors
/// [`Unrated::InsufficientDimensions`] if fewer than `min_dimensions` parts have a score or their
/// weights are below `min_weight`.
pub fn composite_score(
    parts: impl IntoIterator<Item = CompositePart>,
    min_dimensions: u32,
    min_weight: Decimal,
) -> Result<Score, Unrated> {
    let weight = |weight: Decimal| Exact::from(weight).at_scale(INPUT_SCALE);
    let parts = parts.into_iter().filter_map(|part| Some((weight(part.weight)?, part.score?)));
    weighted(parts, min_dimensions, millionths_from(Exact::from(min_weight)))
}

impl Composite {
    /// The composite of the scores of dimensions by name, as [`composite_score`] has it: a score that is left
    /// out or `None` is missing, not zero. `None` if the policy asks for more dimensions, or for more weight.
    ///
    /// # Errors
    /// A dimension the policy does not weigh, the nearest one being named, and one that is named twice: every
    /// one of them.
    pub fn score_of<'n>(
        &self,
        scores: impl IntoIterator<Item = (&'n str, Option<Score>)>,
    ) -> Result<Option<Score>, Error> {
        let mut known = vec![None; self.weights.len()];
        let mut problems = Vec::new();
        for (name, score) in scores {
            let place = self.weights.iter().position(|(dimension, _)| dimension.name() == name);
            match place.and_then(|place| known.get_mut(place)) {
                Some(known @ None) => *known = Some(score),
                Some(Some(_)) => {
                    let found = format!("{} again", quote(name));
                    problems.push(Problem::new(ProblemCode::Duplicate, found, "each dimension once"));
                }
                None => {
                    let names = self.weights.iter().map(|(dimension, _)| dimension.name());
                    problems.push(unknown_in_policy(name, "dimension", names));
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::new(problems.into_iter().map(|problem| problem.path("scores")).collect()));
        }
        let parts = self.weights.iter().zip(known);
        let parts =
            parts.map(|((_, weight), score)| CompositePart { weight: *weight, score: score.flatten() });
        Ok(composite_score(parts, self.min_dimensions, self.min_weight).ok())
    }
}

/// The least number of millionths that is no less than a number.
fn millionths_from(number: Exact) -> i128 {
    match number.scale().checked_sub(INPUT_SCALE).and_then(pow10) {
        // More decimals than weights have: the next millionth, if it is none itself.
        Some(unit) => {
            let down = number.units().checked_div_euclid(unit).unwrap_or(i128::MAX);
            let rest = number.units().checked_rem_euclid(unit).unwrap_or(0);
            down.saturating_add(i128::from(rest > 0))
        }
        None => {
            number.at_scale(INPUT_SCALE).unwrap_or(if number.is_positive() { i128::MAX } else { i128::MIN })
        }
    }
}

/// The same of weights in millionths.
fn weighted(
    parts: impl Iterator<Item = (i128, Score)>,
    min_dimensions: u32,
    min_weight: i128,
) -> Result<Score, Unrated> {
    let (mut present, mut weights, mut sum) = (0_u32, 0_i128, 0_i128);
    for (weight, score) in parts {
        // Weights are at most 1 and scores at most 100, so nothing here can overflow.
        present = present.saturating_add(1);
        weights = weights.saturating_add(weight);
        sum = sum.saturating_add(weight.saturating_mul(i128::from(score.hundredths())));
    }
    if present < min_dimensions || weights < min_weight {
        return Err(Unrated::InsufficientDimensions);
    }
    round_ratio(sum, weights, 0).and_then(Score::from_hundredths).ok_or(Unrated::InsufficientDimensions)
}

/// The weights of a policy in millionths, for the composites of many.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    /// In the order of the policy; none for one that has more decimals, which does not count.
    weights: Vec<Option<i128>>,
    min_dimensions: u32,
    /// In millionths, rounded up.
    min_weight: i128,
}

impl Weights {
    pub(crate) fn of(rules: &Composite) -> Self {
        let weights = rules.weights.iter().map(|(_, weight)| Exact::from(*weight).at_scale(INPUT_SCALE));
        Self {
            weights: weights.collect(),
            min_dimensions: rules.min_dimensions,
            min_weight: millionths_from(Exact::from(rules.min_weight)),
        }
    }

    /// The composite of these scores, one for each weight, as [`composite_score`] has it.
    pub(crate) fn composite(&self, scores: impl Iterator<Item = Option<Score>>) -> CompositeResult {
        let parts = self.weights.iter().zip(scores).filter_map(|(weight, score)| Some(((*weight)?, score?)));
        weighted(parts, self.min_dimensions, self.min_weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Policy;

    fn of(hundredths: i128) -> Option<Score> {
        Score::from_hundredths(hundredths)
    }

    #[test]
    fn scores_by_name_are_weighed_by_the_policy_in_any_order() {
        let policy = Policy::shipped("standard").unwrap();
        let score = |scores: &[_]| policy.composite().score_of(scores.iter().copied()).unwrap();
        // Credit weighs 0.1, volume 0.3, profit 0.6: 8 + 21 + 30 of 1.
        assert_eq!(score(&[("profit", of(5_000)), ("credit", of(8_000)), ("volume", of(7_000))]), of(5_900));
        // Without volume 38 of 0.7, left out or not.
        assert_eq!(score(&[("credit", of(8_000)), ("profit", of(5_000))]), of(5_429));
        assert_eq!(score(&[("volume", None), ("credit", of(8_000)), ("profit", of(5_000))]), of(5_429));
        // Without profit the weight is 0.4, of at least 0.6; two dimensions are the fewest.
        assert_eq!(score(&[("credit", of(8_000)), ("volume", of(7_000))]), None);
        assert_eq!(score(&[("profit", of(5_000))]), None);
        assert_eq!(score(&[]), None);
    }

    #[test]
    fn a_dimension_that_is_not_weighed_or_named_twice_is_refused() {
        let policy = Policy::shipped("standard").unwrap();
        let scores = [("volum", of(1)), ("profit", None), ("sparkle", None), ("profit", of(1))];
        let refused = policy.composite().score_of(scores).unwrap_err();
        let said: Vec<_> =
            refused.problems().iter().map(|problem| (problem.code, problem.to_string())).collect();
        let expected = "expected a dimension of the policy: `credit`, `volume`, `profit`";
        assert_eq!(
            said,
            [
                (
                    ProblemCode::UnknownCode,
                    format!("(scores): found `volum`, {expected}; did you mean `volume`?")
                ),
                (ProblemCode::UnknownCode, format!("(scores): found `sparkle`, {expected}")),
                (
                    ProblemCode::Duplicate,
                    "(scores): found `profit` again, expected each dimension once".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_least_weight_is_counted_up_to_the_next_millionth() {
        for (number, millionths) in [
            (Exact::new(5, 1), 500_000),
            (Exact::new(1, 6), 1),
            (Exact::new(10, 7), 1),
            (Exact::new(11, 7), 2),
            (Exact::new(1, 20), 1),
            (Exact::ZERO, 0),
            (Exact::new(i128::MAX, 0), i128::MAX),
        ] {
            assert_eq!(millionths_from(number), millionths, "{number}");
        }
    }
}
