//! The vectors are of their form, and each can be named.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use keyaccount_tests::{BookVector, FunctionVector, read_files, vectors};

#[test]
fn every_file_is_of_the_form_and_every_id_unique() {
    let books = read_files::<BookVector>(&vectors()).unwrap();
    let functions = read_files::<FunctionVector>(&vectors().join("functions")).unwrap();
    assert!(!books.is_empty() && !functions.is_empty());
    for (file, content) in &books {
        let ids: BTreeSet<_> = content.vectors.iter().map(|v| &v.id).collect();
        assert_eq!(ids.len(), content.vectors.len(), "{file}: an id twice");
        for vector in &content.vectors {
            assert!(
                vector.policy.is_some() != vector.policy_text.is_some(),
                "{file}, {}: one policy",
                vector.id
            );
        }
    }
    for (file, content) in &functions {
        let ids: BTreeSet<_> = content.vectors.iter().map(|v| &v.id).collect();
        assert_eq!(ids.len(), content.vectors.len(), "functions/{file}: an id twice");
    }
}

#[test]
fn an_unknown_key_is_refused() {
    let text = r#"{"origin": "", "vectors": [{"id": "x", "arithmetic": "", "as_of": "2026-12-31", "book": {}, "expect": {"skores": {}}}]}"#;
    let error = serde_json::from_str::<keyaccount_tests::VectorFile<BookVector>>(text).unwrap_err();
    assert!(error.to_string().contains("unknown field `skores`"), "{error}");
}
