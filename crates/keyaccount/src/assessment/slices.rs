//! The table of slices: the arithmetic of credit, row by row (§4.2, BOOK §5).

use core::fmt;

use super::Assessment;
use super::table::{ResultColumn, ResultTable};
use super::value::Value;
use crate::book::{Book, Code, micros};
use crate::calendar::Day;
use crate::decimal::{Exact, POINTS_SCALE, PUBLISHED_SCALE};
use crate::error::Error;
use crate::facts::{JudgedSlice, Slice, SliceRules, gather_slices};

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::slice("customer_id", |row| {
        Value::from(row.table.book.customer_ids.text(row.slice.customer))
    }),
    ResultColumn::slice("invoice_id", |row| Value::from(row.table.invoice_id(row.slice))),
    ResultColumn::slice("amount", |row| row.amount()),
    ResultColumn::slice("state", |row| Value::code(row.slice.kind.code())),
    ResultColumn::slice("due_on", |row| date(row.slice.due)),
    ResultColumn::slice("settled_on", |row| date(row.slice.day)),
    ResultColumn::slice("days_late", |row| Value::Integer(i64::from(row.judged.late))),
    ResultColumn::slice("excused_days", |row| Value::Integer(i64::from(row.judged.excused))),
    ResultColumn::slice("excused_by", |row| row.excused_by()),
    ResultColumn::slice("effective_days", |row| Value::Integer(i64::from(row.judged.effective))),
    ResultColumn::slice("points", |row| {
        Value::from(Exact::new(i128::from(row.judged.points), POINTS_SCALE).publish(POINTS_SCALE))
    }),
    ResultColumn::slice("clause", |row| {
        row.table.assessment.policy.credit().clause.as_deref().map_or(Value::Empty, Value::from)
    }),
];

/// Every part of an invoice that counts in a credit score ([`Assessment::slices`]).
pub struct SliceTable<'a> {
    assessment: &'a Assessment,
    book: &'a Book,
    rules: SliceRules<'a>,
    slices: Vec<Slice>,
}

impl fmt::Debug for SliceTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SliceTable").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl Assessment {
    /// The slices of every member: paid or written off in the window, or open and past due, however
    /// old. Σ amount × points ÷ Σ amount of a customer is its credit score.
    ///
    /// # Errors
    /// Another book than the one that was assessed, told by its input digest where the stamp has one.
    pub fn slices<'a>(&'a self, book: &'a Book) -> Result<SliceTable<'a>, Error> {
        self.check_book(book)?;
        let as_of = self.facts.as_of;
        let (rules, mut slices) = gather_slices(book, &self.policy, as_of);
        // The place of each of the book's customers in the score table; what is no member has none.
        let mut places = vec![None; book.customer_ids.len()];
        for (place, at) in self.order.iter().enumerate() {
            let customer = self.facts.customers.get(*at as usize);
            let number = customer.and_then(|customer| book.customer_ids.find(self.facts.id(customer)));
            if let Some(slot) = number.and_then(|number| places.get_mut(number as usize)) {
                *slot = Some(place);
            }
        }
        let place = |slice: &Slice| places.get(slice.customer as usize).copied().flatten();
        slices.retain(|slice| place(slice).is_some());
        let table = SliceTable { assessment: self, book, rules, slices: Vec::new() };
        slices.sort_unstable_by_key(|slice| {
            (place(slice), table.invoice_id(*slice).as_bytes(), slice.day, slice.kind, slice.invoice)
        });
        Ok(SliceTable { slices, ..table })
    }
}

impl<'a> SliceTable<'a> {
    /// The table: customers in the order of the score table, then by invoice id, then by date.
    ///
    /// `amount` has two decimals, and more where the invoice has; `settled_on` of an open slice is the
    /// as-of day. The excused days are split among the reasons in the fixed order of their kinds.
    #[must_use]
    pub const fn table(&'a self) -> ResultTable<'a> {
        ResultTable::of_slices(self, COLUMNS)
    }

    /// How many slices there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.slices.len()
    }

    /// Whether nothing counts for anybody.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.slices.is_empty()
    }

    /// Every slice with what the rules make of it.
    pub(crate) fn judged(&self) -> impl Iterator<Item = (Slice, JudgedSlice)> {
        self.slices.iter().map(|slice| (*slice, self.rules.judge(*slice)))
    }

    fn invoice_id(&self, slice: Slice) -> &'a str {
        let id = self.book.invoices.id.get(slice.invoice as usize);
        self.book.invoice_ids.text(id)
    }

    pub(super) fn row(&'a self, at: usize) -> Option<SliceRow<'a>> {
        let slice = *self.slices.get(at)?;
        Some(SliceRow { table: self, slice, judged: self.rules.judge(slice) })
    }
}

/// One slice with what the rules make of it.
pub(super) struct SliceRow<'a> {
    table: &'a SliceTable<'a>,
    slice: Slice,
    judged: JudgedSlice,
}

impl<'a> SliceRow<'a> {
    fn amount(&self) -> Value<'a> {
        let amount = micros(self.slice.amount);
        match amount.at_scale(PUBLISHED_SCALE) {
            Some(_) => Value::from(amount.publish(PUBLISHED_SCALE)),
            None => Value::from(amount.to_decimal()),
        }
    }

    fn excused_by(&self) -> Value<'a> {
        let reasons = self.table.rules.excused_by(self.slice);
        let codes: Vec<_> = reasons.iter().map(|(kind, days)| format!("{}:{days}", kind.code())).collect();
        Value::code(codes.join(";"))
    }
}

fn date(number: i32) -> Value<'static> {
    Day::from_number(number).date().map_or(Value::Empty, Value::Date)
}
