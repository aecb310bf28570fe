//! `lang="zh"`

use pyo3::prelude::*;

use crate::errors::raise;
use crate::text::Text;

/// The code of a language that the library speaks.
#[pyfunction]
pub(crate) fn language_code(code: Text) -> PyResult<&'static str> {
    Ok(language(&code)?.code())
}

/// A language from its code.
pub(crate) fn language(code: &str) -> PyResult<keyaccount::Language> {
    code.parse().map_err(raise)
}
