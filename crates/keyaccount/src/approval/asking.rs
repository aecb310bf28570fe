//! Asking whether something may be done to a case, and doing it.

use super::authority::Found;
use super::case::{Case, Phase};
use super::event::{
    Act, ActRequest, AmendRequest, Event, EventKind, Rules, Submission, SubmitRequest, WithdrawRequest,
};
use super::judge::{Asked, Fault};
use super::organisation::Organisation;
use crate::reason::ReasonCode;
use crate::verdict::{Answer, Verdict, VerdictOutcome};

fn answer<T>(judged: Result<T, Fault>, permit: impl FnOnce(T) -> ReasonCode) -> Answer {
    match judged {
        Ok(found) => Answer { outcome: VerdictOutcome::Permit, rule: Some(permit(found)) },
        Err((outcome, rule)) => Answer { outcome, rule: Some(rule) },
    }
}

/// What decides in favour of an act.
pub(super) const fn entitled(found: Found<'_>) -> ReasonCode {
    if found.delegation.is_some() { ReasonCode::EntitledByDelegation } else { ReasonCode::EntitledByRole }
}

/// Asking what may be done, without doing it and without allocating.
impl Case {
    /// Whether it may be submitted, and by which rule.
    #[must_use]
    pub fn decide_submit(&self, request: &SubmitRequest, rules: &Rules) -> Answer {
        answer(self.judge_submit(self.file(request), &request.by, rules), |_| {
            let routed = rules.approval.decide_route(self.terms());
            routed.answer.rule.unwrap_or(ReasonCode::TierByAmount)
        })
    }

    /// Whether somebody may act, and by which rule.
    #[must_use]
    pub fn decide_act(&self, request: &ActRequest, organisation: &Organisation) -> Answer {
        let judged = self.judge_act(Asked::of(request), |need| {
            organisation.authority(&request.by, request.delegation.as_deref(), need)
        });
        answer(judged, |(_, found)| entitled(found))
    }

    /// Whether the terms may be changed, and by which rule.
    #[must_use]
    pub fn decide_amend(&self, request: &AmendRequest) -> Answer {
        answer(self.judge_amend(request.on, &request.by, &request.terms), |()| ReasonCode::ByApplicant)
    }

    /// Whether it may be withdrawn, and by which rule.
    #[must_use]
    pub fn decide_withdraw(&self, request: &WithdrawRequest) -> Answer {
        answer(self.judge_withdraw(request.on, &request.by), |()| ReasonCode::ByApplicant)
    }
}

/// Doing it. A refusal leaves the case as it is and says why.
impl Case {
    /// Submits the case under the rules of today, which it stands under from then on.
    ///
    /// # Errors
    /// The verdict that refuses it: documents missing, no tier, not the applicant, submitted already.
    pub fn submit(&mut self, request: SubmitRequest, rules: &Rules) -> Result<Phase, Box<Verdict>> {
        if self.decide_submit(&request, rules).outcome != VerdictOutcome::Permit {
            return Err(Box::new(self.explain_submit(&request, rules)));
        }
        let SubmitRequest { on, by, papers, circumstances } = request;
        let (digest, rules) = (self.digest().to_owned(), rules.clone());
        let submission = Submission { digest, papers, circumstances, rules };
        self.take(Event { on, by, what: EventKind::Submit(Box::new(submission)) })
    }

    /// Takes, returns or rejects the next step.
    ///
    /// # Errors
    /// The verdict that refuses it: out of sequence, no role, no valid delegation, the same person, terms
    /// that have changed since.
    pub fn act(&mut self, request: ActRequest, organisation: &Organisation) -> Result<Phase, Box<Verdict>> {
        let judged = self.judge_act(Asked::of(&request), |need| {
            organisation.authority(&request.by, request.delegation.as_deref(), need)
        });
        let Ok((step, found)) = judged else {
            return Err(Box::new(self.explain_act(&request, organisation)));
        };
        let authority = found.owned();
        let ActRequest { on, by, decision, digest, opinion, .. } = request;
        self.take(Event {
            on,
            by,
            what: EventKind::Act(Box::new(Act { step, decision, digest, authority, opinion })),
        })
    }

    /// Changes the terms: back to draft, and what was signed is void.
    ///
    /// # Errors
    /// The verdict that refuses it: not the applicant, nothing changed, closed.
    pub fn amend(&mut self, request: AmendRequest) -> Result<Phase, Box<Verdict>> {
        if self.decide_amend(&request).outcome != VerdictOutcome::Permit {
            return Err(Box::new(self.explain_amend(&request)));
        }
        let AmendRequest { on, by, terms } = request;
        self.take(Event { on, by, what: EventKind::Amend { terms: Box::new(terms) } })
    }

    /// Withdraws the case.
    ///
    /// # Errors
    /// The verdict that refuses it: not the applicant, executable already, closed.
    pub fn withdraw(&mut self, request: WithdrawRequest) -> Result<Phase, Box<Verdict>> {
        if self.decide_withdraw(&request).outcome != VerdictOutcome::Permit {
            return Err(Box::new(self.explain_withdraw(&request)));
        }
        let WithdrawRequest { on, by, reason } = request;
        self.take(Event { on, by, what: EventKind::Withdraw { reason } })
    }

    fn take(&mut self, event: Event) -> Result<Phase, Box<Verdict>> {
        let on = event.on;
        match self.accept(event) {
            Ok(()) => Ok(self.phase()),
            // What was judged a moment ago is judged the same way again.
            Err(fault) => Err(Box::new(self.refusal(fault, on))),
        }
    }
}
