//! What gives the cells of a column about customers: one expression for a cell, which gives single cells
//! and, row after row, whole columns of them.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::cells::{CodeCells, NumberCells, NumberForm};
use super::{Assessment, Row};

/// Whole units, if there are any: of a cell, and of the cells of rows.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) form: Form,
    pub(super) one: for<'a> fn(Row<'a>) -> Option<i128>,
    pub(super) all: for<'a> fn(NumberForm, &[Row<'a>]) -> NumberCells,
}

/// How the units of a column are read, whatever the book.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Published,
    Quantity,
    Integer,
}

impl Form {
    /// With the decimals quantities have in a book.
    pub(super) const fn of(self, assessment: &Assessment) -> NumberForm {
        match self {
            Self::Published => NumberForm::Published,
            Self::Quantity => NumberForm::Quantity(assessment.facts.scales.quantity),
            Self::Integer => NumberForm::Integer,
        }
    }
}

/// A number that stands for a text, 0 where nothing applies: of a cell, and of the cells of rows.
#[derive(Clone, Copy)]
pub(super) struct Code {
    /// Whether it can be translated, as codes can and names of the user's own cannot.
    pub(super) is_translated: bool,
    pub(super) one: for<'a> fn(Row<'a>) -> u64,
    pub(super) all: for<'a> fn(Code, &'a Assessment, &[Row<'a>]) -> CodeCells<'a>,
    pub(super) spell: for<'a> fn(&'a Assessment, u64) -> Cow<'a, str>,
}

/// A text, empty where nothing applies; all are texts of the book.
pub(super) type Text = for<'a> fn(Row<'a>) -> &'a str;

/// A day, if there is one.
pub(super) type Date = for<'a> fn(Row<'a>) -> Option<NaiveDate>;

/// A column of numbers: its name, what its units are, and a cell of it.
macro_rules! number {
    ($name:literal, $form:ident, $row:ident => $units:expr) => {
        $crate::assessment::table::ResultColumn::number(
            $name,
            $crate::assessment::typed::Number {
                form: $crate::assessment::typed::Form::$form,
                one: |$row| $units,
                all: |form, rows| {
                    $crate::assessment::cells::NumberCells::of(form, rows.iter().map(|&$row| $units))
                },
            },
        )
    };
}

/// A column of codes (`code`) or of names of the user's own (`name`): its name, a cell of it, and how one is
/// spelled.
macro_rules! code {
    ($name:literal, $row:ident => $code:expr, $spell:expr) => {
        $crate::assessment::typed::code!($name, true, $row => $code, $spell)
    };
    ($name:literal, name, $row:ident => $code:expr, $spell:expr) => {
        $crate::assessment::typed::code!($name, false, $row => $code, $spell)
    };
    ($name:literal, $is_translated:literal, $row:ident => $code:expr, $spell:expr) => {
        $crate::assessment::table::ResultColumn::code(
            $name,
            $crate::assessment::typed::Code {
                is_translated: $is_translated,
                one: |$row| $code,
                all: |code, assessment, rows| {
                    $crate::assessment::cells::CodeCells::of(
                        rows.iter().map(|&$row| $code),
                        |number| (code.spell)(assessment, number),
                        $is_translated,
                    )
                },
                spell: $spell,
            },
        )
    };
}

pub(super) use {code, number};

/// The number of a position, so that 0 is none.
pub(super) fn position(position: Option<usize>) -> u64 {
    position.map_or(0, |position| (position as u64).saturating_add(1))
}

/// What stands at the position of a number.
pub(super) fn at<T>(items: &[T], number: u64) -> Option<&T> {
    items.get(usize::try_from(number.checked_sub(1)?).ok()?)
}

/// Codes joined by `;`. Mostly there is none or one, which is not copied.
pub(super) fn joined<'a>(mut codes: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let Some(first) = codes.next() else { return Cow::Borrowed("") };
    let Some(second) = codes.next() else { return Cow::Borrowed(first) };
    let mut all = [first, second].join(";");
    for code in codes {
        all.push(';');
        all.push_str(code);
    }
    Cow::Owned(all)
}
