//! Hands a generated book to the library: row by row, as whole columns, as Arrow batches, or from files.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use keyaccount::Error;
use keyaccount::book::{
    Book, BookBuilder, BookSettings, ColumnData, Customer, Invoice, OrderLine, Settlement, Table,
};
use keyaccount_files::{LoadedBook, ReadOptions, read_book};
use rust_decimal::Decimal;

use crate::feed_arrow;
use crate::generate::GeneratedBook;
use crate::text::Texts;

/// How the tables are handed over.
#[derive(Clone, Copy, Debug)]
pub enum Feed<'a> {
    /// Typed rows, one by one.
    Rows,
    /// Columns, in batches as data frames hold them.
    Columns,
    /// Arrow record batches: texts, decimals, dates.
    Arrow,
    /// The CSV files of a directory, written before.
    Csv(&'a Path),
}

/// A book and how long the library took to take it in.
pub struct Fed {
    book: Taken,
    /// In `push`, `push_columns` or `read_book`; making the columns is not counted, making the rows is.
    pub push: Duration,
    /// In `finish`; nothing for files, whose reading ends with it.
    pub finish: Duration,
}

enum Taken {
    Built(Box<Book>),
    Read(Box<LoadedBook>),
}

impl Fed {
    pub const fn built(book: Box<Book>, push: Duration, finish: Duration) -> Self {
        Self { book: Taken::Built(book), push, finish }
    }

    /// The book itself, unless it was read from files.
    pub fn into_book(self) -> Option<Book> {
        match self.book {
            Taken::Built(book) => Some(*book),
            Taken::Read(_) => None,
        }
    }

    /// The book.
    pub fn book(&self) -> &Book {
        match &self.book {
            Taken::Built(book) => book,
            Taken::Read(loaded) => loaded.book(),
        }
    }
}

/// Builds the book.
pub fn build(
    source: &GeneratedBook,
    texts: &Texts,
    feed: Feed<'_>,
) -> Result<Fed, Box<dyn std::error::Error>> {
    let mut builder = BookBuilder::new(BookSettings::default());
    let push = match feed {
        Feed::Rows => push_rows(&mut builder, source, texts),
        Feed::Columns => push_columns(&mut builder, source, texts)?,
        Feed::Arrow => return feed_arrow::build(source, texts),
        Feed::Csv(directory) => {
            let start = Instant::now();
            let loaded = read_book(directory, ReadOptions::default())?;
            let book = Taken::Read(Box::new(loaded));
            return Ok(Fed { book, push: start.elapsed(), finish: Duration::ZERO });
        }
    };
    let start = Instant::now();
    let book = builder.finish()?;
    let finish = start.elapsed();
    Ok(Fed { book: Taken::Built(Box::new(book)), push, finish })
}

fn push_rows(builder: &mut BookBuilder, source: &GeneratedBook, texts: &Texts) -> Duration {
    let names: Vec<String> = (0..source.customers as u32).map(Texts::name).collect();
    let start = Instant::now();
    for (at, name) in (0..).zip(&names) {
        builder.push(Customer {
            name: Some(name.into()),
            region: Some(Texts::region(at).into()),
            industry: Some(Texts::industry(at).into()),
            ..Customer::new(texts.customers.get(at).into())
        });
    }
    let lines = &source.lines;
    for row in 0..lines.order.len() {
        builder.push(OrderLine {
            customer_id: Some(texts.customers.get(lines.customer[row]).into()),
            ordered_on: Some(texts.date(lines.day[row])),
            product_id: Some(texts.products.get(lines.product[row]).into()),
            quantity: Some(Decimal::from(lines.quantity[row])),
            amount: Some(Decimal::new(lines.amount[row], 2)),
            cost: Some(Decimal::new(lines.cost[row], 2)),
            ..OrderLine::new(texts.orders.get(lines.order[row]).into())
        });
    }
    let invoices = &source.invoices;
    for row in 0..invoices.amount.len() {
        builder.push(Invoice {
            due_on: Some(texts.date(invoices.due[row])),
            ..Invoice::new(
                texts.invoices.get(row as u32).into(),
                texts.customers.get(invoices.customer[row]).into(),
                texts.date(invoices.issued[row]),
                Decimal::new(invoices.amount[row], 2),
            )
        });
    }
    let settlements = &source.settlements;
    for row in 0..settlements.amount.len() {
        builder.push(Settlement {
            invoice_id: Some(texts.invoices.get(settlements.invoice[row]).into()),
            ..Settlement::new(texts.date(settlements.day[row]), Decimal::new(settlements.amount[row], 2))
        });
    }
    start.elapsed()
}

/// Rows of one batch of columns.
pub const BATCH: usize = 1 << 16;

fn push_columns(builder: &mut BookBuilder, source: &GeneratedBook, texts: &Texts) -> Result<Duration, Error> {
    let mut spent = Duration::ZERO;
    let mut push = |table: Table, columns: &[(&str, ColumnData<'_>)]| {
        let start = Instant::now();
        let pushed = builder.push_columns(table, columns);
        spent += start.elapsed();
        pushed
    };
    let dates =
        |days: &[i32]| -> Vec<Option<NaiveDate>> { days.iter().map(|day| Some(texts.date(*day))).collect() };

    let numbers: Vec<u32> = (0..source.customers as u32).collect();
    for batch in numbers.chunks(BATCH) {
        let ids: Vec<_> = batch.iter().map(|at| Some(texts.customers.get(*at))).collect();
        let names: Vec<String> = batch.iter().map(|at| Texts::name(*at)).collect();
        let names: Vec<_> = names.iter().map(|name| Some(name.as_str())).collect();
        let regions: Vec<_> = batch.iter().map(|at| Some(Texts::region(*at))).collect();
        let industries: Vec<_> = batch.iter().map(|at| Some(Texts::industry(*at))).collect();
        push(
            Table::Customers,
            &[
                ("customer_id", ColumnData::Text(&ids)),
                ("name", ColumnData::Text(&names)),
                ("region", ColumnData::Text(&regions)),
                ("industry", ColumnData::Text(&industries)),
            ],
        )?;
    }
    let lines = &source.lines;
    for start in (0..lines.order.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(lines.order.len());
        let orders: Vec<_> = lines.order[rows.clone()].iter().map(|at| Some(texts.orders.get(*at))).collect();
        let customers: Vec<_> =
            lines.customer[rows.clone()].iter().map(|at| Some(texts.customers.get(*at))).collect();
        let products: Vec<_> =
            lines.product[rows.clone()].iter().map(|at| Some(texts.products.get(*at))).collect();
        let days = dates(&lines.day[rows.clone()]);
        push(
            Table::OrderLines,
            &[
                ("order_id", ColumnData::Text(&orders)),
                ("customer_id", ColumnData::Text(&customers)),
                ("ordered_on", ColumnData::Dates(&days)),
                ("product_id", ColumnData::Text(&products)),
                ("quantity", ColumnData::Units { units: &lines.quantity[rows.clone()], scale: 0 }),
                ("amount", ColumnData::Units { units: &lines.amount[rows.clone()], scale: 2 }),
                ("cost", ColumnData::Units { units: &lines.cost[rows.clone()], scale: 2 }),
            ],
        )?;
    }
    let invoices = &source.invoices;
    for start in (0..invoices.amount.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(invoices.amount.len());
        let ids: Vec<_> = rows.clone().map(|at| Some(texts.invoices.get(at as u32))).collect();
        let customers: Vec<_> =
            invoices.customer[rows.clone()].iter().map(|at| Some(texts.customers.get(*at))).collect();
        let (issued, due) = (dates(&invoices.issued[rows.clone()]), dates(&invoices.due[rows.clone()]));
        push(
            Table::Invoices,
            &[
                ("invoice_id", ColumnData::Text(&ids)),
                ("customer_id", ColumnData::Text(&customers)),
                ("issued_on", ColumnData::Dates(&issued)),
                ("due_on", ColumnData::Dates(&due)),
                ("amount", ColumnData::Units { units: &invoices.amount[rows.clone()], scale: 2 }),
            ],
        )?;
    }
    let settlements = &source.settlements;
    for start in (0..settlements.amount.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(settlements.amount.len());
        let invoices: Vec<_> =
            settlements.invoice[rows.clone()].iter().map(|at| Some(texts.invoices.get(*at))).collect();
        let days = dates(&settlements.day[rows.clone()]);
        push(
            Table::Settlements,
            &[
                ("invoice_id", ColumnData::Text(&invoices)),
                ("settled_on", ColumnData::Dates(&days)),
                ("amount", ColumnData::Units { units: &settlements.amount[rows.clone()], scale: 2 }),
            ],
        )?;
    }
    Ok(spent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Size;
    use crate::text::as_of;
    use crate::write_csv::write_book;

    #[test]
    fn rows_columns_batches_and_files_make_the_same_book() {
        let source = GeneratedBook::new(Size { customers: 200, lines: 4_000, invoices: 2_000 });
        let texts = Texts::new(&source);
        let directory = tempfile::tempdir().unwrap();
        write_book(&source, &texts, directory.path()).unwrap();
        let digest = |feed| build(&source, &texts, feed).unwrap().book().input_digest(as_of());
        assert_eq!(digest(Feed::Rows), digest(Feed::Columns));
        assert_eq!(digest(Feed::Rows), digest(Feed::Arrow));
        assert_eq!(digest(Feed::Rows), digest(Feed::Csv(directory.path())));
    }
}
