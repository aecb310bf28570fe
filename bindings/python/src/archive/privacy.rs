//! What identifies a person, taken out of tables.

use keyaccount::archive::{DeidentifyKey, PlainTable, PrivacyPolicy};
use pyo3::prelude::*;

use crate::approval::missing_section;
use crate::errors::raise;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;

type Both<'py> = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>;

pub(crate) fn rules(policy: &Policy) -> PyResult<PrivacyPolicy<'_>> {
    let rules = PrivacyPolicy::of(&policy.0);
    rules.ok_or_else(|| missing_section("archive.privacy", "one that says what becomes of which column"))
}

/// The table with pseudonyms for what identifies a person, and what became of it.
#[pyfunction]
pub(crate) fn deidentify<'py>(
    py: Python<'py>,
    policy: &Policy,
    table: &Bound<'py, PyAny>,
    key: Vec<u8>,
) -> Both<'py> {
    let (rules, table): (_, PlainTable) = (rules(policy)?, from_plain("table", table)?);
    let key = DeidentifyKey::new(key).map_err(raise)?;
    let (made, report) = py.detach(|| rules.deidentify(&table, &key)).map_err(raise)?;
    Ok((to_plain(py, &made)?, to_plain(py, &report)?))
}

/// The table with nothing in it that leads back to a person, and what became of it.
#[pyfunction]
pub(crate) fn anonymise<'py>(py: Python<'py>, policy: &Policy, table: &Bound<'py, PyAny>) -> Both<'py> {
    let (rules, table): (_, PlainTable) = (rules(policy)?, from_plain("table", table)?);
    let (made, report) = py.detach(|| rules.anonymise(&table)).map_err(raise)?;
    Ok((to_plain(py, &made)?, to_plain(py, &report)?))
}
