//! Edits of orders and their lines.

use super::fill::{Head, Own};
use super::index::narrow;
use super::tally::Step;
use super::{LiveBook, Place, Touched, refusal};
use crate::book::{FilledLine, NONE, OneRow, Table};
use crate::error::Error;

/// A line that may be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct JudgedLine {
    /// The number of its order id.
    order: u32,
    filled: FilledLine,
}

impl JudgedLine {
    pub(super) const fn customer(&self) -> u32 {
        self.filled.customer
    }

    pub(super) const fn is_visible(&self, today: i32) -> bool {
        self.filled.day <= today
    }
}

/// A line that a change of its header fills anew.
struct Refilled {
    row: usize,
    filled: FilledLine,
}

impl LiveBook {
    /// Judges a line with the header it has.
    pub(super) fn judge_line(&mut self, one: &OneRow, row: usize) -> Result<JudgedLine, Error> {
        let Some(says) = one.line() else { return Err(refusal::no_such_row(Table::OrderLines, row)) };
        let customer = match &says.customer {
            Some(id) => self.trading_customer(id, Table::OrderLines, row)?,
            None => NONE,
        };
        let order = self.book.order_number(&says.order);
        if customer == NONE && self.book.aside_keys.orders.contains(&order) {
            return Err(refusal::ambiguous_order(&says.order, Table::OrderLines, row));
        }
        let mut heads = self
            .index
            .headers_of_order(order)
            .filter(|head| customer == NONE || self.book.headers.customer.get(*head as usize) == customer);
        let head = heads.next();
        if customer == NONE && heads.next().is_some() {
            return Err(refusal::ambiguous_order(&says.order, Table::OrderLines, row));
        }
        let head = head.map(|head| Head::of_row(&self.book, head));
        let own = Own { customer, day: says.day, status: says.status };
        let filled = own.filled(head).map_err(|column| refusal::blank_line(column, row))?;
        Ok(JudgedLine { order, filled })
    }

    pub(super) fn put_line(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let row = place.row;
        let line = self.judge_line(one, row)?;
        if !place.is_new {
            let before = self.book.lines.customer.get(row);
            if before != line.customer() || !line.is_visible(self.today) {
                self.check_still_trades(before, &[narrow(row)], NONE, Table::OrderLines, row)?;
            }
        }
        self.write_line(place, line, one);
        Ok(())
    }

    /// Writes a line that was judged.
    pub(super) fn write_line(&mut self, place: Place, line: JudgedLine, one: &OneRow) {
        let row = place.row;
        if place.is_new {
            self.book.open_row(Table::OrderLines);
        } else {
            self.forget_line(row);
        }
        self.book.write_line(row, line.order, one);
        self.take_in_line(row, line.filled);
    }

    /// Takes a line's part out of what is known of the whole, before it is changed.
    fn forget_line(&mut self, row: usize) {
        self.touch(self.book.lines.customer.get(row), Touched::Orders);
        self.tally.line(&self.book, &self.rules, row, Step::Take);
    }

    fn take_in_line(&mut self, row: usize, filled: FilledLine) {
        self.book.fill_line(row, filled);
        let order = self.book.lines.order_text.get(row);
        let number = self.numbers.of(&mut self.book, filled.customer, order);
        self.book.set_order(row, number);
        self.index.lines.add(filled.customer, narrow(row));
        self.tally.line(&self.book, &self.rules, row, Step::Add);
        self.touch(filled.customer, Touched::Orders);
    }

    pub(super) fn remove_line(&mut self, row: usize) -> Result<(), Error> {
        let customer = self.book.lines.customer.get(row);
        self.check_still_trades(customer, &[narrow(row)], NONE, Table::OrderLines, row)?;
        self.drop_line(row);
        Ok(())
    }

    pub(super) fn drop_line(&mut self, row: usize) {
        self.forget_line(row);
        self.book.blank_line(row);
    }

    /// The lines of a customer with an order id.
    pub(super) fn lines_of_order(&self, customer: u32, order: u32) -> Vec<u32> {
        let mut lines = Vec::new();
        self.index.lines_of(&self.book, customer, &mut lines);
        lines.retain(|line| self.book.lines.order_text.get(*line as usize) == order);
        lines
    }

    /// The row of the header of a customer's order.
    pub(super) fn header_of(&self, customer: u32, order: u32) -> Option<u32> {
        let is_own = |head: &u32| self.book.headers.customer.get(*head as usize) == customer;
        self.index.headers_of_order(order).find(is_own)
    }

    pub(super) fn put_header(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let row = place.row;
        let (Some(id), Some(customer)) = (one.order(), one.customer(Table::Orders)) else {
            return Err(refusal::no_such_row(Table::Orders, row));
        };
        let customer = self.trading_customer(&customer, Table::Orders, row)?;
        let order = self.book.order_number(&id);
        let is_there = !place.is_new && self.book.headers.order_text.get(row) == order;
        if !is_there && self.book.aside_keys.orders.contains(&order) {
            return Err(refusal::set_aside("order_id", &id, Table::Orders, row));
        }
        if self.header_of(customer, order).is_some_and(|other| place.is_new || other != narrow(row)) {
            return Err(refusal::duplicate("order_id", &id, Table::Orders, row));
        }
        let (day, status, cancelled_on) = one.header();
        let head = Head { customer, day, status, cancelled_on };
        let before = if place.is_new { None } else { Some(row) };
        let refilled = self.refill(before, Some((order, head)), row)?;
        match before {
            Some(row) => self.forget_header(row),
            None => {
                self.book.open_row(Table::Orders);
            }
        }
        self.book.write_header(row, order, customer, one);
        self.index.add_header(order, customer, narrow(row));
        self.touch(customer, Touched::Orders);
        self.write_refilled(refilled);
        Ok(())
    }

    fn forget_header(&mut self, row: usize) {
        let (order, customer) = (self.book.headers.order_text.get(row), self.book.headers.customer.get(row));
        self.index.remove_header(order, narrow(row));
        self.touch(customer, Touched::Orders);
    }

    pub(super) fn remove_header(&mut self, row: usize) -> Result<(), Error> {
        let refilled = self.refill(Some(row), None, row)?;
        self.forget_header(row);
        self.book.blank_header(row);
        self.write_refilled(refilled);
        Ok(())
    }

    fn write_refilled(&mut self, refilled: Vec<Refilled>) {
        for line in refilled {
            self.forget_line(line.row);
            self.take_in_line(line.row, line.filled);
        }
    }

    /// The lines that a header, changed from the one in a row to another, fills anew.
    fn refill(
        &self,
        before: Option<usize>,
        after: Option<(u32, Head)>,
        row: usize,
    ) -> Result<Vec<Refilled>, Error> {
        let book = &self.book;
        let (h, l) = (&book.headers, &book.lines);
        let mut refilled = Vec::new();
        let mut done: Vec<u32> = Vec::new();
        if let Some(before) = before {
            let (order, customer) = (h.order_text.get(before), h.customer.get(before));
            let mut others = self.index.headers_of_order(order).filter(|head| *head as usize != before);
            let other = others.next().map(|head| Head::of_row(book, head));
            let new = after.filter(|(to, _)| *to == order).map(|(_, head)| head);
            done = self.lines_of_order(customer, order);
            for line in &done {
                let line = *line as usize;
                let own = Own::of_row(book, line);
                let head = if own.customer == NONE {
                    if other.is_some() && new.is_some() {
                        return Err(refusal::ambiguous_order(book.order_ids.text(order), Table::Orders, row));
                    }
                    new.or(other)
                } else {
                    new.filter(|head| head.customer == customer)
                };
                let filled = own.filled(head).map_err(|column| refusal::blank_line(column, line))?;
                refilled.push(Refilled { row: line, filled });
            }
        }
        if let Some((order, head)) = after {
            for line in self.lines_of_order(head.customer, order) {
                if done.contains(&line) {
                    continue;
                }
                let row = line as usize;
                let own = Own::of_row(book, row);
                let filled = own.filled(Some(head)).map_err(|column| refusal::blank_line(column, row))?;
                refilled.push(Refilled { row, filled });
            }
            // Lines that name no customer took another header's: now there are two.
            for other in self.index.headers_of_order(order).filter(|other| *other as usize != row) {
                let lines = self.lines_of_order(h.customer.get(other as usize), order);
                if lines.iter().any(|line| Own::of_row(book, *line as usize).customer == NONE) {
                    return Err(refusal::ambiguous_order(book.order_ids.text(order), Table::Orders, row));
                }
            }
        }
        // Lines that follow their header to another customer may be all that made theirs a member.
        let gone = refilled
            .iter()
            .filter(|line| line.filled.customer != l.customer.get(line.row) || line.filled.day > self.today);
        let gone: Vec<u32> = gone.map(|line| narrow(line.row)).collect();
        if let Some(first) = gone.first() {
            self.check_still_trades(l.customer.get(*first as usize), &gone, NONE, Table::Orders, row)?;
        }
        Ok(refilled)
    }
}
