//! Texts as arguments.

use core::ops::Deref;

use keyaccount::{Problem, ProblemCode};
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;

use crate::errors::raise;

/// A text as an argument. One with half a surrogate pair, which no encoding has, is a problem as any other.
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Text {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <String as FromPyObject<'_, '_>>::INPUT_TYPE;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        value.extract::<String>().map(Self).map_err(|error| unpaired(value.py(), error))
    }
}

/// The problem in place of Python's own complaint of such a text.
pub(crate) fn unpaired(py: Python<'_>, error: PyErr) -> PyErr {
    if !error.is_instance_of::<PyUnicodeEncodeError>(py) {
        return error;
    }
    let found = "a text with half of a surrogate pair";
    let problem = Problem::new(ProblemCode::WrongType, found, "a text that UTF-8 can hold");
    raise(problem.remedy("read it with the encoding it was written in, without `surrogateescape`"))
}
