//! What holds for every file.

use keyaccount::book::{BadRows, BookSettings, Table};
use proptest::prelude::*;

use super::source;
use crate::csv_rows::Step;
use crate::load::{ReadOptions, Reading};
use crate::records::Records;

/// A cell of the characters that matter to CSV.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec!["a", ",", "\"", "\n", "\r\n", "客", " ", ";", "'"]);
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    /// What is quoted comes back as it was, on the line where it began; rows that hold nothing are passed
    /// over.
    #[test]
    fn records_come_back(
        rows in prop::collection::vec((cell(), cell(), 0_usize..3), 0..8),
        crlf in any::<bool>(),
        ends in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut text = format!("x,y{end}");
        let mut expected = Vec::new();
        for (x, y, blank_lines) in &rows {
            text.push_str(&end.repeat(*blank_lines));
            let line = text.matches('\n').count().saturating_add(1) as u64;
            text.push_str(&format!("{},{}{end}", quoted(x), quoted(y)));
            if !x.trim().is_empty() || !y.trim().is_empty() {
                expected.push((line, x.clone(), y.clone()));
            }
        }
        let text = if ends { text.as_str() } else { text.trim_end_matches(['\r', '\n']) };
        let mut records = Records::read(&source(Table::Customers), text.as_bytes()).unwrap();
        let mut found = Vec::new();
        loop {
            match records.advance().unwrap() {
                Step::End => break,
                Step::Bad(problem, ..) => panic!("{problem}"),
                Step::Row => {
                    let row = records.row();
                    found.push((records.line(), row.get(0).unwrap().to_owned(), row.get(1).unwrap().to_owned()));
                }
            }
        }
        prop_assert_eq!(found, expected);
    }

    /// Whatever the bytes, each row is read, reported or left out; nothing panics.
    #[test]
    fn any_bytes_are_read_or_refused(
        table in prop::sample::select(Table::ALL),
        pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![",", "\n", "\r\n", "\r", "\"", "2026-01-31", "1.5", "C1", "all", "yes", "\u{feff}", " "])
                .prop_map(|text| text.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 1..3),
        ], 0..60),
        skip in any::<bool>(),
    ) {
        let header: Vec<_> = table.columns().iter().map(|column| column.name).collect();
        let bytes = [header.join(",").into_bytes(), b"\n".to_vec(), pieces.concat()].concat();
        let bad_rows = if skip { BadRows::Skip } else { BadRows::Refuse };
        let mut reading = Reading::new(BookSettings::default(), ReadOptions { bad_rows, progress: None });
        reading.read_table(&source(table), bytes.as_slice());
        prop_assert!(skip || reading.rejects.is_empty());
        for problem in reading.problems.problems() {
            prop_assert_eq!(problem.file.as_deref(), Some("t.csv"));
            prop_assert!(problem.line.is_some());
        }
    }
}
