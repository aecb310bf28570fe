//! The command from arguments to exit code, with stand-ins for the terminal.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{CUSTOMERS, Closed, LINES, book, path, piped, ran, with_files};

#[test]
fn a_pipe_gets_csv_and_everything_else_goes_to_standard_error() {
    let book = book();
    let ran = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("customer_id,name,track,credit_score,"));
    // Text is kept byte for byte.
    assert!(lines[1].starts_with("C1,=1+1,rated,"), "{}", lines[1]);
    assert!(lines[2].starts_with("C3,王府,rated,"), "{}", lines[2]);
    assert!(lines[3].starts_with("C2,\"Li, \u{1b}[31mred\",rated,"), "{}", lines[3]);
    assert!(ran.err.contains("note: customers: 3\n"));
    assert!(ran.err.contains("policy standard 1 (") && ran.err.contains("as of 2026-06-30"));
}

#[test]
fn a_terminal_gets_the_table_and_the_distribution() {
    let book = book();
    let arguments = ["score", &path(&book, ""), "--as-of", "2026-06-30"];
    let plain = ran(&arguments, |streams| {
        streams.stdout_is_terminal = true;
        streams.width = Some(120);
    });
    assert_eq!(plain.exit, Exit::Done);
    assert!(!plain.out.contains('\u{1b}'), "{}", plain.out);
    assert!(plain.out.contains("王府"));
    // C1 leads in volume and profit: 0.3 and 0.6 of the weight, nothing from credit.
    assert!(plain.out.ends_with("\nScores come from ranks among the 3 customers that are not new.\n"));
    assert!(plain.out.lines().all(|line| line.chars().count() <= 120));
    let coloured = ran(&arguments, |streams| {
        streams.stdout_is_terminal = true;
        streams.colour = true;
        streams.width = Some(120);
    });
    assert!(coloured.out.contains("\u{1b}[") && !coloured.out.contains("\u{1b}[31mred"), "{}", coloured.out);
}

#[test]
fn json_holds_everything_and_no_floats() {
    let book = book();
    let out = path(&book, "scores.json");
    let ran = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(ran.out, "");
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 4);
    assert!(["stamp", "notes", "distribution", "rows"].iter().all(|key| keys.contains(key)));
    let first = &json["rows"][0];
    assert_eq!(first["customer_id"], "C1");
    assert_eq!(first["order_amount"], "300.00");
    assert_eq!(first["profit"], "100.00");
    assert_eq!(first["priority_rank"], 1);
    assert_eq!(first["credit_score"], serde_json::Value::Null);
    assert_eq!(json["stamp"]["as_of"], "2026-06-30");
    assert_eq!(json["distribution"]["total"], 3);
}

#[test]
fn the_day_is_never_guessed() {
    let book = book();
    let ran = piped(&["score", &path(&book, "")]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert_eq!(
        ran.err,
        "error: --as-of: found no day, expected the day the result is to hold for; the book's latest date is 2026-03-02: `--as-of 2026-03-02`\n"
    );
    for bad in ["2026-6-30", "30/06/2026", "2026-02-30", "+2026-06-30", "0000-01-01", "+10000-01-01"] {
        let refused = piped(&["score", &path(&book, ""), "--as-of", bad]);
        assert_eq!(refused.exit, Exit::Refused, "{bad}");
        assert!(refused.err.contains("expected a date such as 2026-06-30"), "{}", refused.err);
    }
}

#[test]
fn bad_data_writes_nothing_and_shows_twenty_problems() {
    let rows: String = (0..25).map(|i| format!("{i},C1,2026-01-01,{i}e3\n")).collect();
    let book = with_files(&[("order_lines.csv", &format!("order_id,customer_id,ordered_on,amount\n{rows}"))]);
    let out = path(&book, "out.csv");
    fs::write(&out, "before").unwrap();
    let arguments = ["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out];
    let ran = piped(&arguments);
    assert_eq!(ran.exit, Exit::Refused);
    let lines: Vec<_> = ran.err.lines().collect();
    assert_eq!(lines.len(), 21, "{}", ran.err);
    let place = path(&book, "order_lines.csv");
    assert_eq!(
        lines[0],
        format!(
            "error: {place}:2:4 (amount): found `0e3`, expected a plain number such as `1234.5`; write the number without an exponent"
        )
    );
    assert_eq!(lines[20], "error: 5 more problems");
    assert_eq!(fs::read_to_string(&out).unwrap(), "before");
    assert_eq!(fs::read_dir(book.path()).unwrap().count(), 2);

    let quiet = piped(&[&arguments[..], &["--quiet-values"]].concat());
    assert!(
        !quiet.err.contains("0e3") && quiet.err.contains("(amount): found (hidden), expected"),
        "{}",
        quiet.err
    );
}

#[test]
fn bad_rows_can_be_left_out() {
    let lines = format!("{LINES}6,C9,2026-04-01,7.50,\n7,C1,2026-04-01,1e3,\n");
    let book = with_files(&[("order_lines.csv", &lines), ("customers.csv", CUSTOMERS)]);
    let out = path(&book, "out.csv");
    let ran = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out, "--skip-bad-rows"]);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.err);
    assert!(ran.err.contains("note: rows of `order_lines` with problems, skipped: 2 (7.50)"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 4);
    let rejects = fs::read_to_string(path(&book, "out.rejects.csv")).unwrap();
    let rejects: Vec<_> = rejects.lines().collect();
    assert_eq!(rejects[0], "table,file,line,problem,record");
    assert_eq!(rejects.len(), 3, "{rejects:#?}");
    assert!(
        rejects[1].starts_with("order_lines,order_lines.csv,8,\"column 4 (amount): found `1e3`"),
        "{}",
        rejects[1]
    );
    assert!(
        rejects[2].starts_with("order_lines,order_lines.csv,7,\"column 2 (customer_id): found `C9`"),
        "{}",
        rejects[2]
    );
    assert!(rejects[2].ends_with(",\"6,C9,2026-04-01,7.50,\""), "{}", rejects[2]);
}

#[test]
fn references_are_placed_in_their_files() {
    let lines = format!("{LINES}\n6,C9,2026-04-01,7.50,\n");
    let book = with_files(&[("order_lines.csv", &lines), ("customers.csv", CUSTOMERS)]);
    let place = format!("{}:8:2 (customer_id): found `C9`", path(&book, "order_lines.csv"));
    let scored = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30"]);
    assert_eq!(scored.exit, Exit::Refused);
    assert!(scored.err.starts_with(&format!("error: {place}")), "{}", scored.err);
    // Before the row's day nobody sees it; `check` sees every row.
    assert_eq!(piped(&["score", &path(&book, ""), "--as-of", "2026-03-31"]).exit, Exit::Done);
    let checked = piped(&["check", &path(&book, "")]);
    assert_eq!(checked.exit, Exit::Findings);
    assert!(checked.out.starts_with(&place), "{}", checked.out);
}

#[test]
fn output_that_cannot_be_written() {
    let book = book();
    let nowhere = path(&book, "no/such/folder/out.csv");
    let refused = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &nowhere]);
    assert_eq!(refused.exit, Exit::Refused);
    let folder = path(&book, "no/such/folder");
    assert_eq!(refused.err, format!("error: {folder}: there is no such folder\n"));
    // Whoever read the results has gone: no reason to complain.
    for arguments in
        [&["score", &path(&book, ""), "--as-of", "2026-06-30"][..], &["policy", "show"], &["--help"]]
    {
        let gone = ran(arguments, |streams| streams.stdout = Box::new(Closed));
        assert_eq!((gone.exit, gone.err.contains("error")), (Exit::Done, false), "{}", gone.err);
    }
}

#[test]
fn what_is_read_is_not_overwritten() {
    let book = book();
    fs::write(path(&book, "book.toml"), "currency = \"CNY\"\n").unwrap();
    let policy = piped(&["policy", "show"]).out;
    fs::write(path(&book, "mine.csv"), &policy).unwrap();
    for name in ["order_lines.csv", "book.toml", "mine.csv"] {
        let before = fs::read(path(&book, name)).unwrap();
        let (folder, policy, out) = (path(&book, ""), path(&book, "mine.csv"), path(&book, name));
        let ran = piped(&["score", &folder, "--policy", &policy, "--as-of", "2026-06-30", "-o", &out]);
        assert_eq!(ran.exit, Exit::Refused, "{name}");
        assert!(ran.err.contains("which this run reads, expected a file that is not read"), "{}", ran.err);
        assert_eq!(fs::read(path(&book, name)).unwrap(), before);
    }
}

#[test]
fn rows_left_out_do_not_overwrite_what_is_something_else() {
    let lines = format!("{LINES}7,C1,2026-04-01,1e3,\n");
    let book = with_files(&[("order_lines.csv", &lines), ("x.rejects.csv", "my notes\n")]);
    let out = path(&book, "x.csv");
    let score =
        || piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--skip-bad-rows", "-o", &out]);
    let refused = score();
    assert_eq!(refused.exit, Exit::Refused);
    assert!(
        refused.err.contains("x.rejects.csv: found a file that holds no rows left out"),
        "{}",
        refused.err
    );
    assert_eq!(fs::read_to_string(path(&book, "x.rejects.csv")).unwrap(), "my notes\n");
    assert!(!fs::exists(&out).unwrap());
    fs::remove_file(path(&book, "x.rejects.csv")).unwrap();
    assert_eq!(score().exit, Exit::Findings);
    // An older file of the kind gives way.
    assert_eq!(score().exit, Exit::Findings);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_there_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let book = book();
    let out = path(&book, "scores.json");
    fs::write(&out, "").unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o600)).unwrap();
    let ran = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "-o", &out]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn policies_are_listed_shown_changed_and_checked() {
    let names = piped(&["policy", "list"]).out;
    assert!(names.lines().any(|line| line.starts_with("standard ")) && names.contains("no_cost"));
    let written = piped(&["policy", "show", "no_cost"]).out;
    assert!(written.contains("# "), "comments are shown");
    let complete = piped(&["policy", "show", "--as", "toml"]).out;
    let folder = with_files(&[("mine.toml", &complete), ("bad.toml", "[policy]\nformat = 1\nname = 5\n")]);
    assert_eq!(piped(&["policy", "show", &path(&folder, "mine.toml"), "--as", "toml"]).out, complete);
    let sound = piped(&["check", &path(&folder, "mine.toml")]);
    assert_eq!(sound.exit, Exit::Done, "{}", sound.out);
    let bad = piped(&["check", &path(&folder, "bad.toml")]);
    assert_eq!(bad.exit, Exit::Findings);
    assert!(bad.out.contains("bad.toml:3:8 (policy.name): found the number `5`"), "{}", bad.out);
    assert_eq!(piped(&["check", &path(&folder, "none.toml")]).exit, Exit::Refused);
    let schema: serde_json::Value = serde_json::from_str(&piped(&["policy", "schema"]).out).unwrap();
    assert!(schema["properties"]["credit"].is_object());

    let book = book();
    let score =
        |more: &[&str]| piped(&[&["score", &path(&book, ""), "--as-of", "2026-06-30"], more].concat());
    let unknown = score(&["--policy", "standart"]);
    assert_eq!(unknown.exit, Exit::Refused);
    assert!(
        unknown
            .err
            .contains("expected a policy file, or one of `standard`, `no_cost`, `equal_thirds`, `cn_monthly_steps`, `gbt_ten_level`, `80_70_60`, `max_ratio`, `strict_archive`; did you mean `standard`?"),
        "{}",
        unknown.err
    );
    let misspelt = score(&["--set", "composite.wieghts.credit=0.2"]);
    assert_eq!(misspelt.exit, Exit::Refused);
    assert!(misspelt.err.contains("did you mean `weights`?"), "{}", misspelt.err);
    let usual = score(&[]);
    let mine = score(&["--policy", &path(&folder, "mine.toml")]);
    assert_eq!(usual.out, mine.out, "the same rules give the same bytes");
    let changed = score(&["--set", "profit.window_months=1", "--set", "volume.window_years=2"]);
    assert_eq!(changed.exit, Exit::Done, "{}", changed.err);
    assert_ne!(changed.out, usual.out);
    assert!(changed.err.contains("policy standard 1 with 2 settings changed ("), "{}", changed.err);
    let once = score(&["--set", "volume.window_years=2"]);
    assert!(once.err.contains("policy standard 1 with 1 setting changed ("), "{}", once.err);
}

#[test]
fn every_shipped_policy_is_listed_scores_and_can_be_started_from() {
    let book = book();
    let listed = piped(&["policy", "list"]).out;
    let names: Vec<_> = listed.lines().map(|line| line.split_once(' ').unwrap()).collect();
    assert_eq!(names.len(), 8);
    for (name, title) in names {
        assert!(title.contains(" / "), "{name}: {title}");
        let out = path(&book, &format!("{name}.csv"));
        let scored =
            piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--policy", name, "-o", &out]);
        assert_eq!(scored.exit, Exit::Done, "{name}: {}", scored.err);
        assert!(scored.err.contains(&format!("policy {name} 1 (")), "{name}: {}", scored.err);
        let verified = piped(&["verify", &format!("{out}.run.json"), &path(&book, "")]);
        assert_eq!(verified.exit, Exit::Done, "{name}: {}", verified.out);
        // By name and version, in a file and as an argument.
        let own =
            format!("policy = {{ format = 1, name = \"own\", version = \"1\", extends = \"{name}@1\" }}\n");
        let folder = with_files(&[("own.toml", &own)]);
        let usual = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--policy", name]);
        for policy in [path(&folder, "own.toml"), format!("{name}@1")] {
            let same = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--policy", &policy]);
            assert_eq!(same.out, usual.out, "{policy}");
        }
    }
    let misspelt = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--policy", "80_70_6"]);
    assert!(misspelt.err.contains("did you mean `80_70_60`?"), "{}", misspelt.err);
}

#[test]
fn books_are_checked() {
    let book = book();
    let sound = piped(&["check", &path(&book, "")]);
    assert_eq!(sound.exit, Exit::Done, "{}", sound.out);
    assert!(
        sound
            .out
            .ends_with("the book is in order: 3 customers, 5 order_lines; its latest date is 2026-03-02\n"),
        "{}",
        sound.out
    );
    let table = piped(&["check", &path(&book, "customers.csv")]);
    assert_eq!((table.exit, table.out.lines().count()), (Exit::Findings, 1), "{}", table.out);
    assert!(table.out.ends_with("; give the folder of the book\n"), "{}", table.out);
    fs::write(path(&book, "book.toml"), "[order_lines]\ndelimeter = \";\"\n").unwrap();
    for name in ["", "book.toml"] {
        let bad = piped(&["check", &path(&book, name)]);
        assert_eq!(bad.exit, Exit::Findings);
        assert!(
            bad.out.contains("book.toml:2:1 (order_lines.delimeter): found the key `delimeter`"),
            "{}",
            bad.out
        );
        assert!(bad.out.ends_with("did you mean `delimiter`?\n"), "{}", bad.out);
    }
}

#[test]
fn usage() {
    for arguments in [&["--help"][..], &["score", "--help"], &["--version"], &["policy", "--help"]] {
        let help = piped(arguments);
        assert_eq!(help.exit, Exit::Done);
        assert!(!help.out.is_empty() && help.err.is_empty());
    }
    for arguments in [
        &["score"][..],
        &["scor", "x"],
        &[],
        &["score", "x", "--set", "novalue"],
        &["score", "x", "--format", "pdf"],
    ] {
        let refused = piped(arguments);
        assert_eq!(refused.exit, Exit::Refused);
        assert!(refused.out.is_empty() && !refused.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn nothing_is_said_of_ranks_where_nobody_has_one() {
    // Its only order is of this month: the one customer is new.
    let book =
        with_files(&[("order_lines.csv", "order_id,customer_id,ordered_on,amount\n1,C1,2026-06-20,5\n")]);
    let ran = piped(&["score", &path(&book, ""), "--as-of", "2026-06-30", "--format", "table"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.out.contains("new") && !ran.out.contains("ranks"), "{}", ran.out);
    let checked = piped(&["check", &path(&book, "")]).out;
    assert!(checked.contains("in order: 1 order_line;"), "{checked}");
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    for name in ["book.toml", "order_lines.csv", "invoices.csv"] {
        let book = with_files(&[("customers.csv", CUSTOMERS)]);
        let pipe = path(&book, name);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let checked = piped(&["check", &path(&book, "")]);
        let said = format!("{pipe}: found what is no file, expected a file that can be read");
        assert_eq!(checked.exit, Exit::Findings);
        assert!(checked.out.contains(&said), "{}", checked.out);
        if name == "book.toml" {
            assert!(piped(&["check", &pipe]).out.contains(&said));
        }
    }
}
