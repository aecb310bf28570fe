//! The canonical text of a cell.
//!
//! Numbers are taken at 15 significant digits, as Excel shows them: `0.1 + 0.2` is `0.3`. Nothing is
//! computed with them as floats; the digits are printed once and moved as text.

use std::str::FromStr;

use calamine::{DataRef, ExcelDateTime};
use chrono::{Days, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// What a cell of a workbook holds; its text is canonical for that kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Text as it is; nothing for a blank cell. A time of day without a date (`13:30:00`) is text.
    #[default]
    Text,
    /// A plain decimal without exponent: `-1234.5`.
    Number,
    /// A number of 16 or more digits before the point, of which Excel keeps 15.
    LongInteger,
    /// A date such as `2026-03-05`; a time part is dropped.
    Date,
    /// `true` or `false`.
    YesNo,
    /// An error such as `#N/A`; a formula whose value was never worked out; a date cell that holds no
    /// date there is: 29 February 1900, which only Excel knows, or the number itself where it lies
    /// outside 1900-01-01 to 9999-12-31.
    Error,
}

/// The days from which a workbook counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1900-01-01, and 60 the 29 February 1900 that never was.
    Y1900,
    /// 0 is 1904-01-01.
    Y1904,
}

/// How many significant digits a number has.
const DIGITS: i32 = 15;

/// The kind and the text of a value, or nothing for a blank cell.
pub(super) fn canonical(value: &DataRef<'_>, epoch: Epoch) -> Option<(CellKind, String)> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => (CellKind::Text, text.clone()),
        DataRef::SharedString(text) => (CellKind::Text, (*text).to_owned()),
        DataRef::Bool(yes) => (CellKind::YesNo, yes.to_string()),
        DataRef::Error(error) => (CellKind::Error, error.to_string()),
        DataRef::Int(number) => number_of(Digits::of(&format!("{number:.14e}"))),
        DataRef::Float(number) => number_of(Digits::of_float(*number)),
        DataRef::DateTime(moment) => moment_of(moment, epoch),
        DataRef::DateTimeIso(text) => iso_date(text),
        DataRef::DurationIso(text) => (CellKind::Text, text.clone()),
    })
}

fn number_of(digits: Option<Digits>) -> (CellKind, String) {
    let Some(digits) = digits else { return (CellKind::Error, "#NUM!".to_owned()) };
    let kind = if digits.exponent >= DIGITS { CellKind::LongInteger } else { CellKind::Number };
    (kind, digits.plain())
}

fn moment_of(moment: &ExcelDateTime, epoch: Epoch) -> (CellKind, String) {
    let Some(digits) = Digits::of_float(moment.as_f64()) else {
        return (CellKind::Error, "#NUM!".to_owned());
    };
    let serial = digits.plain();
    // What is less than a day is a time of day; a length of time such as `36:00` is no date either.
    if !digits.is_negative && (moment.is_duration() || digits.exponent < 0 || digits.is_zero()) {
        return clock(&serial).map_or((CellKind::Error, serial), |time| (CellKind::Text, time));
    }
    let days = serial.split('.').next().and_then(|days| days.parse().ok());
    match days.and_then(|days| date(days, epoch)) {
        Some(date) => (CellKind::Date, date.to_string()),
        None if days == Some(60) => (CellKind::Error, "1900-02-29".to_owned()),
        None => (CellKind::Error, serial),
    }
}

/// The date of a whole number of days.
fn date(days: u64, epoch: Epoch) -> Option<NaiveDate> {
    let (year, month, day) = match (epoch, days) {
        (Epoch::Y1904, _) => (1904, 1, 1),
        (Epoch::Y1900, 0 | 60) => return None,
        (Epoch::Y1900, 1..=59) => (1899, 12, 31),
        (Epoch::Y1900, _) => (1899, 12, 30),
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))?;
    let last = NaiveDate::from_ymd_opt(9999, 12, 31)?;
    (date <= last).then_some(date)
}

/// Hours, minutes and seconds of a part of a day or of several.
fn clock(serial: &str) -> Option<String> {
    let seconds = Decimal::from_str(serial).ok()?.checked_mul(Decimal::from(86_400))?;
    let seconds = seconds.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_u64()?;
    let minutes = seconds.wrapping_div(60);
    let (hour, minute, second) =
        (minutes.wrapping_div(60), minutes.wrapping_rem(60), seconds.wrapping_rem(60));
    Some(format!("{hour:02}:{minute:02}:{second:02}"))
}

/// The date a cell gives as text, as some programs write it.
fn iso_date(text: &str) -> (CellKind, String) {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    // An instant is another date in another zone; the manifest says which counts.
    let is_instant = time.contains(['+', '-']) || time.ends_with(['Z', 'z']);
    let is_whole = !is_instant && (time.is_empty() || time.starts_with(['T', ' ']));
    match NaiveDate::from_str(date) {
        Ok(read) if is_whole && read.to_string() == date => (CellKind::Date, date.to_owned()),
        _ => (CellKind::Text, text.to_owned()),
    }
}

/// A number as 15 significant digits: the first of them stands `exponent` places before the point.
struct Digits {
    is_negative: bool,
    digits: String,
    exponent: i32,
}

impl Digits {
    fn of_float(number: f64) -> Option<Self> {
        Self::of(&format!("{number:.14e}"))
    }

    /// Reads what `{:.14e}` prints; what is not finite has no digits.
    fn of(printed: &str) -> Option<Self> {
        let (mantissa, exponent) = printed.split_once('e')?;
        let digits = mantissa.chars().filter(char::is_ascii_digit).collect::<String>();
        Some(Self {
            is_negative: mantissa.starts_with('-'),
            digits: digits.trim_end_matches('0').to_owned(),
            exponent: exponent.parse().ok()?,
        })
    }

    const fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number without exponent, leading or trailing zeros.
    fn plain(&self) -> String {
        if self.is_zero() {
            return "0".to_owned();
        }
        let mut text = String::from(if self.is_negative { "-" } else { "" });
        let Ok(before) = usize::try_from(self.exponent) else {
            let zeros = usize::try_from(self.exponent.unsigned_abs()).unwrap_or_default().saturating_sub(1);
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', zeros));
            text.push_str(&self.digits);
            return text;
        };
        let before = before.saturating_add(1);
        match self.digits.split_at_checked(before) {
            Some((whole, fraction)) => {
                text.push_str(whole);
                if !fraction.is_empty() {
                    text.push('.');
                    text.push_str(fraction);
                }
            }
            None => {
                text.push_str(&self.digits);
                text.extend(std::iter::repeat_n('0', before.saturating_sub(self.digits.len())));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn number(value: f64) -> (CellKind, String) {
        canonical(&DataRef::Float(value), Epoch::Y1900).unwrap()
    }

    fn serial(value: f64, epoch: Epoch) -> (CellKind, String) {
        let moment = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, epoch == Epoch::Y1904);
        canonical(&DataRef::DateTime(moment), epoch).unwrap()
    }

    #[test]
    fn numbers_have_fifteen_digits_and_no_exponent() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (0.0, "0"),
            (1.0, "1"),
            (-12.5, "-12.5"),
            (100.0, "100"),
            (1e-7, "0.0000001"),
            (0.01, "0.01"),
            (125.439_999_999_999_98, "125.44"),
            (1_234_567.89, "1234567.89"),
            (123_456_789_012.345_67, "123456789012.346"),
            (999_999_999_999_999.0, "999999999999999"),
            (-100_000_000_000_000.0, "-100000000000000"),
        ] {
            assert_eq!(number(value), (CellKind::Number, text.to_owned()), "{value}");
        }
    }

    #[test]
    fn sixteen_digits_are_more_than_excel_keeps() {
        for (value, text) in [
            (1e15, "1000000000000000"),
            (1_234_567_890_123_456.0, "1234567890123460"),
            (-1e15, "-1000000000000000"),
            (999_999_999_999_999.9, "1000000000000000"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(number(value), (CellKind::LongInteger, text.to_owned()), "{value}");
        }
        let (kind, text) = number(f64::MAX);
        assert_eq!((kind, text.len()), (CellKind::LongInteger, 309));
        assert_eq!(
            canonical(&DataRef::Int(1_234_567_890_123_456), Epoch::Y1900),
            Some((CellKind::LongInteger, "1234567890123460".to_owned()))
        );
        assert_eq!(canonical(&DataRef::Int(-42), Epoch::Y1900), Some((CellKind::Number, "-42".to_owned())));
    }

    #[test]
    fn what_is_no_number_is_an_error() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(number(value), (CellKind::Error, "#NUM!".to_owned()));
            assert_eq!(serial(value, Epoch::Y1900), (CellKind::Error, "#NUM!".to_owned()));
        }
        assert_eq!(
            canonical(&DataRef::Error(CellErrorType::NA), Epoch::Y1900),
            Some((CellKind::Error, "#N/A".to_owned()))
        );
    }

    #[test]
    fn serials_are_days_of_their_epoch() {
        for (value, epoch, date) in [
            (1.0, Epoch::Y1900, "1900-01-01"),
            (59.0, Epoch::Y1900, "1900-02-28"),
            (61.0, Epoch::Y1900, "1900-03-01"),
            (36_526.0, Epoch::Y1900, "2000-01-01"),
            (46_086.999_99, Epoch::Y1900, "2026-03-05"),
            (2_958_465.0, Epoch::Y1900, "9999-12-31"),
            (1.0, Epoch::Y1904, "1904-01-02"),
            (60.0, Epoch::Y1904, "1904-03-01"),
            (35_064.0, Epoch::Y1904, "2000-01-01"),
            (44_624.25, Epoch::Y1904, "2026-03-05"),
            (2_957_003.0, Epoch::Y1904, "9999-12-31"),
        ] {
            assert_eq!(serial(value, epoch), (CellKind::Date, date.to_owned()), "{value}");
        }
    }

    #[test]
    fn dates_that_never_were_are_errors() {
        for (value, epoch, text) in [
            (60.0, Epoch::Y1900, "1900-02-29"),
            (60.5, Epoch::Y1900, "1900-02-29"),
            (-1.0, Epoch::Y1900, "-1"),
            (-0.5, Epoch::Y1900, "-0.5"),
            (2_958_466.0, Epoch::Y1900, "2958466"),
            (2_957_004.0, Epoch::Y1904, "2957004"),
            (1e300, Epoch::Y1904, &format!("1{}", "0".repeat(300))),
        ] {
            assert_eq!(serial(value, epoch), (CellKind::Error, text.to_owned()), "{value}");
        }
    }

    #[test]
    fn a_time_of_day_is_text() {
        for (value, time) in
            [(0.0, "00:00:00"), (0.5, "12:00:00"), (0.562_5, "13:30:00"), (0.999_999, "24:00:00")]
        {
            for epoch in [Epoch::Y1900, Epoch::Y1904] {
                assert_eq!(serial(value, epoch), (CellKind::Text, time.to_owned()), "{value}");
            }
        }
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(
            canonical(&DataRef::DateTime(hours), Epoch::Y1900),
            Some((CellKind::Text, "36:00:00".to_owned()))
        );
    }

    #[test]
    fn dates_written_out_are_dates() {
        let of = |text: &str| canonical(&DataRef::DateTimeIso(text.to_owned()), Epoch::Y1900).unwrap();
        assert_eq!(of("2026-03-05"), (CellKind::Date, "2026-03-05".to_owned()));
        assert_eq!(of("2026-03-05T23:59:59.9"), (CellKind::Date, "2026-03-05".to_owned()));
        // Whose day an instant is on, the manifest says.
        for text in ["2026-03-05T23:59:59.9Z", "2026-03-05T23:59:59+08:00", "2026-03-05T01:00-05:00"] {
            assert_eq!(of(text), (CellKind::Text, text.to_owned()));
        }
        for text in ["2026-02-30", "2026-3-5", "2026-03-05x", "T10:00", "", "２０２６"] {
            assert_eq!(of(text), (CellKind::Text, text.to_owned()));
        }
    }
}
