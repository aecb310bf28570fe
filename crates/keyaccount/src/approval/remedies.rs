//! What would turn the refusal of an act: mending the paper it rests on, waiting, reading the terms again,
//! the steps before it, or somebody else (§5.4).

use chrono::NaiveDate;

use super::authority::longest;
use super::case::Case;
use super::event::ActRequest;
use super::judge::Asked;
use super::organisation::{Delegation, Organisation};
use crate::measure::Measure;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep, VerdictRemedy};

impl Case {
    /// The ways to turn a refused act, each enough alone.
    pub(super) fn act_remedies(
        &self,
        request: &ActRequest,
        organisation: &Organisation,
        reasons: &[Reason],
    ) -> Vec<VerdictRemedy> {
        let mut request = request.clone();
        let mut steps = Vec::new();
        for reason in reasons {
            match reason.code {
                ReasonCode::BackDated => {
                    let Some(last) = self.events().last() else { continue };
                    request.on = last.on;
                    steps.push(RemedyStep::answering(reason, NeededChange::From { on: last.on }));
                }
                ReasonCode::StaleApproval => {
                    self.digest().clone_into(&mut request.digest);
                    let one_of = vec![Measure::Text(self.digest().to_owned())];
                    steps.push(RemedyStep::answering(reason, NeededChange::Become { one_of }));
                }
                _ => {}
            }
        }
        // On another day, something else may be in the way.
        let rest = self.act_reasons(&request, organisation);
        let rest: Vec<&Reason> = rest.iter().collect();
        let after = |more: Vec<RemedyStep>| VerdictRemedy {
            steps: with_one_wait(steps.iter().cloned().chain(more).collect()),
        };
        let Some(first) = rest.first() else {
            return if self.may(&request, organisation) { vec![after(Vec::new())] } else { Vec::new() };
        };
        let ways = match first.code {
            ReasonCode::FilingDecidesNothing => Vec::new(),
            ReasonCode::OutOfSequence => match self.in_turn(&request, organisation, first) {
                Some(ways) => ways,
                None => return Vec::new(),
            },
            _ => {
                let mended = self.mended(&request, organisation, &rest).into_iter();
                mended.chain(self.others(&request, organisation, first)).collect()
            }
        };
        if ways.is_empty() {
            let nothing = RemedyStep::answering(first, NeededChange::Unreachable);
            return vec![VerdictRemedy::of(nothing)];
        }
        ways.into_iter().map(after).collect()
    }

    fn may(&self, request: &ActRequest, organisation: &Organisation) -> bool {
        let paper = request.delegation.as_deref();
        self.judge_act(Asked::of(request), |need| organisation.authority(&request.by, paper, need)).is_ok()
    }

    /// How the day and the paper of this very act would have to change, if that is enough.
    fn mended(
        &self,
        request: &ActRequest,
        organisation: &Organisation,
        reasons: &[&Reason],
    ) -> Option<Vec<RemedyStep>> {
        let rules = self.rules()?.approval.delegation.as_ref();
        let mut request = request.clone();
        let mut paper = request.delegation.as_deref().and_then(|id| organisation.delegation(id)).cloned();
        let mut steps = Vec::new();
        for reason in reasons {
            let change = match reason.code {
                ReasonCode::RoleNotYetHeld => wait(&mut request, first_day(reason)?),
                code => {
                    let paper = paper.as_mut()?;
                    match code {
                        ReasonCode::NoWrittenRef => {
                            paper.written_ref = Some(paper.delegation_id.clone().into());
                            NeededChange::State { field: "written_ref".to_owned() }
                        }
                        ReasonCode::DelegationNotIssued | ReasonCode::DelegationNotYetValid => {
                            wait(&mut request, first_day(reason)?)
                        }
                        ReasonCode::DelegationExpired => {
                            let by = request.on.signed_duration_since(paper.valid_to).num_days();
                            paper.valid_to = request.on;
                            NeededChange::More { by: Measure::days(by), to: Measure::Date(request.on) }
                        }
                        ReasonCode::DelegationTooLong => {
                            let last = longest(paper, rules?)?;
                            let by = paper.valid_to.signed_duration_since(last).num_days();
                            paper.valid_to = last;
                            NeededChange::Less { by: Measure::days(by), to: Measure::Date(last) }
                        }
                        ReasonCode::DelegationAmountExceeded => {
                            let (amount, most) = (self.terms().deciding_amount()?, paper.max_amount?);
                            paper.max_amount = Some(amount);
                            let by = Measure::Money(amount.minus(most)?);
                            NeededChange::More { by, to: Measure::Money(amount) }
                        }
                        // What was revoked, and whom it is from and to, is not mended.
                        _ => return None,
                    }
                }
            };
            steps.push(RemedyStep::answering(reason, change));
        }
        let mended = organisation.with_delegation(paper);
        self.may(&request, &mended).then_some(steps)
    }

    /// Everybody else who may take the step on the day of the act, and whoever asks on another authority.
    fn others(
        &self,
        request: &ActRequest,
        organisation: &Organisation,
        reason: &Reason,
    ) -> Vec<Vec<RemedyStep>> {
        let (Some((_, step)), Some(rules)) = (self.next_step(), self.rules()) else { return Vec::new() };
        let takers = self.takers(rules, step, request.on, organisation);
        let others = takers.iter().filter(|taker| !taker.is_of(request));
        others.map(|taker| vec![RemedyStep::answering(reason, taker.acts())]).collect()
    }
}

/// The same steps with the longest wait alone, which the others are part of.
fn with_one_wait(mut steps: Vec<RemedyStep>) -> Vec<RemedyStep> {
    let wait = |step: &RemedyStep| match step.change {
        NeededChange::From { on } => Some(on),
        _ => None,
    };
    let longest = steps.iter().filter_map(wait).max();
    let mut waited = false;
    steps.retain(|step| {
        wait(step).is_none_or(|on| Some(on) == longest && !core::mem::replace(&mut waited, true))
    });
    steps
}

/// The act on a later day.
fn wait(request: &mut ActRequest, day: NaiveDate) -> NeededChange {
    request.on = request.on.max(day);
    NeededChange::From { on: day }
}

/// The day a reason says is the first.
fn first_day(reason: &Reason) -> Option<NaiveDate> {
    match reason.required {
        Some(crate::measure::Bound::Since(Measure::Date(day))) => Some(day),
        _ => None,
    }
}

impl Organisation {
    /// The same organisation with one of its delegations changed.
    fn with_delegation(&self, paper: Option<Delegation>) -> Self {
        let mut changed = self.clone();
        if let Some(paper) = paper {
            changed.put_delegation(paper);
        }
        changed
    }
}
