//! Whatever stands where in a file: reading it column by column and cell by cell is the same.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use keyaccount::Policy;
use keyaccount::book::{BadRows, ColumnKind, Table, TableColumn};
use proptest::prelude::*;
use proptest::sample::select;

use super::manifests::book;
use crate::book::read_book;
use crate::load::ReadOptions;

/// A spelling of nothing that no cell has: where there is one, every cell is read by itself.
const BY_CELL: &str = "missing = [\"\\u0001never\\u0001\"]\n";

/// All that can be seen of a book without its folder.
fn seen(folder: &Path, bad_rows: BadRows) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    let say = |problem: &keyaccount::Problem| problem.to_string().replace(&prefix, "");
    let mut loaded = match read_book(folder, ReadOptions { bad_rows, progress: None }) {
        Ok(loaded) => loaded,
        Err(refused) => return refused.problems().iter().map(say).collect(),
    };
    let as_of = loaded.book().latest_date().unwrap_or_default();
    let mut seen = vec![format!("{:?}", loaded.notes())];
    seen.extend(loaded.problems().iter().flat_map(|refused| refused.problems()).map(say));
    match loaded.assess(&Policy::shipped("standard").unwrap(), as_of) {
        Ok(found) => {
            seen.push(format!("{:?}", loaded.book().input_digests(as_of)));
            let table = found.table();
            seen.extend((0..table.len()).map(|row| table.row(row).map(|c| format!("{c},")).collect()));
        }
        Err(refused) => seen.extend(refused.problems().iter().map(say)),
    }
    let mut rejects = Vec::new();
    loaded.rejects().write_csv(&mut rejects).unwrap();
    seen.push(String::from_utf8(rejects).unwrap());
    seen
}

/// Reads a table both ways, with all that may be said about it beside.
fn same_both_ways(table: Table, bytes: &[u8], head: &str, section: &str, ways: &[BadRows]) {
    let file = format!("{}.csv", table.name());
    let lines = "order_id,customer_id,ordered_on,amount\nO1,C1,2026-01-31,10\n";
    let invoices = "invoice_id,customer_id,issued_on,due_on,amount\nI1,C1,2026-01-01,2026-01-31,100\n";
    let others = [("order_lines.csv", lines), ("invoices.csv", invoices)];
    let mut files: Vec<(&str, &[u8])> = others
        .iter()
        .filter(|(name, _)| *name != file)
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    files.push((&file, bytes));
    let folder = book(&files);
    for bad_rows in ways {
        let read = |more: &str| {
            let manifest = format!("{head}[{}]\n{section}{more}", table.name());
            fs::write(folder.path().join("book.toml"), manifest).unwrap();
            seen(folder.path(), *bad_rows)
        };
        let by_cell = read(BY_CELL);
        assert_eq!(read(""), by_cell, "{bad_rows:?} {}", String::from_utf8_lossy(bytes));
    }
}

/// A cell as its column wants it, in row `row`.
fn plain(column: &TableColumn, row: usize, of: u64) -> String {
    let pick = row as u64 * 7 + of;
    let day = || format!("20{}{}-0{}-{}{}", 2 + pick % 2, pick % 10, 1 + pick % 9, pick % 3, 1 + pick % 8);
    match column.kind {
        ColumnKind::Id if column.name == "customer_id" => format!("C{:03}", 1 + pick % 7),
        ColumnKind::Id => [format!("I{}", pick * 13), format!("{:06}", pick % 97), format!("{row}")]
            [of as usize % 3]
            .clone(),
        ColumnKind::Text => ["", "Ost", "客户甲", " x "][pick as usize % 4].to_owned(),
        ColumnKind::Number if of.is_multiple_of(3) => format!("{}", 1 + pick % 90),
        ColumnKind::Number => format!("0.{:02}", 1 + pick % 99),
        ColumnKind::Date if column.name == "due_on" => day().replace("202", "203"),
        ColumnKind::Date => day(),
        ColumnKind::Time | ColumnKind::Until => format!("{}T10:30", day()),
        ColumnKind::YesNo => ["yes", "", "0", "是", "TRUE"][pick as usize % 5].to_owned(),
        ColumnKind::ExcusedDays => ["all", "3", ""][pick as usize % 3].to_owned(),
        ColumnKind::Code(codes) => codes[pick as usize % codes.len()].to_owned(),
    }
}

/// What may stand in a cell in place of what its column wants.
fn odd_cells() -> Vec<String> {
    let mut odd: Vec<String> = [
        "",
        " ",
        "\u{3000}",
        "1e3",
        "+5",
        ".5",
        "5.",
        "-0",
        "-0.00",
        "-",
        ".",
        "-.5",
        "--5",
        "1.2.3",
        "1 000",
        "1,5",
        "12345678",
        "123456789",
        "1234567.8",
        "-1234567.89",
        "99999999.999999",
        "0.1234567",
        "1.10000000",
        "0000000000000000000001",
        "9223372036854.775807",
        "9223372036854.775808",
        "-9223372036854.775808",
        "18446744073709.551616",
        "9999999999999999999999",
        "10000000000000000000000",
        "1/",
        "1:",
        "٣",
        "2026-02-29",
        "2024-02-29",
        "2024-02-30",
        "0001-01-01",
        "0000-12-31",
        "9999-12-31",
        "10000-01-01",
        "2026-13-01",
        "2026-00-10",
        "2026-1-1",
        "2026/01/01",
        "2026-01-01T00:00",
        "20260101",
        "客户7",
        "C007",
        "C7",
        "c007",
        "007",
        "0",
        "C",
        "C1",
        "C 001",
        "C001 ",
        " C001",
        "4294967295",
        "4294967296",
        "1000000000",
        "999999999",
        "12345678901",
        "C-1",
        "C٣",
        "all",
        "ALL",
        "yes",
        "否",
        "Wahr",
        "transfer",
        "chargeback",
        "\u{feff}",
        "\u{1}end of file\u{1}",
        "n/a",
        "a\rb",
        "\r",
        "x\0y",
        "I1",
        "O1",
        "A,B",
        "\"q\"",
        "\"a\nb\"",
        "\"a,\"\"b\"",
        "a\"b",
        "\"open",
        "#N/A",
        "=1+1",
        "50%",
        "¥5",
        "(5)",
        "5-",
        "31/01/2026",
        "1.234,5",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    for (text, times) in
        [("x", 64), ("x", 65), ("客", 64), ("客", 65), ("C00000000", 7), ("0", 64), ("7", 65)]
    {
        odd.push(text.repeat(times));
    }
    odd
}

/// What may stand in place of a line.
fn odd_lines() -> Vec<&'static [u8]> {
    vec![
        b"",
        b"\r",
        b" ",
        b",",
        b",,,,,,",
        b",,,,,,,,,,,,,,,,,,,",
        b"a",
        b"C1\xff",
        b"\xe5\xae,",
        b"\0",
        b"\"",
        b";;;",
    ]
}

#[derive(Clone, Debug)]
enum Oddity {
    Cell(usize, usize, String),
    Line(usize, &'static [u8]),
    Ends(usize, &'static str),
    Bytes(usize, u8),
}

fn oddity() -> impl Strategy<Value = Oddity> {
    let (row, column) = (0_usize..48, 0_usize..16);
    prop_oneof![
        6 => (row.clone(), column, select(odd_cells())).prop_map(|(row, at, cell)| Oddity::Cell(row, at, cell)),
        2 => (row.clone(), select(odd_lines())).prop_map(|(row, line)| Oddity::Line(row, line)),
        1 => (row, select(vec!["\n", "\r\n", "\n\n", "\r\r\n", "\r", ",\n"])).prop_map(|(row, end)| Oddity::Ends(row, end)),
        1 => (0_usize..3_000, any::<u8>()).prop_map(|(at, byte)| Oddity::Bytes(at, byte)),
    ]
}

/// A table of so many rows, with what is odd put in.
fn file(
    table: Table,
    delimiter: char,
    end: &str,
    last_end: bool,
    optional: u32,
    rows: usize,
    odd: &[Oddity],
) -> Vec<u8> {
    let columns: Vec<_> = table
        .columns()
        .iter()
        .enumerate()
        .filter(|(at, column)| {
            column.required
                || optional >> at & 1 == 1
                || ["amount", "due_on", "invoice_id", "customer_id", "ordered_on"].contains(&column.name)
        })
        .map(|(_, column)| column)
        .collect();
    let between = delimiter.to_string();
    let mut bytes = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(&between).into_bytes();
    bytes.extend(end.bytes());
    for row in 0..rows {
        let mut cells: Vec<_> = columns.iter().zip(0..).map(|(column, of)| plain(column, row, of)).collect();
        let mut line: Option<&[u8]> = None;
        let mut end = end;
        for oddity in odd {
            match oddity {
                Oddity::Cell(at, column, text) if *at == row => {
                    let column = column % cells.len();
                    cells[column].clone_from(text);
                }
                Oddity::Line(at, text) if *at == row => line = Some(text),
                Oddity::Ends(at, text) if *at == row => end = text,
                _ => {}
            }
        }
        bytes.extend(line.unwrap_or(cells.join(&between).as_bytes()));
        if row + 1 < rows || last_end {
            bytes.extend(end.bytes());
        }
    }
    for oddity in odd {
        if let Oddity::Bytes(at, byte) = oddity
            && let Some(place) = bytes.get_mut(*at)
        {
            *place = *byte;
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// One or two things odd somewhere, or none, in files of some parts.
    #[test]
    fn odd_files_are_read_alike(
        table in select(Table::ALL),
        (delimiter, end) in (select(vec![',', ';', '\t', '|']), select(vec!["\n", "\r\n"])),
        (marked, last_end) in any::<(bool, bool)>(),
        (optional, rows) in (any::<u32>(), 0_usize..48),
        odd in prop::collection::vec(oddity(), 0..3),
        head in select(vec!["", "missing_customer = \"skip\"\n", "unknown_customers = \"add\"\n"]),
        section in select(vec![
            "", "round_decimals = 1\n", "unit = { amount = \"万元\" }\n", "unit = { amount = \"0.01\" }\n",
            "strip = \"¥%\"\nthousands = \",\"\n", "decimal = \",\"\n", "negative = \"trailing_minus\"\n",
            "date_format = [\"%Y-%m-%d\", \"%d/%m/%Y\"]\n", "date_format = \"%Y-%m-%d\"\n",
        ]),
    ) {
        let mut bytes = if marked { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(file(table, delimiter, end, last_end, optional, rows, &odd));
        let section = format!("delimiter = \"{}\"\n{section}", delimiter.escape_default());
        let known = ["amount", "unit"].iter().any(|word| section.contains(word));
        if !known || table.column("amount").is_some() {
            same_both_ways(table, &bytes, head, &section, &[BadRows::Refuse, BadRows::Skip]);
        }
    }
}

/// Every odd cell once in every column of a table that has cells of every kind but one.
#[test]
fn every_odd_cell_is_judged_alike() {
    for cell in odd_cells() {
        let odd: Vec<_> = (0..16).map(|at| Oddity::Cell(2 * at, at, cell.clone())).collect();
        let bytes = file(Table::OrderLines, ',', "\n", true, u32::MAX, 32, &odd);
        same_both_ways(Table::OrderLines, &bytes, "", "", &[BadRows::Refuse]);
    }
}
