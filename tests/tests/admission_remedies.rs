//! A remedy of admission is true: with every step done in the book itself the decision turns; with one step
//! left out, or done by one unit less, it does not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod admission_steps;

use std::collections::BTreeMap;

use admission_steps::{Done, World};
use keyaccount::{NeededChange, Predicate, ReasonCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy};
use keyaccount_tests::{AdmissionVector, Ask, read_files, vectors};

/// What must be among the reasons of a permit for it to come from a remedy of one way among several.
fn way(step: &RemedyStep) -> Option<&str> {
    let about = step.about.as_deref();
    match step.code {
        ReasonCode::SingleOrder | ReasonCode::PeriodPurchases | ReasonCode::OfficialRank => {
            Some(step.code.code())
        }
        ReasonCode::NeedsApproval | ReasonCode::SignOffMissing => None,
        _ if matches!(step.change, NeededChange::Act { .. }) => None,
        _ => about,
    }
}

/// Whether a verdict permits, and by the way that a remedy opens.
fn turns(verdict: &Verdict, remedy: &VerdictRemedy, is_any: bool, is_vip: bool) -> bool {
    let way = remedy.steps.first().and_then(way).filter(|_| is_any);
    let opened = |way: &str| {
        let official = is_vip && way == "kind";
        verdict.reasons.iter().any(|reason| {
            reason.code.code() == way
                || reason.about.as_deref() == Some(way)
                || official && reason.code == ReasonCode::OfficialRank
        })
    };
    verdict.outcome == VerdictOutcome::Permit && way.is_none_or(opened)
}

fn follow(
    place: &str,
    vector: &AdmissionVector,
    ask: &Ask,
    remedy: &VerdictRemedy,
    seen: &mut BTreeMap<&str, u32>,
) {
    let policy = vector.policy().unwrap();
    let is_vip = !matches!(ask, Ask::KeyAccount { .. } | Ask::InEffect { .. });
    let rules = policy.admission().key_account.as_ref().unwrap();
    let is_any = is_vip || matches!(rules.when, Predicate::Any(_));
    let turns = |done: &[(&RemedyStep, Done)]| {
        let mut world = World::new(vector, ask);
        // A share is of all that was ordered.
        let (shares, first): (Vec<_>, Vec<_>) =
            done.iter().copied().partition(|(step, _)| step.about.as_deref() == Some("volume_share"));
        for (step, done) in first.into_iter().chain(shares) {
            world.apply(step, done);
        }
        turns(&world.verdict(&policy), remedy, is_any, is_vip)
    };
    if let [step] = &*remedy.steps
        && is_open(step)
        && is_vip
    {
        *seen.entry("told").or_default() += 1;
        return tell(place, vector, ask, step);
    }
    let all: Vec<_> = remedy.steps.iter().map(|step| (step, Done::Whole)).collect();
    assert!(turns(&all), "{place}: {remedy:?} does not turn it");
    for (at, step) in remedy.steps.iter().enumerate() {
        let count = |seen: &mut BTreeMap<&str, u32>, what| *seen.entry(what).or_default() += 1;
        // What is supplied or stated may say more than was asked.
        if is_open(step) {
            count(seen, "supplied");
            continue;
        }
        let mut without = all.clone();
        without.remove(at);
        assert!(!turns(&without), "{place}: {remedy:?} turns it without {step:?}");
        count(seen, "left out");
        if World::has_less(step) {
            let mut less = all.clone();
            less[at].1 = Done::OneLess;
            assert!(!turns(&less), "{place}: {remedy:?} turns it with one unit less of {step:?}");
            count(seen, "one less");
        }
    }
}

/// Whether what a step brings is not known before.
const fn is_open(step: &RemedyStep) -> bool {
    matches!(step.change, NeededChange::Supply { .. } | NeededChange::State { .. })
}

/// With what is supplied or stated it can be told, whatever it comes to.
fn tell(place: &str, vector: &AdmissionVector, ask: &Ask, step: &RemedyStep) {
    let policy = vector.policy().unwrap();
    let mut world = World::new(vector, ask);
    let lacks = |world: &World<'_>| {
        let verdict = world.verdict(&policy);
        verdict.reasons.iter().any(|reason| reason.code == step.code && reason.about == step.about)
    };
    assert!(lacks(&world), "{place}: {step:?}");
    world.apply(step, Done::Whole);
    assert!(!lacks(&world), "{place}: {step:?} does not tell");
}

#[test]
fn every_remedy_turns_the_decision_and_nothing_less_does() {
    let mut seen = BTreeMap::new();
    for (file, content) in read_files::<AdmissionVector>(&vectors().join("admission")).unwrap() {
        for vector in &content.vectors {
            for question in &vector.questions {
                let place = format!("{file}, {}, {:?}", vector.id, question.ask);
                for remedy in &question.expect.remedies {
                    if !remedy.is_reachable() {
                        *seen.entry("unreachable").or_default() += 1;
                        continue;
                    }
                    if remedy
                        .steps
                        .iter()
                        .any(|step| step.about.as_deref() == Some("value_class") && is_open(step))
                    {
                        // What costs would show is not for a remedy to say.
                        continue;
                    }
                    if let [RemedyStep { change: NeededChange::From { on }, .. }] = &*remedy.steps {
                        *seen.entry("waited").or_default() += 1;
                        wait(&place, vector, &question.ask, *on);
                        continue;
                    }
                    follow(&place, vector, &question.ask, remedy, &mut seen);
                }
            }
        }
    }
    for (what, least) in [
        ("left out", 150),
        ("one less", 90),
        ("supplied", 40),
        ("told", 10),
        ("unreachable", 5),
        ("waited", 1),
    ] {
        assert!(seen.get(what).is_some_and(|count| *count >= least), "{what}: {seen:?}");
    }
}

/// From its first day on the customer is no longer new, so that nothing waits any more; the day before it is.
fn wait(place: &str, vector: &AdmissionVector, ask: &Ask, on: chrono::NaiveDate) {
    let policy = vector.policy().unwrap();
    let waits = |day| {
        let mut world = World::new(vector, ask);
        world.as_of = day;
        let verdict = world.verdict(&policy);
        let steps = verdict.remedies.iter().flat_map(|remedy| &remedy.steps);
        steps.filter(|step| matches!(step.change, NeededChange::From { .. })).count() > 0
    };
    assert!(waits(on.pred_opt().unwrap()), "{place}: no longer new before {on}");
    assert!(!waits(on), "{place}: still new on {on}");
}
