//! An approval case: a list of events from which its state follows (§5.3, §5.6, §5.6a).
//!
//! Every event passes through one set of rules, whether it is asked for now or read back from a file, so no
//! file can say more than what could have happened.

use chrono::NaiveDate;

use super::authority::{Found, Need};
use super::checks::is_day;
use super::documents::File;
use super::event::{
    Act, ActRequest, AmendRequest, Decision, Event, EventKind, Rules, Submission, SubmitRequest,
    WithdrawRequest,
};
use super::organisation::Organisation;
use super::terms::Terms;
use crate::policy::{ApprovalTier, RequestKind, StepAct, TierStep};
use crate::reason::ReasonCode;
use crate::verdict::{Answer, Verdict, VerdictOutcome};

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not submitted, or sent back.
    Draft,
    /// Submitted, no step taken yet.
    Submitted,
    /// Some steps taken.
    InProgress {
        /// The next step, from 1.
        step: usize,
    },
    /// Every step taken (可执行).
    Executable,
    /// Refused for good.
    Rejected,
    /// Withdrawn by the applicant.
    Withdrawn,
}

impl Phase {
    /// `draft`, `submitted`, `in_progress`, `executable`, `rejected` or `withdrawn`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::InProgress { .. } => "in_progress",
            Self::Executable => "executable",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether somebody is to take a step.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::InProgress { .. })
    }
}

/// An approval case: what it is about, and what happened to it.
///
/// Its state is nothing but what its events come to. It reads and writes as JSON with
/// [`from_json`](Self::from_json) and [`to_json`](Self::to_json); it holds the rules it was submitted under
/// and the authority of every act, so it replays without a policy and without an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub(super) opened: Opened,
    pub(super) events: Vec<Event>,
    state: State,
}

/// What a case is opened with.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The case, which is the contract's id.
    pub id: String,
    /// What is asked for.
    pub kind: RequestKind,
    /// Who asks: the only one who may submit, amend and withdraw.
    pub applicant: String,
    /// The unit that asks (办事处): roles bound to units must be held in it.
    pub unit: String,
    /// The terms to begin with.
    pub terms: Terms,
}

/// What the events come to. Positions are those of events.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    phase: Phase,
    round: u32,
    terms: Terms,
    digest: String,
    /// The submission that holds, and its tier.
    submitted: Option<(usize, usize)>,
    /// The steps taken in this round.
    taken: Vec<usize>,
    last: Option<NaiveDate>,
}

/// A refusal: what it comes to, and the first rule that is not met.
pub(super) type Fault = (VerdictOutcome, ReasonCode);

pub(super) const fn deny<T>(code: ReasonCode) -> Result<T, Fault> {
    Err((VerdictOutcome::Deny, code))
}

impl Case {
    pub(super) fn of(opened: Opened) -> Self {
        let state = State {
            phase: Phase::Draft,
            round: 1,
            digest: opened.terms.digest(),
            terms: opened.terms.clone(),
            submitted: None,
            taken: Vec::new(),
            last: None,
        };
        Self { opened, events: Vec::new(), state }
    }

    /// What it was opened with.
    #[must_use]
    pub const fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.opened.id
    }

    /// What happened to it, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Where it stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.state.phase
    }

    /// The round, from 1: one more for every time that steps taken became void.
    #[must_use]
    pub const fn round(&self) -> u32 {
        self.state.round
    }

    /// The terms as they are now.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.state.terms
    }

    /// The digest of the terms as they are now, which every act must name.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.state.digest
    }

    /// What it was submitted with, unless it is a draft.
    #[must_use]
    pub fn submission(&self) -> Option<&Submission> {
        match &self.events.get(self.state.submitted?.0)?.what {
            EventKind::Submit(submission) => Some(submission),
            _ => None,
        }
    }

    /// The rules it stands under, unless it is a draft.
    #[must_use]
    pub fn rules(&self) -> Option<&Rules> {
        self.submission().map(|submission| &submission.rules)
    }

    /// The approval it takes, unless it is a draft.
    #[must_use]
    pub fn tier(&self) -> Option<&ApprovalTier> {
        self.rules()?.approval.tiers.get(self.state.submitted?.1)
    }

    /// The next step, from 1, if somebody is to take one.
    #[must_use]
    pub fn next_step(&self) -> Option<(usize, &TierStep)> {
        let step = match self.state.phase {
            Phase::Submitted => 1,
            Phase::InProgress { step } => step,
            _ => return None,
        };
        Some((step, self.tier()?.steps.get(step.checked_sub(1)?)?))
    }

    /// The steps taken in this round, in order: each with who took it.
    pub fn taken(&self) -> impl Iterator<Item = (&Event, &Act)> {
        self.state.taken.iter().filter_map(|at| {
            let event = self.events.get(*at)?;
            match &event.what {
                EventKind::Act(act) => Some((event, &**act)),
                _ => None,
            }
        })
    }

    /// What a step needs of whoever takes it on a day.
    pub(super) fn need<'a>(&'a self, rules: &'a Rules, step: &'a TierStep, on: NaiveDate) -> Need<'a> {
        let bound = rules.approval.unit_roles.contains(&step.role);
        Need {
            role: &step.role,
            unit: bound.then_some(self.opened.unit.as_str()),
            on,
            amount: self.state.terms.deciding_amount(),
            kind: self.opened.kind,
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
    fn in_time(&self, on: NaiveDate) -> Result<(), Fault> {
        if self.state.last.is_some_and(|last| on < last) {
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
        if by == self.opened.applicant { Ok(()) } else { deny(ReasonCode::NotTheApplicant) }
    }

    fn is_closed(&self) -> bool {
        matches!(self.state.phase, Phase::Rejected | Phase::Withdrawn)
    }

    /// What is judged of the documents of a submission.
    pub(super) fn file<'a>(&'a self, request: &'a SubmitRequest) -> File<'a> {
        File {
            terms: &self.state.terms,
            papers: &request.papers,
            circumstances: &request.circumstances,
            on: request.on,
        }
    }

    /// The tier of a submission, or the first thing that is in its way.
    pub(super) fn judge_submit(&self, file: File<'_>, by: &str, rules: &Rules) -> Result<usize, Fault> {
        match self.state.phase {
            Phase::Draft => {}
            Phase::Submitted | Phase::InProgress { .. } => return deny(ReasonCode::CaseSubmitted),
            Phase::Executable => return deny(ReasonCode::CaseExecutable),
            Phase::Rejected | Phase::Withdrawn => return deny(ReasonCode::CaseClosed),
        }
        self.by_applicant(file.on, by)?;
        if !file.is_sound() {
            return deny(ReasonCode::UnsoundTerms);
        }
        let routed = rules.approval.decide_route(&self.state.terms);
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
        if asked.digest != self.state.digest {
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
        match self.state.phase {
            Phase::Executable => ReasonCode::CaseExecutable,
            Phase::Rejected | Phase::Withdrawn => ReasonCode::CaseClosed,
            _ => ReasonCode::CaseNotSubmitted,
        }
    }

    pub(super) fn judge_amend(&self, on: NaiveDate, by: &str, terms: &Terms) -> Result<(), Fault> {
        if self.is_closed() {
            return deny(ReasonCode::CaseClosed);
        }
        self.by_applicant(on, by)?;
        // Equal terms have equal digests, and only they have.
        if *terms == self.state.terms {
            deny(ReasonCode::NothingAmended)
        } else if terms.is_sound() {
            Ok(())
        } else {
            deny(ReasonCode::UnsoundTerms)
        }
    }

    pub(super) fn judge_withdraw(&self, on: NaiveDate, by: &str) -> Result<(), Fault> {
        match self.state.phase {
            Phase::Executable => deny(ReasonCode::CaseExecutable),
            Phase::Rejected | Phase::Withdrawn => deny(ReasonCode::CaseClosed),
            _ => self.by_applicant(on, by),
        }
    }

    /// Takes up an event if it could have happened: the only way into a case.
    pub(super) fn accept(&mut self, event: Event) -> Result<(), Fault> {
        let (on, by) = (event.on, event.by.as_str());
        match &event.what {
            EventKind::Submit(submission) => {
                if submission.digest != self.state.digest {
                    return deny(ReasonCode::StaleApproval);
                }
                let Submission { papers, circumstances, rules, .. } = &**submission;
                let file = File { terms: &self.state.terms, papers, circumstances, on };
                let tier = self.judge_submit(file, by, rules)?;
                self.state.submitted = Some((self.events.len(), tier));
                self.state.phase = Phase::Submitted;
            }
            EventKind::Act(act) => {
                let Act { decision, digest, authority, .. } = &**act;
                let found = authority.found();
                let asked = Asked { on, by, decision: *decision, role: &authority.holding.role, digest };
                let (at, _) = self.judge_act(asked, |need| found.fault(by, need).map_or(Ok(found), Err))?;
                if at != act.step {
                    return deny(ReasonCode::OutOfSequence);
                }
                self.took(act.decision, at);
            }
            EventKind::Amend { terms } => {
                self.judge_amend(on, by, terms)?;
                self.state.terms.clone_from(terms);
                self.state.digest = terms.digest();
                self.back_to_draft();
            }
            EventKind::Withdraw { .. } => {
                self.judge_withdraw(on, by)?;
                self.state.phase = Phase::Withdrawn;
            }
        }
        self.state.last = Some(on);
        self.events.push(event);
        Ok(())
    }

    /// The state after an act on the step at `at`, from 1.
    fn took(&mut self, decision: Decision, at: usize) {
        match decision {
            Decision::Return => self.back_to_draft(),
            Decision::Reject => self.state.phase = Phase::Rejected,
            Decision::Sign | Decision::Approve | Decision::File => {
                let last = self.tier().is_none_or(|tier| tier.steps.len() <= at);
                self.state.taken.push(self.events.len());
                self.state.phase =
                    if last { Phase::Executable } else { Phase::InProgress { step: at.saturating_add(1) } };
            }
        }
    }

    /// Voids the steps taken and begins anew, in another round if there were any.
    fn back_to_draft(&mut self) {
        if !self.state.taken.is_empty() {
            self.state.round = self.state.round.saturating_add(1);
        }
        self.state.taken.clear();
        self.state.submitted = None;
        self.state.phase = Phase::Draft;
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
            let routed = rules.approval.decide_route(&self.state.terms);
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
        let (digest, rules) = (self.state.digest.clone(), rules.clone());
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
            Ok(()) => Ok(self.state.phase),
            // What was judged a moment ago is judged the same way again.
            Err(fault) => Err(Box::new(self.refusal(fault, on))),
        }
    }
}
