//! Access logs and tables of people on the command line.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::fs;

use chrono::NaiveDate;
use keyaccount::ArchiveAction;
use keyaccount::archive::{LogEntry, LogHead, LogOutcome};
use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};

/// A log of two views and an export, with its checkpoint.
fn log() -> (String, String) {
    let at = |minute| NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(9, minute, 0).unwrap();
    let mut head = LogHead::new();
    let mut log = head.open(at(0)).unwrap();
    for (minute, action) in
        [(1, ArchiveAction::ViewElectronic), (2, ArchiveAction::ViewElectronic), (3, ArchiveAction::Export)]
    {
        let entry = LogEntry {
            at: at(minute),
            actor: "P-1".to_owned(),
            role: "maintainer".to_owned(),
            action,
            customer_id: Some("C-1".to_owned()),
            fields: Vec::new(),
            form: None,
            outcome: LogOutcome::Allowed,
            rule: None,
            grant_id: None,
            policy: "a".repeat(64),
        };
        log += &head.append(&entry).unwrap();
    }
    (log, head.checkpoint().unwrap().to_json())
}

fn verify(arguments: &[&str]) -> Ran {
    piped(&[&["archive", "verify-log"], arguments].concat())
}

#[test]
fn a_log_is_verified_and_its_first_altered_line_named() {
    let (log, checkpoint) = log();
    let altered = log.replacen("\"actor\":\"P-1\"", "\"actor\":\"P-2\"", 1);
    let folder = with_files(&[("log.jsonl", &log), ("altered.jsonl", &altered), ("head.json", &checkpoint)]);
    let [good, bad, head] = ["log.jsonl", "altered.jsonl", "head.json"].map(|name| path(&folder, name));
    let ran = verify(&[&good, "--checkpoint", &head]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert!(ran.out.starts_with("The log is intact: 3 entries on 4 lines, head "), "{}", ran.out);
    let ran = verify(&[&good, "--lang", "zh"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.contains("不排除末尾被截去或整体重写"), "{}", ran.out);
    let ran = verify(&[&bad, "--checkpoint", &head]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.starts_with("The log was altered. Line 2: "), "{}", ran.out);
    let ran = verify(&[&bad, "--format", "json"]);
    assert_eq!(ran.exit, Exit::Findings);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["verification"]["first_altered"]["difference"], "content");
    let ran = verify(&["no/such/log.jsonl"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    let ran = verify(&[&good, "--checkpoint", &good]);
    assert_eq!(ran.exit, Exit::Refused);
}

#[test]
fn a_log_is_searched_by_the_policy() {
    let (log, _) = log();
    let registers = r#"{"ndas": [{"person_id": "P-1", "signed_on": "2026-01-01"}], "grants": []}"#;
    let folder =
        with_files(&[("log.jsonl", &log), ("registers.json", registers), ("bad.json", "{\"nda\": []}")]);
    let [log, registers, bad] = ["log.jsonl", "registers.json", "bad.json"].map(|name| path(&folder, name));
    let ran = verify(&[&log, "--findings", "--registers", &registers]);
    assert_eq!(ran.exit, Exit::Findings);
    let said: Vec<_> = ran.out.lines().skip(1).collect();
    assert_eq!(
        said,
        [
            "P-1: done without a grant in force, 2026-11-20 09:03:00, line 4",
            "P-1: exported or copied, 2026-11-20 09:03:00, line 4",
        ]
    );
    let quiet = ["--set", "archive.log.export=never", "--set", "archive.log.no_live_grant=never"];
    let search: [&str; 4] = [&log, "--findings", "--registers", &registers];
    let ran = verify(&[&search[..], &quiet[..]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    let ran = verify(&[&log, "--findings", "--registers", &bad]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("bad.json:1:"), "{}", ran.err);
}

const PEOPLE: &str = "\u{feff}customer_id,name,phone,grade,hobby\n\
    C-1,张三,13812345678,A,棋\nC-2,李四,13912345678,B,\nC-3,王五,,A,\nC-4,赵六,,A,\nC-5,孙七,,A,\n";

#[test]
fn a_table_is_anonymised_or_deidentified() {
    let key = "k".repeat(32) + "\n";
    let folder = with_files(&[("people.csv", PEOPLE), ("key", &key), ("short", "too short\n")]);
    let [people, key, short, out] = ["people.csv", "key", "short", "out.csv"].map(|name| path(&folder, name));
    for command in ["anonymise", "anonymize"] {
        let ran = piped(&["archive", command, &people]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "grade\nA\nA\nA\nA\nB\n"), "{}", ran.err);
        assert!(ran.err.starts_with("5 of 5 rows are left.\n"), "{}", ran.err);
    }
    let ran =
        piped(&["archive", "anonymise", &people, "--set", "archive.privacy.k=6", "-o", &out, "--lang", "zh"]);
    assert_eq!((ran.exit, fs::read_to_string(&out).unwrap().as_str()), (Exit::Done, "grade\n"));
    assert!(ran.err.contains("所在组人数过少的行：5行"), "{}", ran.err);

    let ran = piped(&["archive", "anonymise", &people, "--deidentify", "--key-file", &key]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let rows: Vec<_> = ran.out.lines().collect();
    assert_eq!(rows[0], "customer_id,name,phone,grade");
    assert!(rows[1].starts_with("P-") && rows[1].ends_with(",138****5678,A"), "{}", rows[1]);
    assert!(!ran.out.contains("C-1") && !ran.out.contains("张三"));
    let ran = piped(&["archive", "anonymise", &people, "--deidentify", "--key-file", &short]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert!(ran.err.contains("found a key of 9 bytes, expected at least 32 bytes"), "{}", ran.err);
    let ran = piped(&["archive", "anonymise", &people, "--deidentify"]);
    assert!(ran.exit == Exit::Refused && ran.err.contains("KEYACCOUNT_DEIDENTIFY_KEY"), "{}", ran.err);
    let ran = piped(&["archive", "anonymise", &people, "-o", "people.xlsx"]);
    assert!(ran.exit == Exit::Refused && ran.err.contains("`.csv`"), "{}", ran.err);
    let ran = piped(&["archive", "anonymise", &people, "-o", &people]);
    assert_eq!((ran.exit, fs::read_to_string(&people).unwrap().as_str()), (Exit::Refused, PEOPLE));
}
