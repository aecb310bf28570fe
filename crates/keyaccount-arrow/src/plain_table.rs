//! Plain tables of texts from record batches, and back: what is de-identified and anonymised.

use std::sync::Arc;

use arrow_array::{ArrayRef, LargeStringArray, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use keyaccount::archive::PlainTable;
use keyaccount::{Error, Problem, ProblemCode, quote};

use crate::written::{TAKEN, Written, type_of_cells};

/// The table of texts that record batches of one schema make, under the columns of the first.
///
/// Numbers stand in plain digits with all their decimals, dates as `2026-02-28`, timestamps as
/// `2026-02-28T09:30:00`, truth values as `true` and `false`. Null is missing, and so is a blank text.
///
/// # Errors
/// A column of binary floats, in which 0.1 is no number, or of anything else that is no single value: lists,
/// structures, bytes; batches of other columns than the first; each column once.
pub fn plain_table(batches: &[RecordBatch]) -> Result<PlainTable, Error> {
    let Some(first) = batches.first() else { return Ok(PlainTable::default()) };
    let schema = first.schema_ref();
    let refused: Vec<_> = schema.fields().iter().filter_map(|field| refusal(field)).collect();
    if !refused.is_empty() {
        return Err(Error::new(refused));
    }
    let columns = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut rows = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    for batch in batches {
        if batch.schema_ref().fields() != schema.fields() {
            let problem =
                Problem::new(ProblemCode::WrongType, "a batch of other columns", "those of the first");
            return Err(problem.into());
        }
        let columns = batch.columns().iter().zip(schema.fields());
        let columns: Vec<_> = columns
            .map(|(array, field)| Written::of(array, field.name()))
            .collect::<Result<_, _>>()
            .map_err(|problem| Error::from(*problem))?;
        for row in 0..batch.num_rows() {
            rows.push(
                columns
                    .iter()
                    .map(|column| column.cell(row))
                    .collect::<Result<_, _>>()
                    .map_err(|problem| Error::from(*problem))?,
            );
        }
    }
    Ok(PlainTable { columns, rows })
}

/// A plain table as a record batch: every column of large texts, missing cells null.
///
/// # Errors
/// A row with more or fewer cells than there are columns.
pub fn text_batch(table: &PlainTable) -> Result<RecordBatch, Error> {
    let width = table.columns.len();
    if let Some(row) = table.rows.iter().find(|row| row.len() != width) {
        let found = format!("a row of {} cells", row.len());
        return Err(Problem::new(ProblemCode::RaggedRow, found, format!("{width}, one a column")).into());
    }
    let fields: Vec<_> =
        table.columns.iter().map(|name| Field::new(name, DataType::LargeUtf8, true)).collect();
    let column = |at: usize| -> ArrayRef {
        let cells = table.rows.iter().map(|row| row.get(at).and_then(Option::as_deref));
        Arc::new(cells.collect::<LargeStringArray>())
    };
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(table.rows.len()));
    let columns = (0..width).map(column).collect();
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options).map_err(unmade)
}

fn unmade(error: ArrowError) -> Error {
    Problem::new(ProblemCode::WrongType, error.to_string(), "a table that Arrow can hold").into()
}

/// Why a column of this type is not taken.
fn refusal(field: &Field) -> Option<Problem> {
    let found = || format!("the column {} of {}", quote(field.name()), field.data_type());
    let problem = || Problem::new(ProblemCode::WrongType, found(), TAKEN).path(field.name());
    match type_of_cells(field.data_type()) {
        DataType::Null
        | DataType::Boolean
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Date32
        | DataType::Date64
        | DataType::Timestamp(..)
        | DataType::Decimal32(..)
        | DataType::Decimal64(..)
        | DataType::Decimal128(..)
        | DataType::Decimal256(..) => None,
        values if values.is_integer() => None,
        values if values.is_floating() => {
            Some(problem().remedy("make decimals or texts of it first: a binary float holds no exact amount"))
        }
        _ => Some(problem().remedy("leave the column out, or make texts of it")),
    }
}
