//! What measuring noticed, as notes.

use chrono::NaiveDate;

use super::{CustomerFacts, credit, orders};
use crate::book::{Book, NO_DAY, micros, store};
use crate::decimal::Exact;
use crate::notes::{Note, NoteCode};

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
        orders: &orders::OrderPass,
        credit: &credit::CreditPass,
        unweighed: u64,
        is_member: &[bool],
    ) {
        self.count(NoteCode::LinesRead, orders.lines_read);
        self.count(NoteCode::LinesCancelled, orders.lines_cancelled);
        self.count(NoteCode::InvoicesRead, credit.invoices_read);
        self.count(NoteCode::SettlementsRead, credit.settlements.settlements_read);
        self.count(NoteCode::SharedOrderIds, orders.shared_orders);
        self.count(NoteCode::UnknownProducts, orders.unknown_products);
        let s = &credit.settlements;
        self.money(NoteCode::OverSettled, s.over_settled, micros(s.over_settled_amount));
        let members =
            s.left_over.iter().filter(|(customer, _)| is_member.get(*customer as usize) == Some(&true));
        let (count, left) = members.fold((0_u64, 0_i128), |(count, left), (_, money)| {
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
        let without =
            customers.iter().filter_map(|c| c.prospect.as_ref()).map(|p| u64::from(p.without_evidence));
        self.count(NoteCode::AssessmentsWithoutEvidence, without.sum());
    }

    /// Columns without a date of their own could tell a run for a past date about the future; the
    /// note lists those that are filled, when the book knows of later days.
    pub(super) fn of_undated_columns(&mut self, book: &Book, as_of: NaiveDate) {
        if book.latest_date().is_none_or(|latest| latest <= as_of) {
            return;
        }
        let cancelled = |status: &store::Status| *status == store::Status::Cancelled;
        let undated_cancel = book
            .lines
            .status
            .iter()
            .zip(0_usize..)
            .any(|(status, row)| cancelled(status) && book.lines.cancelled_on.get(row) == NO_DAY);
        let undated_reason = book.reasons.iter().any(|r| r.approved_on == NO_DAY);
        let documents = &book.customers.documents_complete;
        let undated_documents = documents
            .iter()
            .zip(0_usize..)
            .any(|(d, row)| d.is_some() && book.customers.documents_since.get(row) == NO_DAY);
        let columns = [
            (undated_cancel, "status without cancelled_on"),
            (undated_reason, "delay_reasons without approved_on"),
            (undated_documents, "documents_complete without documents_since"),
            (book.customers.cost_to_serve.is_filled(), "cost_to_serve"),
        ];
        for (_, column) in columns.into_iter().filter(|(filled, _)| *filled) {
            self.0.push(Note::new(NoteCode::UndatedColumn, 1).about(column));
        }
    }
}
