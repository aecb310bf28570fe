//! The cells of a result table on their way into arrays: parts of the rows side by side, each column by
//! column, in blocks of rows.

use std::ops::Range;
use std::slice;

use arrow_array::types::Date32Type;
use keyaccount::{Exact, ResultKind, ResultTable, Value};

use crate::dictionary::Known;

/// Rows that are looked up together: their facts stay in the cache of a processor while the columns are
/// gone over.
const BLOCK: usize = 256;

/// The first integer with more digits than a 128-bit decimal has.
const DECIMAL_LIMIT: u128 = 10_u128.pow(crate::write::PRECISION as u32);

/// The cells of a column in a part of the rows.
pub(crate) struct Part<'s, 'a> {
    pub(crate) cells: Cells<'s, 'a>,
    pub(crate) present: Present<'s>,
}

pub(crate) enum Cells<'s, 'a> {
    /// Where each text ends among the bytes of the part.
    Text(slice::IterMut<'s, i32>, Vec<u8>),
    /// Numbers among what the part knows, counted from 1.
    Code(slice::IterMut<'s, i32>, Known<'a>),
    Decimal(slice::IterMut<'s, i128>, u8),
    Integer(slice::IterMut<'s, i64>),
    Date(slice::IterMut<'s, i32>),
}

/// Which cells are not null, a bit for each, the lowest first.
pub(crate) struct Present<'s> {
    bytes: slice::IterMut<'s, u8>,
    byte: u8,
    bit: u8,
}

impl<'s> Present<'s> {
    pub(crate) fn new(bytes: &'s mut [u8]) -> Self {
        Self { bytes: bytes.iter_mut(), byte: 0, bit: 1 }
    }

    fn push(&mut self, is_present: bool) {
        if is_present {
            self.byte |= self.bit;
        }
        self.bit = self.bit.rotate_left(1);
        if self.bit == 1 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if let Some(byte) = self.bytes.next() {
            *byte = self.byte;
        }
        self.byte = 0;
    }
}

/// Fills parts, one for each column, with rows of a table; `None` if a column cannot hold a cell.
pub(crate) fn fill<'a>(
    table: &ResultTable<'a>,
    rows: Range<usize>,
    parts: &mut [Part<'_, 'a>],
) -> Option<()> {
    for start in rows.clone().step_by(BLOCK) {
        let block = table.block(start..start.saturating_add(BLOCK).min(rows.end));
        for (column, part) in parts.iter_mut().enumerate() {
            part.extend(block.cells(column))?;
        }
    }
    for part in parts {
        part.present.flush();
    }
    Some(())
}

impl<'a> Part<'_, 'a> {
    fn extend(&mut self, values: impl Iterator<Item = Value<'a>>) -> Option<()> {
        let present = &mut self.present;
        match &mut self.cells {
            Cells::Text(ends, bytes) => {
                for (value, end) in values.zip(ends) {
                    match &value {
                        Value::Text(text) | Value::Code(text) => bytes.extend_from_slice(text.as_bytes()),
                        Value::Empty => {}
                        _ => return None,
                    }
                    *end = i32::try_from(bytes.len()).ok()?;
                    present.push(!value.is_empty());
                }
            }
            Cells::Code(keys, known) => {
                for (value, key) in values.zip(keys) {
                    present.push(!value.is_empty());
                    match value {
                        Value::Text(text) | Value::Code(text) => *key = known.number(text)?,
                        Value::Empty => {}
                        _ => return None,
                    }
                }
            }
            Cells::Decimal(units, scale) => {
                for (value, units) in values.zip(units) {
                    present.push(!value.is_empty());
                    if !value.is_empty() {
                        *units = decimal(&value, *scale)?;
                    }
                }
            }
            Cells::Integer(integers) => {
                for (value, integer) in values.zip(integers) {
                    present.push(!value.is_empty());
                    match value {
                        Value::Integer(number) => *integer = number,
                        Value::Empty => {}
                        _ => return None,
                    }
                }
            }
            Cells::Date(days) => {
                for (value, day) in values.zip(days) {
                    present.push(!value.is_empty());
                    match value {
                        Value::Date(date) => *day = Date32Type::from_naive_date(date),
                        Value::Empty => {}
                        _ => return None,
                    }
                }
            }
        }
        Some(())
    }
}

/// The units of a number in a column of so many decimals, if they are no more than 38 digits.
fn decimal(value: &Value<'_>, scale: u8) -> Option<i128> {
    let units = match value {
        Value::Number(number) if number.scale() == u32::from(scale) => return Some(number.mantissa()),
        Value::Number(number) => Exact::from(*number).at_scale(scale)?,
        Value::Quantity(number) => number.at_scale(scale)?,
        Value::Integer(number) => Exact::new(i128::from(*number), 0).at_scale(scale)?,
        _ => return None,
    };
    (units.unsigned_abs() < DECIMAL_LIMIT).then_some(units)
}

/// Whether a column can hold a cell, given how many bytes of text it has already.
pub(crate) fn holds(kind: ResultKind, value: &Value<'_>, bytes: &mut usize) -> bool {
    match (kind, value) {
        (_, Value::Empty) => true,
        (ResultKind::Text, Value::Text(text) | Value::Code(text)) => {
            *bytes = bytes.saturating_add(text.len());
            i32::try_from(*bytes).is_ok()
        }
        (ResultKind::Code, Value::Text(_) | Value::Code(_)) => true,
        (ResultKind::Number { scale }, value) => decimal(value, scale).is_some(),
        (ResultKind::Quantity, value) => decimal(value, ResultKind::QUANTITY_SCALE).is_some(),
        (ResultKind::Integer, Value::Integer(_)) | (ResultKind::Date, Value::Date(_)) => true,
        _ => false,
    }
}
