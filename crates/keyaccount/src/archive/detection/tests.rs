#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test")]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::*;
use crate::archive::Nda;
use crate::labels::Language;
use crate::policy::AccessForm;

/// So many seconds after Friday noon, a time at which nothing is found.
fn at(seconds: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(12, 0, 0).unwrap()
        + TimeDelta::seconds(seconds)
}

fn entry(at: NaiveDateTime, role: &str, action: ArchiveAction) -> LogEntry {
    LogEntry {
        at,
        actor: "P-1".to_owned(),
        role: role.to_owned(),
        action,
        customer_id: Some("C-1".to_owned()),
        fields: Vec::new(),
        form: None,
        outcome: LogOutcome::Allowed,
        rule: None,
        grant_id: None,
        policy: "a".repeat(64),
    }
}

fn grant() -> AccessGrant {
    AccessGrant {
        grant_id: "G-1".to_owned(),
        requester: "P-1".to_owned(),
        action: None,
        customer_id: Some("C-1".to_owned()),
        fields: vec!["name".to_owned(), "phone".to_owned()],
        form: AccessForm::Paper,
        decided_by: "P-9".to_owned(),
        second_by: None,
        requested_at: None,
        decided_at: at(0),
        second_at: None,
        granted_at: None,
        department: None,
        expires_at: at(3600),
        revoked_at: None,
    }
}

fn nda() -> Nda {
    Nda { person_id: "P-1".to_owned(), signed_on: at(0).date(), valid_to: None }
}

fn registers() -> AccessRegisters {
    AccessRegisters { organisation: None, ndas: Some(vec![nda()]), grants: Some(vec![grant()]) }
}

fn search(registers: &AccessRegisters, entries: &[LogEntry]) -> LogFindings {
    let policy = Policy::shipped("standard").unwrap();
    let mut watch = LogWatch::new(&policy, registers).unwrap();
    for (line, entry) in (2..).zip(entries) {
        watch.see(line, entry);
    }
    watch.finish()
}

/// The rules that found something, with the lines they found.
fn found(registers: &AccessRegisters, entries: &[LogEntry]) -> Vec<(LogRule, Vec<u64>)> {
    search(registers, entries).findings.into_iter().map(|found| (found.rule, found.lines)).collect()
}

fn denied(seconds: i64) -> LogEntry {
    LogEntry { outcome: LogOutcome::Denied, ..entry(at(seconds), "staff", ArchiveAction::Search) }
}

const DAY: i64 = 24 * 3600;

#[test]
fn five_denials_in_a_day_are_found_and_four_are_not() {
    let all = |times: &[i64]| found(&registers(), &times.iter().map(|at| denied(*at)).collect::<Vec<_>>());
    assert_eq!(all(&[0, 1, 2, 3]), []);
    assert_eq!(all(&[0, 1, 2, 3, 4]), [(LogRule::RepeatedDenials, vec![2, 3, 4, 5, 6])]);
    // Exactly 24 hours from the first to the fifth, and a second more.
    assert_eq!(all(&[0, 1, 2, 3, DAY]).len(), 1);
    assert_eq!(all(&[0, 1, 2, 3, DAY + 1]), []);
    // It goes on as long as there are five within the hours; then another begins.
    let later = [0, 1, 2, 3, 4, 5, 3 * DAY, 3 * DAY, 3 * DAY, 3 * DAY, 3 * DAY];
    assert_eq!(
        all(&later),
        [
            (LogRule::RepeatedDenials, vec![2, 3, 4, 5, 6, 7]),
            (LogRule::RepeatedDenials, vec![8, 9, 10, 11, 12])
        ]
    );
    // Of two people, neither has five; what is allowed is no denial.
    let mut two: Vec<_> = (0..8).map(denied).collect();
    for entry in two.iter_mut().take(4) {
        entry.actor = "P-2".to_owned();
    }
    assert_eq!(found(&registers(), &two), []);
    let finding = search(&registers(), &(0..6).map(denied).collect::<Vec<_>>()).findings.remove(0);
    assert_eq!((finding.entries, finding.actual), (6, Some(Measure::Count(6))));
    assert_eq!(finding.required, Some(Bound::Below(Measure::Count(5))));
}

#[test]
fn what_needs_a_grant_had_one_in_force() {
    let view = |change: fn(&mut LogEntry)| {
        let mut entry = entry(at(10), "staff", ArchiveAction::ViewPaperExtract);
        entry.grant_id = Some("G-1".to_owned());
        entry.form = Some(AccessForm::Paper);
        entry.fields = vec!["phone".to_owned()];
        change(&mut entry);
        found(&registers(), &[entry])
    };
    let is_found = [(LogRule::NoLiveGrant, vec![2])];
    assert_eq!(view(|_| {}), []);
    assert_eq!(view(|e| e.grant_id = None), is_found);
    assert_eq!(view(|e| e.grant_id = Some("G-2".to_owned())), is_found);
    assert_eq!(view(|e| e.customer_id = Some("C-2".to_owned())), is_found);
    assert_eq!(view(|e| e.fields.push("price".to_owned())), is_found);
    assert_eq!(view(|e| e.form = Some(AccessForm::Electronic)), is_found);
    assert_eq!(view(|e| e.at = at(-1)), is_found);
    assert_eq!(view(|e| e.at = at(0)), []);
    assert_eq!(view(|e| e.at = at(3599)), []);
    assert_eq!(view(|e| e.at = at(3600)), is_found);
    // What is allowed without asking, or denied, is not.
    assert_eq!(view(|e| e.role = "maintainer".to_owned()), []);
    assert_eq!(
        view(|e| {
            e.outcome = LogOutcome::Denied;
            e.grant_id = None;
        }),
        []
    );
    // A grant for viewing is none for searching.
    assert_eq!(view(|e| e.action = ArchiveAction::Search), is_found);
    let mut other = registers();
    other.grants.as_mut().unwrap()[0].revoked_at = Some(at(10));
    let mut seen = entry(at(9), "staff", ArchiveAction::ViewPaperExtract);
    seen.grant_id = Some("G-1".to_owned());
    assert_eq!(found(&other, &[seen.clone()]), []);
    seen.at = at(10);
    assert_eq!(found(&other, &[seen.clone()]), is_found);
    // Without the register, a grant that is named is not judged; one that is not named is missing all the same.
    other.grants = None;
    let unjudged = search(&other, &[seen.clone()]);
    assert_eq!((unjudged.findings.len(), unjudged.unjudged), (0, vec![LogRule::NoLiveGrant]));
    seen.grant_id = None;
    assert_eq!(found(&other, &[seen]), is_found);
}

#[test]
fn more_than_fifty_customers_in_a_day_are_found() {
    let views = |customers: std::ops::Range<u32>, from: i64| -> Vec<LogEntry> {
        let view = |n: u32| LogEntry {
            customer_id: Some(format!("C-{n}")),
            ..entry(at(from), "maintainer", ArchiveAction::ViewElectronic)
        };
        customers.map(view).collect()
    };
    assert_eq!(found(&registers(), &views(0..50, 0)), []);
    // The same customer again is no other one.
    assert_eq!(found(&registers(), &[views(0..50, 0), views(0..50, 1)].concat()), []);
    let over = search(&registers(), &views(0..52, 0)).findings;
    assert_eq!((over.len(), over[0].rule, over[0].entries), (1, LogRule::ManyCustomers, 52));
    assert_eq!((over[0].lines.len(), over[0].lines[0]), (20, 2));
    assert_eq!(over[0].actual, Some(Measure::Count(52)));
    // Another day begins anew, 13 hours later.
    assert_eq!(
        found(
            &AccessRegisters { ndas: None, ..registers() },
            &[views(0..30, 0), views(30..60, 20 * 3600)].concat()
        ),
        []
    );
}

#[test]
fn exports_and_what_is_done_at_night_are_found() {
    // A maintainer's export without a grant is found twice over.
    let export = entry(at(0), "maintainer", ArchiveAction::Export);
    assert_eq!(
        found(&registers(), &[export.clone(), export.clone()]),
        [(LogRule::NoLiveGrant, vec![2, 3]), (LogRule::Export, vec![2, 3])]
    );
    let refused = LogEntry { outcome: LogOutcome::Denied, ..export };
    assert_eq!(found(&registers(), &[refused]), []);
    let night = |seconds: i64, action| found(&registers(), &[entry(at(seconds), "maintainer", action)]);
    let ten = 10 * 3600;
    let six = 18 * 3600;
    assert_eq!(night(ten - 1, ArchiveAction::Maintain), []);
    assert_eq!(night(ten, ArchiveAction::Maintain), [(LogRule::Night, vec![2])]);
    assert_eq!(night(six - 1, ArchiveAction::Maintain), [(LogRule::Night, vec![2])]);
    assert_eq!(night(six, ArchiveAction::Maintain), []);
    assert_eq!(night(ten, ArchiveAction::Backup), []);
    let finding = search(&registers(), &[entry(at(ten), "maintainer", ArchiveAction::Maintain)]).findings;
    assert_eq!(
        finding[0].sentence(Language::English),
        "P-1: done at night, 2026-11-20 22:00:00, line 2 (found 22:00:00, required 06:00–22:00)"
    );
}

#[test]
fn an_agreement_holds_through_its_last_day() {
    let view = |last: Option<NaiveDate>, days: i64| {
        let ndas = Some(vec![Nda { valid_to: last, ..nda() }]);
        let registers = AccessRegisters { ndas, ..registers() };
        found(&registers, &[entry(at(days * DAY), "maintainer", ArchiveAction::Maintain)])
    };
    let is_found = [(LogRule::LapsedNda, vec![2])];
    let last = at(DAY).date();
    assert_eq!((view(Some(last), 0), view(Some(last), 1)), (vec![], vec![]));
    assert_eq!(view(Some(last), 2), is_found);
    assert_eq!(view(None, -1), is_found, "before it was signed");
    let none = AccessRegisters { ndas: Some(Vec::new()), ..registers() };
    let seen = entry(at(0), "maintainer", ArchiveAction::Maintain);
    assert_eq!(found(&none, std::slice::from_ref(&seen)), is_found);
    let unknown = search(&AccessRegisters { ndas: None, ..registers() }, &[seen]);
    assert_eq!((unknown.findings.len(), unknown.unjudged), (0, vec![LogRule::LapsedNda]));
}

#[test]
fn what_a_policy_does_not_search_for_is_not_found() {
    let source = "[policy]\nformat = 1\nname = \"quiet\"\nversion = \"1\"\nextends = \"standard@1\"\n[archive.log]\n\
        repeated_denials = \"never\"\nno_live_grant = \"never\"\nmany_customers = \"never\"\nexport = \"never\"\n\
        night = \"never\"\nlapsed_nda = \"never\"\n";
    let policy = Policy::from_text("quiet.toml", source).unwrap();
    let empty = AccessRegisters::default();
    let mut watch = LogWatch::new(&policy, &empty).unwrap();
    for line in 2..80 {
        watch.see(line, &entry(at(12 * 3600), "staff", ArchiveAction::Export));
        watch.see(line, &denied(12 * 3600));
    }
    let found = watch.finish();
    assert_eq!((found.findings.len(), found.left_out, found.unjudged.len()), (0, 0, 0));
    assert_eq!((found.policy.name.as_str(), found.policy.digest), ("quiet", policy.digest()));
}

#[test]
fn every_rule_reads_in_both_languages() {
    for rule in LogRule::ALL {
        assert!(rule.reading(Language::English).is_ascii() && !rule.reading(Language::Chinese).is_ascii());
    }
    let policy = PolicyUsed::of(&Policy::shipped("standard").unwrap());
    let nothing =
        LogFindings { policy, findings: Vec::new(), left_out: 3, unjudged: vec![LogRule::LapsedNda] };
    assert_eq!(nothing.text(Language::English).lines().count(), 3);
    assert!(nothing.text(Language::Chinese).contains("另有3项未列出"));
}
