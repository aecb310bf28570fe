//! What cells hold.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::CellKind::{Date, Error, LongInteger, Number, Text, YesNo};
use super::*;

fn owned<const N: usize>(cells: [(CellKind, &str); N]) -> Vec<(CellKind, String)> {
    cells.map(|(kind, text)| (kind, text.to_owned())).into()
}

#[test]
fn cells_are_what_a_spreadsheet_program_wrote() {
    let file = written(|workbook| {
        let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        let money = Format::new().set_num_format("[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00");
        let share = Format::new().set_num_format("0.00%");
        let red = Format::new().set_font_color("FF0000");
        let day = ExcelDateTime::from_ymd(2026, 3, 5).unwrap();
        let evening = ExcelDateTime::from_ymd(2026, 3, 5).unwrap().and_hms(18, 30, 0).unwrap();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, " 客户 <&> \"A\" ").unwrap();
        sheet.write(0, 1, 0.1 + 0.2).unwrap();
        sheet.write_with_format(0, 2, &day, &date).unwrap();
        sheet.write_with_format(0, 3, &evening, &moment).unwrap();
        sheet.write_with_format(0, 4, -1234.5, &money).unwrap();
        sheet.write_with_format(0, 5, 0.125, &share).unwrap();
        sheet.write(0, 6, true).unwrap();
        sheet.write(0, 7, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(0, 8, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
        sheet.write_rich_string(0, 9, &[(&red, "red"), (&Format::default(), " and black")]).unwrap();
        sheet.write(0, 10, 999_999_999_999_999_f64).unwrap();
        sheet.write(0, 11, 1_234_567_890_123_456_f64).unwrap();
        sheet.write(0, 12, "001234567890123456").unwrap();
    });
    assert_eq!(
        file.cells(),
        owned([
            (Text, " 客户 <&> \"A\" "),
            (Number, "0.3"),
            (Date, "2026-03-05"),
            (Date, "2026-03-05"),
            (Number, "-1234.5"),
            (Number, "0.125"),
            (YesNo, "true"),
            (Number, "2"),
            (Text, "ab"),
            (Text, "red and black"),
            (Number, "999999999999999"),
            (LongInteger, "1234567890123460"),
            (Text, "001234567890123456"),
        ])
    );
}

#[test]
fn cells_are_read_in_every_form_the_format_has() {
    let strings =
        "<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>no</t></rPh></si></sst>";
    let rows = r#"<row r="1">
        <c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
        <c r="C1" t="inlineStr"><is><t>inline</t></is></c>
        <c r="D1" t="str"><f>X</f><v>a&amp;b</v></c>
        <c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
        <c r="G1" t="b"><v>0</v></c><c r="H1" t="d"><v>2026-03-05T00:00:00</v></c>
        <c r="I1"><v>1.5E3</v></c><c r="J1" t="n"><v>-0</v></c><c r="K1" t="str"><v></v></c>
        <c t="n"><v>7</v></c></row>"#;
    assert_eq!(
        Parts::of_rows(rows).with("xl/sharedStrings.xml", strings).file().cells(),
        owned([
            (Text, "one"),
            (Text, "two"),
            (Text, "inline"),
            (Text, "a&b"),
            (Error, "#N/A"),
            (Error, "#DIV/0!"),
            (YesNo, "false"),
            (Date, "2026-03-05"),
            (Number, "1500"),
            (Number, "0"),
            (Text, ""),
            (Number, "7"),
        ])
    );
}

/// Cells of serial numbers, every one formatted as a date, and the workbook's properties.
fn dated(serials: &[&str], properties: &str) -> Vec<(CellKind, String)> {
    let cells = serials.iter().map(|serial| format!("<c s=\"1\"><v>{serial}</v></c>")).collect::<String>();
    let workbook = format!(
        "<workbook>{properties}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    Parts::of_rows(&format!("<row>{cells}</row>"))
        .with("xl/styles.xml", "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>")
        .with("xl/workbook.xml", workbook)
        .file()
        .cells()
}

#[test]
fn days_count_from_1900_or_1904() {
    assert_eq!(
        dated(&["59", "60", "61", "46086", "0.5", "2958466"], ""),
        owned([
            (Date, "1900-02-28"),
            (Error, "1900-02-29"),
            (Date, "1900-03-01"),
            (Date, "2026-03-05"),
            (Text, "12:00:00"),
            (Error, "2958466"),
        ])
    );
    assert_eq!(
        dated(&["59", "60", "61", "44624"], "<workbookPr date1904=\"1\"/>"),
        owned([(Date, "1904-02-29"), (Date, "1904-03-01"), (Date, "1904-03-02"), (Date, "2026-03-05")])
    );
}

#[test]
fn blank_rows_between_are_rows_and_those_after_are_not() {
    let file = written(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(1, 1, "b2").unwrap();
        sheet.write(4, 0, "a5").unwrap();
        sheet.write_blank(9, 3, &Format::new().set_bold()).unwrap();
    });
    let rows = file.rows().unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(file.texts(), [vec![], vec!["", "b2"], vec![], vec![], vec!["a5"]]);
}

#[test]
fn an_empty_sheet_has_no_rows() {
    assert_eq!(written(|workbook| _ = workbook.add_worksheet()).rows(), Ok(vec![]));
    assert_eq!(Parts::of_rows("").file().rows(), Ok(vec![]));
}

#[test]
fn many_rows_come_in_order() {
    let file = written(|workbook| {
        let sheet = workbook.add_worksheet();
        for row in 0..5_000 {
            sheet.write(row, 0, f64::from(row)).unwrap();
            sheet.write(row, 1, "same").unwrap();
        }
    });
    let rows = file.rows().unwrap();
    assert_eq!(rows.len(), 5_000);
    for (index, row) in rows.iter().enumerate() {
        assert_eq!(row.number, index as u64 + 1);
        assert_eq!(row.texts, vec![index.to_string(), "same".to_owned()]);
    }
}

#[test]
fn a_formula_nobody_worked_out_is_no_blank_cell() {
    let rows = r#"<row><c/><c><f>1+1</f></c><c><f>1+1</f><v></v></c><c><f>1+1</f><v>2</v></c>
        <c t="str"><f>""</f><v></v></c><c t="str"><f>""</f></c><c><v></v></c></row>"#;
    assert_eq!(
        Parts::of_rows(rows).file().cells(),
        owned([
            (Text, ""),
            (Error, "a formula without its value"),
            (Error, "a formula without its value"),
            (Number, "2"),
            (Text, ""),
            (Error, "a formula without its value"),
        ])
    );
}

#[test]
fn another_program_and_either_epoch_give_the_same_cells() {
    let books: [&[u8]; 2] = [
        include_bytes!("../../tests/workbooks/epoch_1900.xlsx"),
        include_bytes!("../../tests/workbooks/epoch_1904.xlsx"),
    ];
    for book in books {
        let file = File::of(book);
        assert_eq!(
            file.texts(),
            [
                vec!["单据编号", "客户名称", "单据日期", "金额", "已审核"],
                vec!["A-1", "华东", "2026-03-05", "1234.5", "true"],
                vec!["A-2", "", "2026-03-06", "0.3", "false"],
                vec!["A-3", "华南", "13:30:00", "#N/A", "a formula without its value"],
            ]
        );
        let rows = file.rows().unwrap();
        assert_eq!(rows[2].kinds, [Text, Text, Date, Number, YesNo]);
        assert_eq!(rows[2].merged[1], Merged::FromAbove);
        assert_eq!(rows[3].kinds, [Text, Text, Text, Error, Error]);
    }
}
