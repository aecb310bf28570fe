//! Scores order lines that come as an Arrow record batch, as any data frame hands them over, and hands
//! the score table on as one.
//!
//! ```text
//! cargo run -p keyaccount-examples --example arrow_book
//! ```

use std::error::Error;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, RecordBatch, StringArray};
use chrono::NaiveDate;
use keyaccount::book::{BookSettings, Table};
use keyaccount::{Policy, assess};
use keyaccount_arrow::{ArrowBook, ReadOptions, record_batch};

fn main() -> Result<(), Box<dyn Error>> {
    let money = |cents| Decimal128Array::from_iter_values(cents).with_precision_and_scale(18, 2);
    let columns: [(&str, ArrayRef); 5] = [
        ("order_id", Arc::new(StringArray::from(vec!["1", "2", "3"]))),
        ("customer_id", Arc::new(StringArray::from(vec!["Anshan Steel", "Baltic Foods", "Anshan Steel"]))),
        // Days since 1 January 1970: in September 2025.
        ("ordered_on", Arc::new(Date32Array::from(vec![20_332, 20_340, 20_350]))),
        ("amount", Arc::new(money([12_000_000, 8_000_000, 4_000_050])?)),
        ("cost", Arc::new(money([9_000_000, 7_000_000, 3_500_000])?)),
    ];
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    book.push(Table::OrderLines, &RecordBatch::try_from_iter(columns)?)?;

    let policy = Policy::shipped("standard").ok_or("the standard policy is always shipped")?;
    let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).ok_or("a day of the calendar")?;
    let notes = book.notes();
    let mut result = assess(&book.finish()?, &policy, as_of)?;
    result.notes.extend(notes);

    let batch = record_batch(&result.table(), &result.stamp)?;
    println!("{} rows of {} columns", batch.num_rows(), batch.num_columns());
    for field in batch.schema().fields() {
        println!("{}: {}", field.name(), field.data_type());
    }
    Ok(())
}
