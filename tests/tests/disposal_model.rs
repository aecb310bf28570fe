//! Random things asked of disposals, held against a model written from the rules alone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "disposal_model/model.rs"]
mod model;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::retention::{
    Disposal, DisposalAct, DisposalPhase, DisposalRequest, DisposalRules, Hold, HoldKind, KeptAs, KeptRecord,
};
use keyaccount::{Policy, VerdictOutcome};
use rayon::prelude::*;

use model::{Act, Asked, At, Blocked, Fault, GENERAL, Held, MAINTAINER, MANAGER, Model};

const SEQUENCES: u64 = 24_000;
const LENGTH: u64 = 16;
const PEOPLE: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
const UNITS: [&str; 2] = ["north", "south"];
const ROLES: [&str; 3] = ["maintainer", "department_manager", "general_manager"];

/// Numbers that look random and repeat: `splitmix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Days count from 2026-11-01.
fn day(number: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let days = Days::new(number.unsigned_abs());
    if number < 0 { first - days } else { first + days }
}

/// A prospect last contacted in November 2025, who may go a year and a day later.
fn record(at: usize, from: i64) -> KeptRecord {
    let last_contact = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap() + Days::new((from - 1).unsigned_abs());
    let kept = KeptAs { class: "prospects".to_owned(), trigger_on: Some(last_contact), ..KeptAs::default() };
    KeptRecord {
        record_id: format!("P-{at}").into(),
        customers: vec!["K1".into()],
        department: Some(UNITS[0].to_owned()),
        kept_as: vec![kept],
        ..KeptRecord::default()
    }
}

fn hold((ours, of_class, dispute, from, to): Blocked) -> Hold {
    Hold {
        customer_id: if ours { "K1" } else { "K2" }.into(),
        record_class: Some(if of_class { "prospects" } else { "contracts" }.to_owned()),
        kind: if dispute { HoldKind::OpenDispute } else { HoldKind::LegalHold },
        from: day(from),
        to: to.map(day),
        reason: None,
    }
}

struct World {
    held: Vec<Held>,
    organisation: Organisation,
    from: Vec<i64>,
    records: Vec<KeptRecord>,
    holds: Vec<Blocked>,
    register: Vec<Hold>,
}

impl World {
    fn random(random: &mut Random) -> Self {
        let mut held: Vec<Held> = Vec::new();
        for role in 0..ROLES.len() {
            for _ in 0..1 + random.below(3) {
                let (first, last) = (random.of(&[-90, -90, 3]), random.of(&[None, None, Some(6), Some(200)]));
                let unit = random.of(&[Some(0), Some(0), Some(0), Some(1), None]);
                held.push((random.below(PEOPLE.len()), role, unit, first, last));
            }
        }
        let holders = held.iter().map(|(person, role, unit, from, to)| RoleHolder {
            person_id: PEOPLE[*person].into(),
            role: ROLES[*role].to_owned(),
            unit: unit.map(|unit: usize| UNITS[unit].to_owned()),
            valid_from: day(*from),
            valid_to: to.map(day),
        });
        let organisation = Organisation::new(Vec::new(), holders.collect(), Vec::new()).unwrap();
        let from: Vec<i64> = (0..1 + random.below(3)).map(|_| random.of(&[1, 1, 1, 2, 4])).collect();
        let records = from.iter().enumerate().map(|(at, from)| record(at, *from)).collect();
        let mut holds: Vec<Blocked> = Vec::new();
        for _ in 0..random.below(3) {
            let first = random.of(&[-5, 2, 4, 6]);
            let last = random.of(&[Some(1), Some(2), Some(3), Some(5), None]).filter(|last| *last >= first);
            let yes = [true, true, false];
            holds.push((random.of(&yes), random.of(&yes), random.of(&yes), first, last));
        }
        let register = holds.iter().copied().map(hold).collect();
        Self { held, organisation, from, records, holds, register }
    }

    /// Somebody, more often than not one who holds the role.
    fn somebody(&self, random: &mut Random, act: Act) -> usize {
        let role = match act {
            Act::Propose | Act::Execute | Act::List => MAINTAINER,
            Act::Approve => MANAGER,
            Act::Second => GENERAL,
            Act::Reject => random.of(&[MANAGER, GENERAL]),
            Act::Witness | Act::Withdraw => return random.below(PEOPLE.len()),
        };
        let holders: Vec<usize> = self.held.iter().filter(|held| held.1 == role).map(|held| held.0).collect();
        if random.below(5) > 0 { random.of(&holders) } else { random.below(PEOPLE.len()) }
    }
}

const ACTS: [Act; 8] = [
    Act::Propose,
    Act::Approve,
    Act::Second,
    Act::Witness,
    Act::Execute,
    Act::List,
    Act::Reject,
    Act::Withdraw,
];

fn request(world: &World, asked: Asked<'_>) -> DisposalRequest {
    let act = match asked.act {
        Act::Propose => DisposalAct::Propose { records: world.records.clone() },
        Act::Approve => DisposalAct::Approve,
        Act::Second => DisposalAct::SecondApprove,
        Act::Witness => DisposalAct::Witness,
        Act::Execute => DisposalAct::Execute,
        Act::List => DisposalAct::List { entry_no: "Q-1".to_owned() },
        Act::Reject => DisposalAct::Reject { reason: None },
        Act::Withdraw => DisposalAct::Withdraw { reason: None },
    };
    DisposalRequest { on: day(asked.on), by: PEOPLE[asked.by].into(), act }
}

const fn stands_alike(model: At, phase: DisposalPhase) -> bool {
    matches!(
        (model, phase),
        (At::Draft, DisposalPhase::Draft)
            | (At::Proposed, DisposalPhase::Proposed)
            | (At::Once, DisposalPhase::ApprovedOnce)
            | (At::Twice, DisposalPhase::ApprovedTwice)
            | (At::Executed, DisposalPhase::Executed)
            | (At::Listed, DisposalPhase::Listed)
            | (At::Rejected, DisposalPhase::Rejected)
            | (At::Withdrawn, DisposalPhase::Withdrawn)
    )
}

/// What no disposal that was carried out may lack, read from its events alone: a proposer, two approvers and
/// two witnesses, five different persons, and somebody to do it who neither approved nor witnessed.
fn is_rightly_executed(disposal: &Disposal) -> bool {
    let by = |did: fn(&DisposalAct) -> bool| -> Vec<&str> {
        disposal.events().iter().filter(|event| did(&event.act)).map(|event| event.by.as_str()).collect()
    };
    let proposed = by(|act| matches!(act, DisposalAct::Propose { .. }));
    let approved = by(|act| matches!(act, DisposalAct::Approve | DisposalAct::SecondApprove));
    let witnessed = by(|act| *act == DisposalAct::Witness);
    let executed = by(|act| *act == DisposalAct::Execute);
    let all: Vec<_> = proposed.iter().chain(&approved).chain(&witnessed).collect();
    let distinct: BTreeSet<_> = all.iter().collect();
    (proposed.len(), approved.len(), executed.len()) == (1, 2, 1)
        && witnessed.len() >= 2
        && distinct.len() == all.len()
        && !approved.contains(&executed[0])
        && !witnessed.contains(&executed[0])
        && disposal.entries().len() == disposal.records().len()
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    taken: u64,
    refused: u64,
    executed: u64,
    held: u64,
}

/// Runs one sequence; the first disagreement in words.
fn run(rules: &DisposalRules, seed: u64, fault: Option<Fault>) -> Result<Count, String> {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let world = World::random(&mut random);
    let mut disposal = Disposal::open("D1", Some(UNITS[0].to_owned()), rules.clone()).unwrap();
    let mut model = Model::new(&world.held, &world.from, fault);
    let mut count = Count::default();
    let mut on: i64 = random.of(&[0, 1, 1, 2, 3]);
    for _ in 0..LENGTH {
        on += random.of(&[0, 0, 0, 0, 1, 1, 2, -1]);
        let act = match model.due(model.witnesses()).filter(|_| random.below(6) > 0) {
            Some(due) => due,
            None => random.of(&ACTS),
        };
        let supplied = random.below(12) > 0;
        let holds = supplied.then_some(world.holds.as_slice());
        let asked = Asked { act, by: world.somebody(&mut random, act), on, holds };
        let register = supplied.then_some(world.register.as_slice());
        let request = request(&world, asked);
        let answer = disposal.decide(&request, &world.organisation, register);
        let before = (disposal.phase(), disposal.events().len());
        let taken = disposal.act(request, &world.organisation, register);
        let expected = model.takes(asked);
        let told = || format!("seed {seed}: {asked:?} answered {answer:?}; the model says {expected}");
        if taken.is_ok() != expected || (answer.outcome == VerdictOutcome::Permit) != expected {
            return Err(told());
        }
        match taken {
            Ok(_) => count.taken += 1,
            Err(verdict) => {
                count.refused += 1;
                let codes = verdict.reasons.iter().map(|reason| reason.code.code());
                count.held +=
                    u64::from(codes.into_iter().any(|code| code == "legal_hold" || code == "open_dispute"));
                if verdict.answer() != answer || before != (disposal.phase(), disposal.events().len()) {
                    return Err(format!("{}; refused with {verdict:?}", told()));
                }
            }
        }
        if !stands_alike(model.at, disposal.phase()) {
            return Err(format!("{}: {:?}, the model {:?}", told(), disposal.phase(), model.at));
        }
        let carried_out = matches!(disposal.phase(), DisposalPhase::Executed | DisposalPhase::Listed);
        if carried_out && !is_rightly_executed(&disposal) {
            return Err(format!("{}: carried out as it may not be", told()));
        }
        count.executed +=
            u64::from(disposal.phase() == DisposalPhase::Executed && before.0 != disposal.phase());
    }
    if seed.is_multiple_of(64) {
        let read = Disposal::from_json("d.json", &disposal.to_json());
        if read.as_ref() != Ok(&disposal) {
            return Err(format!("seed {seed}: read back as {read:?}"));
        }
    }
    Ok(count)
}

fn rules() -> DisposalRules {
    DisposalRules::of(&Policy::shipped("strict_archive").unwrap()).unwrap()
}

#[test]
fn disposals_go_as_the_model_says() {
    let rules = rules();
    let counts: Result<Vec<Count>, String> =
        (0..SEQUENCES).into_par_iter().map(|seed| run(&rules, seed, None)).collect();
    let counts = counts.unwrap();
    let sum = |of: fn(&Count) -> u64| counts.iter().map(of).sum::<u64>();
    let (taken, refused, executed, held) =
        (sum(|c| c.taken), sum(|c| c.refused), sum(|c| c.executed), sum(|c| c.held));
    println!("{SEQUENCES} sequences: {taken} taken, {refused} refused, {executed} carried out, {held} held");
    assert!(taken > 20_000 && refused > 20_000 && executed > 500 && held > 1_000);
}

/// A model that is wrong in one rule must be found out, or the test above proves nothing of that rule.
#[test]
fn every_planted_fault_is_found() {
    let rules = rules();
    let missed: Vec<Fault> = Fault::ALL
        .into_par_iter()
        .filter(|fault| (0..SEQUENCES).all(|seed| run(&rules, seed, Some(*fault)).is_ok()))
        .collect();
    assert!(missed.is_empty(), "nothing shows {missed:?}");
}
