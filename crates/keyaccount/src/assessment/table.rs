//! Result tables: named columns, each with the one function that gives its cells.

use std::borrow::Cow;

use core::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Assessment, Row};
use crate::decimal::{Exact, Score};

/// A cell of a result table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing applies.
    Empty,
    /// A text or code.
    Text(Cow<'a, str>),
    /// A score, percentage or amount, always with two decimals.
    Number(Decimal),
    /// A quantity, without trailing zeros.
    Quantity(Exact),
    /// A count, rank or number of days.
    Integer(i64),
}

impl Value<'_> {
    /// Whether nothing applies.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Quantity(quantity) => fmt::Display::fmt(quantity, f),
            Self::Integer(integer) => fmt::Display::fmt(integer, f),
        }
    }
}

/// Decimals and quantities as text, empty cells as null.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.collect_str(number),
            Self::Quantity(quantity) => serializer.collect_str(quantity),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
        }
    }
}

impl From<Option<Score>> for Value<'_> {
    fn from(score: Option<Score>) -> Self {
        score.map_or(Self::Empty, |score| Self::Number(score.to_decimal()))
    }
}

impl From<Option<Decimal>> for Value<'_> {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<u32>> for Value<'_> {
    fn from(integer: Option<u32>) -> Self {
        integer.map_or(Self::Empty, |integer| Self::Integer(i64::from(integer)))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}

/// A column of a result table.
#[derive(Clone, Debug)]
pub struct ResultColumn {
    name: Cow<'static, str>,
    cell: Cell,
}

#[derive(Clone, Copy)]
enum Cell {
    Fixed(for<'a> fn(Row<'a>) -> Value<'a>),
    /// The score of a user's own dimension, by its position.
    Rating(usize),
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(_) => f.write_str("Fixed"),
            Self::Rating(position) => write!(f, "Rating({position})"),
        }
    }
}

impl ResultColumn {
    pub(super) const fn fixed(name: &'static str, cell: for<'a> fn(Row<'a>) -> Value<'a>) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Fixed(cell) }
    }

    pub(super) const fn rating(name: String, position: usize) -> Self {
        Self { name: Cow::Owned(name), cell: Cell::Rating(position) }
    }

    /// The stable name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn value<'a>(&self, row: Row<'a>) -> Value<'a> {
        match self.cell {
            Cell::Fixed(cell) => cell(row),
            Cell::Rating(position) => Value::from(row.customer.rating(position)),
        }
    }
}

/// A result table: rows are customers, cells are worked out when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct ResultTable<'a> {
    assessment: &'a Assessment,
    columns: &'a [ResultColumn],
    order: &'a [u32],
}

impl<'a> ResultTable<'a> {
    pub(super) const fn new(
        assessment: &'a Assessment,
        columns: &'a [ResultColumn],
        order: &'a [u32],
    ) -> Self {
        Self { assessment, columns, order }
    }

    /// The columns, in order.
    #[must_use]
    pub const fn columns(&self) -> &'a [ResultColumn] {
        self.columns
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name() == name)
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// A cell; empty beyond the table.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Value<'a> {
        let Some(column) = self.columns.get(column) else { return Value::Empty };
        let row = self.order.get(row).and_then(|at| self.assessment.row(*at));
        row.map_or(Value::Empty, |row| column.value(row))
    }

    /// The cells of a row, in the order of the columns.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let row = self.order.get(row).and_then(|at| self.assessment.row(*at));
        let columns = self.columns;
        columns.iter().map(move |column| row.map_or(Value::Empty, |row| column.value(row)))
    }
}
