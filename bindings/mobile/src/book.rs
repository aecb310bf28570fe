//! What happened: the rows of a book, and the book they make.

use std::sync::{Arc, Mutex, PoisonError};

use keyaccount::approval::{Circumstances, Papers, Terms};
use keyaccount::book::{BookSettings, Table};
use keyaccount::{Problem, ProblemCode, nearest, quote};

use crate::errors::{KeyaccountError, guarded};
use crate::mirror::*;
use crate::values::{CalendarDate, ContractId, CustomerId};

/// What a book says about itself if nothing else is said: money as the policy has it, strangers refused.
#[uniffi::export]
pub fn default_book_settings() -> BookSettings {
    BookSettings::default()
}

/// Takes the rows of a book, table by table, in any order and in as many calls as the app likes.
///
/// Nothing is refused before `finish`, which names everything that is wrong with the rows themselves.
#[derive(Debug, uniffi::Object)]
pub struct BookBuilder {
    core: Mutex<Option<keyaccount::book::BookBuilder>>,
}

#[uniffi::export]
impl BookBuilder {
    /// A book without rows. `partial` says that it holds some of the customers only, as a phone does.
    #[uniffi::constructor]
    pub fn new(settings: BookSettings) -> Arc<Self> {
        Arc::new(Self { core: Mutex::new(Some(keyaccount::book::BookBuilder::new(settings))) })
    }

    /// Says that a table is there, even if it has no row: a register without entries is another thing than one
    /// that was not supplied.
    pub fn declare(&self, table: Table) -> Result<(), KeyaccountError> {
        self.with(|builder| builder.declare(table))
    }

    /// Checks everything and makes the book; the builder is spent, also where the book is refused.
    pub fn finish(&self) -> Result<Arc<Book>, KeyaccountError> {
        guarded(|| {
            let builder =
                self.core.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(spent)?;
            Ok(Arc::new(Book { core: builder.finish()? }))
        })
    }

    /// Makes the book whatever is wrong with it; `assess` then refuses it and names everything at once, also what
    /// only a day can tell: rows that name a customer or invoice the book does not have. The builder is spent.
    pub fn finish_deferred(&self) -> Result<Arc<Book>, KeyaccountError> {
        guarded(|| {
            let builder =
                self.core.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(spent)?;
            Ok(Arc::new(Book { core: builder.finish_deferred() }))
        })
    }
}

impl BookBuilder {
    fn with(&self, add: impl FnOnce(&mut keyaccount::book::BookBuilder)) -> Result<(), KeyaccountError> {
        guarded(|| {
            let mut builder = self.core.lock().unwrap_or_else(PoisonError::into_inner);
            add(builder.as_mut().ok_or_else(spent)?);
            Ok(())
        })
    }
}

fn spent() -> KeyaccountError {
    KeyaccountError::Spent { what: "BookBuilder".to_owned() }
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident $row:ident $table:ident,)+) => {
        $(
            #[uniffi::export]
            impl BookBuilder {
                $(#[$doc])*
                pub fn $name(&self, rows: Vec<$row>) -> Result<(), KeyaccountError> {
                    self.with(|builder| {
                        builder.declare(Table::$table);
                        rows.into_iter().for_each(|row| builder.push(row));
                    })
                }
            }
        )+
    };
}

rows! {
    /// Adds customers.
    add_customers CustomerRow Customers,
    /// Adds products.
    add_products ProductRow Products,
    /// Adds orders.
    add_orders OrderRow Orders,
    /// Adds lines of orders.
    add_order_lines OrderLineRow OrderLines,
    /// Adds invoices.
    add_invoices InvoiceRow Invoices,
    /// Adds settlements: money received, credit notes, write-offs.
    add_settlements SettlementRow Settlements,
    /// Adds reasons for late payment.
    add_delay_reasons DelayReasonRow DelayReasons,
    /// Adds facts of credit, such as a bounced bill.
    add_credit_facts CreditFactRow CreditFacts,
    /// Adds assessments of prospects.
    add_prospect_assessments ProspectAssessmentRow ProspectAssessments,
    /// Adds ratings in dimensions of the policy's own.
    add_ratings RatingRow Ratings,
    /// Adds grades that were approved.
    add_grade_overrides GradeOverrideRow GradeOverrides,
    /// Adds contracts.
    add_contracts ContractRow Contracts,
    /// Adds contacts: people at customers.
    add_contacts ContactRow Contacts,
    /// Adds evaluations by branches.
    add_evaluations EvaluationRow Evaluations,
    /// Adds people of the organisation.
    add_people PersonRow People,
    /// Adds who holds which role.
    add_role_holders RoleHolderRow RoleHolders,
    /// Adds delegations of authority.
    add_delegations DelegationRow Delegations,
    /// Adds documents of customers and contracts.
    add_documents DocumentRow Documents,
    /// Adds agreements of confidentiality.
    add_ndas NdaRow Ndas,
    /// Adds grants of access.
    add_grants GrantRow Grants,
    /// Adds legal holds.
    add_holds HoldRow Holds,
    /// Adds visits, calls and other contacts that were made.
    add_contact_log ContactEntryRow ContactLog,
    /// Adds reminders that were set.
    add_reminders ReminderRow Reminders,
    /// Adds runs of duties, such as a backup.
    add_runs RunRow Runs,
    /// Adds changes that were learned of.
    add_changes ChangeRow Changes,
    /// Adds customers' files.
    add_archive_records ArchiveRecordRow ArchiveRecords,
    /// Adds records that are kept for a time.
    add_records RecordRow Records,
}

/// A checked book. It can be used by any number of threads at a time.
#[derive(Debug, uniffi::Object)]
pub struct Book {
    pub(crate) core: keyaccount::book::Book,
}

#[uniffi::export]
impl Book {
    /// How the book was read.
    pub fn settings(&self) -> BookSettings {
        self.core.settings().clone()
    }

    /// Whether it holds some of the customers only.
    pub fn is_partial(&self) -> bool {
        self.core.settings().partial
    }

    /// Whether a table was supplied, with rows or without.
    pub fn has(&self, table: Table) -> bool {
        self.core.has(table)
    }

    /// How many rows a table has.
    pub fn row_count(&self, table: Table) -> u64 {
        u64::try_from(self.core.row_count(table)).unwrap_or(u64::MAX)
    }

    /// The rows that were left out, and why.
    pub fn rejected(&self) -> Vec<Problem> {
        self.core.rejected().to_vec()
    }

    /// The latest date in it.
    pub fn latest_date(&self) -> Option<CalendarDate> {
        self.core.latest_date()
    }

    /// SHA-256 over everything that was known on a day, as stamps name it.
    pub fn input_digest(&self, as_of: CalendarDate) -> String {
        self.core.input_digest(as_of)
    }

    /// The terms of a contract that was submitted by a day.
    ///
    /// Refused if there is no such contract; the nearest id is named.
    pub fn terms_of(&self, contract_id: ContractId, on: CalendarDate) -> Result<Terms, KeyaccountError> {
        guarded(|| {
            let found = self.core.contracts(on).find(|contract| contract.contract_id == contract_id.as_str());
            let terms = found.map(|contract| Terms::of_contract(&contract));
            Ok(terms.ok_or_else(|| {
                let ids: Vec<String> =
                    self.core.contracts(on).map(|each| each.contract_id.into_owned()).collect();
                let problem =
                    Problem::new(ProblemCode::UnknownCode, quote(&contract_id), "a contract of the book")
                        .path("contract_id");
                let near = nearest(&contract_id, ids.iter().map(String::as_str));
                Box::new(
                    near.map_or(problem.clone(), |near| {
                        problem.remedy(format!("did you mean {}?", quote(near)))
                    }),
                )
            })?)
        })
    }

    /// The papers on file for a customer, or for one of its contracts.
    pub fn papers(
        &self,
        customer_id: CustomerId,
        contract_id: Option<ContractId>,
        on: CalendarDate,
    ) -> Papers {
        Papers::of_book(&self.core, &customer_id, contract_id.as_deref(), on)
    }

    /// What else the book says of a customer that asks for an approval.
    pub fn circumstances(&self, customer_id: CustomerId, on: CalendarDate) -> Circumstances {
        Circumstances::of_book(&self.core, &customer_id, on)
    }
}
