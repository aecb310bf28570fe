//! Cases as JSON: written whole, read by replaying every event (§5.6a).

use serde::{Deserialize, Serialize};

use super::case::{Case, Opened};
use super::checks::Checks;
use super::circumstances::Circumstances;
use super::event::{Event, EventKind};
use super::organisation::{Organisation, Tables};
use super::papers::Papers;
use crate::document::json_problem;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{CaseId, PersonId};
use crate::labels::Language;
use crate::policy::RequestKind;

/// The newest form of cases this library reads.
pub const CASE_SCHEMA: u64 = 1;

/// What a text is expected to be.
const A_CASE: &str = "a case as this library writes it";

/// A case as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The form.
    keyaccount_case: u64,
    opened: Opened,
    #[serde(default)]
    events: Vec<Event>,
}

/// What tells a form that is not ours before anything else is looked at.
#[derive(Debug, Deserialize)]
struct Head {
    keyaccount_case: u64,
}

/// A case with its people, and what a draft would be submitted with.
///
/// ```json
/// { "case": { "keyaccount_case": 1, "opened": { … }, "events": [] },
///   "organisation": { "people": [], "role_holders": [], "delegations": [] },
///   "papers": { … }, "circumstances": { … } }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Who holds which role, and who stands in.
    pub organisation: Organisation,
    /// What is handed in with a submission.
    pub papers: Papers,
    /// What is known beside it.
    pub circumstances: Circumstances,
}

/// The same as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    case: Written,
    #[serde(default)]
    organisation: Tables,
    #[serde(default)]
    papers: Papers,
    #[serde(default)]
    circumstances: Circumstances,
}

#[derive(Debug, Deserialize)]
struct FileHead {
    case: Head,
}

impl CaseFile {
    /// Reads a case with its people and papers, and replays it. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is not of this form, a key it does not have, a form newer than this library, people or
    /// delegations that are not sound, an event that could not have happened.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: FileHead = parse(file, text, A_CASE)?;
        head.case.check(file, "case.keyaccount_case")?;
        let WrittenFile { case, organisation, papers, circumstances } = parse(file, text, A_CASE)?;
        let mut checks = Checks::default();
        papers.check("papers", &mut checks);
        circumstances.check("circumstances", &mut checks);
        let mut problems = checks.problems;
        let case = inside("case", Case::replayed(case), &mut problems);
        let organisation = inside("organisation", Organisation::of(organisation), &mut problems);
        match (case, organisation) {
            (Some(case), Some(organisation)) if problems.is_empty() => {
                Ok(Self { case, organisation, papers, circumstances })
            }
            _ => Err(placed(file, Error::new(problems))),
        }
    }
}

/// The value of a part, or its problems with where that part stands.
fn inside<T>(part: &str, read: Result<T, Error>, problems: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|error| {
        problems.extend(error.into_problems().into_iter().map(|problem| {
            let path = format!("{part}.{}", problem.path);
            problem.path(path)
        }));
    })
    .ok()
}

fn placed(file: &str, error: Error) -> Error {
    Error::new(error.into_problems().into_iter().map(|problem| problem.at(file, None, None)).collect())
}

impl Case {
    /// Opens a case: a draft in its first round.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once: a blank id or one of more than 64 characters, an amount of
    /// more than six decimals.
    pub fn open(
        id: impl Into<CaseId>,
        kind: RequestKind,
        applicant: impl Into<PersonId>,
        unit: impl Into<String>,
        terms: super::Terms,
    ) -> Result<Self, Error> {
        let opened = Opened { id: id.into(), kind, applicant: applicant.into(), unit: unit.into(), terms };
        let mut checks = Checks::default();
        opened.check(&mut checks);
        if checks.problems.is_empty() { Ok(Self::of(opened)) } else { Err(Error::new(checks.problems)) }
    }

    /// Reads a case, and replays it: every event must follow from those before it, under the rules and the
    /// authority written down with it. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is no case, a key that cases do not have, a form newer than this library, a blank id, an
    /// amount of more than six decimals, an event that could not have happened.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: Head = parse(file, text, A_CASE)?;
        head.check(file, "keyaccount_case")?;
        Self::replayed(parse(file, text, A_CASE)?).map_err(|error| placed(file, error))
    }

    /// The case as JSON, which [`from_json`](Self::from_json) reads back as the same case.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    fn replayed(written: Written) -> Result<Self, Error> {
        let mut checks = Checks::default();
        written.opened.check(&mut checks);
        for (at, event) in written.events.iter().enumerate() {
            event.check(&format!("events[{at}]"), &mut checks);
        }
        if !checks.problems.is_empty() {
            return Err(Error::new(checks.problems));
        }
        let mut case = Self::of(written.opened);
        for (at, event) in written.events.into_iter().enumerate() {
            let (on, by) = (event.on, quote(&event.by));
            if let Err((_, code)) = case.accept(event) {
                let found = format!("an event of {on} by {by} that could not have happened: {}", code.code());
                let expected = code.reading(Language::English);
                let problem =
                    Problem::new(ProblemCode::ImpossibleEvent, found, "events that follow from one another");
                let remedy = format!("take the case from where it was written ({expected})");
                return Err(problem.path(format!("events[{at}]")).remedy(remedy).into());
            }
        }
        Ok(case)
    }
}

impl Serialize for Case {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            keyaccount_case: u64,
            opened: &'a Opened,
            events: &'a [Event],
        }
        let case = Borrowed { keyaccount_case: CASE_SCHEMA, opened: &self.opened, events: &self.events };
        case.serialize(serializer)
    }
}

/// By replaying it, as [`Case::from_json`] does.
impl<'de> Deserialize<'de> for Case {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        if let Some(problem) = other_form(written.keyaccount_case) {
            return Err(serde::de::Error::custom(problem));
        }
        Self::replayed(written).map_err(serde::de::Error::custom)
    }
}

/// Why a form is not read: it is newer, or there never was such a form.
fn other_form(form: u64) -> Option<Problem> {
    let found = format!("a case of form {form}");
    match form {
        CASE_SCHEMA => None,
        0 => {
            let problem = Problem::new(ProblemCode::OutOfRange, found, format!("form {CASE_SCHEMA}"));
            Some(problem.remedy(format!("write `\"keyaccount_case\": {CASE_SCHEMA}`")))
        }
        _ => {
            let expected = format!("form {CASE_SCHEMA} or older");
            let problem = Problem::new(ProblemCode::FormatTooNew, found, expected);
            Some(problem.remedy("use a newer version of keyaccount"))
        }
    }
}

impl Head {
    fn check(&self, file: &str, path: &str) -> Result<(), Error> {
        match other_form(self.keyaccount_case) {
            Some(problem) => Err(problem.path(path).at(file, None, None).into()),
            None => Ok(()),
        }
    }
}

/// Reads JSON of one of our forms; what is wrong with it carries its line and column.
pub(crate) fn parse<'de, T: Deserialize<'de>>(
    file: &str,
    text: &'de str,
    expected: &str,
) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let problem = json_problem(&error, text, expected);
        Problem { file: Some(file.to_owned()), ..problem }.into()
    })
}

impl Opened {
    fn check(&self, checks: &mut Checks) {
        checks.id("opened.id", &self.id);
        checks.id("opened.applicant", &self.applicant);
        checks.id("opened.unit", &self.unit);
        self.terms.check("opened.terms", checks);
    }
}

impl Event {
    fn check(&self, path: &str, checks: &mut Checks) {
        checks.id(&format!("{path}.by"), &self.by);
        checks.day(&format!("{path}.on"), self.on);
        match &self.what {
            EventKind::Submit(submission) => {
                submission.papers.check(&format!("{path}.what.submit.papers"), checks);
                submission.circumstances.check(&format!("{path}.what.submit.circumstances"), checks);
            }
            EventKind::Act(act) => {
                let path = format!("{path}.what.act.authority");
                checks.role_holder(&format!("{path}.holding"), &act.authority.holding);
                if let Some(delegation) = &act.authority.delegation {
                    checks.delegation(&format!("{path}.delegation"), delegation);
                }
            }
            EventKind::Amend { terms } => terms.check(&format!("{path}.what.amend.terms"), checks),
            EventKind::Withdraw { .. } => {}
        }
    }
}
