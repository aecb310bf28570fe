//! `keyaccount init` from arguments to exit code.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use keyaccount_cli::{Exit, Streams, run};
use tempfile::TempDir;

const LINES: &str =
    "Order No,Customer,Order Date,Amount\n1,A,31/12/2025,300\n2,B,01/02/2026,100\n3,A,05/02/2026,7\n";

/// The exit, standard output and standard error of a run.
fn ran(arguments: &[&Path]) -> (Exit, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        stdout: Box::new(&mut stdout),
        stderr: Box::new(&mut stderr),
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        colour: false,
        width: None,
    };
    let arguments = [Path::new("keyaccount")].iter().chain(arguments).map(OsString::from).collect::<Vec<_>>();
    let exit = run(arguments, &mut streams);
    drop(streams);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn init(files: &[&Path], folder: &Path) -> (Exit, String, String) {
    let mut arguments = vec![Path::new("init")];
    arguments.extend(files);
    arguments.extend([Path::new("-o"), folder]);
    ran(&arguments)
}

#[test]
fn a_draft_is_written_summed_up_and_scored_as_it_says() {
    let root = TempDir::new().unwrap();
    let (data, book) = (root.path().join("export.csv"), root.path().join("new/my book"));
    fs::write(&data, LINES).unwrap();
    let (exit, out, err) = init(&[&data], &book);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(out.contains("order_lines"), "{out}");
    assert!(out.contains("../../export.csv"), "{out}");
    assert!(out.contains("No cost or profit"), "{out}");
    let command = format!("keyaccount score '{}' --as-of 2026-02-05", book.display());
    assert!(out.contains(&command), "{out}");
    // What it proposes to run runs.
    let (exit, out, err) = ran(&[Path::new("score"), &book, Path::new("--as-of"), Path::new("2026-02-05")]);
    assert_eq!(exit, Exit::Done, "{err}");
    assert!(out.contains("307.00"), "{out}");
    // The data has not been touched or copied.
    assert_eq!(fs::read_to_string(&data).unwrap(), LINES);
    assert_eq!(fs::read_dir(&book).unwrap().count(), 1);
}

#[test]
fn nothing_is_overwritten() {
    let root = TempDir::new().unwrap();
    let data = root.path().join("export.csv");
    fs::write(&data, LINES).unwrap();
    fs::write(root.path().join("book.toml"), "# mine\n").unwrap();
    let (exit, out, err) = init(&[&data], root.path());
    assert_eq!((exit, out.as_str()), (Exit::Refused, ""));
    assert!(err.contains("nothing is overwritten: name another folder"), "{err}");
    assert_eq!(fs::read_to_string(root.path().join("book.toml")).unwrap(), "# mine\n");
    let (exit, _, err) = init(&[&data], &data);
    assert_eq!(exit, Exit::Refused);
    assert!(err.contains("a folder"), "{err}");
}

#[test]
fn without_a_table_nothing_is_written_and_every_file_has_its_reason() {
    let root = TempDir::new().unwrap();
    let (words, people) = (root.path().join("words.csv"), root.path().join("people.csv"));
    fs::write(&words, "foo,bar\nx,y\n").unwrap();
    fs::write(&people, "Region,Manager\nWest,Ann\n").unwrap();
    let book = root.path().join("book");
    let (exit, out, err) = init(&[&words, &people], &book);
    assert_eq!((exit, out.as_str()), (Exit::Refused, ""));
    assert!(err.contains("../words.csv: found nothing to draft from"), "{err}");
    assert!(err.contains("; none of its columns has a known name: `foo`, `bar`"), "{err}");
    assert!(err.contains("; of `customers` it has region, but not customer_id"), "{err}");
    assert!(!book.exists());
}

#[test]
fn an_old_workbook_in_a_folder_is_refused_with_the_remedy() {
    let root = TempDir::new().unwrap();
    let data = root.path().join("export");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("发票.xls"), "<html><table><tr><td>客户编码</td></tr></table></html>").unwrap();
    let (exit, _, err) = init(&[&data], &root.path().join("book"));
    assert_eq!(exit, Exit::Refused);
    assert!(err.contains("发票.xls") && err.contains("save it as .xlsx"), "{err}");
}

#[test]
fn a_draft_that_would_not_score_names_the_column_and_no_score_command() {
    let root = TempDir::new().unwrap();
    let data = root.path().join("export.csv");
    fs::write(
        &data,
        "Order No,Customer ID,Customer Name,Order Date,Amount\n1,A,Ann,soon,300\n2,B,Bob,later,1\n",
    )
    .unwrap();
    let (exit, out, _) = init(&[&data], &root.path().join("book"));
    assert_eq!(exit, Exit::Done);
    assert!(out.contains("`Order Date` goes by a name of ordered_on, but holds what are no dates"), "{out}");
    assert!(out.contains("keyaccount check") && !out.contains("keyaccount score"), "{out}");
}

#[test]
fn only_some_of_many_unused_files_are_shown() {
    let root = TempDir::new().unwrap();
    let data = root.path().join("export");
    fs::create_dir(&data).unwrap();
    for month in 1..=25 {
        fs::write(data.join(format!("{month}.csv")), LINES).unwrap();
    }
    let (_, out, _) = init(&[&data], &root.path().join("book"));
    assert_eq!(out.matches("put their rows into one").count(), 20, "{out}");
    assert!(out.contains("  - 4 more files, which the draft lists"), "{out}");
}
