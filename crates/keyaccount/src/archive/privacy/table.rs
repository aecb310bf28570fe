//! The simplest table there is: names of columns, and rows of texts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Problem, ProblemCode, quote};

/// A table of texts; a blank cell is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainTable {
    /// The names of the columns, each once; a column may have none.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Option<String>>>,
}

impl PlainTable {
    /// Whether the names are distinct and the rows have the cells.
    pub(super) fn check(&self) -> Result<(), Error> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for (at, name) in (1_u64..).zip(&self.columns) {
            // Nothing is left of a column without a name, so that there may be many.
            if !name.trim().is_empty() && !seen.insert(name) {
                let problem = Problem::new(ProblemCode::Duplicate, quote(name), "every column once");
                problems.push(problem.at("table", None, Some(at)));
            }
        }
        let width = self.columns.len();
        for (at, row) in (1_u64..).zip(&self.rows).filter(|(_, row)| row.len() != width).take(20) {
            let (found, expected) = (format!("{} cells", row.len()), format!("{width}, one a column"));
            let problem = Problem::new(ProblemCode::RaggedRow, found, expected);
            problems.push(problem.at("table", Some(at), None));
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::new(problems)) }
    }
}
