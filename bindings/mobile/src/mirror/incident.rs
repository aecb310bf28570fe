// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `incident`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::CalendarTime;
use keyaccount::CaseId;
use keyaccount::PersonId;

/// How a clock stands.
#[uniffi::remote(Enum)]
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

/// What can happen. `at` is when it happened: not before detection, not after it was recorded.
#[uniffi::remote(Enum)]
pub enum IncidentAct {
    /// It is known for certain that there was a leak. Of several the earliest counts: a later one is refused.
    Aware { at: CalendarTime },
    /// It was assessed. What is left out stays as it was; the step is done with the first assessment after
    /// which persons, categories and sensitivity are all known.
    Assessed {
        at: CalendarTime,
        persons: Option<u64>,
        categories: Vec<String>,
        sensitive: Option<bool>,
        jurisdictions: Option<Vec<Jurisdiction>>,
    },
    /// A step was taken: `report` or `contain`.
    Done { step: IncidentStep, at: CalendarTime },
    /// A notice was given.
    Notified { step: IncidentStep, at: CalendarTime, contents: Vec<NoticeContent> },
    /// A step is not needed.
    Waived { step: IncidentStep, at: CalendarTime, waiver: Waiver, evidence: String },
    /// It was remedied and reviewed, and is closed.
    Closed { at: CalendarTime },
}

/// When it happened.
#[uniffi::export]
pub fn incident_act_at(incident_act: IncidentAct) -> CalendarTime {
    incident_act.at()
}

/// The clock of a step.
#[uniffi::remote(Record)]
pub struct IncidentClock {
    /// The step.
    pub step: IncidentStep,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// When it began to run.
    pub since: CalendarTime,
    /// Elapsed hours it has, by what was assessed last; of one that had run out before, by what was known
    /// then.
    pub hours: u32,
    /// The last instant in time, included.
    pub due_at: CalendarTime,
    /// When it would have ended with the most persons there are levels for; only while their number is not
    /// known, and only if that is earlier.
    #[uniffi(default = None)]
    pub at_worst: Option<CalendarTime>,
    /// How it stands.
    pub state: ClockState,
    /// When the step was done or waived.
    #[uniffi(default = None)]
    pub done_at: Option<CalendarTime>,
    /// Seconds it is or was late; 0 if it is not.
    pub late_seconds: u64,
    /// What the notice must say.
    #[uniffi(default = [])]
    pub contents: Vec<NoticeContent>,
    /// What it has not said yet.
    #[uniffi(default = [])]
    pub lacks: Vec<NoticeContent>,
    /// What shows that it may be left out, if it was waived.
    #[uniffi(default = None)]
    pub evidence: Option<String>,
}

/// How it stands in one sentence without a full stop: the step, until when, and whether in time.
#[uniffi::export]
pub fn incident_clock_sentence(incident_clock: IncidentClock, language: Language) -> String {
    incident_clock.sentence(language)
}

/// One thing that happened, as it is asked for and as it is kept.
#[uniffi::remote(Record)]
pub struct IncidentEvent {
    /// When it was recorded, not before the event before.
    pub recorded_at: CalendarTime,
    /// Who recorded it.
    pub by: PersonId,
    /// What.
    pub what: IncidentAct,
}

/// An incident as it stands at an instant, by what was recorded until then.
#[uniffi::remote(Record)]
pub struct IncidentReport {
    /// Its id.
    pub id: CaseId,
    /// The instant, in whole seconds.
    pub at: CalendarTime,
    /// When it was detected.
    pub detected_at: CalendarTime,
    /// Since when it was known for certain; detection counts where that is not recorded.
    #[uniffi(default = None)]
    pub aware_at: Option<CalendarTime>,
    /// How many persons are affected.
    #[uniffi(default = None)]
    pub persons: Option<u64>,
    /// The level that follows; none below the first and while the number is not known.
    #[uniffi(default = None)]
    pub level: Option<String>,
    /// What kinds of data.
    #[uniffi(default = [])]
    pub categories: Vec<String>,
    /// Whether sensitive personal data are among them.
    #[uniffi(default = None)]
    pub sensitive: Option<bool>,
    /// Whose law applies; while it is empty nobody has said so, and every step is asked for that any law
    /// needs.
    pub jurisdictions: Vec<Jurisdiction>,
    /// The accounts to freeze, those of our own people first (A23).
    #[uniffi(default = [])]
    pub accounts: Vec<String>,
    /// When it was closed.
    #[uniffi(default = None)]
    pub closed_at: Option<CalendarTime>,
    /// The clocks of the steps it needs, in the order of the steps.
    pub clocks: Vec<IncidentClock>,
    /// The next instant at which a clock stands otherwise if nothing happens until then.
    #[uniffi(default = None)]
    pub next_change: Option<CalendarTime>,
    /// What it was made from; `as_of` is the day of `at`.
    pub stamp: Stamp,
}

/// The clock of a step, if the incident needs it.
#[uniffi::export]
pub fn incident_report_clock(incident_report: IncidentReport, step: IncidentStep) -> Option<IncidentClock> {
    incident_report.clock(step).cloned()
}

/// The clocks in words, a line each.
#[uniffi::export]
pub fn incident_report_lines(incident_report: IncidentReport, language: Language) -> Vec<String> {
    incident_report.lines(language)
}

/// Why a step is not needed: a closed list of one (PIPL art. 57).
#[uniffi::remote(Enum)]
pub enum Waiver {
    /// What was done effectively avoids harm.
    HarmAvoided,
}
