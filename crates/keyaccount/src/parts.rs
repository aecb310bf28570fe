//! Work on many customers, in parts that may run at the same time.

use core::ops::Range;

/// As many customers as are worth a part of their own.
#[cfg(feature = "parallel")]
const PART: usize = 1_024;

/// Does the same with every part of so many items; the results are in the order of the parts. How many parts
/// there are depends on the machine, so the results must come to the same however they are cut.
#[cfg(feature = "parallel")]
pub(crate) fn in_parts<R: Send>(items: usize, work: impl Fn(Range<usize>) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let threads = rayon::current_num_threads();
    if threads == 1 || items <= PART {
        return vec![work(0..items)];
    }
    let rows = items.div_ceil(threads).max(PART);
    let parts = (0..items).step_by(rows).map(|start| start..start.saturating_add(rows).min(items));
    parts.collect::<Vec<_>>().into_par_iter().map(work).collect()
}

/// Does the same with all of so many items, in one part.
#[cfg(not(feature = "parallel"))]
pub(crate) fn in_parts<R>(items: usize, work: impl Fn(Range<usize>) -> R) -> Vec<R> {
    vec![work(0..items)]
}

/// Makes something of each of so many items, in their order; the place of the first of which nothing can be
/// made, if there is one.
#[cfg(feature = "parallel")]
pub(crate) fn each<R: Default + Send>(
    items: usize,
    make: impl Fn(usize) -> Option<R> + Send + Sync,
) -> Result<Vec<R>, usize> {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
    let failed = AtomicUsize::new(usize::MAX);
    let mut made = Vec::new();
    let one = |at| {
        make(at).unwrap_or_else(|| {
            failed.fetch_min(at, Relaxed);
            R::default()
        })
    };
    (0..items).into_par_iter().with_min_len(PART).map(one).collect_into_vec(&mut made);
    match failed.into_inner() {
        usize::MAX => Ok(made),
        at => Err(at),
    }
}

/// Makes something of each of so many items, in their order; the place of the first of which nothing can be
/// made, if there is one.
#[cfg(not(feature = "parallel"))]
pub(crate) fn each<R: Default>(items: usize, make: impl Fn(usize) -> Option<R>) -> Result<Vec<R>, usize> {
    (0..items).map(|at| make(at).ok_or(at)).collect()
}
