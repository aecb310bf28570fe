//! Exports nobody here wrote, drafted and scored without a line of the draft being touched.
//!
//! The data sets are not part of this repository; the tests run where they lie beside it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use keyaccount::document::{Node, View, read};
use keyaccount::{Assessment, NoteCode};
use keyaccount_files::{Draft, DraftOptions, ReadOptions, draft, read_book, write_csv};
use rust_decimal::Decimal;

/// A drafted data set, its manifest in a folder of its own, which does not touch the data.
struct Case {
    folder: PathBuf,
    draft: Draft,
    root: Node,
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Case {
    /// Drafts from all files of a data set; `None`, with a word, if it is not there.
    fn of(set: &str) -> Option<Self> {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(set);
        if !data.is_dir() {
            eprintln!("not run: the data set `{set}` is not at hand");
            return None;
        }
        // Several tests draft one set at the same time.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("keyaccount-init-{}-{number}-{set}", std::process::id()));
        let draft = draft(&[data], &DraftOptions { folder: &folder }).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("book.toml"), &draft.text).unwrap();
        let (root, problems) = read("book.toml", &draft.text);
        assert_eq!(problems, []);
        Some(Self { folder, draft, root })
    }

    /// The tables, each with the columns it maps as `ours = theirs`.
    fn mapping(&self) -> Vec<String> {
        let columns = |table: &str| {
            let view = View::of(&self.root).get(table).get("columns");
            let pairs = view.entries().unwrap_or_default();
            let shown: Vec<_> =
                pairs.iter().map(|(ours, theirs)| format!("{ours}={}", theirs.text().unwrap())).collect();
            format!("{table}: {}", shown.join(", "))
        };
        self.draft.tables.iter().map(|table| columns(table.table.name())).collect()
    }

    /// A key of a table.
    fn key(&self, table: &str, key: &str) -> Option<String> {
        View::of(&self.root).get(table).get(key).string()
    }

    fn is_distinct(&self, table: &str) -> bool {
        View::of(&self.root).get(table).get("distinct").yes().unwrap_or_default()
    }

    /// The files that feed nothing, without their folders.
    fn unused(&self) -> Vec<&str> {
        self.draft.unused.iter().map(|file| file.file.rsplit('/').next().unwrap()).collect()
    }

    fn assess(&self, set: &[(&str, &str)], as_of: (i32, u32, u32)) -> Assessment {
        let mut loaded = read_book(&self.folder, ReadOptions::default()).unwrap();
        assert_eq!(loaded.problems(), None);
        loaded.assess(&keyaccount_tests::standard_with(set).unwrap(), day(as_of)).unwrap()
    }
}

fn day((y, m, d): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn note(assessment: &Assessment, code: NoteCode) -> Option<u64> {
    assessment.notes.iter().find(|note| note.code == code).map(|note| note.count)
}

/// The sum of a column of the behaviour table.
fn behaviour_total(assessment: &Assessment, column: &str) -> Decimal {
    let table = assessment.behaviour_table();
    let at = table.column(column).unwrap();
    let cells = (0..table.len()).map(|row| table.value(row, at).to_string());
    cells.map(|cell| cell.parse::<Decimal>().unwrap_or_default()).sum()
}

#[test]
fn superstore_needs_no_word_of_help() {
    let Some(case) = Case::of("superstore-us") else { return };
    assert_eq!(
        case.mapping(),
        [
            "customers: customer_id=Customer ID, name=Customer Name",
            // `Sales` is after discount: `Discount` must not be taken off again.
            "order_lines: order_id=Order ID, customer_id=Customer ID, ordered_on=Order Date, \
             product_id=Product ID, quantity=Quantity, amount=Sales, profit=Profit",
        ]
    );
    assert_eq!(case.key("order_lines", "date_format").as_deref(), Some("%d/%m/%y"));
    assert_eq!(case.key("order_lines", "encoding"), None);
    assert!(case.is_distinct("customers"));
    assert_eq!(case.unused(), ["people.csv", "returns.csv"]);
    assert_eq!(case.draft.checks, [] as [String; 0]);
    assert_eq!(case.draft.latest, Some(day((2022, 12, 30))));
    let four_years = [("profit.window_months", "48"), ("behaviour.window_months", "48")];
    let assessment = case.assess(&four_years, (2022, 12, 31));
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(10_194));
    assert_eq!(assessment.distribution.total, 804);
    // 5,111 order ids, two of which are shared by four customers each.
    assert_eq!(behaviour_total(&assessment, "order_count").to_string(), "5117");
    assert_eq!(assessment.customer("DP-13000").unwrap().text("name"), "Darren Powers");
}

#[test]
fn receivables_become_invoices_settlements_and_customers() {
    let Some(case) = Case::of("ibm-ar") else { return };
    assert_eq!(
        case.mapping(),
        [
            "customers: customer_id=customerID, country=countryCode",
            "invoices: invoice_id=invoiceNumber, customer_id=customerID, issued_on=InvoiceDate, \
             amount=InvoiceAmount, due_on=DueDate",
            "settlements: settled_on=SettledDate, invoice_id=invoiceNumber, customer_id=customerID, \
             amount=InvoiceAmount",
        ]
    );
    for table in ["invoices", "settlements"] {
        assert_eq!(case.key(table, "date_format").as_deref(), Some("%m/%d/%Y"));
    }
    assert_eq!(case.draft.checks, [] as [String; 0]);
    let assessment = case.assess(&[("credit.window_months", "36")], (2014, 1, 31));
    assert_eq!(note(&assessment, NoteCode::InvoicesRead), Some(2_466));
    assert_eq!(note(&assessment, NoteCode::SettlementsRead), Some(2_466));
    assert_eq!(assessment.distribution.total, 100);
    let table = assessment.table();
    let at = table.column("max_days_late").unwrap();
    let worst = (0..table.len()).filter_map(|row| table.value(row, at).to_string().parse::<i32>().ok()).max();
    assert_eq!(worst, Some(45));
}

#[test]
fn northwind_is_joined_from_its_tables() {
    let Some(case) = Case::of("northwind") else { return };
    assert_eq!(
        case.mapping(),
        [
            "customers: customer_id=customer_id, name=company_name, region=region, country=country",
            "products: product_id=product_id, name=product_name, category=category_id",
            "orders: order_id=order_id, customer_id=customer_id, ordered_on=order_date, promised_on=required_date",
            "order_lines: order_id=order_id, product_id=product_id, quantity=quantity, unit_price=unit_price, \
             discount=discount",
        ]
    );
    assert_eq!(case.unused(), ["categories.csv", "employees.csv", "shippers.csv", "suppliers.csv"]);
    assert_eq!(case.draft.checks, [] as [String; 0]);
    assert!(case.draft.missing[0].starts_with("No cost or profit"), "{:?}", case.draft.missing);
    let assessment = case.assess(&[("behaviour.window_months", "36")], (1998, 5, 6));
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(2_155));
    assert_eq!(assessment.distribution.total, 91);
    assert_eq!(behaviour_total(&assessment, "order_count").to_string(), "830");
    // Each customer's amount is rounded to cents; 89 of them are off by at most half a cent.
    let published = "1265793.04".parse::<Decimal>().unwrap();
    let off = (behaviour_total(&assessment, "order_amount") - published).abs();
    assert!(off <= "0.45".parse().unwrap(), "{off}");
}

#[test]
fn retail_lines_without_a_customer_are_skipped_and_floats_stay_text() {
    let Some(case) = Case::of("online-retail-2011-01") else { return };
    assert_eq!(
        case.mapping()[1],
        "order_lines: order_id=InvoiceNo, customer_id=CustomerID, ordered_on=InvoiceDate, product_id=StockCode, \
         quantity=Quantity, unit_price=UnitPrice"
    );
    assert_eq!(case.key("order_lines", "missing_customer").as_deref(), Some("skip"));
    assert_eq!(case.key("order_lines", "date_format").as_deref(), Some("%Y-%m-%d %H:%M:%S"));
    let assessment = case.assess(&[], (2011, 1, 31));
    assert!(assessment.customer("13313.0").is_some());
}

#[test]
fn deals_won_are_the_orders_of_a_pipeline() {
    let Some(case) = Case::of("maven-crm") else { return };
    assert_eq!(
        case.mapping(),
        [
            "customers: customer_id=account, country=office_location, industry=sector, size=employees, \
             parent_id=subsidiary_of",
            "products: product_id=product, category=series",
            "order_lines: order_id=opportunity_id, customer_id=account, ordered_on=close_date, \
             product_id=product, amount=close_value",
        ]
    );
    let chosen = View::of(&case.root).get("order_lines").get("where").get("deal_stage").string();
    assert_eq!(chosen.as_deref(), Some("Won"));
    let assessment = case.assess(&[], (2017, 12, 31));
    assert_eq!(note(&assessment, NoteCode::LinesRead), Some(4_238));
    assert_eq!(behaviour_total(&assessment, "order_amount").to_string(), "10005534.00");
}

#[test]
fn files_that_feed_nothing_are_said_to_with_their_encoding() {
    let Some(case) = Case::of("superstore-cn-samples") else { return };
    assert!(case.draft.tables.is_empty());
    assert_eq!(case.unused(), ["people_gbk.csv", "people_utf8.csv", "returns_gbk.csv", "returns_utf8.csv"]);
    for file in &case.draft.unused {
        assert_eq!(file.why.contains("GBK"), file.file.contains("gbk"), "{}: {}", file.file, file.why);
        assert!(file.why.contains("`订单 ID`") || file.why.contains("`地区`"), "{}", file.why);
    }
}

/// The day the awkward exports are compared for.
const COMPARED: (i32, u32, u32) = (2026, 3, 31);

/// The scores of a book as CSV.
fn scores(book: &Path, as_of: NaiveDate) -> Result<String, String> {
    let told = |error: &keyaccount_files::ReadError| {
        let problems: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
        problems.join("\n")
    };
    let mut loaded = read_book(book, ReadOptions::default()).map_err(|error| told(&error))?;
    if let Some(problems) = loaded.problems() {
        return Err(told(&problems));
    }
    let policy = keyaccount::Policy::shipped("standard").unwrap();
    let assessment = loaded.assess(&policy, as_of).map_err(|error| told(&error))?;
    let mut scores = Vec::new();
    write_csv(&assessment.table(), &mut scores).unwrap();
    Ok(String::from_utf8(scores).unwrap())
}

/// The raw files of the awkward exports, each in a folder of its own without what was written to read
/// them, and the books they mean.
fn awkward() -> Vec<(String, Folder, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("awkward");
    let mut exports: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    exports.retain(|path| path.join("expected").is_dir());
    exports.sort();
    let raw = exports.into_iter().map(|export| {
        let name = export.file_name().unwrap().to_string_lossy().into_owned();
        let copy = Folder(std::env::temp_dir().join(format!("keyaccount-raw-{}-{name}", std::process::id())));
        fs::create_dir_all(&copy.0).unwrap();
        for file in fs::read_dir(&export).unwrap().map(|entry| entry.unwrap().path()) {
            if file.is_file() && !file.ends_with("book.toml") {
                fs::copy(&file, copy.0.join(file.file_name().unwrap())).unwrap();
            }
        }
        (name, copy, export.join("expected"))
    });
    raw.collect()
}

/// A folder of one test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// At least eight of ten exports are read and scored by their drafts as they are; those that are not say
/// what they lack, and where a draft means something else than the export does, it says what to look at.
#[test]
fn eight_of_ten_exports_score_without_a_word_of_help() {
    let (mut all, mut scoring, mut same) = (0_usize, 0_usize, 0_usize);
    let mut silent = Vec::new();
    for set in [
        "superstore-us",
        "ibm-ar",
        "northwind",
        "online-retail-2011-01",
        "maven-crm",
        "superstore-cn-samples",
    ] {
        let Some(case) = Case::of(set) else { continue };
        all += 1;
        let latest = case.draft.latest.ok_or_else(|| "no table with dates".to_owned());
        match latest.and_then(|latest| scores(&case.folder, latest)) {
            Ok(_) => scoring += 1,
            Err(error) => silent.extend(lacking(set, &case.draft, &error)),
        }
    }
    for (name, folder, expected) in awkward() {
        all += 1;
        let draft = draft(std::slice::from_ref(&folder.0), &DraftOptions { folder: &folder.0 }).unwrap();
        fs::write(folder.0.join("book.toml"), &draft.text).unwrap();
        let latest = draft.latest.ok_or_else(|| "no table with dates".to_owned());
        if let Err(error) = latest.and_then(|latest| scores(&folder.0, latest)) {
            silent.extend(lacking(&name, &draft, &error));
            continue;
        }
        scoring += 1;
        if scores(&folder.0, day(COMPARED)) == scores(&expected, day(COMPARED)) {
            same += 1;
        } else {
            println!("{name} scores differently: {:?}", draft.checks);
            if draft.checks.is_empty() {
                silent.push(format!("{name} scores differently without a word"));
            }
        }
    }
    println!("{scoring} of {all} exports score, {same} as they mean");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    assert!(scoring * 10 >= all * 8, "{scoring} of {all}");
    assert!(same >= 34, "{same} mean what the export means");
}

/// Prints why a draft does not score; something to say if it does not say so itself.
fn lacking(name: &str, draft: &Draft, error: &str) -> Option<String> {
    println!("{name} does not score: {error}");
    draft.missing.iter().chain(&draft.checks).for_each(|sentence| println!("    {sentence}"));
    (draft.missing.is_empty() && draft.checks.is_empty()).then(|| format!("{name} fails without a word"))
}
