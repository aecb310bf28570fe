//! Which row of contracts and registers has which key.

use std::sync::OnceLock;

use hashbrown::HashMap;

use crate::book::{Book, Key, Table};

/// Rows by their keys, a table at a time: read through once, when a key is first asked for, and then kept.
#[derive(Debug)]
pub(super) struct KeyRows([OnceLock<HashMap<Key, usize>>; Table::ALL.len()]);

impl Default for KeyRows {
    fn default() -> Self {
        Self(core::array::from_fn(|_| OnceLock::new()))
    }
}

impl KeyRows {
    /// The row with a key.
    pub(super) fn find(&self, book: &Book, table: Table, key: Key) -> Option<usize> {
        let rows = self.0.get(table as usize)?.get_or_init(|| all(book, table));
        rows.get(&key).copied()
    }

    /// Notes that a row has another key now, or none.
    pub(super) fn moved(&mut self, table: Table, row: usize, before: Option<Key>, now: Option<Key>) {
        let Some(rows) = self.0.get_mut(table as usize).and_then(OnceLock::get_mut) else { return };
        if let Some(before) = before {
            rows.remove(&before);
        }
        if let Some(now) = now {
            rows.insert(now, row);
        }
    }
}

/// The key of a row.
pub(super) fn key_of(book: &Book, table: Table, row: usize) -> Option<Key> {
    if table == Table::Contracts {
        let at = book.listed_position(table, row)?;
        return book.contracts.get(at as usize).map(|contract| [contract.contract; 2]);
    }
    book.registers.get(table)?.key(row)
}

fn all(book: &Book, table: Table) -> HashMap<Key, usize> {
    if table == Table::Contracts {
        return book.contracts.iter().map(|contract| ([contract.contract; 2], contract.row)).collect();
    }
    let register = book.registers.get(table).into_iter();
    register
        .flat_map(|register| (0..register.rows()).filter_map(|row| Some((register.key(row)?, row))))
        .collect()
}
