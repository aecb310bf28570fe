//! What the events of an incident come to, up to an instant.

use chrono::NaiveDateTime;

use super::event::{Incident, IncidentAct};
use crate::policy::{IncidentRules, IncidentStep, IncidentStepRule, Jurisdiction, NoticeContent};

/// What is known and done.
#[derive(Clone, Debug, Default)]
pub(super) struct State<'i> {
    pub(super) aware_at: Option<NaiveDateTime>,
    pub(super) persons: Option<u64>,
    pub(super) categories: &'i [String],
    pub(super) sensitive: Option<bool>,
    pub(super) jurisdictions: &'i [Jurisdiction],
    done: Vec<(IncidentStep, NaiveDateTime)>,
    notices: Vec<(IncidentStep, NaiveDateTime, &'i [NoticeContent])>,
    pub(super) waived: Vec<(IncidentStep, NaiveDateTime, &'i str)>,
    pub(super) closed_at: Option<NaiveDateTime>,
}

impl Incident {
    /// What it comes to by what was recorded until an instant, included; by everything without one.
    pub(super) fn state(&self, until: Option<NaiveDateTime>) -> State<'_> {
        let mut state = State { jurisdictions: &self.opened.jurisdictions, ..State::default() };
        let visible = self.events.iter().filter(|event| until.is_none_or(|until| event.recorded_at <= until));
        for event in visible {
            state.take(&event.what);
        }
        state
    }
}

impl<'i> State<'i> {
    fn take(&mut self, what: &'i IncidentAct) {
        match what {
            IncidentAct::Aware { at } => self.aware_at = Some(*at),
            IncidentAct::Assessed { at, persons, categories, sensitive, jurisdictions } => {
                self.persons = persons.or(self.persons);
                self.sensitive = sensitive.or(self.sensitive);
                if !categories.is_empty() {
                    self.categories = categories;
                }
                if let Some(jurisdictions) = jurisdictions {
                    self.jurisdictions = jurisdictions;
                }
                let whole = self.persons.is_some() && self.sensitive.is_some() && !self.categories.is_empty();
                if whole && self.done(IncidentStep::Assess).is_none() {
                    self.done.push((IncidentStep::Assess, *at));
                }
            }
            IncidentAct::Done { step, at } => self.done.push((*step, *at)),
            IncidentAct::Notified { step, at, contents } => self.notices.push((*step, *at, contents)),
            IncidentAct::Waived { step, at, evidence, .. } => self.waived.push((*step, *at, evidence)),
            IncidentAct::Closed { at } => {
                self.closed_at = Some(*at);
                self.done.push((IncidentStep::Close, *at));
            }
        }
    }

    fn done(&self, step: IncidentStep) -> Option<NaiveDateTime> {
        self.done.iter().find(|(done, _)| *done == step).map(|(_, at)| *at)
    }

    /// Whether the incident needs a step: the policy has it and its law applies.
    pub(super) fn needs(&self, rule: &IncidentStepRule) -> bool {
        rule.step.jurisdiction().is_none_or(|place| self.jurisdictions.contains(&place))
    }

    /// When a step was taken. A notice that may not come in parts is given with the part that completes it.
    pub(super) fn done_at(&self, rules: &IncidentRules, rule: &IncidentStepRule) -> Option<NaiveDateTime> {
        if !rule.step.is_notice() {
            return self.done(rule.step);
        }
        let mut parts = self.parts(rule.step);
        if rule.in_phases {
            return parts.first().map(|(at, _)| *at);
        }
        let mut wanted = self.required(rules, rule.step);
        parts.drain(..).find_map(|(at, contents)| {
            wanted.retain(|content| !contents.contains(content));
            wanted.is_empty().then_some(at)
        })
    }

    /// The parts of a notice, the earliest first.
    pub(super) fn parts(&self, step: IncidentStep) -> Vec<(NaiveDateTime, &'i [NoticeContent])> {
        let parts = self.notices.iter().filter(|(of, ..)| *of == step);
        let mut parts: Vec<_> = parts.map(|(_, at, contents)| (*at, *contents)).collect();
        parts.sort_by_key(|(at, _)| *at);
        parts
    }

    /// What a notice must say: to an authority what its law asks for, to customers what every law does that
    /// applies.
    pub(super) fn required(&self, rules: &IncidentRules, step: IncidentStep) -> Vec<NoticeContent> {
        let asks = |place: Jurisdiction| match step.jurisdiction() {
            Some(of) => of == place,
            None => step.is_notice() && self.jurisdictions.contains(&place),
        };
        let of_laws = rules.notices.iter().filter(|notice| asks(notice.jurisdiction));
        let mut contents: Vec<_> = of_laws.flat_map(|notice| notice.contents.iter().copied()).collect();
        contents.sort_unstable();
        contents.dedup();
        contents
    }

    /// What a notice has not said yet.
    pub(super) fn lacks(&self, rules: &IncidentRules, step: IncidentStep) -> Vec<NoticeContent> {
        let mut lacks = self.required(rules, step);
        for (_, contents) in self.parts(step) {
            lacks.retain(|content| !contents.contains(content));
        }
        lacks
    }

    /// The waiver of a step.
    pub(super) fn waiver(&self, step: IncidentStep) -> Option<(NaiveDateTime, &'i str)> {
        self.waived.iter().find(|(of, ..)| *of == step).map(|(_, at, evidence)| (*at, *evidence))
    }
}
