//! What a book says about itself: currency, and how to treat rows that do not fit.

use chrono::NaiveDate;

/// The settings of a book. The default is the strictest reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookSettings {
    /// ISO 4217 code of all money in the book; the policy's currency if empty.
    pub currency: Option<String>,
    /// Rows that name a customer the `customers` table does not have.
    pub unknown_customers: UnknownCustomers,
    /// Rows whose customer is blank.
    pub missing_customer: MissingCustomer,
    /// Settlements and delay reasons that name an invoice the book does not have.
    pub unknown_invoices: UnknownInvoices,
    /// Money left over when a customer's invoices are settled.
    pub unapplied_credit: UnappliedCredit,
    /// The first day the export covers; before it, nothing is known (BOOK §2.3).
    pub history_from: Option<NaiveDate>,
    /// The book holds only some of the customers, so ranks within it would mislead (BOOK §5).
    pub partial: bool,
    /// Rows with problems.
    pub bad_rows: BadRows,
    /// Whether amounts have tax in them, if the book says so. It changes no result; a note warns.
    pub amounts: Option<AmountsBasis>,
}

/// Whether amounts have tax in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountsBasis {
    /// Tax included.
    Inclusive,
    /// Without tax.
    Exclusive,
}

/// What to do with a row that names an unknown customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownCustomers {
    /// A data error.
    #[default]
    Refuse,
    /// The customer becomes a member.
    Add,
    /// The row is left out, counted, its money totalled.
    Skip,
}

/// What to do with a row whose customer is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingCustomer {
    /// A data error.
    #[default]
    Refuse,
    /// The row is left out before any of its other cells is judged.
    Skip,
}

/// What to do with a row that names an unknown invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownInvoices {
    /// A data error.
    #[default]
    Refuse,
    /// The row is left out, counted, its money totalled.
    Skip,
}

/// What to do with money that finds no open invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnappliedCredit {
    /// It settles invoices issued later on their issue day.
    #[default]
    Carry,
    /// It is reported and kept out of scoring.
    Report,
}

/// What to do with rows that have problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRows {
    /// Every problem is reported and there is no result.
    #[default]
    Refuse,
    /// They are left out and reported beside the result.
    Skip,
}
