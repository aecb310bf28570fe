//! Files of events as JSON: the form is told before anything else is looked at.

pub(super) use crate::approval::parse_json as parse;
use crate::error::{Error, Problem, ProblemCode};

/// Refuses a form newer than this library, and one that never was.
pub(super) fn known_form(file: &str, key: &str, found: u64, newest: u64) -> Result<(), Error> {
    if (1..=newest).contains(&found) {
        return Ok(());
    }
    let code = if found > newest { ProblemCode::FormatTooNew } else { ProblemCode::OutOfRange };
    let expected = format!("1 to {newest}");
    let problem = Problem::new(code, format!("`{key}` {found}"), expected).path(key);
    let problem = match found > newest {
        true => problem.remedy("read it with a newer version of this library"),
        false => problem,
    };
    Err(problem.at(file, None, None).into())
}

/// The problems with the name of their file.
pub(super) fn placed(file: &str, problems: Vec<Problem>) -> Error {
    Error::new(problems.into_iter().map(|problem| problem.at(file, None, None)).collect())
}
