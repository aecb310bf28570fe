//! Workbooks mean the same as the canonical book beside them.

use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;

use super::manifests::book;
use crate::load::ReadOptions;
use crate::{LoadedBook, read_book};

fn load(folder: &Path) -> Result<LoadedBook, Vec<String>> {
    let prefix = format!("{}/", folder.display());
    let shown = |error: crate::ReadError| -> Vec<_> {
        error.problems().iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
    };
    let loaded = read_book(folder, ReadOptions::default()).map_err(shown)?;
    match loaded.problems() {
        Some(problems) => Err(shown(problems)),
        None => Ok(loaded),
    }
}

fn digest(folder: &Path) -> String {
    let loaded = load(folder).unwrap_or_else(|problems| panic!("{problems:#?}"));
    loaded.book().input_digest(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap())
}

/// A folder with this manifest and the workbook `change` makes of one with two sheets.
fn workbook(manifest: &str, change: impl Fn(&mut Workbook)) -> TempDir {
    let folder = book(&[("book.toml", manifest.as_bytes())]);
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let day = |y, m, d| ExcelDateTime::from_ymd(y, m, d).unwrap();
    let sheet = workbook.add_worksheet().set_name("应收").unwrap();
    for (column, name) in ["客户", "单据", "日期", "到期", "金额"].iter().enumerate() {
        sheet.write_string(1, column as u16, *name).unwrap();
    }
    sheet.write_string(0, 0, "应收明细").unwrap();
    sheet.merge_range(2, 0, 3, 0, "A", &Format::new()).unwrap();
    sheet.write_number(2, 1, 1001.0).unwrap();
    sheet.write_number(3, 1, 1002.0).unwrap();
    sheet.write_datetime_with_format(2, 2, day(2026, 1, 5), &date).unwrap();
    sheet.write_datetime_with_format(3, 2, day(2026, 3, 5), &date).unwrap();
    sheet.write_datetime_with_format(2, 3, day(2026, 2, 4), &date).unwrap();
    sheet.write_datetime_with_format(3, 3, day(2026, 4, 4), &date).unwrap();
    sheet.write_number(2, 4, 0.300_000_000_000_000_04).unwrap();
    sheet.write_string(3, 4, "1,234.50").unwrap();
    let other = workbook.add_worksheet().set_name("回款").unwrap();
    for (column, name) in ["invoice_id", "settled_on", "amount"].iter().enumerate() {
        other.write_string(0, column as u16, *name).unwrap();
    }
    other.write_string(1, 0, "1002").unwrap();
    other.write_datetime_with_format(1, 1, day(2026, 3, 9), &date).unwrap();
    other.write_number(1, 2, 1000.0).unwrap();
    change(&mut workbook);
    workbook.save(folder.path().join("book.xlsx")).unwrap();
    folder
}

const MANIFEST: &str = "[invoices]\n\
    file = \"book.xlsx\"\n\
    sheet = \"应收\"\n\
    header_row = 2\n\
    fill_down = [\"客户\"]\n\
    thousands = \",\"\n\
    [invoices.columns]\n\
    invoice_id = \"单据\"\n\
    customer_id = \"客户\"\n\
    issued_on = \"日期\"\n\
    due_on = \"到期\"\n\
    amount = \"金额\"\n\
    [settlements]\n\
    file = \"book.xlsx\"\n\
    sheet = \"回款\"\n";

#[test]
fn sheets_are_read_like_files() {
    let canonical = book(&[
        (
            "invoices.csv",
            b"invoice_id,customer_id,issued_on,due_on,amount\n\
              1001,A,2026-01-05,2026-02-04,0.3\n1002,A,2026-03-05,2026-04-04,1234.5\n",
        ),
        ("settlements.csv", b"invoice_id,settled_on,amount\n1002,2026-03-09,1000\n"),
    ]);
    assert_eq!(digest(workbook(MANIFEST, |_| {}).path()), digest(canonical.path()));
}

#[test]
fn cells_are_named_as_the_spreadsheet_names_them() {
    let refused = |manifest: &str, change: fn(&mut Workbook)| {
        load(workbook(manifest, change).path()).err().unwrap_or_default()
    };
    assert_eq!(
        refused(&MANIFEST.replace("fill_down = [\"客户\"]\n", ""), |_| {}),
        [
            "book.xlsx!应收!A4 (customer_id): found a blank under a merged cell, expected an identifier as text; state `fill_down = [\"…\"]` with the column's heading under `[invoices]` in book.toml"
        ]
    );
    assert_eq!(
        refused(MANIFEST, |workbook| {
            let sheet = workbook.worksheet_from_index(0).unwrap();
            sheet.write_number(3, 1, 1_234_567_890_123_456.0).unwrap();
            sheet.write_boolean(3, 4, true).unwrap();
            sheet.write_number(2, 3, 46057.0).unwrap();
        }),
        [
            "book.xlsx!应收!D3 (due_on): found `46057`, expected a date such as `2026-02-28`; format the cells as dates, or state `date_format = \"excel-serial\"` in book.toml if they count days",
            "book.xlsx!应收!B4 (invoice_id): found the number `1234567890123460`, expected an identifier as text, or a whole number of at most 15 digits, all a workbook keeps; write it as text at its source",
            "book.xlsx!应收!E4 (amount): found the value `true`, expected a number",
        ]
    );
    // It is not blank as a row without customer is, which may be skipped.
    let skips = MANIFEST.replace("fill_down = [\"客户\"]\n", "missing_customer = \"skip\"\n");
    assert_eq!(
        refused(&skips, |_| {}),
        [
            "book.xlsx!应收!A4 (customer_id): found a blank under a merged cell, expected an identifier as text; state `fill_down = [\"…\"]` with the column's heading under `[invoices]` in book.toml"
        ]
    );
    // What only the core can know has its cell too.
    let customers = "[customers]\nfile = \"book.xlsx\"\nsheet = \"回款\"\n[customers.columns]\ncustomer_id = \"invoice_id\"\n";
    let folder = workbook(&format!("{MANIFEST}{customers}"), |_| {});
    let policy = keyaccount::Policy::shipped("standard").unwrap();
    let as_of = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let found = load(folder.path()).unwrap().assess(&policy, as_of).unwrap_err();
    let found: Vec<_> = found.problems().iter().map(ToString::to_string).collect();
    assert!(found[0].contains("/book.xlsx!应收!A3 (customer_id): found `A`"), "{found:#?}");
}

#[test]
fn sheets_that_are_not_there() {
    let refused = |manifest: &str| load(workbook(manifest, |_| {}).path()).err().unwrap_or_default();
    assert_eq!(
        refused(&MANIFEST.replace("\"回款\"", "\"回\"").replace("sheet = \"应收\"\n", "")),
        [
            "book.toml:2:8 (invoices.file): found 2 sheets: `应收`, `回款`, expected the name of one sheet; state `sheet = \"…\"` in book.toml",
            "book.toml:14:9 (settlements.sheet): found `回`, expected one of the sheets `应收`, `回款`; did you mean `回款`?",
        ]
    );
    assert_eq!(
        refused(&MANIFEST.replace("thousands", "delimiter")),
        [
            "book.toml:6:13 (invoices.delimiter): found `delimiter` for a workbook, expected it for text files only; remove the key"
        ]
    );
    assert_eq!(
        refused("[invoices]\nfile = \"book.toml\"\nsheet = \"x\"\n").len(),
        1,
        "a text file is no workbook"
    );
    let folder = workbook(MANIFEST, |_| {});
    std::fs::remove_file(folder.path().join("book.toml")).unwrap();
    let found = load(folder.path()).err().unwrap_or_default();
    assert!(found[0].ends_with("say in book.toml which table `book.xlsx` is"), "{found:?}");
}

#[test]
fn every_sheet_has_its_own_columns_that_were_not_read() {
    let manifest = MANIFEST
        .replace("due_on = \"到期\"\n", "")
        .replace("thousands", "constants = { terms_days = 30 }\nthousands");
    let folder = workbook(&manifest, |workbook| {
        let sheet = workbook.worksheet_from_index(1).unwrap();
        sheet.write_string(0, 3, "经手人").unwrap();
        sheet.write_string(0, 4, "备注").unwrap();
    });
    let notes: Vec<_> = load(folder.path()).unwrap().notes().iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "columns that were not read: `到期` (`book.xlsx!应收`)",
            "columns that were not read: `经手人`, `备注` (`book.xlsx!回款`)",
        ]
    );
}
