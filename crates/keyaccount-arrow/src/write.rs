//! Result tables as record batches. The schema depends on the columns alone, never on the data.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use keyaccount::{Error, Problem, ProblemCode, ResultKind, ResultTable, Stamp, quote};

use crate::arrays::arrays;
use crate::growing::holds;

/// Digits of a 128-bit decimal.
pub(crate) const PRECISION: u8 = 38;

/// The schema of a result table: texts as `Utf8`, codes and grades as `Dictionary(Int32, Utf8)`, numbers
/// as `Decimal128(38, s)` (s = 2 for what is published, 4 for points, 6 for amounts of slices, 12 for
/// quantities), counts and ranks as `Int64`, days as `Date32`; all nullable. The stamp is its metadata,
/// a key for each field.
#[must_use]
pub fn schema(table: &ResultTable<'_>, stamp: &Stamp) -> SchemaRef {
    let fields =
        table.columns().iter().map(|column| Field::new(column.name(), data_type(column.kind()), true));
    Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), metadata(stamp)))
}

pub(crate) fn data_type(kind: ResultKind) -> DataType {
    let decimal = |scale: u8| DataType::Decimal128(PRECISION, i8::try_from(scale).unwrap_or(i8::MAX));
    match kind {
        ResultKind::Text => DataType::Utf8,
        ResultKind::Code => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        ResultKind::Number { scale } => decimal(scale),
        ResultKind::Quantity => decimal(ResultKind::QUANTITY_SCALE),
        ResultKind::Integer => DataType::Int64,
        ResultKind::Date => DataType::Date32,
    }
}

fn metadata(stamp: &Stamp) -> HashMap<String, String> {
    let Stamp {
        policy_name,
        policy_version,
        policy_digest,
        rules_version,
        as_of,
        input_digest,
        population_digest,
        library_version,
    } = stamp;
    let fields = [
        ("policy_name", policy_name.clone()),
        ("policy_version", policy_version.clone()),
        ("policy_digest", policy_digest.clone()),
        ("rules_version", rules_version.to_string()),
        ("as_of", as_of.to_string()),
        ("input_digest", input_digest.clone()),
        ("library_version", library_version.clone()),
    ];
    let population = population_digest.iter().map(|digest| ("population_digest", digest.clone()));
    fields.into_iter().chain(population).map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A whole result table.
///
/// # Errors
/// A number that needs more than 38 digits in its column, such as a quantity of 10^26; more than two
/// GiB of text in one column, for which there is [`record_batches`].
pub fn record_batch(table: &ResultTable<'_>, stamp: &Stamp) -> Result<RecordBatch, Error> {
    rows(table, schema(table, stamp), 0..table.len())
}

/// A result table in batches of so many rows, the last one shorter; one empty batch of an empty table.
///
/// # Errors
/// As [`record_batch`], for each batch.
pub fn record_batches<'a>(
    table: &'a ResultTable<'_>,
    stamp: &Stamp,
    rows_each: NonZeroUsize,
) -> impl Iterator<Item = Result<RecordBatch, Error>> + use<'a> {
    let (schema, each) = (schema(table, stamp), rows_each.get());
    (0..table.len().max(1))
        .step_by(each)
        .map(move |start| rows(table, schema.clone(), start..start.saturating_add(each).min(table.len())))
}

fn rows(table: &ResultTable<'_>, schema: SchemaRef, range: Range<usize>) -> Result<RecordBatch, Error> {
    let rows = range.len();
    let Some(arrays) = arrays(table, range.clone()) else { return Err(refused(table, range)) };
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(schema, arrays, &options).map_err(|error| {
        let expected = "columns of the declared types";
        Problem::new(ProblemCode::WrongType, quote(&error.to_string()), expected).into()
    })
}

/// What the first cell is that its column cannot hold, row by row.
fn refused(table: &ResultTable<'_>, range: Range<usize>) -> Error {
    let mut bytes = vec![0; table.columns().len()];
    for row in range {
        for ((value, column), bytes) in table.row(row).zip(table.columns()).zip(&mut bytes) {
            if !holds(column.kind(), &value, bytes) {
                let line = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
                let found = format!("{} in row {line} of the result", quote(&value.to_string()));
                let problem = Problem::new(ProblemCode::OutOfRange, found, "a value its column can hold");
                return problem.path(column.name()).into();
            }
        }
    }
    Problem::new(ProblemCode::OutOfRange, "a column of too many texts", "columns arrays can hold").into()
}
