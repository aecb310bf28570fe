//! Reading values out of a checked tree.

use core::fmt;
use std::rc::Rc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::path::write_key;
use super::{Entry, Node, Position, Value, validate::millionths};
use crate::decimal::parse_number;
use crate::error::Problem;

/// A value of a tree that [`validate`](super::validate) has passed over, with the path to it. What
/// is absent or broken reads as `None`: its problem is known already.
#[derive(Clone, Debug)]
pub struct View<'a> {
    node: Option<&'a Node>,
    at: &'a Position,
    way: Way<'a>,
}

/// The way to a value: its last step, with the steps before it. A view outlives the one it came
/// from, so they are shared.
#[derive(Clone, Debug, Default)]
struct Way<'a>(Option<Rc<Step<'a>>>);

#[derive(Debug)]
struct Step<'a> {
    before: Way<'a>,
    /// The key, or the index from 0.
    at: Result<&'a str, usize>,
}

impl<'a> Way<'a> {
    fn then(&self, at: Result<&'a str, usize>) -> Self {
        Self(Some(Rc::new(Step { before: self.clone(), at })))
    }
}

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(step) = &self.0 else { return Ok(()) };
        write!(f, "{}", step.before)?;
        match step.at {
            Ok(key) => write_key(f, step.before.0.is_none(), key),
            Err(index) => write!(f, "[{index}]"),
        }
    }
}

impl<'a> View<'a> {
    /// The whole tree.
    #[must_use]
    pub fn of(root: &'a Node) -> Self {
        Self { node: Some(root), at: &root.at, way: Way::default() }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &'a str) -> Self {
        let node = self.node.and_then(|node| node.get(key));
        Self { node, at: node.map_or(self.at, |node| &node.at), way: self.way.then(Ok(key)) }
    }

    /// Whether the key is not there at all.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        self.node.is_none()
    }

    /// The items of a list.
    #[must_use]
    pub fn items(&self) -> Option<Vec<Self>> {
        let Value::List(items) = &self.node?.value else { return None };
        let item = |(i, node): (usize, &'a Node)| Self {
            node: Some(node),
            at: &node.at,
            way: self.way.then(Err(i)),
        };
        Some(items.iter().enumerate().map(item).collect())
    }

    /// The keys and values of a table, in the order of the document.
    #[must_use]
    pub fn entries(&self) -> Option<Vec<(&'a str, Self)>> {
        let entry = |entry: &'a Entry| {
            let view = Self { node: Some(&entry.node), at: &entry.at, way: self.way.then(Ok(&entry.key)) };
            (entry.key.as_str(), view)
        };
        Some(self.node?.as_table()?.iter().map(entry).collect())
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        self.node?.as_text()
    }

    /// The text, owned.
    #[must_use]
    pub fn string(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// The exact decimal, in the fewest digits.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        let Value::Number(digits) = &self.node?.value else { return None };
        parse_number(digits.strip_prefix('+').unwrap_or(digits)).ok().map(millionths)
    }

    /// The whole number.
    #[must_use]
    pub fn whole(&self) -> Option<u32> {
        let Value::Number(digits) = &self.node?.value else { return None };
        // `-0` is none of the digits an unsigned number may have.
        digits.parse::<i64>().ok().and_then(|number| number.try_into().ok())
    }

    /// The yes or no.
    #[must_use]
    pub const fn yes(&self) -> Option<bool> {
        match self.node {
            Some(Node { value: Value::Bool(yes), .. }) => Some(*yes),
            _ => None,
        }
    }

    /// The date.
    #[must_use]
    pub const fn date(&self) -> Option<NaiveDate> {
        match self.node {
            Some(Node { value: Value::Date(date), .. }) => Some(*date),
            _ => None,
        }
    }

    /// The value as a problem's `found` shows it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.node.map_or_else(|| "nothing".to_owned(), |node| node.value.shown())
    }

    /// The problem, placed at this value with its path.
    #[must_use]
    pub fn place(&self, problem: Problem) -> Problem {
        self.at.place(problem.path(self.way.to_string()))
    }
}
