//! Numbers as a source prints them: separators, currency signs, parentheses, units, float noise
//! (BOOK §3). Whatever is said here only changes how digits are written; the value stays exact.

use std::borrow::Cow;

use keyaccount::{Exact, NumberError, parse_number, round_ratio};

/// Fractional digits a cell may have.
const DECIMALS: u8 = 6;
/// Whole digits a cell may have.
const WHOLE_LIMIT: u128 = 10_u128.pow(28);

/// Signs that say what the digits before them count.
pub(crate) const PARTS: [char; 2] = ['%', '‰'];

/// How the numbers of a table are written. The default is the canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberForm {
    /// What may stand between groups of digits.
    pub(crate) thousands: Option<char>,
    /// What stands before the fraction.
    pub(crate) decimal: char,
    /// Characters that may stand before or behind the digits.
    pub(crate) strip: String,
    /// What makes a number negative beside a minus sign before it.
    pub(crate) negative: Negative,
    /// To how many decimals longer fractions are rounded.
    pub(crate) round: Option<u8>,
}

impl Default for NumberForm {
    fn default() -> Self {
        Self { thousands: None, decimal: '.', strip: String::new(), negative: Negative::Minus, round: None }
    }
}

/// How negative numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Negative {
    /// `-500`
    Minus,
    /// `(500)` too.
    Parentheses,
    /// `500-` too.
    TrailingMinus,
}

/// A number in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) millionths: i128,
    /// Whether digits were rounded away.
    pub(crate) rounded: bool,
}

impl NumberForm {
    /// The number of a text, times the unit its column counts in.
    pub(crate) fn read(&self, text: &str, unit: Option<Exact>) -> Result<Read, NumberError> {
        // Without it the number would count something else.
        if unit.is_none() && text.contains(PARTS) {
            return Err(NumberError::NotANumber);
        }
        self.read_plain(&self.plain(text)?, unit)
    }

    /// The same for a text that is in canonical form already, as the numbers of workbooks are.
    pub(crate) fn read_plain(&self, text: &str, unit: Option<Exact>) -> Result<Read, NumberError> {
        if unit.is_none() {
            match parse_number(text) {
                Err(NumberError::TooManyDecimals) if self.round.is_some() => {}
                Ok(millionths) if self.round.is_none_or(|places| places >= DECIMALS) => {
                    return Ok(Read { millionths, rounded: false });
                }
                Ok(_) => {}
                Err(error) => return Err(error),
            }
        }
        let exact = exact(text)?;
        let exact = match unit {
            Some(unit) => exact.checked_mul(unit).ok_or(NumberError::TooLarge)?,
            None => exact,
        }
        .normalised();
        let places = self.round.unwrap_or(DECIMALS);
        let kept = exact.at_scale(DECIMALS).filter(|_| exact.scale() <= places);
        let (millionths, rounded) = match kept {
            Some(millionths) => (millionths, false),
            None if exact.scale() <= places => return Err(NumberError::TooLarge),
            None if self.round.is_none() => return Err(NumberError::TooManyDecimals),
            None => {
                let one =
                    10_i128.checked_pow(u32::from(exact.scale())).ok_or(NumberError::TooManyDecimals)?;
                let units = round_ratio(exact.units(), one, places).ok_or(NumberError::TooLarge)?;
                (Exact::new(units, places).at_scale(DECIMALS).ok_or(NumberError::TooLarge)?, true)
            }
        };
        if millionths.unsigned_abs() >= WHOLE_LIMIT {
            return Err(NumberError::TooLarge);
        }
        Ok(Read { millionths, rounded })
    }

    /// The number in canonical form: a sign, digits, a point, digits.
    fn plain(&self, text: &str) -> Result<String, NumberError> {
        let (text, negative) = self.bare(text)?;
        let (whole, fraction) = match text.split_once(self.decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        let whole = match self.thousands {
            Some(separator) => ungrouped(whole, separator)?,
            None => Cow::Borrowed(whole),
        };
        let sign = if negative { "-" } else { "" };
        Ok(match fraction {
            // What stands for the point elsewhere is no point here.
            Some(fraction) if fraction.contains('.') => return Err(NumberError::NotANumber),
            _ if whole.contains('.') => return Err(NumberError::NotANumber),
            Some(fraction) => format!("{sign}{whole}.{fraction}"),
            None => format!("{sign}{whole}"),
        })
    }

    /// The digits without what stands around them, and whether they are negative.
    fn bare<'a>(&self, text: &'a str) -> Result<(&'a str, bool), NumberError> {
        let mut text = self.stripped(text);
        let mut negative = false;
        let marked = match self.negative {
            Negative::Minus => None,
            Negative::Parentheses => {
                let inside = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
                inside.map(str::trim)
            }
            Negative::TrailingMinus => text.strip_suffix('-').map(str::trim_end),
        };
        if let Some(inside) = marked {
            (text, negative) = (self.stripped(inside), true);
        }
        if let Some(rest) = text.strip_prefix('-') {
            if negative {
                return Err(NumberError::NotANumber);
            }
            (text, negative) = (self.stripped(rest), true);
        }
        // A second sign has no meaning.
        if text.starts_with('-') { Err(NumberError::NotANumber) } else { Ok((text, negative)) }
    }

    /// The text without the characters that may stand around it. White space counts only beside one
    /// of them.
    fn stripped<'a>(&self, text: &'a str) -> &'a str {
        let is_stripped = |c: char| self.strip.contains(c);
        let inner = text.trim();
        let bare = inner.trim_matches(|c: char| is_stripped(c) || c.is_whitespace());
        if bare.len() < inner.len()
            || self.strip.contains(char::is_whitespace)
            || bare.starts_with(['(', '（'])
        {
            bare
        } else {
            text
        }
    }
}

/// The digits without the separators between their groups. The last group has three digits and the first
/// does not start with 0, so that a decimal comma is never taken for a separator; the others have two or
/// three digits, the first at least one.
fn ungrouped(whole: &str, separator: char) -> Result<Cow<'_, str>, NumberError> {
    if !whole.contains(separator) {
        return Ok(Cow::Borrowed(whole));
    }
    let groups: Vec<_> = whole.split(separator).collect();
    let last = groups.len().saturating_sub(1);
    let fits = groups.iter().enumerate().all(|(at, group)| {
        let length = group.len();
        let digits = group.bytes().all(|b| b.is_ascii_digit());
        digits && if at == last { length == 3 } else { length <= 3 && length >= if at == 0 { 1 } else { 2 } }
    });
    if fits && !whole.starts_with('0') {
        Ok(Cow::Owned(groups.concat()))
    } else {
        Err(NumberError::NotANumber)
    }
}

/// The exact value of a number in canonical form, however long its fraction.
fn exact(text: &str) -> Result<Exact, NumberError> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    if digits.ends_with('.') {
        return Err(NumberError::NotANumber);
    }
    // Zeros at the end of a fraction carry nothing, but count as digits.
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
    let digits =
        if digits.starts_with('.') || digits.is_empty() { format!("0{digits}") } else { digits.to_owned() };
    let whole = digits.split('.').next().map_or(0, str::len);
    format!("{sign}{digits}").parse().map_err(|error| match error {
        NumberError::TooLarge if whole <= 22 => NumberError::TooManyDecimals,
        error => error,
    })
}

/// What a named unit is worth, exactly.
pub(crate) const UNITS: &[(&str, Exact)] = &[
    ("分", Exact::new(1, 2)),
    ("角", Exact::new(1, 1)),
    ("元", Exact::new(1, 0)),
    ("百元", Exact::new(100, 0)),
    ("千元", Exact::new(1_000, 0)),
    ("万元", Exact::new(10_000, 0)),
    ("十万元", Exact::new(100_000, 0)),
    ("百万元", Exact::new(1_000_000, 0)),
    ("千万元", Exact::new(10_000_000, 0)),
    ("亿元", Exact::new(100_000_000, 0)),
    ("千", Exact::new(1_000, 0)),
    ("万", Exact::new(10_000, 0)),
    ("百万", Exact::new(1_000_000, 0)),
    ("亿", Exact::new(100_000_000, 0)),
    ("cent", Exact::new(1, 2)),
    ("hundred", Exact::new(100, 0)),
    ("thousand", Exact::new(1_000, 0)),
    ("million", Exact::new(1_000_000, 0)),
    ("billion", Exact::new(1_000_000_000, 0)),
    ("%", Exact::new(1, 2)),
    ("‰", Exact::new(1, 3)),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn chinese() -> NumberForm {
        NumberForm {
            thousands: Some(','),
            strip: "¥￥元".to_owned(),
            negative: Negative::Parentheses,
            ..NumberForm::default()
        }
    }

    fn micros(form: &NumberForm, text: &str) -> Option<i128> {
        form.read(text, None).ok().map(|read| read.millionths)
    }

    #[test]
    fn what_stands_around_the_digits_is_taken_off() {
        for (text, units) in [
            ("¥1,234.50", 1_234_500_000),
            ("￥1,234.50", 1_234_500_000),
            ("1234.5元", 1_234_500_000),
            ("¥ 1,234.50 元", 1_234_500_000),
            ("(500.00)", -500_000_000),
            ("¥(500.00)", -500_000_000),
            ("(¥500.00)", -500_000_000),
            ("( 500 )元", -500_000_000),
            ("-¥500", -500_000_000),
            ("¥-500", -500_000_000),
            ("12,34,567.5", 1_234_567_500_000),
            ("1,234,567", 1_234_567_000_000),
            ("¥.5", 500_000),
            ("-.5", -500_000),
            ("0", 0),
        ] {
            assert_eq!(micros(&chinese(), text), Some(units), "{text}");
        }
    }

    #[test]
    fn what_only_resembles_a_number_is_refused() {
        for text in [
            "", "¥", "()", "(-500)", "--5", "1,23", "1,2345", ",123", "1,,234", "1,234,", "12,5", "1234,567",
            "(5", "5)", "1.2.3", "¥1¥2", "1.5,000", "１２", "+5", "1e3", "5.", " 5", "USD 5", "1.000,5",
            "-(5)",
        ] {
            assert_eq!(chinese().read(text, None), Err(NumberError::NotANumber), "{text:?}");
        }
    }

    #[test]
    fn padding_is_taken_off_where_that_is_said() {
        let form = NumberForm { strip: " ".to_owned(), ..NumberForm::default() };
        assert_eq!(micros(&form, "      47"), Some(47_000_000));
        assert_eq!(micros(&form, "\u{a0}47 "), Some(47_000_000));
        assert_eq!(micros(&form, "4 7"), None);
        assert_eq!(micros(&NumberForm::default(), " 47"), None);
    }

    #[test]
    fn a_minus_may_stand_behind() {
        let form =
            NumberForm {
                negative: Negative::TrailingMinus, strip: "€".to_owned(), ..NumberForm::default()
            };
        for (text, units) in [
            ("500.00-", -500_000_000),
            ("5 €-", -5_000_000),
            ("5-€", -5_000_000),
            ("5", 5_000_000),
            ("-5", -5_000_000),
        ] {
            assert_eq!(micros(&form, text), Some(units), "{text}");
        }
        for text in ["-5-", "5--", "-", "(5)"] {
            assert_eq!(form.read(text, None), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn points_and_separators_may_change_places() {
        let form = NumberForm { thousands: Some('.'), decimal: ',', ..NumberForm::default() };
        assert_eq!(micros(&form, "1.234,50"), Some(1_234_500_000));
        assert_eq!(micros(&form, "-1.234.567,5"), Some(-1_234_567_500_000));
        assert_eq!(micros(&form, "0,5"), Some(500_000));
        // Nobody writes a nought before thousands: it stands before a fraction.
        for text in ["1.5", "1,234.50", "1,2,3", "1.234,5.0", "0.123", "-0.123", "00.123", "0.123,5"] {
            assert_eq!(form.read(text, None), Err(NumberError::NotANumber), "{text}");
        }
        let swiss = NumberForm { thousands: Some('’'), ..NumberForm::default() };
        assert_eq!(micros(&swiss, "1’234.50"), Some(1_234_500_000));
    }

    #[test]
    fn units_multiply_exactly() {
        let unit = |name: &str| UNITS.iter().find(|(known, _)| *known == name).map(|(_, worth)| *worth);
        let form = NumberForm::default();
        let read = |text, name| form.read(text, unit(name)).map(|read| read.millionths);
        assert_eq!(read("1.23456789", "万元"), Ok(12_345_678_900));
        assert_eq!(read("0.0000000001", "万元"), Ok(1));
        assert_eq!(read("0.00000000001", "万元"), Err(NumberError::TooManyDecimals));
        assert_eq!(read("12.3456", "%"), Ok(123_456));
        assert_eq!(read("12.34567", "%"), Err(NumberError::TooManyDecimals));
        assert_eq!(read("-3", "亿元"), Ok(-300_000_000_000_000));
        assert_eq!(read("9999999999999999999999", "元"), Ok(9_999_999_999_999_999_999_999_000_000));
        assert_eq!(read("1000000000000000000", "万元"), Err(NumberError::TooLarge));
        assert_eq!(read("1e3", "万元"), Err(NumberError::NotANumber));
    }

    #[test]
    fn longer_fractions_are_rounded_half_away_where_that_is_asked_for() {
        let form = |round| NumberForm { round: Some(round), ..NumberForm::default() };
        let read = |text, round| form(round).read(text, None);
        let rounded = |millionths| Ok(Read { millionths, rounded: true });
        let kept = |millionths| Ok(Read { millionths, rounded: false });
        assert_eq!(read("125.43999999999998", 6), rounded(125_440_000));
        assert_eq!(read("0.1234565", 6), rounded(123_457));
        assert_eq!(read("-0.1234565", 6), rounded(-123_457));
        assert_eq!(read("0.12345649999999999", 6), rounded(123_456));
        assert_eq!(read("0.123456", 6), kept(123_456));
        assert_eq!(read("0.1234560000", 6), kept(123_456));
        assert_eq!(read("1.005", 2), rounded(1_010_000));
        assert_eq!(read("1.0049", 2), rounded(1_000_000));
        assert_eq!(read("1.01", 2), kept(1_010_000));
        assert_eq!(read("0.5", 0), rounded(1_000_000));
        assert_eq!(read("7", 0), kept(7_000_000));
        assert_eq!(NumberForm::default().read("0.1234565", None), Err(NumberError::TooManyDecimals));
        // A number that rounds up beyond 22 digits.
        assert_eq!(read("9999999999999999999999.9999995", 6), Err(NumberError::TooLarge));
    }
}
