//! Credit: the amount-weighted points of the slices (§4.2.6–4.2.11).

use super::{Rated, Unrated};
use crate::decimal::{POINTS_SCALE, Score, pow10};
use crate::facts::CustomerFacts;
use crate::policy::Band;
use crate::policy::{CapCondition, Credit};

/// The credit score and grade of a customer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CreditResult {
    pub(crate) score: Rated,
    /// From the score alone.
    pub(crate) by_score: Option<Band>,
    /// After vetoes and caps; the veto band for every vetoed customer.
    pub(crate) grade: Option<Band>,
}

/// Scores and grades the credit of a customer; `None` if the numbers do not fit.
pub(crate) fn score(facts: &CustomerFacts, credit: &Credit) -> Option<CreditResult> {
    let measured = &facts.credit;
    let score = if facts.is_new {
        Err(Unrated::NewCustomer)
    } else if measured.slices == 0 {
        Err(Unrated::NoPayments)
    } else {
        let weight = measured.amount().checked_mul(pow10(POINTS_SCALE)?)?;
        Ok(Score::publish(measured.points(), weight)?)
    };
    Some(of_score(score, facts, credit))
}

/// Grades a credit score: its band, then what caps and vetoes make of it.
pub(crate) fn of_score(score: Rated, facts: &CustomerFacts, credit: &Credit) -> CreditResult {
    let by_score = score.ok().map(|score| credit.bands.of(score));
    let capped = by_score.map(|band| {
        credit
            .caps
            .iter()
            .filter(|cap| holds(facts, cap.when))
            .fold(band, |band, cap| band.or_worse(cap.at_most))
    });
    let grade = if facts.credit.vetoes.is_empty() {
        capped
    } else {
        Some(capped.map_or(credit.veto_band, |band| band.or_worse(credit.veto_band)))
    };
    CreditResult { score, by_score, grade }
}

/// Whether a credit cap holds for a customer; a special approval lifts them all.
pub(crate) const fn holds(facts: &CustomerFacts, when: CapCondition) -> bool {
    !facts.special_approval
        && match when {
            CapCondition::ShortRelationship { .. } => facts.short_relationship,
            CapCondition::DocumentsMissing => facts.documents_missing,
        }
}
