//! What is due of one customer or one duty: a part of a list, to be computed and replaced by itself.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::codes::{DueCode, DueKind, DueState, DueUnit};
use super::list::earlier;
use super::record::{Due, Span, whole_second};

/// A part of a list: what is due, and when that is something else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuePart {
    /// What is due or overdue, and what was asked for of what is to come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Due>,
    /// The next instant at which the part is another one if nothing happens until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<NaiveDateTime>,
    /// How many things would be due on a day that cannot be told, since what they count from is not known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub undated: u64,
    /// How many more weekly reports are missing than the part lists.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
pub(super) const fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl DuePart {
    /// Takes another part in.
    pub fn merge(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.next_change = earlier(self.next_change, other.next_change);
        self.undated = self.undated.saturating_add(other.undated);
        self.more = self.more.saturating_add(other.more);
    }
}

/// When a list is made, and how far it looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looking {
    /// The instant, in the organisation's zone.
    pub at: NaiveDateTime,
    /// What begins up to this instant is listed as upcoming; empty for what is due and overdue alone. A list
    /// changes when something comes as near as that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<NaiveDateTime>,
}

impl Looking {
    /// At an instant, without looking ahead.
    #[must_use]
    pub const fn at(at: NaiveDateTime) -> Self {
        Self { at, ahead: None }
    }
}

/// Whose list it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnlyFor<'o> {
    pub(crate) person: &'o str,
    /// The roles the person holds.
    pub(crate) roles: &'o [String],
}

impl OnlyFor<'_> {
    /// Whether something is the person's: what names the person, what names nobody but a role the person
    /// holds, and what names neither, since otherwise nobody would see it. A customer whom nobody is in
    /// charge of is nobody's call.
    pub(crate) fn takes(self, due: &Due) -> bool {
        match (&due.who, &due.role) {
            (Some(who), _) => who == self.person,
            (None, Some(role)) => self.roles.contains(role),
            (None, None) => due.kind != DueKind::Calls,
        }
    }
}

/// Collects a part: what is not in the list only moves its next change.
pub(crate) struct Sink<'o> {
    pub(crate) now: NaiveDateTime,
    pub(super) ahead: NaiveDateTime,
    only: Option<OnlyFor<'o>>,
    pub(crate) part: DuePart,
}

impl<'o> Sink<'o> {
    pub(crate) fn new(looking: Looking) -> Self {
        Self::of(looking, None)
    }

    pub(super) fn of(looking: Looking, only: Option<OnlyFor<'o>>) -> Self {
        let now = whole_second(looking.at);
        let ahead = looking.ahead.map_or(now, |ahead| whole_second(ahead).max(now));
        Self { now, ahead, only, part: DuePart::default() }
    }

    /// Counts something of somebody's whose day cannot be told.
    pub(super) fn undated_of(&mut self, who: Option<&str>) {
        if self.only.is_none_or(|only| who.is_none_or(|who| who == only.person)) {
            self.undated();
        }
    }

    /// Counts something of a person's that the part has no room for.
    pub(super) fn more_of(&mut self, who: &str) {
        if self.only.is_none_or(|only| who == only.person) {
            self.part.more = self.part.more.saturating_add(1);
        }
    }

    /// Counts something whose day cannot be told.
    pub(crate) const fn undated(&mut self) {
        self.part.undated = self.part.undated.saturating_add(1);
    }

    /// The part is another one at this instant.
    pub(crate) fn changes_at(&mut self, at: NaiveDateTime) {
        if at > self.now {
            self.part.next_change = earlier(self.part.next_change, Some(at));
        }
    }

    /// Puts what is due in this time into the part, if it belongs there.
    #[inline]
    pub(super) fn offer(&mut self, what: DueCode, span: Span, entry: impl FnOnce() -> Due) {
        let (state, overdue) = span.standing(self.now);
        if state == DueState::Overdue && what.lapses() {
            return;
        }
        let listed = state != DueState::Upcoming || span.since <= self.ahead;
        let change = if listed { span.next_change(self.now, what.lapses()) } else { self.comes(span.since) };
        // Whose it is, the entry tells.
        let entry = match self.only {
            Some(only) => {
                let entry = entry();
                if !only.takes(&entry) {
                    return;
                }
                Some(entry).filter(|_| listed)
            }
            None => listed.then(entry),
        };
        self.part.next_change = earlier(self.part.next_change, change);
        self.part.entries.extend(entry.map(|entry| Due { state, overdue, ..entry }));
    }

    /// When what begins later comes into the list: whoever looks ahead sees it so much earlier.
    fn comes(&self, since: NaiveDateTime) -> Option<NaiveDateTime> {
        since.checked_sub_signed(self.ahead.signed_duration_since(self.now))
    }

    /// The same of an entry that is made already.
    pub(crate) fn put(&mut self, due: Due) {
        let span = Span { since: due.since, until: due.until, unit: due.unit };
        self.offer(due.what, span, || due);
    }

    /// The same of whole days.
    pub(super) const fn days(since: NaiveDateTime, until: NaiveDateTime) -> Span {
        Span { since, until: Some(until), unit: DueUnit::Days }
    }

    /// From a day on, without a last one.
    pub(super) const fn open(since: NaiveDateTime) -> Span {
        Span { since, until: None, unit: DueUnit::Days }
    }
}
