//! Random things asked of cases, held against a model written from the rules alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::unreachable,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "approval_model/model.rs"]
mod model;
#[path = "approval_model/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use keyaccount::approval::{Case, Circumstances, EventKind, Organisation, Phase, Rules, SubmitRequest};
use keyaccount::{Answer, Exact, Policy, RequestKind, VerdictOutcome};
use keyaccount_tests::approval::papers;
use rayon::prelude::*;

use model::{At, Fault, Model};
use world::{APPLICANT, Asked, Random, UNIT, World, day};

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
            by: APPLICANT.to_owned(),
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
    in_order.eq(due) && distinct && acts.iter().all(|(_, act)| act.digest == case.terms().digest())
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
        let taken = match refuses && seed % 32 != 0 {
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
    if seed % 64 == 0 {
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
