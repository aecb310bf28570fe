//! Who may dispose of records under a policy.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::approval::checks::Checks;
use crate::archive::PolicyUsed;
use crate::error::{Problem, ProblemCode};
use crate::policy::{ArchiveAction, KeepFor, Permission, Policy, RetentionClass, RetentionRules};

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
    /// Those of both approvers' roles that decide on records of their own department alone (§6.3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_roles: Vec<String>,
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
        let (approver, second_approver) = (access.approver.clone()?, access.second_approver.clone()?);
        let approves = |role: &&String| **role == approver || **role == second_approver;
        let unit_roles = access.unit_roles.iter().filter(approves).cloned().collect();
        Some(Self {
            policy: PolicyUsed::of(policy),
            clause: rule.clause.clone().or_else(|| access.clause.clone()),
            disposers,
            approver,
            second_approver,
            unit_roles,
            retention: Arc::new(retention.clone()),
        })
    }
}

/// As many classes the rules of a file may have.
const MOST_CLASSES: usize = 1_000;

impl DisposalRules {
    /// Reports rules that no policy can have.
    pub(super) fn check(&self, checks: &mut Checks) {
        let mut unsound = |path: &str, expected: &str| {
            let problem = Problem::new(ProblemCode::OutOfRange, "rules that no policy can have", expected);
            checks.problem(format!("opened.rules.{path}"), problem);
        };
        if self.disposers.is_empty() || self.disposers.len() > MOST_CLASSES {
            unsound("disposers", "at least one role, and at most 1,000");
        }
        let mut names = BTreeSet::new();
        let classes = &self.retention.classes;
        let sound = |class: &RetentionClass| match class.keep {
            KeepFor::Months(months) => months > 0 && i32::try_from(months).is_ok() && class.then.is_some(),
            KeepFor::Permanent => !class.personal,
        };
        if classes.len() > MOST_CLASSES || !classes.iter().all(|of| names.insert(&of.name) && sound(of)) {
            unsound("retention.classes", "at most 1,000 classes, each once, with an end if personal");
        }
    }
}

fn whole<S: Serializer>(rules: &Arc<RetentionRules>, serializer: S) -> Result<S::Ok, S::Error> {
    RetentionRules::serialize(rules, serializer)
}

fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<RetentionRules>, D::Error> {
    RetentionRules::deserialize(deserializer).map(Arc::new)
}
