//! Where several rows have one key, their order matters, so they carry their place in it.

/// The places of rows among those of the same key, in the order they were handed in. Nearly all rows are
/// alone with their key and have place 0: only the others are kept.
pub(in super::super) struct Places {
    /// Rows that are not the first of their key, in order, and their places.
    later: Vec<(usize, u64)>,
}

impl Places {
    /// The places of so many rows. Keys are what `key` tells of a row; `None` is no key at all, and
    /// such rows have no place.
    pub(in super::super) fn of<K: Ord>(
        rows: usize,
        key: impl Fn(usize) -> Option<K>,
        hash: impl Fn(&K) -> u64,
    ) -> Self {
        let suspects = suspects(rows, |at| key(at).map(|key| hash(&key)));
        let mut keyed: Vec<(K, usize)> = suspects.into_iter().filter_map(|at| Some((key(at)?, at))).collect();
        keyed.sort_unstable();
        let mut later = Vec::new();
        let mut place = 0_u64;
        for ((before, _), (key, at)) in keyed.iter().zip(keyed.iter().skip(1)) {
            place = if before == key { place.saturating_add(1) } else { 0 };
            if place > 0 {
                later.push((*at, place));
            }
        }
        later.sort_unstable();
        Self { later }
    }

    /// The place of one row.
    pub(in super::super) fn of_row(&self, row: usize) -> u64 {
        self.from(row)(row)
    }

    /// Tells the places of rows from one on, to be asked in their order.
    pub(super) fn from(&self, start: usize) -> impl FnMut(usize) -> u64 {
        let first = self.later.partition_point(|(at, _)| *at < start);
        let mut later = self.later.get(first..).unwrap_or_default();
        move |at| {
            while let Some(((next, place), rest)) = later.split_first().filter(|((next, _), _)| *next <= at) {
                later = rest;
                if *next == at {
                    return *place;
                }
            }
            0
        }
    }
}

/// The rows whose key may occur more than once, in order: all that share a bit of its hash with another
/// row. A table of bits tells them without sorting anything.
fn suspects(rows: usize, hash: impl Fn(usize) -> Option<u64>) -> Vec<usize> {
    let mut seen = Bits::for_rows(rows);
    let mut again = Bits::for_rows(rows);
    for hash in (0..rows).filter_map(&hash) {
        if seen.set(hash) {
            again.set(hash);
        }
    }
    (0..rows).filter(|at| hash(*at).is_some_and(|hash| again.get(hash))).collect()
}

/// Sixteen bits for every row, found by the highest bits of a hash.
struct Bits {
    words: Vec<u64>,
    shift: u32,
}

impl Bits {
    fn for_rows(rows: usize) -> Self {
        let bits = rows.saturating_mul(16).max(64).next_power_of_two();
        Self { words: vec![0; bits / 64], shift: 64_u32.saturating_sub(bits.trailing_zeros()) }
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash >> self.shift;
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    /// Sets a bit; whether it was set before.
    fn set(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let Some(word) = self.words.get_mut(word) else { return true };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    fn get(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.words.get(word).is_none_or(|word| word & bit != 0)
    }
}

/// Spreads the numbers of a key over 64 bits, the highest best.
pub(in super::super) fn spread(parts: &[u32]) -> u64 {
    parts
        .iter()
        .fold(0_u64, |hash, part| {
            (hash ^ u64::from(*part)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        })
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
