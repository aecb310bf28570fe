//! Hands a book to the library as Arrow record batches.

use std::time::Instant;

use keyaccount::book::BookSettings;
use keyaccount_arrow::{ArrowBook, ReadOptions};

use crate::arrow_book::{AnyError, ArrowTables, IdForm};
use crate::feed::Fed;
use crate::generate::GeneratedBook;
use crate::text::Texts;

/// Builds the book; making the batches is not counted.
pub fn build(source: &GeneratedBook, texts: &Texts) -> Result<Fed, AnyError> {
    push(&ArrowTables::of(source, texts, IdForm::Text)?)
}

/// Builds the book of these tables.
pub fn push(tables: &ArrowTables) -> Result<Fed, AnyError> {
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    let start = Instant::now();
    for (table, batch) in tables.all() {
        book.push(table, batch)?;
    }
    let push = start.elapsed();
    let start = Instant::now();
    let book = book.finish()?;
    Ok(Fed::built(Box::new(book), push, start.elapsed()))
}
