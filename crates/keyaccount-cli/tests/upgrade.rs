//! `keyaccount policy upgrade` from arguments to exit code.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{path, piped, with_files};

#[test]
fn a_file_of_this_format_comes_back_as_it_is() {
    let text = "\u{feff}# 制度\r\npolicy = { format = 1 } # no line end";
    let folder = with_files(&[("p.toml", text)]);
    let file = path(&folder, "p.toml");
    let ran = piped(&["policy", "upgrade", &file]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, text));
    assert_eq!(ran.err, format!("{file}: of format 1 already, nothing changed\n"));

    let new = path(&folder, "new.toml");
    let ran = piped(&["policy", "upgrade", &file, "-o", &new]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, ""));
    assert_eq!(fs::read_to_string(&new).unwrap(), text);
}

#[test]
fn nothing_is_overwritten() {
    let text = "policy.format = 1\n";
    let folder = with_files(&[("p.toml", text), ("other.toml", "mine")]);
    let (file, other) = (path(&folder, "p.toml"), path(&folder, "other.toml"));
    for taken in [&file, &other] {
        let ran = piped(&["policy", "upgrade", &file, "-o", taken]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
        assert_eq!(
            ran.err,
            format!(
                "error: {taken}: found a file that is there already, expected a name that is not taken; nothing is overwritten: name another file, or move it away\n"
            )
        );
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
}

#[test]
fn what_is_newer_or_no_policy_is_refused() {
    let folder = with_files(&[("newer.toml", "[policy]\nformat = 2\n"), ("none.toml", "x = 1\n")]);
    let refused = |name: &str| {
        let (file, out) = (path(&folder, name), path(&folder, "out.toml"));
        let ran = piped(&["policy", "upgrade", &file, "-o", &out]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
        assert!(!folder.path().join("out.toml").exists());
        ran.err.replace(&file, name)
    };
    assert_eq!(
        refused("newer.toml"),
        "error: newer.toml:2:10 (policy.format): found format 2, expected format 1 or older; use a newer version of keyaccount\n"
    );
    assert_eq!(
        refused("none.toml"),
        "error: none.toml (policy.format): found no such key, expected `format` in `[policy]`\n"
    );
    assert!(refused("absent.toml").starts_with("error: absent.toml: found "));
    // Whatever reads policies says the same.
    let newer = path(&folder, "newer.toml");
    assert_eq!(piped(&["check", &newer]).exit, Exit::Findings);
    assert!(piped(&["check", &newer]).out.contains("expected format 1 or older"));
}
