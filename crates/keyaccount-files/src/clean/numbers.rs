//! Plain numbers: a sign, digits, a point, digits.

use keyaccount::Exact;

use super::words::{are_digits, at_right, eight_digits, word, zeros};
use crate::numbers::NumberForm;

/// Digits a cell may have behind its point, and so has a unit of 10^-6.
const DECIMALS: usize = 6;

/// What the digits of a column count.
#[derive(Clone, Debug)]
pub(super) struct PlainNumbers {
    /// What stands before the fraction, eight times.
    points: u64,
    /// How many millionths the last digit counts, by the digits behind the point; 0 where that is no
    /// whole number, or would be rounded.
    factors: [i64; DECIMALS + 1],
}

impl PlainNumbers {
    /// The plain numbers among those of a form, counted in a unit; `None` if they are not to be had
    /// without knowing more of the text.
    pub(super) fn of(form: &NumberForm, unit: Option<Exact>) -> Option<Self> {
        let point = u8::try_from(form.decimal).ok().filter(|point| matches!(point, b'.' | b','))?;
        let unit = unit.map_or(Exact::new(1, 0), Exact::normalised);
        let most = form.round.map_or(DECIMALS, usize::from).min(DECIMALS);
        let mut factors = [0; DECIMALS + 1];
        for (decimals, factor) in factors.iter_mut().enumerate() {
            let scale = decimals.saturating_add(usize::from(unit.scale()));
            if scale <= most {
                let ten = 10_i64.checked_pow(u32::try_from(DECIMALS.checked_sub(scale)?).ok()?)?;
                *factor = i64::try_from(unit.units()).ok()?.checked_mul(ten)?;
            }
        }
        Some(Self { points: u64::from_ne_bytes([point; 8]), factors })
    }

    /// The millionths of a cell, if it is a plain number that fits.
    #[inline]
    pub(super) fn read(&self, text: &[u8], start: usize, end: usize) -> Option<i64> {
        let is_negative = text.get(start) == Some(&b'-');
        let start = start.wrapping_add(usize::from(is_negative));
        let length = end.wrapping_sub(start);
        let (units, decimals) = match length {
            1..=8 => self.short(at_right(word(text, start), length))?,
            _ => self.long(text.get(start..end)?)?,
        };
        let millionths = units.checked_mul(*self.factors.get(decimals).filter(|factor| **factor > 0)?)?;
        Some(if is_negative { millionths.wrapping_neg() } else { millionths })
    }

    /// The digits, and how many of them stand behind a point.
    #[inline]
    fn short(&self, shown: u64) -> Option<(i64, usize)> {
        let point = zeros(shown ^ self.points);
        let (digits, decimals) = if point == 0 {
            (shown, 0)
        } else {
            // The bytes above the point stay; those below it move up over it.
            let above = 63_u32.wrapping_sub(point.trailing_zeros());
            let whole = u64::MAX.wrapping_shr(above).wrapping_shr(8);
            let fraction = !u64::MAX.wrapping_shr(above);
            let moved = (shown & whole).wrapping_shl(8) | u64::from(b'0');
            // A point behind all digits is none.
            (
                (shown & fraction) | moved,
                (above.wrapping_shr(3) as usize).checked_sub(usize::from(above == 0))?,
            )
        };
        are_digits(digits).then(|| (eight_digits(digits) as i64, decimals))
    }

    /// The same for more characters than a word holds.
    fn long(&self, cell: &[u8]) -> Option<(i64, usize)> {
        let point = self.points.to_ne_bytes().first().copied();
        let (mut units, mut decimals) = (0_i64, None);
        for byte in cell {
            if byte.is_ascii_digit() {
                units = units.checked_mul(10)?.checked_add(i64::from(byte.wrapping_sub(b'0')))?;
                decimals = decimals.map(|count: usize| count.saturating_add(1));
            } else if Some(*byte) == point && decimals.is_none() {
                decimals = Some(0);
            } else {
                return None;
            }
        }
        if decimals == Some(0) || cell.is_empty() {
            return None;
        }
        Some((units, decimals.unwrap_or(0)))
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn of(form: &NumberForm, unit: Option<Exact>, text: &str) -> Option<i64> {
        // What stands around a cell is no part of it.
        PlainNumbers::of(form, unit)?.read(format!("9{text}9").as_bytes(), 1, 1 + text.len())
    }

    fn plain(text: &str) -> Option<i64> {
        of(&NumberForm::default(), None, text)
    }

    #[test]
    fn plain_numbers_are_read_in_millionths() {
        for (text, millionths) in [
            ("0", 0),
            ("-0", 0),
            ("-0.00", 0),
            (".5", 500_000),
            ("-.000001", -1),
            ("12345678", 12_345_678_000_000),
            ("123456.78", 123_456_780_000),
            ("-123456789.5", -123_456_789_500_000),
            ("0000000000000000000001", 1_000_000),
            ("9223372036854.775807", i64::MAX),
            ("-9223372036854.775807", -i64::MAX),
        ] {
            assert_eq!(plain(text), Some(millionths), "{text}");
        }
        let german = NumberForm { decimal: ',', ..NumberForm::default() };
        assert_eq!((of(&german, None, "-1,25"), of(&german, None, "1.25")), (Some(-1_250_000), None));
        let (ten_thousand, cent) = (Some(Exact::new(10_000, 0)), Some(Exact::new(1, 2)));
        assert_eq!(of(&NumberForm::default(), ten_thousand, "1.5"), Some(15_000_000_000));
        assert_eq!(of(&NumberForm::default(), cent, "150.1234"), Some(1_501_234));
    }

    #[test]
    fn all_others_are_left_to_those_who_judge_them() {
        for text in [
            "",
            "-",
            ".",
            "-.",
            "5.",
            "1.2.3",
            "--5",
            "+5",
            "1e3",
            "1,5",
            " 1",
            "1 ",
            "５",
            "1/",
            "1:",
            "0.1234567",
            "0.10000000",
            "9223372036854.775808",
            "-9223372036854.775808",
            "99999999999999999999",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(of(&NumberForm::default(), Some(Exact::new(1, 2)), "1.12345"), None);
        assert_eq!(of(&NumberForm { round: Some(1), ..NumberForm::default() }, None, "1.25"), None);
        let (huge, decimal) = (Some(Exact::new(i128::MAX, 0)), '\u{66b}');
        assert_eq!(of(&NumberForm::default(), huge, "0"), None);
        assert_eq!(of(&NumberForm { decimal, ..NumberForm::default() }, None, "1"), None);
    }

    proptest! {
        /// Whatever is read here is read the same by its form.
        #[test]
        fn what_is_read_means_the_same(
            text in "-?[0-9.,\\-]{0,12}[0-9]{0,12}",
            decimal in select(vec!['.', ',']),
            round in select(vec![None, Some(0), Some(2), Some(6)]),
            unit in select(vec![None, Some(Exact::new(10_000, 0)), Some(Exact::new(10, 3)), Some(Exact::new(1, 2))]),
        ) {
            let form = NumberForm { decimal, round, ..NumberForm::default() };
            if let Some(millionths) = of(&form, unit, &text) {
                let read = form.read(&text, unit);
                prop_assert_eq!(read.map(|read| (read.millionths, read.rounded)), Ok((i128::from(millionths), false)));
            }
        }

        /// No ordinary number is left out.
        #[test]
        fn ordinary_numbers_are_read(text in "-?[0-9]{1,12}(\\.[0-9]{1,6})?") {
            prop_assert_eq!(plain(&text).map(i128::from), keyaccount::parse_number(&text).ok());
        }
    }
}
