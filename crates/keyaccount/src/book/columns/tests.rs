//! Columns in pieces are those of their cells one by one, wherever they are cut.
#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::super::intern::NONE;
use super::units::Unit;
use super::{Amounts, Days, Given, Ids, NO_DAY};
use crate::decimal::Exact;

/// A small generator, so that a failure can be repeated by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll(sides as u64)).unwrap()
    }

    /// How many rows a batch has: often none or one.
    fn rows(&mut self) -> usize {
        [0, 1, 1, 2, 5, 9][self.below(6)]
    }

    /// Cells, some of them blank if any may be.
    fn cells<T>(&mut self, blank: bool, mut cell: impl FnMut(&mut Self) -> T) -> Vec<Option<T>> {
        (0..self.rows()).map(|_| if blank && self.roll(4) == 0 { None } else { Some(cell(self)) }).collect()
    }

    fn given<T>(&mut self, cells: &[T], then: impl FnOnce(&Given<'_, T>))
    where
        T: Copy + Send + Sync + 'static,
    {
        if self.roll(2) == 0 {
            then(&Given::Lent(cells))
        } else {
            then(&Given::Shared(cells.to_vec().into()))
        }
    }
}

/// Compares what a column has with cells one by one, and its blocks from any row on.
fn compare<T: Copy + PartialEq + std::fmt::Debug>(
    dice: &mut Dice,
    cells: &[T],
    blank: T,
    get: impl Fn(usize) -> T,
    block: impl Fn(usize, &mut [T]),
) {
    let there: Vec<T> = (0..cells.len()).map(&get).collect();
    assert_eq!(there, cells);
    assert_eq!(get(cells.len()), blank);
    for _ in 0..5 {
        let (start, length) = (dice.below(cells.len() + 3), dice.below(20));
        let mut out = vec![blank; length];
        block(start, &mut out);
        let rest = cells.get(start..).unwrap_or_default().iter().copied();
        let expected: Vec<T> = rest.chain(std::iter::repeat(blank)).take(length).collect();
        assert_eq!(out, expected, "from {start}");
    }
}

fn days(dice: &mut Dice, depth: u8) -> (Days, Vec<i32>) {
    let (mut column, mut model) = (Days::default(), Vec::new());
    for _ in 0..dice.roll(8) {
        match dice.roll(6) {
            0 => {
                let day = if dice.roll(3) == 0 { NO_DAY } else { 5 };
                column.push(day);
                model.push(day);
            }
            1 => {
                let rows = dice.rows();
                column.push_blanks(rows);
                model.resize(model.len() + rows, NO_DAY);
            }
            2 if depth > 0 => {
                let (more, cells) = days(dice, depth - 1);
                column.append(more);
                model.extend(cells);
            }
            3 if !model.is_empty() => {
                let (row, day) = (dice.below(model.len()), [NO_DAY, 8][dice.below(2)]);
                column.set(row, day);
                model[row] = day;
            }
            _ => {
                let blank = dice.roll(2) == 0;
                let cells = dice.cells(blank, |dice| i32::try_from(dice.roll(100)).unwrap());
                let offset = [0, 719_163][dice.below(2)];
                let given: Vec<i32> = cells.iter().map(|day| day.unwrap_or(NO_DAY)).collect();
                dice.given(&given, |given| column.give(given, offset, blank));
                model.extend(cells.iter().map(|day| day.map_or(NO_DAY, |day| day + offset)));
            }
        }
    }
    (column, model)
}

fn ids(dice: &mut Dice, depth: u8) -> (Ids, Vec<u32>) {
    let (mut column, mut model) = (Ids::default(), Vec::new());
    for _ in 0..dice.roll(8) {
        match dice.roll(8) {
            0 => {
                let number = if dice.roll(3) == 0 { NONE } else { 5 };
                column.push(number);
                model.push(number);
            }
            1 => {
                let rows = dice.rows();
                column.push_blanks(rows);
                model.resize(model.len() + rows, NONE);
            }
            2 if depth > 0 => {
                let (more, cells) = ids(dice, depth - 1);
                let shift = [None, Some(7)][dice.below(2)];
                column.append(more, shift, |number| number + 7);
                model.extend(cells.iter().map(|number| if *number == NONE { NONE } else { number + 7 }));
            }
            3 if !model.is_empty() => {
                let (row, number) = (dice.below(model.len()), [NONE, 8][dice.below(2)]);
                column.set(row, number);
                model[row] = number;
            }
            4 => {
                let shift = [None, Some(3)][dice.below(2)];
                column.move_counted(shift, |number| number + 3);
                model.iter_mut().filter(|number| **number != NONE).for_each(|number| *number += 3);
            }
            5 => {
                let rows = dice.rows();
                column.extend(std::iter::repeat_n(4, rows));
                model.resize(model.len() + rows, 4);
            }
            6 => {
                let first = [0, -9, 1 << 40][dice.below(3)];
                let far: Vec<u32> = (0..dice.rows()).map(|_| dice.roll(100) as u32).collect();
                let integers: Vec<i64> = far.iter().map(|far| first + i64::from(*far)).collect();
                column.give_integers(integers.into(), first);
                model.extend(far);
            }
            _ => {
                let blank = dice.roll(2) == 0;
                let cells = dice.cells(blank, |dice| 200 + dice.roll(100) as u32);
                let down = dice.roll(200) as u32;
                let given: Vec<u32> = cells.iter().map(|number| number.unwrap_or(NONE)).collect();
                let shift = 0_u32.wrapping_sub(down);
                dice.given(&given, |given| column.give_counted(given, shift, blank));
                model.extend(cells.iter().map(|number| number.map_or(NONE, |number| number - down)));
            }
        }
    }
    (column, model)
}

/// Cells as they would be given, and what they mean.
fn give<T: Unit + Send + Sync>(dice: &mut Dice, column: &mut Amounts, cells: &[Option<T>], scale: u8) {
    let magnitude = cells.iter().flatten().map(|cell| cell.wide().unsigned_abs()).max().unwrap_or(0);
    let given: Vec<T> = cells.iter().map(|cell| cell.unwrap_or(T::BLANK)).collect();
    let has_blanks = cells.contains(&None);
    dice.given(&given, |given| assert!(column.give(given, scale, magnitude, has_blanks)));
}

fn amounts(dice: &mut Dice, depth: u8) -> (Amounts, Vec<Option<Exact>>) {
    let (mut column, mut model) = (Amounts::default(), Vec::new());
    let odd = dice.roll(3) == 0;
    for _ in 0..dice.roll(8) {
        match dice.roll(8) {
            0 => {
                // Whatever their decimals, amounts are below 10^20.
                let far = [i128::from(i64::MIN), 10_i128.pow(21), -10_i128.pow(21)][dice.below(3)];
                let units = if odd { far } else { 17 };
                let scale = if odd && dice.roll(2) == 0 { 6 + dice.roll(13) as u8 } else { 2 };
                let value = (dice.roll(3) > 0).then(|| Exact::new(units, scale));
                assert!(column.push(value));
                model.push(value);
            }
            1 => {
                let rows = dice.rows();
                column.push_blanks(rows);
                model.resize(model.len() + rows, None);
            }
            2 if depth > 0 => {
                let (more, cells) = amounts(dice, depth - 1);
                column.append(more);
                model.extend(cells);
            }
            3 if !model.is_empty() => {
                let far = [i128::from(i64::MIN), i128::from(i64::MAX) + 1][dice.below(2)];
                let units = if odd && dice.roll(2) == 0 { Some(far) } else { Some(8) };
                let (row, units) = (dice.below(model.len()), units.filter(|_| dice.roll(4) > 0));
                column.set(row, units);
                model[row] = units.map(|units| Exact::new(units, column.scale()));
            }
            at => {
                let (blank, scale) = (dice.roll(2) == 0, dice.roll(7) as u8);
                let exact = |cell: i128| Exact::new(cell, scale);
                let small = |dice: &mut Dice| dice.roll(2_000) as i32 - 1_000;
                match at {
                    4 => {
                        let far = |dice: &mut Dice| if odd { i32::MAX } else { small(dice) };
                        let cells = dice.cells(blank, far);
                        give(dice, &mut column, &cells, scale);
                        model.extend(cells.iter().map(|cell| cell.map(|cell| exact(cell.into()))));
                    }
                    5 => {
                        let far = |dice: &mut Dice| if odd { i64::MAX } else { small(dice).into() };
                        let cells = dice.cells(blank, far);
                        give(dice, &mut column, &cells, scale);
                        model.extend(cells.iter().map(|cell| cell.map(|cell| exact(cell.into()))));
                    }
                    _ => {
                        let far = |dice: &mut Dice| {
                            if odd && scale == 6 { 10_i128.pow(26) - 1 } else { small(dice).into() }
                        };
                        let cells = dice.cells(blank, far);
                        give(dice, &mut column, &cells, scale);
                        model.extend(cells.iter().map(|cell| cell.map(exact)));
                    }
                }
            }
        }
    }
    (column, model)
}

#[test]
fn days_in_pieces_are_days_one_by_one() {
    for seed in 0..3_000 {
        let mut dice = Dice(seed);
        let (column, model) = days(&mut dice, 2);
        compare(&mut dice, &model, NO_DAY, |row| column.get(row), |start, out| column.block(start, out));
        assert!(column.iter().eq(model.iter().copied()), "seed {seed}");
        assert_eq!(column.len(), model.len());
        let latest = model.iter().copied().filter(|day| *day != NO_DAY).max();
        assert_eq!(column.latest(), latest, "seed {seed}");
        // What is not known to be free of blanks may have some.
        assert!(column.has_blanks() || !model.contains(&NO_DAY), "seed {seed}");
        assert!(column.is_filled() || latest.is_none(), "seed {seed}");
    }
}

#[test]
fn ids_in_pieces_are_ids_one_by_one() {
    for seed in 0..3_000 {
        let mut dice = Dice(seed);
        let (column, model) = ids(&mut dice, 2);
        compare(&mut dice, &model, NONE, |row| column.get(row), |start, out| column.block(start, out));
        assert!(column.iter().eq(model.iter().copied()), "seed {seed}");
        assert_eq!(column.len(), model.len());
        assert!(column.has_blanks() || !model.contains(&NONE), "seed {seed}");
        assert!(column.is_filled() || model.iter().all(|number| *number == NONE), "seed {seed}");
    }
}

#[test]
fn amounts_in_pieces_are_amounts_one_by_one() {
    let mut narrow = 0;
    for seed in 0..3_000 {
        let mut dice = Dice(seed);
        let (column, model) = amounts(&mut dice, 2);
        let units: Vec<Option<i128>> =
            model.iter().map(|value| value.map(|value| value.at_scale(column.scale()).unwrap())).collect();
        let there: Vec<Option<i128>> = (0..=units.len()).map(|row| column.get(row)).collect();
        assert_eq!(there.split_last(), Some((&None, &*units)), "seed {seed}");
        assert_eq!(column.len(), units.len());
        assert!(units.iter().flatten().all(|units| units.unsigned_abs() <= column.magnitude()));
        assert!(column.is_filled() || units.iter().all(Option::is_none));
        if column.is_narrow() {
            narrow += 1;
            let cells: Vec<i64> = units
                .iter()
                .map(|units| units.map_or(i64::MIN, |units| i64::try_from(units).unwrap()))
                .collect();
            let get = |row| column.get(row).map_or(i64::MIN, |units| i64::try_from(units).unwrap());
            compare(&mut dice, &cells, i64::MIN, get, |start, out| assert!(column.block(start, out)));
        } else {
            assert!(!column.block(0, &mut [0; 4]));
        }
    }
    assert!((500..2_900).contains(&narrow), "{narrow}");
}
