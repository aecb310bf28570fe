//! Random requests and attempts, held against a model written from the rules alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "access_model/model.rs"]
mod model;
#[path = "access_model/remedies.rs"]
mod remedies;
#[path = "access_model/world.rs"]
mod world;

use std::collections::BTreeSet;

use keyaccount::archive::{AccessDesk, AccessPhase, AccessPolicy, AccessRegisters, AccessRequest};
use keyaccount::{Policy, PolicyDocument, ReasonCode, VerdictOutcome};
use rayon::prelude::*;

use model::{At, Fault, Model};
use world::{PEOPLE, Random, World, hour};

/// How many sequences are tried; so many organisations are shared among them.
const SEQUENCES: u64 = 100_000;
const WORLDS: u64 = 400;
const LENGTH: usize = 9;

struct Setting {
    worlds: Vec<(World, AccessRegisters)>,
    rules: AccessPolicy,
}

fn setting() -> Setting {
    let worlds = (0..WORLDS).map(|seed| {
        let world = World::random(&mut Random(seed));
        let registers = world.registers();
        (world, registers)
    });
    // Where approvers may have others stand in.
    let source = Policy::shipped_source("standard").unwrap();
    let mut document = PolicyDocument::parse("standard", source).unwrap();
    document.set("approval.delegation.scopes", "[\"archive_access\"]").unwrap();
    Setting { worlds: worlds.collect(), rules: AccessPolicy::of(&document.resolve().unwrap()).unwrap() }
}

fn stands_alike(model: At, phase: AccessPhase) -> bool {
    matches!(
        (model, phase),
        (At::Requested, AccessPhase::Requested)
            | (At::Once, AccessPhase::ApprovedOnce)
            | (At::Approved, AccessPhase::Approved)
            | (At::Granted, AccessPhase::Granted)
            | (At::Expired, AccessPhase::Expired)
            | (At::Revoked, AccessPhase::Revoked)
            | (At::Refused, AccessPhase::Refused)
            | (At::Withdrawn, AccessPhase::Withdrawn)
    )
}

#[derive(Clone, Debug, Default)]
struct Count {
    opened: u64,
    taken: u64,
    granted: u64,
    used: u64,
    by_grant: u64,
    permitted: u64,
    codes: BTreeSet<ReasonCode>,
}

impl Count {
    fn and(mut self, other: Self) -> Self {
        self.opened += other.opened;
        self.taken += other.taken;
        self.granted += other.granted;
        self.used += other.used;
        self.by_grant += other.by_grant;
        self.permitted += other.permitted;
        self.codes.extend(other.codes);
        self
    }
}

/// What is due, as `world::act` counts.
const fn due(phase: AccessPhase) -> u64 {
    match phase {
        AccessPhase::Requested => 0,
        AccessPhase::ApprovedOnce => 1,
        AccessPhase::Approved => 2,
        _ => 3,
    }
}

/// Runs one sequence; the first disagreement in words.
fn run(setting: &Setting, seed: u64, fault: Option<Fault>) -> Result<Count, String> {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let (world, registers) = &setting.worlds[(seed % WORLDS) as usize];
    let ask = world::ask(&mut random);
    let requester = random.of(&PEOPLE);
    let mut at = random.below(72) as i64;
    let mut model = Model::new(world, fault, ask.clone(), requester, at);
    let mut count = Count::default();
    let opened = AccessRequest::open(ask.clone(), requester, hour(at), &setting.rules, registers);
    if model.opens() != opened.is_ok() {
        return Err(format!("seed {seed}: {requester} asks {ask:?}: {opened:?}"));
    }
    let mut registers = registers.clone();
    if let Ok(mut request) = opened {
        count.opened += 1;
        for _ in 0..LENGTH {
            at += if random.one_in(6) { random.below(150) as i64 } else { random.below(10) as i64 };
            let when = if random.one_in(15) { at - 30 } else { at };
            let act = world::act(&mut random, world, &ask, requester, when, due(request.phase()));
            let before = request.clone();
            let answer = request.decide(&act, &registers);
            let taken = request.take(&act, &registers);
            let expected = model.takes(&act);
            let told =
                || format!("seed {seed}: {requester} asks {ask:?}; {act:?}: {answer:?}, expected {expected}");
            if taken.is_ok() != expected || (answer.outcome == VerdictOutcome::Permit) != expected {
                return Err(told());
            }
            match taken {
                Ok(phase) => {
                    count.taken += 1;
                    count.granted += u64::from(phase == AccessPhase::Granted && before.phase() != phase);
                    count.used += u64::from(phase == AccessPhase::Granted && before.phase() == phase);
                }
                Err(verdict) => {
                    count.codes.extend(verdict.reasons.iter().map(|reason| reason.code));
                    if verdict.answer() != answer || before != request {
                        return Err(format!("{}: refused with {verdict:?}", told()));
                    }
                }
            }
            if !stands_alike(model.at, request.phase()) {
                return Err(format!("{}: {:?}, the model {:?}", told(), request.phase(), model.at));
            }
        }
        registers.grants = Some(request.grants());
        if seed.is_multiple_of(64) {
            let read = AccessRequest::from_json("request.json", &request.to_json());
            if read.as_ref() != Ok(&request) {
                return Err(format!("seed {seed}: read back as {read:?}"));
            }
        }
    } else if let Err(verdict) = opened {
        count.codes.extend(verdict.reasons.iter().map(|reason| reason.code));
    }
    let handed_out = registers.grants.as_ref().is_some_and(|grants| !grants.is_empty());
    let desk = AccessDesk::new(&setting.rules, &registers).unwrap();
    for _ in 0..6 {
        let when = random.below((at + 60).unsigned_abs()) as i64;
        let attempt = world::attempt(&mut random, &ask, requester, when);
        let answer = desk.decide(&attempt);
        let expected = model.permits(&attempt, handed_out);
        let verdict = desk.explain(&attempt);
        if (answer.outcome == VerdictOutcome::Permit) != expected || verdict.answer() != answer {
            return Err(format!(
                "seed {seed}: {attempt:?} answered {answer:?}, verdict {verdict:?}; expected {expected}; grants {:?}",
                registers.grants
            ));
        }
        count.permitted += u64::from(expected);
        count.by_grant += u64::from(answer.rule == Some(ReasonCode::Granted));
    }
    Ok(count)
}

#[test]
fn requests_and_attempts_go_as_the_model_says() {
    let setting = setting();
    let total = (0..SEQUENCES)
        .into_par_iter()
        .map(|seed| run(&setting, seed, None))
        .try_reduce(Count::default, |a, b| Ok(a.and(b)));
    let total = total.unwrap();
    // Sequences that lead nowhere would prove nothing.
    assert!(total.opened > SEQUENCES / 20 && total.taken > SEQUENCES / 20, "{total:?}");
    assert!(total.granted > SEQUENCES / 100 && total.used > SEQUENCES / 200, "{total:?}");
    assert!(total.permitted > SEQUENCES / 4 && total.by_grant > SEQUENCES / 200, "{total:?}");
    // Every reason a request gives.
    let expected = [
        ReasonCode::NoPurpose,
        ReasonCode::NothingAsked,
        ReasonCode::NeverGranted,
        ReasonCode::NoApprovalNeeded,
        ReasonCode::SeveralDepartments,
        ReasonCode::NotPermitted,
        ReasonCode::ExternalDisclosure,
        ReasonCode::WrongStatus,
        ReasonCode::PaperOnly,
        ReasonCode::Outside,
        ReasonCode::RequestNotOpen,
        ReasonCode::RequestNotGranted,
        ReasonCode::GrantStillRuns,
        ReasonCode::GrantExpired,
        ReasonCode::SelfApproval,
        ReasonCode::SamePerson,
        ReasonCode::OutOfSequence,
        ReasonCode::NotInRole,
        ReasonCode::NotYourUnit,
        ReasonCode::NotTheApplicant,
        ReasonCode::BackDated,
        ReasonCode::NoNda,
        ReasonCode::FieldNotGranted,
        ReasonCode::NeedsSecondApproval,
        ReasonCode::NobodyAbove,
        ReasonCode::DelegationExpired,
        ReasonCode::NotTheDelegate,
    ];
    let missing: Vec<_> = expected.iter().filter(|code| !total.codes.contains(code)).collect();
    assert!(missing.is_empty(), "nothing gave {missing:?}");
}

#[test]
fn every_rule_written_down_wrongly_is_noticed() {
    let setting = setting();
    for fault in Fault::ALL {
        let noticed =
            (0..SEQUENCES).into_par_iter().find_any(|seed| run(&setting, *seed, Some(fault)).is_err());
        assert!(noticed.is_some(), "nothing tells the rules from {fault:?}");
    }
}

/// So many refusals are looked at for what would turn them.
const REFUSALS: u64 = 6_000;

#[test]
fn every_remedy_carried_out_turns_the_verdict() {
    let setting = setting();
    let total = (0..REFUSALS).into_par_iter().map(|seed| {
        let mut random = Random(seed.wrapping_mul(0x9e6c_63d0_876a_46b1));
        let (world, registers) = &setting.worlds[(seed % WORLDS) as usize];
        let ask = world::ask(&mut random);
        let requester = random.of(&PEOPLE);
        let mut registers = registers.clone();
        if random.one_in(3) {
            registers.grants = Some(granted(&mut random, &setting, world, &registers, &ask, requester));
        }
        let at = random.below(200) as i64;
        let attempt = world::attempt(&mut random, &ask, requester, at);
        remedies::hold_to_their_word(&setting.rules, &registers, &attempt)
    });
    let total = total.try_reduce(remedies::Tried::default, |a, b| {
        Ok(remedies::Tried {
            carried_out: a.carried_out + b.carried_out,
            unreachable: a.unreachable + b.unreachable,
        })
    });
    let total = total.unwrap();
    assert!(total.carried_out > REFUSALS / 4 && total.unreachable > REFUSALS / 20, "{total:?}");
}

/// The grant of a request that is approved as far as it goes.
fn granted(
    random: &mut Random,
    setting: &Setting,
    world: &World,
    registers: &AccessRegisters,
    ask: &keyaccount::archive::AccessAsk,
    requester: &str,
) -> Vec<keyaccount::archive::AccessGrant> {
    let Ok(mut request) = AccessRequest::open(ask.clone(), requester, hour(0), &setting.rules, registers)
    else {
        return Vec::new();
    };
    for at in 1..20 {
        let act = world::act(random, world, ask, requester, at, due(request.phase()));
        // A refusal is simply tried again.
        drop(request.take(&act, registers));
    }
    request.grants()
}
