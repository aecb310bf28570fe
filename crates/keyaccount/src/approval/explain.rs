//! The verdicts of cases: every reason, what would change it, what must follow.

use chrono::NaiveDate;

use super::asking::entitled;
use super::authority::Found;
use super::case::Case;
use super::circumstances::Linked;
use super::event::{ActRequest, AmendRequest, Rules, SubmitRequest, WithdrawRequest};
use super::judge::{Asked, Fault};
use super::organisation::{Delegation, Organisation};
use super::reasons::clause_of_delegation;
use crate::assessment::Stamp;
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
            reasons.extend(approval.route_reasons(self.terms(), routed));
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
                verdict.remedies = approval.route_remedies(self.terms());
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
