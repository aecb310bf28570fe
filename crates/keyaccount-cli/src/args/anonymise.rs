//! The arguments of `archive anonymise`.

use std::path::PathBuf;

use clap::Args;
use keyaccount::Language;

use super::{language, setting};

pub(super) const HELP: &str = "\
Anonymised, nothing in the table leads back to a person: no pseudonyms, and no group of fewer than k people
(or customers, or rows where the table says of neither) that look alike. De-identified, it still is personal
data: with the key, it leads back. What becomes of which column stands in `[archive.privacy]`; a column that
is not listed is left out.

The key is at least 32 bytes, from a file or from the environment variable KEYACCOUNT_DEIDENTIFY_KEY. All of
its bytes count, save for one line end after a key that is text. It is never an argument, which others on the
machine could see.

Exit codes: 0 done; 2 refused, nothing written.";

#[derive(Debug, Args)]
pub(crate) struct AnonymiseArgs {
    /// The table: CSV in UTF-8 with a header row
    #[arg(value_name = "FILE.csv")]
    pub(crate) file: PathBuf,

    /// Write the result to a file; otherwise it goes to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// De-identify: put pseudonyms in the place of ids and names, and keep more of the rest
    #[arg(long)]
    pub(crate) deidentify: bool,

    /// The file that holds the key
    #[arg(long, value_name = "FILE", requires = "deidentify")]
    pub(crate) key_file: Option<PathBuf>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as archive.privacy.k=10; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// The language of the report on standard error
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) language: Language,
}
