//! The slices of one customer: amount, days, points, and what each adds to the score.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Context, date};
use crate::book::{Book, DelayReasonKind, micros};
use crate::calendar::Window;
use crate::decimal::{Exact, POINTS_SCALE, PUBLISHED_SCALE, Score, parts};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::{JudgedSlice, Slice, SliceKind, SliceRules, gather_slices_of};
use crate::ids::InvoiceId;

/// A part of an invoice that counts in the credit score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedSlice {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// How much of it.
    pub amount: Exact,
    /// What became of it.
    pub state: SliceKind,
    /// The due day, extended where that was approved in time.
    pub due_on: NaiveDate,
    /// When it was paid or written off; empty while open.
    pub settled_on: Option<NaiveDate>,
    /// Days after the due day, of an open slice until the as-of day.
    pub days_late: u32,
    /// Days of these that do not count, and why.
    pub excused: Vec<ExcusedBy>,
    /// Days late less days excused; 0 within the days of grace.
    pub effective_days: u32,
    /// Points of the curve for the effective days, four decimals; 0 of a write-off.
    #[serde(with = "rust_decimal::serde::str")]
    pub points: Decimal,
    /// Amount × points.
    pub weighted: Exact,
    /// What it adds to the score. Rounded by largest remainder, so that the parts shown add up to the
    /// score; empty without a score.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub adds: Option<Decimal>,
}

/// Days of an invoice that do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcusedBy {
    /// The delay reason.
    pub kind: DelayReasonKind,
    /// How many days.
    pub days: u32,
    /// Where the written policy says it.
    pub clause: Option<String>,
}

/// The slices of one customer with the rules that judge them, by invoice id, then by date.
pub(super) struct Gathered<'a> {
    book: &'a Book,
    rules: SliceRules<'a>,
    slices: Vec<(Slice, JudgedSlice)>,
    pub(super) window: Window,
}

impl<'a> Gathered<'a> {
    /// # Errors
    /// Slices that are not those the facts were measured from.
    pub(super) fn new(context: &Context<'a>) -> Result<Self, Error> {
        let (book, policy) = (context.book, &context.row.assessment.policy);
        let (rules, slices) = gather_slices_of(book, policy, context.as_of, context.number);
        let mut slices: Vec<_> = slices.into_iter().map(|slice| (slice, rules.judge(slice))).collect();
        let id = |slice: &Slice| invoice_id(book, *slice).as_bytes();
        slices.sort_unstable_by(|(a, _), (b, _)| {
            (id(a), a.day, a.kind, a.invoice).cmp(&(id(b), b.day, b.kind, b.invoice))
        });
        let window = rules.window;
        let gathered = Self { book, rules, slices, window };
        if gathered.agrees_with(context) {
            return Ok(gathered);
        }
        let found = format!("payments of customer {} that are not those assessed", quote(context.row.id()));
        Err(Problem::new(ProblemCode::BookMismatch, found, "the book assessed").into())
    }

    /// Whether the facts are the sums of these slices.
    fn agrees_with(&self, context: &Context<'_>) -> bool {
        let facts = &context.row.customer.credit;
        let sum = |of: fn(&Slice, &JudgedSlice) -> i128| {
            self.slices.iter().fold(0_i128, |sum, (slice, judged)| sum.wrapping_add(of(slice, judged)))
        };
        sum(|slice, _| slice.amount) == facts.amount()
            && sum(|slice, judged| slice.amount.wrapping_mul(i128::from(judged.points))) == facts.points()
            && sum(|slice, judged| slice.amount.wrapping_mul(i128::from(judged.effective))) == facts.days()
            && u32::try_from(self.slices.len()) == Ok(facts.slices)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Slice, JudgedSlice)> {
        self.slices.iter().copied()
    }

    pub(super) fn invoice_id(&self, slice: Slice) -> &'a str {
        invoice_id(self.book, slice)
    }

    pub(super) fn is_wilful(&self, slice: Slice) -> bool {
        self.rules.excuses.is_wilful(slice.invoice)
    }

    pub(super) fn explained(&self) -> Vec<ExplainedSlice> {
        self.slices.iter().filter_map(|(slice, judged)| self.one(*slice, *judged)).collect()
    }

    fn one(&self, slice: Slice, judged: JudgedSlice) -> Option<ExplainedSlice> {
        let excused = self.rules.excused_by(slice).into_iter();
        let points = Exact::new(i128::from(judged.points), POINTS_SCALE);
        let amount = micros(slice.amount);
        Some(ExplainedSlice {
            invoice_id: self.invoice_id(slice).into(),
            amount: amount.normalised(),
            state: slice.kind,
            due_on: date(slice.due)?,
            settled_on: date(slice.day).filter(|_| slice.kind != SliceKind::Open),
            days_late: judged.late.unsigned_abs(),
            excused: excused
                .map(|(kind, days)| ExcusedBy {
                    kind,
                    days: days.unsigned_abs(),
                    clause: self.rules.clause_of(kind).map(str::to_owned),
                })
                .collect(),
            effective_days: judged.effective.unsigned_abs(),
            points: points.publish(POINTS_SCALE)?,
            weighted: amount.checked_mul(points)?.normalised(),
            adds: None,
        })
    }
}

fn invoice_id(book: &Book, slice: Slice) -> &str {
    book.invoice_ids.text(book.invoices.id.get(slice.invoice as usize))
}

/// Splits a published score among the slices.
pub(super) fn share_out(slices: &mut [ExplainedSlice], amount: Exact, score: Score) -> Option<()> {
    let weighted: Vec<Exact> = slices.iter().map(|slice| slice.weighted).collect();
    let shares = parts(&weighted, amount, PUBLISHED_SCALE, i128::from(score.hundredths()))?;
    for (slice, share) in slices.iter_mut().zip(shares) {
        slice.adds = Decimal::try_from_i128_with_scale(share, u32::from(PUBLISHED_SCALE)).ok();
    }
    Some(())
}
