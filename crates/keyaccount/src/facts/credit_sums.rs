//! What slices add up to, one by one and in 128 bits: whatever the book holds, and a few rows of one
//! customer.

use std::collections::HashMap;

use super::Overflow;
use super::credit::{CreditFacts, CreditNotes, Receivables};
use super::payment::{self, SettlementNotes, Slice, SliceKind, SliceSink};
use super::slices::{JudgedSlice, SliceRules};
use super::veto::{Veto, VetoDays, VetoSet};
use crate::book::store::Fact;
use crate::book::{Book, CreditFactKind, NO_DAY, NONE};
use crate::calendar::Day;

/// The payment behaviour of one customer in the making. Amounts are millionths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CreditSums {
    pub(super) first_invoice: Option<i32>,
    slices: u32,
    on_time: u32,
    amount: i128,
    points: i128,
    days: i128,
    max_days: i32,
    overdue: i128,
    worst_open: i32,
    receivables: i128,
    grounds: VetoGrounds,
}

/// The vetoes of a customer, whether the policy has them or not, and the last days of what they rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct VetoGrounds {
    pub(super) vetoes: VetoSet,
    pub(super) days: VetoDays,
}

impl VetoGrounds {
    /// A veto that rests on something of this day.
    pub(super) fn add(&mut self, veto: Veto, day: i32) {
        self.vetoes.insert(veto);
        self.days.note(veto, day);
    }

    /// What a credit fact adds.
    pub(super) fn add_fact(&mut self, fact: &Fact, rules: &SliceRules<'_>) {
        let today = rules.window.last.number();
        if fact.on > today {
            return;
        }
        let in_window = rules.window.contains(Day::from_number(fact.on));
        let unresolved = fact.resolved_on == NO_DAY || fact.resolved_on > today;
        match fact.kind {
            CreditFactKind::BadDebt if in_window => self.add(Veto::WriteOff, fact.on),
            CreditFactKind::WilfulDefault if in_window => self.add(Veto::WilfulDefault, fact.on),
            CreditFactKind::BouncedBill if in_window => self.add(Veto::BouncedBill, fact.on),
            CreditFactKind::Litigation | CreditFactKind::Insolvency | CreditFactKind::SuspendedBusiness
                if unresolved =>
            {
                self.vetoes.insert(Veto::LegalTrouble);
            }
            _ => {}
        }
    }

    /// What a counted slice adds, but for days late.
    pub(super) fn add_slice(&mut self, slice: Slice, is_wilful: bool) {
        if is_wilful {
            // While open, a slice is never left behind by the window.
            let day = if slice.kind == SliceKind::Open { i32::MAX } else { slice.day };
            self.add(Veto::WilfulDefault, day);
        }
        if slice.kind == SliceKind::WrittenOff {
            self.add(Veto::WriteOff, slice.day);
        }
    }

    /// The days, if a veto rests on any.
    pub(super) fn boxed_days(self) -> Option<Box<VetoDays>> {
        (self.days != VetoDays::default()).then(|| Box::new(self.days))
    }
}

/// Whether an open slice so many days late is a veto.
pub(super) fn is_overdue_veto(rules: &SliceRules<'_>, worst_open: i32) -> bool {
    rules.credit.vetoes.overdue_days_above.is_some_and(|limit| worst_open.unsigned_abs() > limit)
}

impl CreditSums {
    pub(super) fn facts(&self, rules: &SliceRules<'_>) -> CreditFacts {
        let sums = [self.amount, self.points, self.days, self.overdue, self.receivables];
        let mut vetoes = self.grounds.vetoes;
        if is_overdue_veto(rules, self.worst_open) {
            vetoes.insert(Veto::Overdue);
        }
        CreditFacts {
            first_invoice: self.first_invoice.unwrap_or(NO_DAY),
            slices: self.slices,
            on_time: self.on_time,
            max_days: self.max_days,
            worst_open: self.worst_open,
            vetoes: vetoes.in_force(&rules.credit.vetoes),
            veto_days: self.grounds.boxed_days(),
            ..CreditFacts::of_sums(sums)
        }
    }

    /// Notes a visible invoice.
    pub(super) fn note_invoice(&mut self, issued: i32) {
        self.first_invoice = Some(self.first_invoice.map_or(issued, |first| first.min(issued)));
    }

    pub(super) fn add_fact(&mut self, fact: &Fact, rules: &SliceRules<'_>) {
        self.grounds.add_fact(fact, rules);
    }

    /// Adds a slice that counts; `None` if a sum does not fit, which then stays as it was.
    fn count(&mut self, slice: Slice, rules: &SliceRules<'_>) -> Option<()> {
        let JudgedSlice { effective, points, .. } = rules.judge(slice);
        let sums = (|| {
            let points = slice.amount.checked_mul(i128::from(points))?.checked_add(self.points)?;
            let days = slice.amount.checked_mul(i128::from(effective))?.checked_add(self.days)?;
            Some((self.amount.checked_add(slice.amount)?, points, days))
        })();
        if let Some(sums) = sums {
            (self.amount, self.points, self.days) = sums;
        }
        self.slices = self.slices.saturating_add(1);
        if effective == 0 && slice.kind != SliceKind::WrittenOff {
            self.on_time = self.on_time.saturating_add(1);
        }
        self.max_days = self.max_days.max(effective);
        self.grounds.add_slice(slice, rules.excuses.is_wilful(slice.invoice));
        if slice.kind == SliceKind::Open {
            self.overdue = self.overdue.saturating_add(slice.amount);
            self.worst_open = self.worst_open.max(effective);
        }
        sums.map(|_| ())
    }
}

/// Where the sums of customers are.
pub(super) trait SumsByCustomer {
    fn of(&mut self, customer: u32) -> Option<&mut CreditSums>;
}

/// Those of every customer.
impl SumsByCustomer for Vec<CreditSums> {
    fn of(&mut self, customer: u32) -> Option<&mut CreditSums> {
        self.get_mut(customer as usize)
    }
}

/// Those of a few customers, made when first asked for.
impl SumsByCustomer for HashMap<u32, CreditSums> {
    fn of(&mut self, customer: u32) -> Option<&mut CreditSums> {
        Some(self.entry(customer).or_default())
    }
}

/// Those of one customer.
impl SumsByCustomer for CreditSums {
    fn of(&mut self, _customer: u32) -> Option<&mut CreditSums> {
        Some(self)
    }
}

/// Adds slices up.
pub(super) struct CreditSink<'a, 'b, S> {
    rules: &'a SliceRules<'b>,
    book: &'a Book,
    pub(super) customers: S,
    pub(super) receivables: Receivables,
    pub(super) overflow: Option<Overflow>,
}

impl<'a, 'b, S: SumsByCustomer> CreditSink<'a, 'b, S> {
    pub(super) fn new(book: &'a Book, rules: &'a SliceRules<'b>, customers: S) -> Self {
        Self { rules, book, customers, receivables: Receivables::default(), overflow: None }
    }

    /// Takes note of an invoice before anything settles it, if it is visible; whether it is.
    pub(super) fn issue(&mut self, row: usize) -> bool {
        let invoices = &self.book.invoices;
        let (issued, customer) = (invoices.issued.get(row), invoices.customer.get(row));
        if issued > self.rules.window.last.number() || customer == NONE {
            return false;
        }
        if let Some(sums) = self.customers.of(customer) {
            sums.note_invoice(issued);
        }
        let amount = invoices.amount.get(row).unwrap_or(0);
        if issued < self.rules.window.first.number() {
            self.receivables.begin = self.receivables.begin.saturating_add(amount);
        } else {
            self.receivables.credit_sales = self.receivables.credit_sales.saturating_add(amount);
        }
        true
    }

    fn overflows(&mut self, customer: u32) {
        self.overflow.get_or_insert(Overflow { customer, what: "invoices" });
    }
}

impl<S: SumsByCustomer> SliceSink for CreditSink<'_, '_, S> {
    fn slice(&mut self, slice: Slice) {
        let counts = self.rules.counts(slice);
        let Some(sums) = self.customers.of(slice.customer) else { return };
        let mut fits = true;
        if slice.kind == SliceKind::Open {
            match sums.receivables.checked_add(slice.amount) {
                Some(sum) => sums.receivables = sum,
                None => fits = false,
            }
            self.receivables.end = self.receivables.end.saturating_add(slice.amount);
            if !counts {
                self.receivables.end_current = self.receivables.end_current.saturating_add(slice.amount);
            }
        }
        if counts {
            fits &= sums.count(slice, self.rules).is_some();
        }
        if !fits {
            self.overflows(slice.customer);
        }
    }

    fn lowered(&mut self, invoice: u32, day: i32, amount: i128) {
        let first = self.rules.window.first.number();
        let issued = self.book.invoices.issued.get(invoice as usize);
        if day < first && issued < first {
            self.receivables.begin = self.receivables.begin.saturating_sub(amount);
        }
    }
}

/// What came of every visible invoice, in 128 bits.
pub(super) fn row_by_row(
    book: &Book,
    rules: &SliceRules<'_>,
) -> (Vec<CreditSums>, CreditNotes, Option<Overflow>) {
    let mut sink = CreditSink::new(book, rules, vec![CreditSums::default(); book.customer_ids.len()]);
    let mut invoices_read = 0_u64;
    for row in 0..book.invoices.customer.len() {
        invoices_read = invoices_read.saturating_add(u64::from(sink.issue(row)));
    }
    let settlements: SettlementNotes = payment::settle(book, rules.window.last.number(), &mut sink);
    let mut customers = sink.customers;
    for fact in &book.facts {
        if let Some(sums) = customers.of(fact.customer) {
            sums.add_fact(fact, rules);
        }
    }
    let notes = CreditNotes {
        receivables: sink.receivables,
        invoices_read,
        settlements,
        reasons_ignored: rules.excuses.ignored,
    };
    (customers, notes, sink.overflow)
}
