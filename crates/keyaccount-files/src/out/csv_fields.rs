//! The fields of a column of CSV, made of the cells of a block of rows.

use keyaccount::{Cells, CodeCells, ResultColumn, Value};

use super::csv_file::CsvOptions;
use super::csv_text::{needs_quotes, push_text};
use super::words::shown;

/// The fields of a column one behind the other, each with the comma before it.
#[derive(Default)]
pub(super) struct Fields {
    bytes: Vec<u8>,
    /// Where each begins, and where the last one ends.
    places: Vec<usize>,
}

/// As many bytes are copied at once: fields are mostly shorter, and what is too much is taken back.
const SHORT: usize = 16;

impl Fields {
    /// Makes the fields of cells, each behind the same byte, in place of those of other cells.
    pub(super) fn fill(
        &mut self,
        column: &ResultColumn,
        cells: &Cells<'_>,
        before: Option<u8>,
        options: CsvOptions,
    ) {
        self.bytes.clear();
        self.places.clear();
        self.places.push(0);
        let Self { bytes, places } = self;
        match cells {
            Cells::Texts(texts) if options.escape_formulas || needs_quotes(texts.bytes()) => {
                for at in 0..texts.ends().len() {
                    bytes.extend(before);
                    text_cell(texts.get(at), options, bytes);
                    places.push(bytes.len());
                }
            }
            Cells::Codes(codes) => {
                let finished = finished(column, codes, before, options);
                for key in codes.keys() {
                    finished.push(*key as usize, bytes);
                    places.push(bytes.len());
                }
            }
            Cells::Values(values) => {
                for value in values {
                    bytes.extend(before);
                    match value {
                        Value::Text(_) | Value::Code(_) => {
                            text_cell(shown(column, value, options.language).as_bytes(), options, bytes);
                        }
                        _ => value.append_to(bytes),
                    }
                    places.push(bytes.len());
                }
            }
            // A negative number is no text, and no number needs quotes.
            _ => cells.append_to(before, bytes, places),
        }
        self.pad();
    }

    /// Makes sure that as many bytes as are copied at once follow each beginning.
    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().saturating_add(SHORT), 0);
    }

    /// Appends a field.
    #[inline]
    pub(super) fn push(&self, at: usize, out: &mut Vec<u8>) {
        let places = self.places.get(at..).and_then(|places| places.first_chunk());
        let Some([start, end]) = places else { return };
        let Some(bytes) = self.bytes.get(*start..) else { return };
        let length = end.saturating_sub(*start);
        match bytes.first_chunk::<SHORT>() {
            Some(short) if length <= SHORT => {
                let end = out.len().saturating_add(length);
                out.extend_from_slice(short);
                out.truncate(end);
            }
            _ => out.extend_from_slice(bytes.get(..length).unwrap_or_default()),
        }
    }
}

/// The fields of codes by their keys, first the empty one.
fn finished(column: &ResultColumn, codes: &CodeCells<'_>, before: Option<u8>, options: CsvOptions) -> Fields {
    let empty: Vec<u8> = before.into_iter().collect();
    let mut fields = Fields { places: vec![0, empty.len()], bytes: empty };
    for value in codes.values() {
        fields.bytes.extend(before);
        text_cell(shown(column, &value, options.language).as_bytes(), options, &mut fields.bytes);
        fields.places.push(fields.bytes.len());
    }
    fields.pad();
    fields
}

/// Appends a text, in quotes where it needs them.
pub(super) fn text_cell(text: &[u8], options: CsvOptions, out: &mut Vec<u8>) {
    let prefix: &[u8] = if options.escape_formulas && is_formula_like(text) { b"'" } else { b"" };
    push_text(out, prefix, text);
}

/// Whether a spreadsheet may take a text for a formula.
pub(super) fn is_formula_like(text: impl AsRef<[u8]>) -> bool {
    matches!(text.as_ref().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
}
