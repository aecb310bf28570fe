//! A question about access as JSON: an attempt and the registers it meets.

use serde::{Deserialize, Serialize};

use super::attempt::{Attempt, MAX_FIELDS};
use super::registers::AccessRegisters;
use crate::approval::{Checks, parse_json};
use crate::error::{Error, Problem, ProblemCode};

/// What a text is expected to be.
const A_QUESTION: &str =
    "a question with `attempt` and `registers`, such as `examples/access-request/question.json`";

/// An attempt with the registers it is held against.
///
/// ```json
/// { "attempt": { "at": "2026-11-04T12:00:00", "by": "xu", "action": "view_paper_extract", … },
///   "registers": { "organisation": { "role_holders": [ … ] }, "ndas": [ … ], "grants": [ … ] } }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessQuestion {
    /// What is attempted.
    pub attempt: Attempt,
    /// Who is who, what was signed and what was granted.
    #[serde(default)]
    pub registers: AccessRegisters,
}

impl AccessQuestion {
    /// Reads a question. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is not of this form, a key it does not have, an id that is blank or too long, registers that
    /// [`AccessRegisters::check`] refuses.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let question: Self = parse_json(file, text, A_QUESTION)?;
        match question.check() {
            Ok(()) => Ok(question),
            Err(error) => {
                let problems = error.into_problems().into_iter();
                Err(Error::new(problems.map(|problem| problem.at(file, None, None)).collect()))
            }
        }
    }

    /// Everything that is wrong with the attempt and its registers.
    ///
    /// # Errors
    /// All at once: an id that is blank or too long, more than 64 fields, registers that
    /// [`AccessRegisters::check`] refuses.
    pub fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        self.attempt.check("attempt", &mut checks);
        let mut problems = checks.problems;
        if let Err(error) = self.registers.check() {
            let within = |problem: Problem| {
                let path = format!("registers.{}", problem.path);
                problem.path(path)
            };
            problems.extend(error.into_problems().into_iter().map(within));
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::new(problems)) }
    }
}

impl Attempt {
    pub(super) fn check(&self, path: &str, checks: &mut Checks) {
        checks.day(&format!("{path}.at"), self.at.date());
        checks.id(&format!("{path}.by"), &self.by);
        checks.some_id(&format!("{path}.requester"), self.requester.as_deref());
        if self.fields.len() > MAX_FIELDS {
            let found = format!("{} fields", self.fields.len());
            let expected = format!("at most {MAX_FIELDS} fields");
            checks.problem(format!("{path}.fields"), Problem::new(ProblemCode::TooLarge, found, expected));
        }
        for (at, field) in self.fields.iter().take(MAX_FIELDS).enumerate() {
            checks.id(&format!("{path}.fields[{at}]"), field);
        }
        if let Some(file) = &self.file {
            checks.id(&format!("{path}.file.customer_id"), &file.customer_id);
            for (name, id) in [
                ("owner", file.owner.as_deref()),
                ("department", file.department.as_deref()),
                ("level", file.level.as_deref()),
            ] {
                checks.some_id(&format!("{path}.file.{name}"), id);
            }
        }
    }
}
