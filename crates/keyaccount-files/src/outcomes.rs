//! Tables of outcomes for a back-test.

#[cfg(test)]
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::book::{written_date, written_number, written_yes_no};
use keyaccount::{Outcome, OutcomeKind, OutcomeValue, Outcomes, Problem};

use crate::lists::{BadCells, List, filled};
use crate::problems::ReadError;

const OUTCOMES: List =
    List { called: "a CSV file of outcomes", required: &["customer_id", "outcome"], optional: &["on"] };

/// Reads a table of outcomes: a CSV file with the columns `customer_id` and `outcome`, and `on`, the
/// day it was observed, if it has one. Further columns are not read. A blank outcome is one that is not
/// known; a row dated on or before `after`, the day of the assessment, is no later outcome, and is left
/// out and counted.
///
/// # Errors
/// Everything that is wrong, each problem with its file, line and column: no such file, a missing
/// column, a customer given twice, an outcome that is neither yes nor no (or no number), a date that is
/// none.
pub fn read_outcomes(path: &Path, kind: OutcomeKind, after: NaiveDate) -> Result<Outcomes, ReadError> {
    let mut outcomes = Outcomes::new(kind, after);
    OUTCOMES.read_file(path, |cells, _| push(cells, &mut outcomes))?;
    Ok(outcomes)
}

#[cfg(test)]
pub(crate) fn read(
    shown: &str,
    file: impl Read,
    kind: OutcomeKind,
    after: NaiveDate,
) -> Result<Outcomes, ReadError> {
    let mut outcomes = Outcomes::new(kind, after);
    OUTCOMES.read(shown, file, |cells, _| push(cells, &mut outcomes))?;
    Ok(outcomes)
}

fn push(cells: &[Option<&str>], outcomes: &mut Outcomes) -> BadCells {
    let outcome = filled(cells, 1).map(|text| value(text, outcomes.kind())).transpose();
    let on = filled(cells, 2).map(written_date).transpose();
    let (outcome, on) = match (outcome, on) {
        (Ok(outcome), Ok(on)) => (outcome, on),
        (outcome, on) => {
            let bad = [outcome.err().map(|problem| (*problem, 1)), on.err().map(|problem| (*problem, 2))];
            return bad.into_iter().flatten().collect();
        }
    };
    let customer_id = cells.first().copied().flatten().unwrap_or_default().into();
    match outcomes.push(Outcome { customer_id, on, value: outcome }) {
        Ok(()) => Vec::new(),
        Err(problem) => {
            let at = usize::from(problem.path == "outcome");
            vec![(*problem, at)]
        }
    }
}

fn value(text: &str, kind: OutcomeKind) -> Result<OutcomeValue, Box<Problem>> {
    if kind.is_yes_no() {
        written_yes_no(text).map(OutcomeValue::YesNo)
    } else {
        written_number(text).map(OutcomeValue::Number)
    }
}
