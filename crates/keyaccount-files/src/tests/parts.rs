//! Files are read in parts, clean ones column by column, and nobody can tell.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;

use chrono::NaiveDate;
use keyaccount::Policy;

use super::manifests::book;
use crate::book::read_book;
use crate::load::ReadOptions;

/// What no cell has, so that nothing but the way of reading changes: where spellings may mean something
/// else, every cell is read by itself.
const BY_CELL: &str = "missing = [\"\\u0001never\\u0001\"]\n";

/// Half a megabyte of invoices, a large file in tests, `odd` put in before every so many of its rows.
fn invoices(mark: &str, end: &str, odd: &[(usize, &str)]) -> Vec<u8> {
    let mut text = format!("{mark}invoice_id,customer_id,issued_on,amount,due_on,contract_id{end}");
    for i in 0..12_000_usize {
        for (_, line) in odd.iter().filter(|(every, _)| i % every == every / 2) {
            text.push_str(&line.replace('#', &i.to_string()));
            text.push_str(end);
        }
        let (customer, day) = (i * 7919 % 503, 1 + i % 28);
        let row = format!("INV{i:06},客户{customer},2026-01-{day:02},{i}.25,2026-02-{day:02},c{}", i % 13);
        write!(text, "{row}{end}").unwrap();
    }
    // The last line has no end.
    text.truncate(text.len() - end.len());
    assert!(text.len() > 1 << 19, "{}", text.len());
    text.into_bytes()
}

/// All that can be seen of a book.
fn seen(folder: &std::path::Path) -> Vec<String> {
    let mut loaded = read_book(folder, ReadOptions::default()).unwrap();
    let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let mut seen = vec![format!("{:?}", loaded.book().input_digests(as_of)), format!("{:?}", loaded.notes())];
    match loaded.assess(&Policy::shipped("standard").unwrap(), as_of) {
        Ok(found) => {
            let table = found.table();
            seen.extend((0..table.len()).map(|row| table.row(row).map(|c| format!("{c},")).collect()));
        }
        Err(refused) => {
            seen.push(refused.count().to_string());
            seen.extend(refused.problems().iter().map(ToString::to_string));
        }
    }
    seen
}

fn same_in_parts(invoices: &[u8]) -> Vec<String> {
    let by_cell = format!("[invoices]\n{BY_CELL}");
    let folder = book(&[("invoices.csv", invoices), ("book.toml", by_cell.as_bytes())]);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| seen(folder.path()))
    };
    let row_by_row = with(1);
    assert_eq!(with(2), row_by_row);
    fs::write(folder.path().join("book.toml"), "[invoices]\n").unwrap();
    for threads in [1, 2, 5] {
        assert_eq!(with(threads), row_by_row, "{threads} threads");
    }
    row_by_row
}

#[test]
fn a_large_book_in_order() {
    let plain = same_in_parts(&invoices("", "\n", &[]));
    let marked = same_in_parts(&invoices("\u{feff}", "\r\n", &[(109, ""), (113, ",,,,,")]));
    assert_eq!(plain, marked);
}

#[test]
fn problems_keep_their_lines() {
    let odd = [
        (2_011, "INV#x,C1,2026-13-01,1,2026-02-01,"),
        (3_011, ""),
        (3_313, "INV#y,C1,2026-01-01,-1,2026-02-01,"),
        (4_117, "INV#z,C1,2026-01-01"),
        (5_021, "INV000007,C1,2026-01-01,1,2026-02-01,"),
    ];
    let refused = same_in_parts(&invoices("", "\n", &odd));
    // 5 + 3 + 2 + 2 rows of these kinds come before 12,000 rows are over, and the digests and notes.
    assert_eq!(refused[2], (6 + 4 + 3 + 2).to_string(), "{refused:#?}");
    // The first is before row 1,006 (`i` is 1,005), on line 1,007.
    assert!(refused[3].contains("invoices.csv:1007:3 (issued_on): found `2026-13-01`"), "{}", refused[3]);
}

#[test]
fn a_quotation_mark_ends_the_parts_and_loses_nothing() {
    let quoted = "INV#q,\"C\n1\",2026-01-01,1,2026-02-01,\"a \"\" b\"";
    same_in_parts(&invoices("", "\n", &[(7_001, quoted)]));
    same_in_parts(&invoices("", "\n", &[(7_001, quoted), (9_001, "INV#x,C1,soon,1,2026-02-01,")]));
    let unclosed = same_in_parts(&invoices("", "\n", &[(10_001, "INV#q,\"C1,2026-01-01,1,2026-02-01,")]));
    assert!(unclosed[3].contains("quotation mark"), "{}", unclosed[3]);
}

#[test]
fn a_record_too_long_ends_the_reading_where_it_is() {
    let long = format!("INV#l,{},2026-01-01,1,2026-02-01,", "x".repeat(9 << 17));
    let refused =
        same_in_parts(&invoices("", "\n", &[(8_001, &long), (9_001, "INV#x,C1,soon,1,2026-02-01,")]));
    assert!(refused.iter().any(|line| line.contains("a record of more than")), "{refused:#?}");
}
