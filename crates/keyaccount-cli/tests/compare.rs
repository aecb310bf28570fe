//! `compare`: sides, formats, languages, and what is refused.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use keyaccount_cli::Exit;
use support::{Ran, path, piped, ran, with_files};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

/// X orders 200 and earns 10: volume 100, profit 50. Y orders 100 and earns 80: volume 50, profit 100.
/// X has (30 + 30) ÷ 0.9 = 66.67 and is a B, Y (15 + 60) ÷ 0.9 = 83.33 and an A.
const LINES: &str =
    "order_id,customer_id,ordered_on,amount,cost\n1,X,2025-12-01,200,190\n2,Y,2025-12-01,100,20\n";
const CUSTOMERS: &str = "customer_id,name\nX,=1+1\nY,王府\n";

/// Y: (0.6 × 50 + 0.3 × 100) ÷ 0.9 = 66.67, a B. X has 83.33, and `low_margin` keeps it a B.
const WEIGHTS: &str = "composite.weights={ credit = 0.1, volume = 0.6, profit = 0.3 }";

fn two() -> TempDir {
    with_files(&[("order_lines.csv", LINES), ("customers.csv", CUSTOMERS)])
}

fn compare(folder: &TempDir, more: &[&str]) -> Ran {
    let book = folder.path().display().to_string();
    piped(&[&["compare", &book, "--as-of", "2026-06-30"], more].concat())
}

#[test]
fn settings_alone_are_a_what_if() {
    let folder = two();
    let csv = compare(&folder, &["--set", WEIGHTS]);
    assert_eq!(csv.exit, Exit::Done, "{}", csv.err);
    let mut lines = csv.out.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("customer_id,name,direction,track_before,track_after,grade_before,")
    );
    let row = lines.next().unwrap();
    assert!(row.starts_with("Y,王府,down,rated,rated,A,B,83.33,66.67,1,2,"), "{row}");
    assert!(row.ends_with(",weights,weights"), "{row}");
    assert_eq!(lines.next(), None);
    assert!(
        csv.err.contains("\nbefore: policy standard 1 (")
            && csv.err.contains("\nafter: policy standard 1 with 1 setting changed ("),
        "{}",
        csv.err
    );

    // A file that says the same as the setting, held against the standard policy.
    let policy = "[policy]\nformat = 1\nname = \"house\"\nversion = \"1\"\nextends = \"standard@1\"\n\
        [composite]\nweights = { credit = 0.1, volume = 0.6, profit = 0.3 }\n";
    let file = path(&folder, "house.toml");
    fs::write(&file, policy).unwrap();
    assert_eq!(compare(&folder, &["--against-policy", &file]).out, csv.out);
    // Settings act on the policy after: with the old weights it is the standard policy again.
    let back = "composite.weights={ credit = 0.1, volume = 0.3, profit = 0.6 }";
    let same = compare(&folder, &["--against-policy", &file, "--set", back]);
    assert_eq!(same.out.lines().count(), 1, "{}", same.out);
    // And never on the one before.
    let other = compare(&folder, &["--policy", &file, "--set", back]);
    assert!(other.out.lines().nth(1).unwrap().starts_with("Y,王府,up,rated,rated,B,A,"), "{}", other.out);
}

#[test]
fn the_summary_reads_in_both_languages() {
    let folder = two();
    let english = compare(&folder, &["--set", WEIGHTS, "--format", "summary"]).out;
    let expected = "1 of 2 customers moves: 1 down; it carries 33.33% of the order amount.\n\
        As of 2026-06-30. Before: policy standard, version 1. After: policy standard, version 1 with 1 setting changed.\n\
        \n\
        What differs in the policy\n  \
          composite · weights · order volume  0.3 → 0.6\n  \
          composite · weights · profit        0.6 → 0.3\n\
        \n\
        Customers by grade before (rows) and after (columns)\n";
    assert!(english.starts_with(expected), "{english}");
    let row = |text: &str, first: &str| -> Vec<String> {
        let line = text.lines().rfind(|line| line.split_whitespace().next() == Some(first)).unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(row(&english, "A"), ["A", "·", "1", "·", "·"]);
    assert_eq!(row(&english, "B"), ["B", "·", "1", "·", "·"]);
    let end = "\nCauses (a customer may have several)\n  weights  1, enough alone for 1\n\
        \nWho moves, by order amount: grade, score, why\n  \
          Y  王府  A → B  83.33 → 66.67  the weights changed — this alone decides\n";
    assert!(english.ends_with(end), "{english}");

    let chinese = compare(&folder, &["--set", WEIGHTS, "--format", "summary", "--lang", "zh"]).out;
    let expected = "2位客户中有1位变动：1位降级，占下单金额的33.33%。\n\
        评级日期：2026-06-30。变动前：制度standard（版本1）。变动后：制度standard（版本1），改动1项设置。\n\
        \n\
        制度差异\n  \
          综合加权·各维度权重·下单量  0.3 → 0.6\n  \
          综合加权·各维度权重·利润    0.6 → 0.3\n";
    assert!(chinese.starts_with(expected), "{chinese}");
    assert!(chinese.ends_with("Y  王府  A → B  83.33 → 66.67  权重调整（由此决定）\n"), "{chinese}");

    // Nothing to tell is told.
    let same = compare(&folder, &["--set", "review.every_months=12", "--format", "summary"]).out;
    assert!(same.starts_with("No customer moves: all 2 stay where they are.\n"), "{same}");
    assert!(same.contains("\n  review · every months  6 → 12\n") && !same.contains("Causes"), "{same}");
}

#[test]
fn a_terminal_gets_the_summary_and_nothing_hostile() {
    let folder = with_files(&[
        ("order_lines.csv", LINES),
        ("customers.csv", "customer_id,name\nX,a\nY,\"b\u{1b}[31m\"\n"),
    ]);
    let book = folder.path().display().to_string();
    let shown = ran(&["compare", &book, "--as-of", "2026-06-30", "--set", WEIGHTS], |streams| {
        streams.stdout_is_terminal = true;
        streams.width = Some(70);
    });
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);
    assert!(shown.out.starts_with("1 of 2 customers moves"), "{}", shown.out);
    assert!(!shown.out.contains('\u{1b}') && shown.out.contains('\u{fffd}'));
    let last = shown.out.lines().last().unwrap();
    assert!(last.ends_with('…') && last.chars().count() <= 70, "{last}");
    let table =
        ran(&["compare", &book, "--as-of", "2026-06-30", "--set", WEIGHTS, "--table", "policy"], |streams| {
            streams.stdout_is_terminal = true;
        });
    assert!(table.out.trim_start().starts_with("path"), "{}", table.out);
}

#[test]
fn tables_go_out_as_csv_in_any_language() {
    let folder = two();
    let matrix = compare(&folder, &["--set", WEIGHTS, "--table", "matrix"]).out;
    let expected = "track_before,grade_before,track_after,grade_after,customers,movers,order_amount_before,\
        order_amount_after,profit_before,profit_after,overdue_amount_before,overdue_amount_after\n\
        rated,A,rated,B,1,1,100.00,100.00,80.00,80.00,,\n\
        rated,B,rated,B,1,0,200.00,200.00,10.00,10.00,,\n";
    assert_eq!(matrix, expected);
    let policy = compare(&folder, &["--set", WEIGHTS, "--table", "policy"]).out;
    let expected = "path,setting_before,setting_after,clause_before,clause_after,affects\n\
        composite.weights.volume,0.3,0.6,,,weights\ncomposite.weights.profit,0.6,0.3,,,weights\n";
    assert_eq!(policy, expected);
    let chinese = compare(&folder, &["--set", WEIGHTS, "--table", "policy", "--lang", "zh"]).out;
    assert!(chinese.starts_with("\u{feff}制度项目,设置路径,变动前取值,变动后取值,"), "{chinese}");
    assert!(
        chinese.contains("\n综合加权·各维度权重·下单量,composite.weights.volume,0.3,0.6,,,权重\n"),
        "{chinese}"
    );
    let moves = compare(&folder, &["--set", WEIGHTS, "--lang", "zh"]).out;
    assert!(moves.lines().nth(1).unwrap().ends_with(",权重,权重,权重调整（由此决定）"), "{moves}");
}

#[test]
fn json_holds_everything_and_both_stamps() {
    let folder = two();
    let json = compare(&folder, &["--set", WEIGHTS, "--format", "json", "--lang", "zh"]).out;
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys: Vec<_> = read.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    assert_eq!(read["before"]["input_digest"], read["after"]["input_digest"]);
    assert_ne!(read["before"]["policy_digest"], read["after"]["policy_digest"]);
    let one = &read["moves"][0];
    assert_eq!((&one["customer_id"], &one["direction"]), (&"Y".into(), &"down".into()));
    assert_eq!((&one["before"]["score"], &one["after"]["score"]), (&"83.33".into(), &"66.67".into()));
    assert_eq!(one["after"]["order_amount"], "100.00");
    assert_eq!(one["causes"][0]["code"], "weights");
    assert_eq!(one["causes"][0]["alone"], true);
    assert_eq!(read["totals"]["moved"]["after"]["order_share"], "33.33");
    assert_eq!(read["policy_changes"][0]["path"], "composite.weights.volume");
    assert_eq!(read["matrix"].as_array().unwrap().len(), 2);
    let again: keyaccount::comparison::Comparison = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), read);
}

#[test]
fn a_workbook_has_its_sheets_and_numbers_are_numbers() {
    let folder = two();
    let file = path(&folder, "moves.xlsx");
    let ran = compare(&folder, &["--set", WEIGHTS, "-o", &file, "--lang", "zh"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.out.is_empty());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(&file).unwrap())).unwrap();
    assert_eq!(workbook.sheet_names(), ["变动名单", "变动矩阵", "制度差异", "说明"]);
    let moves = workbook.worksheet_range("变动名单").unwrap();
    let column =
        |name: &str| (0..moves.width()).find(|at| moves[(0, *at)] == Data::String(name.into())).unwrap();
    assert_eq!(moves[(1, column("客户编码"))], Data::String("Y".into()));
    assert_eq!(moves[(1, column("变动方向"))], Data::String("降级".into()));
    assert_eq!(moves[(1, column("变动后得分"))], Data::Float(66.67));
    assert_eq!(moves[(1, column("变动原因"))], Data::String("权重调整（由此决定）".into()));
    let notes = workbook.worksheet_range("说明").unwrap();
    let text: String = notes.used_cells().map(|(_, _, cell)| format!("{cell}\n")).collect();
    assert!(text.contains("2位客户中有1位变动") && text.matches("standard 1").count() == 2, "{text}");
    let first = fs::read(&file).unwrap();
    compare(&folder, &["--set", WEIGHTS, "-o", &file, "--lang", "zh"]);
    assert_eq!(fs::read(&file).unwrap(), first, "the same bytes again");
    let english = path(&folder, "one.xlsx");
    compare(&folder, &["--set", WEIGHTS, "-o", &english, "--table", "matrix"]);
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(&english).unwrap())).unwrap();
    assert_eq!(workbook.sheet_names(), ["Matrix", "Notes"]);
}

#[test]
fn days_are_compared_forward() {
    let forth = piped(&[
        "compare",
        SAMPLE,
        "--as-of",
        "2025-12-31",
        "--against-as-of",
        "2026-06-30",
        "--format",
        "json",
    ]);
    assert_eq!(forth.exit, Exit::Done, "{}", forth.err);
    let read: serde_json::Value = serde_json::from_str(&forth.out).unwrap();
    assert_eq!(
        (&read["before"]["as_of"], &read["after"]["as_of"]),
        (&"2025-12-31".into(), &"2026-06-30".into())
    );
    assert!(read["policy_changes"].as_array().unwrap().is_empty());
    assert!(!read["moves"].as_array().unwrap().is_empty());
    let back = piped(&["compare", SAMPLE, "--as-of", "2026-06-30", "--against-as-of", "2025-12-31"]);
    assert_eq!(back.exit, Exit::Refused);
    assert!(back.err.contains("swap them: `--as-of 2025-12-31 --against-as-of 2026-06-30`"), "{}", back.err);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = two();
    let refused = |ran: Ran, said: &str| {
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""), "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    };
    refused(compare(&folder, &[]), "state `--against-policy`, `--against-as-of` or `--set`");
    refused(compare(&folder, &["--against-policy", "standrad"]), "did you mean `standard`?");
    refused(compare(&folder, &["--set", "composite.wieghts=1"]), "did you mean `weights`?");
    refused(compare(&folder, &["--set", WEIGHTS, "--format", "json", "--table", "moves"]), "--table");
    refused(
        compare(&folder, &["--set", WEIGHTS, "--format", "summary", "--escape-formulas"]),
        "--escape-formulas",
    );
    let book = folder.path().display().to_string();
    refused(piped(&["compare", &book, "--set", WEIGHTS]), "the book's latest date is 2025-12-01");
    let inside = path(&folder, "customers.csv");
    refused(compare(&folder, &["--set", WEIGHTS, "-o", &inside]), "--output");
    assert_eq!(fs::read_to_string(&inside).unwrap(), CUSTOMERS);
}

#[test]
fn entries_of_the_policy_that_go_are_removed() {
    let folder = two();
    let shown = |more: &[&str]| {
        compare(&folder, &[&["--against-policy", "no_cost", "--format", "summary"], more].concat()).out
    };
    let line = |text: &str, item: &str| -> String {
        let line = text.lines().find_map(|line| line.trim_start().strip_prefix(item)).unwrap_or(text);
        line.trim().to_owned()
    };
    assert_eq!(line(&shown(&[]), "composite · caps · low margin"), "removed");
    let chinese = shown(&["--lang", "zh"]);
    assert_eq!(line(&chinese, "综合加权·等级上限·利润率低"), "删除");
    assert_eq!(line(&chinese, "制度代号"), "standard → no_cost");
}
