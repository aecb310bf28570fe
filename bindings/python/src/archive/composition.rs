//! What a customer's file consists of, and how good files are.

use std::sync::Arc;

use chrono::NaiveDate;
use keyaccount::archive as core;
use pyo3::prelude::*;

use crate::approval::missing_section;
use crate::errors::raise;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// What a policy says a customer's file consists of.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct CompositionPolicy(Arc<keyaccount::Policy>);

impl CompositionPolicy {
    fn rules(&self) -> PyResult<core::CompositionPolicy<'_>> {
        let expected = "one that says what a customer's file consists of";
        core::CompositionPolicy::of(&self.0).ok_or_else(|| missing_section("archive.composition", expected))
    }
}

#[pymethods]
impl CompositionPolicy {
    #[staticmethod]
    fn of(policy: &Policy) -> PyResult<Self> {
        let made = Self(policy.0.clone());
        made.rules()?;
        Ok(made)
    }

    fn composition<'py>(
        &self,
        py: Python<'py>,
        on_file: &Bound<'py, PyAny>,
        key_account: bool,
        as_of: NaiveDate,
    ) -> Plain<'py> {
        let on_file: Vec<_> = from_plain("on_file", on_file)?;
        to_plain(py, &self.rules()?.composition(&on_file, key_account, as_of))
    }

    fn card_completeness<'py>(&self, py: Python<'py>, filled: &Bound<'py, PyAny>) -> Plain<'py> {
        let filled: Vec<_> = from_plain("filled", filled)?;
        to_plain(py, &self.rules()?.card_completeness(&filled))
    }

    fn register_completeness<'py>(
        &self,
        py: Python<'py>,
        filled: &Bound<'py, PyAny>,
        declined: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let (filled, declined): (Vec<_>, Vec<_>) =
            (from_plain("filled", filled)?, from_plain("declined", declined)?);
        to_plain(py, &self.rules()?.register_completeness(&filled, &declined))
    }

    fn register_without_purpose<'py>(
        &self,
        py: Python<'py>,
        filled: &Bound<'py, PyAny>,
        with_purpose: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let (filled, with_purpose): (Vec<_>, Vec<_>) =
            (from_plain("filled", filled)?, from_plain("with_purpose", with_purpose)?);
        to_plain(py, &self.rules()?.register_without_purpose(&filled, &with_purpose))
    }

    fn quality<'py>(
        &self,
        py: Python<'py>,
        completeness: &Bound<'py, PyAny>,
        changes: &Bound<'py, PyAny>,
        sample: &Bound<'py, PyAny>,
        as_of: NaiveDate,
    ) -> Plain<'py> {
        let changes: Vec<_> = from_plain("changes", changes)?;
        let completeness = from_plain("completeness", completeness)?;
        let quality = self.rules()?.quality(completeness, &changes, from_plain("sample", sample)?, as_of);
        to_plain(py, &quality.map_err(raise)?)
    }
}
