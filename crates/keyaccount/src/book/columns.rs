//! Columns of scaled integers and day numbers that cost nothing until a cell is filled.

use crate::decimal::{Exact, INPUT_SCALE};

/// Marks a day that was not given.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// A column of exact decimals of one scale: 64 bits a cell until a value needs more.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    scale: u8,
    rows: usize,
    cells: Cells,
}

#[derive(Clone, Debug)]
enum Cells {
    /// No cell is filled yet.
    Blank,
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
}

const NARROW_BLANK: i64 = i64::MIN;
const WIDE_BLANK: i128 = i128::MIN;

impl Default for Amounts {
    fn default() -> Self {
        Self { scale: INPUT_SCALE, rows: 0, cells: Cells::Blank }
    }
}

impl Amounts {
    /// How many decimals the column's units have.
    pub(crate) const fn scale(&self) -> u8 {
        self.scale
    }

    /// Whether any cell is filled.
    pub(crate) const fn is_filled(&self) -> bool {
        !matches!(self.cells, Cells::Blank)
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
        match (&mut self.cells, units) {
            (Cells::Blank, None) => {}
            (Cells::Blank, Some(_)) => {
                self.cells = Cells::Narrow(vec![NARROW_BLANK; self.rows]);
                return self.push_units(units);
            }
            (Cells::Narrow(cells), None) => cells.push(NARROW_BLANK),
            (Cells::Wide(cells), None) => cells.push(WIDE_BLANK),
            (Cells::Narrow(cells), Some(units)) => match i64::try_from(units) {
                Ok(small) if small != NARROW_BLANK => cells.push(small),
                _ => {
                    self.widen();
                    return self.push_units(Some(units));
                }
            },
            (Cells::Wide(cells), Some(units)) => cells.push(units),
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Appends the cells of another column. Amounts are bounded so that any two have a common scale.
    pub(crate) fn append(&mut self, other: &Self) {
        if self.rows == 0 {
            *self = other.clone();
            return;
        }
        let scale = self.scale.max(other.scale);
        let fits = scale == self.scale || self.rescale(scale);
        match (&mut self.cells, &other.cells) {
            (Cells::Narrow(cells), Cells::Narrow(more)) if fits && scale == other.scale => {
                cells.extend_from_slice(more);
                self.rows = self.rows.saturating_add(other.rows);
            }
            _ => {
                for row in 0..other.rows {
                    let value = other.get(row).map(|units| Exact::new(units, other.scale));
                    self.push_units(value.and_then(|value| value.at_scale(self.scale)));
                }
            }
        }
    }

    fn widen(&mut self) {
        if let Cells::Narrow(cells) = &self.cells {
            self.cells = Cells::Wide(
                cells.iter().map(|c| if *c == NARROW_BLANK { WIDE_BLANK } else { i128::from(*c) }).collect(),
            );
        }
    }

    /// Counts every cell in smaller units; `false` if one does not fit.
    fn rescale(&mut self, scale: u8) -> bool {
        self.widen();
        if let Cells::Wide(cells) = &mut self.cells {
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
        }
        self.scale = scale;
        true
    }

    /// The units of a cell.
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        match &self.cells {
            Cells::Blank => None,
            Cells::Narrow(cells) => cells.get(row).filter(|c| **c != NARROW_BLANK).map(|c| i128::from(*c)),
            Cells::Wide(cells) => cells.get(row).filter(|c| **c != WIDE_BLANK).copied(),
        }
    }
}

/// A column of optional days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days {
    rows: usize,
    days: Vec<i32>,
}

impl Days {
    /// Appends a cell, [`NO_DAY`] for a blank.
    pub(crate) fn push(&mut self, day: i32) {
        if day != NO_DAY && self.days.is_empty() {
            self.days.resize(self.rows, NO_DAY);
        }
        if day != NO_DAY || !self.days.is_empty() {
            self.days.push(day);
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Appends the cells of another column.
    pub(crate) fn append(&mut self, other: &Self) {
        if !other.days.is_empty() && self.days.is_empty() {
            self.days.resize(self.rows, NO_DAY);
        }
        self.days.extend_from_slice(&other.days);
        self.rows = self.rows.saturating_add(other.rows);
        if !self.days.is_empty() {
            self.days.resize(self.rows, NO_DAY);
        }
    }

    /// The day of a row, [`NO_DAY`] for a blank.
    pub(crate) fn get(&self, row: usize) -> i32 {
        self.days.get(row).copied().unwrap_or(NO_DAY)
    }
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
        assert!(column.push(Some(Exact::new(i128::from(i64::MIN), 6))));
        assert!(column.push(Some(Exact::new(1, 18))));
        assert_eq!(column.scale(), 18);
        assert_eq!(column.get(0), None);
        assert_eq!(column.get(1), Some(12_500_000_000_000_000_000));
        assert_eq!(column.get(4), Some(1));
        assert!(!column.push(Some(Exact::new(i128::MAX, 0))));
        assert_eq!(column.get(5), None);
    }

    #[test]
    fn days_are_kept_in_their_rows() {
        let mut days = Days::default();
        days.push(NO_DAY);
        days.push(7);
        days.push(NO_DAY);
        assert_eq!((days.get(0), days.get(1), days.get(2), days.get(9)), (NO_DAY, 7, NO_DAY, NO_DAY));
    }
}
