//! Payment behaviour measured: days late, excused days, points, vetoes, receivables (§4.2).

use chrono::NaiveDate;

use super::Overflow;
use super::payment::{self, SettlementNotes, Slice, SliceKind, SliceSink};
use super::slices::{JudgedSlice, SliceRules};
use crate::book::{Book, CreditFactKind, Days, NO_DAY, NONE};
use crate::calendar::Day;
use crate::policy::Policy;

/// The payment behaviour of one customer. Amounts are millionths.
#[derive(Clone, Debug, Default)]
pub(crate) struct CreditFacts {
    /// The first visible invoice.
    pub(crate) first_invoice: Option<i32>,
    pub(crate) slices: u32,
    pub(crate) on_time: u32,
    /// Σ amount of the slices.
    pub(crate) amount: i128,
    /// Σ amount × points (ten-thousandths).
    pub(crate) points: i128,
    /// Σ amount × effective days late.
    pub(crate) days: i128,
    pub(crate) max_days: i32,
    /// Open and past due.
    pub(crate) overdue: i128,
    /// The worst effective days late of an open slice.
    pub(crate) worst_open: i32,
    /// Open, due or not.
    pub(crate) receivables: i128,
    pub(crate) vetoes: VetoSet,
    /// The last day of what each veto of the window rests on.
    pub(crate) veto_days: VetoDays,
}

/// The last day of what a veto rests on that ends when it leaves the window; the greatest day there is
/// if it will not leave it by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VetoDays([i32; 3]);

impl Default for VetoDays {
    fn default() -> Self {
        Self([NO_DAY; 3])
    }
}

impl VetoDays {
    const fn place(veto: Veto) -> Option<usize> {
        match veto {
            Veto::WriteOff => Some(0),
            Veto::WilfulDefault => Some(1),
            Veto::BouncedBill => Some(2),
            Veto::Overdue | Veto::LegalTrouble => None,
        }
    }

    fn note(&mut self, veto: Veto, day: i32) {
        if let Some(last) = Self::place(veto).and_then(|place| self.0.get_mut(place)) {
            *last = day.max(*last);
        }
    }

    /// The day, if the veto leaves the window by itself.
    pub(crate) fn last(self, veto: Veto) -> Option<i32> {
        let day = *self.0.get(Self::place(veto)?)?;
        (day != NO_DAY && day != i32::MAX).then_some(day)
    }
}

impl CreditFacts {
    fn veto_on(&mut self, veto: Veto, day: i32) {
        self.vetoes.insert(veto);
        self.veto_days.note(veto, day);
    }
}

/// A veto, in the order results list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Veto {
    /// A write-off or bad debt in the window.
    WriteOff,
    /// A wilful default in the window.
    WilfulDefault,
    /// An open slice too many days late.
    Overdue,
    /// Unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// A bounced bill in the window.
    BouncedBill,
}

impl Veto {
    /// Every veto, in the order results list them.
    pub const ALL: [Self; 5] =
        [Self::WriteOff, Self::WilfulDefault, Self::Overdue, Self::LegalTrouble, Self::BouncedBill];

    const fn bit(self) -> u8 {
        match self {
            Self::WriteOff => 1,
            Self::WilfulDefault => 2,
            Self::Overdue => 4,
            Self::LegalTrouble => 8,
            Self::BouncedBill => 16,
        }
    }
}

/// The vetoes of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VetoSet(u8);

impl VetoSet {
    pub(crate) const fn insert(&mut self, veto: Veto) {
        self.0 |= veto.bit();
    }

    /// The others.
    pub(crate) const fn without(self, veto: Veto) -> Self {
        Self(self.0 & !veto.bit())
    }

    pub(crate) const fn contains(self, veto: Veto) -> bool {
        self.0 & veto.bit() != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Receivables of the whole book, for the portfolio metrics. Millionths.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Receivables {
    /// Open when the window began.
    pub(crate) begin: i128,
    /// Invoiced inside the window.
    pub(crate) credit_sales: i128,
    /// Open at the as-of day.
    pub(crate) end: i128,
    /// Open and not past due at the as-of day.
    pub(crate) end_current: i128,
}

/// The credit facts of every customer of a book, and what the pass noticed.
#[derive(Debug)]
pub(crate) struct CreditPass {
    pub(crate) customers: Vec<CreditFacts>,
    pub(crate) receivables: Receivables,
    pub(crate) invoices_read: u64,
    pub(crate) settlements: SettlementNotes,
    pub(crate) reasons_ignored: u64,
    pub(crate) overflow: Option<Overflow>,
}

struct CreditSink<'b> {
    rules: SliceRules<'b>,
    customers: Vec<CreditFacts>,
    receivables: Receivables,
    issued: &'b Days,
    overflow: Option<Overflow>,
}

impl CreditSink<'_> {
    fn count(&mut self, slice: Slice) {
        let JudgedSlice { effective, points, .. } = self.rules.judge(slice);
        let wilful = self.rules.excuses.is_wilful(slice.invoice);
        let written_off = slice.kind == SliceKind::WrittenOff;
        let Some(facts) = self.customers.get_mut(slice.customer as usize) else { return };
        let sums = (|| {
            let points = slice.amount.checked_mul(i128::from(points))?.checked_add(facts.points)?;
            let days = slice.amount.checked_mul(i128::from(effective))?.checked_add(facts.days)?;
            Some((facts.amount.checked_add(slice.amount)?, points, days))
        })();
        match sums {
            Some(sums) => (facts.amount, facts.points, facts.days) = sums,
            None => {
                self.overflow.get_or_insert(Overflow { customer: slice.customer, what: "invoices" });
            }
        }
        facts.slices = facts.slices.saturating_add(1);
        if effective == 0 && !written_off {
            facts.on_time = facts.on_time.saturating_add(1);
        }
        facts.max_days = facts.max_days.max(effective);
        if wilful {
            // While open, a slice is never left behind by the window.
            let day = if slice.kind == SliceKind::Open { i32::MAX } else { slice.day };
            facts.veto_on(Veto::WilfulDefault, day);
        }
        match slice.kind {
            SliceKind::Paid => {}
            SliceKind::WrittenOff => facts.veto_on(Veto::WriteOff, slice.day),
            SliceKind::Open => {
                facts.overdue = facts.overdue.saturating_add(slice.amount);
                facts.worst_open = facts.worst_open.max(effective);
                let limit = self.rules.credit.vetoes.overdue_days_above;
                if limit.is_some_and(|limit| effective.unsigned_abs() > limit) {
                    facts.vetoes.insert(Veto::Overdue);
                }
            }
        }
    }
}

impl SliceSink for CreditSink<'_> {
    fn slice(&mut self, slice: Slice) {
        let counts = self.rules.counts(slice);
        if slice.kind == SliceKind::Open {
            if let Some(facts) = self.customers.get_mut(slice.customer as usize) {
                match facts.receivables.checked_add(slice.amount) {
                    Some(sum) => facts.receivables = sum,
                    None => {
                        self.overflow.get_or_insert(Overflow { customer: slice.customer, what: "invoices" });
                    }
                }
            }
            self.receivables.end = self.receivables.end.saturating_add(slice.amount);
            if !counts {
                self.receivables.end_current = self.receivables.end_current.saturating_add(slice.amount);
            }
        }
        if counts {
            self.count(slice);
        }
    }

    fn lowered(&mut self, invoice: u32, day: i32, amount: i128) {
        let first = self.rules.window.first.number();
        let issued = self.issued.get(invoice as usize);
        if day < first && issued < first {
            self.receivables.begin = self.receivables.begin.saturating_sub(amount);
        }
    }
}

/// Settles every visible invoice and measures what came of it.
pub(crate) fn measure(book: &Book, policy: &Policy, as_of: NaiveDate) -> CreditPass {
    let credit = policy.credit();
    let today = Day::from(as_of).number();
    let rules = SliceRules::new(book, credit, as_of);
    let window = rules.window;
    let mut sink = CreditSink {
        rules,
        customers: vec![CreditFacts::default(); book.customer_ids.len()],
        receivables: Receivables::default(),
        issued: &book.invoices.issued,
        overflow: None,
    };
    let mut invoices_read = 0_u64;
    for (row, (issued, customer)) in
        book.invoices.issued.iter().zip(book.invoices.customer.iter()).enumerate()
    {
        if issued > today || customer == NONE {
            continue;
        }
        invoices_read = invoices_read.saturating_add(1);
        if let Some(facts) = sink.customers.get_mut(customer as usize) {
            facts.first_invoice = Some(facts.first_invoice.map_or(issued, |first| first.min(issued)));
        }
        let amount = book.invoices.amount.get(row).unwrap_or(0);
        if issued < window.first.number() {
            sink.receivables.begin = sink.receivables.begin.saturating_add(amount);
        } else {
            sink.receivables.credit_sales = sink.receivables.credit_sales.saturating_add(amount);
        }
    }
    let settlements = payment::settle(book, today, &mut sink);
    let mut customers = sink.customers;
    for fact in &book.facts {
        if fact.on > today {
            continue;
        }
        let Some(facts) = customers.get_mut(fact.customer as usize) else { continue };
        let in_window = window.contains(Day::from_number(fact.on));
        let unresolved = fact.resolved_on == NO_DAY || fact.resolved_on > today;
        match fact.kind {
            CreditFactKind::BadDebt if in_window => facts.veto_on(Veto::WriteOff, fact.on),
            CreditFactKind::WilfulDefault if in_window => facts.veto_on(Veto::WilfulDefault, fact.on),
            CreditFactKind::BouncedBill if in_window => facts.veto_on(Veto::BouncedBill, fact.on),
            CreditFactKind::Litigation | CreditFactKind::Insolvency | CreditFactKind::SuspendedBusiness
                if unresolved =>
            {
                facts.vetoes.insert(Veto::LegalTrouble);
            }
            _ => {}
        }
    }
    let in_force = |veto: Veto| match veto {
        Veto::WriteOff => credit.vetoes.write_off,
        Veto::WilfulDefault => credit.vetoes.wilful_default,
        Veto::Overdue => credit.vetoes.overdue_days_above.is_some(),
        Veto::LegalTrouble => credit.vetoes.legal_trouble,
        Veto::BouncedBill => credit.vetoes.bounced_bill,
    };
    for facts in &mut customers {
        for veto in Veto::ALL {
            if !in_force(veto) {
                facts.vetoes.0 &= !veto.bit();
            }
        }
    }
    CreditPass {
        customers,
        receivables: sink.receivables,
        invoices_read,
        settlements,
        reasons_ignored: sink.rules.excuses.ignored,
        overflow: sink.overflow,
    }
}
