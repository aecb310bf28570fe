//! Formats, tables and languages of results.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use keyaccount_cli::Exit;
use support::{LINES, Ran, book, path, piped, ran, with_files};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

fn score(book: &str, more: &[&str]) -> Ran {
    piped(&[&["score", book, "--as-of", "2026-06-30"], more].concat())
}

#[test]
fn languages_translate_headings_codes_and_notes() {
    let plain = score(SAMPLE, &[]);
    assert!(plain.out.starts_with("customer_id,name,track,"));
    let chinese = score(SAMPLE, &["--lang", "zh"]);
    assert_eq!(chinese.exit, Exit::Done, "{}", chinese.err);
    assert!(chinese.out.starts_with("\u{feff}客户编码,客户名称,评级类型,信用得分,"), "{}", chinese.out);
    let heading = chinese.out.lines().next().unwrap();
    assert!(heading.ends_with(",优先顺序,主要原因,改进条件"), "{heading}");
    let first = chinese.out.lines().nth(1).unwrap();
    assert!(first.starts_with("K001,北辰重型机械,已评级,100.00,AAA,"), "{first}");
    assert!(chinese.err.starts_with("提示：") && chinese.err.contains("制度standard 1（"), "{}", chinese.err);
    assert!(!chinese.err.contains("note:"));

    let english = score(SAMPLE, &["--lang", "en"]);
    assert!(english.out.starts_with("customer_id,name,track,"), "no byte order mark");
    assert!(english.out.lines().next().unwrap().ends_with(",priority_rank,main_reason,next_step"));
    // The language changes no figure.
    let figures = |text: &str| -> Vec<String> {
        text.lines().skip(1).map(|line| line.split(',').skip(3).take(2).collect()).collect()
    };
    assert_eq!(figures(&plain.out), figures(&chinese.out));
    assert_eq!(figures(&plain.out), figures(&english.out));

    let json = score(SAMPLE, &["--format", "json"]);
    assert_eq!(score(SAMPLE, &["--format", "json", "--lang", "zh"]).out, json.out);
    assert_eq!(score(SAMPLE, &["--lang", "de"]).exit, Exit::Refused);
}

#[test]
fn the_terminal_speaks_the_language() {
    let shown = ran(&["score", SAMPLE, "--as-of", "2026-06-30", "--lang", "zh"], |streams| {
        streams.stdout_is_terminal = true;
        streams.width = Some(240);
    });
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);
    let heading = shown.out.lines().next().unwrap();
    for label in ["优先顺序", "客户编码", "客户等级", "否决与封顶"] {
        assert!(heading.contains(label), "{heading}");
    }
    assert!(shown.out.contains("核销或坏账；一票否决"), "{}", shown.out);
    assert!(shown.out.contains("\n未评级"), "{}", shown.out);
    assert!(shown.out.ends_with("得分来自 36 位非新客户之间的名次。\n"));
}

#[test]
fn every_table_goes_out_in_every_format() {
    let folder = TempDir::new().unwrap();
    let tables = [
        ("slices", "customer_id,invoice_id,", "逐笔回款"),
        ("credit", "customer_id,credit_grade,", "信用额度"),
        ("behaviour", "customer_id,days_since_order,", "客户行为"),
        ("portfolio", "metric,value", "资产组合"),
    ];
    for (table, heading, sheet) in tables {
        let csv = score(SAMPLE, &["--table", table]);
        assert!(csv.out.starts_with(heading), "{}", csv.out);
        let rows = csv.out.lines().count() - 1;
        let json: serde_json::Value =
            serde_json::from_str(&score(SAMPLE, &["--table", table, "--format", "json"]).out).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), rows);
        assert_eq!(json["stamp"]["as_of"], "2026-06-30");
        let terminal = score(SAMPLE, &["--table", table, "--format", "table"]);
        let first = heading.split(',').next().unwrap();
        assert!(terminal.out.trim_start().starts_with(first), "{}", terminal.out);
        assert_eq!(terminal.out.lines().count(), rows + 2, "{}", terminal.out);

        let file = path(&folder, "one.xlsx");
        let made = score(SAMPLE, &["--table", table, "--lang", "zh", "-o", &file]);
        assert_eq!(made.exit, Exit::Done, "{}", made.err);
        let mut workbook = Xlsx::new(Cursor::new(fs::read(&file).unwrap())).unwrap();
        assert_eq!(workbook.sheet_names(), [sheet, "说明"]);
        assert_eq!(workbook.worksheet_range(sheet).unwrap().height(), rows + 1);
    }
    assert_eq!(score(SAMPLE, &["--table", "scores"]).out, score(SAMPLE, &[]).out);
    assert_eq!(score(SAMPLE, &["--table", "grades"]).exit, Exit::Refused);
}

#[test]
fn a_terminal_shows_the_first_hundred_rows_of_a_long_table() {
    let shown = ran(&["score", SAMPLE, "--as-of", "2026-06-30", "--table", "slices"], |streams| {
        streams.stdout_is_terminal = true;
        streams.width = Some(100);
    });
    let all = score(SAMPLE, &["--table", "slices"]).out.lines().count() - 1;
    assert!(
        shown.out.ends_with(&format!("… and {} more rows; `-o FILE` writes them all\n", all - 100)),
        "{}",
        shown.out
    );
    assert!(shown.out.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn formulas_are_made_harmless_only_when_asked() {
    let leading = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"];
    let rows: String = leading.iter().enumerate().map(|(at, name)| format!("C{at},\"{name}\"\n")).collect();
    let lines: String = (0..leading.len()).map(|at| format!("{at},C{at},2026-03-01,-5,1\n")).collect();
    let book = with_files(&[
        ("customers.csv", &format!("customer_id,name\n{rows}")),
        ("order_lines.csv", &format!("order_id,customer_id,ordered_on,amount,cost\n{lines}")),
    ]);
    let names = |csv: &str| -> Vec<String> {
        let mut records = csv::Reader::from_reader(csv.as_bytes());
        let mut names: Vec<_> = records.records().map(|row| row.unwrap()[1].to_owned()).collect();
        names.sort();
        names
    };
    let sorted = |names: Vec<String>| {
        let mut names = names;
        names.sort();
        names
    };
    let plain = score(&path(&book, ""), &[]);
    assert_eq!(plain.exit, Exit::Done, "{}", plain.err);
    let kept = names(&plain.out);
    // What reads a cell may trim it; what is left is kept byte for byte.
    assert_eq!(kept.len(), leading.len());
    let escaped = score(&path(&book, ""), &["--escape-formulas"]);
    let expected = kept.iter().map(|name| {
        if name.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{name}") } else { name.clone() }
    });
    assert_eq!(names(&escaped.out), sorted(expected.collect()));
    for name in ["'=1+1", "'+1", "'-1", "'@A1"] {
        assert!(names(&escaped.out).contains(&name.to_owned()), "{name}");
    }
    // A negative amount is no text.
    assert!(escaped.out.contains(",-5.00,") && !escaped.out.contains("'-5.00"), "{}", escaped.out);
    let refused = score(&path(&book, ""), &["--escape-formulas", "--format", "json"]);
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.err.contains("--escape-formulas: found another format, expected CSV"), "{}", refused.err);
}

#[test]
fn workbooks_go_to_files_and_pipes_and_never_to_a_terminal() {
    let book = book();
    let arguments = ["score", &path(&book, ""), "--as-of", "2026-06-30", "--format", "xlsx"];
    let refused = ran(&arguments, |streams| streams.stdout_is_terminal = true);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Refused, ""));
    assert!(
        refused.err.contains("a file or a pipe for a workbook; name one, such as `-o"),
        "{}",
        refused.err
    );
    // Not text, so it is not captured as such.
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_keyaccount")).args(arguments).output().unwrap();
    assert!(out.status.success() && out.stdout.starts_with(b"PK"));
    for ending in ["xls", "XLS", "xlsm", "ods"] {
        let refused = score(&path(&book, ""), &["-o", &path(&book, &format!("out.{ending}"))]);
        assert_eq!(refused.exit, Exit::Refused);
        let said = format!(
            "--output: found `.{}`, expected `.csv`, `.json` or `.xlsx`; name the workbook `.xlsx`",
            ending.to_lowercase()
        );
        assert!(refused.err.contains(&said), "{}", refused.err);
    }
    assert_eq!(fs::read_dir(book.path()).unwrap().count(), 2);
}

#[test]
fn a_workbook_that_cannot_be_written_leaves_nothing() {
    let name = "x".repeat(40_000);
    let book = with_files(&[
        ("order_lines.csv", LINES),
        ("customers.csv", &format!("customer_id,name\nC1,{name}\nC2,b\nC3,c\n")),
    ]);
    let refused = score(&path(&book, ""), &["-o", &path(&book, "out.xlsx")]);
    assert_eq!(refused.exit, Exit::Refused);
    assert!(
        refused.err.contains("(name): found a text of 40000 characters for customer `C1`"),
        "{}",
        refused.err
    );
    assert_eq!(fs::read_dir(book.path()).unwrap().count(), 2);
}
