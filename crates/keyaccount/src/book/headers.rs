//! Order headers: what lines leave blank is taken from them, cell by cell (BOOK §2.4).

use hashbrown::HashMap;

use super::builder::BookBuilder;
use super::cells::at_row;
use super::columns::{Days, NO_DAY};
use super::intern::NONE;
use super::store::{DEAD, Status};
use super::tables::Table;
use crate::error::{Problem, ProblemCode, quote};

impl BookBuilder {
    fn headers_by_order(&self) -> HeadersByOrder {
        let mut headers = HeadersByOrder::default();
        for (row, (order, customer)) in self.headers.order_text.iter().zip(&self.headers.customer).enumerate()
        {
            if *order == DEAD {
                continue;
            }
            let row = u32::try_from(row).unwrap_or(NONE);
            headers.of_customer.insert((*order, *customer), row);
            headers.of_order.entry(*order).and_modify(|head| *head = Head::Several).or_insert(Head::One(row));
        }
        headers
    }

    /// Fills what lines leave blank from their headers, cell by cell, and numbers the orders. Returns
    /// how many orders there are, and the order ids that several customers use, with their orders.
    pub(super) fn fill_lines(&mut self) -> (u32, Vec<Vec<u32>>) {
        let headers = self.headers_by_order();
        let mut owner = vec![NONE; self.order_ids.len()];
        let mut further: HashMap<(u32, u32), u32> = HashMap::new();
        let mut shared: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut orders = u32::try_from(self.order_ids.len()).unwrap_or(NONE);
        let (lines, heads) = (&mut self.lines, &self.headers);
        let rows = lines.order_text.len();
        let (mut cancelled, mut status_from) = (Days::default(), Days::default());
        lines.order = vec![NONE; rows];
        let cells =
            lines.order_text.iter().zip(&mut lines.customer).zip(&mut lines.day).zip(&mut lines.status);
        for (row, (((order, customer), day), status)) in cells.enumerate() {
            let head = match headers.of_line(*order, *customer) {
                _ if *order == DEAD => None,
                Head::One(head) => Some(head as usize),
                Head::None => None,
                Head::Several => {
                    let found = format!(
                        "a blank, and order {} of several customers",
                        quote(self.order_ids.text(*order))
                    );
                    let problem =
                        Problem::new(ProblemCode::AmbiguousOrder, found, "the customer of the line");
                    self.problems.push(at_row(problem.path("customer_id"), Table::OrderLines, row));
                    cancelled.push(NO_DAY);
                    status_from.push(NO_DAY);
                    continue;
                }
            };
            let mut from = NO_DAY;
            if let Some(head) = head {
                let head_day = heads.day.get(head).copied().unwrap_or(NO_DAY);
                if *customer == NONE {
                    *customer = heads.customer.get(head).copied().unwrap_or(NONE);
                }
                if *day == NO_DAY {
                    *day = head_day;
                }
                let says = heads.status.get(head).copied().unwrap_or_default();
                if *status == Status::Blank && says != Status::Blank {
                    *status = says;
                    from = head_day;
                }
                if heads.cancelled_on.get(head) != NO_DAY {
                    from = head_day;
                }
                cancelled.push(heads.cancelled_on.get(head));
            } else {
                cancelled.push(NO_DAY);
            }
            status_from.push(if from > *day { from } else { NO_DAY });
            if *order == DEAD {
                continue;
            }
            for (column, blank) in [("customer_id", *customer == NONE), ("ordered_on", *day == NO_DAY)] {
                if blank {
                    let problem = Problem::new(
                        ProblemCode::Missing,
                        "a blank",
                        "a value here or in the order's header",
                    );
                    self.problems.push(at_row(problem.path(column), Table::OrderLines, row));
                }
            }
            if *customer == NONE || *day == NO_DAY {
                *customer = DEAD;
                continue;
            }
            let number = match owner.get_mut(*order as usize) {
                Some(first) if *first == NONE || first == customer => {
                    *first = *customer;
                    *order
                }
                _ => *further.entry((*customer, *order)).or_insert_with(|| {
                    let number = orders;
                    orders = orders.saturating_add(1);
                    shared.entry(*order).or_insert_with(|| vec![*order]).push(number);
                    number
                }),
            };
            if let Some(slot) = lines.order.get_mut(row) {
                *slot = number;
            }
        }
        lines.cancelled_on = cancelled;
        lines.status_from = status_from;
        let mut shared: Vec<Vec<u32>> = shared.into_values().collect();
        shared.sort_unstable();
        (orders, shared)
    }
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
