//! Columns read in blocks.

use crate::book::Amounts;

/// Rows of a block.
pub(super) const ROWS: usize = 1024;

/// A blank cell of a block of amounts.
pub(super) const BLANK: i64 = i64::MIN;

/// Copies the cells of a column from `start` on, if the column has any: `Some(false)` if it has none,
/// `None` if a cell needs more than 64 bits.
pub(super) fn filled(column: &Amounts, start: usize, cells: &mut [i64]) -> Option<bool> {
    if column.is_filled() { column.block(start, cells).then_some(true) } else { Some(false) }
}
