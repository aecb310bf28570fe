//! What only the applicant may do — submit, amend, withdraw — and everything that is in the way of it
//! (§5.6, §5.6a).

use chrono::NaiveDate;

use super::case::Case;
use super::checks::{Checks, is_day};
use super::documents::File;
use super::terms::Terms;
use crate::measure::{Bound, Measure};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy};

/// The applicant as a remedy names whoever acts.
const APPLICANT: &str = "applicant";

/// A reason, and what would make it fall away.
pub(super) type InTheWay = (Reason, NeededChange);

impl Case {
    /// Everything that is in the way of somebody on a day, whatever it is he asks for: where the case
    /// stands, the day, that only the applicant may. What decides comes first.
    pub(super) fn in_the_way(
        &self,
        stands: Option<ReasonCode>,
        (on, by): (NaiveDate, &str),
        clause: Option<&str>,
    ) -> Vec<InTheWay> {
        let stands = stands.map(|code| {
            let change = match code {
                ReasonCode::CaseClosed => NeededChange::Unreachable,
                _ => NeededChange::Amend,
            };
            (Reason::new(code, clause).about(self.id()), change)
        });
        let untimely = self.untimely(on, clause).map(|reason| (reason, timely(on, self.last_day())));
        let applicant = self.opened().applicant.as_str();
        let stranger = (by != applicant).then(|| {
            let reason = Reason::new(ReasonCode::NotTheApplicant, clause)
                .about(self.id())
                .actual(Measure::Text(by.to_owned()))
                .required(Bound::OneOf(vec![Measure::Text(applicant.to_owned())]));
            (reason, self.by_its_applicant())
        });
        [stands, untimely, stranger].into_iter().flatten().collect()
    }

    /// That the applicant does it.
    pub(super) fn by_its_applicant(&self) -> NeededChange {
        let person = Some(self.opened().applicant.clone());
        NeededChange::Act { role: APPLICANT.to_owned(), person, delegation: None }
    }

    /// Everything that is in the way of terms that are to take the place of those of now.
    pub(super) fn in_the_way_of_terms(&self, terms: &Terms, clause: Option<&str>) -> Vec<InTheWay> {
        if terms == self.terms() {
            let reason = Reason::new(ReasonCode::NothingAmended, clause).about(self.id());
            return vec![(reason, NeededChange::Amend)];
        }
        let mut checks = Checks::default();
        terms.check("terms", &mut checks);
        unsound(&checks, clause)
    }

    /// A refusal with everything that is in the way.
    pub(super) fn refused(&self, in_the_way: Vec<InTheWay>, on: NaiveDate) -> Verdict {
        let steps = steps(&in_the_way);
        let reasons = in_the_way.into_iter().map(|(reason, _)| reason).collect();
        let mut verdict = Verdict::new(VerdictOutcome::Deny, reasons, self.stamp(on));
        verdict.remedies = vec![VerdictRemedy { steps }];
        verdict
    }
}

/// What is not well formed of what was handed in.
pub(super) fn unsound_file(file: File<'_>, clause: Option<&str>) -> Vec<InTheWay> {
    let mut checks = Checks::default();
    file.papers.check("papers", &mut checks);
    file.circumstances.check("circumstances", &mut checks);
    unsound(&checks, clause)
}

fn unsound(checks: &Checks, clause: Option<&str>) -> Vec<InTheWay> {
    let of = |path: &String| {
        let reason = Reason::new(ReasonCode::UnsoundTerms, clause).about(path.clone());
        (reason, NeededChange::State { field: path.clone() })
    };
    checks.problems.iter().map(|problem| of(&problem.path)).collect()
}

/// The nearest day on which something may happen.
fn timely(on: NaiveDate, last: Option<NaiveDate>) -> NeededChange {
    // Every day of the library is one of these years.
    let year = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(on);
    let (first, end) = (year(1, 1, 1), year(9999, 12, 31));
    match last {
        Some(last) if on < last => NeededChange::From { on: last },
        _ if on < first => NeededChange::From { on: first },
        _ => {
            let by = Measure::days(on.signed_duration_since(end).num_days());
            NeededChange::Less { by, to: Measure::Date(end) }
        }
    }
}

/// The day something is asked for on, once it is mended.
pub(super) fn mended_day(on: NaiveDate, last: Option<NaiveDate>) -> NaiveDate {
    if last.is_none_or(|last| last <= on) && is_day(on) {
        return on;
    }
    match timely(on, last) {
        NeededChange::From { on } | NeededChange::Less { to: Measure::Date(on), .. } => on,
        _ => on,
    }
}

/// The steps that answer what is in the way; where nothing helps, that alone.
pub(super) fn steps(in_the_way: &[InTheWay]) -> Vec<RemedyStep> {
    let step = |(reason, change): &InTheWay| RemedyStep::answering(reason, change.clone());
    match in_the_way.iter().find(|(_, change)| *change == NeededChange::Unreachable) {
        Some(closed) => vec![step(closed)],
        None => in_the_way.iter().map(step).collect(),
    }
}
