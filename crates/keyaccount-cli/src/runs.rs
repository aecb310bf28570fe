//! What runs over a book have in common.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::book::BadRows;
use keyaccount::{Language, Note, NoteCode, Problem, ProblemCode, Stamp};
use keyaccount_files::{LoadedBook, ReadOptions, read_book};

use crate::Failure;
use crate::progress::Busy;
use crate::streams::{hide, without_values};

/// The book, and the day its result is to hold for.
pub(crate) fn load(
    book: &Path,
    as_of: Option<NaiveDate>,
    bad_rows: BadRows,
    busy: &Busy,
) -> Result<(LoadedBook, NaiveDate), Failure> {
    let options = ReadOptions { bad_rows, progress: Some(&|progress| busy.read(progress)) };
    let loaded = read_book(book, options)?;
    match as_of {
        Some(as_of) => Ok((loaded, as_of)),
        None => Err(loaded.problems().unwrap_or_else(|| missing_date(&loaded).into()).into()),
    }
}

/// What is to become of bad rows.
pub(crate) const fn bad_rows(skip: bool) -> BadRows {
    if skip { BadRows::Skip } else { BadRows::Refuse }
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

/// Why a run was refused, without the values of cells if they are to stay hidden.
pub(crate) fn quietly(failure: Failure, quiet_values: bool) -> Failure {
    match failure {
        Failure::Problems(problems) if quiet_values => Failure::Problems(without_values(&problems)),
        failure => failure,
    }
}

/// The notes, without the values of cells if they are to stay hidden.
pub(crate) fn shown_notes(notes: &[Note], quiet_values: bool) -> Vec<Note> {
    let mut notes = notes.to_vec();
    if quiet_values {
        for note in notes.iter_mut().filter(|note| note.code != NoteCode::UnknownColumns) {
            note.about = hide(&note.about);
        }
    }
    notes
}

/// The stamp in one line.
pub(crate) fn stamp_in_words(stamp: &Stamp, settings: &[(String, String)], language: Language) -> String {
    let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
    let policy = short(&stamp.policy_digest);
    let input = match (short(&stamp.input_digest), language) {
        (none, Language::English) if none.is_empty() => "no input digest".to_owned(),
        (none, Language::Chinese) if none.is_empty() => "无数据摘要".to_owned(),
        (input, Language::English) => format!("input {input}"),
        (input, Language::Chinese) => format!("数据{input}"),
    };
    let named = format!("{} {}", stamp.policy_name, stamp.policy_version);
    let changed = changed(settings, language);
    let (as_of, rules, version) = (stamp.as_of, stamp.rules_version, &stamp.library_version);
    match language {
        Language::English => format!(
            "policy {named}{changed} ({policy}), as of {as_of}, {input}, rules {rules}, keyaccount {version}"
        ),
        Language::Chinese => format!(
            "制度{named}{changed}（{policy}），评级日期{as_of}，{input}，规则{rules}，keyaccount {version}"
        ),
    }
}

/// The stamp names the policy; that some of it was changed for the run is only in its digest.
pub(crate) fn changed(settings: &[(String, String)], language: Language) -> String {
    let keys: BTreeSet<_> = settings.iter().map(|(key, _)| key).collect();
    match (keys.len(), language) {
        (0, _) => String::new(),
        (1, Language::English) => " with 1 setting changed".to_owned(),
        (count, Language::English) => format!(" with {count} settings changed"),
        (count, Language::Chinese) => format!("，改动{count}项设置"),
    }
}
