//! Random things asked of cases, held against a model written from the rules alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unreachable,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "approval_model/model.rs"]
mod model;
#[path = "approval_model/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use keyaccount::approval::{
    ActRequest, Case, Circumstances, Delegation, EventKind, Organisation, Phase, Rules, SubmitRequest,
    my_acts,
};
use keyaccount::{
    Answer, Exact, Language, Measure, NeededChange, Policy, ReasonCode, RemedyStep, RequestKind,
    VerdictOutcome,
};
use keyaccount_tests::approval::papers;
use rayon::prelude::*;

use model::{At, Fault, Model};
use world::{APPLICANT, Asked, PEOPLE, Random, UNIT, World, day};

/// How many sequences are tried; so many organisations are shared among them.
const SEQUENCES: u64 = 100_000;
const WORLDS: u64 = 400;
const LENGTH: i64 = 12;

struct Setting {
    worlds: Vec<(World, Organisation)>,
    rules: Rules,
    complete: SubmitRequest,
}

fn setting() -> Setting {
    let worlds = (0..WORLDS).map(|seed| {
        let world = World::random(&mut Random(seed));
        let organisation = world.organisation();
        (world, organisation)
    });
    let circumstances = Circumstances {
        prior_business: Some(true),
        individual: Some(false),
        open_amount: Some(Exact::ZERO),
        ..Circumstances::default()
    };
    Setting {
        worlds: worlds.collect(),
        rules: Rules::of(&Policy::shipped("standard").unwrap()).unwrap(),
        complete: SubmitRequest {
            on: day(0),
            by: APPLICANT.into(),
            papers: papers(&[], &BTreeMap::new()).unwrap(),
            circumstances,
        },
    }
}

fn decide(case: &Case, asked: &Asked, rules: &Rules, organisation: &Organisation) -> Answer {
    match asked {
        Asked::Submit(asked) => case.decide_submit(asked, rules),
        Asked::Act(asked) => case.decide_act(asked, organisation),
        Asked::Amend(asked) => case.decide_amend(asked),
        Asked::Withdraw(asked) => case.decide_withdraw(asked),
    }
}

/// Whether it was done; a refusal comes with its verdict.
fn take(case: &mut Case, asked: &Asked, rules: &Rules, organisation: &Organisation) -> Result<(), Answer> {
    let done = match asked.clone() {
        Asked::Submit(asked) => case.submit(*asked, rules),
        Asked::Act(asked) => case.act(*asked, organisation),
        Asked::Amend(asked) => case.amend(*asked),
        Asked::Withdraw(asked) => case.withdraw(asked),
    };
    done.map(|_| ()).map_err(|verdict| verdict.answer())
}

fn stands_alike(model: At, phase: Phase) -> bool {
    match (model, phase) {
        (At::Draft, Phase::Draft)
        | (At::Executable, Phase::Executable)
        | (At::Rejected, Phase::Rejected)
        | (At::Withdrawn, Phase::Withdrawn)
        | (At::Running(0, _), Phase::Submitted) => true,
        (At::Running(taken, _), Phase::InProgress { step }) => taken > 0 && step == taken + 1,
        _ => false,
    }
}

/// What no executable case may lack, read from its events alone: each deciding step taken, in order, on the
/// terms of now, nobody in two of them.
fn is_rightly_executable(case: &Case) -> bool {
    let tier = case.tier().unwrap();
    let acts: Vec<_> = case
        .events()
        .iter()
        .rev()
        .take_while(|event| !matches!(event.what, EventKind::Submit(_)))
        .filter_map(|event| match &event.what {
            EventKind::Act(act) => Some((event, act)),
            _ => None,
        })
        .collect();
    let in_order =
        acts.iter().rev().map(|(_, act)| (act.decision.code(), act.authority.holding.role.as_str()));
    let due = tier
        .steps
        .iter()
        .map(|step| (keyaccount::approval::Decision::from(step.act).code(), step.role.as_str()));
    let mut seen = BTreeSet::new();
    let distinct = acts.iter().filter(|(_, act)| act.decision.code() != "file").all(|(event, act)| {
        let principal = act.authority.delegation.as_ref().map(|paper| paper.principal.as_str());
        let persons = [Some(event.by.as_str()), principal];
        persons.into_iter().flatten().all(|person| seen.insert(person.to_owned()))
    });
    in_order.eq(due) && distinct && acts.iter().all(|(_, act)| act.digest == case.digest())
}

/// What became of one sequence.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    taken: u64,
    refused: u64,
    executable: u64,
    delegated: u64,
}

/// Runs one sequence; the first disagreement in words.
fn run(setting: &Setting, seed: u64, fault: Option<Fault>) -> Result<Count, String> {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let (world, organisation) = &setting.worlds[usize::try_from(seed % WORLDS).unwrap()];
    let terms = world::terms(&mut random);
    let mut case = Case::open("C1", RequestKind::KeyAccount, APPLICANT, UNIT, terms.clone()).unwrap();
    let mut digests = vec![case.digest().to_owned()];
    let mut model = Model::new(world, fault, terms, case.digest());
    let mut count = Count::default();
    let mut on = 0;
    for _ in 0..LENGTH {
        on += i64::try_from(random.below(3)).unwrap() / 2;
        let due = (model.due(), model.at == At::Draft);
        let asked = world::asked(&mut random, world, &setting.complete, on, (&digests, case.terms()), due);
        let before = (case.phase(), case.round(), case.events().len());
        let answer = decide(&case, &asked, &setting.rules, organisation);
        // The verdict of a refusal costs more than everything else, so not every one is asked for.
        let refuses = answer.outcome != VerdictOutcome::Permit;
        let taken = match refuses && !seed.is_multiple_of(32) {
            true => Err(answer),
            false => take(&mut case, &asked, &setting.rules, organisation),
        };
        let expected = model.takes(&asked);
        let told = || format!("seed {seed}: {asked:?} answered {answer:?}; the model says {expected}");
        if taken.is_ok() != expected || (answer.outcome == VerdictOutcome::Permit) != expected {
            return Err(told());
        }
        match taken {
            Ok(()) => count.taken += 1,
            Err(refused) => {
                count.refused += 1;
                if refused != answer || before != (case.phase(), case.round(), case.events().len()) {
                    return Err(format!("{}; refused with {refused:?}", told()));
                }
            }
        }
        if !stands_alike(model.at, case.phase()) || model.round != case.round() {
            return Err(format!(
                "{}: {:?} in round {}, the model {:?} in {}",
                told(),
                case.phase(),
                case.round(),
                model.at,
                model.round
            ));
        }
        model.reads(case.digest());
        if digests.last().unwrap() != case.digest() {
            digests.push(case.digest().to_owned());
        }
        if taken.is_ok() && case.phase() == Phase::Executable {
            count.executable += 1;
            count.delegated += u64::from(case.taken().any(|(_, act)| act.authority.delegation.is_some()));
            if !is_rightly_executable(&case) {
                return Err(format!("{}: executable as it may not be", told()));
            }
        }
    }
    // Every so often, since it costs as much as all the rest.
    if seed.is_multiple_of(64) {
        let read = Case::from_json("case.json", &case.to_json());
        if read.as_ref() != Ok(&case) {
            return Err(format!("seed {seed}: read back as {read:?}"));
        }
    }
    Ok(count)
}

#[test]
fn cases_go_as_the_model_says() {
    let setting = setting();
    let total = (0..SEQUENCES).into_par_iter().map(|seed| run(&setting, seed, None)).try_reduce(
        Count::default,
        |a, b| {
            Ok(Count {
                taken: a.taken + b.taken,
                refused: a.refused + b.refused,
                executable: a.executable + b.executable,
                delegated: a.delegated + b.delegated,
            })
        },
    );
    let total = total.unwrap();
    // Sequences that lead nowhere would prove nothing.
    assert!(total.taken > 2 * SEQUENCES && total.refused > 2 * SEQUENCES, "{total:?}");
    assert!(total.executable > SEQUENCES / 20 && total.delegated > SEQUENCES / 200, "{total:?}");
}

#[test]
fn every_rule_written_down_wrongly_is_noticed() {
    let setting = setting();
    for fault in Fault::ALL {
        let noticed =
            (0..SEQUENCES / 2).into_par_iter().find_any(|seed| run(&setting, *seed, Some(fault)).is_err());
        assert!(noticed.is_some(), "nothing tells the rules from {fault:?}");
    }
}

/// Whoever is said to be entitled may act, by that authority, and nobody else may.
#[test]
fn entitled_is_whoever_may_act_and_nobody_else() {
    let setting = setting();
    let (mut permitted, mut refused) = (0, 0);
    for seed in 0..2_000 {
        let mut random = Random(seed ^ 0xe111);
        let (_, organisation) = &setting.worlds[usize::try_from(seed % WORLDS).unwrap()];
        let terms = world::terms(&mut random);
        let mut case = Case::open("C1", RequestKind::KeyAccount, APPLICANT, UNIT, terms).unwrap();
        if case.submit(setting.complete.clone(), &setting.rules).is_err() {
            continue;
        }
        for on in [2, 1, 3, 5] {
            let report = case.report(day(on), organisation, None, &setting.rules);
            let who = case.who_may_act(day(on), organisation);
            assert_eq!(report.steps.first().map(|step| &step.people), Some(&who.people));
            let papers = organisation.delegations().iter().map(|paper| Some(paper.delegation_id.clone()));
            let papers: Vec<_> = std::iter::once(None).chain(papers).collect();
            let mut next = None;
            for (person, delegation) in
                who.people.iter().flat_map(|person| papers.iter().map(move |paper| (person, paper.clone())))
            {
                let request = ActRequest {
                    on: day(on),
                    by: person.person_id.clone(),
                    decision: who.decision.unwrap(),
                    role: who.role.clone().unwrap(),
                    delegation: delegation.clone(),
                    digest: case.digest().to_owned(),
                    opinion: None,
                };
                let may = case.decide_act(&request, organisation).outcome == VerdictOutcome::Permit;
                let said = person.authorities.iter().any(|authority| {
                    authority.delegation.as_ref().map(|paper| &paper.delegation_id) == delegation.as_ref()
                });
                assert_eq!(said, may, "seed {seed}, {request:?}");
                permitted += usize::from(may);
                refused += usize::from(!may);
                next = next.or(may.then_some(request));
            }
            let Some(request) = next else { continue };
            case.act(request, organisation).unwrap();
            if case.next_step().is_none() {
                break;
            }
        }
    }
    assert!(permitted > 1_000 && refused > 10_000, "{permitted} {refused}");
}

/// A step of a remedy as it is applied: done, done by one unit less, or left out.
fn apply(step: &RemedyStep, less: bool, request: &mut ActRequest, papers: &mut [Delegation]) {
    let id = request.delegation.clone();
    let paper = papers.iter_mut().find(|paper| Some(&paper.delegation_id) == id.as_ref());
    let day = |measure: &Measure| match measure {
        Measure::Date(day) => *day,
        other => unreachable!("{other:?} is no day"),
    };
    match &step.change {
        NeededChange::From { on } => request.on = request.on.max(*on - Days::new(u64::from(less))),
        NeededChange::Become { one_of } if !less => match one_of.as_slice() {
            [Measure::Text(digest)] => digest.clone_into(&mut request.digest),
            other => unreachable!("{other:?} is no digest"),
        },
        NeededChange::State { .. } if !less => paper.unwrap().written_ref = Some("文号9".to_owned()),
        NeededChange::Become { .. } | NeededChange::State { .. } => {}
        NeededChange::More { to: Measure::Money(to), .. } => {
            let fen = to.at_scale(2).unwrap() - i128::from(less);
            paper.unwrap().max_amount = Some(Exact::new(fen, 2));
        }
        NeededChange::More { to, .. } => paper.unwrap().valid_to = day(to) - Days::new(u64::from(less)),
        NeededChange::Less { to, .. } => paper.unwrap().valid_to = day(to) + Days::new(u64::from(less)),
        NeededChange::Act { person: Some(person), delegation, role } if !less => {
            person.clone_into(&mut request.by);
            role.clone_into(&mut request.role);
            request.delegation.clone_from(delegation);
        }
        NeededChange::Act { .. } => {}
        other => unreachable!("{other:?} is no remedy of an act"),
    }
}

#[test]
fn a_remedy_of_an_act_turns_it_and_one_unit_less_does_not() {
    let setting = setting();
    let (mut tried, mut kinds) = (0, BTreeSet::new());
    for seed in 0..4_000 {
        let mut random = Random(seed ^ 0x5eed);
        let (world, organisation) = &setting.worlds[usize::try_from(seed % WORLDS).unwrap()];
        let terms = world::terms(&mut random);
        let mut case = Case::open("C1", RequestKind::KeyAccount, APPLICANT, UNIT, terms.clone()).unwrap();
        if case.submit(setting.complete.clone(), &setting.rules).is_err() {
            continue;
        }
        let name = terms.digest();
        let mut model = Model::new(world, None, terms, &name);
        assert!(model.takes(&Asked::Submit(Box::new(setting.complete.clone()))));
        model.reads(case.digest());
        let digests = ["stale".to_owned(), case.digest().to_owned()];
        for at in 2..14 {
            let (on, due) = (at / 2, (model.due(), false));
            let asked =
                world::asked(&mut random, world, &setting.complete, on, (&digests, case.terms()), due);
            let Asked::Act(request) = asked else { continue };
            if case.phase() == Phase::Draft {
                // It is to be submitted first, and what was submitted is to be read.
                continue;
            }
            let verdict = case.explain_act(&request, organisation);
            let out_of_turn = |step: &RemedyStep| step.code == ReasonCode::OutOfSequence;
            for remedy in verdict.remedies.iter().filter(|remedy| remedy.is_reachable()) {
                if request.decision.code() != "return"
                    && request.decision.code() != "reject"
                    && remedy.steps.iter().any(out_of_turn)
                {
                    // Steps of others before it, which the next test takes.
                    continue;
                }
                let turned = |less: Option<usize>| {
                    let (mut request, mut papers) = ((*request).clone(), organisation.delegations().to_vec());
                    for (at, step) in remedy.steps.iter().enumerate() {
                        apply(step, less == Some(at), &mut request, &mut papers);
                    }
                    let holders = organisation.role_holders().to_vec();
                    let mended = Organisation::new(Vec::new(), holders, papers).unwrap();
                    case.decide_act(&request, &mended)
                };
                let told = || format!("seed {seed}: {request:?}\n{}", verdict.text(Language::English));
                assert_eq!(turned(None).outcome, VerdictOutcome::Permit, "{}", told());
                for (at, step) in remedy.steps.iter().enumerate() {
                    assert_eq!(turned(Some(at)).outcome, VerdictOutcome::Deny, "step {at}: {}", told());
                    kinds.insert(step.code.code());
                }
                tried += 1;
            }
            let act = Asked::Act(request);
            if take(&mut case, &act, &setting.rules, organisation).is_ok() {
                assert!(model.takes(&act));
            }
        }
    }
    assert!(tried > 2_000, "{tried}");
    let mendable = [
        "back_dated",
        "stale_approval",
        "no_written_ref",
        "delegation_not_issued",
        "delegation_not_yet_valid",
        "delegation_expired",
        "delegation_too_long",
        "delegation_amount_exceeded",
        "role_not_yet_held",
        "not_in_role",
        "same_person",
        "principal_lacks_role",
        "out_of_sequence",
    ];
    let untried: Vec<_> = mendable.iter().filter(|code| !kinds.contains(**code)).collect();
    assert!(untried.is_empty(), "no remedy of {untried:?}");
}

/// Whoever asks before his turn is told who acts before him, and then may; where nothing is said to lead there,
/// no order of people does.
#[test]
fn the_steps_before_an_act_lead_to_it() {
    let setting = setting();
    let (mut led, mut unreachable, mut left_out) = (0, 0, 0);
    for seed in 0..3_000 {
        let mut random = Random(seed ^ 0x7042);
        let (_, organisation) = &setting.worlds[usize::try_from(seed % WORLDS).unwrap()];
        let terms = world::terms(&mut random);
        let mut case = Case::open("C1", RequestKind::KeyAccount, APPLICANT, UNIT, terms).unwrap();
        if case.submit(setting.complete.clone(), &setting.rules).is_err() {
            continue;
        }
        let last = case.tier().unwrap().steps.last().unwrap().clone();
        let steps = case.tier().unwrap().steps.len();
        let papers = organisation.delegations().iter().map(|paper| Some(paper.delegation_id.clone()));
        let authorities: Vec<_> = std::iter::once(None).chain(papers).collect();
        for (person, delegation) in
            PEOPLE.iter().flat_map(|person| authorities.iter().map(move |paper| (person, paper.clone())))
        {
            let request = ActRequest {
                on: day(3),
                by: (*person).into(),
                decision: last.act.into(),
                role: last.role.clone(),
                delegation,
                digest: case.digest().to_owned(),
                opinion: None,
            };
            let verdict = case.explain_act(&request, organisation);
            let told = || format!("seed {seed}: {request:?}\n{}", verdict.text(Language::English));
            if verdict.outcome == VerdictOutcome::Permit {
                continue;
            }
            for remedy in verdict.remedies.iter().filter(|remedy| remedy.is_reachable()) {
                assert_eq!(remedy.steps.len(), steps - 1, "{}", told());
                let after = |left_out: Option<usize>| {
                    let mut case = case.clone();
                    for (at, step) in remedy.steps.iter().enumerate() {
                        let (_, due) = case.next_step().unwrap();
                        let mut act = ActRequest { decision: due.act.into(), ..request.clone() };
                        apply(step, false, &mut act, &mut []);
                        if left_out == Some(at) {
                            break;
                        }
                        case.act(act, organisation).unwrap_or_else(|refused| {
                            panic!("{}{}", told(), refused.text(Language::English))
                        });
                    }
                    case.decide_act(&request, organisation).outcome
                };
                assert_eq!(after(None), VerdictOutcome::Permit, "{}", told());
                assert_eq!(after(Some(remedy.steps.len() - 1)), VerdictOutcome::Deny, "{}", told());
                (led, left_out) = (led + 1, left_out + 1);
            }
            if verdict.remedies.iter().any(|remedy| !remedy.is_reachable()) {
                assert!(!some_order_leads_to(&case, &request, organisation), "{}", told());
                unreachable += 1;
            }
        }
    }
    assert!(led > 500 && unreachable > 100 && left_out == led, "{led} {unreachable}");
}

/// Whether anybody taking each step that is due in any way leads to the act being permitted.
fn some_order_leads_to(case: &Case, request: &ActRequest, organisation: &Organisation) -> bool {
    if case.decide_act(request, organisation).outcome == VerdictOutcome::Permit {
        return true;
    }
    let who = case.who_may_act(request.on, organisation);
    let Some(decision) = who.decision else { return false };
    who.entitled().any(|person| {
        person.authorities.iter().any(|authority| {
            let mut taken = case.clone();
            let act = ActRequest {
                by: person.person_id.clone(),
                decision,
                role: who.role.clone().unwrap(),
                delegation: authority.delegation.as_ref().map(|paper| paper.delegation_id.clone()),
                ..request.clone()
            };
            taken.act(act, organisation).is_ok() && some_order_leads_to(&taken, request, organisation)
        })
    })
}

/// Cases as files: some executable, with delegates, amendments and several rounds.
fn written_cases(setting: &Setting) -> Vec<String> {
    let mut texts = Vec::new();
    for seed in 0..3_000 {
        let mut random = Random(seed);
        let (_, organisation) = &setting.worlds[usize::try_from(seed % WORLDS).unwrap()];
        let mut case =
            Case::open("C1", RequestKind::KeyAccount, APPLICANT, UNIT, world::terms(&mut random)).unwrap();
        let _ = case.submit(setting.complete.clone(), &setting.rules);
        for on in 1..6 {
            let awaited = PEOPLE.iter().find_map(|person| {
                let mut acts = my_acts([&case], person, day(on), organisation);
                (!acts.is_empty()).then(|| (*person, acts.remove(0)))
            });
            let Some((by, act)) = awaited else { break };
            let request = ActRequest {
                on: day(on),
                by: by.into(),
                decision: act.decision,
                role: act.role,
                delegation: act.authority.delegation.map(|paper| paper.delegation_id),
                digest: act.digest,
                opinion: None,
            };
            case.act(request, organisation).unwrap();
        }
        if case.phase() == Phase::Executable && texts.len() < 30 {
            texts.push(case.to_json());
        }
    }
    texts
}

#[test]
fn no_file_can_say_what_could_not_have_happened() {
    let setting = setting();
    let texts = written_cases(&setting);
    assert_eq!(texts.len(), 30);
    let mut random = Random(7);
    let (mut refused, mut read) = (0, 0);
    for text in &texts {
        assert!(is_rightly_executable(&Case::from_json("case.json", text).unwrap()));
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut hostile = vec![text[..text.len() / 2].to_owned()];
        for _ in 0..12 {
            // A letter, a digit, a line: whatever is changed.
            let at = usize::try_from(random.below(text.len() as u64)).unwrap();
            let mut bytes = text.clone().into_bytes();
            bytes[at] = random.of(b"0123456789abcdef\"{}[],:\\");
            hostile.extend(String::from_utf8(bytes));
            // An event left out, told twice, told in another order, done by somebody else.
            let mut other = json.clone();
            let events = other["events"].as_array_mut().unwrap();
            let (a, b) = (random.below(events.len() as u64), random.below(events.len() as u64));
            let (a, b) = (usize::try_from(a).unwrap(), usize::try_from(b).unwrap());
            match random.below(4) {
                0 => drop(events.remove(a)),
                1 => events.insert(a, events[b].clone()),
                2 => events.swap(a, b),
                _ => events[a]["by"] = events[b]["by"].clone(),
            }
            hostile.push(other.to_string());
        }
        for text in hostile {
            match Case::from_json("case.json", &text) {
                Err(error) => {
                    refused += 1;
                    assert!(!error.problems().is_empty());
                }
                Ok(case) => {
                    read += 1;
                    assert!(case.phase() != Phase::Executable || is_rightly_executable(&case), "{text}");
                }
            }
        }
    }
    assert!(refused > 200 && read > 10, "{refused} {read}");
}
