//! Why somebody may not act: every rule that is not met, with what was found and what is required.

use chrono::NaiveDate;

use super::authority::{Need, delegation_faults, longest};
use super::case::Case;
use super::event::{ActRequest, Decision, Rules};
use super::judge::{Asked, out_of_sequence};
use super::organisation::{Delegation, Organisation};
use crate::book::Code;
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::{ApprovalTier, TierStep};
use crate::reason::{Reason, ReasonCode};

impl Case {
    /// The approval it takes, or as a draft would take under these rules.
    pub(super) fn tier_under<'a>(&'a self, rules: &'a Rules) -> Option<&'a ApprovalTier> {
        let of_terms = || rules.approval.tier_of(self.terms());
        self.tier().or_else(|| rules.approval.is_of(self.opened().kind).then(of_terms).flatten())
    }

    /// Where the policy says what a step is.
    pub(super) fn clause_of<'a>(&'a self, rules: &'a Rules, step: &'a TierStep) -> Option<&'a str> {
        let of_tier = || self.tier_under(rules).and_then(|tier| tier.clause.as_deref());
        step.clause.as_deref().or_else(of_tier).or(rules.approval.clause.as_deref())
    }

    /// Why nothing at all may happen on a day: it is before the last event, or no day of a calendar.
    pub(super) fn untimely(&self, on: NaiveDate, clause: Option<&str>) -> Option<Reason> {
        let (_, code) = self.in_time(on).err()?;
        let last = self.last_day().filter(|_| code == ReasonCode::BackDated);
        let reason = Reason::new(code, clause).about(self.id()).actual(Measure::Date(on));
        Some(reason.required(last.map(Measure::Date).map(Bound::Since)))
    }

    /// Every rule an act does not meet, the one that decides first.
    pub(super) fn act_reasons(&self, request: &ActRequest, organisation: &Organisation) -> Vec<Reason> {
        let (Some((_, step)), Some(rules)) = (self.next_step(), self.rules()) else { return Vec::new() };
        let asked = Asked::of(request);
        let clause = self.clause_of(rules, step);
        let mut reasons = Vec::new();
        reasons.extend(self.untimely(request.on, clause));
        if request.digest != self.digest() {
            let reason = Reason::new(ReasonCode::StaleApproval, clause).about(self.id());
            let now = Measure::Text(self.digest().to_owned());
            reasons
                .push(reason.actual(Measure::Text(request.digest.clone())).required(Bound::OneOf(vec![now])));
        }
        if let Some(code) = out_of_sequence(step, asked) {
            let due = Measure::Step { act: step.act, role: step.role.clone() };
            let asked = match request.decision {
                Decision::Return | Decision::Reject => Measure::Text(request.role.clone()),
                decision => decision.step().map_or(Measure::Text(request.role.clone()), |act| {
                    Measure::Step { act, role: request.role.clone() }
                }),
            };
            let reason = Reason::new(code, clause).about(self.id()).actual(asked);
            reasons.push(match code {
                ReasonCode::OutOfSequence => reason.required(Bound::OneOf(vec![due])),
                _ => reason,
            });
            return reasons;
        }
        let need = self.need(rules, step, request.on);
        reasons.extend(self.authority_reasons(rules, step, organisation, request, need));
        let paper = request.delegation.as_deref().and_then(|id| organisation.delegation(id));
        let principal = paper.map(|paper| paper.principal.as_str());
        if let Some(person) = self.took_part(rules, step.act, [Some(&request.by), principal]) {
            let clause = rules.approval.clause.as_deref().or(clause);
            reasons.push(Reason::new(ReasonCode::SamePerson, clause).about(person));
        }
        reasons
    }

    /// Every reason why somebody is not entitled to a step, alone or by a delegation.
    fn authority_reasons(
        &self,
        rules: &Rules,
        step: &TierStep,
        organisation: &Organisation,
        request: &ActRequest,
        need: Need<'_>,
    ) -> Vec<Reason> {
        let Some(id) = request.delegation.as_deref() else {
            let fault = organisation.holding(&request.by, need).err();
            return fault
                .map(|code| self.role_reason(rules, step, organisation, code, &request.by, need))
                .into_iter()
                .collect();
        };
        let clause = clause_of_delegation(rules);
        let Some(paper) = organisation.delegation(id) else {
            return vec![Reason::new(ReasonCode::UnknownDelegation, clause).about(id)];
        };
        delegation_reasons(rules, organisation, paper, &request.by, need)
    }

    /// Why a role of one's own does not serve.
    pub(super) fn role_reason(
        &self,
        rules: &Rules,
        step: &TierStep,
        organisation: &Organisation,
        code: ReasonCode,
        person: &str,
        need: Need<'_>,
    ) -> Reason {
        let reason = Reason::new(code, self.clause_of(rules, step)).about(person);
        let due = || Measure::Step { act: step.act, role: step.role.clone() };
        let held = || {
            let same = organisation.held_by(person).filter(|held| held.role == need.role);
            same.filter(|held| need.unit.is_none() || held.unit.as_deref() == need.unit)
        };
        match code {
            ReasonCode::NotYourUnit => {
                let other = organisation.held_by(person).filter(|held| held.role == need.role);
                let unit = other.filter_map(|held| held.unit.clone()).next().map(Measure::Text);
                let own = Measure::Text(self.opened().unit.clone());
                reason.actual(unit).required(Bound::OneOf(vec![own]))
            }
            ReasonCode::RoleNotYetHeld => {
                let from = held().map(|held| held.valid_from).filter(|from| need.on < *from).min();
                reason
                    .actual(Measure::Date(need.on))
                    .required(from.map(|day| Bound::Since(Measure::Date(day))))
            }
            ReasonCode::RoleNoLongerHeld => {
                let to = held().filter_map(|held| held.valid_to).filter(|to| *to < need.on).max();
                reason.actual(Measure::Date(need.on)).required(to.map(|day| Bound::UpTo(Measure::Date(day))))
            }
            _ => reason.required(Bound::OneOf(vec![due()])),
        }
    }
}

/// Where the policy says who may stand in.
pub(super) fn clause_of_delegation(rules: &Rules) -> Option<&str> {
    let approval = &rules.approval;
    let own = approval.delegation.as_ref().and_then(|delegation| delegation.clause.as_deref());
    own.or(approval.clause.as_deref())
}

/// Every reason why a delegation does not serve somebody, the one that decides first.
pub(super) fn delegation_reasons(
    rules: &Rules,
    organisation: &Organisation,
    paper: &Delegation,
    by: &str,
    need: Need<'_>,
) -> Vec<Reason> {
    let mut faults: Vec<_> = delegation_faults(paper, by, need).into_iter().flatten().collect();
    let stands = faults.as_slice() != [ReasonCode::DelegationNotAllowed];
    if stands && organisation.holding(&paper.principal, need).is_err() {
        faults.push(ReasonCode::PrincipalLacksRole);
    }
    faults.into_iter().map(|code| delegation_reason(rules, code, paper, by, need)).collect()
}

fn delegation_reason(
    rules: &Rules,
    code: ReasonCode,
    paper: &Delegation,
    by: &str,
    need: Need<'_>,
) -> Reason {
    let reason = Reason::new(code, clause_of_delegation(rules)).about(paper.delegation_id.clone());
    let text = |text: &str| Measure::Text(text.to_owned());
    let day = |bound: fn(Measure) -> Bound, day: NaiveDate| bound(Measure::Date(day));
    let today = Measure::Date(need.on);
    match code {
        ReasonCode::NotTheDelegate => {
            reason.actual(text(by)).required(Bound::OneOf(vec![text(&paper.delegate)]))
        }
        ReasonCode::DelegationOtherRole => {
            reason.actual(text(&paper.role)).required(Bound::OneOf(vec![text(need.role)]))
        }
        ReasonCode::DelegateIsPrincipal | ReasonCode::PrincipalLacksRole => {
            reason.actual(text(&paper.principal))
        }
        ReasonCode::DelegationScope => reason.required(Bound::OneOf(vec![text(need.kind.code())])),
        ReasonCode::DelegationTooLong => {
            let last = need.delegation.and_then(|rules| longest(paper, rules));
            let over = last.map(|last| paper.valid_to.signed_duration_since(last).num_days());
            reason
                .actual(Measure::Date(paper.valid_to))
                .required(last.map(|last| day(Bound::UpTo, last)))
                .shortfall(over.map(Measure::days))
        }
        ReasonCode::DelegationNotIssued => reason.actual(today).required(day(Bound::Since, paper.issued_on)),
        ReasonCode::DelegationNotYetValid => {
            reason.actual(today).required(day(Bound::Since, paper.valid_from))
        }
        ReasonCode::DelegationRevoked => {
            reason.actual(today).required(paper.revoked_on.map(|last| day(Bound::UpTo, last)))
        }
        ReasonCode::DelegationExpired => reason.actual(today).required(day(Bound::UpTo, paper.valid_to)),
        ReasonCode::DelegationAmountExceeded | ReasonCode::DelegationAmountUnknown => {
            let over = need.amount.zip(paper.max_amount).and_then(|(amount, most)| amount.minus(most));
            let money = |amount: Option<Exact>| amount.map(Measure::Money);
            reason
                .actual(money(need.amount))
                .required(money(paper.max_amount).map(Bound::AtMost))
                .shortfall(money(over))
        }
        _ => reason,
    }
}
