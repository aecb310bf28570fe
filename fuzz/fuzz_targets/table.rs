//! Any bytes are a table that can be scored, or a list of problems, and it is the same whether they are
//! read column by column or cell by cell. The first byte picks the table.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
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

/// Stands for nothing. Where spellings may mean something else, each cell is read by itself.
const NEVER: &str = "\u{1}never\u{1}";

/// All that can be seen of a book.
fn seen(folder: &Path, bad_rows: BadRows) -> Vec<String> {
    let mut loaded = match read_book(folder, ReadOptions { bad_rows, progress: None }) {
        Ok(loaded) => loaded,
        Err(refused) => return refused.problems().iter().map(ToString::to_string).collect(),
    };
    let as_of = loaded.book().latest_date().unwrap_or_default();
    let mut seen = vec![format!("{:?}", loaded.notes())];
    seen.extend(loaded.problems().iter().flat_map(|refused| refused.problems()).map(ToString::to_string));
    match loaded.assess(policy(), as_of) {
        Ok(assessment) => {
            let table = assessment.table();
            assert_eq!(table.len() as u64, assessment.distribution.total);
            seen.push(format!("{:?}", loaded.book().input_digests(as_of)));
            seen.extend((0..table.len()).map(|row| table.row(row).map(|cell| format!("{cell},")).collect()));
        }
        Err(refused) => seen.extend(refused.problems().iter().map(ToString::to_string)),
    }
    let mut rejects = Vec::new();
    loaded.rejects().write_csv(&mut rejects).expect("memory");
    seen.push(String::from_utf8(rejects).expect("text"));
    seen
}

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Some(table) = Table::ALL.get(usize::from(*first) % Table::ALL.len()) else { return };
    let folder = folder();
    for (other, text) in [(Table::OrderLines, LINES), (Table::Invoices, INVOICES)] {
        fs::write(folder.join(format!("{}.csv", other.name())), text).expect("a file");
    }
    let path = folder.join(format!("{}.csv", table.name()));
    fs::write(&path, bytes).expect("a file");
    let manifest = folder.join("book.toml");
    for bad_rows in [BadRows::Refuse, BadRows::Skip] {
        let by_column = seen(folder, bad_rows);
        if !bytes.windows(NEVER.len()).any(|part| part == NEVER.as_bytes()) {
            let text = format!("[{}]\nmissing = [\"\\u0001never\\u0001\"]\n", table.name());
            fs::write(&manifest, text).expect("a file");
            assert_eq!(by_column, seen(folder, bad_rows));
            fs::remove_file(&manifest).expect("a file");
        }
    }
    if ![Table::OrderLines, Table::Invoices].contains(table) {
        let _ = fs::remove_file(&path);
    }
});
