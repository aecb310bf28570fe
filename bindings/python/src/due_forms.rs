//! What is due as tables and files.

use keyaccount::Language;
use keyaccount::due::{DueList, DuePart};
use keyaccount_files::{CsvOptions, write_csv_with, write_json_record};
use pyo3::prelude::*;

use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::table::Table;
use crate::text::Text;

/// A language, or none for codes.
pub(crate) fn optional(lang: Option<Text>) -> PyResult<Option<Language>> {
    lang.as_deref().map(language).transpose()
}

/// The list as an Arrow table.
#[pyfunction]
#[pyo3(signature = (list, lang))]
pub(crate) fn due_table(list: &Bound<'_, PyAny>, lang: Option<Text>) -> PyResult<Table> {
    let (py, language) = (list.py(), optional(lang)?);
    let list: DueList = from_plain("due", list)?;
    py.detach(|| Table::of(&list.table(language).table(), &list.stamp)).map_err(raise)
}

/// The list as CSV.
#[pyfunction]
#[pyo3(signature = (list, lang, escape_formulas))]
pub(crate) fn due_csv(
    list: &Bound<'_, PyAny>,
    lang: Option<Text>,
    escape_formulas: bool,
) -> PyResult<String> {
    let list: DueList = from_plain("due", list)?;
    let language = optional(lang)?;
    let mut text = Vec::new();
    write_csv_with(&list.table(language).table(), CsvOptions { language, escape_formulas }, &mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The list as JSON.
#[pyfunction]
pub(crate) fn due_json(list: &Bound<'_, PyAny>) -> PyResult<String> {
    let list: DueList = from_plain("due", list)?;
    let mut text = Vec::new();
    write_json_record(&list, &mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The list with other lists and more parts of the same instant in it, as a plain `DueList`; each of them
/// with its place in `more`, by which problems name it.
#[pyfunction]
pub(crate) fn due_merged<'py>(
    py: Python<'py>,
    list: &Bound<'py, PyAny>,
    others: Vec<(usize, Bound<'py, PyAny>)>,
    parts: Vec<(usize, Bound<'py, PyAny>)>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut list: DueList = from_plain("due", list)?;
    let others = others.iter().map(|(place, other)| {
        let name = format!("more[{place}]");
        let other: DueList = from_plain(&name, other)?;
        list.can_take_in(&other).map_err(|problem| {
            let path = format!("{name}.{}", problem.path);
            raise(problem.path(path))
        })?;
        Ok(other)
    });
    let others = others.collect::<PyResult<Vec<_>>>()?;
    list.merge_lists(others).map_err(raise)?;
    let parts = parts.iter().map(|(place, part)| from_plain(&format!("more[{place}]"), part));
    list.merge(parts.collect::<PyResult<Vec<DuePart>>>()?);
    to_plain(py, &list)
}
