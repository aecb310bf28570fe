//! Results beside the score table: headings, readings, notes, and what they refuse.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use keyaccount::book::{AmountsBasis, Book, BookBuilder, BookSettings, Invoice, OrderLine, Settlement};
use keyaccount::{Assessment, Facts, Language, NoteCode, Policy, ProblemCode, ResultColumn, Value};
use keyaccount_tests::standard_with;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn as_of() -> NaiveDate {
    day(2026, 6, 30)
}

fn line(product: Option<&str>, amount: i64) -> OrderLine<'static> {
    OrderLine {
        customer_id: Some("A".into()),
        ordered_on: Some(day(2026, 1, 15)),
        product_id: product.map(|id| Cow::Owned(id.to_owned())),
        amount: Some(amount.into()),
        ..OrderLine::new("1".into())
    }
}

fn book(settings: BookSettings, lines: impl IntoIterator<Item = OrderLine<'static>>) -> Book {
    let mut book = BookBuilder::new(settings);
    for line in lines {
        book.push(line);
    }
    book.push(Invoice {
        due_on: Some(day(2026, 3, 1)),
        ..Invoice::new("I".into(), "A".into(), day(2026, 2, 1), 100.into())
    });
    book.push(Settlement { invoice_id: Some("I".into()), ..Settlement::new(day(2026, 3, 16), 60.into()) });
    book.finish().unwrap()
}

fn assess(book: &Book) -> Assessment {
    keyaccount::assess(book, &Policy::shipped("standard").unwrap(), as_of()).unwrap()
}

fn sentence(assessment: &Assessment, code: NoteCode, language: Language) -> Option<String> {
    assessment.notes.iter().find(|note| note.code == code).map(|note| note.sentence(language))
}

#[test]
fn products_without_cost_are_named_by_size_with_their_money() {
    let costed = OrderLine { cost: Some(1.into()), ..line(Some("costed"), 9_999) };
    let small = (0..9).map(|n| line(Some(&format!("S{n}")), 10));
    // A return is turnover without cost as well: 300 + 200 for R.
    let lines =
        [costed, line(Some("P`\u{202e}"), 400), line(None, 450), line(Some("R"), 300), line(Some("R"), -200)];
    let assessment = assess(&book(BookSettings::default(), lines.into_iter().chain(small)));
    let [english, chinese] =
        Language::ALL.map(|language| sentence(&assessment, NoteCode::ProductsWithoutCost, language).unwrap());
    assert_eq!(
        english,
        "products without cost on lines that count, the largest first: 12 (`R`, lines without a product, \
         `P`\\u{202e}`, `S0`, `S1`, `S2`, `S3`, `S4`, `S5`, `S6`, …) (1440.00)"
    );
    assert!(
        chinese.contains("12（`R`、未填产品的明细、`P`") && chinese.ends_with("…）（1440.00）"),
        "{chinese}"
    );
}

#[test]
fn a_book_says_whether_its_amounts_include_tax_and_the_digest_tells() {
    let of = |amounts| assess(&book(BookSettings { amounts, ..BookSettings::default() }, [line(None, 5)]));
    let [silent, with, without] =
        [None, Some(AmountsBasis::Inclusive), Some(AmountsBasis::Exclusive)].map(of);
    let note = |assessment| sentence(assessment, NoteCode::AmountsIncludeTax, Language::English);
    assert!(note(&with).is_some_and(|text| text.contains("margins")));
    assert_eq!((note(&silent), note(&without)), (None, None));
    let digests: BTreeSet<_> = [&silent, &with, &without].map(|a| a.stamp.input_digest.clone()).into();
    assert_eq!(digests.len(), 3);
}

#[test]
fn slices_are_those_of_the_book_that_was_assessed() {
    let (this, other) = (book(BookSettings::default(), []), book(BookSettings::default(), [line(None, 5)]));
    let assessment = assess(&this);
    assert_eq!(assessment.slices(&this).unwrap().len(), 2);
    let error = assessment.slices(&other).unwrap_err();
    assert_eq!(error.problems()[0].code, ProblemCode::BookMismatch);
    // Facts have no digest to tell by.
    let policy = Policy::shipped("standard").unwrap();
    let facts = Facts::measure(&this, &policy, as_of()).unwrap();
    assert_eq!(keyaccount::assess_facts(facts, &policy).unwrap().slices(&this).unwrap().len(), 2);
}

#[test]
fn dimensions_of_the_users_own_keep_their_names_in_headings() {
    let policy =
        standard_with(&[("composite.weights", "{ credit = 0.2, profit = 0.6, \"服务\" = 0.2 }")]).unwrap();
    let assessment = keyaccount::assess(&book(BookSettings::default(), []), &policy, as_of()).unwrap();
    let table = assessment.explained_table(Language::Chinese);
    let column = &table.columns()[table.column("服务_score").unwrap()];
    assert_eq!(column.label(Language::English), "服务_score");
    assert_eq!(column.label(Language::Chinese), "服务评分");
    for language in Language::ALL {
        let headings: BTreeSet<_> = table.columns().iter().map(|column| column.label(language)).collect();
        assert_eq!(headings.len(), table.columns().len());
    }
}

#[test]
fn explained_is_the_score_table_with_two_more_columns() {
    let assessment = assess(&book(BookSettings::default(), [line(None, 5)]));
    let (plain, explained) = (assessment.table(), assessment.explained_table(Language::Chinese));
    let names: Vec<_> = explained.columns().iter().map(ResultColumn::name).collect();
    assert_eq!(
        names[..plain.columns().len()],
        plain.columns().iter().map(ResultColumn::name).collect::<Vec<_>>()
    );
    assert_eq!(names[plain.columns().len()..], ["main_reason", "next_step"]);
    assert_eq!(
        plain.row(0).collect::<Vec<_>>()[..],
        explained.row(0).collect::<Vec<_>>()[..plain.columns().len()]
    );
}

#[test]
fn cells_read_in_the_language_and_print_as_codes() {
    let assessment = assess(&book(BookSettings::default(), [line(None, 5)]));
    let table = assessment.table();
    let at = table.column("profit_unrated").unwrap();
    let value = table.value(0, at);
    assert_eq!(value.to_string(), "no_cost_data");
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"no_cost_data\"");
    assert_eq!(table.columns()[at].translate(&value, Language::Chinese), "无成本数据");
    assert_eq!(table.columns()[at].translate(&value, Language::English), "no cost data");
    assert_eq!(table.columns()[at].translate(&Value::Empty, Language::Chinese), "");
    // What is no code is never translated, whatever it says.
    assert_eq!(
        table.columns()[at].translate(&Value::from("no_cost_data"), Language::Chinese),
        "no_cost_data"
    );
}

#[test]
fn dates_are_values_that_print_as_dates() {
    let book = book(BookSettings::default(), []);
    let assessment = assess(&book);
    let behaviour = assessment.behaviour_table();
    let due = behaviour.value(0, behaviour.column("reassessment_due").unwrap());
    assert_eq!(due, Value::Date(day(2026, 12, 30)));
    assert_eq!(
        (due.to_string(), serde_json::to_string(&due).unwrap()),
        ("2026-12-30".into(), "\"2026-12-30\"".into())
    );
    let slices = assessment.slices(&book).unwrap();
    let table = slices.table();
    assert_eq!(table.value(0, table.column("due_on").unwrap()), Value::Date(day(2026, 3, 1)));
    assert_eq!((table.value(2, 0), table.value(0, 99)), (Value::Empty, Value::Empty));
}
