//! Exact numbers from the types Python has for them.

use keyaccount::{Exact, NumberError, Problem, ProblemCode, quote};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};

use crate::errors::raise;

/// A number from a `Decimal`, an `int` or a text in plain digits. `name` is what problems call it.
///
/// # Errors
/// `KeyaccountError` for a binary float, with how to write it, and for a text that is no plain decimal.
pub(crate) fn exact(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Exact> {
    if let Ok(text) = value.cast::<PyString>() {
        return read(name, text);
    }
    if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
        return read(name, &value.str()?);
    }
    let kind = value.get_type().name()?;
    if kind == "Decimal" {
        let text = value.str()?;
        // Plain digits, whatever the exponent.
        let plain = text.to_string_lossy().contains(['E', 'e']);
        return if plain {
            read(name, value.call_method1("__format__", ("f",))?.cast()?)
        } else {
            read(name, &text)
        };
    }
    let found =
        format!("{} of type {}", quote(&value.repr()?.to_string_lossy()), quote(&kind.to_string_lossy()));
    let problem =
        Problem::new(ProblemCode::WrongType, found, "a `Decimal`, an `int` or a text in plain digits");
    Err(raise(match value.is_instance_of::<PyFloat>() {
        true => problem.path(name).remedy(
            "a binary float holds no exact amount: write `Decimal(\"0.10\")` or `\"0.10\"`, or take `Decimal(repr(x))`",
        ),
        false => problem.path(name),
    }))
}

/// The same of a number that may be left out.
pub(crate) fn some_exact(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Exact>> {
    value.map(|value| exact(name, value)).transpose()
}

fn read(name: &str, text: &Bound<'_, PyString>) -> PyResult<Exact> {
    let text = text.to_cow()?;
    text.parse().map_err(|error| {
        let code = match error {
            NumberError::NotANumber => ProblemCode::BadNumber,
            NumberError::TooManyDecimals => ProblemCode::TooManyDecimals,
            NumberError::TooLarge => ProblemCode::OutOfRange,
        };
        raise(
            Problem::new(code, quote(&text), "a plain decimal of at most 38 digits, such as `1234.50`")
                .path(name),
        )
    })
}
