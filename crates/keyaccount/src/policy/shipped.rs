//! The policies that come with the library.

use super::{Policy, PolicyDocument};

#[cfg(test)]
mod tests;

struct Shipped {
    name: &'static str,
    versioned: &'static str,
    source: &'static str,
}

macro_rules! shipped {
    ($($name:literal)+) => {
        &[$(Shipped {
            name: $name,
            versioned: concat!($name, "@1"),
            source: include_str!(concat!("../../policies/", $name, ".toml")),
        },)+]
    };
}

/// In the order they are listed.
const SHIPPED: &[Shipped] = shipped! {
    "standard"
    "no_cost"
    "equal_thirds"
    "cn_monthly_steps"
    "gbt_ten_level"
    "80_70_60"
    "max_ratio"
    "strict_archive"
};

/// The text of the shipped policy of this name and version.
pub(super) fn versioned(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|shipped| shipped.versioned == name).map(|shipped| shipped.source)
}

/// Names with versions, as `extends` takes them.
pub(super) fn versioned_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.versioned)
}

impl Policy {
    /// The names of the shipped policies.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|shipped| shipped.name)
    }

    /// The text of a shipped policy, comments and all: by name (`standard`) or by name and version
    /// (`standard@1`).
    #[must_use]
    pub fn shipped_source(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|s| s.name == name || s.versioned == name).map(|s| s.source)
    }

    /// A shipped policy, by name (`standard`) or by name and version (`standard@1`).
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let source = Self::shipped_source(name)?;
        PolicyDocument::parse(name, source).and_then(PolicyDocument::resolve).ok()
    }
}
