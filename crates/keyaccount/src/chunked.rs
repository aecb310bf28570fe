//! A long row of items in chunks: it grows without being copied, and what is read for the last time can be
//! given back a chunk at a time.

use core::ops::Range;

/// How many bits of a place stand for the place inside a chunk. Tests have chunks so short that a few
/// customers fill several.
const BITS: u32 = if cfg!(test) { 4 } else { 11 };

/// How many items a chunk holds; the last of a run may hold fewer.
pub(crate) const CHUNK: usize = 1 << BITS;

/// Items by place, in chunks of [`CHUNK`].
#[derive(Clone, Debug)]
pub(crate) struct Chunked<T> {
    chunks: Vec<Vec<T>>,
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

/// The number of the chunk of a place, and the place in it.
#[inline]
const fn split(at: usize) -> (usize, usize) {
    (at >> BITS, at & (CHUNK - 1))
}

/// Where a chunk begins.
const fn start(chunk: usize) -> usize {
    chunk.saturating_mul(CHUNK)
}

impl<T> Chunked<T> {
    /// How many items there are, if all chunks but the last are full.
    pub(crate) fn len(&self) -> usize {
        self.chunks
            .last()
            .map_or(0, |last| start(self.chunks.len().saturating_sub(1)).saturating_add(last.len()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        let (chunk, at) = split(at);
        self.chunks.get(chunk)?.get(at)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let (chunk, at) = split(at);
        self.chunks.get_mut(chunk)?.get_mut(at)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut().flatten()
    }

    /// The items of these places.
    pub(crate) fn range(&self, places: Range<usize>) -> impl Iterator<Item = &T> {
        let (first, _) = split(places.start);
        self.chunks.iter().zip(0_usize..).skip(first).flat_map(move |(chunk, number)| {
            let before = start(number);
            let end = places.end.saturating_sub(before).min(chunk.len());
            chunk.get(places.start.saturating_sub(before)..end).unwrap_or_default()
        })
    }

    /// Puts an item behind the last.
    pub(crate) fn push(&mut self, item: T) {
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => last.push(item),
            _ => self.chunks.push(vec![item]),
        }
    }

    /// Puts a chunk behind the last, which must be full, as must be this one if another follows.
    pub(crate) fn push_chunk(&mut self, chunk: Vec<T>) {
        self.chunks.push(chunk);
    }

    /// Takes an item out and puts the last one in its place.
    pub(crate) fn swap_remove(&mut self, at: usize) -> Option<T> {
        let last = self.len().checked_sub(1)?;
        if at > last {
            return None;
        }
        let end = self.chunks.last_mut()?;
        let moved = end.pop()?;
        if end.is_empty() {
            self.chunks.pop();
        }
        if at == last { Some(moved) } else { self.get_mut(at).map(|slot| core::mem::replace(slot, moved)) }
    }

    /// Gives back the chunks that lie in these places as a whole; whoever asks for their items afterwards
    /// finds none.
    pub(crate) fn let_go(&mut self, places: Range<usize>) {
        let (first, _) = split(places.start.saturating_add(CHUNK - 1));
        let (end, _) = split(places.end);
        for chunk in self.chunks.get_mut(first..end).unwrap_or_default() {
            *chunk = Vec::new();
        }
    }
}

impl<T: Clone> Chunked<T> {
    pub(crate) fn new(item: T, count: usize) -> Self {
        let mut items = Self::default();
        items.add_run(item, count);
        items
    }

    /// Adds a run of equal items, in chunks of its own; where it begins.
    pub(crate) fn add_run(&mut self, item: T, count: usize) -> usize {
        let base = start(self.chunks.len());
        let mut left = count;
        while left > 0 {
            let rows = left.min(CHUNK);
            self.chunks.push(vec![item.clone(); rows]);
            left = left.saturating_sub(rows);
        }
        base
    }

    /// As many equal items in the same chunks.
    pub(crate) fn like<U>(&self, item: U) -> Chunked<U>
    where
        U: Clone,
    {
        Chunked { chunks: self.chunks.iter().map(|chunk| vec![item.clone(); chunk.len()]).collect() }
    }
}

impl<T> Extend<T> for Chunked<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut chunked = Self::default();
        chunked.extend(items);
        chunked
    }
}

impl<T> IntoIterator for Chunked<T> {
    type Item = T;
    type IntoIter = core::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.chunks.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(count: usize) -> Chunked<usize> {
        (0..count).collect()
    }

    #[test]
    fn items_are_where_they_were_put_at_every_border() {
        for count in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5] {
            let items = counted(count);
            assert_eq!((items.len(), items.is_empty()), (count, count == 0));
            assert!(items.iter().copied().eq(0..count));
            assert!(items.clone().into_iter().eq(0..count));
            assert!((0..count).all(|at| items.get(at) == Some(&at)));
            assert_eq!(items.get(count), None);
            for from in 0..=count {
                for to in from..=count {
                    assert!(items.range(from..to).copied().eq(from..to), "{from}..{to} of {count}");
                }
            }
        }
    }

    #[test]
    fn removing_does_what_a_vector_does() {
        let (mut items, mut expected) = (counted(2 * CHUNK + 3), Vec::from_iter(0..2 * CHUNK + 3));
        for step in 0..2 * CHUNK + 3 {
            let at = step * 7 % expected.len();
            assert_eq!(items.swap_remove(at), Some(expected.swap_remove(at)));
            assert!(items.iter().eq(&expected));
            assert_eq!(items.swap_remove(expected.len()), None);
        }
        assert!(items.is_empty());
    }

    #[test]
    fn only_whole_chunks_are_let_go() {
        let mut items = Chunked::new('a', CHUNK + 1);
        assert_eq!(items.add_run('b', CHUNK + 2), 2 * CHUNK);
        let base = 2 * CHUNK;
        items.let_go(base..base + CHUNK - 1);
        assert_eq!(items.get(base), Some(&'b'));
        items.let_go(base..base + CHUNK + 1);
        assert_eq!((items.get(base), items.get(base + CHUNK - 1)), (None, None));
        assert_eq!((items.get(CHUNK), items.get(base + CHUNK)), (Some(&'a'), Some(&'b')));
        assert_eq!(items.get(CHUNK + 1), None, "the run before ends");
        assert_eq!(items.like(0).get(base), None);
        assert_eq!(items.like(0).get(base + CHUNK + 1), Some(&0));
    }
}
