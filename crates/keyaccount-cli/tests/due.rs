//! `due`: the list as CSV, JSON, text and a calendar, and what is refused.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};
use tempfile::TempDir;

/// A closed a deal and was called a month and a day ago; B did not and was called a week ago; C was entered
/// today. A backup was made eight days ago.
fn three() -> TempDir {
    with_files(&[
        (
            "customers.csv",
            "customer_id,name,created_on,owner\nA,Anshan,2025-01-01,P1\nB,Baltic,2025-01-01,P2\nC,Cedar,2026-11-21,P1\n",
        ),
        ("orders.csv", "order_id,customer_id,ordered_on,status\nO1,A,2026-06-01,fulfilled\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
        (
            "contact_log.csv",
            "customer_id,at,kind\nA,2026-10-20,phone\nA,2026-11-20,sms\nB,2026-11-14T16:30,phone\n",
        ),
        ("reminders.csv", "customer_id,kind,on\nB,callback,2026-11-21T15:00\n"),
        ("contacts.csv", "contact_id,customer_id,name,birthday\nK1,A,Li,1980-11-23\n"),
        ("runs.csv", "kind,on,ok\nbackup,2026-11-13,yes\nbackup,2026-11-20,no\n"),
    ])
}

fn due(folder: &TempDir, more: &[&str]) -> Ran {
    let book = folder.path().display().to_string();
    piped(&[&["due", &book], more].concat())
}

#[test]
fn calls_are_listed_with_what_they_count_from() {
    let folder = three();
    let ran = due(&folder, &["--as-of", "2026-11-21", "--kind", "calls"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split(',').collect()).collect();
    let shown: Vec<_> =
        rows[1..].iter().map(|row| [row[1], row[2], row[8], row[9], row[10], row[11], row[15]]).collect();
    assert_eq!(
        shown,
        [
            ["close_contact", "A", "2026-11-20", "2026-11-20", "overdue", "1", "P1"],
            ["keep_in_touch", "B", "2026-11-21", "2026-11-21", "due", "0", "P2"],
            ["callback", "B", "2026-11-21T15:00:00", "2026-11-21", "due", "0", "P2"],
            ["birthday", "A", "2026-11-20", "2026-11-23", "due", "0", "P1"],
        ],
        "{}",
        ran.out
    );
    assert!(ran.err.contains("the list changes at 2026-11-22 00:00:00"), "{}", ran.err);
}

#[test]
fn a_time_of_day_is_told_from_its_end() {
    let folder = three();
    let ran = due(&folder, &["--as-of", "2026-11-21T14:00", "--kind", "calls", "--for", "P2"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(!ran.out.contains("callback"), "{}", ran.out);
    assert!(ran.err.contains("the list changes at 2026-11-21 15:00:00"), "{}", ran.err);
}

#[test]
fn what_a_role_must_do_is_for_whoever_holds_it_and_a_blank_success_is_none() {
    let folder = three();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("runs.csv", "kind,on,ok\nbackup,2026-11-13,yes\nbackup,2026-11-20,\n");
    let until_yesterday = "old,backup_operator,2025-01-01,2026-11-20\n";
    put(
        "role_holders.csv",
        &format!("person_id,role,valid_from,valid_to\nop,backup_operator,2026-01-01,\n{until_yesterday}"),
    );
    let backups = |person| {
        let asked = ["--as-of", "2026-11-21", "--kind", "duties", "--format", "table", "--for", person];
        let ran = due(&folder, &asked);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.out
            .lines()
            .filter(|line| line.contains("make a backup") && line.contains("overdue by 1 day"))
            .count()
    };
    assert_eq!((backups("op"), backups("old"), backups("P1")), (1, 0, 0));
}

/// A was entered on 2025-01-01: backup, inspection, attestation, review of the log and audit were never done. A
/// backup that failed yesterday and an audit that failed today change none of them.
#[test]
fn a_failed_run_forgets_nothing() {
    let folder = three();
    let overdue = || {
        let ran = due(&folder, &["--as-of", "2026-11-21", "--kind", "duties"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.out.lines().skip(1).filter(|line| line.contains(",overdue,")).count()
    };
    fs::remove_file(folder.path().join("runs.csv")).unwrap();
    assert_eq!(overdue(), 5);
    let failed = "kind,on,ok\nbackup,2026-11-20,no\nsystem_audit,2026-11-21,no\n";
    fs::write(folder.path().join("runs.csv"), failed).unwrap();
    assert_eq!(overdue(), 5);
}

/// In the role from Saturday 2026-08-01: the first week is 32, of Monday 08-03, and week 46 was due on 11-16. The
/// report of 11-16 is on week 46, also where its note names a week to come.
#[test]
fn one_weekly_report_hides_no_other() {
    let folder = three();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("role_holders.csv", "person_id,role,valid_from\nP1,account_manager,2026-08-01\n");
    let missing = |runs: &str| -> Vec<String> {
        put("runs.csv", &format!("kind,on,by,ok,note\n{runs}"));
        let ran = due(&folder, &["--as-of", "2026-11-21", "--kind", "duties"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let weeks = ran.out.lines().filter(|line| line.starts_with("duties,weekly_report,"));
        weeks.map(|line| line.split(',').nth(7).unwrap().to_owned()).collect()
    };
    let weeks = |last: u32| (32..=last).map(|week| format!("2026-W{week}")).collect::<Vec<_>>();
    assert_eq!(missing("backup,2026-11-20,,yes,\n"), weeks(46));
    assert_eq!(missing("weekly_report,2026-11-16,P1,yes,\n"), weeks(45));
    assert_eq!(missing("weekly_report,2026-11-16,P1,yes,2027-W46\n"), weeks(45));
}

#[test]
fn duties_text_json_and_calendars() {
    let folder = three();
    let text =
        due(&folder, &["--as-of", "2026-11-21", "--kind", "duties", "--format", "table", "--lang", "zh"]);
    assert_eq!(text.exit, Exit::Done, "{}", text.err);
    let backup =
        "备份客户档案，应于2026-11-20前（含）办理，已逾期1天（备份管理员负责）；上次办理：2026-11-13";
    assert!(text.out.contains(backup), "{}", text.out);

    let json = due(&folder, &["--as-of", "2026-11-21", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(list["at"], "2026-11-21T23:59:59");
    assert!(serde_json::from_str::<keyaccount::due::DueList>(&json.out).is_ok());

    let file = path(&folder, "due.ics");
    let written = due(&folder, &["--as-of", "2026-11-21", "--kind", "calls", "-o", &file]);
    assert_eq!(written.exit, Exit::Done, "{}", written.err);
    let calendar = fs::read_to_string(&file).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 4, "{calendar}");
}

#[test]
fn a_calendar_of_greetings_and_what_is_to_come() {
    let folder = three();
    let calendar = path(&folder, "holidays.csv");
    fs::write(&calendar, "date,kind,name\n2026-11-26,greeting,Thanksgiving\n").unwrap();
    let args = ["--as-of", "2026-11-21", "--kind", "calls", "--calendar", &calendar, "--ahead", "7"];
    let ran = due(&folder, &args);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    // One for each person in charge; C is called a week after it was entered.
    assert_eq!(ran.out.matches("holiday_greeting").count(), 2, "{}", ran.out);
    assert!(
        ran.out.lines().any(|line| line.starts_with("calls,keep_in_touch,C,") && line.contains("upcoming"))
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = three();
    let missing = due(&folder, &[]);
    assert_eq!(missing.exit, Exit::Refused);
    assert!(missing.err.contains("--as-of"), "{}", missing.err);
    for bad in ["2026-11-21T25:00", "2026-11-21T09:00+08:00", "yesterday"] {
        let ran = due(&folder, &["--as-of", bad]);
        assert_eq!(ran.exit, Exit::Refused, "{bad}");
    }
    let no_file = due(&folder, &["--as-of", "2026-11-21", "--kind", "incidents"]);
    assert_eq!(no_file.exit, Exit::Refused);
    assert!(no_file.err.contains("--incident FILE"), "{}", no_file.err);
    let workbook = due(&folder, &["--as-of", "2026-11-21", "-o", &path(&folder, "due.xlsx")]);
    assert_eq!(workbook.exit, Exit::Refused);
    let calendar = due(&folder, &["--as-of", "2026-11-21", "--calendar", "no such file.csv"]);
    assert_eq!(calendar.exit, Exit::Refused);
}
