//! What happened to cases and to requests for access, event by event. The core's events hold the rules they were
//! accepted under, whole; here they name the policy, and everything else is as the core has it.

use keyaccount::approval::{self, Act, Authority, Circumstances, Papers, RoleHolder, Terms};
use keyaccount::archive::{self, AccessAsk, Decided, Nda, PolicyUsed, Used};

use crate::values::{CalendarDate, CalendarTime, GrantId, PersonId};

/// One thing that happened to a case, and was accepted.
#[derive(Debug, uniffi::Record)]
pub struct CaseEvent {
    /// The day, not before that of the event before.
    pub on: CalendarDate,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub what: CaseEventKind,
}

/// What can happen to a case.
#[derive(Debug, uniffi::Enum)]
pub enum CaseEventKind {
    /// The applicant submits it: documents are judged, the tier is chosen, its steps and rules are fixed.
    Submit(Submission),
    /// Somebody takes a step, returns or rejects it. (`Act` would hide the record of that name from Kotlin.)
    Decide(Act),
    /// The applicant changes the terms, which voids what was signed.
    Amend {
        /// The terms from now on.
        terms: Terms,
    },
    /// The applicant withdraws it.
    Withdraw {
        /// Why.
        reason: Option<String>,
    },
}

/// What a case was submitted with, and the policy whose rules it has stood under since.
#[derive(Debug, uniffi::Record)]
pub struct Submission {
    /// The digest of the terms that were submitted; what acts name is the digest of the case.
    pub digest: String,
    /// What was handed in.
    pub papers: Papers,
    /// What was known beside it.
    pub circumstances: Circumstances,
    /// The policy as it was on that day.
    pub policy: PolicyUsed,
}

/// One thing that happened to a request for access, and was accepted.
#[derive(Debug, uniffi::Record)]
pub struct AccessEvent {
    /// When, in the organisation's zone; not before the event before.
    pub at: CalendarTime,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub what: AccessEventKind,
}

/// What can happen to a request. Every event keeps the evidence it was accepted on.
#[derive(Debug, uniffi::Enum)]
pub enum AccessEventKind {
    /// It is made: always the first event, and only that.
    Request(Requested),
    /// It is approved.
    Approve(Decided),
    /// It is approved second, by another person.
    ApproveSecond(Decided),
    /// It is refused for good, by whoever would approve it next.
    Refuse(Decided),
    /// Whoever asked gives it up before it is granted.
    Withdraw,
    /// The grant is handed out.
    Grant {
        /// The id of the grant.
        grant_id: GrantId,
        /// On what authority.
        authority: Authority,
        /// The agreement of whoever hands it out, where one is asked for.
        nda: Option<Nda>,
    },
    /// The grant is used.
    Use(Used),
    /// The grant has ended and is put away.
    Expire,
    /// The grant is taken back.
    Revoke(Decided),
}

/// A request as it was made, and the policy whose rules it has stood under since.
#[derive(Debug, uniffi::Record)]
pub struct Requested {
    /// What is asked.
    pub ask: AccessAsk,
    /// The role in which it is asked, as it was held on that day.
    pub holding: RoleHolder,
    /// Whether whoever asks would approve such requests himself, so that his own go to the next level up.
    pub own_level: bool,
    /// The policy as it was on that day.
    pub policy: PolicyUsed,
}

impl From<approval::Submission> for Submission {
    fn from(of: approval::Submission) -> Self {
        let approval::Submission { digest, papers, circumstances, rules } = of;
        let policy = PolicyUsed {
            name: rules.policy_name,
            version: rules.policy_version,
            digest: rules.policy_digest,
        };
        Self { digest, papers, circumstances, policy }
    }
}

impl From<approval::Event> for CaseEvent {
    fn from(approval::Event { on, by, what }: approval::Event) -> Self {
        use approval::EventKind as Core;
        let what = match what {
            Core::Submit(submission) => CaseEventKind::Submit((*submission).into()),
            Core::Act(act) => CaseEventKind::Decide(*act),
            Core::Amend { terms } => CaseEventKind::Amend { terms: *terms },
            Core::Withdraw { reason } => CaseEventKind::Withdraw { reason },
        };
        Self { on, by, what }
    }
}

impl From<archive::Requested> for Requested {
    fn from(of: archive::Requested) -> Self {
        let archive::Requested { ask, holding, own_level, rules } = of;
        let policy = PolicyUsed {
            name: rules.policy_name,
            version: rules.policy_version,
            digest: rules.policy_digest,
        };
        Self { ask, holding, own_level, policy }
    }
}

impl From<archive::AccessEvent> for AccessEvent {
    fn from(archive::AccessEvent { at, by, what }: archive::AccessEvent) -> Self {
        use archive::AccessEventKind as Core;
        let what = match what {
            Core::Request(requested) => AccessEventKind::Request((*requested).into()),
            Core::Approve(decided) => AccessEventKind::Approve(*decided),
            Core::ApproveSecond(decided) => AccessEventKind::ApproveSecond(*decided),
            Core::Refuse(decided) => AccessEventKind::Refuse(*decided),
            Core::Withdraw => AccessEventKind::Withdraw,
            Core::Grant { grant_id, authority, nda } => {
                AccessEventKind::Grant { grant_id, authority: *authority, nda }
            }
            Core::Use(used) => AccessEventKind::Use(*used),
            Core::Expire => AccessEventKind::Expire,
            Core::Revoke(decided) => AccessEventKind::Revoke(*decided),
        };
        Self { at, by, what }
    }
}
