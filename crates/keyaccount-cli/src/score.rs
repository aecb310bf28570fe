//! `score`: every customer of a book scored, graded and ranked.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use keyaccount::book::BadRows;
use keyaccount::{Assessment, NoteCode, Policy, Problem, ProblemCode};
use keyaccount_files::{LoadedBook, ReadOptions, read_book, write_csv, write_json};

use crate::args::{Format, ScoreArgs};
use crate::output::{Prepared, prepare, probe, rejects_path, spare, spare_others};
use crate::progress::Busy;
use crate::streams::{hide, without_values};
use crate::table::TableView;
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &ScoreArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    scored(args, streams).map_err(|failure| match failure {
        Failure::Problems(problems) if args.quiet_values => Failure::Problems(without_values(&problems)),
        failure => failure,
    })
}

fn scored(args: &ScoreArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let format = format(args, streams)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let bad_rows = if args.skip_bad_rows { BadRows::Skip } else { BadRows::Refuse };
    let options = ReadOptions { bad_rows, progress: Some(&|progress| busy.read(progress)) };
    let mut loaded = read_book(&args.book, options)?;
    let Some(as_of) = args.as_of else {
        return Err(loaded.problems().unwrap_or_else(|| missing_date(&loaded).into()).into());
    };
    let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
    if let Some(output) = &args.output {
        spare(output, loaded.files().chain(policy_file))?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("writing");
    let rejects = (!loaded.rejects().is_empty()).then(|| rejects_path(args.output.as_deref(), &args.book));
    if let Some(path) = &rejects {
        spare(path, loaded.files().chain(policy_file))?;
        spare_others(path)?;
    }
    // Both files are complete before either is put in its place.
    let files = [
        args.output.as_deref().map(|path| prepare(path, |out| write(&assessment, format, None, out))),
        rejects.as_deref().map(|path| prepare(path, |out| loaded.rejects().write_csv(out))),
    ];
    let files = files.into_iter().flatten().collect::<io::Result<Vec<_>>>()?;
    files.into_iter().flatten().try_for_each(Prepared::put)?;
    drop(busy);
    if args.output.is_none() {
        let terminal = Some(&*streams).filter(|streams| streams.stdout_is_terminal).map(TableView::of);
        write(&assessment, format, terminal, &mut streams.stdout)?;
        streams.stdout.flush()?;
    }
    summarise(&assessment, args, streams);
    match rejects {
        Some(path) => {
            streams.say(&format!("the rows left out are in {}", path.display()));
            Ok(Exit::Findings)
        }
        None => Ok(Exit::Done),
    }
}

/// What was asked for; or else the ending of the output decides, a terminal gets the table and a pipe
/// CSV.
fn format(args: &ScoreArgs, streams: &Streams<'_>) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(output) = &args.output else {
        return Ok(if streams.stdout_is_terminal { Format::Table } else { Format::Csv });
    };
    let ending =
        output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "json" => Ok(Format::Json),
        "xlsx" | "xls" => {
            let problem = Problem::new(ProblemCode::UnknownCode, format!("`.{ending}`"), "`.csv` or `.json`");
            Err(problem.at("--output", None, None).remedy("name another ending, or state `--format`").into())
        }
        _ => Ok(Format::Csv),
    }
}

/// The day is never guessed, but the book tells which one may be meant.
fn missing_date(loaded: &LoadedBook) -> Problem {
    let problem = Problem::new(ProblemCode::Missing, "no day", "the day the result is to hold for")
        .at("--as-of", None, None);
    match loaded.book().latest_date() {
        Some(latest) => problem.remedy(format!("the book's latest date is {latest}: `--as-of {latest}`")),
        None => problem.remedy("state one, such as `--as-of 2026-06-30`"),
    }
}

fn write(
    assessment: &Assessment,
    format: Format,
    terminal: Option<TableView>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv => write_csv(&assessment.table(), out),
        Format::Json => write_json(assessment, out),
        Format::Table => crate::table::write(assessment, terminal.unwrap_or_default(), out),
    }
}

/// Notes and stamp, for whoever looks at the result.
fn summarise(assessment: &Assessment, args: &ScoreArgs, streams: &mut Streams<'_>) {
    let mut notes = assessment.notes.clone();
    if args.quiet_values {
        for note in notes.iter_mut().filter(|note| note.code != NoteCode::UnknownColumns) {
            note.about = hide(&note.about);
        }
    }
    streams.notes(&notes);
    let stamp = &assessment.stamp;
    let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
    streams.say(&format!(
        "policy {} {}{} ({}), as of {}, input {}, rules {}, keyaccount {}",
        stamp.policy_name,
        stamp.policy_version,
        changed(&args.settings),
        short(&stamp.policy_digest),
        stamp.as_of,
        short(&stamp.input_digest),
        stamp.rules_version,
        stamp.library_version
    ));
}

/// The stamp names the policy; that some of it was changed for the run is only in its digest.
fn changed(settings: &[(String, String)]) -> String {
    let keys: BTreeSet<_> = settings.iter().map(|(key, _)| key).collect();
    match keys.len() {
        0 => String::new(),
        1 => " with 1 setting changed".to_owned(),
        count => format!(" with {count} settings changed"),
    }
}
