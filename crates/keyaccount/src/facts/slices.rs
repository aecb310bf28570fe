//! What counts of one slice: whether, how many days late, excused by what, for how many points (§4.2.2–5).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::payment::{self, Slice, SliceKind, SliceSink};
use crate::book::store::Reason;
use crate::book::{Book, DelayReasonKind, ExcusedDays, NO_DAY, NONE};
use crate::calendar::{Day, Window};
use crate::policy::{Credit, Policy};

/// The accepted delay reasons of a book.
#[derive(Debug, Default)]
pub(crate) struct Excuses {
    /// Days by invoice.
    days: HashMap<u32, u32>,
    /// Days by invoice and kind, each within its bound.
    by_kind: HashMap<(u32, DelayReasonKind), u32>,
    /// Invoices of wilful defaults.
    wilful: HashSet<u32>,
    pub(super) ignored: u64,
}

/// Excused without a bound.
const ALL_DAYS: u32 = u32::MAX;

impl Excuses {
    /// Adds up the documented and approved reasons of each invoice, kind by kind, since a kind may
    /// have a bound over all its rows (§4.2.4, BOOK §2.8a).
    fn new<'r>(credit: &Credit, as_of: i32, reasons: impl Iterator<Item = &'r Reason>) -> Self {
        let mut excuses = Self::default();
        for reason in reasons {
            if reason.approved_on != NO_DAY && reason.approved_on > as_of {
                continue;
            }
            if !reason.documented || reason.approved_by == NONE {
                excuses.ignored = excuses.ignored.saturating_add(1);
                continue;
            }
            if reason.kind == DelayReasonKind::WilfulDefault {
                excuses.wilful.insert(reason.invoice);
            }
            let Some(rule) = credit.excused.iter().find(|rule| rule.kind == reason.kind) else { continue };
            let days = match reason.excused {
                ExcusedDays::All => ALL_DAYS,
                ExcusedDays::Days(days) => days,
            };
            let sum = excuses.by_kind.entry((reason.invoice, reason.kind)).or_default();
            *sum = sum.saturating_add(days).min(rule.max_days.unwrap_or(ALL_DAYS));
        }
        for ((invoice, _), days) in &excuses.by_kind {
            let sum = excuses.days.entry(*invoice).or_default();
            *sum = sum.saturating_add(*days);
        }
        excuses
    }

    /// The invoices that have any.
    pub(super) fn invoices(&self) -> impl Iterator<Item = u32> {
        self.days.keys().chain(&self.wilful).copied()
    }

    pub(crate) fn is_wilful(&self, invoice: u32) -> bool {
        !self.wilful.is_empty() && self.wilful.contains(&invoice)
    }
}

/// What the rules make of a slice. Days are effective days but for `late`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JudgedSlice {
    pub(crate) late: i32,
    pub(crate) excused: i32,
    pub(crate) effective: i32,
    /// Ten-thousandths of a point.
    pub(crate) points: u32,
}

/// The rules of one slice, for a book and a day.
#[derive(Debug)]
pub(crate) struct SliceRules<'b> {
    pub(super) credit: &'b Credit,
    pub(crate) window: Window,
    pub(crate) excuses: Excuses,
}

impl<'b> SliceRules<'b> {
    pub(super) fn new(book: &Book, credit: &'b Credit, as_of: NaiveDate) -> Self {
        Self::of_reasons(credit, Window::ending(as_of, credit.window_months), book.reasons.iter())
    }

    /// The rules for the invoices of these reasons, with the window of the credit that ends on the as-of
    /// day.
    pub(super) fn of_reasons<'r>(
        credit: &'b Credit,
        window: Window,
        reasons: impl Iterator<Item = &'r Reason>,
    ) -> Self {
        Self { credit, window, excuses: Excuses::new(credit, window.last.number(), reasons) }
    }

    /// Whether a slice counts in the score: paid or written off inside the window, or open and past
    /// due, however old (§4.2.2).
    pub(super) const fn counts(&self, slice: Slice) -> bool {
        match slice.kind {
            SliceKind::Open => slice.due < slice.day,
            SliceKind::Paid | SliceKind::WrittenOff => self.window.contains(Day::from_number(slice.day)),
        }
    }

    pub(crate) fn judge(&self, slice: Slice) -> JudgedSlice {
        let days = if self.excuses.days.is_empty() { None } else { self.excuses.days.get(&slice.invoice) };
        self.judge_with(slice, days.map_or(0, |days| i32::try_from(*days).unwrap_or(i32::MAX)))
    }

    /// For an invoice without an accepted delay reason.
    #[inline]
    pub(super) fn judge_unexcused(&self, slice: Slice) -> JudgedSlice {
        self.judge_with(slice, 0)
    }

    #[inline]
    fn judge_with(&self, slice: Slice, excused: i32) -> JudgedSlice {
        let late = slice.day.saturating_sub(slice.due).max(0);
        let excused = excused.min(late);
        let left = late.saturating_sub(excused);
        let effective = if left.unsigned_abs() <= self.credit.grace_days { 0 } else { left };
        let written_off = slice.kind == SliceKind::WrittenOff;
        let points = if written_off { 0 } else { self.credit.curve.points(effective) };
        JudgedSlice { late, excused, effective, points }
    }

    /// Where the written policy says it of a delay reason.
    pub(crate) fn clause_of(&self, kind: DelayReasonKind) -> Option<&'b str> {
        self.credit.excused.iter().find(|rule| rule.kind == kind)?.clause.as_deref()
    }

    /// The excused days of a slice by reason: the kinds in their fixed order, until the excused days
    /// are used up, so that the order of rows changes nothing (§4.2.7).
    pub(crate) fn excused_by(&self, slice: Slice) -> Vec<(DelayReasonKind, i32)> {
        let mut left = self.judge(slice).excused;
        let mut reasons = Vec::new();
        if left == 0 {
            return reasons;
        }
        for kind in DelayReasonKind::ALL {
            let days = self.excuses.by_kind.get(&(slice.invoice, *kind)).copied().unwrap_or(0);
            let days = i32::try_from(days).unwrap_or(i32::MAX).min(left);
            if days > 0 {
                reasons.push((*kind, days));
                left = left.saturating_sub(days);
            }
        }
        reasons
    }
}

/// Gathers the slices that count.
struct Gatherer<'b> {
    rules: SliceRules<'b>,
    slices: Vec<Slice>,
}

impl SliceSink for Gatherer<'_> {
    fn slice(&mut self, slice: Slice) {
        if self.rules.counts(slice) {
            self.slices.push(slice);
        }
    }

    fn lowered(&mut self, _: u32, _: i32, _: i128) {}
}

/// The slices of one customer that count in its score, in no particular order, and the rules that judge
/// them.
pub(crate) fn gather_one<'b>(
    book: &Book,
    policy: &'b Policy,
    as_of: NaiveDate,
    customer: u32,
) -> (SliceRules<'b>, Vec<Slice>) {
    let is_own = |invoice: u32| book.invoices.customer.get(invoice as usize) == customer;
    let window = Window::ending(as_of, policy.credit().window_months);
    let reasons = book.reasons.iter().filter(|reason| is_own(reason.invoice));
    let rules = SliceRules::of_reasons(policy.credit(), window, reasons);
    let mut gatherer = Gatherer { rules, slices: Vec::new() };
    payment::settle_one(book, Day::from(as_of).number(), customer, &mut gatherer);
    (gatherer.rules, gatherer.slices)
}

/// The slices that count in the score, in no particular order, and the rules that judge them.
pub(crate) fn gather<'b>(book: &Book, policy: &'b Policy, as_of: NaiveDate) -> (SliceRules<'b>, Vec<Slice>) {
    let mut gatherer = Gatherer { rules: SliceRules::new(book, policy.credit(), as_of), slices: Vec::new() };
    payment::settle(book, Day::from(as_of).number(), &mut gatherer);
    (gatherer.rules, gatherer.slices)
}
