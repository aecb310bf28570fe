//! Registers: tables that only decisions read. Each is declared once among the tables; whatever holds,
//! digests, sets aside and edits rows here knows them by that declaration alone.

mod cell;
mod check;
mod column;
mod digest;
mod edit;
mod passes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(super) use self::cell::{Cell, Held, Registered, code_at};
use self::column::Column;
pub use self::passes::{LastContact, LastContacts};
use super::Book;
use super::intern::Interner;
use super::tables::Table;
use crate::calendar::Day;

/// What is declared of a register beside its columns, each of which is named.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Required identifiers or texts, two at most, that no two rows have in common.
    pub(crate) key: &'static [&'static str],
    /// The date from which a row is visible; always if there is none (BOOK §2.1).
    pub(crate) seen: &'static [&'static str],
    /// Dates that tell of something later than the row: one behind the as-of day is not known yet.
    pub(crate) later: &'static [&'static str],
    /// Pairs of dates of which the second is not before the first.
    pub(crate) order: &'static [(&'static str, &'static str)],
    /// Where the order of rows matters: among those that have these cells in common.
    pub(crate) ties: &'static [&'static str],
}

/// The cells of a key, as numbers of texts; a key of one cell has it twice.
pub(crate) type Key = [u32; 2];

/// The rows of one register.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    table: Table,
    columns: Vec<Column>,
    rows: usize,
}

impl Register {
    fn new(table: Table) -> Self {
        Self { table, columns: table.columns().iter().map(Column::of).collect(), rows: 0 }
    }

    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn get(&self, row: usize, column: usize) -> Held {
        self.columns.get(column).map_or(Held::Blank, |column| column.get(row))
    }

    /// Whether a row is there: one that was refused, set aside or removed is blank. Its first cell is a
    /// required one.
    pub(crate) fn is_there(&self, row: usize) -> bool {
        self.get(row, 0) != Held::Blank
    }

    fn push(&mut self, row: impl Iterator<Item = Held>) {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Keeps the place of a row that was refused.
    fn push_blank(&mut self) {
        for column in &mut self.columns {
            column.push(Held::Blank);
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn blank(&mut self, row: usize) {
        for column in &mut self.columns {
            column.set(row, Held::Blank);
        }
    }

    /// The columns with these names.
    fn positions(&self, names: &[&str]) -> Vec<usize> {
        names.iter().filter_map(|name| self.table.column(name)).collect()
    }

    /// The key of a row; nothing if there is no such row or rows of the table have none.
    pub(crate) fn key(&self, row: usize) -> Option<Key> {
        let names = self.table.rules()?.key;
        let cell = |name: &str| match self.get(row, self.table.column(name)?) {
            Held::Text(number) | Held::Customer(number) => Some(number),
            _ => None,
        };
        Some([cell(names.first()?)?, cell(names.last()?)?])
    }

    /// The numbers of the customers that rows name, if rows name any.
    fn customers(&self) -> Option<&super::columns::Ids> {
        self.columns.iter().find_map(|column| match column {
            Column::Customer(ids) => Some(ids),
            _ => None,
        })
    }

    /// The number of the customer a row names.
    pub(crate) fn customer(&self, row: usize) -> u32 {
        self.customers().map_or(super::intern::NONE, |ids| ids.get(row))
    }

    /// The day from which a row is visible, `NO_DAY` for always.
    pub(crate) fn day(&self, row: usize) -> i32 {
        let seen = self.table.rules().and_then(|rules| self.table.column(rules.seen.first()?));
        seen.and_then(|column| self.get(row, column).day()).unwrap_or(super::columns::NO_DAY)
    }
}

/// The registers that have rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registers(BTreeMap<Table, Register>);

impl Registers {
    pub(crate) fn get(&self, table: Table) -> Option<&Register> {
        self.0.get(&table)
    }

    /// A register, made if it has no rows yet.
    fn of(&mut self, table: Table) -> &mut Register {
        self.0.entry(table).or_insert_with(|| Register::new(table))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Register> {
        self.0.values()
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut Register> {
        self.0.values_mut()
    }

    /// Keeps the place of a row that was refused, if the table is a register.
    pub(super) fn push_blank(&mut self, table: Table) {
        if table.is_register() {
            self.of(table).push_blank();
        }
    }

    /// The columns of customers' numbers.
    pub(super) fn customer_columns(&mut self) -> impl Iterator<Item = &mut super::columns::Ids> {
        self.iter_mut().flat_map(|register| &mut register.columns).filter_map(|column| match column {
            Column::Customer(ids) => Some(ids),
            _ => None,
        })
    }
}

/// What of a row the as-of day knows.
struct View<'b> {
    register: &'b Register,
    today: i32,
    seen: Option<usize>,
    later: Vec<usize>,
}

impl<'b> View<'b> {
    fn new(register: &'b Register, rules: &Rules, today: i32) -> Self {
        let seen = register.positions(rules.seen).first().copied();
        Self { register, today, seen, later: register.positions(rules.later) }
    }

    fn is_visible(&self, row: usize) -> bool {
        let day = self.seen.and_then(|column| self.register.get(row, column).day());
        self.register.is_there(row) && day.is_none_or(|day| day <= self.today)
    }

    fn get(&self, row: usize, column: usize) -> Held {
        let cell = self.register.get(row, column);
        let is_hidden = || cell.day().is_some_and(|day| day > self.today);
        if self.later.contains(&column) && is_hidden() { Held::Blank } else { cell }
    }
}

impl Book {
    /// The visible rows of a register.
    pub(super) fn registered<'b, R: Registered<'b>>(
        &'b self,
        as_of: NaiveDate,
    ) -> impl Iterator<Item = R> + use<'b, R> {
        let register = self.registers.get(R::TABLE).zip(R::TABLE.rules());
        let today = Day::from(as_of).number();
        let view = register.map(|(register, rules)| View::new(register, rules, today));
        let rows = view.as_ref().map_or(0, |view| view.register.rows);
        (0..rows).filter_map(move |row| {
            let view = view.as_ref().filter(|view| view.is_visible(row))?;
            let mut columns = 0_usize..;
            R::of_cells(|| {
                let held = columns.next().map_or(Held::Blank, |column| view.get(row, column));
                held.told(&self.texts, &self.customer_ids)
            })
        })
    }
}

/// The text with a number, without making the texts of all others.
fn written(texts: &Interner, number: u32) -> String {
    let mut text = String::new();
    texts.write(number, &mut text);
    text
}
