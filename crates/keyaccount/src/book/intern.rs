//! Texts stored once and known by a number, so that rows hold integers.

use core::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Stands for "no text" in columns of interned numbers.
pub(crate) const NONE: u32 = u32::MAX;

/// A set of texts in one arena, numbered in the order they were first seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
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

impl Interner {
    /// The number of `text`, which is stored if it is new. [`NONE`] once four billion texts are in.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(last) = self.last
            && slice(&self.arena, &self.ends, last) == text
        {
            return last;
        }
        let hash = self.hash(text);
        if let Some(found) = self.look_up(hash, text) {
            self.last = Some(found);
            return found;
        }
        let Some(number) = u32::try_from(self.ends.len()).ok().filter(|n| *n != NONE) else { return NONE };
        self.arena.push_str(text);
        self.ends.push(self.arena.len());
        self.entries.insert_unique(spread(hash), Entry { hash, number }, |entry| spread(entry.hash));
        self.last = Some(number);
        number
    }

    fn hash(&self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        ((hash >> 32) ^ (hash & u64::from(u32::MAX))) as u32
    }

    fn look_up(&self, hash: u32, text: &str) -> Option<u32> {
        let same = |entry: &Entry| entry.hash == hash && slice(&self.arena, &self.ends, entry.number) == text;
        self.entries.find(spread(hash), same).map(|entry| entry.number)
    }

    /// The number of an optional text, [`NONE`] if there is none.
    pub(crate) fn intern_option(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| self.intern(text))
    }

    /// The number of a text already stored.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.look_up(self.hash(text), text)
    }

    /// The text with this number; empty for [`NONE`].
    pub(crate) fn text(&self, number: u32) -> &str {
        slice(&self.arena, &self.ends, number)
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

fn slice<'a>(arena: &'a str, ends: &[usize], number: u32) -> &'a str {
    let at = number as usize;
    let end = ends.get(at).copied().unwrap_or(0);
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    arena.get(start..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Interner::default();
        assert_eq!((texts.intern("甲"), texts.intern(""), texts.intern("甲")), (0, 1, 0));
        assert_eq!((texts.text(0), texts.text(1), texts.text(NONE)), ("甲", "", ""));
        assert_eq!((texts.find("甲"), texts.find("乙"), texts.len()), (Some(0), None, 2));
    }
}
