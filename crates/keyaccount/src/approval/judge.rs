//! What may happen to a case next: one set of rules for what is asked now and what is read back
//! (§5.3, §5.6a).

use chrono::NaiveDate;

use super::authority::{Found, Need};
use super::case::{Case, Phase};
use super::checks::is_day;
use super::documents::File;
use super::event::{ActRequest, Decision, Rules, SubmitRequest};
use super::terms::Terms;
use crate::policy::{StepAct, TierStep};
use crate::reason::ReasonCode;
use crate::verdict::VerdictOutcome;

/// A refusal: what it comes to, and the first rule that is not met.
pub(super) type Fault = (VerdictOutcome, ReasonCode);

pub(super) const fn deny<T>(code: ReasonCode) -> Result<T, Fault> {
    Err((VerdictOutcome::Deny, code))
}

impl Case {
    /// What a step needs of whoever takes it on a day.
    pub(super) fn need<'a>(&'a self, rules: &'a Rules, step: &'a TierStep, on: NaiveDate) -> Need<'a> {
        let bound = rules.approval.unit_roles.contains(&step.role);
        Need {
            role: &step.role,
            unit: bound.then_some(self.opened().unit.as_str()),
            on,
            amount: self.terms().deciding_amount(),
            kind: self.opened().kind,
            delegation: rules.approval.delegation.as_ref(),
        }
    }

    /// Why somebody who takes part in a step may not, having taken part in a deciding one of this round.
    pub(super) fn took_part(&self, rules: &Rules, act: StepAct, persons: [Option<&str>; 2]) -> Option<&str> {
        if !rules.approval.segregation || !act.decides() {
            return None;
        }
        let deciding = self.taken().filter(|(_, act)| act.decision.step().is_some_and(StepAct::decides));
        let mut earlier = deciding.flat_map(|(event, act)| {
            let principal = act.authority.found().principal();
            [Some(event.by.as_str()), principal].into_iter().flatten()
        });
        earlier.find(|person| persons.contains(&Some(person)))
    }

    /// The refusal of anything at all that comes before the last event.
    pub(super) fn in_time(&self, on: NaiveDate) -> Result<(), Fault> {
        if self.last_day().is_some_and(|last| on < last) {
            deny(ReasonCode::BackDated)
        } else if is_day(on) {
            Ok(())
        } else {
            deny(ReasonCode::UnsoundTerms)
        }
    }

    /// What only the applicant may do, in time.
    fn by_applicant(&self, on: NaiveDate, by: &str) -> Result<(), Fault> {
        self.in_time(on)?;
        if by == self.opened().applicant { Ok(()) } else { deny(ReasonCode::NotTheApplicant) }
    }

    /// Why a case that stands where this one does is not submitted.
    pub(super) const fn not_to_submit(&self) -> Option<ReasonCode> {
        match self.phase() {
            Phase::Draft => None,
            Phase::Submitted | Phase::InProgress { .. } => Some(ReasonCode::CaseSubmitted),
            Phase::Executable => Some(ReasonCode::CaseExecutable),
            Phase::Rejected | Phase::Withdrawn => Some(ReasonCode::CaseClosed),
        }
    }

    /// Why a case that stands where this one does is not amended.
    pub(super) const fn not_to_amend(&self) -> Option<ReasonCode> {
        match self.phase() {
            Phase::Rejected | Phase::Withdrawn => Some(ReasonCode::CaseClosed),
            _ => None,
        }
    }

    /// Why a case that stands where this one does is not withdrawn.
    pub(super) const fn not_to_withdraw(&self) -> Option<ReasonCode> {
        match self.phase() {
            Phase::Executable => Some(ReasonCode::CaseExecutable),
            Phase::Rejected | Phase::Withdrawn => Some(ReasonCode::CaseClosed),
            _ => None,
        }
    }

    /// What is judged of the documents of a submission.
    pub(super) fn file<'a>(&'a self, request: &'a SubmitRequest) -> File<'a> {
        File {
            terms: self.terms(),
            papers: &request.papers,
            circumstances: &request.circumstances,
            on: request.on,
        }
    }

    /// The tier of a submission, or the first thing that is in its way.
    pub(super) fn judge_submit(&self, file: File<'_>, by: &str, rules: &Rules) -> Result<usize, Fault> {
        if let Some(fault) = self.not_to_submit() {
            return deny(fault);
        }
        self.by_applicant(file.on, by)?;
        if !file.is_sound() {
            return deny(ReasonCode::UnsoundTerms);
        }
        if !rules.approval.is_of(self.opened().kind) {
            return Err((VerdictOutcome::Indeterminate, ReasonCode::KindNotCovered));
        }
        let routed = rules.approval.decide_route(self.terms());
        let Some(tier) = routed.tier else {
            return Err((routed.answer.outcome, routed.answer.rule.unwrap_or(ReasonCode::NoAmount)));
        };
        let steps = rules.approval.tiers.get(tier).map(|tier| tier.steps.as_slice()).unwrap_or_default();
        // A checked policy has a deciding step in every tier; nothing may be executable without one.
        if !steps.iter().any(|step| step.act.decides()) {
            return Err((VerdictOutcome::Indeterminate, ReasonCode::NotSupplied));
        }
        file.first_fault(&rules.approval).map_or(Ok(tier), Err)
    }

    /// The step an act is on and its authority, or the first thing that is in its way.
    pub(super) fn judge_act<'o>(
        &self,
        asked: Asked<'_>,
        authority: impl FnOnce(Need<'_>) -> Result<Found<'o>, ReasonCode>,
    ) -> Result<(usize, Found<'o>), Fault> {
        let (Some((at, step)), Some(rules)) = (self.next_step(), self.rules()) else {
            return deny(self.not_open());
        };
        self.in_time(asked.on)?;
        if asked.digest != self.digest() {
            return deny(ReasonCode::StaleApproval);
        }
        if let Some(fault) = out_of_sequence(step, asked) {
            return deny(fault);
        }
        let found = match authority(self.need(rules, step, asked.on)) {
            Ok(found) => found,
            Err(fault) => return deny(fault),
        };
        if self.took_part(rules, step.act, [Some(asked.by), found.principal()]).is_some() {
            return deny(ReasonCode::SamePerson);
        }
        Ok((at, found))
    }

    /// Why no step is to be taken.
    pub(super) fn not_open(&self) -> ReasonCode {
        match self.phase() {
            Phase::Executable => ReasonCode::CaseExecutable,
            Phase::Rejected | Phase::Withdrawn => ReasonCode::CaseClosed,
            _ => ReasonCode::CaseNotSubmitted,
        }
    }

    pub(super) fn judge_amend(&self, on: NaiveDate, by: &str, terms: &Terms) -> Result<(), Fault> {
        if let Some(fault) = self.not_to_amend() {
            return deny(fault);
        }
        self.by_applicant(on, by)?;
        // Equal terms have equal digests, and only they have.
        if terms == self.terms() {
            deny(ReasonCode::NothingAmended)
        } else if terms.is_sound() {
            Ok(())
        } else {
            deny(ReasonCode::UnsoundTerms)
        }
    }

    pub(super) fn judge_withdraw(&self, on: NaiveDate, by: &str) -> Result<(), Fault> {
        match self.not_to_withdraw() {
            Some(fault) => deny(fault),
            None => self.by_applicant(on, by),
        }
    }
}

/// An act as it is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) on: NaiveDate,
    pub(super) by: &'a str,
    pub(super) decision: Decision,
    pub(super) role: &'a str,
    pub(super) digest: &'a str,
}

impl<'a> Asked<'a> {
    pub(super) fn of(request: &'a ActRequest) -> Self {
        Self {
            on: request.on,
            by: &request.by,
            decision: request.decision,
            role: &request.role,
            digest: &request.digest,
        }
    }
}

/// Whether a decision is another than the one that is due.
pub(super) fn out_of_sequence(step: &TierStep, asked: Asked<'_>) -> Option<ReasonCode> {
    let due = asked.decision.step().is_none_or(|act| act == step.act) && asked.role == step.role;
    if !due {
        Some(ReasonCode::OutOfSequence)
    } else if asked.decision == Decision::Reject && !step.act.decides() {
        Some(ReasonCode::FilingDecidesNothing)
    } else {
        None
    }
}
