//! The arguments of `explain`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use keyaccount::{Audience, Language};

use super::{date, language, setting};

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// The customer's id, as the book has it
    #[arg(value_name = "CUSTOMER_ID")]
    pub(crate) customer: String,

    /// The day the result holds for, such as 2026-06-30; later rows are not seen. Never guessed
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as composite.weights.profit=0.5; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// The language of text and Markdown. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) language: Language,

    /// Who it is for. What goes to a customer says nothing about other customers and has no amounts of
    /// profit, cost or margin; of profit it gives the points and their weight
    #[arg(long, value_enum, default_value = "internal")]
    pub(crate) audience: ExplainedTo,

    /// The format; otherwise an output file ending in .json gets JSON, one ending in .md Markdown, and
    /// everything else text
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExplainFormat>,

    /// Write the explanation to a file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Go on without rows that have problems
    #[arg(long)]
    pub(crate) skip_bad_rows: bool,

    /// Hide the values of cells in messages
    #[arg(long)]
    pub(crate) quiet_values: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainedTo {
    /// The organisation itself: everything
    Internal,
    /// The customer: its own payments, orders, points and the clauses
    Customer,
}

impl From<ExplainedTo> for Audience {
    fn from(audience: ExplainedTo) -> Self {
        match audience {
            ExplainedTo::Internal => Self::Internal,
            ExplainedTo::Customer => Self::Customer,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// To be read, or read out
    Text,
    /// The same with its tables as Markdown, for a wiki or a minute
    Markdown,
    /// Every value by its stable name
    Json,
}
