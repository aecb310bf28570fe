//! Decisions over the rows of frames.

use arrow_array::RecordBatch;
use keyaccount::Error;
use pyo3::prelude::*;

use crate::approval::ApprovalRules;
use crate::archive::desk::AccessDesk;
use crate::errors::raise;
use crate::frames::batches;
use crate::table::Table;
use crate::work::on_threads;

fn decided(
    py: Python<'_>,
    name: &str,
    frame: &Bound<'_, PyAny>,
    decide: impl Fn(&RecordBatch) -> Result<RecordBatch, Error> + Send + Sync,
) -> PyResult<Table> {
    let questions = batches(name, frame)?;
    py.detach(|| on_threads(|| each(&questions, decide))).map(Table::of_batches).map_err(raise)
}

/// The answers to all batches, or all of their problems, rows counted over all of them.
fn each(
    questions: &[RecordBatch],
    decide: impl Fn(&RecordBatch) -> Result<RecordBatch, Error>,
) -> Result<Vec<RecordBatch>, Error> {
    let (mut answers, mut problems, mut before) = (Vec::with_capacity(questions.len()), Vec::new(), 0_u64);
    for batch in questions {
        match decide(batch) {
            Ok(answer) => answers.push(answer),
            Err(error) => {
                let found = error.into_problems();
                // What is wrong with a whole column is so in every batch.
                let of_columns = found.iter().any(|problem| problem.line.is_none());
                problems.extend(found.into_iter().map(|mut problem| {
                    problem.line = problem.line.map(|line| line.saturating_add(before));
                    problem
                }));
                if of_columns {
                    break;
                }
            }
        }
        before = before.saturating_add(batch.num_rows() as u64);
    }
    if problems.is_empty() { Ok(answers) } else { Err(Error::new(problems)) }
}

/// Which approval each row of a frame takes.
#[pyfunction]
pub(crate) fn routes(py: Python<'_>, rules: &ApprovalRules, contracts: &Bound<'_, PyAny>) -> PyResult<Table> {
    decided(py, "contracts", contracts, |batch| keyaccount_arrow::routes(&rules.rules.approval, batch))
}

/// Whether the attempt of each row of a frame may be made.
#[pyfunction]
pub(crate) fn access_answers(
    py: Python<'_>,
    desk: &AccessDesk,
    attempts: &Bound<'_, PyAny>,
) -> PyResult<Table> {
    decided(py, "attempts", attempts, |batch| keyaccount_arrow::access_answers(desk.desk(), batch))
}
