//! Whom to call, when and why (§7.1), one customer at a time.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::codes::DueCode;
use super::contacts::ContactDays;
use super::part::{DuePart, Looking, Sink};
use super::record::{Due, DueAbout, Span, day_or_instant, end_of, start_of, whole_second};
use super::work_calendar::WorkCalendar;
use crate::book::ReminderKind;
use crate::measure::Measure;
use crate::policy::{BirthdayRule, CallRules, CallStage, Interval, LeapBirthday};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Obligation, ObligationCode};

/// What calls are computed from, of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallCustomer<'a> {
    /// Its id.
    pub customer_id: Cow<'a, str>,
    /// The person in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Cow<'a, str>>,
    /// Whether it has closed a deal.
    pub stage: CallStage,
    /// Its grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Cow<'a, str>>,
    /// Its value class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_class: Option<Cow<'a, str>>,
    /// When its record was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_on: Option<NaiveDate>,
    /// Its contacts up to the instant asked about.
    #[serde(default)]
    pub contacts: ContactDays,
    /// When its last contract was signed, up to the instant asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
    /// What was set down for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<SetReminder<'a>>,
    /// Birthdays of its contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub birthdays: Vec<Birthday<'a>>,
}

/// Something set down for a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetReminder<'a> {
    /// What.
    pub kind: ReminderKind,
    /// For when; of a milestone, when it was reached.
    pub on: NaiveDateTime,
    /// A note that tells it apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    /// Whose it is; the customer's owner's if empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Cow<'a, str>>,
    /// Whether it is on record that it was done.
    #[serde(default)]
    pub done: bool,
}

/// A birthday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Birthday<'a> {
    /// The contact's id.
    pub contact_id: Cow<'a, str>,
    /// The day of birth.
    pub born: NaiveDate,
}

impl<'a> CallCustomer<'a> {
    /// A customer of whom nothing else is known.
    #[must_use]
    pub fn new(customer_id: impl Into<Cow<'a, str>>, stage: CallStage) -> Self {
        Self {
            customer_id: customer_id.into(),
            owner: None,
            stage,
            grade: None,
            value_class: None,
            created_on: None,
            contacts: ContactDays::default(),
            signed_on: None,
            reminders: Vec::new(),
            birthdays: Vec::new(),
        }
    }
}

/// What is due of one customer. Several things at a time are several entries.
///
/// - The regular call: so long after the last contact (closed customers: the last close one), or after the
///   record was opened where there is none (R73, R84).
/// - The call after the first visit, until there is a later close contact.
/// - A callback or another reminder: from the instant set until the end of its day, settled by any contact
///   from that instant on (R90), or one of that day whose time is not on record.
/// - A milestone: within so many working days, settled by a contact on a later day (R77): the visit at which
///   it was reached is none.
/// - A signing: from the first day to remind of it, settled by a contract signed since then (R82).
/// - A date of papers: from the first day to remind of it, settled by a contact on the day or later (R82).
/// - A birthday: from the first day to remind of it until it is over (R88).
///
/// What is on record as done is settled. Where the calendar does not reach the last day, it is due from the
/// day it counts from, without a last one, and a reason says so.
#[must_use]
pub fn calls_of(
    customer: &CallCustomer<'_>,
    rules: &CallRules,
    calendar: &WorkCalendar,
    looking: Looking,
) -> DuePart {
    let mut sink = Sink::new(looking);
    offer_calls(customer, rules, calendar, &mut sink);
    sink.part
}

pub(super) fn offer_calls(
    customer: &CallCustomer<'_>,
    rules: &CallRules,
    calendar: &WorkCalendar,
    sink: &mut Sink<'_>,
) {
    let of = Of { customer, rules, calendar };
    of.regular(sink);
    of.revisit(sink);
    for reminder in &customer.reminders {
        of.reminder(reminder, sink);
    }
    if let Some(rule) = rules.birthday {
        for birthday in &customer.birthdays {
            of.birthday(birthday, rule, sink);
        }
    }
}

/// A customer under rules.
struct Of<'c> {
    customer: &'c CallCustomer<'c>,
    rules: &'c CallRules,
    calendar: &'c WorkCalendar,
}

impl Of<'_> {
    fn entry(
        &self,
        what: DueCode,
        span: Span,
        clause: Option<&str>,
        because: (ReasonCode, NaiveDate),
    ) -> Due {
        let owned = |text: &Option<Cow<'_, str>>| text.as_deref().map(str::to_owned);
        let about = DueAbout::customer(&*self.customer.customer_id);
        let mut due = Due::new(what, about, span.since, span.until, span.unit);
        due.who = owned(&self.customer.owner).map(Into::into);
        due.grade = owned(&self.customer.grade);
        due.value_class = owned(&self.customer.value_class);
        due.clause = clause.map(str::to_owned);
        due.reasons = vec![Reason::new(because.0, None).actual(Measure::Date(because.1))];
        if what.is_contact() {
            // Whoever was in touch writes it down that day (R70).
            due.obligations = vec![Obligation::new(ObligationCode::LogContact, self.clause())];
        }
        if span.until.is_none() {
            due.reasons.push(Reason::new(ReasonCode::LastDayNotKnown, None));
        }
        due
    }

    /// An entry on a day so long after another, from that day on; from the first on where the calendar does
    /// not reach it.
    fn after(
        &self,
        what: DueCode,
        from: NaiveDate,
        every: Interval,
        because: (ReasonCode, Option<&str>),
        sink: &mut Sink<'_>,
    ) {
        let span = match self.calendar.last_day(from, every) {
            Ok(day) => Sink::days(start_of(day), end_of(day)),
            Err(_) => Sink::open(start_of(from)),
        };
        sink.offer(what, span, || self.entry(what, span, because.1, (because.0, from)));
    }

    fn clause(&self) -> Option<&str> {
        self.rules.clause.as_deref()
    }

    fn regular(&self, sink: &mut Sink<'_>) {
        let customer = self.customer;
        let (grade, class) = (customer.grade.as_deref(), customer.value_class.as_deref());
        let Some((every, clause)) = self.rules.interval(customer.stage, grade, class) else { return };
        let (what, last, since_last, since_opened) = match customer.stage {
            CallStage::NotYetClosed => (
                DueCode::KeepInTouch,
                customer.contacts.last,
                ReasonCode::LastContact,
                ReasonCode::NoContactYet,
            ),
            CallStage::Closed => (
                DueCode::CloseContact,
                customer.contacts.last_close,
                ReasonCode::LastCloseContact,
                ReasonCode::NoCloseContactYet,
            ),
        };
        let (from, because) = match (last, customer.created_on) {
            (Some(last), _) => (last.date(), since_last),
            (None, Some(opened)) => (opened, since_opened),
            (None, None) => {
                sink.undated_of(customer.owner.as_deref());
                return;
            }
        };
        self.after(what, from, every, (because, clause), sink);
    }

    fn revisit(&self, sink: &mut Sink<'_>) {
        let contacts = self.customer.contacts;
        let (Some(days), Some(first)) = (self.rules.revisit_days, contacts.first_visit) else {
            return;
        };
        if contacts.last_close.is_some_and(|close| close > first) {
            return;
        }
        let because = (ReasonCode::FirstVisit, self.clause());
        self.after(DueCode::Revisit, first.date(), Interval::Days(days), because, sink);
    }

    fn reminder(&self, reminder: &SetReminder<'_>, sink: &mut Sink<'_>) {
        let on = whole_second(reminder.on);
        let day = on.date();
        let (last, untimed) = (self.customer.contacts.last, self.customer.contacts.last_untimed);
        let contact_from = |from: NaiveDateTime| {
            last.is_some_and(|last| last >= from) || untimed.is_some_and(|day| day >= from.date())
        };
        let leads = match reminder.kind {
            ReminderKind::Signing => &self.rules.signing_lead_days[..],
            ReminderKind::Materials => &self.rules.material_lead_days[..],
            _ => &[],
        };
        let first = before(day, leads.first().copied().unwrap_or(0));
        let (what, since, settled, because) = match reminder.kind {
            ReminderKind::Signing | ReminderKind::Materials if leads.is_empty() => return,
            ReminderKind::Signing => {
                let signed = self.customer.signed_on.is_some_and(|signed| signed >= first);
                (DueCode::SigningDate, start_of(first), signed, ReasonCode::DaySet)
            }
            ReminderKind::Materials => {
                (DueCode::MaterialDate, start_of(first), contact_from(start_of(day)), ReasonCode::DaySet)
            }
            ReminderKind::Callback => (DueCode::Callback, on, contact_from(on), ReasonCode::DaySet),
            ReminderKind::Other => (DueCode::Reminder, on, contact_from(on), ReasonCode::DaySet),
            ReminderKind::Milestone if self.rules.milestone_working_days.is_none() => return,
            ReminderKind::Milestone => {
                let settled = last.is_some_and(|last| last.date() > day);
                (DueCode::Milestone, on, settled, ReasonCode::MilestoneReached)
            }
        };
        let is_milestone = reminder.kind == ReminderKind::Milestone;
        let working_days = self.rules.milestone_working_days.filter(|_| is_milestone);
        if settled || reminder.done {
            return;
        }
        let span = match working_days.map(|days| self.calendar.add_working_days(day, days)) {
            None => Sink::days(since, end_of(day)),
            Some(Ok(last)) => Sink::days(since, end_of(last)),
            Some(Err(_)) => Sink::open(since),
        };
        sink.offer(what, span, || {
            let mut due = self.entry(what, span, self.clause(), (because, day));
            if let Some(owner) = reminder.owner.as_deref() {
                due.who = Some(owner.into());
            }
            if matches!(what, DueCode::Callback | DueCode::Reminder) && on != start_of(day) {
                due.reasons = vec![Reason::new(because, None).actual(Measure::Text(day_or_instant(on)))];
            }
            due.about.topic = reminder.note.as_deref().map(str::to_owned);
            due.remind_on = leads.iter().map(|lead| before(day, *lead)).collect();
            due
        });
    }

    fn birthday(&self, birthday: &Birthday<'_>, rule: BirthdayRule, sink: &mut Sink<'_>) {
        let today = sink.now.date();
        let first_year = today.year().max(birthday.born.year().saturating_add(1));
        let in_year = |year| birthday_in(birthday.born, year, rule.leap_day);
        let next =
            (first_year..=first_year.saturating_add(1)).find_map(|y| in_year(y).filter(|d| *d >= today));
        let Some(day) = next else { return };
        let first = before(day, rule.lead_days);
        let span = Sink::days(start_of(first), end_of(day));
        sink.offer(DueCode::Birthday, span, || {
            let because = (ReasonCode::BirthdayOn, day);
            let mut due = self.entry(DueCode::Birthday, span, self.clause(), because);
            due.about.contact = Some(birthday.contact_id.clone().into_owned());
            due.remind_on = vec![first, day];
            due.remind_on.dedup();
            due
        });
    }
}

/// The day so many days earlier.
fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(day)
}

/// The birthday in a year.
fn birthday_in(born: NaiveDate, year: i32, leap_day: LeapBirthday) -> Option<NaiveDate> {
    born.with_year(year).or_else(|| match leap_day {
        LeapBirthday::Before => NaiveDate::from_ymd_opt(year, 2, 28),
        LeapBirthday::After => NaiveDate::from_ymd_opt(year, 3, 1),
    })
}

/// Greetings on the days of the calendar: one entry for each day and each person in charge, or one for
/// everybody where no person is known. They fall away when the day is over.
#[must_use]
pub fn greetings<'p>(
    owners: impl IntoIterator<Item = &'p str>,
    rules: &CallRules,
    calendar: &WorkCalendar,
    looking: Looking,
) -> DuePart {
    let mut sink = Sink::new(looking);
    offer_greetings(owners, rules, calendar, &mut sink);
    sink.part
}

pub(super) fn offer_greetings<'p>(
    owners: impl IntoIterator<Item = &'p str>,
    rules: &CallRules,
    calendar: &WorkCalendar,
    sink: &mut Sink<'_>,
) {
    if !rules.holiday_greetings {
        return;
    }
    let mut owners: Vec<_> = owners.into_iter().collect();
    owners.sort_unstable();
    owners.dedup();
    let everybody: Vec<Option<&str>> =
        if owners.is_empty() { vec![None] } else { owners.into_iter().map(Some).collect() };
    for day in &calendar.days().greetings {
        let span = Sink::days(start_of(day.on), end_of(day.on));
        for who in &everybody {
            sink.offer(DueCode::HolidayGreeting, span, || {
                let about = DueAbout { topic: Some(day.name.clone()), ..DueAbout::default() };
                let mut due = Due::on_days(DueCode::HolidayGreeting, about, day.on, Some(day.on));
                due.who = who.map(Into::into);
                due.clause = rules.clause.clone();
                due.reasons = vec![Reason::new(ReasonCode::HolidayOn, None).actual(Measure::Date(day.on))];
                due
            });
        }
    }
}
