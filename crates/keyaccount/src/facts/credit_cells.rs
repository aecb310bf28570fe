//! What the invoices of each customer came to, in cells of 64 bits.

use std::collections::HashMap;

use super::credit::CreditFacts;
use super::credit_sums::{CreditSums, VetoGrounds, is_overdue_veto};
use super::slices::{JudgedSlice, SliceRules};
use super::veto::Veto;
use crate::book::NO_DAY;
use crate::chunked::Chunked;

/// The counted slices of one customer: one cache line. The products of 64 bits and points or days, four
/// billion times, fit 128 bits.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Cell {
    points: i128,
    days: i128,
    amount: i64,
    slices: u32,
    on_time: u32,
    max_days: i32,
    first_invoice: i32,
}

/// What is open of one customer.
#[derive(Clone, Copy, Debug, Default)]
struct OpenCell {
    receivables: i64,
    overdue: i64,
    worst: i32,
}

impl Cell {
    const EMPTY: Self =
        Self { points: 0, days: 0, amount: 0, slices: 0, on_time: 0, max_days: 0, first_invoice: i32::MAX };

    /// Adds a slice that counts; whether the sum of amounts does not fit.
    #[inline]
    pub(super) fn count(&mut self, amount: i64, judged: JudgedSlice, written_off: bool) -> bool {
        let JudgedSlice { effective, points, .. } = judged;
        let (sum, over) = self.amount.overflowing_add(amount);
        self.amount = sum;
        let amount = i128::from(amount);
        self.points = self.points.wrapping_add(amount.wrapping_mul(i128::from(points)));
        self.days = self.days.wrapping_add(amount.wrapping_mul(i128::from(effective)));
        self.slices = self.slices.saturating_add(1);
        self.on_time = self.on_time.saturating_add(u32::from(effective == 0 && !written_off));
        self.max_days = self.max_days.max(effective);
        over
    }

    #[inline]
    pub(super) fn note_invoice(&mut self, issued: i32) {
        self.first_invoice = self.first_invoice.min(issued);
    }
}

/// The invoices of a book by customer.
#[derive(Debug)]
pub(super) struct CreditCells {
    pub(super) cells: Chunked<Cell>,
    open: Chunked<OpenCell>,
    pub(super) grounds: HashMap<u32, VetoGrounds>,
    /// Customers settled apart.
    pub(super) apart: HashMap<u32, CreditSums>,
}

impl CreditCells {
    pub(super) fn new(customers: usize) -> Self {
        Self {
            cells: Chunked::new(Cell::EMPTY, customers),
            open: Chunked::new(OpenCell::default(), customers),
            grounds: HashMap::new(),
            apart: HashMap::new(),
        }
    }

    /// Looks at the cells of these customers: so close together, many are fetched at a time, where adding
    /// would wait for each.
    pub(super) fn touch(&self, customers: &[u32]) {
        let cells = customers.iter().filter_map(|customer| self.cells.get(*customer as usize));
        core::hint::black_box(cells.fold(0_u32, |seen, cell| seen ^ cell.slices));
    }

    /// Adds what is open of an invoice; its effective days late if it is past due. `None` if a sum does not
    /// fit.
    #[inline]
    pub(super) fn open(&mut self, customer: u32, amount: i64, late: Option<i32>) -> Option<()> {
        let cell = self.open.get_mut(customer as usize)?;
        cell.receivables = cell.receivables.checked_add(amount)?;
        if let Some(effective) = late {
            cell.overdue = cell.overdue.checked_add(amount)?;
            cell.worst = cell.worst.max(effective);
        }
        Some(())
    }

    /// Gives back the cells of customers of lower numbers.
    pub(super) fn let_go_before(&mut self, customer: u32) {
        self.cells.let_go(0..customer as usize);
        self.open.let_go(0..customer as usize);
    }

    /// Whether a visible invoice names the customer.
    pub(super) fn is_seen(&self, customer: u32) -> bool {
        self.cells.get(customer as usize).is_some_and(|cell| cell.first_invoice != i32::MAX)
    }

    /// The facts of a customer.
    pub(super) fn facts(&self, rules: &SliceRules<'_>, customer: u32) -> CreditFacts {
        let at = customer as usize;
        let cell = self.cells.get(at).copied().unwrap_or(Cell::EMPTY);
        let first_invoice = if cell.first_invoice == i32::MAX { NO_DAY } else { cell.first_invoice };
        if !self.apart.is_empty()
            && let Some(sums) = self.apart.get(&customer)
        {
            return CreditFacts { first_invoice, ..sums.facts(rules) };
        }
        let open = self.open.get(at).copied().unwrap_or_default();
        let grounds = if self.grounds.is_empty() { None } else { self.grounds.get(&customer) }
            .copied()
            .unwrap_or_default();
        let mut vetoes = grounds.vetoes;
        if is_overdue_veto(rules, open.worst) {
            vetoes.insert(Veto::Overdue);
        }
        let sums = [
            i128::from(cell.amount),
            cell.points,
            cell.days,
            i128::from(open.overdue),
            i128::from(open.receivables),
        ];
        CreditFacts {
            first_invoice,
            slices: cell.slices,
            on_time: cell.on_time,
            max_days: cell.max_days,
            worst_open: open.worst,
            vetoes: vetoes.in_force(&rules.credit.vetoes),
            veto_days: grounds.boxed_days(),
            ..CreditFacts::of_sums(sums)
        }
    }
}
