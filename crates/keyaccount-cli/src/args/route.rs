//! The arguments of `route`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, ValueEnum};
use keyaccount::{Exact, Language, parse_number};

use super::{date, language, setting};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("asked").args(["amount", "framework_estimate", "no_amount", "case", "contract"]).required(true))]
pub(crate) struct RouteArgs {
    /// The total contract amount, tax included, such as 120000
    #[arg(long, value_name = "AMOUNT", value_parser = number, allow_negative_numbers = true)]
    pub(crate) amount: Option<Exact>,

    /// Of a framework contract without an amount: the estimated amount of a year
    #[arg(long, value_name = "AMOUNT", value_parser = number, allow_negative_numbers = true)]
    pub(crate) framework_estimate: Option<Exact>,

    /// Neither an amount nor an estimate is known
    #[arg(long)]
    pub(crate) no_amount: bool,

    /// The agreed price, for the same unit of goods as the floor price
    #[arg(long, value_name = "PRICE", value_parser = number, requires = "floor_price", conflicts_with_all = ["case", "contract"])]
    pub(crate) agreed_price: Option<Exact>,

    /// The settlement floor price
    #[arg(long, value_name = "PRICE", value_parser = number, requires = "agreed_price", conflicts_with_all = ["case", "contract"])]
    pub(crate) floor_price: Option<Exact>,

    /// The amount of another contract with the same customer, submitted within the policy's window; may be
    /// repeated
    #[arg(long, value_name = "AMOUNT", value_parser = number, conflicts_with_all = ["case", "contract"])]
    pub(crate) linked: Vec<Exact>,

    /// A case with its people and papers as JSON: what is missing, who may sign, on which authority
    #[arg(long, value_name = "FILE", requires = "on")]
    pub(crate) case: Option<PathBuf>,

    /// The book that has the contract; of a case, the people, papers, contracts and debts are then those of
    /// the book
    #[arg(long, value_name = "BOOK", requires = "on", conflicts_with_all = ["amount", "framework_estimate", "no_amount"])]
    pub(crate) book: Option<PathBuf>,

    /// A contract of the book: what is missing, who may sign, on which authority
    #[arg(long, value_name = "CONTRACT_ID", requires = "book")]
    pub(crate) contract: Option<String>,

    /// The day the answer holds for, such as 2026-11-04. Never guessed
    #[arg(long, visible_alias = "as-of", value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<NaiveDate>,

    /// Of a case or a contract: say of this person alone what may be done, and why not
    #[arg(long, value_name = "PERSON_ID", conflicts_with_all = ["amount", "framework_estimate", "no_amount"])]
    pub(crate) person: Option<String>,

    /// The policy: a file, or the name of a shipped one (see `policy list`). A submitted case stands under
    /// the one it was submitted under
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as approval.boundary=lower; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// The language of the text. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) language: Language,

    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: RouteFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RouteFormat {
    /// Text for reading
    Text,
    /// Every value, with the stamp; needs `--on`
    Json,
}

/// A number as books have it: no exponent, no separator, at most six decimals.
fn number(text: &str) -> Result<Exact, String> {
    let millionths = parse_number(text);
    millionths.map(|units| Exact::new(units, 6)).map_err(|_| {
        "expected digits such as 120000 or 99999.99, at most six of them after the point".to_owned()
    })
}
