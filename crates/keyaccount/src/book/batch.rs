//! Rows that come many at a time: one way of reading them, whatever holds the cells.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::builder::BookBuilder;
use super::cells::at_row;
use super::codes::Code;
use super::moment::Moment;
use super::settings::{BadRows, MissingCustomer};
use super::tables::{CellReader, ExcusedDays, Table};
use super::written::unknown_code;
use crate::decimal::Exact;
use crate::error::{Problem, ProblemCode};

/// A cell: blank, filled, or refused with a problem that needs neither table nor row nor column.
pub type CellResult<T> = Result<Option<T>, Box<Problem>>;

/// Consecutive rows of a table, asked cell by cell. Columns are positions in
/// [`Table::columns`]; a column that is not there is blank, and so is a text of white space.
pub trait Batch<'a> {
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// Whether a cell has a value, be it one that will be refused.
    fn is_filled(&self, row: usize, column: usize) -> bool;
    /// The text of a cell.
    fn text(&self, row: usize, column: usize) -> CellResult<Cow<'a, str>>;
    /// The number of a cell.
    fn number(&self, row: usize, column: usize) -> CellResult<Decimal>;
    /// The date of a cell.
    fn date(&self, row: usize, column: usize) -> CellResult<NaiveDate>;
    /// The date of a cell, with its time if it says one.
    fn moment(&self, row: usize, column: usize) -> CellResult<Moment>;
    /// The yes or no of a cell.
    fn yes_no(&self, row: usize, column: usize) -> CellResult<bool>;
    /// The excused days of a cell.
    fn excused_days(&self, row: usize, column: usize) -> CellResult<ExcusedDays>;
}

impl BookBuilder {
    /// Adds the rows of a batch, which continue those of the table that came before. Problems of single
    /// rows are kept for [`finish`](Self::finish); their row counts from 1 over all batches.
    pub fn push_batch<'a>(&mut self, table: Table, batch: &impl Batch<'a>) {
        self.declare(table);
        for row in 0..batch.rows() {
            let at = self.rows.of(table);
            let skips = self.settings.bad_rows == BadRows::Skip;
            let mut reader = RowReader { table, batch, row, at, skips, problems: Vec::new() };
            if self.settings.missing_customer == MissingCustomer::Skip && reader.lacks_customer(self) {
                self.skip_row_without_customer(table, reader.money());
                self.skip_row_number(table);
                continue;
            }
            let before = self.problems.len();
            if !table.read_row(&mut reader, self) {
                if let Some(key) = reader.key() {
                    self.refuse_key(table, &key);
                }
                self.skip_row_number(table);
            }
            if !reader.problems.is_empty() {
                // A cell that was refused reads as blank, which is no second problem.
                let of_row = self.problems.split_off(before);
                self.problems.append(&mut reader.problems);
                self.problems.extend(of_row.into_iter().filter(|p| p.code != ProblemCode::Missing));
            }
        }
    }
}

/// One row of a batch, and what was wrong with it.
struct RowReader<'b, B> {
    table: Table,
    batch: &'b B,
    /// The row in the batch.
    row: usize,
    /// The row in the table.
    at: usize,
    /// Whether a row with problems is left out.
    skips: bool,
    problems: Vec<Problem>,
}

impl<'a, B: Batch<'a>> RowReader<'_, B> {
    fn keep<T>(&mut self, column: usize, cell: CellResult<T>) -> Option<T> {
        cell.unwrap_or_else(|problem| {
            self.refuse(column, *problem);
            None
        })
    }

    #[cold]
    fn refuse(&mut self, column: usize, problem: Problem) {
        self.problems.push(at_row(problem.path(self.name(column)), self.table, self.at));
    }

    fn name(&self, column: usize) -> &'static str {
        self.table.columns().get(column).map_or("", |c| c.name)
    }

    fn is_filled(&self, column: &str) -> bool {
        self.table.column(column).is_some_and(|column| self.batch.is_filled(self.row, column))
    }

    /// Whether nothing says whose row it is.
    fn lacks_customer(&self, book: &BookBuilder) -> bool {
        if !self.table.needs_customer() || self.is_filled("customer_id") {
            return false;
        }
        match self.table {
            Table::OrderLines => {
                let order = self.table.column("order_id").map(|column| self.batch.text(self.row, column));
                !matches!(order, Some(Ok(Some(order))) if book.has_order_header(&order))
            }
            Table::Settlements => !self.is_filled("invoice_id"),
            _ => true,
        }
    }

    /// The money the row carries, as far as it can be read.
    fn money(&self) -> Option<Decimal> {
        let number = |column| {
            let cell = self.batch.number(self.row, self.table.column(column)?);
            cell.ok().flatten().map(Exact::from)
        };
        if let Some(amount) = number("amount") {
            return amount.to_decimal();
        }
        let discount = if self.is_filled("discount") { number("discount")? } else { Exact::ZERO };
        let kept = Exact::new(1, 0).checked_add(super::cells::negated(discount))?;
        number("quantity")?.checked_mul(number("unit_price")?)?.checked_mul(kept)?.to_decimal()
    }

    /// The key other tables name the row by.
    fn key(&self) -> Option<Cow<'a, str>> {
        let column = match self.table {
            Table::Customers => "customer_id",
            Table::Invoices => "invoice_id",
            _ => return None,
        };
        self.batch.text(self.row, self.table.column(column)?).ok().flatten()
    }
}

impl<'a, B: Batch<'a>> CellReader<'a> for RowReader<'_, B> {
    fn text(&mut self, column: usize) -> Option<Cow<'a, str>> {
        let cell = self.batch.text(self.row, column);
        self.keep(column, cell)
    }

    fn number(&mut self, column: usize) -> Option<Decimal> {
        let cell = self.batch.number(self.row, column);
        self.keep(column, cell)
    }

    fn date(&mut self, column: usize) -> Option<NaiveDate> {
        let cell = self.batch.date(self.row, column);
        self.keep(column, cell)
    }

    fn moment(&mut self, column: usize) -> Option<Moment> {
        let cell = self.batch.moment(self.row, column);
        self.keep(column, cell)
    }

    fn yes_no(&mut self, column: usize) -> Option<bool> {
        let cell = self.batch.yes_no(self.row, column);
        self.keep(column, cell)
    }

    fn excused_days(&mut self, column: usize) -> Option<ExcusedDays> {
        let cell = self.batch.excused_days(self.row, column);
        self.keep(column, cell)
    }

    fn code<C: Code>(&mut self, column: usize) -> Option<C> {
        let text = self.text(column)?;
        let code = C::from_code(&text);
        if code.is_none() {
            self.refuse(column, unknown_code(&text, C::CODES));
        }
        code
    }

    fn missing(&mut self, column: usize) {
        let name = self.name(column);
        if !self.problems.iter().any(|problem| problem.path == name) {
            self.refuse(column, Problem::new(ProblemCode::Missing, "a blank", "a value"));
        }
    }

    fn withholds(&self) -> bool {
        self.skips && !self.problems.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, BookSettings, ColumnData, Customer, Invoice, OrderLine};

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
    }

    fn push(book: &mut BookBuilder, table: Table, columns: &[(&str, ColumnData<'_>)]) {
        book.push_columns(table, columns).unwrap();
    }

    /// The problems as `table:row path code`.
    fn said(problems: &[Problem]) -> Vec<String> {
        let said = problems
            .iter()
            .map(|p| format!("{}:{} {} {}", p.file.as_deref().unwrap(), p.line.unwrap(), p.path, p.code));
        said.collect()
    }

    fn digest(book: &Book) -> String {
        book.input_digest(date(31))
    }

    #[test]
    fn rows_count_over_all_batches() {
        let mut book = BookBuilder::default();
        for batch in [["1", "2"], ["3", ""], ["5", "1"]] {
            let ids = batch.map(Some);
            push(&mut book, Table::Customers, &[("customer_id", ColumnData::Text(&ids))]);
        }
        book.declare(Table::OrderLines);
        let error = book.finish().unwrap_err();
        assert_eq!(
            said(error.problems()),
            ["customers:4 customer_id missing", "customers:6 customer_id duplicate"]
        );
    }

    #[test]
    fn a_row_with_a_bad_cell_is_left_out_whole() {
        let settings = BookSettings { bad_rows: BadRows::Skip, ..BookSettings::default() };
        let mut book = BookBuilder::new(settings.clone());
        let (ids, kinds) = ([Some("1"), Some("2")], [Some("dealer"), Some("deeler")]);
        let columns = [("customer_id", ColumnData::Text(&ids)), ("kind", ColumnData::Text(&kinds))];
        push(&mut book, Table::Customers, &columns);
        // Who names the customer that was left out is no second problem.
        let (ids, customers) = ([Some("a")], [Some("2")]);
        let (days, amounts) = ([Some(date(1))], [Some(Decimal::ONE)]);
        let columns = [
            ("invoice_id", ColumnData::Text(&ids)),
            ("customer_id", ColumnData::Text(&customers)),
            ("issued_on", ColumnData::Dates(&days)),
            ("due_on", ColumnData::Dates(&days)),
            ("amount", ColumnData::Numbers(&amounts)),
        ];
        push(&mut book, Table::Invoices, &columns);
        let book = book.finish().unwrap();
        assert_eq!(said(book.rejected()), ["customers:2 kind unknown_code"]);

        let mut without = BookBuilder::new(settings);
        let mut one = Customer::new("1".into());
        one.kind = Some(crate::book::CustomerKind::Dealer);
        without.push(one);
        without.refuse_key(Table::Customers, "2");
        without.push(Invoice {
            due_on: Some(date(1)),
            ..Invoice::new("a".into(), "2".into(), date(1), Decimal::ONE)
        });
        assert_eq!(digest(&book), digest(&without.finish().unwrap()));
    }

    #[test]
    fn a_row_without_customer_is_skipped_with_its_money_and_keeps_its_number() {
        let settings = BookSettings { missing_customer: MissingCustomer::Skip, ..BookSettings::default() };
        let mut book = BookBuilder::new(settings.clone());
        let orders = [Some("a"), Some("b"), Some("c"), None];
        let customers = [Some("1"), Some(" "), None, Some("1")];
        let days = [Some(date(2)); 4];
        let amounts = [Some(Decimal::TEN), None, Some(Decimal::new(125, 2)), Some(Decimal::ONE)];
        let (quantities, prices) = ([Some(Decimal::TWO); 4], [Some(Decimal::new(35, 1)); 4]);
        let columns = [
            ("order_id", ColumnData::Text(&orders)),
            ("customer_id", ColumnData::Text(&customers)),
            ("ordered_on", ColumnData::Dates(&days)),
            ("amount", ColumnData::Numbers(&amounts)),
            ("quantity", ColumnData::Numbers(&quantities)),
            ("unit_price", ColumnData::Numbers(&prices)),
        ];
        push(&mut book, Table::OrderLines, &columns);
        let error = book.finish().unwrap_err();
        assert_eq!(said(error.problems()), ["order_lines:4 order_id missing"]);

        let mut book = BookBuilder::new(settings.clone());
        let first = columns.map(|(name, data)| match data {
            ColumnData::Text(cells) => (name, ColumnData::Text(&cells[..3])),
            ColumnData::Dates(cells) => (name, ColumnData::Dates(&cells[..3])),
            ColumnData::Numbers(cells) => (name, ColumnData::Numbers(&cells[..3])),
            other => (name, other),
        });
        push(&mut book, Table::OrderLines, &first);
        let mut rows = BookBuilder::new(settings);
        rows.push(OrderLine {
            customer_id: Some("1".into()),
            ordered_on: Some(date(2)),
            amount: Some(Decimal::TEN),
            quantity: Some(Decimal::TWO),
            unit_price: Some(Decimal::new(35, 1)),
            ..OrderLine::new("a".into())
        });
        // 2 × 3.5, and 1.25
        rows.skip_row_without_customer(Table::OrderLines, Some(Decimal::from(7)));
        rows.skip_row_without_customer(Table::OrderLines, Some(Decimal::new(125, 2)));
        assert_eq!(digest(&book.finish().unwrap()), digest(&rows.finish().unwrap()));
    }
}
