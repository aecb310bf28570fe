//! The part of the input digest that comes from registers.

use super::super::Book;
use super::super::digest::{Encode, Places, Sum, spread, sum_rows};
use super::super::tables::{ColumnKind, Table};
use super::{Held, View};

impl Book {
    pub(in super::super) fn sum_register(&self, table: Table, today: i32) -> Sum {
        let Some((register, rules)) = self.registers.get(table).zip(table.rules()) else {
            return Sum::default();
        };
        let view = View::new(register, rules, today);
        let ties = register.positions(rules.ties);
        let tie = |row: usize| {
            let cells: Vec<Held> = ties.iter().map(|column| register.get(row, *column)).collect();
            (!cells.is_empty() && register.is_there(row)).then_some(cells)
        };
        let places = Places::of(register.rows(), tie, |cells| {
            let parts: Vec<u32> = cells.iter().map(|cell| folded(*cell)).collect();
            spread(&parts)
        });
        let codes: Vec<&[&str]> = table
            .columns()
            .iter()
            .map(|column| if let ColumnKind::Code(codes) = column.kind { codes } else { &[] })
            .collect();
        sum_rows(table.name(), register.rows(), |at, row| {
            if !view.is_visible(at) {
                return false;
            }
            for (column, codes) in codes.iter().enumerate() {
                match view.get(at, column) {
                    Held::Blank => row.blank(),
                    Held::Customer(number) => row.id(&self.customer_ids, number),
                    Held::Text(number) => row.id(&self.texts, number),
                    Held::Number(millionths) => row.micros(Some(millionths)),
                    Held::Day(day) => row.day(day),
                    Held::Time(second) => row.time(second),
                    Held::YesNo(yes) => row.yes_no(Some(yes)),
                    Held::Code(code) => row.text_option(codes.get(usize::from(code)).copied()),
                }
            }
            if !ties.is_empty() {
                row.count(places.of_row(at));
            }
            true
        })
    }
}

/// Something to spread keys by; keys themselves tell them apart.
fn folded(cell: Held) -> u32 {
    match cell {
        Held::Customer(number) | Held::Text(number) => number,
        Held::Day(day) => day.cast_unsigned(),
        Held::Time(second) => (second & 0xffff_ffff).unsigned_abs() as u32,
        Held::Code(code) => u32::from(code),
        Held::Blank | Held::Number(_) | Held::YesNo(_) => 0,
    }
}
