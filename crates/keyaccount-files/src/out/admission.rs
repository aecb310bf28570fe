//! Verdicts of admission as CSV, JSON and workbook.

use std::io::{self, BufWriter, Write};

use chrono::NaiveDate;
use keyaccount::{
    Admissions, Assessment, Language, Obligation, Reason, ResultTable, Verdict, VerdictOutcome,
    VerdictRemedy, VipStanding,
};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use serde::Serialize;

use super::form::{FileFormat, WriteError};
use super::in_order::write_in_order;
use super::notes_sheet::{self, Page};
use super::sheet::Sheet;
use super::styles::Styles;
use super::words::Word;
use super::xlsx_file::{Cover, unexpected};
use super::{CsvOptions, write_csv_with};

const TITLE: Word = Word::new("Admission", "客户认定");

/// Verdicts to be written.
#[derive(Clone, Copy, Debug)]
pub enum AdmissionList<'a> {
    /// Who may be admitted as a key account.
    KeyAccounts(&'a Admissions<'a>),
    /// Who may apply to be a VIP.
    Vips(&'a Admissions<'a>),
    /// Until when each VIP is listed, and whose listing is renewed.
    Register(&'a [VipStanding]),
}

/// In which form verdicts go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdmissionForm {
    /// The format. JSON has every verdict whole.
    pub format: FileFormat,
    /// The language of headings, codes and sentences; `None` keeps the stable names and codes.
    pub language: Option<Language>,
    /// Whether text cells of CSV that look like formulas get an apostrophe. A workbook needs none.
    pub escape_formulas: bool,
}

impl AdmissionList<'_> {
    /// The title of the table, which is the name of its sheet.
    #[must_use]
    pub const fn title(self, language: Option<Language>) -> &'static str {
        let title = match self {
            Self::KeyAccounts(_) => Word::new("Key accounts", "大客户认定"),
            Self::Vips(_) => Word::new("VIP", "贵宾客户认定"),
            Self::Register(_) => Word::new("VIP listings", "贵宾客户名单"),
        };
        title.in_language(language)
    }

    /// Does something with the table; in a language it also says why in sentences.
    pub fn with<R>(self, language: Option<Language>, act: impl FnOnce(&ResultTable<'_>) -> R) -> R {
        match self {
            Self::KeyAccounts(all) | Self::Vips(all) => act(&all.table(language).table()),
            Self::Register(all) => act(&VipStanding::table(all, language).table()),
        }
    }

    const fn len(self) -> usize {
        match self {
            Self::KeyAccounts(all) | Self::Vips(all) => all.len(),
            Self::Register(all) => all.len(),
        }
    }

    fn write_row(self, row: usize, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::KeyAccounts(all) | Self::Vips(all) => {
                let Some(one) = all.get(row) else { return Ok(()) };
                let (customer_id, name) = (&*one.customer_id, one.name.as_deref());
                serde_json::to_writer(
                    out,
                    &Row { customer_id, name, dates: None, verdict: bare(&one.verdict) },
                )?;
            }
            Self::Register(all) => {
                let Some(one) = all.get(row) else { return Ok(()) };
                let dates = Dates {
                    listed_on: one.listed_on,
                    listed_until: one.listed_until,
                    days_left: one.days_left,
                };
                let (customer_id, name) = (&*one.customer_id, one.name.as_deref());
                let verdict = bare(&one.verdict);
                serde_json::to_writer(out, &Row { customer_id, name, dates: Some(dates), verdict })?;
            }
        }
        Ok(())
    }
}

impl AdmissionForm {
    /// Writes verdicts of an assessment in this form, one after the other: a million take no more memory
    /// than a few.
    ///
    /// # Errors
    /// What the writer reports; a table that no sheet holds.
    pub fn write(
        &self,
        assessment: &Assessment,
        list: AdmissionList<'_>,
        out: impl Write,
    ) -> Result<(), WriteError> {
        match self.format {
            FileFormat::Csv => {
                let options = CsvOptions { language: self.language, escape_formulas: self.escape_formulas };
                list.with(self.language, |table| write_csv_with(table, options, out))?;
            }
            FileFormat::Json => write_json(assessment, list, out)?,
            FileFormat::Xlsx => write_xlsx(assessment, list, self.language, out)?,
        }
        Ok(())
    }
}

/// A verdict without its stamp, which stands once at the head of the document.
#[derive(Serialize)]
struct Bare<'a> {
    outcome: VerdictOutcome,
    #[serde(skip_serializing_if = "is_none")]
    reasons: &'a [Reason],
    #[serde(skip_serializing_if = "is_none")]
    remedies: &'a [VerdictRemedy],
    #[serde(skip_serializing_if = "is_none")]
    obligations: &'a [Obligation],
    #[serde(skip_serializing_if = "is_none")]
    warnings: &'a [Reason],
}

#[derive(Serialize)]
struct Dates {
    listed_on: NaiveDate,
    listed_until: NaiveDate,
    days_left: i64,
}

#[derive(Serialize)]
struct Row<'a> {
    customer_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(flatten)]
    dates: Option<Dates>,
    verdict: Bare<'a>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the derive hands over a reference")]
const fn is_none<T>(list: &&[T]) -> bool {
    list.is_empty()
}

fn bare(verdict: &Verdict) -> Bare<'_> {
    let Verdict { outcome, reasons, remedies, obligations, warnings, stamp: _ } = verdict;
    Bare { outcome: *outcome, reasons, remedies, obligations, warnings }
}

/// `{stamp, notes, rows}`, a line for each row.
fn write_json(assessment: &Assessment, list: AdmissionList<'_>, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(b"{\"stamp\":")?;
    serde_json::to_writer(&mut out, &assessment.stamp)?;
    out.write_all(b",\n\"notes\":")?;
    serde_json::to_writer(&mut out, &assessment.notes)?;
    out.write_all(b",\n\"rows\":[")?;
    write_in_order(list.len(), &mut out, |rows, text| {
        for row in rows {
            text.extend_from_slice(if row == 0 { b"\n" } else { b",\n" });
            list.write_row(row, text)?;
        }
        Ok(())
    })?;
    out.write_all(b"\n]}\n")?;
    out.flush()
}

fn write_xlsx(
    assessment: &Assessment,
    list: AdmissionList<'_>,
    language: Option<Language>,
    mut out: impl Write,
) -> Result<(), WriteError> {
    let mut workbook = Workbook::new();
    let cover = Cover::of(assessment, TITLE, language);
    workbook.set_properties(&cover.properties());
    let styles = Styles::new(language);
    let sheet = workbook.add_worksheet_with_low_memory().map_err(|error| unexpected(&error))?;
    let name = list.title(language);
    cover.set_up(sheet, name).map_err(|error| unexpected(&error))?;
    list.with(language, |table| {
        Sheet { name, table, language, grades: &[], is_folded: false, styles: &styles }.write(sheet)
    })?;
    let sheet = workbook.add_worksheet();
    cover
        .set_up(sheet, notes_sheet::NAME.in_language(language))
        .and_then(|()| write_notes(sheet, assessment, &styles, language))
        .map_err(|error| unexpected(&error))?;
    let bytes = workbook.save_to_buffer().map_err(|error| unexpected(&error))?;
    Ok(out.write_all(&bytes)?)
}

/// What it was made from, and how to read it.
fn write_notes(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    styles: &Styles,
    language: Option<Language>,
) -> Result<(), XlsxError> {
    let say = |word: Word| word.in_language(language);
    let mut page = Page::new(sheet, styles, say(TITLE))?;
    let header = assessment.policy().header();
    page.heading(say(Word::new("Made from", "依据")))?;
    page.stamp(&assessment.stamp, header.title.as_deref(), Some(&header.currency), language)?;
    page.heading(say(Word::new("How to read it", "阅读说明")))?;
    page.sentence(say(Word::new(
        "Permitted means: may be admitted, or apply, or be renewed. Whatever must be approved must still be approved.",
        "准予，指符合认定、申请或续期的条件；依制度须经审批的，仍须经审批。",
    )))?;
    page.sentence(say(Word::new(
        "What cannot be decided for want of data is said to be so; missing is never zero, and never a no.",
        "缺少数据而无法判定的，注明无法判定；缺失不等于零，也不等于否。",
    )))?;
    if !assessment.notes.is_empty() {
        page.heading(say(Word::new("Noticed", "数据提示")))?;
        for note in &assessment.notes {
            page.sentence(&note.sentence(language.unwrap_or_default()))?;
        }
    }
    Ok(())
}
