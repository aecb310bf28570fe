//! Results as a workbook for people: one sheet for each table, and one with stamp, distribution and
//! notes.
//!
//! Text is always text, never a formula or a link. A decimal becomes the number with the same digits;
//! one with more than 15 stays text. Control characters are escaped as `_xHHHH_`, which spreadsheets
//! show as they were. The same assessment gives the same bytes.

use std::io::Write;

use chrono::NaiveDate;
use keyaccount::book::Book;
use keyaccount::{Assessment, Language, Problem, ProblemCode};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::form::{TableKind, WriteError};
use super::notes_sheet::{self, AS_OF, TITLE};
use super::sheet::Sheet;
use super::styles::Styles;
use super::words::Word;

/// A3 for the score table, A4 for the rest, as a workbook numbers them.
const PAPERS: (u8, u8) = (8, 9);

/// The characters a header or footer has room for beside its fixed parts.
const HEADER_ROOM: usize = 60;

/// Writes tables of an assessment and its notes as a workbook, in the order given. `book` is the one that
/// was assessed.
///
/// # Errors
/// A table of 1,048,576 rows or more, a text of more than 32,767 characters: nothing is cut short.
/// What the writer reports.
pub fn write_xlsx(
    assessment: &Assessment,
    book: &Book,
    tables: &[TableKind],
    language: Option<Language>,
    mut out: impl Write,
) -> Result<(), WriteError> {
    let mut workbook = Workbook::new();
    let cover = Cover::of(assessment, TITLE, language);
    workbook.set_properties(&cover.properties());
    let styles = Styles::new(language);
    let grades: Vec<_> = assessment.distribution.grades.iter().map(|grade| &*grade.grade).collect();
    for kind in tables {
        let sheet = workbook.add_worksheet_with_low_memory().map_err(|error| unexpected(&error))?;
        let name = kind.title(language);
        cover.set_up(sheet, name).map_err(|error| unexpected(&error))?;
        let is_folded = *kind == TableKind::Scores;
        if is_folded {
            sheet.set_paper_size(PAPERS.0);
        }
        kind.with(assessment, book, language, |table| {
            Sheet { name, table, language, grades: &grades, is_folded, styles: &styles }.write(sheet)
        })??;
    }
    let sheet = workbook.add_worksheet();
    let name = notes_sheet::NAME.in_language(language);
    cover
        .set_up(sheet, name)
        .and_then(|()| notes_sheet::write(sheet, assessment, &styles, language))
        .map_err(|error| unexpected(&error))?;
    let bytes = workbook.save_to_buffer().map_err(|error| unexpected(&error))?;
    Ok(out.write_all(&bytes)?)
}

/// What stands above and below every sheet of a workbook.
pub(super) struct Cover {
    pub(super) title: &'static str,
    /// The policy or policies.
    pub(super) policy: String,
    /// The day or days.
    pub(super) days: String,
    /// The digest of the input, or both of them.
    pub(super) input: String,
    /// The day the workbook carries, which is not that of its making.
    pub(super) day: NaiveDate,
}

impl Cover {
    pub(super) fn of(assessment: &Assessment, title: Word, language: Option<Language>) -> Self {
        let stamp = &assessment.stamp;
        Self {
            title: title.in_language(language),
            policy: format!("{} {}", stamp.policy_name, stamp.policy_version),
            days: format!("{} {}", AS_OF.in_language(language), stamp.as_of),
            input: short(&stamp.input_digest).to_owned(),
            day: stamp.as_of,
        }
    }

    /// The name of a sheet, and how it is printed: landscape, as wide as the page, with the policy
    /// above and the day below.
    pub(super) fn set_up(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(PAPERS.1).set_print_fit_to_pages(1, 0).set_print_gridlines(true);
        sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
        sheet.set_header(format!("&L{} · {name}&R{}", self.title, printable(&self.policy)));
        sheet.set_footer(format!("&L{}&C&P / &N&R{}", self.days, self.input));
        Ok(())
    }

    pub(super) fn properties(&self) -> DocProperties {
        let properties =
            DocProperties::new().set_title(self.title).set_subject(&self.policy).set_author("keyaccount");
        let day = ExcelDateTime::parse_from_str(&self.day.to_string())
            .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1));
        match day {
            Ok(day) => properties.set_creation_datetime(&day),
            Err(_) => properties,
        }
    }
}

/// Text as headers and footers take it, where `&` begins a code.
fn printable(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(HEADER_ROOM).collect();
    shown.replace('&', "&&")
}

/// Enough of a digest to tell two apart, or a dash where there is none.
pub(super) fn short(digest: &str) -> &str {
    if digest.is_empty() { "–" } else { digest.get(..12).unwrap_or(digest) }
}

/// Names of sheets and numbers of rows are known to be sound.
pub(super) fn unexpected(error: &XlsxError) -> WriteError {
    Problem::new(ProblemCode::Io, error.to_string(), "a workbook that can be written").into()
}
