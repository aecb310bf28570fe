//! Which table goes out, as what, and in which language.

use std::io::{self, Write};

use keyaccount::book::Book;
use keyaccount::{Assessment, Error, Language, Problem, ResultTable};
use serde::{Deserialize, Serialize};

use super::words::Word;
use super::{CsvOptions, write_csv_with, write_json_table, write_xlsx};

/// A table of an assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Scores, grades and ranks: one row for each customer.
    #[default]
    Scores,
    /// The arithmetic of credit, payment by payment.
    Slices,
    /// Credit limit, exposure and hold of each customer.
    Credit,
    /// Recency, frequency, money, growth and deal stage of each customer.
    Behaviour,
    /// Metrics of the whole book.
    Portfolio,
}

impl TableKind {
    /// Every table there is.
    pub const ALL: [Self; 5] = [Self::Scores, Self::Slices, Self::Credit, Self::Behaviour, Self::Portfolio];

    /// Does something with the table. In a language, the score table also says why and what next.
    /// `book` is the one that was assessed.
    ///
    /// # Errors
    /// Slices of another book than the one that was assessed.
    pub fn with<R>(
        self,
        assessment: &Assessment,
        book: &Book,
        language: Option<Language>,
        act: impl FnOnce(&ResultTable<'_>) -> R,
    ) -> Result<R, Error> {
        Ok(match (self, language) {
            (Self::Scores, None) => act(&assessment.table()),
            (Self::Scores, Some(language)) => act(&assessment.explained_table(language)),
            (Self::Slices, _) => act(&assessment.slices(book)?.table()),
            (Self::Credit, _) => act(&assessment.credit_table()),
            (Self::Behaviour, _) => act(&assessment.behaviour_table()),
            (Self::Portfolio, _) => act(&assessment.portfolio_table()),
        })
    }

    /// The title of the table, which is the name of its sheet.
    #[must_use]
    pub const fn title(self, language: Option<Language>) -> &'static str {
        let title = match self {
            Self::Scores => Word::new("Grades", "评级结果"),
            Self::Slices => Word::new("Slices", "逐笔回款"),
            Self::Credit => Word::new("Credit", "信用额度"),
            Self::Behaviour => Word::new("Behaviour", "客户行为"),
            Self::Portfolio => Word::new("Portfolio", "资产组合"),
        };
        title.in_language(language)
    }
}

/// The format of a result file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// One table: UTF-8, LF, a header row.
    Csv,
    /// One table with stamp, notes and distribution. Names and codes whatever the language.
    Json,
    /// A workbook: one sheet for each table, and one with stamp, distribution and notes.
    Xlsx,
}

/// Everything a result file depends on beside its assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultForm {
    /// The table; `None` is the score table, and in a workbook every table.
    pub table: Option<TableKind>,
    /// The format.
    pub format: FileFormat,
    /// The language of headings, codes and notes; `None` keeps the stable names and codes.
    pub language: Option<Language>,
    /// Whether text cells of CSV that look like formulas get an apostrophe. A workbook needs none.
    pub escape_formulas: bool,
}

impl ResultForm {
    /// Writes an assessment in this form. `book` is the one that was assessed.
    ///
    /// # Errors
    /// What the writer reports; what a workbook cannot hold ([`write_xlsx`]); another book.
    pub fn write(&self, assessment: &Assessment, book: &Book, out: impl Write) -> Result<(), WriteError> {
        let table = self.table.unwrap_or_default();
        match self.format {
            FileFormat::Csv => {
                let options = CsvOptions { language: self.language, escape_formulas: self.escape_formulas };
                table
                    .with(assessment, book, self.language, |table| write_csv_with(table, options, out))??;
            }
            FileFormat::Json => {
                table.with(assessment, book, None, |table| write_json_table(assessment, table, out))??;
            }
            FileFormat::Xlsx => {
                let one = self.table.map(|table| [table]);
                let tables = one.as_ref().map_or(&TableKind::ALL[..], |one| one);
                write_xlsx(assessment, book, tables, self.language, out)?;
            }
        }
        Ok(())
    }
}

/// Why a result could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The format cannot hold it, or the book is another.
    Problem(Error),
    /// What the writer reports.
    Io(io::Error),
}

impl From<Problem> for WriteError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem.into())
    }
}

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        Self::Problem(error)
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Problem(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WriteError {}
