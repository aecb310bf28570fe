//! Result tables, typed cell by cell.

use keyaccount::{Language, ResultKind, ResultTable};

use crate::errors::{KeyaccountError, guarded};
use crate::mirror::Value;

/// A table of results. Every row has a value for every column.
#[derive(Debug, uniffi::Record)]
pub struct ScoreTable {
    /// The columns, in order.
    pub columns: Vec<ScoreColumn>,
    /// The rows, in order.
    pub rows: Vec<Vec<Value>>,
}

/// A column of results.
#[derive(Debug, uniffi::Record)]
pub struct ScoreColumn {
    /// Its stable name, such as `credit_score`.
    pub name: String,
    /// What its values are.
    pub kind: ResultKind,
    /// Its heading in English.
    pub english: String,
    /// Its heading in Chinese.
    pub chinese: String,
}

impl ScoreTable {
    pub(crate) fn of(table: &ResultTable<'_>) -> Self {
        let columns = table.columns().iter().map(|column| ScoreColumn {
            name: column.name().to_owned(),
            kind: column.kind(),
            english: column.label(Language::English).into_owned(),
            chinese: column.label(Language::Chinese).into_owned(),
        });
        Self {
            columns: columns.collect(),
            rows: (0..table.len()).map(|row| table.row(row).map(own).collect()).collect(),
        }
    }
}

/// A value that borrows nothing from its table.
fn own(value: keyaccount::Value<'_>) -> Value {
    match value {
        keyaccount::Value::Text(text) => Value::Text(text.into_owned().into()),
        keyaccount::Value::Code(code) => Value::Code(code.into_owned().into()),
        keyaccount::Value::Date(day) => Value::Date(day),
        keyaccount::Value::Number(number) => Value::Number(number),
        keyaccount::Value::Quantity(quantity) => Value::Quantity(quantity),
        keyaccount::Value::Integer(integer) => Value::Integer(integer),
        keyaccount::Value::Empty => Value::Empty,
    }
}

/// A value as the tables write it: numbers with all their decimals, dates as `2026-06-30`, nothing for an empty one.
/// Refused for a number the library does not have.
#[uniffi::export]
pub fn value_text(value: Value) -> Result<String, KeyaccountError> {
    guarded(|| {
        let mut text = Vec::new();
        value.append_to(&mut text);
        Ok(String::from_utf8_lossy(&text).into_owned())
    })
}
