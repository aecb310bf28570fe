//! What happens to an incident, event by event (§3.3 `LeakIncident`).

use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::state::State;
use crate::archive::PolicyUsed;
use crate::ids::{CaseId, PersonId};
use crate::policy::{IncidentRules, IncidentStep, Jurisdiction, NoticeContent};

/// A leak and the response to it.
///
/// Its state is nothing but what its events come to. It reads and writes as JSON with
/// [`from_json`](Self::from_json) and [`to_json`](Self::to_json); it holds the rules it was opened under, so
/// it replays without a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub(super) opened: IncidentOpened,
    pub(super) events: Vec<IncidentEvent>,
    /// What they all come to.
    pub(super) state: State,
}

/// What an incident is opened with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentOpened {
    /// Its id.
    pub id: CaseId,
    /// When signs of it were found.
    pub detected_at: NaiveDateTime,
    /// Whose law applies, as far as that is known; an assessment may say otherwise. Empty for not known, which
    /// asks for the steps of every law.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Accounts of our own people that are involved: these are frozen first (A23).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff_accounts: Vec<String>,
    /// Accounts of customers that are involved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customer_accounts: Vec<String>,
    /// The policy it stands under.
    pub policy: PolicyUsed,
    /// Its rules on incidents, as they were then.
    #[serde(serialize_with = "whole", deserialize_with = "shared")]
    pub rules: Arc<IncidentRules>,
}

/// One thing that happened, as it is asked for and as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentEvent {
    /// When it was recorded, not before the event before.
    pub recorded_at: NaiveDateTime,
    /// Who recorded it.
    pub by: PersonId,
    /// What.
    pub what: IncidentAct,
}

/// What can happen. `at` is when it happened: not before detection, not after it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum IncidentAct {
    /// It is known for certain that there was a leak. Of several the earliest counts: a later one is refused.
    Aware {
        /// Since when.
        at: NaiveDateTime,
    },
    /// It was assessed. What is left out stays as it was; the step is done with the first assessment after
    /// which persons, categories and sensitivity are all known.
    Assessed {
        /// When.
        at: NaiveDateTime,
        /// How many persons are affected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        persons: Option<u64>,
        /// What kinds of data, in words of the user's own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        categories: Vec<String>,
        /// Whether sensitive personal data are among them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sensitive: Option<bool>,
        /// Whose law applies, from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        jurisdictions: Option<Vec<Jurisdiction>>,
    },
    /// A step was taken: `report` or `contain`.
    Done {
        /// Which.
        step: IncidentStep,
        /// When.
        at: NaiveDateTime,
    },
    /// A notice was given.
    Notified {
        /// Which.
        step: IncidentStep,
        /// When.
        at: NaiveDateTime,
        /// What it said.
        contents: Vec<NoticeContent>,
    },
    /// A step is not needed.
    Waived {
        /// Which.
        step: IncidentStep,
        /// When that was decided.
        at: NaiveDateTime,
        /// Why.
        waiver: Waiver,
        /// What shows it: a report, a file number.
        evidence: String,
    },
    /// It was remedied and reviewed, and is closed.
    Closed {
        /// When.
        at: NaiveDateTime,
    },
}

/// Why a step is not needed: a closed list of one (PIPL art. 57).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiver {
    /// What was done effectively avoids harm.
    HarmAvoided,
}

impl IncidentAct {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> NaiveDateTime {
        match self {
            Self::Aware { at }
            | Self::Assessed { at, .. }
            | Self::Done { at, .. }
            | Self::Notified { at, .. }
            | Self::Waived { at, .. }
            | Self::Closed { at } => *at,
        }
    }
}

impl Incident {
    /// Takes up an event that was judged.
    pub(super) fn push(&mut self, event: IncidentEvent) {
        self.state.record(&event, &self.opened);
        self.events.push(event);
    }

    /// What it was opened with.
    #[must_use]
    pub const fn opened(&self) -> &IncidentOpened {
        &self.opened
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &CaseId {
        &self.opened.id
    }

    /// What happened, in order.
    #[must_use]
    pub fn events(&self) -> &[IncidentEvent] {
        &self.events
    }
}

fn whole<S: Serializer>(rules: &Arc<IncidentRules>, serializer: S) -> Result<S::Ok, S::Error> {
    IncidentRules::serialize(rules, serializer)
}

fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<IncidentRules>, D::Error> {
    IncidentRules::deserialize(deserializer).map(Arc::new)
}
