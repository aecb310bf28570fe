//! What is due of one customer or one duty: a part of a list, to be computed and replaced by itself.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::codes::{DueCode, DueState, DueUnit};
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
    }
}

/// When a list is made, and how far it looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looking {
    /// The instant, in the organisation's zone.
    pub at: NaiveDateTime,
    /// What begins up to this instant is listed as upcoming; empty for what is due and overdue alone.
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

/// Collects a part: what is not in the list only moves its next change.
pub(super) struct Sink {
    pub(super) now: NaiveDateTime,
    ahead: NaiveDateTime,
    pub(super) part: DuePart,
}

impl Sink {
    pub(super) fn new(looking: Looking) -> Self {
        let now = whole_second(looking.at);
        let ahead = looking.ahead.map_or(now, |ahead| whole_second(ahead).max(now));
        Self { now, ahead, part: DuePart::default() }
    }

    /// Counts something whose day cannot be told.
    pub(super) const fn undated(&mut self) {
        self.part.undated = self.part.undated.saturating_add(1);
    }

    /// Puts what is due in this time into the part, if it belongs there.
    #[inline]
    pub(super) fn offer(&mut self, what: DueCode, span: Span, entry: impl FnOnce() -> Due) {
        let (state, overdue) = span.standing(self.now);
        if state == DueState::Overdue && what.lapses() {
            return;
        }
        self.part.next_change = earlier(self.part.next_change, span.next_change(self.now, what.lapses()));
        if state == DueState::Upcoming && span.since > self.ahead {
            return;
        }
        self.part.entries.push(Due { state, overdue, ..entry() });
    }

    /// The same of whole days.
    pub(super) const fn days(since: NaiveDateTime, until: NaiveDateTime) -> Span {
        Span { since, until: Some(until), unit: DueUnit::Days }
    }
}
