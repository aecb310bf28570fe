//! What an access log is searched for (§6.6, R173): one pass over its entries.

mod audited;
mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

pub use audited::AuditedEntry;
pub use report::{LogFinding, LogFindings, LogRule};

use super::attempt::Attempt;
use super::compulsion::LegalCompulsion;
use super::desk::AccessDesk;
use super::log::{LogEntry, LogOutcome};
use super::policy::AccessPolicy;
use super::registers::{AccessGrant, AccessRegisters};
use super::spans::Spans;
use super::used::PolicyUsed;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{CustomerId, PersonId};
use crate::measure::{Bound, Measure};
use crate::policy::{AccessForm, ArchiveAction, LogRules, Permission, Policy, RepeatedDenials};
use crate::reason::ReasonCode;

/// So many findings are listed; the entries of the others are counted.
const LISTED: usize = 10_000;

/// So many lines of a finding are listed; the rest are counted.
const LINES: usize = 20;

/// So many denials, and so many customers seen in a day, are kept in mind: beyond them, the rule that needs them
/// is not judged.
const KEPT: usize = 1_000_000;

/// `[archive.log]` of a policy, ready to be applied, with what the policy says of access.
#[derive(Clone, Debug)]
pub struct LogPolicy {
    used: PolicyUsed,
    rules: LogRules,
    access: Option<AccessPolicy>,
    /// Digests of policies that decide as this one does.
    decided_by: BTreeSet<String>,
}

impl LogPolicy {
    /// Of a policy; `None` if it does not say what the log is searched for.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        let used = PolicyUsed::of(policy);
        Some(Self {
            rules: policy.archive().log.clone()?,
            access: AccessPolicy::of(policy),
            decided_by: BTreeSet::from([used.digest.clone()]),
            used,
        })
    }

    /// The same, where entries decided under another policy too are held against this one: one that differs
    /// in what the log is searched for alone. Entries of any other policy are counted apart.
    #[must_use]
    pub fn also_of(mut self, digest: impl Into<String>) -> Self {
        self.decided_by.insert(digest.into());
        self
    }

    /// A search by these rules. A register that was not supplied leaves the rule that needs it unjudged.
    ///
    /// # Errors
    /// What [`AccessRegisters::check`] refuses.
    pub fn watch<'a>(&'a self, registers: &'a AccessRegisters) -> Result<LogWatch<'a>, Error> {
        registers.check()?;
        let grants = registers.grants.iter().flatten();
        let grants = grants.map(|grant| ((grant.grant_id.as_str(), grant.customer_id.as_deref()), grant));
        let mut signed: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for nda in registers.ndas.iter().flatten() {
            let days = (nda.signed_on, nda.valid_to.unwrap_or(NaiveDate::MAX));
            signed.entry(nda.person_id.as_str()).or_default().push(days);
        }
        Ok(LogWatch {
            policy: self,
            rules: &self.rules,
            desk: self.access.as_ref().map(|access| AccessDesk::unchecked(access, registers)),
            registers,
            grants: grants.collect(),
            signed: signed.into_iter().map(|(person, days)| (person, Spans::of(days))).collect(),
            compulsions: BTreeMap::new(),
            found: Vec::new(),
            left_out: 0,
            unjudged: BTreeSet::new(),
            other_policy: 0,
            day: None,
            today: BTreeMap::new(),
            seen: BTreeMap::new(),
            kept_seen: 0,
            denials: BTreeMap::new(),
            kept_denials: 0,
            full_at: None,
        })
    }
}

/// Searches a log, entry by entry in the order of the log.
///
/// What one person did in a day under one rule is one finding; denials are one finding as long as there are
/// enough of them within the hours. Denied entries only count as denials.
#[derive(Debug)]
pub struct LogWatch<'a> {
    policy: &'a LogPolicy,
    rules: &'a LogRules,
    desk: Option<AccessDesk<'a>>,
    registers: &'a AccessRegisters,
    /// Grants by id and customer, of which there is one each.
    grants: BTreeMap<(&'a str, Option<&'a str>), &'a AccessGrant>,
    /// When the agreements of a person hold.
    signed: BTreeMap<&'a str, Spans>,
    /// What the law compelled, by id and customer.
    compulsions: BTreeMap<(&'a str, &'a str), &'a LegalCompulsion>,
    found: Vec<LogFinding>,
    left_out: u64,
    unjudged: BTreeSet<LogRule>,
    other_policy: u64,
    day: Option<NaiveDate>,
    /// Findings of this day that are listed, by rule and person.
    today: BTreeMap<(LogRule, PersonId), usize>,
    /// Customers seen this day, by person.
    seen: BTreeMap<PersonId, Seen>,
    kept_seen: usize,
    /// The last denials, by person.
    denials: BTreeMap<PersonId, Denials>,
    kept_denials: usize,
    /// When denials that lie too far back were last looked for because there were too many.
    full_at: Option<NaiveDateTime>,
}

/// What a person saw in a day.
#[derive(Debug, Default)]
struct Seen {
    customers: BTreeSet<CustomerId>,
    entries: u64,
    lines: Vec<u64>,
    from: Option<NaiveDateTime>,
}

/// The last denials of a person, as many as make a finding.
#[derive(Debug, Default)]
struct Denials {
    last: VecDeque<(NaiveDateTime, u64)>,
    /// The finding they belong to.
    finding: Option<usize>,
}

impl<'a> LogWatch<'a> {
    /// The same search, to which what the law compelled is no disclosure without a grant: an entry by the rule
    /// `legal_compulsion` whose grant is a record that names its customer and all of its fields and was decided
    /// before (§6.2). What no record says stays a finding.
    ///
    /// # Errors
    /// What [`LegalCompulsion::check`] refuses, the path beginning with the position in the list; an id given
    /// twice.
    pub fn with_compulsions(mut self, compulsions: &'a [LegalCompulsion]) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for (at, compulsion) in compulsions.iter().enumerate() {
            let faults = compulsion.check().err().map(Error::into_problems).unwrap_or_default();
            problems.extend(faults.into_iter().map(|problem| {
                let path = format!("[{at}].{}", problem.path);
                problem.path(path)
            }));
            let id = compulsion.compulsion_id.as_str();
            if !seen.insert(id) {
                let problem = Problem::new(ProblemCode::Duplicate, quote(id), "an id that is given once");
                problems.push(problem.path(format!("[{at}].compulsion_id")));
            }
            self.compulsions.extend(compulsion.customers.iter().map(|of| ((id, of.as_str()), compulsion)));
        }
        if problems.is_empty() { Ok(self) } else { Err(Error::new(problems)) }
    }

    /// The next entry, with its line in the file.
    pub fn see(&mut self, line: u64, entry: &LogEntry) {
        if self.day != Some(entry.at.date()) {
            self.day = Some(entry.at.date());
            self.today.clear();
            self.seen.clear();
            self.kept_seen = 0;
            self.forget_denials(entry.at);
        }
        if !self.policy.decided_by.contains(&entry.policy) {
            self.other_policy = self.other_policy.saturating_add(1);
        }
        let rules = self.rules;
        if entry.outcome == LogOutcome::Denied {
            if let Some(rule) = &rules.repeated_denials {
                self.denied(rule, line, entry);
            }
            return;
        }
        if let Some(rule) = &rules.no_live_grant {
            self.ungranted(rule.clause.as_deref(), line, entry);
        }
        if let Some(rule) = &rules.many_customers
            && matches!(entry.action, ArchiveAction::ViewElectronic | ArchiveAction::ViewPaperExtract)
        {
            self.viewed(rule.above, rule.clause.as_deref(), line, entry);
        }
        if let (Some(rule), ArchiveAction::Export) = (&rules.export, entry.action) {
            self.find(LogRule::Export, rule.clause.as_deref(), None, None, line, entry);
        }
        if let Some(rule) = &rules.night
            && is_within(entry.at.hour(), rule.from_hour, rule.to_hour)
            && !rule.except.contains(&entry.action)
        {
            let time = entry.at.time().format("%H:%M:%S").to_string();
            let hours = format!("{:02}:00–{:02}:00", rule.to_hour, rule.from_hour);
            let (actual, required) = (Measure::Text(time), Bound::OneOf(vec![Measure::Text(hours)]));
            self.find(LogRule::Night, rule.clause.as_deref(), Some(actual), Some(required), line, entry);
        }
        if let Some(rule) = &rules.lapsed_nda {
            self.without_nda(rule.clause.as_deref(), line, entry);
        }
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> LogFindings {
        LogFindings {
            policy: self.policy.used.clone(),
            findings: self.found,
            left_out: self.left_out,
            unjudged: self.unjudged.into_iter().collect(),
            other_policy: self.other_policy,
        }
    }

    /// Denials that lie too far back for what comes.
    fn forget_denials(&mut self, now: NaiveDateTime) {
        let Some(rule) = &self.rules.repeated_denials else { return };
        self.denials.retain(|_, denials| denials.last.back().is_some_and(|(at, _)| within(rule, *at, now)));
        self.kept_denials = self.denials.values().map(|denials| denials.last.len()).sum();
    }

    fn denied(&mut self, rule: &RepeatedDenials, line: u64, entry: &LogEntry) {
        let enough = usize::try_from(rule.at_least).unwrap_or(usize::MAX);
        // To look through all of them takes long: once an hour of the log is enough.
        let looked =
            self.full_at.is_some_and(|last| entry.at.signed_duration_since(last) < TimeDelta::hours(1));
        if self.kept_denials >= KEPT && !looked {
            self.full_at = Some(entry.at);
            self.forget_denials(entry.at);
        }
        if self.kept_denials >= KEPT {
            self.unjudged.insert(LogRule::RepeatedDenials);
            return;
        }
        let denials = self.denials.entry(entry.actor.clone()).or_default();
        denials.last.push_back((entry.at, line));
        if denials.last.len() > enough {
            denials.last.pop_front();
        } else {
            self.kept_denials = self.kept_denials.saturating_add(1);
        }
        let first = denials.last.front().map_or(entry.at, |(at, _)| *at);
        if denials.last.len() < enough || !within(rule, first, entry.at) {
            denials.finding = None;
            return;
        }
        if let Some(finding) = denials.finding {
            if let Some(found) = self.found.get_mut(finding) {
                found.add(line, entry.at);
                found.actual = Some(Measure::Count(found.entries));
            }
            return;
        }
        let position = self.found.len();
        if position < LISTED {
            denials.finding = Some(position);
        }
        let lines: Vec<u64> = denials.last.iter().map(|(_, line)| *line).collect();
        let entries = lines.len() as u64;
        let finding = LogFinding {
            rule: LogRule::RepeatedDenials,
            clause: rule.clause.clone(),
            actor: entry.actor.clone(),
            from: first,
            to: entry.at,
            entries,
            lines: lines.into_iter().take(LINES).collect(),
            actual: Some(Measure::Count(entries)),
            required: Some(Bound::Below(Measure::Count(rule.at_least.into()))),
        };
        self.list(finding, None);
    }

    /// Whether the law compelled it, by a record that says so.
    fn is_compelled(&self, entry: &LogEntry) -> bool {
        let by_law = entry.action == ArchiveAction::DiscloseExternal
            && entry.rule.as_deref() == Some(ReasonCode::LegalCompulsion.code());
        let key = entry.grant_id.as_deref().zip(entry.customer_id.as_deref()).filter(|_| by_law);
        key.and_then(|key| self.compulsions.get(&key)).is_some_and(|record| {
            entry.fields_left_out == 0
                && !entry.fields.is_empty()
                && entry.fields.iter().all(|field| record.fields.contains(field))
                && record.decided_at <= entry.at
        })
    }

    fn ungranted(&mut self, clause: Option<&str>, line: u64, entry: &LogEntry) {
        if self.is_compelled(entry) {
            return;
        }
        let Some(desk) = &self.desk else {
            self.unjudged.insert(LogRule::NoLiveGrant);
            return;
        };
        let access = &desk.policy().access;
        let action = entry.effective();
        // What the role may not do at all has no grant either.
        let role = entry.role.as_deref().unwrap_or_default();
        let permission = access.permission(role, action);
        let of_itself = matches!(permission, Permission::Allow | Permission::OwnCustomers);
        if of_itself && entry.rule.as_deref() != Some(ReasonCode::Granted.code()) {
            return;
        }
        if let Some(id) = entry.grant_id.as_ref().filter(|_| permission != Permission::Deny) {
            if self.registers.grants.is_none() {
                self.unjudged.insert(LogRule::NoLiveGrant);
                return;
            }
            let customer = entry.customer_id.as_deref().filter(|_| !action.is_of_whole_base());
            let named = self.grants.get(&(id.as_str(), customer));
            match named.map(|grant| fault(desk, entry, permission, grant)) {
                Some(None) => return,
                Some(Some(ReasonCode::NotSupplied)) => {
                    self.unjudged.insert(LogRule::NoLiveGrant);
                    return;
                }
                // Another fault, or no grant of this id for the customer.
                _ => {}
            }
        }
        let actual = entry.grant_id.clone().map(|grant| Measure::Text(grant.into()));
        self.find(LogRule::NoLiveGrant, clause, actual, None, line, entry);
    }

    fn viewed(&mut self, most: u32, clause: Option<&str>, line: u64, entry: &LogEntry) {
        let Some(customer) = &entry.customer_id else { return };
        if self.kept_seen >= KEPT {
            self.unjudged.insert(LogRule::ManyCustomers);
            return;
        }
        let seen = self.seen.entry(entry.actor.clone()).or_default();
        if seen.customers.insert(customer.clone()) {
            self.kept_seen = self.kept_seen.saturating_add(1);
        }
        seen.entries = seen.entries.saturating_add(1);
        if seen.lines.len() < LINES {
            seen.lines.push(line);
        }
        let from = *seen.from.get_or_insert(entry.at);
        let count = seen.customers.len() as u64;
        if count <= u64::from(most) {
            return;
        }
        let (entries, lines) = (seen.entries, seen.lines.clone());
        let required = Bound::AtMost(Measure::Count(most.into()));
        let actual = Measure::Count(count);
        let found = LogFinding {
            rule: LogRule::ManyCustomers,
            clause: clause.map(str::to_owned),
            actor: entry.actor.clone(),
            from,
            to: entry.at,
            entries,
            lines,
            actual: Some(actual),
            required: Some(required),
        };
        let key = (LogRule::ManyCustomers, entry.actor.clone());
        if let Some(before) = self.today.get(&key).copied() {
            if let Some(before) = self.found.get_mut(before) {
                *before = found;
            }
        } else {
            self.list(found, Some(key));
        }
    }

    fn without_nda(&mut self, clause: Option<&str>, line: u64, entry: &LogEntry) {
        if self.registers.ndas.is_none() {
            self.unjudged.insert(LogRule::LapsedNda);
            return;
        }
        let today = entry.at.date();
        let signed = self.signed.get(entry.actor.as_str());
        if signed.is_some_and(|days| days.contain(today)) {
            return;
        }
        // The day the last of them ended; nothing where none was ever signed.
        let actual = signed.and_then(|days| days.ended_before(today)).map(Measure::Date);
        let required = Bound::Since(Measure::Date(today));
        self.find(LogRule::LapsedNda, clause, actual, Some(required), line, entry);
    }

    /// An entry that a rule found by itself: one finding a day, person and rule.
    fn find(
        &mut self,
        rule: LogRule,
        clause: Option<&str>,
        actual: Option<Measure>,
        required: Option<Bound>,
        line: u64,
        entry: &LogEntry,
    ) {
        let key = (rule, entry.actor.clone());
        if let Some(at) = self.today.get(&key).copied() {
            if let Some(found) = self.found.get_mut(at) {
                found.add(line, entry.at);
            }
            return;
        }
        let finding = LogFinding {
            rule,
            clause: clause.map(str::to_owned),
            actor: entry.actor.clone(),
            from: entry.at,
            to: entry.at,
            entries: 1,
            lines: vec![line],
            actual,
            required,
        };
        self.list(finding, Some(key));
    }

    /// Lists a finding, to be found again by its key; of those that are not listed any more, their entries
    /// are counted.
    fn list(&mut self, finding: LogFinding, key: Option<(LogRule, PersonId)>) {
        if self.found.len() < LISTED {
            self.today.extend(key.map(|key| (key, self.found.len())));
            self.found.push(finding);
        } else {
            self.left_out = self.left_out.saturating_add(1);
        }
    }
}

impl LogFinding {
    fn add(&mut self, line: u64, at: NaiveDateTime) {
        self.entries = self.entries.saturating_add(1);
        self.to = at;
        if self.lines.len() < LINES {
            self.lines.push(line);
        }
    }
}

/// Whether denials lie within the hours of one another; exactly so many hours are.
fn within(rule: &RepeatedDenials, first: NaiveDateTime, last: NaiveDateTime) -> bool {
    last.signed_duration_since(first) <= TimeDelta::hours(rule.within_hours.into())
}

/// Whether an hour lies in `[from, to)`, over midnight if that is where it leads.
const fn is_within(hour: u32, from: u32, to: u32) -> bool {
    if from < to { from <= hour && hour < to } else { hour >= from || hour < to }
}

/// Why a grant did not cover what was done, as the desk has it.
fn fault(
    desk: &AccessDesk<'_>,
    entry: &LogEntry,
    permission: Permission,
    grant: &AccessGrant,
) -> Option<ReasonCode> {
    let action = entry.effective();
    if entry.fields_left_out > 0 {
        return Some(ReasonCode::FieldNotGranted);
    }
    let customer = entry.customer_id.as_deref().filter(|_| !action.is_of_whole_base());
    if customer.is_none() && !action.is_of_whole_base() {
        return Some(ReasonCode::NoFileNamed);
    }
    let role = entry.role.as_deref().unwrap_or_default();
    let paper_only = desk.policy().access.paper_only.iter().any(|name| name == role);
    let attempt = Attempt {
        fields: entry.fields.clone(),
        form: entry.form,
        ..Attempt::new(entry.at, &*entry.actor, action)
    };
    let form = attempt.form_for(paper_only);
    if paper_only && action.shows_data() && form == AccessForm::Electronic {
        return Some(ReasonCode::PaperOnly);
    }
    let two = permission == Permission::NeedsTwoApprovals;
    desk.fault_of_logged(&attempt, customer, form, two, grant)
}
