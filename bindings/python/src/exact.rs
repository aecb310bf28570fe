//! Exact numbers from the types Python has for them.

use core::ops::Deref;

use keyaccount::{Exact, NumberError, Problem, ProblemCode, quote};
use pyo3::PyTypeInfo;
use pyo3::exceptions::PyOverflowError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};
use rust_decimal::Decimal;

use crate::errors::raise;
use crate::text::unpaired;

/// Powers of ten that are written out; no number of the library needs as many.
const MOST_POWERS: u32 = 200;

/// Why a value of Python is no exact number.
enum Fault {
    Problem(Box<Problem>),
    Python(PyErr),
}

impl Fault {
    /// The exception; `name` is what problems call the number.
    fn raise(self, name: &str) -> PyErr {
        match self {
            Self::Problem(problem) => raise(problem.path(name)),
            Self::Python(error) => error,
        }
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// An exact number as an argument: a `Decimal`, an `int` or a text in plain digits, or else what is to be raised.
pub(crate) struct Number(Result<Exact, Fault>);

impl Number {
    /// The number; `name` is what problems call it.
    pub(crate) fn named(self, name: &str) -> PyResult<Exact> {
        self.0.map_err(|fault| fault.raise(name))
    }

    /// The same where at most 28 digits are counted with. `name` is what problems call it.
    pub(crate) fn decimal(self, name: &str) -> PyResult<Decimal> {
        let text = self.named(name)?.to_string();
        Decimal::from_str_exact(&text).map_err(|_| {
            let expected = "a number of at most 28 digits";
            raise(Problem::new(ProblemCode::OutOfRange, quote(&text), expected).path(name))
        })
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Number {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        <Decimal as FromPyObject<'_, '_>>::INPUT_TYPE,
        PyInt::TYPE_HINT,
        <String as FromPyObject<'_, '_>>::INPUT_TYPE
    );

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(number(&value)))
    }
}

/// A whole number as an argument: one that is too large or below 0, where that means nothing, is a problem as
/// any other.
pub(crate) struct Count<T>(T);

impl<T> Deref for Count<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'a, 'py, T: FromPyObject<'a, 'py, Error = PyErr>> FromPyObject<'a, 'py> for Count<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::INPUT_TYPE;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        value.extract::<T>().map(Self).map_err(|error| {
            if !error.is_instance_of::<PyOverflowError>(value.py()) {
                return error;
            }
            let found = value.str().map(|digits| digits.to_string_lossy().into_owned()).unwrap_or_default();
            raise(Problem::new(
                ProblemCode::OutOfRange,
                quote(&found),
                "a whole number that can be counted with",
            ))
        })
    }
}

/// The plain digits of a `Decimal`; none if they would be too many to write out.
pub(crate) fn plain_digits(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let text = value.str()?.to_string_lossy().into_owned();
    let Some((_, power)) = text.split_once(['E', 'e']) else { return Ok(Some(text)) };
    if power.parse::<i64>().is_ok_and(|power| power.unsigned_abs() <= u64::from(MOST_POWERS)) {
        return value.call_method1("__format__", ("f",))?.extract().map(Some);
    }
    Ok(None)
}

/// A number from a `Decimal`, an `int` or a text in plain digits. `name` is what problems call it.
///
/// # Errors
/// `KeyaccountError` for a binary float, with how to write it, and for a text that is no plain decimal.
pub(crate) fn exact(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Exact> {
    number(value).map_err(|fault| fault.raise(name))
}

fn number(value: &Bound<'_, PyAny>) -> Result<Exact, Fault> {
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_cow().map_err(|error| unpaired(value.py(), error))?;
        return read(&text);
    }
    if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
        return read(&value.str()?.to_string_lossy());
    }
    let kind = value.get_type().name()?;
    if kind == "Decimal" {
        let text = plain_digits(value)?.unwrap_or(value.str()?.to_string_lossy().into_owned());
        return read(&text);
    }
    let found =
        format!("{} of type {}", quote(&value.repr()?.to_string_lossy()), quote(&kind.to_string_lossy()));
    let problem =
        Problem::new(ProblemCode::WrongType, found, "a `Decimal`, an `int` or a text in plain digits");
    Err(Fault::Problem(Box::new(match value.is_instance_of::<PyFloat>() {
        true => problem.remedy(
            "a binary float holds no exact amount: write `Decimal(\"0.10\")` or `\"0.10\"`, or take `Decimal(repr(x))`",
        ),
        false => problem,
    })))
}

/// The same of a number that may be left out.
pub(crate) fn some_exact(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Exact>> {
    value.map(|value| exact(name, value)).transpose()
}

fn read(text: &str) -> Result<Exact, Fault> {
    text.parse().map_err(|error| {
        let code = match error {
            NumberError::NotANumber => ProblemCode::BadNumber,
            NumberError::TooManyDecimals => ProblemCode::TooManyDecimals,
            NumberError::TooLarge => ProblemCode::OutOfRange,
        };
        let expected = "a plain decimal of at most 38 digits, such as `1234.50`";
        Fault::Problem(Box::new(Problem::new(code, quote(text), expected)))
    })
}
