//! Neighbouring rows of a result table, to be read column by column.

use core::fmt;

use super::table::{AnyRow, ResultColumn};
use super::value::Value;

/// Neighbouring rows of a result table ([`ResultTable::block`](super::ResultTable::block)).
pub struct RowBlock<'a> {
    columns: &'a [ResultColumn],
    rows: Vec<AnyRow<'a>>,
}

impl fmt::Debug for RowBlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowBlock").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl<'a> RowBlock<'a> {
    pub(super) const fn new(columns: &'a [ResultColumn], rows: Vec<AnyRow<'a>>) -> Self {
        Self { columns, rows }
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cells of a column, by its position, row after row; none of a column beyond the table.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = Value<'a>> {
        let column = self.columns.get(column);
        let rows = if column.is_some() { self.rows.as_slice() } else { &[] };
        rows.iter().map(move |row| column.map_or(Value::Empty, |column| column.value(row)))
    }
}
