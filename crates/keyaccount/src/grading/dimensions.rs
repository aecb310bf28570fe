//! The dimensions of the composite with their weights and scores (§4.6).

use rust_decimal::Decimal;

use crate::decimal::Score;
use crate::facts::CustomerFacts;
use crate::policy::{Dimension, Policy};
use crate::scoring::{CreditResult, ProfitResult, Unrated, VolumeResult};

/// A dimension the policy weighs, and what a customer has in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DimensionScore<'p> {
    pub(crate) dimension: &'p Dimension,
    pub(crate) weight: Decimal,
    /// The score, or why there is none; a dimension of the user's own gives no reason but that nobody
    /// rated it.
    pub(crate) score: Result<Score, Option<Unrated>>,
}

/// Every dimension of the policy, in its order.
pub(crate) fn dimension_scores<'p>(
    customer: &CustomerFacts,
    policy: &'p Policy,
    credit: &CreditResult,
    volume: &VolumeResult,
    profit: &ProfitResult,
) -> impl Iterator<Item = DimensionScore<'p>> {
    let mut rated = 0_usize;
    policy.composite().weights.iter().map(move |(dimension, weight)| {
        let score = match dimension {
            Dimension::Credit => credit.score.map_err(Some),
            Dimension::Volume => volume.map(|(_, score)| score).map_err(Some),
            Dimension::Profit => profit.map(|(_, score)| score).map_err(Some),
            Dimension::Rated(_) => {
                let position = rated;
                rated = rated.saturating_add(1);
                customer.rating(position).ok_or(None)
            }
        };
        DimensionScore { dimension, weight: *weight, score }
    })
}
