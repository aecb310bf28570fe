//! Prospect: what assessors think of a new customer (§4.5, BOOK §2.8b).

use super::{Rated, Unrated};
use crate::decimal::{Exact, INPUT_SCALE, POINTS_SCALE, Score, pow10};
use crate::facts::{CustomerFacts, ProspectFacts};
use crate::policy::Prospect;

/// The prospect score of a new customer, or why there is none.
pub(crate) type ProspectResult = Rated;

/// Scores a new customer's promise; `None` if the numbers do not fit.
pub(crate) fn score(customer: &CustomerFacts, prospect: &Prospect) -> Option<ProspectResult> {
    let Some(facts) = customer.prospect() else { return Some(Err(Unrated::NoAssessment)) };
    if let Some(approved) = facts.override_score {
        return Some(Ok(Score::publish(approved, pow10(INPUT_SCALE)?)?));
    }
    computed(facts, prospect)
}

/// Σ weight × (rating − 1) ÷ 4 × 100 ÷ Σ weight over the rated criteria.
fn computed(facts: &ProspectFacts, prospect: &Prospect) -> Option<ProspectResult> {
    if facts.expired {
        return Some(Err(Unrated::AssessmentExpired));
    }
    let one = pow10(POINTS_SCALE)?;
    let (mut weights, mut sum) = (0_i128, 0_i128);
    for ((_, weight), mean) in prospect.criteria.iter().zip(facts.means) {
        let Some(mean) = mean else { continue };
        let weight = Exact::from(*weight).at_scale(INPUT_SCALE)?;
        weights = weights.checked_add(weight)?;
        sum = sum.checked_add(weight.checked_mul(i128::from(mean).checked_sub(one)?)?)?;
    }
    if weights == 0 || Exact::new(weights, INPUT_SCALE) < Exact::from(prospect.min_weight) {
        return Some(Err(Unrated::IncompleteAssessment));
    }
    // A mean in ten-thousandths less one, ÷ 4 × 100, is the excess ÷ 400 in points.
    Some(Ok(Score::publish(sum, weights.checked_mul(400)?)?))
}
