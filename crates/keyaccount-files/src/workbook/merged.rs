//! Which cells of a row lie under a merged one.

use std::collections::BTreeMap;

use keyaccount::Problem;

use super::broken;
use super::reference::Region;

/// How a cell lies to merged ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Merged {
    /// It stands for itself.
    #[default]
    No,
    /// It is blank under a merged cell that begins in a row above.
    FromAbove,
    /// It is blank within a merged cell that begins in this row, to the left.
    FromLeft,
}

/// The merged ranges as the rows go by.
pub(super) struct MergedRanges {
    /// What begins further down, the next one last.
    below: Vec<Region>,
    /// What reaches into the row, by its first column.
    open: BTreeMap<u32, Region>,
}

impl MergedRanges {
    /// Of ranges in order of their first rows.
    pub(super) fn new(mut regions: Vec<Region>) -> Self {
        regions.reverse();
        Self { below: regions, open: BTreeMap::new() }
    }

    /// Goes on to a row. Rows come in order.
    pub(super) fn advance(&mut self, row: u32) -> Result<(), Box<Problem>> {
        if !self.open.is_empty() {
            self.open.retain(|_, region| region.last_row >= row);
        }
        while let Some(region) = self.below.pop_if(|region| region.first_row <= row) {
            // Excel refuses ranges that overlap; without them a row has no more ranges than columns.
            let before = self.open.range(..=region.last_column).next_back();
            if before.is_some_and(|(_, other)| other.last_column >= region.first_column) {
                return Err(broken(&"merged cells that overlap"));
            }
            if region.last_row >= row {
                self.open.insert(region.first_column, region);
            }
        }
        Ok(())
    }

    /// The ranges that reach into the row.
    pub(super) fn open(&self) -> impl Iterator<Item = &Region> {
        self.open.values()
    }
}
