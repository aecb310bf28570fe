//! Composite: the weighted mean of the dimensions that are there (§4.6).

use rust_decimal::Decimal;

use super::{Rated, Unrated};
use crate::decimal::{Exact, INPUT_SCALE, Score, pow10, round_ratio};
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
