//! The rows of clean lines, column by column, in memory that is used again.

use super::cells::{Cells, Spans};
use super::kept::Kept;
use super::plan::Plan;
use super::split::split;
use crate::feed::MAX_RECORD;

/// So many bytes are split, and then read column by column: few enough to stay near the processor.
const TILE: usize = if cfg!(test) { 1 << 6 } else { 1 << 14 };

/// The rows of whole lines, if all of them are clean.
#[derive(Debug, Default)]
pub(crate) struct CleanPart {
    pub(super) rows: usize,
    pub(super) columns: Vec<Cells>,
    /// The cells the book is to keep; none of columns that are handed over as texts.
    pub(super) kept: Vec<Option<Kept>>,
    places: Vec<u32>,
}

/// Why lines are not read to their end.
enum Odd {
    /// Something in them is for those who read row by row.
    Line,
    /// The identifiers of a column, by its position in the plan, have no number.
    Ids(usize),
}

impl CleanPart {
    /// How many rows there are.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Reads so many whole lines without quotation marks. Returns whether all are clean: as many cells in
    /// each as the heading has, none of them blank that must be filled, all written in the plainest way.
    pub(crate) fn read(&mut self, plan: &Plan, text: &str, lines: usize) -> bool {
        if text.len() as u64 > MAX_RECORD || memchr::memchr(0, text.as_bytes()).is_some() {
            return false;
        }
        self.columns.resize_with(plan.columns.len(), Cells::default);
        for (cells, column) in self.columns.iter_mut().zip(&plan.columns) {
            cells.empty(&column.takes);
        }
        loop {
            match self.read_all(plan, text) {
                Ok(()) if self.rows == lines => {
                    self.kept = self.columns.iter().map(Kept::of).collect();
                    return true;
                }
                Ok(()) => return false,
                Err(Odd::Line) => return false,
                Err(Odd::Ids(odd)) => {
                    for (at, cells) in self.columns.iter_mut().enumerate() {
                        cells.again(at == odd);
                    }
                }
            }
        }
    }

    fn read_all(&mut self, plan: &Plan, text: &str) -> Result<(), Odd> {
        self.rows = 0;
        let mut start = 0_usize;
        while start < text.len() {
            let end = tile_end(text.as_bytes(), start).ok_or(Odd::Line)?;
            self.read_tile(plan, text, start, end)?;
            start = end;
        }
        let mut ids = self.columns.iter().enumerate();
        match ids.find(|(_, cells)| matches!(cells, Cells::Ids(ids) if ids.is_ambiguous())) {
            Some((at, _)) => Err(Odd::Ids(at)),
            None => Ok(()),
        }
    }

    fn read_tile(&mut self, plan: &Plan, text: &str, start: usize, end: usize) -> Result<(), Odd> {
        let bytes = text.as_bytes();
        let first = u32::try_from(start).map_err(|_| Odd::Line)?;
        let tile = bytes.get(start..end).unwrap_or_default();
        let places = split(tile, first, plan.delimiter, &mut self.places);
        let rows = places.get(1..).unwrap_or_default().chunks_exact(plan.fields);
        let ends_line = |next: &u32| bytes.get((*next as usize).wrapping_sub(1)) == Some(&b'\n');
        if !rows.remainder().is_empty() || !rows.clone().all(|row| row.last().is_some_and(ends_line)) {
            return Err(Odd::Line);
        }
        self.rows = self.rows.saturating_add(rows.len());
        for (at, (column, cells)) in plan.columns.iter().zip(&mut self.columns).enumerate() {
            let spans = Spans {
                text,
                places: places.get(column.field..).unwrap_or_default(),
                fields: plan.fields,
                is_last: column.field.wrapping_add(1) == plan.fields,
            };
            match cells.read(column, spans) {
                Some(()) => {}
                None => return Err(if cells.may_be_texts() { Odd::Ids(at) } else { Odd::Line }),
            }
        }
        Ok(())
    }
}

/// The end of the lines that are read together.
fn tile_end(text: &[u8], start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let tile = rest.get(..TILE).unwrap_or(rest);
    let end = memchr::memrchr(b'\n', tile).or_else(|| memchr::memchr(b'\n', rest))?;
    Some(start.saturating_add(end).saturating_add(1))
}
