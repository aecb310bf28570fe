//! The cells of one row, read as what their column holds (BOOK §2.10).

use std::borrow::Cow;

use chrono::NaiveDate;
use keyaccount::book::{CellReader, Code, ColumnKind, ExcusedDays, Table};
use keyaccount::{NumberError, Problem, ProblemCode, nearest, parse_number, quote};
use rust_decimal::Decimal;

use crate::dates::{DateForm, iso_problem, read_iso};
use crate::records::{RawRow, from_one};

/// The most characters (Unicode scalar values) of an identifier.
const MAX_ID: usize = 64;

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nowhere: every cell is blank.
    Absent,
    /// A field of the file.
    Field(usize),
    /// The same text for every row, in canonical form.
    Constant(String),
}

/// Reads the cells of a row and remembers what was wrong with them.
pub(crate) struct Cells<'a, 'p> {
    pub(crate) table: Table,
    pub(crate) sources: &'a [Source],
    pub(crate) row: RawRow<'a>,
    pub(crate) dates: Option<&'a DateForm>,
    /// Problems of this row, without file and line.
    pub(crate) problems: &'p mut Vec<Problem>,
    pub(crate) refused: Option<usize>,
}

impl<'a> Cells<'a, '_> {
    /// The text of a cell, unless it is blank.
    pub(crate) fn filled(&self, column: usize) -> Option<&'a str> {
        let text = match self.sources.get(column)? {
            Source::Absent => return None,
            Source::Field(field) => self.row.get(*field)?,
            Source::Constant(text) => text,
        };
        if text.trim().is_empty() { None } else { Some(text) }
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
        let text = self.filled(column)?;
        find(text).or_else(|| self.refuse(column, code_problem(text, codes)))
    }

    /// The order a row names, unless it is longer than any identifier.
    pub(crate) fn order(&self) -> Option<&'a str> {
        let order = self.filled(self.table.column("order_id")?)?;
        (order.len() <= MAX_ID.saturating_mul(4)).then_some(order)
    }

    /// The money a row carries, as far as it can be read: `amount`, or else the exact product of
    /// quantity, unit price and what the discount leaves.
    pub(crate) fn money(&self) -> Option<Decimal> {
        let units = |name| parse_number(self.filled(self.table.column(name)?)?).ok();
        if let Some(amount) = units("amount") {
            return Decimal::try_from_i128_with_scale(amount, 6).ok();
        }
        let whole = 1_000_000_i128;
        let kept = whole.checked_sub(units("discount").unwrap_or(0))?;
        let product = units("quantity")?.checked_mul(units("unit_price")?)?.checked_mul(kept)?;
        let (mut product, mut scale) = (product, 18_u32);
        while scale > 0 && product.checked_rem(10) == Some(0) {
            product = product.checked_div(10)?;
            scale = scale.saturating_sub(1);
        }
        Decimal::try_from_i128_with_scale(product, scale).ok()
    }
}

impl<'a> CellReader<'a> for Cells<'a, '_> {
    fn text(&mut self, column: usize) -> Option<Cow<'a, str>> {
        let text = self.filled(column)?;
        // Bytes bound characters: most identifiers need not be counted.
        if text.len() > MAX_ID && self.holds(column) == Some(ColumnKind::Id) {
            let length = text.chars().count();
            if length > MAX_ID {
                let found = format!("{} of {length} characters", quote(text));
                let expected = format!("an identifier of at most {MAX_ID} characters");
                return self.refuse(column, Problem::new(ProblemCode::BadIdentifier, found, expected));
            }
        }
        Some(Cow::Borrowed(text))
    }

    fn number(&mut self, column: usize) -> Option<Decimal> {
        let text = self.filled(column)?;
        match parse_number(text) {
            Ok(units) => match Decimal::try_from_i128_with_scale(units, 6) {
                Ok(number) => Some(number),
                Err(_) => self.refuse(column, number_problem(text, NumberError::TooLarge)),
            },
            Err(error) => self.refuse(column, number_problem(text, error)),
        }
    }

    fn date(&mut self, column: usize) -> Option<NaiveDate> {
        let text = self.filled(column)?;
        match self.dates {
            Some(form) if !matches!(self.sources.get(column), Some(Source::Constant(_))) => {
                form.read(text).or_else(|| {
                    let problem = form.problem(text).remedy("check the table's `date_format` in book.toml");
                    self.refuse(column, problem)
                })
            }
            _ => read_iso(text).or_else(|| self.refuse(column, iso_problem(text))),
        }
    }

    fn yes_no(&mut self, column: usize) -> Option<bool> {
        let text = self.filled(column)?;
        let is = |words: [&str; 4]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is(["true", "yes", "1", "是"]) {
            return Some(true);
        }
        if is(["false", "no", "0", "否"]) {
            return Some(false);
        }
        let expected = "yes or no: `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`";
        self.refuse(column, Problem::new(ProblemCode::BadBoolean, quote(text), expected))
    }

    fn excused_days(&mut self, column: usize) -> Option<ExcusedDays> {
        let text = self.filled(column)?;
        if text == "all" {
            return Some(ExcusedDays::All);
        }
        let whole = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        whole.map(ExcusedDays::Days).or_else(|| {
            self.refuse(
                column,
                Problem::new(ProblemCode::BadNumber, quote(text), "a whole number of days, or `all`"),
            )
        })
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

fn number_problem(text: &str, error: NumberError) -> Problem {
    match error {
        NumberError::TooManyDecimals => {
            Problem::new(ProblemCode::TooManyDecimals, quote(text), "at most 6 digits after the point")
                .remedy("round the number at its source")
        }
        NumberError::TooLarge => {
            Problem::new(ProblemCode::OutOfRange, quote(text), "at most 22 digits before the point")
        }
        NumberError::NotANumber => {
            let problem =
                Problem::new(ProblemCode::BadNumber, quote(text), "a plain number such as `1234.5`");
            match why_no_number(text) {
                "" => problem,
                remedy => problem.remedy(remedy),
            }
        }
    }
}

fn why_no_number(text: &str) -> &'static str {
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    if text.contains(|c: char| matches!(c, '０'..='９' | '．' | '－' | '，')) {
        "write half-width digits"
    } else if !has_digit {
        "leave the cell blank if the number is not known"
    } else if text.starts_with('+') {
        "leave out the `+`"
    } else if text.contains(['e', 'E']) && text.bytes().all(|b| b.is_ascii_digit() || b"eE+-.".contains(&b)) {
        "write the number without an exponent"
    } else if text.contains(char::is_whitespace) {
        "leave out the white space"
    } else if is_decimal_comma(text) {
        "write the decimal point as `.`"
    } else if text.contains([',', '\'', '’']) {
        "leave out the separators between digits"
    } else {
        ""
    }
}

/// Whether the only comma cannot stand between thousands.
fn is_decimal_comma(text: &str) -> bool {
    text.split_once(',')
        .is_some_and(|(_, after)| after.len() != 3 && after.bytes().all(|b| b.is_ascii_digit()))
}

fn code_problem(text: &str, codes: &'static [&'static str]) -> Problem {
    let problem =
        Problem::new(ProblemCode::UnknownCode, quote(text), format!("one of `{}`", codes.join("`, `")));
    match nearest(text, codes.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean `{near}`?")),
        None => problem,
    }
}
