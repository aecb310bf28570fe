//! The arguments of `archive`.

use clap::Subcommand;

use super::{AnonymiseArgs, VerifyLogArgs};

#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Take what identifies a person out of a table
    #[command(visible_alias = "anonymize", after_help = super::anonymise::HELP)]
    Anonymise(AnonymiseArgs),
    /// Say whether an access log is what it was, and which entry was altered first
    #[command(after_help = super::verify_log::HELP)]
    VerifyLog(VerifyLogArgs),
}
