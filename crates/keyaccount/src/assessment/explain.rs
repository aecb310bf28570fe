//! What decided a grade, and the smallest thing that would lift it (BOOK §5).

use super::table::ResultColumn;

/// The columns that follow those of the score table.
pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::sentence("main_reason", |_, _| String::new()),
    ResultColumn::sentence("next_step", |_, _| String::new()),
];
