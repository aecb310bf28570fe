//! What three people see: an account manager, the owner of the archive, the privacy officer. Expected by hand
//! from the sample book as of 2026-06-30.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::archive::incident::{Incident, IncidentAct, IncidentEvent};
use keyaccount::{IncidentStep, Jurisdiction, Policy};
use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

fn due(book: &str, more: &[&str]) -> Ran {
    let ran = piped(&[&["due", book, "--format", "table"], more].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran
}

/// The lines of the sample book's list, without the count.
fn lines(more: &[&str]) -> Vec<String> {
    let ran = due(SAMPLE, &[&["--as-of", "2026-06-30"], more].concat());
    ran.out.lines().skip(1).map(str::to_owned).collect()
}

/// K005 was never called, written to only, and is on record since 2015-11-03: a month later is 2015-12-03,
/// 3,862 days ago. Its papers are due on 2026-07-01, a week from 06-24; its contact was born on 07-01. K001 was
/// called on 06-10, K010 and K023 in the last week.
#[test]
fn an_account_manager_sees_the_calls_of_today() {
    let asked = ["--kind", "calls", "--for", "陈立"];
    assert_eq!(
        lines(&asked),
        [
            "get in close touch: customer K005, due by 2015-12-03, overdue by 3862 days (by 陈立); there has been no close contact yet, and the record was opened on 2015-11-03",
            "see to the papers: customer K005, 对账单补盖公章, due by 2026-07-01 (by 陈立); the date set falls on 2026-07-01",
            "congratulate on the birthday: customer K005, contact C005-1, due by 2026-07-01 (by 陈立); the birthday falls on 2026-07-01",
        ]
    );
    assert_eq!(
        lines(&[&asked[..], &["--lang", "zh"]].concat())[1],
        "资料递交期限提醒：客户K005、对账单补盖公章，应于2026-07-01前（含）办理（由陈立办理）；约定日期：2026-07-01"
    );
}

/// The last backup that succeeded was made on 06-22: due by 06-29. That of 06-29 failed.
#[test]
fn the_owner_of_the_archive_sees_what_is_overdue() {
    let asked = ["--kind", "duties", "--for", "郑凯"];
    assert_eq!(
        lines(&asked),
        [
            "make a backup, due by 2026-06-29, overdue by 1 day (by the backup operator); it was last done on 2026-06-22"
        ]
    );
    assert_eq!(
        lines(&[&asked[..], &["--lang", "zh"]].concat()),
        ["备份客户档案，应于2026-06-29前（含）办理，已逾期1天（备份管理员负责）；上次办理：2026-06-22"]
    );
    // Who left the role sees nothing of it, and what nobody did in time is shown to its role alone.
    assert!(lines(&["--kind", "duties", "--for", "罗恒"]).is_empty());
}

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

/// Detected on 06-29 at 22:00, known for certain at 22:30, reported and contained.
fn leak() -> String {
    let policy = Policy::shipped("standard").unwrap();
    let mut leak = Incident::open("L-1", at(29, 22, 0), vec![Jurisdiction::Cn], &policy).unwrap();
    let done = |step, at| IncidentAct::Done { step, at };
    for what in [
        IncidentAct::Aware { at: at(29, 22, 30) },
        done(IncidentStep::Report, at(29, 22, 40)),
        done(IncidentStep::Contain, at(29, 23, 0)),
    ] {
        leak.record(IncidentEvent { recorded_at: at(29, 23, 0), by: "林晚".into(), what }).unwrap();
    }
    leak.to_json()
}

/// 24 h of 22:30 ended on 06-30 at 22:30, an hour and a half before the end of the day. Of the records, those
/// whose period ended by 06-29: the vouchers of 1995 with their year, 30 years ago, to go by 01-31; contract,
/// prospect and complaint on 06-29. HT-2015-007 is held, LX-2023-Q2 has gone, KH-K027 has no trigger.
#[test]
fn the_privacy_officer_sees_which_records_must_go_and_which_clock_runs() {
    let folder = with_files(&[("leak.json", &leak())]);
    let file = path(&folder, "leak.json");
    let asked = ["--kind", "incidents", "--kind", "retention", "--incident", &file];
    let seen = lines(&asked);
    let begin = |line: &String| line.split(" (").next().unwrap().to_owned();
    assert_eq!(
        seen.iter().map(begin).collect::<Vec<_>>(),
        [
            "assess the leak: incident L-1, due by 2026-06-30 22:30, overdue by 2 hours begun",
            "notify the authority: incident L-1, CN, due by 2026-07-02 22:30; how many persons are affected is not known, and the clock may end earlier: notice to the authority in China",
            "notify the customers affected: incident L-1, due by 2026-07-02 22:30",
            "remedy, review and close the incident: incident L-1, due by 2026-07-29 22:30",
            "delete the record: record PZ-1995, due by 2026-01-31, overdue by 150 days",
            "delete the record: record QZ-2025-11, due by 2026-07-30",
            "delete the record: customer K005, record HT-2016-002, due by 2026-07-30",
            "anonymise the record: customer K018, record TS-2023-04, due by 2026-07-30",
        ]
    );
    let zh = lines(&[&asked[..], &["--lang", "zh"]].concat());
    assert_eq!(
        zh[0],
        "评估泄露影响：事件L-1，应于2026-06-30 22:30前（含）办理，已逾期2小时（不足1小时按1小时计）"
    );
    assert!(
        zh[7].starts_with("匿名化档案记录：客户K018、记录TS-2023-04，应于2026-07-30前（含）办理"),
        "{}",
        zh[7]
    );
    // The maintainer, who disposes of records, sees the same by name; a leak has no owner until it has one.
    assert_eq!(lines(&[&asked[..], &["--for", "何静"]].concat()), seen);
    // The account manager is shown the clocks of the leak, which nobody is named for, and no records.
    assert_eq!(lines(&[&asked[..], &["--for", "陈立"]].concat()), seen[..4]);
}

#[test]
fn a_leak_under_rules_of_its_own_is_refused() {
    let folder = with_files(&[
        ("orders.csv", "order_id,customer_id,ordered_on\nO1,A,2026-06-01\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
    ]);
    let book = folder.path().display().to_string();
    let file = path(&folder, "leak.json");
    for (hours, expected) in [("8000", "other rules"), ("99999", "rules that no policy can have")] {
        fs::write(&file, leak().replacen("\"hours\": 24", &format!("\"hours\": {hours}"), 1)).unwrap();
        let ran = piped(&["due", &book, "--as-of", "2026-06-30", "--incident", &file]);
        assert_eq!((ran.exit, ran.err.contains(expected)), (Exit::Refused, true), "{}", ran.err);
    }
    fs::write(&file, leak()).unwrap();
    let other = ["--set", "archive.incident.steps.assess.hours=12"];
    let ran = piped(&[&["due", &book, "--as-of", "2026-06-30", "--incident", &file], &other[..]].concat());
    assert_eq!(ran.exit, Exit::Refused, "{}", ran.err);
}

/// 10:30 of UTC is 18:30 in Shanghai, after the callback set for 18:00; 09:30 is before it. 16:30 of UTC on the
/// day before is 00:30 of the day itself.
fn with_offsets(contact: &str) -> TempDir {
    let log = format!("customer_id,at,kind\nB,2026-11-20T09:00,phone\nB,{contact},phone\n");
    with_files(&[
        ("book.toml", "zone = \"Asia/Shanghai\"\n"),
        ("customers.csv", "customer_id,created_on,owner\nB,2025-01-01,P2\n"),
        ("orders.csv", "order_id,customer_id,ordered_on,status\nO1,B,2024-06-01,open\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
        ("contact_log.csv", &log),
        ("reminders.csv", "customer_id,kind,on\nB,callback,2026-11-21T10:00+00:00\n"),
    ])
}

#[test]
fn times_with_an_offset_are_those_of_the_books_zone() {
    for (contact, callbacks) in
        [("2026-11-21T10:30Z", 0), ("2026-11-21T09:30+00:00", 1), ("2026-11-21T05:30-05:00", 0)]
    {
        let folder = with_offsets(contact);
        let book = folder.path().display().to_string();
        let ran = due(&book, &["--as-of", "2026-11-21", "--kind", "calls"]);
        assert_eq!(ran.out.matches("call back").count(), callbacks, "{contact}: {}", ran.out);
    }
    // It comes at 18:00 of Shanghai.
    let folder = with_offsets("2026-11-20T16:30+00:00");
    let book = folder.path().display().to_string();
    let ran = due(&book, &["--as-of", "2026-11-21T17:59", "--kind", "calls"]);
    assert_eq!(ran.out.matches("call back").count(), 0, "{}", ran.out);
    assert!(ran.err.contains("the list changes at 2026-11-21 18:00:00"), "{}", ran.err);
}

/// The three weeks from Monday 2026-11-02 to Sunday 11-22. A was called in two of them, B in one of the two
/// since its record was opened, on 11-10. A's visit was logged a day late, B's on its day.
#[test]
fn regularity_is_told_by_iso_weeks_and_beside_the_list() {
    let log = "customer_id,at,kind,recorded_at\nA,2026-11-02,visit,2026-11-03\nA,2026-11-08T20:00,sms,\n\
               A,2026-11-16,phone,\nB,2026-11-22T10:00,visit,2026-11-22\nB,2026-11-23,phone,\nB,2026-11-04,sms,\n";
    let folder = with_files(&[
        (
            "customers.csv",
            "customer_id,created_on,owner\nA,2025-01-01,P1\nB,2026-11-10,P2\nC,2026-11-23,P1\n",
        ),
        ("orders.csv", "order_id,customer_id,ordered_on\nO1,A,2026-06-01\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
        ("contact_log.csv", log),
    ]);
    let book = folder.path().display().to_string();
    let ran = piped(&["due", &book, "--as-of", "2026-11-25", "--regularity", "3"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut rows: Vec<_> = ran.out.lines().skip(1).collect();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            "A,P1,2026-11-02,2026-11-22,3,2,66.67,0,1,0",
            "B,P2,2026-11-10,2026-11-22,2,1,50.00,1,0,0",
            "C,P1,2026-11-23,2026-11-22,,,,0,0,0",
        ]
    );
    let one =
        piped(&["due", &book, "--as-of", "2026-11-25", "--regularity", "3", "--for", "P2", "--lang", "zh"]);
    assert!(one.out.contains("周联系率(%)") && one.out.lines().count() == 2, "{}", one.out);
}

/// On Sunday 2026-11-22 at 09:00 its week is not over, whatever is logged that evening: the last is the one to
/// 11-15, without a contact. At the end of the day it is over, with one.
#[test]
fn a_week_is_over_when_its_sunday_is() {
    let folder = with_files(&[
        ("customers.csv", "customer_id,created_on,owner\nA,2025-01-01,P1\n"),
        ("orders.csv", "order_id,customer_id,ordered_on\nO1,A,2026-06-01\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
        ("contact_log.csv", "customer_id,at,kind\nA,2026-11-22T20:00,phone\n"),
    ]);
    let book = folder.path().display().to_string();
    for (at, row) in [
        ("2026-11-22T09:00", "A,P1,2026-11-09,2026-11-15,1,0,0.00,0,0,0"),
        ("2026-11-22T23:59:58", "A,P1,2026-11-09,2026-11-15,1,0,0.00,0,0,0"),
        ("2026-11-22", "A,P1,2026-11-16,2026-11-22,1,1,100.00,0,0,0"),
    ] {
        let ran = piped(&["due", &book, "--as-of", at, "--regularity", "1"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_eq!(ran.out.lines().nth(1), Some(row), "{at}: {}", ran.out);
    }
}

/// Half a year after 2026-01-31 is 07-31; a record withdrawn from consent goes at once, a field before its record.
#[test]
fn reassessment_and_consent_come_from_the_book() {
    let folder = with_files(&[
        ("orders.csv", "order_id,customer_id,ordered_on\nO1,A,2026-06-01\n"),
        ("order_lines.csv", "order_id,amount\nO1,1000\n"),
        ("runs.csv", "kind,on,ok\nreassessment,2026-01-31,yes\nreassessment,2026-05-01,no\n"),
        ("holds.csv", "record_class,customer_id,from\n"),
        (
            "records.csv",
            "record_id,record_class,trigger_on,customer_id,consent_withdrawn_on,other_basis,fields\n\
             R1,prospects,2026-07-01,A,2026-07-20,no,\n\
             R2,contracts,2026-07-01,A,,,amount; parties\nR2,contact_logs,2023-07-01,A,,,phone\n\
             R3,prospects,2026-07-01,A,2026-07-20,,\n",
        ),
    ]);
    let book = folder.path().display().to_string();
    let ran = due(&book, &["--as-of", "2026-07-31", "--kind", "duties"]);
    assert!(
        ran.out.contains(
            "reassess the grades, due by 2026-07-31; the policy sets the reassessment on 2026-07-31"
        ),
        "{}",
        ran.out
    );
    let ran = due(&book, &["--as-of", "2026-07-31", "--kind", "retention"]);
    let lines: Vec<_> = ran.out.lines().skip(1).map(|line| line.split(" (").next().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "delete the record: customer A, record R2, phone, due by 2026-08-01",
            "delete the record: customer A, record R1, due by 2026-08-19",
        ]
    );
    // Of the third nobody has said whether anything else justifies keeping it.
    assert!(ran.err.contains("1 not listed"), "{}", ran.err);
}
