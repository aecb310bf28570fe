//! What happened to an incident, line by line, and how its clocks stand.

use super::clocks::{ClockState, IncidentClock, IncidentReport};
use super::event::{Incident, IncidentAct};
use super::judge::shown;
use crate::approval::Organisation;
use crate::error::harmless;
use crate::labels::{Language, leak as words};
use crate::measure::with_separators;
use crate::policy::{Jurisdiction, NoticeContent};

impl Incident {
    /// What happened, a line for every event after its detection: when it was recorded, by whom, what and
    /// since when.
    ///
    /// Control characters of names and texts are escaped.
    #[must_use]
    pub fn history(&self, language: Language, organisation: &Organisation) -> Vec<String> {
        let opened = &self.opened;
        let places = places(&opened.jurisdictions, language);
        let detected =
            words::DETECTED.fill(language, &[("at", &shown(opened.detected_at)), ("places", &places)]);
        let lines = self.events.iter().map(|event| {
            let who = harmless(&organisation.reading(&event.by, language));
            let what = harmless(&said(&event.what, language));
            let when = shown(event.recorded_at);
            words::DID.fill(language, &[("recorded", &when), ("who", &who), ("what", &what)])
        });
        core::iter::once(detected).chain(lines).collect()
    }
}

fn places(places: &[Jurisdiction], language: Language) -> String {
    let read: Vec<_> = places.iter().map(|place| place.reading(language)).collect();
    match read.is_empty() {
        true => words::NO_PLACE.text(language).to_owned(),
        false => read.join(language.list_comma()),
    }
}

fn contents(contents: &[NoticeContent], language: Language) -> String {
    let read: Vec<_> = contents.iter().map(|content| content.reading(language)).collect();
    read.join(language.list_comma())
}

fn said(what: &IncidentAct, language: Language) -> String {
    let at = shown(what.at());
    match what {
        IncidentAct::Aware { .. } => words::AWARE.fill(language, &[("at", &at)]),
        IncidentAct::Assessed { persons, categories, sensitive, jurisdictions, .. } => {
            let found = [
                persons.map(|n| words::PERSONS.fill(language, &[("n", &with_separators(&n.to_string()))])),
                (!categories.is_empty()).then(|| {
                    let list = categories.join(language.list_comma());
                    words::CATEGORIES.fill(language, &[("categories", &list)])
                }),
                sensitive.map(|yes| {
                    if yes { words::SENSITIVE } else { words::NOT_SENSITIVE }.text(language).to_owned()
                }),
                jurisdictions
                    .as_ref()
                    .map(|all| words::LAW_OF.fill(language, &[("places", &places(all, language))])),
            ];
            let found: Vec<_> = found.into_iter().flatten().collect();
            words::ASSESSED.fill(language, &[("at", &at), ("found", &found.join(language.comma()))])
        }
        IncidentAct::Done { step, .. } => {
            words::DONE.fill(language, &[("at", &at), ("step", &step.reading(language))])
        }
        IncidentAct::Notified { step, contents: told, .. } => words::NOTIFIED.fill(
            language,
            &[("at", &at), ("step", &step.reading(language)), ("contents", &contents(told, language))],
        ),
        IncidentAct::Waived { step, evidence, .. } => words::WAIVED
            .fill(language, &[("at", &at), ("step", &step.reading(language)), ("evidence", evidence)]),
        IncidentAct::Closed { .. } => words::CLOSED.fill(language, &[("at", &at)]),
    }
}

impl IncidentClock {
    /// How it stands in one sentence without a full stop: the step, until when, and whether in time.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let late = duration(self.late_seconds, language);
        let done = self.done_at.map(shown).unwrap_or_default();
        let stands = match self.state {
            ClockState::Running => words::RUNNING.text(language).to_owned(),
            ClockState::Late => words::LATE.fill(language, &[("late", &late)]),
            ClockState::DoneInTime => words::DONE_IN_TIME.fill(language, &[("at", &done)]),
            ClockState::DoneLate => words::DONE_LATE.fill(language, &[("at", &done), ("late", &late)]),
            ClockState::Waived => {
                let evidence = harmless(self.evidence.as_deref().unwrap_or_default());
                words::IS_WAIVED.fill(language, &[("at", &done), ("evidence", &evidence)])
            }
        };
        let mut said = words::CLOCK.fill(
            language,
            &[
                ("step", &self.step.reading(language)),
                ("due", &shown(self.due_at)),
                ("hours", &self.hours.to_string()),
                ("stands", &stands),
            ],
        );
        let open = matches!(self.state, ClockState::Running | ClockState::Late);
        if let Some(worst) = self.at_worst.filter(|_| open) {
            said.push_str(language.separator());
            said.push_str(&words::AT_WORST.fill(language, &[("at", &shown(worst))]));
        }
        if !self.lacks.is_empty() {
            said.push_str(language.separator());
            let lacks = contents(&self.lacks, language);
            said.push_str(&words::STILL_TO_SAY.fill(language, &[("contents", &lacks)]));
        }
        said
    }
}

impl IncidentReport {
    /// The clocks in words, a line each.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        self.clocks.iter().map(|clock| clock.sentence(language)).collect()
    }
}

/// A duration in hours, minutes and seconds.
fn duration(seconds: u64, language: Language) -> String {
    let of = |unit: u64| seconds.checked_div(unit).unwrap_or(0);
    let parts = [
        (of(3_600), words::N_HOURS),
        (of(60).checked_rem(60).unwrap_or(0), words::N_MINUTES),
        (seconds.checked_rem(60).unwrap_or(0), words::N_SECONDS),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| unit.fill(language, &[("n", &n.to_string())]))
        .collect();
    match language {
        Language::English => parts.join(" "),
        Language::Chinese => parts.concat(),
    }
}
