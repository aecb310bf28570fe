//! Integers of any width that count units of amounts.

use super::cells::{Cells, Given};
use super::segments::{Source, copy_block};

/// An integer that counts units; the least one is a blank.
pub(crate) trait Unit: Copy + PartialEq + 'static {
    /// The blank.
    const BLANK: Self;

    /// The number in 128 bits.
    fn wide(self) -> i128;
    /// The low 64 bits of the number.
    fn low(self) -> i64;
    /// Units of such cells.
    fn units(cells: Cells<Self>, factor: i128, has_blanks: bool) -> Units;
}

macro_rules! unit {
    ($($width:ty: $units:ident,)+) => { $(impl Unit for $width {
        const BLANK: Self = <$width>::MIN;

        #[inline]
        fn wide(self) -> i128 {
            i128::from(self)
        }

        #[inline]
        fn low(self) -> i64 {
            low(i128::from(self))
        }

        fn units(cells: Cells<Self>, factor: i128, has_blanks: bool) -> Units {
            Units::$units(cells, factor, has_blanks)
        }
    })+ };
}

unit! { i32: Small, i64: Narrow, i128: Wide, }

/// The low 64 bits of a number.
#[inline]
pub(super) const fn low(units: i128) -> i64 {
    (units & u64::MAX as i128) as u64 as i64
}

/// Cells that are worth so many units of the column each, and whether any may be blank.
#[derive(Clone, Debug)]
pub(crate) enum Units {
    Small(Cells<i32>, i128, bool),
    Narrow(Cells<i64>, i128, bool),
    Wide(Cells<i128>, i128, bool),
}

/// What a function makes of the cells, their factor, and whether any may be blank.
macro_rules! of_cells {
    ($units:expr, |$cells:ident, $factor:ident, $has_blanks:ident| $make:expr) => {
        match $units {
            Units::Small($cells, $factor, $has_blanks) => $make,
            Units::Narrow($cells, $factor, $has_blanks) => $make,
            Units::Wide($cells, $factor, $has_blanks) => $make,
        }
    };
}

impl Units {
    /// Cells to be kept.
    pub(super) fn of<T: Unit>(cells: &Given<'_, T>, factor: i128, has_blanks: bool) -> Self {
        T::units(cells.keep(), factor, has_blanks)
    }

    /// The units of a cell.
    #[inline]
    pub(super) fn wide(&self, at: usize) -> Option<i128> {
        of_cells!(self, |cells, factor, _has_blanks| wide(cells, *factor, at))
    }

    /// Makes every cell worth so many times as much.
    pub(super) fn scale_by(&mut self, by: i128) {
        let factor = of_cells!(self, |_cells, factor, _has_blanks| factor);
        *factor = factor.saturating_mul(by);
    }
}

#[inline]
fn wide<T: Unit>(cells: &[T], factor: i128, at: usize) -> Option<i128> {
    cells.get(at).filter(|cell| **cell != T::BLANK).map(|cell| cell.wide().wrapping_mul(factor))
}

#[inline]
fn block<T: Unit>(cells: &[T], factor: i128, has_blanks: bool, start: usize, out: &mut [i64]) {
    // What fits 64 bits as a whole may be multiplied in 64 bits.
    let factor = low(factor);
    if has_blanks {
        let read = |cell: T| if cell == T::BLANK { i64::BLANK } else { cell.low().wrapping_mul(factor) };
        copy_block(cells, start, out, read);
    } else {
        copy_block(cells, start, out, |cell| cell.low().wrapping_mul(factor));
    }
}

/// As 64 bits, into which all cells are known to fit.
impl Source for Units {
    type Cell = i64;
    const BLANK: i64 = i64::BLANK;

    #[inline]
    fn get(&self, at: usize) -> i64 {
        self.wide(at).map_or(i64::BLANK, low)
    }

    #[inline]
    fn block(&self, start: usize, out: &mut [i64]) {
        of_cells!(self, |cells, factor, has_blanks| block(cells, *factor, *has_blanks, start, out));
    }

    fn has_blanks(&self) -> bool {
        of_cells!(self, |_cells, _factor, has_blanks| *has_blanks)
    }
}
