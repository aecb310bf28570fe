//! Which sheet is read, and how places in it are named.

use super::super::position;
use super::*;

fn several() -> File {
    written(|workbook| {
        for (name, text) in [("订单", "one"), ("Customers & co", "two"), ("Hidden", "three")] {
            workbook.add_worksheet().set_name(name).unwrap().write(0, 0, text).unwrap();
        }
        workbook.worksheet_from_name("Hidden").unwrap().set_hidden(true);
    })
}

fn first_cell(workbook: &mut Workbook, name: Option<&str>) -> String {
    let (mut sheet, mut row) = (workbook.sheet(name).unwrap(), SheetRow::default());
    assert!(sheet.next_row(&mut row).unwrap());
    row.texts[0].to_owned()
}

#[test]
fn sheets_have_names() {
    let file = several();
    let mut workbook = Workbook::open(&file.path).unwrap();
    assert_eq!(workbook.sheets(), ["订单", "Customers & co"]);
    for (name, text) in [("Customers & co", "two"), ("订单", "one"), ("Hidden", "three"), ("订单", "one")]
    {
        assert_eq!(first_cell(&mut workbook, Some(name)), text);
    }
}

#[test]
fn several_readers_may_read_one_sheet() {
    let file = several();
    let mut workbook = Workbook::open(&file.path).unwrap();
    let (mut a, mut b) = (workbook.sheet(Some("订单")).unwrap(), workbook.sheet(Some("订单")).unwrap());
    let (mut row, mut other) = (SheetRow::default(), SheetRow::default());
    assert!(a.next_row(&mut row).unwrap() && b.next_row(&mut other).unwrap());
    assert_eq!(row, other);
}

#[test]
fn the_only_sheet_needs_no_name() {
    let file = written(|workbook| {
        workbook.add_worksheet().set_name("Notes").unwrap().set_hidden(true);
        workbook.add_worksheet().set_name("Orders").unwrap().write(0, 0, "seen").unwrap();
        workbook.worksheet_from_index(1).unwrap().set_active(true).set_first_tab(true);
    });
    assert_eq!(first_cell(&mut Workbook::open(&file.path).unwrap(), None), "seen");
}

#[test]
fn a_sheet_that_is_not_there_is_named() {
    let file = several();
    let mut workbook = Workbook::open(&file.path).unwrap();
    let mut problem = |name| workbook.sheet(name).err().unwrap().to_string();
    assert_eq!(
        problem(None),
        "found 2 sheets: `订单`, `Customers & co`, expected the name of one sheet; state `sheet = \"…\"` in book.toml"
    );
    assert_eq!(
        problem(Some("customers & Co.")),
        "found `customers & Co.`, expected one of the sheets `订单`, `Customers & co`; did you mean `Customers & co`?"
    );
    assert_eq!(
        problem(Some("zzzzzz")),
        "found `zzzzzz`, expected one of the sheets `订单`, `Customers & co`; name one of them"
    );
}

#[test]
fn a_chart_is_no_sheet_to_read() {
    let relations = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONS}/chartsheet\" Target=\"c.xml\"/></Relationships>"
    );
    let file = Parts::of_rows("").with("xl/_rels/workbook.xml.rels", relations).file();
    assert!(file.problem().contains("a workbook without a worksheet that can be seen"));
}

#[test]
fn places_read_as_in_a_spreadsheet() {
    assert_eq!(position("book.xlsx", "Orders", Some(3), 17), "book.xlsx!Orders!C17");
    assert_eq!(position("book.xlsx", "Orders", Some(28), 1), "book.xlsx!Orders!AB1");
    assert_eq!(position("book.xlsx", "Orders", None, 17), "book.xlsx!Orders!17");
}
