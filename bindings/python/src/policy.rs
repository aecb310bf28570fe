//! Policies: found, read, checked, printed.

use std::sync::Arc;

use crate::errors::raise;
use crate::exact::Number;
use crate::language::language;
use crate::text::{Place, Text, text};
use chrono::NaiveDate;
use indexmap::IndexMap;
use pyo3::prelude::*;

/// A checked policy: the written rules of an organisation, as data that compute.
///
/// It can only be made by loading one, so every value in it has passed the check. Two policies are equal
/// if they mean the same.
#[pyclass(frozen, eq, module = "keyaccount._core", from_py_object)]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Policy(pub(crate) Arc<keyaccount::Policy>);

/// The value of a setting: a number, a yes or no, or a text in the spelling of TOML.
#[derive(FromPyObject)]
pub(crate) enum SettingValue {
    Text(Text),
    Truth(bool),
    Whole(i64),
    Number(Number),
}

impl SettingValue {
    fn text(self, path: &str) -> PyResult<String> {
        Ok(match self {
            Self::Text(value) => value.into_string(),
            Self::Truth(value) => value.to_string(),
            Self::Whole(value) => value.to_string(),
            Self::Number(value) => value.named(path)?.to_string(),
        })
    }
}

type Settings = IndexMap<Text, SettingValue>;

fn settled(settings: Option<Settings>) -> PyResult<Vec<(String, String)>> {
    settings
        .unwrap_or_default()
        .into_iter()
        .map(|(path, value)| {
            let value = value.text(&path)?;
            Ok((path.into_string(), value))
        })
        .collect()
}

#[pymethods]
impl Policy {
    /// The policy that comes with the library under this name, such as `standard` or `standard@1`.
    ///
    /// `settings` changes some of its values, as in `{"composite.weights.credit": "0.3"}`: by
    /// path, in the order given; a text is read as TOML, and a binary float
    /// is refused.
    ///
    /// Raises `KeyaccountError` for a name there is no policy of, with the nearest one, and for settings
    /// the policy does not have.
    #[staticmethod]
    #[pyo3(signature = (name: "str" = "standard", *, settings = None))]
    fn shipped(#[pyo3(from_py_with = text)] name: &str, settings: Option<Settings>) -> PyResult<Self> {
        let policy = keyaccount_cli::shipped_policy(name, &settled(settings)?).map_err(raise)?;
        Ok(Self(Arc::new(policy)))
    }

    /// The names of the policies that come with the library.
    #[staticmethod]
    fn names() -> Vec<&'static str> {
        keyaccount::Policy::shipped_names().collect()
    }

    /// Reads the text of a policy file: TOML, or JSON if its first character is `{`. `file` is the name
    /// that problems carry.
    ///
    /// Raises `KeyaccountError` with everything that is wrong, each with its line, what was found, what
    /// was expected and how to mend it.
    #[staticmethod]
    #[pyo3(signature = (text, *, file: "str" = "policy.toml", settings = None))]
    fn from_toml(
        py: Python<'_>,
        text: Text,
        #[pyo3(from_py_with = text)] file: &str,
        settings: Option<Settings>,
    ) -> PyResult<Self> {
        let settings = settled(settings)?;
        py.detach(|| keyaccount_cli::policy_of_text(file, &text, &settings))
            .map(|policy| Self(Arc::new(policy)))
            .map_err(raise)
    }

    /// Reads a policy file. `settings` as in `shipped`.
    ///
    /// Raises `KeyaccountError` as `from_toml` does, and for a file that cannot be read.
    #[staticmethod]
    #[pyo3(signature = (path, *, settings = None))]
    fn from_file(py: Python<'_>, path: Place, settings: Option<Settings>) -> PyResult<Self> {
        let settings = settled(settings)?;
        py.detach(|| keyaccount_cli::policy_of_file(&path, &settings))
            .map(|policy| Self(Arc::new(policy)))
            .map_err(raise)
    }

    /// The name used in results.
    #[getter]
    fn name(&self) -> &str {
        &self.0.header().name
    }

    /// The title as printed, if it has one.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.header().title.as_deref()
    }

    /// The version.
    #[getter]
    fn version(&self) -> &str {
        &self.0.header().version
    }

    /// The ISO 4217 code of all money in it.
    #[getter]
    fn currency(&self) -> &str {
        &self.0.header().currency
    }

    /// The day it comes into force, if it says.
    #[getter]
    fn effective_from(&self) -> Option<NaiveDate> {
        self.0.header().effective_from
    }

    /// The SHA-256 of the canonical text, in lower-case hexadecimal: equal for policies that mean the
    /// same.
    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }

    /// The canonical text: every value, also those the file left to their defaults.
    fn to_toml(&self) -> String {
        self.0.to_toml()
    }

    /// The policy in words, as numbered articles to be read and signed, in plain text.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn to_text(&self, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<String> {
        Ok(self.0.document(language(lang)?).to_text())
    }

    /// The policy in words, as numbered articles to be read and signed, in Markdown.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn to_markdown(&self, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<String> {
        Ok(self.0.document(language(lang)?).to_markdown())
    }

    /// The JSON Schema (2020-12) of policy files, as text, with descriptions in English and Chinese.
    #[staticmethod]
    fn json_schema() -> String {
        format!("{:#}", keyaccount::Policy::json_schema())
    }

    /// Brings the text of a policy file of an older format up to date, with its comments and layout.
    ///
    /// The text is only rewritten, not checked.
    ///
    /// Raises `KeyaccountError` for a text that cannot be read, and for a format that is not stated or
    /// newer than this library.
    #[staticmethod]
    #[pyo3(signature = (text, *, file: "str" = "policy.toml"))]
    fn upgrade(text: Text, #[pyo3(from_py_with = text)] file: &str) -> PyResult<PolicyUpgrade> {
        let upgraded = keyaccount::Policy::upgrade(file, &text).map_err(raise)?;
        let changes = upgraded
            .changes
            .into_iter()
            .map(|change| PolicyChange { line: change.line, was: change.was, now: change.now })
            .collect();
        Ok(PolicyUpgrade { text: upgraded.text, from_format: upgraded.from, to_format: upgraded.to, changes })
    }

    /// Policies go to other processes as their canonical text.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_toml")?, (slf.get().to_toml(),)))
    }

    fn __hash__(&self) -> u64 {
        let digest = self.0.digest();
        digest.get(..16).and_then(|start| u64::from_str_radix(start, 16).ok()).unwrap_or_default()
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("policy", (slf,))?.extract()
    }

    fn __repr__(&self) -> String {
        format!("<Policy {} version {}>", self.name(), self.version())
    }
}

/// A policy file in the newest format.
#[pyclass(frozen, get_all, module = "keyaccount._core")]
pub(crate) struct PolicyUpgrade {
    /// The whole file; the very text that was given if there was nothing to change.
    text: String,
    /// The format it had.
    from_format: u32,
    /// The format it has.
    to_format: u32,
    /// What was changed, in the order of the file.
    changes: Vec<PolicyChange>,
}

/// A change an upgrade made.
#[pyclass(frozen, get_all, module = "keyaccount._core", from_py_object)]
#[derive(Clone)]
pub(crate) struct PolicyChange {
    /// The line it starts in, from 1, in the file as it was before.
    line: u64,
    /// What stood there.
    was: String,
    /// What stands there.
    now: String,
}
