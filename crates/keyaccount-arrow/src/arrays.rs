//! Arrays of the columns of a result table, parts of whose rows are filled side by side.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Int64Array, PrimitiveArray, StringArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use keyaccount::{ResultKind, ResultTable};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::dictionary::Known;
use crate::fill::{Cells, Part, Present, fill};
use crate::write::data_type;

/// The fewest rows worth a part of their own; a multiple of 8, so that no byte of bits has two parts.
const LEAST: usize = 1_024;

/// Parts for each thread, so that one that comes late does not keep the others waiting for long.
const PARTS: usize = 4;

/// An array for each column; `None` if a column cannot hold one of its cells.
pub(crate) fn arrays(table: &ResultTable<'_>, rows: Range<usize>) -> Option<Vec<ArrayRef>> {
    let threads = rayon::current_num_threads();
    let parts = if threads > 1 { threads.saturating_mul(PARTS) } else { 1 };
    let each = rows.len().div_ceil(parts).max(LEAST).next_multiple_of(8);
    let mut wholes: Vec<Whole> =
        table.columns().iter().map(|column| Whole::new(column.kind(), rows.len())).collect();
    let mut parts: Vec<Vec<Part<'_, '_>>> = Vec::new();
    parts.resize_with(rows.len().div_ceil(each), Vec::new);
    for whole in &mut wholes {
        whole.split(each, &mut parts);
    }
    let ranges = rows.clone().step_by(each).map(|start| start..start.saturating_add(each).min(rows.end));
    let work: Vec<_> = ranges.zip(&mut parts).collect();
    work.into_par_iter().try_for_each(|(range, part)| fill(table, range, part))?;
    // What the parts found beside the cells, column by column; the cells themselves are in place.
    let mut found: Vec<Vec<Found<'_>>> = Vec::new();
    found.resize_with(table.columns().len(), Vec::new);
    for part in parts {
        for (column, found) in part.into_iter().zip(&mut found) {
            found.push(match column.cells {
                Cells::Text(_, bytes) => Found::Bytes(bytes),
                Cells::Code(_, known) => Found::Texts(known),
                Cells::Decimal(..) | Cells::Integer(_) | Cells::Date(_) => Found::Nothing,
            });
        }
    }
    wholes.into_par_iter().zip(found).map(|(whole, found)| whole.finish(each, found)).collect()
}

/// What a part of a column found.
enum Found<'a> {
    Nothing,
    Bytes(Vec<u8>),
    Texts(Known<'a>),
}

/// A column in the making, with a place for each cell.
struct Whole {
    kind: ResultKind,
    cells: WholeCells,
    present: Vec<u8>,
}

enum WholeCells {
    /// Where each text ends, the first entry is where the first begins.
    Text(Vec<i32>),
    Code(Vec<i32>),
    Decimal(Vec<i128>, u8),
    Integer(Vec<i64>),
    Date(Vec<i32>),
}

impl Whole {
    fn new(kind: ResultKind, rows: usize) -> Self {
        let cells = match kind {
            ResultKind::Text => WholeCells::Text(vec![0; rows.saturating_add(1)]),
            ResultKind::Code => WholeCells::Code(vec![0; rows]),
            ResultKind::Number { scale } => WholeCells::Decimal(vec![0; rows], scale),
            ResultKind::Quantity => WholeCells::Decimal(vec![0; rows], ResultKind::QUANTITY_SCALE),
            ResultKind::Integer => WholeCells::Integer(vec![0; rows]),
            ResultKind::Date => WholeCells::Date(vec![0; rows]),
        };
        Self { kind, cells, present: vec![0; rows.div_ceil(8)] }
    }

    /// Adds to each part its share of this column.
    fn split<'s>(&'s mut self, each: usize, parts: &mut [Vec<Part<'s, '_>>]) {
        let mut present = self.present.chunks_mut(each.div_ceil(8)).map(Present::new);
        let mut add = |at: usize, cells| {
            if let (Some(part), Some(present)) = (parts.get_mut(at), present.next()) {
                part.push(Part { cells, present });
            }
        };
        match &mut self.cells {
            WholeCells::Text(ends) => {
                let ends = ends.split_first_mut().map_or(&mut [][..], |(_, ends)| ends);
                for (at, ends) in ends.chunks_mut(each).enumerate() {
                    add(at, Cells::Text(ends.iter_mut(), Vec::new()));
                }
            }
            WholeCells::Code(keys) => {
                for (at, keys) in keys.chunks_mut(each).enumerate() {
                    add(at, Cells::Code(keys.iter_mut(), Known::default()));
                }
            }
            WholeCells::Decimal(units, scale) => {
                for (at, units) in units.chunks_mut(each).enumerate() {
                    add(at, Cells::Decimal(units.iter_mut(), *scale));
                }
            }
            WholeCells::Integer(integers) => {
                for (at, integers) in integers.chunks_mut(each).enumerate() {
                    add(at, Cells::Integer(integers.iter_mut()));
                }
            }
            WholeCells::Date(days) => {
                for (at, days) in days.chunks_mut(each).enumerate() {
                    add(at, Cells::Date(days.iter_mut()));
                }
            }
        }
    }

    /// The array, with the parts brought together; `None` beyond two GiB of text.
    fn finish(self, each: usize, found: Vec<Found<'_>>) -> Option<ArrayRef> {
        let kind = self.kind;
        let rows = match &self.cells {
            WholeCells::Text(ends) => ends.len().saturating_sub(1),
            WholeCells::Code(cells) | WholeCells::Date(cells) => cells.len(),
            WholeCells::Decimal(cells, _) => cells.len(),
            WholeCells::Integer(cells) => cells.len(),
        };
        let present = NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(self.present), 0, rows));
        let nulls = Some(present).filter(|present| present.null_count() > 0);
        Some(match self.cells {
            WholeCells::Text(mut ends) => {
                let bytes = texts(&mut ends, each, found)?;
                let ends = OffsetBuffer::new(ScalarBuffer::from(ends));
                Arc::new(StringArray::try_new(ends, Buffer::from_vec(bytes), nulls).ok()?)
            }
            WholeCells::Code(mut keys) => {
                let values = codes(&mut keys, each, found)?;
                let keys = PrimitiveArray::<Int32Type>::try_new(ScalarBuffer::from(keys), nulls).ok()?;
                Arc::new(DictionaryArray::try_new(keys, Arc::new(values)).ok()?)
            }
            WholeCells::Decimal(units, _) => {
                let units = Decimal128Array::try_new(ScalarBuffer::from(units), nulls).ok()?;
                Arc::new(units.with_data_type(data_type(kind)))
            }
            WholeCells::Integer(integers) => {
                Arc::new(Int64Array::try_new(ScalarBuffer::from(integers), nulls).ok()?)
            }
            WholeCells::Date(days) => Arc::new(Date32Array::try_new(ScalarBuffer::from(days), nulls).ok()?),
        })
    }
}

/// The bytes of all parts, each of which goes as soon as it is copied; ends count from the first.
fn texts(ends: &mut [i32], each: usize, found: Vec<Found<'_>>) -> Option<Vec<u8>> {
    let parts = found.into_iter().map(|found| match found {
        Found::Bytes(bytes) => bytes,
        Found::Texts(_) | Found::Nothing => Vec::new(),
    });
    let parts: Vec<_> = parts.collect();
    let length = parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(part.len()))?;
    i32::try_from(length).ok()?;
    let (_, ends) = ends.split_first_mut()?;
    let mut all = Vec::new();
    for (part, ends) in parts.into_iter().zip(ends.chunks_mut(each)) {
        if all.is_empty() {
            all = part;
            all.reserve_exact(length.saturating_sub(all.len()));
            continue;
        }
        let before = i32::try_from(all.len()).ok()?;
        for end in ends {
            *end = end.checked_add(before)?;
        }
        all.extend_from_slice(&part);
    }
    Some(all)
}

/// The texts of all parts in the order they first occur; numbers of a part become keys among them.
fn codes(keys: &mut [i32], each: usize, found: Vec<Found<'_>>) -> Option<StringArray> {
    let mut all = Known::default();
    for (found, keys) in found.iter().zip(keys.chunks_mut(each)) {
        let Found::Texts(known) = found else { continue };
        // A null has number 0 and key 0.
        let mut key_of = vec![0];
        for text in known.texts() {
            key_of.push(all.number(text.clone())?.checked_sub(1)?);
        }
        for key in keys {
            *key = *key_of.get(usize::try_from(*key).ok()?)?;
        }
    }
    Some(StringArray::from_iter_values(all.texts()))
}
