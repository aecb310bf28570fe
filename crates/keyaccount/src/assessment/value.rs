//! The cells of result tables.

use std::borrow::Cow;

use core::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::decimal::{Exact, Score};
use crate::digits::{push_date, push_integer, push_units};
use crate::ids::{CustomerId, PersonId};

/// A cell of a result table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing applies.
    Empty,
    /// A name, a grade, a sentence: as it was written.
    Text(Cow<'a, str>),
    /// A code of this library or a name of the user's own in its place, or several joined by `;`.
    /// [`ResultColumn::translate`](super::ResultColumn::translate) makes it readable.
    Code(Cow<'a, str>),
    /// A day.
    Date(NaiveDate),
    /// A score, percentage or amount, with two decimals; in the table of slices points have four, and
    /// amounts as many as they need beyond two.
    Number(Decimal),
    /// A quantity, without trailing zeros.
    Quantity(Exact),
    /// A count, rank or number of days.
    Integer(i64),
}

impl<'a> Value<'a> {
    /// A code, or several joined by `;`; nothing if there is none.
    pub(crate) fn code(codes: impl Into<Cow<'a, str>>) -> Self {
        let codes = codes.into();
        if codes.is_empty() { Self::Empty } else { Self::Code(codes) }
    }

    /// Whether nothing applies.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Appends the cell as text, byte for byte what `Display` writes, only faster: for writers of many
    /// cells.
    ///
    /// ```
    /// use keyaccount::Value;
    /// let mut line = b"max_days_late: ".to_vec();
    /// Value::Integer(-3).append_to(&mut line);
    /// assert_eq!(line, b"max_days_late: -3");
    /// ```
    pub fn append_to(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => {}
            Self::Text(text) | Self::Code(text) => out.extend_from_slice(text.as_bytes()),
            Self::Date(date) => push_date(out, *date),
            Self::Number(number) => {
                let units = number.mantissa().unsigned_abs();
                push_units(out, number.is_sign_negative(), units, number.scale());
            }
            Self::Quantity(quantity) => {
                let shown = quantity.normalised();
                let (units, scale) = (shown.units(), u32::from(shown.scale()));
                push_units(out, units < 0, units.unsigned_abs(), scale);
            }
            Self::Integer(integer) => push_integer(out, *integer),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Code(text) => f.write_str(text),
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Quantity(quantity) => fmt::Display::fmt(quantity, f),
            Self::Integer(integer) => fmt::Display::fmt(integer, f),
        }
    }
}

/// Decimals, quantities and dates as text, empty cells as null.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) | Self::Code(text) => serializer.serialize_str(text),
            Self::Date(date) => serializer.collect_str(date),
            Self::Number(number) => serializer.collect_str(number),
            Self::Quantity(quantity) => serializer.collect_str(quantity),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
        }
    }
}

impl From<Option<Score>> for Value<'_> {
    fn from(score: Option<Score>) -> Self {
        score.map_or(Self::Empty, |score| Self::Number(score.to_decimal()))
    }
}

impl From<Option<Decimal>> for Value<'_> {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<u32>> for Value<'_> {
    fn from(integer: Option<u32>) -> Self {
        integer.map_or(Self::Empty, |integer| Self::Integer(i64::from(integer)))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<CustomerId> for Value<'_> {
    fn from(id: CustomerId) -> Self {
        Self::from(String::from(id))
    }
}

impl From<PersonId> for Value<'_> {
    fn from(id: PersonId) -> Self {
        Self::from(String::from(id))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}
