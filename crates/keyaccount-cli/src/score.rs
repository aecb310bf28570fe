//! `score`: every customer of a book scored, graded and ranked.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::book::{BadRows, Book};
use keyaccount::{Assessment, Language, NoteCode, Policy, Problem, ProblemCode};
use keyaccount_files::{Digesting, LoadedBook, ReadOptions, ResultDigest, RunFile, read_book};

use crate::args::ScoreArgs;
use crate::form::Form;
use crate::output::{
    Beside, Prepared, prepare, probe, rejects_path, run_path, spare, spare_book, spare_others,
};
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
    let form = Form::of(args, streams)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, args.skip_bad_rows, &busy)?;
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
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("writing");
    let rejects = (!loaded.rejects().is_empty()).then(|| rejects_path(args.output.as_deref(), &args.book));
    if let Some(path) = &rejects {
        spare(path, loaded.files().chain(policy_file))?;
        spare_others(path, Beside::Rejects)?;
    }
    // All files are complete before any is put in its place.
    let mut files = Vec::new();
    if let Some(path) = &args.output {
        let (result, digest) = prepare_result(path, &form, &assessment, loaded.book())?;
        files.push(result);
        if let (Some(path), Form::File(form)) = (&run_path, &form)
            && let Some(run) = RunFile::of(&assessment, *form, args.skip_bad_rows, digest)
        {
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
        form.write(&assessment, loaded.book(), view, &mut streams.stdout)?;
        streams.stdout.flush()?;
    }
    summarise(&assessment, args, streams);
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

/// The book, and the day its result is to hold for.
pub(crate) fn load(
    book: &Path,
    as_of: Option<NaiveDate>,
    skip_bad_rows: bool,
    busy: &Busy,
) -> Result<(LoadedBook, NaiveDate), Failure> {
    let bad_rows = if skip_bad_rows { BadRows::Skip } else { BadRows::Refuse };
    let options = ReadOptions { bad_rows, progress: Some(&|progress| busy.read(progress)) };
    let loaded = read_book(book, options)?;
    match as_of {
        Some(as_of) => Ok((loaded, as_of)),
        None => Err(loaded.problems().unwrap_or_else(|| missing_date(&loaded).into()).into()),
    }
}

/// The day is never guessed, but the book tells which one may be meant.
pub(crate) fn missing_date(loaded: &LoadedBook) -> Problem {
    let problem = Problem::new(ProblemCode::Missing, "no day", "the day the result is to hold for")
        .at("--as-of", None, None);
    match loaded.book().latest_date() {
        Some(latest) => problem.remedy(format!("the book's latest date is {latest}: `--as-of {latest}`")),
        None => problem.remedy("state one, such as `--as-of 2026-06-30`"),
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
    let language = args.language.unwrap_or_default();
    streams.notes(&notes, language);
    let stamp = &assessment.stamp;
    let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
    let (policy, input) = (short(&stamp.policy_digest), short(&stamp.input_digest));
    let named = format!("{} {}", stamp.policy_name, stamp.policy_version);
    let changed = changed(&args.settings, language);
    let (as_of, rules, version) = (stamp.as_of, stamp.rules_version, &stamp.library_version);
    streams.say(&match language {
        Language::English => format!(
            "policy {named}{changed} ({policy}), as of {as_of}, input {input}, rules {rules}, keyaccount {version}"
        ),
        Language::Chinese => format!(
            "制度 {named}{changed}（{policy}），评级日期 {as_of}，数据 {input}，规则 {rules}，keyaccount {version}"
        ),
    });
}

/// The stamp names the policy; that some of it was changed for the run is only in its digest.
fn changed(settings: &[(String, String)], language: Language) -> String {
    let keys: BTreeSet<_> = settings.iter().map(|(key, _)| key).collect();
    match (keys.len(), language) {
        (0, _) => String::new(),
        (1, Language::English) => " with 1 setting changed".to_owned(),
        (count, Language::English) => format!(" with {count} settings changed"),
        (count, Language::Chinese) => format!("，改动 {count} 项设置"),
    }
}
