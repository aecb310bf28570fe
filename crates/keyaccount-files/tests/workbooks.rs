//! Workbooks read back by another library hold what the tables hold, cell by cell.

#![allow(missing_docs, reason = "tests explain themselves by their names")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::{Days, NaiveDate};
use keyaccount::book::{Book, BookBuilder, BookSettings, Customer, OrderLine};
use keyaccount::{Assessment, Language, Policy, ResultTable, Value, assess};
use keyaccount_files::{LoadedBook, ReadOptions, TableKind, WriteError, read_book, write_xlsx};

const LANGUAGES: [Option<Language>; 3] = [None, Some(Language::English), Some(Language::Chinese)];

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

fn sample() -> (LoadedBook, Assessment) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample-book");
    let mut loaded = read_book(&path, ReadOptions::default()).unwrap();
    let assessment = loaded.assess(&Policy::shipped("standard").unwrap(), as_of()).unwrap();
    (loaded, assessment)
}

/// Customers of these names, each with one order.
fn named(names: &[&str]) -> (Book, Assessment) {
    let mut book = BookBuilder::new(BookSettings::default());
    for (at, name) in names.iter().enumerate() {
        let id = format!("C{at:03}");
        book.push(Customer { name: Some((*name).into()), ..Customer::new(id.clone().into()) });
        book.push(OrderLine {
            customer_id: Some(id.clone().into()),
            ordered_on: NaiveDate::from_ymd_opt(2025, 9, 1),
            amount: Some(100.into()),
            ..OrderLine::new(id.into())
        });
    }
    let book = book.finish().unwrap();
    let assessment = assess(&book, &Policy::shipped("standard").unwrap(), as_of()).unwrap();
    (book, assessment)
}

fn workbook(book: &Book, assessment: &Assessment, language: Option<Language>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_xlsx(assessment, book, &TableKind::ALL, language, &mut bytes).unwrap();
    bytes
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range(name).unwrap()
}

fn assert_same(sheet: &Range<Data>, table: &ResultTable<'_>, language: Option<Language>) {
    assert_eq!(sheet.get_size(), (table.len() + 1, table.columns().len()));
    for (column, place) in table.columns().iter().zip(0..) {
        let heading = match language {
            None => column.name().to_owned(),
            Some(language) => column.label(language).into_owned(),
        };
        assert_eq!(sheet[(0, place)], Data::String(heading));
        for row in 0..table.len() {
            let value = table.value(row, place);
            let text = match language {
                None => value.to_string(),
                Some(language) => column.translate(&value, language).into_owned(),
            };
            let cell = &sheet[(row + 1, place)];
            match (&value, cell) {
                (Value::Empty, Data::Empty) => {}
                (Value::Text(_) | Value::Code(_), Data::String(found)) => assert_eq!(*found, text),
                (Value::Date(date), Data::DateTime(found)) => {
                    let start = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
                    assert_eq!(start + Days::new(found.as_f64() as u64), *date);
                }
                (Value::Number(_) | Value::Quantity(_) | Value::Integer(_), Data::Float(found)) => {
                    assert_eq!(*found, text.parse::<f64>().unwrap(), "{} {row}", column.name());
                }
                _ => panic!("{} {row}: {value:?} became {cell:?}", column.name()),
            }
        }
    }
}

#[test]
fn every_sheet_holds_its_table() {
    let (loaded, assessment) = sample();
    let book = loaded.book();
    for language in LANGUAGES {
        let bytes = workbook(book, &assessment, language);
        let names = Xlsx::new(Cursor::new(&bytes)).unwrap().sheet_names().clone();
        let expected = match language {
            Some(Language::Chinese) => ["评级结果", "逐笔回款", "信用额度", "客户行为", "资产组合", "说明"],
            _ => ["Grades", "Slices", "Credit", "Behaviour", "Portfolio", "Notes"],
        };
        assert_eq!(names, expected);
        for (kind, name) in TableKind::ALL.iter().zip(expected) {
            let found = sheet(&bytes, name);
            kind.with(&assessment, book, language, |table| assert_same(&found, table, language)).unwrap();
        }
    }
}

#[test]
fn notes_say_that_there_is_no_input_digest() {
    let (mut loaded, whole) = sample();
    let policy = Policy::shipped("standard").unwrap();
    let assessment = loaded.assess_without_digest(&policy, as_of()).unwrap();
    assert_eq!(assessment.notes, whole.notes);
    for (language, sheet_name, label, said) in [
        (None, "Notes", "Input digest", "none: the book this result was made from"),
        (Some(Language::English), "Notes", "Input digest", "none: the book this result was made from"),
        (Some(Language::Chinese), "说明", "数据摘要", "无：无法核对"),
    ] {
        let notes = sheet(&workbook(loaded.book(), &assessment, language), sheet_name);
        let row = notes.rows().find(|row| row[0] == Data::String(label.to_owned())).unwrap();
        assert!(row[1].to_string().starts_with(said), "{}", row[1]);
    }
}

#[test]
fn notes_say_what_it_was_made_from() {
    let (loaded, assessment) = sample();
    let book = loaded.book();
    let bytes = workbook(book, &assessment, Some(Language::Chinese));
    let notes = sheet(&bytes, "说明");
    let beside = |label: &str| {
        let row = notes.rows().find(|row| row[0] == Data::String(label.to_owned())).unwrap();
        row[1].to_string()
    };
    assert_eq!(beside("评级日期"), "2026-06-30");
    assert_eq!(beside("数据摘要"), assessment.stamp.input_digest);
    assert_eq!(beside("办法摘要"), assessment.stamp.policy_digest);
    // The sample book has five customers of grade A among forty-two.
    assert_eq!(beside("A"), "5 (11.90%)");
    let sentences: Vec<_> = notes.rows().map(|row| row[1].to_string()).collect();
    for note in &assessment.notes {
        assert!(sentences.contains(&note.sentence(Language::Chinese)), "{note}");
    }
}

#[test]
fn text_stays_text_whatever_it_looks_like() {
    let long = "x".repeat(32_767);
    let names = [
        "=cmd|' /C calc'!A0",
        "+1",
        "-2.50",
        "@SUM(A1)",
        "00012",
        "1e5",
        "http://example.org/",
        "{=1+1}",
        "TRUE",
        "bell \u{7} and \u{1b}[31m",
        "_x0041_ is no A, nor is _x005F_",
        "<b>&amp;\"'",
        "'quoted",
        "王府\u{fffe}\u{10ffff}🙂",
        &long,
    ];
    let (book, assessment) = named(&names);
    for language in LANGUAGES {
        let bytes = workbook(&book, &assessment, language);
        let name = if language == Some(Language::Chinese) { "评级结果" } else { "Grades" };
        let found = sheet(&bytes, name);
        TableKind::Scores
            .with(&assessment, &book, language, |table| assert_same(&found, table, language))
            .unwrap();
        let shown: Vec<_> = found.rows().skip(1).map(|row| row[1].to_string()).collect();
        for name in names {
            assert!(shown.contains(&name.to_owned()), "{name:?}");
        }
        // No formula anywhere.
        let formulas = Xlsx::new(Cursor::new(&bytes)).unwrap().worksheet_formula(name).unwrap();
        assert!(formulas.is_empty());
    }
}

#[test]
fn a_text_no_cell_holds_is_refused_and_not_cut() {
    for (character, count) in [('x', 32_768), ('x', 40_000), ('🙂', 16_384)] {
        let (book, assessment) = named(&["short", &character.to_string().repeat(count)]);
        let mut bytes = Vec::new();
        let refused = write_xlsx(&assessment, &book, &[TableKind::Scores], None, &mut bytes).unwrap_err();
        let WriteError::Problem(error) = refused else { panic!("{refused}") };
        let said = error.to_string();
        assert_eq!(
            said,
            format!(
                "(name): found a text of {count} characters for customer `C001`, expected at most 32767, which is all a cell of a workbook holds; shorten it in the book, or write CSV or JSON instead"
            )
        );
        assert!(bytes.is_empty());
    }
}

#[test]
fn numbers_a_spreadsheet_would_change_stay_text() {
    let mut book = BookBuilder::new(BookSettings::default());
    // Sixteen digits and fifteen.
    for (id, amount) in [("C1", "12345678901234.56"), ("C2", "1234567890123.45")] {
        book.push(OrderLine {
            customer_id: Some(id.into()),
            ordered_on: NaiveDate::from_ymd_opt(2025, 9, 1),
            amount: Some(amount.parse().unwrap()),
            ..OrderLine::new(id.into())
        });
    }
    let book = book.finish().unwrap();
    let assessment = assess(&book, &Policy::shipped("standard").unwrap(), as_of()).unwrap();
    let found = sheet(&workbook(&book, &assessment, None), "Grades");
    let column = assessment.table().column("order_amount").unwrap();
    let amounts: Vec<_> = found.rows().skip(1).map(|row| row[column].clone()).collect();
    assert!(amounts.contains(&Data::String("12345678901234.56".to_owned())), "{amounts:?}");
    assert!(amounts.contains(&Data::Float(1_234_567_890_123.45)), "{amounts:?}");
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let (loaded, assessment) = sample();
    let book = loaded.book();
    for language in LANGUAGES {
        assert_eq!(workbook(book, &assessment, language), workbook(book, &assessment, language));
    }
}
