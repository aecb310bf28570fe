//! One cell of a register: as its row has it, and as it is held.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;

use super::super::intern::{Interner, NONE};
use super::super::tables::Row;
use super::written;
use crate::calendar::{Day, UNIX_EPOCH};
use crate::decimal::{Exact, INPUT_SCALE};

/// A cell as a typed row has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Blank,
    Text(Cow<'a, str>),
    Number(Decimal),
    Day(NaiveDate),
    Time(NaiveDateTime),
    YesNo(bool),
    /// Which of the column's codes.
    Code(u8),
}

/// A typed row that is one cell after another.
pub(crate) trait Registered<'a>: Row<'a> {
    /// Puts the cells behind `cells`, in the order of the columns.
    fn into_cells(self, cells: &mut Vec<Cell<'a>>);

    /// The row of cells given in the order of the columns; nothing if a required one is blank.
    fn of_cells(cell: impl FnMut() -> Cell<'a>) -> Option<Self>;
}

/// Which of all codes of a list one is.
pub(crate) fn code_at<C: PartialEq>(all: &[C], code: C) -> u8 {
    let at = all.iter().position(|one| *one == code).unwrap_or(usize::MAX);
    u8::try_from(at).unwrap_or(u8::MAX)
}

/// A cell as it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Held {
    Blank,
    /// The number of a customer's id.
    Customer(u32),
    /// The number of a text.
    Text(u32),
    /// Millionths.
    Number(i128),
    /// The day's number.
    Day(i32),
    /// Seconds since the beginning of day 0.
    Time(i64),
    YesNo(bool),
    /// Which of the column's codes.
    Code(u8),
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Held {
    /// An instant to the second.
    pub(super) fn of_time(time: NaiveDateTime) -> Self {
        let day = i64::from(Day::from(time.date()).number());
        let second = i64::from(time.num_seconds_from_midnight());
        Self::Time(day.saturating_mul(DAY).saturating_add(second))
    }

    /// The day of a date or an instant.
    pub(crate) fn day(self) -> Option<i32> {
        match self {
            Self::Day(day) => Some(day),
            Self::Time(second) => i32::try_from(second.div_euclid(DAY)).ok(),
            _ => None,
        }
    }

    /// Something that orders dates and instants of one column, and of two that hold the same.
    pub(super) fn instant(self) -> Option<(i32, Option<i64>)> {
        let second = match self {
            Self::Time(second) => Some(second.rem_euclid(DAY)),
            _ => None,
        };
        self.day().map(|day| (day, second))
    }

    /// The cell as its row has it.
    pub(super) fn told<'b>(self, texts: &'b Interner, customers: &Interner) -> Cell<'b> {
        match self {
            Self::Blank | Self::Text(NONE) | Self::Customer(NONE) => Cell::Blank,
            Self::Customer(number) => Cell::Text(Cow::Owned(written(customers, number))),
            Self::Text(number) => Cell::Text(Cow::Borrowed(texts.text(number))),
            Self::Number(millionths) => {
                let number = Exact::new(millionths, INPUT_SCALE).normalised().to_decimal();
                number.map_or(Cell::Blank, Cell::Number)
            }
            Self::Day(day) => Day::from_number(day).date().map_or(Cell::Blank, Cell::Day),
            Self::Time(second) => time(second).map_or(Cell::Blank, Cell::Time),
            Self::YesNo(yes) => Cell::YesNo(yes),
            Self::Code(at) => Cell::Code(at),
        }
    }
}

/// The instant so many seconds after the beginning of day 0.
pub(super) fn time(second: i64) -> Option<NaiveDateTime> {
    let since_epoch = second.checked_sub(i64::from(UNIX_EPOCH).saturating_mul(DAY))?;
    DateTime::from_timestamp(since_epoch, 0).map(|time| time.naive_utc())
}
