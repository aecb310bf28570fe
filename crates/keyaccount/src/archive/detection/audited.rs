//! What the log says was done, beside where the policy says it.

use serde::{Deserialize, Serialize};

use super::LogPolicy;
use crate::archive::log::{LogEntry, LogOutcome};
use crate::labels::Language;
use crate::labels::log as words;
use crate::labels::{archive, roles};
use crate::reason::ReasonCode;

/// An entry of the log as an auditor reads it: what was allowed or denied, to whom, under which clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditedEntry {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The entry.
    pub entry: LogEntry,
    /// Where the written policy says it; `None` if the policy does not say where, or did not decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Whether it was decided under another policy than the one at hand.
    pub other_policy: bool,
}

impl LogPolicy {
    /// An entry with the clause that it was decided by: that of its action, or else that of access.
    #[must_use]
    pub fn audited(&self, line: u64, entry: &LogEntry) -> AuditedEntry {
        let other_policy = !self.decided_by.contains(&entry.policy);
        let access = self.access.as_ref().filter(|_| !other_policy).map(|policy| &policy.access);
        let clause = access.and_then(|access| {
            let rule = access.actions.iter().find(|rule| rule.action == entry.effective());
            rule.and_then(|rule| rule.clause.as_ref()).or(access.clause.as_ref())
        });
        AuditedEntry { line, entry: entry.clone(), clause: clause.cloned(), other_policy }
    }
}

impl AuditedEntry {
    /// What was tried, whether it was allowed, and by what, as one line without a line end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let Self { entry, .. } = self;
        let comma = language.list_comma();
        let mut what = entry.action.reading(language).into_owned();
        let and = |what: &mut String, part: &str| {
            what.push_str(comma);
            what.push_str(part);
        };
        if let Some(customer) = &entry.customer_id {
            and(&mut what, customer);
        }
        if !entry.fields.is_empty() {
            and(&mut what, &archive::fields(&entry.fields.join(", "), language));
        }
        if entry.fields_left_out > 0 {
            let more = entry.fields_left_out.to_string();
            and(&mut what, &words::MORE_FIELDS.fill(language, &[("more", &more)]));
        }
        if let Some(form) = entry.form {
            and(&mut what, &form.reading(language));
        }
        let outcome = match entry.outcome {
            LogOutcome::Allowed => words::ALLOWED,
            LogOutcome::Denied => words::DENIED,
        };
        let role = entry.role.as_deref().map(|role| language.brackets(&roles::role(role, language)));
        let known = |code: &str| ReasonCode::ALL.iter().copied().find(|reason| reason.code() == code);
        let rule = entry.rule.as_deref().map(|code| match known(code) {
            Some(reason) => reason.reading(language).to_owned(),
            None => code.to_owned(),
        });
        let grant = entry.grant_id.as_deref().map(|grant| words::GRANT.fill(language, &[("value", grant)]));
        let clause = match &self.clause {
            Some(clause) => Some(words::CLAUSE.fill(language, &[("value", clause)])),
            None if self.other_policy => {
                let digest = entry.policy.get(..12).unwrap_or_default();
                Some(words::BY_OTHER_POLICY.fill(language, &[("value", digest)]))
            }
            None => None,
        };
        let by: Vec<_> = [rule, grant, clause].into_iter().flatten().collect();
        let by = if by.is_empty() { String::new() } else { language.brackets(&by.join(language.comma())) };
        let (line, at) = (self.line.to_string(), entry.at.to_string());
        words::ENTRY.fill(
            language,
            &[
                ("line", &line),
                ("at", &at),
                ("actor", &entry.actor),
                ("role", &role.unwrap_or_default()),
                ("what", &what),
                ("outcome", outcome.text(language)),
                ("by", &by),
            ],
        )
    }
}
