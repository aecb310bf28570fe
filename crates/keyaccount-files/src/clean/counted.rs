//! Identifiers that are a number behind a common stem: `C000123`, `123`.

use super::words::{Byte, Eight, are_values, number, values, word, word_before};

/// Stands for a blank.
pub(super) const NO_NUMBER: u32 = u32::MAX;

/// As many digits as a number of 32 bits always holds.
const MAX_DIGITS: usize = 9;

/// Longer stems are rare, and no digit behind them may make an identifier too long.
const MAX_STEM: usize = 40;

/// As many digits as the last eight bytes of an identifier can all be.
const SHORT: usize = 8;

/// What the identifiers of a column have in common, as far as they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Counting {
    stem: Vec<u8>,
    /// The first bytes of the stem, and which of eight they are.
    first: (u64, u64),
    /// By the number of digits less one.
    ends: [End; SHORT],
    fewest: usize,
    most: usize,
    has_leading_zero: bool,
}

/// The last eight bytes of an identifier of so many digits.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    bytes: Eight,
    /// The first of several digits.
    leading: u64,
}

impl End {
    fn of(stem: &[u8], digits: usize) -> Self {
        let mut bytes = [Byte::Any; SHORT];
        let signs = stem.iter().rev().map(|sign| Byte::Sign(*sign));
        let from_last = core::iter::repeat_n(Byte::Digit, digits).chain(signs);
        bytes.iter_mut().rev().zip(from_last).for_each(|(to, byte)| *to = byte);
        let first = SHORT.saturating_sub(digits);
        let leading = |at: usize| if digits > 1 && at == first { 0xff } else { 0 };
        Self { bytes: Eight::of(bytes), leading: u64::from_le_bytes(core::array::from_fn(leading)) }
    }

    /// The number, and whether it begins with a 0 in front of other digits.
    #[inline]
    fn read(&self, last: u64) -> Option<(u64, bool)> {
        let values = self.bytes.read(last)?;
        Some((number(values), (values & self.leading == 0) & (self.leading != 0)))
    }
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
        self.first = (word(stem, 0) & mask, mask);
        for (digits, end) in (1..).zip(&mut self.ends) {
            *end = End::of(stem, digits);
        }
        (self.fewest, self.most, self.has_leading_zero) = (MAX_DIGITS, 0, false);
        Some(())
    }

    /// The number of an identifier.
    #[inline]
    pub(super) fn read(&mut self, text: &[u8], start: usize, end: usize) -> Option<u32> {
        let length = end.wrapping_sub(start);
        let digits = length.wrapping_sub(self.stem.len());
        let (number, leads_zero) = match self.ends.get(digits.wrapping_sub(1)) {
            Some(of) => of.read(word_before(text, end))?,
            None if digits == MAX_DIGITS => nine_digits(text, end)?,
            None => return None,
        };
        if length > 8 && !self.has_stem(text, start) {
            return None;
        }
        self.fewest = self.fewest.min(digits);
        self.most = self.most.max(digits);
        self.has_leading_zero |= leads_zero;
        u32::try_from(number).ok()
    }

    /// Whether an identifier begins with the stem.
    fn has_stem(&self, text: &[u8], start: usize) -> bool {
        let (stem, mask) = self.first;
        let is_long = self.stem.len() > 8;
        let rest = || text.get(start..).is_some_and(|cell| cell.starts_with(&self.stem));
        word(text, start) & mask == stem && (!is_long || rest())
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

/// The number of nine digits before `end`, and whether it begins with a 0.
fn nine_digits(text: &[u8], end: usize) -> Option<(u64, bool)> {
    let first = u64::from(*text.get(end.checked_sub(MAX_DIGITS)?)?).wrapping_sub(u64::from(b'0'));
    let rest = values(word_before(text, end));
    let number = first.wrapping_mul(100_000_000).wrapping_add(number(rest));
    (first < 10 && are_values(rest)).then_some((number, first == 0))
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
        let read = |counting: &mut Counting, before: &str, id: &&str| {
            let line = format!("{before}{id}9");
            counting.read(line.as_bytes(), before.len(), before.len() + id.len())
        };
        let mut all = |before| ids.iter().map(|id| read(&mut counting, before, id)).collect();
        let numbers: Option<Vec<_>> = all("");
        assert_eq!(["1", "客户C12345678"].map(&mut all), [numbers.clone(), numbers.clone()], "{ids:?}");
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
        assert_eq!(counted(&["C0", "C7", "C12345678"]), of("C", 0, &[0, 7, 12_345_678]));
        assert_eq!(counted(&["INV0000001", "INV9999999"]), of("INV", 7, &[1, 9_999_999]));
        assert_eq!(counted(&["12345678", "1234567"]), of("", 0, &[12_345_678, 1_234_567]));
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
            &["C1", "C/2345678"],
            &["C1", "C123456/8"],
            &["INV0000001", "INW0000001"],
            &["INV0000001", "JNV0000001"],
            &["INV0000001", "INV000000:"],
            &["INV0000001", "INV/000001"],
            &["客户-9", "客戶-9"],
        ] {
            assert_eq!(counted(ids), None, "{ids:?}");
        }
    }
}
