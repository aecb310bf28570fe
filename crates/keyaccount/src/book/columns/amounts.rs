//! Columns of exact decimals of one scale.

use super::cells::{Cells, Given};
use super::segments::{Piece, Segments};
use super::units::{Unit, Units};
use crate::decimal::{Exact, INPUT_SCALE, pow10};

/// A column of exact decimals of one scale, in pieces of integers of 32, 64 or 128 bits; nothing is held of
/// rows that came without amounts.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    scale: u8,
    segments: Segments<Units>,
    /// No cell has more units than this.
    magnitude: u128,
}

impl Default for Amounts {
    fn default() -> Self {
        Self { scale: INPUT_SCALE, segments: Segments::default(), magnitude: 0 }
    }
}

/// The units as 64 bits, if there are none or they fit.
fn narrow(units: Option<i128>) -> Option<i64> {
    match units {
        None => Some(i64::BLANK),
        Some(units) => i64::try_from(units).ok().filter(|units| *units != i64::BLANK),
    }
}

impl Amounts {
    pub(crate) fn len(&self) -> usize {
        self.segments.len()
    }

    /// How many decimals the column's units have.
    pub(crate) const fn scale(&self) -> u8 {
        self.scale
    }

    /// No cell has more units than this.
    pub(crate) const fn magnitude(&self) -> u128 {
        self.magnitude
    }

    /// Whether every cell fits 64 bits, a blank apart.
    pub(crate) const fn is_narrow(&self) -> bool {
        self.magnitude <= i64::MAX.unsigned_abs() as u128
    }

    /// Whether any cell is filled.
    pub(crate) fn is_filled(&self) -> bool {
        self.segments.is_filled()
    }

    /// Appends a cell. Returns whether it fitted; if not, a blank is appended.
    #[must_use]
    pub(crate) fn push(&mut self, value: Option<Exact>) -> bool {
        let Some(value) = value else {
            self.push_units(None);
            return true;
        };
        if value.scale() > self.scale {
            let scale = value.normalised().scale();
            if scale > self.scale && !self.rescale(scale) {
                self.push_units(None);
                return false;
            }
        }
        let units = value.at_scale(self.scale);
        self.push_units(units);
        units.is_some()
    }

    fn push_units(&mut self, units: Option<i128>) {
        self.magnitude = self.magnitude.max(units.map_or(0, i128::unsigned_abs));
        // Behind cells that need 128 bits, all do well with as many.
        if let Some(Piece::Given(Units::Wide(Cells::Own(cells), 1, true))) = self.segments.last_mut() {
            cells.push(units.unwrap_or(i128::BLANK));
            self.segments.lengthen_last(1);
            return;
        }
        match narrow(units) {
            Some(units) => self.segments.push(units),
            None => self.segments.push_piece(wide_piece(units.into_iter().collect()), 1),
        }
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        if count == 1 { self.push_units(None) } else { self.segments.push_blanks(count) }
    }

    /// Appends integers that count units of `scale` decimals, at most six, none of them beyond `magnitude`;
    /// the least integer is a blank, if there are any. `false`, and nothing appended, if they might not fit.
    #[must_use]
    pub(crate) fn give<T: Unit>(
        &mut self,
        cells: &Given<'_, T>,
        scale: u8,
        magnitude: u128,
        has_blanks: bool,
    ) -> bool {
        let factor = self.scale.checked_sub(scale).and_then(pow10);
        let grown = factor.and_then(|factor| magnitude.checked_mul(factor.unsigned_abs()));
        let Some((factor, grown)) = factor.zip(grown).filter(|(_, most)| *most <= i128::MAX.unsigned_abs())
        else {
            return false;
        };
        self.magnitude = self.magnitude.max(grown);
        self.push_piece(Piece::Given(Units::of(cells, factor, has_blanks)), cells.len());
        true
    }

    /// Appends the cells of a piece, which are copied if they are few.
    fn push_piece(&mut self, piece: Piece<Units>, rows: usize) {
        if self.segments.is_worth_a_piece(rows) {
            self.segments.push_piece(piece, rows);
        } else if self.is_narrow() {
            self.segments.copy(&piece, rows);
        } else {
            (0..rows).for_each(|at| self.push_units(piece_get(&piece, at)));
        }
    }

    /// Appends the cells of another column. Amounts are bounded so that any two have a common scale.
    pub(crate) fn append(&mut self, mut other: Self) {
        let scale = self.scale.max(other.scale);
        if self.rescale(scale) && other.rescale(scale) {
            self.magnitude = self.magnitude.max(other.magnitude);
            for (piece, rows) in other.segments.into_pieces() {
                match piece {
                    Piece::Blank => self.push_blanks(rows),
                    piece => self.push_piece(piece, rows),
                }
            }
            return;
        }
        for row in 0..other.len() {
            let value = other.get(row).map(|units| Exact::new(units, other.scale));
            self.push_units(value.and_then(|value| value.at_scale(self.scale)));
        }
    }

    pub(crate) fn set(&mut self, row: usize, units: Option<i128>) {
        self.magnitude = self.magnitude.max(units.map_or(0, i128::unsigned_abs));
        let Some((piece, at, rows)) = self.segments.find_mut(row) else { return };
        if units.is_none() && matches!(piece, Piece::Blank) {
            return;
        }
        own(piece, rows, units);
        match piece {
            Piece::Own(cells) => {
                if let Some((slot, units)) = cells.get_mut(at).zip(narrow(units)) {
                    *slot = units;
                }
            }
            Piece::Given(Units::Wide(Cells::Own(cells), 1, true)) => {
                if let Some(slot) = cells.get_mut(at) {
                    *slot = units.unwrap_or(i128::BLANK);
                }
            }
            Piece::Blank | Piece::Given(_) => {}
        }
    }

    /// Counts every cell in smaller units; `false`, and nothing changed, if one might not fit.
    pub(crate) fn rescale(&mut self, scale: u8) -> bool {
        let by = scale.checked_sub(self.scale).and_then(pow10);
        let grown = |magnitude: u128| by.and_then(|by| magnitude.checked_mul(by.unsigned_abs()));
        let fits = |magnitude: &u128| *magnitude <= i128::MAX.unsigned_abs();
        let magnitude = grown(self.magnitude).filter(fits).or_else(|| {
            // What is known of the magnitude may be more than what is there.
            let units = (0..self.len()).filter_map(|row| self.get(row));
            grown(units.map(i128::unsigned_abs).max().unwrap_or(0)).filter(fits)
        });
        let Some((by, magnitude)) = by.zip(magnitude) else { return false };
        if by != 1 {
            for (piece, _) in self.segments.pieces_mut() {
                if let Piece::Own(cells) = piece {
                    *piece = Piece::Given(Units::Narrow(Cells::Own(core::mem::take(cells)), 1, true));
                }
                if let Piece::Given(units) = piece {
                    units.scale_by(by);
                }
            }
        }
        (self.scale, self.magnitude) = (scale, magnitude);
        true
    }

    /// The units of a cell.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        let (piece, at) = self.segments.find(row)?;
        piece_get(piece, at)
    }

    /// Copies units from `start` on, `i64::MIN` for a blank and behind the last cell; `false` if the
    /// column is not [narrow](Self::is_narrow).
    #[must_use]
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [i64]) -> bool {
        let is_narrow = self.is_narrow();
        if is_narrow {
            self.segments.block(start, out);
        }
        is_narrow
    }
}

#[inline]
fn piece_get(piece: &Piece<Units>, at: usize) -> Option<i128> {
    match piece {
        Piece::Blank => None,
        Piece::Own(cells) => cells.get(at).filter(|cell| **cell != i64::BLANK).map(|cell| i128::from(*cell)),
        Piece::Given(units) => units.wide(at),
    }
}

const fn wide_piece(cells: Vec<i128>) -> Piece<Units> {
    Piece::Given(Units::Wide(Cells::Own(cells), 1, true))
}

/// Makes cells of a piece of so many rows that can be written to, these units among them.
fn own(piece: &mut Piece<Units>, rows: usize, units: Option<i128>) {
    if matches!(piece, Piece::Given(Units::Wide(Cells::Own(_), 1, true)))
        || matches!(piece, Piece::Own(_)) && narrow(units).is_some()
    {
        return;
    }
    let cells = (0..rows).map(|at| piece_get(piece, at));
    let small: Option<Vec<i64>> = narrow(units).and_then(|_| cells.clone().map(narrow).collect());
    *piece = match small {
        Some(cells) => Piece::Own(cells),
        None => wide_piece(cells.map(|units| units.unwrap_or(i128::BLANK)).collect()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_widens_without_losing_a_digit() {
        let mut column = Amounts::default();
        assert!(column.push(None) && !column.is_filled());
        assert!(column.push(Some(Exact::new(125, 1))));
        assert!(column.push(Some(Exact::new(i128::from(i64::MAX), 6))));
        assert!(column.is_narrow());
        assert!(column.push(Some(Exact::new(i128::from(i64::MIN), 6))));
        assert!(!column.is_narrow());
        assert!(column.push(Some(Exact::new(1, 18))));
        assert_eq!(column.scale(), 18);
        assert_eq!(column.get(0), None);
        assert_eq!(column.get(1), Some(12_500_000_000_000_000_000));
        assert_eq!(column.get(4), Some(1));
        assert!(!column.push(Some(Exact::new(i128::MAX, 0))));
        assert_eq!(column.get(5), None);
    }

    #[test]
    fn blocks_are_those_of_single_cells_whoever_holds_them() {
        let cents = [150_i64, -7, 0];
        let [mut shared, mut wide, mut small, mut own] = [(); 4].map(|()| Amounts::default());
        assert!(shared.give(&Given::Shared(cents.to_vec().into()), 2, 150, false));
        assert!(wide.give(&Given::Shared(cents.map(i128::from).to_vec().into()), 2, 150, false));
        assert!(small.give(&Given::Lent(&[150_i32, -7, 0]), 2, 150, false));
        assert!(cents.into_iter().all(|cents| own.push(Some(Exact::new(i128::from(cents), 2)))));
        for column in [&shared, &wide, &small, &own] {
            assert_eq!((column.scale(), column.magnitude(), column.len()), (6, 1_500_000, 3));
            let mut block = [1; 3];
            assert!(column.block(1, &mut block));
            assert_eq!(block, [-70_000, 0, i64::MIN]);
            assert_eq!(
                [0, 1, 2, 3].map(|row| column.get(row)),
                [Some(1_500_000), Some(-70_000), Some(0), None]
            );
        }
        for mut column in [shared, wide, small, own] {
            column.push_blanks(1);
            column.set(0, Some(1));
            assert!(column.push(Some(Exact::new(1, 7))));
            assert_eq!([0, 2, 3, 4].map(|row| column.get(row)), [Some(10), Some(0), None, Some(1)]);
            column.set(2, Some(i128::MAX));
            assert_eq!([1, 2, 3].map(|row| column.get(row)), [Some(-700_000), Some(i128::MAX), None]);
        }
    }

    #[test]
    fn what_may_not_fit_is_not_taken_over() {
        let limit = i128::MAX.unsigned_abs() / 10_000;
        let mut column = Amounts::default();
        assert!(!column.give(&Given::Lent(&[1_i64]), 2, limit + 1, false) && column.len() == 0);
        assert!(!column.give(&Given::Lent(&[1_i64]), 7, 1, false) && column.len() == 0);
        assert!(column.give(&Given::Lent(&[1_i64]), 2, limit, false) && !column.is_narrow());
    }

    #[test]
    fn the_least_integer_is_a_blank() {
        let mut column = Amounts::default();
        assert!(column.give(&Given::Lent(&[i32::MIN, 5, 6]), 0, 6, true));
        assert!(column.give(&Given::Lent(&[7, i64::MIN, 8]), 6, 8, true));
        assert!(column.give(&Given::Lent(&[7, i128::MIN, 9]), 0, 9, true));
        let cells: Vec<_> = (0..9).map(|row| column.get(row)).collect();
        let millions = |millions: i128| Some(millions * 1_000_000);
        assert_eq!(
            cells,
            [None, millions(5), millions(6), Some(7), None, Some(8), millions(7), None, millions(9)]
        );
        let mut block = [0; 9];
        assert!(column.block(0, &mut block));
        assert_eq!(block.map(|cell| (cell != i64::MIN).then_some(i128::from(cell))), *cells);
    }

    #[test]
    fn cells_set_one_by_one_widen_too() {
        let mut column = Amounts::default();
        column.push_blanks(2);
        column.set(0, None);
        assert!(!column.is_filled());
        column.set(1, Some(i128::from(i64::MIN)));
        assert_eq!((column.get(0), column.get(1)), (None, Some(i128::from(i64::MIN))));
        assert!(!column.block(0, &mut [0; 2]));
        let mut column = Amounts::default();
        assert!(column.push(Some(Exact::new(5, 6))));
        column.set(0, Some(i128::MAX));
        assert_eq!((column.get(0), column.magnitude()), (Some(i128::MAX), i128::MAX.unsigned_abs()));
    }
}
