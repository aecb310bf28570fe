//! The cells of one row, read as what their column holds (BOOK §2.10).

use std::borrow::Cow;

use chrono::NaiveDate;
use keyaccount::book::{
    CellReader, Code, ColumnKind, ExcusedDays, Moment, Table, number_problem, unknown_code, written_date,
    written_days, written_moment, written_yes_no,
};
use keyaccount::{NumberError, Problem, ProblemCode, parse_number, quote};
use rust_decimal::Decimal;

use crate::csv_rows::from_one;
use crate::dates::{with_form, with_zone};
use crate::forms::CellForms;
use crate::numbers::{PARTS, Read};
use crate::raw::RawRow;
use crate::workbook::{CellKind, UNVALUED};

/// The most characters (Unicode scalar values) of an identifier.
pub(crate) const MAX_ID: usize = 64;

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nowhere: every cell is blank.
    Absent,
    /// A field of the file.
    Field(usize),
    /// The same text for every row, in canonical form.
    Constant(String),
    /// The row's number.
    RowNumber,
}

/// Reads the cells of a row and remembers what was wrong with them.
pub(crate) struct Cells<'a, 'p> {
    pub(crate) table: Table,
    pub(crate) sources: &'a [Source],
    pub(crate) row: RawRow<'a>,
    pub(crate) forms: &'a CellForms,
    /// Problems of this row, without file and line.
    pub(crate) problems: &'p mut Vec<Problem>,
    pub(crate) refused: Option<usize>,
    /// How many numbers were rounded.
    pub(crate) rounded: u64,
}

impl<'a, 'p> Cells<'a, 'p> {
    pub(crate) fn new(
        table: Table,
        sources: &'a [Source],
        row: RawRow<'a>,
        forms: &'a CellForms,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        Self { table, sources, row, forms, problems, refused: None, rounded: 0 }
    }

    /// The text of a cell, unless it is blank.
    pub(crate) fn filled(&self, column: usize) -> Option<Cow<'a, str>> {
        let text = match self.sources.get(column)? {
            Source::Absent => return None,
            Source::RowNumber => return Some(Cow::Owned(self.row.number().to_string())),
            Source::Constant(text) => {
                return Some(text).filter(|text| !text.trim().is_empty()).map(Cow::from);
            }
            Source::Field(field) => self.row.get(*field)?,
        };
        match self.forms.value(column, text) {
            // What stands for a code is no missing cell, be it spelt like one.
            Some(meant) => Some(meant).filter(|meant| !meant.trim().is_empty()).map(Cow::from),
            None if self.forms.is_missing(text) => None,
            None => Some(Cow::Borrowed(text)),
        }
    }

    /// The text of a cell whose column takes `kinds` of a workbook beside text.
    #[inline]
    fn cell(&mut self, column: usize, kinds: &[CellKind], expected: &str) -> Option<Cow<'a, str>> {
        match self.sources.get(column)? {
            Source::Absent => None,
            // Most files are text in canonical form.
            Source::Field(field) if self.row.is_text() && !self.forms.changes_words() => {
                let text = self.row.get(*field)?;
                if text.trim_start().is_empty() { None } else { Some(Cow::Borrowed(text)) }
            }
            _ => self.cell_of_form(column, kinds, expected),
        }
    }

    fn cell_of_form(&mut self, column: usize, kinds: &[CellKind], expected: &str) -> Option<Cow<'a, str>> {
        let text = self.filled(column);
        let Some(Source::Field(field)) = self.sources.get(column) else { return text };
        let Some(text) = text else {
            if self.is_under_merged(column) {
                let problem = Problem::new(ProblemCode::Missing, "a blank under a merged cell", expected);
                return self.refuse(column, problem.remedy(self.fill_down_remedy()));
            }
            return None;
        };
        let kind = self.row.kind(*field);
        if kind == CellKind::Text || kinds.contains(&kind) {
            return Some(text);
        }
        let problem = match kind {
            CellKind::Error => {
                let remedy = if text.starts_with('#') {
                    "mend the formula, or list the error under `missing` in book.toml"
                } else if text == UNVALUED {
                    "open the workbook in a spreadsheet program and save it, which stores the values"
                } else {
                    "write a date the calendar has, or list it under `missing` in book.toml"
                };
                Problem::new(ProblemCode::BadNumber, format!("the error {}", quote(&text)), expected)
                    .remedy(remedy)
            }
            CellKind::LongInteger => Problem::new(
                ProblemCode::BadIdentifier,
                format!("the number {}", quote(&text)),
                format!("{expected}, or a whole number of at most 15 digits, all a workbook keeps"),
            )
            .remedy("write it as text at its source"),
            CellKind::Date => {
                Problem::new(ProblemCode::WrongType, format!("the date {}", quote(&text)), expected)
                    .remedy("format the column as text and write the cell again")
            }
            CellKind::YesNo | CellKind::Number | CellKind::Text => {
                Problem::new(ProblemCode::WrongType, format!("the value {}", quote(&text)), expected)
            }
        };
        self.refuse(column, problem)
    }

    /// Whether a cell is blank only because a merged cell covers it.
    pub(crate) fn is_under_merged(&self, column: usize) -> bool {
        let Some(Source::Field(field)) = self.sources.get(column) else { return false };
        self.row.is_under_merged(*field) && self.row.get(*field).is_some_and(|text| text.trim().is_empty())
    }

    fn fill_down_remedy(&self) -> String {
        format!(
            "state `fill_down = [\"…\"]` with the column's heading under `[{}]` in book.toml",
            self.table.name()
        )
    }

    fn refuse<T>(&mut self, column: usize, problem: Problem) -> Option<T> {
        let field = match self.sources.get(column) {
            Some(Source::Field(field)) => Some(from_one(*field)),
            _ => None,
        };
        let name = self.table.columns().get(column).map_or("", |c| c.name);
        self.problems.push(Problem { column: field, ..problem.path(name) });
        self.refused = Some(column);
        None
    }

    fn holds(&self, column: usize) -> Option<ColumnKind> {
        self.table.columns().get(column).map(|c| c.kind)
    }

    /// Judges every cell without using any: what `Table::read_row` would find.
    pub(crate) fn judge(&mut self) {
        for (at, column) in self.table.columns().iter().enumerate() {
            let found = match column.kind {
                ColumnKind::Id | ColumnKind::Text => self.text(at).is_some(),
                ColumnKind::Number => self.number(at).is_some(),
                ColumnKind::Date => self.date(at).is_some(),
                ColumnKind::Time | ColumnKind::Until => self.moment(at).is_some(),
                ColumnKind::YesNo => self.yes_no(at).is_some(),
                ColumnKind::ExcusedDays => self.excused_days(at).is_some(),
                ColumnKind::Code(codes) => {
                    self.known(at, codes, |code| codes.contains(&code).then_some(())).is_some()
                }
            };
            if column.required && !found {
                self.missing(at);
            }
        }
    }

    fn known<T>(
        &mut self,
        column: usize,
        codes: &'static [&'static str],
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.cell(column, &[CellKind::Number], "one of the column's codes")?;
        find(&text).or_else(|| {
            let problem = unknown_code(&text, codes);
            self.refuse(column, self.with_mapping(column, problem))
        })
    }

    /// A text that is none of ours is most likely the source's own spelling.
    fn with_mapping(&self, column: usize, problem: Problem) -> Problem {
        let Some(name) = self.table.columns().get(column).map(|c| c.name) else { return problem };
        if !problem.remedy.is_empty() || !matches!(self.sources.get(column), Some(Source::Field(_))) {
            return problem;
        }
        problem
            .remedy(format!("say what it means in book.toml, under `[{}.values.{name}]`", self.table.name()))
    }

    /// The order a row names, unless it is longer than any identifier.
    pub(crate) fn order(&self) -> Option<Cow<'a, str>> {
        let order = self.filled(self.table.column("order_id")?)?;
        (order.len() <= MAX_ID.saturating_mul(4)).then_some(order)
    }

    /// The money a row carries, as far as it can be read: `amount`, or else the exact product of
    /// quantity, unit price and what the discount leaves.
    pub(crate) fn money(&self) -> Option<Decimal> {
        let units = |name| {
            let column = self.table.column(name)?;
            Some(self.units(column, &self.filled(column)?).ok()?.millionths)
        };
        if let Some(amount) = units("amount") {
            return Decimal::try_from_i128_with_scale(amount, 6).ok();
        }
        let whole = 1_000_000_i128;
        let is_discounted = self.table.column("discount").is_some_and(|column| self.filled(column).is_some());
        let kept = whole.checked_sub(if is_discounted { units("discount")? } else { 0 })?;
        let product = units("quantity")?.checked_mul(units("unit_price")?)?.checked_mul(kept)?;
        let (mut product, mut scale) = (product, 18_u32);
        while scale > 0 && product.checked_rem(10) == Some(0) {
            product = product.checked_div(10)?;
            scale = scale.saturating_sub(1);
        }
        Decimal::try_from_i128_with_scale(product, scale).ok()
    }

    fn number_problem(&self, column: usize, text: &str, error: NumberError) -> Problem {
        match error {
            NumberError::TooManyDecimals => {
                let places = self.forms.numbers.round.unwrap_or(6);
                let expected = format!("at most {places} digits after the point");
                Problem::new(ProblemCode::TooManyDecimals, quote(text), expected).remedy(format!(
                    "round the number at its source, or state `round_decimals = 6` under `[{}]` in book.toml",
                    self.table.name()
                ))
            }
            NumberError::TooLarge => number_problem(text, error),
            NumberError::NotANumber => {
                let problem = number_problem(text, error);
                if let Some(sign) = text.chars().find(|c| PARTS.contains(c)) {
                    let name = self.table.columns().get(column).map_or("", |c| c.name);
                    let remedy = format!(
                        "state `strip = \"{sign}\"` and `unit = {{ {name} = \"{sign}\" }}` in book.toml"
                    );
                    return problem.remedy(remedy);
                }
                match why_no_number(text) {
                    "" => problem,
                    remedy => problem.remedy(remedy),
                }
            }
        }
    }

    fn units(&self, column: usize, text: &str) -> Result<Read, NumberError> {
        let read = |text| parse_number(text).map(|millionths| Read { millionths, rounded: false });
        match self.sources.get(column) {
            Some(Source::Field(field)) if self.row.kind(*field) == CellKind::Text => {
                self.forms.numbers.read(text, self.forms.unit(column))
            }
            Some(Source::Field(_)) => self.forms.numbers.read_plain(text, self.forms.unit(column)),
            _ => read(text),
        }
    }
}

impl<'a> CellReader<'a> for Cells<'a, '_> {
    fn text(&mut self, column: usize) -> Option<Cow<'a, str>> {
        let is_id = self.holds(column) == Some(ColumnKind::Id);
        let text = if is_id {
            self.cell(column, &[CellKind::Number], "an identifier as text")
        } else {
            let kinds = [CellKind::Number, CellKind::LongInteger, CellKind::Date, CellKind::YesNo];
            self.cell(column, &kinds, "a text")
        }?;
        // Bytes bound characters: most identifiers need not be counted.
        if text.len() > MAX_ID && is_id {
            let length = text.chars().count();
            if length > MAX_ID {
                let found = format!("{} of {length} characters", quote(&text));
                let expected = format!("an identifier of at most {MAX_ID} characters");
                return self.refuse(column, Problem::new(ProblemCode::BadIdentifier, found, expected));
            }
        }
        Some(text)
    }

    fn number(&mut self, column: usize) -> Option<Decimal> {
        let text = self.cell(column, &[CellKind::Number, CellKind::LongInteger], "a number")?;
        let read = self.units(column, &text);
        match read.and_then(|read| {
            let number = Decimal::try_from_i128_with_scale(read.millionths, 6);
            number.map(|number| (number, read.rounded)).map_err(|_| NumberError::TooLarge)
        }) {
            Ok((number, rounded)) => {
                self.rounded = self.rounded.saturating_add(u64::from(rounded));
                Some(number)
            }
            Err(error) => {
                let problem = self.number_problem(column, &text, error);
                self.refuse(column, problem)
            }
        }
    }

    fn date(&mut self, column: usize) -> Option<NaiveDate> {
        let text = self.cell(column, &[CellKind::Date, CellKind::Number], "a date")?;
        let kind = match self.sources.get(column) {
            Some(Source::Field(field)) => self.row.kind(*field),
            _ => CellKind::Date,
        };
        if kind == CellKind::Number && self.forms.dates.is_empty() {
            let problem = Problem::new(ProblemCode::BadDate, quote(&text), "a date such as `2026-02-28`");
            let remedy = "format the cells as dates, or state `date_format = \"excel-serial\"` in book.toml if they count days";
            return self.refuse(column, problem.remedy(remedy));
        }
        if kind == CellKind::Date || self.forms.dates.is_empty() {
            return match written_date(&text) {
                Ok(date) => Some(date),
                Err(problem) => self.refuse(column, with_form(*problem, &text)),
            };
        }
        self.forms.dates.read(&text).or_else(|| {
            let problem = self.forms.dates.problem(&text);
            self.refuse(column, problem.remedy("check the table's `date_format` in book.toml"))
        })
    }

    fn moment(&mut self, column: usize) -> Option<Moment> {
        let text =
            self.cell(column, &[CellKind::Date, CellKind::Number], "a date, with or without a time")?;
        let kind = match self.sources.get(column) {
            Some(Source::Field(field)) => self.row.kind(*field),
            _ => CellKind::Date,
        };
        if kind == CellKind::Date || self.forms.dates.is_empty() {
            // An offset says which instant it is; the zone says what the clock showed then.
            let instant = self.forms.zone.and_then(|zone| zone.instant(&text));
            return match instant.map_or_else(|| written_moment(&text), Ok) {
                Ok(moment) => Some(moment),
                Err(problem) => self.refuse(column, with_zone(*problem, &text)),
            };
        }
        self.forms.dates.read_moment(&text).or_else(|| {
            let problem = self.forms.dates.problem(&text);
            self.refuse(column, problem.remedy("check the table's `date_format` in book.toml"))
        })
    }

    fn yes_no(&mut self, column: usize) -> Option<bool> {
        let text = self.cell(column, &[CellKind::YesNo, CellKind::Number], "yes or no")?;
        match written_yes_no(&text) {
            Ok(yes) => Some(yes),
            Err(problem) => self.refuse(column, self.with_mapping(column, *problem)),
        }
    }

    fn excused_days(&mut self, column: usize) -> Option<ExcusedDays> {
        let text = self.cell(column, &[CellKind::Number], "a whole number of days, or `all`")?;
        match written_days(&text) {
            Ok(days) => Some(days),
            Err(problem) => self.refuse(column, *problem),
        }
    }

    fn code<C: Code>(&mut self, column: usize) -> Option<C> {
        self.known(column, C::CODES, C::from_code)
    }

    fn missing(&mut self, column: usize) {
        if self.refused != Some(column) {
            let problem =
                Problem::new(ProblemCode::Missing, "a blank cell", "a value, the column is required");
            self.refuse::<()>(column, problem);
        }
    }
}

fn why_no_number(text: &str) -> &'static str {
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    let is_sign = |c: char| matches!(c, '¥' | '￥' | '$' | '€' | '£' | '元');
    if text.contains(|c: char| matches!(c, '０'..='９' | '．' | '－' | '，')) {
        "write half-width digits"
    } else if !has_digit {
        "leave the cell blank if the number is not known, or list the spelling under `missing` in book.toml"
    } else if text.starts_with('+') {
        "leave out the `+`"
    } else if text.contains(['e', 'E']) && text.bytes().all(|b| b.is_ascii_digit() || b"eE+-.".contains(&b)) {
        "write the number without an exponent"
    } else if text.contains(is_sign) {
        "state the characters around the digits as `strip` in book.toml"
    } else if text.contains(['(', ')']) {
        "state `negative = \"parentheses\"` in book.toml if that is what they mean"
    } else if text.contains(char::is_whitespace) {
        "leave out the white space"
    } else if is_decimal_comma(text) {
        "write the decimal point as `.`, or state `decimal = \",\"` in book.toml"
    } else if text.contains([',', '\'', '’']) {
        "leave out the separators between digits, or state them as `thousands` in book.toml"
    } else {
        ""
    }
}

/// Whether the only comma cannot stand between thousands.
fn is_decimal_comma(text: &str) -> bool {
    text.split_once(',')
        .is_some_and(|(_, after)| after.len() != 3 && after.bytes().all(|b| b.is_ascii_digit()))
}
