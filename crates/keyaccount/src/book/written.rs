//! Cells written as text, in the one form every table may have them in (BOOK §2.10).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::tables::ExcusedDays;
use crate::decimal::{INPUT_SCALE, NumberError, parse_number};
use crate::error::{Problem, ProblemCode, nearest, quote};

/// Reads a plain decimal such as `-1234.5`.
///
/// # Errors
/// `1e3`, `+5`, `1,000`, `５`; `0.1234567`; 23 digits before the point.
pub fn written_number(text: &str) -> Result<Decimal, Box<Problem>> {
    let millionths = parse_number(text).map_err(|error| Box::new(number_problem(text, error)))?;
    Decimal::try_from_i128_with_scale(millionths, u32::from(INPUT_SCALE))
        .map_err(|_| Box::new(number_problem(text, NumberError::TooLarge)))
}

/// The problem of a number that was refused; `text` is how it was written.
#[must_use]
pub fn number_problem(text: &str, error: NumberError) -> Problem {
    match error {
        NumberError::TooManyDecimals => {
            Problem::new(ProblemCode::TooManyDecimals, quote(text), "at most 6 digits after the point")
                .remedy("round the number at its source")
        }
        NumberError::TooLarge => {
            Problem::new(ProblemCode::OutOfRange, quote(text), "at most 22 digits before the point")
        }
        NumberError::NotANumber => {
            Problem::new(ProblemCode::BadNumber, quote(text), "a plain number such as `1234.5`")
        }
    }
}

/// Reads a date in ISO 8601 such as `2026-02-28`.
///
/// # Errors
/// `2026-2-28`, `2026-02-30`, `0000-01-01`, `2026-02-28T00:00:00`.
pub fn written_date(text: &str) -> Result<NaiveDate, Box<Problem>> {
    let parts = parts_of_date(text);
    let date = parts.filter(|(year, ..)| *year > 0).and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
    date.ok_or_else(|| {
        let problem = Problem::new(ProblemCode::BadDate, quote(text), "a date such as `2026-02-28`");
        Box::new(problem.remedy(match parts {
            Some((0, ..)) => "there is no year 0",
            Some(_) => "the calendar has no such day",
            None => "",
        }))
    })
}

/// Year, month and day of ten characters that look like a date.
fn parts_of_date(text: &str) -> Option<(i32, u32, u32)> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit
                .is_ascii_digit()
                .then(|| sum.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0'))))
        })
    };
    Some((number(&[y1, y2, y3, y4])?.try_into().ok()?, number(&[m1, m2])?, number(&[d1, d2])?))
}

/// Reads `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`, in any letter case.
///
/// # Errors
/// `y`, `2`, `wahr`.
pub fn written_yes_no(text: &str) -> Result<bool, Box<Problem>> {
    let is = |words: [&str; 4]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(["true", "yes", "1", "是"]) {
        return Ok(true);
    }
    if is(["false", "no", "0", "否"]) {
        return Ok(false);
    }
    let expected = "yes or no: `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`";
    Err(Box::new(Problem::new(ProblemCode::BadBoolean, quote(text), expected)))
}

/// Reads whole days, or `all`.
///
/// # Errors
/// `-1`, `1.5`, `ALL`, more days than 32 bits hold.
pub fn written_days(text: &str) -> Result<ExcusedDays, Box<Problem>> {
    if text == "all" {
        return Ok(ExcusedDays::All);
    }
    let whole = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    whole.map(ExcusedDays::Days).ok_or_else(|| {
        Box::new(Problem::new(ProblemCode::BadNumber, quote(text), "a whole number of days, or `all`"))
    })
}

/// The problem of a text that is none of these codes.
#[must_use]
pub fn unknown_code(text: &str, codes: &[&'static str]) -> Problem {
    let problem =
        Problem::new(ProblemCode::UnknownCode, quote(text), format!("one of `{}`", codes.join("`, `")));
    match nearest(text, codes.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean `{near}`?")),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_ten_characters() {
        assert_eq!(written_date("2028-02-29").ok(), NaiveDate::from_ymd_opt(2028, 2, 29));
        for (bad, remedy) in [
            ("2026-02-29", "the calendar has no such day"),
            ("2026-13-01", "the calendar has no such day"),
            ("0000-01-01", "there is no year 0"),
            ("2026-2-1", ""),
            ("2026-02-01T00:00", ""),
            ("２026-02-01", ""),
            ("+026-02-01", ""),
            ("", ""),
        ] {
            assert_eq!(written_date(bad).unwrap_err().remedy, remedy, "{bad}");
        }
    }
}
