//! Explanations of one customer.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{LINES, Ran, book, path, piped, with_files};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

fn explain(book: &str, customer: &str, more: &[&str]) -> Ran {
    piped(&[&["explain", book, customer, "--as-of", "2026-06-30"], more].concat())
}

#[test]
fn the_text_is_the_result_first_and_every_step_after_it() {
    let shown = explain(SAMPLE, "K005", &[]);
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);
    assert_eq!(shown.err, "");
    let lines: Vec<&str> = shown.out.lines().collect();
    assert_eq!(lines[0], "K005 华岳精细化工: grade B");
    assert!(shown.out.contains("= 60.0270…, rounded to 60.03."), "{}", shown.out);
    let chinese = explain(SAMPLE, "K005", &["--lang", "zh"]);
    assert!(chinese.out.starts_with("K005 华岳精细化工：B级\n"), "{}", chinese.out);
    // Another weight, another score: 0.6 × 60.03 + 0.1 × 88.57 + 0.3 × 87.50 = 71.125.
    let set = ["--set", "composite.weights.credit=0.6", "--set", "composite.weights.volume=0.1"];
    let changed = explain(SAMPLE, "K005", &[&set[..], &["--set", "composite.weights.profit=0.3"]].concat());
    assert!(changed.out.contains("71.125 ÷ 1 = 71.125, rounded to 71.13"), "{}", changed.out);
}

#[test]
fn markdown_is_the_same_with_tables_of_markdown() {
    let shown = explain(SAMPLE, "K005", &["--format", "markdown"]);
    assert_eq!((shown.exit, shown.err.as_str()), (Exit::Done, ""));
    assert!(shown.out.starts_with("# K005 华岳精细化工: grade B\n"), "{}", shown.out);
    assert!(shown.out.contains("\n## "), "{}", shown.out);
    // A table has a rule under its headings, which text draws otherwise.
    let is_rule = |line: &&str| line.starts_with('|') && line.trim_matches(['|', '-', ':', ' ']).is_empty();
    assert!(shown.out.lines().any(|line| is_rule(&line)), "{}", shown.out);
    assert!(!explain(SAMPLE, "K005", &[]).out.lines().any(|line| is_rule(&line)));

    // The name of a file says so too, in either language and for either reader.
    let folder = book();
    for name in ["one.md", "one.MARKDOWN"] {
        let file = path(&folder, name);
        let arguments = ["--lang", "zh", "--audience", "customer"];
        let written = explain(SAMPLE, "K005", &[&["-o", &file], &arguments[..]].concat());
        assert_eq!((written.exit, written.out.as_str()), (Exit::Done, ""), "{}", written.err);
        let printed = explain(SAMPLE, "K005", &[&arguments[..], &["--format", "markdown"]].concat());
        assert!(printed.out.starts_with("# K005 华岳精细化工：B级\n"), "{}", printed.out);
        assert_eq!(fs::read_to_string(&file).unwrap(), printed.out);
    }
    // What is stated goes before what the name says.
    let file = path(&folder, "plain.md");
    explain(SAMPLE, "K005", &["-o", &file, "--format", "text"]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("K005 "));
}

#[test]
fn json_has_every_value_and_the_customers_copy_nothing_internal() {
    let folder = book();
    let file = path(&folder, "one.json");
    let written = explain(SAMPLE, "K005", &["-o", &file, "--lang", "zh"]);
    assert_eq!((written.exit, written.out.as_str()), (Exit::Done, ""), "{}", written.err);
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(json["composite"]["score"], "85.07");
    // A table it is not: a name that promises one is refused, and nothing is written.
    let table = path(&folder, "one.xlsx");
    let refused = explain(SAMPLE, "K005", &["-o", &table]);
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.err.contains("found `.xlsx`, expected `.txt`, `.md` or `.json`"), "{}", refused.err);
    assert!(!fs::exists(&table).unwrap());
    assert_eq!(json["volume"]["formula"]["rank"], 5);
    assert_eq!(json["reasons"][0]["code"], "weak_credit");
    assert_eq!(explain(SAMPLE, "K005", &["--format", "json"]).out, fs::read_to_string(&file).unwrap());

    let copy = explain(SAMPLE, "K005", &["--audience", "customer", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&copy.out).unwrap();
    assert!(json["ranks"].is_null() && json["stamp"].is_null() && json["profit"]["profit"].is_null());
    assert!(json["volume"]["formula"].is_null(), "{}", json["volume"]);
    let text = explain(SAMPLE, "K005", &["--audience", "customer"]);
    assert!(!text.out.contains("place 5") && text.out.contains("88.57"), "{}", text.out);
}

#[test]
fn what_is_missing_or_unknown_is_said_with_its_remedy() {
    let undated = piped(&["explain", SAMPLE, "K005"]);
    assert_eq!(undated.exit, Exit::Refused);
    assert!(
        undated.err.contains("--as-of") && undated.err.contains("the book's latest date is"),
        "{}",
        undated.err
    );

    let unknown = explain(SAMPLE, "K05", &[]);
    assert_eq!(unknown.exit, Exit::Refused);
    assert!(
        unknown.err.contains("(customer_id): found `K05`, expected a customer of the book"),
        "{}",
        unknown.err
    );
    assert!(unknown.err.contains("did you mean `K0"), "{}", unknown.err);
    let quiet = explain(SAMPLE, "K05", &["--quiet-values"]);
    assert!(!quiet.err.contains("K0") && quiet.err.contains("did you mean (hidden)?"), "{}", quiet.err);
    assert_eq!(explain(SAMPLE, "K005", &["--audience", "nobody"]).exit, Exit::Refused);
    assert_eq!(explain(SAMPLE, "K005", &["--policy", "standrad"]).exit, Exit::Refused);
}

#[test]
fn control_characters_of_names_are_escaped_and_inputs_are_spared() {
    let folder = book();
    let shown = explain(&path(&folder, ""), "C2", &[]);
    assert!(shown.out.starts_with("C2 Li, \\u{1b}[31mred: grade "), "{}", shown.out);
    let over = explain(&path(&folder, ""), "C2", &["-o", &path(&folder, "order_lines.csv")]);
    assert_eq!(over.exit, Exit::Refused);
    assert_eq!(fs::read_to_string(folder.path().join("order_lines.csv")).unwrap(), LINES);
}

#[test]
fn bad_rows_are_left_out_only_when_asked() {
    let folder = with_files(&[("order_lines.csv", &format!("{LINES}6,C1,2026-03-01,0e3,0\n"))]);
    let refused = explain(&path(&folder, ""), "C1", &[]);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Refused, ""));
    let skipped = explain(&path(&folder, ""), "C1", &["--skip-bad-rows"]);
    assert_eq!(skipped.exit, Exit::Findings, "{}", skipped.err);
    assert!(skipped.out.starts_with("C1: grade ") && skipped.err.contains("left out because of problems: 1"));
}
