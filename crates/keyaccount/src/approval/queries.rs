//! Who may take a step today, and why everybody else may not; which cases await somebody.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::case::Case;
use super::event::{Decision, Rules};
use super::organisation::Organisation;
use super::reasons::delegation_reasons;
use crate::ids::{CaseId, PersonId};
use crate::policy::TierStep;
use crate::reason::{Reason, ReasonCode};

/// Who may take the next step of a case on a day, and why everybody else may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoMayAct {
    /// The day.
    pub on: NaiveDate,
    /// The step, from 1; nothing if no step is to be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// In which role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Why no step is to be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Reason>,
    /// Everybody the organisation knows, by id.
    pub people: Vec<MayAct>,
}

/// Whether a person may take a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MayAct {
    /// Who.
    pub person_id: PersonId,
    /// Everything that entitles the person; nobody may act on nothing.
    pub authorities: Vec<Authority>,
    /// Why the person may not; empty if anything entitles him.
    pub reasons: Vec<Reason>,
}

impl WhoMayAct {
    /// Those who may.
    pub fn entitled(&self) -> impl Iterator<Item = &MayAct> {
        self.people.iter().filter(|person| !person.authorities.is_empty())
    }
}

/// A case that awaits somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwaitedAct {
    /// The case.
    pub case_id: CaseId,
    /// The step, from 1.
    pub step: usize,
    /// What is to be done.
    pub decision: Decision,
    /// In which role.
    pub role: String,
    /// On what authority, the first that entitles.
    pub authority: Authority,
    /// The digest of what was submitted, which the act must name (`Case::digest`).
    pub digest: String,
}

impl Case {
    /// Who may take the next step on a day, and why everybody else may not.
    #[must_use]
    pub fn who_may_act(&self, on: NaiveDate, organisation: &Organisation) -> WhoMayAct {
        let (Some((at, step)), Some(rules)) = (self.next_step(), self.rules()) else {
            let closed = Reason::new(self.not_open(), self.clause()).about(self.id());
            return WhoMayAct { closed: Some(closed), ..WhoMayAct::nobody(on) };
        };
        let mut who = self.who_may_take(rules, step, on, organisation);
        who.step = Some(at);
        who
    }

    /// Who may take a step of the tier, be it the next or a later one, as things stand.
    pub(super) fn who_may_take(
        &self,
        rules: &Rules,
        step: &TierStep,
        on: NaiveDate,
        organisation: &Organisation,
    ) -> WhoMayAct {
        let everybody = organisation.everybody();
        WhoMayAct {
            decision: Some(Decision::from(step.act)),
            role: Some(step.role.clone()),
            clause: self.clause_of(rules, step).map(str::to_owned),
            people: everybody
                .iter()
                .map(|person| self.may_take(rules, step, on, organisation, person))
                .collect(),
            ..WhoMayAct::nobody(on)
        }
    }

    fn may_take(
        &self,
        rules: &Rules,
        step: &TierStep,
        on: NaiveDate,
        organisation: &Organisation,
        person: &str,
    ) -> MayAct {
        let need = self.need(rules, step, on);
        let same_person = |principal: Option<&str>| {
            let earlier = self.took_part(rules, step.act, [Some(person), principal])?;
            let clause = rules.approval.clause.as_deref().or(self.clause_of(rules, step));
            Some(Reason::new(ReasonCode::SamePerson, clause).about(earlier))
        };
        let (mut authorities, mut reasons) = (Vec::new(), Vec::new());
        match organisation.holding(person, need) {
            Ok(holding) => match same_person(None) {
                None => authorities.push(Authority { holding: holding.clone(), delegation: None }),
                Some(reason) => reasons.push(reason),
            },
            Err(code) => reasons.push(self.role_reason(rules, step, organisation, code, person, need)),
        }
        for paper in organisation.received_by(person).filter(|paper| paper.role == step.role) {
            let mut faults = delegation_reasons(rules, organisation, paper, person, need);
            faults.extend(same_person(Some(&paper.principal)));
            match organisation.holding(&paper.principal, need) {
                Ok(holding) if faults.is_empty() => {
                    authorities.push(Authority { holding: holding.clone(), delegation: Some(paper.clone()) });
                }
                _ => reasons.extend(faults),
            }
        }
        if !authorities.is_empty() {
            reasons.clear();
        }
        if let Some(reason) = self.untimely(on, self.clause_of(rules, step)) {
            // Nobody acts before what has happened.
            authorities.clear();
            reasons.insert(0, reason);
        }
        reasons.dedup();
        MayAct { person_id: person.into(), authorities, reasons }
    }
}

impl WhoMayAct {
    const fn nobody(on: NaiveDate) -> Self {
        Self { on, step: None, decision: None, role: None, clause: None, closed: None, people: Vec::new() }
    }
}

/// Which of these cases await a person on a day, in their order.
#[must_use]
pub fn my_acts<'c>(
    cases: impl IntoIterator<Item = &'c Case>,
    person: &str,
    on: NaiveDate,
    organisation: &Organisation,
) -> Vec<AwaitedAct> {
    let awaited = cases.into_iter().filter_map(|case| {
        let (at, step) = case.next_step()?;
        let rules = case.rules()?;
        let authority =
            case.may_take(rules, step, on, organisation, person).authorities.into_iter().next()?;
        Some(AwaitedAct {
            case_id: case.id().clone(),
            step: at,
            decision: Decision::from(step.act),
            role: step.role.clone(),
            authority,
            digest: case.digest().to_owned(),
        })
    });
    awaited.collect()
}
