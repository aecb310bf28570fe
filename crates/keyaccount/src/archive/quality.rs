//! How good customer files are: complete, in time, correct; three numbers that are never one (§6.7, R16).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::composition::CompositionPolicy;
use super::used::PolicyUsed;
use crate::decimal::Score;
use crate::error::{Error, Problem, ProblemCode};
use crate::labels::Language;
use crate::labels::composition as words;
use crate::policy::{BasicField, RegisterField};

/// A share in percent, with what it is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityShare {
    /// How many are as they should be.
    pub good: u64,
    /// Of how many.
    pub of: u64,
    /// good ÷ of × 100, 2 dp; `None` where there is nothing to judge, which is not 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Score>,
}

impl QualityShare {
    /// The share of `good` in `of`; unrated if there is nothing.
    ///
    /// ```
    /// use keyaccount::archive::QualityShare;
    /// assert_eq!(QualityShare::of(9, 10).percent.unwrap().to_string(), "90.00");
    /// assert_eq!(QualityShare::of(18, 20).percent.unwrap().to_string(), "90.00");
    /// assert_eq!(QualityShare::of(0, 0).percent, None);
    /// ```
    #[must_use]
    pub fn of(good: u64, of: u64) -> Self {
        let percent = Score::publish(i128::from(good).saturating_mul(100), i128::from(of));
        Self { good, of, percent: percent.filter(|_| of > 0) }
    }

    /// `90.00% (9 of 10)`, or that there is nothing to judge.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let (good, of) = (self.good.to_string(), self.of.to_string());
        match self.percent {
            None => words::UNRATED.text(language).to_owned(),
            Some(percent) => {
                let values = [("percent", &*percent.to_string()), ("good", &good), ("of", &of)];
                words::SHARE.fill(language, &values)
            }
        }
    }
}

/// A change that was handed in, to be entered in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveChange {
    /// The last day to enter it, included.
    pub due_on: NaiveDate,
    /// The day it was entered; after the day asked about, it is not entered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_on: Option<NaiveDate>,
}

/// Fields that were looked up and held against what they should say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccuracySample {
    /// How many were looked up.
    pub sampled: u64,
    /// How many were right, `sampled` at most.
    pub correct: u64,
}

/// How good files are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveQuality {
    /// The policy whose fields are mandatory.
    pub policy: PolicyUsed,
    /// The day.
    pub as_of: NaiveDate,
    /// Mandatory fields that are filled.
    pub completeness: QualityShare,
    /// Changes entered in time, of those entered or overdue.
    pub timeliness: QualityShare,
    /// Sampled fields found right.
    pub accuracy: QualityShare,
}

impl CompositionPolicy<'_> {
    /// The mandatory fields of the basic information card that are filled.
    #[must_use]
    pub fn card_completeness(&self, filled: &[BasicField]) -> QualityShare {
        let good = self.rules.card_fields.iter().filter(|field| filled.contains(field)).count();
        QualityShare::of(good as u64, self.rules.card_fields.len() as u64)
    }

    /// The fields of the visitor register that are filled. One that may be declined and was does not count,
    /// neither for nor against (A24); any other that was declined is not filled.
    #[must_use]
    pub fn register_completeness(
        &self,
        filled: &[RegisterField],
        declined: &[RegisterField],
    ) -> QualityShare {
        let excused = |field: &&RegisterField| {
            self.rules.may_decline.contains(field) && declined.contains(field) && !filled.contains(field)
        };
        let asked: Vec<_> = self.rules.register_fields.iter().filter(|field| !excused(field)).collect();
        let good = asked.iter().filter(|field| filled.contains(field)).count();
        QualityShare::of(good as u64, asked.len() as u64)
    }

    /// Fields of the visitor register that are filled without a purpose stated for them: what a visitor may
    /// decline to state is asked for with a purpose or not at all (A24). In the order of the policy.
    #[must_use]
    pub fn register_without_purpose(
        &self,
        filled: &[RegisterField],
        with_purpose: &[RegisterField],
    ) -> Vec<RegisterField> {
        let lacks = |field: &&RegisterField| filled.contains(field) && !with_purpose.contains(field);
        self.rules.may_decline.iter().filter(lacks).copied().collect()
    }

    /// The three of them on a day; `completeness` is of whatever fields were looked at.
    ///
    /// # Errors
    /// More fields found right than were sampled.
    pub fn quality(
        &self,
        completeness: QualityShare,
        changes: &[ArchiveChange],
        sample: AccuracySample,
        as_of: NaiveDate,
    ) -> Result<ArchiveQuality, Error> {
        let AccuracySample { sampled, correct } = sample;
        if correct > sampled {
            let found = format!("{correct} right of {sampled}");
            let problem =
                Problem::new(ProblemCode::OutOfRange, found, "at most as many right as were sampled");
            return Err(problem.path("correct").into());
        }
        Ok(ArchiveQuality {
            policy: PolicyUsed::of(self.policy),
            as_of,
            completeness,
            timeliness: timeliness(changes, as_of),
            accuracy: QualityShare::of(correct, sampled),
        })
    }
}

impl ArchiveQuality {
    /// The three of them, named apart, one a line.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let line = |sentence: crate::labels::sentences::Sentence, share: &QualityShare| {
            sentence.fill(language, &[("share", &share.words(language))]) + "\n"
        };
        line(words::COMPLETENESS, &self.completeness)
            + &line(words::TIMELINESS, &self.timeliness)
            + &line(words::ACCURACY, &self.accuracy)
    }
}

/// Changes entered in time, of those that were entered or should have been. One that is not due yet says
/// nothing.
fn timeliness(changes: &[ArchiveChange], as_of: NaiveDate) -> QualityShare {
    let entered = |change: &ArchiveChange| change.entered_on.filter(|on| *on <= as_of);
    let judged = changes.iter().filter(|change| entered(change).is_some() || change.due_on < as_of);
    let (mut good, mut of) = (0_u64, 0_u64);
    for change in judged {
        of = of.saturating_add(1);
        good = good.saturating_add(u64::from(entered(change).is_some_and(|on| on <= change.due_on)));
    }
    QualityShare::of(good, of)
}
