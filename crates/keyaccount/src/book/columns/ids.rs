//! Columns of the numbers ids are known by.

use super::super::intern::NONE;
use super::cells::{SharedCells, copy_block};

/// A column of id numbers, [`NONE`] for a blank; nothing is held while all are blank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    rows: usize,
    numbers: Vec<u32>,
    shared: Option<Counted>,
}

/// Integer ids somebody else holds; the number of an id is how far it is from the first.
#[derive(Clone, Debug)]
struct Counted {
    ids: SharedCells<i64>,
    first: i64,
}

impl Counted {
    /// It was checked to fit when the column was taken over.
    #[inline]
    const fn number(&self, id: i64) -> u32 {
        (id.wrapping_sub(self.first) & 0xffff_ffff) as u32
    }
}

impl Ids {
    /// Integer ids somebody else holds, none blank, each at least `first` and less than [`NONE`] beyond.
    pub(crate) fn shared(ids: SharedCells<i64>, first: i64) -> Self {
        Self { rows: ids.as_ref().len(), numbers: Vec::new(), shared: Some(Counted { ids, first }) }
    }

    pub(crate) const fn len(&self) -> usize {
        self.rows
    }

    /// Whether any cell was ever filled.
    pub(crate) const fn is_filled(&self) -> bool {
        self.shared.is_some() || !self.numbers.is_empty()
    }

    /// Whether a cell is blank.
    pub(crate) fn has_blanks(&self) -> bool {
        self.shared.is_none() && (self.numbers.len() < self.rows || self.numbers.contains(&NONE))
    }

    /// The numbers of all rows, for writing.
    pub(crate) fn to_mut(&mut self) -> &mut Vec<u32> {
        if let Some(counted) = self.shared.take() {
            self.numbers = counted.ids.as_ref().iter().map(|id| counted.number(*id)).collect();
        }
        self.numbers.resize(self.rows, NONE);
        &mut self.numbers
    }

    pub(crate) fn push(&mut self, number: u32) {
        if number != NONE || self.is_filled() {
            self.to_mut().push(number);
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.rows = self.rows.saturating_add(count);
        if self.is_filled() {
            self.to_mut();
        }
    }

    /// Appends numbers, [`NONE`] for a blank.
    pub(crate) fn extend(&mut self, numbers: impl Iterator<Item = u32>) {
        self.to_mut().extend(numbers);
        self.rows = self.numbers.len();
    }

    pub(crate) fn set(&mut self, row: usize, number: u32) {
        if (number != NONE || self.is_filled())
            && let Some(slot) = self.to_mut().get_mut(row)
        {
            *slot = number;
        }
    }

    /// Gives every id another number, blanks apart.
    pub(crate) fn renumber(&mut self, mut new: impl FnMut(u32) -> u32) {
        if self.is_filled() {
            for number in self.to_mut().iter_mut().filter(|number| **number != NONE) {
                *number = new(*number);
            }
        }
    }

    /// Makes every number smaller by as much, if somebody else holds the ids.
    pub(crate) fn move_shared(&mut self, by: u32) -> bool {
        if let Some(counted) = &mut self.shared {
            counted.first = counted.first.saturating_add(i64::from(by));
        }
        self.shared.is_some()
    }

    /// The number of a row, [`NONE`] for a blank.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> u32 {
        match &self.shared {
            None => self.numbers.get(row).copied().unwrap_or(NONE),
            Some(counted) => counted.ids.as_ref().get(row).map_or(NONE, |id| counted.number(*id)),
        }
    }

    /// Copies numbers from `start` on; what lies behind the last one becomes [`NONE`].
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [u32]) {
        match &self.shared {
            None => copy_block(&self.numbers, start, out, NONE, |number| number),
            Some(counted) => copy_block(counted.ids.as_ref(), start, out, NONE, |id| counted.number(id)),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let (numbers, counted) = (self.numbers.as_slice(), self.shared.as_ref());
        let shared = counted.map_or(&[][..], |counted| counted.ids.as_ref());
        let shared = shared.iter().map(move |id| counted.map_or(NONE, |counted| counted.number(*id)));
        let there = numbers.len().saturating_add(shared.len());
        let blanks = core::iter::repeat_n(NONE, self.rows.saturating_sub(there));
        numbers.iter().copied().chain(shared).chain(blanks)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn shared_ids_are_numbered_from_the_first_and_copied_when_written_to() {
        let mut ids = Ids::shared(Arc::new(vec![103_i64, 100, 101]).into(), 100);
        let mut block = [9; 3];
        ids.block(1, &mut block);
        assert_eq!((ids.get(0), ids.get(3), block), (3, NONE, [0, 1, NONE]));
        assert_eq!(ids.iter().collect::<Vec<_>>(), [3, 0, 1]);
        ids.set(0, 7);
        ids.push(NONE);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [7, 0, 1, NONE]);
    }

    #[test]
    fn a_blank_column_holds_nothing_until_a_cell_is_filled() {
        let mut ids = Ids::default();
        ids.push(NONE);
        ids.push_blanks(1);
        assert!(!ids.is_filled() && ids.iter().eq([NONE, NONE]));
        ids.push(4);
        ids.push_blanks(1);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [NONE, NONE, 4, NONE]);
        let mut more = Ids::default();
        more.push_blanks(1);
        more.extend([1, 2].into_iter());
        assert_eq!((more.len(), more.get(0), more.get(2)), (3, NONE, 2));
    }

    #[test]
    fn the_farthest_id_has_the_greatest_number() {
        let far = i64::MIN + i64::from(NONE) - 1;
        let ids = Ids::shared(Arc::new(vec![i64::MIN, far]).into(), i64::MIN);
        assert_eq!((ids.get(0), ids.get(1)), (0, NONE - 1));
    }
}
