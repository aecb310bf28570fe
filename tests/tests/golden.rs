//! Digests that must never change by accident. Whoever changes one on purpose raises `RULES_VERSION`
//! or says in the changelog why stamps of earlier runs no longer agree.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use chrono::NaiveDate;
use keyaccount::{Policy, RULES_VERSION};
use keyaccount_files::{ReadOptions, read_book};

#[test]
fn the_digests_of_the_shipped_policies_and_the_sample_book_are_frozen() {
    let digest = |name: &str| Policy::shipped(name).unwrap().digest();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sample-book");
    let book = read_book(&sample, ReadOptions::default()).unwrap();
    let input = |y, m, d| book.book().input_digest(NaiveDate::from_ymd_opt(y, m, d).unwrap());
    let found = [
        RULES_VERSION.to_string(),
        digest("standard"),
        digest("no_cost"),
        input(2026, 6, 30),
        input(2025, 12, 31),
    ];
    let frozen = [
        "1",
        "50b1887e6c267d6b248be1d4e4787e0521f9adc52752d0a84a26dbe26dcba9a0",
        "4239945437977fa0e10398393925e657fac2b3bcd5628a260f7707d4223f3c04",
        "d115a500660a33452cf5a9e1e144e84168ef6843b7dc1bcf98db2b51f74d4909",
        "a2a563f071a98d367e25b467fc67b667ed6c0f2be59412fe393ced14749ee37b",
    ];
    assert_eq!(found, frozen);
}
