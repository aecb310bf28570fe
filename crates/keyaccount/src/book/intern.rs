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
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The number of `text`, which is stored if it is new. [`NONE`] once four billion texts are in.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        let (arena, ends) = (&self.arena, &self.ends);
        if let Some(found) = self.numbers.find(hash, |number| slice(arena, ends, *number) == text) {
            return *found;
        }
        let Some(number) = u32::try_from(self.ends.len()).ok().filter(|n| *n != NONE) else { return NONE };
        self.arena.push_str(text);
        self.ends.push(self.arena.len());
        let (arena, ends, hasher) = (&self.arena, &self.ends, &self.hasher);
        self.numbers.insert_unique(hash, number, |other| hasher.hash_one(slice(arena, ends, *other)));
        number
    }

    /// The number of an optional text, [`NONE`] if there is none.
    pub(crate) fn intern_option(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| self.intern(text))
    }

    /// The number of a text already stored.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.numbers.find(hash, |number| slice(&self.arena, &self.ends, *number) == text).copied()
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
