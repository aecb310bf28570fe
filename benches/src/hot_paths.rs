//! The paths every large book goes through, one function each, so that an instruction counter can tell them
//! apart by name (`count_instructions.py`). Each runs once, on one thread, on a book that is always the same.

use std::hint::black_box;
use std::io;
use std::path::Path;

use arrow_array::RecordBatch;
use keyaccount::book::{Book, BookSettings};
use keyaccount::{Assessment, Error, Facts, Policy, assess_facts};
use keyaccount_arrow::{ArrowBook, ReadOptions, record_batch};
use keyaccount_files::{LoadedBook, ReadError, read_book, write_csv};

use crate::arrow_book::{AnyError, ArrowTables, IdForm};
use crate::generate::{GeneratedBook, Size};
use crate::text::{Texts, as_of};
use crate::write_csv::write_book;

/// Runs every path; the CSV files it reads are written to `directory` before.
pub fn run(size: Size, directory: &Path) -> Result<(), AnyError> {
    // The thread at hand does all the work: instructions are counted where they are asked for.
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()?;
    let policy = Policy::shipped("standard").ok_or("the library ships no policy `standard`")?;
    let source = GeneratedBook::new(size);
    let texts = Texts::new(&source);
    write_book(&source, &texts, directory)?;
    let tables = ArrowTables::of(&source, &texts, IdForm::Integer)?;
    let named = ArrowTables::of(&source, &texts, IdForm::Text)?;

    let book = take_in(&tables)?;
    drop(take_in_texts(&named)?);
    let digest = input_digest(&book);
    let facts = measure_facts(&book, &policy)?;
    let assessment = grade(facts, &policy)?;
    write_as_csv(&assessment)?;
    drop(write_as_arrow(&assessment)?);
    drop(read_from_csv(directory)?);
    println!("{} customers, input {digest}", assessment.table().len());
    Ok(())
}

#[inline(never)]
fn take_in(tables: &ArrowTables) -> Result<Book, Error> {
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    for (table, batch) in tables.all() {
        book.push(table, black_box(batch))?;
    }
    book.finish()
}

#[inline(never)]
fn take_in_texts(tables: &ArrowTables) -> Result<Book, Error> {
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    for (table, batch) in tables.all() {
        // Unlike in `take_in`, so that the two are not made one.
        book.push(table, black_box(batch))?;
        black_box(&mut book);
    }
    book.finish()
}

#[inline(never)]
fn input_digest(book: &Book) -> String {
    black_box(book).input_digest(as_of())
}

#[inline(never)]
fn measure_facts(book: &Book, policy: &Policy) -> Result<Facts, Error> {
    Facts::measure(black_box(book), policy, as_of())
}

#[inline(never)]
fn grade(facts: Facts, policy: &Policy) -> Result<Assessment, Error> {
    assess_facts(black_box(facts), policy)
}

#[inline(never)]
fn write_as_csv(assessment: &Assessment) -> io::Result<()> {
    write_csv(&black_box(assessment).table(), io::sink())
}

#[inline(never)]
fn write_as_arrow(assessment: &Assessment) -> Result<RecordBatch, Error> {
    record_batch(&black_box(assessment).table(), &assessment.stamp)
}

#[inline(never)]
fn read_from_csv(directory: &Path) -> Result<LoadedBook, ReadError> {
    read_book(black_box(directory), keyaccount_files::ReadOptions::default())
}
