//! Rows of registers, edited and joined.

use super::super::append::Numbers;
use super::super::edit::{OneRow, number_of};
use super::super::{Book, Table};
use super::column::Column;
use super::{Held, Key, Register, Registers, written};

impl Registers {
    /// Appends the rows of other registers behind those there are.
    pub(in super::super) fn append(
        &mut self,
        other: Self,
        customers: &mut Numbers<'_>,
        texts: &mut Numbers<'_>,
    ) {
        for (table, from) in other.0 {
            self.of(table).append(from, customers, texts);
        }
    }
}

impl Register {
    fn append(&mut self, from: Self, customers: &mut Numbers<'_>, texts: &mut Numbers<'_>) {
        self.rows = self.rows.saturating_add(from.rows);
        for (into, from) in self.columns.iter_mut().zip(from.columns) {
            match (into, from) {
                (Column::Customer(into), Column::Customer(from)) => customers.column(into, from),
                (Column::Text(into), Column::Text(from)) => texts.column(into, from),
                (Column::Number(into), Column::Number(from)) => into.append(&from),
                (Column::Day(into), Column::Day(from)) => into.append(from),
                (Column::Time(into), Column::Time(from)) => into.append(&from),
                (Column::YesNo(into), Column::YesNo(from)) => into.append(&from),
                (Column::Code(into), Column::Code(from)) => into.append(&from),
                // Both have the columns of one table.
                _ => {}
            }
        }
    }
}

impl OneRow {
    /// The customer a row of a register names.
    pub(in super::super) fn registered_customer(&self, table: Table) -> Option<String> {
        match self.of.registers.get(table)?.customer(0) {
            super::super::intern::NONE => None,
            number => Some(written(&self.of.customer_ids, number)),
        }
    }

    /// The texts of the key of a row of a register.
    pub(crate) fn registered_key(&self, table: Table) -> Option<Vec<String>> {
        let (register, rules) = self.of.registers.get(table).zip(table.rules())?;
        let text = |name: &&str| match register.get(0, table.column(name)?) {
            Held::Text(number) => Some(written(&self.of.texts, number)),
            Held::Customer(number) => Some(written(&self.of.customer_ids, number)),
            _ => None,
        };
        rules.key.iter().map(text).collect::<Option<Vec<_>>>().filter(|key| !key.is_empty())
    }
}

impl Book {
    /// Writes the row of a register; a row that is not there yet was opened before.
    pub(crate) fn write_registered(&mut self, table: Table, row: usize, one: &OneRow) {
        let Some(from) = one.of.registers.get(table) else { return };
        for column in 0..from.columns.len() {
            let cell = match from.get(0, column) {
                Held::Customer(number) => {
                    let id = written(&one.of.customer_ids, number);
                    Held::Customer(number_of(&mut self.customer_ids, &id))
                }
                Held::Text(number) => Held::Text(number_of(&mut self.texts, &written(&one.of.texts, number))),
                other => other,
            };
            if let Some(column) = self.registers.of(table).columns.get_mut(column) {
                column.set(row, cell);
            }
        }
    }

    /// Takes out the row of a register.
    pub(crate) fn take_registered(&mut self, table: Table, row: usize) {
        if let Some(register) = self.registers.0.get_mut(&table) {
            register.blank(row);
        }
    }

    /// The key of these texts, which need not be that of any row; nothing if a text is nowhere in the book.
    pub(crate) fn register_key(&self, table: Table, texts: &[&str]) -> Option<Key> {
        let rules = table.rules()?;
        let cell = |at: Option<(&&str, &&str)>| {
            let (name, text) = at?;
            if *name == "customer_id" { self.customer_ids.find(text) } else { self.texts.find(text) }
        };
        let mut both = rules.key.iter().zip(texts);
        let (first, last) = (both.clone().next(), both.next_back());
        Some([cell(first)?, cell(last)?])
    }
}
