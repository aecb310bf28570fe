//! The arguments of `backtest`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use keyaccount::book::written_number;
use keyaccount::{Allowed, Language};

use super::{date, language, setting};

#[derive(Debug, Args)]
pub(crate) struct BacktestArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// What became of the customers: a CSV file with the columns customer_id and outcome, and, if it has
    /// one, on: the day, which must lie after --as-of
    #[arg(value_name = "OUTCOMES.csv")]
    pub(crate) outcomes: PathBuf,

    /// The past day the customers are scored on, such as 2025-12-31; later rows of the book are not seen
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as composite.weights.profit=0.5; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// What an outcome is, and which way is good; never guessed
    #[arg(long, value_enum)]
    pub(crate) outcome: OutcomeForm,

    /// What a higher number means; only and always with `--outcome number`
    #[arg(long, value_enum)]
    pub(crate) higher_is: Option<Direction>,

    /// Look for values that would have put the customers in a better order; about 70 in 100 customers
    /// are learnt from, the others are what the proposal is judged on. The policy is not changed
    #[arg(long, value_enum)]
    pub(crate) calibrate: Option<Calibrate>,

    /// How far a value may go: credit=0.05..0.40 for a weight, 30=40..70 for the points at 30 days late;
    /// may be repeated. Without it any value is looked at
    #[arg(long = "bound", value_name = "NAME=LEAST..MOST", value_parser = bound, requires = "calibrate")]
    pub(crate) bounds: Vec<(String, Allowed)>,

    /// What proposed weights are multiples of [default: 0.05]
    #[arg(long, value_name = "STEP", requires = "calibrate")]
    pub(crate) step: Option<String>,

    /// The language of the summary, and of headings and codes in CSV
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// The format; otherwise the ending of the output file decides (.csv, .json), and else it is the summary
    #[arg(long, value_enum)]
    pub(crate) format: Option<BacktestFormat>,

    /// Write the result to a file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutcomeForm {
    /// Yes or no; yes is bad: defaulted, left, was written off
    Bad,
    /// Yes or no; yes is good: renewed, paid, ordered again
    Good,
    /// A number, such as days late, money lost or orders of the next year
    Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Direction {
    /// The higher, the better: orders, profit
    Better,
    /// The higher, the worse: days late, losses
    Worse,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Calibrate {
    /// The weights of the composite
    Weights,
    /// The points of the credit curve
    Curve,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BacktestFormat {
    /// Sentences to be read aloud
    Summary,
    /// Outcomes by band, grade and tenth of each score
    Csv,
    /// Everything
    Json,
}

fn bound(text: &str) -> Result<(String, Allowed), String> {
    let expected = || "expected NAME=LEAST..MOST such as credit=0.05..0.40".to_owned();
    let (name, range) = text.split_once('=').ok_or_else(expected)?;
    let (least, most) = range.split_once("..").ok_or_else(expected)?;
    let number = |text: &str| written_number(text.trim()).map_err(|_| expected());
    Ok((name.trim().to_owned(), Allowed { least: number(least)?, most: number(most)? }))
}
