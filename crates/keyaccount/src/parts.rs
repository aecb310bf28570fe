//! Work on many customers, in parts that may run at the same time.

/// As many customers as are worth a part of their own.
#[cfg(feature = "parallel")]
const PART: usize = 1_024;

/// Does the same with every part of `items`; the results are in the order of the parts. How many parts
/// there are depends on the machine, so the results must come to the same however they are cut.
#[cfg(feature = "parallel")]
pub(crate) fn in_parts<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::ParallelIterator;
    use rayon::slice::ParallelSlice;
    let threads = rayon::current_num_threads();
    if threads == 1 || items.len() <= PART {
        return vec![work(items)];
    }
    items.par_chunks(items.len().div_ceil(threads).max(PART)).map(work).collect()
}

/// Does the same with all of `items`, in one part.
#[cfg(not(feature = "parallel"))]
pub(crate) fn in_parts<T, R>(items: &[T], work: impl Fn(&[T]) -> R) -> Vec<R> {
    vec![work(items)]
}

/// Makes something of each item, in the order of the items; the place of the first of which nothing can be
/// made, if there is one.
#[cfg(feature = "parallel")]
pub(crate) fn each<T: Sync, R: Default + Send>(
    items: &[T],
    make: impl Fn(&T) -> Option<R> + Send + Sync,
) -> Result<Vec<R>, usize> {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
    let failed = AtomicUsize::new(usize::MAX);
    let mut made = Vec::new();
    let one = |(at, item)| {
        make(item).unwrap_or_else(|| {
            failed.fetch_min(at, Relaxed);
            R::default()
        })
    };
    items.par_iter().enumerate().with_min_len(PART).map(one).collect_into_vec(&mut made);
    match failed.into_inner() {
        usize::MAX => Ok(made),
        at => Err(at),
    }
}

/// Makes something of each item, in their order; the place of the first of which nothing can be made, if
/// there is one.
#[cfg(not(feature = "parallel"))]
pub(crate) fn each<T, R: Default>(items: &[T], make: impl Fn(&T) -> Option<R>) -> Result<Vec<R>, usize> {
    items.iter().enumerate().map(|(at, item)| make(item).ok_or(at)).collect()
}
