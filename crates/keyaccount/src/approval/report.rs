//! A case on a day: where it stands, what is missing, who may take which step, on what authority, and by
//! which clause.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{Case, Phase};
use super::event::{EventKind, Rules, SubmitRequest};
use super::organisation::Organisation;
use super::queries::WhoMayAct;
use super::terms::Terms;
use crate::assessment::Stamp;
use crate::ids::{CaseId, PersonId};
use crate::measure::{Bound, Measure};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::Verdict;

/// So much of a digest tells one policy from another in a text.
pub(super) const SHORT_DIGEST: usize = 12;

/// A case on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReport {
    /// The case.
    pub case_id: CaseId,
    /// The day.
    pub on: NaiveDate,
    /// Where it stands.
    pub phase: Phase,
    /// The round, from 1.
    pub round: u32,
    /// The terms as they are now.
    pub terms: Terms,
    /// Their digest, which every act must name.
    pub digest: String,
    /// What it was made from: the policy is the one the case stands under, or that a draft would be submitted
    /// under; `input_digest` is [`Case::digest`].
    pub stamp: Stamp,
    /// Whom alone it is about; everybody if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// What does not decide but should be known: rules that are not those of the policy given, acts of
    /// somebody the organisation does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Reason>,
    /// The approval it takes, or that a draft would take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// Whether a draft may be submitted with what is handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<Verdict>,
    /// The steps to come, in order: who may take each on that day as things stand.
    pub steps: Vec<WhoMayAct>,
}

impl Case {
    /// The case on a day: for a draft whether it may be submitted, what is missing, and who could take the
    /// steps of the tier it would take under `rules`; for an open case who may take those to come.
    #[must_use]
    pub fn report(
        &self,
        on: NaiveDate,
        organisation: &Organisation,
        submission: Option<&SubmitRequest>,
        rules: &Rules,
    ) -> CaseReport {
        let draft = self.phase() == Phase::Draft;
        let warnings = self.warnings(organisation, rules);
        let rules = self.rules().unwrap_or(rules);
        let tier = self.tier_under(rules);
        let first = match (self.next_step(), draft) {
            (Some((step, _)), _) => Some(step),
            (None, true) => Some(1),
            (None, false) => None,
        };
        let steps = tier.zip(first).map_or_else(Vec::new, |(tier, first)| {
            let to_come = tier.steps.iter().enumerate().skip(first.saturating_sub(1));
            to_come
                .map(|(at, step)| WhoMayAct {
                    step: Some(at.saturating_add(1)),
                    ..self.who_may_take(rules, step, on, organisation)
                })
                .collect()
        });
        CaseReport {
            case_id: self.id().clone(),
            on,
            phase: self.phase(),
            round: self.round(),
            terms: self.terms().clone(),
            digest: self.digest().to_owned(),
            stamp: Rules::stamp(Some(rules), on, self.digest()),
            person: None,
            warnings,
            tier: tier.map(|tier| tier.name.clone()),
            submission: submission.filter(|_| draft).map(|request| self.explain_submit(request, rules)),
            steps,
        }
    }

    /// What should be known of the case beside where it stands: whose rules it brings, and who acted that
    /// the organisation does not know.
    fn warnings(&self, organisation: &Organisation, given: &Rules) -> Vec<Reason> {
        let other = self.rules().filter(|own| own.policy_digest != given.policy_digest).map(|own| {
            let clause = own.approval.clause.as_deref();
            Reason::new(ReasonCode::OtherRules, clause)
                .about(self.id())
                .actual(Measure::Text(own.name()))
                .required(Bound::OneOf(vec![Measure::Text(given.name())]))
        });
        let acted = self.events().iter().flat_map(|event| {
            let act = match &event.what {
                EventKind::Act(act) => Some(act),
                _ => None,
            };
            let principal = act.and_then(|act| act.authority.found().principal());
            act.map(|_| event.by.as_str()).into_iter().chain(principal)
        });
        let known = organisation.everybody();
        let mut unknown: Vec<_> = acted
            .filter(|person| known.binary_search_by(|known| known.as_str().cmp(person)).is_err())
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        let unknown =
            unknown.into_iter().map(|person| Reason::new(ReasonCode::UnknownPerson, None).about(person));
        other.into_iter().chain(unknown).collect()
    }
}

impl Rules {
    /// The policy as a warning names it.
    fn name(&self) -> String {
        let digest = self.policy_digest.chars().take(SHORT_DIGEST).collect::<String>();
        format!("{} {} ({digest})", self.policy_name, self.policy_version)
    }
}

impl CaseReport {
    /// The same report of one person alone.
    #[must_use]
    pub fn of_person(mut self, person: &PersonId) -> Self {
        for step in &mut self.steps {
            step.people.retain(|other| other.person_id == *person);
        }
        self.person = Some(person.clone());
        self
    }
}
