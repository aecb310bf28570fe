//! A result, its run file, and what `verify` makes of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;
use std::path::Path;

use keyaccount_cli::Exit;
use support::{LINES, Ran, book, path, piped, with_files};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

/// A copy of the sample book.
fn sample() -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in fs::read_dir(SAMPLE).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "csv") {
            fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    folder
}

fn scored(book: &TempDir, out: &str, more: &[&str]) {
    let (book, policy) = (path(book, ""), ["--as-of", "2026-06-30"]);
    let ran = piped(&[&["score", &book, "-o", out], &policy[..], more].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
}

fn verify(out: &str, book: &TempDir) -> Ran {
    piped(&["verify", &format!("{out}.run.json"), &path(book, "")])
}

/// Changes a file's text in one place.
fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn every_form_can_be_made_again() {
    let (book, results) = (sample(), TempDir::new().unwrap());
    let forms: [(&str, &[&str]); 7] = [
        ("a.csv", &[]),
        ("b.csv", &["--lang", "zh", "--escape-formulas"]),
        ("c.json", &["--lang", "zh"]),
        ("d.xlsx", &["--lang", "zh"]),
        ("e.csv", &["--table", "slices"]),
        ("f.xlsx", &["--table", "portfolio", "--lang", "en"]),
        (
            "g.json",
            &[
                "--table",
                "credit",
                "--set",
                "composite.weights.credit=0.2",
                "--set",
                "composite.weights.profit=0.5",
            ],
        ),
    ];
    for (name, more) in forms {
        let out = path(&results, name);
        scored(&book, &out, more);
        let verified = verify(&out, &book);
        assert_eq!(verified.exit, Exit::Done, "{name}: {}{}", verified.out, verified.err);
        assert!(verified.out.ends_with(" bytes again\n") && verified.err.is_empty(), "{}", verified.err);
    }
    // Beside the book it was made from, the result is no part of the book.
    scored(&book, &path(&book, "grades.json"), &[]);
    scored(&book, &path(&book, "more.csv"), &[]);
    scored(&book, &path(&book, "more.xlsx"), &["--lang", "zh"]);
    for name in ["grades.json", "more.csv", "more.xlsx"] {
        let verified = verify(&path(&book, name), &book);
        assert_eq!(verified.exit, Exit::Done, "{name}: {}{}", verified.out, verified.err);
    }
    // For reading only.
    scored(&book, &path(&results, "table.txt"), &["--format", "table"]);
    assert!(!results.path().join("table.txt.run.json").exists());
}

#[test]
fn one_changed_cell_names_its_table() {
    let cells = [
        ("customers", "北辰重型机械,", "北辰机械,"),
        (
            "products",
            "离心泵 Centrifugal pump,set,pumps,no,2024-01-01,8200",
            "离心泵 Centrifugal pump,set,pumps,no,2024-01-01,8201",
        ),
        (
            "orders",
            "SO2408-186,K025,2024-08-05,fulfilled,,2024-08-15",
            "SO2408-186,K025,2024-08-05,fulfilled,,2024-08-16",
        ),
        ("order_lines", "SO2408-001,PU-100,52,", "SO2408-001,PU-100,53,"),
        ("invoices", "345144.16,2024-10-13", "345144.16,2024-10-14"),
        ("settlements", "139550.28", "139550.29"),
        ("delay_reasons", "IN2509-153,seller_late_delivery,26", "IN2509-153,seller_late_delivery,25"),
        ("credit_facts", "K010,litigation,2026-04-15", "K010,litigation,2026-04-16"),
        ("prospect_assessments", "K037,李雯,2026-05-20,5,4,4,5,4,3", "K037,李雯,2026-05-20,5,4,4,5,4,2"),
        ("grade_overrides", "三年框架协议", "五年框架协议"),
    ];
    let results = TempDir::new().unwrap();
    let out = path(&results, "a.csv");
    scored(&sample(), &out, &[]);
    for (table, from, to) in cells {
        let book = sample();
        change(&book.path().join(format!("{table}.csv")), from, to);
        let verified = verify(&out, &book);
        assert_eq!(verified.exit, Exit::Findings, "{table}: {}", verified.out);
        let named: Vec<_> = verified.out.lines().filter(|line| line.starts_with('`')).collect();
        assert_eq!(named.len(), 1, "{table}: {}", verified.out);
        assert!(
            named[0].starts_with(&format!("`{table}`: ")) && named[0].contains(" rows, digest "),
            "{}",
            named[0]
        );
    }
    // An order's lines take their date from it.
    let book = sample();
    change(&book.path().join("orders.csv"), "SO2408-186,K025,2024-08-05", "SO2408-186,K025,2024-08-06");
    let verified = verify(&out, &book);
    assert!(
        verified.out.contains("`orders`: ") && verified.out.contains("`order_lines`: "),
        "{}",
        verified.out
    );
    let book = sample();
    fs::remove_file(book.path().join("grade_overrides.csv")).unwrap();
    assert!(verify(&out, &book).out.contains("`grade_overrides`: "));
    assert!(verify(&out, &book).out.contains(" then, not there now"));
    let book = sample();
    fs::write(book.path().join("book.toml"), "partial = true\n").unwrap();
    let settings = verify(&out, &book);
    assert!(settings.out.contains("settings of the book: digest "), "{}{}", settings.out, settings.err);
}

#[test]
fn rows_beyond_the_day_change_nothing() {
    let (book, results) = (sample(), TempDir::new().unwrap());
    let out = path(&results, "a.csv");
    scored(&book, &out, &[]);
    let file = book.path().join("credit_facts.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}K001,litigation,2026-07-01,\n")).unwrap();
    assert_eq!(verify(&out, &book).exit, Exit::Done);
    fs::write(&file, format!("{text}K001,litigation,2026-06-30,\n")).unwrap();
    let verified = verify(&out, &book);
    assert_eq!(verified.exit, Exit::Findings);
    assert!(verified.out.starts_with("`credit_facts`: 3 rows, digest "), "{}", verified.out);
    assert!(verified.out.contains(" then, 4 rows, digest "), "{}", verified.out);
    assert!(verified.out.contains("result made again: "), "{}", verified.out);
}

#[test]
fn a_changed_run_file_or_result_is_a_finding() {
    let (book, results) = (book(), TempDir::new().unwrap());
    let out = path(&results, "a.csv");
    scored(&book, &out, &[]);
    let run = results.path().join("a.csv.run.json");
    let whole = fs::read_to_string(&run).unwrap();
    let finds = |from: &str, to: &str, subject: &str| {
        fs::write(&run, whole.replacen(from, to, 1)).unwrap();
        let verified = verify(&out, &book);
        assert_eq!(verified.exit, Exit::Findings, "{from}: {}{}", verified.out, verified.err);
        assert!(verified.out.contains(subject), "{from}: {}", verified.out);
    };
    // Another weight in the policy's text.
    finds("credit = 0.1\\nvolume = 0.3", "credit = 0.2\\nvolume = 0.2", "policy: ");
    // Another day: less of the book is visible.
    finds("\"as_of\": \"2026-06-30\"", "\"as_of\": \"2026-02-28\"", "`order_lines`: 5 rows, digest ");
    finds("\"rules_version\": 1", "\"rules_version\": 7", "rules: 7 then, 1 now\n");
    finds("\"sha256\": \"", "\"sha256\": \"0", "result made again: ");
    finds("\"input_digest\": \"", "\"input_digest\": \"0", "input: digest 0");
    finds("\"customers\": ", "\"customers\": 7", "distribution: A 7");
    finds("\"format\": \"csv\"", "\"format\": \"json\"", "result made again: ");
    finds("\"language\": null", "\"language\": \"zh\"", "result made again: ");

    // Another version is said, and is no finding while the bytes agree.
    fs::write(&run, whole.replacen("\"library_version\": \"", "\"library_version\": \"9", 1)).unwrap();
    let verified = verify(&out, &book);
    assert_eq!(verified.exit, Exit::Done, "{}", verified.out);
    assert!(verified.err.starts_with("made with keyaccount 9"), "{}", verified.err);
    // A note of a later version is no reason to refuse.
    fs::write(&run, whole.replacen("\"code\": \"", "\"code\": \"not_known_yet_", 1)).unwrap();
    assert_eq!(verify(&out, &book).exit, Exit::Done);

    fs::write(&run, &whole).unwrap();
    change(Path::new(&out), "rated", "Rated");
    let altered = verify(&out, &book);
    assert_eq!(altered.exit, Exit::Findings);
    assert!(
        altered.out.starts_with(&format!("{out}: ")) && altered.out.lines().count() == 1,
        "{}",
        altered.out
    );
    fs::remove_file(&out).unwrap();
    let alone = verify(&out, &book);
    assert_eq!(alone.exit, Exit::Done);
    assert!(alone.err.contains("the result itself is not beside its run file"), "{}", alone.err);
}

#[test]
fn a_result_without_input_digest_is_the_same_and_cannot_be_made_again() {
    let (book, results) = (sample(), TempDir::new().unwrap());
    for (name, more) in [
        ("a.csv", &[][..]),
        ("b.csv", &["--lang", "zh"]),
        ("c.csv", &["--table", "slices"]),
        ("d.txt", &["--format", "table"]),
    ] {
        let [with, without] = ["with-", "without-"].map(|which| path(&results, &format!("{which}{name}")));
        scored(&book, &with, more);
        scored(&book, &without, &[more, &["--no-input-digest"]].concat());
        assert_eq!(fs::read(&with).unwrap(), fs::read(&without).unwrap(), "{name}");
        if name == "d.txt" {
            continue;
        }
        let run = fs::read_to_string(format!("{without}.run.json")).unwrap();
        assert!(run.contains("\"input_digest\": \"\",") && !run.contains("\"inputs\""), "{run}");
        let refused = verify(&without, &book);
        assert_eq!((refused.exit, refused.out.as_str()), (Exit::Refused, ""));
        let said = format!(
            "{without}.run.json: found a result made without the input digest, expected one with it, which \
             tells whether the book is still the same; score the book again without `--no-input-digest`"
        );
        assert!(refused.err.contains(&said), "{}", refused.err);
        // Mended so, it can be made again.
        scored(&book, &without, more);
        assert_eq!(verify(&without, &book).exit, Exit::Done);
    }
    let json = path(&results, "e.json");
    scored(&book, &json, &["--no-input-digest"]);
    assert!(fs::read_to_string(&json).unwrap().contains("\"input_digest\":\"\""));
}

#[test]
fn the_stamp_says_whether_there_is_an_input_digest() {
    let book = sample();
    let stamp = |more: &[&str]| {
        let ran = piped(&[&["score", &path(&book, ""), "--as-of", "2026-06-30"], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.err.lines().last().unwrap().to_owned()
    };
    // The digest that is frozen for this book.
    assert!(stamp(&[]).contains(", as of 2026-06-30, input 7504e12ab2a7, rules 1, "));
    assert!(stamp(&["--format", "json"]).contains(", input 7504e12ab2a7, "));
    assert!(stamp(&["--lang", "zh"]).contains("，评级日期2026-06-30，数据7504e12ab2a7，规则1，"));
    assert!(stamp(&["--no-input-digest"]).contains(", as of 2026-06-30, no input digest, rules 1, "));
    let chinese = stamp(&["--no-input-digest", "--lang", "zh"]);
    assert!(chinese.contains("，评级日期2026-06-30，无数据摘要，规则1，"), "{chinese}");
}

#[test]
fn no_result_becomes_a_part_of_the_book() {
    let book = with_files(&[("order_lines.csv", LINES)]);
    for name in ["ratings.csv", "book.toml"] {
        let out = path(&book, name);
        let refused = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out]);
        assert_eq!(refused.exit, Exit::Refused);
        assert!(refused.err.contains(&format!("{name}`, which the next run would read")), "{}", refused.err);
        assert!(!Path::new(&out).exists());
    }
    let elsewhere = TempDir::new().unwrap();
    scored(&book, &path(&elsewhere, "ratings.csv"), &[]);
}

#[test]
fn nothing_is_put_over_what_is_something_else() {
    let book = with_files(&[("order_lines.csv", LINES), ("a.csv.run.json", "{\"mine\": 1}")]);
    let out = path(&book, "a.csv");
    let refused = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out]);
    assert_eq!(refused.exit, Exit::Refused);
    assert!(
        refused.err.contains("a.csv.run.json: found a file that is no run file, expected none"),
        "{}",
        refused.err
    );
    assert!(!Path::new(&out).exists());
    fs::remove_file(path(&book, "a.csv.run.json")).unwrap();
    scored(&book, &out, &[]);
    // An older run file gives way.
    scored(&book, &out, &[]);
}

#[test]
fn damaged_run_files_are_refused() {
    let (book, results) = (book(), TempDir::new().unwrap());
    let out = path(&results, "a.csv");
    scored(&book, &out, &[]);
    let run = results.path().join("a.csv.run.json");
    let whole = fs::read_to_string(&run).unwrap();
    let deep = "[".repeat(100_000);
    let damaged = [
        (String::new(), "found the end of the text within a value"),
        ("hello".to_owned(), "found no value, expected a run file"),
        ("[]".to_owned(), "expected a run file"),
        (deep.clone(), "expected a run file"),
        (format!("{{\"keyaccount_run\":1,\"x\":{deep}"), "found the end of the text within"),
        (whole[..whole.len() / 2].to_owned(), "found the end of the text within"),
        (
            whole.replacen(":1,", ":2,", 1),
            "found a run file of form 2, expected form 1 or older; use a newer version",
        ),
        (whole.replacen("2026-06-30", "+200000-01-01", 1), "an as-of date such as `2026-06-30`"),
        (whole.replacen("[credit]", "[crebit]", 1), "did you mean `credit`?"),
        (whole.replacen("\"csv\"", "\"exe\"", 1), "found `exe`, expected one of "),
    ];
    for (text, said) in damaged {
        fs::write(&run, &text).unwrap();
        let refused = verify(&out, &book);
        assert_eq!(refused.exit, Exit::Refused, "{said}: {}", refused.out);
        assert!(refused.err.contains(said) && refused.err.len() < 4_000, "{said}: {}", refused.err);
        assert_eq!(refused.out, "");
    }
    fs::write(&run, vec![b' '; (1 << 24) + 1]).unwrap();
    assert!(verify(&out, &book).err.contains("found more than 16777216 bytes"));
    fs::remove_file(&run).unwrap();
    assert!(verify(&out, &book).err.contains("expected a run file"));
    fs::create_dir(&run).unwrap();
    assert!(verify(&out, &book).err.contains("found what is no file, expected a run file"));
}
