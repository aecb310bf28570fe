//! Order lines in one pass over blocks of columns, in 64 bits.
//!
//! The windows cut time into a few segments. A line adds to one cell, that of its customer and segment;
//! a window is a union of segments. Where a sum does not fit, there is no result, and the lines are read
//! [one by one](super::lines) instead.

use super::blocks::BLANK;
use super::lines::standing;
use super::number_set::NumberSet;
use super::orders::OrderFacts;
use super::windows::{MOST_SEGMENTS, NO_MONTH, Segment, Segments};
use crate::book::store::Status;
use crate::book::{Book, NO_DAY};
use crate::chunked::Chunked;

/// What the lines of one customer in one segment add up to: one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Cell {
    pub(super) profit: i128,
    amount: i64,
    /// Σ |amount|
    absolute: i64,
    quantity: i64,
    /// The calendar months, and what follows below.
    marks: u64,
    first: i32,
    pub(super) last: i32,
    pub(super) orders: u32,
    pub(super) behaviour_orders: u32,
}

/// Below it, a bit for each calendar month of the credit window.
const MONTHS: u64 = 1 << NO_MONTH;
const HAS_QUANTITY: u64 = 1 << 62;
const FULFILLED: u64 = 1 << 63;

impl Cell {
    const EMPTY: Self = Self {
        profit: 0,
        amount: 0,
        absolute: 0,
        quantity: 0,
        marks: 0,
        first: i32::MAX,
        last: NO_DAY,
        orders: 0,
        behaviour_orders: 0,
    };

    const fn is_empty(&self) -> bool {
        self.last == NO_DAY
    }

    /// Adds a line but for its order and profit; whether a sum does not fit.
    #[inline]
    pub(super) fn add(&mut self, day: i32, month: u8, amount: i64, quantity: i64, status: Status) -> bool {
        let (sum, over) = self.amount.overflowing_add(amount);
        self.amount = sum;
        // A cell is never [`BLANK`], so that its absolute value is one of 64 bits.
        let (sum, absolute_over) = self.absolute.overflowing_add(amount.wrapping_abs());
        self.absolute = sum;
        let (units, has_quantity) = if quantity == BLANK { (0, 0) } else { (quantity, HAS_QUANTITY) };
        let (sum, quantity_over) = self.quantity.overflowing_add(units);
        self.quantity = sum;
        let fulfilled = if matches!(status, Status::Open) { 0 } else { FULFILLED };
        self.marks |= 1_u64.wrapping_shl(u32::from(month)) | has_quantity | fulfilled;
        self.first = self.first.min(day);
        self.last = self.last.max(day);
        over | absolute_over | quantity_over
    }
}

/// The part of a cell without cost.
#[derive(Clone, Copy, Debug, Default)]
struct Uncosted {
    amount: i64,
    absolute: i64,
    lines: u32,
}

/// What the headers of one customer say.
#[derive(Clone, Copy, Debug)]
struct HeaderCell {
    first: i32,
    has_fulfilled: bool,
}

/// The lines and headers of a book by customer and segment.
#[derive(Debug)]
pub(super) struct LineCells {
    pub(super) customers: usize,
    pub(super) segments: Segments,
    /// Whether orders of the behaviour window are those of the volume window.
    pub(super) one_count: bool,
    /// Where the cells of each segment begin; [`ABSENT`] before its first line.
    bases: [usize; MOST_SEGMENTS],
    pub(super) cells: Chunked<Cell>,
    /// By cell; empty before the first line without cost.
    uncosted: Chunked<Uncosted>,
    /// By customer; empty before the first open order.
    undelivered: Vec<i64>,
    /// By customer; empty without headers.
    headers: Vec<HeaderCell>,
    /// Customers that a cancelled line names.
    pub(super) cancelled: NumberSet,
}

/// Beyond every cell, whatever customer is added to it.
const ABSENT: usize = usize::MAX >> 1;

impl LineCells {
    pub(super) fn new(customers: usize, segments: Segments) -> Self {
        Self {
            customers,
            one_count: segments.kinds.iter().all(|kind| kind.volume == kind.behaviour),
            segments,
            bases: [ABSENT; MOST_SEGMENTS],
            cells: Chunked::default(),
            uncosted: Chunked::default(),
            undelivered: Vec::new(),
            headers: Vec::new(),
            cancelled: NumberSet::new(customers),
        }
    }

    /// Whether a visible line names the customer.
    pub(super) fn is_seen(&self, customer: u32) -> bool {
        self.cancelled.contains(customer) || self.of(customer).next().is_some()
    }

    /// Gives back the cells of customers of lower numbers.
    pub(super) fn let_go_before(&mut self, customer: u32) {
        for base in self.bases.iter().filter(|base| **base != ABSENT) {
            let of_them = *base..base.saturating_add(customer as usize);
            self.cells.let_go(of_them.clone());
            self.uncosted.let_go(of_them);
        }
    }

    /// The cells of a customer that have lines, with their segments and positions.
    fn of(&self, customer: u32) -> impl Iterator<Item = (Segment, usize, &Cell)> {
        self.bases.iter().zip(&self.segments.kinds).filter_map(move |(base, segment)| {
            let at = base.saturating_add(customer as usize);
            let cell = self.cells.get(at).filter(|cell| !cell.is_empty())?;
            Some((*segment, at, cell))
        })
    }

    /// The facts of a customer.
    pub(super) fn facts(&self, customer: u32) -> OrderFacts {
        let (mut amount, mut quantity, mut previous, mut profit, mut profit_amount) = (0, 0, 0, 0, 0);
        let (mut costed, mut uncosted, mut sales, mut year, mut behaviour) = (0, 0, 0, 0, 0);
        let (mut first, mut last, mut marks) = (i32::MAX, NO_DAY, 0_u64);
        let (mut orders, mut behaviour_orders, mut uncosted_lines) = (0_u32, 0_u32, 0_u32);
        let (mut has_quantity, mut has_volume_lines, mut seen) = (false, false, false);
        // Each sum is one of few sums of 64 bits, so that none can exceed 128.
        let add = |sum: &mut i128, part: i128, counts: bool| {
            *sum = sum.wrapping_add(if counts { part } else { 0 });
        };
        for (windows, at, cell) in self.of(customer) {
            let of_cell = i128::from(cell.amount);
            let without = self.uncosted.get(at).copied().unwrap_or_default();
            add(&mut amount, of_cell, windows.volume);
            add(&mut quantity, i128::from(cell.quantity), windows.volume);
            add(&mut previous, of_cell, windows.previous);
            add(&mut profit, cell.profit, windows.profit);
            add(&mut profit_amount, of_cell.wrapping_sub(i128::from(without.amount)), windows.profit);
            let absolute = i128::from(cell.absolute).wrapping_sub(i128::from(without.absolute));
            add(&mut costed, absolute, windows.profit);
            add(&mut uncosted, i128::from(without.absolute), windows.profit);
            add(&mut sales, of_cell, windows.credit);
            add(&mut year, of_cell, windows.year);
            add(&mut behaviour, of_cell, windows.behaviour);
            if windows.profit {
                uncosted_lines = uncosted_lines.saturating_add(without.lines);
            }
            if windows.volume {
                orders = orders.saturating_add(cell.orders);
                has_quantity |= cell.marks & HAS_QUANTITY != 0;
                has_volume_lines = true;
            }
            if windows.behaviour {
                behaviour_orders = behaviour_orders.saturating_add(cell.behaviour_orders);
                last = last.max(cell.last);
            }
            first = first.min(cell.first);
            marks |= cell.marks;
            seen = true;
        }
        let header = self.headers.get(customer as usize);
        first = header.map_or(first, |header| header.first.min(first));
        let undelivered = self.undelivered.get(customer as usize).copied().map_or(0, i128::from);
        let sums = [
            amount,
            quantity,
            previous,
            profit,
            profit_amount,
            costed,
            uncosted,
            sales,
            year,
            behaviour,
            undelivered,
        ];
        OrderFacts {
            first_order: if first == i32::MAX { NO_DAY } else { first },
            last_order: last,
            orders,
            behaviour_orders: if self.one_count { orders } else { behaviour_orders },
            uncosted_lines,
            sales_months: u8::try_from((marks & MONTHS.wrapping_sub(1)).count_ones()).unwrap_or(u8::MAX),
            seen: seen || self.cancelled.contains(customer),
            has_quantity,
            has_fulfilled: marks & FULFILLED != 0 || header.is_some_and(|header| header.has_fulfilled),
            has_volume_lines,
            ..OrderFacts::of_sums(sums)
        }
    }

    /// The windows of a visible line; `None` if it is nobody's or later than the as-of day.
    #[inline]
    pub(super) fn segment(&self, customer: u32, day: i32, as_of: i32) -> Option<Segment> {
        if day > as_of || customer as usize >= self.customers {
            return None;
        }
        Some(self.segments.windows(self.segments.of(day).segment))
    }

    /// Where the cell of a customer is, made if it is not there yet.
    #[inline]
    pub(super) fn place(&mut self, segment: u8, customer: u32) -> usize {
        let base = self.bases.get(usize::from(segment)).copied().unwrap_or(ABSENT);
        let base = if base == ABSENT { self.admit(segment) } else { base };
        base.wrapping_add(customer as usize)
    }

    /// Makes room for the lines of a segment; where its cells begin.
    #[cold]
    fn admit(&mut self, segment: u8) -> usize {
        let base = self.cells.add_run(Cell::EMPTY, self.customers);
        if let Some(slot) = self.bases.get_mut(usize::from(segment)) {
            *slot = base;
        }
        if !self.uncosted.is_empty() {
            self.uncosted.add_run(Uncosted::default(), self.customers);
        }
        base
    }

    /// Counts a line of a cell as one without cost; whether a sum does not fit.
    pub(super) fn uncosted(&mut self, at: usize, amount: i64) -> bool {
        if self.uncosted.is_empty() {
            self.uncosted = self.cells.like(Uncosted::default());
        }
        let Some(cell) = self.uncosted.get_mut(at) else { return true };
        let (sum, over) = cell.amount.overflowing_add(amount);
        let (absolute, absolute_over) = cell.absolute.overflowing_add(amount.wrapping_abs());
        (cell.amount, cell.absolute, cell.lines) = (sum, absolute, cell.lines.saturating_add(1));
        over | absolute_over
    }

    /// Adds the amount of an order not delivered yet; `None` if the sum does not fit.
    pub(super) fn undelivered(&mut self, customer: u32, amount: i64) -> Option<()> {
        if self.undelivered.is_empty() {
            self.undelivered.resize(self.customers, 0);
        }
        let sum = self.undelivered.get_mut(customer as usize)?;
        *sum = sum.checked_add(amount)?;
        Some(())
    }

    /// Reads every visible header that is not cancelled.
    pub(super) fn read_headers(&mut self, book: &Book, as_of: i32) {
        let headers = &book.headers;
        if headers.customer.len() == 0 {
            return;
        }
        self.headers.resize(self.customers, HeaderCell { first: i32::MAX, has_fulfilled: false });
        let rows = headers.customer.iter().zip(headers.day.iter()).zip(headers.status.iter()).enumerate();
        for (row, ((customer, day), status)) in rows {
            let Some(cell) = self.headers.get_mut(customer as usize) else { continue };
            let (status, cancelled) = standing(status, headers.cancelled_on.get(row), as_of);
            if day <= as_of && !cancelled {
                cell.first = cell.first.min(day);
                cell.has_fulfilled |= status != Status::Open;
            }
        }
    }
}
