//! Cells of any single type as texts.

use arrow_array::ArrayRef;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::ArrowError;
use keyaccount::{Problem, ProblemCode};

/// What such a column may be, for messages.
pub(crate) const TAKEN: &str = "texts, decimals, integers, dates, timestamps or truth values";

/// A column whose cells can be written as texts: numbers in plain digits, days and times as ISO 8601 has them.
pub(crate) struct Written<'a> {
    array: &'a ArrayRef,
    texts: ArrayFormatter<'a>,
    name: &'a str,
}

impl<'a> Written<'a> {
    pub(crate) fn of(array: &'a ArrayRef, name: &'a str) -> Result<Self, Box<Problem>> {
        let texts = ArrayFormatter::try_new(array, &FormatOptions::default());
        let texts = texts.map_err(|error| unread(array, name, &error))?;
        Ok(Self { array, texts, name })
    }

    /// A cell as a text, unless it is missing or blank.
    pub(crate) fn cell(&self, row: usize) -> Result<Option<String>, Box<Problem>> {
        let text = self.texts.value(row).try_to_string();
        let text = text.map_err(|error| unread(self.array, self.name, &error))?;
        Ok(Some(text).filter(|text| !text.trim().is_empty()))
    }
}

fn unread(array: &ArrayRef, name: &str, error: &ArrowError) -> Box<Problem> {
    let found = format!("a column of {} that cannot be read: {error}", array.data_type());
    Box::new(Problem::new(ProblemCode::WrongType, found, TAKEN).path(name))
}
