//! An approval case: a list of events from which its state follows (§5.3, §5.6, §5.6a).
//!
//! Every event passes through one set of rules, whether it is asked for now or read back from a file, so no
//! file can say more than what could have happened.

use chrono::NaiveDate;

use super::documents::File;
use super::event::{Act, Decision, Event, EventKind, Rules, Submission};
use super::judge::{Asked, Fault, deny};
use super::terms::Terms;
use crate::ids::{CaseId, PersonId};
use crate::policy::{ApprovalTier, RequestKind, TierStep};
use crate::reason::ReasonCode;

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
    pub id: CaseId,
    /// What is asked for.
    pub kind: RequestKind,
    /// Who asks: the only one who may submit, amend and withdraw.
    pub applicant: PersonId,
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
    pub const fn id(&self) -> &CaseId {
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

    /// The day of the last event.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        self.events.last().map(|event| event.on)
    }

    /// The terms as they are now.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.state.terms
    }

    /// What every act must name: of a draft the digest of its terms, once submitted that of the terms with the
    /// papers and the submission itself, so that no act prepared for an earlier one stands.
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
                let bound = submission.bound_digest(self.events.len());
                self.state.submitted = Some((self.events.len(), tier));
                self.state.digest = bound;
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
                self.back_to_draft();
            }
            EventKind::Withdraw { .. } => {
                self.judge_withdraw(on, by)?;
                self.state.phase = Phase::Withdrawn;
            }
        }
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
        self.state.digest = self.state.terms.digest();
        self.state.phase = Phase::Draft;
    }
}
