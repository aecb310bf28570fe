//! `backtest`: what it says, writes and refuses.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};
use tempfile::TempDir;

/// Four customers that paid 0, 15, 30 and 60 days late: credit scores 100, 87.50, 62.50 and 50.
fn book(outcomes: &str) -> TempDir {
    let mut lines = String::from("order_id,customer_id,ordered_on,amount,cost\n");
    let mut invoices = String::from("invoice_id,customer_id,issued_on,due_on,amount\n");
    let mut settlements = String::from("invoice_id,settled_on,amount\n");
    for (customer, paid) in
        [("A", "2025-04-01"), ("B", "2025-04-16"), ("C", "2025-05-01"), ("D", "2025-05-31")]
    {
        lines.push_str(&format!("{customer},{customer},2025-03-01,100,60\n"));
        invoices.push_str(&format!("{customer},{customer},2025-03-02,2025-04-01,100\n"));
        settlements.push_str(&format!("{customer},{paid},100\n"));
    }
    let folder = with_files(&[
        ("order_lines.csv", &lines),
        ("invoices.csv", &invoices),
        ("settlements.csv", &settlements),
    ]);
    fs::create_dir(folder.path().join("later")).unwrap();
    fs::write(folder.path().join("later/outcomes.csv"), outcomes).unwrap();
    folder
}

const OUTCOMES: &str = "customer_id,outcome\nA,no\nB,yes\nC,no\nD,yes\nZ,no\n";

fn tested(folder: &TempDir, more: &[&str]) -> Ran {
    let (book, outcomes) = (path(folder, ""), path(folder, "later/outcomes.csv"));
    piped(&[&["backtest", &book, &outcomes, "--as-of", "2025-12-31"], more].concat())
}

#[test]
fn the_summary_says_what_can_be_counted_by_hand() {
    let folder = book(OUTCOMES);
    let said = tested(&folder, &["--outcome", "bad"]);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    for line in [
        "Back-test of the policy standard, version 1, as of 2025-12-31",
        "An outcome of yes is a bad one.",
        "5 rows of outcomes read.",
        "Of these, 1 row without a customer of the book.",
        "Of 4 customers of the book, 4 with an outcome, 0 with a blank one (not known), 0 without a row.",
        "Turned out badly: 2 of 4, 50.00%.",
        "Caution: outcomes must lie after 2025-12-31. They carry no date (column `on`), so nothing here can check it: make sure of it.",
        "Credit score, 4 customers",
        // A above B and D, C above D, B above C: three of four.
        "AUC 0.7500: of two customers, one that turned out well and one that turned out badly, the one that turned out well had the higher score in 75.00% of cases (equal scores count half; 50% would be no relation).",
        "No relation is shown: chance explains this much.",
        "  AA: 1 customer, 1 turned out badly, 100.00%",
        "B turned out better than AA; chance may explain it.",
        "All of them have the same score, which tells nobody apart.",
    ] {
        assert!(said.out.lines().any(|found| found == line), "{line}\n---\n{}", said.out);
    }
    assert_eq!(tested(&folder, &["--outcome", "bad", "--lang", "en"]).out, said.out);

    let chinese = tested(&folder, &["--outcome", "bad", "--lang", "zh"]).out;
    for line in [
        "回测：制度standard（版本1），评级日期2025-12-31",
        "结果为“是”表示不良。",
        "数据中共4位客户：有结果4位，结果为空（未知）0位，无结果记录0位。",
        "信用得分，4位客户",
        "  AA：1位客户，结果不良1位，不良率100.00%",
        "B的结果好于AA，可能出于偶然。",
    ] {
        assert!(chinese.lines().any(|found| found == line), "{line}\n---\n{chinese}");
    }
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().len();
    assert!(figures(&chinese) > 100);

    // The other way round: 1 − 0.75.
    let good = tested(&folder, &["--outcome", "good"]).out;
    assert!(good.contains("AUC 0.2500:") && good.contains("An outcome of yes is a good one."), "{good}");
}

#[test]
fn results_go_to_files_as_their_endings_say() {
    let folder = book(OUTCOMES);
    let out = |name: &str| path(&folder, &format!("later/{name}"));
    for name in ["b.csv", "b.json", "b.txt"] {
        let ran = tested(&folder, &["--outcome", "bad", "-o", &out(name)]);
        assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::Done, "", ""));
    }
    let csv = fs::read_to_string(out("b.csv")).unwrap();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "measure,grouped_by,group,score_from,score_to,customers,bad_outcomes,bad_rate,mean_outcome,inversion"
    );
    assert!(lines.contains(&"credit,band,AA,87.50,87.50,1,1,100.00,,no"), "{csv}");
    assert!(lines.contains(&"credit,band,B,62.50,62.50,1,0,0.00,,chance"), "{csv}");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(out("b.json")).unwrap()).unwrap();
    let credit = &json["measures"][1];
    assert_eq!((&credit["measure"], &credit["auc"]), (&"credit".into(), &"0.7500".into()));
    assert_eq!(credit["pairs"], serde_json::json!({ "right": 3, "tied": 0, "wrong": 1 }));
    assert_eq!(json["stamp"]["as_of"], "2025-12-31");
    assert!(fs::read_to_string(out("b.txt")).unwrap().starts_with("Back-test of the policy"));
    let chinese = tested(&folder, &["--outcome", "bad", "--format", "csv", "--lang", "zh"]).out;
    assert!(chinese.starts_with("\u{feff}得分项目,分组方式,组别,"), "{chinese}");

    for name in ["b.xlsx", "outcomes.csv"] {
        let before = fs::read(out("outcomes.csv")).unwrap();
        let ran = tested(&folder, &["--outcome", "bad", "-o", &out(name)]);
        assert_eq!(ran.exit, Exit::Refused, "{name}");
        assert!(ran.err.starts_with("error: --output: found "), "{}", ran.err);
        assert_eq!(fs::read(out("outcomes.csv")).unwrap(), before);
    }
}

#[test]
fn numbers_need_their_direction_and_days_are_checked() {
    let folder =
        book("customer_id,outcome,on\nA,0,2026-01-31\nB,5,2026-02-01\nC,7.5,2025-12-31\nD,30,2026-03-01\n");
    let said = tested(&folder, &["--outcome", "number", "--higher-is", "worse"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    for line in [
        "Outcomes are numbers: the higher, the worse.",
        "Left out: 1 row dated on or before 2025-12-31, which are no later outcomes.",
        "Mean outcome: 11.6667.",
        "All outcomes used are dated after 2025-12-31.",
        "Rank correlation of score and outcome: 1.0000 (1 would be full agreement, 0 no relation, -1 the reverse).",
    ] {
        assert!(said.out.lines().any(|found| found == line), "{line}\n---\n{}", said.out);
    }
    let refused = tested(&folder, &["--outcome", "number"]);
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.err.contains("say what a higher number means"), "{}", refused.err);
    let refused = tested(&folder, &["--outcome", "bad", "--higher-is", "worse"]);
    assert!(refused.err.starts_with("error: --higher-is: found "), "{}", refused.err);
    let refused = tested(&folder, &[]);
    assert!(refused.err.contains("--outcome <OUTCOME>"), "never guessed: {}", refused.err);
    // Numbers are no yes or no, and the values can be hidden.
    let refused = tested(&folder, &["--outcome", "bad", "--quiet-values"]);
    assert!(
        refused.err.contains("outcomes.csv:3:2 (outcome): found (hidden), expected yes"),
        "{}",
        refused.err
    );
}

#[test]
fn proposals_keep_to_their_bounds_and_say_what_to_make_of_them() {
    let folder = book(OUTCOMES);
    let said =
        tested(&folder, &["--outcome", "bad", "--calibrate", "weights", "--bound", "credit=0.05..0.40"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(said.out.contains("Sets of weights tried: 116."), "{}", said.out);
    assert!(said.out.contains("(allowed: 0.05 to 0.4)"), "{}", said.out);
    // Four customers are too few to propose anything.
    assert!(said.out.contains("keep"), "{}", said.out);
    let said = tested(&folder, &["--outcome", "bad", "--calibrate", "curve", "--bound", "30=40..70"]);
    assert!(said.out.contains("Proposal for the points of the credit curve"), "{}{}", said.out, said.err);
    for (more, expected) in [
        (&["--calibrate", "weights", "--bound", "credi=0..1"][..], "error: --bound: found `credi`"),
        (
            &["--calibrate", "weights", "--bound", "credit=0.9..0.1"],
            "error: --bound (credit): found from 0.9",
        ),
        (&["--calibrate", "weights", "--step", "0.03"], "error: --step: found `0.03"),
        (&["--calibrate", "weights", "--step", "x"], "error: --step: found `x`"),
        (&["--calibrate", "curve", "--step", "0.1"], "error: --step: found a step of points"),
        (&["--calibrate", "curve", "--bound", "credit=0..1"], "error: --bound: found `credit`"),
        (&["--calibrate", "curve", "--bound", "31=0..1"], "error: --bound: found `31`"),
        (
            &["--calibrate", "curve", "--bound", "30=0..1", "--bound", "30=0..2"],
            "error: --bound: found a second bound of `30`",
        ),
    ] {
        let refused = tested(&folder, &[&["--outcome", "bad"], more].concat());
        assert_eq!((refused.exit, refused.out.as_str()), (Exit::Refused, ""), "{more:?}");
        assert!(refused.err.starts_with(expected), "{more:?}: {}", refused.err);
    }
}
