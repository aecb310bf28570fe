// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `detection`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarTime;
use keyaccount::PersonId;

/// An entry of the log as an auditor reads it: what was allowed or denied, to whom, under which clause.
#[uniffi::remote(Record)]
pub struct AuditedEntry {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The entry.
    pub entry: LogEntry,
    /// Where the written policy says it; `None` if the policy does not say where, or did not decide.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Whether it was decided under another policy than the one at hand.
    pub other_policy: bool,
}

/// What was tried, whether it was allowed, and by what, as one line without a line end.
#[uniffi::export]
pub fn audited_entry_text(audited_entry: AuditedEntry, language: Language) -> String {
    audited_entry.text(language)
}

/// Entries that a rule found.
#[uniffi::remote(Record)]
pub struct LogFinding {
    /// The rule.
    pub rule: LogRule,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Who.
    pub actor: PersonId,
    /// The time of the first entry.
    pub from: CalendarTime,
    /// The time of the last entry.
    pub to: CalendarTime,
    /// How many entries.
    pub entries: u64,
    /// Their lines in the file, the first 20 of them.
    pub lines: Vec<u64>,
    /// What was found: how many denials or customers, the time of the first entry at night, the grant that was
    /// named, the day the last agreement ended; `None` where there is nothing to say or there was none.
    #[uniffi(default = None)]
    pub actual: Option<Measure>,
    /// What it would have to be.
    #[uniffi(default = None)]
    pub required: Option<Bound>,
}

/// What was found, in one clause without a full stop.
#[uniffi::export]
pub fn log_finding_sentence(log_finding: LogFinding, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(log_finding.sentence(language)))
}

/// What a search found.
#[uniffi::remote(Record)]
pub struct LogFindings {
    /// The policy whose rules were searched by.
    pub policy: PolicyUsed,
    /// The findings, in the order in which they began to be one.
    #[uniffi(default = [])]
    pub findings: Vec<LogFinding>,
    /// How many more entries were found by a rule; 10,000 findings are listed.
    pub left_out: u64,
    /// Rules that could not be judged of every entry, since a register or the rules of access were not there,
    /// or since more than a million denials or customers would have had to be kept in mind.
    #[uniffi(default = [])]
    pub unjudged: Vec<LogRule>,
    /// Entries that were decided under another policy than the one they were held against.
    pub other_policy: u64,
}

/// Whether every rule was judged of every entry under the policy it was decided by, and nothing was found.
#[uniffi::export]
pub fn log_findings_is_clean(log_findings: LogFindings) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(log_findings.is_clean()))
}

/// What was found, one finding a line.
#[uniffi::export]
pub fn log_findings_text(log_findings: LogFindings, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(log_findings.text(language)))
}

/// A rule of `archive.log`. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum LogRule {
    /// One person refused again and again.
    RepeatedDenials,
    /// Done without a grant in force.
    NoLiveGrant,
    /// Files of many customers seen in a day.
    ManyCustomers,
    /// An export.
    Export,
    /// At night.
    Night,
    /// Without a non-disclosure agreement in force.
    LapsedNda,
}

/// The stable code, the rule's key in the policy.
#[uniffi::export]
pub fn log_rule_code(log_rule: LogRule) -> String {
    log_rule.code().to_owned()
}

/// The rule as people read it.
#[uniffi::export]
pub fn log_rule_reading(log_rule: LogRule, language: Language) -> String {
    log_rule.reading(language).to_owned()
}
