//! Admission: who may become a key account (§5.1), and who a VIP (§7.3).

mod facts;
mod key_account;
mod purchases;
mod results;
mod vip;

pub use key_account::KeyAccounts;
#[cfg(test)]
pub(crate) use results::ADMISSION_COLUMNS;
pub use results::{AdmissionTable, Admissions, CustomerVerdict};
#[cfg(test)]
pub(crate) use vip::REGISTER_COLUMNS;
pub use vip::{VipChannel, VipListed, VipListing, VipStanding, Vips};

use crate::book::CustomerKind;
use crate::decimal::Exact;
use crate::error::{Problem, ProblemCode};
use crate::measure::Measure;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// Money and everything else that is counted is missed in steps of 0.01, as published.
const STEP: u8 = 2;

/// The fewest steps of so many decimals that bring a number to a bound, or beyond it.
fn steps_up(from: Exact, to: Exact, beyond: bool, scale: u8) -> Option<Exact> {
    let gap = to.minus(from)?;
    let unit = Exact::new(1, scale);
    let up = match gap.at_scale(scale) {
        Some(units) => Exact::new(units, scale),
        None => {
            let wide = Exact::new(1, 0).at_scale(gap.scale().checked_sub(scale)?)?;
            let floor = Exact::new(gap.units().checked_div_euclid(wide)?, scale);
            floor.checked_add(unit)?
        }
    };
    if beyond && up == gap { up.checked_add(unit) } else { Some(up) }
}

/// `by` more, and what it comes to.
fn more(measure: impl Fn(Exact) -> Measure, from: Exact, to: Exact, beyond: bool, scale: u8) -> NeededChange {
    let change = || {
        let by = steps_up(from, to, beyond, scale)?;
        Some(NeededChange::More { by: difference(measure(by)), to: measure(from.checked_add(by)?) })
    };
    change().unwrap_or(NeededChange::Unreachable)
}

/// `by` less, and what it comes to.
fn less(measure: impl Fn(Exact) -> Measure, from: Exact, to: Exact, beyond: bool, scale: u8) -> NeededChange {
    let change = || {
        let by = steps_up(to, from, beyond, scale)?;
        Some(NeededChange::Less { by: difference(measure(by)), to: measure(from.minus(by)?) })
    };
    change().unwrap_or(NeededChange::Unreachable)
}

/// The difference of two percentages is one of percentage points.
fn difference(measure: Measure) -> Measure {
    match measure {
        Measure::Percent(points) => Measure::PercentPoints(points),
        measure => measure,
    }
}

/// Marks a decision about a person, who may ask for an explanation and for somebody to decide anew (A43).
fn mark_automated(verdict: &mut Verdict, kind: Option<CustomerKind>, clause: Option<&str>) {
    if kind == Some(CustomerKind::Individual) {
        verdict.warnings.push(Reason::new(ReasonCode::Automated, None));
        verdict.obligations.push(Obligation::new(ObligationCode::PersonOnRequest, clause));
    }
}

/// What is lacking, what that makes of a decision by itself, and what would change it.
type Lacking = (VerdictOutcome, Reason, NeededChange);

/// Adds to a verdict on whether a customer qualifies what is lacking besides. What is certainly lacking
/// denies, whatever else cannot be told.
fn lacks_besides(verdict: &mut Verdict, lacking: Vec<Lacking>) {
    if lacking.is_empty() {
        return;
    }
    if verdict.outcome == VerdictOutcome::Permit {
        verdict.reasons.clear();
        verdict.remedies = vec![VerdictRemedy { steps: Vec::new() }];
        verdict.outcome = VerdictOutcome::Indeterminate;
    }
    for (outcome, reason, change) in lacking {
        for remedy in &mut verdict.remedies {
            remedy.steps.push(RemedyStep::answering(&reason, change.clone()));
        }
        verdict.reasons.push(reason);
        if outcome == VerdictOutcome::Deny {
            verdict.outcome = outcome;
        }
    }
}

/// The policy lacks a section that a question needs.
fn no_section(section: &str) -> Problem {
    let found = format!("a policy without `[{section}]`");
    let problem = Problem::new(ProblemCode::Missing, found, format!("a policy with `[{section}]`"));
    problem.remedy("add the section, or use a policy that has it, such as `standard`")
}
