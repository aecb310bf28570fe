//! Clocks: since when, until when, and how each stands at an instant (§6.6, §6.6a).

use chrono::{NaiveDateTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use super::event::Incident;
use super::state::{Running, State};
use crate::assessment::Stamp;
use crate::ids::CaseId;
use crate::policy::{IncidentStep, IncidentStepRule, Jurisdiction, NoticeContent};

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// It runs; its last instant is still in time.
    Running,
    /// It has run out, and the step is not done.
    Late,
    /// The step was done in time.
    DoneInTime,
    /// The step was done too late.
    DoneLate,
    /// The step was waived.
    Waived,
}

/// The clock of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentClock {
    /// The step.
    pub step: IncidentStep,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// When it began to run.
    pub since: NaiveDateTime,
    /// Elapsed hours it has, by what was assessed last; of one that had run out before, by what was known
    /// then.
    pub hours: u32,
    /// The last instant in time, included.
    pub due_at: NaiveDateTime,
    /// When it would have ended with the most persons there are levels for; only while their number is not
    /// known, and only if that is earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_worst: Option<NaiveDateTime>,
    /// How it stands.
    pub state: ClockState,
    /// When the step was done or waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<NaiveDateTime>,
    /// Seconds it is or was late; 0 if it is not.
    pub late_seconds: u64,
    /// What the notice must say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<NoticeContent>,
    /// What it has not said yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<NoticeContent>,
    /// What shows that it may be left out, if it was waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// An incident as it stands at an instant, by what was recorded until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentReport {
    /// Its id.
    pub id: CaseId,
    /// The instant, in whole seconds.
    pub at: NaiveDateTime,
    /// When it was detected.
    pub detected_at: NaiveDateTime,
    /// Since when it was known for certain; detection counts where that is not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aware_at: Option<NaiveDateTime>,
    /// How many persons are affected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// The level that follows; none below the first and while the number is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What kinds of data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Whether sensitive personal data are among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<bool>,
    /// Whose law applies; while it is empty nobody has said so, and every step is asked for that any law
    /// needs.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The accounts to freeze, those of our own people first (A23).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<NaiveDateTime>,
    /// The clocks of the steps it needs, in the order of the steps.
    pub clocks: Vec<IncidentClock>,
    /// The next instant at which a clock stands otherwise if nothing happens until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<NaiveDateTime>,
    /// What it was made from; `as_of` is the day of `at`.
    pub stamp: Stamp,
}

impl Incident {
    /// How the incident stands at an instant, by what was recorded until then; its clocks with it.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use keyaccount::archive::incident::{Incident, IncidentAct, IncidentEvent};
    /// use keyaccount::{IncidentStep, Jurisdiction, Policy};
    /// let at = |h, m| NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(h, m, 0).unwrap();
    /// let policy = Policy::shipped("standard").unwrap();
    /// let places = vec![Jurisdiction::Cn, Jurisdiction::Eu];
    /// let mut leak = Incident::open("L-1", at(9, 0), places, &policy).unwrap();
    /// let what = IncidentAct::Aware { at: at(9, 30) };
    /// leak.record(IncidentEvent { recorded_at: at(9, 30), by: "lin".into(), what }).unwrap();
    /// let report = leak.report(at(9, 45));
    /// let contain = report.clock(IncidentStep::Contain).unwrap();
    /// assert_eq!(contain.due_at, at(13, 0));
    /// ```
    #[must_use]
    pub fn report(&self, at: NaiveDateTime) -> IncidentReport {
        let at = at.with_nanosecond(0).unwrap_or(at);
        let (state, rules) = (self.state_at(at), &self.opened.rules);
        let needed = rules.steps.iter().filter(|rule| state.needs(rule));
        let clocks: Vec<_> = needed.map(|rule| self.clock(&state, rule, at)).collect();
        let running = clocks.iter().filter(|clock| clock.state == ClockState::Running);
        let ends = running.filter_map(|clock| clock.due_at.checked_add_signed(TimeDelta::seconds(1)));
        let recorded = self.events.iter().map(|event| event.recorded_at);
        let level = state.persons.and_then(|persons| rules.level(persons));
        let opened = &self.opened;
        IncidentReport {
            id: opened.id.clone(),
            at,
            detected_at: opened.detected_at,
            aware_at: state.aware_at,
            persons: state.persons,
            level: level.and_then(|level| rules.levels.get(level)).map(|level| level.name.clone()),
            sensitive: state.sensitive,
            accounts: opened.staff_accounts.iter().chain(&opened.customer_accounts).cloned().collect(),
            closed_at: state.closed_at,
            next_change: ends.chain(recorded.filter(|recorded| *recorded > at)).min(),
            clocks,
            categories: state.categories,
            jurisdictions: state.jurisdictions,
            stamp: opened.policy.stamp(at.date()),
        }
    }

    fn clock(&self, state: &State, rule: &IncidentStepRule, now: NaiveDateTime) -> IncidentClock {
        let rules = &self.opened.rules;
        let running = state.running(rule, &self.opened);
        let Running { since, hours } = running;
        let due_at = running.due_at();
        let worst = Running { since, hours: rules.hours(rule, rules.levels.len().checked_sub(1)) };
        let done_at = state.done_at(rules, rule);
        let waiver = state.waiver(rule.step).filter(|_| done_at.is_none());
        let late =
            |at: NaiveDateTime| u64::try_from(at.signed_duration_since(due_at).num_seconds()).unwrap_or(0);
        let (clock, late_seconds) = match (done_at, waiver) {
            (Some(done), _) if done > due_at => (ClockState::DoneLate, late(done)),
            (Some(_), _) => (ClockState::DoneInTime, 0),
            (None, Some((at, _))) => (ClockState::Waived, late(at)),
            (None, None) if now > due_at => (ClockState::Late, late(now)),
            (None, None) => (ClockState::Running, 0),
        };
        let waived = clock == ClockState::Waived;
        IncidentClock {
            step: rule.step,
            clause: rule.clause.clone().or_else(|| rules.clause.clone()),
            since,
            hours,
            due_at,
            at_worst: (state.persons.is_none() && worst.hours < hours).then(|| worst.due_at()),
            state: clock,
            done_at: done_at.or_else(|| waiver.map(|(at, _)| at)),
            late_seconds,
            contents: state.required(rules, rule.step),
            lacks: if waived { Vec::new() } else { state.lacks(rules, rule.step) },
            evidence: waiver.map(|(_, evidence)| evidence.to_owned()),
        }
    }
}

impl IncidentReport {
    /// The clock of a step, if the incident needs it.
    #[must_use]
    pub fn clock(&self, step: IncidentStep) -> Option<&IncidentClock> {
        self.clocks.iter().find(|clock| clock.step == step)
    }
}
