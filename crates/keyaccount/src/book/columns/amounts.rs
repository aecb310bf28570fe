//! Columns of exact decimals of one scale.

use super::cells::{Cells, SharedCells, copy_block};
use crate::decimal::{Exact, INPUT_SCALE, pow10};

/// A column of exact decimals of one scale: 64 bits a cell until a value needs more, nothing while all
/// are blank.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    scale: u8,
    rows: usize,
    held: Held,
    /// No cell has more units than this.
    magnitude: u128,
}

#[derive(Clone, Debug)]
enum Held {
    /// No cell is filled yet.
    Blank,
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
    /// Cells somebody else holds, none blank, each worth so many units.
    SharedNarrow(Cells<i64>, i64),
    SharedWide(Cells<i128>, i128),
}

const NARROW_BLANK: i64 = i64::MIN;
const WIDE_BLANK: i128 = i128::MIN;

impl Default for Amounts {
    fn default() -> Self {
        Self { scale: INPUT_SCALE, rows: 0, held: Held::Blank, magnitude: 0 }
    }
}

impl Amounts {
    /// Cells somebody else holds, none blank: integers of `scale` decimals, at most six, none of them
    /// beyond `magnitude`. `None` if they might not fit 64 bits with six decimals.
    pub(crate) fn shared_narrow(cells: SharedCells<i64>, scale: u8, magnitude: u128) -> Option<Self> {
        let factor = pow10(INPUT_SCALE.checked_sub(scale)?)?;
        let magnitude = magnitude.checked_mul(factor.unsigned_abs())?;
        if magnitude > u128::from(i64::MAX.unsigned_abs()) {
            return None;
        }
        let rows = cells.as_ref().len();
        let held = Held::SharedNarrow(cells.into(), i64::try_from(factor).ok()?);
        Some(Self { scale: INPUT_SCALE, rows, held, magnitude })
    }

    /// The same for integers of 128 bits; `None` if they might not fit 128 bits with six decimals.
    pub(crate) fn shared_wide(cells: SharedCells<i128>, scale: u8, magnitude: u128) -> Option<Self> {
        let factor = pow10(INPUT_SCALE.checked_sub(scale)?)?;
        let magnitude = magnitude.checked_mul(factor.unsigned_abs())?;
        if magnitude > i128::MAX.unsigned_abs() {
            return None;
        }
        let rows = cells.as_ref().len();
        Some(Self { scale: INPUT_SCALE, rows, held: Held::SharedWide(cells.into(), factor), magnitude })
    }

    pub(crate) const fn len(&self) -> usize {
        self.rows
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
    pub(crate) const fn is_filled(&self) -> bool {
        !matches!(self.held, Held::Blank)
    }

    /// Appends a cell. Returns whether it fitted; if not, a blank is appended.
    #[must_use]
    pub(crate) fn push(&mut self, value: Option<Exact>) -> bool {
        let units = match value {
            None => None,
            Some(value) => {
                if value.scale() > self.scale {
                    let scale = value.normalised().scale();
                    if scale > self.scale && !self.rescale(scale) {
                        self.push_units(None);
                        return false;
                    }
                }
                let units = value.at_scale(self.scale);
                if units.is_none() {
                    self.push_units(None);
                    return false;
                }
                units
            }
        };
        self.push_units(units);
        true
    }

    fn push_units(&mut self, units: Option<i128>) {
        self.magnitude = self.magnitude.max(units.map_or(0, i128::unsigned_abs));
        self.own();
        match (&mut self.held, units) {
            (Held::Blank, None) => {}
            (Held::Blank, Some(_)) => {
                self.held = Held::Narrow(vec![NARROW_BLANK; self.rows]);
                return self.push_units(units);
            }
            (Held::Narrow(cells), None) => cells.push(NARROW_BLANK),
            (Held::Wide(cells), None) => cells.push(WIDE_BLANK),
            (Held::Narrow(cells), Some(units)) => match i64::try_from(units) {
                Ok(small) if small != NARROW_BLANK => cells.push(small),
                _ => {
                    self.widen();
                    return self.push_units(Some(units));
                }
            },
            (Held::Wide(cells), Some(units)) => cells.push(units),
            (Held::SharedNarrow(..) | Held::SharedWide(..), _) => {}
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.own();
        self.rows = self.rows.saturating_add(count);
        match &mut self.held {
            Held::Narrow(cells) => cells.resize(self.rows, NARROW_BLANK),
            Held::Wide(cells) => cells.resize(self.rows, WIDE_BLANK),
            Held::Blank | Held::SharedNarrow(..) | Held::SharedWide(..) => {}
        }
    }

    /// Appends units of `scale` decimals, at most six, `i64::MIN` for a blank, none beyond `magnitude`.
    /// `false`, and nothing appended, if they do not fit the column's 64 bits.
    #[must_use]
    pub(crate) fn extend_narrow(&mut self, units: &[i64], scale: u8, magnitude: u128) -> bool {
        let Some((cells, factor)) = self.narrow_cells(scale, magnitude) else { return false };
        if factor == 1 {
            cells.extend_from_slice(units);
        } else {
            // Within the magnitude no product overflows.
            let scaled = |cell: &i64| if *cell == NARROW_BLANK { *cell } else { cell.wrapping_mul(factor) };
            cells.extend(units.iter().map(scaled));
        }
        self.rows = self.rows.saturating_add(units.len());
        true
    }

    /// The same for units of 128 bits, none blank.
    #[must_use]
    pub(crate) fn extend_wide(&mut self, units: &[i128], scale: u8, magnitude: u128) -> bool {
        let Some((cells, factor)) = self.narrow_cells(scale, magnitude) else { return false };
        // What fits 64 bits as a whole may be multiplied in 64 bits.
        cells.extend(units.iter().map(|cell| narrow(*cell).wrapping_mul(factor)));
        self.rows = self.rows.saturating_add(units.len());
        true
    }

    /// The column's cells, if they have 64 bits and cells of `scale` decimals up to `magnitude` fit them
    /// too, and what those are to be multiplied by.
    fn narrow_cells(&mut self, scale: u8, magnitude: u128) -> Option<(&mut Vec<i64>, i64)> {
        let factor = i64::try_from(pow10(INPUT_SCALE.checked_sub(scale)?)?).ok()?;
        let magnitude = magnitude.saturating_mul(u128::from(factor.unsigned_abs()));
        let fits = magnitude <= u128::from(i64::MAX.unsigned_abs()) && self.scale == INPUT_SCALE;
        if !fits || matches!(self.held, Held::Wide(_)) {
            return None;
        }
        self.own();
        if matches!(self.held, Held::Blank) {
            self.held = Held::Narrow(vec![NARROW_BLANK; self.rows]);
        }
        self.magnitude = self.magnitude.max(magnitude);
        match &mut self.held {
            Held::Narrow(cells) => Some((cells, factor)),
            _ => None,
        }
    }

    /// Appends the cells of another column. Amounts are bounded so that any two have a common scale.
    pub(crate) fn append(&mut self, other: Self) {
        if self.rows == 0 {
            *self = other;
            return;
        }
        if !other.is_filled() {
            self.push_blanks(other.rows);
            return;
        }
        let scale = self.scale.max(other.scale);
        let fits = scale == self.scale || self.rescale(scale);
        if fits
            && scale == other.scale
            && let Held::Narrow(more) = &other.held
            && self.extend_narrow(more, scale, other.magnitude)
        {
            return;
        }
        for row in 0..other.rows {
            let value = other.get(row).map(|units| Exact::new(units, other.scale));
            self.push_units(value.and_then(|value| value.at_scale(self.scale)));
        }
    }

    pub(crate) fn set(&mut self, row: usize, units: Option<i128>) {
        self.magnitude = self.magnitude.max(units.map_or(0, i128::unsigned_abs));
        self.own();
        if let Held::Blank = self.held {
            if units.is_none() {
                return;
            }
            self.held = Held::Narrow(vec![NARROW_BLANK; self.rows]);
        }
        if units.is_some_and(|units| i64::try_from(units).map_or(true, |units| units == NARROW_BLANK)) {
            self.widen();
        }
        match &mut self.held {
            Held::Narrow(cells) => {
                if let Some(slot) = cells.get_mut(row) {
                    *slot = units.map_or(NARROW_BLANK, narrow);
                }
            }
            Held::Wide(cells) => {
                if let Some(slot) = cells.get_mut(row) {
                    *slot = units.unwrap_or(WIDE_BLANK);
                }
            }
            Held::Blank | Held::SharedNarrow(..) | Held::SharedWide(..) => {}
        }
    }

    /// Copies what somebody else holds, for writing.
    fn own(&mut self) {
        self.held = match &self.held {
            Held::SharedNarrow(cells, factor) => {
                Held::Narrow(cells.iter().map(|cell| cell.wrapping_mul(*factor)).collect())
            }
            Held::SharedWide(cells, factor) if self.is_narrow() => {
                Held::Narrow(cells.iter().map(|cell| narrow(cell.wrapping_mul(*factor))).collect())
            }
            Held::SharedWide(cells, factor) => {
                Held::Wide(cells.iter().map(|cell| cell.wrapping_mul(*factor)).collect())
            }
            Held::Blank | Held::Narrow(_) | Held::Wide(_) => return,
        };
    }

    fn widen(&mut self) {
        self.own();
        if let Held::Narrow(cells) = &self.held {
            self.held = Held::Wide(
                cells.iter().map(|c| if *c == NARROW_BLANK { WIDE_BLANK } else { i128::from(*c) }).collect(),
            );
        }
    }

    /// Counts every cell in smaller units; `false` if one does not fit.
    pub(crate) fn rescale(&mut self, scale: u8) -> bool {
        self.widen();
        if let Held::Wide(cells) = &mut self.held {
            let from = self.scale;
            let scaled: Option<Vec<i128>> =
                cells
                    .iter()
                    .map(|c| {
                        if *c == WIDE_BLANK { Some(WIDE_BLANK) } else { Exact::new(*c, from).at_scale(scale) }
                    })
                    .collect();
            match scaled {
                Some(scaled) => *cells = scaled,
                None => return false,
            }
            let units = cells.iter().filter(|c| **c != WIDE_BLANK);
            self.magnitude = units.map(|c| c.unsigned_abs()).max().unwrap_or(0);
        }
        self.scale = scale;
        true
    }

    /// The units of a cell.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        match &self.held {
            Held::Blank => None,
            Held::Narrow(cells) => cells.get(row).filter(|c| **c != NARROW_BLANK).map(|c| i128::from(*c)),
            Held::Wide(cells) => cells.get(row).filter(|c| **c != WIDE_BLANK).copied(),
            Held::SharedNarrow(cells, factor) => cells.get(row).map(|c| i128::from(c.wrapping_mul(*factor))),
            Held::SharedWide(cells, factor) => cells.get(row).map(|c| c.wrapping_mul(*factor)),
        }
    }

    /// Copies units from `start` on, `i64::MIN` for a blank and behind the last cell; `false` if the
    /// column is not [narrow](Self::is_narrow).
    #[must_use]
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [i64]) -> bool {
        if !self.is_narrow() {
            return false;
        }
        match &self.held {
            Held::Blank => out.fill(NARROW_BLANK),
            Held::Narrow(cells) => copy_block(cells, start, out, NARROW_BLANK, |cell| cell),
            Held::Wide(cells) => {
                let read = |cell| if cell == WIDE_BLANK { NARROW_BLANK } else { narrow(cell) };
                copy_block(cells, start, out, NARROW_BLANK, read);
            }
            Held::SharedNarrow(cells, factor) => {
                copy_block(cells, start, out, NARROW_BLANK, |cell| cell.wrapping_mul(*factor));
            }
            // What fits 64 bits as a whole may be multiplied in 64 bits.
            Held::SharedWide(cells, factor) => {
                let factor = narrow(*factor);
                copy_block(cells, start, out, NARROW_BLANK, |cell| narrow(cell).wrapping_mul(factor));
            }
        }
        true
    }
}

/// The low 64 bits of a number that is known to fit them.
#[inline]
const fn narrow(units: i128) -> i64 {
    (units & u64::MAX as i128) as u64 as i64
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

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
        let shared = Amounts::shared_narrow(Arc::new(cents.to_vec()).into(), 2, 150).unwrap();
        let wide: Vec<i128> = cents.iter().map(|c| i128::from(*c)).collect();
        let wide = Amounts::shared_wide(Arc::new(wide).into(), 2, 150).unwrap();
        let mut own = Amounts::default();
        assert!(own.extend_narrow(&cents, 2, 150));
        for column in [&shared, &wide, &own] {
            assert_eq!((column.scale(), column.magnitude(), column.len()), (6, 1_500_000, 3));
            let mut block = [1; 3];
            assert!(column.block(1, &mut block));
            assert_eq!(block, [-70_000, 0, i64::MIN]);
            assert_eq!(
                [0, 1, 2, 3].map(|row| column.get(row)),
                [Some(1_500_000), Some(-70_000), Some(0), None]
            );
        }
        let mut more = Amounts::default();
        more.push_blanks(1);
        assert!(more.extend_wide(&[150, -7], 2, 150) && !more.extend_wide(&[1], 2, u128::MAX));
        assert_eq!([0, 1, 2].map(|row| more.get(row)), [None, Some(1_500_000), Some(-70_000)]);
        for mut column in [shared, wide, own] {
            column.push_blanks(1);
            column.set(0, Some(1));
            assert!(column.push(Some(Exact::new(1, 7))));
            assert_eq!([0, 2, 3, 4].map(|row| column.get(row)), [Some(10), Some(0), None, Some(1)]);
            assert_eq!(column.magnitude(), 700_000);
        }
    }

    #[test]
    fn what_may_not_fit_is_not_taken_over() {
        let limit = i64::MAX.unsigned_abs() / 10_000;
        let cells = || Arc::new(vec![1_i64]).into();
        assert!(Amounts::shared_narrow(cells(), 2, u128::from(limit)).is_some());
        assert!(Amounts::shared_narrow(cells(), 2, u128::from(limit) + 1).is_none());
        assert!(Amounts::shared_narrow(cells(), 7, 1).is_none());
        let mut column = Amounts::default();
        assert!(!column.extend_narrow(&[1], 2, u128::from(limit) + 1) && column.len() == 0);
        assert!(column.extend_narrow(&[1], 2, u128::from(limit)));
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
