//! The arguments of `compare`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use keyaccount::Language;
use keyaccount_files::FileFormat;

use super::{Asked, date, language, setting};

pub(super) const HELP: &str = "\
Before: the policy as it is written, on the day of --as-of.
After: the policy of --against-policy, or else the same one, with every --set, on the day of
--against-as-of, or else the same one.

What if credit weighed 30%?
  keyaccount compare BOOK --as-of 2026-06-30 \\
    --set 'composite.weights={ credit = 0.3, volume = 0.2, profit = 0.5 }'
What would a new policy change?
  keyaccount compare BOOK --as-of 2026-06-30 --against-policy new.toml
What has half a year changed?
  keyaccount compare BOOK --as-of 2025-12-31 --against-as-of 2026-06-30

Exit codes: 0 done; 2 refused, nothing written.";

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// The day before: later rows are not seen. Never guessed
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The policy before: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// The policy after; without it, the same one
    #[arg(long, value_name = "POLICY")]
    pub(crate) against_policy: Option<String>,

    /// The day after; without it, the same one. Not earlier than the day before
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) against_as_of: Option<NaiveDate>,

    /// Change one value of the policy after, such as composite.bands[0].at_least=85; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// Write to a file, whose ending (.csv, .json, .xlsx) decides the format
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format; otherwise the ending of the output file decides, a terminal gets the summary and a
    /// pipe CSV
    #[arg(long, value_enum)]
    pub(crate) format: Option<ComparisonFormat>,

    /// Which table; without it the moves, and in a workbook every table. JSON has them all
    #[arg(long, value_enum)]
    pub(crate) table: Option<ComparisonTable>,

    /// Headings, codes and notes in this language, and in the tables why each customer moves and what
    /// each value of the policy is. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// In CSV, put an apostrophe before text that a spreadsheet would take for a formula
    #[arg(long)]
    pub(crate) escape_formulas: bool,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ComparisonFormat {
    /// What differs, the matrix, the causes counted and the largest movers, for reading
    Summary,
    /// One table
    Csv,
    /// Everything, with both stamps
    Json,
    /// A workbook: a sheet for each table, and one with both stamps
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ComparisonTable {
    /// Who moves, from where, to where and why
    Moves,
    /// How many stand where before and after, with their money
    Matrix,
    /// What differs between the policies
    Policy,
}

impl From<ComparisonTable> for keyaccount_files::ComparisonTable {
    fn from(table: ComparisonTable) -> Self {
        match table {
            ComparisonTable::Moves => Self::Moves,
            ComparisonTable::Matrix => Self::Matrix,
            ComparisonTable::Policy => Self::Policy,
        }
    }
}

impl Asked for ComparisonFormat {
    fn file_format(self) -> Option<FileFormat> {
        match self {
            Self::Summary => None,
            Self::Csv => Some(FileFormat::Csv),
            Self::Json => Some(FileFormat::Json),
            Self::Xlsx => Some(FileFormat::Xlsx),
        }
    }
}
