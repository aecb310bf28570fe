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
        ("standard", "6dd94bd52b6b1d6bcf3714b2a2629c9cda73b9ed78f5adf058bc913d7c1dd5b5"),
        ("no_cost", "3780e6b2b3c043d8c594b9528803647666e4ba9628709dd5383bbd6a824157b6"),
        ("equal_thirds", "c6a014462fa72887a0c7a38b9173cdd881bccaedd5f1f4b99fda836f35a8423f"),
        ("cn_monthly_steps", "99127be56f4097e9fbaff9f4b335e91b364aee0dc8d4f0d91ea7b7ce2a134395"),
        ("gbt_ten_level", "bcc68fe1de2f7e38bce30499eaea58d63c96943e3e61e8f61dfd95c8b4cd4df5"),
        ("80_70_60", "5bc8be8c3c4e3aab5b047a70f4bc926e31a467973773c690e86fdbb03d4afd18"),
        ("max_ratio", "54515eac5d21e8b61ba6d937f0c43d98a90482b7f58def9976aede00d28d99be"),
        ("strict_archive", "009659734ffcfc08e1e9bdcf7fb86b131b8b619e34a5c1e012ecb8fa34311bf8"),
    ];
    assert_eq!(found, frozen.map(|(name, digest)| (name, digest.to_owned())));
}
