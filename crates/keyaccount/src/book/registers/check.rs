//! Rows on their way in: each cell judged by itself, dates by their order, keys by those of other rows.

use hashbrown::HashSet;

use super::super::builder::BookBuilder;
use super::super::cells::{Cells, Range, at_row};
use super::super::columns::{BLOCK, Ids, NO_DAY};
use super::super::intern::NONE;
use super::super::strays::AsideKeys;
use super::super::tables::{ColumnKind, Table};
use super::{Cell, Held, Register, Registered, Registers};
use crate::calendar::Day;
use crate::error::{Problem, ProblemCode, quote};

impl BookBuilder {
    pub(crate) fn add_registered<'a, R: Registered<'a>>(&mut self, row: R) {
        let table = R::TABLE;
        let at = self.next_row(table);
        let mut given = Vec::with_capacity(table.columns().len());
        row.into_cells(&mut given);
        let mut cells = Cells { table, row: at, problems: &mut self.problems, bad: false };
        let mut held = judge(table, &given, &mut cells);
        if cells.bad {
            self.registers.push_blank(table);
            return;
        }
        for ((column, cell), held) in table.columns().iter().zip(&given).zip(&mut held) {
            let Cell::Text(text) = cell else { continue };
            if text.trim().is_empty() {
                continue;
            }
            *held = if column.kind == ColumnKind::Id && column.name == "customer_id" {
                Held::Customer(self.customer_ids.intern(text))
            } else {
                Held::Text(self.texts.intern(text))
            };
        }
        self.registers.of(table).push(held.into_iter());
    }

    /// Leaves out rows whose key an earlier one has.
    pub(in super::super) fn check_register_keys(&mut self) {
        for register in self.registers.iter_mut() {
            let Some(column) = register.table.rules().and_then(|rules| rules.key.first()) else { continue };
            let mut seen = HashSet::new();
            for row in 0..register.rows {
                let Some(key) = register.key(row) else { continue };
                if seen.insert(key) {
                    continue;
                }
                let id = match register.get(row, register.table.column(column).unwrap_or(0)) {
                    Held::Text(number) => self.texts.text(number),
                    _ => "",
                };
                let found = format!("{} a second time", quote(id));
                let problem = Problem::new(ProblemCode::Duplicate, found, "each key once").path(*column);
                self.problems.push(at_row(problem, register.table, row));
                register.blank(row);
            }
        }
    }
}

/// The cells as they are held, but for texts, which are only looked at.
fn judge(table: Table, given: &[Cell<'_>], cells: &mut Cells<'_>) -> Vec<Held> {
    let mut held = Vec::with_capacity(given.len());
    for (column, cell) in table.columns().iter().zip(given) {
        held.push(match cell {
            Cell::Blank => Held::Blank,
            Cell::Text(text) => {
                let is_blank = text.trim().is_empty();
                match column.kind {
                    ColumnKind::Id if column.required || !is_blank => cells.id(column.name, text),
                    _ if column.required && is_blank => {
                        cells.problem(column.name, Problem::new(ProblemCode::Missing, "a blank", "a text"));
                    }
                    _ => {}
                }
                Held::Blank
            }
            Cell::Number(number) => {
                cells.micros(column.name, Some(*number), Range::NotNegative).map_or(Held::Blank, Held::Number)
            }
            Cell::Day(date) => match cells.day(column.name, Some(*date)) {
                NO_DAY => Held::Blank,
                day => Held::Day(day),
            },
            Cell::Time(time) => match cells.day(column.name, Some(time.date())) {
                NO_DAY => Held::Blank,
                _ => Held::of_time(*time),
            },
            Cell::YesNo(yes) => Held::YesNo(*yes),
            Cell::Code(at) => Held::Code(*at),
        });
    }
    let of = |name: &str| table.column(name).and_then(|at| held.get(at)).copied().unwrap_or(Held::Blank);
    for (before, after) in table.rules().map_or(&[][..], |rules| rules.order) {
        let (first, second) = (of(before), of(after));
        if let (Some(first), Some(then)) = (first.instant(), second.instant())
            && then < first
        {
            let found = format!("`{}`, before `{before}`", Day::from_number(then.0));
            let expected = format!("a date not before `{before}`");
            cells.problem(after, Problem::new(ProblemCode::DatesOutOfOrder, found, expected));
        }
    }
    held
}

impl Registers {
    /// Takes out the rows whose customer is not listed, and tells each with its day.
    pub(in super::super) fn part_unlisted(
        &mut self,
        rows_of: impl Fn(&Ids) -> Vec<(usize, u32)>,
        keys: &mut AsideKeys,
        mut part: impl FnMut(Table, usize, i32, u32),
    ) {
        for register in self.iter_mut() {
            let Some(customers) = register.customers() else { continue };
            for (row, customer) in rows_of(customers) {
                part(register.table, row, register.day(row), customer);
                if let Some(key) = register.key(row) {
                    keys.registers.insert((register.table, key));
                }
                register.blank(row);
            }
        }
    }
}

/// Rows that name a customer: register, row, day from which they are visible, customer's number.
pub(crate) fn named(register: &Register) -> impl Iterator<Item = (usize, i32, u32)> {
    let rows = register.customers().map_or(0, Ids::len);
    let mut block = [NONE; BLOCK];
    let starts = (0..rows).step_by(BLOCK);
    starts.flat_map(move |start| {
        if let Some(customers) = register.customers() {
            customers.block(start, &mut block);
        }
        let here = (start..).zip(block).filter(|(_, customer)| *customer != NONE);
        here.map(|(row, customer)| (row, register.day(row), customer)).collect::<Vec<_>>()
    })
}
