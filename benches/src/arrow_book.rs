//! The tables of a book as Arrow record batches, as a data frame holds them: generated, or read from files.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::{Field, Schema};
use keyaccount::book::Table;

use crate::generate::GeneratedBook;
use crate::text::Texts;

pub type AnyError = Box<dyn std::error::Error>;

/// Rows of one batch.
const BATCH: usize = 1 << 16;

/// The tables a measured book has, and what other exports call their files.
const FILES: [(Table, &[&str]); 4] = [
    (Table::Customers, &["customers"]),
    (Table::OrderLines, &["order_lines"]),
    (Table::Invoices, &["invoices"]),
    (Table::Settlements, &["settlements", "payments"]),
];

/// What other exports call a column of ours.
const COLUMNS: [(Table, &str, &str); 2] =
    [(Table::Customers, "id", "customer_id"), (Table::Settlements, "paid_on", "settled_on")];

/// How identifiers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum IdForm {
    /// Whole numbers from 1
    Integer,
    /// Texts such as `C000001`
    Text,
}

/// The tables, each in batches of the order of its rows.
pub struct ArrowTables(Vec<(Table, Vec<RecordBatch>)>);

impl ArrowTables {
    /// Tables of one batch each.
    #[cfg(test)]
    pub fn from_batches(tables: impl IntoIterator<Item = (Table, RecordBatch)>) -> Self {
        Self(tables.into_iter().map(|(table, batch)| (table, vec![batch])).collect())
    }

    /// The batches of a table.
    pub fn batches(&self, table: Table) -> &[RecordBatch] {
        self.0.iter().find(|(of, _)| *of == table).map_or(&[], |(_, batches)| batches)
    }

    /// Every batch of every table.
    pub fn all(&self) -> impl Iterator<Item = (Table, &RecordBatch)> {
        self.0.iter().flat_map(|(table, batches)| batches.iter().map(|batch| (*table, batch)))
    }

    /// How many rows each table has.
    pub fn rows(&self) -> impl Iterator<Item = (Table, usize)> {
        self.0.iter().map(|(table, batches)| (*table, batches.iter().map(RecordBatch::num_rows).sum()))
    }

    /// The tables of a generated book: money as decimals of two digits after the point, days as dates.
    pub fn of(source: &GeneratedBook, texts: &Texts, form: IdForm) -> Result<Self, AnyError> {
        let ids = |texts: &crate::text::Ids, positions: &mut dyn Iterator<Item = u32>| -> ArrayRef {
            match form {
                IdForm::Integer => {
                    Arc::new(Int64Array::from_iter_values(positions.map(|at| i64::from(at) + 1)))
                }
                IdForm::Text => Arc::new(StringArray::from_iter_values(positions.map(|at| texts.get(at)))),
            }
        };
        let days = |days: &[i32]| -> ArrayRef {
            let days = days.iter().map(|day| Date32Type::from_naive_date(texts.date(*day)));
            Arc::new(Date32Array::from_iter_values(days))
        };
        let customers = batches(source.customers, |rows| {
            let positions = || rows.clone().map(|row| row as u32);
            let text = |text: fn(u32) -> &'static str| -> ArrayRef {
                Arc::new(StringArray::from_iter_values(positions().map(text)))
            };
            vec![
                ("customer_id", ids(&texts.customers, &mut positions())),
                ("name", Arc::new(StringArray::from_iter_values(positions().map(Texts::name))) as ArrayRef),
                ("region", text(Texts::region)),
                ("industry", text(Texts::industry)),
            ]
        })?;
        let lines = &source.lines;
        let order_lines = batches(lines.order.len(), |rows| {
            let quantity = lines.quantity[rows.clone()].iter().map(|quantity| *quantity as i32);
            vec![
                ("order_id", ids(&texts.orders, &mut lines.order[rows.clone()].iter().copied())),
                ("customer_id", ids(&texts.customers, &mut lines.customer[rows.clone()].iter().copied())),
                ("ordered_on", days(&lines.day[rows.clone()])),
                ("product_id", ids(&texts.products, &mut lines.product[rows.clone()].iter().copied())),
                ("quantity", Arc::new(Int32Array::from_iter_values(quantity)) as ArrayRef),
                ("amount", money(&lines.amount[rows.clone()])),
                ("cost", money(&lines.cost[rows])),
            ]
        })?;
        let sent = &source.invoices;
        let invoices = batches(sent.amount.len(), |rows| {
            vec![
                ("invoice_id", ids(&texts.invoices, &mut rows.clone().map(|row| row as u32))),
                ("customer_id", ids(&texts.customers, &mut sent.customer[rows.clone()].iter().copied())),
                ("issued_on", days(&sent.issued[rows.clone()])),
                ("due_on", days(&sent.due[rows.clone()])),
                ("amount", money(&sent.amount[rows])),
            ]
        })?;
        let paid = &source.settlements;
        let settlements = batches(paid.amount.len(), |rows| {
            vec![
                ("invoice_id", ids(&texts.invoices, &mut paid.invoice[rows.clone()].iter().copied())),
                ("settled_on", days(&paid.day[rows.clone()])),
                ("amount", money(&paid.amount[rows])),
            ]
        })?;
        Ok(Self(vec![
            (Table::Customers, customers),
            (Table::OrderLines, order_lines),
            (Table::Invoices, invoices),
            (Table::Settlements, settlements),
        ]))
    }

    /// The tables of a directory with `customers.arrow`, `order_lines.arrow`, `invoices.arrow` and
    /// `settlements.arrow` or `payments.arrow`; columns of other names are renamed where they are known.
    pub fn read(directory: &Path) -> Result<Self, AnyError> {
        let mut tables = Vec::new();
        for (table, names) in FILES {
            let paths = names.iter().map(|name| directory.join(format!("{name}.arrow")));
            let path = paths.into_iter().find(|path| path.exists()).ok_or_else(|| {
                format!("{}: no file {}.arrow", directory.display(), names.join(".arrow or "))
            })?;
            let mut batches = Vec::new();
            for batch in FileReader::try_new(BufReader::new(File::open(path)?), None)? {
                batches.push(renamed(table, &batch?)?);
            }
            tables.push((table, batches));
        }
        Ok(Self(tables))
    }

    /// Writes the tables as Arrow files to a directory.
    pub fn write(&self, directory: &Path) -> Result<(), AnyError> {
        fs::create_dir_all(directory)?;
        for (table, batches) in &self.0 {
            let Some(first) = batches.first() else { continue };
            let file = File::create(directory.join(format!("{}.arrow", table.name())))?;
            let mut out = FileWriter::try_new_buffered(file, &first.schema())?;
            for batch in batches {
                out.write(batch)?;
            }
            out.finish()?;
        }
        Ok(())
    }
}

/// A table of so many rows, cut into batches.
fn batches(
    rows: usize,
    columns: impl Fn(std::ops::Range<usize>) -> Vec<(&'static str, ArrayRef)>,
) -> Result<Vec<RecordBatch>, AnyError> {
    let starts = (0..rows).step_by(BATCH);
    starts.map(|start| Ok(RecordBatch::try_from_iter(columns(start..(start + BATCH).min(rows)))?)).collect()
}

fn money(units: &[i64]) -> ArrayRef {
    let array = Decimal128Array::from_iter_values(units.iter().map(|units| i128::from(*units)));
    // Precision and scale are constants that suit the type.
    Arc::new(array.clone().with_precision_and_scale(18, 2).unwrap_or(array))
}

fn renamed(table: Table, batch: &RecordBatch) -> Result<RecordBatch, AnyError> {
    let fields = batch.schema_ref().fields().iter().map(|field| {
        let ours = COLUMNS.iter().find(|(of, theirs, _)| *of == table && theirs == field.name());
        ours.map_or_else(|| field.as_ref().clone(), |(_, _, ours)| field.as_ref().clone().with_name(*ours))
    });
    let schema = Schema::new(fields.collect::<Vec<Field>>());
    Ok(RecordBatch::try_new(Arc::new(schema), batch.columns().to_vec())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Size;

    #[test]
    fn written_tables_are_read_as_they_were() {
        let source = GeneratedBook::new(Size { customers: 50, lines: 400, invoices: 200 });
        let texts = Texts::new(&source);
        for form in [IdForm::Integer, IdForm::Text] {
            let tables = ArrowTables::of(&source, &texts, form).unwrap();
            let directory = tempfile::tempdir().unwrap();
            tables.write(directory.path()).unwrap();
            let read = ArrowTables::read(directory.path()).unwrap();
            assert_eq!(tables.0, read.0);
        }
    }

    #[test]
    fn columns_and_files_of_other_names_are_found() {
        let source = GeneratedBook::new(Size { customers: 50, lines: 400, invoices: 200 });
        let tables = ArrowTables::of(&source, &Texts::new(&source), IdForm::Integer).unwrap();
        let directory = tempfile::tempdir().unwrap();
        tables.write(directory.path()).unwrap();
        let payments = directory.path().join("payments.arrow");
        fs::rename(directory.path().join("settlements.arrow"), &payments).unwrap();
        let settlements = tables.batches(Table::Settlements);
        let fields = settlements[0].schema_ref().fields().iter().map(|field| {
            let name = if field.name() == "settled_on" { "paid_on" } else { field.name() };
            field.as_ref().clone().with_name(name)
        });
        let schema = Schema::new(fields.collect::<Vec<Field>>());
        let theirs = RecordBatch::try_new(Arc::new(schema), settlements[0].columns().to_vec()).unwrap();
        let mut out = FileWriter::try_new(File::create(payments).unwrap(), &theirs.schema()).unwrap();
        out.write(&theirs).unwrap();
        out.finish().unwrap();
        let read = ArrowTables::read(directory.path()).unwrap();
        assert_eq!(read.batches(Table::Settlements), settlements);
    }
}
