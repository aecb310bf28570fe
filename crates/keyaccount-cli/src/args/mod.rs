//! The command line.

mod admit;
mod anonymise;
mod archive;
mod backtest;
mod compare;
mod due;
mod explain;
mod route;
mod verify_log;

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use keyaccount::Language;
use keyaccount_files::{FileFormat, TableKind};

pub(crate) use admit::{AdmissionKind, AdmitArgs};
pub(crate) use anonymise::AnonymiseArgs;
pub(crate) use archive::{AccessArgs, AccessFormat, ArchiveCommand, YesNo};
pub(crate) use backtest::{BacktestArgs, BacktestFormat, Calibrate, Direction, OutcomeForm};
pub(crate) use compare::CompareArgs;
pub(crate) use due::{DueArgs, DueFormat};
pub(crate) use explain::{ExplainArgs, ExplainFormat};
pub(crate) use route::{RouteArgs, RouteFormat};
pub(crate) use verify_log::{LogFormat, VerifyLogArgs};

/// Grades customers by a written policy: credit, order volume, profit, and what follows from them.
#[derive(Debug, Parser)]
#[command(name = "keyaccount", version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Draft a book.toml for exports as they are: encoding, header, dates, columns, each with evidence
    #[command(after_help = EXIT_CODES)]
    Init(InitArgs),
    /// Score, grade and rank every customer of a book
    #[command(after_help = EXIT_CODES)]
    Score(ScoreArgs),
    /// Explain one customer: every step from its payments and orders to its grade
    #[command(after_help = EXIT_CODES)]
    Explain(ExplainArgs),
    /// Say who moves, from where, to where and why: under another policy, other settings, another day
    #[command(after_help = compare::HELP)]
    Compare(CompareArgs),
    /// Say who may become a key account or a VIP, and by how much each other customer misses it
    #[command(after_help = admit::HELP)]
    Admit(AdmitArgs),
    /// Say whom to call today, which duties stand, which records must go and which clocks run
    #[command(after_help = due::HELP)]
    Due(DueArgs),
    /// Make a result again from its run file, and say what is not as it was
    #[command(after_help = EXIT_CODES)]
    Verify(VerifyArgs),
    /// Hold the scores of a past day against what happened afterwards, and propose better weights
    #[command(after_help = EXIT_CODES)]
    Backtest(BacktestArgs),
    /// Look for everything that is wrong with a policy file or a book
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// Say which approval a contract takes and who signs it; of a case, what is missing and who may act
    #[command(after_help = ROUTE_EXIT_CODES)]
    Route(RouteArgs),
    /// Customer files: who may see and change them, their log, what identifies people
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// List, show and describe policies
    #[command(subcommand)]
    Policy(PolicyCommand),
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 done with findings; 2 refused, nothing written.";

const PRINT_EXIT_CODES: &str = "Exit codes: 0 done; 2 refused, nothing written.";

const ROUTE_EXIT_CODES: &str = "Exit codes: 0 permitted, or nothing refused; 1 not permitted, with the reasons; 2 the question was refused.";

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The files of the export, or folders that hold them
    #[arg(value_name = "FILES", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The folder the book.toml goes to, made if it is not there. The files stay where they are
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// The day the result holds for, such as 2026-06-30; later rows are not seen. Never guessed
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as composite.weights.profit=0.5; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// Write the result to a file, whose ending (.csv, .json, .xlsx) decides the format, and beside it
    /// FILE.run.json, from which `verify` makes it again
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format; otherwise the ending of the output file decides, a terminal gets the table and a
    /// pipe CSV
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,

    /// Which table; without it the scores, and in a workbook every table
    #[arg(long, value_enum)]
    pub(crate) table: Option<Table>,

    /// Headings, codes and notes in this language, and two more columns: the main reason and the next
    /// step. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// In CSV, put an apostrophe before text that a spreadsheet would take for a formula
    #[arg(long)]
    pub(crate) escape_formulas: bool,

    /// Go on without rows that have problems; they are written to a rejects file beside the output
    #[arg(long)]
    pub(crate) skip_bad_rows: bool,

    /// Quicker: leave out the input digest. The stamp then does not tell which book the result was made
    /// from, and `verify` cannot make the result again
    #[arg(long)]
    pub(crate) no_input_digest: bool,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The main columns and the distribution of grades, for reading
    Table,
    /// Every column
    Csv,
    /// Every column, with stamp, notes and distribution
    Json,
    /// A workbook: a sheet for each table, and one with stamp, distribution and notes
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// Scores, grades and ranks
    Scores,
    /// The arithmetic of credit, payment by payment
    Slices,
    /// Credit limit, exposure and hold
    Credit,
    /// Recency, frequency, money, growth, deal stage
    Behaviour,
    /// Metrics of the whole book
    Portfolio,
}

impl From<Table> for TableKind {
    fn from(table: Table) -> Self {
        match table {
            Table::Scores => Self::Scores,
            Table::Slices => Self::Slices,
            Table::Credit => Self::Credit,
            Table::Behaviour => Self::Behaviour,
            Table::Portfolio => Self::Portfolio,
        }
    }
}

/// The file format that is asked for; nothing where something to read is.
pub(crate) trait Asked {
    fn file_format(self) -> Option<FileFormat>;
}

impl Asked for Format {
    fn file_format(self) -> Option<FileFormat> {
        match self {
            Self::Table => None,
            Self::Csv => Some(FileFormat::Csv),
            Self::Json => Some(FileFormat::Json),
            Self::Xlsx => Some(FileFormat::Xlsx),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The run file: what `-o` wrote beside the result, such as grades.csv.run.json
    #[arg(value_name = "RUN.json")]
    pub(crate) run: PathBuf,

    /// The book it was made from
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// A policy file, or a book: a directory or a book.toml
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// List the shipped policies
    #[command(after_help = PRINT_EXIT_CODES)]
    List,
    /// Show a policy as it is written, comments and all, or in words
    #[command(after_help = PRINT_EXIT_CODES)]
    Show(ShowArgs),
    /// Print the JSON Schema of policy files
    #[command(after_help = PRINT_EXIT_CODES)]
    Schema,
    /// Bring a policy file of an older format up to date; its comments and layout stay
    #[command(after_help = EXIT_CODES)]
    Upgrade(UpgradeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct UpgradeArgs {
    /// The policy file. It stays as it is
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The new file, which must not be there yet; without it the text goes to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The policy: a file, or the name of a shipped one
    #[arg(value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Show it complete instead, what it extends resolved and defaults filled in: as a file, or in words
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub(crate) form: Option<PolicyForm>,

    /// The language of text and Markdown: en (without it) or zh. Needs `--as`
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, requires = "form")]
    pub(crate) language: Option<Language>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyForm {
    /// Canonical TOML
    Toml,
    /// The whole policy in numbered articles, to be read, signed and issued
    Text,
    /// The same in Markdown
    Markdown,
}

/// A date in the one spelling that cannot be misread.
fn date(text: &str) -> Result<NaiveDate, String> {
    let is_plain = |date: &NaiveDate| date.to_string() == text && (1..=9999).contains(&date.year());
    let date = text.parse::<NaiveDate>().ok().filter(is_plain);
    date.ok_or_else(|| "expected a date such as 2026-06-30".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    text.parse().map_err(|_| "expected `en` or `zh`".to_owned())
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (key, value) =
        text.split_once('=').ok_or("expected KEY=VALUE such as composite.weights.profit=0.5")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
