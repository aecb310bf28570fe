//! Whole columns in: the same tables handed over column by column.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::batch::{Batch, CellResult};
use super::builder::BookBuilder;
use super::tables::{ExcusedDays, Table};
use super::written::written_days;
use crate::decimal::INPUT_SCALE;
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
    /// Yes or no.
    YesNo(&'a [Option<bool>]),
}

impl ColumnData<'_> {
    const fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Numbers(cells) => cells.len(),
            Self::Units { units, .. } => units.len(),
            Self::Dates(cells) => cells.len(),
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
                    let remedy = nearest(name, known)
                        .map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                    let problem = Problem::new(
                        ProblemCode::UnknownKey,
                        quote(name),
                        format!("a column of `{}`", table.name()),
                    );
                    problems.push(problem.path(*name).at(table.name(), None, None).remedy(remedy));
                }
            }
            if let ColumnData::Units { scale, .. } = data
                && *scale > INPUT_SCALE
            {
                let found = format!("units of {scale} decimals");
                let problem =
                    Problem::new(ProblemCode::TooManyDecimals, found, "units of at most six decimals");
                problems.push(problem.path(*name).at(table.name(), None, None));
            }
            if data.len() != rows {
                let found = format!("{} rows", data.len());
                let problem = Problem::new(
                    ProblemCode::RaggedRow,
                    found,
                    format!("{rows} rows as in the first column"),
                );
                problems.push(problem.path(*name).at(table.name(), None, None));
            }
        }
        for (column, data) in table.columns().iter().zip(&by_position) {
            if column.required && data.is_none() {
                let problem = Problem::new(
                    ProblemCode::Missing,
                    "no such column",
                    format!("the column `{}`", column.name),
                );
                problems.push(problem.path(column.name).at(table.name(), None, None));
            }
        }
        if !problems.is_empty() {
            return Err(Error::new(problems));
        }
        self.push_batch(table, &Columns { columns: &by_position, rows });
        Ok(())
    }
}

/// The columns by their positions in the table.
struct Columns<'c, 'a> {
    columns: &'c [Option<ColumnData<'a>>],
    rows: usize,
}

impl<'a> Columns<'_, 'a> {
    fn column(&self, column: usize) -> Option<ColumnData<'a>> {
        self.columns.get(column).copied().flatten()
    }

    fn str(&self, row: usize, column: usize, expected: &str) -> CellResult<&'a str> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Text(cells)) => {
                Ok(cells.get(row).copied().flatten().filter(|text| !text.trim().is_empty()))
            }
            Some(_) => other_type(expected),
        }
    }
}

fn other_type<T>(expected: &str) -> CellResult<T> {
    Err(Box::new(Problem::new(ProblemCode::WrongType, "a column of another type", expected)))
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
            Some(ColumnData::Units { .. }) => true,
            Some(ColumnData::Dates(cells)) => cells.get(row).copied().flatten().is_some(),
            Some(ColumnData::YesNo(cells)) => cells.get(row).copied().flatten().is_some(),
        }
    }

    fn text(&self, row: usize, column: usize) -> CellResult<Cow<'a, str>> {
        Ok(self.str(row, column, "a column of text")?.map(Cow::Borrowed))
    }

    fn number(&self, row: usize, column: usize) -> CellResult<Decimal> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Numbers(cells)) => Ok(cells.get(row).copied().flatten()),
            Some(ColumnData::Units { units, scale }) => {
                let cell = units.get(row).map(|units| i128::from(*units));
                Ok(cell.and_then(|units| Decimal::try_from_i128_with_scale(units, u32::from(scale)).ok()))
            }
            Some(_) => other_type("a column of decimals"),
        }
    }

    fn date(&self, row: usize, column: usize) -> CellResult<NaiveDate> {
        match self.column(column) {
            None => Ok(None),
            Some(ColumnData::Dates(cells)) => Ok(cells.get(row).copied().flatten()),
            Some(_) => other_type("a column of dates"),
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
        self.str(row, column, "a column of text: whole days or `all`")?.map(written_days).transpose()
    }
}
