//! The arguments of `archive verify-log`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use keyaccount::Language;

use super::{language, setting};

pub(super) const HELP: &str = "\
Without a checkpoint that was kept apart from the log, changes inside it are found; that its end was cut off,
or all of it written anew, is not excluded. The same holds of lines after the checkpoint, and of a file that
begins where it was taken, which therefore does not meet a checkpoint that is given. Of an altered log,
entries are listed and searched up to the first altered line.

With `--set`, entries decided under the policy as it stands count as its own.

Exit codes: 0 nothing found; 1 the log was altered or does not meet the checkpoint given, or `--findings`
found something, could not judge a rule, or met entries of another policy; 2 refused.";

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("audit").args(["findings", "entries"]).multiple(true))]
pub(crate) struct VerifyLogArgs {
    /// The log: JSON Lines
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// A checkpoint of the log that was kept apart from it, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub(crate) checkpoint: Option<PathBuf>,

    /// Search the log by `[archive.log]` of the policy as well
    #[arg(long)]
    pub(crate) findings: bool,

    /// List the entries first: what was allowed or denied, to whom, under which clause of the policy
    #[arg(long)]
    pub(crate) entries: bool,

    /// Agreements and grants as JSON, `{"ndas": […], "grants": […]}`; rules that need what is not there are
    /// not judged
    #[arg(long, value_name = "FILE.json", requires = "findings")]
    pub(crate) registers: Option<PathBuf>,

    /// What the law compelled to be disclosed, as JSON: a list of records. A disclosure that none of them names
    /// is found
    #[arg(long, value_name = "FILE.json", requires = "findings")]
    pub(crate) compulsions: Option<PathBuf>,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard", requires = "audit")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as archive.log.many_customers.above=20; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting, requires = "audit")]
    pub(crate) settings: Vec<(String, String)>,

    /// The language of the text. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) language: Language,

    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Text for reading
    Text,
    /// Every value
    Json,
}
