//! `compare`: who moves under another policy, other settings or on another day, and why.

use std::io::Write;
use std::path::Path;

use keyaccount::book::BadRows;
use keyaccount::comparison::Comparison;
use keyaccount::{Assessment, Language, Note, Policy, Problem, ProblemCode};
use keyaccount_files::{ComparisonForm, ComparisonTable, FileFormat};

use crate::args::CompareArgs;
use crate::form::{check_fit, file_format};
use crate::output::{Prepared, prepare, probe, spare, spare_book};
use crate::progress::Busy;
use crate::runs::{load, quietly, shown_notes, stamp_in_words};
use crate::table::{self, TableView};
use crate::{Exit, Failure, Streams, policy, summary};

pub(crate) fn run(args: &CompareArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    compared(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn compared(args: &CompareArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    check_sides(args)?;
    let form = Form::of(args, streams)?;
    let against = args.against_policy.as_ref().unwrap_or(&args.policy);
    let policies = (policy::load(&args.policy, &[])?, policy::load(against, &args.settings)?);
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, BadRows::Refuse, &busy)?;
    if let Some(path) = &args.output {
        let is_file = |name: &&String| Policy::shipped_source(name).is_none();
        let files = [&args.policy, against].into_iter().filter(is_file).map(Path::new);
        spare(path, loaded.files().chain(files))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let before = loaded.assess(&policies.0, as_of)?;
    let after = loaded.assess(&policies.1, args.against_as_of.unwrap_or(as_of))?;
    busy.now("comparing");
    let comparison = Comparison::between(&before, &after)?;
    busy.now("writing");
    if let Some(path) = &args.output {
        let view = TableView::default();
        let prepared = prepare(path, |out| form.write(&comparison, args, view, out))?;
        prepared.into_iter().try_for_each(Prepared::put)?;
    }
    drop(busy);
    if args.output.is_none() {
        let view = if streams.stdout_is_terminal { TableView::of(streams) } else { TableView::default() };
        form.write(&comparison, args, view, &mut streams.stdout)?;
        streams.stdout.flush()?;
    }
    let language = args.language.unwrap_or_default();
    streams.notes(&shown_notes(&notes(&before, &after), args.quiet_values), language);
    let (first, second) = match language {
        Language::English => ("before: ", "after: "),
        Language::Chinese => ("变动前：", "变动后："),
    };
    streams.say(&format!("{first}{}", stamp_in_words(&before.stamp, &[], language)));
    streams.say(&format!("{second}{}", stamp_in_words(&after.stamp, &args.settings, language)));
    Ok(Exit::Done)
}

/// A comparison summed up for reading: who moves, how many, and why.
#[must_use]
pub fn comparison_summary(comparison: &Comparison, language: Language) -> String {
    let mut text = Vec::new();
    // Memory takes whatever is written.
    let _ = summary::write(comparison, &[], language, TableView::default(), &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes a comparison in this form, whole or not at all.
///
/// # Errors
/// A folder that is not there or may not be written; what the format cannot hold.
pub fn write_comparison(path: &Path, form: &ComparisonForm, comparison: &Comparison) -> Result<(), Failure> {
    probe(path)?;
    let prepared = prepare(path, |out| Ok(form.write(comparison, out)?))?;
    Ok(prepared.into_iter().try_for_each(Prepared::put)?)
}

/// There must be another side, and time runs forward, so that nobody reads the moves the wrong way
/// round.
fn check_sides(args: &CompareArgs) -> Result<(), Failure> {
    if args.against_policy.is_none() && args.against_as_of.is_none() && args.settings.is_empty() {
        let expected = "another policy, another day or other settings";
        let problem = Problem::new(ProblemCode::Missing, "nothing to compare with", expected);
        let remedy = "state `--against-policy`, `--against-as-of` or `--set`";
        return Err(problem.remedy(remedy).into());
    }
    match (args.as_of, args.against_as_of) {
        (Some(before), Some(after)) if after < before => {
            let found = format!("`{after}`, before `--as-of {before}`");
            let problem = Problem::new(ProblemCode::DatesOutOfOrder, found, "a day not before `--as-of`");
            let remedy = format!("swap them: `--as-of {after} --against-as-of {before}`");
            Err(problem.at("--against-as-of", None, None).remedy(remedy).into())
        }
        _ => Ok(()),
    }
}

/// In which form the comparison goes out.
enum Form {
    /// The summary, or one table, for reading.
    Reading(Option<ComparisonTable>),
    /// For machines and spreadsheets.
    File(ComparisonForm),
}

impl Form {
    fn of(args: &CompareArgs, streams: &Streams<'_>) -> Result<Self, Failure> {
        let table = args.table.map(ComparisonTable::from);
        let format = file_format(args.format, args.output.as_deref(), streams)?;
        check_fit(format, args.escape_formulas, args.output.as_deref(), streams)?;
        let Some(format) = format else { return Ok(Self::Reading(table)) };
        if format == FileFormat::Json && table.is_some() {
            let problem =
                Problem::new(ProblemCode::UnknownCode, "JSON, which has every table", "another format");
            return Err(problem.at("--table", None, None).remedy("leave it out").into());
        }
        let (language, escape_formulas) = (args.language, args.escape_formulas);
        Ok(Self::File(ComparisonForm { table, format, language, escape_formulas }))
    }

    fn write(
        &self,
        comparison: &Comparison,
        args: &CompareArgs,
        view: TableView,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        match self {
            Self::Reading(None) => {
                summary::write(comparison, &args.settings, args.language.unwrap_or_default(), view, out)?;
            }
            Self::Reading(Some(kind)) => {
                let stored = kind.of(comparison, args.language);
                table::write_any(&stored.table(), args.language, view, out)?;
            }
            Self::File(form) => form.write(comparison, out)?,
        }
        Ok(())
    }
}

/// What was noticed in the assessment after, and what only the one before has.
fn notes(before: &Assessment, after: &Assessment) -> Vec<Note> {
    let mut notes = after.notes.clone();
    let is_known = |note: &&Note| after.notes.iter().any(|known| known.code == note.code);
    notes.extend(before.notes.iter().filter(|note| !is_known(note)).cloned());
    notes
}
