//! A file as a table: its header, its rows, and what stands around them.

use std::cell::OnceCell;
use std::collections::HashMap;

use csv::StringRecord;
use encoding_rs::Encoding;

use super::days::{self, Days};
use super::layout::Layout;
use super::names::Name;
use super::numbers::{self, Numbers};

/// A file that was understood as a table.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file as the draft names it.
    pub(super) file: String,
    /// The file's name without folder and ending.
    pub(super) stem: String,
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// How the text of a CSV file is written; what it says of a workbook is nothing to be stated.
    pub(super) written: Written,
    pub(super) layout: Layout,
    pub(super) names: Vec<String>,
    pub(super) plain: Vec<Name>,
    pub(super) rows: Vec<StringRecord>,
    /// Rows with more or fewer cells than the header.
    pub(super) ragged: usize,
    /// Whether only the beginning of the file was looked at.
    pub(super) cut: bool,
    profiles: Vec<OnceCell<Profile>>,
}

impl Written {
    /// What there is to say about the text of a workbook: nothing.
    pub(super) const WORKBOOK: Self =
        Self { encoding: encoding_rs::UTF_8, evidence: "", unsure: false, delimiter: b',' };
}

/// How a text file is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) encoding: &'static Encoding,
    pub(super) evidence: &'static str,
    pub(super) unsure: bool,
    pub(super) delimiter: u8,
}

/// What the cells of a column hold.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) filled: usize,
    /// How often each text occurs; blank cells left out.
    pub(super) values: HashMap<String, usize>,
    pub(super) numbers: Option<Numbers>,
    /// Dates, if the column is known to hold some by its name.
    pub(super) days: Option<Days>,
}

impl Profile {
    /// Whether every filled cell is another text.
    pub(super) fn is_unique(&self) -> bool {
        self.filled > 0 && self.values.len() == self.filled
    }

    /// The values with their counts, the commonest first.
    pub(super) fn common(&self) -> Vec<(&str, usize)> {
        let mut values: Vec<_> = self.values.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values
    }
}

impl Sheet {
    pub(super) fn new(
        file: String,
        stem: String,
        written: Written,
        layout: Layout,
        names: Vec<String>,
        rows: Vec<StringRecord>,
    ) -> Self {
        let plain = names.iter().map(|name| Name::of(name)).collect();
        let width = names.len();
        let ragged = rows.iter().filter(|row| row.len() != width).count();
        let profiles = names.iter().map(|_| OnceCell::new()).collect();
        Self { file, stem, sheet: None, written, layout, names, plain, rows, ragged, cut: false, profiles }
    }

    /// The same sheet with the rows that have this value in this column only.
    pub(super) fn narrowed(&self, column: usize, value: &str) -> Self {
        let rows = self.rows.iter().filter(|row| row.get(column) == Some(value)).cloned().collect();
        let layout = Layout { only: Some((column, value.to_owned())), ..self.layout.clone() };
        let narrowed =
            Self::new(self.file.clone(), self.stem.clone(), self.written, layout, self.names.clone(), rows);
        Self { cut: self.cut, sheet: self.sheet.clone(), ..narrowed }
    }

    /// The file, and the sheet of a workbook with several.
    pub(super) fn shown(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}!{sheet}", self.file),
            None => self.file.clone(),
        }
    }

    /// A column's name.
    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// What a column holds.
    pub(super) fn profile(&self, column: usize) -> &Profile {
        static NOTHING: std::sync::LazyLock<Profile> = std::sync::LazyLock::new(Profile::default);
        self.profiles.get(column).map_or(&NOTHING, |profile| profile.get_or_init(|| self.look_at(column)))
    }

    fn look_at(&self, column: usize) -> Profile {
        let mut values = HashMap::<String, usize>::new();
        let mut filled = 0_usize;
        for text in self.rows.iter().filter_map(|row| row.get(column)) {
            if text.trim().is_empty() {
                continue;
            }
            filled = filled.saturating_add(1);
            match values.get_mut(text) {
                Some(count) => *count = count.saturating_add(1),
                None => drop(values.insert(text.to_owned(), 1)),
            }
        }
        let numbers = numbers::guess(&values);
        let missing = |text: &str| numbers::MISSING.contains(&text.trim());
        let days = if values.keys().any(|text| missing(text)) {
            let stated = values.iter().filter(|(text, _)| !missing(text));
            days::guess(&stated.map(|(text, count)| (text.clone(), *count)).collect(), true)
        } else {
            days::guess(&values, true)
        };
        Profile { filled, values, numbers, days }
    }

    /// The first column whose plain name is one of these.
    pub(super) fn column_named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.plain.iter().position(|plain| plain.plain == *name))
    }
}
