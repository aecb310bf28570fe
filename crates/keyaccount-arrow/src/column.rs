//! One column of a batch, looked at as the table wants it: downcast once, then read cell by cell
//! without copying.

use core::fmt::Display;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType,
    Float32Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayAccessor, ArrowPrimitiveType, PrimitiveArray, downcast_integer_array};
use arrow_buffer::i256;
use arrow_schema::{DataType, TimeUnit};
use chrono::NaiveDate;
use chrono_tz::Tz;
use keyaccount::book::{CellResult, ColumnKind, Moment, TableColumn, number_problem};
use keyaccount::{Problem, ProblemCode};
use rust_decimal::Decimal;

use crate::columns::taken;
use crate::convert::{MOST_DECIMALS, day, day_of_time, decimal, no_date, rounded, wall_clock};
use crate::read::ReadOptions;

/// Gives the cell of a row.
type Cells<'a, T> = Box<dyn Fn(usize) -> T + Send + Sync + 'a>;

/// A column whose type suits the table.
pub(crate) enum Column<'a> {
    /// Texts; white space is none.
    Text(Cells<'a, Option<&'a str>>),
    Integers(Cells<'a, Option<i128>>),
    Numbers(Cells<'a, CellResult<Decimal>>),
    Dates(Cells<'a, CellResult<NaiveDate>>),
    Moments(Cells<'a, CellResult<Moment>>),
    YesNo(Cells<'a, Option<bool>>),
}

impl<'a> Column<'a> {
    /// The column as the table wants it, or what is wrong with its type.
    pub(crate) fn of(
        column: &TableColumn,
        array: &'a dyn Array,
        options: ReadOptions,
    ) -> Result<Self, Box<Problem>> {
        use ColumnKind::{Date, ExcusedDays, Id, Number, Text, Time, Until, YesNo};
        let kind = column.kind;
        let found = match array.data_type() {
            // Every kind of column has a written form.
            _ if let Some(texts) = text_cells(array) => Some(Self::Text(texts)),
            data if data.is_integer() && matches!(kind, Id | Text | Number | YesNo | ExcusedDays) => {
                integers(array).map(Self::Integers)
            }
            DataType::Boolean if kind == YesNo => {
                let array = array.as_boolean();
                Some(Self::YesNo(Box::new(move |row| cell(array, row))))
            }
            data if kind == Number && matches!(data, DataType::Float32 | DataType::Float64) => {
                let places = options.money_decimals.ok_or_else(|| Box::new(needs_decimals(data)))?;
                floats(array, if column.is_amount() { places } else { MOST_DECIMALS }).map(Self::Numbers)
            }
            _ if kind == Number => decimals(array).map(Self::Numbers),
            DataType::Timestamp(_, Some(zone))
                if matches!(kind, Date | Time | Until) && options.zone.is_none() =>
            {
                return Err(Box::new(needs_zone(zone)));
            }
            _ if kind == Date => dates(array, options, day, day_of_time).map(Self::Dates),
            _ if matches!(kind, Time | Until) => {
                let whole = |days| day(days).map(Moment::Day);
                let to_second = |time, per_second, zone| wall_clock(time, per_second, zone).map(Moment::Time);
                dates(array, options, whole, to_second).map(Self::Moments)
            }
            _ => None,
        };
        found.ok_or_else(|| Box::new(wrong_type(array.data_type(), kind)))
    }
}

fn wrong_type(data: &DataType, kind: ColumnKind) -> Problem {
    let problem = Problem::new(ProblemCode::WrongType, format!("a column of {data}"), taken(kind));
    match kind {
        ColumnKind::Id if data.is_floating() => problem.remedy(
            "make it text at the source: a float has lost the leading zeros and may have lost digits",
        ),
        ColumnKind::Number if *data == DataType::Float16 => {
            problem.remedy("take the numbers from their source: a half float holds three digits")
        }
        _ => problem,
    }
}

fn needs_decimals(data: &DataType) -> Problem {
    let found = format!("a column of {data}, which holds most decimal fractions only nearly");
    Problem::new(ProblemCode::WrongType, found, taken(ColumnKind::Number)).remedy(
        "cast it to a decimal such as Decimal128(18, 2), or state `money_decimals=2` to have each float \
         taken as its shortest decimal and amounts rounded to 2 decimals",
    )
}

fn needs_zone(zone: &str) -> Problem {
    let found = format!("instants (timestamps of the zone `{zone}`)");
    Problem::new(ProblemCode::WrongType, found, taken(ColumnKind::Date))
        .remedy("state in whose zone the days are counted, such as `zone=Asia/Shanghai`, or cast it to dates")
}

fn cell<A: ArrayAccessor>(array: A, row: usize) -> Option<A::Item> {
    (row < array.len() && array.is_valid(row)).then(|| array.value(row))
}

pub(crate) const fn is_text(data: &DataType) -> bool {
    matches!(data, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// Texts cell by cell, white space being none.
pub(crate) fn text_cells(array: &dyn Array) -> Option<Cells<'_, Option<&str>>> {
    fn filled<'a>(array: impl ArrayAccessor<Item = &'a str>, row: usize) -> Option<&'a str> {
        // A first character that is no white space settles it.
        let is_filled = |text: &&str| {
            text.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !text.trim().is_empty()
        };
        cell(array, row).filter(is_filled)
    }
    Some(match array.data_type() {
        DataType::Utf8 => {
            let array = array.as_string::<i32>();
            Box::new(move |row| filled(array, row))
        }
        DataType::LargeUtf8 => {
            let array = array.as_string::<i64>();
            Box::new(move |row| filled(array, row))
        }
        DataType::Utf8View => {
            let array = array.as_string_view();
            Box::new(move |row| filled(array, row))
        }
        DataType::Dictionary(_, values) if is_text(values) => {
            let dictionary = array.as_any_dictionary();
            let keys = integers(dictionary.keys())?;
            let value = text_cells(dictionary.values())?;
            let values: Vec<_> = (0..dictionary.values().len()).map(value).collect();
            Box::new(move |row| *values.get(usize::try_from(keys(row)?).ok()?)?)
        }
        _ => return None,
    })
}

pub(crate) fn integers(array: &dyn Array) -> Option<Cells<'_, Option<i128>>> {
    downcast_integer_array!(
        array => Some(Box::new(move |row| cell(array, row).map(i128::from))),
        _ => None
    )
}

fn decimals(array: &dyn Array) -> Option<Cells<'_, CellResult<Decimal>>> {
    fn of<T: DecimalType<Native: Into<i256>>>(
        array: &PrimitiveArray<T>,
        scale: i8,
    ) -> Cells<'_, CellResult<Decimal>> {
        Box::new(move |row| {
            let number = cell(array, row).map(|units| decimal(units, scale)).transpose();
            number.map_err(|error| Box::new(number_problem(&array.value_as_string(row), error)))
        })
    }
    Some(match *array.data_type() {
        DataType::Decimal32(_, scale) => of::<Decimal32Type>(array.as_primitive(), scale),
        DataType::Decimal64(_, scale) => of::<Decimal64Type>(array.as_primitive(), scale),
        DataType::Decimal128(_, scale) => of::<Decimal128Type>(array.as_primitive(), scale),
        DataType::Decimal256(_, scale) => of::<Decimal256Type>(array.as_primitive(), scale),
        _ => return None,
    })
}

/// Binary floats by their shortest text, which is what their source wrote.
fn floats(array: &dyn Array, places: u8) -> Option<Cells<'_, CellResult<Decimal>>> {
    fn of<T: ArrowPrimitiveType<Native: Display>>(
        array: &PrimitiveArray<T>,
        places: u8,
    ) -> Cells<'_, CellResult<Decimal>> {
        Box::new(move |row| cell(array, row).map(|number| rounded(&number.to_string(), places)).transpose())
    }
    Some(match array.data_type() {
        DataType::Float32 => of::<Float32Type>(array.as_primitive(), places),
        DataType::Float64 => of::<Float64Type>(array.as_primitive(), places),
        _ => return None,
    })
}

/// Dates, and timestamps as `time` makes them of a count, how many there are of it in a second, and a zone.
fn dates<'a, D: 'a>(
    array: &'a dyn Array,
    options: ReadOptions,
    day: impl Fn(i64) -> Option<D> + Send + Sync + 'a,
    time: impl Fn(i64, i64, Option<Tz>) -> Option<D> + Send + Sync + 'a,
) -> Option<Cells<'a, CellResult<D>>> {
    fn of<'a, T: ArrowPrimitiveType<Native: Into<i64>>, D: 'a>(
        array: &'a dyn Array,
        date: impl Fn(i64) -> Option<D> + Send + Sync + 'a,
    ) -> Cells<'a, CellResult<D>> {
        let array = array.as_primitive::<T>();
        Box::new(move |row| {
            let Some(count) = cell(array, row).map(Into::into) else { return Ok(None) };
            date(count).map(Some).ok_or_else(|| Box::new(no_date(count, array.data_type())))
        })
    }
    let (unit, zone) = match array.data_type() {
        DataType::Date32 => return Some(of::<Date32Type, D>(array, day)),
        // Whole days, in milliseconds.
        DataType::Date64 => {
            return Some(of::<Date64Type, D>(array, move |millis| day(millis.div_euclid(86_400_000))));
        }
        DataType::Timestamp(unit, zone) => (unit, zone.as_ref().and(options.zone)),
        _ => return None,
    };
    Some(match unit {
        TimeUnit::Second => of::<TimestampSecondType, D>(array, move |t| time(t, 1, zone)),
        TimeUnit::Millisecond => of::<TimestampMillisecondType, D>(array, move |t| time(t, 1_000, zone)),
        TimeUnit::Microsecond => of::<TimestampMicrosecondType, D>(array, move |t| time(t, 1_000_000, zone)),
        TimeUnit::Nanosecond => {
            of::<TimestampNanosecondType, D>(array, move |t| time(t, 1_000_000_000, zone))
        }
    })
}
