//! `admit`: who may become a key account or a VIP, by how much each other customer misses it, until when
//! VIP customers are listed, and whose listing is renewed.

use std::io::Write;
use std::path::Path;

use keyaccount::book::{BadRows, Book};
use keyaccount::{
    Admissions, Assessment, Error, Language, Policy, Problem, ProblemCode, Verdict, VerdictOutcome,
    VipListing,
};
use keyaccount_files::{AdmissionForm, AdmissionList, FileFormat, read_listings, write_json_record};

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
    let listed = args.listings.as_deref().map(read_listings).transpose()?;
    if let Some(path) = &args.output {
        let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
        spare(path, loaded.files().chain(policy_file).chain(args.listings.as_deref()))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("deciding");
    let written = |write: &mut dyn FnMut(TableView, &mut dyn Write) -> Result<(), Failure>,
                   streams: &mut Streams<'_>| {
        drop(busy);
        let Some(path) = &args.output else {
            let view = if streams.stdout_is_terminal { TableView::of(streams) } else { TableView::default() };
            write(view, &mut streams.stdout)?;
            return Ok(streams.stdout.flush()?);
        };
        let file = prepare(path, |out| write(TableView::default(), out))?;
        Ok::<_, Failure>(file.map_or(Ok(()), Prepared::put)?)
    };
    let all = |list: AdmissionList<'_>, view: TableView, out: &mut dyn Write| {
        write_all(list, form, args, &assessment, view, out)
    };
    let book = loaded.book();
    match (&listed, &args.customer) {
        (Some(listed), _) => {
            let (register, later) = listed.standings(&assessment.vips(book)?)?;
            if later > 0 {
                streams.say(&left_out(later, args.language.unwrap_or_default()));
            }
            written(&mut |view, out| all(AdmissionList::Register(&register), view, out), streams)?;
        }
        (None, Some(customer)) => {
            let verdict = explained(customer, args, &assessment, book)?;
            written(&mut |_, out| write_one(&verdict, form, args, out), streams)?;
        }
        (None, None) if args.kind() == AdmissionKind::Vip => {
            let vips = assessment.vips(book)?;
            let verdicts = vips.verdicts();
            written(&mut |view, out| all(AdmissionList::Vips(&verdicts), view, out), streams)?;
        }
        (None, None) => {
            let accounts = assessment.key_accounts(book)?;
            let verdicts = accounts.verdicts();
            written(&mut |view, out| all(AdmissionList::KeyAccounts(&verdicts), view, out), streams)?;
        }
    }
    let language = args.language.unwrap_or_default();
    streams.notes(&shown_notes(&assessment.notes, args.quiet_values), language);
    streams.say(&stamp_in_words(&assessment.stamp, &args.settings, language));
    Ok(Exit::Done)
}

/// The verdict on one customer: admitted, applying, listed or renewed.
fn explained(
    customer: &str,
    args: &AdmitArgs,
    assessment: &Assessment,
    book: &Book,
) -> Result<Verdict, Error> {
    if let Some(channel) = args.list {
        return assessment.vips(book)?.list(&VipListing {
            customer_id: customer.into(),
            channel: channel.into(),
            approved_by: args.approved_by.clone(),
            signed_off: args.signed_off,
        });
    }
    match (args.listed_on, args.kind()) {
        (Some(day), _) => assessment.vips(book)?.renew(customer, day),
        (None, AdmissionKind::Vip) => assessment.vips(book)?.explain(customer),
        (None, AdmissionKind::KeyAccount) => assessment.key_accounts(book)?.explain(customer),
    }
}

/// How many listings are of days nobody knows of yet.
fn left_out(later: usize, language: Language) -> String {
    match language {
        Language::English => format!("listings of later days, left out: {later}"),
        Language::Chinese => format!("列名日期晚于基准日、未计入的：{later}条"),
    }
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
    let (Some(of_table @ (FileFormat::Csv | FileFormat::Xlsx)), Some(_)) = (format, &args.customer) else {
        return Ok(format);
    };
    if args.format.is_none() && args.output.as_deref().is_some_and(is_text) {
        return Ok(None);
    }
    let found = match of_table {
        FileFormat::Xlsx => "a workbook for one customer",
        _ => "CSV for one customer",
    };
    let problem = Problem::new(ProblemCode::UnknownCode, found, "text or JSON");
    let remedy = "name the file `.txt` or `.json`, or leave out `--customer`";
    Err(problem.at("--customer", None, None).remedy(remedy).into())
}

fn write_one(
    verdict: &Verdict,
    format: Option<FileFormat>,
    args: &AdmitArgs,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        None => out.write_all(verdict.text(args.language.unwrap_or_default()).as_bytes())?,
        Some(_) => write_json_record(verdict, out)?,
    }
    Ok(())
}

fn write_all(
    list: AdmissionList<'_>,
    format: Option<FileFormat>,
    args: &AdmitArgs,
    assessment: &Assessment,
    view: TableView,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let language = args.language;
    if let Some(format) = format {
        let form = AdmissionForm { format, language, escape_formulas: args.escape_formulas };
        return Ok(form.write(assessment, list, out)?);
    }
    writeln!(out, "{}", counted(list, language.unwrap_or_default()))?;
    list.with(language, |table| table::write_any(table, language, view, out))?;
    Ok(())
}

/// How many are permitted, not permitted, and undecided; of a register, how many are listed and renewed.
fn counted(list: AdmissionList<'_>, language: Language) -> String {
    match list {
        AdmissionList::KeyAccounts(all) | AdmissionList::Vips(all) => of_verdicts(all, language),
        AdmissionList::Register(all) => {
            let listed = all.iter().filter(|one| one.days_left >= 0).count();
            let ended = all.len().saturating_sub(listed);
            let renewed = all.iter().filter(|one| one.verdict.outcome == VerdictOutcome::Permit).count();
            match language {
                Language::English => format!("{listed} listed, {renewed} of them renewed; {ended} ended"),
                Language::Chinese => format!("有效{listed}户，其中符合续期条件{renewed}户；已到期{ended}户"),
            }
        }
    }
}

fn of_verdicts(all: &Admissions<'_>, language: Language) -> String {
    let [permit, deny, open] = VerdictOutcome::ALL.map(|outcome| all.count(outcome));
    match language {
        Language::English => {
            format!("{permit} permitted, {deny} not permitted, {open} that cannot be decided")
        }
        Language::Chinese => format!("准予{permit}户，不予准许{deny}户，无法判定{open}户"),
    }
}
