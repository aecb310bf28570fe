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
        ("standard", "696ee36e09c8b3f83c49e89f6c5d82ed39b20b2b0e09fbcbf0178f7805cdedf9"),
        ("no_cost", "87c409ea29b9e8c4168aec873b6dedd17c0acb698f13b6ed0a41ef44164d2cc4"),
        ("equal_thirds", "43785a3a3402b6958d6e718bdee1c3a7806e86f832bc582c008c79e88351520a"),
        ("cn_monthly_steps", "33e26c0310152f27900f72b16a77332771aaa31fe9d3b59bcfe09c3d1f26afc6"),
        ("gbt_ten_level", "d2f84cfc695d9e67f7abc356e1794c0d5a719d33b059367ec1c5bd54c283f915"),
        ("80_70_60", "8cec57b5412b162fef1b491629be50ce70a2ec3053bfba2b54857ed5cf7228c3"),
        ("max_ratio", "1ceef309082141406600fc1ad7a77196048b876a6f45f966ed0a4be9ec688e27"),
        ("strict_archive", "e737b11e7d9da1dd20faf940e6013b642855b309c33be7f473423ac1ca26f1ed"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
