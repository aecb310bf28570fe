//! Access requests as JSON: written whole, read by replaying every event.

use serde::{Deserialize, Serialize};

use super::event::AccessEvent;
use super::request::AccessRequest;
use crate::approval::parse_json;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::labels::Language;

/// The newest form of access requests this library reads.
pub const ACCESS_REQUEST_SCHEMA: u64 = 1;

const A_REQUEST: &str = "an access request as this library writes it";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    keyaccount_access_request: u64,
    events: Vec<AccessEvent>,
}

/// What tells a form too new before anything else is looked at.
#[derive(Debug, Deserialize)]
struct Head {
    keyaccount_access_request: u64,
}

impl AccessRequest {
    /// Reads a request and replays it. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is not of this form, a key it does not have, form 0 or a form newer than this library, an event that
    /// could not have happened.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: Head = parse_json(file, text, A_REQUEST)?;
        if let Some(problem) = of_form(head.keyaccount_access_request) {
            return Err(problem.at(file, None, None).into());
        }
        let written: Written = parse_json(file, text, A_REQUEST)?;
        Self::replayed(written).map_err(|problem| problem.at(file, None, None).into())
    }

    /// The request as JSON, which [`from_json`](Self::from_json) reads back as the same request.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    fn replayed(written: Written) -> Result<Self, Box<Problem>> {
        let mut events = written.events.into_iter().enumerate();
        let Some((_, first)) = events.next() else {
            return Err(Box::new(Problem::new(ProblemCode::Missing, "no event", A_REQUEST).path("events")));
        };
        let impossible = |at: usize, event: &str, code: crate::ReasonCode| {
            let found = format!("{event} that could not have happened: {}", code.code());
            let problem =
                Problem::new(ProblemCode::ImpossibleEvent, found, "events that follow from one another");
            let said = code.reading(Language::English);
            let remedy = format!("take the request from where it was written ({said})");
            Box::new(problem.path(format!("events[{at}]")).remedy(remedy))
        };
        let described = |event: &AccessEvent| format!("an event of {} by {}", event.at, quote(&event.by));
        let text = described(&first);
        let mut request = Self::of(first).map_err(|fault| impossible(0, &text, fault.code))?;
        for (at, event) in events {
            let text = described(&event);
            request.accept(event).map_err(|fault| impossible(at, &text, fault.code))?;
        }
        Ok(request)
    }
}

impl Serialize for AccessRequest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            keyaccount_access_request: u64,
            events: &'a [AccessEvent],
        }
        let request = Borrowed { keyaccount_access_request: ACCESS_REQUEST_SCHEMA, events: self.events() };
        request.serialize(serializer)
    }
}

/// By replaying it, as [`AccessRequest::from_json`] does.
impl<'de> Deserialize<'de> for AccessRequest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        if let Some(problem) = of_form(written.keyaccount_access_request) {
            return Err(serde::de::Error::custom(problem));
        }
        Self::replayed(written).map_err(serde::de::Error::custom)
    }
}

/// What is wrong with a form that this library does not read: 0, which never was one, or a newer one.
fn of_form(form: u64) -> Option<Problem> {
    let found = format!("an access request of form {form}");
    let expected = format!("form {ACCESS_REQUEST_SCHEMA} or older");
    if form == 0 {
        let problem = Problem::new(ProblemCode::OutOfRange, found, "form 1 or newer");
        return Some(problem.remedy("take the request from where it was written"));
    }
    let problem = Problem::new(ProblemCode::FormatTooNew, found, expected);
    (form > ACCESS_REQUEST_SCHEMA).then(|| problem.remedy("use a newer version of keyaccount"))
}
