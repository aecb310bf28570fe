//! `archive`: what may be done with customer files.

use std::path::Path;

use chrono::NaiveDateTime;
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::{
    AccessDesk, AccessPolicy, AccessQuestion, AccessRegisters, ActionAnswer, Attempt, CustomerFile,
    FileStatus, Nda, UsableGrant, WhoMayDo,
};
use keyaccount::book::BadRows;
use keyaccount::{
    ArchiveAction, Language, Problem, ProblemCode, Reason, ReasonCode, Verdict, VerdictOutcome,
    VerdictRemedy, nearest, quote,
};
use keyaccount_files::{ReadOptions, read_book};
use serde_json::json;

use crate::args::{AccessArgs, AccessFormat};
use crate::progress::Busy;
use crate::{Exit, Failure, Streams, policy};

/// What `--grade` says of a customer without one.
const UNRATED: &str = "unrated";

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
        None => by_flags(args, &rules, streams)?,
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
    if args.book.is_some() && !held_in_books(attempt) && takes_approval(&verdict) {
        streams.say(not_in_a_book(args.language));
    }
    Ok(if verdict.outcome == VerdictOutcome::Permit { Exit::Done } else { Exit::Findings })
}

/// Whether a book has grants for it: its table `grants` is for viewing one customer's file.
const fn held_in_books(attempt: &Attempt) -> bool {
    matches!(attempt.action, ArchiveAction::ViewElectronic | ArchiveAction::ViewPaperExtract)
}

/// Whether a request that is approved would turn it.
fn takes_approval(verdict: &Verdict) -> bool {
    let first = verdict.reasons.iter().any(|reason| reason.code == ReasonCode::NeedsApproval);
    first && verdict.remedies.iter().any(VerdictRemedy::is_reachable)
}

/// Where a grant goes that a book has no place for.
const fn not_in_a_book(language: Language) -> &'static str {
    match language {
        Language::English => {
            "note: grants of a book are for viewing one customer's file; once this is approved, ask with a file of \
             registers that holds the grant: `keyaccount archive access QUESTION.json`"
        }
        Language::Chinese => {
            "提示：数据表grants仅登记查阅单个客户档案的批准；此项获批后，请将批准记入登记文件再查询：\
             `keyaccount archive access QUESTION.json`"
        }
    }
}

/// The question the flags ask: what they state is all that is known, save for a book.
fn by_flags(
    args: &AccessArgs,
    rules: &AccessPolicy,
    streams: &Streams<'_>,
) -> Result<AccessQuestion, Failure> {
    let needed = || args.person.clone().zip(args.action).zip(args.on);
    let Some(((person, action), at)) = needed() else {
        let problem = Problem::new(ProblemCode::Missing, "no question", "`--person`, `--action` and `--on`");
        return Err(problem.at("--person", None, None).into());
    };
    let attempt = Attempt {
        fields: args.fields.clone(),
        form: args.form,
        requester: args.requester.clone().map(Into::into),
        requested: args.requested,
        ..Attempt::new(at, &*person, action)
    };
    check_names(args, rules)?;
    let question = match &args.book {
        Some(book) => of_book(args, book, attempt, rules, streams)?,
        None => stated(args, attempt, rules)?,
    };
    question.check()?;
    Ok(question)
}

/// What the flags alone say.
fn stated(args: &AccessArgs, attempt: Attempt, rules: &AccessPolicy) -> Result<AccessQuestion, Failure> {
    let (person, at) = (attempt.by.clone(), attempt.at);
    let held = args.role.iter().map(|role| RoleHolder {
        person_id: person.clone(),
        role: role.clone(),
        unit: args.unit.clone(),
        valid_from: at.date(),
        valid_to: None,
    });
    let asker = args.requester.iter().flat_map(|asker| {
        args.requester_role.iter().map(|role| RoleHolder {
            person_id: asker.as_str().into(),
            role: role.clone(),
            unit: args.requester_unit.clone(),
            valid_from: at.date(),
            valid_to: None,
        })
    });
    let organisation = Organisation::new(Vec::new(), held.chain(asker).collect(), Vec::new())?;
    let file = args.customer.as_ref().map(|customer| CustomerFile {
        customer_id: customer.as_str().into(),
        owner: args.owner.clone().map(Into::into),
        department: args.department.clone(),
        level: level(args, rules),
        status: args.status.unwrap_or(FileStatus::Filed),
    });
    let registers = AccessRegisters {
        organisation: Some(organisation),
        ndas: args.nda.map(|signed| agreement(signed == crate::args::YesNo::Yes, &person, at)),
        grants: Some(Vec::new()),
    };
    Ok(AccessQuestion { attempt: Attempt { file, ..attempt }, registers })
}

/// What the registers of a book say.
fn of_book(
    args: &AccessArgs,
    path: &Path,
    mut attempt: Attempt,
    rules: &AccessPolicy,
    streams: &Streams<'_>,
) -> Result<AccessQuestion, Failure> {
    let busy = Busy::new(streams.stderr_is_terminal);
    let options = ReadOptions { bad_rows: BadRows::Refuse, progress: Some(&|progress| busy.read(progress)) };
    let loaded = read_book(path, options)?;
    if let Some(problems) = loaded.problems() {
        return Err(problems.into());
    }
    let (book, on) = (loaded.book(), attempt.at.date());
    let registers = AccessRegisters::of_book(book, on)?;
    if let Some(organisation) = &registers.organisation {
        let people = organisation.everybody();
        for (flag, person) in [("--person", Some(&attempt.by)), ("--requester", attempt.requester.as_ref())] {
            if let Some(person) = person.filter(|person| !people.contains(person)) {
                return Err(unknown(
                    flag,
                    person,
                    "somebody the book names",
                    people.iter().map(|person| person.as_str()),
                )
                .into());
            }
        }
    }
    if let Some(customer) = &args.customer {
        // On a request it is what is asked for that is done with the file.
        let action = attempt.requested.unwrap_or(attempt.action);
        let Some(mut file) = CustomerFile::of_book(book, customer, action, &rules.access, on) else {
            let ids: Vec<_> = book.archive_records(on).map(|row| row.customer_id.into_owned()).collect();
            let ids = ids.iter().map(String::as_str);
            return Err(unknown("--customer", customer, "a customer of the book", ids).into());
        };
        file.level = args.level.clone().or(file.level).or_else(|| level(args, rules));
        attempt.file = Some(file);
    }
    Ok(AccessQuestion { attempt, registers })
}

/// The level stated, or that of the grade and of key accounts (§6.3); nothing where neither is stated.
fn level(args: &AccessArgs, rules: &AccessPolicy) -> Option<String> {
    let of_grade = || {
        let grade = args.grade.as_deref()?;
        let grade = (grade != UNRATED).then_some(grade);
        rules.access.level_of(grade, args.key_account).map(|level| level.name.clone())
    };
    args.level.clone().or_else(of_grade)
}

/// Whether the policy has the roles and the level that flags name, and no id is blank.
fn check_names(args: &AccessArgs, rules: &AccessPolicy) -> Result<(), Failure> {
    let roles = || rules.access.roles.iter().map(String::as_str);
    let levels = || rules.access.levels.iter().map(|level| level.name.as_str());
    if let Some(role) = args.role.iter().find(|role| !roles().any(|known| known == **role)) {
        return Err(unknown("--role", role, "a role of the policy", roles()).into());
    }
    if let Some(role) = args.requester_role.iter().find(|role| !roles().any(|known| known == **role)) {
        return Err(unknown("--requester-role", role, "a role of the policy", roles()).into());
    }
    let of_levels = || rules.access.levels.iter().flat_map(|level| level.grades.iter().map(String::as_str));
    let grades = || of_levels().chain([UNRATED]);
    if let Some(grade) = args.grade.iter().find(|grade| !grades().any(|known| known == **grade)) {
        return Err(
            unknown("--grade", grade, "a grade of the policy's levels, or `unrated`", grades()).into()
        );
    }
    if let Some(level) = args.level.iter().find(|level| !levels().any(|known| known == **level)) {
        return Err(unknown("--level", level, "a level of the policy", levels()).into());
    }
    for (flag, id) in [
        ("--person", &args.person),
        ("--customer", &args.customer),
        ("--owner", &args.owner),
        ("--department", &args.department),
        ("--unit", &args.unit),
        ("--requester", &args.requester),
        ("--requester-unit", &args.requester_unit),
    ] {
        if id.as_ref().is_some_and(|id| id.trim().is_empty()) {
            let problem = Problem::new(ProblemCode::BadIdentifier, "a blank", "an identifier");
            return Err(problem.at(flag, None, None).into());
        }
    }
    Ok(())
}

/// A name that is not known, with the nearest that is.
fn unknown<'n>(flag: &str, name: &str, expected: &str, known: impl Iterator<Item = &'n str>) -> Problem {
    let problem = Problem::new(ProblemCode::UnknownCode, quote(name), expected).at(flag, None, None);
    match nearest(name, known) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    }
}

fn agreement(signed: bool, person: &str, at: NaiveDateTime) -> Vec<Nda> {
    let nda = Nda { person_id: person.into(), signed_on: at.date(), valid_to: None };
    if signed { vec![nda] } else { Vec::new() }
}

fn actions_in_words(actions: &[ActionAnswer], language: Language) -> String {
    let line = |one: &ActionAnswer| {
        let action: &ArchiveAction = &one.action;
        let said = one.answer.outcome.reading(language);
        format!("{}: {said}\n{}", action.reading(language), reasons_in_words(&one.reasons, language))
            + &one.grants.iter().map(|grant| opened(grant, language)).collect::<String>()
    };
    actions.iter().map(line).collect()
}

/// What a grant opens, in a line.
fn opened(grant: &UsableGrant, language: Language) -> String {
    let fields = grant.fields.join(", ");
    let form = grant.form.reading(language);
    match language {
        Language::English => {
            format!("  {}: {fields}, {form}, until {}\n", grant.grant_id, grant.ends.format("%Y-%m-%d %H:%M"))
        }
        Language::Chinese => {
            format!("  {}：{fields}，{form}，至{}止\n", grant.grant_id, grant.ends.format("%Y-%m-%d %H:%M"))
        }
    }
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
