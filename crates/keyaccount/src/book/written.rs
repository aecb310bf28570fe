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
    let is_iso = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let date = if is_iso && !text.starts_with("0000") { text.parse().ok() } else { None };
    date.ok_or_else(|| {
        let problem = Problem::new(ProblemCode::BadDate, quote(text), "a date such as `2026-02-28`");
        let why = match (is_iso, text.starts_with("0000")) {
            (true, true) => "there is no year 0",
            (true, false) => "the calendar has no such day",
            (false, _) => "",
        };
        Box::new(problem.remedy(why))
    })
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
