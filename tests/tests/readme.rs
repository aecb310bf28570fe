//! What the README shows is what there is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use keyaccount::Policy;
use keyaccount_cli::{Exit, Streams, run};
use keyaccount_files::{ReadOptions, read_book};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language, in order.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let opening = format!("```{language}\n");
    readme.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Every command on the sample book with the output shown below it, and what is shown of it.
fn shown_commands() -> Vec<(Vec<String>, String)> {
    let readme = readme();
    let shown = readme.split("```sh\n").skip(1).filter_map(|rest| {
        let (command, after) = rest.split_once("```")?;
        let between = after.split("```").next()?;
        let text = after.strip_prefix(between)?.strip_prefix("```text\n")?.split("```").next()?;
        let is_near = between.lines().all(|line| line.is_empty() || line.starts_with("<!--"));
        let arguments = command.trim().rsplit(" -- ").next()?.trim_start_matches("keyaccount ");
        (is_near && command.lines().count() == 1 && arguments.contains("examples/"))
            .then(|| (arguments.split(' ').map(str::to_owned).collect(), text.to_owned()))
    });
    shown.collect()
}

fn printed(arguments: &[String]) -> String {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut all: Vec<OsString> = vec!["keyaccount".into()];
    for argument in arguments {
        let path = root().join(argument);
        all.push(if path.exists() { path.into() } else { argument.into() });
    }
    // What a terminal would get.
    match arguments[0].as_str() {
        "score" => all.extend(["--format".into(), "table".into()]),
        "compare" => all.extend(["--format".into(), "summary".into()]),
        _ => {}
    }
    let mut streams = Streams {
        stdout: Box::new(&mut stdout),
        stderr: Box::new(&mut stderr),
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        colour: false,
        width: None,
    };
    // The case shown lacks a seal, so that it is refused.
    let exit = if arguments[0] == "route" { Exit::Findings } else { Exit::Done };
    assert_eq!(run(all, &mut streams), exit, "{arguments:?}");
    drop(streams);
    String::from_utf8(stdout).unwrap()
}

#[test]
fn commands_print_what_is_shown() {
    let commands = shown_commands();
    let names: Vec<&str> = commands.iter().map(|(arguments, _)| arguments[0].as_str()).collect();
    assert_eq!(names, ["score", "explain", "compare", "route"]);
    for (arguments, shown) in commands {
        let printed = printed(&arguments);
        let mut lines = printed.lines().map(str::trim_end);
        let shown: Vec<&str> = shown.lines().filter(|line| !line.is_empty() && *line != "…").collect();
        assert!(shown.len() > 10, "{arguments:?}");
        for line in shown {
            assert!(
                lines.any(|printed| printed == line.trim_end()),
                "the README shows a line of {arguments:?} that is not printed in its place:\n{line}"
            );
        }
    }
}

#[test]
fn the_policy_shown_loads() {
    let policy = blocks("toml").into_iter().find(|block| block.contains("[policy]")).unwrap();
    let policy = Policy::from_text("README.md", &policy).unwrap();
    assert_eq!(policy.header().name, "north");
}

#[test]
fn the_manifest_shown_reads_an_export() {
    let manifest = blocks("toml").into_iter().find(|block| block.contains("[order_lines]")).unwrap();
    let folder = std::env::temp_dir().join(format!("keyaccount-readme-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("book.toml"), manifest).unwrap();
    let export =
        "Order ID,Customer ID,Customer Name,Order Date,Sales,Profit\n1,C-1,Caf\u{e9},3/1/26,10.5,1\n";
    fs::write(folder.join("Sample - Superstore.csv"), export).unwrap();
    let mut book = read_book(&folder, ReadOptions::default()).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let result = book.assess(&Policy::shipped("standard").unwrap(), day).unwrap();
    let _ = fs::remove_dir_all(&folder);
    assert_eq!(result.customer("C-1").unwrap().text("name"), "Café");
    assert_eq!(result.customer("C-1").unwrap().text("order_amount"), "10.50");
}
