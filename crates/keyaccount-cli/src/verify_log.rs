//! `archive verify-log`: whether an access log is what it was, and what it is searched for.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

use keyaccount::archive::{
    AccessRegisters, Checkpoint, LegalCompulsion, LogEntry, LogFindings, LogIntegrity, LogPolicy,
    LogVerification, LogVerifier, LogWatch,
};
use keyaccount::document::json_problem;
use keyaccount::{Problem, ProblemCode};
use keyaccount_files::io_in_words;
use serde::de::DeserializeOwned;
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
    let policy = if args.findings || args.entries { Some(rules(args)?) } else { None };
    let registers: AccessRegisters = match &args.registers {
        Some(path) => {
            let registers: AccessRegisters = from_json(path, "`{\"ndas\": […], \"grants\": […]}`")?;
            registers.check().map_err(|error| in_file(path, error))?;
            registers
        }
        None => AccessRegisters::default(),
    };
    let compulsions: Option<Vec<LegalCompulsion>> = match &args.compulsions {
        Some(path) => Some(from_json(path, "`[{\"compulsion_id\": …}]`")?),
        None => None,
    };
    let mut watch = match &policy {
        Some(policy) if args.findings => Some(policy.watch(&registers)?),
        _ => None,
    };
    if let (Some(path), Some(compulsions)) = (&args.compulsions, &compulsions) {
        let with = watch.map(|watch| watch.with_compulsions(compulsions)).transpose();
        watch = with.map_err(|error| in_file(path, error))?;
    }
    let log = File::open(&args.file).map_err(|error| unreadable(&args.file, &error))?;
    let mut list =
        List { to: args.entries.then_some(policy.as_ref()).flatten(), listed: false, failed: None };
    begin(args, streams)?;
    let mut verifier = LogVerifier::new(checkpoint);
    let mut visit = |line: u64, entry: &LogEntry| {
        list.entry(line, entry, args, streams);
        if let Some(watch) = &mut watch {
            watch.see(line, entry);
        }
    };
    let read = verifier.read_from(BufReader::with_capacity(1 << 16, log), &mut visit);
    read.map_err(|error| unreadable(&args.file, &error))?;
    let verified = verifier.finish_with(&mut visit);
    if let Some(error) = list.failed {
        return Err(Failure::Io(error));
    }
    let found = watch.map(LogWatch::finish);
    print(args, &verified, found.as_ref(), streams)?;
    // A checkpoint that is given is to be met: a file that only goes on from it shows nothing of what it is about.
    let holds = match &args.checkpoint {
        Some(_) => verified.outcome == LogIntegrity::Intact,
        None => verified.outcome != LogIntegrity::Altered,
    };
    let clean = holds && found.is_none_or(|found| found.is_clean());
    Ok(if clean { Exit::Done } else { Exit::Findings })
}

/// The policy. What `--set` changes is what is searched for, so that entries of the policy as it stands are
/// no other's.
fn rules(args: &VerifyLogArgs) -> Result<LogPolicy, Failure> {
    let policy = policy::load(&args.policy, &args.settings)?;
    let Some(rules) = LogPolicy::of(&policy) else {
        let expected = "one that says what the log is searched for";
        let problem = Problem::new(ProblemCode::Missing, "a policy without `[archive.log]`", expected);
        let remedy = "start from a shipped policy with `extends`, or write the section";
        return Err(problem.at(args.policy.as_str(), None, None).path("archive.log").remedy(remedy).into());
    };
    if args.settings.is_empty() {
        return Ok(rules);
    }
    Ok(rules.also_of(policy::load(&args.policy, &[])?.digest()))
}

/// Lists entries as they come, since a log may be longer than memory.
struct List<'p> {
    to: Option<&'p LogPolicy>,
    listed: bool,
    failed: Option<io::Error>,
}

impl List<'_> {
    fn entry(&mut self, line: u64, entry: &LogEntry, args: &VerifyLogArgs, streams: &mut Streams<'_>) {
        let Some(policy) = self.to.filter(|_| self.failed.is_none()) else { return };
        let audited = policy.audited(line, entry);
        let written = match args.format {
            LogFormat::Text => writeln!(streams.stdout, "{}", audited.text(args.language)),
            LogFormat::Json => {
                let comma = if self.listed { "," } else { "" };
                write!(streams.stdout, "{comma}\n    {}", json!(audited))
            }
        };
        self.listed = true;
        self.failed = written.err();
    }
}

/// What stands before the entries in JSON.
fn begin(args: &VerifyLogArgs, streams: &mut Streams<'_>) -> Result<(), Failure> {
    if args.entries && args.format == LogFormat::Json {
        write!(streams.stdout, "{{\n  \"entries\": [")?;
    }
    Ok(())
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
            let text = format!("{document:#}");
            match text.strip_prefix("{\n").filter(|_| args.entries) {
                Some(rest) => writeln!(streams.stdout, "\n  ],\n{rest}")?,
                None => writeln!(streams.stdout, "{text}")?,
            }
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

fn from_json<T: DeserializeOwned>(path: &Path, expected: &str) -> Result<T, Failure> {
    let text = policy::read_up_to(path, MAX_REGISTERS_BYTES).map_err(|problem| *problem)?;
    let file = path.display().to_string();
    serde_json::from_str(&text).map_err(|error| {
        let problem = json_problem(&error, &text, expected);
        Problem { file: Some(file), ..problem }.into()
    })
}

fn in_file(path: &Path, error: keyaccount::Error) -> keyaccount::Error {
    let placed = |problem: Problem| problem.at(path.display().to_string(), None, None);
    keyaccount::Error::new(error.into_problems().into_iter().map(placed).collect())
}

fn read(path: &Path) -> Result<String, Failure> {
    Ok(policy::read_file(path).map_err(|problem| *problem)?)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let problem = Problem::new(ProblemCode::Io, io_in_words(error), "an access log that can be read");
    problem.at(path.display().to_string(), None, None).into()
}
