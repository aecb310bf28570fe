//! Values that have a form of their own in Kotlin and Swift. They cross as plain text, so that no digit and no day
//! can change on the way.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::Timelike;
use chrono::format::{Parsed, StrftimeItems, parse};
pub use chrono::{NaiveDate as CalendarDate, NaiveDateTime as CalendarTime};
use keyaccount::due::WeekReported;
use keyaccount::{Exact, Problem, ProblemCode, Score, quote};
use rust_decimal::Decimal;

use crate::errors::KeyaccountError;

/// Text of a row of the book.
pub type RowText = Cow<'static, str>;

/// A place in a list, from 0.
pub type Position = usize;

/// A whole number of any size the library reckons with.
pub type Whole = i128;

/// The form of a moment: always with seconds, and with a fraction if there is one.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.f";

uniffi::custom_type!(
    /// A number with up to 28 digits, exact: `java.math.BigDecimal`, `Foundation.Decimal`.
    Decimal, String, {
        remote,
        try_lift: |text| decimal(&text).map_err(Into::into),
        lower: |number| number.to_string(),
    }
);

uniffi::custom_type!(
    /// A number of up to 38 digits, exact: `java.math.BigDecimal`, `Foundation.Decimal`. It comes without zeros after
    /// its last decimal, so that equal amounts are equal values, whether they were computed or read back.
    Exact, String, {
        remote,
        try_lift: |text| exact(&text).map_err(Into::into),
        lower: |number| number.to_string(),
    }
);

uniffi::custom_type!(
    /// The week of a report, such as `2026-W47`.
    WeekReported, String, {
        remote,
        try_lift: |text| WeekReported::from_str(&text)
            .map_err(|problem| KeyaccountError::from(Box::new(problem)).into()),
        lower: |week| week.to_string(),
    }
);

uniffi::custom_type!(
    /// Points from 0 to 100 with two decimals: `java.math.BigDecimal`, `Foundation.Decimal`.
    Score, String, {
        remote,
        try_lift: |text| score(&text).map_err(Into::into),
        lower: |points| points.to_decimal().to_string(),
    }
);

uniffi::custom_type!(
    /// A day of the calendar, without a time zone: `java.time.LocalDate`, a `CalendarDate` of its own in Swift.
    CalendarDate, String, {
        remote,
        try_lift: |text| day(&text).map_err(Into::into),
        lower: |day| day.to_string(),
    }
);

uniffi::custom_type!(
    /// A moment of local time, without a time zone: `java.time.LocalDateTime`, a `CalendarTime` of its own in Swift.
    CalendarTime, String, {
        remote,
        try_lift: |text| moment(&text).map_err(Into::into),
        lower: |moment| moment.format(MOMENT).to_string(),
    }
);

uniffi::custom_type!(
    /// Text of a row of the book.
    RowText, String, {
        remote,
        try_lift: |text| Ok(Cow::Owned(text)),
        lower: |text| text.into_owned(),
    }
);

uniffi::custom_type!(
    /// A place in a list, from 0. It crosses with its sign, so that one below 0 is refused here.
    Position, i64, {
        remote,
        try_lift: |place| position(place).map_err(Into::into),
        lower: |place| i64::try_from(place).unwrap_or(i64::MAX),
    }
);

uniffi::custom_type!(
    /// A whole number of up to 38 digits: `java.math.BigInteger`, `Foundation.Decimal`.
    Whole, String, {
        remote,
        try_lift: |text| whole(&text).map_err(Into::into),
        lower: |number| number.to_string(),
    }
);

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident,)+) => {$(
        pub use keyaccount::$id;

        uniffi::custom_type!(
            $(#[$doc])*
            $id, String, {
                remote,
                try_lift: |text| Ok(text.into()),
                lower: |id| id.into(),
            }
        );
    )+};
}

ids! {
    /// The id of a customer.
    CustomerId,
    /// The id of somebody of our own: who applies, decides, asks, acts.
    PersonId,
    /// The id of an invoice.
    InvoiceId,
    /// The id of a contract.
    ContractId,
    /// The id of an approval case, a disposal or an incident.
    CaseId,
    /// The id of a delegation.
    DelegationId,
    /// The id of a request for access.
    RequestId,
    /// The id of a grant of access.
    GrantId,
    /// The id of an order of an authority.
    CompulsionId,
    /// The id of a kept record.
    RecordId,
}

/// A day of the week.
#[uniffi::remote(Enum)]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}
use chrono::Weekday;

/// What a call refuses its argument for: functions that can refuse anything give it as `BadInput`.
fn bad(code: ProblemCode, text: &str, expected: &str) -> KeyaccountError {
    Box::new(Problem::new(code, quote(text), expected)).into()
}

fn bad_number(text: &str, expected: &str) -> KeyaccountError {
    bad(ProblemCode::BadNumber, text, expected)
}

fn position(place: i64) -> Result<Position, KeyaccountError> {
    usize::try_from(place)
        .map_err(|_| bad(ProblemCode::OutOfRange, &place.to_string(), "a whole number that is not below 0"))
}

fn whole(text: &str) -> Result<Whole, KeyaccountError> {
    const LIMIT: u128 = 10_u128.pow(38);
    let number = Whole::from_str(text).ok().filter(|number| number.unsigned_abs() < LIMIT);
    number.ok_or_else(|| bad_number(text, "a whole number of at most 38 digits"))
}

fn decimal(text: &str) -> Result<Decimal, KeyaccountError> {
    Decimal::from_str_exact(text)
        .map_err(|_| bad_number(text, "a number of at most 28 digits, all of them kept"))
}

fn score(text: &str) -> Result<Score, KeyaccountError> {
    decimal(text)
        .ok()
        .and_then(Score::from_decimal)
        .ok_or_else(|| bad_number(text, "points from 0 to 100 with at most two decimals"))
}

fn exact(text: &str) -> Result<Exact, KeyaccountError> {
    let refused = || bad_number(text, "a number of at most 38 digits");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let units = i128::from_str(&format!("{whole}{fraction}")).map_err(|_| refused())?;
    match u8::try_from(fraction.len()) {
        Ok(scale @ 0..=38) => Ok(Exact::new(units, scale)),
        _ => Err(refused()),
    }
}

fn day(text: &str) -> Result<CalendarDate, KeyaccountError> {
    CalendarDate::from_str(text)
        .map_err(|_| bad(ProblemCode::BadDate, text, "a day such as 2026-06-30, from year 1 to 9999"))
}

fn moment(text: &str) -> Result<CalendarTime, KeyaccountError> {
    let mut parsed = Parsed::new();
    parse(&mut parsed, text, StrftimeItems::new(MOMENT))
        .and_then(|()| parsed.to_naive_datetime_with_offset(0))
        .ok()
        // A leap second is no moment of the other languages.
        .filter(|at| at.nanosecond() < 1_000_000_000)
        .ok_or_else(|| bad(ProblemCode::BadDate, text, "a moment such as 2026-06-30T09:00:00"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn exact_numbers_are_written_with_all_their_digits_and_no_zeros_after_them() {
        for (units, scale, text) in [
            (0, 0, "0"),
            (0, 6, "0"),
            (-150, 2, "-1.5"),
            (5, 2, "0.05"),
            (-5, 2, "-0.05"),
            (12_345, 2, "123.45"),
            (1_000, 0, "1000"),
            (i128::MAX, 38, "1.70141183460469231731687303715884105727"),
            (i128::MIN, 0, "-170141183460469231731687303715884105728"),
        ] {
            assert_eq!(Exact::new(units, scale).to_string(), text);
            assert_eq!(exact(text).unwrap(), Exact::new(units, scale));
        }
    }

    #[test]
    fn what_is_no_number_day_or_moment_is_refused() {
        for text in ["", "1,5", "1e3", "1.2.3", "9".repeat(40).as_str(), "一"] {
            assert!(exact(text).is_err(), "{text}");
        }
        assert!(decimal("79228162514264337593543950336").is_err());
        assert!(score("100.01").is_err());
        assert!(score("66.667").is_err());
        assert!(position(-1).is_err());
        for text in ["", "1.5", "1e3", "9".repeat(40).as_str()] {
            assert!(whole(text).is_err(), "{text}");
        }
        assert!(day("2026-02-30").is_err());
        assert!(moment("2026-06-30").is_err());
        assert!(moment("2026-06-30T23:59:60").is_err());
        assert!(exact(&format!("0.{}", "1".repeat(39))).is_err());
    }

    #[test]
    fn moments_are_written_with_their_seconds() {
        let at = moment("2026-06-30T09:00:00").unwrap();
        assert_eq!(at.format(MOMENT).to_string(), "2026-06-30T09:00:00");
        let finer = moment("2026-06-30T09:00:00.250").unwrap();
        assert_eq!(finer.format(MOMENT).to_string(), "2026-06-30T09:00:00.250");
    }
}
