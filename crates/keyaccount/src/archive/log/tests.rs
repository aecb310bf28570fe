#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test")]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::*;
use crate::error::ProblemCode;
use crate::ids::PersonId;
use crate::labels::Language;
use crate::policy::{AccessForm, ArchiveAction};

fn at(minute: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(9, 0, 0).unwrap() + TimeDelta::minutes(minute)
}

fn entry(minute: i64) -> LogEntry {
    LogEntry {
        at: at(minute),
        actor: format!("P-{minute}").into(),
        role: Some("maintainer".to_owned()),
        action: ArchiveAction::ViewElectronic,
        customer_id: Some("C-1".into()),
        fields: vec!["phone".to_owned()],
        fields_left_out: 0,
        form: Some(AccessForm::Electronic),
        outcome: LogOutcome::Allowed,
        rule: Some("no_nda".to_owned()),
        grant_id: None,
        policy: "a".repeat(64),
    }
}

/// A log of an opening line and `entries` entries, with the head after every line.
fn log(entries: i64) -> (Vec<String>, Vec<LogHead>) {
    let mut head = LogHead::new();
    let (mut lines, mut heads) = (vec![head.open(at(0)).unwrap()], vec![head.clone()]);
    for minute in 0..entries {
        lines.push(head.append(&entry(minute)).unwrap());
        heads.push(head.clone());
    }
    (lines, heads)
}

fn verify(bytes: &[u8], checkpoint: Option<Checkpoint>) -> LogVerification {
    verify_log(bytes, checkpoint).unwrap()
}

fn altered(bytes: &[u8], checkpoint: Option<Checkpoint>) -> (u64, LogDifference) {
    let altered = verify(bytes, checkpoint).first_altered.unwrap();
    (altered.line, altered.difference)
}

#[test]
fn a_line_is_written_as_the_rule_says() {
    let (lines, heads) = log(1);
    assert_eq!(
        lines[0],
        format!(
            "{{\"keyaccount_log\":1,\"prev\":\"{}\",\"count\":0,\"at\":\"2026-11-20T09:00:00\"}}\n",
            "0".repeat(64)
        )
    );
    // As `sha256sum` has it of that line without its line feed.
    assert_eq!(heads[0].head, "4fd19398c20ea763c2205de5e4d7f8bf7a50f4aea4de2b1e1d83e8b9eecca51e");
    assert_eq!(heads[0].count, 1);
    assert!(lines[1].starts_with(&format!(
        "{{\"prev\":\"{}\",\"at\":\"2026-11-20T09:00:00\",\"actor\":\"P-0\",\"role\":\"maintainer\",\
         \"action\":\"view_electronic\",\"customer_id\":\"C-1\",\"fields\":[\"phone\"],\"form\":\"electronic\",\
         \"outcome\":\"allowed\",\"rule\":\"no_nda\",\"policy\":\"aaaa",
        heads[0].head
    )));
}

#[test]
fn what_is_not_anchored_is_said() {
    let (lines, heads) = log(3);
    let bytes = lines.concat().into_bytes();
    let found = verify(&bytes, None);
    assert_eq!((found.outcome, found.entries, found.unanchored), (LogIntegrity::Unanchored, 3, 4));
    assert_eq!(found.head, heads[3]);
    let found = verify(&bytes, heads[3].checkpoint());
    assert_eq!((found.outcome, found.unanchored), (LogIntegrity::Intact, 0));
    let found = verify(&bytes, heads[1].checkpoint());
    assert_eq!((found.outcome, found.unanchored, found.checkpoint), (LogIntegrity::Intact, 2, Some(2)));
    // A tail cut off behind the checkpoint does not show, and that is what `unanchored` says.
    let cut = verify(lines[..2].concat().as_bytes(), heads[1].checkpoint());
    assert_eq!((cut.outcome, cut.unanchored), (LogIntegrity::Intact, 0));
    assert_eq!(altered(lines[..2].concat().as_bytes(), heads[3].checkpoint()), (3, LogDifference::Missing));
}

/// Every byte of a small log, changed to several others: found, in the line it is in.
#[test]
fn every_changed_byte_is_found_in_its_line() {
    let (lines, heads) = log(3);
    let bytes = lines.concat().into_bytes();
    let checkpoint = heads.last().unwrap().checkpoint();
    let mut line = 1;
    for position in 0..bytes.len() {
        for other in
            [b'0', b'1', b'a', b'"', b' ', b'\n', b'}', bytes[position] ^ 1, bytes[position] ^ 0x80, 0]
        {
            if other == bytes[position] {
                continue;
            }
            let mut changed = bytes.clone();
            changed[position] = other;
            let found = verify(&changed, checkpoint.clone());
            assert_eq!(found.outcome, LogIntegrity::Altered, "byte {position} as {other}");
            assert_eq!(found.first_altered.unwrap().line, line, "byte {position} as {other}");
            // Without a checkpoint, everything but the last line still shows.
            if position < bytes.len() - lines[3].len() {
                assert_eq!(verify(&changed, None).outcome, LogIntegrity::Altered, "byte {position}");
            }
        }
        line += u64::from(bytes[position] == b'\n');
    }
}

#[test]
fn every_pair_swapped_every_line_taken_out_or_put_in_is_found() {
    let (lines, heads) = log(4);
    let checkpoint = heads.last().unwrap().checkpoint();
    for one in 0..lines.len() {
        for other in one + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(one, other);
            let (line, _) = altered(swapped.concat().as_bytes(), checkpoint.clone());
            // Where a line that was moved follows its own predecessor, that one is named.
            assert!((one..=other + 1).contains(&usize::try_from(line).unwrap()), "{one} and {other}: {line}");
        }
        let mut shorter = lines.clone();
        shorter.remove(one);
        assert!(!verify(shorter.concat().as_bytes(), checkpoint.clone()).holds(), "line {one} taken out");
        for put in &lines {
            let mut longer = lines.clone();
            longer.insert(one, put.clone());
            assert!(
                !verify(longer.concat().as_bytes(), checkpoint.clone()).holds(),
                "a line put in at {one}"
            );
        }
    }
    for end in 0..lines.concat().len() {
        let cut = lines.concat();
        assert!(!verify(&cut.as_bytes()[..end], checkpoint.clone()).holds(), "cut to {end} bytes");
    }
}

/// A line that someone with the whole log at hand wrote anew, with all that follows: only the checkpoint tells.
#[test]
fn a_log_written_anew_is_found_by_its_checkpoint() {
    let (lines, heads) = log(3);
    let mut head = heads[1].clone();
    let mut forged = lines[..2].to_vec();
    for minute in 1..3 {
        let entry = LogEntry { outcome: LogOutcome::Denied, ..entry(minute) };
        forged.push(head.append(&entry).unwrap());
    }
    let bytes = forged.concat().into_bytes();
    assert_eq!(verify(&bytes, None).outcome, LogIntegrity::Unanchored);
    assert_eq!(altered(&bytes, heads[3].checkpoint()), (4, LogDifference::Checkpoint));
    assert_eq!(altered(&bytes, heads[2].checkpoint()), (3, LogDifference::Checkpoint));
    assert_eq!(verify(&bytes, heads[1].checkpoint()).outcome, LogIntegrity::Intact);
}

#[test]
fn what_differs_is_named() {
    let (lines, heads) = log(3);
    let checkpoint = || heads.last().unwrap().checkpoint();
    let text = lines.concat();
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        altered(text.replacen(from, to, 1).as_bytes(), checkpoint())
    };
    assert_eq!(with("\"actor\":\"P-0\"", "\"actor\":\"P-9\""), (2, LogDifference::Content));
    assert_eq!(with("\"actor\":\"P-2\"", "\"actor\":\"P-9\""), (4, LogDifference::Checkpoint));
    assert_eq!(with("\"actor\":\"P-1\"", "\"actor\": \"P-1\""), (3, LogDifference::NotCanonical));
    assert_eq!(with("\"actor\":\"P-1\"", "\"actor\":\"\\u0050-1\""), (3, LogDifference::NotCanonical));
    assert_eq!(with("\"actor\":\"P-1\"", "\"role\":\"x\",\"actor\":\"P-1\""), (3, LogDifference::Unreadable));
    assert_eq!(with("\"actor\":\"P-1\"", "\"name\":\"x\",\"actor\":\"P-1\""), (3, LogDifference::Unreadable));
    assert_eq!(with("\"actor\":\"P-1\"", "\"actor\":\"\""), (3, LogDifference::BadValue));
    assert_eq!(with("\"keyaccount_log\":1", "\"keyaccount_log\":2"), (1, LogDifference::FormTooNew));
    assert_eq!(with("\"count\":0", "\"count\":1"), (1, LogDifference::BadValue));
    assert_eq!(with("\n", "\r\n"), (1, LogDifference::NotCanonical));
    assert_eq!(altered(text.trim_end().as_bytes(), checkpoint()), (4, LogDifference::Unfinished));
    assert_eq!(altered(lines[1..].concat().as_bytes(), None), (1, LogDifference::NoOpening));
    assert_eq!(altered(b"", None), (1, LogDifference::NoOpening));
    let long = format!("{text}{}", "x".repeat(MAX_LOG_LINE + 1));
    assert_eq!(altered(long.as_bytes(), checkpoint()), (5, LogDifference::TooLong));
    // A line in the middle that follows from the one before and from which nothing follows.
    let mut moved = lines.clone();
    moved.swap(1, 2);
    assert_eq!(altered(moved.concat().as_bytes(), checkpoint()), (2, LogDifference::Chain));
}

/// A line that is earlier than the one before, or counts otherwise, in a chain that holds.
#[test]
fn time_and_counts_are_looked_at_too() {
    let (mut lines, heads) = log(2);
    let mut back = heads[2].clone();
    back.time = None;
    lines.push(back.append(&entry(0)).unwrap());
    assert_eq!(altered(lines.concat().as_bytes(), None), (4, LogDifference::Time));

    let (mut lines, heads) = log(2);
    let mut off = LogHead { count: 7, ..heads[2].clone() };
    lines.push(off.open(at(5)).unwrap());
    assert_eq!(altered(lines.concat().as_bytes(), None), (4, LogDifference::Count));
}

#[test]
fn segments_go_on_from_their_checkpoint() {
    let (first, heads) = log(2);
    let seal = heads[2].checkpoint().unwrap();
    let mut head = seal.to_head();
    let mut second = [head.open(at(5)).unwrap(), head.append(&entry(6)).unwrap()];
    assert!(second[0].contains(&format!("\"prev\":\"{}\",\"count\":3", seal.head)));
    // The second alone, and both end to end.
    for checkpoint in [None, Some(seal.clone()), head.checkpoint()] {
        let found = verify(second.concat().as_bytes(), checkpoint.clone());
        assert_eq!((found.holds(), found.entries, found.head.count), (true, 1, 5));
        let both = verify((first.concat() + &second.concat()).as_bytes(), checkpoint);
        assert_eq!((both.holds(), both.entries, both.head.count), (true, 3, 5));
    }
    // None of the lines the seal is about is in the second: somebody may have written all of it anew.
    let sealed = verify(second.concat().as_bytes(), Some(seal.clone()));
    assert_eq!((sealed.outcome, sealed.unanchored), (LogIntegrity::Unanchored, 2));
    assert_eq!((sealed.lines_before, sealed.checkpoint), (3, Some(3)));
    let mut forged = seal.to_head();
    let forged = [forged.open(at(5)).unwrap(), forged.append(&entry(7)).unwrap()].concat();
    assert_eq!(verify(forged.as_bytes(), Some(seal)).outcome, LogIntegrity::Unanchored);
    assert!(sealed.text(Language::English).contains(" no line that the checkpoint is about is in this file"));
    // Anchored behind its end, the second is intact, and what came before is not spoken of.
    let alone = verify(second.concat().as_bytes(), head.checkpoint());
    assert_eq!((alone.outcome, alone.unanchored, alone.lines_before), (LogIntegrity::Intact, 0, 3));
    assert!(alone.text(Language::English).starts_with("The log is intact: 1 entries on 2 lines, head "));
    assert!(
        alone.text(Language::English).ends_with(" The 3 lines before its first are not in this file."),
        "{}",
        alone.text(Language::English)
    );
    // Another head than the seal; a checkpoint from before; an opening line that is earlier than the seal.
    let other = Checkpoint { head: "b".repeat(64), ..heads[2].checkpoint().unwrap() };
    assert_eq!(altered(second.concat().as_bytes(), Some(other)), (1, LogDifference::Checkpoint));
    assert_eq!(altered(second.concat().as_bytes(), heads[1].checkpoint()), (1, LogDifference::Gap));
    let mut early = LogHead { time: None, ..heads[2].clone() };
    second[0] = early.open(at(0)).unwrap();
    assert_eq!(altered(second[0].as_bytes(), heads[2].checkpoint()), (1, LogDifference::Time));
}

#[test]
fn pieces_may_be_cut_anywhere() {
    let (lines, heads) = log(3);
    let bytes = lines.concat().into_bytes();
    for size in 1..bytes.len() {
        let mut verifier = LogVerifier::new(heads[3].checkpoint());
        let mut seen = Vec::new();
        for piece in bytes.chunks(size) {
            verifier.push_with(piece, |line, entry| seen.push((line, entry.at)));
        }
        let found = verifier.finish_with(|line, entry| seen.push((line, entry.at)));
        assert_eq!(found.outcome, LogIntegrity::Intact, "pieces of {size}");
        assert_eq!(seen, [(2, at(0)), (3, at(1)), (4, at(2))]);
    }
}

#[test]
fn what_cannot_be_logged_is_refused_and_changes_nothing() {
    let refused = |head: &mut LogHead, entry: &LogEntry| {
        let before = head.clone();
        let error = head.append(entry).unwrap_err();
        assert_eq!(*head, before);
        let problem = error.problems()[0].clone();
        (problem.code, problem.path)
    };
    assert_eq!(refused(&mut LogHead::new(), &entry(0)), (ProblemCode::Missing, String::new()));
    let (_, heads) = log(2);
    let mut head = heads[2].clone();
    let mut bad = |change: fn(&mut LogEntry)| {
        let mut entry = entry(1);
        change(&mut entry);
        refused(&mut head, &entry)
    };
    assert_eq!(bad(|e| e.at = at(0)), (ProblemCode::DatesOutOfOrder, "at".to_owned()));
    assert_eq!(bad(|e| e.actor = PersonId::default()), (ProblemCode::BadIdentifier, "actor".to_owned()));
    assert_eq!(bad(|e| e.role = Some("a\nb".to_owned())), (ProblemCode::BadIdentifier, "role".to_owned()));
    assert_eq!(bad(|e| e.customer_id = Some("x".repeat(65).into())).1, "customer_id");
    assert_eq!(bad(|e| e.fields = vec!["f".to_owned(); 65]), (ProblemCode::TooLarge, "fields".to_owned()));
    assert_eq!(bad(|e| e.rule = Some("No NDA".to_owned())), (ProblemCode::UnknownCode, "rule".to_owned()));
    assert_eq!(bad(|e| e.policy.make_ascii_uppercase()), (ProblemCode::UnknownCode, "policy".to_owned()));
    assert_eq!(bad(|e| e.fields_left_out = 1), (ProblemCode::OutOfRange, "fields_left_out".to_owned()));
    // The longest there can be is still a line.
    let long = LogEntry { fields: vec!["\u{1f600}".repeat(64); 64], fields_left_out: u64::MAX, ..entry(3) };
    assert!(head.append(&long).unwrap().len() < MAX_LOG_LINE);
}

#[test]
fn checkpoints_survive_their_file() {
    let (_, heads) = log(1);
    let checkpoint = heads[1].checkpoint().unwrap().signed(&[0x0a, 0xff]);
    assert_eq!(Checkpoint::from_json("c.json", &checkpoint.to_json()).unwrap(), checkpoint);
    assert_eq!(checkpoint.signature.as_deref(), Some("0aff"));
    let signed = String::from_utf8(checkpoint.signed_bytes()).unwrap();
    assert_eq!(signed, format!("keyaccount log checkpoint 1\n2\n{}\n2026-11-20T09:00:00\n", checkpoint.head));
    let code = |from: &str, to: &str| {
        let text = checkpoint.to_json().replacen(from, to, 1);
        Checkpoint::from_json("c.json", &text).unwrap_err().problems()[0].code
    };
    assert_eq!(code("checkpoint\": 1", "checkpoint\": 2"), ProblemCode::FormatTooNew);
    assert_eq!(code("\"count\": 2", "\"count\": 0"), ProblemCode::OutOfRange);
    assert_eq!(code("\"count\"", "\"counts\""), ProblemCode::UnknownKey);
    assert_eq!(code("0aff", "xy"), ProblemCode::UnknownCode);
    assert_eq!(code("{", "{{"), ProblemCode::Syntax);
}

#[test]
fn every_difference_reads_in_both_languages() {
    for difference in LogDifference::ALL {
        let readings = Language::ALL.map(|language| difference.reading(language));
        assert!(readings[0].is_ascii() && !readings[1].is_ascii(), "{difference:?}");
    }
    let (lines, heads) = log(2);
    let bytes = lines.concat();
    for (checkpoint, english) in [
        (None, "Nothing inside the log was changed: 2 entries on 3 lines, head "),
        (heads[2].checkpoint(), "The log is intact: 2 entries on 3 lines, head "),
        (
            heads[1].checkpoint(),
            "The log is intact up to the checkpoint at line 2: 2 entries on 3 lines, head ",
        ),
    ] {
        let found = verify(bytes.as_bytes(), checkpoint);
        assert!(found.text(Language::English).starts_with(english));
        assert!(!found.text(Language::Chinese).is_empty());
    }
    let found = verify(bytes.replacen("P-0", "P-1", 1).as_bytes(), None);
    assert_eq!(
        found.text(Language::English),
        "The log was altered. Line 2: it is not the line that the next one was written after: it was changed, \
         or lines behind it were taken out."
    );
}

/// What is shown of a log that was altered: nothing of the line that was, whichever line tells of it.
#[test]
fn no_entry_of_an_altered_line_is_shown() {
    let (lines, heads) = log(4);
    for changed in 1..5 {
        for checkpoint in [None, heads[4].checkpoint()] {
            let mut lines = lines.clone();
            lines[changed] = lines[changed].replace("\"actor\":\"P-", "\"actor\":\"X-");
            let mut verifier = LogVerifier::new(checkpoint.clone());
            let mut seen = Vec::new();
            verifier.push_with(lines.concat().as_bytes(), |line, entry| {
                seen.push((line, entry.actor.clone()));
            });
            let found = verifier.finish_with(|line, entry| seen.push((line, entry.actor.clone())));
            if changed == 4 && checkpoint.is_none() {
                assert_eq!(found.outcome, LogIntegrity::Unanchored, "nothing follows the last line");
                continue;
            }
            assert_eq!(found.first_altered.unwrap().line, changed as u64 + 1);
            assert!(seen.iter().all(|(line, actor)| *line <= changed as u64 && actor.starts_with("P-")));
        }
    }
}

/// A log of three segments, laid end to end, with the head after every line.
fn segments() -> (Vec<String>, Vec<LogHead>) {
    let (mut lines, mut heads) = log(2);
    for (first, last) in [(10, 12), (20, 21)] {
        let mut head = heads.last().unwrap().checkpoint().unwrap().to_head();
        lines.push(head.open(at(first)).unwrap());
        heads.push(head.clone());
        for minute in first..last {
            lines.push(head.append(&entry(minute)).unwrap());
            heads.push(head.clone());
        }
    }
    (lines, heads)
}

/// Every byte of a log of three segments, in every bit, against every checkpoint; those of an entry, of the
/// opening line of a segment and of the last line as every other byte. It is found in its line, save behind
/// the checkpoint where no line follows.
#[test]
fn every_byte_of_every_segment_is_found_against_every_checkpoint() {
    let (lines, heads) = segments();
    let checkpoints: Vec<_> = heads.iter().map(|head| head.checkpoint().unwrap()).collect();
    for checkpoint in &checkpoints {
        let whole = verify(lines.concat().as_bytes(), Some(checkpoint.clone()));
        assert_eq!((whole.outcome, whole.unanchored), (LogIntegrity::Intact, 8 - checkpoint.count));
        let mut before = LogVerifier::new(Some(checkpoint.clone()));
        for (at, line) in lines.iter().enumerate() {
            let number = at as u64 + 1;
            let rest = lines[at + 1..].concat();
            let every_value = checkpoint.count == 8 && matches!(number, 2 | 4 | 8);
            let masks: Vec<u8> =
                if every_value { (1..=255).collect() } else { (0..8).map(|bit| 1 << bit).collect() };
            let is_open = number > checkpoint.count && number == 8;
            for place in (0..line.len()).filter(|_| !is_open) {
                let mut changed = line.clone().into_bytes();
                for mask in &masks {
                    changed[place] = line.as_bytes()[place] ^ mask;
                    let mut verifier = before.clone();
                    verifier.push(&changed);
                    verifier.push(rest.as_bytes());
                    let altered = verifier.finish().first_altered.map(|altered| altered.line);
                    assert_eq!(
                        altered,
                        Some(number),
                        "byte {place} ^ {mask} against line {}",
                        checkpoint.count
                    );
                }
            }
            before.push(line.as_bytes());
        }
    }
}

/// Every line moved to every place, taken out, doubled or written anew, and every run of lines taken out.
#[test]
fn every_move_of_a_line_among_segments_is_found() {
    let (lines, heads) = segments();
    let checkpoint = heads.last().unwrap().checkpoint();
    let is_found = |lines: &[String], what: &str| {
        let found = verify(lines.concat().as_bytes(), checkpoint.clone());
        assert_eq!(found.outcome, LogIntegrity::Altered, "{what}");
    };
    for from in 0..lines.len() {
        for to in 0..lines.len() {
            let mut moved = lines.clone();
            let line = moved.remove(from);
            moved.insert(to, line);
            if from != to {
                is_found(&moved, &format!("{from} to {to}"));
            }
        }
        for to in from + 1..=lines.len() {
            let mut cut = lines.clone();
            cut.drain(from..to);
            // What begins with the opening line of a later segment lacks those before, and says so.
            if from == 0 && matches!(to, 3 | 6) {
                let found = verify(cut.concat().as_bytes(), checkpoint.clone());
                assert_eq!((found.outcome, found.lines_before), (LogIntegrity::Intact, to as u64));
                continue;
            }
            is_found(&cut, &format!("{from}..{to} taken out"));
        }
        for place in 0..=lines.len() {
            let mut doubled = lines.clone();
            doubled.insert(place, lines[from].clone());
            if place < lines.len() {
                is_found(&doubled, &format!("{from} once more at {place}"));
            }
        }
        let mut anew = lines.clone();
        let mut head = if from == 0 { LogHead::new() } else { heads[from - 1].clone() };
        anew[from] = head.open(at(99)).unwrap();
        is_found(&anew, &format!("{from} written anew"));
    }
}

/// Whatever is attempted, the log takes an entry of it.
#[test]
fn every_attempt_can_be_entered() {
    use crate::archive::{AccessDesk, AccessPolicy, AccessQuestion, Attempt};
    use crate::policy::Policy;
    let policy = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let registers = r#"{"organisation": {"role_holders": [
            {"person_id": "mei", "role": "maintainer", "valid_from": "2020-01-01"},
            {"person_id": "xu", "role": "staff", "valid_from": "2020-01-01"}]},
        "ndas": [{"person_id": "mei", "signed_on": "2020-01-01"}, {"person_id": "xu", "signed_on": "2020-01-01"}],
        "grants": []}"#;
    let text = format!(
        r#"{{"attempt": {{"at": "2026-11-20T09:00:00", "by": "xu", "action": "search"}}, "registers": {registers}}}"#
    );
    let registers = AccessQuestion::from_json("q.json", &text).unwrap().registers;
    let desk = AccessDesk::new(&policy, &registers).unwrap();
    let mut head = LogHead::new();
    let mut log = head.open(at(0)).unwrap();
    let many: Vec<_> = (0..70).map(|n| format!("field_{n}")).collect();
    let long = "x".repeat(100_000);
    let file = |customer: &str| crate::archive::CustomerFile {
        customer_id: customer.into(),
        owner: None,
        department: None,
        level: Some("L1".to_owned()),
        status: crate::archive::FileStatus::Filed,
    };
    let mut attempts = Vec::new();
    for by in ["mei", "xu", "nobody", "", " \n", &long] {
        for action in ArchiveAction::ALL {
            for form in [None, Some(AccessForm::Paper), Some(AccessForm::Electronic)] {
                let fields = if form.is_some() { many.clone() } else { vec![String::new(), long.clone()] };
                let file = Some(file(if by == "mei" { "C-1" } else { by }));
                attempts.push(Attempt { fields, form, file, ..Attempt::new(at(1), by, *action) });
            }
        }
    }
    for attempt in &attempts {
        log += &head
            .append(&desk.entry(attempt))
            .unwrap_or_else(|error| std::panic::panic_any(error.to_string()));
    }
    let mut entries = Vec::new();
    let mut verifier = LogVerifier::new(head.checkpoint());
    verifier.push_with(log.as_bytes(), |_, entry| entries.push(entry.clone()));
    let found = verifier.finish_with(|_, entry| entries.push(entry.clone()));
    assert_eq!((found.outcome, entries.len()), (LogIntegrity::Intact, attempts.len()));
    let is_view = |entry: &&LogEntry| entry.actor == "mei" && entry.action == ArchiveAction::ViewElectronic;
    let view = entries.iter().filter(is_view).find(|entry| entry.fields_left_out > 0).unwrap();
    // More fields than anybody may ask for are refused, and the refusal is entered.
    assert_eq!((view.outcome, view.role.as_deref()), (LogOutcome::Denied, Some("maintainer")));
    assert_eq!(view.rule.as_deref(), Some("unsound_terms"));
    assert_eq!((view.fields.len(), view.fields_left_out), (64, 6));
    assert_eq!(view.form, Some(AccessForm::Electronic));
    assert_eq!(view.policy, policy.policy_digest);
    let nobody = entries.iter().find(|entry| entry.actor == "nobody").unwrap();
    assert_eq!((nobody.role.as_deref(), nobody.rule.as_deref()), (None, Some("outside")));
    // Two texts that are no ids stay two.
    let marks: std::collections::BTreeSet<_> =
        entries.iter().filter(|entry| entry.actor.starts_with('#')).map(|entry| &entry.actor).collect();
    assert_eq!(marks.len(), 3);
}
