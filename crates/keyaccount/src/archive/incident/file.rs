//! Incidents as JSON: written whole, read by replaying every event.

use serde::{Deserialize, Serialize};

use super::event::{Incident, IncidentEvent, IncidentOpened};
use super::judge::shown;
use crate::archive::written::{known_form, parse, placed};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::labels::Language;

/// The newest form of incidents this library reads.
pub const INCIDENT_SCHEMA: u64 = 1;

/// An incident as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "keyaccount_incident")]
    _form: u64,
    opened: IncidentOpened,
    #[serde(default)]
    events: Vec<IncidentEvent>,
}

/// What tells a form too new before anything else is looked at.
#[derive(Debug, Deserialize)]
struct Head {
    keyaccount_incident: u64,
}

const EXPECTED: &str = "an incident as this library writes it";

impl Incident {
    /// Reads an incident, and replays it: every event must follow from those before it, under the rules
    /// written down with it. `file` is the name that problems carry.
    ///
    /// Instants are written without offset, as in `2026-11-20T09:00:00`; whoever has one converts it with
    /// the zone of the book first.
    ///
    /// # Errors
    /// A text that is no incident, a key that incidents do not have, a form newer than this library, an
    /// instant with an offset, a blank id, an event that could not have happened.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: Head = parse(file, text, EXPECTED)?;
        known_form(file, "keyaccount_incident", head.keyaccount_incident, INCIDENT_SCHEMA)?;
        let Written { opened, events, .. } = parse(file, text, EXPECTED)?;
        let mut incident = Self::of(opened).map_err(|error| placed(file, error.into_problems()))?;
        for (at, event) in events.into_iter().enumerate() {
            let faults = incident.judge(&event);
            if let Some(code) = faults.reasons.first().map(|reason| reason.code) {
                let (when, by) = (shown(event.recorded_at), quote(&event.by));
                let found =
                    format!("an event of {when} by {by} that could not have happened: {}", code.code());
                let expected = "events that follow from one another";
                let remedy = format!(
                    "take the incident from where it was written ({})",
                    code.reading(Language::English)
                );
                let problem = Problem::new(ProblemCode::ImpossibleEvent, found, expected).remedy(remedy);
                return Err(placed(file, vec![problem.path(format!("events[{at}]"))]));
            }
            incident.push(event);
        }
        Ok(incident)
    }

    /// The incident as JSON, which [`from_json`](Self::from_json) reads back as the same incident.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Incident {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            keyaccount_incident: u64,
            opened: &'a IncidentOpened,
            events: &'a [IncidentEvent],
        }
        let (opened, events) = (self.opened(), self.events());
        Borrowed { keyaccount_incident: INCIDENT_SCHEMA, opened, events }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Incident {
    /// As [`from_json`](Self::from_json), with the first problem.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = serde_json::Value::deserialize(deserializer)?;
        Self::from_json("incident", &json.to_string()).map_err(serde::de::Error::custom)
    }
}
