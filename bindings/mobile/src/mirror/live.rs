// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `live`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::Position;

/// A row of a table: the table, and the row's number from 0. A row keeps its number for good; that of a
/// row that was removed is never given again.
#[uniffi::remote(Record)]
pub struct RowId {
    /// The table.
    pub table: Table,
    /// The row, from 0.
    pub row: Position,
}
