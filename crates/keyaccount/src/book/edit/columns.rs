//! Rows of tables that are stored as columns.

use super::{OneRow, copy_amount, only};
use crate::book::Book;
use crate::book::codes::SettlementKind;
use crate::book::columns::NO_DAY;
use crate::book::intern::NONE;
use crate::book::store::Status;

/// What a line is once its header was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FilledLine {
    pub(crate) customer: u32,
    pub(crate) day: i32,
    pub(crate) status: Status,
    pub(crate) cancelled_on: i32,
    pub(crate) status_from: i32,
    /// Which cells came from the header: [`Lines::TAKEN_CUSTOMER`](crate::book::store::Lines) and others.
    pub(crate) taken: u8,
}

impl Book {
    /// Writes a customer's row.
    pub(crate) fn write_customer(&mut self, row: usize, customer: u32, one: &OneRow) {
        let from = &one.of.customers;
        let text = |column| only(&one.of.texts, column);
        let name = self.text_number(text(&from.name).as_deref());
        let attributes = from.attributes.each_ref().map(|column| self.text_number(text(column).as_deref()));
        let c = &mut self.customers;
        c.customer.set(row, customer);
        c.name.set(row, name);
        for (column, number) in c.attributes.iter_mut().zip(attributes) {
            column.set(row, number);
        }
        c.created_on.set(row, from.created_on.get(0));
        c.first_traded_on.set(row, from.first_traded_on.get(0));
        c.documents_complete.set(row, from.documents_complete.get(0));
        c.documents_since.set(row, from.documents_since.get(0));
        c.special_approval.set(row, from.special_approval.get(0));
        copy_amount(&from.cost_to_serve, &mut c.cost_to_serve, row);
    }

    /// Says in which row a customer is, [`NONE`] for none.
    pub(crate) fn list_customer(&mut self, customer: u32, row: u32) {
        let at = customer as usize;
        if row != NONE && at >= self.customer_rows.len() {
            self.customer_rows.resize(at.saturating_add(1), NONE);
        }
        if let Some(slot) = self.customer_rows.get_mut(at) {
            *slot = row;
        }
    }

    /// Blanks a customer's row.
    pub(crate) fn blank_customer(&mut self, row: usize) {
        let c = &mut self.customers;
        c.customer.set(row, NONE);
        c.name.set(row, NONE);
        for column in &mut c.attributes {
            column.set(row, NONE);
        }
        for column in [&mut c.created_on, &mut c.first_traded_on, &mut c.documents_since] {
            column.set(row, NO_DAY);
        }
        c.documents_complete.set(row, None);
        c.special_approval.set(row, None);
        c.cost_to_serve.set(row, None);
    }

    /// The number of an order id, also of one that was not named before.
    pub(crate) fn order_number(&mut self, id: &str) -> u32 {
        self.order_ids.intern(id)
    }

    /// Writes the header of an order.
    pub(crate) fn write_header(&mut self, row: usize, order: u32, customer: u32, one: &OneRow) {
        let (from, h) = (&one.of.headers, &mut self.headers);
        h.order_text.set(row, order);
        h.customer.set(row, customer);
        h.day.set(row, from.day.get(0));
        h.status.set(row, from.status.get(0));
        h.cancelled_on.set(row, from.cancelled_on.get(0));
        h.promised_on.set(row, from.promised_on.get(0));
    }

    /// Blanks the header of an order.
    pub(crate) fn blank_header(&mut self, row: usize) {
        let h = &mut self.headers;
        h.order_text.set(row, NONE);
        h.customer.set(row, NONE);
        for column in [&mut h.day, &mut h.cancelled_on, &mut h.promised_on] {
            column.set(row, NO_DAY);
        }
        h.status.set(row, Status::Blank);
    }

    /// Writes what a line says beside what its header may fill in.
    pub(crate) fn write_line(&mut self, row: usize, order: u32, one: &OneRow) {
        let from = &one.of.lines;
        let product = only(&one.of.product_ids, &from.product);
        let product = self.product_ids.intern_option(product.as_deref());
        let l = &mut self.lines;
        l.order_text.set(row, order);
        l.product.set(row, product);
        l.promotional.set(row, from.promotional.get(0));
        for (from, into) in [
            (&from.quantity, &mut l.quantity),
            (&from.amount, &mut l.amount),
            (&from.profit, &mut l.profit),
            (&from.cost, &mut l.cost),
            (&from.unit_cost, &mut l.unit_cost),
            (&from.margin_rate, &mut l.margin_rate),
        ] {
            copy_amount(from, into, row);
        }
    }

    /// Writes what a line is once its header was asked.
    pub(crate) fn fill_line(&mut self, row: usize, filled: FilledLine) {
        let l = &mut self.lines;
        l.customer.set(row, filled.customer);
        l.day.set(row, filled.day);
        l.status.set(row, filled.status);
        l.cancelled_on.set(row, filled.cancelled_on);
        l.status_from.set(row, filled.status_from);
        l.taken.set(row, filled.taken);
    }

    /// Says which order a line is part of, an order being a customer and an order id.
    pub(crate) fn set_order(&mut self, row: usize, order: u32) {
        let l = &mut self.lines;
        if l.own_order.is_none() && l.order_text.get(row) != order {
            l.own_order = Some(l.order_text.clone());
        }
        if let Some(column) = &mut l.own_order {
            column.set(row, order);
        }
    }

    /// Blanks a line.
    pub(crate) fn blank_line(&mut self, row: usize) {
        let blank = FilledLine {
            customer: NONE,
            day: NO_DAY,
            status: Status::Blank,
            cancelled_on: NO_DAY,
            status_from: NO_DAY,
            taken: 0,
        };
        self.fill_line(row, blank);
        let l = &mut self.lines;
        l.order_text.set(row, NONE);
        if let Some(column) = &mut l.own_order {
            column.set(row, NONE);
        }
        l.product.set(row, NONE);
        l.promotional.set(row, None);
        for column in
            [&mut l.quantity, &mut l.amount, &mut l.profit, &mut l.cost, &mut l.unit_cost, &mut l.margin_rate]
        {
            column.set(row, None);
        }
    }

    /// The number of an invoice id, also of one that was not named before.
    pub(crate) fn invoice_number(&mut self, id: &str) -> u32 {
        self.invoice_ids.intern(id)
    }

    /// Writes an invoice.
    pub(crate) fn write_invoice(&mut self, row: usize, id: u32, customer: u32, one: &OneRow) {
        let from = &one.of.invoices;
        let contract = self.text_number(only(&one.of.texts, &from.contract).as_deref());
        let v = &mut self.invoices;
        v.id.set(row, id);
        v.customer.set(row, customer);
        v.issued.set(row, from.issued.get(0));
        v.due.set(row, from.due.get(0));
        copy_amount(&from.amount, &mut v.amount, row);
        v.extended_due.set(row, from.extended_due.get(0));
        v.extension_approved.set(row, from.extension_approved.get(0));
        v.contract.set(row, contract);
    }

    /// Blanks an invoice.
    pub(crate) fn blank_invoice(&mut self, row: usize) {
        let v = &mut self.invoices;
        for column in [&mut v.id, &mut v.customer, &mut v.contract] {
            column.set(row, NONE);
        }
        for column in [&mut v.issued, &mut v.due, &mut v.extended_due, &mut v.extension_approved] {
            column.set(row, NO_DAY);
        }
        v.amount.set(row, None);
    }

    /// Writes a settlement of an invoice, by its row, or of a customer's invoices, by its number.
    pub(crate) fn write_settlement(&mut self, row: usize, invoice: u32, customer: u32, one: &OneRow) {
        let (from, s) = (&one.of.settlements, &mut self.settlements);
        s.day.set(row, from.day.get(0));
        copy_amount(&from.amount, &mut s.amount, row);
        s.invoice.set(row, invoice);
        s.customer.set(row, customer);
        s.kind.set(row, from.kind.get(0));
    }

    /// Blanks a settlement.
    pub(crate) fn blank_settlement(&mut self, row: usize) {
        let s = &mut self.settlements;
        s.day.set(row, NO_DAY);
        s.amount.set(row, None);
        s.invoice.set(row, NONE);
        s.customer.set(row, NONE);
        s.kind.set(row, SettlementKind::Transfer);
    }
}
