//! Any bytes are a manifest that reads its file, or a list of problems.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use keyaccount::Policy;
use keyaccount::book::BadRows;
use keyaccount_files::{ReadOptions, read_book};
use libfuzzer_sys::fuzz_target;

/// A sheet with something for every key to act on: a title, a heading of two lines, a merged customer,
/// signs, separators, parentheses, words for codes and blanks, dates in several forms, totals.
const SHEET: &str = "\
Sales 2026,,,,,,
order,,customer,,status,amount,
no,date,id,name,,net,profit
1,2026-03-05,A,Alpha,done,\"¥1,234.50\",0.125
2,20260306,,,open,(500.00),NA
,,subtotal,,,734.50,
3,46088,B,Beta,,125.43999999999998,-
4,2026-03-31T23:30:00+00:00,B,Beta,void,7,1e3
";

/// The same kind of rows under our own names, so that a manifest without a layout reads something.
const LINES: &str =
    "order_id,customer_id,ordered_on,amount,status\n1,A,2026-01-31,10,open\n2,B,2026-02-01,-2.5,\n";
const INVOICES: &str = "invoice_id,customer_id,issued_on,due_on,amount\nI1,A,2026-01-01,2026-01-31,100\n";

/// A folder of this process with the files a manifest may name.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("keyaccount-fuzz-manifest-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        for (name, text) in [("sheet.csv", SHEET), ("order_lines.csv", LINES), ("invoices.csv", INVOICES)] {
            fs::write(folder.join(name), text).expect("a file");
        }
        folder
    })
}

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| Policy::shipped("standard").expect("a shipped policy"))
}

/// Whether a manifest could name a file elsewhere, which is nobody's input: a slash that begins a path, a
/// way up, an escape that may spell either.
fn leads_away(bytes: &[u8]) -> bool {
    let begins_path =
        |pair: &[u8]| matches!(pair, [before, b'/'] if before.is_ascii() && !before.is_ascii_alphanumeric());
    let climbs = |pair: &[u8]| matches!(pair, b".." | b"\\u" | b"\\U" | b"\\x");
    bytes.windows(2).any(|pair| begins_path(pair) || climbs(pair))
}

fuzz_target!(|bytes: &[u8]| {
    if leads_away(bytes) {
        return;
    }
    let folder = folder();
    fs::write(folder.join("book.toml"), bytes).expect("a file");
    for bad_rows in [BadRows::Refuse, BadRows::Skip] {
        let mut loaded = match read_book(folder, ReadOptions { bad_rows, progress: None }) {
            Ok(loaded) => loaded,
            Err(error) => {
                assert!(!error.problems().is_empty());
                continue;
            }
        };
        let as_of = loaded.book().latest_date().unwrap_or_default();
        if let Ok(assessment) = loaded.assess(policy(), as_of) {
            assert_eq!(assessment.table().len() as u64, assessment.distribution.total);
        }
    }
});
