//! Texts in one arena, numbered in the order they were first seen.

use core::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    arena: String,
    ends: Vec<usize>,
    entries: HashTable<Entry>,
    hasher: DefaultHashBuilder,
    /// The text asked for last: neighbouring rows often name the same order or customer.
    last: Option<u32>,
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
    /// The number of `text` if it was the one asked for last.
    #[inline]
    pub(super) fn last(&self, text: &str) -> Option<u32> {
        self.last.filter(|last| self.text(*last) == text)
    }

    /// The number of `text`, which is stored if it is new; `u32::MAX` once as many are in.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if let Some(last) = self.last(text) {
            return last;
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
        self.last = Some(number);
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
