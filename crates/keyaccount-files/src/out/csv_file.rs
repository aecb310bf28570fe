//! Result tables as CSV.

use std::io::{self, Write};
use std::ops::Range;

use keyaccount::{Language, ResultColumn, ResultTable, Value};

use super::csv_text::{end_record, push_text};
use super::in_order::write_in_order;
use super::words::{heading, shown};

/// What UTF-8 text begins with so that Excel takes it for what it is.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// How many records are made side by side.
const RECORDS: usize = 64;

/// How a table becomes CSV. The default is stable names and codes, text byte for byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// The language of headings and codes; `None` keeps the stable names and codes. Chinese text
    /// begins with a byte order mark, without which Excel garbles it.
    pub language: Option<Language>,
    /// Puts an apostrophe before a text cell that a spreadsheet would take for a formula.
    pub escape_formulas: bool,
}

/// Writes a result table as CSV: UTF-8, LF, a header row. Text is kept byte for byte.
///
/// # Errors
/// What the writer reports.
pub fn write_csv(table: &ResultTable<'_>, out: impl Write) -> io::Result<()> {
    write_csv_with(table, CsvOptions::default(), out)
}

/// Writes a result table as CSV with translated headings and codes, or with formulas made harmless.
///
/// # Errors
/// What the writer reports.
pub fn write_csv_with(table: &ResultTable<'_>, options: CsvOptions, mut out: impl Write) -> io::Result<()> {
    if options.language == Some(Language::Chinese) {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut head = Vec::new();
    for (at, column) in table.columns().iter().enumerate() {
        separate(at, &mut head);
        text_cell(&heading(column, options.language), options, &mut head);
    }
    end_record(&mut head);
    out.write_all(&head)?;
    write_in_order(table.len(), &mut out, |rows, text| {
        records(table, options, rows, text);
        Ok(())
    })?;
    out.flush()
}

/// Appends the records of rows. Some grow side by side, column by column, so that what a processor has to
/// fetch for one row it fetches for all of them at once.
fn records(table: &ResultTable<'_>, options: CsvOptions, rows: Range<usize>, text: &mut Vec<u8>) {
    let mut records = [const { Vec::new() }; RECORDS];
    for start in rows.clone().step_by(RECORDS) {
        let block = table.block(start..start.saturating_add(RECORDS).min(rows.end));
        for (at, column) in table.columns().iter().enumerate() {
            for (record, value) in records.iter_mut().zip(block.cells(at)) {
                separate(at, record);
                write_cell(column, &value, options, record);
            }
        }
        for record in records.iter_mut().take(block.len()) {
            end_record(record);
            text.extend_from_slice(record);
            record.clear();
        }
    }
}

fn separate(at: usize, record: &mut Vec<u8>) {
    if at > 0 {
        record.push(b',');
    }
}

fn write_cell(column: &ResultColumn, value: &Value<'_>, options: CsvOptions, out: &mut Vec<u8>) {
    match value {
        Value::Text(_) | Value::Code(_) => text_cell(&shown(column, value, options.language), options, out),
        // A negative number is no text, and no number needs quotes.
        _ => value.append_to(out),
    }
}

fn text_cell(text: &str, options: CsvOptions, out: &mut Vec<u8>) {
    let prefix: &[u8] = if options.escape_formulas && is_formula_like(text) { b"'" } else { b"" };
    push_text(out, prefix, text);
}

/// Whether a spreadsheet may take a text for a formula.
pub(super) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
