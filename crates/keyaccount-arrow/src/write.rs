//! Result tables as record batches. The schema depends on the columns alone, never on the data.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Decimal128Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use keyaccount::{Error, Exact, Problem, ProblemCode, ResultKind, ResultTable, Stamp, Value, quote};

/// Digits of a 128-bit decimal.
const PRECISION: u8 = 38;
/// The first integer with more of them.
const DECIMAL_LIMIT: i128 = 10_i128.pow(PRECISION as u32);

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

fn data_type(kind: ResultKind) -> DataType {
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
    let mut builders: Vec<Builder> =
        table.columns().iter().map(|column| Builder::new(column.kind(), range.len())).collect();
    for row in range.clone() {
        for ((value, builder), column) in table.row(row).zip(&mut builders).zip(table.columns()) {
            builder.push(&value).ok_or_else(|| {
                let line = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
                let found = format!("{} in row {line} of the result", quote(&value.to_string()));
                let problem = Problem::new(ProblemCode::OutOfRange, found, "a value its column can hold");
                Error::from(problem.path(column.name()))
            })?;
        }
    }
    let arrays = builders.iter_mut().map(Builder::finish).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(range.len()));
    RecordBatch::try_new_with_options(schema, arrays, &options).map_err(|error| {
        let expected = "columns of the declared types";
        Problem::new(ProblemCode::WrongType, quote(&error.to_string()), expected).into()
    })
}

/// Collects the cells of one column.
enum Builder {
    Text(StringBuilder),
    Code(StringDictionaryBuilder<Int32Type>),
    Decimal(Decimal128Builder, u8),
    Integer(Int64Builder),
    Date(Date32Builder),
}

impl Builder {
    fn new(kind: ResultKind, rows: usize) -> Self {
        let decimals = |scale| {
            Self::Decimal(Decimal128Builder::with_capacity(rows).with_data_type(data_type(kind)), scale)
        };
        match kind {
            ResultKind::Text => Self::Text(StringBuilder::new()),
            ResultKind::Code => Self::Code(StringDictionaryBuilder::new()),
            ResultKind::Number { scale } => decimals(scale),
            ResultKind::Quantity => decimals(ResultKind::QUANTITY_SCALE),
            ResultKind::Integer => Self::Integer(Int64Builder::with_capacity(rows)),
            ResultKind::Date => Self::Date(Date32Builder::with_capacity(rows)),
        }
    }

    /// Appends a cell; `None` if the column cannot hold it.
    fn push(&mut self, value: &Value<'_>) -> Option<()> {
        match (self, value) {
            (Self::Text(cells), Value::Text(text) | Value::Code(text)) => {
                let length = cells.values_slice().len().checked_add(text.len())?;
                i32::try_from(length).ok()?;
                cells.append_value(text);
            }
            (Self::Code(cells), Value::Text(text) | Value::Code(text)) => {
                cells.append(text).ok()?;
            }
            (Self::Decimal(cells, scale), value) => {
                let number = match value {
                    Value::Empty => {
                        cells.append_null();
                        return Some(());
                    }
                    Value::Number(number) => Exact::from(*number),
                    Value::Quantity(number) => *number,
                    Value::Integer(number) => Exact::new(i128::from(*number), 0),
                    _ => return None,
                };
                let units = number.at_scale(*scale)?;
                cells.append_value(Some(units).filter(|u| u.unsigned_abs() < DECIMAL_LIMIT.unsigned_abs())?);
            }
            (Self::Integer(cells), Value::Integer(number)) => cells.append_value(*number),
            (Self::Date(cells), Value::Date(date)) => cells.append_value(Date32Type::from_naive_date(*date)),
            (Self::Text(cells), Value::Empty) => cells.append_null(),
            (Self::Code(cells), Value::Empty) => cells.append_null(),
            (Self::Integer(cells), Value::Empty) => cells.append_null(),
            (Self::Date(cells), Value::Empty) => cells.append_null(),
            _ => return None,
        }
        Some(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Code(cells) => Arc::new(cells.finish()),
            Self::Decimal(cells, _) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Date(cells) => Arc::new(cells.finish()),
        }
    }
}
