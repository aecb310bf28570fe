//! `archive`: what may be done with customer files.

use chrono::NaiveDateTime;
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::{
    AccessDesk, AccessPolicy, AccessQuestion, AccessRegisters, ActionAnswer, Attempt, CustomerFile, Nda,
    WhoMayDo,
};
use keyaccount::{ArchiveAction, Language, Problem, ProblemCode, Reason, VerdictOutcome};
use serde_json::json;

use crate::args::{AccessArgs, AccessFormat};
use crate::{Exit, Failure, Streams, policy};

/// A question holds an organisation with its registers: more than a policy.
const MAX_QUESTION_BYTES: usize = 64 << 20;

pub(crate) fn access(args: &AccessArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let policy = policy::load(&args.policy, &args.settings)?;
    let Some(rules) = AccessPolicy::of(&policy) else {
        let problem = Problem::new(
            ProblemCode::Missing,
            "a policy without `[archive.access]`",
            "one that says who may do what",
        );
        let remedy = "start from a shipped policy with `extends`, or write the section";
        return Err(problem
            .at(args.policy.as_str(), None, None)
            .path("archive.access")
            .remedy(remedy)
            .into());
    };
    let question = match &args.file {
        Some(path) => {
            let text = policy::read_up_to(path, MAX_QUESTION_BYTES).map_err(|problem| *problem)?;
            AccessQuestion::from_json(&path.display().to_string(), &text)?
        }
        None => by_flags(args)?,
    };
    let desk = AccessDesk::new(&rules, &question.registers)?;
    let attempt = &question.attempt;
    if args.every_action {
        let actions = desk.actions_of(&attempt.by, attempt.file.as_ref(), attempt.at);
        match args.format {
            AccessFormat::Text => {
                streams.stdout.write_all(actions_in_words(&actions, args.language).as_bytes())?
            }
            AccessFormat::Json => writeln!(streams.stdout, "{:#}", json!(actions))?,
        }
        return Ok(Exit::Done);
    }
    if args.who {
        let who = desk.who_may(attempt);
        match args.format {
            AccessFormat::Text => streams.stdout.write_all(who_in_words(&who, args.language).as_bytes())?,
            AccessFormat::Json => writeln!(streams.stdout, "{:#}", json!(who))?,
        }
        return Ok(Exit::Done);
    }
    let verdict = desk.explain(attempt);
    match args.format {
        AccessFormat::Text => streams.stdout.write_all(verdict.text(args.language).as_bytes())?,
        AccessFormat::Json => writeln!(streams.stdout, "{:#}", json!(verdict))?,
    }
    Ok(if verdict.outcome == VerdictOutcome::Permit { Exit::Done } else { Exit::Findings })
}

/// The question the flags ask: what they state is all that is known.
fn by_flags(args: &AccessArgs) -> Result<AccessQuestion, Failure> {
    let needed = || args.person.clone().zip(args.action).zip(args.on);
    let Some(((person, action), at)) = needed() else {
        let problem = Problem::new(ProblemCode::Missing, "no question", "`--person`, `--action` and `--on`");
        return Err(problem.at("--person", None, None).into());
    };
    let held = args.role.iter().map(|role| RoleHolder {
        person_id: person.clone(),
        role: role.clone(),
        unit: args.unit.clone(),
        valid_from: at.date(),
        valid_to: None,
    });
    let organisation = Organisation::new(Vec::new(), held.collect(), Vec::new())?;
    let file = args.customer.as_ref().map(|customer| CustomerFile {
        customer_id: customer.clone(),
        owner: args.owner.clone(),
        department: args.department.clone(),
        level: args.level.clone(),
        status: args.status,
    });
    let attempt = Attempt {
        file,
        fields: args.fields.clone(),
        form: args.form,
        requester: args.requester.clone(),
        ..Attempt::new(at, &*person, action)
    };
    let registers = AccessRegisters {
        organisation: Some(organisation),
        ndas: args.nda.map(|signed| agreement(signed == crate::args::YesNo::Yes, &person, at)),
        grants: Some(Vec::new()),
    };
    Ok(AccessQuestion { attempt, registers })
}

fn agreement(signed: bool, person: &str, at: NaiveDateTime) -> Vec<Nda> {
    let nda = Nda { person_id: person.to_owned(), signed_on: at.date(), valid_to: None };
    if signed { vec![nda] } else { Vec::new() }
}

fn actions_in_words(actions: &[ActionAnswer], language: Language) -> String {
    let line = |one: &ActionAnswer| {
        let action: &ArchiveAction = &one.action;
        let said = one.answer.outcome.reading(language);
        format!("{}: {said}\n{}", action.reading(language), reasons_in_words(&one.reasons, language))
    };
    actions.iter().map(line).collect()
}

fn who_in_words(who: &WhoMayDo, language: Language) -> String {
    let line = |one: &keyaccount::archive::MayDo| {
        let said = one.answer.outcome.reading(language);
        format!("{}: {said}\n{}", one.person_id, reasons_in_words(&one.reasons, language))
    };
    who.people.iter().map(line).collect()
}

fn reasons_in_words(reasons: &[Reason], language: Language) -> String {
    reasons.iter().map(|reason| format!("  {}\n", reason.sentence(language))).collect()
}
