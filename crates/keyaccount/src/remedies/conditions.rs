//! Conditions that hold: vetoes, missing documents, a short relationship, an approval.

use chrono::NaiveDate;

use super::case::{Case, asks};
use super::{Change, FromTo, Lever, Reached, Remedy, Unreachable};
use crate::calendar::{Day, Window};
use crate::facts::{CustomerFacts, Veto};
use crate::grading::granted;
use crate::policy::{CapCondition, Fact};
use crate::scoring::{credit_cap_holds, credit_score};

/// The remedies of every condition that holds.
pub(super) fn remedies(case: &Case<'_>) -> Vec<Remedy> {
    let mut levers = vetoes(case);
    levers.extend(credit_caps(case));
    let mut remedies: Vec<Remedy> = levers
        .into_iter()
        .map(|lever| {
            let outcome = without(case, &lever);
            Remedy::new(lever, outcome)
        })
        .collect();
    remedies.extend(approval(case));
    remedies
}

/// The vetoes that hold, in their fixed order, with what ends them.
pub(super) fn vetoes(case: &Case<'_>) -> Vec<Lever> {
    let (credit, policy) = (&case.customer.credit, case.policy.credit());
    let until = |veto| {
        let day = credit.last_day_of(veto)?;
        Window::first_without(Day::from_number(day), policy.window_months)
    };
    let holding = Veto::ALL.into_iter().filter(|veto| credit.vetoes.contains(*veto));
    let lever = |veto| match veto {
        Veto::WriteOff => Lever::WriteOff { until: until(veto) },
        Veto::WilfulDefault => Lever::WilfulDefault { until: until(veto) },
        Veto::BouncedBill => Lever::BouncedBill { until: until(veto) },
        Veto::LegalTrouble => Lever::LegalTrouble,
        Veto::Overdue => Lever::Overdue {
            days_above: policy.vetoes.overdue_days_above.unwrap_or_default(),
            worst_days: credit.worst_open.unsigned_abs(),
        },
    };
    holding.map(lever).collect()
}

/// What holds the credit grade down, where the policy asks about it.
fn credit_caps(case: &Case<'_>) -> Vec<Lever> {
    let mut levers = Vec::new();
    if case.grades.credit.score.is_err() {
        return levers;
    }
    let policy = case.policy;
    let asked = |fact| policy.composite().caps.iter().any(|cap| cap.enabled && asks(&cap.when, &[fact]));
    let caps = &policy.credit().caps;
    let documents = caps.iter().any(|cap| cap.when == CapCondition::DocumentsMissing);
    if credit_cap_holds(case.customer, CapCondition::DocumentsMissing)
        && (documents || asked(Fact::DocumentsMissing))
    {
        levers.push(Lever::DocumentsMissing);
    }
    let months = caps.iter().find_map(|cap| match cap.when {
        CapCondition::ShortRelationship { months } => Some(months),
        CapCondition::DocumentsMissing => None,
    });
    if let Some(months) = months
        && credit_cap_holds(case.customer, CapCondition::ShortRelationship { months })
    {
        let first = case.customer.first_trade().map(Day::from_number);
        let until = first.and_then(|day| Window::first_without(day, months));
        levers.push(Lever::ShortRelationship { months, until });
    }
    levers
}

/// What the end of one condition comes to.
fn without(case: &Case<'_>, lever: &Lever) -> Result<Reached, Unreachable> {
    if case.grades.grade.is_some_and(|grade| grade.position() == 0) {
        return Err(Unreachable::BestAlready);
    }
    let mut customer = case.customer.clone();
    match lever {
        Lever::DocumentsMissing => customer.documents_missing = false,
        Lever::ShortRelationship { .. } => customer.short_relationship = false,
        _ => {
            if let Some(veto) = lever.veto() {
                customer.credit.vetoes = customer.credit.vetoes.without(veto);
            }
        }
    }
    if let Some(approved) = case.customer.approved() {
        return approved_without(case, &customer, approved.grade);
    }
    if let Some(reason) = case.settled() {
        return Err(reason);
    }
    let credit = credit_score(&customer, case.policy.credit()).ok_or(Unreachable::OutOfRange)?;
    let mut supposed = case.as_it_is(case.score().ok_or(Unreachable::OutOfRange)?);
    supposed.customer = &customer;
    supposed.credit = credit;
    let then = case.then(&supposed).ok_or(Unreachable::OutOfRange)?;
    if case.is_better(&then) {
        return Ok(case.reached(Change::Ends, None, &then));
    }
    let left = || {
        let left = vetoes(case).into_iter();
        left.filter(|other| other.veto().is_some_and(|veto| customer.credit.vetoes.contains(veto))).collect()
    };
    Err(case.held(&then, left).unwrap_or(Unreachable::ByScore))
}

/// What the end of a veto comes to where an approval stands under it.
fn approved_without(
    case: &Case<'_>,
    customer: &CustomerFacts,
    approved: crate::policy::Band,
) -> Result<Reached, Unreachable> {
    let grade = case.grades.grade.ok_or(Unreachable::Approved)?;
    let then = granted(approved, customer, case.policy);
    if then >= grade {
        return Err(Unreachable::Approved);
    }
    let score = case.grades.composite.ok();
    Ok(Reached {
        change: Change::Ends,
        score: None,
        composite: score.map(|score| FromTo { from: score, to: score }),
        grade: FromTo { from: case.grade_name(grade), to: case.grade_name(then) },
        caps_lifted: Vec::new(),
    })
}

/// What the end of an approval comes to: what was approved before it and lasts longer, else the computed
/// grade.
fn approval(case: &Case<'_>) -> Option<Remedy> {
    let approved = case.customer.approved()?;
    let until: Option<NaiveDate> = approved.expires_on.and_then(|day| Day::from_number(day).plus(1).date());
    let lever = Lever::Approval { until };
    let grade = case.grades.grade?;
    if grade.position() == 0 {
        return Some(Remedy::new(lever, Err(Unreachable::BestAlready)));
    }
    if until.is_none() {
        return Some(Remedy::new(lever, Err(Unreachable::Approved)));
    }
    let earlier = approved.then.map(|then| granted(then, case.customer, case.policy));
    let then = earlier.or(case.grades.computed);
    let outcome = match then.filter(|then| *then < grade) {
        Some(then) => {
            let score = case.grades.composite.ok();
            Ok(Reached {
                change: Change::Ends,
                score: None,
                composite: score.map(|score| FromTo { from: score, to: score }),
                grade: FromTo { from: case.grade_name(grade), to: case.grade_name(then) },
                caps_lifted: Vec::new(),
            })
        }
        None => Err(Unreachable::NoBetterWithout { grade: then.map(|then| case.grade_name(then)) }),
    };
    Some(Remedy::new(lever, outcome))
}
