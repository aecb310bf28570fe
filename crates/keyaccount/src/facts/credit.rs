//! Payment behaviour measured: days late, excused days, points, vetoes, receivables (§4.2).
//!
//! Mostly in one pass over columns of 64 bits ([`credit_pass`]); customers with money that names no
//! invoice, and whatever does not fit there, are settled row by row ([`payment`](super::payment)).

use serde::{Deserialize, Serialize};

use super::Overflow;
use super::credit_cells::CreditCells;
use super::credit_pass;
use super::credit_sums::{CreditSums, row_by_row};
use super::payment::SettlementNotes;
use super::slices::SliceRules;
use super::sums::Sums;
use super::veto::{Veto, VetoDays, VetoSet};
use crate::book::{Book, NO_DAY};

/// The payment behaviour of one customer. Amounts are millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CreditFacts {
    pub(super) sums: Sums<{ sum::COUNT }>,
    /// The first visible invoice; [`NO_DAY`] without one.
    pub(super) first_invoice: i32,
    pub(crate) slices: u32,
    pub(crate) on_time: u32,
    pub(crate) max_days: i32,
    /// The worst effective days late of an open slice.
    pub(crate) worst_open: i32,
    pub(crate) vetoes: VetoSet,
    /// The last day of what each veto of the window rests on, if there is any.
    pub(super) veto_days: Option<Box<VetoDays>>,
}

/// The places of the sums.
mod sum {
    pub(super) const AMOUNT: usize = 0;
    pub(super) const POINTS: usize = 1;
    pub(super) const DAYS: usize = 2;
    pub(super) const OVERDUE: usize = 3;
    pub(super) const RECEIVABLES: usize = 4;
    pub(super) const COUNT: usize = 5;
}

impl CreditFacts {
    /// Facts with these sums, in the order of the places, and nothing else.
    pub(super) fn of_sums(sums: [i128; sum::COUNT]) -> Self {
        Self {
            sums: Sums::new(sums),
            first_invoice: NO_DAY,
            slices: 0,
            on_time: 0,
            max_days: 0,
            worst_open: 0,
            vetoes: VetoSet::default(),
            veto_days: None,
        }
    }

    /// Σ amount of the slices.
    pub(crate) fn amount(&self) -> i128 {
        self.sums.get(sum::AMOUNT)
    }

    /// Σ amount × points (ten-thousandths).
    pub(crate) fn points(&self) -> i128 {
        self.sums.get(sum::POINTS)
    }

    /// Σ amount × effective days late.
    pub(crate) fn days(&self) -> i128 {
        self.sums.get(sum::DAYS)
    }

    /// Open and past due.
    pub(crate) fn overdue(&self) -> i128 {
        self.sums.get(sum::OVERDUE)
    }

    /// Open, due or not.
    pub(crate) fn receivables(&self) -> i128 {
        self.sums.get(sum::RECEIVABLES)
    }

    /// The first visible invoice.
    pub(super) fn first_invoice(&self) -> Option<i32> {
        (self.first_invoice != NO_DAY).then_some(self.first_invoice)
    }

    /// The last day of what a veto rests on, if it leaves the window by itself.
    pub(crate) fn last_day_of(&self, veto: Veto) -> Option<i32> {
        self.veto_days.as_ref()?.last(veto)
    }
}

/// Receivables of the whole book, for the portfolio metrics. Millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

impl Receivables {
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self {
            begin: self.begin.saturating_add(other.begin),
            credit_sales: self.credit_sales.saturating_add(other.credit_sales),
            end: self.end.saturating_add(other.end),
            end_current: self.end_current.saturating_add(other.end_current),
        }
    }
}

/// What invoices and settlements brought to light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CreditNotes {
    pub(crate) receivables: Receivables,
    pub(crate) invoices_read: u64,
    pub(crate) settlements: SettlementNotes,
    pub(crate) reasons_ignored: u64,
}

/// The credit facts of every customer of a book, and what the pass noticed.
#[derive(Debug)]
pub(crate) struct CreditPass {
    measured: Measured,
    pub(crate) notes: CreditNotes,
    pub(crate) overflow: Option<Overflow>,
}

/// What came of the invoices by customer.
#[derive(Debug)]
enum Measured {
    Cells(CreditCells),
    Sums(Vec<CreditSums>),
}

impl CreditPass {
    /// The facts of a customer.
    pub(super) fn of(&self, rules: &SliceRules<'_>, customer: u32) -> CreditFacts {
        match &self.measured {
            Measured::Cells(cells) => cells.facts(rules, customer),
            Measured::Sums(sums) => sums
                .get(customer as usize)
                .map_or_else(|| CreditFacts::of_sums([0; sum::COUNT]), |sums| sums.facts(rules)),
        }
    }

    /// Gives back what customers of lower numbers need; nobody may ask for them afterwards.
    pub(super) fn let_go_before(&mut self, customer: u32) {
        if let Measured::Cells(cells) = &mut self.measured {
            cells.let_go_before(customer);
        }
    }

    /// Whether a visible invoice names the customer.
    pub(super) fn is_seen(&self, customer: u32) -> bool {
        match &self.measured {
            Measured::Cells(cells) => cells.is_seen(customer),
            Measured::Sums(sums) => {
                sums.get(customer as usize).is_some_and(|sums| sums.first_invoice.is_some())
            }
        }
    }
}

/// Settles every visible invoice and measures what came of it.
pub(super) fn measure(book: &Book, rules: &SliceRules<'_>) -> CreditPass {
    if let Some((cells, notes)) = credit_pass::measure(book, rules) {
        return CreditPass { measured: Measured::Cells(cells), notes, overflow: None };
    }
    let (sums, notes, overflow) = row_by_row(book, rules);
    CreditPass { measured: Measured::Sums(sums), notes, overflow }
}
