//! Which column of a batch is which column of the table, and whether its type can be read.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type, Int64Type, RunEndIndexType};
use arrow_array::{Array, ArrayRef, RecordBatch, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType};
use chrono::NaiveDate;
use keyaccount::book::{
    Batch, CellResult, ColumnKind, ExcusedDays, Moment, Table, written_date, written_days, written_moment,
    written_number, written_yes_no,
};
use keyaccount::{Error, Problem, ProblemCode, nearest, quote};
use rust_decimal::Decimal;

use crate::column::{Column, integers, is_text};
use crate::convert::whole_number;
use crate::read::ReadOptions;

/// The arrays of the table's columns, by position, as plain as they have to be: dictionaries stay only
/// around texts.
pub(crate) fn unpack(table: Table, batch: &RecordBatch) -> Result<Vec<Option<ArrayRef>>, Error> {
    let mut arrays = vec![None; table.columns().len()];
    let mut problems = Vec::new();
    for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        let Some(slot) = table.column(field.name()).and_then(|at| arrays.get_mut(at)) else { continue };
        if slot.is_some() {
            let problem = Problem::new(ProblemCode::Duplicate, quote(field.name()), "each column once");
            problems.push(of_column(problem, table, field.name()));
            continue;
        }
        match plain(array) {
            Ok(plain) => *slot = Some(plain),
            Err(problem) => problems.push(of_column(*problem, table, field.name())),
        }
    }
    for (column, array) in table.columns().iter().zip(&arrays) {
        let is_refused = problems.iter().any(|problem| problem.path == column.name);
        if column.required && array.is_none() && !is_refused {
            problems.push(of_column(missing(column.name, table, batch), table, column.name));
        }
    }
    if problems.is_empty() { Ok(arrays) } else { Err(Error::new(problems)) }
}

fn of_column(problem: Problem, table: Table, column: &str) -> Problem {
    problem.path(column).at(table.name(), None, None)
}

fn missing(name: &str, table: Table, batch: &RecordBatch) -> Problem {
    let simple = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let fields = batch.schema_ref().fields().iter().map(|field| field.name().as_str());
    let others = || fields.clone().filter(|theirs| table.column(theirs).is_none());
    let near = others().find(|theirs| theirs.len() <= 64 && simple(theirs) == name);
    let remedy = match near.or_else(|| nearest(name, others())) {
        Some(near) => format!("did you mean {}? rename it to `{name}`", quote(near)),
        None => {
            let shown: Vec<_> = fields.clone().take(20).map(quote).collect();
            let more = if fields.len() > shown.len() { ", …" } else { "" };
            format!("the batch has {}{more}", shown.join(", "))
        }
    };
    Problem::new(ProblemCode::Missing, "no such column", format!("the column `{name}`")).remedy(remedy)
}

/// The array without run and dictionary encoding, which texts keep.
pub(crate) fn plain(array: &ArrayRef) -> Result<ArrayRef, Box<Problem>> {
    let mut array = array.clone();
    loop {
        array = match array.data_type() {
            DataType::Dictionary(_, values) if is_text(values) => return Ok(array),
            DataType::Dictionary(..) => of_dictionary(&array),
            DataType::RunEndEncoded(..) => of_runs(&array),
            _ => return Ok(array),
        }
        .map_err(|_| {
            let found = format!("a column of {}", array.data_type());
            Box::new(Problem::new(ProblemCode::WrongType, found, "a column without this encoding"))
        })?;
    }
}

fn of_dictionary(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let dictionary = array.as_any_dictionary();
    let key = integers(dictionary.keys()).ok_or_else(unknown_encoding)?;
    let places = (0..array.len()).map(|row| usize::try_from(key(row)?).ok());
    at_places(dictionary.values(), places)
}

fn of_runs(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    fn of<E: RunEndIndexType>(array: &ArrayRef) -> Option<Result<ArrayRef, ArrowError>> {
        let runs = array.as_run_opt::<E>()?;
        let place = |row| Some(runs.run_ends().get_physical_index(row));
        Some(at_places(runs.values(), (0..array.len()).map(place)))
    }
    let of_any = of::<Int32Type>(array).or_else(|| of::<Int64Type>(array)).or_else(|| of::<Int16Type>(array));
    of_any.unwrap_or_else(|| Err(unknown_encoding()))
}

fn unknown_encoding() -> ArrowError {
    ArrowError::CastError("an encoding that Arrow does not have".to_owned())
}

/// The values of these places, null at none.
fn at_places(
    values: &ArrayRef,
    places: impl ExactSizeIterator<Item = Option<usize>>,
) -> Result<ArrayRef, ArrowError> {
    let values = values.to_data();
    let mut made = MutableArrayData::new(vec![&values], true, places.len());
    for place in places {
        match place.filter(|place| *place < values.len()) {
            Some(place) => made.try_extend(0, place, place.saturating_add(1))?,
            None => made.try_extend_nulls(1)?,
        }
    }
    Ok(make_array(made.freeze()))
}

/// The columns of a batch by their positions in the table.
pub(crate) struct Columns<'a> {
    columns: Vec<Option<Column<'a>>>,
    rows: usize,
}

impl<'a> Columns<'a> {
    pub(crate) fn resolve(
        table: Table,
        arrays: &'a [Option<ArrayRef>],
        rows: usize,
        options: ReadOptions,
    ) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let mut columns = Vec::with_capacity(arrays.len());
        for (column, array) in table.columns().iter().zip(arrays) {
            // Nothing in the column can be of the wrong type.
            let filled = array.as_ref().filter(|array| array.logical_null_count() < array.len());
            columns.push(filled.and_then(|array| {
                Column::of(column, array, options)
                    .map_err(|problem| problems.push(of_column(*problem, table, column.name)))
                    .ok()
            }));
        }
        if problems.is_empty() { Ok(Self { columns, rows }) } else { Err(Error::new(problems)) }
    }

    /// Whether a column is there and not all missing.
    pub(crate) fn is_there(&self, column: usize) -> bool {
        self.column(column).is_some()
    }

    fn column(&self, column: usize) -> Option<&Column<'a>> {
        self.columns.get(column).and_then(Option::as_ref)
    }
}

/// What [`Column::of`] let through for another kind of column.
const fn unread<T>() -> CellResult<T> {
    Ok(None)
}

impl<'a> Batch<'a> for Columns<'a> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn is_filled(&self, row: usize, column: usize) -> bool {
        match self.column(column) {
            None => false,
            Some(Column::Text(cell)) => cell(row).is_some(),
            Some(Column::Integers(cell)) => cell(row).is_some(),
            Some(Column::Numbers(cell)) => !matches!(cell(row), Ok(None)),
            Some(Column::Dates(cell)) => !matches!(cell(row), Ok(None)),
            Some(Column::Moments(cell)) => !matches!(cell(row), Ok(None)),
            Some(Column::YesNo(cell)) => cell(row).is_some(),
        }
    }

    fn text(&self, row: usize, column: usize) -> CellResult<Cow<'a, str>> {
        match self.column(column) {
            Some(Column::Text(cell)) => Ok(cell(row).map(Cow::Borrowed)),
            Some(Column::Integers(cell)) => Ok(cell(row).map(|digits| Cow::Owned(digits.to_string()))),
            _ => unread(),
        }
    }

    fn number(&self, row: usize, column: usize) -> CellResult<Decimal> {
        match self.column(column) {
            Some(Column::Text(cell)) => cell(row).map(written_number).transpose(),
            Some(Column::Integers(cell)) => cell(row).map(whole_number).transpose(),
            Some(Column::Numbers(cell)) => cell(row),
            _ => unread(),
        }
    }

    fn date(&self, row: usize, column: usize) -> CellResult<NaiveDate> {
        match self.column(column) {
            Some(Column::Text(cell)) => cell(row).map(written_date).transpose(),
            Some(Column::Dates(cell)) => cell(row),
            _ => unread(),
        }
    }

    fn moment(&self, row: usize, column: usize) -> CellResult<Moment> {
        match self.column(column) {
            Some(Column::Text(cell)) => cell(row).map(written_moment).transpose(),
            Some(Column::Moments(cell)) => cell(row),
            _ => unread(),
        }
    }

    fn yes_no(&self, row: usize, column: usize) -> CellResult<bool> {
        match self.column(column) {
            Some(Column::Text(cell)) => cell(row).map(written_yes_no).transpose(),
            Some(Column::Integers(cell)) => cell(row).map(|n| written_yes_no(&n.to_string())).transpose(),
            Some(Column::YesNo(cell)) => Ok(cell(row)),
            _ => unread(),
        }
    }

    fn excused_days(&self, row: usize, column: usize) -> CellResult<ExcusedDays> {
        match self.column(column) {
            Some(Column::Text(cell)) => cell(row).map(written_days).transpose(),
            Some(Column::Integers(cell)) => cell(row).map(|n| written_days(&n.to_string())).transpose(),
            _ => unread(),
        }
    }
}

/// What a column of this kind is taken from, for messages.
pub(crate) const fn taken(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Id | ColumnKind::Text => "text, or integers",
        ColumnKind::Number => "decimals, integers, or text such as `1234.5`",
        ColumnKind::Date => "dates, timestamps without a zone, or text such as `2026-02-28`",
        ColumnKind::Time | ColumnKind::Until => {
            "dates, timestamps without a zone, or text such as `2026-02-28T09:30:00`"
        }
        ColumnKind::YesNo => "booleans, or text such as `yes`",
        ColumnKind::ExcusedDays => "integers, or text: whole days or `all`",
        ColumnKind::Code(_) => "text",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::sync::Arc;

    use arrow_array::{Date32Array, DictionaryArray, Int8Array, RunArray};

    use super::*;

    /// The third to the fifth cell of a column, decoded.
    fn decoded(array: &dyn Array) -> Vec<Option<i32>> {
        let decoded = plain(&array.slice(2, 3)).unwrap();
        decoded.as_primitive::<arrow_array::types::Date32Type>().iter().collect()
    }

    #[test]
    fn dictionaries_and_runs_of_days_are_days() {
        // Keys and values both may be missing, and a key that counts for nothing may stand anywhere.
        let days = Arc::new(Date32Array::from(vec![Some(20_512), None, Some(-1)]));
        let keys = Int8Array::from(vec![Some(0), None, Some(2), Some(1), None, Some(0)]);
        let dictionary = DictionaryArray::new(keys, days.clone());
        assert_eq!(decoded(&dictionary), [Some(-1), None, None]);

        // Four cells of the first day, one of none, one of the last.
        fn runs<E: RunEndIndexType>(
            ends: arrow_array::PrimitiveArray<E>,
            days: &Date32Array,
        ) -> Vec<Option<i32>> {
            decoded(&RunArray::try_new(&ends, days).unwrap())
        }
        let expected = [Some(20_512), Some(20_512), None];
        assert_eq!(runs::<Int16Type>(vec![4, 5, 6].into(), &days), expected);
        assert_eq!(runs::<Int32Type>(vec![4, 5, 6].into(), &days), expected);
        assert_eq!(runs::<Int64Type>(vec![4, 5, 6].into(), &days), expected);
    }

    #[test]
    fn a_dictionary_without_values_has_no_cells() {
        let keys = Int8Array::from(vec![None; 5]);
        assert_eq!(
            decoded(&DictionaryArray::new(keys, Arc::new(Date32Array::from(Vec::<i32>::new())))),
            [None; 3]
        );
    }
}
