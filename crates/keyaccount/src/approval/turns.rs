//! Whose turn it is before an act that comes too early: who could take the steps before it, so that it may
//! be done then (§5.3).

use chrono::NaiveDate;

use super::case::Case;
use super::event::{ActRequest, Rules};
use super::judge::{Asked, out_of_sequence};
use super::organisation::Organisation;
use crate::ids::{DelegationId, PersonId};
use crate::policy::TierStep;
use crate::reason::Reason;
use crate::verdict::{NeededChange, RemedyStep};

/// So many people are tried for the steps; after that it is left open who takes them.
const TRIES: u32 = 4_096;

/// Somebody who may take a step, by his role or by a paper.
#[derive(Clone, Debug)]
pub(super) struct Taker {
    role: String,
    person: PersonId,
    paper: Option<DelegationId>,
    /// In whose place.
    principal: Option<PersonId>,
}

impl Taker {
    pub(super) fn acts(&self) -> NeededChange {
        NeededChange::Act {
            role: self.role.clone(),
            person: Some(self.person.clone()),
            delegation: self.paper.clone(),
        }
    }

    /// Whether it is who asks, on the authority he asks on.
    pub(super) fn is_of(&self, request: &ActRequest) -> bool {
        self.person == request.by && self.paper == request.delegation && self.role == request.role
    }

    fn persons(&self) -> impl Iterator<Item = &str> {
        [Some(self.person.as_str()), self.principal.as_deref()].into_iter().flatten()
    }
}

/// A step before the one that was asked for, with everybody who may take it as things stand.
struct Before {
    decides: bool,
    takers: Vec<Taker>,
}

impl Before {
    /// Whether somebody may take it beside those who decided; if it decides, he is one of them from then on.
    fn joins<'t>(&self, taker: &'t Taker, decided: &mut Vec<&'t str>) -> bool {
        if !self.decides {
            return true;
        }
        if taker.persons().any(|person| decided.contains(&person)) {
            return false;
        }
        decided.extend(taker.persons());
        true
    }
}

/// Too many were tried.
struct GivenUp;

impl Case {
    /// Everybody who may take a step on a day, on each authority.
    pub(super) fn takers(
        &self,
        rules: &Rules,
        step: &TierStep,
        on: NaiveDate,
        organisation: &Organisation,
    ) -> Vec<Taker> {
        let who = self.who_may_take(rules, step, on, organisation);
        let takers = who.people.into_iter().flat_map(|person| {
            person.authorities.into_iter().map(move |authority| Taker {
                role: step.role.clone(),
                person: person.person_id.clone(),
                principal: authority.delegation.as_ref().map(|paper| paper.principal.clone()),
                paper: authority.delegation.map(|paper| paper.delegation_id),
            })
        });
        takers.collect()
    }

    /// The ways to whoever asks out of turn: the steps before his, each by somebody who may take it and leaves
    /// his to him; to send back or reject, whoever may take the step that is due. No way if nothing leads
    /// there; nothing if it is another matter than the order, since he may not take his own step as things
    /// stand.
    pub(super) fn in_turn(
        &self,
        request: &ActRequest,
        organisation: &Organisation,
        reason: &Reason,
    ) -> Option<Vec<Vec<RemedyStep>>> {
        let ((next, due), rules) = (self.next_step()?, self.rules()?);
        let asked = Asked::of(request);
        let answer = |change| RemedyStep::answering(reason, change);
        if asked.decision.step().is_none() {
            let in_role = Asked { role: &due.role, ..asked };
            if out_of_sequence(due, in_role).is_some() {
                return Some(Vec::new());
            }
            let takers = self.takers(rules, due, request.on, organisation);
            return Some(takers.iter().map(|taker| vec![answer(taker.acts())]).collect());
        }
        let to_come = self.tier()?.steps.get(next.checked_sub(1)?..)?;
        let Some(at) = to_come.iter().position(|step| out_of_sequence(step, asked).is_none()) else {
            return Some(Vec::new());
        };
        let (own, before) = (to_come.get(at)?, to_come.get(..at)?);
        let paper = request.delegation.as_deref();
        let found = organisation.authority(&request.by, paper, self.need(rules, own, request.on)).ok()?;
        let persons = [Some(request.by.as_str()), found.principal()];
        if self.took_part(rules, own.act, persons).is_some() {
            return Some(Vec::new());
        }
        let segregation = rules.approval.segregation;
        let before: Vec<_> = before
            .iter()
            .map(|step| Before {
                decides: segregation && step.act.decides(),
                takers: self.takers(rules, step, request.on, organisation),
            })
            .collect();
        let decides = segregation && own.act.decides();
        let steps = |way: Vec<&Taker>| way.into_iter().map(|taker| answer(taker.acts())).collect();
        Some(match ways(&before, decides.then_some(persons)) {
            Ok(ways) => ways.into_iter().map(steps).collect(),
            Err(GivenUp) => {
                let of_role = |step: &TierStep| {
                    answer(NeededChange::Act { role: step.role.clone(), person: None, delegation: None })
                };
                vec![to_come.iter().take(at).map(of_role).collect()]
            }
        })
    }
}

/// For everybody who may take the first step: him, and the first who may then take each of the others, nobody
/// deciding twice. `asking` is who must be left for a deciding step of his own.
fn ways<'t>(
    before: &'t [Before],
    asking: Option<[Option<&'t str>; 2]>,
) -> Result<Vec<Vec<&'t Taker>>, GivenUp> {
    let Some((first, rest)) = before.split_first() else { return Ok(Vec::new()) };
    let mut tries = TRIES;
    let mut ways = Vec::new();
    for taker in &first.takers {
        let mut decided: Vec<&str> = asking.into_iter().flatten().flatten().collect();
        let mut way = vec![taker];
        if first.joins(taker, &mut decided) && completes(rest, &mut way, &mut decided, &mut tries)? {
            ways.push(way);
        }
    }
    Ok(ways)
}

/// Whether the steps left can be taken by people who have not decided yet; adds them to the way.
fn completes<'t>(
    left: &'t [Before],
    way: &mut Vec<&'t Taker>,
    decided: &mut Vec<&'t str>,
    tries: &mut u32,
) -> Result<bool, GivenUp> {
    let Some((step, left)) = left.split_first() else { return Ok(true) };
    for taker in &step.takers {
        *tries = tries.checked_sub(1).ok_or(GivenUp)?;
        let before = decided.len();
        if step.joins(taker, decided) {
            way.push(taker);
            if completes(left, way, decided, tries)? {
                return Ok(true);
            }
            way.pop();
            decided.truncate(before);
        }
    }
    Ok(false)
}
