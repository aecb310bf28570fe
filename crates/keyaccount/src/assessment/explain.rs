//! What decided a grade, in one sentence (BOOK §5).

use super::Row;
use super::conditions::{caps_in_words, held_without, vetoes_in_words};
use super::next_step::next_step;
use super::table::ResultColumn;
use crate::decimal::{Exact, INPUT_SCALE, Score};
use crate::facts::ApprovedGrade;
use crate::grading::{Asked, DimensionScore, dimension_scores};
use crate::labels::sentences::{self as words, Sentence};
use crate::labels::{self, Language};
use crate::policy::{Band, GradeCap};
use crate::reason::ReasonCode;

/// The columns that follow those of the score table.
pub(super) const COLUMNS: &[ResultColumn] =
    &[ResultColumn::sentence("main_reason", main_reason), ResultColumn::sentence("next_step", next_step)];

/// An approval, the caps that hold the grade down, the reason there is none, or the score with its
/// weakest dimension.
fn main_reason(row: Row<'_>, language: Language) -> String {
    match row.customer.approved() {
        Some(approved) => overridden(row, approved, language),
        None => computed_reason(row, language),
    }
}

fn overridden(row: Row<'_>, approved: &ApprovedGrade, language: Language) -> String {
    let computed = match row.grades.computed {
        Some(band) => words::GRADE.fill(language, &[("grade", row.grade_name(band))]),
        None => computed_reason(row, language),
    };
    let granted = row.grade_name(approved.grade);
    let grade = row.grades.grade.map_or("", |band| row.grade_name(band));
    let by = approved.approved_by.as_str();
    let vetoes = vetoes_in_words(row, language);
    let values =
        [("grade", grade), ("approved", granted), ("by", by), ("computed", &computed), ("vetoes", &vetoes)];
    let sentence =
        if row.grades.grade == Some(approved.grade) { words::OVERRIDDEN } else { words::OVERRIDE_HELD };
    sentence.fill(language, &values)
}

fn computed_reason(row: Row<'_>, language: Language) -> String {
    let Some(scored) = row.scored() else { return unrated(row, language) };
    let (kind, score) = (scored.kind.text(language), scored.score.to_string());
    let (raw, grade) = (row.grade_name(scored.raw), row.grade_name(scored.computed));
    let mut values = vec![("kind", kind), ("score", &score), ("raw", raw), ("grade", grade)];
    if scored.raw != scored.computed {
        let caps = caps_in_words(row, &scored.binding, language);
        values.push(("caps", &caps));
        return words::CAPPED.fill(language, &values);
    }
    if row.customer.is_new {
        return words::PROVISIONAL.fill(language, &values);
    }
    match row.weakest() {
        Some((weakest, points)) => {
            let (points, weight) = (points.to_string(), weakest.weight.normalize().to_string());
            let dimension = words::dimension(weakest.dimension.name(), language);
            values.extend([("dimension", dimension), ("points", points.as_str()), ("weight", &weight)]);
            words::WEAKEST.fill(language, &values)
        }
        None => words::FULL_MARKS.fill(language, &values),
    }
}

/// Why there is no score at all.
fn unrated(row: Row<'_>, language: Language) -> String {
    if let Some(Err(reason)) = row.grades.prospect {
        let reason = labels::unrated(reason, language);
        return words::NO_PROSPECT.fill(language, &[("reason", reason)]);
    }
    let missing = row.dimensions().filter_map(|dimension| {
        let reason = match dimension.score {
            Ok(_) => return None,
            Err(Some(reason)) => labels::unrated(reason, language),
            Err(None) => ReasonCode::NoRating.reading(language),
        };
        let name = words::dimension(dimension.dimension.name(), language);
        Some(words::DIMENSION_MISSING.fill(language, &[("dimension", name), ("reason", reason)]))
    });
    let mut missing = missing.collect::<Vec<_>>();
    if missing.is_empty() {
        missing.extend(row.grades.composite.err().map(|reason| labels::unrated(reason, language).to_owned()));
    }
    let missing = missing.join(language.separator());
    words::NO_COMPOSITE.fill(language, &[("missing", &missing)])
}

/// A score and what it led to.
pub(super) struct Scored<'a> {
    /// The composite score, or the prospect score of a new customer.
    pub(super) kind: Sentence,
    pub(super) score: Score,
    pub(super) raw: Band,
    pub(super) computed: Band,
    /// The caps that allow no better than the computed grade.
    pub(super) binding: Vec<&'a GradeCap>,
    /// The worst grade the other caps allow once these are lifted.
    pub(super) without: Option<Band>,
}

impl<'a> Row<'a> {
    /// The smallest single thing that would lift the grade, in one sentence.
    pub(crate) fn next_step(self, language: Language) -> String {
        next_step(self, language)
    }

    pub(crate) fn asked(self) -> Asked<'a> {
        let assessment = self.assessment;
        Asked::graded(
            &assessment.facts,
            self.customer,
            &assessment.population,
            &assessment.policy,
            self.grades,
        )
    }

    pub(crate) fn grade_name(self, band: Band) -> &'a str {
        self.assessment.policy.composite().bands.name(band)
    }

    pub(crate) fn dimensions(self) -> impl Iterator<Item = DimensionScore<'a>> {
        let grades = self.grades;
        let policy = &self.assessment.policy;
        dimension_scores(self.customer, policy, &grades.credit, &grades.volume, &grades.profit)
    }

    /// The composite or prospect score, with the caps that bind.
    pub(super) fn scored(self) -> Option<Scored<'a>> {
        let (kind, score) = match self.grades.prospect {
            Some(score) => (words::PROSPECT, score.ok()?),
            None => (words::COMPOSITE, self.grades.composite.ok()?),
        };
        let (raw, computed) = (self.grades.raw?, self.grades.computed?);
        let binding: Vec<_> = self.caps_holding().filter(|cap| cap.at_most >= computed).collect();
        let without = held_without(self, &binding);
        Some(Scored { kind, score, raw, computed, binding, without })
    }

    /// The dimension that costs the most points of the composite, if any does.
    fn weakest(self) -> Option<(DimensionScore<'a>, Score)> {
        let gap = |weight, score: Score| {
            let missing = i128::from(Score::FULL.hundredths().saturating_sub(score.hundredths()));
            let weight = Exact::from(weight).at_scale(INPUT_SCALE).unwrap_or(0);
            missing.saturating_mul(weight)
        };
        let scores = self.dimensions().filter_map(|d| Some((d, d.score.ok()?)));
        let mut worst: Option<(i128, (DimensionScore<'a>, Score))> = None;
        for (dimension, score) in scores {
            let gap = gap(dimension.weight, score);
            if gap > worst.map_or(0, |(worst, _)| worst) {
                worst = Some((gap, (dimension, score)));
            }
        }
        worst.map(|(_, dimension)| dimension)
    }
}
