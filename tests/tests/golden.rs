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
        "7504e12ab2a74d023940b9848caa32a816d81d21dcd234ce87ad4cbeb8930e81",
        "b5467355b6c959660272facc0c01c1581fe846b0602a9c145b3f316821fa25ab",
    ];
    assert_eq!(found, frozen);
}

#[test]
fn the_digest_of_every_shipped_policy_is_frozen() {
    let found: Vec<_> =
        Policy::shipped_names().map(|name| (name, Policy::shipped(name).unwrap().digest())).collect();
    let frozen = [
        ("standard", "9f51c04534a8b5d1ac80c0445aa575798ee822caf6d2e5bb98690261e43926b6"),
        ("no_cost", "17bd7ebae0159919216aa663e8c322f62b0aef98673ab8b12586b29d624b0765"),
        ("equal_thirds", "7e74dc1bbcbd82befa1c43526abe0336b34630dccd0fb10b2a6585fe965e715d"),
        ("cn_monthly_steps", "12a6fe9b0915fcfae5dbede4578471d0c88820337f54ad48552c31ac9c23f722"),
        ("gbt_ten_level", "a0a8517f5c510f0636efe8dc64ec62672bda6554f7737ca59cbde0c1f2e1ca80"),
        ("80_70_60", "0a6b4bbf5fa82942153ed97da602b72a46d6336f238f41351a7cac1e1629bc62"),
        ("max_ratio", "d294862da0bc17aa6388f9c604f556a5fdcea9a05aabe75934e41f4483d1ee30"),
        ("strict_archive", "a76d777ad7223bb72e24f12f8eee8f8718b3ff4ec8c20081128fd07a59ac7e9d"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
