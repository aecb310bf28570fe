//! An explanation as a chain of steps, from the scores of the dimensions to the grade: what a waterfall shows.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Explanation;
use crate::assessment::{StoredTable, Value};
use crate::decimal::Score;
use crate::labels::{self, Language, sentences};

pub(crate) const STEP_COLUMNS: &[&str] =
    &["customer_id", "step", "item", "score", "weight", "adds", "reaches", "grade", "clause"];

/// What a step of the chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A dimension of the composite.
    Dimension,
    /// The composite they add up to.
    Composite,
    /// The prospect score of a new customer, which stands in place of a composite.
    Prospect,
    /// A cap that lowers the grade.
    Cap,
    /// An approved grade in force.
    Approval,
}

impl StepKind {
    /// Every kind, in the order of the chain.
    pub const ALL: &'static [Self] =
        &[Self::Dimension, Self::Composite, Self::Prospect, Self::Cap, Self::Approval];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dimension => "dimension",
            Self::Composite => "composite",
            Self::Prospect => "prospect",
            Self::Cap => "cap",
            Self::Approval => "approval",
        }
    }
}

/// One step from the scores to the grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainedStep {
    /// What it is.
    pub kind: StepKind,
    /// The name of the dimension or of the cap; of every other step its own code.
    pub item: String,
    /// The published score of a dimension, of the composite or of the prospect.
    pub score: Option<Score>,
    /// The weight of a dimension as the policy has it, a fraction of 1.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub weight: Option<Decimal>,
    /// The points it adds; a cap that lowers the grade takes away those above the end of the grade it allows.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub adds: Option<Decimal>,
    /// The points that are reached with it; with a dimension that adds nothing, since it is not rated, those
    /// reached before. Empty where nothing adds up yet.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub reaches: Option<Decimal>,
    /// The grade of the points that are reached, the best a cap allows, or the one approved.
    pub grade: Option<String>,
    /// Where the written policy says it.
    pub clause: Option<String>,
}

impl ExplainedStep {
    /// What the step is called; names of the user's own as they are written.
    #[must_use]
    pub fn reading(&self, language: Language) -> String {
        match self.kind {
            StepKind::Dimension => sentences::dimension(&self.item, language).to_owned(),
            StepKind::Cap => labels::read("caps", &self.item, language),
            kind => labels::read("step", kind.code(), language),
        }
    }
}

impl Explanation {
    /// The chain from the scores of the dimensions to the grade: every dimension with what it adds, the
    /// composite, each cap that lowers the grade, an approval. Of a new customer the prospect score stands
    /// in place of the composite.
    ///
    /// What is added up to the composite is its score to the hundredth. A cap falls to where the next better
    /// grade than it allows begins.
    #[must_use]
    pub fn steps(&self) -> Vec<ExplainedStep> {
        let mut steps = Vec::new();
        let mut reached = None;
        if !self.grading.provisional {
            for share in &self.composite.shares {
                reached = share
                    .adds
                    .and_then(|adds| reached.unwrap_or(Decimal::ZERO).checked_add(adds))
                    .or(reached);
                let clause = match &share.dimension {
                    crate::policy::Dimension::Credit => &self.credit.clause,
                    crate::policy::Dimension::Volume => &self.volume.clause,
                    crate::policy::Dimension::Profit => &self.profit.clause,
                    crate::policy::Dimension::Rated(_) => &self.composite.clause,
                };
                steps.push(ExplainedStep {
                    kind: StepKind::Dimension,
                    item: share.dimension.name().to_owned(),
                    score: share.score,
                    weight: Some(share.weight),
                    adds: share.adds,
                    reaches: reached,
                    grade: None,
                    clause: clause.clone(),
                });
            }
        }
        let kind = if self.grading.provisional { StepKind::Prospect } else { StepKind::Composite };
        let mut level = self.grading.score.map(Score::to_decimal);
        steps.push(ExplainedStep {
            kind,
            item: kind.code().to_owned(),
            score: self.grading.score,
            weight: None,
            adds: None,
            reaches: level,
            grade: self.grading.raw.as_ref().map(|raw| raw.band.clone()),
            clause: self.grading.clause.clone(),
        });
        for cap in self.grading.caps.iter().filter(|cap| cap.lowers) {
            let before = level;
            level = level.zip(self.grading.end_of(&cap.at_most)).map(|(level, end)| level.min(end)).or(level);
            steps.push(ExplainedStep {
                kind: StepKind::Cap,
                item: cap.name.clone(),
                score: None,
                weight: None,
                adds: level.zip(before).and_then(|(level, before)| level.checked_sub(before)),
                reaches: level,
                grade: Some(cap.at_most.clone()),
                clause: cap.reason.clause.clone(),
            });
        }
        steps.extend(self.grading.approved.as_ref().map(|approved| ExplainedStep {
            kind: StepKind::Approval,
            item: StepKind::Approval.code().to_owned(),
            score: None,
            weight: None,
            adds: None,
            reaches: None,
            grade: Some(approved.grade.clone()),
            clause: approved.reason.clause.clone(),
        }));
        steps
    }

    /// The same as a table.
    #[must_use]
    pub fn step_table(&self) -> StoredTable {
        let mut table = StoredTable::new(STEP_COLUMNS);
        let number = |number: Option<Decimal>| number.map_or(Value::Empty, Value::Number);
        let code = |code: Option<String>| code.map_or(Value::Empty, Value::code);
        for step in self.steps() {
            table.push(vec![
                Value::from(self.customer.id.clone()),
                Value::code(step.kind.code()),
                Value::from(step.item),
                number(step.score.map(Score::to_decimal)),
                number(step.weight),
                number(step.adds),
                number(step.reaches),
                code(step.grade),
                step.clause.map_or(Value::Empty, Value::from),
            ]);
        }
        table
    }
}

impl super::GradeStep {
    /// The points at which the next better grade begins; none above the best.
    fn end_of(&self, grade: &str) -> Option<Decimal> {
        let at = self.bands.iter().position(|band| band.band == grade)?;
        self.bands.get(at.checked_sub(1)?).map(|band| band.at_least.to_decimal())
    }
}
