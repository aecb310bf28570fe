//! Tables of finished cells: results about more than one assessment, or about none of its rows.

use super::table::{ResultColumn, ResultTable};
use super::value::Value;

/// A table whose cells were worked out beforehand; [`table`](Self::table) reads like every other.
#[derive(Clone, Debug, Default)]
pub struct StoredTable {
    columns: Vec<ResultColumn>,
    rows: Vec<Vec<Value<'static>>>,
}

impl StoredTable {
    /// No rows yet. A column's name says what its cells hold, as in every result table.
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        let columns = columns.iter().enumerate().map(|(at, name)| ResultColumn::stored(name, at)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row, its cells in the order of the columns.
    pub(crate) fn push(&mut self, cells: Vec<Value<'static>>) {
        self.rows.push(cells);
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> ResultTable<'_> {
        ResultTable::of_cells(&self.columns, &self.rows)
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Language;

    #[test]
    fn finished_cells_read_like_any_table() {
        let mut stored = StoredTable::new(&["customer_id", "grade"]);
        stored.push(vec![Value::from("one"), Value::code("A")]);
        stored.push(vec![Value::from("two")]);
        let table = stored.table();
        let cells = |row| table.row(row).map(|cell| cell.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (cells(0), cells(1), cells(2)),
            (
                vec!["one".to_owned(), "A".to_owned()],
                vec!["two".to_owned(), String::new()],
                vec![String::new(), String::new()],
            )
        );
        assert_eq!(table.columns()[1].label(Language::Chinese), "客户等级");
    }
}
