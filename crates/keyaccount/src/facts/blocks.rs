//! Columns read in blocks.

use crate::book::{Amounts, Ids, NONE};

/// Rows of a block.
pub(super) const ROWS: usize = 1024;

/// A blank cell of a block of amounts.
pub(super) const BLANK: i64 = i64::MIN;

/// The starts and lengths of the blocks of a column.
pub(super) fn blocks(rows: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).step_by(ROWS).map(move |start| (start, rows.saturating_sub(start).min(ROWS)))
}

/// The rows of a column that are not blank, where few are.
pub(super) fn filled_rows(column: &Ids) -> impl Iterator<Item = usize> {
    let rows = if column.is_filled() { column.len() } else { 0 };
    let mut ids = [NONE; ROWS];
    let mut is_blank = move |start: usize| {
        column.block(start, &mut ids);
        ids.iter().all(|id| *id == NONE)
    };
    let filled = blocks(rows).filter(move |(start, _)| !is_blank(*start));
    filled.flat_map(|(start, rows)| start..start.saturating_add(rows)).filter(|row| column.get(*row) != NONE)
}

/// Copies the cells of a column from `start` on, if the column has any: `Some(false)` if it has none,
/// `None` if a cell needs more than 64 bits.
pub(super) fn filled(column: &Amounts, start: usize, cells: &mut [i64]) -> Option<bool> {
    if column.is_filled() { column.block(start, cells).then_some(true) } else { Some(false) }
}
