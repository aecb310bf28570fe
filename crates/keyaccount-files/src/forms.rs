//! How the cells of a table are written, beside the canonical form (BOOK §3).

use std::collections::HashMap;

use keyaccount::Exact;

use crate::dates::{DateForms, Zone};
use crate::numbers::NumberForm;

/// The forms of a table's cells. The default is the canonical form.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellForms {
    pub(crate) dates: DateForms,
    /// The zone whose clock counts, for times with an offset.
    pub(crate) zone: Option<Zone>,
    pub(crate) numbers: NumberForm,
    /// Further spellings of a missing cell.
    pub(crate) missing: Vec<String>,
    /// What the numbers of a column count, by column.
    pub(crate) units: Vec<(usize, Exact)>,
    /// What the source writes = what we write, by column.
    pub(crate) values: Vec<(usize, HashMap<String, String>)>,
}

impl CellForms {
    /// Whether a text may stand for another one, or for nothing.
    pub(crate) const fn changes_words(&self) -> bool {
        !self.values.is_empty() || !self.missing.is_empty()
    }

    /// Whether a text stands for nothing.
    pub(crate) fn is_missing(&self, text: &str) -> bool {
        text.trim().is_empty()
            || (!self.missing.is_empty() && self.missing.iter().any(|spelling| spelling == text.trim()))
    }

    /// What the numbers of a column count.
    pub(crate) fn unit(&self, column: usize) -> Option<Exact> {
        self.units.iter().find(|(of, _)| *of == column).map(|(_, unit)| *unit)
    }

    /// What a text of a column stands for.
    pub(crate) fn value(&self, column: usize, text: &str) -> Option<&str> {
        let (_, values) = self.values.iter().find(|(of, _)| *of == column)?;
        values.get(text).or_else(|| values.get(text.trim())).map(String::as_str)
    }
}
