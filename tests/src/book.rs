//! The book of a vector: the library's own rows, table by table.

use keyaccount::book::{
    AmountsBasis, ArchiveRecord, BookBuilder, BookSettings, Change, Contact, ContactEntry, Contract,
    CreditFact, Customer, DelayReason, Delegation, Document, Evaluation, GradeOverride, Grant, Hold, Invoice,
    MissingCustomer, Nda, Order, OrderLine, Person, Product, ProspectAssessment, Rating, Record, Reminder,
    RoleHolder, Run, Settlement, Table, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
use serde::Deserialize;

/// A setting with two or three words.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// A data error.
    Refuse,
    /// A new member.
    Add,
    /// Left out and counted.
    Skip,
}

/// What to do with unapplied money that finds no invoice.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unapplied {
    /// It waits for the next invoice.
    Carry,
    /// It is reported only.
    Report,
}

/// What a book says about itself; what is left out keeps its default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// ISO 4217 code.
    #[serde(default)]
    pub currency: Option<String>,
    /// Rows of unknown customers.
    #[serde(default)]
    pub unknown_customers: Option<Treatment>,
    /// Rows without a customer.
    #[serde(default)]
    pub missing_customer: Option<Treatment>,
    /// Rows of unknown invoices.
    #[serde(default)]
    pub unknown_invoices: Option<Treatment>,
    /// Money left over.
    #[serde(default)]
    pub unapplied_credit: Option<Unapplied>,
    /// The first day the export covers.
    #[serde(default)]
    pub history_from: Option<chrono::NaiveDate>,
    /// Only some of the customers.
    #[serde(default)]
    pub partial: bool,
    /// Whether amounts have tax in them.
    #[serde(default)]
    pub amounts: Option<Tax>,
}

/// Whether amounts have tax in them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tax {
    /// With tax.
    Incl,
    /// Without.
    Excl,
}

impl Settings {
    /// The library's settings.
    #[must_use]
    pub fn build(&self) -> BookSettings {
        BookSettings {
            currency: self.currency.clone(),
            unknown_customers: match self.unknown_customers {
                None | Some(Treatment::Refuse) => UnknownCustomers::Refuse,
                Some(Treatment::Add) => UnknownCustomers::Add,
                Some(Treatment::Skip) => UnknownCustomers::Skip,
            },
            missing_customer: match self.missing_customer {
                Some(Treatment::Skip) => MissingCustomer::Skip,
                _ => MissingCustomer::Refuse,
            },
            unknown_invoices: match self.unknown_invoices {
                Some(Treatment::Skip) => UnknownInvoices::Skip,
                _ => UnknownInvoices::Refuse,
            },
            unapplied_credit: match self.unapplied_credit {
                Some(Unapplied::Report) => UnappliedCredit::Report,
                _ => UnappliedCredit::Carry,
            },
            history_from: self.history_from,
            partial: self.partial,
            amounts: self.amounts.map(|tax| match tax {
                Tax::Incl => AmountsBasis::Inclusive,
                Tax::Excl => AmountsBasis::Exclusive,
            }),
            ..BookSettings::default()
        }
    }
}

macro_rules! tables {
    ($($field:ident: $row:ident, $table:ident;)+) => {
        /// The tables of a book. A table that is left out is not there; an empty list is a table
        /// without rows.
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Tables {
            $(
                #[doc = concat!("`", stringify!($field), "`")]
                #[serde(default)]
                pub $field: Option<Vec<$row<'static>>>,
            )+
        }

        impl Tables {
            /// Hands every row to a builder.
            pub fn add_to(self, book: &mut BookBuilder) {
                $(if let Some(rows) = self.$field {
                    book.declare(Table::$table);
                    for row in rows {
                        book.push(row);
                    }
                })+
            }

            /// The rows in the same order, so many at a time through builders of their own.
            #[must_use]
            pub fn in_parts(self, settings: &BookSettings, rows_each: usize) -> BookBuilder {
                let mut book = BookBuilder::new(settings.clone());
                $(if let Some(rows) = self.$field {
                    book.declare(Table::$table);
                    let mut rows = rows.into_iter().peekable();
                    while rows.peek().is_some() {
                        let mut part = BookBuilder::new(settings.clone());
                        rows.by_ref().take(rows_each).for_each(|row| part.push(row));
                        book.append(part);
                    }
                })+
                book
            }
        }
    };
}

tables! {
    customers: Customer, Customers;
    products: Product, Products;
    orders: Order, Orders;
    order_lines: OrderLine, OrderLines;
    invoices: Invoice, Invoices;
    settlements: Settlement, Settlements;
    delay_reasons: DelayReason, DelayReasons;
    credit_facts: CreditFact, CreditFacts;
    prospect_assessments: ProspectAssessment, ProspectAssessments;
    ratings: Rating, Ratings;
    grade_overrides: GradeOverride, GradeOverrides;
    contracts: Contract, Contracts;
    contacts: Contact, Contacts;
    evaluations: Evaluation, Evaluations;
    people: Person, People;
    role_holders: RoleHolder, RoleHolders;
    delegations: Delegation, Delegations;
    documents: Document, Documents;
    ndas: Nda, Ndas;
    grants: Grant, Grants;
    holds: Hold, Holds;
    contact_log: ContactEntry, ContactLog;
    reminders: Reminder, Reminders;
    runs: Run, Runs;
    changes: Change, Changes;
    archive_records: ArchiveRecord, ArchiveRecords;
    records: Record, Records;
}
