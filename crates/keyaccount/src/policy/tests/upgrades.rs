//! Older formats brought up to date, proved with formats that never were: in format 0 a band was a pair
//! and the window of credit was called `months`; in format 1 of the chain the fewest dimensions were
//! called `dimensions`.

use super::*;
use crate::document::{Node, Position, Value};
use crate::policy::upgrade::{Edits, FORMATS, Formats};

const TO_1: Formats = Formats { newest: 1, steps: &[zero_to_one] };
const TO_2: Formats = Formats { newest: 2, steps: &[zero_to_one, one_to_two] };

fn zero_to_one(root: &Node, edits: &mut Edits<'_>) {
    for section in ["credit", "composite"] {
        let Some(section) = root.get(section) else { continue };
        edits.rename(section, "months", "window_months");
        let Some(Value::List(bands)) = section.get("bands").map(|bands| &bands.value) else { continue };
        for band in bands {
            let Value::List(pair) = &band.value else { continue };
            let mut table = Node::table(Position::of(""));
            for (key, value) in ["name", "at_least"].into_iter().zip(pair) {
                table.as_table_mut().unwrap().insert(key, value.clone());
            }
            edits.replace(band, &table.value);
        }
    }
}

fn one_to_two(root: &Node, edits: &mut Edits<'_>) {
    edits.rename(root.get("composite").unwrap(), "dimensions", "min_dimensions");
}

/// The standard policy as format 0 would have written it.
fn zero() -> String {
    let mut text = String::new();
    for line in standard().lines() {
        let band =
            line.trim_start().strip_prefix("{ name = ").and_then(|rest| rest.split_once(", at_least = "));
        match band.filter(|(name, _)| !name.contains(',')) {
            Some((name, rest)) => text.push_str(&format!("    [{name}, {}", rest.replace(" }", "]"))),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    let text = text.replace("format = 1 ", "format = 0 ");
    let old = text.replacen("window_months = 12 ", "months = 12 ", 1);
    assert!(old.contains("\n    [\"AAA\", 90],\n") && old.contains("\nmonths = 12 ") && old != text);
    old
}

#[test]
fn a_file_of_an_older_format_comes_back_in_the_newest_one_with_its_comments() {
    let old = zero();
    let upgraded = TO_1.upgrade("old.toml", &old).unwrap();
    // Comments, blank lines and columns of comments: everything but what changed.
    assert_eq!(upgraded.text, standard());
    assert_eq!((upgraded.from, upgraded.to), (0, 1));
    let changes: Vec<_> =
        upgraded.changes.iter().map(|c| format!("{}: {} → {}", c.line, c.was, c.now)).collect();
    assert_eq!(changes.len(), 1 + 1 + 5 + 4, "{changes:?}");
    assert_eq!(changes[0], "9: 0 → 1");
    assert_eq!(changes[1], "17: months → window_months");
    assert_eq!(changes[2], "35: [\"AAA\", 90] → { name = \"AAA\", at_least = 90 }");
    assert_eq!(Policy::from_text("new.toml", &upgraded.text).unwrap(), Policy::shipped("standard").unwrap());
    // Line ends and the mark of an editor stay as well.
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(TO_1.upgrade("old.toml", &windows(&old)).unwrap().text, windows(standard()));
}

#[test]
fn comments_between_what_changes_stay_where_they_are() {
    let old = "policy.format = 0 # 格式\n[credit]\n\"months\"=12# twelve\nbands = [ # best first 从高到低\n  [ 'A \"1\"', 8_0.5 ], # 八十分半\n  # the rest\n  [\"C\",0]\n]\n";
    let new = "policy.format = 1 # 格式\n[credit]\nwindow_months=12# twelve\nbands = [ # best first 从高到低\n  { name = \"A \\\"1\\\"\", at_least = 80.5 }, # 八十分半\n  # the rest\n  { name = \"C\", at_least = 0 }\n]\n";
    assert_eq!(TO_1.upgrade("old.toml", old).unwrap().text, new);
}

#[test]
fn dotted_keys_and_inline_tables_are_brought_up_to_date_where_they_stand() {
    let old = "policy.format = 0\r\n'credit' . \"months\" = 12 # 一年\r\ncredit.bands = [[\"A\",\r\n  80], [\"C\", 0]]\r\ncomposite = { bands = [ ], months=6 }";
    let new = "policy.format = 1\r\n'credit' . window_months = 12 # 一年\r\ncredit.bands = [{ name = \"A\", at_least = 80 }, { name = \"C\", at_least = 0 }]\r\ncomposite = { bands = [ ], window_months=6 }";
    assert_eq!(TO_1.upgrade("old.toml", old).unwrap().text, new);
    // Tables with headers are found again after others.
    let old = "[credit.excused]\n[policy]\nformat = 0\n[credit]\n# months = 3\nmonths = 6\n[[composite.caps]]\nmonths = 9\n";
    let new = "[credit.excused]\n[policy]\nformat = 1\n[credit]\n# months = 3\nwindow_months = 6\n[[composite.caps]]\nmonths = 9\n";
    assert_eq!(TO_1.upgrade("old.toml", old).unwrap().text, new);
}

#[test]
fn json_is_brought_up_to_date_as_json() {
    let old = "{ \"policy\": { \"format\" : 0 },\n  \"credit\": { \"months\": 12,\n    \"bands\": [[\"A\", 80], [\"一\\\"级\", 0]] } }\n";
    let new = "{ \"policy\": { \"format\" : 1 },\n  \"credit\": { \"window_months\": 12,\n    \"bands\": [{ \"name\": \"A\", \"at_least\": 80 }, { \"name\": \"一\\\"级\", \"at_least\": 0 }] } }\n";
    assert_eq!(TO_1.upgrade("old.json", old).unwrap().text, new);
}

#[test]
fn steps_follow_one_another() {
    let old = zero().replace("min_dimensions = 2  ", "dimensions = 2  ");
    assert_ne!(old, zero());
    let upgraded = TO_2.upgrade("old.toml", &old).unwrap();
    assert_eq!(upgraded.text, standard().replace("format = 1 ", "format = 2 "));
    assert_eq!((upgraded.from, upgraded.to), (0, 2));
    let formats: Vec<_> =
        upgraded.changes.iter().filter(|c| c.line == 9).map(|c| (&*c.was, &*c.now)).collect();
    assert_eq!(formats, [("0", "1"), ("1", "2")]);
    // From the middle only the last step is left.
    let middle = standard().replace("min_dimensions = 2  ", "dimensions = 2  ");
    let upgraded = TO_2.upgrade("old.toml", &middle).unwrap();
    assert_eq!((upgraded.from, upgraded.changes.len()), (1, 2));
    let document = PolicyDocument::parse("new.toml", &upgraded.text).unwrap();
    assert_eq!(document.resolve_among(&TO_2, &|_| None).unwrap(), Policy::shipped("standard").unwrap());
}

#[test]
fn a_file_of_the_newest_format_stays_byte_for_byte() {
    for text in [
        standard().to_owned(),
        format!("\u{feff}{}", standard().replace('\n', "\r\n")),
        "{\"policy\":{\"format\":1 }}".to_owned(),
        "policy.format = +1 # no line end".to_owned(),
    ] {
        let upgraded = Policy::upgrade("p.toml", &text).unwrap();
        assert_eq!((&upgraded.text, upgraded.from, upgraded.to, upgraded.changes.len()), (&text, 1, 1, 0));
    }
}

#[test]
fn what_cannot_be_brought_up_to_date_says_why() {
    let problems = |formats: &Formats, text: &str| {
        let error = formats.upgrade("p.toml", text).unwrap_err();
        error.problems().iter().map(|p| format!("{} {p}", p.code)).collect::<Vec<_>>()
    };
    assert_eq!(
        problems(&FORMATS, "[policy]\nformat = 2\n"),
        [
            "format_too_new p.toml:2:10 (policy.format): found format 2, expected format 1 or older; use a newer version of keyaccount"
        ]
    );
    assert_eq!(
        problems(&FORMATS, "[policy]\nname = \"x\"\n"),
        ["missing p.toml:1:2 (policy.format): found no such key, expected `format` in `[policy]`"]
    );
    assert_eq!(
        problems(&FORMATS, "[policy]\nformat = \"1\"\n"),
        ["out_of_range p.toml:2:10 (policy.format): found the text `1`, expected format 1"]
    );
    // There never was such a format.
    assert_eq!(
        problems(&FORMATS, "[policy]\nformat = 0\n"),
        ["out_of_range p.toml:2:10 (policy.format): found the number `0`, expected format 1"]
    );
    assert_eq!(
        problems(&FORMATS, ""),
        ["missing p.toml (policy.format): found no such key, expected `format` in `[policy]`"]
    );
    assert_eq!(problems(&TO_1, "[policy]\nformat =\n").len(), 1);
    assert_eq!(
        problems(&TO_1, "policy = { format = 0 }\n[credit]\nmonths = 6\nwindow_months = 12\n"),
        [
            "duplicate p.toml:4:1: found both `months`, the old key, and `window_months`, the new one, expected only `window_months`; remove one of the two"
        ]
    );
}

#[test]
fn an_older_format_is_not_guessed_at() {
    let old = "format_too_old old.toml:9:10 (policy.format): found format 0, expected format 1; bring it up to date with `keyaccount policy upgrade FILE`";
    let resolve = |file: &str, text: &str| {
        let document = PolicyDocument::parse(file, text).unwrap();
        let error =
            document.resolve_among(&TO_1, &|_| Some(zero().replace("\"standard\"", "\"old\""))).unwrap_err();
        error.problems().iter().map(|p| format!("{} {p}", p.code)).collect::<Vec<_>>()
    };
    assert_eq!(resolve("old.toml", &zero()), [old]);
    let branch = "[policy]\nformat = 1\nname = \"b\"\nversion = \"1\"\nextends = \"old@1\"\n";
    assert_eq!(resolve("b.toml", branch), [old.replace("old.toml", "old@1")]);
}
