//! Two results held against each other: who moves, and why.

use std::sync::Arc;

use keyaccount_files::{ComparisonForm, ComparisonTable, FileFormat};
use pyo3::prelude::*;

use crate::errors::raise;
use crate::language::language;
use crate::result::Result;
use crate::table::Table;
use crate::text::{Place, Text, text};
use crate::told::{Stamp, plain};
use crate::work::beside;

/// Holds two results of one book against each other: under another policy, or on another day.
///
/// Raises `KeyaccountError` for results that cannot be compared, such as those of books in other
/// currencies.
#[pyfunction]
pub(crate) fn compare(
    py: Python<'_>,
    before: &Bound<'_, Result>,
    after: &Bound<'_, Result>,
) -> PyResult<Comparison> {
    let (before, after) = (before.get().assessment.clone(), after.get().assessment.clone());
    let found = beside(py, false, move |_| keyaccount::comparison::Comparison::between(&before, &after))?;
    Ok(Comparison(Arc::new(found.map_err(raise)?)))
}

/// What differs between two results: who moves, from where, to where and why.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct Comparison(Arc<keyaccount::comparison::Comparison>);

impl Comparison {
    fn table(&self, py: Python<'_>, table: ComparisonTable, lang: Option<Text>) -> PyResult<Table> {
        let (comparison, lang) = (self.0.clone(), lang.as_deref().map(language).transpose()?);
        let made =
            beside(py, false, move |_| Table::of(&table.of(&comparison, lang).table(), &comparison.after))?;
        made.map_err(raise)
    }

    fn write(&self, py: Python<'_>, path: Place, form: ComparisonForm) -> PyResult<()> {
        let comparison = self.0.clone();
        let write = move |_: &_| keyaccount_cli::write_comparison(&path, &form, &comparison);
        beside(py, false, write)?.map_err(raise)
    }
}

#[pymethods]
impl Comparison {
    /// What the result before was made from.
    #[getter]
    fn before(&self) -> Stamp {
        Stamp::from(&self.0.before)
    }

    /// What the result after was made from.
    #[getter]
    fn after(&self) -> Stamp {
        Stamp::from(&self.0.after)
    }

    /// Who moves, from where, to where and why; in a language the reason is a sentence.
    #[pyo3(signature = (lang = None))]
    fn moves(&self, py: Python<'_>, lang: Option<Text>) -> PyResult<Table> {
        self.table(py, ComparisonTable::Moves, lang)
    }

    /// How many stand where before and after, with their money.
    fn matrix(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, ComparisonTable::Matrix, None)
    }

    /// What differs between the policies.
    #[pyo3(signature = (lang = None))]
    fn policy_changes(&self, py: Python<'_>, lang: Option<Text>) -> PyResult<Table> {
        self.table(py, ComparisonTable::Policy, lang)
    }

    /// The comparison summed up as text.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn summary(&self, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<String> {
        Ok(keyaccount_cli::comparison_summary(&self.0, language(lang)?))
    }

    /// Everything as dictionaries and lists; decimals and days are texts.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &*self.0)
    }

    /// Writes who moves as CSV.
    #[pyo3(signature = (path, *, lang = None, escape_formulas = false))]
    fn to_csv(&self, py: Python<'_>, path: Place, lang: Option<Text>, escape_formulas: bool) -> PyResult<()> {
        let (table, language) = (Some(ComparisonTable::Moves), lang.as_deref().map(language).transpose()?);
        self.write(py, path, ComparisonForm { table, format: FileFormat::Csv, language, escape_formulas })
    }

    /// Writes every table as JSON.
    fn to_json(&self, py: Python<'_>, path: Place) -> PyResult<()> {
        let format = FileFormat::Json;
        self.write(py, path, ComparisonForm { table: None, format, language: None, escape_formulas: false })
    }

    /// Writes a workbook, a sheet for each table.
    #[pyo3(signature = (path, *, lang = None))]
    fn to_xlsx(&self, py: Python<'_>, path: Place, lang: Option<Text>) -> PyResult<()> {
        let language = lang.as_deref().map(language).transpose()?;
        let format = FileFormat::Xlsx;
        self.write(py, path, ComparisonForm { table: None, format, language, escape_formulas: false })
    }

    fn __len__(&self) -> usize {
        self.0.moves.len()
    }

    fn __str__(&self) -> String {
        keyaccount_cli::comparison_summary(&self.0, keyaccount::Language::English)
    }

    fn __repr__(&self) -> String {
        format!("<Comparison: {} moves>", self.0.moves.len())
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("text", (slf.get().__str__(),))?.extract()
    }
}
