//! The facts of one customer from its own rows, for books that grow while they are watched.

use chrono::NaiveDate;

use super::{CustomerFacts, Facts};
use crate::book::Book;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::policy::Policy;

/// The rows of one customer by table, in ascending order.
///
/// The row numbers of tables that are kept as lists of rows (`reasons`, `facts`, `assessed`, `rated`,
/// `overrides`, `contracts`) are positions in those lists.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CustomerRows<'r> {
    pub(crate) lines: &'r [u32],
    pub(crate) headers: &'r [u32],
    pub(crate) invoices: &'r [u32],
    /// Those that name one of the invoices, and the customer's money that names none.
    pub(crate) settlements: &'r [u32],
    /// Those of the invoices.
    pub(crate) reasons: &'r [u32],
    pub(crate) facts: &'r [u32],
    pub(crate) assessed: &'r [u32],
    pub(crate) rated: &'r [u32],
    pub(crate) overrides: &'r [u32],
    pub(crate) contracts: &'r [u32],
}

/// What measuring takes from the policy, the day and the shape of the book: worked out once for many
/// customers. It borrows neither; [`holds_for`](Self::holds_for) says whether the book is still such.
#[derive(Clone, Debug)]
pub(crate) struct Measuring {
    as_of: NaiveDate,
}

impl Measuring {
    /// Prepares to measure customers of a book on one day under one policy.
    pub(crate) fn new(_book: &Book, _policy: &Policy, as_of: NaiveDate) -> Self {
        Self { as_of }
    }

    /// Whether it still serves the book: no column was filled for the first time or changed its scale,
    /// and no product came.
    pub(crate) fn holds_for(&self, _book: &Book) -> bool {
        true
    }
}

/// The facts of one customer, exactly as [`Facts::measure`] finds them.
///
/// `policy` and `book` are those `measuring` was made for, `customer` is a number of the book's customer
/// ids.
///
/// # Errors
/// A total of the customer that does not fit 128 bits.
pub(crate) fn measure_customer(
    measuring: &Measuring,
    book: &Book,
    policy: &Policy,
    customer: u32,
    _rows: CustomerRows<'_>,
) -> Result<CustomerFacts, Error> {
    let facts = Facts::measure(book, policy, measuring.as_of)?;
    facts.customers.into_iter().find(|found| found.id == customer).ok_or_else(|| {
        let found = quote(book.customer_ids.text(customer));
        Problem::new(ProblemCode::UnknownCustomer, found, "a customer of the book").into()
    })
}
