//! `check`: everything that is wrong with a policy file or a book.

use std::path::Path;

use chrono::NaiveDate;
use keyaccount::book::Table;
use keyaccount::document;
use keyaccount::{Facts, Language, Policy, PolicyDocument, Problem, ProblemCode};
use keyaccount_files::{LoadedBook, ReadError, ReadOptions, io_in_words, read_book};

use crate::args::CheckArgs;
use crate::progress::Busy;
use crate::streams::{more_problems, without_values};
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    // What is not there cannot be checked; everything else is a finding.
    if let Err(error) = std::fs::metadata(&args.path) {
        let problem = Problem::new(ProblemCode::Io, io_in_words(&error), "a policy file, or a book");
        return Err(problem.at(args.path.display().to_string(), None, None).into());
    }
    // A table is no policy whatever it holds: what is to be given instead is said with the books.
    let is_table = args.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    // Nor is a manifest that is no file: reading a pipe would wait for its writer.
    let is_manifest = args.path.file_name().is_some_and(|name| name == "book.toml") && !args.path.is_file();
    let found = if args.path.is_dir() || is_table || is_manifest { None } else { check_policy(&args.path) };
    let found = match found {
        Some(found) => found,
        None => check_book(&args.path, streams),
    };
    match found {
        Ok(summary) => {
            writeln!(streams.stdout, "{summary}")?;
            Ok(Exit::Done)
        }
        Err(problems) => {
            let problems = if args.quiet_values { without_values(&problems) } else { problems };
            for problem in problems.problems() {
                writeln!(streams.stdout, "{problem}")?;
            }
            let beyond = problems.count().saturating_sub(problems.problems().len() as u64);
            if beyond > 0 {
                writeln!(streams.stdout, "{}", more_problems(beyond))?;
            }
            Ok(Exit::Findings)
        }
    }
}

/// Checks a file as a policy, unless it is the manifest of a book.
fn check_policy(path: &Path) -> Option<Result<String, ReadError>> {
    let shown = path.display().to_string();
    let text = match policy::read_file(path) {
        Ok(text) => text,
        Err(problem) => return Some(Err((*problem).into())),
    };
    let (root, _) = document::read(&shown, &text);
    let is_book = Table::ALL.iter().any(|table| root.get(table.name()).is_some())
        || path.file_name().is_some_and(|name| name == "book.toml");
    if is_book && root.get("policy").is_none() {
        return None;
    }
    let policy = PolicyDocument::parse(&shown, &text).and_then(PolicyDocument::resolve);
    Some(match policy {
        Ok(policy) => {
            Ok(format!("{shown}: policy `{}` {} is in order", policy.header().name, policy.header().version))
        }
        Err(error) => Err(error.into()),
    })
}

fn check_book(path: &Path, streams: &mut Streams<'_>) -> Result<String, ReadError> {
    let busy = Busy::new(streams.stderr_is_terminal);
    let options = ReadOptions { progress: Some(&|progress| busy.read(progress)), ..ReadOptions::default() };
    let loaded = read_book(path, options)?;
    judge(&loaded)?;
    drop(busy);
    streams.notes(&loaded.notes(), Language::English);
    let book = loaded.book();
    let tables = Table::ALL.iter().filter(|table| book.has(**table));
    let counted = |table: &Table| match (book.row_count(*table), table.name()) {
        (1, name) => format!("1 {}", name.strip_suffix('s').unwrap_or(name)),
        (count, name) => format!("{count} {name}"),
    };
    let rows: Vec<_> = tables.map(counted).collect();
    let latest = book.latest_date().map(|date| format!("; its latest date is {date}")).unwrap_or_default();
    Ok(format!("{}: the book is in order: {}{latest}", path.display(), rows.join(", ")))
}

/// Everything that is wrong with the book at the end of all days, when every row is seen.
fn judge(loaded: &LoadedBook) -> Result<(), ReadError> {
    let (Some(policy), Some(end)) = (Policy::shipped("standard"), NaiveDate::from_ymd_opt(9999, 12, 31))
    else {
        return Ok(());
    };
    let Err(error) = Facts::measure(loaded.book(), &policy, end) else { return Ok(()) };
    // An override to a grade of another policy is for the run that states that policy.
    let of_policy = |problem: &Problem| {
        problem.code == ProblemCode::UnknownCode
            && problem.file.as_deref() == Some(Table::GradeOverrides.name())
    };
    let own: Vec<_> = error.into_problems().into_iter().filter(|problem| !of_policy(problem)).collect();
    if own.is_empty() { Ok(()) } else { Err(loaded.translate(keyaccount::Error::new(own))) }
}
