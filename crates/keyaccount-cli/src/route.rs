//! `route`: which approval a contract takes; of a case, what is missing and who may sign.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::approval::{
    Case, CaseFile, Circumstances, Organisation, OtherContract, Papers, Rules, SubmitRequest, Terms,
};
use keyaccount::book::{BadRows, Book};

use keyaccount::{CustomerId, PersonId, Policy, Problem, ProblemCode, Stamp, VerdictOutcome, nearest, quote};
use keyaccount_files::{LoadedBook, ReadOptions, read_book};
use serde_json::json;

use crate::args::{RouteArgs, RouteFormat};
use crate::progress::Busy;
use crate::{Exit, Failure, Streams, policy};

/// Case files hold every event with its rules and papers, and an organisation: more than a policy.
const MAX_CASE_BYTES: usize = 16 << 20;

pub(crate) fn run(args: &RouteArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let policy = policy::load(&args.policy, &args.settings)?;
    let Some(rules) = Rules::of(&policy) else {
        let problem = Problem::new(
            ProblemCode::Missing,
            "a policy without `[approval]`",
            "one that says who signs what",
        );
        let remedy = "start from a shipped policy with `extends`, or write the section";
        return Err(problem.at(args.policy.as_str(), None, None).path("approval").remedy(remedy).into());
    };
    match (&args.case, &args.book, &args.contract) {
        (Some(path), ..) => of_case(args, path, &rules, streams),
        (None, Some(book), Some(contract)) => of_contract(args, book, contract, &rules, streams),
        _ => of_amount(args, &policy, &rules, streams),
    }
}

/// The approval of an amount. `permit` says that there is one.
fn of_amount(
    args: &RouteArgs,
    policy: &Policy,
    rules: &Rules,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let terms = Terms {
        amount: args.amount,
        framework_estimate: args.framework_estimate,
        agreed_price: args.agreed_price,
        settlement_floor_price: args.floor_price,
        ..Terms::default()
    };
    let on = match (args.on, args.format) {
        (Some(on), _) => on,
        // Nothing of the text depends on the day.
        (None, RouteFormat::Text) => NaiveDate::MIN,
        (None, RouteFormat::Json) => return Err(missing_day().into()),
    };
    let verdict = rules.approval.explain_route_among(&terms, &linked(args, on), Stamp::new(policy, on));
    let exit = if verdict.outcome == VerdictOutcome::Permit { Exit::Done } else { Exit::Findings };
    match args.format {
        RouteFormat::Text => streams.stdout.write_all(verdict.text(args.language).as_bytes())?,
        RouteFormat::Json => {
            let tier = rules.approval.tier_of(&terms);
            print(&json!({ "tier": tier, "verdict": verdict }), streams)?;
        }
    }
    Ok(exit)
}

/// Contracts of the same customer, submitted on the same day.
fn linked(args: &RouteArgs, on: NaiveDate) -> Circumstances {
    let contracts = args.linked.iter().enumerate().map(|(at, amount)| OtherContract {
        contract_id: format!("#{} ({amount})", at.saturating_add(1)).into(),
        customer_id: CustomerId::default(),
        uscc: None,
        parent_id: None,
        amount: *amount,
        submitted_on: on,
        status: Default::default(),
    });
    Circumstances { contracts: contracts.collect(), ..Circumstances::default() }
}

fn of_case(args: &RouteArgs, path: &Path, rules: &Rules, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let on = args.on.ok_or_else(missing_day)?;
    let file = path.display().to_string();
    let text = policy::read_up_to(path, MAX_CASE_BYTES).map_err(|problem| *problem)?;
    let mut read = CaseFile::from_json(&file, &text)?;
    if let Some(path) = &args.book {
        let loaded = book(path, streams)?;
        let (customer, contract) = (read.case.opened().terms.customer.clone(), read.case.id().to_owned());
        read.organisation = people(args, loaded.book(), on, rules)?;
        read.papers = Papers::of_book(loaded.book(), &customer, Some(&contract), on);
        read.circumstances = Circumstances::of_book(loaded.book(), &customer, on);
    }
    let CaseFile { case, organisation, papers, circumstances } = read;
    if !case.rules().is_none_or(|stored| stored.agree_with(rules)) {
        let found = "rules that are not those of the policy they name";
        let problem =
            Problem::new(ProblemCode::PolicyMismatch, found, "the rules the case was submitted under");
        return Err(problem.at(file, None, None).remedy("take the case from where it was written").into());
    }
    let by = case.opened().applicant.clone();
    tell(args, rules, &case, &organisation, SubmitRequest { on, by, papers, circumstances }, streams)
}

/// A contract of a book as a case that is to be submitted.
fn of_contract(
    args: &RouteArgs,
    path: &Path,
    contract_id: &str,
    rules: &Rules,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let on = args.on.ok_or_else(missing_day)?;
    let loaded = book(path, streams)?;
    let book = loaded.book();
    let case = Case::of_contract(book, contract_id, on, None).map_err(named_by_option)?;
    let by = case.opened().applicant.clone();
    let customer = &case.opened().terms.customer;
    let papers = Papers::of_book(book, customer, Some(contract_id), on);
    let circumstances = Circumstances::of_book(book, customer, on);
    let organisation = people(args, book, on, rules)?;
    tell(args, rules, &case, &organisation, SubmitRequest { on, by, papers, circumstances }, streams)
}

/// Whom the rules let act, unless one person is asked about, who may be anybody.
fn people(args: &RouteArgs, book: &Book, on: NaiveDate, rules: &Rules) -> Result<Organisation, Failure> {
    let everybody = Organisation::of_book(book, on)?;
    if args.person.is_some() {
        return Ok(everybody);
    }
    Ok(everybody.concerning(&rules.approval.roles)?)
}

/// The book, whose rows must all be sound.
fn book(path: &Path, streams: &Streams<'_>) -> Result<LoadedBook, Failure> {
    let busy = Busy::new(streams.stderr_is_terminal);
    let options = ReadOptions { bad_rows: BadRows::Refuse, progress: Some(&|progress| busy.read(progress)) };
    let loaded = read_book(path, options)?;
    match loaded.problems() {
        Some(problems) => Err(problems.into()),
        None => Ok(loaded),
    }
}

/// What is missing, who may act, and what is refused.
fn tell(
    args: &RouteArgs,
    rules: &Rules,
    case: &Case,
    organisation: &Organisation,
    request: SubmitRequest,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let on = args.on.ok_or_else(missing_day)?;
    let mut report = case.report(on, organisation, Some(&request), rules);
    if let Some(person) = &args.person {
        let people = organisation.everybody();
        let person = PersonId::from(person);
        if !people.contains(&&person) {
            return Err(unknown_person(&person, &people).into());
        }
        report = report.of_person(&person);
    }
    match args.format {
        RouteFormat::Text => {
            let text = case.report_text(&report, rules, organisation, args.language);
            streams.stdout.write_all(text.as_bytes())?;
        }
        RouteFormat::Json => print(&json!(report), streams)?,
    }
    let refused = report.submission.is_some_and(|verdict| verdict.outcome != VerdictOutcome::Permit);
    Ok(if refused { Exit::Findings } else { Exit::Done })
}

/// A contract that is not there was named on the command line, not in a file.
fn named_by_option(error: keyaccount::Error) -> keyaccount::Error {
    let unknown = |problem: &Problem| {
        problem.code == ProblemCode::UnknownCode && problem.file.is_none() && problem.path == "contract_id"
    };
    let problems = error.into_problems().into_iter().map(|problem| {
        if unknown(&problem) { problem.at("--contract", None, None).path("") } else { problem }
    });
    keyaccount::Error::new(problems.collect())
}

fn print(value: &serde_json::Value, streams: &mut Streams<'_>) -> io::Result<()> {
    writeln!(streams.stdout, "{value:#}")
}

fn missing_day() -> Problem {
    let problem = Problem::new(ProblemCode::Missing, "no day", "the day the answer is to hold for");
    problem.at("--on", None, None).remedy("state one, such as `--on 2026-11-04`")
}

fn unknown_person(person: &PersonId, people: &[&PersonId]) -> Problem {
    let problem = Problem::new(ProblemCode::UnknownCode, quote(person), "somebody the case file names");
    let problem = problem.at("--person", None, None);
    match nearest(person, people.iter().map(|person| person.as_str())) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    }
}
