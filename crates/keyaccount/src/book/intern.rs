//! Texts stored once and known by a number, so that rows hold integers.

use core::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::series::SeriesSet;

/// Stands for "no text" in columns of interned numbers.
pub(crate) const NONE: u32 = u32::MAX;

/// A set of texts in one arena, numbered in the order they were first seen.
///
/// Identifiers are mostly counted upwards behind a common stem (`INV-000123`): those are found by their
/// number in a [series](super::series), without hashing. All others are in the hash table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    arena: String,
    ends: Vec<usize>,
    series: SeriesSet,
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
        let place = self.series.place(text);
        let found = place.and_then(|place| self.series.get(place));
        // What was too far out for its series when it came is in the table.
        let hash = if found.is_none() && (place.is_none() || !self.entries.is_empty()) {
            Some(self.hash(text))
        } else {
            None
        };
        if let Some(found) = found.or_else(|| self.look_up(hash?, text)) {
            self.last = Some(found);
            return found;
        }
        let Some(number) = u32::try_from(self.ends.len()).ok().filter(|n| *n != NONE) else { return NONE };
        self.arena.push_str(text);
        self.ends.push(self.arena.len());
        let texts = self.ends.len();
        if !place.is_some_and(|place| self.series.set(place, number, texts)) {
            let hash = hash.unwrap_or_else(|| self.hash(text));
            self.entries.insert_unique(spread(hash), Entry { hash, number }, |entry| spread(entry.hash));
        }
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
        let counted = self.series.find(text).and_then(|place| self.series.get(place));
        counted.or_else(|| self.look_up(self.hash(text), text))
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

    /// Whatever the order, the stem, the width: the numbers are those of a plain map.
    #[test]
    fn counted_texts_are_told_apart_like_all_others() {
        let far = 8 * 5_000 + (1 << 18);
        let mut asked: Vec<String> = Vec::new();
        for i in 0..5_000_u64 {
            let scattered = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            asked.push(format!("C{i}"));
            asked.push(format!("C{i:06}"));
            asked.push(format!("{scattered}"));
            asked.push(format!("stem {} {scattered}", i % 40));
            asked.push(format!("C{:09}", i * 50 % far));
            asked.push(format!("{:020}", i % 7));
            asked.push(format!("甲{}乙", i % 9));
        }
        asked.extend(
            ["", "0", "00", "٣", "C", "C0", "C00", "999999999", "4294967295", "C999999999"].map(String::from),
        );
        let mut texts = Interner::default();
        let mut plain = std::collections::HashMap::new();
        for text in asked.iter().chain(asked.iter().rev()) {
            let next = u32::try_from(plain.len()).unwrap();
            let expected = *plain.entry(text.clone()).or_insert(next);
            assert_eq!(texts.intern(text), expected, "{text}");
        }
        for (text, number) in &plain {
            assert_eq!((texts.find(text), texts.text(*number)), (Some(*number), text.as_str()));
        }
        assert_eq!((texts.len(), texts.find("C5000"), texts.find("stem 40 1")), (plain.len(), None, None));
    }
}
