//! Outcomes of a back-test from record batches.

use arrow_array::RecordBatch;
use arrow_schema::DataType;
use chrono::NaiveDate;
use keyaccount::book::{written_date, written_number, written_yes_no};
use keyaccount::{Error, Outcome, OutcomeKind, OutcomeValue, Outcomes, Problem, ProblemCode, nearest, quote};

use crate::written::{Written, type_of_cells};

/// What problems call the table.
const TABLE: &str = "outcomes";

/// Reads a table of outcomes: the columns `customer_id` and `outcome`, and `on`, the day it was observed, if
/// there is one. Further columns are not read. A null outcome is one that is not known; a row dated on or
/// before `after`, the day of the assessment, is no later outcome, and is left out and counted.
///
/// Outcomes that are yes or no may be booleans, the integers 1 and 0, or text; numbers may be decimals,
/// integers or text in plain form.
///
/// # Errors
/// Everything that is wrong, each problem with its row from 1: a missing column (with the nearest name), a
/// column of floats, a customer given twice, an outcome that is neither yes nor no (or no number).
pub fn read_outcomes(
    batches: &[RecordBatch],
    kind: OutcomeKind,
    after: NaiveDate,
) -> Result<Outcomes, Error> {
    let mut outcomes = Outcomes::new(kind, after);
    let mut problems = Vec::new();
    let mut row = 0_u64;
    for batch in batches {
        let ids = texts(batch, "customer_id", true)?;
        let values = texts(batch, "outcome", true)?;
        let days = texts(batch, "on", false)?;
        for at in 0..batch.num_rows() {
            row = row.saturating_add(1);
            let pushed = outcome([&ids, &values, &days].map(Option::as_ref), at, kind);
            let pushed = pushed.and_then(|outcome| outcomes.push(outcome));
            problems.extend(pushed.err().map(|problem| problem.at(TABLE, Some(row), None)));
        }
    }
    if problems.is_empty() { Ok(outcomes) } else { Err(Error::new(problems)) }
}

fn value(text: &str, kind: OutcomeKind) -> Result<OutcomeValue, Box<Problem>> {
    if kind.is_yes_no() {
        written_yes_no(text).map(OutcomeValue::YesNo)
    } else {
        written_number(text).map(OutcomeValue::Number)
    }
}

/// A column, and whether it has times of day, which do not count.
type Texts<'a> = (Written<'a>, bool);

/// The outcome of a row.
fn outcome(
    columns: [Option<&Texts<'_>>; 3],
    at: usize,
    kind: OutcomeKind,
) -> Result<Outcome<'static>, Box<Problem>> {
    let [customer, value_of, day] = columns;
    let value = cell(value_of, at)?.map(|text| value(&text, kind)).transpose();
    let value = value.map_err(|problem| Box::new(problem.path("outcome")))?;
    let on = cell(day, at)?.map(|day| written_date(&day)).transpose();
    let on = on.map_err(|problem| Box::new(problem.path("on")))?;
    Ok(Outcome { customer_id: cell(customer, at)?.unwrap_or_default().into(), on, value })
}

fn cell(column: Option<&Texts<'_>>, at: usize) -> Result<Option<String>, Box<Problem>> {
    let Some((column, has_times)) = column else { return Ok(None) };
    let day = |text: String| text.split('T').next().unwrap_or_default().to_owned();
    Ok(column.cell(at)?.map(|text| if *has_times { day(text) } else { text.trim().to_owned() }))
}

/// A column as texts.
fn texts<'a>(batch: &'a RecordBatch, name: &'a str, required: bool) -> Result<Option<Texts<'a>>, Error> {
    let schema = batch.schema();
    let Some(column) = batch.column_by_name(name) else {
        if !required {
            return Ok(None);
        }
        let problem = Problem::new(ProblemCode::Missing, "no such column", format!("the column `{name}`"));
        let names = schema.fields().iter().map(|field| field.name().as_str());
        let remedy = match nearest(name, names) {
            Some(near) => format!("did you mean {}? rename it to `{name}`", quote(near)),
            None => "a table of outcomes has `customer_id` and `outcome`".to_owned(),
        };
        return Err(problem.at(TABLE, None, None).path(name).remedy(remedy).into());
    };
    let refused = |remedy: &str| {
        let found = format!("a column of {}", column.data_type());
        let problem =
            Problem::new(ProblemCode::WrongType, found, "text, integers, decimals, booleans or dates");
        Error::from(problem.at(TABLE, None, None).path(name).remedy(remedy))
    };
    let cells = type_of_cells(column.data_type());
    if cells.is_floating() {
        return Err(refused("floats are not exact: cast it to a decimal such as Decimal128(18, 2)"));
    }
    if let DataType::Timestamp(_, Some(zone)) = cells {
        let near = format!("cast it to dates in the zone that counts the days, which need not be `{zone}`");
        return Err(refused(&near));
    }
    if cells.is_nested() || cells.is_binary() {
        return Err(refused(""));
    }
    let has_times = matches!(cells, DataType::Timestamp(..) | DataType::Date64);
    let texts = Written::of(column, name).map_err(|_| refused(""))?;
    Ok(Some((texts, has_times)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, BinaryArray, BooleanArray, Date32Array, Date64Array, DictionaryArray, Float64Array,
        Int8Array, Int32Array, RunArray, StringArray, StructArray, TimestampMillisecondArray,
    };
    use keyaccount::book::{BookBuilder, BookSettings, Customer, Table};
    use keyaccount::{OutcomeCounts, Policy, assess, backtest};

    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()
    }

    fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn ids(ids: &[&str]) -> ArrayRef {
        Arc::new(StringArray::from(ids.to_vec()))
    }

    /// What becomes of the outcomes of a book of these customers.
    fn counted(customers: &[&str], rows: RecordBatch) -> OutcomeCounts {
        let outcomes = read_outcomes(&[rows], OutcomeKind::Bad, day()).unwrap();
        let mut book = BookBuilder::new(BookSettings::default());
        for id in customers {
            book.push(Customer::new((*id).into()));
        }
        book.declare(Table::OrderLines);
        let assessment =
            assess(&book.finish().unwrap(), &Policy::shipped("standard").unwrap(), day()).unwrap();
        backtest(&assessment, &outcomes).unwrap().outcomes
    }

    #[test]
    fn rows_are_counted_as_the_reader_of_files_counts_them() {
        // 20454 is 2026-01-01, 20453 the day of the assessment, which is not later.
        let rows = batch(vec![
            ("customer_id", ids(&["K1", "K2", "K3"])),
            ("outcome", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))),
            ("on", Arc::new(Date32Array::from(vec![20_454, 20_453, 20_454]))),
        ]);
        let counts = counted(&["K1", "K2", "K3"], rows);
        assert_eq!((counts.rows, counts.not_after, counts.blank), (3, 1, 1));
    }

    #[test]
    fn times_count_for_their_day() {
        // The last millisecond of 2025-12-31, and the first of the day after.
        let midnight = 20_454 * 86_400_000;
        let times = TimestampMillisecondArray::from(vec![midnight - 1, midnight]);
        let encoded = DictionaryArray::new(Int8Array::from(vec![0, 1]), Arc::new(times.clone()));
        let days = Date64Array::from(vec![midnight - 86_400_000, midnight]);
        for on in [Arc::new(times) as ArrayRef, Arc::new(encoded), Arc::new(days)] {
            let rows = batch(vec![
                ("customer_id", ids(&["K1", "K2"])),
                ("outcome", ids(&["no", "yes"])),
                ("on", on),
            ]);
            let counts = counted(&["K1", "K2"], rows);
            assert_eq!((counts.rows, counts.not_after, counts.known), (2, 1, 1));
        }
    }

    #[test]
    fn what_is_no_single_value_is_refused() {
        let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"1".as_slice()]));
        let floats = Arc::new(Float64Array::from(vec![1.0]));
        let encoded = |values: ArrayRef| Arc::new(DictionaryArray::new(Int8Array::from(vec![0]), values));
        for array in [
            encoded(bytes.clone()) as ArrayRef,
            encoded(floats),
            bytes,
            Arc::new(StructArray::new_empty_fields(1, None)),
        ] {
            let rows = batch(vec![("customer_id", ids(&["K1"])), ("outcome", array)]);
            let refused = read_outcomes(&[rows], OutcomeKind::Bad, day()).unwrap_err();
            assert_eq!(refused.problems()[0].code, ProblemCode::WrongType);
        }
    }

    #[test]
    fn a_time_there_is_none_of_is_told_with_its_row_and_everything_else() {
        let times: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![0, i64::MAX]));
        let runs = RunArray::try_new(&Int32Array::from(vec![1, 2]), &times).unwrap();
        for on in [times, Arc::new(runs)] {
            let rows = batch(vec![
                ("customer_id", ids(&["K1", "K2"])),
                ("outcome", ids(&["maybe", "yes"])),
                ("on", on),
            ]);
            let refused = read_outcomes(&[rows], OutcomeKind::Bad, day()).unwrap_err();
            let places = refused.problems().iter().map(|problem| (problem.line, problem.path.as_str()));
            assert_eq!(places.collect::<Vec<_>>(), [(Some(1), "outcome"), (Some(2), "on")]);
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_row() {
        let problems = |rows: RecordBatch| {
            let refused = read_outcomes(&[rows], OutcomeKind::HigherIsWorse, day()).unwrap_err();
            refused.problems().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let floats =
            batch(vec![("customer_id", ids(&["K1"])), ("outcome", Arc::new(Float64Array::from(vec![0.1])))]);
        assert_eq!(
            problems(floats),
            [
                "outcomes (outcome): found a column of Float64, expected text, integers, decimals, booleans or \
              dates; floats are not exact: cast it to a decimal such as Decimal128(18, 2)"
            ]
        );
        let misnamed = batch(vec![("customer_id", ids(&["K1"])), ("outcom", ids(&["1"]))]);
        assert_eq!(
            problems(misnamed),
            [
                "outcomes (outcome): found no such column, expected the column `outcome`; did you mean `outcom`? \
              rename it to `outcome`"
            ]
        );
        let twice = batch(vec![("customer_id", ids(&["K1", "K1"])), ("outcome", ids(&["1", "2"]))]);
        let said = problems(twice);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("outcomes:2 (customer_id): found a second outcome of `K1`"), "{said:?}");
    }
}
