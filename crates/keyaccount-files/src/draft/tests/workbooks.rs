//! Drafts from the sheets of workbooks.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;

use super::Case;

fn saved(change: impl FnOnce(&mut Workbook)) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut workbook = Workbook::new();
    change(&mut workbook);
    workbook.save(folder.path().join("账套.xlsx")).unwrap();
    folder
}

#[test]
fn every_sheet_may_be_a_table() {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let day = |m, d| ExcelDateTime::from_ymd(2026, m, d).unwrap();
    let folder = saved(|workbook| {
        let sheet = workbook.add_worksheet().set_name("应收").unwrap();
        sheet.write_string(0, 0, "应收明细").unwrap();
        for (column, name) in ["客户", "发票号", "开票日期", "到期日", "金额"].iter().enumerate()
        {
            sheet.write_string(1, column as u16, *name).unwrap();
        }
        sheet.merge_range(2, 0, 3, 0, "A", &Format::new()).unwrap();
        for (row, id, month) in [(2, 1001.0, 1), (3, 1002.0, 2)] {
            sheet.write_number(row, 1, id).unwrap();
            sheet.write_datetime_with_format(row, 2, day(month, 5), &date).unwrap();
            sheet.write_datetime_with_format(row, 3, day(month, 25), &date).unwrap();
            sheet.write_number(row, 4, 12.5).unwrap();
        }
        let other = workbook.add_worksheet().set_name("回款").unwrap();
        for (column, name) in ["发票号", "回款日期", "回款金额"].iter().enumerate() {
            other.write_string(0, column as u16, *name).unwrap();
        }
        other.write_number(1, 0, 1001.0).unwrap();
        other.write_datetime_with_format(1, 1, day(2, 1), &date).unwrap();
        other.write_number(1, 2, 12.5).unwrap();
        workbook.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "备注").unwrap();
    });
    let case = Case::from(folder);
    assert_eq!(case.tables(), ["invoices", "settlements"]);
    assert_eq!(case.at("invoices.sheet"), "应收");
    assert_eq!(case.at("invoices.header_row"), "2");
    assert_eq!(case.at("invoices.fill_down"), "[客户]");
    assert_eq!(case.at("invoices.date_format"), "");
    assert_eq!(case.draft.unused[0].file, "账套.xlsx!说明");
    case.means(&[
        (
            "invoices.csv",
            "invoice_id,customer_id,issued_on,due_on,amount\n1001,A,2026-01-05,2026-01-25,12.5\n1002,A,2026-02-05,2026-02-25,12.5\n",
        ),
        ("settlements.csv", "invoice_id,settled_on,amount\n1001,2026-02-01,12.5\n"),
    ]);
}

#[test]
fn the_only_sheet_needs_no_name() {
    let folder = saved(|workbook| {
        let sheet = workbook.add_worksheet();
        for (column, name) in ["order_id", "customer_id", "ordered_on", "amount"].iter().enumerate() {
            sheet.write_string(0, column as u16, *name).unwrap();
        }
        for (column, text) in ["0001", "A", "2026-01-05"].iter().enumerate() {
            sheet.write_string(1, column as u16, *text).unwrap();
        }
        sheet.write_number(1, 3, 0.1).unwrap();
    });
    let case = Case::from(folder);
    assert_eq!(case.at("order_lines.sheet"), "");
    case.means(&[("order_lines.csv", "order_id,customer_id,ordered_on,amount\n0001,A,2026-01-05,0.1\n")]);
}
