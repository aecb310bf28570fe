//! Digests that must never change by accident. Whoever changes one on purpose raises `RULES_VERSION`
//! or says in the changelog why stamps of earlier runs no longer agree.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use chrono::NaiveDate;
use keyaccount::{Policy, RULES_VERSION};
use keyaccount_files::{ReadOptions, read_book};

#[test]
fn the_rules_and_the_digest_of_the_sample_book_are_frozen() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sample-book");
    let book = read_book(&sample, ReadOptions::default()).unwrap();
    let input = |y, m, d| book.book().input_digest(NaiveDate::from_ymd_opt(y, m, d).unwrap());
    let found = [RULES_VERSION.to_string(), input(2026, 6, 30), input(2025, 12, 31)];
    let frozen = [
        "1",
        "d115a500660a33452cf5a9e1e144e84168ef6843b7dc1bcf98db2b51f74d4909",
        "a2a563f071a98d367e25b467fc67b667ed6c0f2be59412fe393ced14749ee37b",
    ];
    assert_eq!(found, frozen);
}

#[test]
fn the_digest_of_every_shipped_policy_is_frozen() {
    let found: Vec<_> =
        Policy::shipped_names().map(|name| (name, Policy::shipped(name).unwrap().digest())).collect();
    let frozen = [
        ("standard", "50b1887e6c267d6b248be1d4e4787e0521f9adc52752d0a84a26dbe26dcba9a0"),
        ("no_cost", "4239945437977fa0e10398393925e657fac2b3bcd5628a260f7707d4223f3c04"),
        ("equal_thirds", "cfdeb3ec677546eafcf007f0e1e59127c5d3b5b57f5c31ee2151c6121c12c45a"),
        ("cn_monthly_steps", "c74598b356b30cacc04784fd5405260635da479fcc537de5b07b6a4a75143f01"),
        ("gbt_ten_level", "6688ef8ddc408f391a2efb7f0b042c2c3dcbe59578b697ae52d3efe0ee264c9a"),
        ("80_70_60", "0e9a8a6ebf9dbb2aa3014fbf33ff6b31ea6889ed8967c2cbea5de04485acca0c"),
        ("max_ratio", "b03641ffcd045b3ab80254301c6b6b5cc495fb8eff9fd22a6d03c954a7027746"),
        ("strict_archive", "4c123406f2e42aa9cc89dd8a2c0708ba57f0365d7b92a1b23b2b58d5bb548f2d"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
