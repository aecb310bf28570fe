//! Composite: the weighted mean of the dimensions that are there (§4.6).

use rust_decimal::Decimal;

use super::{Rated, Unrated};
use crate::decimal::{Exact, INPUT_SCALE, Score, round_ratio};

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
    let (mut present, mut weights, mut sum) = (0_u32, 0_i128, 0_i128);
    for part in parts {
        let (Some(score), Some(weight)) = (part.score, Exact::from(part.weight).at_scale(INPUT_SCALE)) else {
            continue;
        };
        // Weights are at most 1 and scores at most 100, so nothing here can overflow.
        present = present.saturating_add(1);
        weights = weights.saturating_add(weight);
        sum = sum.saturating_add(weight.saturating_mul(i128::from(score.hundredths())));
    }
    if present < min_dimensions || Exact::new(weights, INPUT_SCALE) < Exact::from(min_weight) {
        return Err(Unrated::InsufficientDimensions);
    }
    round_ratio(sum, weights, 0).and_then(Score::from_hundredths).ok_or(Unrated::InsufficientDimensions)
}
