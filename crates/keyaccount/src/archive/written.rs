//! Files of events as JSON: the form is told before anything else is looked at.

use serde::Deserialize;

use crate::error::{Error, Problem, ProblemCode, quote};

/// Reads JSON of one of our forms; what is wrong with it carries its line and column.
pub(super) fn parse<'de, T: Deserialize<'de>>(
    file: &str,
    text: &'de str,
    expected: &str,
) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let place = (error.line() > 0).then_some((error.line() as u64, error.column() as u64));
        let code = if error.is_data() { ProblemCode::WrongType } else { ProblemCode::Syntax };
        let problem = Problem::new(code, quote(&error.to_string()), expected);
        problem.at(file, place.map(|(line, _)| line), place.map(|(_, column)| column)).into()
    })
}

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
