//! Each score of an assessment, held against the outcomes.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Outcomes;
use super::groups::{GroupedBy, GroupedOutcomes, Scored, grouped, too_large};
use super::pairs::{ByOutcome, Pairs};
use super::ranks::{Correlation, centred_ranks};
use crate::assessment::{Assessment, Row};
use crate::decimal::Score;
use crate::error::Error;
use crate::grading::dimension_scores;
use crate::policy::{Bands, Dimension, Policy};

/// How one score agrees with the outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureBacktest {
    /// `composite`, `credit`, `volume`, `profit`, `prospect`, or a dimension of the user's own by its
    /// name.
    pub measure: String,
    /// Customers with this score and an outcome: those everything here is about.
    pub customers: u64,
    /// Customers with an outcome and without this score.
    pub without_score: u64,
    /// What can be said.
    pub relation: Relation,
    /// Pairs of customers with different outcomes.
    pub pairs: Pairs,
    /// Of pairs of customers with different outcomes, the share in which the better outcome had the
    /// higher score, ties counted half; four decimals. For yes/no outcomes that is the area under the
    /// curve (AUC), for numbers the index of concordance. `None` if all outcomes are alike.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub auc: Option<Decimal>,
    /// Spearman's rank correlation of score and outcome where outcomes are numbers, above 0 if higher
    /// scores turned out better; four decimals. `None` if all scores or all outcomes are alike.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub rank_correlation: Option<Decimal>,
    /// Outcomes by band, by grade and by tenths of the score, as far as the score has them.
    pub groups: Vec<GroupedOutcomes>,
}

/// What the outcomes say about a score. Chance is left behind at two standard errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Higher scores turned out better, more than chance explains.
    Agrees,
    /// Nothing that chance does not explain.
    NotShown,
    /// Higher scores turned out worse, more than chance explains.
    Contrary,
    /// Nobody has both this score and an outcome.
    Nobody,
    /// All outcomes are alike, so there is nothing to tell apart.
    OneOutcome,
    /// All scores are alike, so they tell nothing apart.
    OneScore,
}

impl Relation {
    fn of(merits: &[i128], found: &Correlation) -> Self {
        let Some(first) = merits.first() else { return Self::Nobody };
        if merits.iter().all(|merit| merit == first) {
            Self::OneOutcome
        } else if !found.is_defined() {
            Self::OneScore
        } else if !found.is_beyond_chance() {
            Self::NotShown
        } else if found.is_positive() {
            Self::Agrees
        } else {
            Self::Contrary
        }
    }
}

/// A score of the policy.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure<'p> {
    Composite,
    Dimension(&'p Dimension),
    Prospect,
}

impl<'p> Measure<'p> {
    /// Every score a policy has.
    pub(super) fn of(policy: &'p Policy) -> Vec<Self> {
        let dimensions = policy.composite().weights.iter().map(|(dimension, _)| Self::Dimension(dimension));
        core::iter::once(Self::Composite).chain(dimensions).chain([Self::Prospect]).collect()
    }

    fn name(self) -> &'p str {
        match self {
            Self::Composite => "composite",
            Self::Dimension(dimension) => dimension.name(),
            Self::Prospect => "prospect",
        }
    }

    fn score(self, row: Row<'_>) -> Option<Score> {
        match self {
            Self::Composite => row.grades.composite.ok(),
            Self::Dimension(dimension) => dimension_score(row, dimension),
            Self::Prospect => row.grades.prospect.and_then(Result::ok),
        }
    }

    /// Bands and grades: those of credit for credit, those of the composite for it and for prospects.
    fn scored<'a>(self, row: Row<'a>, score: Score, value: i128, merit: i128) -> Scored<'a> {
        let policy = row.assessment.policy();
        let place = |bands: &'a Bands, band| Some((crate::policy::Band::position(band), bands.name(band)));
        let (bands, grade) = match self {
            Self::Dimension(Dimension::Credit) => (&policy.credit().bands, row.grades.credit.grade),
            Self::Composite | Self::Prospect => (&policy.composite().bands, row.grades.grade),
            Self::Dimension(_) => return Scored { score, value, merit, band: None, grade: None },
        };
        let grade = grade.and_then(|grade| place(bands, grade));
        Scored { score, value, merit, band: place(bands, bands.of(score)), grade }
    }

    pub(super) fn held_against(
        self,
        assessment: &Assessment,
        outcomes: &Outcomes,
    ) -> Result<MeasureBacktest, Error> {
        let mut customers = Vec::new();
        let mut without_score = 0_u64;
        for row in assessment.rows() {
            let Some(Some(value)) = outcomes.of(row.id()) else { continue };
            match self.score(row) {
                Some(score) => customers.push(self.scored(row, score, value, outcomes.merit(value))),
                None => without_score = without_score.saturating_add(1),
            }
        }
        let merits: Vec<i128> = customers.iter().map(|customer| customer.merit).collect();
        let scores: Vec<u16> = customers.iter().map(|customer| customer.score.hundredths()).collect();
        let found =
            Correlation::of(&centred_ranks(&scores), &centred_ranks(&merits)).ok_or_else(too_large)?;
        let pairs = ByOutcome::new(&merits).pairs(&scores);
        let mut groups = Vec::new();
        for by in GroupedBy::ALL {
            groups.extend(grouped(by, outcomes.kind(), &customers)?);
        }
        Ok(MeasureBacktest {
            measure: self.name().to_owned(),
            customers: customers.len() as u64,
            without_score,
            relation: Relation::of(&merits, &found),
            pairs,
            auc: pairs.auc(),
            rank_correlation: if outcomes.kind().is_yes_no() { None } else { found.published() },
            groups,
        })
    }
}

/// The score of a customer in a dimension the policy weighs.
pub(super) fn dimension_score(row: Row<'_>, dimension: &Dimension) -> Option<Score> {
    let grades = row.grades;
    let policy = row.assessment.policy();
    dimension_scores(row.customer, policy, &grades.credit, &grades.volume, &grades.profit)
        .find(|part| part.dimension == dimension)
        .and_then(|part| part.score.ok())
}
