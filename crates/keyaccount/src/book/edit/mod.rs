//! Cells written and blanked after a book is finished, for books that are edited.
//!
//! What is here moves cells and knows no rules: [`LiveBook`](crate::LiveBook) judges an edit before it
//! is written.

mod columns;
mod lists;
mod one_row;
mod products;

use std::sync::Arc;

pub(crate) use columns::FilledLine;
pub(crate) use one_row::OneRow;

use super::Book;
use super::columns::{Amounts, Ids};
use super::intern::{Interner, NONE};
use super::tables::Table;
use crate::decimal::Exact;

impl Book {
    /// Opens a further row of a table and returns its number. Tables stored as columns hold a blank there.
    pub(crate) fn open_row(&mut self, table: Table) -> usize {
        self.declared.insert(table);
        match table {
            Table::Customers => self.customers.push_blank(),
            Table::Orders => self.headers.push_blank(),
            Table::OrderLines => {
                let l = &mut self.lines;
                l.push_blank();
                l.cancelled_on.push_blanks(1);
                l.status_from.push_blanks(1);
                l.taken.push_blanks(1);
                if let Some(order) = &mut l.own_order {
                    order.push_blanks(1);
                }
            }
            Table::Invoices => self.invoices.push_blank(),
            Table::Settlements => self.settlements.push_blank(),
            _ => self.registers.push_blank(table),
        }
        self.rows.open(table)
    }

    /// The number of a customer, also of one who was not named before.
    pub(crate) fn customer_number(&mut self, id: &str) -> u32 {
        number_of(&mut self.customer_ids, id)
    }

    fn text_number(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| number_of(&mut self.texts, text))
    }
}

/// Does not write to a set of texts that others may hold as well, unless the text is new.
pub(super) fn number_of(texts: &mut Arc<Interner>, text: &str) -> u32 {
    match texts.find(text) {
        Some(number) => number,
        None => Arc::make_mut(texts).intern(text),
    }
}

/// The text with a number, without making the texts of all others.
fn written(texts: &Interner, number: u32) -> Option<String> {
    if number == NONE {
        return None;
    }
    let mut text = String::new();
    texts.write(number, &mut text);
    Some(text)
}

/// The text in the only row of a column.
fn only(texts: &Interner, column: &Ids) -> Option<String> {
    written(texts, column.get(0))
}

/// Writes the only cell of one column into a row of another.
fn copy_amount(from: &Amounts, into: &mut Amounts, row: usize) {
    let Some(value) = from.get(0).map(|units| Exact::new(units, from.scale())) else {
        into.set(row, None);
        return;
    };
    let value = value.normalised();
    if value.scale() > into.scale() {
        // Amounts are bounded so that any two have a common scale.
        let _ = into.rescale(value.scale());
    }
    into.set(row, value.at_scale(into.scale()));
}
