//! The `keyaccount` command as a library, so that it can be tested and run from other programs.

mod admit;
mod anonymise;
mod archive;
mod args;
mod backtest;
mod check;
mod compare;
mod distribution;
mod due;
mod explain;
mod failure;
mod form;
mod init;
mod output;
mod policy;
mod progress;
mod route;
mod runs;
mod score;
mod streams;
mod summary;
mod table;
mod upgrade;
mod verify;
mod verify_log;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{ArchiveCommand, Cli, Command, PolicyCommand};
pub use compare::{comparison_summary, write_comparison};
pub use failure::Failure;
pub use policy::{policy_of_file, policy_of_text, shipped_policy};
pub use score::write_result;
pub use streams::Streams;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done with findings: `check` found problems, `--skip-bad-rows` left rows out, `verify` disagrees, `route`
    /// and `archive access` do not permit.
    Findings,
    /// Refused: bad usage, bad policy, bad data. Nothing was written.
    Refused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Refused => Self::from(2),
        }
    }
}

/// Runs the command with these arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> Exit {
    let ended = match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(&cli.command, streams),
        Err(usage) => return streams.usage(&usage),
    };
    let ended = ended.and_then(|exit| streams.stdout.flush().map(|()| exit).map_err(Failure::from));
    ended.unwrap_or_else(|failure| streams.refuse(&failure))
}

fn dispatch(command: &Command, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Init(args) => init::run(args, streams),
        Command::Score(args) => score::run(args, streams),
        Command::Explain(args) => explain::run(args, streams),
        Command::Compare(args) => compare::run(args, streams),
        Command::Admit(args) => admit::run(args, streams),
        Command::Due(args) => due::run(args, streams),
        Command::Verify(args) => verify::run(args, streams),
        Command::Backtest(args) => backtest::run(args, streams),
        Command::Check(args) => check::run(args, streams),
        Command::Route(args) => route::run(args, streams),
        Command::Archive(ArchiveCommand::Anonymise(args)) => anonymise::run(args, streams),
        Command::Archive(ArchiveCommand::VerifyLog(args)) => verify_log::run(args, streams),
        Command::Archive(ArchiveCommand::Access(args)) => archive::access(args, streams),
        Command::Policy(PolicyCommand::List) => policy::list(streams),
        Command::Policy(PolicyCommand::Show(args)) => policy::show(args, streams),
        Command::Policy(PolicyCommand::Schema) => policy::schema(streams),
        Command::Policy(PolicyCommand::Upgrade(args)) => upgrade::run(args, streams),
    }
}
