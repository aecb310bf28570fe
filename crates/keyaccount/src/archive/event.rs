//! What happens to an access request, event by event (§3.3, §6.3).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::attempt::CustomerFile;
use super::policy::AccessPolicy;
use super::registers::Nda;
use crate::approval::{Authority, RoleHolder};
use crate::ids::{DelegationId, GrantId, PersonId, RequestId};
use crate::policy::{AccessForm, ArchiveAction};

/// One thing that happened to a request, and was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessEvent {
    /// When, in the organisation's zone; not before the event before.
    pub at: NaiveDateTime,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub what: AccessEventKind,
}

/// What can happen to a request. Every event keeps the evidence it was accepted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AccessEventKind {
    /// It is made: always the first event, and only that.
    Request(Box<Requested>),
    /// It is approved.
    Approve(Box<Decided>),
    /// It is approved second, by another person.
    ApproveSecond(Box<Decided>),
    /// It is refused for good, by whoever would approve it next.
    Refuse(Box<Decided>),
    /// Whoever asked gives it up before it is granted.
    Withdraw,
    /// The grant is handed out.
    Grant {
        /// The id of the grant.
        grant_id: GrantId,
        /// On what authority.
        authority: Box<Authority>,
        /// The agreement of whoever hands it out, where one is asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nda: Option<Nda>,
    },
    /// The grant is used.
    Use(Box<Used>),
    /// The grant has ended and is put away.
    Expire,
    /// The grant is taken back.
    Revoke(Box<Decided>),
}

/// A request as it was made, and the rules it has stood under since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requested {
    /// What is asked.
    pub ask: AccessAsk,
    /// The role in which it is asked, as it was held on that day.
    pub holding: RoleHolder,
    /// Whether whoever asks would approve such requests himself, so that his own go to the next level up.
    pub own_level: bool,
    /// The rules as they were on that day, so that the request replays under any later policy.
    pub rules: AccessPolicy,
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessAsk {
    /// The request's id.
    pub request_id: RequestId,
    /// What for; never blank.
    pub purpose: String,
    /// What is to be done. Of the two views the form decides.
    pub action: ArchiveAction,
    /// The department whose manager approves: the one that owns the files; of the whole base one that whoever
    /// asks works in.
    pub department: String,
    /// With which files; none if it is about the whole base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<CustomerFile>,
    /// Which fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// In which form.
    pub form: AccessForm,
}

/// A decision with the authority it was taken on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The role and the delegation, as they were on that day.
    pub authority: Authority,
    /// The agreement of whoever decides, where one is asked for. Taking back takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nda: Option<Nda>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// What a grant is used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseOfGrant {
    /// With which file, as it is now; none if it is about the whole base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<CustomerFile>,
    /// Which fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// In which form.
    pub form: AccessForm,
}

/// A use with what it was allowed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used {
    /// What for.
    pub of: UseOfGrant,
    /// The role, as it was held on that day.
    pub holding: RoleHolder,
    /// The agreement that held, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nda: Option<Nda>,
}

/// Something that is to be done to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessAct {
    /// When, in the organisation's zone.
    pub at: NaiveDateTime,
    /// Who.
    pub by: PersonId,
    /// What.
    pub step: AccessStep,
    /// The delegation by which somebody stands in for an approver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationId>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// What can be done to a request once it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AccessStep {
    /// Approve it.
    Approve,
    /// Approve it second.
    ApproveSecond,
    /// Refuse it for good.
    Refuse,
    /// Give it up.
    Withdraw,
    /// Hand out the grant, under this id.
    Grant {
        /// The id of the grant.
        grant_id: GrantId,
    },
    /// Use the grant.
    Use(UseOfGrant),
    /// Put away a grant that has ended.
    Expire,
    /// Take the grant back.
    Revoke,
}
