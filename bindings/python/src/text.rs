//! Texts and paths as arguments.

use core::ops::Deref;
use std::path::{Path, PathBuf};

use keyaccount::{Problem, ProblemCode};
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;

use crate::errors::raise;

/// A text as an argument. One with half a surrogate pair, which no encoding has, is a problem as any other.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
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

/// The texts of an argument that takes several.
pub(crate) fn strings(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(Text::into_string).collect()
}

/// The same for `from_py_with`, where the signature shows a text as the default.
pub(crate) fn text<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    value.extract::<&str>().map_err(|error| unpaired(value.py(), error))
}

/// A path as an argument. A name that is no text in the encoding of the system is one all the same, with
/// `surrogateescape`, as everywhere in Python; with other halves of surrogate pairs it is none.
pub(crate) struct Place(pub(crate) PathBuf);

impl Deref for Place {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Place {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <PathBuf as FromPyObject<'_, '_>>::INPUT_TYPE;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        value.extract::<PathBuf>().map(Self).map_err(|error| unpaired(value.py(), error))
    }
}

/// The problem in place of Python's own complaint of such a text.
pub(crate) fn unpaired(py: Python<'_>, error: PyErr) -> PyErr {
    if error.is_instance_of::<PyUnicodeEncodeError>(py) { raise(half_a_pair()) } else { error }
}

/// What is wrong with such a text.
pub(crate) fn half_a_pair() -> Problem {
    let found = "a text with half of a surrogate pair";
    let problem = Problem::new(ProblemCode::WrongType, found, "a text that UTF-8 can hold");
    problem.remedy("read it with the encoding it was written in, without `surrogateescape`")
}
