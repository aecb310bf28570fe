//! What the log says of one thing that was done, or tried, with customer files (§3.3).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::line::hash;
use crate::approval::{Checks, is_id};
use crate::archive::attempt::Attempt;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{CustomerId, GrantId, PersonId};
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
    pub actor: PersonId,
    /// The role in which it was done; `None` where it was tried by somebody who has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What.
    pub action: ArchiveAction,
    /// The customer whose file it was; `None` where it was not one file, as in a search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// The fields that were asked for, by name; empty where it was not about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// How many more fields were asked for than are named; 64 are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fields_left_out: u64,
    /// On paper or on a screen, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<AccessForm>,
    /// Whether it was allowed.
    pub outcome: LogOutcome,
    /// The code of the reason that decided, as in [`Answer::rule`](crate::Answer::rule).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The grant it was done under; where the law compelled it, the id of the record of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<GrantId>,
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
    /// [`AccessDesk::entry`](crate::archive::AccessDesk::entry) knows all three by itself.
    ///
    /// Whatever was attempted can be entered: of the two views it is the one that was decided on; of more than
    /// 64 fields the others are counted; and what is no id, since it is blank or too long, is entered under
    /// [a mark](Self::mark) of it.
    #[must_use]
    pub fn of(
        attempt: &Attempt,
        answer: Answer,
        role: Option<&str>,
        grant_id: Option<&str>,
        policy: &str,
    ) -> Self {
        let permitted = answer.outcome == VerdictOutcome::Permit;
        Self {
            at: attempt.at,
            actor: Self::mark(&attempt.by).into(),
            role: role.map(Self::mark),
            action: attempt.effective(),
            customer_id: attempt.file.as_ref().map(|file| Self::mark(&file.customer_id).into()),
            fields: attempt.fields.iter().take(MAX_FIELDS).map(|field| Self::mark(field)).collect(),
            fields_left_out: attempt.fields.len().saturating_sub(MAX_FIELDS) as u64,
            form: attempt.form,
            outcome: if permitted { LogOutcome::Allowed } else { LogOutcome::Denied },
            rule: answer.rule.map(|rule| rule.code().to_owned()),
            grant_id: grant_id.map(|id| Self::mark(id).into()),
            policy: policy.to_owned(),
        }
    }

    /// What a text is entered as: itself if it is an id, otherwise `#` and the first 32 hexadecimal digits of
    /// its SHA-256, so that one text has one mark.
    ///
    /// ```
    /// use keyaccount::archive::LogEntry;
    /// assert_eq!(LogEntry::mark("P-7"), "P-7");
    /// assert_eq!(LogEntry::mark(""), "#e3b0c44298fc1c149afbf4c8996fb924");
    /// ```
    #[must_use]
    pub fn mark(text: &str) -> String {
        if is_id(text) {
            return text.to_owned();
        }
        format!("#{}", hash(text.as_bytes()).get(..32).unwrap_or_default())
    }

    /// Of the two views, the one its form makes it; otherwise the action.
    pub(in crate::archive) const fn effective(&self) -> ArchiveAction {
        self.action.in_form(self.form)
    }

    /// Everything that is wrong with it.
    pub(super) fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        checks.day("at", self.at.date());
        checks.id("actor", &self.actor);
        checks.some_id("role", self.role.as_deref());
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
        if self.fields_left_out > 0 && self.fields.len() < MAX_FIELDS {
            let found = format!("{} fields and {} left out", self.fields.len(), self.fields_left_out);
            let expected = format!("{MAX_FIELDS} fields before any is left out");
            checks.problem("fields_left_out", Problem::new(ProblemCode::OutOfRange, found, expected));
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

/// Whether there is nothing to count.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
pub(in crate::archive) const fn is_zero(count: &u64) -> bool {
    *count == 0
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
