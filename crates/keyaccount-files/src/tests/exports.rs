//! Exports as ERPs print them mean the same as the canonical book beside them.

use chrono::NaiveDate;
use keyaccount::book::BadRows;

use super::manifests::book;
use crate::load::ReadOptions;
use crate::{LoadedBook, read_book};

type Files<'a> = &'a [(&'a str, &'a str)];

fn load(files: Files<'_>, bad_rows: BadRows) -> Result<LoadedBook, Vec<String>> {
    let bytes: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = book(&bytes);
    let prefix = format!("{}/", folder.path().display());
    let shown = |error: crate::ReadError| -> Vec<_> {
        error.problems().iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
    };
    let loaded = read_book(folder.path(), ReadOptions { bad_rows, progress: None }).map_err(shown)?;
    match loaded.problems() {
        Some(problems) => Err(shown(problems)),
        None => Ok(loaded),
    }
}

fn digest(files: Files<'_>) -> String {
    let loaded = load(files, BadRows::Refuse).unwrap_or_else(|problems| panic!("{problems:#?}"));
    loaded.book().input_digest(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap())
}

/// The notes of a book that reads as the canonical one does.
fn same(files: Files<'_>, canonical: Files<'_>) -> Vec<String> {
    assert_eq!(digest(files), digest(canonical));
    let loaded = load(files, BadRows::Refuse).unwrap();
    loaded.notes().iter().map(ToString::to_string).collect()
}

fn refused(files: Files<'_>) -> Vec<String> {
    load(files, BadRows::Refuse).err().unwrap_or_default()
}

const INVOICES: &str = "invoice_id,customer_id,issued_on,due_on,amount\n\
    I1,A,2026-01-05,2026-02-04,12345.6\n\
    I2,A,2026-03-05,2026-04-04,-0.5\n";

#[test]
fn a_printed_sheet_is_read_without_touching_it() {
    // The heading starts on the line its record starts on: the second record holds a line break.
    let manifest = "[invoices]\n\
        file = \"export.csv\"\n\
        header_row = 4\n\
        header_rows = 2\n\
        fill_down = [\"客户\"]\n\
        skip_where = { \"单据/编号\" = [\"合计\", \"小计\"] }\n\
        date_format = [\"%Y%m%d\", \"%Y/%m/%d\"]\n\
        unit = { amount = \"万元\" }\n\
        thousands = \",\"\n\
        strip = \"¥\"\n\
        negative = \"parentheses\"\n\
        [invoices.columns]\n\
        invoice_id = \"单据/编号\"\n\
        customer_id = \"客户\"\n\
        issued_on = \"单据/日期\"\n\
        due_on = \"单据/到期\"\n\
        amount = \"金额\"\n";
    let export = "应收明细,,,,\n\
        \"打印于\n今日\"\n\
        客户,单据,,,金额\n\
        ,编号,日期,到期,\n\
        A,I1,20260105,2026/2/4,\"¥1.23456\"\n\
        ,I2,20260305,2026/4/4,\"¥(0.00005)\"\n\
        ,小计,,,\n\
        合计,合计\n";
    let canonical = INVOICES.replace("-0.5", "1");
    let export = export.replace("(0.00005)", "0.0001");
    let notes = same(&[("book.toml", manifest), ("export.csv", &export)], &[("invoices.csv", &canonical)]);
    assert_eq!(notes, ["rows of `invoices` that are totals, dropped: 2"]);
    // An amount below zero is read as such, and refused for what it is.
    let export = export.replace("¥0.0001", "¥(0.00005)");
    assert_eq!(
        refused(&[("book.toml", manifest), ("export.csv", &export)]),
        ["export.csv:7:5 (amount): found `-0.5`, expected a number above 0"]
    );
}

#[test]
fn headings_that_are_not_where_they_should_be() {
    let read = |row: u64, export: &str| {
        let manifest = format!("[invoices]\nfile = \"e.csv\"\nheader_row = {row}\n");
        refused(&[("book.toml", &manifest), ("e.csv", export)])
    };
    assert_eq!(
        read(2, "title\n\ninvoice_id\n"),
        [
            "e.csv:2: found no row that starts on line 2, expected the heading there, as `header_row` says; the next row starts on line 3"
        ]
    );
    assert_eq!(
        read(9, "title\n"),
        [
            "e.csv:2: found no heading on line 9, expected the heading there, as `header_row` says; state the line on which the heading starts"
        ]
    );
    assert!(read(3, &format!("title\n\n{INVOICES}").replace("-0.5", "1")).is_empty());
}

#[test]
fn columns_of_the_layout_that_are_not_there_are_reported_together() {
    let manifest = "[invoices]\n\
        fill_down = [\"Customer\"]\n\
        skip_where = { invoice = \"Total\" }\n\
        where = { custmer_id = [\"A\"] }\n\
        number_rows = \"amount\"\n\
        unit = { customer_id = \"万元\", amount = \"万圆\" }\n\
        thousands = \".\"\n\
        strip = \"¥.\"\n\
        values = { amount = { a = \"b\" } }\n";
    let found = refused(&[("book.toml", manifest), ("invoices.csv", INVOICES)]);
    let starts = [
        "book.toml:5:15 (invoices.number_rows): found `amount`, whose cells are no identifiers",
        "book.toml:6:10 (invoices.unit.customer_id): found a unit for `customer_id`, whose cells are no numbers",
        "book.toml:6:30 (invoices.unit.amount): found `万圆`, expected a number above 0, or one of ",
        "book.toml:7:13 (invoices.thousands): found `.` between digits and before the fraction",
        "book.toml:8:9 (invoices.strip): found `¥.`",
        "book.toml:9:12 (invoices.values.amount): found values of `amount`, whose cells are no codes",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}");
    }
    let manifest = "[invoices]\n\
        fill_down = [\"Customer_id\"]\n\
        skip_where = { invoice = \"Total\" }\n\
        where = { custmer_id = [\"A\"] }\n";
    assert_eq!(
        refused(&[("book.toml", manifest), ("invoices.csv", INVOICES)]),
        [
            "book.toml:2:14 (invoices.fill_down[0]): found `Customer_id`, expected a column of `invoices.csv`; did you mean `customer_id`?",
            "book.toml:3:16 (invoices.skip_where.invoice): found `invoice`, expected a column of `invoices.csv`; did you mean `invoice_id`?",
            "book.toml:4:11 (invoices.where.custmer_id): found `custmer_id`, expected a column of `invoices.csv`; did you mean `customer_id`?",
        ]
    );
}

#[test]
fn rows_are_numbered_whatever_becomes_of_the_others() {
    let export = "customer,day,amount,kind\nA,2026-01-05,100,sale\nA,2026-01-06,7,void\nB,2026-01-07,200,sale\nTotal,,307,\n";
    let manifest = "[invoices]\n\
        file = \"e.csv\"\n\
        number_rows = \"invoice_id\"\n\
        where = { kind = \"sale\" }\n\
        skip_where = { customer = \"Total\" }\n\
        constants = { terms_days = 30 }\n\
        columns = { customer_id = \"customer\", issued_on = \"day\" }\n\
        [settlements]\n\
        file = \"e.csv\"\n\
        number_rows = \"invoice_id\"\n\
        where = { kind = \"sale\", customer = [\"B\", \"C\"] }\n\
        columns = { settled_on = \"day\" }\n";
    let values = "[settlements.values.kind]\nsale = \"cash\"\n";
    let notes = same(
        &[("book.toml", &format!("{manifest}{values}")), ("e.csv", export)],
        &[
            (
                "invoices.csv",
                "invoice_id,customer_id,issued_on,due_on,amount\n1,A,2026-01-05,2026-02-04,100\n3,B,2026-01-07,2026-02-06,200\n",
            ),
            ("settlements.csv", "invoice_id,settled_on,amount,kind\n3,2026-01-07,200,cash\n"),
        ],
    );
    assert_eq!(
        notes,
        [
            "rows of `invoices` that are totals, dropped: 1",
            "rows of `invoices` that `where` passes over: 1",
            "rows of `settlements` that `where` passes over: 3",
        ]
    );
}

#[test]
fn other_spellings_of_nothing_and_of_codes() {
    let export = "order_id,customer_id,ordered_on,amount,status,quantity\n\
        O1,A,2026-01-05,100,已完成,NA\n\
        O2,A,2026-01-06,200,作废, - \n\
        O3,A,2026-01-07,300,fulfilled,5\n\
        O4,A,2026-01-08,400,无,NULL\n";
    let manifest = "[order_lines]\n\
        missing = [\"NA\", \"NULL\", \"-\"]\n\
        [order_lines.values.status]\n\
        \"已完成\" = \"fulfilled\"\n\
        \"作废\" = \"cancelled\"\n\
        \"无\" = \"\"\n";
    let canonical = "order_id,customer_id,ordered_on,amount,status,quantity\n\
        O1,A,2026-01-05,100,fulfilled,\n\
        O2,A,2026-01-06,200,cancelled,\n\
        O3,A,2026-01-07,300,fulfilled,5\n\
        O4,A,2026-01-08,400,,\n";
    same(&[("book.toml", manifest), ("order_lines.csv", export)], &[("order_lines.csv", canonical)]);
    let manifest = manifest.replace("\"作废\" = \"cancelled\"\n", "");
    assert_eq!(
        refused(&[("book.toml", &manifest), ("order_lines.csv", export)]),
        [
            "order_lines.csv:3:5 (status): found `作废`, expected one of `open`, `fulfilled`, `cancelled`; say what it means in book.toml, under `[order_lines.values.status]`"
        ]
    );
}

#[test]
fn rounded_numbers_are_counted_and_others_refused() {
    let export =
        "order_id,customer_id,ordered_on,amount\nO1,A,2026-01-05,125.43999999999998\nO2,A,2026-01-05,7\n";
    let canonical = export.replace("125.43999999999998", "125.44");
    let notes = same(
        &[("book.toml", "[order_lines]\nround_decimals = 6\n"), ("order_lines.csv", export)],
        &[("order_lines.csv", &canonical)],
    );
    assert_eq!(
        notes,
        ["numbers of `order_lines` with longer fractions, rounded as `round_decimals` says: 1"]
    );
    let found = refused(&[("book.toml", "[order_lines]\n"), ("order_lines.csv", export)]);
    assert!(
        found[0].ends_with("or state `round_decimals = 6` under `[order_lines]` in book.toml"),
        "{found:?}"
    );
}

#[test]
fn rows_left_out_of_a_printed_sheet_are_found_again() {
    let export =
        "title\ncustomer,no,day,amount\nA,I1,2026-01-05,100\n,I1,2026-01-06,200\n合计,,,300\nB,I2,bad,1\n";
    let manifest = "[invoices]\n\
        file = \"e.csv\"\n\
        header_row = 2\n\
        fill_down = [\"customer\"]\n\
        skip_where = { customer = \"合计\" }\n\
        constants = { terms_days = 30 }\n\
        columns = { customer_id = \"customer\", invoice_id = \"no\", issued_on = \"day\" }\n";
    let bytes = [("book.toml", manifest.as_bytes()), ("e.csv", export.as_bytes())];
    let folder = book(&bytes);
    let options = ReadOptions { bad_rows: BadRows::Skip, progress: None };
    let mut loaded = read_book(folder.path(), options).unwrap();
    let policy = keyaccount::Policy::shipped("standard").unwrap();
    loaded.assess(&policy, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()).unwrap();
    let mut out = Vec::new();
    loaded.rejects().write_csv(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("invoices,e.csv,6,") && text.contains("\"B,I2,bad,1\""), "{text}");
    // The second I1 stands under A, as the sheet means it.
    assert!(text.contains("invoices,e.csv,4,") && text.contains("\"A,I1,2026-01-06,200\""), "{text}");
}

/// The rows left out of a book, and its digest.
fn left_out(files: Files<'_>) -> (String, String) {
    let mut loaded = load(files, BadRows::Skip).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let digest = loaded.book().input_digest(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
    let mut out = Vec::new();
    loaded.rejects().write_csv(&mut out).unwrap();
    (String::from_utf8(out).unwrap(), digest)
}

#[test]
fn what_stands_below_a_row_that_cannot_be_read_is_nobody_else_s() {
    let manifest = "[invoices]\n\
        fill_down = [\"customer_id\"]\n\
        constants = { terms_days = 30 }\n";
    // B's first row has one cell too many, so nobody knows whose the row below is; A's have what they had.
    let export = "customer_id,invoice_id,issued_on,amount\n\
        A,I1,2026-01-05,1\n,I2,2026-01-06,2\nB,I3,2026-01-07,3,\n,I4,2026-01-08,4\nC,I5,2026-01-09,5\n,I6,2026-01-10,6\n";
    let (rejects, digest) = left_out(&[("book.toml", manifest), ("invoices.csv", export)]);
    let lines: Vec<_> = rejects.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(lines, ["4", "5"], "{rejects}");
    let canonical = "customer_id,invoice_id,issued_on,amount\n\
        A,I1,2026-01-05,1\nA,I2,2026-01-06,2\nC,I5,2026-01-09,5\nC,I6,2026-01-10,6\n";
    let constants = "[invoices]\nconstants = { terms_days = 30 }\n";
    assert_eq!(digest, left_out(&[("book.toml", constants), ("invoices.csv", canonical)]).1);
}

#[test]
fn a_sign_of_per_cent_is_not_taken_off_without_a_unit() {
    let export =
        "order_id,customer_id,ordered_on,quantity,unit_price,discount\nO1,A,2026-01-05,2,¥100,0.5%\n";
    let manifest = "[order_lines]\nstrip = \"¥%\"\n";
    assert_eq!(
        refused(&[("book.toml", manifest), ("order_lines.csv", export)]),
        [
            "order_lines.csv:2:6 (discount): found `0.5%`, expected a plain number such as `1234.5`; state `strip = \"%\"` and `unit = { discount = \"%\" }` in book.toml"
        ]
    );
    let manifest = "[order_lines]\nstrip = \"¥%\"\nunit = { discount = \"%\" }\n";
    let canonical = export.replace("¥100,0.5%", "100,0.005");
    same(&[("book.toml", manifest), ("order_lines.csv", export)], &[("order_lines.csv", &canonical)]);
}

#[test]
fn rows_left_out_are_those_of_the_last_assessment() {
    let export = "invoice_id,customer_id,issued_on,due_on,amount\n\
        I1,A,2026-01-05,2026-02-05,1\nI1,A,2026-01-06,2026-02-06,2\nI3,A,soon,2026-02-07,3\n";
    let folder = book(&[("invoices.csv", export.as_bytes())]);
    let options = ReadOptions { bad_rows: BadRows::Skip, progress: None };
    let mut loaded = read_book(folder.path(), options).unwrap();
    let policy = keyaccount::Policy::shipped("standard").unwrap();
    let as_of = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let mut said = || {
        let assessed = loaded.assess(&policy, as_of).unwrap();
        let mut out = Vec::new();
        loaded.rejects().write_csv(&mut out).unwrap();
        let notes = assessed.notes.iter().filter(|note| note.code == keyaccount::NoteCode::SkippedBadRows);
        (notes.map(ToString::to_string).collect::<Vec<_>>(), String::from_utf8(out).unwrap())
    };
    let first = said();
    assert_eq!(first.0, ["rows of `invoices` with problems, skipped: 2 (5.00)"]);
    assert_eq!(said(), first);
}

#[test]
fn a_value_that_is_mapped_is_not_missing() {
    let export =
        "order_id,customer_id,ordered_on,amount,promotional\nO1,A,2026-01-05,100,N\nO2,A,2026-01-05,100,no\n";
    let canonical = export.replace(",N\n", ",no\n").replace("O2,A,2026-01-05,100,no", "O2,A,2026-01-05,100,");
    let manifest = "[order_lines]\nmissing = [\"no\"]\n[order_lines.values.promotional]\nN = \"no\"\n";
    same(&[("book.toml", manifest), ("order_lines.csv", export)], &[("order_lines.csv", &canonical)]);
}

#[test]
fn rows_that_hold_nothing_are_passed_over() {
    let export = "order_id,customer_id,ordered_on,amount\n,,,\nO1,A,2026-01-05,100\n , ,,\n,\nO2,A,2026-01-05,7\n,,,\n";
    let canonical = "order_id,customer_id,ordered_on,amount\nO1,A,2026-01-05,100\nO2,A,2026-01-05,7\n";
    same(&[("order_lines.csv", export)], &[("order_lines.csv", canonical)]);
}
