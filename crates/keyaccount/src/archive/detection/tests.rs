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
        actor: "P-1".into(),
        role: Some(role.to_owned()),
        action,
        customer_id: Some("C-1".into()),
        fields: Vec::new(),
        fields_left_out: 0,
        form: None,
        outcome: LogOutcome::Allowed,
        rule: None,
        grant_id: None,
        policy: "a".repeat(64),
    }
}

fn grant() -> AccessGrant {
    AccessGrant {
        grant_id: "G-1".into(),
        requester: "P-1".into(),
        action: None,
        customer_id: Some("C-1".into()),
        fields: vec!["name".to_owned(), "phone".to_owned()],
        form: AccessForm::Paper,
        decided_by: "P-9".into(),
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
    Nda { person_id: "P-1".into(), signed_on: at(0).date(), valid_to: None }
}

fn registers() -> AccessRegisters {
    AccessRegisters { organisation: None, ndas: Some(vec![nda()]), grants: Some(vec![grant()]) }
}

fn search(registers: &AccessRegisters, entries: &[LogEntry]) -> LogFindings {
    let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap().also_of("a".repeat(64));
    let mut watch = rules.watch(registers).unwrap();
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
        entry.actor = "P-2".into();
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
        entry.grant_id = Some("G-1".into());
        entry.form = Some(AccessForm::Paper);
        entry.fields = vec!["phone".to_owned()];
        entry.rule = Some("granted".to_owned());
        change(&mut entry);
        found(&registers(), &[entry])
    };
    let is_found = [(LogRule::NoLiveGrant, vec![2])];
    assert_eq!(view(|_| {}), []);
    assert_eq!(view(|e| e.grant_id = None), is_found);
    assert_eq!(view(|e| e.grant_id = Some("G-2".into())), is_found);
    assert_eq!(view(|e| e.customer_id = Some("C-2".into())), is_found);
    assert_eq!(view(|e| e.fields.push("price".to_owned())), is_found);
    assert_eq!(view(|e| e.form = Some(AccessForm::Electronic)), is_found);
    assert_eq!(view(|e| e.at = at(-1)), is_found);
    assert_eq!(view(|e| e.at = at(0)), []);
    assert_eq!(view(|e| e.at = at(3599)), []);
    assert_eq!(view(|e| e.at = at(3600)), is_found);
    // Without fields it asks for all, which no grant names; some that are not named are not known.
    assert_eq!(view(|e| e.fields.clear()), is_found);
    assert_eq!(view(|e| e.fields_left_out = 1), is_found);
    // The form says which of the two views it was.
    assert_eq!(view(|e| e.action = ArchiveAction::ViewElectronic), []);
    assert_eq!(view(|e| e.role = None), is_found);
    // What is allowed without asking, or denied, is not; what says it was granted must have been.
    assert_eq!(view(|e| e.role = Some("maintainer".to_owned())), []);
    assert_eq!(
        view(|e| {
            e.role = Some("maintainer".to_owned());
            e.grant_id = Some("G-2".into());
        }),
        is_found
    );
    assert_eq!(
        view(|e| {
            e.role = Some("maintainer".to_owned());
            e.grant_id = Some("G-2".into());
            e.rule = Some("allowed_by_role".to_owned());
        }),
        []
    );
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
    seen.grant_id = Some("G-1".into());
    seen.fields = vec!["name".to_owned()];
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

/// What the desk refuses, the search finds: a grant is what the desk takes for one.
#[test]
fn a_grant_the_desk_refuses_is_none() {
    let judged = |role: &str, action, change: fn(&mut AccessGrant), organisation: bool| {
        let mut grant = AccessGrant { action: Some(action), ..grant() };
        grant.form = AccessForm::Electronic;
        change(&mut grant);
        let people = r#"{"role_holders": [
            {"person_id": "P-9", "role": "department_manager", "unit": "sales", "valid_from": "2020-01-01"},
            {"person_id": "P-8", "role": "general_manager", "valid_from": "2020-01-01"}]}"#;
        let organisation = organisation.then(|| serde_json::from_str(people).unwrap());
        // Whoever approves is bound to secrecy as well.
        let bound = |person: &str| Nda { person_id: person.into(), ..nda() };
        let ndas = Some(["P-1", "P-7", "P-8", "P-9"].map(bound).to_vec());
        let registers = AccessRegisters { organisation, grants: Some(vec![grant]), ndas };
        let mut done = entry(at(10), role, action);
        done.grant_id = Some("G-1".into());
        done.fields = vec!["name".to_owned()];
        let searched = search(&registers, &[done]);
        let count = searched.findings.iter().filter(|found| found.rule == LogRule::NoLiveGrant).count();
        (count, searched.unjudged)
    };
    let none = Vec::new;
    let unjudged = || vec![LogRule::NoLiveGrant];
    let export = ArchiveAction::Export;
    assert_eq!(judged("maintainer", export, |_| {}, true), (0, none()));
    assert_eq!(judged("maintainer", export, |_| {}, false), (0, unjudged()), "nobody knows who approves");
    for organisation in [true, false] {
        let approved_himself = |grant: &mut AccessGrant| grant.decided_by = "P-1".into();
        assert_eq!(judged("maintainer", export, approved_himself, organisation), (1, none()));
        let approved_himself_second = |grant: &mut AccessGrant| grant.second_by = Some("P-1".into());
        assert_eq!(judged("maintainer", export, approved_himself_second, organisation), (1, none()));
        // A department manager's export needs two.
        let one = |_: &mut AccessGrant| {};
        assert_eq!(judged("department_manager", export, one, organisation), (1, none()));
        let twice_one = |grant: &mut AccessGrant| grant.second_by = Some("P-9".into());
        assert_eq!(judged("department_manager", export, twice_one, organisation), (1, none()));
        let no_fields = |grant: &mut AccessGrant| grant.fields.clear();
        assert_eq!(judged("maintainer", export, no_fields, organisation), (1, none()));
        let all_customers = |grant: &mut AccessGrant| grant.customer_id = None;
        assert_eq!(judged("maintainer", export, all_customers, organisation), (1, none()));
    }
    let two = |grant: &mut AccessGrant| grant.second_by = Some("P-8".into());
    assert_eq!(judged("department_manager", export, two, true), (0, none()));
    assert_eq!(judged("department_manager", export, two, false), (0, unjudged()));
    let by_nobody = |grant: &mut AccessGrant| grant.decided_by = "P-7".into();
    assert_eq!(judged("maintainer", export, by_nobody, true), (1, none()), "who approved holds no role");
}

/// Staff may not view electronically, whatever the entry calls it.
#[test]
fn the_form_decides_what_was_done() {
    let mut seen = entry(at(10), "staff", ArchiveAction::ViewPaperExtract);
    seen.form = Some(AccessForm::Electronic);
    seen.grant_id = Some("G-1".into());
    seen.fields = vec!["name".to_owned()];
    let mut electronic = registers();
    electronic.grants.as_mut().unwrap()[0].form = AccessForm::Electronic;
    assert_eq!(found(&electronic, &[seen]), [(LogRule::NoLiveGrant, vec![2])]);
}

#[test]
fn entries_of_another_policy_are_counted_apart() {
    let mut other = entry(at(0), "maintainer", ArchiveAction::Maintain);
    other.policy = "b".repeat(64);
    let own = entry(at(1), "maintainer", ArchiveAction::Maintain);
    let found = search(&registers(), &[other.clone(), own.clone(), other.clone()]);
    assert_eq!((found.findings.len(), found.other_policy, found.is_clean()), (0, 2, false));
    assert!(found.text(Language::English).contains("2 entries were decided under another policy"));
    let one = search(&registers(), &[other, own.clone()]);
    assert!(one.text(Language::English).contains("1 entry was decided under another policy"));
    assert!(search(&registers(), &[own]).is_clean());
}

/// Whoever forges a log cannot fill the memory of who searches it.
#[test]
fn findings_beyond_those_listed_are_counted() {
    let exports = |n: u32| LogEntry {
        actor: format!("P-{n}").into(),
        ..entry(at(0), "maintainer", ArchiveAction::Export)
    };
    let registers = AccessRegisters { ndas: None, ..registers() };
    let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let mut watch = rules.watch(&registers).unwrap();
    for n in 0..10_010 {
        watch.see(2, &exports(n % 5_005));
    }
    assert_eq!(watch.today.len(), 10_000);
    let found = watch.finish();
    // 5,005 people do it twice, each time without a grant: of 20,020 entries found, five people's are not listed.
    assert_eq!((found.findings.len(), found.left_out), (10_000, 20));
    assert!(!found.is_clean());
}

/// Whatever a register or a log is filled with, an entry takes no longer than another.
mod hostile {
    use std::time::{Duration, Instant};

    use super::*;

    /// Far more than it takes, far less than if every entry walked through all there is.
    fn in_time(begun: Instant, line: u64) {
        assert!(!line.is_multiple_of(500) || begun.elapsed() < Duration::from_secs(45), "line {line}");
    }

    #[test]
    fn one_grant_for_many_customers_is_found_at_once() {
        let of = |n: u64| AccessGrant { customer_id: Some(format!("C-{n}").into()), ..grant() };
        let many = 50_000;
        let registers = AccessRegisters { grants: Some((0..many).map(of).collect()), ..registers() };
        let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap().also_of("a".repeat(64));
        let mut watch = rules.watch(&registers).unwrap();
        let begun = Instant::now();
        for n in 0..=many {
            let mut seen = entry(at(10), "staff", ArchiveAction::ViewPaperExtract);
            seen.customer_id = Some(format!("C-{n}").into());
            seen.grant_id = Some("G-1".into());
            seen.form = Some(AccessForm::Paper);
            seen.fields = vec!["name".to_owned()];
            watch.see(n, &seen);
            in_time(begun, n);
        }
        let found = watch.finish().findings;
        let ungranted = found.iter().filter(|found| found.rule == LogRule::NoLiveGrant);
        assert_eq!(ungranted.map(|found| found.lines.clone()).collect::<Vec<_>>(), [[many]]);
    }

    #[test]
    fn one_person_with_many_agreements_is_judged_at_once() {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        // Agreements of a day each, over and over, none of them of the 20th.
        let of = |n: u64| {
            let day = first + TimeDelta::days(i64::try_from(n % 2_000).unwrap());
            Nda { signed_on: day, valid_to: Some(day), ..nda() }
        };
        let registers = AccessRegisters { ndas: Some((0..400_000).map(of).collect()), ..registers() };
        let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap().also_of("a".repeat(64));
        let mut watch = rules.watch(&registers).unwrap();
        let begun = Instant::now();
        for n in 0..100_000 {
            watch.see(n, &entry(at(10), "maintainer", ArchiveAction::Maintain));
            in_time(begun, n);
        }
        let found = watch.finish().findings;
        // The 2,000th day from 1 January 2020 on is 22 June 2025.
        let last = NaiveDate::from_ymd_opt(2025, 6, 22).unwrap();
        assert_eq!((found.len(), found[0].rule, found[0].entries), (1, LogRule::LapsedNda, 100_000));
        assert_eq!(found[0].actual, Some(Measure::Date(last)));
    }

    #[test]
    fn denials_beyond_those_kept_are_not_looked_through_each_time() {
        let registers = registers();
        let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
        let mut watch = rules.watch(&registers).unwrap();
        let refused = |n: u64, seconds| LogEntry { actor: format!("P-{n}").into(), ..denied(seconds) };
        let people = KEPT as u64 / 5;
        for _ in 0..5 {
            for n in 0..people {
                watch.see(n, &refused(n, 0));
            }
        }
        assert_eq!((watch.kept_denials, watch.unjudged.len()), (KEPT, 0));
        let begun = Instant::now();
        for n in 0..20_000 {
            watch.see(n, &refused(n, 1));
            in_time(begun, n);
        }
        assert_eq!(watch.unjudged, BTreeSet::from([LogRule::RepeatedDenials]));
        // An hour later none of them lies far enough back; a day and an hour later, all do.
        watch.see(2, &refused(people, 3601));
        assert_eq!(watch.kept_denials, KEPT);
        watch.see(3, &refused(people, DAY + 3600));
        assert_eq!(watch.kept_denials, 1);
    }
}

fn compulsion() -> LegalCompulsion {
    LegalCompulsion {
        compulsion_id: "L-1".into(),
        authority: "法院".to_owned(),
        order_ref: "2026民初1号".to_owned(),
        ordered_on: at(0).date(),
        customers: vec!["C-1".into(), "C-2".into()],
        fields: vec!["name".to_owned(), "orders".to_owned()],
        general_manager: "P-1".into(),
        legal: "P-8".into(),
        decided_at: at(0),
    }
}

/// What the law compelled and a record says is no disclosure without a grant (§6.2); whatever else says so is.
#[test]
fn what_the_law_compelled_is_on_record() {
    let policy = Policy::shipped("standard").unwrap();
    let rules = LogPolicy::of(&policy).unwrap();
    let registers = registers();
    let searched = |entries: &[LogEntry], records: &[LegalCompulsion]| {
        let mut watch = rules.watch(&registers).unwrap().with_compulsions(records).unwrap();
        for (line, entry) in (2..).zip(entries) {
            watch.see(line, entry);
        }
        let found = watch.finish().findings.into_iter();
        found.map(|found| (found.rule, found.lines)).collect::<Vec<_>>()
    };
    let records = [compulsion()];
    let entries = compulsion().entries(&AccessPolicy::of(&policy).unwrap());
    assert_eq!(searched(&entries, &records), []);
    assert_eq!(searched(&entries, &[]), [(LogRule::NoLiveGrant, vec![2, 3])]);
    let with = |change: fn(&mut LogEntry)| {
        let mut entry = entries[0].clone();
        change(&mut entry);
        searched(&[entry], &records)
    };
    let is_found = [(LogRule::NoLiveGrant, vec![2])];
    assert_eq!(with(|e| e.fields = vec!["orders".to_owned()]), []);
    assert_eq!(with(|e| e.at = at(1)), []);
    assert_eq!(with(|e| e.at = at(-1)), is_found, "before it was decided");
    assert_eq!(with(|e| e.customer_id = Some("C-3".into())), is_found);
    assert_eq!(with(|e| e.fields.push("price".to_owned())), is_found);
    assert_eq!(with(|e| e.fields.clear()), is_found, "all of them");
    assert_eq!(with(|e| e.fields_left_out = 1), is_found);
    assert_eq!(with(|e| e.grant_id = Some("L-2".into())), is_found);
    assert_eq!(with(|e| e.rule = Some("granted".to_owned())), is_found);
    // Nothing but disclosure is compelled.
    assert_eq!(with(|e| e.action = ArchiveAction::Maintain), is_found);
    // Records that are none, and two of one id, are refused.
    let alone = LegalCompulsion { legal: "P-1".into(), ..compulsion() };
    let refused = rules.watch(&registers).unwrap().with_compulsions(&[compulsion(), alone]).map(|_| ());
    let paths: Vec<_> = refused.unwrap_err().into_problems().into_iter().map(|p| p.path).collect();
    assert_eq!(paths, ["[1].legal", "[1].compulsion_id"]);
    let audited = rules.audited(2, &entries[0]);
    assert!(audited.text(Language::English).contains("(legal compulsion, grant L-1"));
    assert!(audited.text(Language::Chinese).contains("依法须提供"));
}

#[test]
fn registers_that_are_none_are_refused() {
    let mut twice = registers();
    twice.grants.as_mut().unwrap().push(grant());
    let rules = LogPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    assert_eq!(rules.watch(&twice).unwrap_err().problems()[0].code.code(), "duplicate");
}

#[test]
fn an_entry_reads_with_its_clause() {
    let source = "[policy]\nformat = 1\nname = \"own\"\nversion = \"1\"\nextends = \"standard@1\"\n\
        [archive.access]\nclause = \"第九条\"\n";
    let policy = Policy::from_text("own.toml", source).unwrap();
    let rules = LogPolicy::of(&policy).unwrap();
    let mut seen = entry(at(10), "staff", ArchiveAction::ViewPaperExtract);
    seen.policy = policy.digest();
    seen.fields = vec!["name".to_owned(), "phone".to_owned()];
    seen.form = Some(AccessForm::Paper);
    seen.rule = Some("granted".to_owned());
    seen.grant_id = Some("G-1".into());
    let audited = rules.audited(3, &seen);
    assert_eq!((audited.clause.as_deref(), audited.other_policy), (Some("第九条"), false));
    let text = audited.text(Language::English);
    assert!(text.starts_with("line 3: 2026-11-20 12:00:10 P-1 ("), "{text}");
    assert!(text.contains("C-1") && text.contains(": allowed"), "{text}");
    assert!(text.ends_with("grant G-1, clause 第九条)"), "{text}");
    let chinese = audited.text(Language::Chinese);
    assert!(chinese.contains("准许") && chinese.contains("依据：第九条"), "{chinese}");
    let again: AuditedEntry = serde_json::from_str(&serde_json::to_string(&audited).unwrap()).unwrap();
    assert_eq!(again, audited);
    seen.policy = "b".repeat(64);
    seen.outcome = LogOutcome::Denied;
    seen.fields_left_out = 3;
    let other = rules.audited(3, &seen);
    assert_eq!((other.clause.as_deref(), other.other_policy), (None, true));
    let text = other.text(Language::English);
    assert!(text.contains("3 more fields") && text.contains("under another policy: bbbbbbbbbbbb…"), "{text}");
}

#[test]
fn more_than_fifty_customers_in_a_day_are_found() {
    let views = |customers: std::ops::Range<u32>, from: i64| -> Vec<LogEntry> {
        let view = |n: u32| LogEntry {
            customer_id: Some(format!("C-{n}").into()),
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
    let rules = LogPolicy::of(&policy).unwrap();
    let mut watch = rules.watch(&empty).unwrap();
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
    let nothing = LogFindings {
        policy,
        findings: Vec::new(),
        left_out: 3,
        unjudged: vec![LogRule::LapsedNda],
        other_policy: 0,
    };
    assert_eq!(nothing.text(Language::English).lines().count(), 3);
    assert!(nothing.text(Language::Chinese).contains("另有3条记录未列出"));
}
