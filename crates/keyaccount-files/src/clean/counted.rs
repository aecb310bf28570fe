//! Identifiers that are a number behind a common stem: `C000123`, `123`.

use super::words::{are_digits, at_right, eight_digits, word};

/// Stands for a blank.
pub(super) const NO_NUMBER: u32 = u32::MAX;

/// As many digits as a number of 32 bits always holds.
const MAX_DIGITS: usize = 9;

/// Longer stems are rare, and no digit behind them may make an identifier too long.
const MAX_STEM: usize = 40;

/// What the identifiers of a column have in common, as far as they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Counting {
    stem: Vec<u8>,
    /// The first bytes of the stem, and which of eight they are.
    short: (u64, u64),
    fewest: usize,
    most: usize,
    has_leading_zero: bool,
}

impl Counting {
    /// Counts like this first identifier; `None` if it ends in no digit, or in too many.
    pub(super) fn like(&mut self, first: &[u8]) -> Option<()> {
        let digits = first.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let stem = first.get(..first.len().checked_sub(digits)?)?;
        if digits == 0 || digits > MAX_DIGITS || stem.len() > MAX_STEM {
            return None;
        }
        self.stem.clear();
        self.stem.extend_from_slice(stem);
        let bits = 8_u32.saturating_mul(u32::try_from(stem.len()).unwrap_or(8));
        let mask = !u64::MAX.checked_shl(bits).unwrap_or(0);
        self.short = (word(stem, 0) & mask, mask);
        (self.fewest, self.most, self.has_leading_zero) = (MAX_DIGITS, 0, false);
        Some(())
    }

    /// The number of an identifier.
    #[inline]
    pub(super) fn read(&mut self, text: &[u8], start: usize, end: usize) -> Option<u32> {
        let (stem, mask) = self.short;
        if word(text, start) & mask != stem || (self.stem.len() > 8 && !self.has_long_stem(text, start)) {
            return None;
        }
        let start = start.wrapping_add(self.stem.len());
        let digits = end.wrapping_sub(start);
        let shown = word(text, start);
        let first = shown.wrapping_sub(u64::from(b'0')) & 0xff;
        let number = match digits {
            1..=8 => {
                let shown = at_right(shown, digits);
                are_digits(shown).then(|| eight_digits(shown))?
            }
            MAX_DIGITS => {
                let rest = word(text, start.wrapping_add(1));
                let number = first.wrapping_mul(100_000_000).wrapping_add(eight_digits(rest));
                (first < 10 && are_digits(rest)).then_some(number)?
            }
            _ => return None,
        };
        self.fewest = self.fewest.min(digits);
        self.most = self.most.max(digits);
        self.has_leading_zero |= (digits > 1) & (first == 0);
        u32::try_from(number).ok()
    }

    fn has_long_stem(&self, text: &[u8], start: usize) -> bool {
        text.get(start..).is_some_and(|cell| cell.starts_with(&self.stem))
    }

    /// What stands before the numbers.
    pub(super) fn stem(&self) -> &str {
        // It was cut off in front of a digit.
        str::from_utf8(&self.stem).unwrap_or_default()
    }

    /// How many digits the identifiers have, 0 if no number has a leading zero; `None` if the numbers do
    /// not tell how they were written.
    pub(super) fn digits(&self) -> Option<u8> {
        if self.has_leading_zero {
            u8::try_from(self.most).ok().filter(|_| self.fewest == self.most)
        } else {
            Some(0)
        }
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Stem, digits and numbers of identifiers that are counted.
    fn counted(ids: &[&str]) -> Option<(String, u8, Vec<u32>)> {
        let mut counting = Counting::default();
        counting.like(ids[0].as_bytes())?;
        // What follows an identifier is no part of it.
        let read =
            |counting: &mut Counting, id: &&str| counting.read(format!("1{id}9").as_bytes(), 1, 1 + id.len());
        let numbers: Option<Vec<_>> = ids.iter().map(|id| read(&mut counting, id)).collect();
        Some((counting.stem().to_owned(), counting.digits()?, numbers?))
    }

    #[test]
    fn identifiers_of_one_stem_are_counted() {
        let of = |stem: &str, digits, numbers: &[u32]| Some((stem.to_owned(), digits, numbers.to_vec()));
        assert_eq!(counted(&["C000123", "C000007"]), of("C", 6, &[123, 7]));
        assert_eq!(counted(&["1", "20", "345678901", "0"]), of("", 0, &[1, 20, 345_678_901, 0]));
        assert_eq!(counted(&["客户-9", "客户-10"]), of("客户-", 0, &[9, 10]));
        assert_eq!(counted(&["INV-2026-007", "INV-2026-118"]), of("INV-2026-", 3, &[7, 118]));
        assert_eq!(counted(&["000000000", "999999999"]), of("", 9, &[0, 999_999_999]));
        assert_eq!(counted(&["C100", "C999"]), of("C", 0, &[100, 999]));
        assert_eq!(counted(&["C100", "C099"]), of("C", 3, &[100, 99]));
    }

    #[test]
    fn what_could_be_mixed_up_is_not_counted() {
        for ids in [
            &["C"][..],
            &[""],
            &["C1x"],
            &["C1", "D2"],
            &["C1", "c2"],
            &["C1", "C"],
            &["C1", ""],
            &["C1", "C2 "],
            &["C01", "C1"],
            &["C1", "C01"],
            &["9", "10", "007"],
            &["C1", "C1234567890"],
            &["C1", "C٣"],
            &["C1", "C-2"],
            &["INV-2026-007", "INV-2025-007"],
            &["INV-2026-007", "INV-2026"],
            &["12345678901", "123456789"],
            &["12345678901", "1234567890"],
            &["C1", "C:2345678"],
            &["C1", "C12345678/"],
        ] {
            assert_eq!(counted(ids), None, "{ids:?}");
        }
    }
}
