//! Whole columns in: the same tables handed over column by column.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::batch::{Batch, CellResult};
use super::builder::BookBuilder;
use super::columns::SharedCells;
use super::moment::{Moment, written_moment};
use super::tables::{ExcusedDays, Table};
use super::written::{number_problem, written_days};
use crate::calendar::{Day, UNIX_EPOCH};
use crate::decimal::{Exact, INPUT_SCALE, NumberError};
use crate::error::{Error, Problem, ProblemCode, nearest, quote};

/// The cells of one column, borrowed from the caller.
#[derive(Clone, Copy, Debug)]
pub enum ColumnData<'a> {
    /// Identifiers, texts, codes; `all` or a number for excused days.
    Text(&'a [Option<&'a str>]),
    /// Decimals.
    Numbers(&'a [Option<Decimal>]),
    /// Integers that count units of `scale` decimals, all filled.
    Units {
        /// The integers.
        units: &'a [i64],
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// Dates.
    Dates(&'a [Option<NaiveDate>]),
    /// Dates with their times.
    Times(&'a [Option<NaiveDateTime>]),
    /// Identifiers that are a common stem and a number, such as `K007`.
    Counted {
        /// What stands before the digits; its last character is no digit.
        stem: &'a str,
        /// How many digits there are, with leading noughts; 0 where there are none.
        digits: u8,
        /// The numbers, `u32::MAX` for a blank.
        numbers: &'a [u32],
    },
    /// Integers that count units of `scale` decimals, `i64::MIN` for a blank.
    UnitCells {
        /// The integers.
        units: &'a [i64],
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// Days since 1970-01-01, `i32::MIN` for a blank.
    Days(&'a [i32]),
    /// Identifiers that are integers, all filled; not copied.
    SharedIntegers(&'a SharedCells<i64>),
    /// As [`Units`](Self::Units), not copied.
    SharedUnits {
        /// The integers.
        units: &'a SharedCells<i64>,
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// The same for integers of 128 bits.
    SharedWideUnits {
        /// The integers.
        units: &'a SharedCells<i128>,
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// The same for integers of 32 bits.
    SharedSmallUnits {
        /// The integers.
        units: &'a SharedCells<i32>,
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// As [`UnitCells`](Self::UnitCells), not copied.
    SharedUnitCells {
        /// The integers.
        units: &'a SharedCells<i64>,
        /// How many decimals they have, at most six.
        scale: u8,
    },
    /// As [`Counted`](Self::Counted), not copied.
    SharedCounted {
        /// What stands before the digits; its last character is no digit.
        stem: &'a str,
        /// How many digits there are, with leading noughts; 0 where there are none.
        digits: u8,
        /// The numbers, `u32::MAX` for a blank.
        numbers: &'a SharedCells<u32>,
    },
    /// Days since 1970-01-01, all filled; not copied.
    SharedDays(&'a SharedCells<i32>),
    /// As [`Days`](Self::Days), not copied.
    SharedDayCells(&'a SharedCells<i32>),
    /// Yes or no.
    YesNo(&'a [Option<bool>]),
}

impl<'a> ColumnData<'a> {
    /// The same cells, lent, of those that are also taken so.
    fn lent(self) -> Self {
        match self {
            Self::SharedUnitCells { units, scale } => Self::UnitCells { units: units.as_ref(), scale },
            Self::SharedUnits { units, scale } => Self::Units { units: units.as_ref(), scale },
            Self::SharedCounted { stem, digits, numbers } => {
                Self::Counted { stem, digits, numbers: numbers.as_ref() }
            }
            Self::SharedDayCells(days) => Self::Days(days.as_ref()),
            other => other,
        }
    }

    /// How many decimals units have.
    const fn scale(&self) -> Option<u8> {
        match self {
            Self::Units { scale, .. }
            | Self::UnitCells { scale, .. }
            | Self::SharedUnits { scale, .. }
            | Self::SharedWideUnits { scale, .. }
            | Self::SharedSmallUnits { scale, .. }
            | Self::SharedUnitCells { scale, .. } => Some(*scale),
            _ => None,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Counted { numbers, .. } => numbers.len(),
            Self::UnitCells { units, .. } => units.len(),
            Self::Days(days) => days.len(),
            Self::SharedIntegers(ids) => ids.as_ref().len(),
            Self::SharedUnits { units, .. } => units.as_ref().len(),
            Self::SharedWideUnits { units, .. } => units.as_ref().len(),
            Self::SharedSmallUnits { units, .. } => units.as_ref().len(),
            Self::SharedUnitCells { units, .. } => units.as_ref().len(),
            Self::SharedCounted { numbers, .. } => numbers.as_ref().len(),
            Self::SharedDays(days) | Self::SharedDayCells(days) => days.as_ref().len(),
            Self::Text(cells) => cells.len(),
            Self::Numbers(cells) => cells.len(),
            Self::Units { units, .. } => units.len(),
            Self::Dates(cells) => cells.len(),
            Self::Times(cells) => cells.len(),
            Self::YesNo(cells) => cells.len(),
        }
    }
}

impl BookBuilder {
    /// Adds the rows of a table given as named columns of equal length.
    ///
    /// # Errors
    /// A column the table does not have (the nearest name is in the remedy), a required column that
    /// is missing, columns of different lengths. Problems of single cells are kept for
    /// [`finish`](Self::finish).
    pub fn push_columns(&mut self, table: Table, columns: &[(&str, ColumnData<'_>)]) -> Result<(), Error> {
        let (by_position, rows) = by_position(table, columns)?;
        if !self.push_clean(table, &by_position, rows) {
            self.push_batch(table, &Columns { columns: &by_position, rows });
        }
        Ok(())
    }

    /// Adds the rows of a table given as named columns of equal length, if no cell of them needs a closer
    /// look; otherwise nothing is added. Whoever has the rows in another form as well can then hand them
    /// over in that, so that problems name what was found there.
    #[must_use]
    pub fn push_clean_columns(&mut self, table: Table, columns: &[(&str, ColumnData<'_>)]) -> bool {
        by_position(table, columns).is_ok_and(|(columns, rows)| self.push_clean(table, &columns, rows))
    }
}

/// The columns by their positions in the table, and how many rows they have.
pub(super) fn by_position<'a>(
    table: Table,
    columns: &[(&str, ColumnData<'a>)],
) -> Result<(Vec<Option<ColumnData<'a>>>, usize), Error> {
    let mut by_position: Vec<Option<ColumnData<'_>>> = vec![None; table.columns().len()];
    let mut problems = Vec::new();
    let rows = columns.first().map_or(0, |(_, data)| data.len());
    for (name, data) in columns {
        match table.column(name).and_then(|at| by_position.get_mut(at)) {
            Some(slot) if slot.is_some() => {
                let problem = Problem::new(ProblemCode::Duplicate, quote(name), "each column once");
                problems.push(problem.path(*name).at(table.name(), None, None));
            }
            Some(slot) => *slot = Some(*data),
            None => {
                let known = table.columns().iter().map(|c| c.name);
                let remedy =
                    nearest(name, known).map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                let problem = Problem::new(
                    ProblemCode::UnknownKey,
                    quote(name),
                    format!("a column of `{}`", table.name()),
                );
                problems.push(problem.path(*name).at(table.name(), None, None).remedy(remedy));
            }
        }
        if let Some(scale) = data.scale().filter(|scale| *scale > INPUT_SCALE) {
            let found = format!("units of {scale} decimals");
            let problem = Problem::new(ProblemCode::TooManyDecimals, found, "units of at most six decimals");
            problems.push(problem.path(*name).at(table.name(), None, None));
        }
        if data.len() != rows {
            let found = format!("{} rows", data.len());
            let problem =
                Problem::new(ProblemCode::RaggedRow, found, format!("{rows} rows as in the first column"));
            problems.push(problem.path(*name).at(table.name(), None, None));
        }
    }
    for (column, data) in table.columns().iter().zip(&by_position) {
        if column.required && data.is_none() {
            let problem =
                Problem::new(ProblemCode::Missing, "no such column", format!("the column `{}`", column.name));
            problems.push(problem.path(column.name).at(table.name(), None, None));
        }
    }
    if problems.is_empty() { Ok((by_position, rows)) } else { Err(Error::new(problems)) }
}

/// The rows of columns, one by one.
#[cfg(test)]
pub(super) const fn one_by_one<'a>(columns: &'a [Option<ColumnData<'a>>], rows: usize) -> impl Batch<'a> {
    Columns { columns, rows }
}

/// The columns by their positions in the table.
struct Columns<'c, 'a> {
    columns: &'c [Option<ColumnData<'a>>],
    rows: usize,
}

impl<'a> Columns<'_, 'a> {
    fn column(&self, column: usize) -> Option<ColumnData<'a>> {
        self.columns.get(column).copied().flatten().map(ColumnData::lent)
    }

    fn str(&self, row: usize, column: usize, expected: &str) -> CellResult<Cow<'a, str>> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Text(cells)) => {
                let text = cells.get(row).copied().flatten().filter(|text| !text.trim().is_empty());
                Ok(text.map(Cow::Borrowed))
            }
            Some(ColumnData::SharedIntegers(ids)) => {
                Ok(ids.as_ref().get(row).map(|id| Cow::Owned(id.to_string())))
            }
            Some(ColumnData::Counted { stem, digits, numbers }) => {
                let number = numbers.get(row).filter(|number| **number != u32::MAX);
                let width = usize::from(digits);
                Ok(number.map(|number| Cow::Owned(format!("{stem}{number:0width$}"))))
            }
            Some(_) => other_type(expected),
        }
    }
}

fn other_type<T>(expected: &str) -> CellResult<T> {
    Err(Box::new(Problem::new(ProblemCode::WrongType, "a column of another type", expected)))
}

/// A number of so many decimals.
fn decimal(units: Option<impl Into<i128>>, scale: u8) -> CellResult<Decimal> {
    let Some(units) = units.map(Into::into) else { return Ok(None) };
    Decimal::try_from_i128_with_scale(units, u32::from(scale)).map(Some).map_err(|_| {
        let text = Exact::new(units, scale).to_string();
        Box::new(number_problem(&text, NumberError::TooLarge))
    })
}

/// A day counted from 1970-01-01.
fn date(day: Option<i32>) -> CellResult<NaiveDate> {
    let Some(day) = day else { return Ok(None) };
    let date = day.checked_add(UNIX_EPOCH).and_then(|day| Day::from_number(day).date());
    date.map(Some).ok_or_else(|| {
        let found = format!("day {day} after 1970-01-01");
        Box::new(Problem::new(ProblemCode::BadDate, found, "a date from year 1 to year 9999"))
    })
}

impl<'a> Batch<'a> for Columns<'_, 'a> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn is_filled(&self, row: usize, column: usize) -> bool {
        match self.column(column) {
            None => false,
            Some(ColumnData::Text(cells)) => {
                cells.get(row).copied().flatten().is_some_and(|text| !text.trim().is_empty())
            }
            Some(ColumnData::Numbers(cells)) => cells.get(row).copied().flatten().is_some(),
            Some(ColumnData::Dates(cells)) => cells.get(row).copied().flatten().is_some(),
            Some(ColumnData::Times(cells)) => cells.get(row).copied().flatten().is_some(),
            Some(ColumnData::YesNo(cells)) => cells.get(row).copied().flatten().is_some(),
            Some(ColumnData::Counted { numbers, .. }) => {
                numbers.get(row).is_some_and(|number| *number != u32::MAX)
            }
            Some(ColumnData::UnitCells { units, .. }) => units.get(row).is_some_and(|cell| *cell != i64::MIN),
            Some(ColumnData::Days(days)) => days.get(row).is_some_and(|day| *day != i32::MIN),
            // The others have no blanks.
            Some(_) => true,
        }
    }

    fn text(&self, row: usize, column: usize) -> CellResult<Cow<'a, str>> {
        self.str(row, column, "a column of text")
    }

    fn number(&self, row: usize, column: usize) -> CellResult<Decimal> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Numbers(cells)) => Ok(cells.get(row).copied().flatten()),
            Some(ColumnData::Units { units, scale }) => decimal(units.get(row).copied(), scale),
            Some(ColumnData::UnitCells { units, scale }) => {
                decimal(units.get(row).copied().filter(|cell| *cell != i64::MIN), scale)
            }
            Some(ColumnData::SharedSmallUnits { units, scale }) => {
                decimal(units.as_ref().get(row).copied(), scale)
            }
            Some(ColumnData::SharedWideUnits { units, scale }) => {
                decimal(units.as_ref().get(row).copied(), scale)
            }
            Some(_) => other_type("a column of decimals"),
        }
    }

    fn date(&self, row: usize, column: usize) -> CellResult<NaiveDate> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Dates(cells)) => Ok(cells.get(row).copied().flatten()),
            Some(ColumnData::Days(days)) => date(days.get(row).copied().filter(|day| *day != i32::MIN)),
            Some(ColumnData::SharedDays(days)) => date(days.as_ref().get(row).copied()),
            Some(_) => other_type("a column of dates"),
        }
    }

    fn moment(&self, row: usize, column: usize) -> CellResult<Moment> {
        match self.column(column) {
            Some(ColumnData::Times(cells)) => Ok(cells.get(row).copied().flatten().map(Moment::Time)),
            Some(ColumnData::Text(_)) => {
                let text = self.str(row, column, "a column of dates")?;
                text.map(|text| written_moment(&text)).transpose()
            }
            _ => self.date(row, column).map(|date| date.map(Moment::Day)),
        }
    }

    fn yes_no(&self, row: usize, column: usize) -> CellResult<bool> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::YesNo(cells)) => Ok(cells.get(row).copied().flatten()),
            Some(_) => other_type("a column of yes and no"),
        }
    }

    fn excused_days(&self, row: usize, column: usize) -> CellResult<ExcusedDays> {
        let text = self.str(row, column, "a column of text: whole days or `all`")?;
        text.map(|text| written_days(&text)).transpose()
    }
}
