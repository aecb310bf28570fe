//! Cells in a vector of the book's own, or in memory the caller shares.

use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

/// Cells somebody else holds as well, such as the buffer of an Arrow array: taken over without a copy. They
/// are judged once, so whoever holds them must not change them afterwards.
///
/// ```
/// use std::sync::Arc;
/// use keyaccount::book::SharedCells;
///
/// let cells: SharedCells<i64> = Arc::new(vec![1, 2, 3]).into();
/// assert_eq!(cells.as_ref(), [1, 2, 3]);
/// ```
pub struct SharedCells<T>(Arc<dyn AsRef<[T]> + Send + Sync>);

impl<T, A: AsRef<[T]> + Send + Sync + 'static> From<Arc<A>> for SharedCells<T> {
    fn from(cells: Arc<A>) -> Self {
        Self(cells)
    }
}

impl<T> AsRef<[T]> for SharedCells<T> {
    fn as_ref(&self) -> &[T] {
        (*self.0).as_ref()
    }
}

impl<T> Clone for SharedCells<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for SharedCells<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedCells").field("len", &self.as_ref().len()).finish()
    }
}

/// Cells to be read; copied when they are first written to.
#[derive(Clone, Debug)]
pub(crate) struct Cells<T> {
    own: Vec<T>,
    shared: Option<SharedCells<T>>,
}

impl<T> Default for Cells<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> From<Vec<T>> for Cells<T> {
    fn from(own: Vec<T>) -> Self {
        Self { own, shared: None }
    }
}

impl<T> From<SharedCells<T>> for Cells<T> {
    fn from(cells: SharedCells<T>) -> Self {
        Self { own: Vec::new(), shared: Some(cells) }
    }
}

impl<T> Deref for Cells<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.shared {
            Some(cells) => cells.as_ref(),
            None => &self.own,
        }
    }
}

impl<T: Clone> Cells<T> {
    pub(super) fn to_mut(&mut self) -> &mut Vec<T> {
        if let Some(cells) = self.shared.take() {
            self.own = cells.as_ref().to_vec();
        }
        &mut self.own
    }
}

/// Copies cells from `start` on into `out`; what lies behind the last cell becomes `blank`.
#[inline]
pub(super) fn copy_block<T: Copy, U: Copy>(
    cells: &[T],
    start: usize,
    out: &mut [U],
    blank: U,
    read: impl Fn(T) -> U,
) {
    let from = cells.get(start..).unwrap_or_default();
    let there = from.len().min(out.len());
    let (filled, rest) = out.split_at_mut(there);
    for (to, from) in filled.iter_mut().zip(from) {
        *to = read(*from);
    }
    rest.fill(blank);
}
