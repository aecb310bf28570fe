//! Access logs and tables of people on the command line.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::fs;

use chrono::NaiveDate;
use keyaccount::archive::{
    AccessDesk, AccessPolicy, AccessQuestion, Attempt, CustomerFile, FileStatus, LegalCompulsion, LogEntry,
    LogHead, LogOutcome,
};
use keyaccount::{ArchiveAction, Policy};
use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};

fn digest() -> String {
    Policy::shipped("standard").unwrap().digest()
}

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
            actor: "P-1".into(),
            role: Some("maintainer".to_owned()),
            action,
            customer_id: Some("C-1".into()),
            fields: Vec::new(),
            fields_left_out: 0,
            form: None,
            outcome: LogOutcome::Allowed,
            rule: None,
            grant_id: None,
            policy: digest(),
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
    // What could not be judged is no clean bill.
    let ran = verify(&[&[log.as_str(), "--findings"], &quiet[..]].concat());
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.contains("Not judged of every entry"), "{}", ran.out);
    // Entries of another policy are said to be: here that of the other shipped one.
    let ran = verify(&[&search[..], &["--policy", "strict_archive"], &quiet[..]].concat());
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.contains("3 entries were decided under another policy"), "{}", ran.out);
    let ran = verify(&[&log, "--policy", "standard"]);
    assert_eq!(ran.exit, Exit::Refused, "a policy is for searching or listing");
    let ran = verify(&[&log, "--findings", "--registers", &bad]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("bad.json:1:"), "{}", ran.err);
}

#[test]
fn what_the_law_compelled_is_no_finding() {
    let record = |legal: &str| {
        format!(
            r#"[{{"compulsion_id": "L-1", "authority": "法院", "order_ref": "2026民初1号",
                "ordered_on": "2026-11-19", "customers": ["C-1"], "fields": ["name"],
                "general_manager": "tang", "legal": "{legal}", "decided_at": "2026-11-20T09:00:00"}}]"#
        )
    };
    let [records, alone] = ["fa", "tang"].map(record);
    let compelled: Vec<LegalCompulsion> = serde_json::from_str(&records).unwrap();
    let rules = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let mut head = LogHead::new();
    let mut log = head.open("2026-11-20T08:00:00".parse().unwrap()).unwrap();
    for entry in compelled.iter().flat_map(|record| record.entries(&rules)) {
        log += &head.append(&entry).unwrap();
    }
    let registers = r#"{"ndas": [{"person_id": "tang", "signed_on": "2026-01-01"}], "grants": []}"#;
    let folder = with_files(&[
        ("log.jsonl", &log),
        ("registers.json", registers),
        ("records.json", &records),
        ("alone.json", &alone),
    ]);
    let [log, registers, records, alone] =
        ["log.jsonl", "registers.json", "records.json", "alone.json"].map(|name| path(&folder, name));
    let search = [log.as_str(), "--findings", "--registers", &registers];
    let ran = verify(&[&search[..], &["--compulsions", &records, "--entries"]].concat());
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.contains("allowed (legal compulsion, grant L-1)"), "{}", ran.out);
    let ran = verify(&search);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.contains("tang: done without a grant in force"), "{}", ran.out);
    let ran = verify(&[&search[..], &["--compulsions", &alone]].concat());
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert!(ran.err.contains("alone.json") && ran.err.contains("tang"), "{}", ran.err);
    let ran = verify(&[&log, "--compulsions", &records]);
    assert_eq!(ran.exit, Exit::Refused, "records are for searching");
}

/// An auditor is handed a log, a checkpoint, the policy and the registers, and nothing else.
#[test]
fn an_auditor_establishes_what_was_allowed_to_whom_under_which_clause() {
    let own = "[policy]\nformat = 1\nname = \"own\"\nversion = \"1\"\nextends = \"standard@1\"\n\
        [archive.access]\nclause = \"第九条\"\n";
    let registers = r#"{"organisation": {"role_holders": [
        {"person_id": "lin", "role": "account_manager", "unit": "sales", "valid_from": "2020-01-01"},
        {"person_id": "qin", "role": "department_manager", "unit": "sales", "valid_from": "2020-01-01"},
        {"person_id": "xu", "role": "staff", "unit": "sales", "valid_from": "2020-01-01"}]},
      "ndas": [{"person_id": "lin", "signed_on": "2026-01-01"}, {"person_id": "xu", "signed_on": "2026-01-01"},
        {"person_id": "qin", "signed_on": "2026-01-01"}],
      "grants": [{"grant_id": "SQ-1", "requester": "xu", "customer_id": "K1", "fields": ["name", "phone"],
        "form": "paper", "decided_by": "qin", "decided_at": "2026-11-03T15:30:00",
        "expires_at": "2026-11-11T00:00:00"}]}"#;

    // The organisation decides and keeps its log.
    let policy = Policy::from_text("own.toml", own).unwrap();
    let rules = AccessPolicy::of(&policy).unwrap();
    let question = format!(
        r#"{{"attempt": {{"at": "2026-11-04T10:00:00", "by": "xu", "action": "search"}}, "registers": {registers}}}"#
    );
    let known = AccessQuestion::from_json("q.json", &question).unwrap().registers;
    let desk = AccessDesk::new(&rules, &known).unwrap();
    let file = CustomerFile {
        customer_id: "K1".into(),
        owner: Some("lin".into()),
        department: Some("sales".to_owned()),
        level: Some("L1".to_owned()),
        status: FileStatus::Filed,
    };
    let mut head = LogHead::new();
    let mut log = head.open("2026-11-04T08:00:00".parse().unwrap()).unwrap();
    for (at, by, action, fields) in [
        ("2026-11-04T09:00:00", "lin", ArchiveAction::ViewElectronic, &["name"][..]),
        ("2026-11-04T10:00:00", "xu", ArchiveAction::ViewPaperExtract, &["name", "phone"]),
        ("2026-11-04T11:00:00", "xu", ArchiveAction::ViewPaperExtract, &["price"]),
        ("2026-11-04T12:00:00", "bo", ArchiveAction::Maintain, &[]),
    ] {
        let attempt = Attempt {
            file: Some(file.clone()),
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            ..Attempt::new(at.parse().unwrap(), by, action)
        };
        log += &head.append(&desk.entry(&attempt)).unwrap();
    }
    let checkpoint = head.checkpoint().unwrap().to_json();

    // The auditor reads what was allowed, to whom, under which clause, and that nothing was altered.
    let folder = with_files(&[
        ("log.jsonl", &log),
        ("head.json", &checkpoint),
        ("own.toml", own),
        ("registers.json", registers),
    ]);
    let [file, head, policy, registers] =
        ["log.jsonl", "head.json", "own.toml", "registers.json"].map(|name| path(&folder, name));
    let audit = |file: &str, more: &[&str]| {
        let with = [file, "--checkpoint", &head, "--entries", "--findings", "--policy", &policy];
        verify(&[&with[..], &["--registers", &registers], more].concat())
    };
    let ran = audit(&file, &[]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    let said: Vec<_> = ran.out.lines().collect();
    assert_eq!(
        said[..4],
        [
            "line 2: 2026-11-04 09:00:00 lin (account manager): view electronic files, K1, name, electronic: \
             allowed (own customer, clause 第九条)",
            "line 3: 2026-11-04 10:00:00 xu (other staff): use paper extracts, K1, name, phone, on paper: \
             allowed (granted, grant SQ-1, clause 第九条)",
            "line 4: 2026-11-04 11:00:00 xu (other staff): use paper extracts, K1, prices, on paper: \
             denied (field not granted, clause 第九条)",
            "line 5: 2026-11-04 12:00:00 bo: edit filed archives, K1: denied (outside, clause 第九条)",
        ]
    );
    assert!(said[4].starts_with("The log is intact: 4 entries on 5 lines, head "), "{}", said[4]);
    assert_eq!(said[5..], ["Nothing the log is searched for was found."]);

    let ran = audit(&file, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["entries"].as_array().unwrap().len(), 4);
    assert_eq!(json["entries"][1]["entry"]["grant_id"], "SQ-1");
    assert_eq!(json["entries"][1]["clause"], "第九条");
    assert_eq!(
        (&json["verification"]["outcome"], &json["search"]["left_out"]),
        (&"intact".into(), &0.into())
    );

    // One byte of the denial is changed: its line is named, and nothing from there on is shown as if it held.
    let forged = path(&folder, "forged.jsonl");
    fs::write(&forged, log.replacen("\"price\"", "\"prize\"", 1)).unwrap();
    let ran = audit(&forged, &[]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.out.contains("\nThe log was altered. Line 4: "), "{}", ran.out);
    assert!(ran.out.starts_with("line 2: ") && !ran.out.contains("line 4: "), "{}", ran.out);
    let ran = audit(&forged, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["verification"]["first_altered"]["line"], 4);

    // The head of the log wiped, and the rest written anew to go on from the checkpoint: nothing is anchored.
    let mut anew = keyaccount::archive::Checkpoint::from_json("head.json", &checkpoint).unwrap().to_head();
    fs::write(&forged, anew.open("2026-11-05T08:00:00".parse().unwrap()).unwrap()).unwrap();
    let ran = verify(&[&forged, "--checkpoint", &head, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["verification"]["outcome"], "unanchored");
    assert_eq!(json["verification"]["lines_before"], 5);
    // The checkpoint that was given is not met; without it, nothing inside the file was changed.
    assert_eq!(ran.exit, Exit::Findings);
    assert_eq!(verify(&[&forged]).exit, Exit::Done);
}

/// Random bytes that end in a line feed are all the key's; text is without the line end an editor wrote.
#[test]
fn a_binary_key_keeps_its_last_byte() {
    let folder = with_files(&[("people.csv", "customer_id,grade\nC-1,A\n")]);
    let people = path(&folder, "people.csv");
    let under = |key: &[u8]| {
        let file = path(&folder, "key");
        fs::write(&file, key).unwrap();
        piped(&["archive", "anonymise", &people, "--deidentify", "--key-file", &file])
    };
    let mut binary = vec![0xff_u8; 31];
    binary.push(b'\n');
    let whole = under(&binary);
    assert_eq!(whole.exit, Exit::Done, "32 bytes, the last of them a line feed: {}", whole.err);
    let longer = under(&[&binary[..], b"\n"].concat());
    assert_ne!(whole.out, longer.out, "33 bytes are another key");
    let text = "k".repeat(32);
    let [bare, unix, windows] = ["", "\n", "\r\n"].map(|end| under(format!("{text}{end}").as_bytes()).out);
    assert!(bare.contains("P-") && bare == unix && bare == windows);
    assert_ne!(bare, under(format!("{text}\n\n").as_bytes()).out, "only one line end is an editor's");
}

#[test]
fn columns_without_a_name_and_columns_named_twice() {
    let folder = with_files(&[
        ("blank.csv", "grade,,\nA,x,\nA,,\nA,,\nA,,\nB,,\n"),
        ("twice.csv", "grade,name,name\nA,x,y\n"),
    ]);
    let ran = piped(&["archive", "anonymise", &path(&folder, "blank.csv")]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "grade\nA\nA\nA\nA\nB\n"), "{}", ran.err);
    assert!(ran.err.contains("columns the policy does not list (#2), 1 cells"), "{}", ran.err);
    let ran = piped(&["archive", "anonymise", &path(&folder, "twice.csv")]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert!(ran.err.contains("twice.csv:1:3: found `name`, expected every column once"), "{}", ran.err);
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
