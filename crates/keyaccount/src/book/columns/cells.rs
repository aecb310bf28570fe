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

impl<T: Send + Sync + 'static> From<Vec<T>> for SharedCells<T> {
    /// Cells nobody else holds.
    fn from(cells: Vec<T>) -> Self {
        Self(Arc::new(cells))
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

/// Cells to be read, in a vector of their own or in memory others hold as well.
#[derive(Clone, Debug)]
pub(crate) enum Cells<T> {
    Own(Vec<T>),
    Shared(SharedCells<T>),
}

impl<T> From<SharedCells<T>> for Cells<T> {
    fn from(cells: SharedCells<T>) -> Self {
        Self::Shared(cells)
    }
}

impl<T> Deref for Cells<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Self::Own(cells) => cells,
            Self::Shared(cells) => cells.as_ref(),
        }
    }
}

/// Cells that are handed in: lent, to be copied where they are kept, or shared.
#[derive(Clone, Debug)]
pub(crate) enum Given<'a, T> {
    Lent(&'a [T]),
    Shared(SharedCells<T>),
}

impl<T> Deref for Given<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Self::Lent(cells) => cells,
            Self::Shared(cells) => cells.as_ref(),
        }
    }
}

impl<T: Copy> Given<'_, T> {
    /// The cells, to be kept.
    pub(super) fn keep(&self) -> Cells<T> {
        match self {
            Self::Lent(cells) => Cells::Own(cells.to_vec()),
            Self::Shared(cells) => Cells::Shared(cells.clone()),
        }
    }
}
