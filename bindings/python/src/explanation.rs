//! Why a grade is what it is, and what would lift it.

use keyaccount::{Language, RemedyOutcome};
use pyo3::prelude::*;

use crate::language::language;
use crate::told::plain;

/// Every step of the arithmetic of one customer, from payments and orders to the grade.
///
/// `print(explanation)` reads it out in the language it was asked for.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct Explanation {
    explanation: keyaccount::Explanation,
    lang: Language,
}

impl Explanation {
    pub(crate) const fn new(explanation: keyaccount::Explanation, lang: Language) -> Self {
        Self { explanation, lang }
    }
}

#[pymethods]
impl Explanation {
    /// The customer it is about.
    #[getter]
    fn customer_id(&self) -> &str {
        &self.explanation.customer.id
    }

    /// As plain text: what the grade is, why, what would change it; then each step with its numbers.
    #[pyo3(signature = (lang = None))]
    fn text(&self, lang: Option<&str>) -> PyResult<String> {
        let lang = lang.map(language).transpose()?.unwrap_or(self.lang);
        Ok(self.explanation.text(lang))
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
#[pyclass(frozen, module = "keyaccount._core")]
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
    fn sentence(&self, lang: Option<&str>) -> PyResult<String> {
        let lang = lang.map(language).transpose()?.unwrap_or(self.lang);
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
