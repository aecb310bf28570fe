//! What identifies a person, taken out of data frames and CSV files.

use keyaccount::archive::{DeidentifyKey, PlainTable, PrivacyReport};
use keyaccount_arrow::{plain_table, text_batch};
use keyaccount_files::{read_plain_csv, write_plain_csv};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::archive::privacy::rules;
use crate::errors::raise;
use crate::frames::batches;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::table::Table;
use crate::text::Place;

type Made<'py> = PyResult<(Table, Bound<'py, PyAny>)>;

/// The frame with pseudonyms for what identifies a person, and what became of it.
#[pyfunction]
pub(crate) fn deidentify_frame<'py>(
    py: Python<'py>,
    policy: &Policy,
    frame: &Bound<'py, PyAny>,
    key: Vec<u8>,
) -> Made<'py> {
    let key = DeidentifyKey::new(key).map_err(raise)?;
    made(py, policy, frame, move |rules, table| rules.deidentify(table, &key))
}

/// The frame with nothing in it that leads back to a person, and what became of it.
#[pyfunction]
pub(crate) fn anonymise_frame<'py>(py: Python<'py>, policy: &Policy, frame: &Bound<'py, PyAny>) -> Made<'py> {
    made(py, policy, frame, |rules, table| rules.anonymise(table))
}

fn made<'py>(
    py: Python<'py>,
    policy: &Policy,
    frame: &Bound<'py, PyAny>,
    make: impl FnOnce(
        &keyaccount::archive::PrivacyPolicy<'_>,
        &PlainTable,
    ) -> Result<(PlainTable, PrivacyReport), keyaccount::Error>
    + Send,
) -> Made<'py> {
    let rules = rules(policy)?;
    let batches = batches("table", frame)?;
    let (batch, report) = py
        .detach(|| {
            let (left, report) = make(&rules, &plain_table(&batches)?)?;
            Ok((text_batch(&left)?, report))
        })
        .map_err(|error: keyaccount::Error| raise(error))?;
    Ok((Table::of_batch(batch), to_plain(py, &report)?))
}

/// The table of a CSV file, as a plain `PlainTable`.
#[pyfunction]
pub(crate) fn read_plain_table(py: Python<'_>, path: Place) -> PyResult<Bound<'_, PyAny>> {
    let table = py.detach(|| read_plain_csv(&path)).map_err(raise)?;
    to_plain(py, &table)
}

/// The table as the bytes of a CSV file.
#[pyfunction]
pub(crate) fn plain_csv<'py>(py: Python<'py>, table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let table: PlainTable = from_plain("table", table)?;
    let mut text = Vec::new();
    py.detach(|| write_plain_csv(&table, &mut text))?;
    Ok(PyBytes::new(py, &text))
}
