//! Order headers: what lines leave blank is taken from them, cell by cell (BOOK §2.4).

#[cfg(feature = "parallel")]
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use hashbrown::HashMap;

use super::cells::at_row;
use super::columns::{BLOCK, NO_DAY};
use super::intern::{Interner, NONE};
use super::store::{DEAD, Headers, Lines, Status};
use super::tables::Table;
use crate::error::{Problem, ProblemCode, quote};

/// Lines on their way into the book.
pub(super) struct LineFiller<'b> {
    pub(super) headers: &'b Headers,
    pub(super) lines: &'b mut Lines,
    pub(super) order_ids: &'b Interner,
    pub(super) problems: Vec<Problem>,
}

impl LineFiller<'_> {
    fn headers_by_order(&self) -> HeadersByOrder {
        let mut headers = HeadersByOrder::default();
        let orders = self.headers.order_text.iter().zip(self.headers.customer.iter()).zip(0_u32..);
        for ((order, customer), row) in orders {
            if order == DEAD {
                continue;
            }
            headers.of_customer.insert((order, customer), row);
            headers.of_order.entry(order).and_modify(|head| *head = Head::Several).or_insert(Head::One(row));
        }
        headers
    }

    /// Fills what lines leave blank from their headers, cell by cell, and numbers the orders. Returns
    /// how many orders there are, and the order ids that several customers use, with their orders.
    pub(super) fn fill_lines(&mut self) -> (u32, Vec<Vec<u32>>) {
        if self.headers.order_text.len() > 0 {
            self.fill_from_headers();
        } else {
            let rows = self.lines.order_text.len();
            self.lines.cancelled_on.push_blanks(rows);
            self.lines.status_from.push_blanks(rows);
            self.lines.taken.push_blanks(rows);
        }
        self.refuse_incomplete_lines();
        self.number_orders()
    }

    fn fill_from_headers(&mut self) {
        let headers = self.headers_by_order();
        let (lines, heads) = (&mut *self.lines, self.headers);
        for row in 0..lines.order_text.len() {
            let (order, customer, day) =
                (lines.order_text.get(row), lines.customer.get(row), lines.day.get(row));
            let head = match headers.of_line(order, customer) {
                _ if order == DEAD => None,
                Head::One(head) => Some(head as usize),
                Head::None => None,
                Head::Several => {
                    let found = format!(
                        "a blank, and order {} of several customers",
                        quote(self.order_ids.text(order))
                    );
                    let problem =
                        Problem::new(ProblemCode::AmbiguousOrder, found, "the customer of the line");
                    self.problems.push(at_row(problem.path("customer_id"), Table::OrderLines, row));
                    lines.order_text.set(row, DEAD);
                    None
                }
            };
            let Some(head) = head else {
                lines.cancelled_on.push(NO_DAY);
                lines.status_from.push(NO_DAY);
                lines.taken.push(0);
                continue;
            };
            let head_day = heads.day.get(head);
            let (mut from, mut taken) = (NO_DAY, 0);
            if customer == NONE {
                taken |= Lines::TAKEN_CUSTOMER;
                lines.customer.set(row, heads.customer.get(head));
            }
            if day == NO_DAY {
                taken |= Lines::TAKEN_DAY;
                lines.day.set(row, head_day);
            }
            let says = heads.status.get(head);
            if lines.status.get(row) == Status::Blank && says != Status::Blank {
                taken |= Lines::TAKEN_STATUS;
                lines.status.set(row, says);
                from = head_day;
            }
            let cancelled_on = heads.cancelled_on.get(head);
            if cancelled_on != NO_DAY {
                from = head_day;
            }
            lines.taken.push(taken);
            lines.cancelled_on.push(cancelled_on);
            lines.status_from.push(if from > lines.day.get(row) { from } else { NO_DAY });
        }
    }

    /// A line without a customer or a date, here or in its header, is a problem.
    fn refuse_incomplete_lines(&mut self) {
        let lines = &mut *self.lines;
        if !lines.customer.has_blanks() && !lines.day.has_blanks() {
            return;
        }
        let orders = lines.order_text.iter().zip(lines.customer.iter()).zip(lines.day.iter());
        let lacks = |((order, customer), day): &((u32, u32), i32)| {
            *order != DEAD && (*customer == NONE || *day == NO_DAY)
        };
        let rows = orders.enumerate().filter(|(_, cells)| lacks(cells));
        let incomplete: Vec<(usize, u32, i32)> =
            rows.map(|(row, ((_, customer), day))| (row, customer, day)).collect();
        for (row, customer, day) in incomplete {
            for (column, blank) in [("customer_id", customer == NONE), ("ordered_on", day == NO_DAY)] {
                if blank {
                    let problem = Problem::new(
                        ProblemCode::Missing,
                        "a blank",
                        "a value here or in the order's header",
                    );
                    self.problems.push(at_row(problem.path(column), Table::OrderLines, row));
                }
            }
            lines.customer.set(row, DEAD);
        }
    }

    /// Whether the numbers of order ids never go down from line to line, and neighbours with the same one
    /// have the same customer: then every order id is of one customer.
    fn are_orders_in_sequence(&self) -> bool {
        let lines = &*self.lines;
        let rows = lines.order_text.len();
        // The last line of the block before stands in front.
        let (mut orders, mut customers) = ([NONE; BLOCK + 1], [NONE; BLOCK + 1]);
        let (mut order, mut customer) = (0, lines.customer.get(0));
        (0..rows).step_by(BLOCK).all(|start| {
            let ([first, cells @ ..], [of_first, of_cells @ ..]) = (&mut orders, &mut customers);
            (*first, *of_first) = (order, customer);
            lines.order_text.block(start, cells);
            lines.customer.block(start, of_cells);
            (order, customer) = (last(cells), last(of_cells));
            let pairs = orders.iter().zip(&customers);
            let pairs = pairs.clone().zip(pairs.skip(1)).take(rows.saturating_sub(start));
            // All are looked at, several at a time.
            pairs.fold(true, |is_so_far, ((before, of_before), (order, customer))| {
                let is_next = (before <= order) & ((before != order) | (of_before == customer));
                is_so_far & is_next & (*order != NONE) & (*customer != NONE)
            })
        })
    }

    /// Whether it is certain, without regard to the order of lines, that every order id is of one customer:
    /// worth a try of its own only where several threads share it.
    #[cfg(feature = "parallel")]
    fn is_every_order_of_one_customer(&self) -> bool {
        use rayon::iter::{IntoParallelIterator, ParallelIterator};
        let threads = rayon::current_num_threads();
        if threads == 1 {
            return false;
        }
        let nobody = || AtomicU32::new(NONE);
        let owners: Vec<AtomicU32> = core::iter::repeat_with(nobody).take(self.order_ids.len()).collect();
        let rows = self.lines.order_text.len();
        let part = rows.div_ceil(threads).max(1).next_multiple_of(BLOCK);
        let starts: Vec<usize> = (0..rows).step_by(part).collect();
        starts
            .into_par_iter()
            .all(|start| self.are_of_owners(start..start.saturating_add(part).min(rows), &owners))
    }

    /// On one thread, numbering finds out as it goes.
    #[cfg(not(feature = "parallel"))]
    const fn is_every_order_of_one_customer(&self) -> bool {
        false
    }

    /// Whether the orders of these rows are of their owners, which become those of the first rows met.
    #[cfg(feature = "parallel")]
    fn are_of_owners(&self, rows: core::ops::Range<usize>, owners: &[AtomicU32]) -> bool {
        let lines = &*self.lines;
        let (mut orders, mut customers) = ([NONE; BLOCK], [NONE; BLOCK]);
        let mut last = (NONE, NONE);
        for start in rows.clone().step_by(BLOCK) {
            lines.order_text.block(start, &mut orders);
            lines.customer.block(start, &mut customers);
            let here = orders.iter().zip(&customers).take(rows.end.saturating_sub(start));
            for (order, customer) in here {
                // The lines of an order mostly stand together.
                if (*order, *customer) == last || *customer == NONE {
                    continue;
                }
                let Some(owner) = owners.get(*order as usize) else { continue };
                let met = match owner.load(Relaxed) {
                    NONE => owner.compare_exchange(NONE, *customer, Relaxed, Relaxed).err(),
                    met => Some(met),
                };
                if met.is_some_and(|met| met != *customer) {
                    return false;
                }
                last = (*order, *customer);
            }
        }
        true
    }

    /// Numbers orders, an order being a customer and an order id: mostly that is the number of the id.
    fn number_orders(&mut self) -> (u32, Vec<Vec<u32>>) {
        if self.are_orders_in_sequence() || self.is_every_order_of_one_customer() {
            return (u32::try_from(self.order_ids.len()).unwrap_or(NONE), Vec::new());
        }
        let mut owner = vec![NONE; self.order_ids.len()];
        let mut further: HashMap<(u32, u32), u32> = HashMap::new();
        let mut shared: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut orders = u32::try_from(self.order_ids.len()).unwrap_or(NONE);
        let mut numbered: Vec<(usize, u32)> = Vec::new();
        let lines = &mut *self.lines;
        let (mut order_block, mut customer_block) = ([NONE; BLOCK], [NONE; BLOCK]);
        let mut last = (NONE, NONE);
        for start in (0..lines.order_text.len()).step_by(BLOCK) {
            lines.order_text.block(start, &mut order_block);
            lines.customer.block(start, &mut customer_block);
            for (row, (order, customer)) in (start..).zip(order_block.iter().zip(&customer_block)) {
                let (order, customer) = (*order, *customer);
                // The lines of an order mostly stand together.
                if (order, customer) == last {
                    continue;
                }
                let Some(first) = owner.get_mut(order as usize).filter(|_| customer != NONE) else {
                    continue;
                };
                if *first == NONE {
                    *first = customer;
                } else if *first != customer {
                    let number = *further.entry((customer, order)).or_insert_with(|| {
                        let number = orders;
                        orders = orders.saturating_add(1);
                        shared.entry(order).or_insert_with(|| vec![order]).push(number);
                        number
                    });
                    numbered.push((row, number));
                    continue;
                }
                last = (order, customer);
            }
        }
        if !numbered.is_empty() {
            let mut own = lines.order_text.clone();
            numbered.into_iter().for_each(|(row, number)| own.set(row, number));
            lines.own_order = Some(own);
        }
        let mut shared: Vec<Vec<u32>> = shared.into_values().collect();
        shared.sort_unstable();
        (orders, shared)
    }
}

const fn last(block: &[u32; BLOCK]) -> u32 {
    let [.., last] = block;
    *last
}

/// The header of a line.
#[derive(Clone, Copy)]
enum Head {
    None,
    One(u32),
    /// The line names no customer and several customers use its order id.
    Several,
}

#[derive(Default)]
struct HeadersByOrder {
    of_customer: HashMap<(u32, u32), u32>,
    of_order: HashMap<u32, Head>,
}

impl HeadersByOrder {
    fn of_line(&self, order: u32, customer: u32) -> Head {
        if customer == NONE {
            self.of_order.get(&order).copied().unwrap_or(Head::None)
        } else {
            self.of_customer.get(&(order, customer)).map_or(Head::None, |row| Head::One(*row))
        }
    }
}
