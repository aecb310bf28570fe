//! Disposals as JSON: written whole, read by replaying every event.

use serde::{Deserialize, Serialize};

use super::case::{Disposal, DisposalEvent, DisposalOpened, DisposalRequest};
use super::people::{Grounds, People};
use crate::approval::checks::Checks;
use crate::archive::written::{known_form, parse, placed};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::labels::Language;
use crate::verdict::VerdictOutcome;

/// The newest form of disposals this library reads.
pub const DISPOSAL_SCHEMA: u64 = 1;

/// A disposal as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "keyaccount_disposal")]
    _form: u64,
    opened: DisposalOpened,
    #[serde(default)]
    events: Vec<DisposalEvent>,
}

/// What tells a form too new before anything else is looked at.
#[derive(Debug, Deserialize)]
struct Head {
    keyaccount_disposal: u64,
}

const EXPECTED: &str = "a disposal as this library writes it";

impl Disposal {
    /// Reads a disposal, and replays it: every event must follow from those before it, under the rules, the
    /// role and the holds written down with it. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is no disposal, a key that disposals do not have, a form newer than this library, a
    /// blank id, an event that could not have happened.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: Head = parse(file, text, EXPECTED)?;
        known_form(file, "keyaccount_disposal", head.keyaccount_disposal, DISPOSAL_SCHEMA)?;
        let Written { opened, events, .. } = parse(file, text, EXPECTED)?;
        let mut checks = Checks::default();
        opened.check(&mut checks);
        for (at, event) in events.iter().enumerate() {
            if let Some(holding) = &event.holding {
                checks.role_holder(&format!("events[{at}].holding"), holding);
            }
        }
        if !checks.problems.is_empty() {
            return Err(placed(file, checks.problems));
        }
        let mut disposal = Self::of(opened);
        for (at, event) in events.into_iter().enumerate() {
            if let Some(problem) = disposal.replay(event) {
                return Err(placed(file, vec![problem.path(format!("events[{at}]"))]));
            }
        }
        Ok(disposal)
    }

    /// Takes up an event as it was written, or says why it could not have happened.
    fn replay(&mut self, event: DisposalEvent) -> Option<Problem> {
        let DisposalEvent { on, by, act, holding, holds } = event;
        let asked = DisposalRequest { on, by, act };
        let people = People::Written(holding.as_ref());
        let (judged, _) = self.judge(&asked, Grounds { people, holds: Some(&holds) });
        if judged.outcome != VerdictOutcome::Permit {
            let code = judged.reasons.first().map(|reason| reason.code);
            let why = code.map_or("", |code| code.code());
            let found =
                format!("an event of {on} by {} that could not have happened: {why}", quote(&asked.by));
            let expected = "events that follow from one another";
            let meaning = code.map_or("", |code| code.reading(Language::English));
            let problem = Problem::new(ProblemCode::ImpossibleEvent, found, expected);
            return Some(problem.remedy(format!("take the disposal from where it was written ({meaning})")));
        }
        let DisposalRequest { on, by, act } = asked;
        self.push(DisposalEvent { on, by, act, holding, holds });
        None
    }

    /// The disposal as JSON, which [`from_json`](Self::from_json) reads back as the same disposal.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Disposal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            keyaccount_disposal: u64,
            opened: &'a DisposalOpened,
            events: &'a [DisposalEvent],
        }
        let (opened, events) = (self.opened(), self.events());
        Borrowed { keyaccount_disposal: DISPOSAL_SCHEMA, opened, events }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Disposal {
    /// As [`from_json`](Self::from_json), with the first problem.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = serde_json::Value::deserialize(deserializer)?;
        Self::from_json("disposal", &json.to_string()).map_err(serde::de::Error::custom)
    }
}
