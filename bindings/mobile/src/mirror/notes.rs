// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `notes`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use keyaccount::Exact;
use rust_decimal::Decimal;

/// A note: what was noticed, how often, and how much money it carries.
#[uniffi::remote(Record)]
pub struct Note {
    /// What.
    pub code: NoteCode,
    /// How often.
    pub count: u64,
    /// How much money, if that means something.
    #[uniffi(default = None)]
    pub money: Option<Decimal>,
    /// The table or columns it is about.
    pub about: String,
}

/// A note with its count.
#[uniffi::export]
pub fn note_new(code: NoteCode, count: u64) -> Note {
    Note::new(code, count)
}

/// The note as a sentence, with its count and money.
#[uniffi::export]
pub fn note_sentence(note: Note, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(note.sentence(language)))
}

/// The same note with its money, published.
#[uniffi::export]
pub fn note_with_money(note: Note, money: Exact) -> Result<Note, KeyaccountError> {
    guarded(|| Ok(note.with_money(money)))
}

/// What a note says. Stable codes in `snake_case`; notes are listed in this order.
#[uniffi::remote(Enum)]
pub enum NoteCode {
    /// Most customers that are not new have no composite for want of cost data.
    MostlyUnratedNoCost,
    /// Most customers that are not new have no composite for want of payments.
    MostlyUnratedNoPayments,
    /// Most customers that are not new have no composite for want of order lines.
    MostlyUnratedNoOrders,
    /// Most customers that are not new have no composite for want of quantities.
    MostlyUnratedNoQuantity,
    /// Most customers that are not new have no composite for want of ratings.
    MostlyUnratedNoRatings,
    /// Most customers are new.
    MostlyNew,
    /// Customers held down because their first trade is recent, in a book that does not say when its
    /// history begins.
    ShortRelationships,
    /// Short relationships were not evaluated.
    HistoryTooShort,
    /// The policy comes into force later.
    PolicyNotInForce,
    /// Money in another currency than the policy's thresholds.
    OtherCurrency,
    /// Amounts with tax in them.
    AmountsIncludeTax,
    /// Ranks of a part of the customers would mislead.
    PartialPopulation,
    /// Customers in the result.
    CustomersRead,
    /// Visible order lines.
    LinesRead,
    /// Lines of cancelled orders.
    LinesCancelled,
    /// Visible invoices.
    InvoicesRead,
    /// Visible settlements.
    SettlementsRead,
    /// Order ids several customers use.
    SharedOrderIds,
    /// Lines that name a product nobody describes.
    UnknownProducts,
    /// Money beyond what was owed.
    OverSettled,
    /// Money that found no invoice.
    UnappliedCredit,
    /// Settlements of invoices not issued yet.
    SettledBeforeIssue,
    /// Delay reasons without document or approval.
    ReasonsNotAccepted,
    /// Customers who are persons (PIPL art. 24).
    AutomatedDecisions,
    /// Assessments without evidence.
    AssessmentsWithoutEvidence,
    /// Ratings of dimensions the policy does not weigh.
    UnweighedRatings,
    /// Lines without cost that the policy lets pass.
    UncostedLines,
    /// Products of counted lines that nothing gives a cost; the largest are named.
    ProductsWithoutCost,
    /// Rows without a customer.
    SkippedWithoutCustomer,
    /// Rows of unknown customers.
    SkippedUnknownCustomer,
    /// Rows of unknown invoices.
    SkippedUnknownInvoice,
    /// Rows with problems.
    SkippedBadRows,
    /// Rows a manifest calls totals.
    SkippedTotalRows,
    /// Rows a manifest's `where` leaves out.
    FilteredRows,
    /// Numbers with longer fractions.
    RoundedCells,
    /// A column that could tell a past run about the future.
    UndatedColumn,
    /// Columns nobody reads.
    UnknownColumns,
    /// Files of a book's directory that are no table.
    UnknownFiles,
    /// Rows of a table read as distinct that contradict an earlier one.
    ConflictingValues,
}

/// The stable code.
#[uniffi::export]
pub fn note_code_code(note_code: NoteCode) -> String {
    note_code.code().to_owned()
}
