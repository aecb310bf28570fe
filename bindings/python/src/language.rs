//! `lang="zh"`

use pyo3::prelude::*;

use crate::errors::raise;

/// A language from its code.
pub(crate) fn language(code: &str) -> PyResult<keyaccount::Language> {
    code.parse().map_err(raise)
}
