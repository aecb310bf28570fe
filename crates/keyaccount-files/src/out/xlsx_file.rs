//! Results as a workbook for people: one sheet for each table, and one with stamp, distribution and
//! notes.
//!
//! Text is always text, never a formula or a link. A decimal becomes the number with the same digits;
//! one with more than 15 stays text. Control characters are escaped as `_xHHHH_`, which spreadsheets
//! show as they were. The same assessment gives the same bytes.

use std::io::Write;

use keyaccount::book::Book;
use keyaccount::{Assessment, Language, Problem, ProblemCode};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::form::{TableKind, WriteError};
use super::notes_sheet::{self, AS_OF, TITLE};
use super::sheet::Sheet;
use super::styles::Styles;

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
    workbook.set_properties(&properties(assessment, language));
    let styles = Styles::new(language);
    let grades: Vec<_> = assessment.distribution.grades.iter().map(|grade| &*grade.grade).collect();
    for kind in tables {
        let sheet = workbook.add_worksheet_with_low_memory().map_err(|error| unexpected(&error))?;
        let name = kind.title(language);
        set_up(sheet, name, assessment, language).map_err(|error| unexpected(&error))?;
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
    set_up(sheet, name, assessment, language)
        .and_then(|()| notes_sheet::write(sheet, assessment, &styles, language))
        .map_err(|error| unexpected(&error))?;
    let bytes = workbook.save_to_buffer().map_err(|error| unexpected(&error))?;
    Ok(out.write_all(&bytes)?)
}

/// The name of a sheet, and how it is printed: landscape, as wide as the page, with the policy above
/// and the day below.
fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    assessment: &Assessment,
    language: Option<Language>,
) -> Result<(), XlsxError> {
    let stamp = &assessment.stamp;
    let policy = printable(&format!("{} {}", stamp.policy_name, stamp.policy_version));
    let (title, as_of) = (TITLE.in_language(language), AS_OF.in_language(language));
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(PAPERS.1).set_print_fit_to_pages(1, 0).set_print_gridlines(true);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{title} · {name}&R{policy}"));
    sheet.set_footer(format!("&L{as_of} {}&C&P / &N&R{}", stamp.as_of, short(&stamp.input_digest)));
    Ok(())
}

/// Text as headers and footers take it, where `&` begins a code.
fn printable(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(HEADER_ROOM).collect();
    shown.replace('&', "&&")
}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// A workbook carries the day of its result, not that of its making.
fn properties(assessment: &Assessment, language: Option<Language>) -> DocProperties {
    let stamp = &assessment.stamp;
    let properties = DocProperties::new()
        .set_title(TITLE.in_language(language))
        .set_subject(format!("{} {}", stamp.policy_name, stamp.policy_version))
        .set_author("keyaccount");
    let day = ExcelDateTime::parse_from_str(&stamp.as_of.to_string())
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1));
    match day {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}

/// Names of sheets and numbers of rows are known to be sound.
fn unexpected(error: &XlsxError) -> WriteError {
    Problem::new(ProblemCode::Io, error.to_string(), "a workbook that can be written").into()
}
