//! An access request: a list of events from which its state follows (§6.3, §6.3a).
//!
//! Every event passes through one set of rules, whether it is asked for now or read back from a file.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::event::{AccessAct, AccessAsk, AccessEvent, AccessEventKind, Requested};
use super::policy::AccessPolicy;
use super::registers::{AccessGrant, AccessRegisters};
use super::request_judge::{Fault, need_of, open_event};
use crate::ids::{CustomerId, DelegationId, GrantId, PersonId};
use crate::measure::{Bound, Measure};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessPhase {
    /// It awaits its first approval.
    Requested,
    /// It awaits its second approval.
    ApprovedOnce,
    /// Every approval is there.
    Approved,
    /// The grant is handed out.
    Granted,
    /// The grant has ended.
    Expired,
    /// The grant was taken back.
    Revoked,
    /// Refused for good.
    Refused,
    /// Given up by whoever asked.
    Withdrawn,
}

impl AccessPhase {
    /// Every phase.
    pub const ALL: [Self; 8] = [
        Self::Requested,
        Self::ApprovedOnce,
        Self::Approved,
        Self::Granted,
        Self::Expired,
        Self::Revoked,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// `requested`, `approved_once`, `approved`, `granted`, `expired`, `revoked`, `refused` or `withdrawn`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::ApprovedOnce => "approved_once",
            Self::Approved => "approved",
            Self::Granted => "granted",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Which approvals a request takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessNeed {
    /// The role that approves first.
    pub first: String,
    /// The role that approves second, if two approvals are needed: another person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
}

/// An access request: what is asked, and what happened to it. Its state is nothing but what its events come
/// to; it holds the rules it was made under and the authority of every act, so it replays without a policy and
/// without an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRequest {
    pub(super) events: Vec<AccessEvent>,
    pub(super) state: State,
}

/// What the events come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) requested: Requested,
    pub(super) requester: PersonId,
    pub(super) need: AccessNeed,
    pub(super) phase: AccessPhase,
    /// The persons of the first approval, a principal included, and of the second.
    pub(super) first_by: Vec<PersonId>,
    pub(super) second_by: Vec<PersonId>,
    pub(super) decided_at: Option<NaiveDateTime>,
    pub(super) second_at: Option<NaiveDateTime>,
    pub(super) grant_id: Option<GrantId>,
    pub(super) granted_at: Option<NaiveDateTime>,
    pub(super) revoked_at: Option<NaiveDateTime>,
}

impl AccessRequest {
    /// Makes a request under the rules of today.
    ///
    /// # Errors
    /// The verdict that refuses it: no purpose, nothing asked for, a field or form that is never granted, no
    /// approval needed, no permission, files of several departments or of one that is not known, the whole base
    /// in the name of a department whoever asks does not work in, nobody above whoever asks.
    pub fn open(
        ask: AccessAsk,
        by: &str,
        at: NaiveDateTime,
        rules: &AccessPolicy,
        registers: &AccessRegisters,
    ) -> Result<Self, Box<Verdict>> {
        let made = open_event(ask, by, at, rules, registers).and_then(Self::of);
        made.map_err(|fault| Box::new(fault.verdict(rules, at)))
    }

    /// A request of its first event.
    pub(super) fn of(event: AccessEvent) -> Result<Self, Fault> {
        let AccessEventKind::Request(requested) = &event.what else {
            return Err(Fault::deny(ReasonCode::OutOfSequence, "request"));
        };
        let need = need_of(requested, &event.by, event.at)?;
        let state = State {
            requested: (**requested).clone(),
            requester: event.by.clone(),
            need,
            phase: AccessPhase::Requested,
            first_by: Vec::new(),
            second_by: Vec::new(),
            decided_at: None,
            second_at: None,
            grant_id: None,
            granted_at: None,
            revoked_at: None,
        };
        Ok(Self { events: vec![event], state })
    }

    /// What is asked.
    #[must_use]
    pub const fn ask(&self) -> &AccessAsk {
        &self.state.requested.ask
    }

    /// Who asks.
    #[must_use]
    pub const fn requester(&self) -> &PersonId {
        &self.state.requester
    }

    /// The rules it stands under.
    #[must_use]
    pub const fn rules(&self) -> &AccessPolicy {
        &self.state.requested.rules
    }

    /// What happened to it, in order.
    #[must_use]
    pub fn events(&self) -> &[AccessEvent] {
        &self.events
    }

    /// Where it stands.
    #[must_use]
    pub const fn phase(&self) -> AccessPhase {
        self.state.phase
    }

    /// Which approvals it takes.
    #[must_use]
    pub const fn need(&self) -> &AccessNeed {
        &self.state.need
    }

    /// The first instant at which its grant no longer holds, once every approval is there: 24:00 of the day of
    /// the last approval + `grant_days`. Nothing of a request that was refused or given up.
    #[must_use]
    pub fn ends(&self) -> Option<NaiveDateTime> {
        use AccessPhase::{Approved, Expired, Granted, Revoked};
        let approved = matches!(self.phase(), Approved | Granted | Expired | Revoked);
        let decided = self.state.second_at.or(self.state.decided_at).filter(|_| approved)?;
        Some(self.rules().access.grant_ends(decided))
    }

    /// Its grant as rows of the register, one for every customer; none before it is handed out.
    #[must_use]
    pub fn grants(&self) -> Vec<AccessGrant> {
        let (Some(grant_id), Some(decided_at), Some(ends)) =
            (&self.state.grant_id, self.state.decided_at, self.ends())
        else {
            return Vec::new();
        };
        let ask = self.ask();
        let of = |customer_id: Option<CustomerId>| AccessGrant {
            grant_id: grant_id.clone(),
            requester: self.state.requester.clone(),
            action: Some(ask.effective()),
            customer_id,
            fields: ask.fields.clone(),
            form: ask.form,
            requested_at: self.events.first().map(|event| event.at),
            decided_by: self.state.first_by.first().cloned().unwrap_or_default(),
            second_by: self.state.second_by.first().cloned(),
            decided_at,
            second_at: self.state.second_at,
            granted_at: self.state.granted_at,
            department: ask.files.is_empty().then(|| ask.department.clone()),
            expires_at: ends,
            revoked_at: self.state.revoked_at,
        };
        if ask.files.is_empty() {
            return vec![of(None)];
        }
        ask.files.iter().map(|file| of(Some(file.customer_id.clone()))).collect()
    }

    /// Whether something may be done to it, and by which rule.
    #[must_use]
    pub fn decide(&self, act: &AccessAct, registers: &AccessRegisters) -> Answer {
        match self.event_of(act, registers).and_then(|event| self.judge(&event)) {
            Ok(()) => Answer { outcome: VerdictOutcome::Permit, rule: Some(entitled(act)) },
            Err(fault) => Answer { outcome: fault.outcome, rule: Some(fault.code) },
        }
    }

    /// Whether something may be done to it, why, what would turn it and what must follow.
    #[must_use]
    pub fn explain(&self, act: &AccessAct, registers: &AccessRegisters) -> Verdict {
        let stamp = self.rules().stamp(act.at.date());
        let fault = match self.event_of(act, registers).and_then(|event| self.judge(&event)) {
            Ok(()) => {
                let clause = self.rules().access.clause.as_deref();
                let reason = Reason::new(entitled(act), clause).about(&*act.by);
                let mut verdict = Verdict::new(VerdictOutcome::Permit, vec![reason], stamp);
                verdict.obligations.push(Obligation::new(ObligationCode::Log, clause));
                return verdict;
            }
            Err(fault) => fault,
        };
        let mut verdict = fault.verdict(self.rules(), act.at);
        if let (ReasonCode::BackDated, Some(last), Some(reason)) =
            (fault.code, self.events.last(), verdict.reasons.first_mut())
        {
            reason.actual = Some(Measure::Date(act.at.date()));
            reason.required = Some(Bound::Since(Measure::Date(last.at.date())));
        }
        verdict.remedies = self.remedies(act, registers, &verdict.reasons);
        verdict
    }

    /// Does something to it.
    ///
    /// # Errors
    /// The verdict that refuses it; the request is as it was.
    pub fn take(
        &mut self,
        act: &AccessAct,
        registers: &AccessRegisters,
    ) -> Result<AccessPhase, Box<Verdict>> {
        let event = self.event_of(act, registers).and_then(|event| self.judge(&event).map(|()| event));
        match event {
            Ok(event) => {
                self.apply(event);
                Ok(self.phase())
            }
            Err(_) => Err(Box::new(self.explain(act, registers))),
        }
    }

    /// Takes up an event if it could have happened.
    pub(super) fn accept(&mut self, event: AccessEvent) -> Result<(), Fault> {
        self.judge(&event)?;
        self.apply(event);
        Ok(())
    }

    /// The state after an event that was judged.
    fn apply(&mut self, event: AccessEvent) {
        let state = &mut self.state;
        match &event.what {
            AccessEventKind::Request(_) | AccessEventKind::Use(_) => {}
            AccessEventKind::Approve(decided) => {
                state.first_by = decided.persons(&event.by);
                state.decided_at = Some(event.at);
                let two = state.need.second.is_some();
                state.phase = if two { AccessPhase::ApprovedOnce } else { AccessPhase::Approved };
            }
            AccessEventKind::ApproveSecond(decided) => {
                state.second_by = decided.persons(&event.by);
                state.second_at = Some(event.at);
                state.phase = AccessPhase::Approved;
            }
            AccessEventKind::Refuse(_) => state.phase = AccessPhase::Refused,
            AccessEventKind::Withdraw => state.phase = AccessPhase::Withdrawn,
            AccessEventKind::Grant { grant_id, .. } => {
                state.grant_id = Some(grant_id.clone());
                state.granted_at = Some(event.at);
                state.phase = AccessPhase::Granted;
            }
            AccessEventKind::Expire => state.phase = AccessPhase::Expired,
            AccessEventKind::Revoke(_) => {
                state.revoked_at = Some(event.at);
                state.phase = AccessPhase::Revoked;
            }
        }
        self.events.push(event);
    }

    /// Everybody who may do the same instead, on the same day; or nothing that helps.
    fn remedies(
        &self,
        act: &AccessAct,
        registers: &AccessRegisters,
        reasons: &[Reason],
    ) -> Vec<VerdictRemedy> {
        let Some(first) = reasons.first() else { return Vec::new() };
        let may = |act: &AccessAct| self.decide(act, registers).outcome == VerdictOutcome::Permit;
        let one = |change| VerdictRemedy::of(RemedyStep::answering(first, change));
        if first.code == ReasonCode::BackDated
            && let Some(last) = self.events.last()
            && may(&AccessAct { at: last.at, ..act.clone() })
        {
            return vec![one(NeededChange::From { on: last.at.date() })];
        }
        if first.code == ReasonCode::GrantStillRuns
            && let Some(ends) = self.ends()
        {
            return vec![one(NeededChange::From { on: ends.date() })];
        }
        let mut ways = Vec::new();
        for (by, delegation) in self.stands_in(registers) {
            let other = AccessAct { by: by.clone(), delegation: delegation.clone(), ..act.clone() };
            if by != act.by && may(&other) {
                let role = self.role_of(&other, registers).unwrap_or_default();
                ways.push(one(NeededChange::Act { role, person: Some(by), delegation }));
            }
        }
        if ways.is_empty() {
            ways.push(one(NeededChange::Unreachable));
        }
        ways
    }

    /// Who may do something to it, each with the delegation he does it by; the actor of `act` does not count.
    #[must_use]
    pub fn who_may(
        &self,
        act: &AccessAct,
        registers: &AccessRegisters,
    ) -> Vec<(PersonId, Option<DelegationId>)> {
        let all = self.stands_in(registers).into_iter();
        let may = all.filter(|(by, delegation)| {
            let act = AccessAct { by: by.clone(), delegation: delegation.clone(), ..act.clone() };
            self.decide(&act, registers).outcome == VerdictOutcome::Permit
        });
        may.collect()
    }

    /// Everybody known, by himself and by each delegation to him.
    fn stands_in(&self, registers: &AccessRegisters) -> Vec<(PersonId, Option<DelegationId>)> {
        let Some(organisation) = &registers.organisation else { return Vec::new() };
        let mut all: Vec<_> =
            organisation.everybody().into_iter().map(|person| (person.clone(), None)).collect();
        let papers = organisation.delegations().iter();
        all.extend(papers.map(|paper| (paper.delegate.clone(), Some(paper.delegation_id.clone()))));
        all
    }
}

/// What decides in favour of an act.
const fn entitled(act: &AccessAct) -> ReasonCode {
    use super::event::AccessStep;
    match (&act.step, &act.delegation) {
        (AccessStep::Withdraw, _) => ReasonCode::ByApplicant,
        (AccessStep::Use(_), _) => ReasonCode::Granted,
        (AccessStep::Expire, _) => ReasonCode::GrantExpired,
        (_, Some(_)) => ReasonCode::EntitledByDelegation,
        (_, None) => ReasonCode::EntitledByRole,
    }
}
