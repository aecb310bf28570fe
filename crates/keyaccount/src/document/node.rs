//! The tree of a document.

use core::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::{Problem, quote};

/// Where a key or a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The file's name.
    pub file: Arc<str>,
    /// The line from 1, where known.
    pub line: Option<u64>,
    /// The column from 1, in characters, where known.
    pub column: Option<u64>,
    /// The bytes it takes up in the text; none where it is not known.
    pub bytes: Range<usize>,
}

impl Position {
    /// Somewhere in a file.
    #[must_use]
    pub fn of(file: &str) -> Self {
        Self { file: Arc::from(file), line: None, column: None, bytes: 0..0 }
    }

    /// The problem, placed here.
    #[must_use]
    pub fn place(&self, problem: Problem) -> Problem {
        problem.at(&*self.file, self.line, self.column)
    }
}

/// A value with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub at: Position,
}

/// A value of a document. Numbers are kept as the text they were written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A table: keys with values, in the order of the document.
    Table(Table),
    /// A list.
    List(Vec<Node>),
    /// A text.
    Text(String),
    /// A number's digits as written, without `_` between them.
    Number(String),
    /// `true` or `false`
    Bool(bool),
    /// A date.
    Date(NaiveDate),
    /// What the syntax knows and no document uses: a time of day, `null`.
    Other(String),
    /// A value whose problem has been reported; whoever reads on passes it over in silence.
    Broken,
}

impl Value {
    /// The value as a problem's `found` shows it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Table(_) => "a table".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Text(text) => format!("the text {}", quote(text)),
            Self::Number(digits) => format!("the number {}", quote(digits)),
            Self::Bool(yes) => format!("`{yes}`"),
            Self::Date(date) => format!("the date `{date}`"),
            Self::Other(text) => quote(text),
            Self::Broken => "a broken value".to_owned(),
        }
    }
}

impl Node {
    /// An empty table.
    #[must_use]
    pub const fn table(at: Position) -> Self {
        Self { value: Value::Table(Table(Vec::new())), at }
    }

    /// The table, if it is one.
    #[must_use]
    pub const fn as_table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }

    /// The table, if it is one.
    #[must_use]
    pub const fn as_table_mut(&mut self) -> Option<&mut Table> {
        if let Value::Table(table) = &mut self.value { Some(table) } else { None }
    }

    /// The value of a key of this table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_table().and_then(|table| table.get(key))
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }
}

/// The entries of a table in the order of the document. Every key is there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(pub(super) Vec<Entry>);

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub at: Position,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.key == key)
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The value of a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
    }

    /// Sets a key, in place if it is there, at the end otherwise.
    pub fn insert(&mut self, key: &str, node: Node) {
        match self.get_mut(key) {
            Some(old) => *old = node,
            None => self.0.push(Entry { key: key.to_owned(), at: node.at.clone(), node }),
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        self.0.iter().position(|entry| entry.key == key).map(|i| self.0.remove(i))
    }

    /// The entries.
    pub fn iter(&self) -> core::slice::Iter<'_, Entry> {
        self.0.iter()
    }

    /// How many keys there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = &'a Entry;
    type IntoIter = core::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
