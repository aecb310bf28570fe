//! Answers of the fast paths as small integers, so that Python keeps one object for each.

use keyaccount::{Answer, ReasonCode, VerdictOutcome};
use pyo3::prelude::*;

use crate::plain::to_plain;

/// Rules there may be; the outcome is counted in units of so many.
const RULES: u32 = 1 << 16;

/// An answer as an integer.
pub(crate) fn number(answer: Answer) -> u32 {
    // Variants count from 0, and no rule is 0 here.
    let rule = answer.rule.map_or(0, |rule| (rule as u32).wrapping_add(1));
    (answer.outcome as u32).wrapping_mul(RULES).wrapping_add(rule)
}

/// The answer an integer of a fast path stands for, as a plain value.
#[pyfunction]
pub(crate) fn answer_of(py: Python<'_>, number: u32) -> PyResult<Bound<'_, PyAny>> {
    let outcome = VerdictOutcome::ALL.get((number / RULES) as usize).copied();
    let rule = (number % RULES).checked_sub(1).and_then(|at| ReasonCode::ALL.get(at as usize)).copied();
    to_plain(py, &Answer { outcome: outcome.unwrap_or(VerdictOutcome::Indeterminate), rule })
}
