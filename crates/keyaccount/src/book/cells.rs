//! The cells of one row, each judged by itself: identifiers, numbers and their ranges, days.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::columns::NO_DAY;
use super::tables::{Invoice, Table};
use crate::calendar::Day;
use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Problem, ProblemCode, quote};

/// Characters an identifier may have (Unicode scalar values).
pub(super) const ID_CHARACTERS: usize = 64;
/// The longest payment term taken for a term of days.
const TERM_DAYS: i128 = 36_500;

/// Judges the cells of one row and remembers what was wrong.
pub(super) struct Cells<'b> {
    pub(super) table: Table,
    pub(super) row: usize,
    pub(super) problems: &'b mut Vec<Problem>,
    pub(super) bad: bool,
}

impl Cells<'_> {
    pub(super) fn problem(&mut self, column: &str, problem: Problem) {
        self.bad = true;
        self.problems.push(at_row(problem.path(column), self.table, self.row));
    }

    pub(super) fn id(&mut self, column: &str, id: &str) {
        let length = id.chars().count();
        if length > ID_CHARACTERS {
            let found = format!("{} of {length} characters", quote(id));
            self.problem(
                column,
                Problem::new(ProblemCode::BadIdentifier, found, "an identifier of at most 64 characters"),
            );
        } else if id.trim().is_empty() {
            self.problem(column, Problem::new(ProblemCode::BadIdentifier, "a blank", "an identifier"));
        } else if id.contains('\0') {
            self.problem(
                column,
                Problem::new(ProblemCode::BadIdentifier, quote(id), "an identifier without NUL"),
            );
        }
    }

    /// A number of at most six decimals, in millionths.
    #[inline]
    pub(super) fn number(&mut self, column: &str, value: Option<Decimal>, range: Range) -> Option<Exact> {
        let exact = Exact::from(value?);
        let millionths = exact.at_scale(INPUT_SCALE).map(|units| Exact::new(units, INPUT_SCALE));
        match millionths {
            Some(number) if number.units().unsigned_abs() < LIMIT && range.holds(number.units()) => {
                Some(number)
            }
            _ => self.refuse_number(column, exact.normalised(), range),
        }
    }

    #[cold]
    fn refuse_number(&mut self, column: &str, exact: Exact, range: Range) -> Option<Exact> {
        let found = quote(&exact.to_string());
        let problem = if exact.scale() > INPUT_SCALE {
            Problem::new(ProblemCode::TooManyDecimals, found, "at most six digits after the point")
                .remedy("round it at the source")
        } else if exact.at_scale(INPUT_SCALE).is_none_or(|units| units.unsigned_abs() >= LIMIT) {
            Problem::new(ProblemCode::TooLarge, found, "at most 22 digits before the point")
        } else {
            Problem::new(ProblemCode::OutOfRange, found, range.expected())
        };
        self.problem(column, problem);
        None
    }

    pub(super) fn micros(&mut self, column: &str, value: Option<Decimal>, range: Range) -> Option<i128> {
        self.number(column, value, range).and_then(|exact| exact.at_scale(INPUT_SCALE))
    }

    pub(super) fn day(&mut self, column: &str, date: Option<NaiveDate>) -> i32 {
        let Some(date) = date else { return NO_DAY };
        let day = Day::from(date).number();
        if !(FIRST_DAY..=LAST_DAY).contains(&day) {
            self.problem(
                column,
                Problem::new(
                    ProblemCode::BadDate,
                    quote(&date.to_string()),
                    "a date from year 1 to year 9999",
                ),
            );
            return NO_DAY;
        }
        day
    }

    pub(super) fn too_large(&mut self, column: &str) {
        let problem = Problem::new(
            ProblemCode::OutOfRange,
            "more digits than can be added up exactly",
            "an amount below 10^20 of at most 18 decimals",
        );
        self.problem(column, problem);
    }
}

/// Millionths of the first number that has more than 22 digits before the point.
const LIMIT: u128 = 10_u128.pow(28);
pub(super) const FIRST_DAY: i32 = 1;
/// 9999-12-31
pub(super) const LAST_DAY: i32 = 3_652_059;

/// The numbers a column takes.
#[derive(Clone, Copy)]
pub(super) enum Range {
    Any,
    Positive,
    NotNegative,
    /// 0–1
    Rate,
    /// Below 1.
    Margin,
    /// 0–100
    Points,
}

impl Range {
    /// Whether so many millionths lie inside.
    pub(super) const fn holds(self, millionths: i128) -> bool {
        const ONE: i128 = 1_000_000;
        match self {
            Self::Any => true,
            Self::Positive => millionths > 0,
            Self::NotNegative => millionths >= 0,
            Self::Rate => 0 <= millionths && millionths <= ONE,
            Self::Margin => millionths < ONE,
            Self::Points => 0 <= millionths && millionths <= 100 * ONE,
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Any => "a number",
            Self::Positive => "a number above 0",
            Self::NotNegative => "a number of at least 0",
            Self::Rate => "a rate from 0 to 1",
            Self::Margin => "a margin rate below 1",
            Self::Points => "points from 0 to 100",
        }
    }
}

pub(super) fn at_row(problem: Problem, table: Table, row: usize) -> Problem {
    let line = u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1);
    problem.at(table.name(), Some(line), None)
}

/// Blank text counts as none.
pub(super) fn filled<'a>(text: Option<&'a Cow<'_, str>>) -> Option<&'a str> {
    filled_str(text.map(|text| &**text))
}

/// Blank text counts as none.
pub(super) fn filled_str(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// Whether an amount can be added up with any other, whatever their decimals: below 10^20, which fits
/// 128 bits even with the 18 decimals a computed amount may have.
pub(super) fn is_bounded(amount: Exact) -> bool {
    const BOUND: Exact = Exact::new(10_i128.pow(20), 0);
    amount < BOUND && negated(amount) < BOUND
}

pub(super) fn negated(value: Exact) -> Exact {
    Exact::new(value.units().saturating_neg(), value.scale())
}

/// The due day of an invoice: as stated, or issue day plus terms.
pub(super) fn due_day(
    cells: &mut Cells<'_>,
    row: &Invoice<'_>,
    issued: i32,
    stated: i32,
    terms: Option<i128>,
) -> i32 {
    if row.due_on.is_some() {
        if stated != NO_DAY && issued != NO_DAY && stated < issued {
            let found = format!("`{}`, before `issued_on`", Day::from_number(stated));
            cells.problem(
                "due_on",
                Problem::new(ProblemCode::DatesOutOfOrder, found, "a date not before `issued_on`"),
            );
        }
        return stated;
    }
    let Some(terms) = terms else {
        if row.terms_days.is_none() {
            cells
                .problem("due_on", Problem::new(ProblemCode::Missing, "a blank", "`due_on` or `terms_days`"));
        }
        return NO_DAY;
    };
    let days = Exact::new(terms, INPUT_SCALE).at_scale(0).filter(|days| *days <= TERM_DAYS);
    match days.and_then(|days| i32::try_from(days).ok()) {
        Some(days) => issued.saturating_add(days),
        None => {
            let found = quote(&Exact::new(terms, INPUT_SCALE).to_string());
            cells.problem(
                "terms_days",
                Problem::new(ProblemCode::OutOfRange, found, "whole days from 0 to 36500"),
            );
            NO_DAY
        }
    }
}
