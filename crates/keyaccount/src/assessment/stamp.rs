//! The stamp: what a result was made from, so that it can be made again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::scoring::RULES_VERSION;

/// What a result was made from. The same stamp and library version give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Name of the policy.
    pub policy_name: String,
    /// Its version.
    pub policy_version: String,
    /// SHA-256 of its resolved meaning.
    pub policy_digest: String,
    /// [`RULES_VERSION`](crate::RULES_VERSION) of the library.
    pub rules_version: u32,
    /// The day the result holds for.
    pub as_of: NaiveDate,
    /// [`Book::input_digest`](crate::book::Book::input_digest); empty if it was not asked for.
    pub input_digest: String,
    /// [`Population::digest`](crate::Population::digest) of a population measured before; empty if the
    /// population is the book's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_digest: Option<String>,
    /// Version of this library.
    pub library_version: String,
}

impl Stamp {
    /// The stamp of a result that looked at nothing but the policy and the question: no input digest.
    #[must_use]
    pub fn new(policy: &Policy, as_of: NaiveDate) -> Self {
        Self {
            policy_name: policy.header().name.clone(),
            policy_version: policy.header().version.clone(),
            policy_digest: policy.digest(),
            rules_version: RULES_VERSION,
            as_of,
            input_digest: String::new(),
            population_digest: None,
            library_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
