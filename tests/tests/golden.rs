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
        "36d17865c3a7d9f0ba1e1e9d7ad8b876e937cf1c1fc3a9d53213bf5025d40155",
        "66157bdfd9eb5fe522e1ebe02dca7caa25e9e060f1aa235d0d03afcc2f6f426f",
    ];
    assert_eq!(found, frozen);
}

#[test]
fn the_digest_of_every_shipped_policy_is_frozen() {
    let found: Vec<_> =
        Policy::shipped_names().map(|name| (name, Policy::shipped(name).unwrap().digest())).collect();
    let frozen = [
        ("standard", "895ee2aaf3d13585341b3127ebd90bc98f78d02f44dafbbd782bd072baaa87c7"),
        ("no_cost", "d8efc613470b3ecc2ff0fd3314641ef79b856a4ba92ad57b4d93ce945a2bb4d9"),
        ("equal_thirds", "91a12e81cb538ac2ed86db85828dfdd5d8b771f0b3a772e946735fb362bc6823"),
        ("cn_monthly_steps", "a2b44d35d4e1dd5b1e47b944538024eedc377d87c603078ec3062b786e91e6d3"),
        ("gbt_ten_level", "c757b1b3b871cb3cc3f9e7575d0075b27bb673f106217c9b8c47830953dd0474"),
        ("80_70_60", "f607753b8528a237e0ac8363d3add64a82873a97ffe3b61b2d3a972ff32a59aa"),
        ("max_ratio", "6a19a61c394cef775dd8b26a9452bb652ce1f3b1792b703c5124875418010ccf"),
        ("strict_archive", "0b9b4963f9a65d58f9d1976180e5c8e85e84aad6d49189e7b6137a53af9ba000"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
