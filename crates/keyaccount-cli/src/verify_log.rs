//! `archive verify-log`: whether an access log is what it was, and what it is searched for.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use keyaccount::archive::{
    AccessRegisters, Checkpoint, LogFindings, LogIntegrity, LogVerification, LogVerifier, LogWatch,
};
use keyaccount::{Policy, Problem, ProblemCode, quote};
use keyaccount_files::io_in_words;
use serde_json::json;

use crate::args::{LogFormat, VerifyLogArgs};
use crate::{Exit, Failure, Streams, policy};

/// Registers of a large organisation.
const MAX_REGISTERS_BYTES: usize = 64 << 20;

pub(crate) fn run(args: &VerifyLogArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let checkpoint = match &args.checkpoint {
        Some(path) => Some(Checkpoint::from_json(&path.display().to_string(), &read(path)?)?),
        None => None,
    };
    let policy = if args.findings { Some(policy::load(&args.policy, &args.settings)?) } else { None };
    let registers = match &args.registers {
        Some(path) => registers(path)?,
        None => AccessRegisters::default(),
    };
    let mut watch = match &policy {
        Some(policy) => Some(watch(policy, &registers, args)?),
        None => None,
    };
    let mut verifier = LogVerifier::new(checkpoint);
    let log = File::open(&args.file).map_err(|error| unreadable(&args.file, &error))?;
    let read = verifier.read_from(BufReader::with_capacity(1 << 16, log), |line, entry| {
        if let Some(watch) = &mut watch {
            watch.see(line, entry);
        }
    });
    read.map_err(|error| unreadable(&args.file, &error))?;
    let (verified, found) = (verifier.finish(), watch.map(LogWatch::finish));
    print(args, &verified, found.as_ref(), streams)?;
    let clean =
        verified.outcome != LogIntegrity::Altered && found.is_none_or(|found| found.findings.is_empty());
    Ok(if clean { Exit::Done } else { Exit::Findings })
}

fn watch<'a>(
    policy: &'a Policy,
    registers: &'a AccessRegisters,
    args: &VerifyLogArgs,
) -> Result<LogWatch<'a>, Failure> {
    LogWatch::new(policy, registers).ok_or_else(|| {
        let expected = "one that says what the log is searched for";
        let problem = Problem::new(ProblemCode::Missing, "a policy without `[archive.log]`", expected);
        let remedy = "start from a shipped policy with `extends`, or write the section";
        problem.at(args.policy.as_str(), None, None).path("archive.log").remedy(remedy).into()
    })
}

fn print(
    args: &VerifyLogArgs,
    verified: &LogVerification,
    found: Option<&LogFindings>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    match args.format {
        LogFormat::Json => {
            let mut document = json!({ "verification": verified });
            if let (Some(found), Some(document)) = (found, document.as_object_mut()) {
                document.insert("search".to_owned(), json!(found));
            }
            writeln!(streams.stdout, "{document:#}")?;
        }
        LogFormat::Text => {
            writeln!(streams.stdout, "{}", verified.text(args.language))?;
            if let Some(found) = found {
                streams.stdout.write_all(found.text(args.language).as_bytes())?;
            }
        }
    }
    Ok(())
}

fn registers(path: &Path) -> Result<AccessRegisters, Failure> {
    let text = policy::read_up_to(path, MAX_REGISTERS_BYTES).map_err(|problem| *problem)?;
    let file = path.display().to_string();
    let registers: AccessRegisters = serde_json::from_str(&text).map_err(|error| {
        let code = if error.is_data() { ProblemCode::WrongType } else { ProblemCode::Syntax };
        let expected = "`{\"ndas\": […], \"grants\": […]}`";
        let problem = Problem::new(code, quote(&error.to_string()), expected);
        problem.at(&*file, Some(error.line() as u64), Some(error.column() as u64))
    })?;
    let placed = |problem: Problem| problem.at(&*file, None, None);
    registers
        .check()
        .map_err(|error| keyaccount::Error::new(error.into_problems().into_iter().map(placed).collect()))?;
    Ok(registers)
}

fn read(path: &Path) -> Result<String, Failure> {
    Ok(policy::read_file(path).map_err(|problem| *problem)?)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let problem = Problem::new(ProblemCode::Io, io_in_words(error), "an access log that can be read");
    problem.at(path.display().to_string(), None, None).into()
}
