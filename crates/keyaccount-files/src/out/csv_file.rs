//! Result tables as CSV.

use std::io::{self, Write};
use std::ops::Range;

use keyaccount::{Language, ResultTable};

use super::csv_fields::{Fields, text_cell};
use super::csv_text::end_record;
use super::in_order::write_in_order;
use super::words::heading;

/// What UTF-8 text begins with so that Excel takes it for what it is.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Rows whose cells are read together.
const RECORDS: usize = 128;

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
        text_cell(heading(column, options.language).as_bytes(), options, &mut head);
    }
    end_record(0, &mut head);
    out.write_all(&head)?;
    write_in_order(table.len(), &mut out, |rows, text| {
        records(table, options, rows, text);
        Ok(())
    })?;
    out.flush()
}

/// Appends the records of rows. Cells are read and written column by column, so that what a processor has to
/// fetch for one row it fetches for all of them at once; then records are put together.
fn records(table: &ResultTable<'_>, options: CsvOptions, rows: Range<usize>, text: &mut Vec<u8>) {
    let mut columns: Vec<Fields> = Vec::new();
    columns.resize_with(table.columns().len(), Fields::default);
    for start in rows.clone().step_by(RECORDS) {
        let block = table.block(start..start.saturating_add(RECORDS).min(rows.end));
        for (at, (column, fields)) in table.columns().iter().zip(&mut columns).enumerate() {
            fields.fill(column, &block.cells(at), (at > 0).then_some(b','), options);
        }
        for row in 0..block.len() {
            let start = text.len();
            columns.iter().for_each(|fields| fields.push(row, text));
            end_record(start, text);
        }
    }
}

fn separate(at: usize, record: &mut Vec<u8>) {
    if at > 0 {
        record.push(b',');
    }
}
