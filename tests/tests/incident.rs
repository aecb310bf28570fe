//! Runs every vector of leak response and reports all mismatches together.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use keyaccount::approval::Organisation;
use keyaccount::archive::incident::{
    ClockState, Incident, IncidentAct, IncidentClock, IncidentEvent, IncidentReport, Waiver,
};
use keyaccount::{
    IncidentStep, Jurisdiction, Language, NoticeContent, Policy, PolicyDocument, ReasonCode, VerdictOutcome,
};
use keyaccount_tests::incident::{ExpectedClock, IncidentAsked, IncidentVector};
use keyaccount_tests::{read_files, vectors};

#[derive(Default)]
struct Found {
    place: String,
    differences: Vec<String>,
    codes: BTreeSet<ReasonCode>,
}

impl Found {
    fn expect<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<&T>, found: &T) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            self.differences.push(format!("{}: {what}: expected {expected:?}, found {found:?}", self.place));
        }
    }

    fn clock(&mut self, expected: &ExpectedClock, found: &IncidentClock) {
        let step = format!("{:?}", found.step);
        let what = |what: &str| format!("{step}: {what}");
        self.expect(&what("due_at"), Some(&expected.due_at), &found.due_at);
        self.expect(&what("state"), Some(&expected.state), &found.state);
        self.expect(&what("hours"), expected.hours.as_ref(), &found.hours);
        self.expect(&what("late_seconds"), expected.late_seconds.as_ref(), &found.late_seconds);
        self.expect(&what("at_worst"), expected.at_worst.as_ref(), &found.at_worst);
        self.expect(&what("done_at"), expected.done_at.as_ref(), &found.done_at);
        self.expect(&what("contents"), expected.contents.as_ref(), &found.contents);
        self.expect(&what("lacks"), expected.lacks.as_ref(), &found.lacks);
        for (language, sentence) in &expected.sentences {
            self.expect(&what("sentence"), Some(sentence), &found.sentence(*language));
        }
    }
}

fn standard(set: &BTreeMap<String, String>) -> Policy {
    let source = Policy::shipped_source("standard").unwrap();
    let mut document = PolicyDocument::parse("standard", source).unwrap();
    for (path, value) in set {
        document.set(path, value).unwrap();
    }
    document.resolve().unwrap()
}

fn ask(found: &mut Found, incident: &mut Incident, asked: &IncidentAsked) {
    match asked {
        IncidentAsked::Record { event, verdict: expected } => {
            let verdict = incident.explain(event);
            found.expect("answer", Some(&incident.decide(event)), &verdict.answer());
            let place = found.place.clone();
            let differences = expected.differences(&verdict);
            found.differences.extend(differences.into_iter().map(|line| format!("{place}: {line}")));
            found.codes.extend(verdict.reasons.iter().map(|reason| reason.code));
            // Where nothing is expected, it is recorded.
            if expected.outcome.is_none() {
                found.expect("outcome", Some(&VerdictOutcome::Permit), &verdict.outcome);
            }
            let before = incident.clone();
            match incident.record(event.clone()) {
                Ok(()) => {
                    found.expect("events", Some(&(before.events().len() + 1)), &incident.events().len())
                }
                Err(refused) => {
                    found.expect("verdict of what was refused", Some(&verdict), &refused);
                    found.expect("refused incident", Some(&before), incident);
                }
            }
            let read = Incident::from_json("incident.json", &incident.to_json());
            found.expect("incident read back", Some(&Ok(incident.clone())), &read);
        }
        IncidentAsked::Report { at, level, accounts, clocks, next_change, due, history } => {
            let report = incident.report(*at);
            found.expect("level", level.as_ref(), &report.level);
            found.expect("accounts", accounts.as_ref(), &report.accounts);
            found.expect("next_change", next_change.as_ref(), &report.next_change);
            for (step, expected) in clocks {
                match (expected, report.clock(*step)) {
                    (Some(expected), Some(clock)) => found.clock(expected, clock),
                    (expected, clock) => {
                        found.expect(&format!("{step:?}"), Some(&expected.is_some()), &clock.is_some());
                    }
                }
            }
            let entries = incident.due(*at).0;
            found.codes.extend(entries.iter().flat_map(|due| &due.reasons).map(|reason| reason.code));
            for (language, expected) in due {
                let entries = entries.iter().map(|due| due.sentence(*language)).collect();
                found.expect("due", Some(expected), &entries);
            }
            for (language, expected) in history {
                let lines = incident.history(*language, &Organisation::default());
                found.expect("history", Some(expected), &lines);
            }
            let written = serde_json::to_string(&report).unwrap();
            found.expect::<IncidentReport>(
                "read back",
                Some(&report),
                &serde_json::from_str(&written).unwrap(),
            );
        }
    }
}

#[test]
fn every_incident_goes_as_was_worked_out_by_hand() {
    let mut found = Found::default();
    for (file, content) in read_files::<IncidentVector>(&vectors().join("incident")).unwrap() {
        for vector in &content.vectors {
            let policy = standard(&vector.set);
            let places = vector.jurisdictions.clone();
            let (staff, customers) = vector.accounts.clone();
            let mut incident = Incident::open("L-1", vector.detected_at, places, &policy)
                .and_then(|incident| incident.with_accounts(staff, customers))
                .unwrap();
            for (at, asked) in vector.asked.iter().enumerate() {
                found.place = format!("{file}: {} [{at}]", vector.id);
                ask(&mut found, &mut incident, asked);
            }
        }
    }
    assert!(found.differences.is_empty(), "{}", found.differences.join("\n"));
    let of_incidents = ReasonCode::ALL.iter().skip_while(|code| **code != ReasonCode::IncidentRecorded);
    let missing: Vec<_> = of_incidents
        .take_while(|code| **code != ReasonCode::NoticeIncomplete)
        .chain([&ReasonCode::NoticeIncomplete])
        .filter(|code| !found.codes.contains(code))
        .collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
}

fn at(seconds: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(9, 0, 0).unwrap() + TimeDelta::seconds(seconds)
}

fn random_act(next: &mut impl FnMut(u64) -> u64, now: i64) -> IncidentAct {
    use NoticeContent::{Cause, Contact, DataTypes, Dpo, Harm, Measures, Numbers, SelfHelp};
    let all = [DataTypes, Cause, Harm, Measures, SelfHelp, Contact, Numbers, Dpo];
    let steps = IncidentStep::ALL;
    let step = steps[usize::try_from(next(7)).unwrap()];
    let when = at(now - i64::try_from(next(4_000)).unwrap() + 100);
    match next(6) {
        0 => IncidentAct::Aware { at: when },
        1 => IncidentAct::Assessed {
            at: when,
            persons: [None, Some(10), Some(1_000_000), Some(999_999)][usize::try_from(next(4)).unwrap()],
            categories: (next(2) == 0).then(|| "names".to_owned()).into_iter().collect(),
            sensitive: (next(2) == 0).then_some(true),
            jurisdictions: (next(4) == 0).then(|| vec![Jurisdiction::Eu]),
        },
        2 => IncidentAct::Done { step, at: when },
        3 => IncidentAct::Notified {
            step,
            at: when,
            contents: all.into_iter().filter(|_| next(4) > 0).collect(),
        },
        4 => {
            IncidentAct::Waived { step, at: when, waiver: Waiver::HarmAvoided, evidence: "report".to_owned() }
        }
        _ => IncidentAct::Closed { at: when },
    }
}

/// Whatever is recorded: no clock ends later as time passes without an event, nothing changes before the
/// instant that is named, what is refused changes nothing, and what is written is read back.
#[test]
fn properties_of_every_incident() {
    let policy = standard(&BTreeMap::new());
    let mut seed = 11_u64;
    let mut next = |end: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % end
    };
    let (mut recorded, mut refused, mut late) = (0, 0, 0);
    for sequence in 0..1_500 {
        let places = vec![Jurisdiction::Cn, Jurisdiction::Eu];
        let mut incident = Incident::open("L", at(0), places, &policy).unwrap();
        let mut now = 0;
        for _ in 0..12 {
            now += i64::try_from(next(9_000)).unwrap();
            let event = IncidentEvent {
                recorded_at: at(now - i64::try_from(next(20)).unwrap() / 19 * 50),
                by: "lin".into(),
                what: random_act(&mut next, now),
            };
            let before = incident.clone();
            let answer = incident.decide(&event);
            let done = incident.record(event.clone());
            assert_eq!(done.is_ok(), answer.outcome == VerdictOutcome::Permit);
            recorded += u32::from(done.is_ok());
            if let Err(verdict) = done {
                refused += 1;
                assert_eq!((verdict.answer(), &before), (answer, &incident));
            }
            let report = incident.report(at(now));
            let later = report.next_change.map_or(at(now + 9_999_999), |next| next - TimeDelta::seconds(1));
            let quiet = (later - at(now)).num_seconds();
            let probe =
                incident.report(at(now + i64::try_from(next(u64::try_from(quiet).unwrap() + 1)).unwrap()));
            for (one, other) in report.clocks.iter().zip(&probe.clocks) {
                assert_eq!((one.step, one.due_at, one.state), (other.step, other.due_at, other.state));
            }
            if let Some(change) = report.next_change {
                let changed = incident.report(change);
                assert!(changed.clocks.iter().zip(&report.clocks).any(|(a, b)| a.state != b.state));
                assert!(changed.clocks.iter().zip(&report.clocks).all(|(a, b)| a.due_at <= b.due_at));
            }
            for clock in &report.clocks {
                let late = matches!(clock.state, ClockState::Late | ClockState::DoneLate);
                assert_eq!(late, clock.late_seconds > 0);
            }
            if report.closed_at.is_some() {
                break;
            }
        }
        // Whatever happened, it can be finished in time or late.
        let when = at(now + 1);
        let all = NoticeContent::ALL.to_vec();
        let rest = IncidentStep::ALL.iter().map(|step| match step {
            IncidentStep::Assess => IncidentAct::Assessed {
                at: when,
                persons: Some(10),
                categories: vec!["names".to_owned()],
                sensitive: Some(false),
                jurisdictions: None,
            },
            IncidentStep::Close => IncidentAct::Closed { at: when },
            step if step.is_notice() => {
                IncidentAct::Notified { step: *step, at: when, contents: all.clone() }
            }
            step => IncidentAct::Done { step: *step, at: when },
        });
        for what in rest {
            let _ = incident.record(IncidentEvent { recorded_at: when, by: "lin".into(), what });
        }
        let report = incident.report(when);
        assert!(report.closed_at.is_some() && report.next_change.is_none(), "{report:?}");
        let open = [ClockState::Running, ClockState::Late];
        assert!(report.clocks.iter().all(|clock| !open.contains(&clock.state) && clock.lacks.is_empty()));
        late += u32::from(report.clocks.iter().any(|clock| clock.state == ClockState::DoneLate));
        if sequence % 16 == 0 {
            assert_eq!(Incident::from_json("i.json", &incident.to_json()).as_ref(), Ok(&incident));
        }
    }
    assert!(recorded > 5_000 && refused > 5_000 && late > 200, "{recorded} {refused} {late}");
}

#[test]
fn files_that_are_none_are_refused_with_their_place() {
    let policy = standard(&BTreeMap::new());
    let mut incident = Incident::open("L-1", at(0), vec![Jurisdiction::Cn], &policy).unwrap();
    let what = IncidentAct::Aware { at: at(60) };
    incident.record(IncidentEvent { recorded_at: at(60), by: "lin".into(), what }).unwrap();
    let text = incident.to_json();
    let problem = |text: &str| Incident::from_json("i.json", text).unwrap_err().problems()[0].clone();
    let offset = problem(&text.replace(
        "\"detected_at\": \"2026-11-20T09:00:00\"",
        "\"detected_at\": \"2026-11-20T09:00:00+08:00\"",
    ));
    assert_eq!((offset.code.code(), offset.line), ("bad_date", Some(5)));
    let fine =
        problem(&text.replace(
            "\"detected_at\": \"2026-11-20T09:00:00\"",
            "\"detected_at\": \"2026-11-20T09:00:00.5\"",
        ));
    assert_eq!((fine.code.code(), fine.path.as_str()), ("bad_date", "opened.detected_at"));
    let newer = problem(&text.replace("\"keyaccount_incident\": 1", "\"keyaccount_incident\": 9"));
    assert_eq!(newer.code.code(), "format_too_new");
    let early = problem(
        &text.replace("\"recorded_at\": \"2026-11-20T09:01:00\"", "\"recorded_at\": \"2026-11-20T08:59:00\""),
    );
    assert_eq!(
        early.to_string(),
        "i.json (events[0]): found an event of 2026-11-20 08:59 by `lin` that could not have happened: time_out_of_order, expected events that follow from one another; take the incident from where it was written (time out of order)"
    );
    let twice = Incident::open("L-1", at(0), vec![Jurisdiction::Cn, Jurisdiction::Cn], &policy).unwrap_err();
    assert_eq!(twice.problems()[0].path, "opened.jurisdictions[1]");
    for cut in (0..text.len()).step_by(97).filter(|at| text.is_char_boundary(*at)) {
        assert!(Incident::from_json("i.json", &text[..cut]).is_err());
    }
    assert_eq!(Language::ALL.map(|l| incident.report(at(60)).lines(l).len()), [6, 6]);
}

/// As many events as there may be, each notice saying all there is to say, are read as fast as a few, give or
/// take: no event looks at those before it. Repeated contents are refused before they are looked at twice.
#[test]
fn long_files_are_read_in_time_that_grows_with_their_length() {
    let policy = standard(&BTreeMap::new());
    let mut incident = Incident::open("L-1", at(0), vec![Jurisdiction::Eu], &policy).unwrap();
    let event = |what| IncidentEvent { recorded_at: at(60), by: "lin".into(), what };
    let notice = |contents| {
        event(IncidentAct::Notified { step: IncidentStep::NotifyAuthorityEu, at: at(60), contents })
    };
    let part = vec![NoticeContent::Cause, NoticeContent::Harm];
    for _ in 0..5_000 {
        incident.record(notice(part.clone())).unwrap();
    }
    assert!(incident.record(notice(part)).is_err(), "one event too many");
    finish_a_full_file(incident.clone());
    let text = incident.to_json();
    let begun = std::time::Instant::now();
    assert_eq!(Incident::from_json("i.json", &text).unwrap(), incident);
    // Quadratic, this took a minute and a half.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let mut one = Incident::open("L-1", at(0), vec![Jurisdiction::Eu], &policy).unwrap();
    let many = vec![NoticeContent::Cause; 1_000_000];
    assert_eq!(one.record(notice(many)).unwrap_err().reasons[0].about.as_deref(), Some("contents"));
}

/// Of a file that is full, what brings it no further is refused, and everything it takes to close it is not.
fn finish_a_full_file(mut incident: Incident) {
    let mut record = |what| {
        let event = IncidentEvent { recorded_at: at(60), by: "lin".into(), what };
        incident.record(event).map(|_| ())
    };
    let assessed = |persons| IncidentAct::Assessed {
        at: at(60),
        persons: Some(persons),
        categories: vec!["names".to_owned()],
        sensitive: Some(false),
        jurisdictions: None,
    };
    let notice = |step| IncidentAct::Notified { step, at: at(60), contents: NoticeContent::ALL.to_vec() };
    let done = |step| IncidentAct::Done { step, at: at(60) };
    let needed = [
        IncidentAct::Aware { at: at(30) },
        assessed(10),
        done(IncidentStep::Report),
        done(IncidentStep::Contain),
        notice(IncidentStep::NotifyAuthorityEu),
        notice(IncidentStep::NotifyCustomers),
    ];
    for what in &needed {
        record(what.clone()).unwrap();
    }
    // What is known and said already, a second time; an earlier awareness and more persons.
    for what in needed.into_iter().chain([IncidentAct::Aware { at: at(20) }, assessed(11)]) {
        assert!(record(what.clone()).is_err(), "{what:?}");
    }
    record(IncidentAct::Closed { at: at(60) }).unwrap();
    assert_eq!(Incident::from_json("i.json", &incident.to_json()).unwrap(), incident);
}

/// A file holds its own rules, and cannot grant itself more time than a policy could.
#[test]
fn rules_of_a_file_are_those_of_the_policy() {
    let policy = standard(&BTreeMap::new());
    let incident = Incident::open("L-1", at(0), vec![Jurisdiction::Cn], &policy).unwrap();
    assert!(incident.check_policy(&policy).is_ok());
    let text = incident.to_json();
    let longer = text.replacen("\"hours\": 72", "\"hours\": 8784", 1);
    let longer = Incident::from_json("i.json", &longer).unwrap();
    assert_eq!(longer.check_policy(&policy).unwrap_err().code.code(), "policy_mismatch");
    for (from, to) in [
        ("\"hours\": 72", "\"hours\": 8785"),
        ("\"hours\": 24", "\"hours\": 0"),
        ("\"persons\": 10000000,", "\"persons\": 1,"),
    ] {
        let bad = text.replacen(from, to, 1);
        if bad == text {
            // Written without a comma, as the last key.
            let bad = text.replacen(from.trim_end_matches(','), to.trim_end_matches(','), 1);
            assert!(Incident::from_json("i.json", &bad).is_err(), "{to}");
            continue;
        }
        assert!(Incident::from_json("i.json", &bad).is_err(), "{to}");
    }
}
