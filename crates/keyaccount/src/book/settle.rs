//! The final numbers of ids: few enough that whatever is kept for each id is a plain vector.

use hashbrown::{HashMap, HashSet};

use super::builder::BookBuilder;
use super::columns::Ids;
use super::intern::{Interner, NONE, Settling};
use super::tables::Table;

/// Gives ids their final numbers.
enum Renumber {
    Settled(Settling),
    /// Texts that lie too far apart to be counted are stored one by one.
    Stored {
        before: Box<Interner>,
        now: Box<Interner>,
        numbers: HashMap<u32, u32>,
    },
}

impl Renumber {
    /// Settles a set that has about so many members.
    fn of(ids: &mut Interner, members: usize) -> Self {
        match ids.settle(members) {
            Settling::Scattered => Self::Stored {
                before: Box::new(core::mem::take(ids)),
                now: Box::default(),
                numbers: HashMap::new(),
            },
            settling => Self::Settled(settling),
        }
    }

    fn number(&mut self, number: u32) -> u32 {
        match self {
            _ if number == NONE => NONE,
            Self::Settled(settling) => settling.of(number),
            Self::Stored { before, now, numbers } => *numbers.entry(number).or_insert_with(|| {
                let mut text = String::new();
                before.write(number, &mut text);
                now.intern(&text)
            }),
        }
    }

    fn column(&mut self, column: &mut Ids) {
        match self {
            Self::Settled(Settling::Same) => {}
            Self::Settled(settling @ Settling::Moved { .. }) => {
                let down = 0_u32.wrapping_sub(settling.moved());
                column.move_counted(Some(down), |number| settling.of(number));
            }
            Self::Settled(Settling::Scattered) | Self::Stored { .. } => {
                column.move_counted(None, |number| self.number(number));
            }
        }
    }

    fn set(&mut self, set: &mut HashSet<u32>) {
        *set = set.iter().map(|number| self.number(*number)).collect();
    }

    /// Puts the set back if its texts are stored now.
    fn finish(self, ids: &mut Interner) {
        if let Self::Stored { now, .. } = self {
            *ids = *now;
        }
    }
}

impl BookBuilder {
    /// Makes the numbers of all ids final.
    pub(super) fn settle_ids(&mut self) {
        self.settle_customers();
        // Texts keep their numbers.
        self.texts.forget_integers();
        let rows = |table| self.rows.of(table);
        let products = rows(Table::Products).max(rows(Table::OrderLines) / 4);
        let orders = rows(Table::Orders).max(rows(Table::OrderLines));
        let invoices = rows(Table::Invoices);
        let mut renumber = Renumber::of(&mut self.product_ids, products);
        renumber.column(&mut self.lines.product);
        for (version, _) in &mut self.products {
            version.product = renumber.number(version.product);
        }
        renumber.finish(&mut self.product_ids);
        let mut renumber = Renumber::of(&mut self.order_ids, orders);
        renumber.column(&mut self.lines.order_text);
        renumber.column(&mut self.headers.order_text);
        renumber.set(&mut self.headed);
        renumber.finish(&mut self.order_ids);
        let mut renumber = Renumber::of(&mut self.invoice_ids, invoices);
        renumber.column(&mut self.invoices.id);
        renumber.column(&mut self.settlements.invoice);
        for reason in &mut self.reasons {
            reason.invoice = renumber.number(reason.invoice);
        }
        renumber.set(&mut self.refused_invoices);
        renumber.finish(&mut self.invoice_ids);
    }

    fn settle_customers(&mut self) {
        let rows = |table| self.rows.of(table);
        // Without a table of customers nobody knows how many there are; most order several times.
        let named = rows(Table::OrderLines).saturating_add(rows(Table::Invoices)) / 16;
        let mut renumber = Renumber::of(&mut self.customer_ids, rows(Table::Customers).max(named));
        for column in [
            &mut self.customers.customer,
            &mut self.headers.customer,
            &mut self.lines.customer,
            &mut self.invoices.customer,
            &mut self.settlements.customer,
        ] {
            renumber.column(column);
        }
        self.facts.iter_mut().for_each(|row| row.customer = renumber.number(row.customer));
        self.assessed.iter_mut().for_each(|row| row.customer = renumber.number(row.customer));
        self.rated.iter_mut().for_each(|row| row.customer = renumber.number(row.customer));
        self.overrides.iter_mut().for_each(|row| row.customer = renumber.number(row.customer));
        self.contracts.iter_mut().for_each(|row| row.customer = renumber.number(row.customer));
        self.registers.customer_columns().for_each(|column| renumber.column(column));
        renumber.set(&mut self.refused_customers);
        renumber.finish(&mut self.customer_ids);
    }
}
