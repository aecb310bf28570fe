//! Single values: decimals and floats as the book's numbers, days and instants as dates.

use arrow_array::ArrowNativeTypeOp;
use arrow_buffer::i256;
use arrow_schema::DataType;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use keyaccount::book::number_problem;
use keyaccount::{Exact, NumberError, Problem, ProblemCode, quote};
use rust_decimal::Decimal;

/// The most digits after the point a number of a book may have.
pub(crate) const MOST_DECIMALS: u8 = 6;
/// The first number with more than 22 digits before the point.
const LIMIT: i128 = 10_i128.pow(22);

/// `units × 10^-scale`, if that has at most six decimals but for zeros, and at most 22 digits before the
/// point.
pub(crate) fn decimal(units: impl Into<i256>, scale: i8) -> Result<Decimal, NumberError> {
    let units = units.into();
    match (units.to_i128(), u32::try_from(scale)) {
        (Some(units), Ok(scale))
            if scale <= u32::from(MOST_DECIMALS) && (1 - LIMIT..LIMIT).contains(&units) =>
        {
            Decimal::try_from_i128_with_scale(units, scale).map_err(|_| NumberError::TooLarge)
        }
        (Some(units), _) => in_millionths(millionths(units, scale, 10)?),
        (None, _) => in_millionths(millionths(units, scale, i256::from(10))?.to_i128()),
    }
}

fn in_millionths(units: impl Into<Option<i128>>) -> Result<Decimal, NumberError> {
    const LIMIT_IN_MILLIONTHS: i128 = LIMIT * 1_000_000;
    let fits = |units: &i128| (1 - LIMIT_IN_MILLIONTHS..LIMIT_IN_MILLIONTHS).contains(units);
    let units = units.into().filter(fits).ok_or(NumberError::TooLarge)?;
    Decimal::try_from_i128_with_scale(units, u32::from(MOST_DECIMALS)).map_err(|_| NumberError::TooLarge)
}

/// The same number counted in millionths, in the width of its type.
fn millionths<N: ArrowNativeTypeOp>(units: N, scale: i8, ten: N) -> Result<N, NumberError> {
    let down = i32::from(scale).saturating_sub(i32::from(MOST_DECIMALS));
    let factor = ten.pow_checked(down.unsigned_abs());
    if units.is_zero() {
        return Ok(units);
    }
    if down <= 0 {
        return factor.and_then(|factor| units.mul_checked(factor)).map_err(|_| NumberError::TooLarge);
    }
    let factor = factor.map_err(|_| NumberError::TooManyDecimals)?;
    match (units.mod_checked(factor), units.div_checked(factor)) {
        (Ok(rest), Ok(units)) if rest.is_zero() => Ok(units),
        _ => Err(NumberError::TooManyDecimals),
    }
}

/// An integer as a number.
pub(crate) fn whole_number(number: i128) -> Result<Decimal, Box<Problem>> {
    decimal(number, 0).map_err(|error| Box::new(number_problem(&number.to_string(), error)))
}

/// A float by its shortest text, rounded half away from zero to `places` decimals.
pub(crate) fn rounded(text: &str, places: u8) -> Result<Decimal, Box<Problem>> {
    // A float has at most 17 digits that count, so what lies beyond these is zero or far below the
    // digit that decides the rounding.
    const DIGITS: usize = 18;
    if text.contains(|c: char| c.is_ascii_alphabetic()) {
        let problem = Problem::new(ProblemCode::BadNumber, quote(text), "a number");
        return Err(Box::new(problem.remedy("make it null if the number is not known")));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let fraction = fraction.get(..DIGITS).unwrap_or(fraction);
    let exact: Exact =
        format!("{whole}.{fraction}").parse().map_err(|error| Box::new(number_problem(text, error)))?;
    let number = exact.publish(places).filter(|number| Exact::from(*number) < Exact::new(LIMIT, 0));
    let number = number.filter(|number| Exact::new(-LIMIT, 0) < Exact::from(*number));
    number.ok_or_else(|| Box::new(number_problem(text, NumberError::TooLarge)))
}

/// The date so many days after 1 January 1970.
pub(crate) fn day(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(days).ok()?)
}

/// The day of a time counted from 1970 in units of a fraction of a second: as the clock on the wall says
/// it, or of an instant as the clock of a zone says it.
pub(crate) fn day_of_time(time: i64, per_second: i64, zone: Option<Tz>) -> Option<NaiveDate> {
    wall_clock(time, per_second, zone).map(|time| time.date())
}

/// The same with the time of day, to the second.
pub(crate) fn wall_clock(time: i64, per_second: i64, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let seconds = time.checked_div_euclid(per_second)?;
    let instant = DateTime::from_timestamp(seconds, 0)?.naive_utc();
    let Some(zone) = zone else { return Some(instant) };
    let offset = zone.offset_from_utc_datetime(&instant).fix();
    instant.checked_add_offset(offset)
}

/// The problem of a date beyond the calendar.
pub(crate) fn no_date(count: i64, data: &DataType) -> Problem {
    let found = format!("{} as {data}", quote(&count.to_string()));
    Problem::new(ProblemCode::BadDate, found, "a date from year 1 to year 9999")
}
