//! Columns of the numbers ids are known by.

use super::super::intern::NONE;
use super::cells::{Cells, Given, SharedCells};
use super::segments::{Piece, Segments, Source, copy_block};

/// A column of id numbers, [`NONE`] for a blank; nothing is held of rows that came without ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    segments: Segments<Counted>,
}

/// Ids that are counted: the number of each is how far it is from one of them.
#[derive(Clone, Debug)]
enum Counted {
    /// [`NONE`] for a blank; `shift` is added to all others modulo 2^32.
    Numbers { numbers: Cells<u32>, shift: u32, has_blanks: bool },
    /// None blank; `first` would be number 0.
    Integers { ids: SharedCells<i64>, first: i64 },
}

/// It was checked to fit when the column was taken over.
#[inline]
const fn beyond(id: i64, first: i64) -> u32 {
    (id.wrapping_sub(first) & 0xffff_ffff) as u32
}

/// [`NONE`] stays.
#[inline]
const fn shifted(number: u32, shift: u32) -> u32 {
    if number == NONE { NONE } else { number.wrapping_add(shift) }
}

impl Counted {
    /// Adds to every number, modulo 2^32.
    fn move_by(&mut self, more: u32) {
        match self {
            Self::Numbers { shift, .. } => *shift = shift.wrapping_add(more),
            Self::Integers { first, .. } => *first = first.wrapping_sub(i64::from(more)),
        }
    }
}

impl Source for Counted {
    type Cell = u32;
    const BLANK: u32 = NONE;

    #[inline]
    fn get(&self, at: usize) -> u32 {
        match self {
            Self::Numbers { numbers, shift, .. } => {
                numbers.get(at).map_or(NONE, |number| shifted(*number, *shift))
            }
            Self::Integers { ids, first } => ids.as_ref().get(at).map_or(NONE, |id| beyond(*id, *first)),
        }
    }

    #[inline]
    fn block(&self, start: usize, out: &mut [u32]) {
        match self {
            Self::Numbers { numbers, shift, .. } => {
                copy_block(numbers, start, out, |number| shifted(number, *shift));
            }
            Self::Integers { ids, first } => copy_block(ids.as_ref(), start, out, |id| beyond(id, *first)),
        }
    }

    fn has_blanks(&self) -> bool {
        matches!(self, Self::Numbers { has_blanks: true, .. })
    }
}

impl Ids {
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

    pub(crate) fn push(&mut self, number: u32) {
        self.segments.push(number);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.segments.push_blanks(count);
    }

    /// Appends numbers, [`NONE`] for a blank.
    pub(crate) fn extend(&mut self, numbers: impl Iterator<Item = u32>) {
        let numbers: Vec<u32> = numbers.collect();
        let rows = numbers.len();
        if self.segments.is_worth_a_piece(rows) {
            self.segments.push_piece(Piece::Own(numbers), rows);
        } else {
            numbers.into_iter().for_each(|number| self.push(number));
        }
    }

    /// Appends counted ids that lie `shift` beyond these numbers, modulo 2^32, but for [`NONE`], which is a
    /// blank.
    pub(crate) fn give_counted(&mut self, numbers: &Given<'_, u32>, shift: u32, has_blanks: bool) {
        let counted = Counted::Numbers { numbers: numbers.keep(), shift, has_blanks };
        self.segments.give(counted, numbers.len());
    }

    /// Appends counted ids, none blank, each less than [`NONE`] beyond `first`, which would be number 0.
    pub(crate) fn give_integers(&mut self, ids: SharedCells<i64>, first: i64) {
        let rows = ids.as_ref().len();
        self.segments.give(Counted::Integers { ids, first }, rows);
    }

    /// Appends the cells of another column: `new` says the number of each, and `shift` is what it adds to all
    /// those of counted ids, if that is the same.
    pub(crate) fn append(&mut self, mut other: Self, shift: Option<u32>, new: impl FnMut(u32) -> u32) {
        other.move_counted(shift, new);
        self.segments.append(other.segments);
    }

    pub(crate) fn set(&mut self, row: usize, number: u32) {
        self.segments.set(row, number);
    }

    /// Gives every id another number, blanks apart: `new` says which, and `shift` is what it adds to all those
    /// of counted ids, modulo 2^32, if that is the same.
    pub(crate) fn move_counted(&mut self, shift: Option<u32>, new: impl FnMut(u32) -> u32) {
        let move_all = |counted: &mut Counted| shift.map(|shift| counted.move_by(shift)).is_some();
        self.segments.change(move_all, new);
    }

    /// The number of a row, [`NONE`] for a blank.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> u32 {
        self.segments.get(row)
    }

    /// Copies numbers from `start` on; what lies behind the last one becomes [`NONE`].
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [u32]) {
        self.segments.block(start, out);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.segments.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integers(ids: &[i64], first: i64) -> Ids {
        let mut column = Ids::default();
        column.give_integers(ids.to_vec().into(), first);
        column
    }

    #[test]
    fn integer_ids_are_numbered_from_the_first_and_copied_when_written_to() {
        let mut ids = integers(&[103, 100, 101], 100);
        let mut block = [9; 3];
        ids.block(1, &mut block);
        assert_eq!((ids.get(0), ids.get(3), block), (3, NONE, [0, 1, NONE]));
        assert_eq!(ids.iter().collect::<Vec<_>>(), [3, 0, 1]);
        ids.set(0, 7);
        ids.push(NONE);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [7, 0, 1, NONE]);
    }

    #[test]
    fn counted_ids_move_together() {
        let mut ids = integers(&[103, 100, 101], 100);
        ids.give_counted(&Given::Lent(&[5, NONE, 6]), 0_u32.wrapping_sub(2), true);
        ids.push(8);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [3, 0, 1, 3, NONE, 4, 8]);
        assert!(ids.has_blanks());
        ids.move_counted(Some(10), |number| number * 2);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [13, 10, 11, 13, NONE, 14, 16]);
        ids.move_counted(None, |number| number - 10);
        assert_eq!(ids.iter().collect::<Vec<_>>(), [3, 0, 1, 3, NONE, 4, 6]);
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
        let ids = integers(&[i64::MIN, far], i64::MIN);
        assert_eq!((ids.get(0), ids.get(1)), (0, NONE - 1));
    }
}
