//! Registers from files: instants and their zones, codes, customers that need not be there.

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::book::Table::{ArchiveRecords, ContactLog, Delegations, Grants, Records, Runs};

use super::manifests::book;
use super::problems;
use crate::book::read_book;
use crate::load::ReadOptions;

const LINES: &[u8] = b"order_id,customer_id,ordered_on,amount\n1,K1,2026-01-05,5\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// When the customers of a log were in touch, as the files say it.
fn instants(manifest: &str, log: &str) -> Result<Vec<NaiveDateTime>, String> {
    let folder = book(&[
        ("book.toml", manifest.as_bytes()),
        ("order_lines.csv", LINES),
        ("contact_log.csv", format!("customer_id,at,kind\n{log}").as_bytes()),
    ]);
    let loaded = read_book(folder.path(), ReadOptions::default()).map_err(|error| error.to_string())?;
    match loaded.problems() {
        Some(problems) => Err(problems.to_string()),
        None => Ok(loaded.book().contact_log(day("2030-01-01")).map(|row| row.at).collect()),
    }
}

fn one(manifest: &str, at: &str) -> Result<String, String> {
    instants(manifest, &format!("K1,{at},visit\n")).map(|found| found[0].to_string())
}

#[test]
fn instants_are_of_the_zone_the_manifest_names() {
    let zone = "zone = \"Asia/Shanghai\"\n";
    for (manifest, text, expected) in [
        ("", "2026-03-05", "2026-03-05 00:00:00"),
        ("", "2026-03-05T09:30", "2026-03-05 09:30:00"),
        ("", "2026-03-05 09:30:59.9", "2026-03-05 09:30:59"),
        (zone, "2026-03-05T09:30", "2026-03-05 09:30:00"),
        (zone, "2026-03-05T16:30Z", "2026-03-06 00:30:00"),
        (zone, "2026-03-05T09:30:15-05:00", "2026-03-05 22:30:15"),
        ("zone = \"+02:00\"\n", "2026-03-05 09:30:00+08:00", "2026-03-05 03:30:00"),
        (
            "[contact_log]\ndate_format = [\"%d/%m/%Y %H:%M\", \"%d/%m/%Y\"]\n",
            "05/03/2026 17:45",
            "2026-03-05 17:45:00",
        ),
        (
            "[contact_log]\ndate_format = [\"%d/%m/%Y %H:%M\", \"%d/%m/%Y\"]\n",
            "05/03/2026",
            "2026-03-05 00:00:00",
        ),
        ("[contact_log]\ndate_format = \"excel-serial\"\n", "46086.75", "2026-03-05 18:00:00"),
        ("[contact_log]\ndate_format = \"excel-serial\"\n", "46086.999999", "2026-03-06 00:00:00"),
        (
            "zone = \"Asia/Shanghai\"\n[contact_log]\ndate_format = \"%Y-%m-%dT%H:%M:%S%:z\"\n",
            "2026-03-05T20:00:00Z",
            "2026-03-06 04:00:00",
        ),
    ] {
        assert_eq!(one(manifest, text).as_deref(), Ok(expected), "{manifest}{text}");
    }
}

#[test]
fn an_offset_without_a_zone_is_refused() {
    for text in ["2026-03-05T16:30Z", "2026-03-05T16:30:00+08:00"] {
        let said = one("", text).unwrap_err();
        assert!(
            said.contains("contact_log.csv:2:2 (at): found") && said.contains("state the book's `zone`"),
            "{said}"
        );
    }
    // What the zone's clock never showed, or no day has.
    for text in ["2026-03-05T24:00Z", "2026-02-30T09:30Z", "2026-03-05T09:30+99:99", "0000-01-01T00:00Z"] {
        assert!(one("zone = \"Asia/Shanghai\"\n", text).is_err(), "{text}");
    }
}

#[test]
fn bad_cells_of_registers_are_named() {
    let found = problems(
        ContactLog,
        "customer_id,at,kind,close\nK1,2026-3-5,visit,\nK1,2026-03-05,fax,\nK1,,visit,maybe\n",
    );
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(
        found[0].contains(
            "t.csv:2:2 (at): found `2026-3-5`, expected a date such as `2026-02-28`, or with a time"
        ),
        "{found:#?}"
    );
    assert!(found[0].contains("state `date_format` with the time"), "{found:#?}");
    assert!(found[1].contains("t.csv:3:3 (kind): found `fax`, expected one of `visit`"), "{found:#?}");
    assert!(found[2].contains("(at)") || found[3].contains("(at)"), "{found:#?}");
    assert!(found[2].contains("`maybe`") || found[3].contains("`maybe`"), "{found:#?}");
    let grants = "grant_id,requester,customer_id,fields,form,decided_by,decided_at,expires_at\nG1,P1,K1,name,papr,P2,2026-03-01,2026-03-08\n";
    assert!(problems(Grants, grants)[0].contains("did you mean `paper`?"));
    let archive = "archive_no,customer_id,opened_on,confidentiality\nA1,K1,2026-03-01,4\n";
    assert!(problems(ArchiveRecords, archive)[0].contains("expected one of `1`, `2`, `3`"));
    let delegations = "delegation_id,principal,role,delegate,written_ref,issued_on,valid_from,valid_to,max_amount\nD1,P1,r,P2,ref,2026-03-01,2026-03-02,2026-03-09,lots\n";
    assert!(problems(Delegations, delegations)[0].contains("(max_amount): found `lots`"));
    assert!(problems(Delegations, "delegation_id\nD1\n")[0].contains("principal"));
}

/// A run for everybody names no customer, and is no row without one.
#[test]
fn customers_that_need_not_be_there_are_not_missed() {
    let folder = book(&[
        ("book.toml", b"missing_customer = \"skip\"\n"),
        ("order_lines.csv", LINES),
        ("runs.csv", b"kind,on,customer_id\nbackup,2026-03-01,\nfull_review,2026-03-02,K1\n"),
        ("records.csv", b"record_id,record_class,customer_id\nR1,contracts,\n"),
        ("contact_log.csv", b"customer_id,at,kind\n,2026-03-01,visit\nK1,2026-03-01,visit\n"),
    ]);
    let loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
    let book = loaded.book();
    let on = day("2026-12-31");
    assert_eq!((book.runs(on).count(), book.records(on).count(), book.contact_log(on).count()), (2, 1, 1));
    assert_eq!((book.row_count(Runs), book.row_count(Records)), (2, 1));
}
