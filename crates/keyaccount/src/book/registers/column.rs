//! A column of a register.

use super::super::columns::{Blank, Days, Ids, NO_DAY, Rare};
use super::super::intern::NONE;
use super::super::tables::{ColumnKind, TableColumn};
use super::cell::Held;

impl Blank for i64 {
    const BLANK: Self = Self::MIN;
}

/// The cells of a column, by row.
#[derive(Clone, Debug)]
pub(super) enum Column {
    Customer(Ids),
    Text(Ids),
    Number(Rare<Option<i128>>),
    Day(Days),
    Time(Rare<i64>),
    YesNo(Rare<Option<bool>>),
    /// One more than the place of the code; 0 for a blank.
    Code(Rare<u8>),
}

impl Column {
    pub(super) fn of(column: &TableColumn) -> Self {
        match column.kind {
            ColumnKind::Id if column.name == "customer_id" => Self::Customer(Ids::default()),
            ColumnKind::Id | ColumnKind::Text | ColumnKind::ExcusedDays => Self::Text(Ids::default()),
            ColumnKind::Number => Self::Number(Rare::default()),
            ColumnKind::Date => Self::Day(Days::default()),
            ColumnKind::Time | ColumnKind::Until => Self::Time(Rare::default()),
            ColumnKind::YesNo => Self::YesNo(Rare::default()),
            ColumnKind::Code(_) => Self::Code(Rare::default()),
        }
    }

    pub(super) fn push(&mut self, cell: Held) {
        match self {
            Self::Customer(column) => column.push(customer(cell)),
            Self::Text(column) => column.push(text(cell)),
            Self::Number(column) => column.push(number(cell)),
            Self::Day(column) => column.push(day(cell)),
            Self::Time(column) => column.push(second(cell)),
            Self::YesNo(column) => column.push(yes_no(cell)),
            Self::Code(column) => column.push(code(cell)),
        }
    }

    pub(super) fn set(&mut self, row: usize, cell: Held) {
        match self {
            Self::Customer(column) => column.set(row, customer(cell)),
            Self::Text(column) => column.set(row, text(cell)),
            Self::Number(column) => column.set(row, number(cell)),
            Self::Day(column) => column.set(row, day(cell)),
            Self::Time(column) => column.set(row, second(cell)),
            Self::YesNo(column) => column.set(row, yes_no(cell)),
            Self::Code(column) => column.set(row, code(cell)),
        }
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> Held {
        let filled = match self {
            Self::Customer(column) => Some(column.get(row)).filter(|id| *id != NONE).map(Held::Customer),
            Self::Text(column) => Some(column.get(row)).filter(|text| *text != NONE).map(Held::Text),
            Self::Number(column) => column.get(row).map(Held::Number),
            Self::Day(column) => Some(column.get(row)).filter(|day| *day != NO_DAY).map(Held::Day),
            Self::Time(column) => Some(column.get(row)).filter(|time| *time != i64::BLANK).map(Held::Time),
            Self::YesNo(column) => column.get(row).map(Held::YesNo),
            Self::Code(column) => column.get(row).checked_sub(1).map(Held::Code),
        };
        filled.unwrap_or(Held::Blank)
    }
}

const fn customer(cell: Held) -> u32 {
    if let Held::Customer(number) = cell { number } else { NONE }
}

const fn text(cell: Held) -> u32 {
    if let Held::Text(number) = cell { number } else { NONE }
}

const fn number(cell: Held) -> Option<i128> {
    if let Held::Number(millionths) = cell { Some(millionths) } else { None }
}

const fn day(cell: Held) -> i32 {
    if let Held::Day(day) = cell { day } else { NO_DAY }
}

const fn second(cell: Held) -> i64 {
    if let Held::Time(second) = cell { second } else { i64::BLANK }
}

const fn yes_no(cell: Held) -> Option<bool> {
    if let Held::YesNo(yes) = cell { Some(yes) } else { None }
}

const fn code(cell: Held) -> u8 {
    if let Held::Code(at) = cell { at.saturating_add(1) } else { 0 }
}
