//! What happens to a case, event by event (§3.3, §5.6).

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::authority::Authority;
use super::circumstances::Circumstances;
use super::papers::Papers;
use super::terms::{Terms, hex_sha256};
use crate::ids::{DelegationId, PersonId};
use crate::policy::{Approval, Policy, StepAct};

/// One thing that happened to a case, and was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day, not before that of the event before.
    pub on: NaiveDate,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub what: EventKind,
}

/// What can happen to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EventKind {
    /// The applicant submits it: documents are judged, the tier is chosen, its steps and rules are fixed.
    Submit(Box<Submission>),
    /// Somebody takes a step, returns or rejects it.
    Act(Box<Act>),
    /// The applicant changes the terms, which voids what was signed.
    Amend {
        /// The terms from now on.
        terms: Box<Terms>,
    },
    /// The applicant withdraws it.
    Withdraw {
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// What a case was submitted with, and the rules it has stood under since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The digest of the terms that were submitted; what acts name is [`Case::digest`](super::Case::digest).
    pub digest: String,
    /// What was handed in.
    #[serde(default)]
    pub papers: Papers,
    /// What was known beside it.
    #[serde(default)]
    pub circumstances: Circumstances,
    /// The rules as they were on that day, so that the case replays under any later policy.
    pub rules: Rules,
}

impl Submission {
    /// SHA-256 of the terms, of what was handed in and known, and of the submission's place among the
    /// events: what acts are bound to.
    pub(super) fn bound_digest(&self, at: usize) -> String {
        let handed_in = serde_json::to_string(&(&self.papers, &self.circumstances)).unwrap_or_default();
        hex_sha256(&["keyaccount submission 1\n", &self.digest, "\n", &at.to_string(), "\n", &handed_in])
    }
}

/// `[approval]` of a policy, and which policy that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Name of the policy.
    pub policy_name: String,
    /// Its version.
    pub policy_version: String,
    /// SHA-256 of its resolved meaning.
    pub policy_digest: String,
    /// Its rules on approvals, shared by the cases submitted under them.
    #[serde(serialize_with = "whole", deserialize_with = "shared")]
    pub approval: Arc<Approval>,
}

impl Rules {
    /// The rules of a policy; `None` if it says nothing of approvals.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        Some(Self {
            policy_name: policy.header().name.clone(),
            policy_version: policy.header().version.clone(),
            policy_digest: policy.digest(),
            approval: Arc::new(policy.approval()?.clone()),
        })
    }
}

impl Rules {
    /// Whether these are the rules of a policy that they claim to be of; true of any other policy, which
    /// nothing is claimed about.
    #[must_use]
    pub fn agree_with(&self, policy: &Self) -> bool {
        self.policy_digest != policy.policy_digest || self == policy
    }
}

fn whole<S: Serializer>(approval: &Arc<Approval>, serializer: S) -> Result<S::Ok, S::Error> {
    Approval::serialize(approval, serializer)
}

fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Approval>, D::Error> {
    Approval::deserialize(deserializer).map(Arc::new)
}

/// An act on a step: who did it, in whose place, on what authority, on which terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The step, from 1.
    pub step: usize,
    /// What was decided.
    pub decision: Decision,
    /// The digest of the submission it was decided on (`Case::digest`).
    pub digest: String,
    /// The role and the delegation, as they were on that day.
    pub authority: Authority,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// What somebody decides on a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Sign it, and go on.
    Sign,
    /// Approve it, and go on.
    Approve,
    /// Put it on file, and go on.
    File,
    /// Send it back to be done over.
    Return,
    /// Refuse it for good.
    Reject,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 5] = [Self::Sign, Self::Approve, Self::File, Self::Return, Self::Reject];

    /// `sign`, `approve`, `file`, `return` or `reject`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Approve => "approve",
            Self::File => "file",
            Self::Return => "return",
            Self::Reject => "reject",
        }
    }

    /// The step it takes, if it takes one.
    pub(super) const fn step(self) -> Option<StepAct> {
        match self {
            Self::Sign => Some(StepAct::Sign),
            Self::Approve => Some(StepAct::Approve),
            Self::File => Some(StepAct::File),
            Self::Return | Self::Reject => None,
        }
    }
}

impl From<StepAct> for Decision {
    fn from(act: StepAct) -> Self {
        match act {
            StepAct::Sign => Self::Sign,
            StepAct::Approve => Self::Approve,
            StepAct::File => Self::File,
        }
    }
}

/// A submission as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitRequest {
    /// The day.
    pub on: NaiveDate,
    /// Who submits.
    pub by: PersonId,
    /// What is handed in.
    #[serde(default)]
    pub papers: Papers,
    /// What is known beside it.
    #[serde(default)]
    pub circumstances: Circumstances,
}

/// An act as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRequest {
    /// The day.
    pub on: NaiveDate,
    /// Who acts.
    pub by: PersonId,
    /// What is decided.
    pub decision: Decision,
    /// The role in which it is decided, one's own or that of whom one stands in for.
    pub role: String,
    /// The delegation by which one stands in for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationId>,
    /// The digest of the submission it is decided on (`Case::digest`): what was read.
    pub digest: String,
    /// What is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// A change of the terms as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendRequest {
    /// The day.
    pub on: NaiveDate,
    /// Who amends.
    pub by: PersonId,
    /// The terms from then on, all of them.
    pub terms: Terms,
}

/// A withdrawal as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawRequest {
    /// The day.
    pub on: NaiveDate,
    /// Who withdraws.
    pub by: PersonId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
