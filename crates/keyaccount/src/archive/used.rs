//! Which policy a result was made under, or a list of events stands under.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::Stamp;
use crate::policy::Policy;
use crate::scoring::RULES_VERSION;

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

    /// The stamp of a decision under it; `as_of` is the day it holds for.
    pub(crate) fn stamp(&self, as_of: NaiveDate) -> Stamp {
        Stamp {
            policy_name: self.name.clone(),
            policy_version: self.version.clone(),
            policy_digest: self.digest.clone(),
            rules_version: RULES_VERSION,
            as_of,
            input_digest: String::new(),
            population_digest: None,
            library_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
