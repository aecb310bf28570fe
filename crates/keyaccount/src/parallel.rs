//! Two things side by side where the feature `parallel` is on, else one after the other.

/// What both give.
pub(crate) fn join<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    #[cfg(feature = "parallel")]
    return rayon::join(one, other);
    #[cfg(not(feature = "parallel"))]
    (one(), other())
}

/// Does all of it on the threads that share the work. Whoever is none of them would hand over every single
/// part of it and be woken for each, which takes longer than many of the parts do.
pub(crate) fn among_workers<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    #[cfg(feature = "parallel")]
    return rayon::scope(|_| work());
    #[cfg(not(feature = "parallel"))]
    work()
}

/// Sorts, on all threads if there are any; which of two equal items comes first is left open.
pub(crate) fn sort_by<T: Send>(
    items: &mut [T],
    compare: impl Fn(&T, &T) -> core::cmp::Ordering + Send + Sync,
) {
    #[cfg(feature = "parallel")]
    rayon::slice::ParallelSliceMut::par_sort_unstable_by(items, compare);
    #[cfg(not(feature = "parallel"))]
    items.sort_unstable_by(compare);
}
