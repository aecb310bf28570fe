//! What measuring noticed, as notes.

use chrono::NaiveDate;

use super::CustomerFacts;
use super::credit::CreditNotes;
use super::members::Members;
use super::orders::OrderPass;
use crate::book::{AmountsBasis, Book, Code, CustomerKind, NO_DAY, NONE, micros, store};
use crate::decimal::Exact;
use crate::error::quote;
use crate::notes::{Note, NoteCode, WITHOUT_PRODUCT};

/// How many products without cost are named.
const NAMED_PRODUCTS: usize = 10;

/// Collects the notes of a measurement.
#[derive(Default)]
pub(super) struct NoteTaker(pub(super) Vec<Note>);

impl NoteTaker {
    fn count(&mut self, code: NoteCode, count: u64) {
        if count > 0 {
            self.0.push(Note::new(code, count));
        }
    }

    fn money(&mut self, code: NoteCode, count: u64, money: Exact) {
        if count > 0 {
            self.0.push(Note::new(code, count).with_money(money));
        }
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
            self.0.push(Note::new(NoteCode::AmountsIncludeTax, 1));
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
            self.0.push(
                Note::new(NoteCode::SkippedWithoutCustomer, *count).with_total(*money).about(table.name()),
            );
        }
    }

    /// The products of lines that count for profit and have no cost, the largest first. A book without
    /// any cost is another matter.
    fn of_uncosted_products(&mut self, book: &Book, orders: &OrderPass) {
        if !orders.notes.has_cost_data {
            return;
        }
        let total = orders.notes.uncosted.values().fold(0_i128, |sum, amount| sum.saturating_add(*amount));
        let id = |product: u32| if product == NONE { "" } else { book.product_ids.text(product) };
        let mut largest: Vec<(u32, i128)> = orders.notes.uncosted.iter().map(|(p, a)| (*p, *a)).collect();
        largest
            .sort_unstable_by(|(a, amount_a), (b, amount_b)| amount_b.cmp(amount_a).then(id(*a).cmp(id(*b))));
        let name = |product: u32| {
            if product == NONE { WITHOUT_PRODUCT.to_owned() } else { quote(book.product_ids.text(product)) }
        };
        let mut named: Vec<String> = largest.iter().take(NAMED_PRODUCTS).map(|(p, _)| name(*p)).collect();
        if largest.len() > NAMED_PRODUCTS {
            named.push("…".to_owned());
        }
        if !named.is_empty() {
            let note = Note::new(NoteCode::ProductsWithoutCost, largest.len() as u64);
            let total = Exact::new(total, orders.scales.amount);
            self.0.push(note.with_money(total).about(named.join(", ")));
        }
    }

    pub(super) fn of_customers(&mut self, book: &Book, customers: &[CustomerFacts], history_too_short: bool) {
        let touched = customers
            .iter()
            .filter(|c| !c.is_new && c.credit.slices > 0 && c.short_relationship && !c.special_approval)
            .count() as u64;
        if history_too_short {
            self.0.push(Note::new(NoteCode::HistoryTooShort, 1));
        } else if book.settings.history_from.is_none() {
            self.count(NoteCode::ShortRelationships, touched);
        }
        let individual = CustomerKind::Individual.code();
        let kind = |c: &CustomerFacts| c.attributes.first().map_or("", |kind| book.texts.text(*kind));
        let individuals = customers.iter().filter(|c| kind(c) == individual).count() as u64;
        self.count(NoteCode::AutomatedDecisions, individuals);
        let without =
            customers.iter().filter_map(CustomerFacts::prospect).map(|p| u64::from(p.without_evidence));
        self.count(NoteCode::AssessmentsWithoutEvidence, without.sum());
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
        ];
        let knows_later_days = || book.latest_date().is_some_and(|latest| latest > as_of);
        if !columns.iter().any(|(filled, _)| *filled) || !knows_later_days() {
            return;
        }
        for (_, column) in columns.into_iter().filter(|(filled, _)| *filled) {
            self.0.push(Note::new(NoteCode::UndatedColumn, 1).about(column));
        }
    }
}
