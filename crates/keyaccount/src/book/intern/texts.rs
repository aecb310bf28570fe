//! Texts in one arena, numbered in the order they were first seen.

use core::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    arena: String,
    ends: Vec<usize>,
    entries: HashTable<Entry>,
    hasher: DefaultHashBuilder,
    /// Texts asked for lately, each where its end leads to: neighbouring rows often name the same order, and
    /// all rows together few regions. Empty before the first.
    recent: Vec<u32>,
}

/// Places of texts asked for lately, a power of two.
const RECENT: usize = 256;

/// The place of a text among those asked for lately.
#[inline]
fn place(text: &str) -> usize {
    let bytes = text.as_bytes();
    let tail = match bytes.last_chunk() {
        Some(tail) => u32::from_le_bytes(*tail),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u32::from(*byte)),
    };
    let mixed = tail.wrapping_mul(0x9e37_79b1) >> 16;
    (mixed as usize ^ bytes.len()) % RECENT
}

/// Keeps its hash, so that neither growing nor a foreign entry touches the arena.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    number: u32,
}

/// Spreads 32 bits of a hash over the 64 the table looks at.
const fn spread(hash: u32) -> u64 {
    (hash as u64) << 32 | hash as u64
}

impl Texts {
    /// The number of `text` if it was asked for lately.
    #[inline]
    pub(super) fn recent(&self, text: &str) -> Option<u32> {
        let number = *self.recent.get(place(text))?;
        (number != u32::MAX && self.text(number) == text).then_some(number)
    }

    /// The number of `text`, which is stored if it is new; `u32::MAX` once as many are in.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if let Some(recent) = self.recent(text) {
            return recent;
        }
        let hash = self.hash(text);
        let number = self.look_up(hash, text).unwrap_or_else(|| {
            let Some(number) = u32::try_from(self.ends.len()).ok().filter(|n| *n != u32::MAX) else {
                return u32::MAX;
            };
            self.arena.push_str(text);
            self.ends.push(self.arena.len());
            self.entries.insert_unique(spread(hash), Entry { hash, number }, |entry| spread(entry.hash));
            number
        });
        if self.recent.is_empty() {
            self.recent.resize(RECENT, u32::MAX);
        }
        if let Some(place) = self.recent.get_mut(place(text)) {
            *place = number;
        }
        number
    }

    fn hash(&self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        ((hash >> 32) ^ (hash & u64::from(u32::MAX))) as u32
    }

    fn look_up(&self, hash: u32, text: &str) -> Option<u32> {
        let same = |entry: &Entry| entry.hash == hash && self.text(entry.number) == text;
        self.entries.find(spread(hash), same).map(|entry| entry.number)
    }

    /// The number of a text already stored.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.look_up(self.hash(text), text)
    }

    /// The text with this number; empty if there is none.
    pub(super) fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let end = self.ends.get(at).copied().unwrap_or(0);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.arena.get(start..end).unwrap_or("")
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}
