//! Batches as data frames hand them over, against the same rows typed by hand.

mod columns;
mod decisions;
mod encodings;
mod numbers;
mod plain_tables;

use arrow_array::{ArrayRef, RecordBatch};
use chrono::NaiveDate;
use keyaccount::book::{Book, BookBuilder, BookSettings, Table};
use keyaccount::{Error, Problem};

use crate::{ArrowBook, ReadOptions};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)))
        .unwrap()
}

/// The book of one table's batches.
fn read(table: Table, batches: &[RecordBatch], options: ReadOptions) -> Result<Book, Error> {
    let mut book = ArrowBook::new(BookSettings::default(), options);
    book.builder().declare(Table::OrderLines);
    for batch in batches {
        book.push(table, batch)?;
    }
    book.finish()
}

/// The book of typed rows.
fn typed(push: impl FnOnce(&mut BookBuilder)) -> Book {
    let mut book = BookBuilder::new(BookSettings::default());
    book.declare(Table::OrderLines);
    push(&mut book);
    book.finish().unwrap()
}

fn digest(book: &Book) -> String {
    book.input_digest(date(2100, 1, 1))
}

/// The problems as `row path code`, the row empty for whole columns.
fn said(problems: &[Problem]) -> Vec<String> {
    let row = |problem: &Problem| problem.line.map_or_else(String::new, |line| line.to_string());
    problems.iter().map(|p| format!("{} {} {}", row(p), p.path, p.code)).collect()
}

fn refused(result: Result<Book, Error>) -> Vec<String> {
    said(result.unwrap_err().problems())
}
