//! The words of results: headings and codes from the core's label table, and what only workbooks say.

use std::borrow::Cow;

use keyaccount::{Language, ResultColumn, Value};

/// The heading of a column: its stable name, or its label.
pub(super) fn heading(column: &ResultColumn, language: Option<Language>) -> Cow<'_, str> {
    language.map_or_else(|| Cow::Borrowed(column.name()), |language| column.label(language))
}

/// A text or code as it is, or translated.
pub(super) fn shown<'v>(
    column: &ResultColumn,
    value: &'v Value<'_>,
    language: Option<Language>,
) -> Cow<'v, str> {
    match (value, language) {
        (Value::Text(text) | Value::Code(text), None) => Cow::Borrowed(text),
        (_, Some(language)) => column.translate(value, language),
        (_, None) => Cow::Owned(value.to_string()),
    }
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
