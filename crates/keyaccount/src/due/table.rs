//! A list as a result table, for CSV and for reading.

use super::codes::DueUnit;
use super::list::DueList;
use super::record::Due;
use crate::assessment::{StoredTable, Value};
use crate::labels::Language;

/// The last says it in a sentence, in a language alone.
pub(crate) const DUE_COLUMNS: &[&str] = &[
    "due_kind",
    "due",
    "customer_id",
    "contact_id",
    "archive_no",
    "record_id",
    "incident_id",
    "topic",
    "due_since",
    "due_until",
    "due_state",
    "overdue",
    "overdue_unit",
    "value_class",
    "grade",
    "person",
    "role",
    "clause",
    "basis",
    "due_reason",
];

impl DueList {
    /// The list as a table, in its order; in a language with the sentence of each entry as the last column.
    /// `due_since` and `due_until` are dates, and times where the hour matters.
    #[must_use]
    pub fn table(&self, language: Option<Language>) -> StoredTable {
        let (_, plain) = DUE_COLUMNS.split_last().unwrap_or((&"", &[]));
        let mut table = StoredTable::new(if language.is_some() { DUE_COLUMNS } else { plain });
        for due in &self.entries {
            table.push(due.cells(language));
        }
        table
    }
}

impl Due {
    fn cells(&self, language: Option<Language>) -> Vec<Value<'static>> {
        let text = |text: Option<&str>| text.map_or(Value::Empty, |text| Value::from(text.to_owned()));
        let code = |code: &Option<String>| Value::code(code.clone().unwrap_or_default());
        let about = &self.about;
        let until = self.until.map(|until| match self.unit {
            DueUnit::Days => until.date().to_string(),
            DueUnit::Hours => until.format("%Y-%m-%dT%H:%M:%S").to_string(),
        });
        let begins_the_day = self.since == super::record::start_of(self.since.date());
        let since = match self.unit {
            DueUnit::Days if begins_the_day => self.since.date().to_string(),
            _ => self.since.format("%Y-%m-%dT%H:%M:%S").to_string(),
        };
        let mut cells = vec![
            Value::code(self.kind.code()),
            Value::code(self.what.code()),
            text(about.customer.as_deref()),
            text(about.contact.as_deref()),
            text(about.archive.as_deref()),
            text(about.record.as_deref()),
            text(about.incident.as_deref()),
            text(about.topic.as_deref()),
            Value::from(since),
            text(until.as_deref()),
            Value::code(self.state.code()),
            Value::Integer(self.overdue.into()),
            Value::code(self.unit.code()),
            code(&self.value_class),
            code(&self.grade),
            text(self.who.as_deref()),
            code(&self.role),
            code(&self.clause),
            text(self.basis.as_deref()),
        ];
        cells.extend(language.map(|language| Value::from(self.sentence(language))));
        cells
    }
}
