//! What may be recorded of an incident next: one set of rules for what is recorded now and what is read
//! back.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, Timelike};

use super::event::{Incident, IncidentAct, IncidentEvent};
use super::state::State;
use crate::approval::checks::{is_day, is_id, is_text};
use crate::book::Code;
use crate::measure::{Bound, Measure};
use crate::policy::{IncidentStep, IncidentStepRule};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep};

/// As many kinds of data and accounts an incident may name.
pub(super) const MOST_NAMES: usize = 10_000;

/// As many events an incident may have, but for those that bring it nearer to its end: there are only so many.
const MOST_EVENTS: usize = 5_000;

/// What is in the way, and what would change it.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) reasons: Vec<Reason>,
    pub(super) steps: Vec<RemedyStep>,
}

impl Faults {
    fn add(&mut self, reason: Reason, change: NeededChange) {
        self.steps.push(RemedyStep::answering(&reason, change));
        self.reasons.push(reason);
    }
}

/// Whether something of a closed list stands in a list twice; the list may be of any length.
fn named_twice<T: Copy + Ord>(list: &[T]) -> bool {
    let mut seen = BTreeSet::new();
    !list.iter().all(|of| seen.insert(*of))
}

/// An instant as people write it.
pub(super) fn shown(at: NaiveDateTime) -> String {
    at.format(if at.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
}

pub(super) fn is_instant(at: NaiveDateTime) -> bool {
    is_day(at.date()) && at.nanosecond() == 0
}

impl Incident {
    fn reason(&self, code: ReasonCode) -> Reason {
        Reason::new(code, self.opened.rules.clause.as_deref())
    }

    /// Everything that is in the way of an event; nothing if it may be recorded.
    pub(super) fn judge(&self, event: &IncidentEvent) -> Faults {
        let mut faults = Faults::default();
        let state = &self.state;
        if state.closed_at.is_some() {
            faults.add(self.reason(ReasonCode::IncidentClosed).about(self.id()), NeededChange::Unreachable);
            return faults;
        }
        self.well_formed(event, &mut faults);
        if faults.reasons.is_empty() {
            self.in_time(event, state, &mut faults);
        }
        if faults.reasons.is_empty() {
            self.in_order(event, state, &mut faults);
        }
        faults
    }

    fn well_formed(&self, event: &IncidentEvent, faults: &mut Faults) {
        let mut unsound = |field: &str| {
            let reason = self.reason(ReasonCode::UnsoundTerms).about(field);
            faults.add(reason, NeededChange::State { field: field.to_owned() });
        };
        if self.events.len() >= MOST_EVENTS && !self.gets_on(&event.what) {
            unsound("events");
        }
        if !is_id(&event.by) {
            unsound("by");
        }
        if !is_instant(event.recorded_at) {
            unsound("recorded_at");
        }
        if !is_instant(event.what.at()) {
            unsound("at");
        }
        match &event.what {
            IncidentAct::Assessed { categories, .. }
                if categories.len() > MOST_NAMES || !categories.iter().all(|name| is_id(name)) =>
            {
                unsound("categories");
            }
            IncidentAct::Assessed { jurisdictions: Some(places), .. } if named_twice(places) => {
                unsound("jurisdictions");
            }
            IncidentAct::Notified { contents, .. } if named_twice(contents) => unsound("contents"),
            IncidentAct::Waived { evidence, .. } if !is_text(evidence) => unsound("evidence"),
            _ => {}
        }
    }

    /// Whether an event says what has not been said: a step, a content, a figure. Every incident can be brought
    /// to its end, however much was recorded of it.
    fn gets_on(&self, what: &IncidentAct) -> bool {
        let state = &self.state;
        match what {
            IncidentAct::Aware { .. } => state.aware_at.is_none(),
            IncidentAct::Assessed { persons, categories, sensitive, jurisdictions, .. } => {
                state.persons.is_none() && persons.is_some()
                    || state.sensitive.is_none() && sensitive.is_some()
                    || state.categories.is_empty() && !categories.is_empty()
                    || state.jurisdictions.is_empty() && jurisdictions.is_some()
            }
            IncidentAct::Notified { step, contents, .. } => {
                let lacks = state.lacks(&self.opened.rules, *step);
                !state.is_begun(*step) || lacks.iter().any(|content| contents.contains(content))
            }
            IncidentAct::Done { .. } | IncidentAct::Waived { .. } | IncidentAct::Closed { .. } => true,
        }
    }

    /// Recorded after what was recorded before; happened between detection and being recorded.
    fn in_time(&self, event: &IncidentEvent, state: &State, faults: &mut Faults) {
        let detected = self.opened.detected_at;
        let last = self.events.last().map_or(detected, |event| event.recorded_at.max(detected));
        let (recorded, at) = (event.recorded_at, event.what.at());
        let text = |at: NaiveDateTime| Measure::Text(shown(at));
        let mut refuse = |field: &str, found: NaiveDateTime, required: Bound| {
            let reason = self.reason(ReasonCode::TimeOutOfOrder).about(field).actual(text(found));
            faults.add(reason.required(required), NeededChange::State { field: field.to_owned() });
        };
        if recorded < last {
            refuse("recorded_at", recorded, Bound::Since(text(last)));
        }
        let since = match event.what {
            // Nothing happens to an incident after it was closed.
            IncidentAct::Closed { .. } => state.latest.map_or(detected, |latest| latest.max(detected)),
            _ => detected,
        };
        if at < since {
            refuse("at", at, Bound::Since(text(since)));
        } else if at > recorded {
            refuse("at", at, Bound::UpTo(text(recorded)));
        }
    }

    fn in_order(&self, event: &IncidentEvent, state: &State, faults: &mut Faults) {
        let state_field = |field: &str| NeededChange::State { field: field.to_owned() };
        match &event.what {
            IncidentAct::Aware { at } => {
                // The earliest awareness counts; a later one would move every clock.
                if let Some(aware) = state.aware_at.filter(|aware| aware <= at) {
                    let reason = self.reason(ReasonCode::AwareAlready).about(self.id());
                    faults.add(reason.actual(Measure::Text(shown(aware))), NeededChange::Unreachable);
                }
            }
            IncidentAct::Assessed { persons, categories, sensitive, jurisdictions, .. } => {
                let says_nothing = persons.is_none() && sensitive.is_none() && jurisdictions.is_none();
                // Under no law at all nothing would have to be notified.
                let no_law = jurisdictions.as_ref().is_some_and(Vec::is_empty);
                if no_law || says_nothing && categories.is_empty() {
                    let reason = self.reason(ReasonCode::NothingAssessed).about(self.id());
                    let field = if no_law { "jurisdictions" } else { "persons" };
                    faults.add(reason, state_field(field));
                }
            }
            IncidentAct::Done { step, .. } => {
                if matches!(step, IncidentStep::Report | IncidentStep::Contain) {
                    self.open_step(*step, state, faults);
                } else {
                    self.by_itself(*step, faults);
                }
            }
            IncidentAct::Notified { step, contents, .. } => {
                if !step.is_notice() {
                    self.by_itself(*step, faults);
                } else if self.open_step(*step, state, faults).is_some() && contents.is_empty() {
                    let reason = self.reason(ReasonCode::NoticeEmpty).about(step.code());
                    faults.add(reason, state_field("contents"));
                }
            }
            IncidentAct::Waived { step, evidence, .. } => {
                let Some(rule) = self.open_step(*step, state, faults) else { return };
                if !rule.waivable {
                    faults.add(self.of_step(ReasonCode::NotWaivable, rule), NeededChange::Unreachable);
                } else if evidence.trim().is_empty() {
                    faults.add(self.of_step(ReasonCode::WaiverUndocumented, rule), state_field("evidence"));
                }
            }
            IncidentAct::Closed { .. } => self.may_close(state, faults),
        }
    }

    fn of_step(&self, code: ReasonCode, rule: &IncidentStepRule) -> Reason {
        let clause = rule.clause.as_deref().or(self.opened.rules.clause.as_deref());
        Reason::new(code, clause).about(rule.step.code())
    }

    fn by_itself(&self, step: IncidentStep, faults: &mut Faults) {
        faults.add(self.reason(ReasonCode::StepByItself).about(step.code()), NeededChange::Unreachable);
    }

    /// The rule of a step that the incident needs and that is still open.
    fn open_step(&self, step: IncidentStep, state: &State, faults: &mut Faults) -> Option<&IncidentStepRule> {
        let rules = &self.opened.rules;
        let Some(rule) = rules.step(step).filter(|rule| state.needs(rule)) else {
            let reason = self.reason(ReasonCode::StepNotRequired).about(step.code());
            faults.add(reason, NeededChange::Unreachable);
            return None;
        };
        let done = state.done_at(rules, rule).is_some() && state.lacks(rules, step).is_empty();
        if done || state.waiver(step).is_some() {
            faults.add(self.of_step(ReasonCode::StepDone, rule), NeededChange::Unreachable);
            return None;
        }
        Some(rule)
    }

    fn may_close(&self, state: &State, faults: &mut Faults) {
        let rules = &self.opened.rules;
        let needed = rules.steps.iter().filter(|rule| rule.step != IncidentStep::Close && state.needs(rule));
        for rule in needed {
            if state.waiver(rule.step).is_some() {
                continue;
            }
            let told = state.is_begun(rule.step);
            let lacks = state.lacks(rules, rule.step);
            if state.done_at(rules, rule).is_some() && lacks.is_empty() {
                continue;
            }
            let document = rule.step.code().to_owned();
            if told {
                let lacks: Vec<_> = lacks.iter().map(|content| content.code().to_owned()).collect();
                let about = format!("{document}: {}", lacks.join(", "));
                let reason = self.of_step(ReasonCode::NoticeIncomplete, rule).about(about);
                faults.add(reason, NeededChange::Document { document, lacks });
            } else {
                let reason = self.of_step(ReasonCode::StepsOpen, rule);
                faults.add(reason, NeededChange::Document { document, lacks: Vec::new() });
            }
        }
    }
}
