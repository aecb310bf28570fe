//! `policy show --as text|markdown --lang en|zh`.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::piped;

#[test]
fn a_shipped_policy_is_printed_in_both_languages_and_forms() {
    for (arguments, first, holds) in [
        (["--as", "text", "--lang", "zh"], "客户分级管理制度", "第一条　目的"),
        (["--as", "markdown", "--lang", "zh"], "# 客户分级管理制度", "### 第一条　目的"),
        (["--as", "text", "--lang", "en"], "Customer grading policy", "Article 1  Purpose"),
        (["--as", "markdown", "--lang", "en"], "# Customer grading policy", "### Article 1  Purpose"),
    ] {
        let ran = piped(&[&["policy", "show", "standard"][..], &arguments[..]].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_eq!(ran.out.lines().next().unwrap().trim(), first);
        assert!(ran.out.contains(holds) && ran.err.is_empty());
    }
    // English is what is shown unless another language is asked for.
    let english = piped(&["policy", "show", "--as", "text", "--lang", "en"]);
    assert_eq!(piped(&["policy", "show", "--as", "text"]).out, english.out);
}

#[test]
fn a_file_is_printed_whole_with_what_it_extends() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("house.toml");
    let header = "[policy]\nformat = 1\nname = \"house\"\nversion = \"3\"\nextends = \"standard@1\"\n";
    fs::write(&file, format!("{header}[review]\nyearly_by = \"03-31\"\n")).unwrap();
    let file = file.display().to_string();
    let ran = piped(&["policy", "show", &file, "--as", "markdown", "--lang", "zh"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(
        ran.out.contains("3月31日") && ran.out.contains("82.1429") && ran.out.contains("“house”（版本3）")
    );
}

#[test]
fn a_language_without_words_and_a_wrong_policy_are_refused() {
    let ran = piped(&["policy", "show", "standard", "--lang", "zh"]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.out.is_empty() && ran.err.contains("--as"), "{}", ran.err);
    let ran = piped(&["policy", "show", "standrad", "--as", "text"]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("did you mean `standard`?"), "{}", ran.err);
}
