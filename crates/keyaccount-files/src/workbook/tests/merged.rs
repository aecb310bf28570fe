//! Cells under merged ones.

use rust_xlsxwriter::Format;

use super::Merged::{FromAbove, FromLeft, No};
use super::*;

/// How the cells of every row lie to merged ones.
fn merged(file: &File) -> Vec<Vec<Merged>> {
    file.rows().unwrap().into_iter().map(|row| row.merged).collect()
}

/// A sheet of rows and merged ranges.
fn with_ranges(rows: &str, ranges: &[&str]) -> Parts {
    let ranges = ranges.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect::<String>();
    Parts::of_sheet(&format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
    ))
}

#[test]
fn blanks_under_and_beside_a_merged_cell_are_told_apart() {
    let file = written(|workbook| {
        let (sheet, plain) = (workbook.add_worksheet(), Format::new());
        sheet.merge_range(0, 1, 0, 2, "title", &plain).unwrap();
        sheet.merge_range(1, 0, 3, 0, "Acme", &plain).unwrap();
        sheet.merge_range(2, 1, 3, 2, "both", &plain).unwrap();
        for row in 1..5 {
            sheet.write(row, 3, row).unwrap();
        }
    });
    assert_eq!(
        file.texts(),
        [
            vec!["", "title", ""],
            vec!["Acme", "", "", "1"],
            vec!["", "both", "", "2"],
            vec!["", "", "", "3"],
            vec!["", "", "", "4"],
        ]
    );
    assert_eq!(
        merged(&file),
        [
            vec![No, No, FromLeft],
            vec![No, No, No, No],
            vec![FromAbove, No, FromLeft, No],
            vec![FromAbove, FromAbove, FromAbove, No],
            vec![No, No, No, No],
        ]
    );
}

#[test]
fn a_filled_cell_under_a_merged_one_stands_for_itself() {
    let rows = "<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c r=\"B3\"><v>3</v></c></row>";
    assert_eq!(merged(&with_ranges(rows, &["A1:A3"]).file()), [vec![No], vec![No], vec![FromAbove, No]]);
}

#[test]
fn a_merged_range_reaches_no_further_than_the_filled_columns_and_rows() {
    let rows = "<row><c><v>1</v></c></row><row><c r=\"C2\"><v>2</v></c></row>";
    let file = with_ranges(rows, &["A1:XFD1", "A2:B1048576"]).file();
    assert_eq!(merged(&file), [vec![No, FromLeft, FromLeft], vec![No, FromLeft, No]]);
    let file = with_ranges(rows, &["D1:XFD1048576"]).file();
    assert_eq!(merged(&file), [vec![No], vec![No, No, No]]);
}

#[test]
fn ranges_side_by_side_do_not_overlap() {
    let rows = "<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c></row>";
    let rows = format!("{rows}<row r=\"4\"><c r=\"D4\"><v>3</v></c></row>");
    let file = with_ranges(&rows, &["C1:D2", "A1:B2", "A3:D3"]).file();
    assert_eq!(
        merged(&file),
        [
            vec![No, FromLeft, No, FromLeft],
            vec![FromAbove, FromAbove, FromAbove, FromAbove],
            vec![No, FromLeft, FromLeft, FromLeft],
            vec![No, No, No, No],
        ]
    );
}

#[test]
fn ranges_that_overlap_are_refused() {
    let rows = "<row><c r=\"D1\"><v>1</v></c></row><row r=\"9\"><c r=\"D9\"><v>1</v></c></row>";
    for ranges in [["A1:B2", "B2:C3"], ["A1:D1", "B1:C1"], ["B1:C3", "A2:D2"], ["A1:A2", "A1:A2"]] {
        let problem = with_ranges(rows, &ranges).file().problem();
        assert!(problem.contains("merged cells that overlap"), "{ranges:?}: {problem}");
    }
}
