//! Writes a generated book as a directory of CSV files in canonical form (BOOK §1).

use std::fs::{self, File};
use std::path::Path;

use crate::generate::GeneratedBook;
use crate::text::Texts;

/// Writes `customers.csv`, `order_lines.csv`, `invoices.csv` and `settlements.csv`.
pub fn write_book(book: &GeneratedBook, texts: &Texts, directory: &Path) -> csv::Result<()> {
    fs::create_dir_all(directory)?;
    let date = |day: i32| texts.date(day).to_string();

    let mut out = table(directory, "customers", ["customer_id", "name", "region", "industry"])?;
    for at in 0..book.customers as u32 {
        out.write_record([
            texts.customers.get(at),
            &Texts::name(at),
            Texts::region(at),
            Texts::industry(at),
        ])?;
    }
    out.flush()?;

    let lines = &book.lines;
    let columns = ["order_id", "customer_id", "ordered_on", "product_id", "quantity", "amount", "cost"];
    let mut out = table(directory, "order_lines", columns)?;
    for row in 0..lines.order.len() {
        out.write_record([
            texts.orders.get(lines.order[row]),
            texts.customers.get(lines.customer[row]),
            &date(lines.day[row]),
            texts.products.get(lines.product[row]),
            &lines.quantity[row].to_string(),
            &money(lines.amount[row]),
            &money(lines.cost[row]),
        ])?;
    }
    out.flush()?;

    let invoices = &book.invoices;
    let columns = ["invoice_id", "customer_id", "issued_on", "due_on", "amount"];
    let mut out = table(directory, "invoices", columns)?;
    for row in 0..invoices.amount.len() {
        out.write_record([
            texts.invoices.get(row as u32),
            texts.customers.get(invoices.customer[row]),
            &date(invoices.issued[row]),
            &date(invoices.due[row]),
            &money(invoices.amount[row]),
        ])?;
    }
    out.flush()?;

    let settlements = &book.settlements;
    let mut out = table(directory, "settlements", ["invoice_id", "settled_on", "amount"])?;
    for row in 0..settlements.amount.len() {
        out.write_record([
            texts.invoices.get(settlements.invoice[row]),
            &date(settlements.day[row]),
            &money(settlements.amount[row]),
        ])?;
    }
    Ok(out.flush()?)
}

fn table<const N: usize>(directory: &Path, name: &str, columns: [&str; N]) -> csv::Result<csv::Writer<File>> {
    let mut out = csv::Writer::from_path(directory.join(format!("{name}.csv")))?;
    out.write_record(columns)?;
    Ok(out)
}

/// Hundredths as an amount with two decimals.
fn money(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, fraction) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    format!("{sign}{whole}.{fraction:02}")
}
