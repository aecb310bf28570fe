//! What the archive asks for (§6.4): backups, reports, changes, reviews, inspections, attestations, audits.

use std::borrow::Cow;

use chrono::{Days, NaiveDate, NaiveDateTime};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::contacts::monday_of;
use super::part::{DuePart, Looking, Sink};
use super::record::{Due, DueAbout, Span, end_of, start_of};
use super::weeks::{WeekReported, weeks_reported};
use super::work_calendar::WorkCalendar;
use crate::calendar::add_months;
use crate::ids::PersonId;
use crate::measure::Measure;
use crate::policy::{ArchiveDuty, DutyKind};
use crate::reason::{Reason, ReasonCode};

/// How far back weekly reports are asked for.
const OLDEST_REPORT_MONTHS: i32 = 120;

/// As many weekly reports are listed; a short register may come to millions of weeks.
const MOST_REPORTS: usize = 20_000;

/// What duties are computed from. Whatever is dated after the day asked about is not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DutyFacts<'a> {
    /// What was done, in any order.
    pub runs: Vec<DutyRun<'a>>,
    /// Changes of customers' data.
    pub changes: Vec<ChangeMade<'a>>,
    /// The customers' files.
    pub files: Vec<FileOpened<'a>>,
    /// Who hands in weekly reports.
    pub reporters: Vec<Reporter<'a>>,
    /// The day the policy came into force: known beside files and runs, so that what was never done counts from
    /// it if they are later. No weekly report is asked for before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
}

/// A duty that was done, or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRun<'a> {
    /// Which.
    pub duty: DutyKind,
    /// When.
    pub on: NaiveDate,
    /// By whom; of a weekly report, whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Cow<'a, str>>,
    /// Whether it succeeded; a failed one does not count.
    pub ok: bool,
    /// Of a full review: the customer whose file it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Cow<'a, str>>,
    /// Of a weekly report: the week it is on, if that is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<WeekReported>,
}

impl DutyRun<'_> {
    /// A duty that was done, by nobody known.
    #[must_use]
    pub const fn new(duty: DutyKind, on: NaiveDate) -> Self {
        Self { duty, on, by: None, ok: true, customer_id: None, week: None }
    }
}

/// A change of a customer's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeMade<'a> {
    /// Its id.
    pub change_id: Cow<'a, str>,
    /// The customer.
    pub customer_id: Cow<'a, str>,
    /// When it was learned.
    pub learned_on: NaiveDate,
    /// When it was handed in to the supervisor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<NaiveDate>,
    /// When it was entered in the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
    /// Who learned it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Cow<'a, str>>,
}

/// A customer's file that is reviewed: neither a draft nor disposed of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileOpened<'a> {
    /// Its number.
    pub archive_no: Cow<'a, str>,
    /// The customer.
    pub customer_id: Cow<'a, str>,
    /// When it was opened.
    pub opened_on: NaiveDate,
}

/// Somebody who hands in weekly reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter<'a> {
    /// The person.
    pub person: Cow<'a, str>,
    /// The first day in the role.
    pub from: NaiveDate,
    /// The last day in it; empty while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// What the duties come to.
///
/// - A backup, an inspection of the register, an attestation, a review of the log, an audit: so long after
///   the last that succeeded. A backup that was never made is overdue from the first day anything is known
///   of: a file, a run, failed or not, or the policy; every other is counted from that day. Where nothing at
///   all is known it is due, since when nobody can tell.
/// - A weekly report: of every ISO week that began while the person was in the role and that was over, so
///   long after its Sunday; of the last ten years. A report that names no week, or one to come, is on the
///   last one that was over. The first 20,000 are listed, the rest is counted.
/// - A change: handed in so long after it was learned, entered so long after it was handed in.
/// - A full review: of every file, so long after the last one, or after it was opened. A review that names no
///   customer was of every file.
///
/// Where the calendar does not reach the last day, it is due from the day it counts from, without a last
/// one, and a reason says so.
#[must_use]
pub fn duties(
    facts: &DutyFacts<'_>,
    rules: &[ArchiveDuty],
    calendar: &WorkCalendar,
    looking: Looking,
) -> DuePart {
    let mut sink = Sink::new(looking);
    offer_duties(facts, rules, calendar, &mut sink);
    sink.part
}

pub(super) fn offer_duties(
    facts: &DutyFacts<'_>,
    rules: &[ArchiveDuty],
    calendar: &WorkCalendar,
    sink: &mut Sink<'_>,
) {
    let today = sink.now.date();
    let began = facts.began(today);
    for rule in rules.iter().filter(|rule| rule.enabled) {
        let of = Of { facts, rule, calendar, today };
        match rule.duty {
            DutyKind::WeeklyReport => of.weekly_reports(sink),
            DutyKind::SubmitChange | DutyKind::UpdateArchive => of.changes(sink),
            DutyKind::FullReview => of.full_reviews(sink),
            _ => of.recurring(began, sink),
        }
    }
}

impl DutyFacts<'_> {
    /// The first day anything is known of.
    fn began(&self, today: NaiveDate) -> Option<NaiveDate> {
        let files = self.files.iter().map(|file| file.opened_on);
        let runs = self.runs.iter().map(|run| run.on);
        files.chain(runs).chain(self.since).filter(|day| *day <= today).min()
    }
}

/// A rule over the facts.
struct Of<'f> {
    facts: &'f DutyFacts<'f>,
    rule: &'f ArchiveDuty,
    calendar: &'f WorkCalendar,
    today: NaiveDate,
}

impl Of<'_> {
    fn runs(&self) -> impl Iterator<Item = &DutyRun<'_>> {
        self.facts.runs.iter().filter(|run| run.duty == self.rule.duty && run.ok && run.on <= self.today)
    }

    /// The last day, counted from this one; none that the calendar does not reach.
    fn last_day(&self, from: NaiveDate) -> Option<NaiveDate> {
        self.calendar.last_day(from, self.rule.within).ok()
    }

    /// From when it is shown until when; from the day it counts from where the last one is not known.
    fn span(&self, from: NaiveDate) -> Span {
        match self.last_day(from) {
            Some(last) => Sink::days(self.shown(from, last), end_of(last)),
            None => Sink::open(start_of(from)),
        }
    }

    /// From when it is shown: after the days of warning, or on the last day.
    fn shown(&self, from: NaiveDate, last: NaiveDate) -> NaiveDateTime {
        let after = |days: u32| from.checked_add_days(Days::new(u64::from(days).saturating_add(1)));
        start_of(self.rule.warn_days.and_then(after).map_or(last, |day| day.min(last)))
    }

    fn offer(
        &self,
        sink: &mut Sink<'_>,
        span: Span,
        about: impl FnOnce() -> (DueAbout, Option<PersonId>),
        because: (ReasonCode, Option<NaiveDate>),
    ) {
        let what = self.rule.duty.what();
        sink.offer(what, span, || {
            let (about, who) = about();
            let mut due = Due::new(what, about, span.since, span.until, span.unit);
            due.who = who;
            due.role.clone_from(&self.rule.role);
            due.clause.clone_from(&self.rule.clause);
            due.basis.clone_from(&self.rule.basis);
            due.reasons = vec![Reason::new(because.0, None).actual(because.1.map(Measure::Date))];
            if span.until.is_none() && because.1.is_some() {
                due.reasons.push(Reason::new(ReasonCode::LastDayNotKnown, None));
            }
            due
        });
    }

    /// What is done for the archive as a whole, time and again.
    fn recurring(&self, began: Option<NaiveDate>, sink: &mut Sink<'_>) {
        let nothing = || (DueAbout::default(), None);
        let last_run = self.runs().map(|run| run.on).max();
        match (last_run, began) {
            (Some(from), _) => {
                self.offer(sink, self.span(from), nothing, (ReasonCode::LastDone, Some(from)));
            }
            // None exists: overdue from the first day on (X1).
            (None, Some(began)) if self.rule.duty == DutyKind::Backup => {
                let before = began.pred_opt().unwrap_or(began);
                let span = Sink::days(start_of(before), end_of(before));
                self.offer(sink, span, nothing, (ReasonCode::NeverDone, Some(began)));
            }
            (None, Some(began)) => {
                self.offer(sink, self.span(began), nothing, (ReasonCode::NeverDone, Some(began)));
            }
            // Nothing tells since when, and yet none exists: due from whatever day is asked about.
            (None, None) => {
                let span = Sink::open(start_of(self.today));
                self.offer(sink, span, nothing, (ReasonCode::NothingKnown, None));
                if let Some(tomorrow) = self.today.succ_opt() {
                    sink.changes_at(start_of(tomorrow));
                }
            }
        }
    }

    fn weekly_reports(&self, sink: &mut Sink<'_>) {
        if self.facts.reporters.is_empty() {
            sink.undated();
        }
        // A register may begin centuries ago; nobody is asked for reports as old as that.
        let oldest = add_months(self.today, -OLDEST_REPORT_MONTHS).max(self.facts.since);
        let mut reports: HashMap<&str, Vec<_>> = HashMap::new();
        for run in self.runs() {
            if let Some(person) = run.by.as_deref() {
                reports.entry(person).or_default().push((run.on, run.week));
            }
        }
        let reported: HashMap<&str, _> =
            reports.into_iter().map(|(person, reports)| (person, weeks_reported(reports))).collect();
        let most = sink.part.entries.len().saturating_add(MOST_REPORTS);
        for reporter in &self.facts.reporters {
            let reported = reported.get(&*reporter.person);
            // The first week is the one that begins in the role.
            let from = oldest.map_or(reporter.from, |oldest| oldest.max(reporter.from));
            let mut monday = monday_of(from);
            if monday < from {
                let Some(next) = week_after(monday) else { continue };
                monday = next;
            }
            while reporter.to.is_none_or(|to| monday <= to) {
                // The first that comes after the list tells when it changes next.
                let missing = !reported.is_some_and(|reported| reported.contains(&monday));
                if missing && !self.weekly_report(reporter, monday, most, sink) {
                    break;
                }
                let Some(next) = week_after(monday) else { break };
                monday = next;
            }
        }
    }

    /// Whether the week lies within the list, which takes so many entries.
    fn weekly_report(
        &self,
        reporter: &Reporter<'_>,
        monday: NaiveDate,
        most: usize,
        sink: &mut Sink<'_>,
    ) -> bool {
        let Some(sunday) = monday.checked_add_days(Days::new(6)) else { return false };
        // It can be written when the week is over; one that is due on its Sunday, on that day.
        let over = start_of(sunday.succ_opt().unwrap_or(sunday));
        let span = match self.last_day(sunday) {
            Some(last) => Sink::days(over.min(start_of(last)), end_of(last)),
            None => Sink::open(over),
        };
        if span.since <= sink.ahead && sink.part.entries.len() >= most {
            // Those that are listed change no later.
            sink.more_of(&reporter.person);
            return true;
        }
        let about = || {
            let week = Some(WeekReported::of(monday).to_string());
            (DueAbout { topic: week, ..DueAbout::default() }, Some(reporter.person.clone().into()))
        };
        self.offer(sink, span, about, (ReasonCode::WeekEnded, Some(sunday)));
        span.since <= sink.ahead
    }

    fn changes(&self, sink: &mut Sink<'_>) {
        let seen = |day: Option<NaiveDate>| day.filter(|day| *day <= self.today);
        for change in self.facts.changes.iter().filter(|change| change.learned_on <= self.today) {
            let (submitted, updated) = (seen(change.submitted_on), seen(change.updated_on));
            let (from, because) = match (self.rule.duty, submitted, updated) {
                // What is in the archive already is settled, whoever handed it in.
                (_, _, Some(_)) => continue,
                (DutyKind::SubmitChange, None, None) => (change.learned_on, ReasonCode::ChangeLearned),
                (DutyKind::UpdateArchive, Some(on), None) => (on, ReasonCode::ChangeSubmitted),
                _ => continue,
            };
            let span = self.span(from);
            let since = if self.rule.warn_days.is_some() { span.since } else { start_of(from) };
            let span = Span { since, ..span };
            let about = || {
                let about = DueAbout {
                    record: Some(change.change_id.to_string()),
                    ..DueAbout::customer(&*change.customer_id)
                };
                // Whoever learned it hands it in; the role enters it.
                let who = change.by.as_deref().filter(|_| self.rule.duty == DutyKind::SubmitChange);
                (about, who.map(PersonId::from))
            };
            self.offer(sink, span, about, (because, Some(from)));
        }
    }

    fn full_reviews(&self, sink: &mut Sink<'_>) {
        let mut last_review = HashMap::new();
        let mut last_of_all = None;
        for run in self.runs() {
            if let Some(customer) = run.customer_id.as_deref() {
                let last = last_review.entry(customer).or_insert(run.on);
                *last = run.on.max(*last);
            } else {
                last_of_all = last_of_all.max(Some(run.on));
            }
        }
        for file in self.facts.files.iter().filter(|file| file.opened_on <= self.today) {
            let reviewed = last_review.get(&*file.customer_id).copied().max(last_of_all);
            let (from, because) = match reviewed.filter(|on| *on >= file.opened_on) {
                Some(on) => (on, ReasonCode::LastDone),
                None => (file.opened_on, ReasonCode::FileOpened),
            };
            let about = || {
                let archive = Some(file.archive_no.to_string());
                (DueAbout { archive, ..DueAbout::customer(&*file.customer_id) }, None)
            };
            self.offer(sink, self.span(from), about, (because, Some(from)));
        }
    }
}

fn week_after(monday: NaiveDate) -> Option<NaiveDate> {
    monday.checked_add_days(Days::new(7))
}
