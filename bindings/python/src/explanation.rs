//! Why a grade is what it is, and what would lift it.

use keyaccount::{Language, RemedyOutcome};
use pyo3::prelude::*;

use crate::errors::raise;
use crate::language::language;
use crate::pickled::{Pickled, pickled};
use crate::plain::to_plain;
use crate::table::Table;
use crate::text::Text;
use crate::told::{hashed, plain};

/// Every step of the arithmetic of one customer, from payments and orders to the grade.
///
/// `print(explanation)` reads it out in the language it was asked for.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(PartialEq, Eq)]
pub(crate) struct Explanation {
    explanation: keyaccount::Explanation,
    lang: Language,
}

impl Explanation {
    pub(crate) const fn new(explanation: keyaccount::Explanation, lang: Language) -> Self {
        Self { explanation, lang }
    }
}

/// The steps as plain records, each with what it is called, for pictures.
#[pyfunction]
pub(crate) fn told_steps<'py>(
    py: Python<'py>,
    explanation: &Explanation,
    lang: Text,
) -> PyResult<Bound<'py, PyAny>> {
    let lang = language(&lang)?;
    let steps = explanation.explanation.steps();
    let told: Vec<_> = steps.into_iter().map(|step| (step.reading(lang), step)).collect();
    to_plain(py, &told)
}

#[pymethods]
impl Explanation {
    fn __hash__(&self) -> u64 {
        hashed(&(&self.explanation.customer.id, self.lang.code()))
    }

    /// The customer it is about.
    #[getter]
    fn customer_id(&self) -> &str {
        &self.explanation.customer.id
    }

    /// As plain text: what the grade is, why, what would change it; then each step with its numbers.
    #[pyo3(signature = (lang = None))]
    fn text(&self, lang: Option<Text>) -> PyResult<String> {
        let lang = lang.as_deref().map(language).transpose()?.unwrap_or(self.lang);
        Ok(self.explanation.text(lang))
    }

    /// The same as Markdown (CommonMark with tables), for a document or a cell of a notebook.
    #[pyo3(signature = (lang = None))]
    fn markdown(&self, lang: Option<Text>) -> PyResult<String> {
        let lang = lang.as_deref().map(language).transpose()?.unwrap_or(self.lang);
        Ok(self.explanation.markdown(lang))
    }

    /// The chain from the scores of the dimensions to the grade, one row for each step: `step` (`dimension`,
    /// `composite` or, of a new customer, `prospect`, then `cap` and `approval`), `item` (the dimension or
    /// cap), `score` in points from 0 to 100, `weight` as a fraction of 1, the points it `adds` and those
    /// that it then `reaches` (of a dimension without a score those reached before, if any), `grade`, and
    /// `clause`, the text of where the written policy says it. Only caps that lower the grade are there: each
    /// falls to where the next better grade than it allows begins.
    #[getter]
    fn steps(&self, py: Python<'_>) -> PyResult<Table> {
        let steps = self.explanation.step_table();
        py.detach(|| Table::of_some(&steps.table(), self.explanation.stamp.as_ref())).map_err(raise)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickled(py, "explanation", &self.explanation, self.lang.code())
    }

    /// Every step as dictionaries and lists, as the command writes them in JSON: decimals and days are
    /// texts.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.explanation)
    }

    fn __str__(&self) -> String {
        self.explanation.text(self.lang)
    }

    fn __repr__(&self) -> String {
        format!("<Explanation of {}>", self.explanation.customer.id)
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("text", (slf.get().__str__(),))?.extract()
    }
}

/// One thing that alone could give a customer a better grade, and what it comes to.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(PartialEq, Eq)]
pub(crate) struct Remedy {
    remedy: keyaccount::Remedy,
    lang: Language,
}

impl Remedy {
    pub(crate) const fn new(remedy: keyaccount::Remedy, lang: Language) -> Self {
        Self { remedy, lang }
    }
}

#[pymethods]
impl Remedy {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickled(py, "remedy", &self.remedy, self.lang.code())
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hashed(&(self.lever()?, self.lang.code())))
    }

    /// What would change, a stable code such as `credit`, `volume`, `overdue`.
    #[getter]
    fn lever(&self) -> PyResult<String> {
        let lever = serde_json::to_value(&self.remedy.lever).map_err(std::io::Error::from)?;
        let code = lever.as_str().or_else(|| lever.as_object()?.keys().next().map(String::as_str));
        Ok(code.unwrap_or_default().to_owned())
    }

    /// Whether any change of it gives a better grade.
    #[getter]
    fn is_reachable(&self) -> bool {
        matches!(self.remedy.outcome, RemedyOutcome::Reached(_))
    }

    /// Whether it would also move the scores of other customers, which are ranked with this one.
    #[getter]
    fn concerns_others(&self) -> bool {
        self.remedy.concerns_others()
    }

    /// The remedy in one sentence.
    #[pyo3(signature = (lang = None))]
    fn sentence(&self, lang: Option<Text>) -> PyResult<String> {
        let lang = lang.as_deref().map(language).transpose()?.unwrap_or(self.lang);
        Ok(self.remedy.sentence(lang))
    }

    /// Every number of it as dictionaries and lists; decimals and days are texts.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.remedy)
    }

    fn __str__(&self) -> String {
        self.remedy.sentence(self.lang)
    }

    fn __repr__(&self) -> String {
        format!("<Remedy: {}>", self.remedy.sentence(self.lang))
    }
}
