//! `due`: whom to call, which duties stand, which records must go, which clocks run.

use std::io::Write;
use std::path::Path;

use chrono::{Days, NaiveDateTime};
use keyaccount::archive::incident::Incident;
use keyaccount::book::{BadRows, Moment};
use keyaccount::due::{DueKind, DueList, DuePart, DueState, Looking, Regularity, WorkCalendar};
use keyaccount::{Language, Policy, Problem, ProblemCode};
use keyaccount_files::{CsvOptions, read_work_calendar, write_calendar, write_csv_with, write_json_record};

use crate::args::{DueArgs, DueFormat};
use crate::output::{Prepared, prepare, probe, spare, spare_book};
use crate::policy::read_up_to;
use crate::progress::Busy;
use crate::runs::{load, quietly, shown_notes, stamp_in_words};
use crate::table;
use crate::{Exit, Failure, Streams, policy};

/// As long as the file of an incident may be, in bytes.
const LONGEST_INCIDENT: usize = 16 << 20;

pub(crate) fn run(args: &DueArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    listed(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn listed(args: &DueArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let format = format(args, streams)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    let calendar = match &args.calendar {
        Some(path) => read_work_calendar(path)?,
        None => WorkCalendar::default(),
    };
    let incidents = incidents(args, &policy)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let day = args.as_of.map(|moment| moment.ends().date());
    let (mut loaded, as_of) = load(&args.book, day, BadRows::Refuse, &busy)?;
    if let Some(path) = &args.output {
        let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
        let given = args.calendar.iter().chain(&args.incident).map(AsRef::as_ref);
        spare(path, loaded.files().chain(policy_file).chain(given))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("listing");
    let at = args.as_of.map_or(NaiveDateTime::MIN, Moment::ends);
    let ahead = at.checked_add_days(Days::new(args.ahead.into())).filter(|_| args.ahead > 0);
    let looking = Looking { at, ahead };
    let kinds: Vec<DueKind> = args.kind.iter().copied().map(DueKind::from).collect();
    let due = assessment.due(loaded.book(), &calendar, looking)?;
    if let Some(weeks) = args.regularity {
        let mut regular = due.regularity(weeks);
        regular.retain(|one| args.person.is_none() || one.owner.as_deref() == args.person.as_deref());
        drop(busy);
        match &args.output {
            Some(path) => prepare(path, |out| write_regularity(&regular, format, args, out))?
                .map_or(Ok(()), Prepared::put)?,
            None => {
                write_regularity(&regular, format, args, &mut streams.stdout)?;
                streams.stdout.flush()?;
            }
        }
        let language = args.language.unwrap_or_default();
        streams.say(&stamp_in_words(&assessment.stamp, &args.settings, language));
        return Ok(Exit::Done);
    }
    let mut list = match &args.person {
        Some(person) => due.list_for(person, &kinds),
        None => due.list(&kinds),
    };
    if kinds.is_empty() || kinds.contains(&DueKind::Incidents) {
        for incident in &incidents {
            let (entries, next_change) = incident.due(at);
            list.merge([DuePart { entries, next_change, ..DuePart::default() }]);
        }
    }
    drop(busy);
    match &args.output {
        Some(path) => {
            prepare(path, |out| write(&list, format, args, out))?.map_or(Ok(()), Prepared::put)?;
        }
        None => {
            write(&list, format, args, &mut streams.stdout)?;
            streams.stdout.flush()?;
        }
    }
    let language = args.language.unwrap_or_default();
    streams.notes(&shown_notes(&assessment.notes, args.quiet_values), language);
    for line in remarks(&list, language) {
        streams.say(&line);
    }
    streams.say(&stamp_in_words(&assessment.stamp, &args.settings, language));
    Ok(Exit::Done)
}

/// The format, where it makes sense.
fn format(args: &DueArgs, streams: &Streams<'_>) -> Result<DueFormat, Failure> {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let format = match (args.format, ending.map(str::to_ascii_lowercase).as_deref()) {
        (Some(format), _) => format,
        (None, Some("json")) => DueFormat::Json,
        (None, Some("ics")) => DueFormat::Ics,
        (None, Some("txt")) => DueFormat::Table,
        (None, Some("xlsx" | "xls" | "ods")) => {
            let problem = Problem::new(ProblemCode::UnknownCode, "a workbook", "`.csv`, `.json` or `.ics`");
            let remedy = "name the file `.csv`, which opens as a sheet";
            return Err(problem.at("--output", None, None).remedy(remedy).into());
        }
        (None, Some(_)) => DueFormat::Csv,
        (None, None) if args.output.is_none() && streams.stdout_is_terminal => DueFormat::Table,
        (None, None) => DueFormat::Csv,
    };
    if args.escape_formulas && format != DueFormat::Csv {
        let problem = Problem::new(ProblemCode::UnknownCode, "another format", "CSV");
        return Err(problem.at("--escape-formulas", None, None).remedy("leave it out").into());
    }
    Ok(format)
}

fn incidents(args: &DueArgs, policy: &Policy) -> Result<Vec<Incident>, Failure> {
    let asked =
        args.kind.is_empty() || args.kind.iter().any(|kind| DueKind::from(*kind) == DueKind::Incidents);
    if !args.kind.is_empty() && asked && args.incident.is_empty() {
        let problem = Problem::new(ProblemCode::Missing, "no incident", "the file of one");
        return Err(problem.at("--kind", None, None).remedy("give each with `--incident FILE`").into());
    }
    let mut incidents = Vec::new();
    for path in &args.incident {
        let text = read_up_to(path, LONGEST_INCIDENT).map_err(|problem| Failure::from(*problem))?;
        let name = path.display().to_string();
        let incident = Incident::from_json(&name, &text)?;
        // A file holds its own rules; the policy says whether these are the right ones.
        let judged = incident.check_policy(policy);
        judged.map_err(|problem| Failure::from(problem.at(&name, None, None)))?;
        incidents.push(incident);
    }
    Ok(incidents)
}

fn write(list: &DueList, format: DueFormat, args: &DueArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let language = args.language;
    match format {
        DueFormat::Json => write_json_record(list, out)?,
        DueFormat::Ics => write_calendar(list, language.unwrap_or_default(), out)?,
        DueFormat::Csv => {
            let stored = list.table(language);
            write_csv_with(
                &stored.table(),
                CsvOptions { language, escape_formulas: args.escape_formulas },
                out,
            )?;
        }
        DueFormat::Table => {
            writeln!(out, "{}", counted(list, language.unwrap_or_default()))?;
            for due in &list.entries {
                writeln!(out, "{}", table::harmless(&due.sentence(language.unwrap_or_default())))?;
            }
        }
    }
    Ok(())
}

/// As a table whatever is asked for, or as JSON.
fn write_regularity(
    regular: &[Regularity],
    format: DueFormat,
    args: &DueArgs,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        DueFormat::Json => write_json_record(&regular, out)?,
        DueFormat::Ics => {
            let problem = Problem::new(ProblemCode::UnknownCode, "a calendar of figures", "CSV or JSON");
            return Err(problem.at("--regularity", None, None).into());
        }
        DueFormat::Csv | DueFormat::Table => {
            let stored = Regularity::table(regular);
            let options = CsvOptions { language: args.language, escape_formulas: args.escape_formulas };
            write_csv_with(&stored.table(), options, out)?;
        }
    }
    Ok(())
}

/// How many are overdue, due and to come.
fn counted(list: &DueList, language: Language) -> String {
    let of = |state| list.entries.iter().filter(|due| due.state == state).count();
    let [upcoming, due, overdue] = DueState::ALL.map(of);
    match language {
        Language::English => format!("{overdue} overdue, {due} due, {upcoming} to come"),
        Language::Chinese => format!("逾期{overdue}项，应办{due}项，未到期{upcoming}项"),
    }
}

/// What is to be known beside the list.
fn remarks(list: &DueList, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(next) = list.next_change {
        lines.push(match language {
            Language::English => format!("if nothing happens, the list changes at {next}"),
            Language::Chinese => format!("若无新情况，清单将于{next}变化"),
        });
    }
    if list.more > 0 {
        let n = list.more;
        lines.push(match language {
            Language::English => format!("{n} more weekly reports are missing than are listed"),
            Language::Chinese => format!("另有{n}份每周销售报表未交，未予列出"),
        });
    }
    if list.undated > 0 {
        let n = list.undated;
        lines.push(match language {
            Language::English => format!("{n} not listed, since the day they count from is not known"),
            Language::Chinese => format!("另有{n}项因起算日不明未列入"),
        });
    }
    lines
}
