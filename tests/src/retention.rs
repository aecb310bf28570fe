//! Vectors of retention and disposal: a record or a disposal, what is asked of it, and what each must come
//! to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::approval::RoleHolder;
use keyaccount::archive::retention::{
    DisposalPhase, DisposalRequest, Hold, KeptRecord, MissingForRetention, RetentionState,
};
use keyaccount::{Disposition, Language, Obligation, Reason, Verdict, VerdictRemedy};
use serde::Deserialize;

/// A record with what holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// The name of a shipped policy.
    #[serde(default = "standard")]
    pub policy: String,
    /// Values changed in it, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// The record.
    pub record: KeptRecord,
    /// What holds records; `null` if that was not supplied.
    #[serde(default = "no_holds")]
    pub holds: Option<Vec<Hold>>,
    /// What is asked.
    pub asked: Vec<RetentionAsked>,
}

fn standard() -> String {
    "standard".to_owned()
}

fn strict_archive() -> String {
    "strict_archive".to_owned()
}

#[allow(clippy::unnecessary_wraps, reason = "`null` in a vector is none")]
fn north() -> Option<String> {
    Some("north".to_owned())
}

#[allow(clippy::unnecessary_wraps, reason = "`null` in a vector is none")]
const fn no_holds() -> Option<Vec<Hold>> {
    Some(Vec::new())
}

/// A day and what the record must come to on it. What is not named is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionAsked {
    /// The day.
    pub as_of: NaiveDate,
    /// Whether it may go.
    pub state: RetentionState,
    /// The last day it is kept; `null` for none.
    #[serde(default, deserialize_with = "named")]
    pub keep_until: Option<Option<NaiveDate>>,
    /// The first day it may go; `null` for none.
    #[serde(default, deserialize_with = "named")]
    pub disposable_from: Option<Option<NaiveDate>>,
    /// The class whose date holds.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// Whether it must go then.
    #[serde(default)]
    pub must_go: Option<bool>,
    /// The last day for that.
    #[serde(default, deserialize_with = "named")]
    pub must_go_by: Option<Option<NaiveDate>>,
    /// What becomes of it.
    #[serde(default, deserialize_with = "named")]
    pub then: Option<Option<Disposition>>,
    /// What goes earlier: `fields: class from day`.
    #[serde(default)]
    pub earlier: Option<Vec<String>>,
    /// What is missing of each class.
    #[serde(default)]
    pub missing: Option<Vec<Option<MissingForRetention>>>,
    /// The next day on which anything changes; `null` for none.
    #[serde(default, deserialize_with = "named")]
    pub next_change: Option<Option<NaiveDate>>,
    /// What the verdict must be.
    #[serde(default)]
    pub verdict: ExpectedArchiveVerdict,
}

/// What a verdict must be. What is not named is not checked.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExpectedArchiveVerdict {
    /// `permit`, `deny` or `indeterminate`.
    pub outcome: Option<String>,
    /// Every reason: `code: what it is about`.
    pub reasons: Option<Vec<String>>,
    /// The first reason in words.
    pub first_reason: BTreeMap<Language, String>,
    /// Every remedy: its steps in English, joined by `; `.
    pub remedies: Option<Vec<String>>,
    /// Every obligation: `code`, `code: role` or `code: by day`.
    pub obligations: Option<Vec<String>>,
}

impl ExpectedArchiveVerdict {
    /// What a verdict is otherwise than it must be, a line each.
    #[must_use]
    pub fn differences(&self, found: &Verdict) -> Vec<String> {
        let reason = |reason: &Reason| match &reason.about {
            Some(about) => format!("{}: {about}", reason.code.code()),
            None => reason.code.code().to_owned(),
        };
        let remedy = |remedy: &VerdictRemedy| {
            let steps: Vec<_> = remedy.steps.iter().map(|step| step.sentence(Language::English)).collect();
            steps.join("; ")
        };
        let obligation = |obligation: &Obligation| match (&obligation.role, obligation.by) {
            (Some(role), _) => format!("{}: {role}", obligation.code.code()),
            (None, Some(by)) => format!("{}: by {by}", obligation.code.code()),
            (None, None) => obligation.code.code().to_owned(),
        };
        let mut differences = Vec::new();
        let mut expect = |what: &str, expected: &Option<Vec<String>>, found: Vec<String>| {
            if let Some(expected) = expected.as_ref().filter(|expected| **expected != found) {
                differences.push(format!("{what}: expected {expected:?}, found {found:?}"));
            }
        };
        let outcome = self.outcome.clone().map(|outcome| vec![outcome]);
        expect("outcome", &outcome, vec![found.outcome.code().to_owned()]);
        expect("reasons", &self.reasons, found.reasons.iter().map(reason).collect());
        expect("remedies", &self.remedies, found.remedies.iter().map(remedy).collect());
        expect("obligations", &self.obligations, found.obligations.iter().map(obligation).collect());
        for (language, sentence) in &self.first_reason {
            let first = found.reasons.first().map(|reason| reason.sentence(*language));
            expect("first reason", &Some(vec![sentence.clone()]), first.into_iter().collect());
        }
        differences
    }
}

/// A key that is there, be it `null`.
pub(crate) fn named<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// A disposal with what happens to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// The name of a shipped policy.
    #[serde(default = "strict_archive")]
    pub policy: String,
    /// Values changed in it, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// The department whose records they are; `null` if nobody says so.
    #[serde(default = "north")]
    pub department: Option<String>,
    /// Who holds which role beside `ma` and `mb`, maintainers, `dm`, department manager of `north`, and `gm`,
    /// general manager.
    #[serde(default)]
    pub role_holders: Vec<RoleHolder>,
    /// What is asked, in order.
    pub asked: Vec<DisposalAsked>,
}

/// Something asked of a disposal, and what it must come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalAsked {
    /// What is asked.
    pub ask: DisposalRequest,
    /// What holds records; `null` if that was not supplied.
    #[serde(default = "no_holds")]
    pub holds: Option<Vec<Hold>>,
    /// Where the disposal stands afterwards.
    pub phase: DisposalPhase,
    /// What the verdict must be.
    #[serde(default)]
    pub verdict: ExpectedArchiveVerdict,
}
