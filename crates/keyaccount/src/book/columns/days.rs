//! Columns of days.

use super::cells::{Cells, Given};
use super::segments::{Segments, Source, copy_block};

/// Marks a day that was not given.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// A column of days, [`NO_DAY`] for a blank; nothing is held of rows that came without days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days {
    segments: Segments<GivenDays>,
}

/// Days that count from `offset` days after the book's own.
#[derive(Clone, Debug)]
struct GivenDays {
    cells: Cells<i32>,
    offset: i32,
    has_blanks: bool,
}

impl GivenDays {
    #[inline]
    const fn read(&self, cell: i32) -> i32 {
        // Days are of the calendar: no sum leaves 32 bits.
        if cell == NO_DAY { NO_DAY } else { cell.wrapping_add(self.offset) }
    }
}

impl Source for GivenDays {
    type Cell = i32;
    const BLANK: i32 = NO_DAY;

    #[inline]
    fn get(&self, at: usize) -> i32 {
        self.cells.get(at).map_or(NO_DAY, |cell| self.read(*cell))
    }

    #[inline]
    fn block(&self, start: usize, out: &mut [i32]) {
        copy_block(&self.cells, start, out, |cell| self.read(cell));
    }

    fn has_blanks(&self) -> bool {
        self.has_blanks
    }
}

impl Days {
    pub(crate) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether any cell was ever filled.
    pub(crate) fn is_filled(&self) -> bool {
        self.segments.is_filled()
    }

    /// Whether a cell is blank.
    pub(crate) fn has_blanks(&self) -> bool {
        self.segments.has_blanks()
    }

    /// Appends a cell.
    pub(crate) fn push(&mut self, day: i32) {
        self.segments.push(day);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.segments.push_blanks(count);
    }

    /// Appends days of the calendar that count from `offset` days after the book's own, [`NO_DAY`] for a
    /// blank.
    pub(crate) fn give(&mut self, days: &Given<'_, i32>, offset: i32, has_blanks: bool) {
        self.segments.give(GivenDays { cells: days.keep(), offset, has_blanks }, days.len());
    }

    /// Appends the cells of another column.
    pub(crate) fn append(&mut self, other: Self) {
        self.segments.append(other.segments);
    }

    pub(crate) fn set(&mut self, row: usize, day: i32) {
        self.segments.set(row, day);
    }

    /// The day of a row, [`NO_DAY`] for a blank.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> i32 {
        self.segments.get(row)
    }

    /// Copies days from `start` on; what lies behind the last one becomes [`NO_DAY`].
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [i32]) {
        self.segments.block(start, out);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = i32> {
        self.segments.iter()
    }

    /// The latest day, if any is filled.
    pub(crate) fn latest(&self) -> Option<i32> {
        self.iter().max().filter(|day| *day != NO_DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_kept_in_their_rows() {
        let mut days = Days::default();
        days.push(NO_DAY);
        days.push(7);
        days.push(NO_DAY);
        assert_eq!((days.get(0), days.get(1), days.get(2), days.get(9)), (NO_DAY, 7, NO_DAY, NO_DAY));
        assert_eq!(days.latest(), Some(7));
    }

    #[test]
    fn given_days_are_read_with_their_offset_and_copied_when_written_to() {
        let mut days = Days::default();
        days.give(&Given::Shared(vec![1, 2].into()), 10, false);
        let mut block = [0; 3];
        days.block(1, &mut block);
        assert_eq!((days.get(0), block, days.has_blanks()), (11, [12, NO_DAY, NO_DAY], false));
        let mut both = Days::default();
        both.push_blanks(1);
        both.append(days.clone());
        assert_eq!(both.iter().collect::<Vec<_>>(), [NO_DAY, 11, 12]);
        days.set(1, NO_DAY);
        days.push(5);
        assert_eq!(days.iter().collect::<Vec<_>>(), [11, NO_DAY, 5]);
        assert!(days.has_blanks());
    }

    #[test]
    fn a_blank_column_stays_empty() {
        let mut days = Days::default();
        days.push_blanks(3);
        days.set(1, NO_DAY);
        assert!(!days.is_filled() && days.len() == 3 && days.latest().is_none());
        days.set(1, 4);
        assert_eq!(days.iter().collect::<Vec<_>>(), [NO_DAY, 4, NO_DAY]);
    }
}
