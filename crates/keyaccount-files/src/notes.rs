//! What is worth knowing about the reading of a book: counts, and what was passed over.

use std::collections::BTreeMap;
use std::fmt;

use csv::StringRecord;
use keyaccount::book::Table;
use keyaccount::quote;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cells::Source;
use crate::manifest::{TableSource, near_table};

/// Something worth knowing about the reading of a book. Displays as an English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadNote {
    /// A stable code, such as `unknown_columns`.
    pub code: &'static str,
    /// How many rows, columns or files it is about.
    pub count: u64,
    /// The money they carry, where they carry any.
    pub money: Option<Decimal>,
    /// The sentence.
    pub detail: String,
}

impl fmt::Display for ReadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl ReadNote {
    fn new(code: &'static str, count: u64, detail: String) -> Self {
        Self { code, count, money: None, detail }
    }

    pub(crate) fn rows_read(table: Table, file: &str, count: u64) -> Self {
        let detail = format!("{} of `{}` read from {}", rows(count), table.name(), quote(file));
        Self::new("rows_read", count, detail)
    }

    pub(crate) fn conflicts(table: Table, file: &str, count: u64) -> Self {
        let detail = format!(
            "{} of {} {} from the first row with their key in `{}`; the first one counts",
            rows(count),
            quote(file),
            if count == 1 { "differs" } else { "differ" },
            table.name()
        );
        Self::new("distinct_conflicts", count, detail)
    }

    pub(crate) fn rejected(table: Table, count: u64, money: Decimal) -> Self {
        let carrying =
            if money.is_zero() { String::new() } else { format!(", carrying {}", money.normalize()) };
        let detail =
            format!("{} of `{}` left out because of their problems{carrying}", rows(count), table.name());
        Self { money: (!money.is_zero()).then_some(money), ..Self::new("rows_rejected", count, detail) }
    }
}

fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// The notes of a reading.
#[derive(Debug, Default)]
pub(crate) struct ReadNotes {
    notes: Vec<ReadNote>,
    /// By file: the names of the columns and whether a table uses them.
    columns: BTreeMap<String, Vec<(String, bool)>>,
}

impl ReadNotes {
    pub(crate) fn push(&mut self, note: ReadNote) {
        self.notes.push(note);
    }

    /// Notes which columns of a file a table uses.
    pub(crate) fn header(&mut self, source: &TableSource, header: &StringRecord, sources: &[Source]) {
        let columns = self
            .columns
            .entry(source.file.clone())
            .or_insert_with(|| header.iter().map(|name| (name.to_owned(), name.trim().is_empty())).collect());
        for source in sources {
            if let Source::Field(field) = source
                && let Some((_, used)) = columns.get_mut(*field)
            {
                *used = true;
            }
        }
    }

    /// Adds what is known once every table is read.
    pub(crate) fn finish(&mut self, unread: &[String]) {
        for (file, columns) in std::mem::take(&mut self.columns) {
            let unused: Vec<_> =
                columns.iter().filter(|(_, used)| !used).map(|(name, _)| quote(name)).collect();
            if unused.is_empty() {
                continue;
            }
            let shown = unused.get(..20).unwrap_or(&unused);
            let more = if shown.len() < unused.len() { ", …" } else { "" };
            let detail =
                format!("columns of {} that no table uses: {}{more}", quote(&file), shown.join(", "));
            self.push(ReadNote::new("unknown_columns", unused.len() as u64, detail));
        }
        for file in unread {
            let hint =
                near_table(file).map(|table| format!("; did you mean `{table}.csv`?")).unwrap_or_default();
            let detail = format!("{} is no table and was not read{hint}", quote(file));
            self.push(ReadNote::new("unknown_file", 1, detail));
        }
    }

    pub(crate) fn into_notes(self) -> Vec<ReadNote> {
        self.notes
    }
}
