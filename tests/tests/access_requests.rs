//! Access requests from the first word to the last: who stands in, several files, rows that are made up, registers
//! of hostile length.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::approval::{Delegation, Organisation, RoleHolder};
use keyaccount::archive::{
    AccessAct, AccessAsk, AccessDesk, AccessGrant, AccessPhase, AccessPolicy, AccessQuestion,
    AccessRegisters, AccessRequest, AccessStep, Attempt, CustomerFile, FileStatus, LogHead, Nda, UseOfGrant,
};
use keyaccount::{
    AccessForm, ArchiveAction, Language, NeededChange, Policy, PolicyDocument, ReasonCode, VerdictOutcome,
};
use keyaccount_tests::access::{file, registers};

/// The standard rules, in which approvers may have others stand in.
fn rules() -> AccessPolicy {
    let source = Policy::shipped_source("standard").unwrap();
    let mut document = PolicyDocument::parse("standard", source).unwrap();
    document.set("approval.delegation.scopes", "[\"archive_access\"]").unwrap();
    AccessPolicy::of(&document.resolve().unwrap()).unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    format!("2026-11-{text}").parse().unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn holder(person: &str, role: &str, unit: &str) -> RoleHolder {
    RoleHolder {
        person_id: person.into(),
        role: role.to_owned(),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        valid_from: day(1),
        valid_to: None,
    }
}

fn paper(id: &str, principal: &str, role: &str, delegate: &str) -> Delegation {
    Delegation {
        delegation_id: id.into(),
        principal: principal.into(),
        role: role.to_owned(),
        delegate: delegate.into(),
        written_ref: Some(format!("授权书{id}")),
        issued_on: day(1),
        valid_from: day(1),
        valid_to: day(30),
        max_amount: None,
        scope: None,
        revoked_on: None,
    }
}

fn of(customer: &str) -> CustomerFile {
    CustomerFile { customer_id: customer.into(), ..file() }
}

fn ask(files: Vec<CustomerFile>) -> AccessAsk {
    AccessAsk {
        request_id: "R1".into(),
        purpose: "对账".to_owned(),
        action: ArchiveAction::ViewPaperExtract,
        department: "sales".to_owned(),
        files,
        fields: vec!["name".to_owned(), "phone".to_owned()],
        form: AccessForm::Paper,
    }
}

fn act(by: &str, when: &str, step: AccessStep) -> AccessAct {
    AccessAct { at: at(when), by: by.into(), step, delegation: None, opinion: None }
}

fn standing_in(by: &str, paper: &str, when: &str, step: AccessStep) -> AccessAct {
    AccessAct { delegation: Some(paper.into()), ..act(by, when, step) }
}

fn grant() -> AccessStep {
    AccessStep::Grant { grant_id: "G1".into() }
}

fn uses(file: CustomerFile) -> AccessStep {
    AccessStep::Use(UseOfGrant { file: Some(file), fields: vec!["name".to_owned()], form: AccessForm::Paper })
}

fn open(files: Vec<CustomerFile>, known: &AccessRegisters) -> AccessRequest {
    AccessRequest::open(ask(files), "xu", at("03T09:00:00"), &rules(), known).unwrap()
}

#[track_caller]
fn refused(request: &mut AccessRequest, act: &AccessAct, known: &AccessRegisters) -> ReasonCode {
    let verdict = request.take(act, known).unwrap_err();
    assert_eq!(verdict.answer(), request.decide(act, known));
    verdict.reasons[0].code
}

#[test]
fn whoever_stands_in_is_told_from_his_principal_and_is_one_person_with_him() {
    let papers = [
        paper("W1", "qin", "department_manager", "he"),
        paper("W2", "tang", "general_manager", "lu"),
        paper("W3", "tang", "general_manager", "he"),
        paper("W4", "qin", "department_manager", "xu"),
    ];
    let known = registers(&[], &papers).unwrap();
    let strict = CustomerFile { level: Some("L3".to_owned()), ..of("K1") };
    let mut request = open(vec![strict.clone()], &known);
    // Nobody decides for himself, not even in another's place.
    let own = standing_in("xu", "W4", "03T10:00:00", AccessStep::Approve);
    assert_eq!(refused(&mut request, &own, &known), ReasonCode::SelfApproval);
    let approve = standing_in("he", "W1", "03T10:00:00", AccessStep::Approve);
    request.take(&approve, &known).unwrap();
    let again = standing_in("he", "W3", "03T11:00:00", AccessStep::ApproveSecond);
    assert_eq!(refused(&mut request, &again, &known), ReasonCode::SamePerson);
    request.take(&standing_in("lu", "W2", "03T11:00:00", AccessStep::ApproveSecond), &known).unwrap();
    assert_eq!(request.phase(), AccessPhase::Approved);
    request.take(&act("tang", "04T08:00:00", grant()), &known).unwrap();
    // The register's rows open the file from the instant of the hand-out on.
    let known = AccessRegisters { grants: Some(request.grants()), ..known };
    let rules = rules();
    let desk = AccessDesk::new(&rules, &known).unwrap();
    let attempt = |when: &str| Attempt {
        file: Some(strict.clone()),
        fields: vec!["name".to_owned()],
        ..Attempt::new(at(when), "xu", ArchiveAction::ViewPaperExtract)
    };
    assert_eq!(desk.decide(&attempt("04T07:59:59")).outcome, VerdictOutcome::Deny);
    assert_eq!(desk.decide(&attempt("04T08:00:00")).rule, Some(ReasonCode::Granted));
    let history = request.history(Language::Chinese, known.organisation.as_ref().unwrap());
    assert!(history[1].contains("qin") && history[1].contains("授权书W1"), "{history:?}");
    assert!(history[2].contains("tang") && history[2].contains("授权书W2"), "{history:?}");
    let english = request.history(Language::English, known.organisation.as_ref().unwrap());
    assert_eq!(english.len(), 4);
    // Read back it is the same request.
    assert_eq!(AccessRequest::from_json("r.json", &request.to_json()).unwrap(), request);
}

/// §5.4, A5: the app's question before the screen on which a deputy decides.
#[test]
fn the_desk_knows_who_stands_in_for_an_approver() {
    let papers =
        [paper("W1", "qin", "department_manager", "he"), paper("W2", "qin", "department_manager", "xu")];
    let known = registers(&[], &papers).unwrap();
    let asked = |by: &str, requester: &str, day: &str| Attempt {
        file: Some(of("K1")),
        requester: Some(requester.into()),
        ..Attempt::new(at(&format!("{day}T10:00:00")), by, ArchiveAction::GrantAccess)
    };
    let rules = rules();
    let desk = AccessDesk::new(&rules, &known).unwrap();
    assert_eq!(desk.decide(&asked("qin", "xu", "03")).outcome, VerdictOutcome::Permit);
    assert_eq!(desk.decide(&asked("he", "xu", "03")).outcome, VerdictOutcome::Permit);
    // Not in the place of whoever asks, not for himself, and not beyond the last day of the paper.
    assert_eq!(desk.decide(&asked("he", "qin", "03")).outcome, VerdictOutcome::Deny);
    assert_eq!(desk.decide(&asked("xu", "xu", "03")).outcome, VerdictOutcome::Deny);
    let last = Attempt { at: at("30T23:59:59"), ..asked("he", "xu", "03") };
    assert_eq!(desk.decide(&last).outcome, VerdictOutcome::Permit);
    let over = Attempt { at: "2026-12-01T00:00:00".parse().unwrap(), ..last };
    assert_eq!(desk.decide(&over).outcome, VerdictOutcome::Deny);
    // Without delegations of this scope nobody stands in.
    let standard = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let desk = AccessDesk::new(&standard, &known).unwrap();
    assert_eq!(desk.decide(&asked("he", "xu", "03")).outcome, VerdictOutcome::Deny);
}

#[test]
fn two_delegates_of_one_principal_do_not_make_two_approvals() {
    let papers = [paper("W1", "tang", "general_manager", "he"), paper("W2", "tang", "general_manager", "lu")];
    let known = registers(&[], &papers).unwrap();
    let export = AccessAsk { action: ArchiveAction::Export, ..ask(vec![of("K1")]) };
    let mut request = AccessRequest::open(export, "qin", at("03T09:00:00"), &rules(), &known).unwrap();
    request.take(&standing_in("he", "W1", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    let second = standing_in("lu", "W2", "03T11:00:00", AccessStep::ApproveSecond);
    assert_eq!(refused(&mut request, &second, &known), ReasonCode::SamePerson);
    request.take(&act("ren", "03T11:00:00", AccessStep::ApproveSecond), &known).unwrap();
}

#[test]
fn one_request_for_several_files_is_granted_row_by_row_and_used_file_by_file() {
    let known = registers(&[], &[]).unwrap();
    let mut request = open(vec![of("K1"), of("K2")], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    request.take(&act("qin", "03T10:00:00", grant()), &known).unwrap();
    let rows: Vec<_> = request.grants().into_iter().map(|row| (row.grant_id, row.customer_id)).collect();
    assert_eq!(rows, [("G1".into(), Some("K1".into())), ("G1".into(), Some("K2".into()))]);
    request.take(&act("xu", "03T11:00:00", uses(of("K2"))), &known).unwrap();
    let other = act("xu", "03T11:00:00", uses(of("K3")));
    assert_eq!(refused(&mut request, &other, &known), ReasonCode::FieldNotGranted);
    // A file is judged as it is now: destroyed, frozen for a hold, of another level, of another department.
    let now = |status, level: Option<&str>, department: &str| CustomerFile {
        status,
        level: level.map(str::to_owned),
        department: Some(department.to_owned()),
        ..of("K1")
    };
    for (file, code) in [
        (now(FileStatus::Disposed, Some("L1"), "sales"), ReasonCode::WrongStatus),
        (now(FileStatus::Frozen, Some("L1"), "sales"), ReasonCode::WrongStatus),
        (now(FileStatus::Filed, Some("L3"), "sales"), ReasonCode::NeedsSecondApproval),
        (now(FileStatus::Filed, None, "sales"), ReasonCode::NeedsSecondApproval),
        (now(FileStatus::Filed, Some("L1"), "trade"), ReasonCode::SeveralDepartments),
    ] {
        assert_eq!(refused(&mut request, &act("xu", "03T12:00:00", uses(file)), &known), code);
    }
    request
        .take(&act("xu", "03T12:00:00", uses(now(FileStatus::Filed, Some("L2"), "sales"))), &known)
        .unwrap();
    let mixed = ask(vec![of("K1"), CustomerFile { department: Some("trade".to_owned()), ..of("K2") }]);
    let refusal = AccessRequest::open(mixed, "xu", at("03T09:00:00"), &rules(), &known).unwrap_err();
    assert_eq!(refusal.reasons[0].code, ReasonCode::SeveralDepartments);
}

#[test]
fn approvers_are_bound_to_secrecy_and_say_so_in_the_evidence() {
    let mut known = registers(&[], &[]).unwrap();
    known.ndas.as_mut().unwrap().retain(|nda| nda.person_id != "qin");
    let mut request = open(vec![of("K1")], &known);
    let approve = act("qin", "03T10:00:00", AccessStep::Approve);
    assert_eq!(refused(&mut request, &approve, &known), ReasonCode::NoNda);
    let refuse = act("qin", "03T10:00:00", AccessStep::Refuse);
    assert_eq!(refused(&mut request, &refuse, &known), ReasonCode::NoNda);
    let unknown = AccessRegisters { ndas: None, ..known.clone() };
    let verdict = request.explain(&approve, &unknown);
    assert_eq!(
        (verdict.outcome, verdict.reasons[0].code),
        (VerdictOutcome::Indeterminate, ReasonCode::NotSupplied)
    );
    known.ndas.as_mut().unwrap().push(Nda {
        person_id: "qin".into(),
        signed_on: day(3),
        valid_to: Some(day(3)),
    });
    request.take(&approve, &known).unwrap();
    // The agreement ended before the hand-out, which is a decision too; taking back opens nothing.
    let hand_out = act("qin", "04T10:00:00", grant());
    assert_eq!(refused(&mut request, &hand_out, &known), ReasonCode::NoNda);
    request.take(&act("tang", "04T10:00:00", grant()), &known).unwrap();
    request.take(&act("qin", "04T11:00:00", AccessStep::Revoke), &known).unwrap();
    // The agreement that held is the evidence.
    assert!(request.to_json().contains("\"valid_to\": \"2026-11-03\""));
}

#[test]
fn the_general_manager_asks_nobody_below_him() {
    let known = registers(&[holder("tang", "staff", "sales")], &[]).unwrap();
    let refusal =
        AccessRequest::open(ask(vec![of("K1")]), "tang", at("03T09:00:00"), &rules(), &known).unwrap_err();
    assert_eq!(refusal.reasons[0].code, ReasonCode::NobodyAbove);
    // Who became one since uses no grant of before.
    let mut request = open(vec![of("K1")], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    request.take(&act("qin", "03T10:00:00", grant()), &known).unwrap();
    let known = registers(&[holder("xu", "general_manager", "")], &[]).unwrap();
    let used = act("xu", "03T11:00:00", uses(of("K1")));
    assert_eq!(refused(&mut request, &used, &known), ReasonCode::NobodyAbove);
}

#[test]
fn nobody_chooses_the_department_that_decides() {
    let known = registers(&[holder("lin", "staff", "trade"), holder("lu", "staff", "trade")], &[]).unwrap();
    let opened =
        |ask: AccessAsk, by: &str| match AccessRequest::open(ask, by, at("03T09:00:00"), &rules(), &known) {
            Ok(request) => Ok(request),
            Err(verdict) => Err(verdict.reasons[0].code),
        };
    let search = |department: &str| AccessAsk {
        action: ArchiveAction::Search,
        department: department.to_owned(),
        ..ask(Vec::new())
    };
    assert_eq!(opened(search("trade"), "xu"), Err(ReasonCode::NotYourUnit));
    assert!(opened(search("sales"), "xu").is_ok());
    // Whoever works in two asks in one of them.
    assert!(opened(search("trade"), "lu").is_ok());
    // A file without a department is its owner's; one whose owner works in two is nobody's.
    let without = |owner: &str| CustomerFile { department: None, owner: Some(owner.into()), ..of("K1") };
    let elsewhere = AccessAsk { department: "trade".to_owned(), ..ask(vec![without("bai")]) };
    assert_eq!(opened(elsewhere, "xu"), Err(ReasonCode::SeveralDepartments));
    assert!(opened(ask(vec![without("bai")]), "xu").is_ok());
    assert_eq!(opened(ask(vec![without("lin")]), "xu"), Err(ReasonCode::DepartmentUnknown));
}

#[test]
fn the_id_of_a_grant_is_given_once() {
    let mut known = registers(&[], &[]).unwrap();
    let mut request = open(vec![of("K1")], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    let hand_out = act("qin", "03T10:00:00", grant());
    let mut first = request.clone();
    first.take(&hand_out, &known).unwrap();
    known.grants = Some(first.grants());
    assert_eq!(refused(&mut request, &hand_out, &known), ReasonCode::GrantIdTaken);
    known.grants = None;
    let verdict = request.explain(&hand_out, &known);
    assert_eq!(verdict.outcome, VerdictOutcome::Indeterminate);
    assert_eq!(verdict.reasons[0].about.as_deref(), Some("grants"));
}

#[test]
fn a_request_that_came_to_nothing_has_no_end() {
    let known = registers(&[], &[]).unwrap();
    let strict = CustomerFile { level: Some("L3".to_owned()), ..of("K1") };
    let mut request = open(vec![strict], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    let mut refused = request.clone();
    refused.take(&act("tang", "03T11:00:00", AccessStep::Refuse), &known).unwrap();
    assert_eq!((refused.phase(), refused.ends()), (AccessPhase::Refused, None));
    request.take(&act("tang", "03T11:00:00", AccessStep::ApproveSecond), &known).unwrap();
    assert_eq!(request.ends(), Some(at("11T00:00:00")));
    request.take(&act("xu", "03T12:00:00", AccessStep::Withdraw), &known).unwrap();
    assert_eq!((request.phase(), request.ends()), (AccessPhase::Withdrawn, None));
}

#[test]
fn rows_that_are_made_up_are_refused() {
    let known = registers(&[], &[]).unwrap();
    let mut request = open(vec![of("K1")], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    request.take(&act("qin", "03T10:00:00", grant()), &known).unwrap();
    let json = request.to_json();
    let forged = |from: &str, to: &str| {
        let text = json.replace(from, to);
        assert_ne!(text, json, "{from}");
        let error = AccessRequest::from_json("r.json", &text).unwrap_err();
        error.problems()[0].to_string()
    };
    // Approved by the applicant, in a role he says he holds.
    assert!(forged("\"qin\"", "\"xu\"").contains("self_approval"));
    // By a manager of another department, or under an agreement that is somebody else's.
    for (path, value, code) in [
        ("/events/1/what/approve/authority/holding/unit", "trade", "not_your_unit"),
        ("/events/1/what/approve/nda/person_id", "tang", "no_nda"),
        ("/events/2/what/grant/nda/person_id", "tang", "no_nda"),
    ] {
        let mut made_up: serde_json::Value = serde_json::from_str(&json).unwrap();
        *made_up.pointer_mut(path).unwrap() = value.into();
        let error = AccessRequest::from_json("r.json", &made_up.to_string()).unwrap_err();
        assert!(error.problems()[0].to_string().contains(code), "{path}: {error:?}");
    }
    for form in ["0", "2"] {
        let told =
            forged("\"keyaccount_access_request\": 1", &format!("\"keyaccount_access_request\": {form}"));
        assert!(told.contains(&format!("an access request of form {form}")), "{told}");
    }
    assert!(serde_json::from_str::<AccessRequest>(&json.replace("_request\": 1", "_request\": 0")).is_err());
}

#[test]
fn what_helps_is_who_may() {
    let known = registers(&[], &[]).unwrap();
    let request = open(vec![of("K1")], &known);
    let verdict = request.explain(&act("xu", "03T10:00:00", AccessStep::Approve), &known);
    let helps: Vec<_> = verdict.remedies.iter().map(|way| way.steps[0].change.clone()).collect();
    let qin = NeededChange::Act {
        role: "department_manager".to_owned(),
        person: Some("qin".into()),
        delegation: None,
    };
    assert_eq!(helps, [qin]);
    let mut taken = request.clone();
    taken.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    assert_eq!(taken.phase(), AccessPhase::Approved);
}

#[test]
fn the_entry_of_the_log_follows_from_the_attempt() {
    let known = registers(&[], &[]).unwrap();
    let mut request = open(vec![of("K1")], &known);
    request.take(&act("qin", "03T10:00:00", AccessStep::Approve), &known).unwrap();
    request.take(&act("qin", "03T10:00:00", grant()), &known).unwrap();
    let known = AccessRegisters { grants: Some(request.grants()), ..known };
    let rules = rules();
    let desk = AccessDesk::new(&rules, &known).unwrap();
    // Asked as a view on a screen, but on paper: it is the extract that is entered.
    let attempt = Attempt {
        file: Some(of("K1")),
        fields: vec!["name".to_owned()],
        form: Some(AccessForm::Paper),
        ..Attempt::new(at("04T12:00:00"), "xu", ArchiveAction::ViewElectronic)
    };
    let entry = desk.entry(&attempt);
    assert_eq!((entry.action, entry.form), (ArchiveAction::ViewPaperExtract, Some(AccessForm::Paper)));
    assert_eq!((entry.role.as_deref(), entry.grant_id.as_deref()), (Some("staff"), Some("G1")));
    assert_eq!((entry.rule.as_deref(), entry.policy.len()), (Some("granted"), 64));
    let nobody = desk.entry(&Attempt { by: "ex".into(), ..attempt.clone() });
    assert_eq!((nobody.role.as_deref(), nobody.rule.as_deref()), (None, Some("outside")));
    let own = Attempt { by: "lin".into(), form: None, ..attempt.clone() };
    assert_eq!(
        (desk.entry(&own).role.as_deref(), desk.entry(&own).grant_id),
        (Some("account_manager"), None)
    );
    // Every one of them can be entered.
    let mut head = LogHead::new();
    head.open(at("04T08:00:00")).unwrap();
    for attempt in [attempt.clone(), Attempt { by: "ex".into(), ..attempt.clone() }, own] {
        head.append(&desk.entry(&attempt)).unwrap();
    }
    // What a grant opens is told with its fields.
    let actions = desk.actions_of("xu", Some(&of("K1")), at("04T12:00:00"));
    let paper = actions.iter().find(|one| one.action == ArchiveAction::ViewPaperExtract).unwrap();
    assert_eq!(paper.answer.outcome, VerdictOutcome::Permit);
    assert_eq!(
        (paper.grants.len(), paper.grants[0].fields.as_slice()),
        (1, &["name".to_owned(), "phone".to_owned()][..])
    );
    let screen = actions.iter().find(|one| one.action == ArchiveAction::ViewElectronic).unwrap();
    assert_eq!((screen.answer.outcome, screen.grants.len()), (VerdictOutcome::Deny, 0));
}

#[test]
fn a_question_with_more_fields_than_a_log_holds_is_refused() {
    let fields: Vec<_> = (0..65).map(|n| format!("\"f{n}\"")).collect();
    let text = format!(
        r#"{{ "attempt": {{ "at": "2026-11-04T12:00:00", "by": "xu", "action": "export", "fields": [{}] }} }}"#,
        fields.join(", ")
    );
    let error = AccessQuestion::from_json("q.json", &text).unwrap_err();
    assert_eq!(error.problems()[0].path, "attempt.fields");
    assert_eq!(error.problems()[0].expected, "at most 64 fields");
}

/// Longer than any register, so that work that grows with its square would not end.
const GRANTS: u32 = 100_000;
const MANY: u32 = 10_000;

#[test]
fn registers_of_hostile_length_are_decided_on_in_good_time() {
    let began = Instant::now();
    let rules = rules();
    let grant = |n: u32, by: &str| AccessGrant {
        grant_id: format!("G{n}").into(),
        requester: "xu".into(),
        action: None,
        customer_id: Some("K1".into()),
        fields: vec!["name".to_owned()],
        form: AccessForm::Paper,
        requested_at: None,
        decided_by: by.into(),
        second_by: Some("lu".into()),
        decided_at: at("03T10:00:00"),
        second_at: None,
        granted_at: None,
        department: None,
        expires_at: at("11T00:00:00"),
        revoked_at: None,
    };
    let nda = |person: &str| Nda { person_id: person.into(), signed_on: day(1), valid_to: None };
    let attempt = Attempt {
        file: Some(CustomerFile { department: None, ..of("K1") }),
        fields: vec!["name".to_owned()],
        ..Attempt::new(at("04T12:00:00"), "xu", ArchiveAction::ViewPaperExtract)
    };
    let many = || 0..MANY;
    // Grants decided by one who holds many roles, for one who holds many, of a file whose owner works everywhere.
    let holders = many().flat_map(|n| {
        let unit = format!("unit {n}");
        [
            holder("xu", "staff", &unit),
            holder("qin", "department_manager", &unit),
            holder("lin", "staff", &unit),
        ]
    });
    // Many who stand in for one, and one who stands in for many.
    let papers = many().flat_map(|n| {
        [
            paper(&format!("A{n}"), "qin", "department_manager", &format!("d{n}")),
            paper(&format!("B{n}"), &format!("p{n}"), "general_manager", "lu"),
        ]
    });
    let known = AccessRegisters {
        organisation: Some(Organisation::new(Vec::new(), holders.collect(), papers.collect()).unwrap()),
        ndas: Some(many().map(|n| nda(&format!("d{n}"))).chain(["xu", "qin", "lu"].map(nda)).collect()),
        grants: Some((0..GRANTS).map(|n| grant(n, if n % 2 == 0 { "qin" } else { "lu" })).collect()),
    };
    let desk = AccessDesk::new(&rules, &known).unwrap();
    assert_eq!(desk.decide(&attempt).outcome, VerdictOutcome::Deny);
    let stated = Attempt {
        file: Some(CustomerFile { department: Some("unit 7".to_owned()), ..of("K1") }),
        ..attempt.clone()
    };
    for attempt in [&attempt, &stated] {
        let verdict = desk.explain(attempt);
        assert_eq!(verdict.answer(), desk.decide(attempt));
    }
    assert_eq!(desk.actions_of("xu", attempt.file.as_ref(), attempt.at).len(), ArchiveAction::ALL.len());
    assert!(desk.who_may(&attempt).people.len() > MANY as usize);
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}
