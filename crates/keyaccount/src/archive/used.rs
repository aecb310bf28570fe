//! Which policy a result was made under.

use serde::{Deserialize, Serialize};

use crate::policy::Policy;

/// The policy a result was made under: with it and the same input, anybody makes the same result again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyUsed {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its resolved meaning.
    pub digest: String,
}

impl PolicyUsed {
    /// The policy as it is.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let header = policy.header();
        Self { name: header.name.clone(), version: header.version.clone(), digest: policy.digest() }
    }
}
