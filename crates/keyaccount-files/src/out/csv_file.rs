//! Result tables as CSV.

use std::io::{self, Write};

use keyaccount::{Language, ResultColumn, ResultTable, Value};

use super::words::{heading, shown};

/// What UTF-8 text begins with so that Excel takes it for what it is.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

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
    let mut csv = csv::Writer::from_writer(out);
    let mut cell = Vec::new();
    for column in table.columns() {
        text_cell(&heading(column, options.language), options, &mut cell);
        csv.write_field(&cell)?;
    }
    csv.write_record(None::<&[u8]>)?;
    for row in 0..table.len() {
        for (column, value) in table.columns().iter().zip(table.row(row)) {
            cell.clear();
            write_cell(column, &value, options, &mut cell)?;
            csv.write_field(&cell)?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

fn write_cell(
    column: &ResultColumn,
    value: &Value<'_>,
    options: CsvOptions,
    cell: &mut Vec<u8>,
) -> io::Result<()> {
    match value {
        Value::Text(_) | Value::Code(_) => text_cell(&shown(column, value, options.language), options, cell),
        // A negative number is no text.
        _ => write!(cell, "{value}")?,
    }
    Ok(())
}

fn text_cell(text: &str, options: CsvOptions, cell: &mut Vec<u8>) {
    cell.clear();
    if options.escape_formulas && is_formula_like(text) {
        cell.push(b'\'');
    }
    cell.extend_from_slice(text.as_bytes());
}

/// Whether a spreadsheet may take a text for a formula.
pub(super) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
