//! At the limit and one beyond it.

use super::*;

/// Two rows of three fields, the first of the second row blank; eight bytes of text.
const ROWS: &str = r#"<row><c><v>1</v></c><c><v>2</v></c><c><v>34</v></c></row>
    <row><c/><c><v>5</v></c><c><v>678</v></c></row>"#;

fn read(limits: Limits) -> Result<Vec<SheetRow>, String> {
    Parts::of_rows(ROWS).file().rows_within(limits)
}

#[test]
fn a_sheet_at_its_limits_is_read_and_one_beyond_is_not() {
    let exact = Limits { cells: 6, rows: 2, columns: 3, row_text: 4, text: 8, ..Limits::USUAL };
    assert_eq!(read(exact).unwrap().len(), 2);
    for (limits, said) in [
        (Limits { cells: 5, ..exact }, "2 found more than 5 cells"),
        (Limits { rows: 1, ..exact }, "2 2 found a cell beyond row 1"),
        (Limits { columns: 2, ..exact }, "1 3 found a cell beyond column 2"),
        (Limits { row_text: 3, ..exact }, "1 3 found a row of more than 3 bytes of text"),
        (Limits { text: 7, ..exact }, "2 found more than 7 bytes of text"),
    ] {
        let problem = read(limits).unwrap_err();
        assert!(problem.contains(said), "{problem}");
    }
}

#[test]
fn fields_left_blank_by_merged_cells_count() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>1</v></c></row>\
        <row><c r=\"C3\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:C2\"/></mergeCells></worksheet>";
    let file = Parts::of_sheet(sheet).file();
    assert!(file.rows_within(Limits { cells: 7, ..Limits::USUAL }).is_ok());
    assert!(file.rows_within(Limits { cells: 6, ..Limits::USUAL }).is_err());
}

#[test]
fn shared_strings_are_counted_whatever_their_number_is_said_to_be() {
    let with = |strings: &str| Parts::of_rows(ROWS).with("xl/sharedStrings.xml", strings).file();
    let two = Limits { strings: 2, ..Limits::USUAL };
    assert!(with("<sst uniqueCount=\"2\"><si/><si/></sst>").rows_within(two).is_ok());
    for strings in [
        "<sst><si/><si/><si/></sst>",
        "<sst uniqueCount=\"1\"><si/><si/><si/></sst>",
        "<sst uniqueCount=\"3\"><si/></sst>",
    ] {
        let problem = with(strings).rows_within(two).unwrap_err();
        assert!(problem.contains("more than 2 shared strings"), "{problem}");
    }
    for stated in ["4611686018427387904", "18446744073709551615", "-1", "99999999999999999999", ""] {
        let file = with(&format!("<sst uniqueCount=\"{stated}\"></sst>"));
        assert!(file.problem().contains("shared strings"), "{stated}");
    }
}

#[test]
fn merged_ranges_are_counted() {
    let sheet = "<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/>\
        </mergeCells></worksheet>";
    let file = Parts::of_sheet(sheet).file();
    assert!(file.rows_within(Limits { merged: 2, ..Limits::USUAL }).is_ok());
    assert!(
        file.rows_within(Limits { merged: 1, ..Limits::USUAL })
            .unwrap_err()
            .contains("more than 1 merged ranges")
    );
}

#[test]
fn parts_are_measured_while_they_are_unpacked() {
    let sheet = format!("<worksheet><sheetData>{ROWS}</sheetData></worksheet>");
    let size = sheet.len() as u64;
    let file = Parts::of_sheet(&sheet).file();
    assert!(file.rows_within(Limits { sheet_xml: size, ..Limits::USUAL }).is_ok());
    let problem = file.rows_within(Limits { sheet_xml: size - 1, ..Limits::USUAL }).unwrap_err();
    assert!(problem.contains("a part `xl/worksheets/sheet1.xml` beyond"), "{problem}");

    let strings = "<sst><si><t>some text</t></si></sst>";
    let file = Parts::of_sheet(&sheet).with("xl/sharedStrings.xml", strings).file();
    let size = strings.len() as u64;
    assert!(file.rows_within(Limits { strings_xml: size, ..Limits::USUAL }).is_ok());
    let problem = file.rows_within(Limits { strings_xml: size - 1, ..Limits::USUAL }).unwrap_err();
    assert!(problem.contains("a part `xl/sharedStrings.xml` beyond"), "{problem}");
}
