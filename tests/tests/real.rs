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

/// The cells of a column of the score table.
fn column(assessment: &Assessment, name: &str) -> Vec<String> {
    let table = assessment.table();
    let at = table.column(name).unwrap();
    (0..table.len()).map(|row| table.value(row, at).to_string()).collect()
}

fn is_nothing(count: &str) -> bool {
    count.is_empty() || count == "0"
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
            if ["[orders]", "[order_lines]", "[invoices]"].contains(&line) {
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

/// Disputed invoices excuse their delay: 561 of them (22.75 %) are disputed, and of the 877 late ones 494
/// are not (counted over the file's columns `Disputed` and `DaysLate`).
#[test]
fn disputes_excuse_delays() {
    let disputed = r#"
[delay_reasons]
file = "WA_Fn-UseC_-Accounts-Receivable.csv"
where = { Disputed = "Yes" }
constants = { kind = "seller_quality_dispute", days_excused = "all", documented = "yes", approved_by = "import" }
[delay_reasons.columns]
invoice_id = "invoiceNumber"
"#;
    let all = |manifest: String| as_one_customer(&manifest, &["customers"]) + disputed;
    let Some(case) = Case::new("ibm-ar", "disputed", all) else { return };
    let policy = policy(&[("credit.window_months", "36")]);
    let assessment = case.load().assess(&policy, day(2014, 1, 31)).unwrap();
    assert_eq!(note(&assessment, NoteCode::FilteredRows), Some(2_466 - 561));
    assert_eq!(assessment.customer("ALL").unwrap().text("on_time_rate"), "79.97");
}

/// Tables of a database: 91 customers, of whom 89 ordered, 830 orders of 2,155 lines, 1,265,793.04 net of
/// discounts, which are fractions.
#[test]
fn a_database_reconciles_with_its_published_totals() {
    let windows = [("volume.window_years", "2")];
    let as_of = day(1998, 5, 6);
    let Some(case) = Case::new("northwind", "graded", |manifest| manifest) else { return };
    let assessment = case.load().assess(&policy(&windows), as_of).unwrap();
    assert_eq!(assessment.distribution.total, 91);
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(2_155));
    assert_eq!(note(&assessment, NoteCode::UnknownProducts), None);
    let ordered = column(&assessment, "order_count").into_iter().filter(|count| !is_nothing(count));
    assert_eq!(ordered.count(), 89);
    for idle in ["FISSA", "PARIS"] {
        assert_eq!(assessment.customer(idle).unwrap().text("track"), "new");
    }
    // Nothing tells costs.
    assert_eq!(assessment.customer("TOMSP").unwrap().text("profit_unrated"), "no_cost_data");
    assert_eq!(assessment.customer("TOMSP").unwrap().text("name"), "Toms Spezialitäten");

    let all = |manifest: String| {
        format!("unknown_customers = \"add\"\n{}", as_one_customer(&manifest, &["customers"]))
    };
    let Some(case) = Case::new("northwind", "totals", all) else { return };
    let assessment = case.load().assess(&policy(&windows), as_of).unwrap();
    let row = assessment.customer("ALL").unwrap();
    assert_eq!(row.text("order_amount"), "1265793.04");
    assert_eq!(row.text("order_count"), "830");
}

/// January 2011, worked out with Python's `csv` and `decimal` as the sum of Quantity × UnitPrice:
/// 35,147 lines, 560,000.26; with a customer 21,912 lines, 475,074.38, 269,379 pieces, 783 customers, 1,236
/// invoices; without one 13,235 lines, 84,925.88; cancellations with a customer 680 lines, −94,370.66.
#[test]
fn a_month_of_retail_reconciles() {
    let as_of = day(2011, 1, 31);
    let Some(case) = Case::new("online-retail-2011-01", "graded", |manifest| manifest) else { return };
    let assessment = case.load().assess(&policy(&[]), as_of).unwrap();
    assert_eq!(assessment.distribution.total, 783);
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(21_912));
    let skipped = assessment.notes.iter().find(|note| note.code == NoteCode::SkippedWithoutCustomer).unwrap();
    assert_eq!((skipped.count, skipped.money), (13_235, Some("84925.88".parse().unwrap())));
    let sum = |name| -> Decimal {
        let cells = column(&assessment, name);
        cells.iter().filter(|cell| !cell.is_empty()).map(|cell| cell.parse::<Decimal>().unwrap()).sum()
    };
    assert_eq!(sum("order_amount"), "475074.38".parse().unwrap());
    assert_eq!(sum("order_quantity"), Decimal::from(269_379));
    assert_eq!(sum("order_count"), Decimal::from(1_236));
    // Identifiers stay as they are printed. This customer cancelled 74,215 pieces a quarter of an hour
    // after ordering them.
    let row = assessment.customer("12346.0").unwrap();
    assert_eq!((row.text("order_amount"), row.text("order_count")), ("0.00".into(), "2".into()));
    assert_eq!(row.text("order_quantity"), "0");
    assert_eq!(assessment.customer("14646.0").unwrap().text("order_amount"), "26476.68");

    let all = |manifest: String| as_one_customer(&manifest, &[]);
    let Some(case) = Case::new("online-retail-2011-01", "totals", all) else { return };
    let assessment = case.load().assess(&policy(&[]), as_of).unwrap();
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(35_147));
    assert_eq!(note(&assessment, NoteCode::SkippedWithoutCustomer), None);
    assert_eq!(assessment.customer("ALL").unwrap().text("order_amount"), "560000.26");
}

/// Of 8,800 opportunities 4,238 are won, worth 10,005,534, by 85 accounts. The pipeline spells `GTXPro` what
/// the products call `GTX Pro`: 729 won deals of a product nobody describes.
#[test]
fn won_deals_reconcile_with_their_published_totals() {
    let as_of = day(2017, 12, 31);
    let Some(case) = Case::new("maven-crm", "graded", |manifest| manifest) else { return };
    let assessment = case.load().assess(&policy(&[]), as_of).unwrap();
    assert_eq!(assessment.distribution.total, 85);
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(4_238));
    assert_eq!(note(&assessment, NoteCode::FilteredRows), Some(8_800 - 4_238));
    assert_eq!(note(&assessment, NoteCode::UnknownProducts), Some(729));
    assert_eq!(assessment.customer("Kan-code").unwrap().text("order_amount"), "341455.00");
    let ordered = column(&assessment, "order_count").into_iter().filter(|count| !is_nothing(count));
    assert_eq!(ordered.count(), 85);

    let all = |manifest: String| as_one_customer(&manifest, &["customers"]);
    let Some(case) = Case::new("maven-crm", "totals", all) else { return };
    let assessment = case.load().assess(&policy(&[]), as_of).unwrap();
    let row = assessment.customer("ALL").unwrap();
    assert_eq!(row.text("order_amount"), "10005534.00");
    assert_eq!(row.text("order_count"), "4238");
}

/// Two lists, each in GBK and in UTF-8. A book needs invoices, so each has a table of none.
#[test]
fn gbk_and_utf_8_give_the_same_rows() {
    for (list, [id, name]) in [("people", ["地区", "地区经理"]), ("returns", ["订单 ID", "退回"])] {
        let digest = |file: &str, label: &str| {
            let change = |manifest: String| {
                let manifest = manifest.replace("people_gbk", &format!("{list}_{file}"));
                let manifest = manifest.replace("encoding = \"gbk\"", &format!("encoding = \"{label}\""));
                manifest.replace("\"地区\"", &format!("{id:?}")).replace("\"地区经理\"", &format!("{name:?}"))
            };
            let case = Case::new("superstore-cn-samples", &format!("{list}-{file}"), change)?;
            let invoices = "invoice_id,customer_id,issued_on,due_on,amount\n";
            fs::write(case.folder.join("invoices.csv"), invoices).unwrap();
            let mut loaded = case.load();
            let assessment = loaded.assess(&policy(&[]), day(2026, 3, 31)).unwrap();
            let digest = loaded.book().input_digest(day(2026, 3, 31));
            Some((assessment.distribution.total, column(&assessment, "name"), digest))
        };
        let Some(gbk) = digest("gbk", "gbk") else { return };
        let utf8 = digest("utf8", "utf-8").unwrap();
        assert_eq!(gbk, utf8);
        assert_eq!(gbk.0, if list == "people" { 6 } else { 296 });
        assert!(gbk.1.iter().any(|name| name == if list == "people" { "楚杰" } else { "是" }));
    }
}
