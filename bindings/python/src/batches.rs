//! Decisions over the rows of frames.

use arrow_array::RecordBatch;
use keyaccount::Error;
use pyo3::prelude::*;

use crate::approval::ApprovalRules;
use crate::archive::desk::AccessDesk;
use crate::errors::raise;
use crate::frames::batches;
use crate::table::Table;

fn decided(
    py: Python<'_>,
    name: &str,
    frame: &Bound<'_, PyAny>,
    decide: impl Fn(&RecordBatch) -> Result<RecordBatch, Error> + Send + Sync,
) -> PyResult<Table> {
    let questions = batches(name, frame)?;
    let answers = py.detach(|| questions.iter().map(decide).collect::<Result<Vec<_>, _>>());
    answers.map(Table::of_batches).map_err(raise)
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
