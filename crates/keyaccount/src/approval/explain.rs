//! The verdicts of cases: every reason, what would change it, what must follow.

use chrono::NaiveDate;

use super::applying::{InTheWay, mended_day, steps, unsound_file};
use super::asking::entitled;
use super::authority::Found;
use super::case::Case;
use super::circumstances::Linked;
use super::documents::File;
use super::event::{ActRequest, AmendRequest, Rules, SubmitRequest, WithdrawRequest};
use super::judge::{Asked, Fault};
use super::organisation::{Delegation, Organisation};
use super::reasons::clause_of_delegation;
use crate::assessment::Stamp;
use crate::book::Code;
use crate::measure::{Bound, Measure};
use crate::policy::{RequestKind, TierStep};
use crate::reason::{Reason, ReasonCode};
use crate::scoring::RULES_VERSION;
use crate::verdict::{NeededChange, Obligation, ObligationCode, Verdict, VerdictOutcome, VerdictRemedy};

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

    /// Whether it may be submitted: the approval it takes and its steps, or every document that is missing
    /// and whatever else is in the way. Warns of a possible split, of a price that is not known and of papers
    /// that the book does not agree with.
    #[must_use]
    pub fn explain_submit(&self, request: &SubmitRequest, rules: &Rules) -> Verdict {
        let (on, file) = (request.on, self.file(request));
        let stands = self.not_to_submit();
        let clause = rules.approval.clause.as_deref();
        let stamp = Rules::stamp(Some(rules), on, self.digest());
        // What there is of it already stands under rules of its own.
        let own = self.rules().map_or(clause, |own| own.approval.clause.as_deref());
        let mut in_the_way = self.in_the_way(stands, (on, &request.by), own);
        if stands == Some(ReasonCode::CaseClosed) {
            return Verdict { stamp, ..self.refused(in_the_way, on) };
        }
        in_the_way.extend(unsound_file(file, clause));
        let fault = self.judge_submit(file, &request.by, rules).err();
        let outcome = fault.map_or(VerdictOutcome::Permit, |(outcome, _)| outcome);
        if !rules.approval.is_of(self.opened().kind) {
            let kind = |kind: RequestKind| Measure::Text(kind.code().to_owned());
            let reason = Reason::new(ReasonCode::KindNotCovered, clause)
                .about(self.id())
                .actual(kind(self.opened().kind))
                .required(Bound::OneOf(vec![kind(RequestKind::KeyAccount)]));
            in_the_way.push((reason, NeededChange::Unreachable));
            return Verdict { outcome, stamp, ..self.refused(in_the_way, on) };
        }
        let mut verdict = self.explain_contract(file, in_the_way, rules, stamp);
        if let Some((outcome, code)) = fault {
            verdict.outcome = outcome;
            if verdict.reasons.is_empty() {
                // A tier without a deciding step, which no checked policy has.
                verdict.reasons.push(Reason::new(code, clause).about("approval.tiers"));
            }
        }
        verdict
    }

    /// Whether a contract may be submitted, as [`explain_submit`](Self::explain_submit) tells it.
    fn explain_contract(
        &self,
        file: File<'_>,
        in_the_way: Vec<InTheWay>,
        rules: &Rules,
        stamp: Stamp,
    ) -> Verdict {
        let approval = &rules.approval;
        let routed = approval.decide_route(self.terms());
        let documents = file.judge(approval);
        // On the day it may be submitted, something else may be in the way.
        let mended = File { on: mended_day(file.on, self.last_day()), ..file };
        let papers = if mended.on == file.on { documents.steps } else { mended.judge(approval).steps };
        let mut reasons: Vec<_> = in_the_way.iter().map(|(reason, _)| reason.clone()).collect();
        let permitted = reasons.is_empty() && documents.reasons.is_empty();
        if permitted || routed.tier.is_none() {
            reasons.extend(approval.route_reasons(self.terms(), routed));
        }
        reasons.extend(documents.reasons);
        let tier = routed.tier.and_then(|tier| approval.tiers.get(tier));
        let mut verdict = Verdict::new(VerdictOutcome::Permit, reasons, stamp);
        match tier.filter(|_| permitted) {
            Some(tier) if tier.steps.iter().any(|step| step.act.decides()) => {
                verdict.obligations = tier.obligations(0);
            }
            Some(_) => verdict.reasons.clear(),
            None => {
                let ways = match tier {
                    Some(_) => vec![VerdictRemedy { steps: Vec::new() }],
                    None => approval.route_remedies(self.terms()),
                };
                let first = steps(&in_the_way);
                let whole = |way: VerdictRemedy| VerdictRemedy {
                    steps: first.iter().cloned().chain(way.steps).chain(papers.iter().cloned()).collect(),
                };
                verdict.remedies = ways.into_iter().map(whole).collect();
            }
        }
        verdict.warnings = documents.warnings;
        verdict.warnings.extend(approval.unknown_price(self.terms()));
        verdict.warnings.extend(approval.split_window_days.and_then(|window_days| {
            let linked = Linked {
                case: self.id(),
                customer: &self.terms().customer,
                circumstances: file.circumstances,
                submitted_on: file.on,
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
            return self.explain_not_open(request.on);
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

    /// Why no step is to be taken: a draft is to be submitted first, and nothing opens a case that is done.
    fn explain_not_open(&self, on: NaiveDate) -> Verdict {
        let reason = Reason::new(self.not_open(), self.clause()).about(self.id());
        let change = match reason.code {
            ReasonCode::CaseNotSubmitted => self.by_its_applicant(),
            _ => NeededChange::Unreachable,
        };
        self.refused(vec![(reason, change)], on)
    }

    /// Whether the terms may be changed, or everything that is in the way.
    #[must_use]
    pub fn explain_amend(&self, request: &AmendRequest) -> Verdict {
        let asked = (request.on, request.by.as_str());
        let mut in_the_way = self.in_the_way(self.not_to_amend(), asked, self.clause());
        in_the_way.extend(self.in_the_way_of_terms(&request.terms, self.clause()));
        self.explain_applicant(in_the_way, request.on)
    }

    /// Whether it may be withdrawn, or everything that is in the way.
    #[must_use]
    pub fn explain_withdraw(&self, request: &WithdrawRequest) -> Verdict {
        let asked = (request.on, request.by.as_str());
        self.explain_applicant(self.in_the_way(self.not_to_withdraw(), asked, self.clause()), request.on)
    }

    fn explain_applicant(&self, in_the_way: Vec<InTheWay>, on: NaiveDate) -> Verdict {
        if !in_the_way.is_empty() {
            return self.refused(in_the_way, on);
        }
        let applicant = self.opened().applicant.clone();
        let reason = Reason::new(ReasonCode::ByApplicant, self.clause()).about(applicant);
        Verdict::new(VerdictOutcome::Permit, vec![reason], self.stamp(on))
    }

    /// Where the rules the case stands under say what they are about; a draft stands under none.
    pub(super) fn clause(&self) -> Option<&str> {
        self.rules().and_then(|rules| rules.approval.clause.as_deref())
    }

    /// The refusal of what was judged otherwise a moment ago.
    pub(super) fn refusal(&self, (outcome, code): Fault, on: NaiveDate) -> Verdict {
        let reason = Reason::new(code, self.clause()).about(self.id());
        Verdict::new(outcome, vec![reason], self.stamp(on))
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
