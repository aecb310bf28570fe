//! Every kind of bad file, with its message, and the lines rows stand on.

use keyaccount::book::Table::*;

use super::{lines, problems};

#[test]
fn files_without_a_header() {
    let expected = "found an empty file, expected a header row with the names of the columns; a table without rows still has its header";
    for (text, line) in [("", 1), ("\n\n", 1), ("\r\n \r\n", 2), ("\u{feff}", 1)] {
        let found = problems(Customers, text);
        assert_eq!(found.len(), 1);
        assert!(found[0].ends_with(expected), "{text:?} {line} {found:?}");
    }
    assert_eq!(problems(Customers, "customer_id"), [""; 0]);
    assert_eq!(problems(Customers, "customer_id\r\n"), [""; 0]);
}

#[test]
fn duplicated_headers() {
    assert_eq!(
        problems(Customers, "customer_id,name,name\nC1,a,b\n"),
        [
            "t.csv:1:3: found a second column `name`, the first being field 2, expected every name once that is read; rename one of them"
        ]
    );
    // What nobody reads may have any name.
    assert_eq!(problems(Customers, "customer_id,note,note\nC1,a,b\n"), [""; 0]);
    // A trailing delimiter and an index column have blank names.
    assert_eq!(problems(Customers, ",customer_id,\n0,C1,\n"), [""; 0]);
}

#[test]
fn missing_columns_name_the_nearest() {
    assert_eq!(
        problems(Customers, "Customer ID,name\nC1,a\n"),
        [
            "t.csv:1 (customer_id): found no such column in the header, expected a column `customer_id`; did you mean `Customer ID`? rename it, or map it in book.toml: `[customers.columns]` `customer_id = \"Customer ID\"`"
        ]
    );
    assert_eq!(
        problems(Invoices, "invoice_id,customer_id,issued_on,amount\n"),
        [
            "t.csv:1 (due_on or terms_days): found no such column in the header, expected a column `due_on` or `terms_days`; add it, or say in book.toml which column it is: `[invoices.columns]` `due_on = \"…\"`"
        ]
    );
}

#[test]
fn line_ends_of_cr_alone() {
    let expected = "found lines that end in CR alone, expected LF or CRLF at the end of a line; save the file again with other line ends";
    assert_eq!(problems(Customers, "customer_id,name\rC1,a\rC2,b\r"), [format!("t.csv:1: {expected}")]);
    let huge = "C1,a\r".repeat(400_000);
    assert_eq!(problems(Customers, format!("customer_id,name\r{huge}")), [format!("t.csv:1: {expected}")]);
    let found = problems(Customers, "customer_id,name\nC1,a\rC2,b\n");
    assert_eq!(
        found,
        [
            "t.csv:2: found 3 cells, expected 2, as many as the header has; the row holds a CR without LF: end every line with LF or CRLF"
        ]
    );
}

#[test]
fn ragged_rows() {
    assert_eq!(
        problems(Customers, "customer_id,name\nC1\nC2,b\nC3,b,c\n"),
        [
            "t.csv:2: found 1 cells, expected 2, as many as the header has",
            "t.csv:4: found 3 cells, expected 2, as many as the header has; put cells that hold the delimiter in quotation marks",
        ]
    );
}

#[test]
fn unclosed_quotes() {
    let said = |place: &str| {
        format!(
            "{place}: found a quotation mark that is never closed, expected a `\"` at the end of the cell; close it; a quotation mark within a quoted cell is written twice"
        )
    };
    assert_eq!(problems(Customers, "customer_id,name\nC1,a\n\nC2,\"b\nC3,c\n"), [said("t.csv:4:2")]);
    assert_eq!(problems(Customers, "customer_id,name\nC1,\""), [said("t.csv:2:2")]);
    assert_eq!(problems(Customers, "customer_id,\"name\nC1,a\n"), [said("t.csv:1:2")]);
    // Closed at the very end of a file without a line end.
    assert_eq!(problems(Customers, "customer_id,name\nC1,\"a\""), [""; 0]);
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(
        problems(Customers, b"customer_id,name\nC1,caf\xe9\nC2,b\nC3,\xff\n"),
        [
            "t.csv:2:2 (name): found `caf�`, expected text in UTF-8; state the file's `encoding` in book.toml, such as `gbk` or `windows-1252`",
            "t.csv:4:2 (name): found `�`, expected text in UTF-8; state the file's `encoding` in book.toml, such as `gbk` or `windows-1252`",
        ]
    );
    assert_eq!(
        problems(Customers, "customer_id,name\nC\u{0}1,a\n"),
        [
            "t.csv:2:1 (customer_id): found `C\\u{0}1`, expected text without NUL; if the file is UTF-16, state `encoding = \"utf-16le\"` in book.toml"
        ]
    );
    assert_eq!(
        problems(Customers, b"\xff\xfec\0u\0"),
        [
            "t.csv:1: found the byte order mark of UTF-16, expected text in UTF-8; state `encoding = \"utf-16le\"` in book.toml"
        ]
    );
    assert_eq!(
        problems(Customers, b"PK\x03\x04\x14\0\x06\0"),
        [
            "t.csv:1: found a workbook or an archive, expected a CSV file; a workbook ends in `.xlsx`, and book.toml says which `sheet` is read; or save the sheet as CSV"
        ]
    );
}

#[test]
fn lines_are_counted_through_quotes_and_blank_lines() {
    assert_eq!(lines(Customers, "customer_id\nC1\n\n\nC2\nC3\n"), [2, 5, 6]);
    assert_eq!(lines(Customers, "customer_id\r\nC1\r\n\r\n\r\nC2\r\nC3"), [2, 5, 6]);
    assert_eq!(
        lines(Customers, "\n\ncustomer_id,name\nC1,\"a\nb\n\"\nC2,x\n\nC3,\"\n\"\n\nC4,y"),
        [4, 7, 9, 12]
    );
    assert_eq!(lines(Customers, "customer_id,name\r\nC1,\"a\r\nb\"\r\nC2,x\r\n  \r\nC3,z\r\n"), [2, 4, 6]);
    assert_eq!(lines(Customers, "customer_id,\"na\nme\"\nC1,a\n"), [3]);
}

#[test]
fn problems_name_the_line_their_record_starts_on() {
    let text = "customer_id,name,created_on\r\nC1,\"a\r\nb\",2026-01-01\r\n\r\nC2,\"c\r\nd\",never\r\n";
    let found = problems(Customers, text);
    assert!(found[0].starts_with("t.csv:5:3 (created_on): found `never`"), "{found:?}");
}

#[test]
fn another_character_between_the_cells() {
    for (delimiter, stated) in [(";", ";"), ("\t", "\\t"), ("|", "|")] {
        let header = ["customer_id", "name"].join(delimiter);
        let found = problems(Customers, format!("{header}\nC1{delimiter}a\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        let remedy =
            format!("; state in book.toml what is between them: `[customers]` `delimiter = \"{stated}\"`");
        assert!(found[0].ends_with(&remedy), "{found:?}");
    }
}
