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
        ("standard", "85e424cf71f0024eae9d9a3ac36fa67bbad01967e2f64828da2e39d233261528"),
        ("no_cost", "03f727b519f51b989586cc53a35ae7af0f9fe30e9f208691a6745dca2cdc57f0"),
        ("equal_thirds", "2f39742687222da6f2b0b53753a8f462858e91b7a3144cdc9ef17511cce4707f"),
        ("cn_monthly_steps", "f3a2f71256277df2e936c469d0efa2331b223bd73208a3cbaad24bfd5828a796"),
        ("gbt_ten_level", "520fe2a5d646327e9330266cdebd5a69be7f026aa84c6d0b192151da5f903c6c"),
        ("80_70_60", "b1ed5eeffdca17fa9fbfaf5c02563af9857c3faac2d6bf2b11f83ba3f436a419"),
        ("max_ratio", "e576d2b25613859f8c85f0de1f4df050232a6db008f13f6194375ef036790fca"),
        ("strict_archive", "c286c6ab3c9c1108396eaf11e200303aca5f82e0df4f3d84afe6da3e07930cd4"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
