//! The verdicts of cases: every reason, what would change it, what must follow.

use chrono::NaiveDate;

use super::authority::{Found, Need, delegation_faults, longest};
use super::case::{Asked, Case, Fault, entitled, out_of_sequence};
use super::circumstances::Linked;
use super::event::{ActRequest, AmendRequest, Decision, Rules, SubmitRequest, WithdrawRequest};
use super::organisation::{Delegation, Organisation};
use crate::assessment::Stamp;
use crate::book::Code;
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::TierStep;
use crate::reason::{Reason, ReasonCode};
use crate::scoring::RULES_VERSION;
use crate::verdict::{Obligation, ObligationCode, Verdict, VerdictOutcome, VerdictRemedy};

impl Rules {
    /// The stamp of a decision under these rules; `input_digest` is that of the terms.
    pub(super) fn stamp(rules: Option<&Self>, as_of: NaiveDate, terms_digest: &str) -> Stamp {
        let of = |text: fn(&Self) -> &String| rules.map_or_else(String::new, |rules| text(rules).clone());
        Stamp {
            policy_name: of(|rules| &rules.policy_name),
            policy_version: of(|rules| &rules.policy_version),
            policy_digest: of(|rules| &rules.policy_digest),
            rules_version: RULES_VERSION,
            as_of,
            input_digest: terms_digest.to_owned(),
            population_digest: None,
            library_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Asking what may be done, with every reason.
impl Case {
    /// The stamp of a decision on the case: as it was submitted, or without a policy while it is a draft.
    pub(super) fn stamp(&self, on: NaiveDate) -> Stamp {
        Rules::stamp(self.rules(), on, self.digest())
    }

    /// A refusal with its one reason.
    pub(super) fn refusal(&self, (outcome, code): Fault, on: NaiveDate) -> Verdict {
        let clause = self.rules().and_then(|rules| rules.approval.clause.as_deref());
        let reason = Reason::new(code, clause).about(self.id());
        let reason = match code {
            ReasonCode::BackDated => {
                let last = self.last_day().map(Measure::Date);
                reason.actual(Measure::Date(on)).required(last.map(Bound::Since))
            }
            ReasonCode::NotTheApplicant => {
                let applicant = Measure::Text(self.opened().applicant.clone());
                reason.required(Bound::OneOf(vec![applicant]))
            }
            _ => reason,
        };
        Verdict::new(outcome, vec![reason], self.stamp(on))
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.events().last().map(|event| event.on)
    }

    /// Whether it may be submitted: the approval it takes and its steps, or every document that is missing
    /// and whatever else is in the way. Warns of a possible split and of arrears that do not agree.
    #[must_use]
    pub fn explain_submit(&self, request: &SubmitRequest, rules: &Rules) -> Verdict {
        let file = self.file(request);
        let approval = &rules.approval;
        let routed = approval.decide_route(self.terms());
        let fault = self.judge_submit(file, &request.by, rules).err();
        let documents = file.judge(approval);
        let stamp = Rules::stamp(Some(rules), request.on, self.digest());
        let on_papers = |code| {
            let of_papers =
                [ReasonCode::MissingDocuments, ReasonCode::ArrearsMismatch, ReasonCode::NotSupplied];
            of_papers.contains(&code) || routed.answer.rule == Some(code)
        };
        if let Some(fault) = fault.filter(|(_, code)| !on_papers(*code)) {
            return Verdict { stamp, ..self.refusal(fault, request.on) };
        }
        let refused = routed.tier.is_none();
        let mut reasons = Vec::new();
        if refused || fault.is_none() {
            reasons.extend(approval.route_reason(self.terms(), routed));
        }
        let mut verdict = match fault {
            None => Verdict::new(VerdictOutcome::Permit, reasons, stamp),
            Some((outcome, code)) => {
                reasons.extend(documents.reasons);
                if reasons.is_empty() {
                    // A tier without a deciding step, which no checked policy has.
                    reasons.push(Reason::new(code, approval.clause.as_deref()).about("approval.tiers"));
                }
                Verdict::new(outcome, reasons, stamp)
            }
        };
        match routed.tier.and_then(|tier| approval.tiers.get(tier)) {
            Some(tier) if fault.is_none() => verdict.obligations = tier.obligations(0),
            Some(_) if documents.steps.is_empty() => {}
            Some(_) => verdict.remedies = vec![VerdictRemedy { steps: documents.steps }],
            None => {
                verdict.remedies = approval.route_remedies(self.terms(), routed);
                for remedy in &mut verdict.remedies {
                    remedy.steps.extend(documents.steps.iter().cloned());
                }
            }
        }
        verdict.warnings = documents.warnings;
        verdict.warnings.extend(approval.split_window_days.and_then(|window_days| {
            let linked = Linked {
                case: self.id(),
                customer: &self.terms().customer,
                circumstances: &request.circumstances,
                submitted_on: request.on,
                window_days,
            };
            approval.possible_split(self.terms(), linked)
        }));
        verdict
    }

    /// Whether somebody may act: by which role or paper, or every rule that is not met; who else may act
    /// today; and what must follow.
    #[must_use]
    pub fn explain_act(&self, request: &ActRequest, organisation: &Organisation) -> Verdict {
        let asked = Asked::of(request);
        let delegation = request.delegation.as_deref();
        let judged = self.judge_act(asked, |need| organisation.authority(&request.by, delegation, need));
        let (Some((at, step)), Some(rules)) = (self.next_step(), self.rules()) else {
            return self.refusal((VerdictOutcome::Deny, self.not_open()), request.on);
        };
        let outcome = judged.as_ref().map_or_else(|(outcome, _)| *outcome, |_| VerdictOutcome::Permit);
        let reasons = match judged {
            Ok((_, found)) => vec![self.entitlement(rules, step, found, &request.by)],
            Err(_) => self.act_reasons(request, organisation),
        };
        let mut verdict = Verdict::new(outcome, reasons, self.stamp(request.on));
        match judged {
            Ok((_, found)) => {
                let goes_on = request.decision.step().is_some();
                if let Some(tier) = self.tier().filter(|_| goes_on) {
                    verdict.obligations = tier.obligations(at);
                }
                if let Some(delegation) = found.delegation {
                    verdict.obligations.insert(0, keep_authority(rules, delegation));
                }
            }
            Err(_) => verdict.remedies = self.act_remedies(request, organisation, &verdict.reasons),
        }
        verdict
    }

    /// Whether the terms may be changed.
    #[must_use]
    pub fn explain_amend(&self, request: &AmendRequest) -> Verdict {
        self.explain_applicant(self.judge_amend(request.on, &request.by, &request.terms), request.on)
    }

    /// Whether it may be withdrawn.
    #[must_use]
    pub fn explain_withdraw(&self, request: &WithdrawRequest) -> Verdict {
        self.explain_applicant(self.judge_withdraw(request.on, &request.by), request.on)
    }

    fn explain_applicant(&self, judged: Result<(), Fault>, on: NaiveDate) -> Verdict {
        match judged {
            Err(fault) => self.refusal(fault, on),
            Ok(()) => {
                let reason =
                    Reason::new(ReasonCode::ByApplicant, None).about(self.opened().applicant.clone());
                Verdict::new(VerdictOutcome::Permit, vec![reason], self.stamp(on))
            }
        }
    }

    /// Where the policy says what a step is.
    pub(super) fn clause_of<'a>(&'a self, rules: &'a Rules, step: &'a TierStep) -> Option<&'a str> {
        // A draft would take the tier of its terms.
        let tier = || self.tier().or_else(|| rules.approval.tier_of(self.terms()));
        let of_tier = || tier().and_then(|tier| tier.clause.as_deref());
        step.clause.as_deref().or_else(of_tier).or(rules.approval.clause.as_deref())
    }

    /// What decides in favour of an act.
    pub(super) fn entitlement(&self, rules: &Rules, step: &TierStep, found: Found<'_>, by: &str) -> Reason {
        let code = entitled(found);
        let (clause, about) = match found.delegation {
            None => (self.clause_of(rules, step), by.to_owned()),
            Some(paper) => (clause_of_delegation(rules), paper_of(paper, by)),
        };
        Reason::new(code, clause)
            .about(about)
            .actual(Measure::Step { act: step.act, role: step.role.clone() })
    }

    /// Every rule an act does not meet, the one that decides first.
    pub(super) fn act_reasons(&self, request: &ActRequest, organisation: &Organisation) -> Vec<Reason> {
        let (Some((_, step)), Some(rules)) = (self.next_step(), self.rules()) else { return Vec::new() };
        let asked = Asked::of(request);
        let clause = self.clause_of(rules, step);
        let mut reasons = Vec::new();
        if let Some(last) = self.last_day().filter(|last| request.on < *last) {
            let reason = Reason::new(ReasonCode::BackDated, clause).about(self.id());
            reasons
                .push(reason.actual(Measure::Date(request.on)).required(Bound::Since(Measure::Date(last))));
        }
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

/// A delegation as a reason names it: who stands in for whom, by which paper.
fn paper_of(paper: &Delegation, by: &str) -> String {
    let written = paper.written_ref.as_deref().unwrap_or(&paper.delegation_id);
    format!("{by} → {}: {written}", paper.principal)
}

/// The paper that granted an act belongs to the case.
fn keep_authority(rules: &Rules, paper: &Delegation) -> Obligation {
    let written = paper.written_ref.as_deref().unwrap_or(&paper.delegation_id);
    Obligation::new(ObligationCode::KeepAuthority, clause_of_delegation(rules)).about(written)
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
