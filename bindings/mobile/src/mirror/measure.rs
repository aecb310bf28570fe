// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `measure`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use keyaccount::Exact;
use keyaccount::Score;
use rust_decimal::Decimal;

/// What a value is held against.
#[uniffi::remote(Enum)]
pub enum Bound {
    /// Not below.
    AtLeast(Measure),
    /// Not above.
    AtMost(Measure),
    /// Strictly above.
    Above(Measure),
    /// Strictly below.
    Below(Measure),
    /// Equal to one of these.
    OneOf(Vec<Measure>),
    /// Equal to none of these.
    OtherThan(Vec<Measure>),
    /// Before a day.
    Before(Measure),
    /// On a day or earlier.
    UpTo(Measure),
    /// On a day or later.
    Since(Measure),
}

/// The bound as people read it: `at least 60.00 points`, `不低于60.00分`.
#[uniffi::export]
pub fn bound_words(bound: Bound, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(bound.words(language)))
}

/// A value with its unit.
#[uniffi::remote(Enum)]
pub enum Measure {
    /// Points, 0–100.
    Points(Score),
    /// Money of the policy's currency, exact.
    Money(Exact),
    /// Percent.
    Percent(Decimal),
    /// Percentage points: the difference of two percentages.
    PercentPoints(Decimal),
    /// A quotient that is compared without dividing.
    Ratio { part: Exact, whole: Exact },
    /// A plain number.
    Number(Exact),
    /// Days; averages have two decimals.
    Days(Decimal),
    /// Months.
    Months(u32),
    /// A number of things.
    Count(u64),
    /// A number of dimensions.
    Dimensions(u64),
    /// A weight, 0–1.
    Weight(Decimal),
    /// A day.
    Date(CalendarDate),
    /// Yes or no.
    YesNo(bool),
    /// A credit grade.
    CreditBand { name: String, from: Option<Score> },
    /// A grade over all dimensions.
    Grade(String),
    /// A text of the book.
    Text(String),
    /// A step of an approval.
    Step { act: StepAct, role: String },
}

/// The value as people read it, with its unit.
#[uniffi::export]
pub fn measure_words(measure: Measure, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(measure.words(language)))
}
