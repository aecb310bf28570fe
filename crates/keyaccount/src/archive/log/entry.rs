//! What the log says of one thing that was done, or tried, with customer files (§3.3).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::approval::Checks;
use crate::archive::attempt::Attempt;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::policy::{AccessForm, ArchiveAction};
use crate::verdict::{Answer, VerdictOutcome};

/// An entry names at most so many fields.
pub(super) const MAX_FIELDS: usize = 64;

/// One thing that was done, or tried, with customer files. Ids and codes only: no names, no contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// When, in the zone of the organisation.
    pub at: NaiveDateTime,
    /// The id of who did it.
    pub actor: String,
    /// The role in which it was done.
    pub role: String,
    /// What.
    pub action: ArchiveAction,
    /// The customer whose file it was; `None` where it was not one file, as in a search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The fields that were asked for, by name; empty where it was not about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// On paper or on a screen, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<AccessForm>,
    /// Whether it was allowed.
    pub outcome: LogOutcome,
    /// The code of the reason that decided, as in [`Answer::rule`](crate::Answer::rule).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The grant it was done under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<String>,
    /// The digest of the policy that decided: 64 lower-case hexadecimal digits.
    pub policy: String,
}

/// Whether what the log tells of was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogOutcome {
    /// `allowed`
    Allowed,
    /// `denied`, which what could not be told is as well.
    Denied,
}

impl LogEntry {
    /// The entry of an attempt that was answered: what was not permitted was denied. `role` is the role it was
    /// tried in, `grant_id` the grant it was permitted by, `policy` the digest of the policy that answered.
    #[must_use]
    pub fn of(attempt: &Attempt, answer: Answer, role: &str, grant_id: Option<&str>, policy: &str) -> Self {
        let permitted = answer.outcome == VerdictOutcome::Permit;
        Self {
            at: attempt.at,
            actor: attempt.by.clone(),
            role: role.to_owned(),
            action: attempt.action,
            customer_id: attempt.file.as_ref().map(|file| file.customer_id.clone()),
            fields: attempt.fields.clone(),
            form: attempt.form,
            outcome: if permitted { LogOutcome::Allowed } else { LogOutcome::Denied },
            rule: answer.rule.map(|rule| rule.code().to_owned()),
            grant_id: grant_id.map(str::to_owned),
            policy: policy.to_owned(),
        }
    }

    /// Everything that is wrong with it.
    pub(super) fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        checks.day("at", self.at.date());
        checks.id("actor", &self.actor);
        checks.id("role", &self.role);
        checks.some_id("customer_id", self.customer_id.as_deref());
        checks.some_id("grant_id", self.grant_id.as_deref());
        for (at, field) in self.fields.iter().take(MAX_FIELDS).enumerate() {
            checks.id(&format!("fields[{at}]"), field);
        }
        if self.fields.len() > MAX_FIELDS {
            let found = format!("{} fields", self.fields.len());
            let expected = format!("at most {MAX_FIELDS} fields");
            checks.problem("fields", Problem::new(ProblemCode::TooLarge, found, expected));
        }
        if let Some(rule) = self.rule.as_deref().filter(|rule| !is_code(rule)) {
            let expected = "the code of a reason, such as `no_nda`";
            checks.problem("rule", Problem::new(ProblemCode::UnknownCode, quote(rule), expected));
        }
        if !is_hash(&self.policy) {
            let expected = "the digest of a policy: 64 lower-case hexadecimal digits";
            checks.problem("policy", Problem::new(ProblemCode::UnknownCode, quote(&self.policy), expected));
        }
        if checks.problems.is_empty() { Ok(()) } else { Err(Error::new(checks.problems)) }
    }
}

/// Whether a text is a stable code. It need not be one that this version knows.
pub(super) fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Whether a text is a SHA-256 as it is written here.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
