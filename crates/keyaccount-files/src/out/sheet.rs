//! One result table as a sheet. Row 1 holds the headings, so that machines can read it back.

use chrono::{Datelike, NaiveDate};
use keyaccount::{Language, Problem, ProblemCode, ResultColumn, ResultTable, Value, display_width, quote};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use super::csv_fields::is_formula_like;
use super::form::WriteError;
use super::layout::{Family, family, folds, widest};
use super::styles::Styles;
use super::words::{heading, shown};

/// The rows of a sheet, the headings among them.
const MAX_ROWS: usize = 1 << 20;

/// The characters of a cell, counted as UTF-16 does.
const MAX_CHARACTERS: usize = 32_767;

/// What a column needs beside its text.
const PADDING: usize = 2;

/// The digits a spreadsheet keeps of a number.
const MAX_DIGITS: usize = 15;

/// The narrowest a column gets.
const NARROWEST: usize = 7;

/// The room the button of the filter needs in a heading.
const FILTER_BUTTON: usize = 4;

/// The height of a heading and of a line, in points.
const HEADING_HEIGHT: u32 = 30;
const LINE_HEIGHT: usize = 14;

/// The most lines a row gets; a text that needs more is there but not shown whole.
const MOST_LINES: usize = 12;

/// A table on its way into a sheet.
pub(super) struct Sheet<'a> {
    pub(super) name: &'a str,
    pub(super) table: &'a ResultTable<'a>,
    pub(super) language: Option<Language>,
    /// The grades, best first, by which the column `grade` is coloured.
    pub(super) grades: &'a [&'a str],
    /// Whether columns with details are folded away.
    pub(super) is_folded: bool,
    pub(super) styles: &'a Styles,
}

impl Sheet<'_> {
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        if self.table.len() >= MAX_ROWS {
            let found = format!("{} rows in `{}`", self.table.len(), self.name);
            let problem = Problem::new(
                ProblemCode::TooLarge,
                found,
                format!("fewer than {MAX_ROWS}, which is all a sheet holds"),
            );
            return Err(problem.remedy("write CSV or JSON instead").into());
        }
        let failed = |error: &XlsxError| self.failed(error);
        let columns = self.table.columns();
        let mut widths = vec![NARROWEST; columns.len()];
        for (column, place, width) in places(columns, &mut widths) {
            let text = heading(column, self.language);
            let style = self.styles.heading(if self.is_folded { family(column.name()) } else { Family::Who });
            sheet.write_string_with_format(0, place, &*text, &style).map_err(|error| failed(&error))?;
            // Chinese breaks between any two characters, so two lines of it take half the room.
            *width = (*width).max(text.chars().count().saturating_add(FILTER_BUTTON).saturating_sub(PADDING));
        }
        sheet.set_row_height(0, HEADING_HEIGHT).map_err(|error| failed(&error))?;
        for row in 0..self.table.len() {
            let line = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1);
            let mut lines = 1;
            for ((column, place, width), value) in places(columns, &mut widths).zip(self.table.row(row)) {
                let seen = self.cell(sheet, (line, place), column, &value)?;
                *width = (*width).max(seen);
                lines = lines.max(seen.div_ceil(widest(column.name())));
            }
            let height = lines.min(MOST_LINES).saturating_mul(LINE_HEIGHT).saturating_add(4);
            let height = u16::try_from(height).unwrap_or(u16::MAX);
            sheet.set_row_height(line, height).map_err(|error| failed(&error))?;
        }
        self.arrange(sheet, &widths).map_err(|error| failed(&error))
    }

    /// Writes a cell and says how wide it is.
    fn cell(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        column: &ResultColumn,
        value: &Value<'_>,
    ) -> Result<usize, WriteError> {
        let styles = self.styles;
        let number = |digits: &str, sheet: &mut Worksheet, style: &Format| match spreadsheet_number(digits) {
            Some(number) => sheet.write_number_with_format(at.0, at.1, number, style).map(|_| ()),
            None => sheet.write_string_with_format(at.0, at.1, digits, &styles.text).map(|_| ()),
        };
        let (written, width) = match value {
            Value::Empty => return Ok(0),
            Value::Text(_) | Value::Code(_) => {
                let text = shown(column, value, self.language);
                self.check_length(&text, at, column)?;
                let style = self.text_style(column, value, &text);
                let written = sheet.write_string_with_format(at.0, at.1, &*text, style).map(|_| ());
                (written, display_width(&text))
            }
            Value::Date(date) => match spreadsheet_date(*date) {
                Some(day) => (
                    sheet.write_datetime_with_format(at.0, at.1, day, &styles.date).map(|_| ()),
                    "2026-06-30".len(),
                ),
                None => (
                    sheet.write_string_with_format(at.0, at.1, date.to_string(), &styles.text).map(|_| ()),
                    10,
                ),
            },
            Value::Number(_) => {
                let digits = value.to_string();
                let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let separators = digits.len().saturating_sub(decimals).div_ceil(4);
                (number(&digits, sheet, styles.number(decimals)), digits.len().saturating_add(separators))
            }
            Value::Quantity(_) | Value::Integer(_) => {
                let digits = value.to_string();
                let style =
                    if matches!(value, Value::Integer(_)) { &styles.integer } else { &styles.general };
                (number(&digits, sheet, style), digits.len())
            }
        };
        written.map_err(|error| self.failed(&error))?;
        Ok(width)
    }

    fn text_style(&self, column: &ResultColumn, value: &Value<'_>, text: &str) -> &Format {
        let grade = matches!(value, Value::Text(_)).then(|| value.to_string());
        let place = grade
            .filter(|_| self.is_folded && column.name() == "grade")
            .and_then(|grade| self.grades.iter().position(|known| *known == grade));
        match place {
            Some(place) => self.styles.grade(place, self.grades.len()),
            None if is_formula_like(text) => &self.styles.quoted,
            None if display_width(text) > widest(column.name()) => &self.styles.wrapped,
            None => &self.styles.text,
        }
    }

    fn check_length(&self, text: &str, at: (u32, u16), column: &ResultColumn) -> Result<(), WriteError> {
        if text.len() <= MAX_CHARACTERS || text.encode_utf16().count() <= MAX_CHARACTERS {
            return Ok(());
        }
        let id = self.table.column("customer_id").map(|id| {
            let row = (at.0 as usize).saturating_sub(1);
            format!(" for customer {}", quote(&self.table.value(row, id).to_string()))
        });
        let found = format!("a text of {} characters{}", text.chars().count(), id.unwrap_or_default());
        let expected = format!("at most {MAX_CHARACTERS}, which is all a cell of a workbook holds");
        let problem = Problem::new(ProblemCode::TooLarge, found, expected).path(column.name());
        Err(problem.remedy("shorten it in the book, or write CSV or JSON instead").into())
    }

    /// Widths, filter, frozen headings, folded columns.
    fn arrange(&self, sheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
        for ((place, width), column) in (0_u16..).zip(widths).zip(self.table.columns()) {
            let width = (*width).saturating_add(PADDING).min(widest(column.name()));
            sheet.set_column_width(place, u16::try_from(width).unwrap_or(u16::MAX))?;
        }
        let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let end = u32::try_from(self.table.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, end, last)?;
        sheet.set_freeze_panes(1, if self.is_folded { 2 } else { 1 })?;
        sheet.set_repeat_rows(0, 0)?;
        if self.is_folded {
            for (first, last) in folds(self.table.columns().iter().map(ResultColumn::name)) {
                sheet.group_columns_collapsed(first, last)?;
            }
            sheet.set_repeat_columns(0, 1)?;
        }
        Ok(())
    }

    /// Everything the writer refuses has been looked at before; what is left is named.
    fn failed(&self, error: &XlsxError) -> WriteError {
        let problem = Problem::new(ProblemCode::TooLarge, error.to_string(), "a sheet a workbook can hold");
        problem.at(self.name, None, None).remedy("write CSV or JSON instead").into()
    }
}

/// Columns with their places and widths.
fn places<'a>(
    columns: &'a [ResultColumn],
    widths: &'a mut [usize],
) -> impl Iterator<Item = (&'a ResultColumn, u16, &'a mut usize)> {
    columns.iter().zip(0_u16..).zip(widths).map(|((column, place), width)| (column, place, width))
}

/// A decimal as the number a spreadsheet holds, unless that would lose digits.
fn spreadsheet_number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0');
    let significant = if text.contains('.') { significant.trim_end_matches('0') } else { significant };
    if significant.len() > MAX_DIGITS { None } else { text.parse().ok() }
}

/// A day as a spreadsheet counts them, from 1900 on.
fn spreadsheet_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_a_spreadsheet_would_lose_stay_text() {
        assert_eq!(spreadsheet_number("-1234567890123.45"), Some(-1_234_567_890_123.45));
        assert_eq!(spreadsheet_number("0.000001"), Some(0.000_001));
        assert_eq!(spreadsheet_number("1000000000000.00"), Some(1e12));
        assert_eq!(spreadsheet_number("12345678901234.56"), None);
        assert_eq!(spreadsheet_number("1234567890123456"), None);
    }

    #[test]
    fn days_before_1900_are_no_numbers() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert!(spreadsheet_date(day(1899, 1, 1)).is_none());
        assert!(spreadsheet_date(day(2026, 6, 30)).is_some());
    }
}
