//! Cells of any single type as texts.

use arrow_array::ArrayRef;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType};
use keyaccount::{Problem, ProblemCode};

/// What such a column may be, for messages.
pub(crate) const TAKEN: &str = "texts, decimals, integers, dates, timestamps or truth values";

/// The type of the cells, however they are encoded.
pub(crate) fn type_of_cells(mut data: &DataType) -> &DataType {
    loop {
        data = match data {
            DataType::Dictionary(_, values) => values,
            DataType::RunEndEncoded(_, values) => values.data_type(),
            data => return data,
        };
    }
}

/// A column whose cells can be written as texts: numbers in plain digits, days and times as ISO 8601 has them.
pub(crate) struct Written<'a> {
    array: &'a ArrayRef,
    texts: ArrayFormatter<'a>,
    name: &'a str,
}

impl<'a> Written<'a> {
    pub(crate) fn of(array: &'a ArrayRef, name: &'a str) -> Result<Self, Box<Problem>> {
        // An error is told, and does not stand in the place of a cell.
        let options = FormatOptions::default().with_display_error(false);
        let texts = ArrayFormatter::try_new(array, &options);
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
