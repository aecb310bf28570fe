//! Edits of invoices, settlements and delay reasons.

use super::index::narrow;
use super::{LiveBook, Place, Touched, refusal};
use crate::book::{NO_DAY, NONE, OneRow, Table};
use crate::error::{Error, ProblemCode};

impl LiveBook {
    /// The row of an invoice that counts.
    pub(super) fn invoice_row(&self, id: &str) -> Option<u32> {
        let row = self.index.invoice_rows.get(self.book.invoice_ids.find(id)?);
        (self.book.invoices.customer.get(row as usize) != NONE).then_some(row)
    }

    /// The rows that name an invoice, by table.
    fn names_invoice(&self, invoice: u32) -> Vec<(Table, usize)> {
        let mut settlements = Vec::new();
        self.index.settlements_of(&self.book, invoice, &mut settlements);
        let mut reasons = Vec::new();
        self.index.listed_of(&self.book, Table::DelayReasons, invoice, &mut reasons);
        let named = [(Table::Settlements, settlements.len()), (Table::DelayReasons, reasons.len())];
        named.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    fn check_unnamed_invoice(&self, row: usize) -> Result<(), Error> {
        let by = self.names_invoice(narrow(row));
        if by.is_empty() {
            return Ok(());
        }
        let id = self.book.invoice_ids.text(self.book.invoices.id.get(row));
        Err(refusal::still_named(ProblemCode::UnknownInvoice, "invoice_id", id, &by, Table::Invoices, row))
    }

    pub(super) fn put_invoice(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let (table, row) = (Table::Invoices, place.row);
        let (Some(id), Some(customer)) = (one.invoice(table), one.customer(table)) else {
            return Err(refusal::no_such_row(table, row));
        };
        let customer = self.trading_customer(&customer, table, row)?;
        let number = self.book.invoice_number(&id);
        let there = self.index.invoice_rows.get(number);
        if there != NONE && (place.is_new || there != narrow(row)) {
            return Err(refusal::duplicate("invoice_id", &id, table, row));
        }
        if there == NONE {
            self.check_not_set_aside("invoice_id", &id, table, row)?;
        }
        if !place.is_new {
            if there == NONE {
                self.check_unnamed_invoice(row)?;
            }
            let before = self.book.invoices.customer.get(row);
            if before != customer || one.issued() > self.today {
                self.check_still_trades(before, &[], narrow(row), table, row)?;
            }
        }
        if place.is_new {
            self.book.open_row(table);
        } else {
            self.index.invoice_rows.set(self.book.invoices.id.get(row), NONE);
            self.touch(self.book.invoices.customer.get(row), Touched::Receivables);
        }
        self.book.write_invoice(row, number, customer, one);
        self.index.invoice_rows.set(number, narrow(row));
        self.index.invoices.add(customer, narrow(row));
        self.touch(customer, Touched::Receivables);
        Ok(())
    }

    pub(super) fn remove_invoice(&mut self, row: usize) -> Result<(), Error> {
        let customer = self.book.invoices.customer.get(row);
        self.check_unnamed_invoice(row)?;
        self.check_still_trades(customer, &[], narrow(row), Table::Invoices, row)?;
        self.index.invoice_rows.set(self.book.invoices.id.get(row), NONE);
        self.book.blank_invoice(row);
        self.touch(customer, Touched::Receivables);
        Ok(())
    }

    /// Whose money a settlement is.
    fn settlement_owner(&self, row: usize) -> u32 {
        let s = &self.book.settlements;
        match s.invoice.get(row) {
            NONE => s.customer.get(row),
            invoice => self.book.invoices.customer.get(invoice as usize),
        }
    }

    pub(super) fn put_settlement(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let (table, row) = (Table::Settlements, place.row);
        let (invoice, customer) = match (one.invoice(table), one.customer(table)) {
            (Some(id), _) => {
                let invoice = self.invoice_row(&id);
                (invoice.ok_or_else(|| refusal::unknown_invoice(&id, table, row))?, NONE)
            }
            (None, Some(id)) => (NONE, self.named_customer(&id, table, row)?),
            (None, None) => return Err(refusal::no_such_row(table, row)),
        };
        if place.is_new {
            self.book.open_row(table);
        } else {
            self.touch(self.settlement_owner(row), Touched::Receivables);
        }
        self.book.write_settlement(row, invoice, customer, one);
        if invoice == NONE {
            self.index.unapplied.add(customer, narrow(row));
        } else {
            self.index.settlements.add(invoice, narrow(row));
        }
        self.touch(self.settlement_owner(row), Touched::Receivables);
        Ok(())
    }

    pub(super) fn remove_settlement(&mut self, row: usize) {
        self.touch(self.settlement_owner(row), Touched::Receivables);
        self.book.blank_settlement(row);
    }

    pub(super) fn is_settlement(&self, row: usize) -> bool {
        self.book.settlements.day.get(row) != NO_DAY
    }
}
