//! The one record of what is due: calls, duties, retention and incidents alike.
//!
//! Instants are whole seconds of the organisation's zone; what is finer is cut off, of deadlines and of
//! the instant asked about alike, so that equal is on time.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use super::codes::{DueCode, DueKind, DueState, DueUnit};
use crate::ids::{CaseId, CustomerId, PersonId};
use crate::labels::Language;
use crate::labels::due as words;
use crate::labels::roles::role as role_in_words;
use crate::policy::RetentionBasis;
use crate::reason::Reason;
use crate::verdict::Obligation;

/// What something due is about; empty parts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueAbout {
    /// A customer's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// A contact's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// An archive's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// A record's id: of retention, a change, a contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// An incident's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<CaseId>,
    /// What else tells it apart: a jurisdiction, a holiday, a week such as `2026-W47`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

impl DueAbout {
    /// About a customer.
    #[must_use]
    pub fn customer(id: impl Into<CustomerId>) -> Self {
        Self { customer: Some(id.into()), ..Self::default() }
    }
}

/// Something that is due.
///
/// `Serialize` and `Deserialize` give the same record back; what is empty is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// Which part of the work it belongs to: always [`DueCode::kind`] of `what`.
    pub kind: DueKind,
    /// What is to be done.
    pub what: DueCode,
    /// What it is about.
    #[serde(default)]
    pub about: DueAbout,
    /// The person who is to do it, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<PersonId>,
    /// The role that is to do it, if the policy names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// From when it may or should be done.
    pub since: NaiveDateTime,
    /// The last instant in time, included: 23:59:59 of the last day where days are counted. Empty where
    /// nothing says so, and then it is never overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDateTime>,
    /// In what lateness is counted.
    pub unit: DueUnit,
    /// Where it stands at the instant asked about.
    pub state: DueState,
    /// By how many days, or hours begun, it is overdue; 0 if it is not.
    pub overdue: u32,
    /// Days on which to remind of it, between `since` and `until`; empty where every day is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_on: Vec<NaiveDate>,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What the rule rests on: a law, or a choice of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Why it is due: what it counts from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What must follow once it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<Obligation>,
    /// The customer's value class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_class: Option<String>,
    /// The customer's grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
}

/// The first instant of a day.
pub(crate) const fn start_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The last instant of a day: 23:59:59.
pub(crate) fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(23, 59, 59).unwrap_or_else(|| start_of(day))
}

/// An instant as people write it: the day alone where it begins the day.
pub(super) fn day_or_instant(at: NaiveDateTime) -> String {
    let format = match (at == start_of(at.date()), at.second()) {
        (true, _) => "%Y-%m-%d",
        (_, 0) => "%Y-%m-%d %H:%M",
        _ => "%Y-%m-%d %H:%M:%S",
    };
    at.format(format).to_string()
}

/// An instant in whole seconds.
pub(crate) fn whole_second(at: NaiveDateTime) -> NaiveDateTime {
    at.with_nanosecond(0).unwrap_or(at)
}

/// The instant one second later: the first one after the last that is in time.
pub(crate) const fn just_after(at: NaiveDateTime) -> Option<NaiveDateTime> {
    at.checked_add_signed(TimeDelta::seconds(1))
}

impl Due {
    /// Due on these days, from the beginning of `first` until 24:00 of `last`; as it stands before that
    /// until [`at`](Self::at) says when it is looked at.
    #[must_use]
    pub fn on_days(what: DueCode, about: DueAbout, first: NaiveDate, last: Option<NaiveDate>) -> Self {
        Self::new(what, about, start_of(first), last.map(end_of), DueUnit::Days)
    }

    /// Due between these instants, both included; lateness counts in hours.
    #[must_use]
    pub fn in_hours(
        what: DueCode,
        about: DueAbout,
        since: NaiveDateTime,
        until: Option<NaiveDateTime>,
    ) -> Self {
        Self::new(what, about, since, until, DueUnit::Hours)
    }

    pub(crate) fn new(
        what: DueCode,
        about: DueAbout,
        since: NaiveDateTime,
        until: Option<NaiveDateTime>,
        unit: DueUnit,
    ) -> Self {
        Self {
            kind: what.kind(),
            what,
            about,
            who: None,
            role: None,
            since: whole_second(since),
            until: until.map(whole_second),
            unit,
            state: DueState::Upcoming,
            overdue: 0,
            remind_on: Vec::new(),
            clause: None,
            basis: None,
            reasons: Vec::new(),
            obligations: Vec::new(),
            value_class: None,
            grade: None,
        }
    }

    /// The same as it stands at an instant: its state and by how much it is overdue.
    #[must_use]
    pub fn at(mut self, now: NaiveDateTime) -> Self {
        let span = Span { since: self.since, until: self.until, unit: self.unit };
        (self.state, self.overdue) = span.standing(whole_second(now));
        self
    }

    /// The next instant at which its state or lateness is another one, or at which it falls away by itself;
    /// `None` if that never comes.
    #[must_use]
    pub fn next_change(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let span = Span { since: self.since, until: self.until, unit: self.unit };
        span.next_change(whole_second(now), self.what.lapses())
    }

    /// Whether the day is one to remind of it: one of `remind_on`, or any day of its time if there are
    /// none, and every day on which it is overdue.
    #[must_use]
    pub fn reminds_on(&self, day: NaiveDate) -> bool {
        let in_time = self.since.date() <= day && self.until.is_none_or(|until| day <= until.date());
        let overdue = self.until.is_some_and(|until| day > until.date()) && !self.what.lapses();
        overdue || in_time && (self.remind_on.is_empty() || self.remind_on.contains(&day))
    }

    /// What it says, in one sentence without a full stop: what, about what, by when, by whom and why.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut said = self.what.reading(language).to_owned();
        let parts = [
            (words::CUSTOMER, self.about.customer.as_deref()),
            (words::CONTACT, self.about.contact.as_deref()),
            (words::ARCHIVE, self.about.archive.as_deref()),
            (words::RECORD, self.about.record.as_deref()),
            (words::INCIDENT, self.about.incident.as_deref()),
        ];
        let named = |(part, id): (words::Part, Option<&str>)| Some(part.fill(language, &[("id", id?)]));
        let about: Vec<_> = parts.into_iter().filter_map(named).chain(self.about.topic.clone()).collect();
        if !about.is_empty() {
            said.push_str(language.colon());
            said.push_str(&about.join(language.list_comma()));
        }
        said.push_str(language.comma());
        said.push_str(&self.when(language));
        let fill = |part: words::Part, value: &str| part.fill(language, &[("value", value)]);
        let details: Vec<_> = [
            self.who.as_deref().map(|who| fill(words::BY_PERSON, who)),
            self.role.as_deref().map(|role| fill(words::BY_ROLE, &role_in_words(role, language))),
            self.clause.as_deref().map(|clause| fill(words::CLAUSE, clause)),
            self.basis.as_deref().map(|basis| fill(words::BASIS, basis_in_words(basis, language))),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !details.is_empty() {
            said.push_str(&language.brackets(&details.join(language.comma())));
        }
        for reason in &self.reasons {
            said.push_str(language.separator());
            said.push_str(&reason.sentence(language));
        }
        said
    }

    /// By when, and by how much it is late.
    fn when(&self, language: Language) -> String {
        let shown = |at: NaiveDateTime| match self.unit {
            DueUnit::Days => at.date().to_string(),
            DueUnit::Hours => at.format("%Y-%m-%d %H:%M").to_string(),
        };
        let until = self.until.map(shown).unwrap_or_default();
        let one_day = shown(self.since) == until;
        // A day may begin at an hour that was set.
        let since = match self.unit {
            DueUnit::Days => day_or_instant(self.since),
            DueUnit::Hours => shown(self.since),
        };
        let late = self.overdue.to_string();
        let sentence = match (self.state, self.until, self.unit) {
            (DueState::Upcoming, None, _) => words::NOT_BEFORE,
            (DueState::Upcoming, Some(_), _) if one_day => words::DUE_ON,
            (DueState::Upcoming, Some(_), _) => words::DUE_BETWEEN,
            (_, None, _) => words::DUE_SINCE,
            (DueState::Due, Some(_), _) => words::DUE_BY,
            (DueState::Overdue, Some(_), DueUnit::Days) if self.overdue == 1 => words::LATE_ONE_DAY,
            (DueState::Overdue, Some(_), DueUnit::Days) => words::LATE_DAYS,
            (DueState::Overdue, Some(_), DueUnit::Hours) if self.overdue == 1 => words::LATE_ONE_HOUR,
            (DueState::Overdue, Some(_), DueUnit::Hours) => words::LATE_HOURS,
        };
        sentence.fill(language, &[("since", &since), ("until", &until), ("n", &late)])
    }
}

/// The time something is due in, and how lateness counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) since: NaiveDateTime,
    pub(crate) until: Option<NaiveDateTime>,
    pub(crate) unit: DueUnit,
}

impl Span {
    /// The state at an instant of whole seconds, and by how much it is overdue.
    pub(crate) fn standing(self, now: NaiveDateTime) -> (DueState, u32) {
        match self.until {
            Some(until) if now > until => (DueState::Overdue, self.late(now, until)),
            _ if now < self.since => (DueState::Upcoming, 0),
            _ => (DueState::Due, 0),
        }
    }

    fn late(self, now: NaiveDateTime, until: NaiveDateTime) -> u32 {
        let late = match self.unit {
            DueUnit::Days => now.date().signed_duration_since(until.date()).num_days(),
            DueUnit::Hours => {
                let seconds = now.signed_duration_since(until).num_seconds();
                seconds.saturating_add(HOUR.saturating_sub(1)).checked_div(HOUR).unwrap_or(0)
            }
        };
        u32::try_from(late).unwrap_or(u32::MAX)
    }

    /// The next instant at which [`standing`](Self::standing) gives something else.
    pub(crate) fn next_change(self, now: NaiveDateTime, lapses: bool) -> Option<NaiveDateTime> {
        match (self.until, self.unit) {
            (Some(until), _) if now > until && lapses => None,
            (Some(until), DueUnit::Days) if now > until => now.date().succ_opt().map(start_of),
            (Some(until), DueUnit::Hours) if now > until => {
                let begun = i64::from(self.late(now, until)).checked_mul(HOUR)?;
                just_after(until.checked_add_signed(TimeDelta::try_seconds(begun)?)?)
            }
            _ if now < self.since => Some(self.since),
            (Some(until), _) => just_after(until),
            (None, _) => None,
        }
    }
}

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// A law by its name, or that the organisation chose the period itself.
fn basis_in_words(basis: &str, language: Language) -> &str {
    if basis == RetentionBasis::CHOSEN { words::CHOSEN.text(language) } else { basis }
}

#[cfg(test)]
mod tests;
