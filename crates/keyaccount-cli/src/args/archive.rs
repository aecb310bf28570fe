//! The arguments of `archive`.

use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use keyaccount::archive::FileStatus;
use keyaccount::book::Code;
use keyaccount::{AccessForm, ArchiveAction, Language};

use super::{AnonymiseArgs, VerifyLogArgs, date, language, setting};

#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Say whether somebody may do something with a customer's file, and why
    #[command(after_help = ACCESS_HELP)]
    Access(Box<AccessArgs>),
    /// Take what identifies a person out of a table
    #[command(visible_alias = "anonymize", after_help = super::anonymise::HELP)]
    Anonymise(AnonymiseArgs),
    /// Say whether an access log is what it was, and which entry was altered first
    #[command(after_help = super::verify_log::HELP)]
    VerifyLog(VerifyLogArgs),
}

const ACCESS_HELP: &str = "\
With `--book` the registers are those of the book: people, role_holders, delegations, ndas, grants; and the
customer's file is as archive_records, customers and holds say. A table the book does not have leaves what
depends on it undecided; a file whose confidentiality is not set is guarded as the strictest level, unless
`--level` states it.

Without a book or a file of registers the flags are all that is known: the person holds the roles stated and
no others, and nothing has been granted. Whether an agreement holds is said by `--nda`; left out, it is not
known, and nothing is permitted.

Exit codes: 0 permitted; 1 not permitted or not decided, with the reasons; 2 the question was refused.";

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("question").args(["file", "person"]).required(true))]
#[command(group = ArgGroup::new("registers").args(["file", "book"]))]
pub(crate) struct AccessArgs {
    /// A question with its registers as JSON: `{"attempt": …, "registers": …}`
    #[arg(value_name = "FILE.json")]
    pub(crate) file: Option<PathBuf>,

    /// A book, whose registers answer for `--person`: a directory or a book.toml
    #[arg(long, value_name = "BOOK", conflicts_with = "file", requires = "person")]
    pub(crate) book: Option<PathBuf>,

    /// Who
    #[arg(long, value_name = "ID", requires_all = ["action", "on"])]
    pub(crate) person: Option<String>,

    /// In which role; may be repeated. Without any the person is outside
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["file", "book"])]
    pub(crate) role: Vec<String>,

    /// The department in which the roles are held
    #[arg(long, value_name = "DEPARTMENT", conflicts_with_all = ["file", "book"])]
    pub(crate) unit: Option<String>,

    /// What, such as view_electronic or maintain
    #[arg(long, value_name = "ACTION", value_parser = action, conflicts_with = "file")]
    pub(crate) action: Option<ArchiveAction>,

    /// Whose file
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub(crate) customer: Option<String>,

    /// The employee in charge of the customer
    #[arg(long, value_name = "ID", requires = "customer", conflicts_with_all = ["file", "book"])]
    pub(crate) owner: Option<String>,

    /// The department that owns the file
    #[arg(long, value_name = "DEPARTMENT", requires = "customer", conflicts_with_all = ["file", "book"])]
    pub(crate) department: Option<String>,

    /// The file's level of confidentiality; the strictest if left out
    #[arg(long, value_name = "LEVEL", requires = "customer", conflicts_with = "file")]
    pub(crate) level: Option<String>,

    /// Where the file stands: draft, filed, frozen or disposed; filed if left out
    #[arg(long, value_name = "STATUS", value_parser = status, requires = "customer",
          conflicts_with_all = ["file", "book"])]
    pub(crate) status: Option<FileStatus>,

    /// In which form: paper or electronic
    #[arg(long, value_name = "FORM", value_parser = form, conflicts_with = "file")]
    pub(crate) form: Option<AccessForm>,

    /// Which fields, separated by commas
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', conflicts_with = "file")]
    pub(crate) fields: Vec<String>,

    /// Of grant_access: whose request is decided on
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub(crate) requester: Option<String>,

    /// Of grant_access: what that request asks for; viewing if left out
    #[arg(long, value_name = "ACTION", value_parser = action, conflicts_with = "file")]
    pub(crate) requested: Option<ArchiveAction>,

    /// Whether a signed, unexpired non-disclosure agreement is on record
    #[arg(long, value_enum, value_name = "YES_OR_NO", conflicts_with_all = ["file", "book"])]
    pub(crate) nda: Option<YesNo>,

    /// When: a day such as 2026-11-04, which is its beginning, or an instant such as 2026-11-04T12:00:00.
    /// Never guessed
    #[arg(long, value_name = "DATE", value_parser = instant, conflicts_with = "file")]
    pub(crate) on: Option<NaiveDateTime>,

    /// Say who of the people known may do it, and why everybody else may not
    #[arg(long, requires = "registers", conflicts_with = "every_action")]
    pub(crate) who: bool,

    /// Say of every action whether the person may do it
    #[arg(long)]
    pub(crate) every_action: bool,

    /// The policy: a file, or the name of a shipped one (see `policy list`)
    #[arg(long, value_name = "POLICY", default_value = "standard")]
    pub(crate) policy: String,

    /// Change one value of the policy, such as archive.access.grant_days=3; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<(String, String)>,

    /// The language of the text. JSON keeps names and codes whatever the language
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) language: Language,

    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: AccessFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    Yes,
    No,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AccessFormat {
    /// Text for reading
    Text,
    /// Every value, with the stamp
    Json,
}

fn action(text: &str) -> Result<ArchiveAction, String> {
    of_codes(text, ArchiveAction::CODES, ArchiveAction::from_code)
}

fn form(text: &str) -> Result<AccessForm, String> {
    of_codes(text, AccessForm::CODES, AccessForm::from_code)
}

fn status(text: &str) -> Result<FileStatus, String> {
    let codes = FileStatus::ALL.map(FileStatus::code);
    of_codes(text, &codes, |code| FileStatus::ALL.into_iter().find(|status| status.code() == code))
}

fn of_codes<T>(text: &str, codes: &[&str], read: impl Fn(&str) -> Option<T>) -> Result<T, String> {
    read(text).ok_or_else(|| {
        let near = keyaccount::nearest(text, codes.iter().copied());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("expected one of `{}`{near}", codes.join("`, `"))
    })
}

/// A day or an instant without an offset: there is no zone here to convert one with.
fn instant(text: &str) -> Result<NaiveDateTime, String> {
    if let Ok(day) = date(text) {
        return Ok(day.into());
    }
    let day = text.split_once('T').map(|(day, _)| date(day));
    let instant = text.parse::<NaiveDateTime>().ok().filter(|_| day.is_some_and(|day| day.is_ok()));
    instant.ok_or_else(|| {
        "expected a date such as 2026-06-30, or 2026-06-30T15:30:00 without an offset".to_owned()
    })
}
