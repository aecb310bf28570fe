//! Data frames of any library, through the Arrow PyCapsule interface.

use arrow_array::RecordBatch;
use keyaccount::{Problem, ProblemCode, quote};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::errors::raise;

/// The batches of a frame, not copied; at least one, so that an empty frame still has columns.
pub(crate) fn batches(name: &str, frame: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let is_frame = ["__arrow_c_stream__", "__arrow_c_array__"].iter().any(|way| {
        // An attribute that raises something else is none either.
        frame.hasattr(*way).unwrap_or(false)
    });
    if !is_frame {
        return Err(raise(no_frame(name, frame)));
    }
    let table = frame.extract::<AnyRecordBatch>().and_then(|read| Ok(read.into_table()?));
    let (mut batches, schema) = match table {
        Ok(table) => table.into_inner(),
        // Ctrl-C and the like are no matter of the frame.
        Err(error) if !error.is_instance_of::<PyException>(frame.py()) => return Err(error),
        Err(error) => {
            let found = format!("a frame that cannot be read as Arrow: {}", error.value(frame.py()));
            let problem = Problem::new(ProblemCode::WrongType, found, "columns of one type each");
            let remedy = "give each column one type, as in `frame.astype({\"customer_id\": \"str\"})`";
            return Err(raise(problem.at(name, None, None).remedy(remedy)));
        }
    };
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

fn no_frame(name: &str, frame: &Bound<'_, PyAny>) -> Problem {
    let kind = frame.get_type();
    let found = kind.fully_qualified_name().map_or_else(|_| quote("object"), |name| quote(&name.to_string()));
    let expected =
        "a pandas (3 or later), polars, pyarrow or DuckDB frame, or anything with `__arrow_c_stream__`";
    let remedy = if found.contains("LazyFrame") {
        "collect it first: `.collect()`"
    } else if found.contains("pandas") {
        "install pandas 3 or later and pyarrow, or hand over `pyarrow.Table.from_pandas(frame)`"
    } else {
        "make a frame of it, such as `pandas.DataFrame(rows)`"
    };
    Problem::new(ProblemCode::WrongType, found, expected).at(name, None, None).remedy(remedy)
}
