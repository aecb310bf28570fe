//! Columns by name, rows by number.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use keyaccount::NoteCode;
use keyaccount::book::{BookSettings, Table};

use super::{batch, read, refused, said};
use crate::{ArrowBook, ReadOptions};

fn texts(cells: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}

#[test]
fn a_missing_column_names_the_nearest() {
    let cases = [("custmer_id", "`custmer_id`"), ("Customer ID", "`Customer ID`")];
    for (name, near) in cases {
        let error = read(Table::Customers, &[batch(vec![(name, texts(&["1"]))])], ReadOptions::default())
            .unwrap_err();
        assert_eq!(said(error.problems()), [" customer_id missing"]);
        let remedy = &error.problems()[0].remedy;
        assert_eq!(*remedy, format!("did you mean {near}? rename it to `customer_id`"));
    }
    let error = read(Table::Customers, &[batch(vec![("zz", texts(&["1"]))])], ReadOptions::default());
    assert_eq!(error.unwrap_err().problems()[0].remedy, "the batch has `zz`");
}

#[test]
fn unread_columns_are_noted_once() {
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    for id in ["1", "2"] {
        let columns =
            vec![("regoin", texts(&["x"])), ("customer_id", texts(&[id])), ("phone", texts(&["1"]))];
        book.push(Table::Customers, &batch(columns)).unwrap();
    }
    let notes = book.notes();
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].code, notes[0].count), (NoteCode::UnknownColumns, 2));
    assert_eq!(notes[0].about, "`phone`, `regoin` (a misspelt `region`?) of `customers`");
}

#[test]
fn a_column_given_twice_is_refused() {
    let field = |name: &str| Field::new(name, DataType::Utf8, true);
    let schema = Schema::new(vec![field("customer_id"), field("customer_id"), field("x"), field("x")]);
    let ids = texts(&["1"]);
    let twice =
        RecordBatch::try_new(Arc::new(schema), vec![ids.clone(), ids.clone(), ids.clone(), ids]).unwrap();
    assert_eq!(refused(read(Table::Customers, &[twice], ReadOptions::default())), [" customer_id duplicate"]);
}

#[test]
fn every_column_of_another_type_is_reported_and_nothing_is_added() {
    let columns = vec![
        ("order_id", Arc::new(Float64Array::from(vec![1.0])) as ArrayRef),
        ("customer_id", Arc::new(Float64Array::from(vec![1.0]))),
        ("ordered_on", Arc::new(Int64Array::from(vec![45_000]))),
        ("status", Arc::new(Int64Array::from(vec![1]))),
    ];
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    let error = book.push(Table::Orders, &batch(columns)).unwrap_err();
    assert_eq!(
        said(error.problems()),
        [" order_id wrong_type", " customer_id wrong_type", " ordered_on wrong_type", " status wrong_type"]
    );
    let book = book.finish_deferred();
    assert!(!book.has(Table::Orders) && book.row_count(Table::Orders) == 0);
}

#[test]
fn rows_count_over_ten_batches() {
    let batches: Vec<RecordBatch> = (0..10_i64)
        .map(|at| {
            let ids: Vec<String> = (0..5).map(|row| format!("{at}-{row}")).collect();
            let kinds: Vec<&str> =
                (0..5).map(|row| if at == 6 && row == 3 { "deeler" } else { "dealer" }).collect();
            let ids: ArrayRef = Arc::new(StringArray::from(ids));
            batch(vec![("customer_id", ids), ("kind", texts(&kinds))])
        })
        .collect();
    let error = read(Table::Customers, &batches, ReadOptions::default()).unwrap_err();
    // Six batches of five, then the fourth row.
    assert_eq!(said(error.problems()), ["34 kind unknown_code"]);
    assert_eq!(error.problems()[0].remedy, "did you mean `dealer`?");
}
