//! The printed policies in `docs/policies` are those of the shipped files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use keyaccount::{Language, Policy};

#[test]
fn printed_policies_are_current() {
    let policy = Policy::shipped("standard").unwrap();
    for language in Language::ALL {
        let name = format!("standard.{language}.md");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/policies").join(&name);
        let committed = std::fs::read_to_string(&path).unwrap();
        assert!(
            committed == policy.document(language).to_markdown(),
            "docs/policies/{name} is out of date: keyaccount policy show standard --as markdown --lang {language} > docs/policies/{name}"
        );
    }
}
