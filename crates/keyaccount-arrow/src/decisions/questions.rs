//! The columns of a batch of questions, found by name and read cell by cell.

use std::borrow::Cow;

use arrow_array::{Array, ArrayRef, RecordBatch};
use chrono::NaiveDateTime;
use keyaccount::book::{CellResult, ColumnKind, Moment, TableColumn, written_moment, written_number};
use keyaccount::{Error, Exact, Problem, ProblemCode, nearest, quote};

use crate::column::Column;
use crate::columns::plain;
use crate::convert::whole_number;
use crate::read::ReadOptions;

/// The arrays of columns that questions may have, by position.
pub(super) struct Questions {
    columns: &'static [TableColumn],
    arrays: Vec<Option<ArrayRef>>,
}

impl Questions {
    /// The columns of a batch that are asked for; others are passed over.
    ///
    /// # Errors
    /// A column that is there twice, and one that is required and not there, with the one that was meant.
    pub(super) fn of(batch: &RecordBatch, columns: &'static [TableColumn]) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let schema = batch.schema_ref();
        let names = || schema.fields().iter().map(|field| field.name().as_str());
        let mut arrays = Vec::with_capacity(columns.len());
        for column in columns {
            let mut found = names().zip(batch.columns()).filter(|(name, _)| *name == column.name);
            let array = found.next().map(|(_, array)| plain(array)).transpose();
            if found.next().is_some() {
                let problem = Problem::new(ProblemCode::Duplicate, quote(column.name), "each column once");
                problems.push(problem.path(column.name));
            }
            let array = array.unwrap_or_else(|problem| {
                problems.push(problem.path(column.name));
                None
            });
            if array.is_none() && column.required {
                problems.push(missing(column.name, names().filter(|name| !known(columns, name))));
            }
            arrays.push(array);
        }
        if problems.is_empty() { Ok(Self { columns, arrays }) } else { Err(Error::new(problems)) }
    }

    /// The cells of a column; nothing in any row if it is not there, or all missing.
    ///
    /// # Errors
    /// A type that the column cannot have, such as binary floats for an amount.
    pub(super) fn cells(&self, name: &str) -> Result<Cells<'_>, Error> {
        let at = self.columns.iter().position(|column| column.name == name);
        let found = at.and_then(|at| Some((self.columns.get(at)?, self.arrays.get(at)?.as_ref()?)));
        let filled = found.filter(|(_, array)| array.logical_null_count() < array.len());
        let column = filled.map(|(column, array)| Column::of(column, array, ReadOptions::default()));
        let column = column.transpose().map_err(|problem| Error::from(problem.path(name)))?;
        Ok(Cells { column })
    }
}

fn known(columns: &[TableColumn], name: &str) -> bool {
    columns.iter().any(|column| column.name == name)
}

/// A column that is not there, with the one that was meant.
pub(super) fn missing<'a>(name: &str, others: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let problem =
        Problem::new(ProblemCode::Missing, "no such column", format!("the column `{name}`")).path(name);
    match nearest(name, others.clone()) {
        Some(near) => problem.remedy(format!("did you mean {}? rename it to `{name}`", quote(near))),
        None => {
            let shown: Vec<_> = others.take(20).map(quote).collect();
            if shown.is_empty() {
                problem
            } else {
                problem.remedy(format!("the batch has {}", shown.join(", ")))
            }
        }
    }
}

/// The cells of one column.
pub(super) struct Cells<'a> {
    column: Option<Column<'a>>,
}

impl Cells<'_> {
    pub(super) fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        match &self.column {
            Some(Column::Text(cell)) => cell(row).map(Cow::Borrowed),
            Some(Column::Integers(cell)) => cell(row).map(|digits| Cow::Owned(digits.to_string())),
            _ => None,
        }
    }

    pub(super) fn number(&self, row: usize) -> CellResult<Exact> {
        let number = match &self.column {
            Some(Column::Text(cell)) => cell(row).map(written_number).transpose(),
            Some(Column::Integers(cell)) => cell(row).map(whole_number).transpose(),
            Some(Column::Numbers(cell)) => cell(row),
            _ => Ok(None),
        };
        number.map(|number| number.map(Exact::from))
    }

    pub(super) fn instant(&self, row: usize) -> CellResult<NaiveDateTime> {
        let moment = match &self.column {
            Some(Column::Text(cell)) => cell(row).map(written_moment).transpose(),
            Some(Column::Moments(cell)) => cell(row),
            _ => Ok(None),
        };
        moment.map(|moment| moment.map(Moment::begins))
    }
}

/// A problem with the row it was found in, from 1.
pub(super) fn in_row(problem: Problem, name: &str, row: usize) -> Problem {
    let line = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
    problem.path(name).at("questions", Some(line), None)
}

/// A column of questions.
pub(super) const fn column(name: &'static str, kind: ColumnKind, required: bool) -> TableColumn {
    TableColumn { name, kind, required }
}
