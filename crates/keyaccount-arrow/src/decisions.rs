//! Decisions over columns: a question in every row, an answer in every row.

mod access;
mod answers;
mod questions;
mod routes;

use std::ops::Range;

use keyaccount::Error;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use access::access_answers;
pub use routes::routes;

/// Rows that one thread takes at a time.
const BLOCK: usize = 8192;

/// What all rows come to, block by block on as many threads as there are, or all of their problems. Every
/// block looks at its columns anew.
fn in_blocks<T: Send>(
    rows: usize,
    block: impl Fn(Range<usize>) -> Result<Vec<T>, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let starts = (0..rows).step_by(BLOCK).collect::<Vec<_>>().into_par_iter();
    let blocks = starts.map(|start| block(start..start.saturating_add(BLOCK).min(rows)));
    let (mut found, mut problems) = (Vec::with_capacity(rows), Vec::new());
    for block in blocks.collect::<Vec<_>>() {
        match block {
            Ok(answers) => found.extend(answers),
            Err(error) => problems.extend(error.into_problems()),
        }
    }
    // What is wrong with a whole column is found by every block.
    problems.dedup();
    if problems.is_empty() { Ok(found) } else { Err(Error::new(problems)) }
}
