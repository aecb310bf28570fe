//! Tables read from a file that repeats them: one row counts for each key.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use keyaccount::book::Table;

use crate::cells::Cells;

/// The rows seen so far, by key.
pub(crate) struct Distinct {
    key_columns: Vec<usize>,
    seen: HashMap<Box<str>, u64>,
    key: String,
    values: u64,
    conflicts: u64,
}

/// The columns that tell the rows of a table apart, for the tables that can be read `distinct`.
pub(crate) const fn key_of(table: Table) -> Option<&'static [&'static str]> {
    match table {
        Table::Customers => Some(&["customer_id"]),
        Table::Products => Some(&["product_id", "valid_from"]),
        Table::Orders => Some(&["order_id", "customer_id"]),
        Table::Invoices => Some(&["invoice_id"]),
        _ => match table.register_key() {
            [] => None,
            key => Some(key),
        },
    }
}

impl Distinct {
    pub(crate) fn new(table: Table) -> Self {
        let names = key_of(table).unwrap_or_default();
        Self {
            key_columns: names.iter().filter_map(|name| table.column(name)).collect(),
            seen: HashMap::new(),
            key: String::new(),
            values: 0,
            conflicts: 0,
        }
    }

    /// Whether a row with this key was read already. What differs in this one is counted.
    pub(crate) fn repeats(&mut self, cells: &Cells<'_, '_>) -> bool {
        self.key.clear();
        for column in &self.key_columns {
            self.key.push_str(&cells.filled(*column).unwrap_or_default());
            self.key.push('\u{1f}');
        }
        let mut hasher = DefaultHasher::new();
        for column in 0..cells.sources.len() {
            cells.filled(column).hash(&mut hasher);
        }
        self.values = hasher.finish();
        let Some(first) = self.seen.get(self.key.as_str()) else { return false };
        if *first != self.values {
            self.conflicts = self.conflicts.saturating_add(1);
        }
        true
    }

    /// The row last asked about is the one that counts for its key.
    pub(crate) fn keep(&mut self) {
        self.seen.insert(self.key.as_str().into(), self.values);
    }

    /// How many rows said something else than the first one with their key.
    pub(crate) const fn conflicts(&self) -> u64 {
        self.conflicts
    }
}
