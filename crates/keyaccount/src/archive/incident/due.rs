//! What is due of incidents: the clocks that run or have run out.

use chrono::NaiveDateTime;

use super::clocks::{ClockState, IncidentClock};
use super::event::Incident;
use super::judge::shown;
use crate::book::Code;
use crate::due::{Due, DueAbout, DueCode};
use crate::measure::{Bound, Measure};
use crate::policy::IncidentStep;
use crate::reason::{Reason, ReasonCode};

impl Incident {
    /// The steps that are due at an instant, by what was recorded until then, each until its clock ends, and
    /// the next instant at which one stands otherwise. Nothing before the detection and once it is closed.
    ///
    /// The topic of a notice to an authority is its jurisdiction. Of a step whose clock would end earlier
    /// with more persons than are known yet, a reason says so; and of a notice, that nobody has said whose law
    /// applies.
    #[must_use]
    pub fn due(&self, now: NaiveDateTime) -> (Vec<Due>, Option<NaiveDateTime>) {
        if now < self.opened.detected_at {
            return (Vec::new(), Some(self.opened.detected_at));
        }
        let report = self.report(now);
        if report.closed_at.is_some() {
            return (Vec::new(), report.next_change);
        }
        let open = report.clocks.iter().filter(|clock| {
            let told_in_part = clock.state != ClockState::Waived && !clock.lacks.is_empty();
            matches!(clock.state, ClockState::Running | ClockState::Late) || told_in_part
        });
        let law_is_known = !report.jurisdictions.is_empty();
        (open.map(|clock| self.entry(clock, law_is_known).at(now)).collect(), report.next_change)
    }

    fn entry(&self, clock: &IncidentClock, law_is_known: bool) -> Due {
        let topic = clock.step.jurisdiction().map(|place| place.code().to_owned());
        let about = DueAbout { incident: Some(self.id().clone()), topic, ..DueAbout::default() };
        // What is still to be said of a notice given in time has no clock of its own.
        let until = Some(clock.due_at).filter(|_| clock.done_at.is_none());
        let mut due = Due::in_hours(code(clock.step), about, clock.since, until);
        due.clause.clone_from(&clock.clause);
        let reason = |code| Reason::new(code, clock.clause.as_deref()).about(clock.step.code());
        if let Some(worst) = clock.at_worst.filter(|_| clock.done_at.is_none()) {
            let worst = Measure::Text(shown(worst));
            due.reasons.push(reason(ReasonCode::ScaleNotKnown).required(Bound::UpTo(worst)));
        }
        if clock.step.is_notice() && !law_is_known {
            due.reasons.push(reason(ReasonCode::LawNotKnown));
        }
        if clock.done_at.is_some() || clock.lacks.len() < clock.contents.len() {
            let lacks: Vec<_> = clock.lacks.iter().map(|content| content.code()).collect();
            let about = format!("{}: {}", clock.step.code(), lacks.join(", "));
            due.reasons.push(reason(ReasonCode::NoticeIncomplete).about(about));
        }
        due
    }
}

const fn code(step: IncidentStep) -> DueCode {
    match step {
        IncidentStep::Report => DueCode::ReportInternally,
        IncidentStep::Contain => DueCode::ContainLeak,
        IncidentStep::Assess => DueCode::AssessLeak,
        IncidentStep::NotifyAuthorityCn | IncidentStep::NotifyAuthorityEu => DueCode::NotifyAuthority,
        IncidentStep::NotifyCustomers => DueCode::NotifyCustomers,
        IncidentStep::Close => DueCode::CloseIncident,
    }
}
