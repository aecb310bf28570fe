//! Records that go to other processes, as JSON: pickles are of one version of the library, as stamps are.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::explanation::{Explanation, Remedy};
use crate::language::language;
use crate::text::Text;
use crate::told::{Distribution, Note, Stamp};

/// What pickle calls to make a record again: `restored(kind, json, lang)`.
pub(crate) type Pickled<'py> = (Bound<'py, PyAny>, (&'static str, String, String));

/// How a record is pickled.
pub(crate) fn pickled<'py>(
    py: Python<'py>,
    kind: &'static str,
    record: &impl Serialize,
    lang: &str,
) -> PyResult<Pickled<'py>> {
    let json = serde_json::to_string(record).map_err(std::io::Error::from)?;
    Ok((py.import("keyaccount._core")?.getattr("restored")?, (kind, json, lang.to_owned())))
}

/// Something that is made from a whole book, and stays where the book is.
pub(crate) fn cannot_pickle(what: &str, remedy: &str) -> PyErr {
    PyTypeError::new_err(format!("cannot pickle {what}, which holds all rows: {remedy}"))
}

/// The record that was pickled.
#[pyfunction]
pub(crate) fn restored<'py>(
    py: Python<'py>,
    kind: Text,
    json: Text,
    lang: Text,
) -> PyResult<Bound<'py, PyAny>> {
    let made = match &*kind {
        "stamp" => Bound::new(py, Stamp::from(&read::<keyaccount::Stamp>(&json)?))?.into_any(),
        "note" => Bound::new(py, Note(read(&json)?))?.into_any(),
        "distribution" => Bound::new(py, Distribution(read(&json)?))?.into_any(),
        "explanation" => Bound::new(py, Explanation::new(read(&json)?, language(&lang)?))?.into_any(),
        "remedy" => Bound::new(py, Remedy::new(read(&json)?, language(&lang)?))?.into_any(),
        _ => return Err(PyTypeError::new_err(format!("no pickle of the kind {:?}", &*kind))),
    };
    Ok(made)
}

fn read<T: DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json)
        .map_err(|error| PyTypeError::new_err(format!("a pickle of another version: {error}")))
}
