//! What a run noticed beside its result: counts, with the money they carry.

use core::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::{Exact, PUBLISHED_SCALE};

macro_rules! note_codes {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal,)+) => {
        /// What a note says. Stable codes in `snake_case`; notes are listed in this order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum NoteCode { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl NoteCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The sentence; `{n}` stands for the count, `{about}` for what it is about.
            const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)+ }
            }
        }
    };
}

note_codes! {
    /// Customers held down because their first trade is recent, in a book that does not say when its
    /// history begins.
    ShortRelationships "short_relationships" "customers held down as short relationships: {n}; if the export merely starts late, set `history_from`",
    /// Short relationships were not evaluated.
    HistoryTooShort "history_too_short" "the book's history begins too late to tell short relationships, so that cap was not evaluated",
    /// The policy comes into force later.
    PolicyNotInForce "policy_not_in_force" "the policy comes into force on {about}, after the as-of date",
    /// Money in another currency than the policy's thresholds.
    OtherCurrency "other_currency" "the book is in another currency than the policy: thresholds in money were not evaluated",
    /// Ranks of a part of the customers would mislead.
    PartialPopulation "partial_population" "the book holds only some of the customers, so ranks need a population snapshot",
    /// Customers in the result.
    CustomersRead "customers_read" "customers: {n}",
    /// Visible order lines.
    LinesRead "lines_read" "order lines read: {n}",
    /// Lines of cancelled orders.
    LinesCancelled "lines_cancelled" "order lines of cancelled orders, which do not count: {n}",
    /// Visible invoices.
    InvoicesRead "invoices_read" "invoices read: {n}",
    /// Visible settlements.
    SettlementsRead "settlements_read" "settlements read: {n}",
    /// Order ids several customers use.
    SharedOrderIds "shared_order_ids" "order ids of several customers, each an order of its own: {n}",
    /// Lines that name a product nobody describes.
    UnknownProducts "unknown_products" "order lines of a product the book does not describe, so of factor 1 and without cost: {n}",
    /// Money beyond what was owed.
    OverSettled "over_settled" "settlements beyond what was open, the excess ignored: {n}",
    /// Money that found no invoice.
    UnappliedCredit "unapplied_credit" "customers with money left over after all their invoices: {n}",
    /// Settlements of invoices not issued yet.
    SettledBeforeIssue "settled_before_issue" "settlements of invoices not issued yet, ignored: {n}",
    /// Delay reasons without document or approval.
    ReasonsNotAccepted "reasons_not_accepted" "delay reasons not documented or not approved, which excuse nothing: {n}",
    /// Customers who are persons (PIPL art. 24).
    AutomatedDecisions "automated_decisions" "customers who are individuals, whose grades are automated decisions to be explained and overridden by a person on request: {n}",
    /// Assessments without evidence.
    AssessmentsWithoutEvidence "assessments_without_evidence" "prospect assessments without evidence: {n}",
    /// Ratings of dimensions the policy does not weigh.
    UnweighedRatings "unweighed_ratings" "ratings of dimensions the policy does not weigh: {n}",
    /// Lines without cost that the policy lets pass.
    UncostedLines "uncosted_lines" "customers rated without some lines that have no cost: {n}",
    /// Rows without a customer.
    SkippedWithoutCustomer "skipped_without_customer" "rows of `{about}` without a customer, skipped: {n}",
    /// Rows of unknown customers.
    SkippedUnknownCustomer "skipped_unknown_customer" "rows of `{about}` of unknown customers, skipped: {n}",
    /// Rows of unknown invoices.
    SkippedUnknownInvoice "skipped_unknown_invoice" "rows of `{about}` of unknown invoices, skipped: {n}",
    /// Rows with problems.
    SkippedBadRows "skipped_bad_rows" "rows of `{about}` with problems, skipped: {n}",
    /// Rows a manifest calls totals.
    SkippedTotalRows "skipped_total_rows" "rows of `{about}` that are totals, dropped: {n}",
    /// Rows a manifest's `where` leaves out.
    FilteredRows "filtered_rows" "rows of `{about}` that `where` passes over: {n}",
    /// Numbers with longer fractions.
    RoundedCells "rounded_cells" "numbers of `{about}` with longer fractions, rounded as `round_decimals` says: {n}",
    /// A column that could tell a past run about the future.
    UndatedColumn "undated_column" "`{about}` carries no date of its own: a run for a past date may know what was not known then",
    /// Columns nobody reads.
    UnknownColumns "unknown_columns" "columns that were not read: {about}",
    /// Files of a book's directory that are no table.
    UnknownFiles "unknown_files" "files that were not read: {about}",
    /// Rows of a table read as distinct that contradict an earlier one.
    ConflictingValues "conflicting_values" "rows of `{about}` that contradict an earlier row of the same key, of which the first was kept: {n}",
}

/// A note: what was noticed, how often, and how much money it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What.
    pub code: NoteCode,
    /// How often.
    pub count: u64,
    /// How much money, if that means something.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub money: Option<Decimal>,
    /// The table or columns it is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

impl Note {
    /// A note with its count.
    #[must_use]
    pub const fn new(code: NoteCode, count: u64) -> Self {
        Self { code, count, money: None, about: String::new() }
    }

    /// The same note with its money, published.
    #[must_use]
    pub fn with_money(self, money: Exact) -> Self {
        self.with_total(Some(money))
    }

    /// The same note with a total, which says nothing where it did not fit.
    #[must_use]
    pub(crate) fn with_total(mut self, money: Option<Exact>) -> Self {
        self.money = money.and_then(|money| money.publish(PUBLISHED_SCALE));
        self
    }

    /// The same note with the table or columns it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence =
            self.code.english().replace("{n}", &self.count.to_string()).replace("{about}", &self.about);
        f.write_str(&sentence)?;
        match self.money {
            Some(money) if !money.is_zero() => write!(f, " ({money})"),
            _ => Ok(()),
        }
    }
}

/// Notes of two runs, those of the same kind added up, in the order of their codes.
pub(crate) fn merge(first: Vec<Note>, second: Vec<Note>) -> Vec<Note> {
    let mut notes = first;
    for note in second {
        match notes.iter_mut().find(|n| n.code == note.code && n.about == note.about) {
            Some(same) => {
                same.count = same.count.saturating_add(note.count);
                let sum = |a: Decimal, b: Decimal| a.checked_add(b);
                same.money = match (same.money, note.money) {
                    (Some(a), Some(b)) => sum(a, b),
                    (a, b) => a.or(b),
                };
            }
            None => notes.push(note),
        }
    }
    sorted(notes)
}

/// Notes in the order of their codes.
pub(crate) fn sorted(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
    notes
}
