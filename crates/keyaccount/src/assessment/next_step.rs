//! The smallest single thing that would lift a grade, in one sentence (BOOK §5).

use super::Row;
use super::conditions::{caps_in_words, vetoes_in_words};
use super::explain::Scored;
use crate::decimal::{Exact, Score};
use crate::grading::DimensionScore;
use crate::labels::Language;
use crate::labels::sentences as words;
use crate::policy::{Band, Dimension};
use crate::scoring::Unrated;

/// Keep the best grade; lift what holds an approved one; supply what is missing; else reach the next
/// band, lift the caps that bind, or both where both are needed.
pub(super) fn next_step(row: Row<'_>, language: Language) -> String {
    if row.grades.grade.is_some_and(|grade| grade.position() == 0) {
        return words::KEEP.text(language).to_owned();
    }
    if let Some(approved) = row.customer.approved() {
        if row.grades.grade == Some(approved.grade) {
            return words::APPROVED_ONLY.text(language).to_owned();
        }
        let vetoes = vetoes_in_words(row, language);
        let values = [("vetoes", vetoes.as_str()), ("approved", row.grade_name(approved.grade))];
        return words::LIFT_VETO.fill(language, &values);
    }
    match row.scored() {
        Some(scored) => lift(row, &scored, language),
        None => words::SUPPLY.fill(language, &[("data", &missing_data(row, language))]),
    }
}

/// What lifts a computed grade that is not the best.
fn lift(row: Row<'_>, scored: &Scored<'_>, language: Language) -> String {
    let better = if scored.raw == scored.computed { better_band(row, scored) } else { None };
    let (raw, bound) = better.unwrap_or((scored.raw, scored.score));
    let then = scored.without.map_or(raw, |cap| raw.or_worse(cap));
    let missing = bound.hundredths().saturating_sub(scored.score.hundredths());
    let missing = Score::from_hundredths(i128::from(missing)).unwrap_or_default().to_string();
    let (score, bound) = (scored.score.to_string(), bound.to_string());
    let caps = caps_in_words(row, &scored.binding, language);
    let n = scored.binding.len().to_string();
    let sentence = match (better, scored.binding.len()) {
        (Some(_), 0) => words::MORE_POINTS,
        (Some(_), _) => words::POINTS_AND_CAPS,
        (None, 0 | 1) => words::LIFT_CAP,
        (None, _) => words::LIFT_CAPS,
    };
    let values = [
        ("missing", missing.as_str()),
        ("kind", scored.kind.text(language)),
        ("score", &score),
        ("bound", &bound),
        ("then", row.grade_name(then)),
        ("n", &n),
        ("caps", &caps),
    ];
    sentence.fill(language, &values)
}

/// The next better band and where it begins.
fn better_band(row: Row<'_>, scored: &Scored<'_>) -> Option<(Band, Score)> {
    let bands = row.assessment.policy.composite().bands.iter();
    bands.take_while(|(band, _, _)| *band < scored.raw).last().map(|(band, _, bound)| (band, bound))
}

/// The one dimension whose data would make a composite, the heaviest such; all that are missing where
/// one is not enough.
fn missing_data(row: Row<'_>, language: Language) -> String {
    match row.grades.prospect {
        Some(Err(Unrated::AssessmentExpired)) => return words::DATA_NEW_ASSESSMENT.text(language).to_owned(),
        Some(Err(Unrated::IncompleteAssessment)) => {
            return words::DATA_WHOLE_ASSESSMENT.text(language).to_owned();
        }
        Some(_) => return words::DATA_FIRST_ASSESSMENT.text(language).to_owned(),
        None => {}
    }
    if row.grades.composite == Err(Unrated::PartialPopulation) {
        return words::DATA_POPULATION.text(language).to_owned();
    }
    let rules = row.assessment.policy.composite();
    let (present, mut missing): (Vec<_>, Vec<_>) = row.dimensions().partition(|d| d.score.is_ok());
    // Weights are at most 1, so sums of them always fit.
    let weight = present.iter().fold(Exact::ZERO, |sum, d| sum.checked_add(d.weight.into()).unwrap_or(sum));
    let enough = |d: &DimensionScore<'_>| {
        let dimensions = u32::try_from(present.len()).unwrap_or(u32::MAX).saturating_add(1);
        let weight = weight.checked_add(d.weight.into()).unwrap_or(weight);
        dimensions >= rules.min_dimensions && weight >= Exact::from(rules.min_weight)
    };
    missing.sort_by_key(|dimension| core::cmp::Reverse(dimension.weight));
    let data = |dimension: &DimensionScore<'_>| data_of(row, dimension, language);
    match missing.iter().find(|dimension| enough(dimension)) {
        Some(dimension) => data(dimension),
        None => {
            let mut all: Vec<String> = Vec::new();
            for data in missing.iter().map(data) {
                if !all.contains(&data) {
                    all.push(data);
                }
            }
            // Order lines with what they cost are order lines.
            let with_cost = words::DATA_ORDERS_WITH_COST.text(language);
            if all.iter().any(|data| data == with_cost) {
                all.retain(|data| data != words::DATA_ORDERS.text(language));
            }
            all.join(language.separator())
        }
    }
}

/// The data a dimension lacks.
fn data_of(row: Row<'_>, missing: &DimensionScore<'_>, language: Language) -> String {
    let of_profit = *missing.dimension == Dimension::Profit;
    match missing.score {
        Err(Some(Unrated::NoPayments)) => {
            let months = row.assessment.policy.credit().window_months.to_string();
            words::DATA_PAYMENTS.fill(language, &[("months", &months)])
        }
        Err(Some(Unrated::NoOrderData)) if of_profit => {
            words::DATA_ORDERS_WITH_COST.text(language).to_owned()
        }
        Err(Some(Unrated::NoOrderData)) => words::DATA_ORDERS.text(language).to_owned(),
        Err(Some(Unrated::NoQuantity)) => words::DATA_QUANTITY.text(language).to_owned(),
        Err(Some(Unrated::MissingMargin)) => {
            let lines = row.customer.orders.uncosted_lines.to_string();
            words::DATA_LINE_COST.fill(language, &[("n", &lines)])
        }
        Err(Some(_)) => words::DATA_COST.text(language).to_owned(),
        Ok(_) | Err(None) => {
            let name = words::dimension(missing.dimension.name(), language);
            words::DATA_RATING.fill(language, &[("dimension", name)])
        }
    }
}
