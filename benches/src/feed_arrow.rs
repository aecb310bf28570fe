//! Hands a generated book to the library as Arrow record batches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use keyaccount::book::{BookSettings, Table};
use keyaccount_arrow::{ArrowBook, ReadOptions};

use crate::feed::{BATCH, Fed};
use crate::generate::GeneratedBook;
use crate::text::Texts;

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(ids))
}

fn money(units: &[i64]) -> ArrayRef {
    let array = Decimal128Array::from_iter_values(units.iter().map(|units| i128::from(*units)));
    // Precision and scale are constants that suit the type.
    Arc::new(array.clone().with_precision_and_scale(18, 2).unwrap_or(array))
}

/// Builds the book; making the batches is not counted.
pub fn build(source: &GeneratedBook, texts: &Texts) -> Result<Fed, Box<dyn std::error::Error>> {
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    let mut push = Duration::ZERO;
    let mut add = |table: Table, columns: Vec<(&str, ArrayRef)>| -> Result<(), Box<dyn std::error::Error>> {
        let batch = RecordBatch::try_from_iter(columns)?;
        let start = Instant::now();
        book.push(table, &batch)?;
        push += start.elapsed();
        Ok(())
    };
    let days = |days: &[i32]| -> ArrayRef {
        let days = days.iter().map(|day| Date32Type::from_naive_date(texts.date(*day)));
        Arc::new(Date32Array::from_iter_values(days))
    };
    let numbers: Vec<u32> = (0..source.customers as u32).collect();
    for batch in numbers.chunks(BATCH) {
        let names: Vec<String> = batch.iter().map(|at| Texts::name(*at)).collect();
        let columns = vec![
            ("customer_id", ids(batch.iter().map(|at| texts.customers.get(*at)))),
            ("name", ids(names.iter().map(String::as_str))),
            ("region", ids(batch.iter().map(|at| Texts::region(*at)))),
            ("industry", ids(batch.iter().map(|at| Texts::industry(*at)))),
        ];
        add(Table::Customers, columns)?;
    }
    let lines = &source.lines;
    for start in (0..lines.order.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(lines.order.len());
        let columns = vec![
            ("order_id", ids(lines.order[rows.clone()].iter().map(|at| texts.orders.get(*at)))),
            ("customer_id", ids(lines.customer[rows.clone()].iter().map(|at| texts.customers.get(*at)))),
            ("ordered_on", days(&lines.day[rows.clone()])),
            ("product_id", ids(lines.product[rows.clone()].iter().map(|at| texts.products.get(*at)))),
            ("quantity", Arc::new(Int64Array::from(lines.quantity[rows.clone()].to_vec()))),
            ("amount", money(&lines.amount[rows.clone()])),
            ("cost", money(&lines.cost[rows])),
        ];
        add(Table::OrderLines, columns)?;
    }
    let invoices = &source.invoices;
    for start in (0..invoices.amount.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(invoices.amount.len());
        let columns = vec![
            ("invoice_id", ids(rows.clone().map(|at| texts.invoices.get(at as u32)))),
            ("customer_id", ids(invoices.customer[rows.clone()].iter().map(|at| texts.customers.get(*at)))),
            ("issued_on", days(&invoices.issued[rows.clone()])),
            ("due_on", days(&invoices.due[rows.clone()])),
            ("amount", money(&invoices.amount[rows])),
        ];
        add(Table::Invoices, columns)?;
    }
    let settlements = &source.settlements;
    for start in (0..settlements.amount.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(settlements.amount.len());
        let columns = vec![
            ("invoice_id", ids(settlements.invoice[rows.clone()].iter().map(|at| texts.invoices.get(*at)))),
            ("settled_on", days(&settlements.day[rows.clone()])),
            ("amount", money(&settlements.amount[rows])),
        ];
        add(Table::Settlements, columns)?;
    }
    let start = Instant::now();
    let book = book.finish()?;
    Ok(Fed::built(Box::new(book), push, start.elapsed()))
}
