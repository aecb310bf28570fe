//! Vectors of the access log, of privacy, and of what files consist of.

use chrono::NaiveDate;
use keyaccount::BasicField;
use keyaccount::archive::{
    AccessRegisters, AccuracySample, ArchiveChange, Checkpoint, LogEntry, PartOnFile, PlainTable,
};
use serde::Deserialize;
use serde_json::Value;

/// One question with what must come of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// The question.
    pub archive: ArchiveQuestion,
}

/// A question under the standard policy. `expect` and `report` are the answer as JSON without the policy it
/// names; `en` and `zh` are how it reads.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are named after the arguments")]
pub enum ArchiveQuestion {
    /// A log, verified.
    Log {
        log: String,
        #[serde(default)]
        checkpoint: Option<Checkpoint>,
        expect: Value,
        en: String,
        zh: String,
    },
    /// Entries, searched; the first stands on line 2.
    Search { entries: Vec<LogEntry>, registers: AccessRegisters, expect: Value, en: String, zh: String },
    /// A table, de-identified; the key in hexadecimal digits.
    Deidentify { key: String, table: PlainTable, expect: PlainTable, report: Value, en: String, zh: String },
    /// A table, anonymised.
    Anonymise { table: PlainTable, expect: PlainTable, report: Value, en: String, zh: String },
    /// A file, as it consists of its parts.
    Composition {
        on_file: Vec<PartOnFile>,
        key_account: bool,
        as_of: NaiveDate,
        expect: Value,
        en: String,
        zh: String,
    },
    /// Files, as good as they are.
    Quality {
        filled: Vec<BasicField>,
        changes: Vec<ArchiveChange>,
        sample: AccuracySample,
        as_of: NaiveDate,
        expect: Value,
        en: String,
        zh: String,
    },
}
