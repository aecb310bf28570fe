//! Neighbouring rows of a result table, to be read column by column.

use core::fmt;

use super::cells::Cells;
use super::table::{AnyRow, ResultColumn};
use super::{Assessment, Row};
use crate::labels::Language;

/// Neighbouring rows of a result table ([`ResultTable::block`](super::ResultTable::block)).
pub struct RowBlock<'a> {
    columns: &'a [ResultColumn],
    rows: BlockRows<'a>,
}

/// The rows, looked up once for all columns.
pub(super) enum BlockRows<'a> {
    /// Customers, whose columns have types of their own, and the language of their sentences.
    Customers { assessment: &'a Assessment, rows: Vec<Row<'a>>, language: Language },
    /// Read cell by cell.
    Others(Vec<AnyRow<'a>>),
}

impl fmt::Debug for RowBlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowBlock").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl<'a> RowBlock<'a> {
    pub(super) const fn new(columns: &'a [ResultColumn], rows: BlockRows<'a>) -> Self {
        Self { columns, rows }
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.rows {
            BlockRows::Customers { rows, .. } => rows.len(),
            BlockRows::Others(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cells of a column, by its position, row after row; none of a column beyond the table.
    #[must_use]
    pub fn cells(&self, column: usize) -> Cells<'a> {
        let Some(column) = self.columns.get(column) else { return Cells::Values(Vec::new()) };
        match &self.rows {
            BlockRows::Customers { assessment, rows, language } => {
                column.of_customers(assessment, rows, *language)
            }
            BlockRows::Others(rows) => Cells::Values(rows.iter().map(|row| column.value(row)).collect()),
        }
    }
}
