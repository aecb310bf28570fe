//! The form of the conformance vectors in `vectors/`: every language runs the same files, so a key
//! that this form does not have is an error.

pub mod access;
mod admission;
pub mod approval;
pub mod archive;
mod book;
mod functions;
pub mod incident;
pub mod retention;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use keyaccount::book::{Book, BookBuilder};
use keyaccount::{Assessment, Error, Language, Lever, Policy, PolicyDocument, RemedyOutcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use admission::{AdmissionQuestion, AdmissionVector, Ask, ExpectedVerdict, Said};
pub use book::{Settings, Tables};
pub use functions::{BandsName, CurveName, Cycle, Function, FunctionVector};

/// A file of vectors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VectorFile<V> {
    /// Which rules the vectors come from.
    pub origin: String,
    /// The vectors.
    pub vectors: Vec<V>,
}

/// A whole book with what must come of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// ISO date.
    pub as_of: chrono::NaiveDate,
    /// The name of a shipped policy; or else `policy_text`.
    #[serde(default)]
    pub policy: Option<String>,
    /// A policy in full.
    #[serde(default)]
    pub policy_text: Option<String>,
    /// Values changed in it, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What the book says about itself.
    #[serde(default)]
    pub settings: Settings,
    /// The tables.
    pub book: Tables,
    /// What must come of it.
    pub expect: Expect,
}

/// The standard policy with some values changed, path by path, as `--set` takes them.
///
/// # Errors
/// What the changed policy is refused for.
pub fn standard_with(set: &[(&str, &str)]) -> Result<Policy, Error> {
    let mut document = PolicyDocument::parse("standard", Policy::shipped_source("standard").unwrap_or(""))?;
    for (path, value) in set {
        document.set(path, value)?;
    }
    document.resolve()
}

/// Cells by customer and column; an empty text is an empty cell.
pub type Cells = BTreeMap<String, BTreeMap<String, String>>;

/// What must come of a book. What is not named is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The ids of all rows of the score table, in order.
    #[serde(default)]
    pub order: Option<Vec<String>>,
    /// Cells of the score table.
    #[serde(default)]
    pub scores: Cells,
    /// Cells of the credit table.
    #[serde(default)]
    pub credit: Cells,
    /// Cells of the behaviour table.
    #[serde(default)]
    pub behaviour: Cells,
    /// The whole table of slices, row by row in its order; cells that are not named are not checked.
    #[serde(default)]
    pub slices: Option<Vec<BTreeMap<String, String>>>,
    /// Values of the portfolio by metric.
    #[serde(default)]
    pub portfolio: BTreeMap<String, String>,
    /// Cells of the explained table by language, then by customer and column.
    #[serde(default)]
    pub explained: BTreeMap<Language, Cells>,
    /// Every remedy by customer, in order.
    #[serde(default)]
    pub remedies: BTreeMap<String, Vec<ExpectedRemedy>>,
    /// Counts by code; 0 means that there is no such note.
    #[serde(default)]
    pub notes: BTreeMap<String, u64>,
    /// The code of the first note.
    #[serde(default)]
    pub first_note: Option<String>,
    /// The run must be refused with problems of exactly these codes, in any order.
    #[serde(default)]
    pub problems: Option<Vec<String>>,
}

/// A remedy; what is left out of the last three is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRemedy {
    /// What would change.
    pub lever: Lever,
    /// How much of it gives a better grade, or why none does.
    pub outcome: RemedyOutcome,
    /// Whether its numbers tell anything about other customers.
    #[serde(default)]
    pub concerns_others: Option<bool>,
    /// The sentence in English.
    #[serde(default)]
    pub en: Option<String>,
    /// The sentence in Chinese.
    #[serde(default)]
    pub zh: Option<String>,
}

impl BookVector {
    /// The policy with the values set in it.
    ///
    /// # Errors
    /// A policy that does not exist or does not pass its check.
    pub fn policy(&self) -> Result<Policy, Error> {
        let text = match (&self.policy_text, &self.policy) {
            (Some(text), _) => text.as_str(),
            (None, name) => Policy::shipped_source(name.as_deref().unwrap_or("standard")).unwrap_or(""),
        };
        let mut document = PolicyDocument::parse("policy", text)?;
        for (path, value) in &self.set {
            document.set(path, value)?;
        }
        document.resolve()
    }

    /// The book under the policy.
    ///
    /// # Errors
    /// Whatever the library refuses.
    pub fn assess(&self) -> Result<Assessment, Error> {
        keyaccount::assess(&self.read_book(), &self.policy()?, self.as_of)
    }

    /// The book.
    #[must_use]
    pub fn read_book(&self) -> Book {
        let mut book = BookBuilder::new(self.settings.build());
        self.book.clone().add_to(&mut book);
        book.finish_deferred()
    }
}

/// The folder of the book vectors.
#[must_use]
pub fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Reads every `.json` file of a folder, in the order of their names.
///
/// # Errors
/// A folder or file that cannot be read, a file that is not of the form.
pub fn read_files<V: DeserializeOwned>(folder: &Path) -> Result<Vec<(String, VectorFile<V>)>, String> {
    let listed = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listed.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{name}: {e}"))?;
            let file = serde_json::from_str(&text).map_err(|e| format!("{name}.json: {e}"))?;
            Ok((name, file))
        })
        .collect()
}

/// The snippets of the README, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
