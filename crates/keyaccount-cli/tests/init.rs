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
    assert!(err.contains("../words.csv: found none of its columns has a known name: `foo`, `bar`"), "{err}");
    assert!(err.contains("../people.csv: found of `customers` it has region, but not customer_id"), "{err}");
    assert!(!book.exists());
}
