//! Rows as a source has them, before anything is said about their meaning.

use csv::StringRecord;

use crate::workbook::{CellKind, Merged};

/// A row and its memory, which is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    pub(crate) record: StringRecord,
    /// By cell; none if all are text, as in a text file.
    pub(crate) kinds: Vec<CellKind>,
    /// By cell, how it lies to merged ones; none in a text file.
    pub(crate) merged: Vec<Merged>,
    /// Which row it is behind the heading, from 1, whatever becomes of the others.
    pub(crate) number: u64,
}

impl Raw {
    /// The row, to be read.
    pub(crate) fn row(&self) -> RawRow<'_> {
        RawRow { record: &self.record, kinds: &self.kinds, merged: &self.merged, number: self.number }
    }
}

/// A row of a source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawRow<'a> {
    record: &'a StringRecord,
    kinds: &'a [CellKind],
    merged: &'a [Merged],
    number: u64,
}

impl<'a> RawRow<'a> {
    /// A row of texts without a number.
    pub(crate) const fn new(record: &'a StringRecord) -> Self {
        Self { record, kinds: &[], merged: &[], number: 0 }
    }

    /// The text of a field. Lines end in LF for the parser, so that a lone CR is seen; the CR of a
    /// CRLF is therefore still on the last field.
    pub(crate) fn get(self, field: usize) -> Option<&'a str> {
        let text = self.record.get(field)?;
        if field.saturating_add(1) == self.record.len() && self.kinds.is_empty() {
            Some(text.strip_suffix('\r').unwrap_or(text))
        } else {
            Some(text)
        }
    }

    /// Whether it is a row of a text file.
    pub(crate) const fn is_text(self) -> bool {
        self.kinds.is_empty()
    }

    /// What a field holds.
    pub(crate) fn kind(self, field: usize) -> CellKind {
        self.kinds.get(field).copied().unwrap_or_default()
    }

    /// Whether a field is blank only because a merged cell above covers it.
    pub(crate) fn is_under_merged(self, field: usize) -> bool {
        self.merged.get(field) == Some(&Merged::FromAbove)
    }

    /// Which row it is behind the heading, from 1.
    pub(crate) const fn number(self) -> u64 {
        self.number
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.record.len()).filter_map(move |field| self.get(field))
    }

    /// Whether no cell holds anything.
    pub(crate) fn is_blank(self) -> bool {
        self.record.iter().all(|text| text.trim().is_empty())
    }
}
