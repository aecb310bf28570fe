//! Runs every vector of access and reports all mismatches together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use keyaccount::archive::{AccessDesk, AccessGrant, AccessPolicy, AccessRegisters, Attempt, FileStatus};
use keyaccount::book::Code;
use keyaccount::{AccessForm, Answer, ArchiveAction, Language, Reason, ReasonCode, Verdict, VerdictOutcome};
use keyaccount_tests::access::{AccessVector, Asked, COLUMNS, Question, file, registers};
use keyaccount_tests::{read_files, vectors};

fn noon() -> NaiveDateTime {
    "2026-11-04T12:00:00".parse().unwrap()
}

fn desk_says(policy: &AccessPolicy, registers: &AccessRegisters, attempt: &Attempt) -> (Answer, Verdict) {
    let desk = AccessDesk::new(policy, registers).unwrap();
    (desk.decide(attempt), desk.explain(attempt))
}

/// What one cell says, tried with and without approvals, on one's own customer and another's.
fn cell(policy: &AccessPolicy, action: ArchiveAction, (role, person): (&str, &str)) -> String {
    let mut known = registers(&[], &[]).unwrap();
    let paper = policy.access.paper_only.iter().any(|name| name == role);
    let form = if paper && action != ArchiveAction::ViewElectronic {
        AccessForm::Paper
    } else {
        AccessForm::Electronic
    };
    let form = if action == ArchiveAction::ViewPaperExtract { AccessForm::Paper } else { form };
    let attempt = |owner: &str, level: &str| {
        let mut file = file();
        file.owner = Some(owner.into());
        file.level = Some(level.to_owned());
        if action == ArchiveAction::EnterBasicInfo {
            file.status = FileStatus::Draft;
        }
        let fields = vec!["phone".to_owned()];
        let mut attempt =
            Attempt { file: Some(file), fields, form: Some(form), ..Attempt::new(noon(), person, action) };
        // Whose request it is tells the level: a manager's own goes to the general manager.
        if action == ArchiveAction::GrantAccess {
            let (asker, asked) = match role {
                "general_manager" => ("qin", ArchiveAction::Export),
                _ => ("xu", ArchiveAction::ViewPaperExtract),
            };
            (attempt.requester, attempt.requested) = (Some(asker.into()), Some(asked));
            attempt.form = Some(AccessForm::Paper);
        }
        attempt
    };
    let mut outcomes = |approvals: usize| {
        // The manager's own request goes to the next level up.
        let first = if person == "qin" { "ren" } else { "qin" };
        let grant = AccessGrant {
            grant_id: "G1".into(),
            requester: person.into(),
            action: Some(action),
            customer_id: (!action.is_of_whole_base()).then(|| "K1".to_owned()).map(Into::into),
            fields: vec!["phone".to_owned()],
            form,
            decided_by: first.into(),
            second_by: (approvals == 2).then(|| "tang".to_owned()).map(Into::into),
            requested_at: None,
            decided_at: noon(),
            second_at: None,
            granted_at: None,
            department: None,
            expires_at: "2026-11-12T00:00:00".parse().unwrap(),
            revoked_at: None,
        };
        known.grants = Some(if approvals == 0 { Vec::new() } else { vec![grant] });
        let may = |owner, level| {
            let (answer, verdict) = desk_says(policy, &known, &attempt(owner, level));
            assert_eq!(verdict.answer(), answer);
            answer.outcome == VerdictOutcome::Permit
        };
        // On another's customer, on one's own, and on another's of the strictest level.
        [may("somebody else", "L1"), may(person, "L1"), may("somebody else", "L3")]
    };
    let found = [outcomes(0), outcomes(1), outcomes(2)];
    // Levels are those of files: the whole base has none.
    let strict = action.is_of_whole_base();
    match found {
        [[true, true, true], ..] => "A",
        [[false, true, false], [false, true, false], [false, true, false]] => "O",
        [[false, false, false], [true, true, once], [true, true, true]] if once == strict => "P",
        [[false, false, false], [false, false, false], [true, true, true]] => "P2",
        [[false, false, false], [false, false, false], [false, false, false]] => "D",
        other => return format!("{other:?}"),
    }
    .to_owned()
}

fn reason(reason: &Reason) -> String {
    match &reason.about {
        Some(about) => format!("{}: {about}", reason.code.code()),
        None => reason.code.code().to_owned(),
    }
}

fn attempt(policy: &AccessPolicy, asked: &Asked, produced: &mut BTreeSet<ReasonCode>) -> Vec<String> {
    let (answer, verdict) = desk_says(policy, &asked.registers().unwrap(), &asked.attempt());
    produced.extend(verdict.reasons.iter().map(|reason| reason.code));
    let mut different = Vec::new();
    let mut expect = |what: &str, expected: &[String], found: Vec<String>| {
        if expected != found {
            different.push(format!("{what}: expected {expected:?}, found {found:?}"));
        }
    };
    let expected = &asked.expect;
    expect("outcome", std::slice::from_ref(&expected.outcome), vec![verdict.outcome.code().to_owned()]);
    expect("reasons", &expected.reasons, verdict.reasons.iter().map(reason).collect());
    expect("answer", &[format!("{answer:?}")], vec![format!("{:?}", verdict.answer())]);
    if let Some(remedies) = &expected.remedies {
        let found = verdict.remedies.iter().map(|remedy| {
            remedy.steps.iter().map(|s| s.sentence(Language::English)).collect::<Vec<_>>().join("; ")
        });
        expect("remedies", remedies, found.collect());
    }
    if let Some(obligations) = &expected.obligations {
        let found = verdict.obligations.iter().map(|must| must.sentence(Language::English));
        expect("obligations", obligations, found.collect());
    }
    if let Some(chinese) = &expected.chinese {
        let found = verdict.reasons.iter().map(|reason| reason.sentence(Language::Chinese));
        expect("in Chinese", chinese, found.collect());
    }
    different
}

#[test]
fn every_attempt_comes_to_what_was_worked_out_by_hand() {
    let (mut count, mut cells, mut all) = (0, 0, Vec::new());
    let mut produced = BTreeSet::new();
    for (name, content) in read_files::<AccessVector>(&vectors().join("access")).unwrap() {
        for vector in content.vectors {
            count += 1;
            let policy = vector.rules().unwrap().unwrap();
            let different = match &vector.asks {
                Question::Attempt(asked) => attempt(&policy, asked, &mut produced),
                Question::Matrix(rows) => {
                    assert_eq!(rows.len(), ArchiveAction::ALL.len());
                    let mut different = Vec::new();
                    for (action, row) in rows {
                        let row: Vec<_> = row.split_whitespace().collect();
                        assert_eq!(row.len(), COLUMNS.len());
                        for (column, expected) in COLUMNS.iter().zip(row) {
                            cells += 1;
                            let found = cell(&policy, ArchiveAction::from_code(action).unwrap(), *column);
                            if found != expected {
                                let role = column.0;
                                different
                                    .push(format!("{action}, {role}: expected {expected}, found {found}"));
                            }
                        }
                    }
                    different
                }
            };
            all.extend(different.into_iter().map(|text| format!("{name} / {}: {text}", vector.id)));
        }
    }
    assert!(count > 40 && cells == 2 * 17 * 10, "{count} vectors, {cells} cells");
    assert!(all.is_empty(), "{} differences in {count} vectors:\n{}", all.len(), all.join("\n"));
    // Those of requests are produced by the tests of requests.
    let of_attempts = [
        ReasonCode::AllowedByRole,
        ReasonCode::OwnCustomer,
        ReasonCode::Granted,
        ReasonCode::Outside,
        ReasonCode::NoNda,
        ReasonCode::NdaExpired,
        ReasonCode::NotPermitted,
        ReasonCode::MaintainerOnly,
        ReasonCode::NotOwnCustomer,
        ReasonCode::NeedsApproval,
        ReasonCode::NeedsSecondApproval,
        ReasonCode::FieldNotGranted,
        ReasonCode::FormNotGranted,
        ReasonCode::PaperOnly,
        ReasonCode::GrantExpired,
        ReasonCode::GrantRevoked,
        ReasonCode::SelfApproval,
        ReasonCode::ApproverNotEntitled,
        ReasonCode::WrongStatus,
        ReasonCode::NoFileNamed,
        ReasonCode::ExternalDisclosure,
        ReasonCode::NotYourUnit,
        ReasonCode::OtherLevel,
        ReasonCode::NoRequesterNamed,
        ReasonCode::NothingToDecide,
        ReasonCode::NobodyAbove,
        ReasonCode::UnsoundTerms,
        ReasonCode::RoleNotYetHeld,
        ReasonCode::RoleNoLongerHeld,
        ReasonCode::NotSupplied,
    ];
    let missing: Vec<_> = of_attempts.iter().filter(|code| !produced.contains(code)).collect();
    assert!(missing.is_empty(), "no vector produces {missing:?}");
}
