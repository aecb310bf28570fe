//! Vectors of leak response: an incident, what is recorded of it, and how its clocks must stand.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use keyaccount::archive::incident::{ClockState, IncidentEvent};
use keyaccount::{IncidentStep, Jurisdiction, Language, NoticeContent};
use serde::Deserialize;

use crate::retention::ExpectedArchiveVerdict;

/// An incident with what happens to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// Values changed in the standard policy, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// When it was detected.
    pub detected_at: NaiveDateTime,
    /// Whose law applies.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Accounts of our own people and of customers.
    #[serde(default)]
    pub accounts: (Vec<String>, Vec<String>),
    /// What is recorded and asked, in order.
    pub asked: Vec<IncidentAsked>,
}

/// Something recorded, or how the incident must stand.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(clippy::large_enum_variant, reason = "a vector is read once")]
pub enum IncidentAsked {
    /// Recorded, with what that must come to.
    Record {
        /// What.
        event: IncidentEvent,
        /// What the verdict must be.
        #[serde(default)]
        verdict: ExpectedArchiveVerdict,
    },
    /// How it must stand.
    Report {
        /// When.
        at: NaiveDateTime,
        /// The level; `null` for none.
        #[serde(default, deserialize_with = "crate::retention::named")]
        level: Option<Option<String>>,
        /// The accounts to freeze, in order.
        #[serde(default)]
        accounts: Option<Vec<String>>,
        /// Every clock that is checked; of one that is not there `null`.
        #[serde(default)]
        clocks: BTreeMap<IncidentStep, Option<ExpectedClock>>,
        /// The next instant at which a clock stands otherwise.
        #[serde(default, deserialize_with = "crate::retention::named")]
        next_change: Option<Option<NaiveDateTime>>,
        /// Every entry that is due, in both languages.
        #[serde(default)]
        due: BTreeMap<Language, Vec<String>>,
        /// Everything that happened, in words.
        #[serde(default)]
        history: BTreeMap<Language, Vec<String>>,
    },
}

/// How a clock must stand. What is not named is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedClock {
    /// Its last instant.
    pub due_at: NaiveDateTime,
    /// How it stands.
    pub state: ClockState,
    /// Elapsed hours it has.
    #[serde(default)]
    pub hours: Option<u32>,
    /// Seconds it is or was late.
    #[serde(default)]
    pub late_seconds: Option<u64>,
    /// When it would have ended at worst; `null` for never earlier.
    #[serde(default, deserialize_with = "crate::retention::named")]
    pub at_worst: Option<Option<NaiveDateTime>>,
    /// When the step was done.
    #[serde(default, deserialize_with = "crate::retention::named")]
    pub done_at: Option<Option<NaiveDateTime>>,
    /// What the notice must say.
    #[serde(default)]
    pub contents: Option<Vec<NoticeContent>>,
    /// What it has not said yet.
    #[serde(default)]
    pub lacks: Option<Vec<NoticeContent>>,
    /// In words.
    #[serde(default)]
    pub sentences: BTreeMap<Language, String>,
}
