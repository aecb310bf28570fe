//! Record batches, table by table, into a book.

use std::collections::BTreeMap;

use arrow_array::{ArrayRef, RecordBatch};
use chrono_tz::Tz;
use keyaccount::book::{Book, BookBuilder, BookSettings, Table};
use keyaccount::{Error, Note, NoteCode, Problem, ProblemCode, nearest, quote};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::columns::{Columns, unpack};
use crate::convert::MOST_DECIMALS;
use crate::shared::Shared;

/// Fewer rows are read by whoever hands them over: waiting for other threads would take longer. Few in tests.
pub(crate) const ROWS_WORTH_A_TASK: usize = if cfg!(test) { 2 } else { 1 << 14 };

/// How cells that Arrow leaves open are read. The default takes nothing that is not exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Takes columns of 32- and 64-bit floats: each number becomes the shortest decimal that reads back
    /// as the same float, rounded half away from zero to so many decimals (at most six) where it is an
    /// amount of money, to six where it is a quantity, rate or price of one unit. Refused if not stated.
    pub money_decimals: Option<u8>,
    /// The zone whose calendar days count for instants, that is for timestamps that carry a zone
    /// themselves. Refused if not stated.
    pub zone: Option<Tz>,
}

/// A book read from Arrow record batches.
///
/// Tables come in any order, the batches of one table in the order of its rows, columns in any order
/// and under the names of BOOK §1.
///
/// | Column of the book | Taken from |
/// |---|---|
/// | identifier, text | text; integers, by their digits |
/// | number | decimals and integers of any width; text in plain form; floats by [`ReadOptions::money_decimals`] |
/// | date | dates; timestamps, whose time is dropped; text as `2026-02-28`; instants by [`ReadOptions::zone`] |
/// | yes or no | booleans; the integers 1 and 0; text as in a CSV file |
/// | code, excused days | text; whole days also as integers |
///
/// Text is any of `Utf8`, `LargeUtf8` and `Utf8View`. Every type may come dictionary- or run-encoded.
/// Null is missing, and so are a text of white space and a column that is all null, whatever its type.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, Date32Array, Decimal128Array, RecordBatch, StringArray};
/// use keyaccount::book::{BookSettings, Table};
/// use keyaccount_arrow::{ArrowBook, ReadOptions};
///
/// let amount = Decimal128Array::from(vec![12_000_050]).with_precision_and_scale(18, 2)?;
/// let columns: [(&str, ArrayRef); 4] = [
///     ("customer_id", Arc::new(StringArray::from(vec!["Anshan Steel"]))),
///     ("order_id", Arc::new(StringArray::from(vec!["1"]))),
///     ("ordered_on", Arc::new(Date32Array::from(vec![20_361]))),
///     ("amount", Arc::new(amount)),
/// ];
/// let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
/// book.push(Table::OrderLines, &RecordBatch::try_from_iter(columns)?)?;
/// assert_eq!(book.finish()?.row_count(Table::OrderLines), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct ArrowBook {
    builder: BookBuilder,
    options: ReadOptions,
    /// The columns nobody reads and what they may have been meant for.
    unread: BTreeMap<Table, BTreeMap<String, Option<&'static str>>>,
}

impl ArrowBook {
    /// An empty book.
    #[must_use]
    pub fn new(settings: BookSettings, options: ReadOptions) -> Self {
        Self { builder: BookBuilder::new(settings), options, unread: BTreeMap::new() }
    }

    /// Adds rows to a table.
    ///
    /// # Errors
    /// What is wrong with whole columns: a required one is missing (the nearest name is in the remedy),
    /// one is there twice, one has a type that is not taken, floats and instants without the option
    /// they need; more than six [`ReadOptions::money_decimals`]. Nothing of the batch is added then.
    /// Problems of single rows, counted over all batches of the table, are kept for
    /// [`finish`](Self::finish).
    pub fn push(&mut self, table: Table, batch: &RecordBatch) -> Result<(), Error> {
        if let Some(places) = self.options.money_decimals.filter(|places| *places > MOST_DECIMALS) {
            let problem = Problem::new(ProblemCode::OutOfRange, quote(&places.to_string()), "0 to 6");
            return Err(problem.path("money_decimals").into());
        }
        let arrays = unpack(table, batch)?;
        let columns = Columns::resolve(table, &arrays, batch.num_rows(), self.options)?;
        if !self.push_at_once(table, &arrays, &columns) {
            self.builder.push_batch(table, &columns);
        }
        self.remember_unread(table, batch);
        Ok(())
    }

    /// Hands whole columns over, if all are of types the book takes at once and nothing in them needs a
    /// closer look.
    fn push_at_once(&mut self, table: Table, arrays: &[Option<ArrayRef>], columns: &Columns<'_>) -> bool {
        let there = table.columns().iter().zip(arrays).enumerate();
        let there = there.filter(|(at, _)| columns.is_there(*at));
        let there: Vec<_> =
            there.filter_map(|(_, (column, array))| Some((column, array.as_ref()?))).collect();
        let rows = there.first().map_or(0, |(_, array)| array.len());
        if rows < ROWS_WORTH_A_TASK {
            let shared = there.into_iter();
            let shared = shared.map(|(column, array)| Some((column.name, Shared::of(column, array)?)));
            return shared.collect::<Option<Vec<_>>>().is_some_and(|shared| self.hand_over(table, &shared));
        }
        rayon::scope(|_| {
            let shared = there.into_par_iter().with_max_len(1);
            let shared = shared.map(|(column, array)| Some((column.name, Shared::of(column, array)?)));
            shared.collect::<Option<Vec<_>>>().is_some_and(|shared| self.hand_over(table, &shared))
        })
    }

    fn hand_over(&mut self, table: Table, shared: &[(&str, Shared<'_>)]) -> bool {
        let columns: Vec<_> = shared.iter().map(|(name, column)| (*name, column.data())).collect();
        self.builder.push_clean_columns(table, &columns)
    }

    fn remember_unread(&mut self, table: Table, batch: &RecordBatch) {
        let schema = batch.schema_ref();
        for field in schema.fields() {
            if table.column(field.name()).is_none() {
                let unread = self.unread.entry(table).or_default();
                unread.entry(field.name().clone()).or_insert_with(|| {
                    let absent = table.columns().iter().map(|column| column.name);
                    nearest(field.name(), absent.filter(|name| schema.column_with_name(name).is_none()))
                });
            }
        }
    }

    /// The book so far, for tables that come as typed rows.
    pub const fn builder(&mut self) -> &mut BookBuilder {
        &mut self.builder
    }

    /// What was noticed: the columns nobody reads, once for each table. To be listed among the notes of
    /// the [`Assessment`](keyaccount::Assessment).
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let unread = self.unread.iter().map(|(table, names)| {
            let shown = names.iter().take(20).map(|(name, near)| match near {
                Some(near) => format!("{} (a misspelt `{near}`?)", quote(name)),
                None => quote(name),
            });
            let more = if names.len() > 20 { ", …" } else { "" };
            let about = format!("{}{more} of `{}`", shown.collect::<Vec<_>>().join(", "), table.name());
            Note::new(NoteCode::UnknownColumns, names.len() as u64).about(about)
        });
        unread.collect()
    }

    /// Checks what needs other rows and makes the book.
    ///
    /// # Errors
    /// Every problem of every row, as [`BookBuilder::finish`] reports them.
    pub fn finish(self) -> Result<Book, Error> {
        self.builder.finish()
    }

    /// Makes the book and leaves its problems to [`assess`](keyaccount::assess).
    #[must_use]
    pub fn finish_deferred(self) -> Book {
        self.builder.finish_deferred()
    }
}
