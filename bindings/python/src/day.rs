//! Days as arguments.

use chrono::NaiveDate;
use keyaccount::{Problem, ProblemCode, quote};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;

use crate::errors::raise;

/// A day as an argument, or an instant of the organisation's own zone; or else that it has a zone.
pub(crate) enum Day {
    Day(NaiveDate),
    Zoned(String),
}

impl Day {
    /// `name` is what problems call it.
    pub(crate) fn of(self, name: &str) -> PyResult<NaiveDate> {
        match self {
            Self::Day(day) => Ok(day),
            Self::Zoned(instant) => {
                let expected = "a day, or an instant of the organisation's own zone, without `tzinfo`";
                Err(raise(Problem::new(ProblemCode::WrongType, quote(&instant), expected).path(name)))
            }
        }
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Day {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = <NaiveDate as FromPyObject<'_, '_>>::INPUT_TYPE;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let zone = value.getattr_opt("tzinfo")?;
        if zone.is_some_and(|zone| !zone.is_none()) {
            return Ok(Self::Zoned(value.str()?.to_string_lossy().into_owned()));
        }
        value.extract().map(Self::Day)
    }
}
