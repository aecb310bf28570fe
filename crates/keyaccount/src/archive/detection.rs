//! What an access log is searched for (§6.6, R173): one pass over its entries.

mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

pub use report::{LogFinding, LogFindings, LogRule};

use super::log::{LogEntry, LogOutcome};
use super::registers::{AccessGrant, AccessRegisters};
use super::used::PolicyUsed;
use crate::measure::{Bound, Measure};
use crate::policy::{AccessForm, AccessRules, ArchiveAction, LogRules, Permission, Policy, RepeatedDenials};

/// So many findings are listed; the rest are counted.
const LISTED: usize = 10_000;

/// So many lines of a finding are listed; the rest are counted.
const LINES: usize = 20;

/// Searches a log, entry by entry in the order of the log.
///
/// What one person did in a day under one rule is one finding; denials are one finding as long as there are
/// enough of them within the hours. Denied entries only count as denials.
#[derive(Debug)]
pub struct LogWatch<'a> {
    policy: &'a Policy,
    rules: &'a LogRules,
    access: Option<&'a AccessRules>,
    registers: &'a AccessRegisters,
    grants: BTreeMap<&'a str, Vec<&'a AccessGrant>>,
    found: Vec<LogFinding>,
    left_out: u64,
    unjudged: BTreeSet<LogRule>,
    day: Option<NaiveDate>,
    /// Findings of this day, by rule and person.
    today: BTreeMap<(LogRule, String), usize>,
    /// Customers seen this day, by person.
    seen: BTreeMap<String, Seen>,
    /// The last denials, by person.
    denials: BTreeMap<String, Denials>,
}

/// What a person saw in a day.
#[derive(Debug, Default)]
struct Seen {
    customers: BTreeSet<String>,
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
    /// A search by the rules of a policy; `None` if it has no `[archive.log]`. A register that was not supplied
    /// leaves the rule that needs it unjudged.
    #[must_use]
    pub fn new(policy: &'a Policy, registers: &'a AccessRegisters) -> Option<Self> {
        let mut grants: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for grant in registers.grants.iter().flatten() {
            grants.entry(grant.grant_id.as_str()).or_default().push(grant);
        }
        Some(Self {
            policy,
            rules: policy.archive().log.as_ref()?,
            access: policy.archive().access.as_ref(),
            registers,
            grants,
            found: Vec::new(),
            left_out: 0,
            unjudged: BTreeSet::new(),
            day: None,
            today: BTreeMap::new(),
            seen: BTreeMap::new(),
            denials: BTreeMap::new(),
        })
    }

    /// The next entry, with its line in the file.
    pub fn see(&mut self, line: u64, entry: &LogEntry) {
        if self.day != Some(entry.at.date()) {
            self.day = Some(entry.at.date());
            self.today.clear();
            self.seen.clear();
            self.forget_denials(entry.at);
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
            policy: PolicyUsed::of(self.policy),
            findings: self.found,
            left_out: self.left_out,
            unjudged: self.unjudged.into_iter().collect(),
        }
    }

    /// Denials that lie too far back for what comes.
    fn forget_denials(&mut self, now: NaiveDateTime) {
        let Some(rule) = &self.rules.repeated_denials else { return };
        self.denials.retain(|_, denials| denials.last.back().is_some_and(|(at, _)| within(rule, *at, now)));
    }

    fn denied(&mut self, rule: &RepeatedDenials, line: u64, entry: &LogEntry) {
        let enough = usize::try_from(rule.at_least).unwrap_or(usize::MAX);
        let denials = self.denials.entry(entry.actor.clone()).or_default();
        denials.last.push_back((entry.at, line));
        if denials.last.len() > enough {
            denials.last.pop_front();
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
        let lines: Vec<u64> = denials.last.iter().map(|(_, line)| *line).collect();
        denials.finding = Some(position);
        let entries = lines.len() as u64;
        self.list(LogFinding {
            rule: LogRule::RepeatedDenials,
            clause: rule.clause.clone(),
            actor: entry.actor.clone(),
            from: first,
            to: entry.at,
            entries,
            lines: lines.into_iter().take(LINES).collect(),
            actual: Some(Measure::Count(entries)),
            required: Some(Bound::Below(Measure::Count(rule.at_least.into()))),
        });
    }

    fn ungranted(&mut self, clause: Option<&str>, line: u64, entry: &LogEntry) {
        let Some(access) = self.access else {
            self.unjudged.insert(LogRule::NoLiveGrant);
            return;
        };
        // What the role may not do at all has no grant either.
        let permission = access.permission(&entry.role, entry.action);
        if matches!(permission, Permission::Allow | Permission::OwnCustomers) {
            return;
        }
        if let Some(id) = entry.grant_id.as_ref().filter(|_| permission != Permission::Deny) {
            if self.registers.grants.is_none() {
                self.unjudged.insert(LogRule::NoLiveGrant);
                return;
            }
            let grants = self.grants.get(id.as_str()).into_iter().flatten();
            if grants.into_iter().any(|grant| covers(grant, access, entry)) {
                return;
            }
        }
        let actual = entry.grant_id.clone().map(Measure::Text);
        self.find(LogRule::NoLiveGrant, clause, actual, None, line, entry);
    }

    fn viewed(&mut self, most: u32, clause: Option<&str>, line: u64, entry: &LogEntry) {
        let Some(customer) = &entry.customer_id else { return };
        let seen = self.seen.entry(entry.actor.clone()).or_default();
        seen.customers.insert(customer.clone());
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
            self.today.insert(key, self.found.len());
            self.list(found);
        }
    }

    fn without_nda(&mut self, clause: Option<&str>, line: u64, entry: &LogEntry) {
        let Some(ndas) = &self.registers.ndas else {
            self.unjudged.insert(LogRule::LapsedNda);
            return;
        };
        let own = || ndas.iter().filter(|nda| nda.person_id == entry.actor);
        if own().any(|nda| nda.holds(entry.at.date())) {
            return;
        }
        // The day the last of them ended; nothing where none was ever signed.
        let actual = own()
            .filter_map(|nda| nda.valid_to.filter(|last| *last < entry.at.date()))
            .max()
            .map(Measure::Date);
        let required = Bound::Since(Measure::Date(entry.at.date()));
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
        self.today.insert(key, self.found.len());
        self.list(LogFinding {
            rule,
            clause: clause.map(str::to_owned),
            actor: entry.actor.clone(),
            from: entry.at,
            to: entry.at,
            entries: 1,
            lines: vec![line],
            actual,
            required,
        });
    }

    fn list(&mut self, finding: LogFinding) {
        if self.found.len() < LISTED {
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

/// Whether a grant was in force for what was done.
fn covers(grant: &AccessGrant, access: &AccessRules, entry: &LogEntry) -> bool {
    let ends = grant.expires_at.min(access.grant_ends(grant.given_at()));
    let viewing = matches!(entry.action, ArchiveAction::ViewElectronic | ArchiveAction::ViewPaperExtract);
    let form = entry.form.or(match entry.action {
        ArchiveAction::ViewPaperExtract => Some(AccessForm::Paper),
        ArchiveAction::ViewElectronic => Some(AccessForm::Electronic),
        _ => None,
    });
    grant.requester == entry.actor
        && grant.action.map_or(viewing, |action| action == entry.action)
        && (grant.given_at()..ends).contains(&entry.at)
        && grant.revoked_at.is_none_or(|revoked| entry.at < revoked)
        && (grant.customer_id.is_none() || grant.customer_id == entry.customer_id)
        && form.is_none_or(|form| form == grant.form)
        && entry.fields.iter().all(|field| grant.fields.contains(field))
}
