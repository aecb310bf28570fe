//! What pictures are drawn from: curves and bands of a result, as plain values with exact numbers as texts.

use keyaccount::{Concentration, Language, Value};
use pyo3::prelude::*;

use crate::errors::raise;
use crate::language::language;
use crate::plain::to_plain;
use crate::result::Result;
use crate::text::Text;
use crate::work::beside;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// The whale curve: running sums, the same in percent of all (`None` where there are none), the place of the
/// highest from 0, and of how many customers profit is not known.
#[pyfunction]
pub(crate) fn whale_curve<'py>(py: Python<'py>, result: &Result) -> Plain<'py> {
    let assessment = result.assessment.clone();
    let curve = beside(py, false, move |_| assessment.profit_concentration())?.map_err(raise)?;
    let Concentration { points, unknown, .. } = &curve;
    let running: Vec<_> = points.iter().map(|point| point.running).collect();
    let shares: Option<Vec<_>> = points.iter().map(|point| point.share).collect();
    to_plain(py, &(running, shares, curve.peak(), unknown))
}

/// The Pareto curve: id, amount and running percent of the first customers, then how many others there are
/// with what they bring together, if there are any.
#[pyfunction]
pub(crate) fn pareto_curve<'py>(py: Python<'py>, result: &Result, shown: usize) -> Plain<'py> {
    let assessment = result.assessment.clone();
    let curve = beside(py, false, move |_| assessment.order_concentration())?.map_err(raise)?;
    let first = curve.points.iter().take(shown);
    let first: Vec<_> = first.map(|point| (&point.customer_id, point.value, point.share)).collect();
    to_plain(py, &(first, curve.after(shown)))
}

/// How many customers are of each value class, best first: its reading in the language, and the count.
#[pyfunction]
pub(crate) fn value_classes(result: &Result, lang: Text) -> PyResult<Vec<(String, u64)>> {
    let language = language(&lang)?;
    let read = |class: &str| reading_of(result, "value_class", class, language);
    let counts = result.assessment.value_classes();
    Ok(counts.into_iter().map(|count| (read(&count.value_class), count.customers)).collect())
}

/// All money by days after the due day, a record for each band.
#[pyfunction]
pub(crate) fn ageing<'py>(py: Python<'py>, result: &Result) -> Plain<'py> {
    let (assessment, source) = (result.assessment.clone(), result.source.clone());
    let bands = beside(py, false, move |_| source.with(|book| assessment.slices(book)?.ageing()))?;
    to_plain(py, &bands.map_err(raise)?)
}

/// A code of a column of the score table as people read it.
#[pyfunction]
pub(crate) fn reading(result: &Result, column: Text, code: Text, lang: Text) -> PyResult<String> {
    Ok(reading_of(result, &column, &code, language(&lang)?))
}

fn reading_of(result: &Result, column: &str, code: &str, language: Language) -> String {
    let table = result.assessment.table();
    let found = table.columns().iter().find(|known| known.name() == column);
    let value = Value::Code(code.into());
    found.map_or_else(|| code.to_owned(), |column| column.translate(&value, language).into_owned())
}
