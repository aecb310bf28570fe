//! Why an edit was refused: what was found, where, what was expected.

use crate::book::Table;
use crate::error::{Error, Problem, ProblemCode, quote};

/// A problem of a row of a table.
pub(super) fn at(problem: Problem, table: Table, row: usize) -> Error {
    let line = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
    problem.at(table.name(), Some(line), None).into()
}

pub(super) fn no_such_row(table: Table, row: usize) -> Error {
    let found = "a row that is not there, or was refused or set aside when the book was made";
    at(Problem::new(ProblemCode::Missing, found, "a row of the book"), table, row)
}

pub(super) fn other_table(found: Table, expected: Table, row: usize) -> Error {
    let (found, expects) =
        (format!("a row of {}", quote(found.name())), format!("one of {}", quote(expected.name())));
    at(Problem::new(ProblemCode::WrongType, found, expects), expected, row)
}

pub(super) fn duplicate(column: &str, key: &str, table: Table, row: usize) -> Error {
    let found = format!("{} again, as in another row", quote(key));
    let problem = Problem::new(ProblemCode::Duplicate, found, "each key once").path(column);
    at(problem.remedy("correct the row that is there"), table, row)
}

pub(super) fn unknown_customer(id: &str, table: Table, row: usize) -> Error {
    let problem = Problem::new(ProblemCode::UnknownCustomer, quote(id), "a customer of the book");
    let remedy = "add the customer first, or make the book with `unknown_customers` set to add";
    at(problem.path("customer_id").remedy(remedy), table, row)
}

pub(super) fn unknown_invoice(id: &str, table: Table, row: usize) -> Error {
    let problem = Problem::new(ProblemCode::UnknownInvoice, quote(id), "an invoice of the book");
    at(problem.path("invoice_id").remedy("add the invoice first"), table, row)
}

/// Rows of other tables would name what is no longer there.
pub(super) fn still_named(
    code: ProblemCode,
    column: &str,
    id: &str,
    by: &[(Table, usize)],
    table: Table,
    row: usize,
) -> Error {
    let rows = by.iter().map(|(table, count)| format!("{count} of {}", quote(table.name())));
    let rows: Vec<String> = rows.collect();
    let found = format!("{}, which rows name: {}", quote(id), rows.join(", "));
    let problem = Problem::new(code, found, "a key no other row names").path(column);
    at(problem.remedy("remove those rows first"), table, row)
}

/// Rows that were set aside when the book was made would have to be taken in.
pub(super) fn set_aside(column: &'static str, id: &str, table: Table, row: usize) -> Error {
    let found = format!("{}, which rows name that were set aside when the book was made", quote(id));
    let problem = Problem::new(ProblemCode::Duplicate, found, "a key no such row names").path(column);
    at(problem.remedy("make the book again with this row in it"), table, row)
}

pub(super) fn no_customers_table(row: usize) -> Error {
    let found = "a book without the table `customers`, whose customers are those that trade";
    let problem = Problem::new(ProblemCode::NoTables, found, "a book that lists its customers");
    at(problem.remedy("make the book with that table, be it without rows"), Table::Customers, row)
}

pub(super) fn ambiguous_order(id: &str, table: Table, row: usize) -> Error {
    let found = format!("a line without a customer, and order {} of several customers", quote(id));
    let problem = Problem::new(ProblemCode::AmbiguousOrder, found, "the customer of the line");
    at(problem.path("customer_id"), table, row)
}

/// A line that neither says it itself nor has a header that does.
pub(super) fn blank_line(column: &'static str, row: usize) -> Error {
    let problem = Problem::new(ProblemCode::Missing, "a blank", "a value here or in the order's header");
    at(problem.path(column), Table::OrderLines, row)
}

/// A customer that is one because it trades would no longer be, and other rows name it.
pub(super) fn last_trade(id: &str, table: Table, row: usize) -> Error {
    let found = format!("the last trade of {}, whom rows of other tables name", quote(id));
    let problem = Problem::new(ProblemCode::UnknownCustomer, found, "a customer no other row names");
    at(problem.path("customer_id").remedy("remove those rows first"), table, row)
}
