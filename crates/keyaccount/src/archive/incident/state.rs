//! What the events of an incident come to, up to an instant.
//!
//! Every event is taken in once and nothing is looked for among those before it, so that a file of many
//! events is read in time that grows with its length alone.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::event::{Incident, IncidentAct, IncidentEvent, IncidentOpened};
use crate::policy::{ClockStart, IncidentRules, IncidentStep, IncidentStepRule, Jurisdiction, NoticeContent};

/// What is known and done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) aware_at: Option<NaiveDateTime>,
    pub(super) persons: Option<u64>,
    pub(super) categories: Vec<String>,
    pub(super) sensitive: Option<bool>,
    /// Whose law applies; while nobody has said so, any may.
    pub(super) jurisdictions: Vec<Jurisdiction>,
    steps: BTreeMap<IncidentStep, Taken>,
    pub(super) closed_at: Option<NaiveDateTime>,
    /// When the last step was taken.
    pub(super) latest: Option<NaiveDateTime>,
}

/// What was done of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Taken {
    done: Option<NaiveDateTime>,
    /// The first part of a notice.
    first_part: Option<NaiveDateTime>,
    /// When each of its contents was first said.
    told: BTreeMap<NoticeContent, NaiveDateTime>,
    waived: Option<(NaiveDateTime, String)>,
    /// The span that had run out when something was recorded: what is late stays late.
    ran_out: Option<Running>,
}

/// The time a step has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Running {
    pub(super) since: NaiveDateTime,
    pub(super) hours: u32,
}

impl Running {
    /// The last instant in time.
    pub(super) fn due_at(self) -> NaiveDateTime {
        self.since.checked_add_signed(TimeDelta::hours(self.hours.into())).unwrap_or(NaiveDateTime::MAX)
    }
}

impl IncidentRules {
    /// The fewest hours that a step has at a level.
    pub(super) fn hours(&self, rule: &IncidentStepRule, level: Option<usize>) -> u32 {
        let applies = rule.sooner.iter().filter(|sooner| {
            sooner.operator.is_none_or(|kind| kind == self.operator)
                && sooner.from_level.is_none_or(|from| level.is_some_and(|level| level >= from))
        });
        applies.map(|sooner| sooner.hours).fold(rule.hours, u32::min)
    }
}

impl Incident {
    /// What it comes to by what was recorded until an instant, included.
    pub(super) fn state_at(&self, until: NaiveDateTime) -> State {
        let mut state = State::of(&self.opened);
        // Events stand in the order in which they were recorded.
        for event in self.events.iter().take_while(|event| event.recorded_at <= until) {
            state.record(event, &self.opened);
        }
        state
    }
}

impl State {
    pub(super) fn of(opened: &IncidentOpened) -> Self {
        Self { jurisdictions: opened.jurisdictions.clone(), ..Self::default() }
    }

    /// Takes an event in.
    pub(super) fn record(&mut self, event: &IncidentEvent, opened: &IncidentOpened) {
        for rule in &opened.rules.steps {
            if !self.needs(rule) {
                continue;
            }
            let running = self.running(rule, opened);
            if event.recorded_at > running.due_at() {
                self.of_step(rule.step).ran_out = Some(running);
            }
        }
        self.take(&event.what);
    }

    fn of_step(&mut self, step: IncidentStep) -> &mut Taken {
        self.steps.entry(step).or_default()
    }

    fn take(&mut self, what: &IncidentAct) {
        match what {
            IncidentAct::Aware { at } => {
                self.aware_at = Some(self.aware_at.map_or(*at, |aware| aware.min(*at)));
                self.latest = self.latest.max(Some(*at));
            }
            IncidentAct::Assessed { at, persons, categories, sensitive, jurisdictions } => {
                self.persons = persons.or(self.persons);
                self.sensitive = sensitive.or(self.sensitive);
                if !categories.is_empty() {
                    self.categories.clone_from(categories);
                }
                if let Some(jurisdictions) = jurisdictions {
                    self.jurisdictions.clone_from(jurisdictions);
                }
                let whole = self.persons.is_some() && self.sensitive.is_some() && !self.categories.is_empty();
                if whole {
                    self.done(IncidentStep::Assess, *at);
                }
            }
            IncidentAct::Done { step, at } => self.done(*step, *at),
            IncidentAct::Notified { step, at, contents } => {
                let taken = self.of_step(*step);
                taken.first_part = Some(taken.first_part.map_or(*at, |first| first.min(*at)));
                for content in contents {
                    let told = taken.told.entry(*content).or_insert(*at);
                    *told = (*told).min(*at);
                }
                self.latest = self.latest.max(Some(*at));
            }
            IncidentAct::Waived { step, at, evidence, .. } => {
                self.of_step(*step).waived.get_or_insert_with(|| (*at, evidence.clone()));
                self.latest = self.latest.max(Some(*at));
            }
            IncidentAct::Closed { at } => {
                self.closed_at = Some(*at);
                self.done(IncidentStep::Close, *at);
            }
        }
    }

    /// A step is done once.
    fn done(&mut self, step: IncidentStep, at: NaiveDateTime) {
        let done = &mut self.of_step(step).done;
        if done.is_none() {
            *done = Some(at);
            self.latest = self.latest.max(Some(at));
        }
    }

    /// The time a step has. A span that had run out before something else was recorded is not prolonged by
    /// it: neither by an awareness that was recorded late nor by fewer persons.
    pub(super) fn running(&self, rule: &IncidentStepRule, opened: &IncidentOpened) -> Running {
        let rules = &opened.rules;
        let since = match rule.from {
            ClockStart::Detected => opened.detected_at,
            ClockStart::Aware => self.aware_at.unwrap_or(opened.detected_at),
        };
        let level = self.persons.and_then(|persons| rules.level(persons));
        let running = Running { since, hours: rules.hours(rule, level) };
        let ran_out = self.steps.get(&rule.step).and_then(|taken| taken.ran_out);
        ran_out.filter(|ran_out| ran_out.due_at() < running.due_at()).unwrap_or(running)
    }

    /// Whether the incident needs a step: the policy has it and its law applies, or nobody has said yet
    /// whose law does.
    pub(super) fn needs(&self, rule: &IncidentStepRule) -> bool {
        rule.step.jurisdiction().is_none_or(|place| self.may_apply(place))
    }

    fn may_apply(&self, place: Jurisdiction) -> bool {
        self.jurisdictions.is_empty() || self.jurisdictions.contains(&place)
    }

    /// When a step was taken. A notice that may not come in parts is given with the part that completes it.
    pub(super) fn done_at(&self, rules: &IncidentRules, rule: &IncidentStepRule) -> Option<NaiveDateTime> {
        let taken = self.steps.get(&rule.step)?;
        if !rule.step.is_notice() {
            return taken.done;
        }
        if rule.in_phases {
            return taken.first_part;
        }
        let mut complete = taken.first_part?;
        for content in self.required(rules, rule.step) {
            complete = complete.max(*taken.told.get(&content)?);
        }
        Some(complete)
    }

    /// Whether any part of a notice was given.
    pub(super) fn is_begun(&self, step: IncidentStep) -> bool {
        self.steps.get(&step).is_some_and(|taken| taken.first_part.is_some())
    }

    /// What a notice must say: to an authority what its law asks for, to customers what every law does that
    /// applies.
    pub(super) fn required(&self, rules: &IncidentRules, step: IncidentStep) -> Vec<NoticeContent> {
        let asks = |place: Jurisdiction| match step.jurisdiction() {
            Some(of) => of == place,
            None => step.is_notice() && self.may_apply(place),
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
        if let Some(taken) = self.steps.get(&step) {
            lacks.retain(|content| !taken.told.contains_key(content));
        }
        lacks
    }

    /// The waiver of a step.
    pub(super) fn waiver(&self, step: IncidentStep) -> Option<(NaiveDateTime, &str)> {
        let (at, evidence) = self.steps.get(&step)?.waived.as_ref()?;
        Some((*at, evidence))
    }
}
