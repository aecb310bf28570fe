//! The core's problems as Python's exception.

use keyaccount_cli::Failure;
use keyaccount_files::{ReadError, WriteError};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::text::Text;

mod python {
    // Defined in Python: the stubs would not show an exception made here.
    pyo3::import_exception!(keyaccount.errors, KeyaccountError);
}

/// One thing that is wrong with an input, and how to mend it.
#[pyclass(frozen, eq, hash, get_all, module = "keyaccount._core", from_py_object)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    /// The kind of problem, a stable code such as `unknown_key`.
    code: &'static str,
    /// The file, or the table when there is no file.
    file: Option<String>,
    /// The line from 1; for a table without a file the row from 1.
    line: Option<u64>,
    /// The column from 1: of characters in a policy, of fields in a table.
    column: Option<u64>,
    /// The path in a policy (`credit.bands[2].at_least`) or the column's name in a table; may be empty.
    path: String,
    /// What was found.
    found: String,
    /// What was expected.
    expected: String,
    /// What to do about it; empty where the expectation says it all.
    remedy: String,
    /// All of it in one line: `file:line:column (path): found …, expected …; remedy`.
    sentence: String,
}

/// Everything a problem says, in the order `Problem` takes it.
type Fields = (String, String, String, Option<String>, Option<u64>, Option<u64>, String, String);

#[pymethods]
impl Problem {
    /// A problem with a code of the library; one of another code, as a later version may have, cannot be
    /// made.
    #[new]
    #[pyo3(signature = (code, found, expected, file = None, line = None, column = None, path = Text::default(), remedy = Text::default()))]
    fn new(
        code: Text,
        found: Text,
        expected: Text,
        file: Option<Text>,
        line: Option<u64>,
        column: Option<u64>,
        path: Text,
        remedy: Text,
    ) -> PyResult<Self> {
        let known = keyaccount::ProblemCode::ALL.iter().find(|known| known.code() == &*code);
        let code = known.copied().ok_or_else(|| {
            let expected = "a code of a problem, such as `unknown_key`";
            let problem = keyaccount::Problem::new(
                keyaccount::ProblemCode::UnknownCode,
                keyaccount::quote(&code),
                expected,
            );
            raise(problem.path("code"))
        })?;
        let problem = keyaccount::Problem {
            code,
            file: file.map(Text::into_string),
            line,
            column,
            path: path.into_string(),
            found: found.into_string(),
            expected: expected.into_string(),
            remedy: remedy.into_string(),
        };
        Ok(Self::from(&problem))
    }

    /// Exceptions come back from other processes whole.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, Fields) {
        let Self { code, file, line, column, path, found, expected, remedy, .. } = slf.get().clone();
        (slf.get_type(), (code.to_owned(), found, expected, file, line, column, path, remedy))
    }

    fn __str__(&self) -> &str {
        &self.sentence
    }

    fn __repr__(&self) -> String {
        format!("<Problem {}: {}>", self.code, self.sentence)
    }
}

impl From<&keyaccount::Problem> for Problem {
    fn from(problem: &keyaccount::Problem) -> Self {
        Self {
            code: problem.code.code(),
            file: problem.file.clone(),
            line: problem.line,
            column: problem.column,
            path: problem.path.clone(),
            found: problem.found.clone(),
            expected: problem.expected.clone(),
            remedy: problem.remedy.clone(),
            sentence: problem.to_string(),
        }
    }
}

/// What can be raised as `KeyaccountError`, or as `OSError` where a disk and no input is to blame.
pub(crate) trait Raise {
    fn raise(self) -> PyErr;
}

/// The exception for an error, for `map_err`.
pub(crate) fn raise(error: impl Raise) -> PyErr {
    error.raise()
}

fn problems(problems: &[keyaccount::Problem], count: u64) -> PyErr {
    let problems: Vec<Problem> = problems.iter().map(Problem::from).collect();
    python::KeyaccountError::new_err((problems, count))
}

impl Raise for keyaccount::Problem {
    fn raise(self) -> PyErr {
        problems(&[self], 1)
    }
}

impl Raise for Box<keyaccount::Problem> {
    fn raise(self) -> PyErr {
        (*self).raise()
    }
}

impl Raise for keyaccount::Error {
    fn raise(self) -> PyErr {
        problems(self.problems(), self.problems().len() as u64)
    }
}

impl Raise for ReadError {
    fn raise(self) -> PyErr {
        problems(self.problems(), self.count())
    }
}

impl Raise for WriteError {
    fn raise(self) -> PyErr {
        match self {
            Self::Problem(error) => error.raise(),
            Self::Io(error) => error.into(),
        }
    }
}

impl Raise for Failure {
    fn raise(self) -> PyErr {
        match self {
            Self::Problems(error) => error.raise(),
            Self::Io(error) => error.into(),
        }
    }
}
