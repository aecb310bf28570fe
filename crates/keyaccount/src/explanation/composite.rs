//! The composite: the weighted mean of the dimensions that have a score (§4.6).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Context;
use super::division::Division;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score, parts};
use crate::measure::{Bound, Measure};
use crate::policy::Dimension;
use crate::reason::{Reason, ReasonCode};
use crate::scoring::Unrated;

/// Σ weight × score ÷ Σ weight over the dimensions that have a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositeStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Every dimension the policy weighs, in its order.
    pub shares: Vec<CompositeShare>,
    /// How many have a score.
    pub dimensions: u32,
    /// The fewest that make a composite.
    pub min_dimensions: u32,
    /// The weight of those that have a score.
    pub weight: Exact,
    /// The least weight that makes a composite.
    #[serde(with = "rust_decimal::serde::str")]
    pub min_weight: Decimal,
    /// Σ weight × score ÷ Σ weight; empty without a composite.
    pub division: Option<Division>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
}

/// A dimension of the composite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositeShare {
    /// Which.
    pub dimension: Dimension,
    /// Its weight.
    #[serde(with = "rust_decimal::serde::str")]
    pub weight: Decimal,
    /// Its published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
    /// Weight × score.
    pub weighted: Option<Exact>,
    /// What it adds to the composite. Rounded by largest remainder, so that the parts shown add up to
    /// the score; empty without a composite.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub adds: Option<Decimal>,
}

pub(super) fn composite(context: &Context<'_>) -> Option<CompositeStep> {
    let row = context.row;
    let policy = &row.assessment.policy;
    let rules = policy.composite();
    let (mut dimensions, mut weight, mut sum) = (0_u32, Exact::ZERO, Exact::ZERO);
    let mut shares = Vec::new();
    for part in row.dimensions() {
        let score = part.score.ok();
        let weighted = match score {
            Some(score) => {
                let points = Exact::new(i128::from(score.hundredths()), PUBLISHED_SCALE);
                Some(Exact::from(part.weight).normalised().checked_mul(points)?)
            }
            None => None,
        };
        if let Some(weighted) = weighted {
            dimensions = dimensions.saturating_add(1);
            weight = weight.checked_add(Exact::from(part.weight))?;
            sum = sum.checked_add(weighted)?;
        }
        let clause = match part.dimension {
            Dimension::Credit => &policy.credit().clause,
            Dimension::Volume => &policy.volume().clause,
            Dimension::Profit => &policy.profit().clause,
            Dimension::Rated(_) => &rules.clause,
        };
        let unrated = part.score.err().map(|reason| match reason {
            Some(reason) => context.unrated(reason, clause.as_deref()),
            None => Reason::new(ReasonCode::NoRating, clause.as_deref()).about(part.dimension.name()),
        });
        shares.push(CompositeShare {
            dimension: part.dimension.clone(),
            weight: part.weight,
            score,
            unrated,
            weighted: weighted.map(Exact::normalised),
            adds: None,
        });
    }
    let score = row.grades.composite.ok();
    let mut division = None;
    if let Some(score) = score {
        division = Some(Division::new(sum, weight)?);
        let present: Vec<Exact> = shares.iter().filter_map(|share| share.weighted).collect();
        let adds = parts(&present, weight, PUBLISHED_SCALE, i128::from(score.hundredths()))?;
        for (share, adds) in shares.iter_mut().filter(|share| share.weighted.is_some()).zip(adds) {
            share.adds = Decimal::try_from_i128_with_scale(adds, u32::from(PUBLISHED_SCALE)).ok();
        }
    }
    let unrated = row.grades.composite.err().map(|reason| why(context, reason, dimensions, weight));
    Some(CompositeStep {
        clause: rules.clause.clone(),
        shares,
        dimensions,
        min_dimensions: rules.min_dimensions,
        weight: weight.normalised(),
        min_weight: rules.min_weight,
        division,
        score,
        unrated,
    })
}

/// Which of the two bounds of a composite is missed: the number of dimensions, else their weight.
fn why(context: &Context<'_>, reason: Unrated, dimensions: u32, weight: Exact) -> Reason {
    let rules = context.row.assessment.policy.composite();
    let unrated = context.unrated(reason, rules.clause.as_deref());
    if reason != Unrated::InsufficientDimensions {
        return unrated;
    }
    if dimensions < rules.min_dimensions {
        return unrated
            .actual(Measure::Dimensions(u64::from(dimensions)))
            .required(Bound::AtLeast(Measure::Dimensions(u64::from(rules.min_dimensions))))
            .shortfall(Measure::Dimensions(u64::from(rules.min_dimensions.saturating_sub(dimensions))));
    }
    let weight_of = |weight: Exact| Measure::Weight(weight.to_decimal().unwrap_or_default().normalize());
    unrated
        .actual(weight_of(weight))
        .required(Bound::AtLeast(Measure::Weight(rules.min_weight.normalize())))
        .shortfall(Exact::from(rules.min_weight).minus(weight).map(weight_of))
}
