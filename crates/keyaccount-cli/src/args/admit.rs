//! The arguments of `admit`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use keyaccount::{Language, VipChannel};
use keyaccount_files::FileFormat;

use super::{Asked, date, language, setting};

pub(super) const HELP: &str = "\
Permitted means: may be admitted, or apply. A request must still be approved, and the status of key
account is in effect only once a contract is signed. What cannot be decided for want of data is said to
be so; missing is never zero.

A register of VIP customers is a CSV file with the columns customer_id and listed_on; a listing that was
renewed is one more row, of the day on which it goes on. Days left are 0 on the last day, below 0 since.

Exit codes: 0 done; 2 refused, nothing written.";

#[derive(Debug, Args)]
pub(crate) struct AdmitArgs {
    /// The book: a directory of CSV files named after their tables, or a book.toml
    #[arg(value_name = "BOOK")]
    pub(crate) book: PathBuf,

    /// The day the result holds for, such as 2026-06-30; later rows are not seen. Never guessed
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,

    /// What customers are to be admitted as
    #[arg(long, value_enum, default_value = "key-account")]
    pub(crate) kind: AdmissionKind,

    /// The same as --kind vip
    #[arg(long, conflicts_with = "kind")]
    pub(crate) vip: bool,

    /// The register of VIP customers: says until when each is listed, and whose listing is renewed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "customer"])]
    pub(crate) listings: Option<PathBuf>,

    /// One customer, explained: its id, as the book has it
    #[arg(long, value_name = "ID")]
    pub(crate) customer: Option<String>,

    /// May this customer be listed as a VIP, and until when? Says who brings the listing about
    #[arg(long, value_enum, value_name = "CHANNEL", requires = "customer", conflicts_with = "kind")]
    pub(crate) list: Option<Channel>,

    /// The role that approved the listing
    #[arg(long, value_name = "ROLE", requires = "list")]
    pub(crate) approved_by: Option<String>,

    /// Compliance signed the listing off
    #[arg(long, requires = "list")]
    pub(crate) signed_off: bool,

    /// Is the VIP listing that this customer has had since that day renewed?
    #[arg(long, value_name = "DATE", value_parser = date, requires = "customer", conflicts_with_all = ["kind", "list"])]
    pub(crate) listed_on: Option<NaiveDate>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as admission.vip.single_order.at_least=20000; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// Write the result to a file, whose ending (.csv, .json, .xlsx) decides the format
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format; otherwise the ending of the output file decides, a terminal gets the table and a
    /// pipe CSV. One customer is text or JSON
    #[arg(long, value_enum)]
    pub(crate) format: Option<AdmitFormat>,

    /// Headings, codes and notes in this language, and one more column: the reasons in sentences. JSON
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
pub(crate) enum AdmissionKind {
    /// Key accounts, by [admission.key_account]
    KeyAccount,
    /// VIP customers, by [admission.vip]
    Vip,
}

impl AdmitArgs {
    /// What is asked about every customer.
    pub(crate) const fn kind(&self) -> AdmissionKind {
        if self.vip { AdmissionKind::Vip } else { self.kind }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Channel {
    /// The customer applied itself
    SelfApplied,
    /// The company proposes it
    CompanyProposed,
}

impl From<Channel> for VipChannel {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::SelfApplied => Self::SelfApplied,
            Channel::CompanyProposed => Self::CompanyProposed,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AdmitFormat {
    /// For reading
    Table,
    /// Every column
    Csv,
    /// Every verdict whole, with stamp and notes
    Json,
    /// A workbook: a sheet with every column, and one with stamp and notes
    Xlsx,
}

impl Asked for AdmitFormat {
    fn file_format(self) -> Option<FileFormat> {
        match self {
            Self::Table => None,
            Self::Csv => Some(FileFormat::Csv),
            Self::Json => Some(FileFormat::Json),
            Self::Xlsx => Some(FileFormat::Xlsx),
        }
    }
}
