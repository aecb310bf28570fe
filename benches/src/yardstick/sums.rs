//! One pass over each table: the sums of every customer.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread::ScopedJoinHandle;

use super::Days;
use super::columns::{Columns, Invoices, Lines, Settlements};
use crate::arrow_book::AnyError;

/// No such id.
const NONE: u32 = u32::MAX;

/// What one customer ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ordered {
    pub amount: i64,
    pub profit: i64,
    pub quantity: i64,
    pub orders: i64,
}

/// How one customer paid: amounts, amounts × days late, the amount that was not late, what is open past its
/// due day, and the most days late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paid {
    pub amount: i64,
    pub amount_days: i64,
    pub in_time: i64,
    pub overdue: i64,
    pub worst: i32,
}

/// All customers, by ascending id.
pub(super) struct Sums {
    pub ids: Vec<i64>,
    pub ordered: Vec<Ordered>,
    pub paid: Vec<Paid>,
}

pub(super) fn sums(columns: &Columns<'_>, window: Days, threads: usize) -> Result<Sums, AnyError> {
    let (ids, positions) = Positions::of_customers(&columns.customers)?;
    let count = ids.len();
    let orders = OrdersSeen::over(&columns.lines)?;
    let next = AtomicUsize::new(0);
    let add_lines = || {
        let mut ordered = Vec::new();
        while let Some(lines) = columns.lines.get(next.fetch_add(1, Relaxed)) {
            if ordered.is_empty() {
                ordered.resize(count, Ordered::default());
            }
            add(&mut ordered, lines, window, &positions, &orders);
        }
        ordered
    };
    let credit = || paid(columns, window, &positions, count);
    if threads < 2 {
        return Ok(Sums { ordered: all(add_lines(), count), paid: credit()?, ids });
    }
    // One thread settles the invoices and then helps with the order lines.
    let (mut ordered, further, paid) = std::thread::scope(|scope| {
        let helpers: Vec<_> = (2..threads).map(|_| scope.spawn(add_lines)).collect();
        let settling = scope.spawn(|| credit().map(|paid| (paid, add_lines())).map_err(|e| e.to_string()));
        let ordered = add_lines();
        let mut further: Vec<_> = helpers.into_iter().map(joined).collect();
        let (paid, helped) = joined(settling)?;
        further.push(helped);
        Ok::<_, AnyError>((ordered, further, paid))
    })?;
    ordered = all(ordered, count);
    for part in further {
        for (sum, part) in ordered.iter_mut().zip(part) {
            sum.amount += part.amount;
            sum.profit += part.profit;
            sum.quantity += part.quantity;
            sum.orders += part.orders;
        }
    }
    Ok(Sums { ids, ordered, paid })
}

/// What a thread made, or its panic.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// A thread that found nothing to do left nothing.
fn all(mut ordered: Vec<Ordered>, count: usize) -> Vec<Ordered> {
    ordered.resize(count, Ordered::default());
    ordered
}

fn add(ordered: &mut [Ordered], lines: &Lines<'_>, window: Days, positions: &Positions, orders: &OrdersSeen) {
    let amounts = lines.amount.iter().zip(lines.cost).zip(lines.quantity);
    let rows = lines.customer.iter().zip(lines.order).zip(lines.day).zip(amounts);
    let mut last = None;
    for (((customer, order), day), ((amount, cost), quantity)) in rows {
        if !window.hold(*day) {
            continue;
        }
        let sum = &mut ordered[positions.of(*customer)];
        let (amount, cost) = (narrow(*amount), narrow(*cost));
        sum.amount += amount;
        sum.profit += amount - cost;
        sum.quantity += i64::from(*quantity);
        // The lines of an order mostly follow each other.
        if last != Some(*order) {
            last = Some(*order);
            sum.orders += i64::from(orders.is_first(*order));
        }
    }
}

/// What is left of an invoice of the window.
#[derive(Clone, Copy)]
struct Open {
    left: i64,
    customer: u32,
    due: i32,
}

fn paid(
    columns: &Columns<'_>,
    window: Days,
    positions: &Positions,
    count: usize,
) -> Result<Vec<Paid>, AnyError> {
    let range = Range::of(columns.invoices.iter().map(|invoices| invoices.id))?;
    let mut open = vec![Open { left: 0, customer: NONE, due: 0 }; range.count];
    for Invoices { id, customer, issued, due, amount } in &columns.invoices {
        for ((((id, customer), issued), due), amount) in
            id.iter().zip(*customer).zip(*issued).zip(*due).zip(*amount)
        {
            if window.hold(*issued) {
                let customer = positions.of(*customer) as u32;
                open[range.position(*id)] = Open { left: narrow(*amount), customer, due: *due };
            }
        }
    }
    let mut paid = vec![Paid::default(); count];
    for Settlements { invoice, day, amount } in &columns.settlements {
        for ((invoice, day), amount) in invoice.iter().zip(*day).zip(*amount) {
            if *day > window.as_of {
                continue;
            }
            let Some(open) = open.get_mut(range.position(*invoice)).filter(|open| open.customer != NONE)
            else {
                continue;
            };
            let (amount, late) = (narrow(*amount), *day - open.due);
            open.left -= amount;
            let sum = &mut paid[open.customer as usize];
            sum.amount += amount;
            sum.amount_days += amount * i64::from(late);
            sum.in_time += if late <= 0 { amount } else { 0 };
            sum.worst = sum.worst.max(late);
        }
    }
    for open in open {
        if open.left > 0 && open.due < window.as_of && open.customer != NONE {
            let late = window.as_of - open.due;
            let sum = &mut paid[open.customer as usize];
            sum.amount += open.left;
            sum.amount_days += open.left * i64::from(late);
            sum.overdue += open.left;
            sum.worst = sum.worst.max(late);
        }
    }
    Ok(paid)
}

/// The amounts of these books are far below this.
fn narrow(units: i128) -> i64 {
    i64::try_from(units).unwrap_or(i64::MAX)
}

/// The ids between the least and the greatest of a column.
#[derive(Clone, Copy, Debug)]
struct Range {
    least: i64,
    count: usize,
}

impl Range {
    fn of<'a>(ids: impl Iterator<Item = &'a [i64]> + Clone) -> Result<Self, AnyError> {
        let rows: usize = ids.clone().map(<[i64]>::len).sum();
        let (least, greatest) = ids
            .flatten()
            .fold((i64::MAX, i64::MIN), |(least, greatest), id| (least.min(*id), greatest.max(*id)));
        if rows == 0 {
            return Ok(Self { least: 0, count: 0 });
        }
        let count = greatest.checked_sub(least).and_then(|span| usize::try_from(span).ok()?.checked_add(1));
        let count = count.filter(|count| *count / 16 <= rows);
        count.map(|count| Self { least, count }).ok_or_else(|| "ids too scattered to be positions".into())
    }

    /// Beyond every position for another id.
    const fn position(self, id: i64) -> usize {
        id.wrapping_sub(self.least) as usize
    }
}

/// Customers by their ids.
struct Positions {
    range: Range,
    positions: Vec<u32>,
}

impl Positions {
    /// Ascending ids, and which place each of them has.
    fn of_customers(columns: &[&[i64]]) -> Result<(Vec<i64>, Self), AnyError> {
        let range = Range::of(columns.iter().copied())?;
        let mut positions = vec![NONE; range.count];
        for id in columns.iter().copied().flatten() {
            positions[range.position(*id)] = 0;
        }
        let mut ids = Vec::with_capacity(columns.iter().map(|column| column.len()).sum());
        for (offset, position) in positions.iter_mut().enumerate() {
            if *position == 0 {
                *position = ids.len() as u32;
                ids.push(range.least + offset as i64);
            }
        }
        Ok((ids, Self { range, positions }))
    }

    /// The place of a customer; beyond every place if there is no such customer.
    fn of(&self, id: i64) -> usize {
        self.positions.get(self.range.position(id)).copied().unwrap_or(NONE) as usize
    }
}

/// One bit an order, for all threads: each order belongs to one customer and counts once.
struct OrdersSeen {
    range: Range,
    words: Vec<AtomicU64>,
}

impl OrdersSeen {
    fn over(lines: &[Lines<'_>]) -> Result<Self, AnyError> {
        let range = Range::of(lines.iter().map(|lines| lines.order))?;
        Ok(Self { range, words: (0..range.count.div_ceil(64)).map(|_| AtomicU64::new(0)).collect() })
    }

    fn is_first(&self, order: i64) -> bool {
        let position = self.range.position(order);
        let (word, bit) = (&self.words[position / 64], 1 << (position % 64));
        // Looking is cheap, setting a bit that others may set is not.
        word.load(Relaxed) & bit == 0 && word.fetch_or(bit, Relaxed) & bit == 0
    }
}
