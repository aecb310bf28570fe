//! The matrix of moves, and the money behind them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Direction;
use crate::assessment::{Assessment, Row};
use crate::decimal::{Exact, PUBLISHED_SCALE, percent};
use crate::grading::Track;
use crate::policy::Band;

/// Customers counted, and what the comparison is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Everybody who is in either assessment.
    pub all: Group,
    /// Those who move.
    pub moved: Group,
    /// Those who stay: in both assessments, with the same grade and track.
    pub unchanged: u64,
    /// Those who move, by direction, in the order of [`Direction::ALL`]; directions nobody takes are
    /// left out.
    pub directions: Vec<DirectionTotal>,
    /// Customers in both whose credit grade differs, whether or not they move.
    pub credit_grade_changes: u64,
    /// Customers in both whose value class differs, whether or not they move.
    pub value_class_changes: u64,
    /// The grades of the policy before, best first.
    pub grades_before: Vec<String>,
    /// The grades of the policy after, best first.
    pub grades_after: Vec<String>,
    /// ISO 4217 code of the money before.
    pub currency_before: String,
    /// ISO 4217 code of the money after.
    pub currency_after: String,
}

/// Those who move in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectionTotal {
    /// Where they move.
    pub direction: Direction,
    /// Who they are, counted.
    pub group: Group,
}

/// Some customers, counted, with their money in both assessments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub customers: u64,
    /// Their money before.
    pub before: Money,
    /// Their money after.
    pub after: Money,
}

/// The money of some customers in one assessment. Empty where nobody among them has it measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Order amount of the volume window.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub order_amount: Option<Decimal>,
    /// Its share of the order amount of all customers, in percent; empty if that is not above zero.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub order_share: Option<Decimal>,
    /// Profit of the profit window.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub profit: Option<Decimal>,
    /// Its share of the profit of all customers, in percent; empty if that is not above zero.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub profit_share: Option<Decimal>,
    /// Open and past due.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub overdue_amount: Option<Decimal>,
}

/// Where customers stand in the matrix, as the distribution of grades counts them: rated customers by
/// their grade, the others by their track alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The track; empty for customers that are not in the book.
    pub track: Option<Track>,
    /// The grade of rated customers.
    pub grade: Option<String>,
}

/// The customers that stand in one place before and in one after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Where they stand before.
    pub from: State,
    /// Where they stand after.
    pub to: State,
    /// Who they are, counted.
    pub group: Group,
    /// How many of them move: all, unless both places are the same. There it is the new and unrated
    /// customers whose provisional or approved grade is another.
    pub moved: u64,
}

/// Exact sums of one side.
#[derive(Clone, Copy, Default)]
struct Sums {
    order_amount: Option<Exact>,
    profit: Option<Exact>,
    overdue_amount: Option<Exact>,
}

impl Sums {
    /// `None` if a sum does not fit.
    fn add(&mut self, other: Self) -> Option<()> {
        let sum = |a: Option<Exact>, b: Option<Exact>| match (a, b) {
            (Some(a), Some(b)) => a.checked_add(b).map(Some),
            (one, none) => Some(one.or(none)),
        };
        self.order_amount = sum(self.order_amount, other.order_amount)?;
        self.profit = sum(self.profit, other.profit)?;
        self.overdue_amount = sum(self.overdue_amount, other.overdue_amount)?;
        Some(())
    }

    fn of(row: Option<Row<'_>>) -> Self {
        row.map_or_else(Self::default, |row| Self {
            order_amount: row.order_amount(),
            profit: row.profit(),
            overdue_amount: row.overdue_amount(),
        })
    }

    fn money(self, all: Self) -> Option<Money> {
        let publish = |sum: Option<Exact>| match sum {
            Some(sum) => sum.publish(PUBLISHED_SCALE).map(Some),
            None => Some(None),
        };
        let share = |part: Option<Exact>, whole: Option<Exact>| percent(part?, whole?);
        Some(Money {
            order_amount: publish(self.order_amount)?,
            order_share: share(self.order_amount, all.order_amount),
            profit: publish(self.profit)?,
            profit_share: share(self.profit, all.profit),
            overdue_amount: publish(self.overdue_amount)?,
        })
    }
}

/// A group on its way.
#[derive(Clone, Copy, Default)]
struct Counted {
    customers: u64,
    sums: [Sums; 2],
}

impl Counted {
    fn add(&mut self, other: &Self) -> Option<()> {
        self.customers = self.customers.saturating_add(other.customers);
        self.sums.iter_mut().zip(other.sums).try_for_each(|(sum, other)| sum.add(other))
    }

    fn group(&self, all: &Self) -> Option<Group> {
        let [before, after] = self.sums;
        let [all_before, all_after] = all.sums;
        let (before, after) = (before.money(all_before)?, after.money(all_after)?);
        Some(Group { customers: self.customers, before, after })
    }
}

/// Counts customer by customer. `None` from any of its functions means that a sum does not fit.
pub(super) struct Counter {
    /// How many grades there are before and after.
    grades: (usize, usize),
    /// How many places there are after.
    places: usize,
    cells: Vec<(Counted, u64)>,
    directions: [Counted; Direction::ALL.len()],
    credit_grade_changes: u64,
    value_class_changes: u64,
}

impl Counter {
    pub(super) fn new(before: &Assessment, after: &Assessment) -> Self {
        let grades = |one: &Assessment| one.policy.composite().bands.len();
        let grades = (grades(before), grades(after));
        let places = grades.1.saturating_add(OTHERS);
        let cells = grades.0.saturating_add(OTHERS).saturating_mul(places);
        Self {
            grades,
            places,
            cells: vec![Default::default(); cells],
            directions: Default::default(),
            credit_grade_changes: 0,
            value_class_changes: 0,
        }
    }

    pub(super) fn add(
        &mut self,
        before: Option<Row<'_>>,
        after: Option<Row<'_>>,
        direction: Option<Direction>,
    ) -> Option<()> {
        let one = Counted { customers: 1, sums: [Sums::of(before), Sums::of(after)] };
        let (from, to) = (place(before, self.grades.0)?, place(after, self.grades.1)?);
        let at = from.saturating_mul(self.places).saturating_add(to);
        let (cell, moved) = self.cells.get_mut(at)?;
        cell.add(&one)?;
        if let Some(direction) = direction {
            *moved = moved.saturating_add(1);
            self.directions.get_mut(direction as usize)?.add(&one)?;
        }
        if let (Some(before), Some(after)) = (before, after) {
            let credit_differs = before.credit_grade_name() != after.credit_grade_name();
            let class_differs = before.value_class() != after.value_class();
            self.credit_grade_changes = self.credit_grade_changes.saturating_add(credit_differs.into());
            self.value_class_changes = self.value_class_changes.saturating_add(class_differs.into());
        }
        Some(())
    }

    pub(super) fn finish(self, before: &Assessment, after: &Assessment) -> Option<(Vec<MatrixCell>, Totals)> {
        let (mut all, mut moved, mut unchanged) = (Counted::default(), Counted::default(), 0_u64);
        for (cell, movers) in &self.cells {
            all.add(cell)?;
            unchanged = unchanged.saturating_add(cell.customers.saturating_sub(*movers));
        }
        for direction in &self.directions {
            moved.add(direction)?;
        }
        let mut matrix = Vec::new();
        for (at, (cell, moved)) in self.cells.iter().enumerate().filter(|(_, (cell, _))| cell.customers > 0) {
            let (from, to) = (at.checked_div(self.places)?, at.checked_rem(self.places)?);
            let (from, to) = (state(before, from), state(after, to));
            matrix.push(MatrixCell { from, to, group: cell.group(&all)?, moved: *moved });
        }
        let mut directions = Vec::new();
        for (direction, counted) in Direction::ALL.into_iter().zip(&self.directions) {
            if counted.customers > 0 {
                directions.push(DirectionTotal { direction, group: counted.group(&all)? });
            }
        }
        let grades = |one: &Assessment| {
            one.policy.composite().bands.iter().map(|(_, name, _)| name.to_owned()).collect()
        };
        let totals = Totals {
            moved: moved.group(&all)?,
            all: all.group(&all)?,
            unchanged,
            directions,
            credit_grade_changes: self.credit_grade_changes,
            value_class_changes: self.value_class_changes,
            grades_before: grades(before),
            grades_after: grades(after),
            currency_before: before.facts.currency.clone(),
            currency_after: after.facts.currency.clone(),
        };
        Some((matrix, totals))
    }
}

/// Unrated, new, and not in the book.
const OTHERS: usize = 3;

/// The place of a customer among the grades of its policy and the others; `None` for a rated customer
/// without a grade, which there is not.
fn place(row: Option<Row<'_>>, grades: usize) -> Option<usize> {
    match row.map(|row| row.grades) {
        Some(grades) if grades.track == Track::Rated => grades.grade.map(Band::position),
        Some(one) if one.track == Track::Unrated => Some(grades),
        Some(_) => Some(grades.saturating_add(1)),
        None => Some(grades.saturating_add(2)),
    }
}

fn state(assessment: &Assessment, place: usize) -> State {
    let bands = &assessment.policy.composite().bands;
    match place.checked_sub(bands.len()) {
        None => State {
            track: Some(Track::Rated),
            grade: bands.iter().nth(place).map(|(_, name, _)| name.to_owned()),
        },
        Some(0) => State { track: Some(Track::Unrated), grade: None },
        Some(1) => State { track: Some(Track::New), grade: None },
        Some(_) => State { track: None, grade: None },
    }
}
