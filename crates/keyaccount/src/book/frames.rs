//! Whole columns in: the same tables handed over column by column.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::builder::BookBuilder;
use super::cells::at_row;
use super::codes::Code;
use super::tables::{CellReader, ExcusedDays, Table};
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
        self.declare(table);
        for row in 0..rows {
            let mut reader = FrameReader { table, columns: &by_position, row, problems: Vec::new() };
            let read = table.read_row(&mut reader, self);
            let problems = reader.problems;
            if !read {
                self.refuse_row(table, problems);
            } else {
                self.problems.extend(problems);
            }
        }
        Ok(())
    }

    /// Keeps the problems of a row that could not be read, and its place in the row count.
    fn refuse_row(&mut self, table: Table, problems: Vec<Problem>) {
        self.problems.extend(problems);
        self.skip_row_number(table);
    }
}

struct FrameReader<'c, 'a> {
    table: Table,
    columns: &'c [Option<ColumnData<'a>>],
    row: usize,
    problems: Vec<Problem>,
}

impl<'a> FrameReader<'_, 'a> {
    fn column(&self, column: usize) -> Option<ColumnData<'a>> {
        self.columns.get(column).copied().flatten()
    }

    fn name(&self, column: usize) -> &'static str {
        self.table.columns().get(column).map_or("", |c| c.name)
    }

    fn refuse(&mut self, column: usize, found: &str, expected: &str) {
        let problem = Problem::new(ProblemCode::WrongType, found, expected).path(self.name(column));
        self.problems.push(at_row(problem, self.table, self.row));
    }

    fn str(&mut self, column: usize, expected: &str) -> Option<&'a str> {
        match self.column(column)? {
            ColumnData::Text(cells) => {
                cells.get(self.row).copied().flatten().filter(|text| !text.trim().is_empty())
            }
            _ => {
                self.refuse(column, "a column of another type", expected);
                None
            }
        }
    }
}

impl<'a> CellReader<'a> for FrameReader<'_, 'a> {
    fn text(&mut self, column: usize) -> Option<Cow<'a, str>> {
        self.str(column, "a column of text").map(Cow::Borrowed)
    }

    fn number(&mut self, column: usize) -> Option<Decimal> {
        match self.column(column)? {
            ColumnData::Numbers(cells) => cells.get(self.row).copied().flatten(),
            ColumnData::Units { units, scale } => {
                Decimal::try_from_i128_with_scale(i128::from(*units.get(self.row)?), u32::from(scale)).ok()
            }
            _ => {
                self.refuse(column, "a column of another type", "a column of decimals");
                None
            }
        }
    }

    fn date(&mut self, column: usize) -> Option<NaiveDate> {
        match self.column(column)? {
            ColumnData::Dates(cells) => cells.get(self.row).copied().flatten(),
            _ => {
                self.refuse(column, "a column of another type", "a column of dates");
                None
            }
        }
    }

    fn yes_no(&mut self, column: usize) -> Option<bool> {
        match self.column(column)? {
            ColumnData::YesNo(cells) => cells.get(self.row).copied().flatten(),
            _ => {
                self.refuse(column, "a column of another type", "a column of yes and no");
                None
            }
        }
    }

    fn excused_days(&mut self, column: usize) -> Option<ExcusedDays> {
        let text = self.str(column, "a column of text: whole days or `all`")?;
        if text == "all" {
            return Some(ExcusedDays::All);
        }
        match text.parse() {
            Ok(days) => Some(ExcusedDays::Days(days)),
            Err(_) => {
                self.refuse(column, &quote(text), "whole days or `all`");
                None
            }
        }
    }

    fn code<C: Code>(&mut self, column: usize) -> Option<C> {
        let text = self.str(column, "a column of codes")?;
        let code = C::from_code(text);
        if code.is_none() {
            let remedy = nearest(text, C::CODES.iter().copied())
                .map_or_else(String::new, |near| format!("did you mean `{near}`?"));
            let problem = Problem::new(
                ProblemCode::UnknownCode,
                quote(text),
                format!("one of `{}`", C::CODES.join("`, `")),
            );
            self.problems.push(at_row(problem.path(self.name(column)).remedy(remedy), self.table, self.row));
        }
        code
    }

    fn missing(&mut self, column: usize) {
        let name = self.name(column);
        let line = u64::try_from(self.row).unwrap_or(u64::MAX).saturating_add(1);
        if !self.problems.iter().any(|p| p.path == name && p.line == Some(line)) {
            let problem = Problem::new(ProblemCode::Missing, "a blank", "a value").path(name);
            self.problems.push(at_row(problem, self.table, self.row));
        }
    }
}
