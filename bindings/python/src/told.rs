//! What comes beside a result: stamp, notes, distribution.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use indexmap::IndexMap;
use keyaccount::Value;
use pyo3::prelude::*;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::language::language;
use crate::pickled::{Pickled, pickled};
use crate::text::text;

/// Something of the core as Python's own dictionaries, lists and texts; decimals and days are texts.
pub(crate) fn plain<'py>(py: Python<'py>, record: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_string(record).map_err(std::io::Error::from)?;
    py.import("json")?.call_method1("loads", (json,))
}

/// A hash of what is equal wherever the whole is. Decimals are left out: equal ones may be written with more
/// or fewer zeros.
pub(crate) fn hashed(parts: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// What a result was made from. The same stamp and library version give the same bytes.
#[pyclass(frozen, eq, hash, get_all, module = "keyaccount._core")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    /// The name of the policy.
    policy_name: String,
    /// Its version.
    policy_version: String,
    /// The SHA-256 of its meaning.
    policy_digest: String,
    /// The version of the arithmetic.
    rules_version: u32,
    /// The day the result holds for.
    as_of: NaiveDate,
    /// The SHA-256 of the rows of the book known on that day; empty if it was not asked for.
    input_digest: String,
    /// The digest of a population measured before; `None` if the population is the book's own.
    population_digest: Option<String>,
    /// The version of the library.
    library_version: String,
}

impl Stamp {
    fn record(&self) -> keyaccount::Stamp {
        keyaccount::Stamp {
            policy_name: self.policy_name.clone(),
            policy_version: self.policy_version.clone(),
            policy_digest: self.policy_digest.clone(),
            rules_version: self.rules_version,
            as_of: self.as_of,
            input_digest: self.input_digest.clone(),
            population_digest: self.population_digest.clone(),
            library_version: self.library_version.clone(),
        }
    }
}

#[pymethods]
impl Stamp {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickled(py, "stamp", &self.record(), "")
    }

    fn __repr__(&self) -> String {
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        format!(
            "<Stamp policy {} {} ({}), as of {}, input {}, rules {}, keyaccount {}>",
            self.policy_name,
            self.policy_version,
            short(&self.policy_digest),
            self.as_of,
            short(&self.input_digest),
            self.rules_version,
            self.library_version
        )
    }
}

impl From<&keyaccount::Stamp> for Stamp {
    fn from(stamp: &keyaccount::Stamp) -> Self {
        let keyaccount::Stamp {
            policy_name,
            policy_version,
            policy_digest,
            rules_version,
            as_of,
            input_digest,
            population_digest,
            library_version,
        } = stamp.clone();
        Self {
            policy_name,
            policy_version,
            policy_digest,
            rules_version,
            as_of,
            input_digest,
            population_digest,
            library_version,
        }
    }
}

/// Something noticed beside a result.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(PartialEq, Eq)]
pub(crate) struct Note(pub(crate) keyaccount::Note);

#[pymethods]
impl Note {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickled(py, "note", &self.0, "")
    }

    fn __hash__(&self) -> u64 {
        hashed(&(self.0.code, self.0.count, &self.0.about))
    }

    /// What was noticed, a stable code such as `unknown_columns`.
    #[getter]
    fn code(&self) -> PyResult<String> {
        let code = serde_json::to_value(self.0.code).map_err(std::io::Error::from)?;
        Ok(code.as_str().unwrap_or_default().to_owned())
    }

    /// How often.
    #[getter]
    fn count(&self) -> u64 {
        self.0.count
    }

    /// How much money it carries, where that means something.
    #[getter]
    fn money(&self) -> Option<Decimal> {
        self.0.money
    }

    /// The table or columns it is about; may be empty.
    #[getter]
    fn about(&self) -> &str {
        &self.0.about
    }

    /// The note as a sentence, with its count and money.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn sentence(&self, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<String> {
        Ok(self.0.sentence(language(lang)?))
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Note: {}>", self.0)
    }
}

/// Notes for Python.
pub(crate) fn notes(notes: &[keyaccount::Note]) -> Vec<Note> {
    notes.iter().cloned().map(Note).collect()
}

/// How many customers have which grade.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(PartialEq, Eq)]
pub(crate) struct Distribution(pub(crate) keyaccount::Distribution);

#[pymethods]
impl Distribution {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickled(py, "distribution", &self.0, "")
    }

    fn __hash__(&self) -> u64 {
        hashed(&(self.0.unrated, self.0.new, self.0.total))
    }

    /// How many rated customers have each grade, best first.
    #[getter]
    fn grades(&self) -> IndexMap<String, u64> {
        self.0.grades.iter().map(|grade| (grade.grade.clone(), grade.customers)).collect()
    }

    /// Customers without a composite score.
    #[getter]
    fn unrated(&self) -> u64 {
        self.0.unrated
    }

    /// New customers.
    #[getter(new)]
    fn new_customers(&self) -> u64 {
        self.0.new
    }

    /// All customers.
    #[getter]
    fn total(&self) -> u64 {
        self.0.total
    }

    fn __repr__(&self) -> String {
        let grades: Vec<_> = self.0.grades.iter().map(|g| format!("{} {}", g.grade, g.customers)).collect();
        format!(
            "<Distribution {}; unrated {}, new {}, total {}>",
            grades.join(", "),
            self.0.unrated,
            self.0.new,
            self.0.total
        )
    }
}

/// How many rows each table of a book has.
pub(crate) fn row_counts(book: &keyaccount::book::Book) -> IndexMap<&'static str, usize> {
    let tables = keyaccount::book::Table::ALL.iter().filter(|table| book.has(**table));
    tables.map(|table| (table.name(), book.row_count(*table))).collect()
}

/// A cell of a result table as a value of Python.
#[derive(IntoPyObject)]
pub(crate) enum Cell {
    Text(String),
    Number(Decimal),
    Integer(i64),
    Date(NaiveDate),
}

impl Cell {
    /// `None` where nothing applies.
    pub(crate) fn of(value: &Value<'_>) -> Option<Self> {
        Some(match value {
            Value::Empty => return None,
            Value::Text(text) | Value::Code(text) => Self::Text(text.to_string()),
            Value::Date(day) => Self::Date(*day),
            Value::Number(number) => Self::Number(*number),
            // Beyond what a decimal of 28 digits holds, the digits are still exact as text.
            Value::Quantity(quantity) => {
                let text = quantity.to_string();
                Decimal::from_str_exact(&text).map_or(Self::Text(text), Self::Number)
            }
            Value::Integer(number) => Self::Integer(*number),
        })
    }
}
