//! Rows left out because of their problems, kept as they were written.

use std::collections::BTreeMap;
use std::io::{self, Seek, SeekFrom, Write};

use keyaccount::Problem;
use keyaccount::book::Table;
use rust_decimal::Decimal;
use tempfile::SpooledTempFile;

use crate::raw::RawRow;

/// How much is kept in memory; beyond it, a temporary file takes the rows.
const IN_MEMORY: usize = 8 << 20;

/// Rows left out of a book, with what was wrong with them.
#[derive(Debug)]
pub struct Rejects {
    spool: SpooledTempFile,
    totals: BTreeMap<Table, RejectTotal>,
    /// Where the rows end whose cells or form are bad whatever the day, and their totals.
    of_reading: Option<(u64, BTreeMap<Table, RejectTotal>)>,
}

/// How many rows of a table were left out, and how much money they carried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RejectTotal {
    /// The rows.
    pub rows: u64,
    /// The sum of their amounts, as far as they could be read.
    pub money: Decimal,
}

/// A row to be left out.
pub(crate) struct Rejected<'a> {
    pub(crate) table: Table,
    pub(crate) file: &'a str,
    pub(crate) line: u64,
    pub(crate) problems: &'a [Problem],
    pub(crate) row: RawRow<'a>,
    pub(crate) money: Option<Decimal>,
}

impl Rejects {
    /// The header of a rejects file.
    pub const HEADER: [&str; 5] = ["table", "file", "line", "problem", "record"];

    pub(crate) fn new() -> Self {
        Self { spool: SpooledTempFile::new(IN_MEMORY), totals: BTreeMap::new(), of_reading: None }
    }

    /// Whether no row was left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }

    /// The tables that lost rows.
    #[must_use]
    pub const fn totals(&self) -> &BTreeMap<Table, RejectTotal> {
        &self.totals
    }

    /// Drops the rows pushed since this was first called, so that those of one assessment are never
    /// among those of the next.
    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        if let Some((length, totals)) = &self.of_reading {
            self.spool.set_len(*length)?;
            self.totals.clone_from(totals);
            self.spool.seek(SeekFrom::End(0))?;
        } else {
            self.of_reading = Some((self.spool.seek(SeekFrom::End(0))?, self.totals.clone()));
        }
        Ok(())
    }

    pub(crate) fn push(&mut self, rejected: &Rejected<'_>) -> io::Result<()> {
        let total = self.totals.entry(rejected.table).or_default();
        total.rows = total.rows.saturating_add(1);
        if let Some(sum) = rejected.money.and_then(|money| total.money.checked_add(money)) {
            total.money = sum;
        }
        let problems: Vec<_> = rejected.problems.iter().map(said).collect();
        let mut record = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        record.write_record(rejected.row.iter())?;
        let record = record.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        let record = String::from_utf8_lossy(&record);
        let mut out = csv::Writer::from_writer(&mut self.spool);
        let line = rejected.line.to_string();
        out.write_record([
            rejected.table.name(),
            rejected.file,
            &line,
            &problems.join(" | "),
            record.trim_end_matches('\n'),
        ])?;
        out.flush()
    }

    /// Writes the rows left out as CSV: table, file, line, problem, and the row itself as one line of
    /// CSV in a single cell.
    ///
    /// # Errors
    /// What the writer, or the temporary file behind many rows, reports.
    pub fn write_csv(&mut self, mut out: impl Write) -> io::Result<()> {
        let mut header = csv::Writer::from_writer(&mut out);
        header.write_record(Self::HEADER)?;
        header.flush()?;
        drop(header);
        self.spool.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.spool, &mut out)?;
        out.flush()
    }
}

/// A problem without the file and the line, which have their own columns.
fn said(problem: &Problem) -> String {
    let mut text = Problem { file: None, line: None, column: None, ..problem.clone() }.to_string();
    if let Some(column) = problem.column {
        text.insert_str(0, &format!("column {column} "));
    }
    text
}
