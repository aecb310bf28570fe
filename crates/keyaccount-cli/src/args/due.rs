//! The arguments of `due`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use keyaccount::Language;
use keyaccount::book::{Moment, written_moment};
use keyaccount::due::DueKind;

use super::{language, setting};

pub(super) const HELP: &str = "\
Calls are listed by value class and days overdue; what is due today is still in time. A day without a
time is its end: whatever happened on it counts as done. A list changes at the instant told below it.

Exit codes: 0 done; 2 refused, nothing written.";

#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// The day or instant the list holds for, such as 2026-06-30 or 2026-06-30T15:00; later rows are not
    /// seen. Never guessed
    #[arg(long, value_name = "DATE[TIME]", value_parser = moment)]
    pub(crate) as_of: Option<Moment>,

    /// One kind; may be repeated. Without it, every kind
    #[arg(long, value_enum)]
    pub(crate) kind: Vec<DueKindArg>,

    /// What this person is to do: its id, as the book has it
    #[arg(long = "for", value_name = "PERSON")]
    pub(crate) person: Option<String>,

    /// List also what begins in the next so many days
    #[arg(long, value_name = "DAYS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=3660))]
    pub(crate) ahead: u32,

    /// Instead of the list, how regularly each customer was contacted in the last so many ISO weeks that are
    /// over, and whether visits were logged the same day
    #[arg(long, value_name = "WEEKS", conflicts_with_all = ["kind", "ahead", "incident"],
        value_parser = clap::value_parser!(u32).range(1..=522))]
    pub(crate) regularity: Option<u32>,

    /// Holidays, make-up days and days of greetings: a CSV file (date, kind, name) or JSON. Without it the
    /// week is Monday to Friday
    #[arg(long, value_name = "FILE")]
    pub(crate) calendar: Option<PathBuf>,

    /// A leak and what was done about it, as JSON; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) incident: Vec<PathBuf>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as duties.calls.revisit_days=10; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// Write the result to a file, whose ending (.csv, .json, .ics) decides the format
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format; otherwise the ending of the output file decides, a terminal gets the table and a
    /// pipe CSV
    #[arg(long, value_enum)]
    pub(crate) format: Option<DueFormat>,

    /// Headings, codes and notes in this language, and one more column: each line as a sentence. JSON
    /// keeps names and codes whatever the language
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
pub(crate) enum DueKindArg {
    /// Customers to be called
    Calls,
    /// Backups, reports, reviews and audits
    Duties,
    /// Records that must go
    Retention,
    /// Clocks of leaks, given with --incident
    Incidents,
}

impl From<DueKindArg> for DueKind {
    fn from(kind: DueKindArg) -> Self {
        match kind {
            DueKindArg::Calls => Self::Calls,
            DueKindArg::Duties => Self::Duties,
            DueKindArg::Retention => Self::Retention,
            DueKindArg::Incidents => Self::Incidents,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DueFormat {
    /// For reading
    Table,
    /// Every column
    Csv,
    /// Every entry whole, with stamp and next change
    Json,
    /// An iCalendar file
    Ics,
}

fn moment(text: &str) -> Result<Moment, String> {
    written_moment(text).map_err(|problem| {
        let expected = "expected a date such as 2026-06-30, or with a time 2026-06-30T15:00";
        match problem.remedy.as_str() {
            "" => expected.to_owned(),
            remedy => format!("{expected}; {remedy}"),
        }
    })
}
