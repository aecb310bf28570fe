//! Awkward exports, each beside the canonical book it means (BOOK §3): both must give the same digest of
//! their input and the same scores.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "awkward/refusals.rs"]
mod refusals;
#[path = "awkward/refused_cells.rs"]
mod refused_cells;
#[path = "awkward/refused_workbooks.rs"]
mod refused_workbooks;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use keyaccount::{Assessment, Note};
use keyaccount_files::{ReadOptions, read_book, write_csv};

/// The day all of them are read for. Some hold rows of April, which it must not see.
fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
}

fn exports() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("awkward");
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.join("expected").is_dir());
    found.sort();
    found
}

/// The digest of a book's input, its scores as CSV, and the assessment itself.
fn read(book: &Path) -> Result<(String, String, Assessment), String> {
    let told = |error: &keyaccount_files::ReadError| {
        let problems: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
        problems.join("\n")
    };
    let mut loaded = read_book(book, ReadOptions::default()).map_err(|error| told(&error))?;
    let policy = keyaccount::Policy::shipped("standard").unwrap();
    let assessment = loaded.assess(&policy, as_of()).map_err(|error| told(&error))?;
    let mut scores = Vec::new();
    write_csv(&assessment.table(), &mut scores).unwrap();
    Ok((loaded.book().input_digest(as_of()), String::from_utf8(scores).unwrap(), assessment))
}

/// What `expected/notes.txt` says of the notes: `code | count | about | money`, of which the last ones
/// may be left out, or `no code`.
fn disagree(expected: &str, notes: &[Note]) -> Vec<String> {
    let is_met = |line: &str| {
        if let Some(code) = line.strip_prefix("no ") {
            return notes.iter().all(|note| note.code.code() != code);
        }
        let parts: Vec<_> = line.split('|').map(str::trim).collect();
        notes.iter().any(|note| {
            let money = note.money.map(|money| money.to_string()).unwrap_or_default();
            let said = [note.code.code(), &note.count.to_string(), &note.about, &money].map(str::to_owned);
            said.starts_with(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>())
        })
    };
    expected.lines().filter(|line| !is_met(line)).map(str::to_owned).collect()
}

#[test]
fn every_export_means_its_canonical_book() {
    let exports = exports();
    assert!(exports.len() >= 20, "{} exports", exports.len());
    let mut wrong = Vec::new();
    for export in exports {
        let name = export.file_name().unwrap().to_string_lossy().into_owned();
        let meant = read(&export.join("expected")).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (digest, scores, assessment) = match read(&export) {
            Ok(read) => read,
            Err(error) => {
                wrong.push(format!("{name} is refused:\n{error}"));
                continue;
            }
        };
        if scores != meant.1 {
            wrong.push(format!("{name} scores differently:\n{scores}instead of\n{}", meant.1));
        }
        if digest != meant.0 {
            wrong.push(format!("{name} has another digest"));
        }
        let notes = fs::read_to_string(export.join("expected/notes.txt")).unwrap_or_default();
        for line in disagree(&notes, &assessment.notes) {
            wrong.push(format!("{name}: no note `{line}` in {:#?}", assessment.notes));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The comparison can fail: another amount is another book.
#[test]
fn the_digest_tells_books_apart() {
    let folder = folder();
    let lines = "order_id,customer_id,ordered_on,amount\n1,A,2026-03-01,";
    let digest = |amount: &str| {
        fs::write(folder.0.join("order_lines.csv"), format!("{lines}{amount}\n")).unwrap();
        read(&folder.0).unwrap().0
    };
    assert_eq!(digest("1"), digest("1.00"));
    assert_ne!(digest("1"), digest("1.01"));
}

/// A folder of one test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn folder() -> Folder {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("keyaccount-awkward-{}-{number}", std::process::id()));
    fs::create_dir_all(&path).unwrap();
    Folder(path)
}
