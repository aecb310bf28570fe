//! Runs the vectors of `archive/`, and shows that every code is produced by one of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Debug;

use keyaccount::archive::{
    ArchiveQuality, DeidentifyKey, LeftOutReason, LogDifference, LogIntegrity, LogRule, LogWatch, PartStatus,
    verify_log,
};
use keyaccount::{Language, Policy};
use keyaccount_tests::archive::{ArchiveQuestion, ArchiveVector};
use keyaccount_tests::read_files;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn vectors() -> Vec<ArchiveVector> {
    let files = read_files::<ArchiveVector>(&keyaccount_tests::vectors().join("archive")).unwrap();
    files.into_iter().flat_map(|(_, file)| file.vectors).collect()
}

/// Holds what was found against what was expected, its JSON against itself, its sentences against both.
fn hold<T>(id: &str, found: &T, expect: &T, read: impl Fn(Language) -> String, en: &str, zh: &str)
where
    T: PartialEq + Debug + Serialize + DeserializeOwned,
{
    assert_eq!(found, expect, "{id}");
    let again: T = serde_json::from_str(&serde_json::to_string(found).unwrap()).unwrap();
    assert_eq!(again, *found, "{id}: JSON");
    assert_eq!(read(Language::English), en, "{id}: English");
    assert_eq!(read(Language::Chinese), zh, "{id}: Chinese");
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn every_vector_holds() {
    let policy = Policy::shipped("standard").unwrap();
    let archive = policy.archive();
    let privacy = archive.privacy.as_ref().unwrap();
    let composition = archive.composition.as_ref().unwrap();
    let vectors = vectors();
    assert!(vectors.len() > 30, "{}", vectors.len());
    for ArchiveVector { id, archive, .. } in &vectors {
        match archive {
            ArchiveQuestion::Log { log, checkpoint, expect, en, zh } => {
                let found = verify_log(log.as_bytes(), checkpoint.clone()).unwrap();
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
            ArchiveQuestion::Search { entries, registers, expect, en, zh } => {
                let mut watch = LogWatch::new(&policy, registers).unwrap();
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
                let found = ArchiveQuality::new(completeness, changes, *sample, *as_of).unwrap();
                hold(id, &found, expect, |language| found.text(language), en, zh);
            }
        }
    }
}

#[test]
fn every_code_is_produced_by_a_vector() {
    let (mut integrity, mut differences) = (BTreeSet::new(), BTreeSet::new());
    let (mut rules, mut unjudged) = (BTreeSet::new(), BTreeSet::new());
    let (mut reasons, mut statuses) = (BTreeSet::new(), BTreeSet::new());
    for vector in vectors() {
        match vector.archive {
            ArchiveQuestion::Log { expect, .. } => {
                integrity.insert(expect.outcome);
                differences.extend(expect.first_altered.map(|altered| altered.difference));
            }
            ArchiveQuestion::Search { expect, .. } => {
                rules.extend(expect.findings.iter().map(|finding| finding.rule));
                unjudged.extend(expect.unjudged);
            }
            ArchiveQuestion::Deidentify { report, .. } | ArchiveQuestion::Anonymise { report, .. } => {
                reasons.extend(report.left_out.iter().map(|of| of.reason));
            }
            ArchiveQuestion::Composition { expect, .. } => {
                statuses.extend(expect.parts.iter().map(|part| part.status));
            }
            ArchiveQuestion::Quality { .. } => {}
        }
    }
    assert_eq!(integrity, LogIntegrity::ALL.into());
    assert_eq!(differences, LogDifference::ALL.iter().copied().collect());
    assert_eq!(rules, LogRule::ALL.iter().copied().collect());
    assert_eq!(unjudged, [LogRule::NoLiveGrant, LogRule::LapsedNda].into());
    assert_eq!(reasons, LeftOutReason::ALL.iter().copied().collect());
    assert_eq!(statuses, PartStatus::ALL.into());
}
