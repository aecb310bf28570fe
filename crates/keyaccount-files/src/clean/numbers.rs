//! Plain numbers: a sign, digits, a point, digits.

use keyaccount::Exact;

use super::words::{are_values, highest, number, values, word_before};
use crate::numbers::NumberForm;

/// Digits a cell may have behind its point, and so has a unit of 10^-6.
const DECIMALS: usize = 6;

/// What the digits of a column count.
#[derive(Clone, Debug)]
pub(super) struct PlainNumbers {
    /// What stands before the fraction.
    point: u8,
    /// By the digits behind the point.
    forms: [Form; DECIMALS + 1],
}

/// Numbers with so many digits behind the point.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    /// How many millionths the last digit counts; 0 where that is no whole number, or would be rounded.
    factor: i64,
    /// Where the point is among the last eight bytes, and what is there; nothing for whole numbers.
    point: (u64, u64),
    /// The digits behind the point, and those before it, which move up over it.
    fraction: u64,
    whole: u64,
    /// How much a digit before these eight bytes counts.
    beyond: i64,
}

impl Form {
    fn of(point: u8, decimals: usize, factor: i64) -> Self {
        if decimals == 0 {
            return Self { factor, fraction: u64::MAX, beyond: 100_000_000, ..Self::default() };
        }
        let (fraction, with_point) = (highest(decimals), highest(decimals.saturating_add(1)));
        let at = with_point & !fraction;
        let point = values(u64::from_ne_bytes([point; 8])) & at;
        Self { factor, point: (at, point), fraction, whole: !with_point, beyond: 10_000_000 }
    }

    /// The digits of the last eight bytes of a cell, as what they count.
    #[inline]
    const fn digits(&self, shown: u64) -> Option<u64> {
        let (at, point) = self.point;
        let digits = shown & self.fraction | (shown & self.whole).wrapping_shl(8);
        if shown & at == point && are_values(digits) { Some(digits) } else { None }
    }
}

impl PlainNumbers {
    /// The plain numbers among those of a form, counted in a unit; `None` if they are not to be had
    /// without knowing more of the text.
    pub(super) fn of(form: &NumberForm, unit: Option<Exact>) -> Option<Self> {
        let point = u8::try_from(form.decimal).ok().filter(|point| matches!(point, b'.' | b','))?;
        let unit = unit.map_or(Exact::new(1, 0), Exact::normalised);
        let most = form.round.map_or(DECIMALS, usize::from).min(DECIMALS);
        let mut forms = [Form::default(); DECIMALS + 1];
        for (decimals, form) in forms.iter_mut().enumerate() {
            let scale = decimals.saturating_add(usize::from(unit.scale()));
            let mut factor = 0;
            if scale <= most {
                let ten = 10_i64.checked_pow(u32::try_from(DECIMALS.checked_sub(scale)?).ok()?)?;
                factor = i64::try_from(unit.units()).ok()?.checked_mul(ten)?;
            }
            *form = Form::of(point, decimals, factor);
        }
        Some(Self { point, forms })
    }

    /// The millionths of a cell, if it is a plain number that fits. `decimals` are those of the cell before:
    /// a column mostly has as many in all cells.
    #[inline]
    pub(super) fn read(&self, text: &[u8], start: usize, end: usize, decimals: &mut usize) -> Option<i64> {
        let is_negative = text.get(start) == Some(&b'-');
        let start = start.wrapping_add(usize::from(is_negative));
        let length = end.wrapping_sub(start);
        let form = self.forms.get(*decimals)?;
        let units = match length {
            1..=8 => {
                let shown = values(word_before(text, end)) & highest(length);
                form.digits(shown).map(|digits| number(digits) as i64)
            }
            9..=16 => {
                let shown = values(word_before(text, end));
                let before = values(word_before(text, end.wrapping_sub(8))) & highest(length.wrapping_sub(8));
                let digits = form.digits(shown).filter(|_| are_values(before));
                // Sixteen digits fit.
                let beyond = (number(before) as i64).wrapping_mul(form.beyond);
                digits.map(|digits| beyond.wrapping_add(number(digits) as i64))
            }
            _ => None,
        };
        let millionths = match units.filter(|_| form.factor > 0) {
            Some(units) => units.checked_mul(form.factor)?,
            None => self.odd(text.get(start..end)?, decimals)?,
        };
        Some(if is_negative { millionths.wrapping_neg() } else { millionths })
    }

    /// The millionths of a cell with other decimals than the one before, or a long one.
    #[inline(never)]
    fn odd(&self, cell: &[u8], decimals: &mut usize) -> Option<i64> {
        let units;
        (units, *decimals) = self.long(cell)?;
        let form = self.forms.get(*decimals).filter(|form| form.factor > 0)?;
        units.checked_mul(form.factor)
    }

    /// The digits, and how many of them stand behind a point.
    fn long(&self, cell: &[u8]) -> Option<(i64, usize)> {
        let (mut units, mut decimals) = (0_i64, None);
        for byte in cell {
            if byte.is_ascii_digit() {
                units = units.checked_mul(10)?.checked_add(i64::from(byte.wrapping_sub(b'0')))?;
                decimals = decimals.map(|count: usize| count.saturating_add(1));
            } else if *byte == self.point && decimals.is_none() {
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
        let numbers = PlainNumbers::of(form, unit)?;
        // What stands around a cell is no part of it, and the one before changes nothing.
        let read = |before: &str, mut decimals| {
            let line = format!("{before}{text}9");
            numbers.read(line.as_bytes(), before.len(), before.len() + text.len(), &mut decimals)
        };
        let found = read("", 0);
        for decimals in 0..=DECIMALS {
            for before in ["", "9", "1234.5678,-9,", "....-...-..."] {
                assert_eq!(read(before, decimals), found, "{text} behind {before}, {decimals}");
            }
        }
        found
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
            ("1234567.89", 1_234_567_890_000),
            ("12345678.9", 12_345_678_900_000),
            ("123456789", 123_456_789_000_000),
            ("9223372036854", 9_223_372_036_854_000_000),
            ("-922337203685.4775", -922_337_203_685_477_500),
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
            "123456.7a",
            "12345a.78",
            "1234.567.89",
            "1/345678.90",
            "9223372036855",
            "99999999999999.99",
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
