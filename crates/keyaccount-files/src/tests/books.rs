//! Whole books: what the core finds, brought back to the files.

use chrono::NaiveDate;
use keyaccount::book::BadRows;
use keyaccount::{NoteCode, Policy};

use super::manifests::book;
use crate::book::read_book;
use crate::load::ReadOptions;

/// What is wrong with the book, the directory's name left out.
fn refused(files: &[(&str, &[u8])]) -> Vec<String> {
    let folder = book(files);
    let prefix = format!("{}/", folder.path().display());
    let mut loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let error = loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()).unwrap_err();
    error.problems().iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

const INVOICES: &[u8] = b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,2026-01-01,5,2026-01-31\n";

#[test]
fn problems_of_rows_name_their_lines_and_fields() {
    let customers = b"name,customer_id\n\"two\nlines\",C1\n\nb,C2\nc,C1\n";
    let invoices = b"due_on,invoice_id,customer_id,issued_on,amount\n\n2026-01-31,I1,C1,2026-01-01,-5\n2026-01-31,I2,C1,2026-01-01,five\n";
    let found = refused(&[("customers.csv", customers), ("invoices.csv", invoices)]);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("customers.csv:6:2 (customer_id): found `C1` again"), "{}", found[0]);
    assert!(
        found[1].starts_with("invoices.csv:3:5 (amount): found `-5`, expected a number above 0"),
        "{}",
        found[1]
    );
    assert!(found[2].starts_with("invoices.csv:4:5 (amount): found `five`"), "{}", found[2]);
}

#[test]
fn rows_that_refer_to_unreadable_ones_are_not_reported_too() {
    let invoices = b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,soon,5,2026-01-31\n";
    let settlements = b"settled_on,amount,invoice_id\n2026-01-31,5,I1\n";
    let found = refused(&[("invoices.csv", invoices), ("settlements.csv", settlements)]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("invoices.csv:2:3 (issued_on): found `soon`"), "{}", found[0]);
}

#[test]
fn bad_rows_can_be_left_out() {
    let settlements = b"settled_on,amount,invoice_id,kind\n2026-01-31,5,I1,cash\n2026-01-31,7.25,I1,gold\n2026-01-32,1.5,I1,\n2026-01-31,-2,I1,\n";
    let folder = book(&[("invoices.csv", INVOICES), ("settlements.csv", settlements)]);
    let options = ReadOptions { bad_rows: BadRows::Skip, progress: None };
    let mut loaded = read_book(folder.path(), options).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let assessment = loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()).unwrap();
    let notes: Vec<_> = assessment.notes.iter().map(ToString::to_string).collect();
    assert!(
        notes.contains(&"rows of `settlements` with problems, skipped: 3 (6.75)".to_owned()),
        "{notes:?}"
    );
    // Row 1 reached the core and counts, row 4 reached it and does not.
    assert!(notes.contains(&"settlements read: 1".to_owned()), "{notes:?}");
    let mut out = Vec::new();
    loaded.rejects().write_csv(&mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let rows: Vec<_> = out.lines().collect();
    assert_eq!(rows.len(), 4, "{out}");
    assert!(rows[1].starts_with("settlements,settlements.csv,3,\"column 4 (kind): found `gold`"), "{out}");
    assert!(rows[1].ends_with(",\"2026-01-31,7.25,I1,gold\""), "{out}");
    assert!(rows[3].starts_with("settlements,settlements.csv,5,\"column 2 (amount): found `-2`"), "{out}");
}

#[test]
fn a_book_needs_orders_or_invoices() {
    let folder = book(&[("customers.csv", b"customer_id\nC1\n")]);
    let error = read_book(folder.path(), ReadOptions::default()).unwrap().problems().unwrap();
    assert!(error.to_string().contains("found neither `order_lines` nor `invoices`"), "{error}");
}

#[test]
fn cells_keys_and_references_are_reported_together() {
    let customers = b"customer_id,created_on\nC1,soon\nC1,\n\"C2\",x,y\n";
    let invoices = b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,2026-01-01,5,2026-01-31\nI2,C2,2026-01-01,5,2026-01-31\nI3,C3,2026-01-01,5,2026-01-31\n";
    let found = refused(&[("customers.csv", customers), ("invoices.csv", invoices)]);
    let starts = [
        "customers.csv:2:2 (created_on): found `soon`",
        "customers.csv:3:1 (customer_id): found `C1` again",
        "customers.csv:4: found 3 cells, expected 2",
        // C2 has a row, which is reported already; C3 has none.
        "invoices.csv:4:2 (customer_id): found `C3`",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}");
    }
}

#[test]
fn a_book_with_bad_cells_cannot_be_scored_past_the_reader() {
    let folder = book(&[(
        "invoices.csv",
        b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,2026-01-01,5,soon\n",
    )]);
    let loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    assert!(keyaccount::assess(loaded.book(), &policy, day).is_err());
    assert_eq!(loaded.problems().unwrap().count(), 1);
}

#[test]
fn rows_without_a_customer_can_be_passed_over() {
    let orders = b"order_id,customer_id,ordered_on\nO1,C1,2026-01-01\nO2,,never\n";
    // The first line has its customer from its header; the others have none, whatever else they hold.
    let lines = b"order_id,customer_id,ordered_on,quantity,unit_price,discount\nO1,,,2,10,\nO2,,soon,3,1.5,0.5\n,,,x,y,\nO3,,,1,0.000001,\n";
    // Money that names its invoice needs no customer.
    let settlements = b"settled_on,amount,invoice_id,customer_id\n2026-01-31,5,I1,\n2026-02-28,7,,\n";
    let folder = book(&[
        ("book.toml", b"missing_customer = \"skip\"\n"),
        ("orders.csv", orders),
        ("order_lines.csv", lines),
        ("invoices.csv", INVOICES),
        ("settlements.csv", settlements),
    ]);
    let mut loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let assessment = loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()).unwrap();
    let of = |table: &str| {
        let note =
            assessment.notes.iter().find(|n| n.code == NoteCode::SkippedWithoutCustomer && n.about == table);
        note.map(|note| (note.count, note.money.map(|money| money.to_string())))
    };
    assert_eq!(of("orders"), Some((1, Some("0.00".to_owned()))));
    // 3 × 1.5 × 0.5 + 0.000001, published with two decimals.
    assert_eq!(of("order_lines"), Some((3, Some("2.25".to_owned()))));
    assert_eq!(of("settlements"), Some((1, Some("7.00".to_owned()))));
    assert_eq!(assessment.customer("C1").unwrap().text("order_amount"), "20.00");
}

#[test]
fn lines_whose_header_was_left_out_say_so() {
    // The header of O1 cannot be read; O2 has none.
    let orders = b"order_id,customer_id,ordered_on\nO1,C1,soon\n";
    let lines = b"order_id,customer_id,ordered_on,amount\nO1,,,5\nO2,,,6\nO3,C1,2026-01-01,7\n";
    let folder = book(&[("orders.csv", orders), ("order_lines.csv", lines)]);
    let options = ReadOptions { bad_rows: BadRows::Skip, progress: None };
    let mut loaded = read_book(folder.path(), options).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()).unwrap();
    let mut out = Vec::new();
    loaded.rejects().write_csv(&mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let of = |order: &str| out.lines().find(|row| row.contains(&format!("\"{order},,,"))).unwrap_or("");
    assert!(of("O1").contains("a blank, and the order's header was left out, expected"), "{out}");
    assert!(of("O2").contains("a blank, expected"), "{out}");
}

/// What only one table says of itself, rows read at once must know as well.
#[test]
fn a_line_has_its_customer_from_its_header_whichever_table_says_what_is_passed_over() {
    let orders = b"order_id,customer_id,ordered_on\nO1,K1,2026-01-05\nO2,K1,2026-01-05\n";
    let lines = b"order_id,customer_id,ordered_on,amount\nO1,,,100\nO2,K1,2026-01-06,50\n";
    let folder = book(&[
        ("book.toml", b"[order_lines]\nmissing_customer = \"skip\"\n"),
        ("orders.csv", orders),
        ("order_lines.csv", lines),
    ]);
    let mut loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let assessment = loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()).unwrap();
    assert_eq!(assessment.customer("K1").unwrap().text("order_amount"), "150.00");
    assert!(assessment.notes.iter().all(|note| note.code != NoteCode::SkippedWithoutCustomer));
}
