//! `admit`: who may become a key account or a VIP, and by how much each other customer misses it.

use std::io::Write;
use std::path::Path;

use keyaccount::book::{BadRows, Book};
use keyaccount::{
    Assessment, CustomerVerdict, Language, Note, Policy, Problem, ProblemCode, Stamp, Verdict, VerdictOutcome,
};
use keyaccount_files::{CsvOptions, FileFormat, write_csv_with};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::args::{AdmissionKind, AdmitArgs};
use crate::form::{check_fit, file_format};
use crate::output::{Prepared, prepare, probe, spare, spare_book};
use crate::progress::Busy;
use crate::runs::{load, quietly, shown_notes, stamp_in_words};
use crate::table::{self, TableView};
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &AdmitArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    admitted(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn admitted(args: &AdmitArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let form = form(args, streams)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, BadRows::Refuse, &busy)?;
    if let Some(path) = &args.output {
        let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
        spare(path, loaded.files().chain(policy_file))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("deciding");
    let found = Found::of(args, &assessment, loaded.book())?;
    drop(busy);
    match &args.output {
        Some(path) => {
            let view = TableView::default();
            let file = prepare(path, |out| found.write(form, args, &assessment, view, out))?;
            file.map_or(Ok(()), Prepared::put)?;
        }
        None => {
            let view = if streams.stdout_is_terminal { TableView::of(streams) } else { TableView::default() };
            found.write(form, args, &assessment, view, &mut streams.stdout)?;
            streams.stdout.flush()?;
        }
    }
    let language = args.language.unwrap_or_default();
    streams.notes(&shown_notes(&assessment.notes, args.quiet_values), language);
    streams.say(&stamp_in_words(&assessment.stamp, &args.settings, language));
    Ok(Exit::Done)
}

/// The format, where it makes sense; empty for reading.
fn form(args: &AdmitArgs, streams: &Streams<'_>) -> Result<Option<FileFormat>, Failure> {
    let format = match (&args.customer, args.format) {
        // One customer is read.
        (Some(_), None) if args.output.is_none() => None,
        (_, asked) => file_format(asked, args.output.as_deref(), streams)?,
    };
    check_fit(format, args.escape_formulas, args.output.as_deref(), streams)?;
    let is_text = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    match format {
        Some(FileFormat::Xlsx) => {
            let problem = Problem::new(ProblemCode::UnknownCode, "a workbook", "`.csv` or `.json`");
            Err(problem
                .at("--output", None, None)
                .remedy("name the file `.csv`, which opens as a sheet")
                .into())
        }
        Some(FileFormat::Csv) if args.customer.is_some() && args.format.is_none() => {
            match args.output.as_deref().is_some_and(is_text) {
                true => Ok(None),
                false => Err(no_csv()),
            }
        }
        Some(FileFormat::Csv) if args.customer.is_some() => Err(no_csv()),
        format => Ok(format),
    }
}

fn no_csv() -> Failure {
    let problem = Problem::new(ProblemCode::UnknownCode, "CSV for one customer", "text or JSON");
    let remedy = "name the file `.txt` or `.json`, or leave out `--customer`";
    problem.at("--customer", None, None).remedy(remedy).into()
}

/// What was decided.
enum Found {
    All(Vec<CustomerVerdict>),
    One(Box<Verdict>),
}

impl Found {
    fn of(args: &AdmitArgs, assessment: &Assessment, book: &Book) -> Result<Self, Failure> {
        Ok(match (args.kind, &args.customer) {
            (AdmissionKind::KeyAccount, None) => Self::All(assessment.key_accounts(book)?.verdicts()),
            (AdmissionKind::KeyAccount, Some(id)) => {
                Self::One(Box::new(assessment.key_accounts(book)?.explain(id)?))
            }
            (AdmissionKind::Vip, None) => Self::All(assessment.vips(book)?.verdicts()),
            (AdmissionKind::Vip, Some(id)) => Self::One(Box::new(assessment.vips(book)?.explain(id)?)),
        })
    }

    fn write(
        &self,
        format: Option<FileFormat>,
        args: &AdmitArgs,
        assessment: &Assessment,
        view: TableView,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let language = args.language;
        match (self, format) {
            (Self::One(verdict), None) => {
                out.write_all(verdict.text(language.unwrap_or_default()).as_bytes())?;
            }
            (Self::One(verdict), Some(_)) => {
                serde_json::to_writer_pretty(&mut *out, verdict).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            (Self::All(verdicts), Some(FileFormat::Json)) => write_json(assessment, verdicts, out)?,
            (Self::All(verdicts), Some(_)) => {
                let stored = CustomerVerdict::table(verdicts, language);
                let options = CsvOptions { language, escape_formulas: args.escape_formulas };
                write_csv_with(&stored.table(), options, out)?;
            }
            (Self::All(verdicts), None) => {
                writeln!(out, "{}", counted(verdicts, language.unwrap_or_default()))?;
                let stored = CustomerVerdict::table(verdicts, language);
                table::write_any(&stored.table(), language, view, out)?;
            }
        }
        Ok(())
    }
}

/// How many are permitted, not permitted, and undecided.
fn counted(verdicts: &[CustomerVerdict], language: Language) -> String {
    let of = |outcome| verdicts.iter().filter(|one| one.verdict.outcome == outcome).count();
    let [permit, deny, open] = VerdictOutcome::ALL.map(of);
    match language {
        Language::English => {
            format!("{permit} permitted, {deny} not permitted, {open} that cannot be decided")
        }
        Language::Chinese => format!("准予{permit}户，不予准许{deny}户，无法判定{open}户"),
    }
}

/// The document of all verdicts; the stamp stands once, at the head.
#[derive(Serialize)]
struct Document<'a> {
    stamp: &'a Stamp,
    notes: &'a [Note],
    #[serde(serialize_with = "without_stamps")]
    rows: &'a [CustomerVerdict],
}

/// One row at a time, since there may be a million.
fn without_stamps<S: Serializer>(rows: &&[CustomerVerdict], serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(rows.len()))?;
    for one in *rows {
        let mut row = serde_json::to_value(one).map_err(S::Error::custom)?;
        if let Some(verdict) = row.get_mut("verdict").and_then(serde_json::Value::as_object_mut) {
            verdict.remove("stamp");
        }
        sequence.serialize_element(&row)?;
    }
    sequence.end()
}

fn write_json(
    assessment: &Assessment,
    verdicts: &[CustomerVerdict],
    out: &mut dyn Write,
) -> Result<(), std::io::Error> {
    let document = Document { stamp: &assessment.stamp, notes: &assessment.notes, rows: verdicts };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
