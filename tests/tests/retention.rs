//! Runs every vector of retention and disposal and reports all mismatches together.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::{Days, NaiveDate, NaiveTime};
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::retention::{
    Disposal, DisposalAct, DisposalPhase, DisposalRequest, DisposalRules, Hold, HoldKind, KeptAs, KeptRecord,
    RecordsFile, RetentionState, Schedule,
};
use keyaccount::due::{DueState, Looking, WorkCalendar};
use keyaccount::{
    Disposition, Language, ObligationCode, Policy, PolicyDocument, ReasonCode, Verdict, VerdictOutcome,
};
use keyaccount_tests::retention::{DisposalAsked, DisposalVector, RetentionAsked, RetentionVector};
use keyaccount_tests::{read_files, vectors};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn policy<'a>(name: &str, set: impl IntoIterator<Item = (&'a String, &'a String)>) -> Policy {
    let source = Policy::shipped_source(name).unwrap();
    let mut document = PolicyDocument::parse(name, source).unwrap();
    for (path, value) in set {
        document.set(path, value).unwrap();
    }
    document.resolve().unwrap()
}

/// What was found otherwise than expected, each difference a line; and what was seen.
#[derive(Default)]
struct Found {
    place: String,
    differences: Vec<String>,
    codes: BTreeSet<ReasonCode>,
    obligations: BTreeSet<ObligationCode>,
}

impl Found {
    fn expect<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<&T>, found: &T) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            self.differences.push(format!("{}: {what}: expected {expected:?}, found {found:?}", self.place));
        }
    }

    fn verdict(&mut self, differences: Vec<String>, verdict: &Verdict) {
        let place = self.place.clone();
        self.differences.extend(differences.into_iter().map(|line| format!("{place}: {line}")));
        self.codes.extend(verdict.reasons.iter().map(|reason| reason.code));
        self.obligations.extend(verdict.obligations.iter().map(|obligation| obligation.code));
        let written = serde_json::to_string(verdict).unwrap();
        self.expect("verdict read back", Some(verdict), &serde_json::from_str(&written).unwrap());
    }

    fn schedule(&mut self, expected: &RetentionAsked, found: &Schedule) {
        self.expect("state", Some(&expected.state), &found.state);
        self.expect("keep_until", expected.keep_until.as_ref(), &found.keep_until);
        self.expect("disposable_from", expected.disposable_from.as_ref(), &found.disposable_from);
        self.expect(
            "decided_by",
            expected.decided_by.as_ref(),
            &found.decided_by.clone().unwrap_or_default(),
        );
        self.expect("must_go", expected.must_go.as_ref(), &found.must_go);
        self.expect("must_go_by", expected.must_go_by.as_ref(), &found.must_go_by);
        self.expect("then", expected.then.as_ref(), &found.then);
        self.expect("next_change", expected.next_change.as_ref(), &found.next_change);
        let missing = found.classes.iter().map(|class| class.missing).collect();
        self.expect("missing", expected.missing.as_ref(), &missing);
        let earlier = found.earlier.iter().map(|fields| {
            format!("{}: {} from {}", fields.fields.join(", "), fields.class, fields.disposable_from)
        });
        self.expect("earlier", expected.earlier.as_ref(), &earlier.collect());
        let written = serde_json::to_string(found).unwrap();
        self.expect("schedule read back", Some(found), &serde_json::from_str(&written).unwrap());
    }
}

fn retention_vector(found: &mut Found, file: &str, vector: &RetentionVector) {
    let policy = policy(&vector.policy, &vector.set);
    let rules = policy.archive().retention.as_ref().unwrap();
    for asked in &vector.asked {
        found.place = format!("{file}: {} on {}", vector.id, asked.as_of);
        let holds = vector.holds.as_deref();
        let schedule = rules.schedule(&vector.record, holds, asked.as_of);
        found.schedule(asked, &schedule);
        let verdict = rules.explain(&policy, &vector.record, holds, asked.as_of);
        let answer = rules.decide(&vector.record, holds, asked.as_of);
        found.expect("answer beside the verdict", Some(&answer), &verdict.answer());
        found.verdict(asked.verdict.differences(&verdict), &verdict);
        let disposable = schedule.state == RetentionState::Disposable;
        found.expect("permit", Some(&disposable), &(verdict.outcome == VerdictOutcome::Permit));
    }
}

fn organisation(beside: &[RoleHolder]) -> Organisation {
    let holder = |(person, role): (&str, &str)| RoleHolder {
        person_id: person.into(),
        role: role.to_owned(),
        unit: (role == "department_manager").then(|| "north".to_owned()),
        valid_from: day(2020, 1, 1),
        valid_to: None,
    };
    let four =
        [("ma", "maintainer"), ("mb", "maintainer"), ("dm", "department_manager"), ("gm", "general_manager")];
    let holders = four.into_iter().map(holder).chain(beside.iter().cloned()).collect();
    Organisation::new(Vec::new(), holders, Vec::new()).unwrap()
}

fn ask(found: &mut Found, disposal: &mut Disposal, organisation: &Organisation, asked: &DisposalAsked) {
    let holds = asked.holds.as_deref();
    let verdict = disposal.explain(&asked.ask, organisation, holds);
    let answer = disposal.decide(&asked.ask, organisation, holds);
    found.expect("answer beside the verdict", Some(&answer), &verdict.answer());
    found.verdict(asked.verdict.differences(&verdict), &verdict);
    let before = disposal.clone();
    match disposal.act(asked.ask.clone(), organisation, holds) {
        Ok(phase) => {
            found.expect("outcome of what was done", Some(&VerdictOutcome::Permit), &verdict.outcome);
            found.expect("phase", Some(&disposal.phase()), &phase);
        }
        Err(refused) => {
            found.expect("verdict of what was refused", Some(&verdict), &refused);
            found.expect("refused disposal", Some(&before), disposal);
        }
    }
    found.expect("phase", Some(&asked.phase), &disposal.phase());
    let read = Disposal::from_json("disposal.json", &disposal.to_json());
    found.expect("disposal read back", Some(&Ok(disposal.clone())), &read);
}

#[test]
fn every_vector_goes_as_was_worked_out_by_hand() {
    let mut found = Found::default();
    for (file, content) in read_files::<RetentionVector>(&vectors().join("retention")).unwrap() {
        for vector in &content.vectors {
            retention_vector(&mut found, &file, vector);
        }
    }
    for (file, content) in read_files::<DisposalVector>(&vectors().join("disposal")).unwrap() {
        for vector in &content.vectors {
            let rules = DisposalRules::of(&policy(&vector.policy, &vector.set)).unwrap();
            let (mut disposal, organisation) = (
                Disposal::open("XH-1", vector.department.clone(), rules).unwrap(),
                organisation(&vector.role_holders),
            );
            for (at, asked) in vector.asked.iter().enumerate() {
                found.place = format!("{file}: {} [{at}]", vector.id);
                ask(&mut found, &mut disposal, &organisation, asked);
            }
        }
    }
    assert!(found.differences.is_empty(), "{}", found.differences.join("\n"));
    // The codes of retention stand behind one another in the list.
    let of_retention = ReasonCode::ALL.iter().skip_while(|code| **code != ReasonCode::RetentionEnded);
    let missing: Vec<_> = of_retention
        .take_while(|code| **code != ReasonCode::IncidentRecorded)
        .filter(|code| !found.codes.contains(code))
        .collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
    let obligations = [
        ObligationCode::Delete,
        ObligationCode::Anonymise,
        ObligationCode::Witness,
        ObligationCode::EnterDisposalList,
    ];
    assert!(obligations.iter().all(|code| found.obligations.contains(code)));
}

fn record(id: &str, class: &str, on: NaiveDate) -> KeptRecord {
    let kept = KeptAs { class: class.to_owned(), trigger_on: Some(on), ..KeptAs::default() };
    KeptRecord {
        record_id: id.into(),
        customers: vec!["K1".into()],
        department: Some("north".to_owned()),
        kept_as: vec![kept],
        ..KeptRecord::default()
    }
}

fn hold(class: &str, from: NaiveDate, to: Option<NaiveDate>) -> Hold {
    Hold {
        customer_id: "K1".into(),
        record_class: Some(class.to_owned()),
        kind: HoldKind::LegalHold,
        from,
        to,
        reason: None,
    }
}

/// November 2026: what ends by its last day and what is overdue, the longest due first; nothing that only
/// may go, that ends on the first of December, or that is held.
#[test]
fn what_must_go_this_month() {
    let policy = policy("standard", []);
    let rules = policy.archive().retention.as_ref().unwrap();
    let records = [
        record("prospect until the 29th", "prospects", day(2025, 11, 29)),
        record("prospect until the 30th", "prospects", day(2025, 11, 30)),
        record("contract of long ago", "contracts", day(2010, 5, 1)),
        record("gift held", "gift_ledger", day(2010, 5, 1)),
        record("assessment", "impact_assessments", day(2020, 5, 1)),
        record("prospect until the 9th", "prospects", day(2025, 11, 9)),
    ];
    let holds = [hold("gift_ledger", day(2026, 1, 1), None)];
    let due = rules.must_go_this_month(&records, Some(&holds), day(2026, 11, 10));
    let ids: Vec<_> = due.iter().map(|schedule| schedule.record_id.as_str()).collect();
    // Of the third, 2025-11-30 + 12 months = 2026-11-30, so that it may go on 1 December.
    assert_eq!(ids, ["contract of long ago", "prospect until the 9th", "prospect until the 29th"]);
    let due = rules.must_go_this_month(&records, Some(&holds), day(2026, 12, 1));
    assert_eq!(due.len(), 4);
}

/// A prospect of 2025-11-20 goes from 2026-11-21 to 2026-12-21, by its class; a field of a contract goes
/// earlier; nothing of what is held.
#[test]
fn what_is_due_of_retention() {
    let policy = policy("standard", []);
    let rules = policy.archive().retention.as_ref().unwrap();
    let mut contract = record("HT-1", "contracts", day(2020, 2, 29));
    contract.kept_as[0].fields = vec!["amount".to_owned()];
    contract.kept_as.push(KeptAs {
        class: "contact_logs".to_owned(),
        trigger_on: Some(day(2023, 11, 20)),
        fields: vec!["phone".to_owned()],
        other_basis: None,
    });
    let records = [
        record("P-1", "prospects", day(2025, 11, 20)),
        contract,
        record("S-1", "complaints", day(2023, 11, 24)),
        record("gift", "gift_ledger", day(2010, 5, 1)),
    ];
    let holds = [hold("gift_ledger", day(2026, 1, 1), Some(day(2026, 11, 22)))];
    let at = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let asked = |on, horizon| rules.due(&records, Some(&holds), at(on), horizon);
    let (due, next) = asked(day(2026, 11, 21), day(2026, 11, 24));
    let read = |language| due.iter().map(|due| due.sentence(language)).collect::<Vec<_>>();
    assert_eq!(
        read(Language::English),
        [
            "delete the record: customer K1, record P-1, due by 2026-12-21 (basis chosen); the record may go, its retention has ended: prospects never converted (since 2026-11-21)",
            "delete the record: customer K1, record HT-1, phone, due by 2026-12-21 (basis chosen); the record may go, its retention has ended: contact, visit, phone and message logs (since 2026-11-21)",
        ]
    );
    assert_eq!(
        read(Language::Chinese)[0],
        "销毁档案记录：客户K1、记录P-1，应于2026-12-21前（含）办理（根据：自定）；保管期限已满，档案可以处理：未成交的潜在客户资料（自2026-11-21起）"
    );
    assert!(due.iter().all(|due| due.state == DueState::Due));
    // Three days ahead of 11-22 lies 11-25, when the complaint's period has ended; the gift's hold ends later.
    assert_eq!(next, Some(at(day(2026, 11, 22))));
    let (due, next) = asked(day(2026, 11, 23), day(2026, 11, 25));
    let states: Vec<_> = due.iter().map(|due| (due.about.record.as_deref(), due.state)).collect();
    let expected = [
        (Some("P-1"), DueState::Due),
        (Some("HT-1"), DueState::Due),
        (Some("S-1"), DueState::Upcoming),
        (Some("gift"), DueState::Overdue),
    ];
    assert_eq!(states, expected);
    // The gift is a day later every day.
    assert_eq!(next, Some(at(day(2026, 11, 24))));
    assert_eq!(due[2].what.code(), "anonymise");
    assert_eq!(asked(day(2026, 12, 21), day(2026, 12, 21)).0[0].state, DueState::Due);
    assert_eq!(asked(day(2026, 12, 22), day(2026, 12, 22)).0[0].overdue, 1);
    // What only may go is not due, be it a record or some of its fields.
    let mut least = record("A-1", "contracts", day(2020, 2, 29));
    least.kept_as[0].fields = vec!["amount".to_owned()];
    least.kept_as.push(KeptAs {
        class: "impact_assessments".to_owned(),
        trigger_on: Some(day(2020, 1, 1)),
        fields: vec!["findings".to_owned()],
        other_basis: None,
    });
    let earlier = rules.schedule(&least, Some(&[]), day(2026, 11, 21)).earlier;
    assert_eq!((earlier[0].disposable_from, earlier[0].must_go), (day(2023, 1, 2), false));
    let assessment = record("A-2", "impact_assessments", day(2020, 1, 1));
    let none = rules.due(&[least, assessment], Some(&[]), at(day(2026, 11, 21)), day(2026, 11, 21));
    assert_eq!(none.0, []);
    // Without the register every entry says so.
    let (due, _) = rules.due(&records[..1], None, at(day(2026, 11, 21)), day(2026, 11, 21));
    assert_eq!(due[0].reasons.last().map(|reason| reason.code), Some(ReasonCode::NotSupplied));
}

/// Random records and holds; `next` looks random and repeats.
fn random_record(next: &mut impl FnMut(u64) -> u64) -> (KeptRecord, Vec<Hold>) {
    const CLASSES: [&str; 8] = [
        "contracts",
        "prospects",
        "contact_logs",
        "online_transactions",
        "impact_assessments",
        "complaints",
        "disposal_lists",
        "unknown",
    ];
    let a_day = |n: u64| day(2016, 1, 1) + Days::new(n);
    let kept = (0..1 + next(3)).map(|_| KeptAs {
        class: CLASSES[usize::try_from(next(8)).unwrap()].to_owned(),
        trigger_on: (next(12) > 0).then(|| a_day(next(4_000))),
        fields: ["name", "phone"]
            .iter()
            .take(usize::try_from(next(3)).unwrap())
            .map(|f| (*f).to_owned())
            .collect(),
        other_basis: [None, Some(false), Some(true)][usize::try_from(next(3)).unwrap()],
    });
    let kept = kept.collect();
    let record = KeptRecord {
        record_id: "R".into(),
        customers: vec!["K1".into()],
        kept_as: kept,
        consent_withdrawn_on: (next(3) == 0).then(|| a_day(next(5_000))),
        ..KeptRecord::default()
    };
    let holds = (0..next(3)).map(|_| {
        let from = a_day(next(5_000));
        let class = ["contracts", "prospects", "impact_assessments"][usize::try_from(next(3)).unwrap()];
        hold(class, from, (next(2) == 0).then(|| from + Days::new(next(900))))
    });
    let holds = holds.collect();
    (record, holds)
}

/// Whatever the record: a hold beats the schedule, what is missing or permanent never goes, no date moves
/// later as time passes, and nothing changes before the day that is named.
#[test]
fn properties_of_every_schedule() {
    let policy = policy("standard", []);
    let rules = policy.archive().retention.as_ref().unwrap();
    let mut seed = 7_u64;
    let mut next = |end: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % end
    };
    let (mut held, mut disposable, mut changed) = (0, 0, 0);
    for _ in 0..20_000 {
        let (record, holds) = random_record(&mut next);
        let on = day(2016, 1, 1) + Days::new(next(5_000));
        let schedule = rules.schedule(&record, Some(&holds), on);
        let blocked = holds.iter().any(|hold| {
            let class = hold.record_class.as_deref().unwrap();
            hold.from <= on
                && hold.to.is_none_or(|to| on <= to)
                && record.kept_as.iter().any(|kept| kept.class == class)
        });
        assert_eq!(schedule.state == RetentionState::Held, blocked, "{record:?} {holds:?} {on}");
        held += u32::from(blocked);
        if schedule.state == RetentionState::Disposable {
            disposable += 1;
            let never = ["disposal_lists", "unknown"];
            assert!(record.kept_as.iter().all(|kept| !never.contains(&kept.class.as_str())), "{record:?}");
            assert!(schedule.disposable_from.is_some_and(|from| from <= on));
            // No register of holds, no disposal.
            let unknown = rules.schedule(&record, None, on);
            assert_eq!(unknown.state, RetentionState::HoldsNotSupplied);
        }
        let later = on + Days::new(1 + next(60));
        let then = rules.schedule(&record, Some(&holds), later);
        if let (Some(before), Some(after)) = (schedule.disposable_from, then.disposable_from) {
            assert!(after <= before, "{record:?}: {before} on {on}, {after} on {later}");
        }
        // What begins later is not known yet; of what is known the next change is the first.
        let known: Vec<_> = holds.iter().filter(|hold| hold.from <= on).cloned().collect();
        let withdrawn_later = record.consent_withdrawn_on.is_some_and(|day| day > on);
        if !withdrawn_later && record.consent_withdrawn_on.is_none() {
            let quiet_until =
                schedule.next_change.map_or(on + Days::new(5_000), |day| day.pred_opt().unwrap());
            let probe = on + Days::new(next(1 + u64::try_from((quiet_until - on).num_days()).unwrap()));
            let face = |on| {
                let schedule = rules.schedule(&record, Some(&known), on);
                (schedule.state, schedule.held_by)
            };
            assert_eq!(face(probe), face(on), "{record:?} {holds:?} between {on} and {probe}");
            changed += u32::from(schedule.next_change.is_some());
        }
    }
    assert!(held > 500 && disposable > 500 && changed > 500, "{held} {disposable} {changed}");
}

#[test]
fn records_are_read_and_checked() {
    let text = r#"{ "keyaccount_records": 1,
        "records": [ { "record_id": "HT-1", "customers": ["K1"],
                       "kept_as": [ { "class": "contracts", "trigger_on": "2020-02-29" } ] } ],
        "holds": [ { "customer_id": "K1", "record_class": "contracts", "from": "2026-01-01" } ] }"#;
    let read = RecordsFile::from_json("r.json", text).unwrap();
    let again = RecordsFile::from_json("r.json", &serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again);
    let messages = |text: &str| match RecordsFile::from_json("r.json", text) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().iter().map(|p| format!("{} {}", p.code, p.path)).collect(),
    };
    assert_eq!(
        messages(&text.replace("records\": 1", "records\": 2")),
        ["format_too_new keyaccount_records"]
    );
    let bad = text
        .replace("HT-1", " ")
        .replace("\"from\": \"2026-01-01\"", "\"from\": \"2026-01-01\", \"to\": \"2025-12-31\"");
    assert_eq!(messages(&bad), ["bad_identifier records[0].record_id", "dates_out_of_order holds[0].to"]);
    assert_eq!(messages(&text.replace("\"class\"", "\"klass\"")), ["unknown_key "]);
}

fn executed() -> Disposal {
    let organisation = organisation(&[]);
    let rules = DisposalRules::of(&policy("strict_archive", [])).unwrap();
    let mut disposal = Disposal::open("XH-1", Some("north".to_owned()), rules).unwrap();
    let records =
        vec![record("HT-1", "contracts", day(2010, 1, 1)), record("S-1", "complaints", day(2020, 1, 1))];
    let acts = [
        ("ma", DisposalAct::Propose { records }),
        ("dm", DisposalAct::Approve),
        ("gm", DisposalAct::SecondApprove),
        ("w1", DisposalAct::Witness),
        ("w2", DisposalAct::Witness),
        ("mb", DisposalAct::Execute),
        ("ma", DisposalAct::List { entry_no: "QC-1".to_owned() }),
    ];
    for (by, act) in acts {
        let request = DisposalRequest { on: day(2026, 11, 5), by: by.into(), act };
        disposal.act(request, &organisation, Some(&[])).unwrap();
    }
    disposal
}

/// Of the sample book: the contract with K005 of 2016-06-29 may go from 2026-06-30 on and is of the department of
/// K005's file; that with K010 is held since 2026-04-15; K018, whose complaint may go, has no file.
#[test]
fn a_disposal_gets_its_records_and_holds_from_the_book() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sample-book");
    let mut loaded = keyaccount_files::read_book(&folder, Default::default()).unwrap();
    let policy = policy("strict_archive", []);
    let as_of = day(2026, 6, 30);
    let assessment = loaded.assess(&policy, as_of).unwrap();
    let calendar = WorkCalendar::default();
    let due = assessment.due(loaded.book(), &calendar, Looking::on(as_of)).unwrap();
    let (kept, holds) = (due.kept_records(), due.holds());
    let asked = |ids: [&str; 2]| {
        let records = kept.iter().filter(|record| ids.contains(&record.record_id.as_str()));
        let records: Vec<_> = records.cloned().collect();
        assert_eq!(records.len(), 2);
        let rules = DisposalRules::of(&policy).unwrap();
        let disposal = Disposal::open("XH-1", Some("key_accounts".to_owned()), rules).unwrap();
        let act = DisposalAct::Propose { records };
        let request = DisposalRequest { on: as_of, by: "ma".into(), act };
        let reasons = disposal.explain(&request, &organisation(&[]), holds.as_deref()).reasons;
        reasons.into_iter().map(|reason| (reason.code, reason.about.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(
        asked(["HT-2016-002", "HT-2015-007"]),
        [(ReasonCode::LegalHold, "HT-2015-007: K010, 诉讼未结".to_owned())]
    );
    assert_eq!(
        asked(["HT-2016-002", "TS-2023-04"]),
        [(ReasonCode::DepartmentNotKnown, "TS-2023-04".to_owned())]
    );
    // What has gone is kept no more.
    assert!(kept.iter().all(|record| record.record_id != "LX-2023-Q2"));
}

#[test]
fn the_list_names_records_and_hands_and_no_customer() {
    let disposal = executed();
    let entries = disposal.entries();
    let written = serde_json::to_string(&entries).unwrap();
    assert!(!written.contains("K1"), "{written}");
    let [contract, complaint] = &*entries else { panic!("two entries") };
    assert_eq!((contract.record_id.as_str(), contract.entry_no.as_deref()), ("HT-1", Some("QC-1")));
    assert_eq!(contract.keep_until, Some(day(2020, 1, 1)));
    assert_eq!((contract.then, complaint.then), (Some(Disposition::Delete), Some(Disposition::Anonymise)));
    assert_eq!(contract.approved_by, ["dm", "gm"]);
    assert_eq!(
        (contract.witnesses.as_slice(), contract.executed_by.as_str()),
        (&["w1".into(), "w2".into()][..], "mb")
    );
    assert_eq!(contract.policy.name, "strict_archive");
    assert_eq!(
        disposal.history(Language::English, &Organisation::default()),
        [
            "2026-11-05 ma: proposes the disposal of 2 record(s): HT-1, S-1",
            "2026-11-05 dm: approves it",
            "2026-11-05 gm: approves it second",
            "2026-11-05 w1: attends as a witness",
            "2026-11-05 w2: attends as a witness",
            "2026-11-05 mb: carries it out",
            "2026-11-05 ma: enters it on the disposal list as QC-1",
        ]
    );
    assert_eq!(
        disposal.history(Language::Chinese, &Organisation::default())[0],
        "2026-11-05 ma：提出销毁2份档案：HT-1、S-1"
    );
}

#[test]
fn no_file_says_what_could_not_have_happened() {
    let text = executed().to_json();
    assert_eq!(Disposal::from_json("d.json", &text).unwrap().phase(), DisposalPhase::Listed);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let events = json["events"].as_array().unwrap().len();
    for at in 0..events {
        // An event left out, or done by somebody else.
        let mut other = json.clone();
        other["events"].as_array_mut().unwrap().remove(at);
        let read = Disposal::from_json("d.json", &other.to_string());
        assert!(read.is_err() || at == events - 1, "without event {at}");
        let mut other = json.clone();
        other["events"][at]["by"] = "w1".into();
        let read = Disposal::from_json("d.json", &other.to_string());
        assert!(read.is_err() || at == 3, "event {at} by another");
    }
    let mut other = json.clone();
    other["events"][5]["holds"] = serde_json::json!([{ "customer_id": "K1", "from": "2026-11-01" }]);
    let error = Disposal::from_json("d.json", &other.to_string()).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "d.json (events[5]): found an event of 2026-11-05 by `mb` that could not have happened: legal_hold, expected events that follow from one another; take the disposal from where it was written (legal hold)"
    );
    let newer = text.replace("\"keyaccount_disposal\": 1", "\"keyaccount_disposal\": 2");
    assert_eq!(
        Disposal::from_json("d.json", &newer).unwrap_err().problems()[0].code.code(),
        "format_too_new"
    );
    for cut in (0..text.len()).step_by(97).filter(|at| text.is_char_boundary(*at)) {
        assert!(Disposal::from_json("d.json", &text[..cut]).is_err());
    }
}

#[test]
fn a_policy_that_names_nobody_has_no_disposals() {
    let without = policy(
        "strict_archive",
        [(&"archive.access.permissions.dispose".to_owned(), &"{ deny = \"all\" }".to_owned())],
    );
    assert_eq!(DisposalRules::of(&without), None);
}

/// A hundred thousand fields, each needed by two classes: one pass, not one for each.
#[test]
fn many_fields_take_time_that_grows_with_their_number() {
    let policy = policy("standard", []);
    let rules = policy.archive().retention.as_ref().unwrap();
    let mut wide = record("R-1", "contracts", day(2020, 2, 29));
    wide.kept_as[0].fields = (0..100_000).map(|n| format!("f{n}")).collect();
    let fields = wide.kept_as[0].fields.iter().cloned().chain(["phone".to_owned()]).collect();
    let trigger_on = Some(day(2025, 1, 15));
    wide.kept_as.push(KeptAs { class: "contact_logs".to_owned(), trigger_on, fields, ..KeptAs::default() });
    let begun = std::time::Instant::now();
    let schedule = rules.schedule(&wide, Some(&[]), day(2026, 11, 21));
    assert_eq!(schedule.earlier.iter().map(|of| of.fields.len()).collect::<Vec<_>>(), [1]);
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

/// A file holds its own rules: one that leaves out which approvers are bound to their department is found.
#[test]
fn rules_of_a_disposal_are_those_of_the_policy() {
    let policy = policy("strict_archive", []);
    let disposal = executed();
    assert!(disposal.check_policy(&policy).is_ok());
    let mut json: serde_json::Value = serde_json::from_str(&disposal.to_json()).unwrap();
    json["opened"]["rules"].as_object_mut().unwrap().remove("unit_roles").unwrap();
    let freed = Disposal::from_json("d.json", &json.to_string()).unwrap();
    assert_eq!(freed.check_policy(&policy).unwrap_err().code.code(), "policy_mismatch");
}
