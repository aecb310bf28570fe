//! Asking what may be done with a disposal, and doing it.

use std::collections::BTreeMap;

use super::case::{Disposal, DisposalAct, DisposalEvent, DisposalOpened, DisposalPhase, DisposalRequest};
use super::people::{Grounds, People};
use super::record::{Hold, HoldsByCustomer};
use super::rules::DisposalRules;
use super::verdict::obligation_of;
use crate::approval::Organisation;
use crate::approval::checks::Checks;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::CaseId;
use crate::policy::Policy;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Answer, Obligation, ObligationCode, Verdict, VerdictOutcome, VerdictRemedy};

impl Disposal {
    /// Opens a disposal: a draft that proposes nothing yet. `department` is whose records they are; without
    /// one nobody approves whose role is bound to a department.
    ///
    /// # Errors
    /// A blank id or department, one of more than 64 characters or with characters that cannot be seen; rules
    /// no policy can have.
    pub fn open(
        id: impl Into<CaseId>,
        department: Option<String>,
        rules: DisposalRules,
    ) -> Result<Self, Error> {
        let opened = DisposalOpened { id: id.into(), department, rules };
        let mut checks = Checks::default();
        opened.check(&mut checks);
        if checks.problems.is_empty() { Ok(Self::of(opened)) } else { Err(Error::new(checks.problems)) }
    }

    /// Whether the disposal stands under the rules that a policy has now. A file holds its own rules, and
    /// nobody but the policy says that these are the right ones.
    ///
    /// # Errors
    /// A policy that lets nobody dispose of records, or does so by other rules than the disposal's.
    pub fn check_policy(&self, policy: &Policy) -> Result<(), Box<Problem>> {
        let rules = &self.opened.rules;
        let now = DisposalRules::of(policy).map(|now| DisposalRules { policy: rules.policy.clone(), ..now });
        if now.as_ref() == Some(rules) {
            return Ok(());
        }
        let name = quote(&policy.header().name);
        let found = format!("the disposal {} under other rules than those of {name}", quote(self.id()));
        let problem = Problem::new(ProblemCode::PolicyMismatch, found, "the rules of the policy");
        Err(Box::new(problem.path("opened.rules").remedy("give the policy it was opened under")))
    }

    /// Whether something may be done: the fast answer of [`explain`](Self::explain).
    #[must_use]
    pub fn decide(
        &self,
        asked: &DisposalRequest,
        organisation: &Organisation,
        holds: Option<&[Hold]>,
    ) -> Answer {
        let (judged, _) = self.judge(asked, Grounds { people: People::Of(organisation), holds });
        let first = judged.reasons.first().map(|reason| reason.code);
        Answer { outcome: judged.outcome, rule: first.or_else(|| Some(entitled(&asked.act))) }
    }

    /// Whether something may be done: by which role, or everything that is in the way and what would change
    /// it. `holds` is the register of what holds records; without it nothing is approved or carried out.
    #[must_use]
    pub fn explain(
        &self,
        asked: &DisposalRequest,
        organisation: &Organisation,
        holds: Option<&[Hold]>,
    ) -> Verdict {
        let (judged, holding) = self.judge(asked, Grounds { people: People::Of(organisation), holds });
        let rules = &self.opened.rules;
        let mut verdict = Verdict::new(judged.outcome, judged.reasons, rules.policy.stamp(asked.on));
        if judged.outcome == VerdictOutcome::Permit {
            let reason = Reason::new(entitled(&asked.act), rules.clause.as_deref()).about(asked.by.as_str());
            let role = holding.map(|holding| crate::Measure::Text(holding.role.clone()));
            verdict.reasons.push(reason.actual(role));
            verdict.obligations = self.obligations(asked);
        } else {
            verdict.remedies = vec![VerdictRemedy { steps: judged.steps }];
        }
        verdict
    }

    /// Does something: where the disposal stands then.
    ///
    /// # Errors
    /// The verdict of [`explain`](Self::explain) if it may not be done; the disposal is as it was.
    pub fn act(
        &mut self,
        asked: DisposalRequest,
        organisation: &Organisation,
        holds: Option<&[Hold]>,
    ) -> Result<DisposalPhase, Box<Verdict>> {
        let (judged, holding) = self.judge(&asked, Grounds { people: People::Of(organisation), holds });
        if judged.outcome != VerdictOutcome::Permit {
            return Err(Box::new(self.explain(&asked, organisation, holds)));
        }
        let holding = holding.cloned();
        let holds = self.holds_of(&asked, holds.unwrap_or_default());
        let DisposalRequest { on, by, act } = asked;
        self.push(DisposalEvent { on, by, act, holding, holds });
        Ok(self.phase())
    }

    /// What of the register an event is accepted on.
    fn holds_of(&self, asked: &DisposalRequest, holds: &[Hold]) -> Vec<Hold> {
        let records = match &asked.act {
            DisposalAct::Propose { records } => records.as_slice(),
            DisposalAct::Approve | DisposalAct::SecondApprove | DisposalAct::Execute => self.records(),
            _ => return Vec::new(),
        };
        let by_customer = HoldsByCustomer::of(holds);
        let mut about = BTreeMap::new();
        for record in records {
            let of = by_customer.about(record, &self.opened.rules.retention);
            about.extend(of.into_iter().filter(|hold| hold.from <= asked.on).map(|hold| (order(hold), hold)));
        }
        about.into_values().cloned().collect()
    }

    /// What must follow something that is done.
    fn obligations(&self, asked: &DisposalRequest) -> Vec<Obligation> {
        let rules = &self.opened.rules;
        let new = |code| Obligation::new(code, rules.clause.as_deref());
        let approve = |role: &str| new(ObligationCode::Approve).role(role);
        let rest = [new(ObligationCode::Witness), new(ObligationCode::EnterDisposalList)];
        let first = match &asked.act {
            DisposalAct::Propose { .. } => vec![approve(&rules.approver), approve(&rules.second_approver)],
            DisposalAct::Approve => vec![approve(&rules.second_approver)],
            DisposalAct::SecondApprove | DisposalAct::Witness => Vec::new(),
            DisposalAct::Execute => {
                let gone = self.records().iter().filter_map(|record| {
                    let then = rules.retention.schedule(record, Some(&[]), asked.on).then?;
                    Some(new(obligation_of(then)).about(record.record_id.as_str()))
                });
                return gone.chain([new(ObligationCode::EnterDisposalList).about(self.id())]).collect();
            }
            DisposalAct::List { .. } | DisposalAct::Reject { .. } | DisposalAct::Withdraw { .. } => {
                return Vec::new();
            }
        };
        first.into_iter().chain(rest).collect()
    }
}

fn order(hold: &Hold) -> impl Ord + use<'_> {
    (&hold.customer_id, &hold.record_class, hold.kind, hold.from, hold.to, &hold.reason)
}

/// What decides in favour of an act.
const fn entitled(act: &DisposalAct) -> ReasonCode {
    match act {
        DisposalAct::Witness => ReasonCode::IndependentWitness,
        DisposalAct::Withdraw { .. } => ReasonCode::ByApplicant,
        _ => ReasonCode::EntitledByRole,
    }
}
