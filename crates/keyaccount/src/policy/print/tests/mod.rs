#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod changes;
mod everything;
mod wording;

use crate::labels::Language;
use crate::policy::{Policy, PolicyDocument};

/// Every key, with numbers no shipped policy has.
fn unusual() -> Policy {
    Policy::from_text("unusual.toml", include_str!("unusual.toml")).unwrap_or_else(|error| panic!("{error}"))
}

/// The policies the tests go through: each shipped one, and the unusual one.
fn policies() -> Vec<Policy> {
    let shipped = Policy::shipped_names().map(|name| Policy::shipped(name).unwrap());
    shipped.chain([unusual()]).collect()
}

/// A policy with some values changed.
fn changed(policy: &Policy, settings: &[(&str, &str)]) -> Option<Policy> {
    let mut document = PolicyDocument::parse("changed.toml", &policy.to_toml()).ok()?;
    for (path, value) in settings {
        document.set(path, value).ok()?;
    }
    document.resolve().ok()
}

/// All four documents, without the digest, which any change would change.
fn documents(policy: &Policy) -> Vec<String> {
    let digest = policy.digest();
    let without = |text: String| text.replace(&digest, "").replace(&digest[..12], "");
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            let printed = policy.document(language);
            [without(printed.to_text()), without(printed.to_markdown())]
        })
        .collect()
}
