//! A comparison of two assessments as CSV, JSON and workbook.

use std::io::{self, BufWriter, Write};

use keyaccount::comparison::Comparison;
use keyaccount::{Language, StoredTable};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use serde::Serialize;

use super::form::{FileFormat, WriteError};
use super::notes_sheet::{self, AS_OF, Page};
use super::sheet::Sheet;
use super::styles::Styles;
use super::words::Word;
use super::xlsx_file::{Cover, short, unexpected};
use super::{CsvOptions, write_csv_with};

const TITLE: Word = Word::new("Changes of grades", "客户等级变动对比");

/// A table of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ComparisonTable {
    /// Who moves, from where, to where and why.
    #[default]
    Moves,
    /// How many stand where before and after, with their money.
    Matrix,
    /// What differs between the policies.
    Policy,
}

impl ComparisonTable {
    /// Every table there is.
    pub const ALL: [Self; 3] = [Self::Moves, Self::Matrix, Self::Policy];

    /// The table of a comparison; in a language the moves say why in a sentence.
    #[must_use]
    pub fn of(self, comparison: &Comparison, language: Option<Language>) -> StoredTable {
        match self {
            Self::Moves => comparison.moves_table(language),
            Self::Matrix => comparison.matrix_table(),
            Self::Policy => comparison.policy_table(language),
        }
    }

    /// The title of the table, which is the name of its sheet.
    #[must_use]
    pub const fn title(self, language: Option<Language>) -> &'static str {
        let title = match self {
            Self::Moves => Word::new("Moves", "变动名单"),
            Self::Matrix => Word::new("Matrix", "变动矩阵"),
            Self::Policy => Word::new("Policy changes", "制度差异"),
        };
        title.in_language(language)
    }
}

/// In which form a comparison goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparisonForm {
    /// The table; `None` is the moves, and in a workbook every table. JSON has them all in any case.
    pub table: Option<ComparisonTable>,
    /// The format.
    pub format: FileFormat,
    /// The language of headings, codes and sentences; `None` keeps the stable names and codes.
    pub language: Option<Language>,
    /// Whether text cells of CSV that look like formulas get an apostrophe. A workbook needs none.
    pub escape_formulas: bool,
}

impl ComparisonForm {
    /// Writes a comparison in this form.
    ///
    /// # Errors
    /// What the writer reports; a table that no sheet holds.
    pub fn write(&self, comparison: &Comparison, out: impl Write) -> Result<(), WriteError> {
        match self.format {
            FileFormat::Csv => {
                let stored = self.table.unwrap_or_default().of(comparison, self.language);
                let options = CsvOptions { language: self.language, escape_formulas: self.escape_formulas };
                write_csv_with(&stored.table(), options, out)?;
            }
            FileFormat::Json => write_json(comparison, out)?,
            FileFormat::Xlsx => {
                let one = self.table.map(|table| [table]);
                write_xlsx(
                    comparison,
                    one.as_ref().map_or(&ComparisonTable::ALL[..], |one| one),
                    self.language,
                    out,
                )?;
            }
        }
        Ok(())
    }
}

/// `{before, after, policy_changes, moves, matrix, totals}`, a line for each entry of a list. Decimals
/// are strings.
fn write_json(comparison: &Comparison, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(b"{\"before\":")?;
    serde_json::to_writer(&mut out, &comparison.before)?;
    out.write_all(b",\n\"after\":")?;
    serde_json::to_writer(&mut out, &comparison.after)?;
    lines(&mut out, "policy_changes", &comparison.policy_changes)?;
    lines(&mut out, "moves", &comparison.moves)?;
    lines(&mut out, "matrix", &comparison.matrix)?;
    out.write_all(b",\n\"totals\":")?;
    serde_json::to_writer(&mut out, &comparison.totals)?;
    out.write_all(b"}\n")?;
    out.flush()
}

fn lines(out: &mut impl Write, name: &str, entries: &[impl Serialize]) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (at, entry) in entries.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, entry)?;
    }
    out.write_all(b"]")
}

fn write_xlsx(
    comparison: &Comparison,
    tables: &[ComparisonTable],
    language: Option<Language>,
    mut out: impl Write,
) -> Result<(), WriteError> {
    let mut workbook = Workbook::new();
    let cover = cover(comparison, language);
    workbook.set_properties(&cover.properties());
    let styles = Styles::new(language);
    for kind in tables {
        let sheet = workbook.add_worksheet_with_low_memory().map_err(|error| unexpected(&error))?;
        let name = kind.title(language);
        cover.set_up(sheet, name).map_err(|error| unexpected(&error))?;
        let stored = kind.of(comparison, language);
        let table = &stored.table();
        Sheet { name, table, language, grades: &[], is_folded: false, styles: &styles }.write(sheet)?;
    }
    let sheet = workbook.add_worksheet();
    cover
        .set_up(sheet, notes_sheet::NAME.in_language(language))
        .and_then(|()| write_notes(sheet, comparison, &styles, language))
        .map_err(|error| unexpected(&error))?;
    let bytes = workbook.save_to_buffer().map_err(|error| unexpected(&error))?;
    Ok(out.write_all(&bytes)?)
}

fn cover(comparison: &Comparison, language: Option<Language>) -> Cover {
    let (before, after) = (&comparison.before, &comparison.after);
    let from_to =
        |from: &str, to: &str| if from == to { from.to_owned() } else { format!("{from} → {to}") };
    let policy = |stamp: &keyaccount::Stamp| format!("{} {}", stamp.policy_name, stamp.policy_version);
    let days = from_to(&before.as_of.to_string(), &after.as_of.to_string());
    Cover {
        title: TITLE.in_language(language),
        policy: from_to(&policy(before), &policy(after)),
        days: format!("{} {days}", AS_OF.in_language(language)),
        input: from_to(short(&before.input_digest), short(&after.input_digest)),
        day: after.as_of,
    }
}

/// What is compared, what comes of it, and how to read it.
fn write_notes(
    sheet: &mut Worksheet,
    comparison: &Comparison,
    styles: &Styles,
    language: Option<Language>,
) -> Result<(), XlsxError> {
    let say = |word: Word| word.in_language(language);
    let totals = &comparison.totals;
    let mut page = Page::new(sheet, styles, say(TITLE))?;
    page.sentence(&comparison.headline(language.unwrap_or_default()))?;
    page.heading(say(Word::new("Before", "变动前")))?;
    page.stamp(&comparison.before, None, Some(&totals.currency_before), language)?;
    page.heading(say(Word::new("After", "变动后")))?;
    page.stamp(&comparison.after, None, Some(&totals.currency_after), language)?;

    page.heading(say(Word::new("How to read it", "阅读说明")))?;
    page.sentence(say(Word::new(
        "A customer moves whose grade or track is another, or who comes or goes. A credit grade or a value class that changes alone moves nobody.",
        "客户等级或评级类型改变，或者新进、退出名单的，计为变动；仅信用等级或价值分类改变的，不计为变动。",
    )))?;
    page.sentence(say(Word::new(
        "Of a cause it is said whether it alone is enough, and whether nothing moves without it. Both are worked out: the grade is computed again from the published scores with that one thing exchanged.",
        "变动原因注明“由此决定”“仅此一项即可引起变动”“无此项则不变动”等的，均经验算：以公布的各维度得分为基础，仅替换该项，重新计算等级。",
    )))?;
    page.sentence(say(Word::new(
        "Better and worse are said of grades that both policies have and order alike.",
        "升级、降级只就两版制度均有且次序一致的等级而言。",
    )))?;
    page.sentence(say(Word::new(
        "The matrix counts rated customers by their grade, the others as new or unrated; its rows add up to the grades before, its columns to those after.",
        "变动矩阵中，已评级客户按等级统计，其余按新客户或未评级统计；各行之和为变动前的等级分布，各列之和为变动后的等级分布。",
    )))?;
    let changes = [
        (totals.credit_grade_changes, Word::new("Credit grades that changed", "信用等级改变的客户数")),
        (totals.value_class_changes, Word::new("Value classes that changed", "价值分类改变的客户数")),
    ];
    page.heading(say(Word::new("Counted beside the moves", "另行统计")))?;
    for (count, word) in changes {
        page.line(say(word), &count.to_string())?;
    }
    Ok(())
}
