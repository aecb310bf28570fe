//! `score`: every customer of a book scored, graded and ranked.

use std::io::Write;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use chrono::NaiveDate;
use keyaccount::book::{Book, InputDigests};
use keyaccount::{Assessment, Language, Policy};
use keyaccount_files::{Digesting, ResultDigest, ResultForm, RunFile};

use crate::args::ScoreArgs;
use crate::form::Form;
use crate::output::{
    Beside, Prepared, prepare, probe, rejects_path, run_path, spare, spare_book, spare_others,
};
use crate::progress::Busy;
use crate::runs::{bad_rows, load, quietly, shown_notes, stamp_in_words};
use crate::table::TableView;
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &ScoreArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    scored(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn scored(args: &ScoreArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let form = Form::of(args, streams)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, bad_rows(args.skip_bad_rows), &busy)?;
    let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
    let run_path = args.output.as_deref().and_then(run_path).filter(|_| matches!(form, Form::File(_)));
    for path in args.output.as_deref().into_iter().chain(run_path.as_deref()) {
        spare(path, loaded.files().chain(policy_file))?;
        spare_book(path, &args.book)?;
    }
    if let Some(path) = &run_path {
        spare_others(path, Beside::Run)?;
    }
    busy.now("scoring");
    let digests_later = !args.no_input_digest && !form.shows_stamp();
    let mut assessment = if args.no_input_digest || digests_later {
        loaded.assess_without_digest(&policy, as_of)?
    } else {
        loaded.assess(&policy, as_of)?
    };
    let digests_on = digests_later.then_some(as_of);
    busy.now("writing");
    let rejects = (!loaded.rejects().is_empty()).then(|| rejects_path(args.output.as_deref(), &args.book));
    if let Some(path) = &rejects {
        spare(path, loaded.files().chain(policy_file))?;
        spare_others(path, Beside::Rejects)?;
    }
    // All files are complete before any is put in its place.
    let mut files = Vec::new();
    if let Some(path) = &args.output {
        let (result, digests) =
            beside_digests(digests_on, loaded.book(), |book| prepare_result(path, &form, &assessment, book));
        let (result, digest) = result?;
        files.push(result);
        digests.into_iter().for_each(|digests| assessment.add_input_digests(digests));
        if let (Some(path), Form::File(form)) = (&run_path, &form) {
            let run = RunFile::of(&assessment, *form, args.skip_bad_rows, digest);
            files.push(prepare(path, |out| Ok(run.write(out)?))?);
        }
    }
    if let Some(path) = &rejects {
        files.push(prepare(path, |out| Ok(loaded.rejects().write_csv(out)?))?);
    }
    files.into_iter().flatten().try_for_each(Prepared::put)?;
    drop(busy);
    if args.output.is_none() {
        let view = if streams.stdout_is_terminal { TableView::of(streams) } else { TableView::default() };
        let (written, digests) = beside_digests(digests_on, loaded.book(), |book| {
            form.write(&assessment, book, view, &mut streams.stdout)?;
            streams.stdout.flush().map_err(Failure::Io)
        });
        written?;
        digests.into_iter().for_each(|digests| assessment.add_input_digests(digests));
    }
    summarise(&assessment, args, streams);
    give_back((loaded, assessment));
    match rejects {
        Some(path) => {
            let said = match args.language {
                Some(Language::Chinese) => "未采用的行写在",
                Some(Language::English) | None => "the rows left out are in",
            };
            streams.say(&format!("{said} {}", path.display()));
            Ok(Exit::Findings)
        }
        None => Ok(Exit::Done),
    }
}

/// Gives memory back on another thread: a process that ends does not wait for it.
fn give_back(what: impl Send + 'static) {
    drop(thread::Builder::new().spawn(move || drop(what)));
}

/// Does something with a book while another thread makes its input digests for a day, if one is given.
fn beside_digests<R>(
    day: Option<NaiveDate>,
    book: &Book,
    act: impl FnOnce(&Book) -> R,
) -> (R, Option<InputDigests>) {
    let Some(day) = day else { return (act(book), None) };
    let digests = || book.input_digests(day);
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, digests);
        let done = act(book);
        let digests = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // No thread was to be had.
            Err(_) => digests(),
        };
        (done, Some(digests))
    })
}

/// Writes a result in this form, and beside it the run file from which it can be made again. Both are
/// complete before any is put in its place. `book` is the one that was assessed.
///
/// # Errors
/// A folder that is not there or may not be written; a file in the run file's place that is none; what
/// the format cannot hold.
pub fn write_result(
    path: &Path,
    form: &ResultForm,
    assessment: &Assessment,
    book: &Book,
    skips_bad_rows: bool,
) -> Result<(), Failure> {
    probe(path)?;
    let run_path = run_path(path);
    if let Some(run_path) = &run_path {
        spare_others(run_path, Beside::Run)?;
    }
    let (result, digest) = prepare_result(path, &Form::File(*form), assessment, book)?;
    let run = run_path.map(|path| {
        let run = RunFile::of(assessment, *form, skips_bad_rows, digest);
        prepare(&path, |out| Ok(run.write(out)?))
    });
    let files = [result, run.transpose()?.flatten()];
    Ok(files.into_iter().flatten().try_for_each(Prepared::put)?)
}

/// The result, complete but not in its place, and its digest.
fn prepare_result(
    path: &Path,
    form: &Form,
    assessment: &Assessment,
    book: &Book,
) -> Result<(Option<Prepared>, ResultDigest), Failure> {
    let mut digest = None;
    let prepared = prepare(path, |out| {
        let mut digesting = Digesting::new(out);
        form.write(assessment, book, TableView::default(), &mut digesting)?;
        digest = Some(digesting.digest());
        Ok(())
    })?;
    Ok((prepared, digest.unwrap_or_default()))
}

/// Notes and stamp, for whoever looks at the result.
fn summarise(assessment: &Assessment, args: &ScoreArgs, streams: &mut Streams<'_>) {
    let language = args.language.unwrap_or_default();
    streams.notes(&shown_notes(&assessment.notes, args.quiet_values), language);
    streams.say(&stamp_in_words(&assessment.stamp, &args.settings, language));
}
