//! Files good, bad and hostile, and what is said about them.

mod bad_cells;
mod bad_files;
mod books;
mod clean;
mod exports;
mod hostile;
mod manifests;
mod outcomes;
mod parts;
mod properties;
mod registers;
mod sheets;

use std::io::Read;
use std::path::Path;

use keyaccount::book::{BadRows, BookSettings, Table};

use crate::load::{ReadOptions, Reading};
use crate::manifest::TableSource;

pub(crate) fn source(table: Table) -> TableSource {
    TableSource::canonical(table, Path::new(""), "t.csv")
}

/// The table read from `input` as the file `t.csv`.
fn reading(table: Table, input: impl Read) -> Reading<'static> {
    let mut reading = Reading::new(BookSettings::default(), ReadOptions::default());
    reading.read_table(&source(table), input);
    reading
}

/// What is wrong with a table of this text.
fn problems(table: Table, text: impl AsRef<[u8]>) -> Vec<String> {
    let reading = reading(table, text.as_ref());
    reading.problems.problems().iter().map(ToString::to_string).collect()
}

/// The lines on which the rows that were read start.
fn lines(table: Table, text: &str) -> Vec<u64> {
    let reading = reading(table, text.as_bytes());
    assert_eq!(reading.problems.problems(), []);
    let lines = &reading.origins[&table].lines;
    (1..=lines.len()).map(|row| lines.line(row).unwrap()).collect()
}

/// The text of the rows left out when bad rows are skipped.
fn rejects(table: Table, text: &str) -> String {
    let options = ReadOptions { bad_rows: BadRows::Skip, progress: None };
    let mut reading = Reading::new(BookSettings::default(), options);
    reading.read_table(&source(table), text.as_bytes());
    assert_eq!(reading.problems.problems(), []);
    let mut out = Vec::new();
    reading.rejects.write_csv(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
