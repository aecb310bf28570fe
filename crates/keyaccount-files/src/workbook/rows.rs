//! Rows put together from cells.

use std::sync::mpsc::SyncSender;

use csv::StringRecord;
use keyaccount::Problem;

use super::limits::Limits;
use super::merged::{Merged, MergedRanges};
use super::reference::Region;
use super::values::CellKind;
use super::{broken, too_large};

/// A row of a sheet, as wide as its last cell that is filled or lies under a merged one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetRow {
    /// The row of the sheet, from 1.
    pub(crate) number: u64,
    /// The cells' canonical texts; blank ones are empty.
    pub(crate) texts: StringRecord,
    /// What kind each cell is.
    pub(crate) kinds: Vec<CellKind>,
    /// How each cell lies to merged ones.
    pub(crate) merged: Vec<Merged>,
}

impl SheetRow {
    fn push(&mut self, kind: CellKind, text: &str, merged: Merged) {
        self.texts.push_field(text);
        self.kinds.push(kind);
        self.merged.push(merged);
    }
}

/// Rows on their way from the reader to the one who wants them.
pub(super) type Batch = Result<Vec<SheetRow>, Box<Problem>>;

/// Why there are no more rows.
pub(super) enum Stop {
    /// Nobody wants them any more.
    Unwanted,
    /// The sheet cannot be read further.
    Bad(Box<Problem>),
}

impl From<Box<Problem>> for Stop {
    fn from(problem: Box<Problem>) -> Self {
        Self::Bad(problem)
    }
}

/// How many rows are handed over at once, and how many bytes of text at most before they are.
const BATCH_ROWS: usize = 256;
const BATCH_TEXT: u64 = 1 << 20;

/// The row being filled and what became of the ones before.
pub(super) struct Rows<'a> {
    limits: Limits,
    merged: MergedRanges,
    row: SheetRow,
    row_text: u64,
    cells: u64,
    text: u64,
    batch: Vec<SheetRow>,
    batch_text: u64,
    out: &'a SyncSender<Batch>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(regions: Vec<Region>, limits: Limits, out: &'a SyncSender<Batch>) -> Self {
        let (row, batch) = (SheetRow { number: 1, ..SheetRow::default() }, Vec::new());
        let merged = MergedRanges::new(regions);
        Self { limits, merged, row, row_text: 0, cells: 0, text: 0, batch, batch_text: 0, out }
    }

    /// Adds a cell, counted from 0. Cells come row by row and from left to right.
    pub(super) fn put(&mut self, (row, column): (u32, u32), kind: CellKind, text: &str) -> Result<(), Stop> {
        let (number, place) = (u64::from(row).saturating_add(1), u64::from(column).saturating_add(1));
        let at = |problem: Box<Problem>| {
            Stop::Bad(Box::new(Problem { line: Some(number), column: Some(place), ..*problem }))
        };
        if row >= self.limits.rows {
            return Err(at(too_large(format!("a cell beyond row {}", self.limits.rows))));
        }
        if column >= self.limits.columns {
            return Err(at(too_large(format!("a cell beyond column {}", self.limits.columns))));
        }
        let width = self.row.kinds.len();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if number < self.row.number || (number == self.row.number && column < width) {
            return Err(at(broken(&"a cell out of order")));
        }
        while self.row.number < number {
            self.finish_row()?;
        }
        self.row_text = self.row_text.saturating_add(text.len() as u64);
        if self.row_text > self.limits.row_text {
            return Err(at(too_large(format!("a row of more than {} bytes of text", self.limits.row_text))));
        }
        while self.row.kinds.len() < column {
            self.row.push(CellKind::Text, "", Merged::No);
        }
        self.row.push(kind, text, Merged::No);
        Ok(())
    }

    /// Hands over the last row, if anything stands in it, and what waits.
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        if !self.row.kinds.is_empty() {
            self.finish_row()?;
        }
        self.send()
    }

    fn finish_row(&mut self) -> Result<(), Stop> {
        let next = SheetRow { number: self.row.number.saturating_add(1), ..SheetRow::default() };
        let mut row = std::mem::replace(&mut self.row, next);
        let at = |problem: Box<Problem>| Box::new(Problem { line: Some(row.number), ..*problem });
        self.merged.advance(u32::try_from(row.number).unwrap_or(u32::MAX)).map_err(at)?;
        for region in self.merged.open() {
            mark(&mut row, region);
        }
        let (width, text) = (row.kinds.len() as u64, std::mem::take(&mut self.row_text));
        self.cells = self.cells.saturating_add(width);
        self.text = self.text.saturating_add(text);
        if self.cells > self.limits.cells || self.text > self.limits.text {
            let found = if self.cells > self.limits.cells {
                format!("more than {} cells", self.limits.cells)
            } else {
                format!("more than {} bytes of text", self.limits.text)
            };
            let problem = Problem { line: Some(row.number), ..*too_large(found) };
            return Err(Stop::Bad(Box::new(problem)));
        }
        self.batch.push(row);
        self.batch_text = self.batch_text.saturating_add(text);
        if self.batch.len() >= BATCH_ROWS || self.batch_text >= BATCH_TEXT {
            self.send()?;
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), Stop> {
        self.batch_text = 0;
        self.out.send(Ok(std::mem::take(&mut self.batch))).map_err(|_| Stop::Unwanted)
    }
}

/// Marks the blank cells of a row that lie under a merged one.
fn mark(row: &mut SheetRow, region: &Region) {
    let begins_here = u64::from(region.first_row) == row.number;
    let first = usize::try_from(region.first_column.saturating_sub(1)).unwrap_or(usize::MAX);
    let end = usize::try_from(region.last_column).unwrap_or(usize::MAX);
    for column in first..end {
        if begins_here && column == first {
            continue;
        }
        while row.kinds.len() <= column {
            row.push(CellKind::Text, "", Merged::No);
        }
        if row.texts.get(column).is_some_and(str::is_empty) {
            let merged = if begins_here { Merged::FromLeft } else { Merged::FromAbove };
            if let Some(place) = row.merged.get_mut(column) {
                *place = merged;
            }
        }
    }
}
