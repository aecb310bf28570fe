//! Who may do what with a customer's file.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use keyaccount_cli::Exit;
use support::{Ran, piped};

const QUESTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/access-request/question.json");

fn access(arguments: &[&str]) -> Ran {
    piped(&[&["archive", "access"], arguments].concat())
}

#[test]
fn a_question_in_a_file_is_answered_in_both_languages() {
    let english = access(&[QUESTION]);
    assert_eq!((english.exit, english.err.as_str()), (Exit::Findings, ""));
    assert_eq!(
        english.out,
        "not permitted\n\
         Reasons\n  the approved request does not name what is asked for: prices (required name or phone)\n\
         What would change it\n  field not granted (prices): qin acts as department manager\n"
    );
    let chinese = access(&[QUESTION, "--lang", "zh"]);
    assert!(
        chinese.out.contains("所要使用的内容不在批准范围之内：价格（要求单位名称或联系电话）"),
        "{}",
        chinese.out
    );
    let json = access(&[QUESTION, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["outcome"], "deny");
    assert_eq!(json["reasons"][0]["code"], "field_not_granted");
    assert_eq!(json["stamp"]["as_of"], "2026-11-04");
}

#[test]
fn flags_are_all_that_is_known() {
    let edits = ["--person", "lin", "--role", "account_manager", "--action", "maintain", "--customer", "K1"];
    let when = ["--on", "2026-11-04"];
    let denied = access(&[&edits[..], &when, &["--nda", "yes"]].concat());
    assert_eq!(denied.exit, Exit::Findings);
    assert!(
        denied.out.contains("only whoever is designated may edit a filed archive: account manager"),
        "{}",
        denied.out
    );
    let own = ["--person", "lin", "--role", "account_manager", "--action", "view_electronic"];
    let own = [&own[..], &["--customer", "K1", "--owner", "lin"], &when].concat();
    assert_eq!(access(&[&own[..], &["--nda", "yes"]].concat()).exit, Exit::Done);
    // Whether an agreement holds is not known.
    let unknown = access(&own);
    assert_eq!(unknown.exit, Exit::Findings);
    assert!(unknown.out.starts_with("cannot be decided: data is missing"), "{}", unknown.out);
    let none = access(&[&own[..], &["--nda", "no"]].concat());
    assert!(
        none.out.contains("no signed, unexpired non-disclosure agreement is on record: lin"),
        "{}",
        none.out
    );
}

#[test]
fn the_other_way_round() {
    let who = access(&[QUESTION, "--who"]);
    assert_eq!(who.exit, Exit::Done);
    assert!(
        who.out.starts_with("lin: permitted\n") && who.out.contains("\nxu: not permitted\n"),
        "{}",
        who.out
    );
    let actions = access(&[QUESTION, "--every-action", "--format", "json"]);
    let actions: serde_json::Value = serde_json::from_str(&actions.out).unwrap();
    assert_eq!(actions.as_array().unwrap().len(), 17);
    assert_eq!(actions[3]["answer"]["rule"], "maintainer_only");
}

#[test]
fn questions_that_are_none_are_refused() {
    for (arguments, said) in [
        (
            &["--person", "lin", "--action", "vieew_electronic", "--on", "2026-11-04"][..],
            "did you mean `view_electronic`?",
        ),
        (&["--person", "lin", "--action", "audit"], "--on"),
        (&["--person", "lin", "--action", "audit", "--on", "2026-11-04T12:00:00+08:00"], "without an offset"),
        (&["nowhere.json"], "nowhere.json"),
        (&[], "--person"),
    ] {
        let ran = access(arguments);
        assert_eq!(ran.exit, Exit::Refused, "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
}
