//! Exports nobody here wrote, scored without touching them and reconciled with their published totals.
//!
//! The data sets are not part of this repository; the tests run where they lie beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use keyaccount::{Assessment, NoteCode, Policy};
use keyaccount_files::{LoadedBook, ReadOptions, read_book};
use rust_decimal::Decimal;

/// A copy of the manifest beside the data, in a folder of its own.
struct Case {
    folder: PathBuf,
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Case {
    /// The manifest of a data set, changed by `change`; `None`, with a word, if the data is not there.
    fn new(set: &str, name: &str, change: impl Fn(String) -> String) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let data = root.join("../../shared/data").join(set);
        if !data.is_dir() {
            eprintln!("not run: the data set `{set}` is not at hand");
            return None;
        }
        let folder =
            std::env::temp_dir().join(format!("keyaccount-real-{}-{set}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for entry in fs::read_dir(data).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
        let manifest = fs::read_to_string(root.join("real").join(set).join("book.toml")).unwrap();
        fs::write(folder.join("book.toml"), change(manifest)).unwrap();
        Some(Self { folder })
    }

    fn load(&self) -> LoadedBook {
        read_book(&self.folder, ReadOptions::default()).unwrap()
    }
}

fn policy(set: &[(&str, &str)]) -> Policy {
    keyaccount_tests::standard_with(set).unwrap()
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn note(assessment: &Assessment, code: NoteCode) -> Option<u64> {
    assessment.notes.iter().find(|note| note.code == code).map(|note| note.count)
}

/// One customer for the whole file, so that its figures are the file's totals.
fn as_one_customer(manifest: &str, drop_tables: &[&str]) -> String {
    let mut kept = String::new();
    let mut dropped = false;
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            dropped =
                drop_tables.iter().any(|table| name.trim_end_matches(']').split('.').next() == Some(table));
        }
        let names_customer = line.starts_with("customer_id =");
        if !dropped && !names_customer {
            kept.push_str(line);
            kept.push('\n');
            if line == "[order_lines]" || line == "[invoices]" {
                kept.push_str("constants = { customer_id = \"ALL\" }\n");
            }
        }
    }
    kept
}

#[test]
fn superstore_is_graded_as_it_is() {
    let Some(case) = Case::new("superstore-us", "graded", |manifest| manifest) else { return };
    let assessment = case.load().assess(&policy(&[]), day(2022, 12, 30)).unwrap();
    assert_eq!(assessment.distribution.total, 804);
    assert_eq!(note(&assessment, NoteCode::SharedOrderIds), Some(2));
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(10_194));
    let rated: u64 = assessment.distribution.grades.iter().map(|grade| grade.customers).sum();
    assert_eq!(rated + assessment.distribution.new + assessment.distribution.unrated, 804);
    assert!(
        assessment.distribution.grades.iter().all(|grade| grade.customers > 0),
        "{:?}",
        assessment.distribution
    );
    // The leading and trailing zeros of ids and the byte order mark have done no harm.
    assert_eq!(assessment.customer("DP-13000").unwrap().text("name"), "Darren Powers");
}

#[test]
fn superstore_reconciles_with_its_published_totals() {
    let all = |manifest: String| as_one_customer(&manifest, &["customers"]);
    let Some(case) = Case::new("superstore-us", "totals", all) else { return };
    // Four years: the whole file.
    let policy = policy(&[("profit.window_months", "48"), ("behaviour.window_months", "48")]);
    let assessment = case.load().assess(&policy, day(2022, 12, 31)).unwrap();
    let table = assessment.behaviour_table();
    let behaviour = |name: &str| table.value(0, table.column(name).unwrap()).to_string();
    let row = assessment.customer("ALL").unwrap();
    assert_eq!(behaviour("order_amount"), "2326534.35");
    assert_eq!(behaviour("order_count"), "5111");
    assert_eq!(row.text("profit"), "292296.81");
    assert_eq!(row.text("margin_percent"), "12.56");
}

#[test]
fn receivables_are_graded_as_they_are() {
    let Some(case) = Case::new("ibm-ar", "graded", |manifest| manifest) else { return };
    let assessment = case.load().assess(&policy(&[]), day(2013, 12, 31)).unwrap();
    assert_eq!(assessment.distribution.total, 100);
    let table = assessment.table();
    let cell = |row: usize, name: &str| table.value(row, table.column(name).unwrap()).to_string();
    for row in 0..table.len() {
        assert!(!cell(row, "credit_score").is_empty() && !cell(row, "credit_grade").is_empty());
        assert_eq!(cell(row, "volume_unrated"), "no_order_data");
        assert_eq!(cell(row, "composite_unrated"), "insufficient_dimensions");
    }
}

#[test]
fn receivables_reconcile_with_their_published_totals() {
    let all = |manifest: String| as_one_customer(&manifest, &["customers"]);
    let Some(case) = Case::new("ibm-ar", "totals", all) else { return };
    let as_of = day(2014, 1, 31);
    let assessment = case.load().assess(&policy(&[("credit.window_months", "36")]), as_of).unwrap();
    let row = assessment.customer("ALL").unwrap();
    assert_eq!(note(&assessment, NoteCode::InvoicesRead), Some(2_466));
    assert_eq!(note(&assessment, NoteCode::SettlementsRead), Some(2_466));
    // 35.56 % of the invoices are late, the worst by 45 days, and nothing is open.
    let on_time: Decimal = row.text("on_time_rate").parse().unwrap();
    assert_eq!(Decimal::ONE_HUNDRED - on_time, Decimal::new(35_56, 2));
    assert_eq!(row.text("max_days_late"), "45");
    assert_eq!(row.text("overdue_amount"), "0.00");
    // Unsettled, all invoices are open.
    let unsettled = |manifest: String| as_one_customer(&manifest, &["customers", "settlements"]);
    let Some(case) = Case::new("ibm-ar", "unsettled", unsettled) else { return };
    let assessment = case.load().assess(&policy(&[]), as_of).unwrap();
    assert_eq!(assessment.customer("ALL").unwrap().text("overdue_amount"), "147703.18");
}
