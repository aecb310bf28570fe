//! An array in the making, which takes the cells of a column block by block.

use std::sync::Arc;

use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{
    ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Int64Array, PrimitiveArray, StringArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use keyaccount::{Cells, CodeCells, Exact, NumberCells, ResultKind, TextCells, Value};

use crate::dictionary::Known;
use crate::write::{PRECISION, data_type};

/// The first integer with more digits than a 128-bit decimal has.
const DECIMAL_LIMIT: u128 = 10_u128.pow(PRECISION as u32);

/// An array in the making.
pub(crate) struct Growing {
    kind: ResultKind,
    cells: Array,
    present: Present,
}

enum Array {
    /// Where each text ends, the first entry is where the first begins, and the bytes of all.
    Text(Vec<i32>, Vec<u8>),
    /// Keys among the texts in the order they first occur.
    Code(Vec<i32>, Known),
    Decimal(Vec<i128>, u8),
    Integer(Vec<i64>),
    Date(Vec<i32>),
}

impl Growing {
    pub(crate) fn with_capacity(kind: ResultKind, rows: usize) -> Self {
        let cells = match kind {
            ResultKind::Text => {
                let mut ends = Vec::with_capacity(rows.saturating_add(1));
                ends.push(0);
                Array::Text(ends, Vec::new())
            }
            ResultKind::Code => Array::Code(Vec::with_capacity(rows), Known::default()),
            ResultKind::Number { scale } => Array::Decimal(Vec::with_capacity(rows), scale),
            ResultKind::Quantity => Array::Decimal(Vec::with_capacity(rows), ResultKind::QUANTITY_SCALE),
            ResultKind::Integer => Array::Integer(Vec::with_capacity(rows)),
            ResultKind::Date => Array::Date(Vec::with_capacity(rows)),
        };
        Self { kind, cells, present: Present::with_capacity(rows) }
    }

    /// Takes the cells of a block; `None` if the column cannot hold one.
    pub(crate) fn extend(&mut self, cells: &Cells<'_>) -> Option<()> {
        let present = &mut self.present;
        match (&mut self.cells, cells) {
            (Array::Text(ends, bytes), Cells::Texts(texts)) => extend_texts(ends, bytes, present, texts),
            (Array::Code(keys, known), Cells::Codes(codes)) => extend_codes(keys, known, present, codes),
            (Array::Decimal(units, scale), Cells::Numbers(numbers)) => {
                extend_decimals(units, *scale, present, numbers)
            }
            (Array::Integer(integers), Cells::Numbers(numbers)) => {
                let narrow = numbers.narrow().filter(|_| numbers.scale() == 0)?;
                present.extend(narrow, |units| *units != NumberCells::NONE);
                integers.extend(narrow.iter().map(|units| or_zero(*units)));
                Some(())
            }
            (Array::Date(days), Cells::Days(cells)) => {
                present.extend(cells, |day| *day != Cells::NO_DAY);
                days.extend(cells.iter().map(|day| if *day == Cells::NO_DAY { 0 } else { *day }));
                Some(())
            }
            (array, Cells::Values(values)) => {
                present.extend(values, |value| !value.is_empty());
                values.iter().try_for_each(|value| array.push(value))
            }
            _ => None,
        }
    }

    /// The array; `None` if it cannot be made.
    pub(crate) fn finish(self) -> Option<ArrayRef> {
        let nulls = self.present.finish();
        Some(match self.cells {
            Array::Text(ends, bytes) => {
                let ends = OffsetBuffer::new(ScalarBuffer::from(ends));
                Arc::new(StringArray::try_new(ends, Buffer::from_vec(bytes), nulls).ok()?)
            }
            Array::Code(keys, known) => {
                let values = StringArray::from_iter_values(known.texts());
                let keys = PrimitiveArray::<Int32Type>::try_new(ScalarBuffer::from(keys), nulls).ok()?;
                Arc::new(DictionaryArray::try_new(keys, Arc::new(values)).ok()?)
            }
            Array::Decimal(units, _) => {
                let units = Decimal128Array::try_new(ScalarBuffer::from(units), nulls).ok()?;
                Arc::new(units.with_data_type(data_type(self.kind)))
            }
            Array::Integer(integers) => {
                Arc::new(Int64Array::try_new(ScalarBuffer::from(integers), nulls).ok()?)
            }
            Array::Date(days) => Arc::new(Date32Array::try_new(ScalarBuffer::from(days), nulls).ok()?),
        })
    }
}

/// A null is 0.
const fn or_zero(units: i64) -> i64 {
    if units == NumberCells::NONE { 0 } else { units }
}

fn extend_texts(
    ends: &mut Vec<i32>,
    bytes: &mut Vec<u8>,
    present: &mut Present,
    texts: &TextCells,
) -> Option<()> {
    let before = i32::try_from(bytes.len()).ok()?;
    bytes.extend_from_slice(texts.bytes());
    i32::try_from(bytes.len()).ok()?;
    // What fits in all fits one by one.
    ends.extend(texts.ends().iter().map(|end| before.wrapping_add(*end as i32)));
    let mut start = 0;
    present.extend(texts.ends(), |end| core::mem::replace(&mut start, *end) < *end);
    Some(())
}

fn extend_codes(
    keys: &mut Vec<i32>,
    known: &mut Known,
    present: &mut Present,
    codes: &CodeCells<'_>,
) -> Option<()> {
    // A null has key 0.
    let mut key_of = vec![0];
    for text in codes.texts() {
        key_of.push(known.key(text)?);
    }
    keys.extend(codes.keys().iter().map(|key| key_of.get(*key as usize).copied().unwrap_or(0)));
    present.extend(codes.keys(), |key| *key > 0);
    Some(())
}

fn extend_decimals(
    units: &mut Vec<i128>,
    scale: u8,
    present: &mut Present,
    numbers: &NumberCells,
) -> Option<()> {
    // Units of 64 bits have 19 digits at most, so that as many more fit.
    let more = scale.checked_sub(numbers.scale()).filter(|more| *more <= 19);
    if let Some((narrow, more)) = numbers.narrow().zip(more) {
        present.extend(narrow, |units| *units != NumberCells::NONE);
        let factor = 10_i128.wrapping_pow(u32::from(more));
        units.extend(narrow.iter().map(|units| i128::from(or_zero(*units)).wrapping_mul(factor)));
        return Some(());
    }
    for cell in numbers.iter() {
        present.push(cell.is_some());
        units.push(cell.map_or(Some(0), |cell| at_scale(Exact::new(cell, numbers.scale()), scale))?);
    }
    Some(())
}

/// The units of a number in a column of so many decimals, if they are no more than 38 digits.
fn at_scale(number: Exact, scale: u8) -> Option<i128> {
    number.at_scale(scale).filter(|units| units.unsigned_abs() < DECIMAL_LIMIT)
}

impl Array {
    /// Adds one cell, a null where nothing applies.
    fn push(&mut self, value: &Value<'_>) -> Option<()> {
        match (self, value) {
            (Self::Text(ends, bytes), Value::Empty | Value::Text(_) | Value::Code(_)) => {
                value.append_to(bytes);
                ends.push(i32::try_from(bytes.len()).ok()?);
            }
            (Self::Code(keys, known), Value::Text(text) | Value::Code(text)) => keys.push(known.key(text)?),
            (Self::Code(keys, _), Value::Empty) => keys.push(0),
            (Self::Decimal(units, _), Value::Empty) => units.push(0),
            (Self::Decimal(units, scale), value) => units.push(decimal(value, *scale)?),
            (Self::Integer(integers), Value::Integer(integer)) => integers.push(*integer),
            (Self::Integer(integers), Value::Empty) => integers.push(0),
            (Self::Date(days), Value::Date(date)) => days.push(Date32Type::from_naive_date(*date)),
            (Self::Date(days), Value::Empty) => days.push(0),
            _ => return None,
        }
        Some(())
    }
}

/// The units of a number in a column of so many decimals, if they are no more than 38 digits.
fn decimal(value: &Value<'_>, scale: u8) -> Option<i128> {
    match value {
        Value::Number(number) => at_scale(Exact::from(*number), scale),
        Value::Quantity(number) => at_scale(*number, scale),
        Value::Integer(number) => at_scale(Exact::new(i128::from(*number), 0), scale),
        _ => None,
    }
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

/// Which cells are not null, a bit for each, the lowest first.
struct Present {
    bytes: Vec<u8>,
    cells: usize,
}

impl Present {
    fn with_capacity(cells: usize) -> Self {
        Self { bytes: Vec::with_capacity(cells.div_ceil(8)), cells: 0 }
    }

    fn push(&mut self, is_present: bool) {
        let bit = self.cells % 8;
        if bit == 0 {
            self.bytes.push(0);
        }
        if let Some(byte) = self.bytes.last_mut() {
            *byte |= u8::from(is_present).wrapping_shl(bit as u32);
        }
        self.cells = self.cells.wrapping_add(1);
    }

    fn extend<T>(&mut self, cells: &[T], mut is_present: impl FnMut(&T) -> bool) {
        if !self.cells.is_multiple_of(8) {
            return cells.iter().for_each(|cell| self.push(is_present(cell)));
        }
        let (whole, rest) = cells.as_chunks::<8>();
        self.bytes.extend(whole.iter().map(|eight| {
            let bits = eight.iter().map(|cell| u8::from(is_present(cell)));
            bits.zip(0_u32..).fold(0, |byte: u8, (bit, place)| byte | bit.wrapping_shl(place))
        }));
        self.cells = self.cells.wrapping_add(whole.len().wrapping_mul(8));
        rest.iter().for_each(|cell| self.push(is_present(cell)));
    }

    /// Nothing where no cell is null.
    fn finish(self) -> Option<NullBuffer> {
        let present = BooleanBuffer::new(Buffer::from_vec(self.bytes), 0, self.cells);
        Some(NullBuffer::new(present)).filter(|present| present.null_count() > 0)
    }
}
