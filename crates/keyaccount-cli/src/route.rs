//! `route`: which approval a contract takes; of a case, what is missing and who may sign.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::approval::{CaseFile, Circumstances, OtherContract, Rules, SubmitRequest, Terms};
use keyaccount::{Policy, Problem, ProblemCode, Stamp, VerdictOutcome, nearest, quote};
use serde_json::json;

use crate::args::{RouteArgs, RouteFormat};
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
    match &args.case {
        Some(path) => of_case(args, path, &rules, streams),
        None => of_amount(args, &policy, &rules, streams),
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
    let mut verdict = rules.approval.explain_route(&terms, Stamp::new(policy, on));
    verdict.warnings.extend(rules.approval.explain_split(&terms, &linked(args, on), on));
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
        contract_id: format!("#{} ({amount})", at.saturating_add(1)),
        customer_id: String::new(),
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
    let CaseFile { case, organisation, papers, circumstances } = CaseFile::from_json(&file, &text)?;
    if !case.rules().is_none_or(|stored| stored.agree_with(rules)) {
        let found = "rules that are not those of the policy they name";
        let problem =
            Problem::new(ProblemCode::PolicyMismatch, found, "the rules the case was submitted under");
        return Err(problem.at(file, None, None).remedy("take the case from where it was written").into());
    }
    let by = case.opened().applicant.clone();
    let request = SubmitRequest { on, by, papers, circumstances };
    let mut report = case.report(on, &organisation, Some(&request), rules);
    if let Some(person) = &args.person {
        let people = organisation.everybody();
        if !people.contains(&person.as_str()) {
            return Err(unknown_person(person, &people).into());
        }
        report = report.of_person(person);
    }
    match args.format {
        RouteFormat::Text => {
            let text = case.report_text(&report, rules, &organisation, args.language);
            streams.stdout.write_all(text.as_bytes())?;
        }
        RouteFormat::Json => print(&json!(report), streams)?,
    }
    let refused = report.submission.is_some_and(|verdict| verdict.outcome != VerdictOutcome::Permit);
    Ok(if refused { Exit::Findings } else { Exit::Done })
}

fn print(value: &serde_json::Value, streams: &mut Streams<'_>) -> io::Result<()> {
    writeln!(streams.stdout, "{value:#}")
}

fn missing_day() -> Problem {
    let problem = Problem::new(ProblemCode::Missing, "no day", "the day the answer is to hold for");
    problem.at("--on", None, None).remedy("state one, such as `--on 2026-11-04`")
}

fn unknown_person(person: &str, people: &[&str]) -> Problem {
    let problem = Problem::new(ProblemCode::UnknownCode, quote(person), "somebody the case file names");
    let problem = problem.at("--person", None, None);
    match nearest(person, people.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    }
}
