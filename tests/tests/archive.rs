//! Runs the vectors of `archive/`, and shows that every code is produced by one of them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use keyaccount::archive::{
    CompositionPolicy, DeidentifyKey, LeftOutReason, LogDifference, LogHead, LogIntegrity, LogPolicy,
    LogRule, LogVerifier, LogWatch, PrivacyPolicy, verify_log,
};
use keyaccount::{Language, Policy};
use keyaccount_tests::archive::{ArchiveQuestion, ArchiveVector};
use keyaccount_tests::read_files;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn vectors() -> Vec<ArchiveVector> {
    let files = read_files::<ArchiveVector>(&keyaccount_tests::vectors().join("archive")).unwrap();
    files.into_iter().flat_map(|(_, file)| file.vectors).collect()
}

/// Holds what was found against what was expected, its JSON against itself, its sentences against both.
fn hold<T>(id: &str, found: &T, expect: &Value, read: impl Fn(Language) -> String, en: &str, zh: &str)
where
    T: PartialEq + Debug + Serialize + DeserializeOwned,
{
    let mut shown = serde_json::to_value(found).unwrap();
    let used = shown.as_object_mut().and_then(|shown| shown.remove("policy"));
    assert_eq!(shown, *expect, "{id}");
    assert!(used.is_none_or(|used| used["name"] == "standard" && used["version"] == "1"), "{id}");
    let again: T = serde_json::from_str(&serde_json::to_string(found).unwrap()).unwrap();
    assert_eq!(again, *found, "{id}: JSON");
    assert_eq!(read(Language::English), en, "{id}: English");
    assert_eq!(read(Language::Chinese), zh, "{id}: Chinese");
}

/// The digest of the entries of the vectors, unless they are of another policy, is these digits throughout.
const DECIDED_BY: &str = "ab";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn every_vector_holds() {
    let policy = Policy::shipped("standard").unwrap();
    let privacy = PrivacyPolicy::of(&policy).unwrap();
    let composition = CompositionPolicy::of(&policy).unwrap();
    let vectors = vectors();
    assert!(vectors.len() > 30, "{}", vectors.len());
    for ArchiveVector { id, archive, .. } in &vectors {
        match archive {
            ArchiveQuestion::Log { log, checkpoint, expect, en, zh } => {
                let found = verify_log(log.as_bytes(), checkpoint.clone()).unwrap();
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Search { entries, registers, expect, en, zh } => {
                let rules = LogPolicy::of(&policy).unwrap().also_of(DECIDED_BY.repeat(32));
                let mut watch = rules.watch(registers).unwrap();
                for (line, entry) in (2..).zip(entries) {
                    watch.see(line, entry);
                }
                let found = watch.finish();
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Deidentify { key, table, expect, report, en, zh } => {
                let key = DeidentifyKey::new(bytes(key)).unwrap_or_else(|problem| panic!("{problem}"));
                let (left, found) = privacy.deidentify(table, &key).unwrap();
                assert_eq!(left, *expect, "{id}");
                hold(id, &found, report, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Anonymise { table, expect, report, en, zh } => {
                let (left, found) = privacy.anonymise(table).unwrap();
                assert_eq!(left, *expect, "{id}");
                hold(id, &found, report, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Composition { on_file, key_account, as_of, expect, en, zh } => {
                let found = composition.composition(on_file, *key_account, *as_of);
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Quality { filled, changes, sample, as_of, expect, en, zh } => {
                let completeness = composition.card_completeness(filled);
                let found = composition.quality(completeness, changes, *sample, *as_of).unwrap();
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
        }
    }
}

/// Every text under a key of this name.
fn under(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                match value.as_str() {
                    Some(text) if name == key => {
                        found.insert(text.to_owned());
                    }
                    _ => under(value, key, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| under(item, key, found)),
        _ => {}
    }
}

#[test]
fn every_code_is_produced_by_a_vector() {
    let produced = |key: &str| {
        let mut found = BTreeSet::new();
        for vector in vectors() {
            match &vector.archive {
                ArchiveQuestion::Log { expect, .. }
                | ArchiveQuestion::Search { expect, .. }
                | ArchiveQuestion::Composition { expect, .. }
                | ArchiveQuestion::Quality { expect, .. } => under(expect, key, &mut found),
                ArchiveQuestion::Deidentify { report, .. } | ArchiveQuestion::Anonymise { report, .. } => {
                    under(report, key, &mut found);
                }
            }
        }
        found
    };
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(produced("outcome"), codes(&LogIntegrity::ALL.map(LogIntegrity::code)));
    assert_eq!(produced("difference"), LogDifference::ALL.iter().map(|of| of.code().to_owned()).collect());
    assert_eq!(produced("rule"), LogRule::ALL.iter().map(|of| of.code().to_owned()).collect());
    assert_eq!(produced("reason"), LeftOutReason::ALL.iter().map(|of| of.code().to_owned()).collect());
    assert_eq!(produced("status"), codes(&["fresh", "stale", "copy_only", "missing"]));
}

fn crosses_threads<T: Send + Sync>() {}

#[test]
fn public_types_cross_threads() {
    crosses_threads::<LogHead>();
    crosses_threads::<LogVerifier>();
    crosses_threads::<LogWatch<'_>>();
    crosses_threads::<DeidentifyKey>();
    crosses_threads::<PrivacyPolicy<'_>>();
    crosses_threads::<CompositionPolicy<'_>>();
}
