//! Any bytes are a table that can be scored, or a list of problems. The first byte picks the table.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use keyaccount::Policy;
use keyaccount::book::{BadRows, Table};
use keyaccount_files::{ReadOptions, read_book};
use libfuzzer_sys::fuzz_target;

/// A folder of this process, with a line and an invoice for the other tables to refer to.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("keyaccount-fuzz-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    })
}

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| Policy::shipped("standard").expect("a shipped policy"))
}

const LINES: &str = "order_id,customer_id,ordered_on,amount\n1,A,2026-01-31,10\n";
const INVOICES: &str = "invoice_id,customer_id,issued_on,due_on,amount\nI1,A,2026-01-01,2026-01-31,100\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Some(table) = Table::ALL.get(usize::from(*first) % Table::ALL.len()) else { return };
    let folder = folder();
    for (other, text) in [(Table::OrderLines, LINES), (Table::Invoices, INVOICES)] {
        fs::write(folder.join(format!("{}.csv", other.name())), text).expect("a file");
    }
    let path = folder.join(format!("{}.csv", table.name()));
    fs::write(&path, bytes).expect("a file");
    for bad_rows in [BadRows::Refuse, BadRows::Skip] {
        let Ok(mut loaded) = read_book(folder, ReadOptions { bad_rows, progress: None }) else { continue };
        let as_of = loaded.book().latest_date().unwrap_or_default();
        if let Ok(assessment) = loaded.assess(policy(), as_of) {
            assert_eq!(assessment.table().len() as u64, assessment.distribution.total);
        }
    }
    if ![Table::OrderLines, Table::Invoices].contains(table) {
        let _ = fs::remove_file(&path);
    }
});
