//! What measuring noticed, as notes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CustomerFacts;
use super::credit::CreditNotes;
use super::members::Members;
use super::orders::OrderPass;
use crate::book::{AmountsBasis, Book, Code, CustomerKind, NO_DAY, NONE, micros, store};
use crate::chunked::Chunked;
use crate::decimal::Exact;
use crate::error::quote;
use crate::notes::{Note, NoteCode, Tally, WITHOUT_PRODUCT, add_up};
use crate::parts::in_parts;

/// How many products without cost are named.
const NAMED_PRODUCTS: usize = 10;

/// What measuring a book, or a part of one, brought to light: parts add up to what the whole brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Noticed {
    pub(crate) tallies: Vec<Tally>,
    /// The absolute amount of lines that count for profit and have no cost, by product; without a name,
    /// that of the lines that name none.
    uncosted: BTreeMap<String, Exact>,
    /// Filled columns that carry no date of their own.
    undated: BTreeSet<String>,
    /// Whether the book knows of days after the as-of date; it is looked up where it matters.
    pub(crate) knows_later_days: bool,
}

impl Noticed {
    fn count(&mut self, code: NoteCode, count: u64) {
        if count > 0 {
            self.tallies.push(Tally { code, count, money: None, about: String::new() });
        }
    }

    fn money(&mut self, code: NoteCode, count: u64, money: Exact) {
        if count > 0 {
            self.tallies.push(Tally { code, count, money: Some(money), about: String::new() });
        }
    }

    /// Adds what another part of the book brought to light.
    pub(crate) fn add(&mut self, other: Self) {
        add_up(&mut self.tallies, other.tallies);
        for (product, amount) in other.uncosted {
            let sum = self.uncosted.entry(product).or_default();
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
        self.undated.extend(other.undated);
        self.knows_later_days |= other.knows_later_days;
    }

    /// As notes, in no particular order.
    pub(crate) fn notes(self, has_cost_data: bool) -> Vec<Note> {
        let mut notes = Vec::new();
        // A book without any cost is another matter.
        notes.extend(has_cost_data.then(|| uncosted_products(&self.uncosted)).flatten());
        if self.knows_later_days {
            let undated = |column| Note::new(NoteCode::UndatedColumn, 1).about(column);
            notes.extend(self.undated.into_iter().map(undated));
        }
        notes.extend(self.tallies.into_iter().map(Tally::note));
        notes
    }

    pub(super) fn of_passes(
        &mut self,
        book: &Book,
        orders: &OrderPass,
        credit: &CreditNotes,
        unweighed: u64,
        members: &Members,
    ) {
        if book.settings.amounts == Some(AmountsBasis::Inclusive) {
            self.count(NoteCode::AmountsIncludeTax, 1);
        }
        self.count(NoteCode::LinesRead, orders.notes.lines_read);
        self.count(NoteCode::LinesCancelled, orders.notes.lines_cancelled);
        self.count(NoteCode::InvoicesRead, credit.invoices_read);
        self.count(NoteCode::SettlementsRead, credit.settlements.settlements_read);
        self.count(NoteCode::SharedOrderIds, orders.shared_orders);
        self.count(NoteCode::UnknownProducts, orders.notes.unknown_products);
        self.of_uncosted_products(book, orders);
        let s = &credit.settlements;
        self.money(NoteCode::OverSettled, s.over_settled, micros(s.over_settled_amount));
        let of_members = s.left_over.iter().filter(|(customer, _)| members.has(*customer));
        let (count, left) = of_members.fold((0_u64, 0_i128), |(count, left), (_, money)| {
            (count.saturating_add(1), left.saturating_add(*money))
        });
        self.money(NoteCode::UnappliedCredit, count, micros(left));
        self.count(NoteCode::SettledBeforeIssue, s.not_issued);
        self.count(NoteCode::ReasonsNotAccepted, credit.reasons_ignored);
        self.count(NoteCode::UnweighedRatings, unweighed);
        for (table, count, money) in &book.unnamed {
            self.tallies.push(Tally {
                code: NoteCode::SkippedWithoutCustomer,
                count: *count,
                money: *money,
                about: table.name().to_owned(),
            });
        }
    }

    fn of_uncosted_products(&mut self, book: &Book, orders: &OrderPass) {
        let id = |product: u32| if product == NONE { "" } else { book.product_ids.text(product) };
        let amount = |units: i128| Exact::new(units, orders.scales.amount);
        self.uncosted = orders.notes.uncosted.iter().map(|(p, a)| (id(*p).to_owned(), amount(*a))).collect();
    }

    pub(super) fn of_customers(
        &mut self,
        book: &Book,
        customers: &Chunked<CustomerFacts>,
        history_too_short: bool,
    ) {
        let individual = book.texts.find(CustomerKind::Individual.code());
        let counts = in_parts(customers.len(), |part| count_customers(customers.range(part), individual));
        let [short, individuals, without_evidence] =
            counts.into_iter().fold([0_u64; 3], |[a, b, c], [more_a, more_b, more_c]| {
                [a.saturating_add(more_a), b.saturating_add(more_b), c.saturating_add(more_c)]
            });
        if history_too_short {
            self.count(NoteCode::HistoryTooShort, 1);
        } else if book.settings.history_from.is_none() {
            self.count(NoteCode::ShortRelationships, short);
        }
        self.count(NoteCode::AutomatedDecisions, individuals);
        self.count(NoteCode::AssessmentsWithoutEvidence, without_evidence);
    }

    /// Columns without a date of their own could tell a run for a past date about the future; the
    /// note lists those that are filled, when the book knows of later days.
    pub(super) fn of_undated_columns(&mut self, book: &Book, as_of: NaiveDate) {
        let cancelled = |status| status == store::Status::Cancelled;
        let undated_cancel = book.lines.status.is_filled()
            && book
                .lines
                .status
                .iter()
                .zip(0_usize..)
                .any(|(status, row)| cancelled(status) && book.lines.cancelled_on.get(row) == NO_DAY);
        let undated_reason = book.reasons.iter().any(|r| r.approved_on == NO_DAY);
        let documents = &book.customers.documents_complete;
        let undated_documents = documents.is_filled()
            && documents
                .iter()
                .zip(0_usize..)
                .any(|(d, row)| d.is_some() && book.customers.documents_since.get(row) == NO_DAY);
        let undated_ranks = book.ranked_contacts().next().is_some();
        let columns = [
            (undated_cancel, "status without cancelled_on"),
            (undated_reason, "delay_reasons without approved_on"),
            (undated_documents, "documents_complete without documents_since"),
            (book.customers.cost_to_serve.is_filled(), "cost_to_serve"),
            (undated_ranks, "official_rank of contacts"),
            (book.contracts.iter().any(|contract| contract.status.is_some()), "status of contracts"),
        ];
        let filled = columns.into_iter().filter(|(filled, _)| *filled);
        self.undated = filled.map(|(_, column)| column.to_owned()).collect();
        self.knows_later_days = !self.undated.is_empty() && knows_later_days(book, as_of);
    }
}

/// How many are held down as short relationships, are individuals, and how many assessments of them have no
/// evidence.
fn count_customers<'f>(
    customers: impl Iterator<Item = &'f CustomerFacts>,
    individual: Option<u32>,
) -> [u64; 3] {
    let mut counts = [0_u64; 3];
    for c in customers {
        let short = !c.is_new && c.credit.slices > 0 && c.short_relationship && !c.special_approval;
        let is_individual = individual.is_some() && c.attributes.first().copied() == individual;
        let without_evidence = c.prospect().map_or(0, |prospect| u64::from(prospect.without_evidence));
        let more = [u64::from(short), u64::from(is_individual), without_evidence];
        for (count, more) in counts.iter_mut().zip(more) {
            *count = count.saturating_add(more);
        }
    }
    counts
}

/// Whether the book has anything of a later day.
pub(crate) fn knows_later_days(book: &Book, as_of: NaiveDate) -> bool {
    book.latest_date().is_some_and(|latest| latest > as_of)
}

/// The note that names products without cost, the largest first.
fn uncosted_products(uncosted: &BTreeMap<String, Exact>) -> Option<Note> {
    let mut largest: Vec<(&str, Exact)> = uncosted.iter().map(|(p, a)| (p.as_str(), *a)).collect();
    largest.sort_unstable_by(|(a, amount_a), (b, amount_b)| amount_b.cmp(amount_a).then(a.cmp(b)));
    let name = |id: &str| if id.is_empty() { WITHOUT_PRODUCT.to_owned() } else { quote(id) };
    let mut named: Vec<String> = largest.iter().take(NAMED_PRODUCTS).map(|(id, _)| name(id)).collect();
    if largest.len() > NAMED_PRODUCTS {
        named.push("…".to_owned());
    }
    if named.is_empty() {
        return None;
    }
    let total = largest.iter().fold(Exact::ZERO, |sum, (_, amount)| sum.checked_add(*amount).unwrap_or(sum));
    let note = Note::new(NoteCode::ProductsWithoutCost, largest.len() as u64);
    Some(note.with_money(total).about(named.join(", ")))
}
