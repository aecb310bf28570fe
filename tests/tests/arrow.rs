//! The sample book as Arrow batches: the same book in, the same tables out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_cast::display::array_value_to_string;
use arrow_schema::{DataType, TimeUnit};
use chrono::NaiveDate;
use keyaccount::book::{BookSettings, ColumnKind, Table};
use keyaccount::{Assessment, Exact, Language, Policy, ResultKind, ResultTable, Value, assess};
use keyaccount_arrow::{ArrowBook, record_batch, record_batches, schema};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sample-book")
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

/// A table of the sample book with typed columns, and one nobody knows.
fn batch(table: Table) -> Option<RecordBatch> {
    let mut reader = csv::Reader::from_path(folder().join(format!("{}.csv", table.name()))).ok()?;
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns = header.iter().enumerate().map(|(at, name)| {
        let cells = records.iter().map(|record| record.get(at).filter(|cell| !cell.is_empty()));
        let texts = StringArray::from_iter(cells);
        let data = match table.columns()[table.column(name).unwrap()].kind {
            ColumnKind::Id => DataType::Utf8View,
            ColumnKind::Text | ColumnKind::ExcusedDays => DataType::LargeUtf8,
            ColumnKind::Number => DataType::Decimal128(38, 9),
            ColumnKind::Date => DataType::Date32,
            ColumnKind::Time => DataType::Timestamp(TimeUnit::Second, None),
            // A timestamp cannot be a date, which here is the last second of its day.
            ColumnKind::Until => DataType::Utf8,
            ColumnKind::YesNo => DataType::Boolean,
            ColumnKind::Code(_) => DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8)),
        };
        (name.clone(), cast(&texts, &data).unwrap(), true)
    });
    let numbers: ArrayRef =
        Arc::new(StringArray::from_iter_values((0..records.len()).map(|n| n.to_string())));
    let columns = columns.chain([("row".to_owned(), numbers, true)]);
    Some(RecordBatch::try_from_iter_with_nullable(columns).unwrap())
}

fn from_arrow(policy: &Policy) -> Assessment {
    let mut book = ArrowBook::new(BookSettings::default(), Default::default());
    for table in Table::ALL {
        let Some(batch) = batch(*table) else { continue };
        for start in (0..batch.num_rows()).step_by(37) {
            book.push(*table, &batch.slice(start, 37.min(batch.num_rows() - start))).unwrap();
        }
    }
    // One for each of the tables.
    assert_eq!(book.notes().len(), 26);
    assess(&book.finish().unwrap(), policy, as_of()).unwrap()
}

fn text(table: ResultTable<'_>) -> String {
    let rows = (0..table.len()).map(|row| table.row(row).map(|cell| format!("{cell}|")).collect::<String>());
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sample_book_is_the_same_from_arrow_as_from_files() {
    let policy = Policy::shipped("standard").unwrap();
    let arrow = from_arrow(&policy);
    let files =
        keyaccount_files::read_book(&folder(), Default::default()).unwrap().assess(&policy, as_of()).unwrap();
    assert_eq!(arrow.stamp, files.stamp);
    assert_eq!(arrow.table().len(), 42);
    assert_eq!(text(arrow.table()), text(files.table()));
}

/// Whether a cell is what its column declares.
fn fits(kind: ResultKind, value: &Value<'_>, is_mixed: bool) -> bool {
    let holds = |number: Exact, scale| number.at_scale(scale).is_some();
    match (kind, value) {
        (_, Value::Empty) | (ResultKind::Code, Value::Code(_) | Value::Text(_)) => true,
        (ResultKind::Text, Value::Text(_)) => true,
        (ResultKind::Number { scale }, Value::Number(number)) => holds(Exact::from(*number), scale),
        (ResultKind::Number { .. }, Value::Integer(_)) => is_mixed,
        (ResultKind::Quantity, Value::Quantity(number)) => holds(*number, ResultKind::QUANTITY_SCALE),
        (ResultKind::Integer, Value::Integer(_)) | (ResultKind::Date, Value::Date(_)) => true,
        _ => false,
    }
}

/// Reads a batch back and compares it cell by cell with rows of the table.
fn compare(table: &ResultTable<'_>, first: usize, batch: &RecordBatch) {
    for (column, (declared, array)) in table.columns().iter().zip(batch.columns()).enumerate() {
        for row in 0..batch.num_rows() {
            let value = table.value(first + row, column);
            let place = format!("{} of row {row}: {value:?}", declared.name());
            assert!(fits(declared.kind(), &value, declared.name() == "value"), "{place}");
            assert_eq!(array.is_null(row), value.is_empty(), "{place}");
            if value.is_empty() {
                continue;
            }
            let back = array_value_to_string(array, row).unwrap();
            match value {
                Value::Number(_) | Value::Quantity(_) | Value::Integer(_) => {
                    let number = |text: &str| text.parse::<Exact>().unwrap();
                    assert_eq!(number(&back), number(&value.to_string()), "{place}");
                }
                other => assert_eq!(back, other.to_string(), "{place}"),
            }
        }
    }
}

#[test]
fn every_table_is_read_back_as_it_was() {
    let policy = Policy::shipped("standard").unwrap();
    let mut loaded = keyaccount_files::read_book(&folder(), Default::default()).unwrap();
    let result = loaded.assess(&policy, as_of()).unwrap();
    let slices = result.slices(loaded.book()).unwrap();
    let tables = [
        result.table(),
        result.explained_table(Language::Chinese),
        result.credit_table(),
        result.behaviour_table(),
        slices.table(),
        result.portfolio_table(),
    ];
    for table in tables {
        let whole = record_batch(&table, &result.stamp).unwrap();
        assert_eq!((whole.num_rows(), whole.schema()), (table.len(), schema(&table, &result.stamp)));
        compare(&table, 0, &whole);
        let each = NonZeroUsize::new(17).unwrap();
        let mut rows = 0;
        for batch in record_batches(&table, &result.stamp, each) {
            let batch = batch.unwrap();
            assert_eq!(batch.schema(), whole.schema());
            compare(&table, rows, &batch);
            rows += batch.num_rows();
        }
        assert_eq!(rows, table.len());
    }
    let schema = schema(&result.table(), &result.stamp);
    let kind = |name| schema.field_with_name(name).unwrap().data_type().clone();
    assert_eq!(kind("credit_score"), DataType::Decimal128(38, 2));
    assert_eq!(kind("order_quantity"), DataType::Decimal128(38, 12));
    assert_eq!(kind("priority_rank"), DataType::Int64);
    assert!(matches!(kind("grade"), DataType::Dictionary(_, _)));
    assert_eq!(schema.metadata()["policy_name"], "standard");
    assert_eq!(schema.metadata()["as_of"], "2026-06-30");
    assert_eq!(schema.metadata()["input_digest"], result.stamp.input_digest);
}

#[test]
fn an_empty_table_has_the_same_schema() {
    let policy = Policy::shipped("standard").unwrap();
    let mut book = ArrowBook::new(BookSettings::default(), Default::default());
    book.builder().declare(Table::OrderLines);
    let empty = assess(&book.finish().unwrap(), &policy, as_of()).unwrap();
    let batch = record_batch(&empty.table(), &empty.stamp).unwrap();
    let full = from_arrow(&policy);
    assert_eq!(batch.num_rows(), 0);
    assert_eq!(batch.schema().fields(), schema(&full.table(), &full.stamp).fields());
    let batches = record_batches(&empty.table(), &empty.stamp, NonZeroUsize::MIN).count();
    assert_eq!(batches, 1);
}
