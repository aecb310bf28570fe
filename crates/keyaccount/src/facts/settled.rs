//! Settlements put in the order of their invoices.

use super::blocks::{ROWS, blocks, filled_rows};
use crate::book::{Book, NO_DAY, NONE, SettlementKind};

/// What was settled of an invoice on a day, in 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) amount: i64,
    pub(super) day: i32,
    pub(super) kind: SettlementKind,
}

/// The visible settlements of a book by invoice, and inside an invoice in file order.
pub(super) struct ByInvoice {
    /// Where those of each invoice end; they start where those of the one before end.
    pub(super) ends: Vec<u32>,
    pub(super) settled: Vec<Settled>,
    /// Customer and row of money that names no invoice, in file order.
    pub(super) unapplied: Vec<(u32, u32)>,
    /// How many settlements are visible.
    pub(super) read: u64,
}

impl ByInvoice {
    /// `None` if an amount needs more than 64 bits.
    pub(super) fn new(book: &Book, as_of: i32) -> Option<Self> {
        let s = &book.settlements;
        let is_visible = |invoice: u32, day: i32| invoice != NONE && day != NO_DAY && day <= as_of;
        let (mut invoice, mut day, mut amount) = ([NONE; ROWS], [NO_DAY; ROWS], [0_i64; ROWS]);
        let mut kind = [SettlementKind::Transfer; ROWS];
        let mut ends = vec![0_u32; book.invoices.customer.len()];
        let (mut read, mut unapplied) = (0_u64, Vec::new());
        for (start, rows) in blocks(s.day.len()) {
            let (invoice, day) = (invoice.get_mut(..rows)?, day.get_mut(..rows)?);
            s.invoice.block(start, invoice);
            s.day.block(start, day);
            for (invoice, day) in invoice.iter().zip(day.iter()) {
                if is_visible(*invoice, *day) {
                    read = read.wrapping_add(1);
                    if let Some(count) = ends.get_mut(*invoice as usize) {
                        *count = count.wrapping_add(1);
                    }
                }
            }
        }
        for row in filled_rows(&s.customer) {
            let customer = s.customer.get(row);
            if is_visible(customer, s.day.get(row)) {
                read = read.wrapping_add(1);
                unapplied.push((customer, u32::try_from(row).unwrap_or(NONE)));
            }
        }
        // First where those of an invoice start, then, when they are in, where they end.
        let mut sum = 0_u32;
        for end in &mut ends {
            let count = *end;
            *end = sum;
            sum = sum.checked_add(count)?;
        }
        let none = Settled { amount: 0, day: NO_DAY, kind: SettlementKind::Transfer };
        let mut settled = vec![none; sum as usize];
        for (start, rows) in blocks(s.day.len()) {
            let (invoice, day) = (invoice.get_mut(..rows)?, day.get_mut(..rows)?);
            let (kind, amount) = (kind.get_mut(..rows)?, amount.get_mut(..rows)?);
            s.invoice.block(start, invoice);
            s.day.block(start, day);
            s.kind.block(start, kind);
            if !s.amount.block(start, amount) {
                return None;
            }
            let cells = invoice.iter().zip(day.iter()).zip(amount.iter().zip(kind.iter()));
            for ((invoice, day), (amount, kind)) in cells {
                if is_visible(*invoice, *day)
                    && let Some(end) = ends.get_mut(*invoice as usize)
                    && let Some(slot) = settled.get_mut(*end as usize)
                {
                    *slot = Settled { amount: *amount, day: *day, kind: *kind };
                    *end = end.wrapping_add(1);
                }
            }
        }
        Some(Self { ends, settled, unapplied, read })
    }
}
