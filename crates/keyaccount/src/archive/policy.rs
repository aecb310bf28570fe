//! The rules on access as they were on a day, and which policy that was.

use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::assessment::Stamp;
use crate::policy::{AccessRules, DelegationRules, Policy};
use crate::scoring::RULES_VERSION;

/// `[archive.access]` of a policy with who may stand in, and which policy that was. A request stores it, so
/// that it replays under any later policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessPolicy {
    /// Name of the policy.
    pub policy_name: String,
    /// Its version.
    pub policy_version: String,
    /// SHA-256 of its resolved meaning.
    pub policy_digest: String,
    /// Its rules on access, shared by the requests made under them.
    #[serde(serialize_with = "whole", deserialize_with = "shared")]
    pub access: Arc<AccessRules>,
    /// Who may stand in for an approver; nobody without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationRules>,
}

impl AccessPolicy {
    /// The rules of a policy; `None` if it says nothing of access.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        Some(Self {
            policy_name: policy.header().name.clone(),
            policy_version: policy.header().version.clone(),
            policy_digest: policy.digest(),
            access: Arc::new(policy.archive().access.clone()?),
            delegation: policy.approval().and_then(|approval| approval.delegation.clone()),
        })
    }

    /// Whether these are the rules of a policy that they claim to be of; true of any other policy, which
    /// nothing is claimed about.
    #[must_use]
    pub fn agree_with(&self, policy: &Self) -> bool {
        self.policy_digest != policy.policy_digest || self == policy
    }

    pub(super) fn stamp(&self, on: NaiveDate) -> Stamp {
        Stamp {
            policy_name: self.policy_name.clone(),
            policy_version: self.policy_version.clone(),
            policy_digest: self.policy_digest.clone(),
            rules_version: RULES_VERSION,
            as_of: on,
            input_digest: String::new(),
            population_digest: None,
            library_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

impl AccessRules {
    /// When a grant ends that was decided on at an instant: 24:00 of that day + `grant_days`, which is the
    /// first instant it no longer holds (§6.3a). The end of time if no calendar has that day.
    ///
    /// ```
    /// use keyaccount::Policy;
    /// let standard = Policy::shipped("standard").unwrap();
    /// let access = standard.archive().access.as_ref().unwrap();
    /// let ends = access.grant_ends("2026-11-02T15:30:00".parse().unwrap());
    /// assert_eq!(ends, "2026-11-10T00:00:00".parse().unwrap());
    /// ```
    #[must_use]
    pub fn grant_ends(&self, decided_at: NaiveDateTime) -> NaiveDateTime {
        let days = Days::new(u64::from(self.grant_days).saturating_add(1));
        let midnight = decided_at.date().checked_add_days(days).and_then(|day| day.and_hms_opt(0, 0, 0));
        midnight.unwrap_or(NaiveDateTime::MAX)
    }
}

/// The last day on which something holds that ends at an instant.
pub(super) fn last_day(ends: NaiveDateTime) -> NaiveDate {
    ends.checked_sub_signed(chrono::TimeDelta::nanoseconds(1)).unwrap_or(ends).date()
}

fn whole<S: Serializer>(access: &Arc<AccessRules>, serializer: S) -> Result<S::Ok, S::Error> {
    AccessRules::serialize(access, serializer)
}

fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<AccessRules>, D::Error> {
    AccessRules::deserialize(deserializer).map(Arc::new)
}
