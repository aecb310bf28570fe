//! Who may dispose of records under a policy.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::archive::PolicyUsed;
use crate::policy::{ArchiveAction, Permission, Policy, RetentionRules};

/// What a disposal stands under: the schedule, and who may propose, approve and carry out.
///
/// Whoever may `dispose` by `[archive.access]`, in whatever manner, proposes and carries out; its `approver`
/// and `second_approver` approve. A disposal needs both approvals even where access asks for fewer (§6.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalRules {
    /// Which policy that is.
    pub policy: PolicyUsed,
    /// Where the written policy says who may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The roles that propose disposals and carry them out; at least one.
    pub disposers: Vec<String>,
    /// The role that approves first.
    pub approver: String,
    /// The role that approves second.
    pub second_approver: String,
    /// Its rules on retention, shared by the disposals under them.
    #[serde(serialize_with = "whole", deserialize_with = "shared")]
    pub retention: Arc<RetentionRules>,
}

impl DisposalRules {
    /// The rules of a policy; `None` if it has no retention schedule, lets nobody dispose of records, or
    /// names no two approvers.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        let archive = policy.archive();
        let (retention, access) = (archive.retention.as_ref()?, archive.access.as_ref()?);
        let rule = access.actions.iter().find(|rule| rule.action == ArchiveAction::Dispose)?;
        let may = access.roles.iter().zip(&rule.permissions);
        let disposers: Vec<_> = may
            .filter(|(_, permission)| **permission != Permission::Deny)
            .map(|(role, _)| role.clone())
            .collect();
        if disposers.is_empty() {
            return None;
        }
        Some(Self {
            policy: PolicyUsed::of(policy),
            clause: rule.clause.clone().or_else(|| access.clause.clone()),
            disposers,
            approver: access.approver.clone()?,
            second_approver: access.second_approver.clone()?,
            retention: Arc::new(retention.clone()),
        })
    }
}

fn whole<S: Serializer>(rules: &Arc<RetentionRules>, serializer: S) -> Result<S::Ok, S::Error> {
    RetentionRules::serialize(rules, serializer)
}

fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<RetentionRules>, D::Error> {
    RetentionRules::deserialize(deserializer).map(Arc::new)
}
