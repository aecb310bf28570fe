//! Whole columns make the same book as their rows one by one.
#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::columns::SharedCells;
use super::super::frames::{ColumnData, by_position, one_by_one};
use super::super::settings::{BadRows, BookSettings, MissingCustomer, UnknownCustomers};
use super::super::tables::Table;
use super::super::{Book, BookBuilder};
use crate::policy::Policy;

/// A small generator, so that a failure can be repeated by its seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub(super) fn one_of<T: Clone>(&mut self, values: &[T]) -> T {
        values[usize::try_from(self.roll(values.len() as u64)).unwrap()].clone()
    }
}

/// A column that owns its cells.
enum Column {
    Text(Vec<Option<String>>),
    Counted(&'static str, u8, Vec<u32>),
    SharedCounted(&'static str, u8, SharedCells<u32>),
    Integers(SharedCells<i64>),
    Units(Vec<i64>, u8),
    UnitCells(Vec<i64>, u8),
    SharedUnits(SharedCells<i64>, u8),
    SharedUnitCells(SharedCells<i64>, u8),
    SmallUnits(SharedCells<i32>, u8),
    WideUnits(SharedCells<i128>, u8),
    Numbers(Vec<Option<Decimal>>),
    Days(Vec<i32>),
    SharedDays(SharedCells<i32>),
    SharedDayCells(SharedCells<i32>),
    Dates(Vec<Option<NaiveDate>>),
    YesNo(Vec<Option<bool>>),
}

fn ids(dice: &mut Dice, rows: usize, is_required: bool) -> Column {
    let small = dice.one_of(&[3, 10, 40]);
    let start = dice.one_of(&[0, 1, 100, 99_999, 4_000_000_000_u64, 999_999_999_999_999_998]);
    match dice.roll(5) {
        0 => {
            let digits = dice.one_of(&[0, 0, 3, 6, 1, 12]);
            let stem = dice.one_of(&["", "K", "客户-", "A7"]);
            let start = start.min(4_000_000_000);
            let mut numbers: Vec<u32> =
                (0..rows).map(|_| u32::try_from(start + dice.roll(small)).unwrap()).collect();
            if !is_required && dice.roll(4) == 0 {
                numbers[0] = u32::MAX;
            }
            if dice.roll(2) == 0 {
                Column::Counted(stem, digits, numbers)
            } else {
                Column::SharedCounted(stem, digits, numbers.into())
            }
        }
        1 => {
            let odd = dice.roll(12) == 0;
            let id = |dice: &mut Dice| {
                if odd && dice.roll(5) == 0 {
                    dice.one_of(&[-1, i64::MAX, i64::MIN, 1 << 40])
                } else {
                    i64::try_from(start + dice.roll(small)).unwrap()
                }
            };
            Column::Integers(Arc::new((0..rows).map(|_| id(dice)).collect::<Vec<_>>()).into())
        }
        kind => {
            let odd = dice.roll(6) == 0;
            let cell = |dice: &mut Dice| {
                if odd && dice.roll(6) == 0 {
                    return dice.one_of(&[
                        None,
                        Some(String::new()),
                        Some(" ".to_owned()),
                        Some("x".repeat(64)),
                        Some("x".repeat(65)),
                        Some("甲".repeat(64)),
                        Some("a\0b".to_owned()),
                        Some("００7".to_owned()),
                    ]);
                }
                let number = start + dice.roll(small);
                Some(match kind {
                    2 => format!("K{number:05}"),
                    3 => format!("{number}"),
                    _ => {
                        dice.one_of(&[format!("K{number}"), format!("K{number:03}"), format!("名{number}乙")])
                    }
                })
            };
            Column::Text((0..rows).map(|_| cell(dice)).collect())
        }
    }
}

fn amounts(dice: &mut Dice, rows: usize) -> Column {
    let scale = dice.one_of(&[0, 2, 2, 6]);
    let odd = dice.roll(5) == 0;
    let unit = |dice: &mut Dice| {
        if odd && dice.roll(5) == 0 {
            let most = i64::MAX / 10_i64.pow(u32::from(6 - scale));
            dice.one_of(&[0, -1, most, most.saturating_add(1), -most, i64::MAX, i64::MIN + 1])
        } else {
            i64::try_from(1 + dice.roll(100_000)).unwrap()
        }
    };
    let units: Vec<i64> = (0..rows).map(|_| unit(dice)).collect();
    match dice.roll(6) {
        0 => Column::Units(units, scale),
        1 => {
            let blank = |dice: &mut Dice, unit| if dice.roll(9) == 0 { i64::MIN } else { unit };
            let some = dice.roll(3) == 0;
            let cells: Vec<i64> = units.into_iter().map(|u| if some { blank(dice, u) } else { u }).collect();
            if dice.roll(2) == 0 {
                Column::UnitCells(cells, scale)
            } else {
                Column::SharedUnitCells(cells.into(), scale)
            }
        }
        2 => Column::SharedUnits(Arc::new(units).into(), scale),
        4 => {
            let small = |unit| i32::try_from(unit).unwrap_or(if unit < 0 { i32::MIN } else { i32::MAX });
            Column::SmallUnits(units.into_iter().map(small).collect::<Vec<_>>().into(), scale)
        }
        3 => {
            let wide = |unit: i64| if odd && unit == 0 { 10_i128.pow(27) } else { i128::from(unit) };
            Column::WideUnits(Arc::new(units.into_iter().map(wide).collect::<Vec<_>>()).into(), scale)
        }
        _ => {
            let number = |dice: &mut Dice, unit: i64| {
                if odd && dice.roll(7) == 0 {
                    return dice.one_of(&[
                        None,
                        Some(Decimal::new(1, 7)),
                        Some(Decimal::new(10, 7)),
                        Some(Decimal::MAX),
                    ]);
                }
                Some(Decimal::new(unit, u32::from(scale)))
            };
            Column::Numbers(units.into_iter().map(|unit| number(dice, unit)).collect())
        }
    }
}

fn days(dice: &mut Dice, rows: usize, from: i32) -> Column {
    let odd = dice.roll(8) == 0;
    let day = |dice: &mut Dice| {
        if odd && dice.roll(5) == 0 {
            // 0001-01-01 and 9999-12-31, and the days beside them.
            dice.one_of(&[-719_162, -719_163, 2_932_896, 2_932_897, i32::MAX, i32::MIN + 1, i32::MIN, 0])
        } else {
            from + i32::try_from(dice.roll(60)).unwrap()
        }
    };
    let days: Vec<i32> = (0..rows).map(|_| day(dice)).collect();
    match dice.roll(4) {
        0 => Column::Days(days),
        3 => Column::SharedDayCells(days.into()),
        1 => {
            Column::SharedDays(Arc::new(days.into_iter().map(|d| d.max(-800_000)).collect::<Vec<_>>()).into())
        }
        _ => {
            let date = |day: i32| NaiveDate::from_num_days_from_ce_opt(day.checked_add(719_163)?);
            Column::Dates(days.into_iter().map(date).collect())
        }
    }
}

fn texts(dice: &mut Dice, rows: usize, of: &[&str]) -> Column {
    let odd = dice.roll(10) == 0;
    let cell = |dice: &mut Dice| {
        if odd && dice.roll(6) == 0 { Some("bogus".to_owned()) } else { Some(dice.one_of(of).to_owned()) }
    };
    Column::Text((0..rows).map(|_| cell(dice)).collect())
}

fn columns(dice: &mut Dice, table: Table, rows: usize) -> Vec<(&'static str, Column)> {
    let base = 20_000;
    let yes_no = |dice: &mut Dice| {
        Column::YesNo((0..rows).map(|_| dice.one_of(&[None, Some(true), Some(false)])).collect())
    };
    let mut all = match table {
        Table::Customers => vec![
            ("customer_id", ids(dice, rows, true)),
            ("name", texts(dice, rows, &["甲", "", "Baltic 7"])),
            ("kind", texts(dice, rows, &["individual", "organisation", ""])),
            ("region", texts(dice, rows, &["N", "S"])),
            ("owner", ids(dice, rows, false)),
            ("created_on", days(dice, rows, base)),
            ("documents_complete", yes_no(dice)),
            ("cost_to_serve", amounts(dice, rows)),
        ],
        Table::Orders => vec![
            ("order_id", ids(dice, rows, true)),
            ("customer_id", ids(dice, rows, true)),
            ("ordered_on", days(dice, rows, base)),
            ("status", texts(dice, rows, &["open", "fulfilled", "cancelled", ""])),
            ("cancelled_on", days(dice, rows, base)),
        ],
        Table::OrderLines => vec![
            ("order_id", ids(dice, rows, true)),
            ("amount", amounts(dice, rows)),
            ("customer_id", ids(dice, rows, false)),
            ("ordered_on", days(dice, rows, base)),
            ("product_id", ids(dice, rows, false)),
            ("status", texts(dice, rows, &["open", "fulfilled", "cancelled", ""])),
            ("quantity", amounts(dice, rows)),
            ("cost", amounts(dice, rows)),
            ("unit_price", amounts(dice, rows)),
            ("discount", Column::Units(vec![i64::from(dice.roll(9) == 0) * 11; rows], 1)),
            ("margin_rate", Column::Units(vec![if dice.roll(9) == 0 { 10 } else { 9 }; rows], 1)),
            ("promotional", yes_no(dice)),
        ],
        Table::Invoices => vec![
            ("invoice_id", ids(dice, rows, true)),
            ("customer_id", ids(dice, rows, true)),
            ("issued_on", days(dice, rows, base)),
            ("amount", amounts(dice, rows)),
            ("due_on", days(dice, rows, base + 60)),
            ("terms_days", Column::Units(vec![if dice.roll(9) == 0 { -1 } else { 30 }; rows], 0)),
            ("extended_due_on", days(dice, rows, base + 200)),
            ("contract_id", ids(dice, rows, false)),
        ],
        _ => vec![
            ("settled_on", days(dice, rows, base + 30)),
            ("amount", amounts(dice, rows)),
            ("invoice_id", ids(dice, rows, false)),
            ("customer_id", ids(dice, rows, false)),
            ("kind", texts(dice, rows, &["cash", "write_off", ""])),
        ],
    };
    let required = table.columns().iter().filter(|column| column.required).count();
    // Most columns are mostly there.
    let kept: Vec<bool> = (0..all.len()).map(|at| at < required || dice.roll(4) > 0).collect();
    let mut kept = kept.iter();
    all.retain(|_| *kept.next().unwrap());
    all
}

impl Column {
    /// Some of the rows, units perhaps in another width or of more decimals.
    fn part(&self, dice: &mut Dice, rows: Range<usize>) -> Self {
        match self {
            Self::Text(cells) => Self::Text(cells[rows].to_vec()),
            Self::Counted(stem, digits, numbers) => Self::Counted(stem, *digits, numbers[rows].to_vec()),
            Self::SharedCounted(stem, digits, numbers) => {
                Self::SharedCounted(stem, *digits, numbers.as_ref()[rows].to_vec().into())
            }
            Self::Integers(ids) => Self::Integers(ids.as_ref()[rows].to_vec().into()),
            Self::Units(units, scale) => Self::in_some_width(dice, &units[rows], *scale),
            Self::SharedUnits(units, scale) => Self::in_some_width(dice, &units.as_ref()[rows], *scale),
            Self::UnitCells(units, scale) => Self::SharedUnitCells(units[rows].to_vec().into(), *scale),
            Self::SharedUnitCells(units, scale) => Self::UnitCells(units.as_ref()[rows].to_vec(), *scale),
            Self::SmallUnits(units, scale) => {
                let wide: Vec<i64> = units.as_ref()[rows].iter().map(|unit| i64::from(*unit)).collect();
                Self::in_some_width(dice, &wide, *scale)
            }
            Self::WideUnits(units, scale) => Self::WideUnits(units.as_ref()[rows].to_vec().into(), *scale),
            Self::Numbers(cells) => Self::Numbers(cells[rows].to_vec()),
            Self::Days(days) => Self::SharedDayCells(days[rows].to_vec().into()),
            Self::SharedDays(days) => Self::SharedDays(days.as_ref()[rows].to_vec().into()),
            Self::SharedDayCells(days) => Self::Days(days.as_ref()[rows].to_vec()),
            Self::Dates(dates) => Self::Dates(dates[rows].to_vec()),
            Self::YesNo(cells) => Self::YesNo(cells[rows].to_vec()),
        }
    }

    fn in_some_width(dice: &mut Dice, units: &[i64], scale: u8) -> Self {
        let finer: Option<Vec<i64>> = units.iter().map(|unit| unit.checked_mul(10)).collect();
        let (units, scale) = match finer.filter(|_| scale < 6 && dice.roll(2) == 0) {
            Some(finer) => (finer, scale + 1),
            None => (units.to_vec(), scale),
        };
        let small: Option<Vec<i32>> = units.iter().map(|unit| i32::try_from(*unit).ok()).collect();
        match (dice.roll(4), small) {
            (0, Some(small)) => Self::SmallUnits(small.into(), scale),
            (1, _) => Self::WideUnits(units.into_iter().map(i128::from).collect::<Vec<_>>().into(), scale),
            (2, _) => Self::Units(units, scale),
            _ => Self::SharedUnits(units.into(), scale),
        }
    }

    fn with_data<T>(
        columns: &[(&'static str, Self)],
        then: impl FnOnce(&[(&str, ColumnData<'_>)]) -> T,
    ) -> T {
        let texts: Vec<Vec<Option<&str>>> = columns
            .iter()
            .map(|(_, column)| match column {
                Self::Text(cells) => cells.iter().map(Option::as_deref).collect(),
                _ => Vec::new(),
            })
            .collect();
        let data: Vec<(&str, ColumnData<'_>)> = columns
            .iter()
            .zip(&texts)
            .map(|((name, column), texts)| {
                let data = match column {
                    Self::Text(_) => ColumnData::Text(texts),
                    Self::Counted(stem, digits, numbers) => {
                        ColumnData::Counted { stem, digits: *digits, numbers }
                    }
                    Self::SharedCounted(stem, digits, numbers) => {
                        ColumnData::SharedCounted { stem, digits: *digits, numbers }
                    }
                    Self::Integers(ids) => ColumnData::SharedIntegers(ids),
                    Self::Units(units, scale) => ColumnData::Units { units, scale: *scale },
                    Self::UnitCells(units, scale) => ColumnData::UnitCells { units, scale: *scale },
                    Self::SharedUnits(units, scale) => ColumnData::SharedUnits { units, scale: *scale },
                    Self::SharedUnitCells(units, scale) => {
                        ColumnData::SharedUnitCells { units, scale: *scale }
                    }
                    Self::SmallUnits(units, scale) => ColumnData::SharedSmallUnits { units, scale: *scale },
                    Self::WideUnits(units, scale) => ColumnData::SharedWideUnits { units, scale: *scale },
                    Self::Numbers(cells) => ColumnData::Numbers(cells),
                    Self::Days(days) => ColumnData::Days(days),
                    Self::SharedDays(days) => ColumnData::SharedDays(days),
                    Self::SharedDayCells(days) => ColumnData::SharedDayCells(days),
                    Self::Dates(dates) => ColumnData::Dates(dates),
                    Self::YesNo(cells) => ColumnData::YesNo(cells),
                };
                (*name, data)
            })
            .collect();
        then(&data)
    }
}

fn told(book: &Book) -> String {
    let as_of = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    let strays: Vec<_> = book
        .strays
        .iter()
        .map(|s| format!("{:?} {} {} {} {} {:?}", s.table, s.row, s.day, s.column, s.id, s.money))
        .collect();
    format!("{:#?}\n{:#?}\n{:#?}\n{}", book.rejected(), strays, book.input_digests(as_of), book.orders_told())
}

#[test]
fn columns_at_once_make_the_book_of_their_rows() {
    let (mut at_once, mut pushed) = (0, 0);
    for seed in 0..2_000 {
        let mut dice = Dice(seed);
        let settings = BookSettings {
            bad_rows: dice.one_of(&[BadRows::Refuse, BadRows::Skip]),
            unknown_customers: dice.one_of(&[
                UnknownCustomers::Refuse,
                UnknownCustomers::Add,
                UnknownCustomers::Skip,
            ]),
            missing_customer: dice.one_of(&[MissingCustomer::Refuse, MissingCustomer::Skip]),
            ..BookSettings::default()
        };
        let [mut fast, mut slow] = [settings.clone(), settings].map(BookBuilder::new);
        for _ in 0..=dice.roll(5) {
            let table = dice.one_of(&[
                Table::Customers,
                Table::Orders,
                Table::OrderLines,
                Table::OrderLines,
                Table::Invoices,
                Table::Settlements,
            ]);
            let rows = usize::try_from(1 + dice.roll(12)).unwrap();
            let columns = columns(&mut dice, table, rows);
            Column::with_data(&columns, |data| {
                pushed += 1;
                at_once += u32::from(
                    fast.push_clean_columns(table, data) || {
                        fast.push_columns(table, data).unwrap();
                        false
                    },
                );
                let (by_position, rows) = by_position(table, data).unwrap();
                slow.push_batch(table, &one_by_one(&by_position, rows));
            });
        }
        for order in ["1", "K00001", "K1", "100", "x"] {
            assert_eq!(fast.has_order_header(order), slow.has_order_header(order), "seed {seed}: {order}");
        }
        let [fast, slow] = [fast, slow].map(BookBuilder::finish_deferred);
        assert_eq!(told(&fast), told(&slow), "seed {seed}");
    }
    // Both ways are taken often.
    assert!(at_once * 10 > pushed && at_once * 10 < pushed * 9, "{at_once} of {pushed}");
}

/// The score table of a book, or why it has none.
fn scored(book: &Book) -> String {
    let as_of = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    match crate::assess(book, &Policy::shipped("standard").unwrap(), as_of) {
        Ok(assessment) => {
            let table = assessment.table();
            let row = |row| table.row(row).map(|cell| format!("{cell},")).collect::<String>();
            (0..table.len()).map(|at| row(at) + "\n").collect()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn batches_cut_anywhere_make_the_same_book() {
    let (mut customers, mut refused) = (0, 0);
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let settings = BookSettings {
            bad_rows: if dice.roll(6) == 0 { BadRows::Refuse } else { BadRows::Skip },
            unknown_customers: dice.one_of(&[UnknownCustomers::Add, UnknownCustomers::Skip]),
            ..BookSettings::default()
        };
        let [mut whole, mut cut] = [settings.clone(), settings].map(BookBuilder::new);
        for table in [Table::Customers, Table::Orders, Table::OrderLines, Table::Invoices, Table::Settlements]
        {
            if dice.roll(4) == 0 {
                continue;
            }
            let rows = usize::try_from(1 + dice.roll(40)).unwrap();
            let columns = columns(&mut dice, table, rows);
            Column::with_data(&columns, |data| whole.push_columns(table, data).unwrap());
            let mut start = 0;
            while start < rows {
                let end = rows.min(start + dice.one_of(&[0, 1, 1, 4, 11]));
                let part: Vec<_> = columns
                    .iter()
                    .map(|(name, column)| (*name, column.part(&mut dice, start..end)))
                    .collect();
                Column::with_data(&part, |data| cut.push_columns(table, data).unwrap());
                start = end;
            }
        }
        let [whole, cut] = [whole, cut].map(BookBuilder::finish_deferred);
        assert_eq!(told(&cut), told(&whole), "seed {seed}");
        let table = scored(&whole);
        assert_eq!(scored(&cut), table, "seed {seed}");
        customers += table.lines().count();
        refused += usize::from(!table.contains(','));
    }
    assert!(customers > 1_000 && refused < 130, "{customers} customers, {refused} refused");
}
