//! Result tables as CSV.

use std::io::{self, Write};
use std::iter;

use keyaccount::{Language, ResultColumn, ResultTable, Value};

use super::csv_text::{end_record, push_text};
use super::in_order::write_in_order;
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
    let mut head = Vec::new();
    if options.language == Some(Language::Chinese) {
        head.extend_from_slice(BYTE_ORDER_MARK);
    }
    let start = head.len();
    for (column, separator) in table.columns().iter().zip(separators()) {
        head.extend_from_slice(separator);
        text_cell(&heading(column, options.language), options, &mut head);
    }
    end_record(&mut head, start);
    out.write_all(&head)?;
    write_in_order(table.len(), &mut out, |rows, text| {
        for row in rows {
            let start = text.len();
            for ((column, value), separator) in table.columns().iter().zip(table.row(row)).zip(separators()) {
                text.extend_from_slice(separator);
                write_cell(column, &value, options, text);
            }
            end_record(text, start);
        }
        Ok(())
    })?;
    out.flush()
}

/// What stands before each field of a record.
fn separators() -> impl Iterator<Item = &'static [u8]> {
    iter::once(&b""[..]).chain(iter::repeat(&b","[..]))
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
