//! Result tables as CSV.

use std::io::{self, Write};
use std::ops::Range;

use keyaccount::{Cells, CodeCells, Language, ResultColumn, ResultTable, TextCells, Value};

use super::csv_text::{end_record, needs_quotes, push_text};
use super::in_order::write_in_order;
use super::words::{heading, shown};

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

/// Appends the records of rows. Their cells are read column by column, so that what a processor has to fetch
/// for one row it fetches for all of them at once.
fn records(table: &ResultTable<'_>, options: CsvOptions, rows: Range<usize>, text: &mut Vec<u8>) {
    for start in rows.clone().step_by(RECORDS) {
        let block = table.block(start..start.saturating_add(RECORDS).min(rows.end));
        let fields = |(at, column)| Fields::of(column, block.cells(at), options);
        let columns: Vec<_> = table.columns().iter().enumerate().map(fields).collect();
        for row in 0..block.len() {
            let start = text.len();
            for (at, fields) in columns.iter().enumerate() {
                separate(at, text);
                fields.append(row, options, text);
            }
            end_record(start, text);
        }
    }
}

/// The cells of a column, those of text on their way to fields.
enum Fields<'a> {
    /// Texts none of which needs quotes or an apostrophe, numbers and dates.
    Plain(Cells<'a>),
    Texts(TextCells),
    /// Keys among finished fields, the first of which is empty.
    Codes(CodeCells<'a>, Vec<Field>),
    Values(&'a ResultColumn, Vec<Value<'a>>),
}

impl<'a> Fields<'a> {
    fn of(column: &'a ResultColumn, cells: Cells<'a>, options: CsvOptions) -> Self {
        match cells {
            Cells::Texts(texts) if options.escape_formulas || needs_quotes(texts.bytes()) => {
                Self::Texts(texts)
            }
            Cells::Codes(codes) => {
                let field = |value| {
                    let mut field = Vec::new();
                    text_cell(shown(column, &value, options.language).as_bytes(), options, &mut field);
                    Field::new(field)
                };
                let fields =
                    core::iter::once(Field::new(Vec::new())).chain(codes.values().map(field)).collect();
                Self::Codes(codes, fields)
            }
            Cells::Values(values) => Self::Values(column, values),
            plain => Self::Plain(plain),
        }
    }

    #[inline]
    fn append(&self, row: usize, options: CsvOptions, out: &mut Vec<u8>) {
        match self {
            // A negative number is no text, and no number needs quotes.
            Self::Plain(cells) => cells.append_to(row, out),
            Self::Codes(codes, fields) => {
                let key = codes.keys().get(row).copied().unwrap_or(0);
                if let Some(field) = fields.get(key as usize) {
                    field.append_to(out);
                }
            }
            Self::Texts(texts) => text_cell(texts.get(row), options, out),
            Self::Values(column, values) => match values.get(row) {
                Some(value @ (Value::Text(_) | Value::Code(_))) => {
                    text_cell(shown(column, value, options.language).as_bytes(), options, out);
                }
                Some(value) => value.append_to(out),
                None => {}
            },
        }
    }
}

/// A field that is written often: short ones as so many bytes at once, of which the rest is taken back.
struct Field {
    short: [u8; Self::SHORT],
    bytes: Vec<u8>,
}

impl Field {
    const SHORT: usize = 16;

    fn new(bytes: Vec<u8>) -> Self {
        let mut short = [0; Self::SHORT];
        short.iter_mut().zip(&bytes).for_each(|(short, byte)| *short = *byte);
        Self { short, bytes }
    }

    #[inline]
    fn append_to(&self, out: &mut Vec<u8>) {
        if self.bytes.len() <= Self::SHORT {
            let end = out.len().saturating_add(self.bytes.len());
            out.extend_from_slice(&self.short);
            out.truncate(end);
        } else {
            out.extend_from_slice(&self.bytes);
        }
    }
}

fn separate(at: usize, record: &mut Vec<u8>) {
    if at > 0 {
        record.push(b',');
    }
}

fn text_cell(text: &[u8], options: CsvOptions, out: &mut Vec<u8>) {
    let prefix: &[u8] = if options.escape_formulas && is_formula_like(text) { b"'" } else { b"" };
    push_text(out, prefix, text);
}

/// Whether a spreadsheet may take a text for a formula.
pub(super) fn is_formula_like(text: impl AsRef<[u8]>) -> bool {
    matches!(text.as_ref().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
}
