//! A disposal: a list of events from which its state follows (§6.5; §6.2 row Dispose).
//!
//! Every event passes through one set of rules, whether it is asked for now or read back from a file, so no
//! file can say more than what could have happened.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::record::{Hold, KeptRecord};
use super::rules::DisposalRules;
use crate::approval::RoleHolder;
use crate::approval::checks::Checks;
use crate::ids::{CaseId, PersonId};

/// Where a disposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisposalPhase {
    /// Nothing is proposed yet.
    Draft,
    /// Records are proposed.
    Proposed,
    /// The first approval is given.
    ApprovedOnce,
    /// Both approvals are given; witnesses may attend.
    ApprovedTwice,
    /// It has been carried out.
    Executed,
    /// It stands on the disposal list.
    Listed,
    /// An approver has refused it.
    Rejected,
    /// Its proposer has withdrawn it.
    Withdrawn,
}

impl DisposalPhase {
    /// Every phase.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Proposed,
        Self::ApprovedOnce,
        Self::ApprovedTwice,
        Self::Executed,
        Self::Listed,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The stable code, such as `approved_once`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::ApprovedOnce => "approved_once",
            Self::ApprovedTwice => "approved_twice",
            Self::Executed => "executed",
            Self::Listed => "listed",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What can happen to a disposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DisposalAct {
    /// Somebody who may dispose proposes records whose retention has ended.
    Propose {
        /// The records, each once.
        records: Vec<KeptRecord>,
    },
    /// The first approver approves.
    Approve,
    /// The second approver approves, another person.
    SecondApprove,
    /// A named witness attends, who takes no other part.
    Witness,
    /// Somebody who may dispose carries it out.
    Execute,
    /// It is entered on the disposal list.
    List {
        /// The number of the entry.
        entry_no: String,
    },
    /// The approver whose turn it is refuses it for good.
    Reject {
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The proposer withdraws it before it is carried out.
    Withdraw {
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// Something asked for: by whom, on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalRequest {
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub by: PersonId,
    /// What.
    pub act: DisposalAct,
}

/// One thing that happened to a disposal, and was accepted, with what it was accepted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalEvent {
    /// The day, not before that of the event before.
    pub on: NaiveDate,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub act: DisposalAct,
    /// The role in which it was done, as it was held on that day, where one is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holding: Option<RoleHolder>,
    /// What was known to hold one of the records some day, where that was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
}

/// What a disposal is opened with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalOpened {
    /// Its id.
    pub id: CaseId,
    /// The department whose records they are; approvers that policy binds to theirs must hold their role in
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The rules it stands under, as they were then.
    pub rules: DisposalRules,
}

impl DisposalOpened {
    pub(super) fn check(&self, checks: &mut Checks) {
        checks.id("opened.id", &self.id);
        checks.some_id("opened.department", self.department.as_deref());
        self.rules.check(checks);
    }
}

/// A disposal: what happened to it, and where it stands by that.
///
/// It reads and writes as JSON with [`from_json`](Self::from_json) and [`to_json`](Self::to_json); it holds
/// its rules and the role and the holds of every event, so it replays without a policy, an organisation and
/// a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposal {
    pub(super) opened: DisposalOpened,
    pub(super) events: Vec<DisposalEvent>,
    phase: DisposalPhase,
}

impl Disposal {
    pub(super) const fn of(opened: DisposalOpened) -> Self {
        Self { opened, events: Vec::new(), phase: DisposalPhase::Draft }
    }

    /// What it was opened with.
    #[must_use]
    pub const fn opened(&self) -> &DisposalOpened {
        &self.opened
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &CaseId {
        &self.opened.id
    }

    /// What happened to it, in order.
    #[must_use]
    pub fn events(&self) -> &[DisposalEvent] {
        &self.events
    }

    /// Where it stands.
    #[must_use]
    pub const fn phase(&self) -> DisposalPhase {
        self.phase
    }

    /// The records it is about; none while it is a draft.
    #[must_use]
    pub fn records(&self) -> &[KeptRecord] {
        let proposed = self.events.iter().find_map(|event| match &event.act {
            DisposalAct::Propose { records } => Some(records.as_slice()),
            _ => None,
        });
        proposed.unwrap_or_default()
    }

    /// Who did something, if it has been done.
    pub(super) fn who(&self, did: impl Fn(&DisposalAct) -> bool) -> Option<&str> {
        self.events.iter().find(|event| did(&event.act)).map(|event| event.by.as_str())
    }

    /// The proposer and the approvers there are.
    pub(super) fn took_part(&self) -> impl Iterator<Item = &str> {
        let parts = |act: &DisposalAct| {
            use DisposalAct::{Approve, Propose, SecondApprove};
            matches!(act, Propose { .. } | Approve | SecondApprove)
        };
        self.events.iter().filter(move |event| parts(&event.act)).map(|event| event.by.as_str())
    }

    /// The witnesses who attend, in the order they came.
    pub fn witnesses(&self) -> impl Iterator<Item = &PersonId> {
        let witnesses = self.events.iter().filter(|event| event.act == DisposalAct::Witness);
        witnesses.map(|event| &event.by)
    }

    /// The state after an event that was accepted.
    pub(super) fn push(&mut self, event: DisposalEvent) {
        self.phase = match event.act {
            DisposalAct::Propose { .. } => DisposalPhase::Proposed,
            DisposalAct::Approve => DisposalPhase::ApprovedOnce,
            DisposalAct::SecondApprove | DisposalAct::Witness => DisposalPhase::ApprovedTwice,
            DisposalAct::Execute => DisposalPhase::Executed,
            DisposalAct::List { .. } => DisposalPhase::Listed,
            DisposalAct::Reject { .. } => DisposalPhase::Rejected,
            DisposalAct::Withdraw { .. } => DisposalPhase::Withdrawn,
        };
        self.events.push(event);
    }
}
