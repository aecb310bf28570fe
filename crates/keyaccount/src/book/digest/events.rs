//! The large tables, read from their columns a block at a time.

use core::ops::Range;

use super::super::Book;
use super::super::codes::Code;
use super::super::columns::{Amounts, NO_DAY};
use super::super::intern::NONE;
use super::super::store::Status;
use super::super::tables::Table;
use super::encoding::Encode;
use super::places::{Places, spread};
use super::sum::{Rows, Sum, sum_ranges};
use crate::decimal::Exact;

/// Rows read from a column at a time: their numbers stay in the nearest cache.
const BLOCK: usize = 256;

/// Marks a blank among 64-bit units.
const BLANK: i64 = i64::MIN;

/// Some rows of a column of numbers.
struct Numbers<'a> {
    column: &'a Amounts,
    start: usize,
    units: [i64; BLOCK],
    narrow: bool,
}

impl<'a> Numbers<'a> {
    fn of(column: &'a Amounts) -> Self {
        Self { column, start: 0, units: [BLANK; BLOCK], narrow: false }
    }

    fn read(&mut self, start: usize, rows: usize) {
        self.start = start;
        self.narrow = self.column.block(start, self.units.get_mut(..rows).unwrap_or_default());
    }

    /// Writes the cell of a row of the block.
    #[inline]
    fn write(&self, at: usize, row: &mut Rows) {
        let scale = self.column.scale();
        match self.units.get(at).filter(|_| self.narrow) {
            Some(&BLANK) => row.blank(),
            Some(units) => row.units(*units, scale),
            None => {
                let units = self.column.get(self.start.saturating_add(at));
                row.number(units.map(|units| Exact::new(units, scale)));
            }
        }
    }
}

/// Blocks of a range of rows: where each begins, and how many rows it has.
fn blocks(range: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let end = range.end;
    range.step_by(BLOCK).map(move |start| (start, end.saturating_sub(start).min(BLOCK)))
}

impl Book {
    pub(super) fn sum_customers(&self, today: i32) -> Sum {
        let c = &self.customers;
        let table = Table::Customers.name();
        sum_ranges(table, c.customer.len(), |range, row| {
            let mut cost_to_serve = Numbers::of(&c.cost_to_serve);
            for (start, rows) in blocks(range) {
                cost_to_serve.read(start, rows);
                for (in_block, at) in (start..start.saturating_add(rows)).enumerate() {
                    let customer = c.customer.get(at);
                    if customer == NONE {
                        continue;
                    }
                    row.begin();
                    row.id(&self.customer_ids, customer);
                    for column in core::iter::once(&c.name).chain(&c.attributes) {
                        row.id_option(&self.texts, column.get(at));
                    }
                    row.day(c.created_on.get(at));
                    let traded = c.first_traded_on.get(at);
                    row.day(if traded > today { NO_DAY } else { traded });
                    let since = c.documents_since.get(at);
                    let unknown_yet = since != NO_DAY && since > today;
                    row.yes_no(c.documents_complete.get(at).filter(|_| !unknown_yet));
                    row.day(if unknown_yet { NO_DAY } else { since });
                    row.yes_no(c.special_approval.get(at));
                    cost_to_serve.write(in_block, row);
                    row.end();
                }
            }
        })
    }

    pub(super) fn sum_lines(&self, today: i32) -> Sum {
        let l = &self.lines;
        let columns = [&l.quantity, &l.amount, &l.profit, &l.cost, &l.unit_cost, &l.margin_rate];
        sum_ranges(Table::OrderLines.name(), l.order_text.len(), |range, row| {
            let mut numbers = columns.map(Numbers::of);
            for (start, rows) in blocks(range) {
                numbers.iter_mut().for_each(|column| column.read(start, rows));
                for (in_block, at) in (start..start.saturating_add(rows)).enumerate() {
                    let (customer, day) = (l.customer.get(at), l.day.get(at));
                    if customer == NONE || day > today {
                        continue;
                    }
                    row.begin();
                    row.id(&self.order_ids, l.order_text.get(at));
                    row.id(&self.customer_ids, customer);
                    row.day(day);
                    if l.status_from.get(at) > today {
                        row.cancellation(Status::Blank, NO_DAY, today);
                    } else {
                        row.cancellation(l.status.get(at), l.cancelled_on.get(at), today);
                    }
                    row.id_option(&self.product_ids, l.product.get(at));
                    for column in &numbers {
                        column.write(in_block, row);
                    }
                    row.yes_no(l.promotional.get(at));
                    row.end();
                }
            }
        })
    }

    pub(super) fn sum_invoices(&self, today: i32) -> Sum {
        let v = &self.invoices;
        sum_ranges(Table::Invoices.name(), v.id.len(), |range, row| {
            let mut amount = Numbers::of(&v.amount);
            for (start, rows) in blocks(range) {
                amount.read(start, rows);
                for (in_block, at) in (start..start.saturating_add(rows)).enumerate() {
                    let (customer, issued) = (v.customer.get(at), v.issued.get(at));
                    if customer == NONE || issued > today {
                        continue;
                    }
                    row.begin();
                    row.id(&self.invoice_ids, v.id.get(at));
                    row.id(&self.customer_ids, customer);
                    row.day(issued);
                    row.day(v.due.get(at));
                    amount.write(in_block, row);
                    let approved = v.extension_approved.get(at);
                    let visible = approved != NO_DAY && approved <= today;
                    row.day(if visible { v.extended_due.get(at) } else { NO_DAY });
                    row.day(if visible { approved } else { NO_DAY });
                    row.id_option(&self.texts, v.contract.get(at));
                    row.end();
                }
            }
        })
    }

    /// Settlements of one target on one day matter in their file order, so they carry their place in it.
    pub(super) fn sum_settlements(&self, today: i32) -> Sum {
        let s = &self.settlements;
        let visible = |at: usize| {
            let (invoice, customer, day) = (s.invoice.get(at), s.customer.get(at), s.day.get(at));
            (day != NO_DAY && day <= today).then_some((invoice, customer, day))
        };
        let places = Places::of(s.day.len(), visible, |(invoice, customer, day)| {
            spread(&[*invoice, *customer, day.cast_unsigned()])
        });
        sum_ranges(Table::Settlements.name(), s.day.len(), |range, row| {
            let mut place = places.from(range.start);
            let mut amount = Numbers::of(&s.amount);
            for (start, rows) in blocks(range) {
                amount.read(start, rows);
                for (in_block, at) in (start..start.saturating_add(rows)).enumerate() {
                    let Some((invoice, customer, day)) = visible(at) else { continue };
                    row.begin();
                    if invoice == NONE {
                        row.blank();
                    } else {
                        row.id(&self.invoice_ids, self.invoices.id.get(invoice as usize));
                    }
                    row.id_option(&self.customer_ids, customer);
                    row.day(day);
                    amount.write(in_block, row);
                    row.text(s.kind.get(at).code());
                    row.count(place(at));
                    row.end();
                }
            }
        })
    }
}
