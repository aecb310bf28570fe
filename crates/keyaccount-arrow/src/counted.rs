//! Identifiers that are a number behind a common stem, such as `C000123`: four bytes each instead of the
//! sixteen that point to a text.

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::read::ROWS_WORTH_A_TASK;

/// Stands for a blank.
const NO_NUMBER: u32 = u32::MAX;

/// As many digits as a number of 32 bits always holds.
const MAX_DIGITS: usize = 9;

/// Longer stems are rare, and no digit behind them may make an identifier too long.
const MAX_STEM: usize = 40;

/// Identifiers of one stem.
pub(crate) struct Counted {
    /// What stands before the digits.
    pub(crate) stem: String,
    /// How many digits there are, 0 if no number has a leading nought.
    pub(crate) digits: u8,
    /// The numbers, the greatest for a blank.
    pub(crate) numbers: Vec<u32>,
}

impl Counted {
    /// The identifiers as numbers; `None` if they have no common stem, or numbers would not tell how they
    /// were written.
    pub(crate) fn of<'a>(rows: usize, cell: impl Fn(usize) -> Option<&'a str> + Sync) -> Option<Self> {
        let stem = stem((0..rows).find_map(&cell)?)?;
        let mut numbers = vec![NO_NUMBER; rows];
        let widths = if rows < ROWS_WORTH_A_TASK {
            Widths::of(stem, &mut numbers, cell)?
        } else {
            let parts = numbers.par_chunks_mut(ROWS_WORTH_A_TASK).enumerate();
            let widths = parts.map(|(part, numbers)| {
                let first = part.saturating_mul(ROWS_WORTH_A_TASK);
                Widths::of(stem, numbers, |at| cell(first.saturating_add(at)))
            });
            widths.try_reduce(Widths::default, |one, other| Some(one.and(other)))?
        };
        Some(Self { stem: stem.to_owned(), digits: widths.digits()?, numbers })
    }
}

/// How many digits identifiers have.
#[derive(Clone, Copy)]
struct Widths {
    fewest: usize,
    most: usize,
    has_leading_zero: bool,
}

impl Default for Widths {
    fn default() -> Self {
        Self { fewest: MAX_DIGITS, most: 0, has_leading_zero: false }
    }
}

impl Widths {
    /// Of cells, whose numbers it writes; `None` if one of them is no number behind the stem.
    fn of<'a>(stem: &str, numbers: &mut [u32], cell: impl Fn(usize) -> Option<&'a str>) -> Option<Self> {
        let mut widths = Self::default();
        for (at, slot) in numbers.iter_mut().enumerate() {
            let Some(text) = cell(at) else { continue };
            let shown = text.strip_prefix(stem).filter(|shown| (1..=MAX_DIGITS).contains(&shown.len()))?;
            // Nine digits fit; whether they are digits is asked once.
            let (mut number, mut are_digits) = (0_u32, true);
            for byte in shown.bytes() {
                let digit = byte.wrapping_sub(b'0');
                are_digits &= digit < 10;
                number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
            }
            if !are_digits {
                return None;
            }
            widths.fewest = widths.fewest.min(shown.len());
            widths.most = widths.most.max(shown.len());
            widths.has_leading_zero |= shown.len() > 1 && shown.starts_with('0');
            *slot = number;
        }
        Some(widths)
    }

    fn and(self, other: Self) -> Self {
        Self {
            fewest: self.fewest.min(other.fewest),
            most: self.most.max(other.most),
            has_leading_zero: self.has_leading_zero | other.has_leading_zero,
        }
    }

    /// How many digits all have, 0 if no number has a leading nought; `None` if numbers would not tell.
    fn digits(self) -> Option<u8> {
        if self.has_leading_zero {
            u8::try_from(self.most).ok().filter(|_| self.fewest == self.most)
        } else {
            Some(0)
        }
    }
}

/// What stands before the digits of an identifier of plain characters.
fn stem(first: &str) -> Option<&str> {
    let stem = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_plain = stem.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    (stem.len() <= MAX_STEM && is_plain).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(ids: &[&str]) -> Option<(String, u8, Vec<u32>)> {
        let cell = |row: usize| ids.get(row).copied().filter(|id| !id.is_empty());
        Counted::of(ids.len(), cell).map(|counted| (counted.stem, counted.digits, counted.numbers))
    }

    #[test]
    fn identifiers_of_one_stem_are_numbers() {
        let of = |stem: &str, digits, numbers: &[u32]| Some((stem.to_owned(), digits, numbers.to_vec()));
        assert_eq!(counted(&["C000123", "C000007"]), of("C", 6, &[123, 7]));
        assert_eq!(counted(&["", "客户-9", "客户-10"]), of("客户-", 0, &[NO_NUMBER, 9, 10]));
        assert_eq!(counted(&["0", "20", "345678901"]), of("", 0, &[0, 20, 345_678_901]));
    }

    #[test]
    fn what_numbers_would_not_tell_apart_stays_text() {
        let texts: [&[&str]; 10] = [
            &["C1", "C01"],
            // Among rows that are read by different threads.
            &["C1", "C2", "C01"],
            &["C01", "C02", "C03", "", "", "C1"],
            &["C1", "D2"],
            &["C1", "C"],
            &["C1", "C1a"],
            &["C", "C1"],
            &["C 1", "C 2"],
            &["1234567890"],
            &["", ""],
        ];
        for ids in texts {
            assert_eq!(counted(ids), None, "{ids:?}");
        }
    }
}
