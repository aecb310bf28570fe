//! Plain Python values: `dict`, `list`, `str`, `int`, `bool` and `None`, as serde gives and takes them.
//!
//! Records cross the border this way, never as text. What Python has a type for, Rust writes as a `str`
//! (decimals, days, instants); [`from_plain`] takes the type of Python as well.

mod read;
mod write;

use keyaccount::{Language, Problem, ProblemCode, Verdict};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::{self, raise};
use crate::text::Text;

/// The plain value of a record.
pub(crate) fn to_plain<'py, T: Serialize + ?Sized>(
    py: Python<'py>,
    value: &T,
) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(write::Writer { py }).map_err(|error| error.into_error(py))
}

/// The record of a plain value. `name` is what problems call it.
///
/// # Errors
/// `KeyaccountError` for a value that is not of the record's form: where, what was found and expected.
pub(crate) fn from_plain<T: DeserializeOwned>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    T::deserialize(read::Reader::new(value)).map_err(|error| raise(error.problem(name)))
}

/// The exception for a value that Python code was given and cannot take.
#[pyfunction]
pub(crate) fn refusal(path: Text, found: Text, expected: Text) -> PyErr {
    raise(Problem::new(ProblemCode::WrongType, &*found, &*expected).path(&*path))
}

/// Why something was refused, as problems: one for every reason of a verdict.
#[pyfunction]
pub(crate) fn refusals(verdict: &Bound<'_, PyAny>) -> PyResult<Vec<errors::Problem>> {
    let verdict: Verdict = from_plain("verdict", verdict)?;
    let problems = verdict.reasons.iter().map(|reason| {
        let expected = "what the policy permits";
        errors::Problem::from(&Problem::new(
            ProblemCode::Forbidden,
            reason.sentence(Language::English),
            expected,
        ))
    });
    Ok(problems.collect())
}
