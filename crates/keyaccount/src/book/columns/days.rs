//! Columns of days.

use super::cells::{Cells, SharedCells, copy_block};

/// Marks a day that was not given.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// A column of days, [`NO_DAY`] for a blank; nothing is held while all are blank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days {
    rows: usize,
    cells: Cells<i32>,
    /// Added to every filled cell.
    offset: i32,
}

impl Days {
    /// Days somebody else holds, none blank, which count from `offset` days after the book's own.
    pub(crate) fn shared(cells: SharedCells<i32>, offset: i32) -> Self {
        Self { rows: cells.as_ref().len(), cells: cells.into(), offset }
    }

    pub(crate) const fn len(&self) -> usize {
        self.rows
    }

    /// Whether any cell was ever filled.
    pub(crate) fn is_filled(&self) -> bool {
        !self.cells.is_empty()
    }

    /// Whether a cell is blank.
    pub(crate) fn has_blanks(&self) -> bool {
        self.cells.len() < self.rows || self.cells.contains(&NO_DAY)
    }

    #[inline]
    const fn read(&self, cell: i32) -> i32 {
        if cell == NO_DAY { NO_DAY } else { cell.saturating_add(self.offset) }
    }

    fn own(&mut self) -> &mut Vec<i32> {
        let offset = core::mem::take(&mut self.offset);
        let cells = self.cells.to_mut();
        if offset != 0 {
            for cell in cells.iter_mut().filter(|cell| **cell != NO_DAY) {
                *cell = cell.saturating_add(offset);
            }
        }
        cells
    }

    /// Appends a cell.
    pub(crate) fn push(&mut self, day: i32) {
        let (rows, filled) = (self.rows, self.is_filled());
        if day != NO_DAY || filled {
            let cells = self.own();
            cells.resize(rows, NO_DAY);
            cells.push(day);
        }
        self.rows = rows.saturating_add(1);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.rows = self.rows.saturating_add(count);
        if self.is_filled() {
            let rows = self.rows;
            self.own().resize(rows, NO_DAY);
        }
    }

    /// Appends days that count from `offset` days after the book's own, [`NO_DAY`] for a blank.
    pub(crate) fn extend(&mut self, days: &[i32], offset: i32) {
        let rows = self.rows;
        let cells = self.own();
        cells.resize(rows, NO_DAY);
        cells.extend(days.iter().map(|day| if *day == NO_DAY { NO_DAY } else { day.saturating_add(offset) }));
        self.rows = rows.saturating_add(days.len());
    }

    /// Appends the cells of another column.
    pub(crate) fn append(&mut self, other: Self) {
        if self.rows == 0 {
            *self = other;
        } else if other.is_filled() {
            self.extend(&other.cells, other.offset);
        } else {
            self.push_blanks(other.rows);
        }
    }

    pub(crate) fn set(&mut self, row: usize, day: i32) {
        let rows = self.rows;
        if day != NO_DAY || self.is_filled() {
            let cells = self.own();
            cells.resize(rows, NO_DAY);
            if let Some(slot) = cells.get_mut(row) {
                *slot = day;
            }
        }
    }

    /// The day of a row, [`NO_DAY`] for a blank.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> i32 {
        self.cells.get(row).map_or(NO_DAY, |cell| self.read(*cell))
    }

    /// Copies days from `start` on; what lies behind the last one becomes [`NO_DAY`].
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [i32]) {
        if self.offset == 0 {
            copy_block(&self.cells, start, out, NO_DAY, |cell| cell);
        } else {
            copy_block(&self.cells, start, out, NO_DAY, |cell| self.read(cell));
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = i32> {
        let blanks = self.rows.saturating_sub(self.cells.len());
        self.cells.iter().map(|cell| self.read(*cell)).chain(core::iter::repeat_n(NO_DAY, blanks))
    }

    /// The latest day, if any is filled.
    pub(crate) fn latest(&self) -> Option<i32> {
        self.cells.iter().max().filter(|cell| **cell != NO_DAY).map(|cell| self.read(*cell))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

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
    fn shared_days_are_read_with_their_offset_and_copied_when_written_to() {
        let mut days = Days::shared(Arc::new(vec![1, 2]).into(), 10);
        let mut block = [0; 3];
        days.block(1, &mut block);
        assert_eq!((days.get(0), block), (11, [12, NO_DAY, NO_DAY]));
        let mut both = Days::default();
        both.push_blanks(1);
        both.append(days.clone());
        assert_eq!(both.iter().collect::<Vec<_>>(), [NO_DAY, 11, 12]);
        days.set(1, NO_DAY);
        days.push(5);
        assert_eq!(days.iter().collect::<Vec<_>>(), [11, NO_DAY, 5]);
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
