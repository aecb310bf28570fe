//! Settles invoices in one pass over blocks of columns, in 64 bits.

use super::blocks::{BLANK, ROWS, blocks};
use super::credit::CreditNotes;
use super::credit_cells::CreditCells;
use super::credit_sums::CreditSink;
use super::lines::Orders;
use super::number_set::NumberSet;
use super::payment::{Slice, SliceKind, due_day, settle_apart};
use super::settled::{ByInvoice, Settled};
use super::slices::{JudgedSlice, SliceRules};
use crate::book::{Book, NO_DAY, NONE, SettlementKind};
use crate::calendar::Day;

/// A number or a sum that does not fit its 64 bits.
struct TooLarge;

/// An invoice while it is settled.
struct Invoice {
    row: u32,
    customer: u32,
    due: i32,
    /// Issued before the window.
    is_old: bool,
    open: i64,
}

/// One pass over the invoices.
struct Pass<'a, 'b> {
    rules: &'a SliceRules<'b>,
    cells: CreditCells,
    notes: CreditNotes,
    /// Invoices with accepted delay reasons.
    excused: Option<NumberSet>,
}

/// Settles every visible invoice; `None` if a number of the book is too large for it.
pub(super) fn measure(book: &Book, rules: &SliceRules<'_>) -> Option<(CreditCells, CreditNotes)> {
    let as_of = rules.window.last.number();
    let by_invoice = ByInvoice::new(book, as_of)?;
    let customers = book.customer_ids.len();
    let mut unapplied = by_invoice.unapplied;
    unapplied.sort_unstable();
    let mut is_apart = NumberSet::new(if unapplied.is_empty() { 0 } else { customers });
    for (customer, _) in &unapplied {
        is_apart.insert(*customer);
    }
    let mut excused = None;
    for invoice in rules.excuses.invoices() {
        excused.get_or_insert_with(|| NumberSet::new(book.invoices.customer.len())).insert(invoice);
    }
    let mut pass = Pass { rules, cells: CreditCells::new(customers), notes: CreditNotes::default(), excused };
    pass.notes.reasons_ignored = rules.excuses.ignored;
    pass.notes.settlements.settlements_read = by_invoice.read;
    let mut apart = Vec::new();
    let mut settled = by_invoice.settled.as_slice();
    let mut sorted = Vec::new();
    let mut start_of_next = 0_u32;
    let v = &book.invoices;
    let extends = v.extended_due.is_filled() && v.extension_approved.is_filled();
    let (mut customer, mut issued) = ([NONE; ROWS], [NO_DAY; ROWS]);
    let (mut due, mut amount) = ([NO_DAY; ROWS], [BLANK; ROWS]);
    for (start, rows) in blocks(v.customer.len()) {
        v.customer.block(start, customer.get_mut(..rows)?);
        v.issued.block(start, issued.get_mut(..rows)?);
        v.due.block(start, due.get_mut(..rows)?);
        if !v.amount.block(start, amount.get_mut(..rows)?) {
            return None;
        }
        if extends {
            for (due, row) in due.iter_mut().zip(start..).take(rows) {
                *due = due_day(book, row, as_of);
            }
        }
        let customer = customer.get(..rows)?;
        pass.cells.touch(customer);
        let cells = customer.iter().zip(issued.get(..rows)?);
        let cells = cells.zip(due.get(..rows)?.iter().zip(amount.get(..rows)?));
        let ends = by_invoice.ends.get(start..start.saturating_add(rows))?;
        for ((((customer, issued), (due, amount)), end), row) in cells.zip(ends).zip(start..) {
            let count = end.wrapping_sub(start_of_next) as usize;
            start_of_next = *end;
            let (own, rest) = settled.split_at_checked(count)?;
            settled = rest;
            let row = u32::try_from(row).unwrap_or(NONE);
            let Some(cell) = pass.cells.cells.get_mut(*customer as usize).filter(|_| *issued <= as_of) else {
                let count = u64::try_from(count).unwrap_or(u64::MAX);
                pass.notes.settlements.not_issued = pass.notes.settlements.not_issued.saturating_add(count);
                continue;
            };
            cell.note_invoice(*issued);
            let is_old = *issued < rules.window.first.number();
            pass.notes.issue(if *amount == BLANK { 0 } else { *amount }, is_old);
            if is_apart.contains(*customer) {
                apart.push((*customer, row));
            } else if *amount != BLANK {
                let invoice = Invoice { row, customer: *customer, due: *due, is_old, open: *amount };
                pass.settle(invoice, own, &mut sorted).ok()?;
            }
        }
    }
    if !unapplied.is_empty() {
        apart.sort_unstable();
        pass.settle_apart(book, &unapplied, &apart)?;
    }
    for fact in &book.facts {
        match pass.cells.apart.get_mut(&fact.customer) {
            Some(sums) => sums.add_fact(fact, rules),
            None => pass.cells.grounds.entry(fact.customer).or_default().add_fact(fact, rules),
        }
    }
    Some((pass.cells, pass.notes))
}

impl CreditNotes {
    /// A visible invoice.
    fn issue(&mut self, amount: i64, is_old: bool) {
        self.invoices_read = self.invoices_read.wrapping_add(1);
        let sum = if is_old { &mut self.receivables.begin } else { &mut self.receivables.credit_sales };
        *sum = sum.wrapping_add(i128::from(amount));
    }
}

impl Pass<'_, '_> {
    /// Settles an invoice by what names it. `sorted` is room for those of several days.
    fn settle(
        &mut self,
        mut invoice: Invoice,
        settled: &[Settled],
        sorted: &mut Vec<Settled>,
    ) -> Result<(), TooLarge> {
        match settled {
            [] => {}
            [one] => {
                let taken = self.take(&mut invoice, *one);
                match one.kind {
                    SettlementKind::CreditNote => {}
                    SettlementKind::WriteOff => {
                        self.slice(&invoice, SliceKind::WrittenOff, taken, one.day)?
                    }
                    _ => self.slice(&invoice, SliceKind::Paid, taken, one.day)?,
                }
            }
            several if several.is_sorted_by_key(|one| one.day) => {
                self.settle_by_day(&mut invoice, several)?
            }
            several => {
                sorted.clear();
                sorted.extend_from_slice(several);
                sorted.sort_by_key(|one| one.day);
                self.settle_by_day(&mut invoice, sorted)?;
            }
        }
        if invoice.open > 0 { self.leave_open(&invoice) } else { Ok(()) }
    }

    /// All paid kinds of a day are one slice, a write-off apart.
    fn settle_by_day(&mut self, invoice: &mut Invoice, settled: &[Settled]) -> Result<(), TooLarge> {
        for of_day in settled.chunk_by(|a, b| a.day == b.day) {
            let (mut paid, mut written_off, mut day) = (0_i64, 0_i64, NO_DAY);
            for one in of_day {
                let taken = self.take(invoice, *one);
                day = one.day;
                // Together they are at most the amount of the invoice.
                match one.kind {
                    SettlementKind::CreditNote => {}
                    SettlementKind::WriteOff => written_off = written_off.wrapping_add(taken),
                    _ => paid = paid.wrapping_add(taken),
                }
            }
            self.slice(invoice, SliceKind::Paid, paid, day)?;
            self.slice(invoice, SliceKind::WrittenOff, written_off, day)?;
        }
        Ok(())
    }

    /// Lowers what is open of an invoice and says by how much.
    fn take(&mut self, invoice: &mut Invoice, settled: Settled) -> i64 {
        let taken = settled.amount.min(invoice.open);
        invoice.open = invoice.open.wrapping_sub(taken);
        if invoice.is_old && settled.day < self.rules.window.first.number() {
            let begin = &mut self.notes.receivables.begin;
            *begin = begin.wrapping_sub(i128::from(taken));
        }
        if settled.amount > taken {
            self.notes.settlements.over(i128::from(settled.amount.wrapping_sub(taken)));
        }
        taken
    }

    /// Adds what was settled of an invoice on a day, if it counts.
    fn slice(&mut self, invoice: &Invoice, kind: SliceKind, amount: i64, day: i32) -> Result<(), TooLarge> {
        if amount <= 0 || !self.rules.window.contains(Day::from_number(day)) {
            return Ok(());
        }
        self.count(invoice, kind, amount, day).map(|_| ())
    }

    fn leave_open(&mut self, invoice: &Invoice) -> Result<(), TooLarge> {
        let today = self.rules.window.last.number();
        let is_late = invoice.due < today;
        let late = if is_late {
            Some(self.count(invoice, SliceKind::Open, invoice.open, today)?)
        } else {
            let current = &mut self.notes.receivables.end_current;
            *current = current.wrapping_add(i128::from(invoice.open));
            None
        };
        let end = &mut self.notes.receivables.end;
        *end = end.wrapping_add(i128::from(invoice.open));
        self.cells.open(invoice.customer, invoice.open, late).ok_or(TooLarge)
    }

    /// Counts a slice; its effective days late.
    fn count(&mut self, invoice: &Invoice, kind: SliceKind, amount: i64, day: i32) -> Result<i32, TooLarge> {
        let Invoice { row, customer, due, .. } = *invoice;
        let slice = Slice { invoice: row, customer, kind, amount: i128::from(amount), day, due };
        let is_excused = self.excused.as_ref().is_some_and(|excused| excused.contains(row));
        let judged = if is_excused { self.rules.judge(slice) } else { self.rules.judge_unexcused(slice) };
        let is_wilful = is_excused && self.rules.excuses.is_wilful(row);
        if is_wilful || kind == SliceKind::WrittenOff {
            self.cells.grounds.entry(customer).or_default().add_slice(slice, is_wilful);
        }
        let cell = self.cells.cells.get_mut(customer as usize).ok_or(TooLarge)?;
        let JudgedSlice { effective, .. } = judged;
        if cell.count(amount, judged, kind == SliceKind::WrittenOff) { Err(TooLarge) } else { Ok(effective) }
    }

    /// Settles the customers with money that names no invoice; `None` if a sum does not fit.
    fn settle_apart(&mut self, book: &Book, unapplied: &[(u32, u32)], invoices: &[(u32, u32)]) -> Option<()> {
        let as_of = self.rules.window.last.number();
        let mut sink = CreditSink::new(book, self.rules, std::collections::HashMap::new());
        for (customer, _) in unapplied {
            sink.customers.entry(*customer).or_default();
        }
        settle_apart(book, as_of, unapplied, invoices, &mut self.notes.settlements, &mut sink);
        if sink.overflow.is_some() {
            return None;
        }
        self.notes.receivables = self.notes.receivables.plus(sink.receivables);
        self.cells.apart = sink.customers;
        Some(())
    }
}
