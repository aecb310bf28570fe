//! The words of results: headings and codes from the core's label table, and what only workbooks say.

use std::borrow::Cow;

use keyaccount::{Note, ResultColumn, Value};

/// TEMPORARY
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// en
    English,
    /// zh
    Chinese,
}

/// The heading of a column: its stable name, or its label.
pub(super) fn heading(column: &ResultColumn, language: Option<Language>) -> Cow<'_, str> {
    match language {
        None => Cow::Borrowed(column.name()),
        Some(Language::English) => Cow::Borrowed(column.name()),
        Some(Language::Chinese) => Cow::Owned(format!("列{}", column.name())),
    }
}

/// A cell as text: as it is, or with its codes translated.
pub(super) fn shown<'a>(
    _column: &ResultColumn,
    value: &'a Value<'a>,
    _language: Option<Language>,
) -> Cow<'a, str> {
    match value {
        Value::Text(text) => Cow::Borrowed(&**text),
        _ => Cow::Owned(value.to_string()),
    }
}

/// A note as a sentence.
pub(super) fn sentence(note: &Note, _language: Option<Language>) -> String {
    note.to_string()
}

/// One thing in two languages; without a language, English.
#[derive(Clone, Copy)]
pub(super) struct Word {
    english: &'static str,
    chinese: &'static str,
}

impl Word {
    pub(super) const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self { english, chinese }
    }

    pub(super) const fn in_language(self, language: Option<Language>) -> &'static str {
        match language {
            Some(Language::Chinese) => self.chinese,
            Some(Language::English) | None => self.english,
        }
    }
}
