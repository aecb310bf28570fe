//! Texts known by a number, so that rows hold integers.

mod counted;
mod digits;
mod texts;

use core::cmp::Ordering;

use hashbrown::HashMap;

use counted::Counted;
pub(crate) use counted::Form;
pub(crate) use digits::Digits;
use texts::Texts;

/// Stands for "no text" in columns of interned numbers.
pub(crate) const NONE: u32 = u32::MAX;

/// The first number of texts that are not counted, while a book is being built.
const OTHERS: u32 = 1 << 31;

/// A set of texts, each known by a number.
///
/// Identifiers are mostly counted upwards behind a common stem (`INV-000123`): those are known by what
/// their digits say, without being stored or looked up, so that their numbers may have holes. All other
/// texts are stored and numbered in the order they were first seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    /// Whether the texts are identifiers, which are counted where that is possible.
    counts: bool,
    counted: Option<Counted>,
    others: Texts,
    /// The number of the first of the others.
    others_from: u32,
    /// Whether numbers are final: what was not counted by then is one of the others.
    is_settled: bool,
    /// The numbers of integers whose digits were asked for, until numbers are final: mostly the same ones are
    /// asked for again, by other rows and tables.
    integers: HashMap<i64, u32>,
}

impl Interner {
    /// A set of identifiers. Its numbers are those of its members only once it is
    /// [settled](Self::settle).
    pub(crate) fn of_ids() -> Self {
        Self { counts: true, ..Self::default() }
    }

    /// The number of `text`, which is stored if it is new. [`NONE`] once billions of texts are in.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(other) = self.others.recent(text) {
            return self.others_from.saturating_add(other);
        }
        if self.counts
            && let Some((form, count)) = Form::of(text)
            && let Some(number) = self.count(form, count, count)
        {
            return number;
        }
        if self.counts && self.others.len() == 0 && !self.is_settled {
            self.others_from = OTHERS;
        }
        self.others.intern(text).saturating_add(self.others_from)
    }

    /// The number of the text that is the digits of an integer.
    pub(crate) fn intern_integer(&mut self, integer: i64) -> u32 {
        if let Some(number) = self.integers.get(&integer) {
            return *number;
        }
        let number = self.intern(&integer.to_string());
        if !self.is_settled {
            self.integers.insert(integer, number);
        }
        number
    }

    /// Forgets which integers were asked for: nobody asks again.
    pub(crate) fn forget_integers(&mut self) {
        self.integers = HashMap::new();
    }

    /// Counts texts of a form, whose digits say so many at least and at most. Returns the number of the
    /// least; `None` if they cannot be counted.
    pub(crate) fn count(&mut self, form: Form<'_>, least: i64, greatest: i64) -> Option<u32> {
        if self.is_settled || !self.counts {
            return self.counted.as_ref()?.finds(form, least).filter(|_| least == greatest);
        }
        // A text of more digits is none of these.
        if greatest > Counted::GREATEST {
            return None;
        }
        let counted = self.counted.get_or_insert_with(|| Counted::new(form, least));
        if counted.admits(form, least, greatest) { counted.note(least, greatest) } else { None }
    }

    /// The number of an optional text, [`NONE`] if there is none.
    pub(crate) fn intern_option(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| self.intern(text))
    }

    /// The number of a text; of a counted one also if it does not occur, as long as its number is below
    /// [`len`](Self::len).
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let counted = self.counted.as_ref().zip(Form::of(text));
        let counted = counted.and_then(|(counted, (form, count))| counted.finds(form, count));
        counted.or_else(|| Some(self.others.find(text)?.saturating_add(self.others_from)))
    }

    /// The text with this number; empty for [`NONE`].
    pub(crate) fn text(&self, number: u32) -> &str {
        match &self.counted {
            Some(counted) if number < self.others_from || self.others.len() == 0 => counted.text(number),
            _ => self.others.text(number.wrapping_sub(self.others_from)),
        }
    }

    /// The text with this number without making all counted texts: a text, and the digits behind it if it
    /// is counted.
    #[inline]
    pub(crate) fn parts(&self, number: u32) -> (&str, Option<Digits>) {
        match &self.counted {
            Some(counted) if number < counted.end() => {
                let Form { stem, padded } = counted.form();
                (stem, Some(Digits { count: counted.count(number).unsigned_abs(), padded }))
            }
            _ => (self.others.text(number.wrapping_sub(self.others_from)), None),
        }
    }

    /// Writes the text with this number behind what `out` holds, without making all counted texts.
    pub(crate) fn write(&self, number: u32, out: &mut String) {
        match &self.counted {
            Some(counted) if number < counted.end() => counted.write(number, out),
            _ => out.push_str(self.others.text(number.wrapping_sub(self.others_from))),
        }
    }

    /// The same behind bytes.
    #[inline]
    pub(crate) fn append_to(&self, number: u32, out: &mut Vec<u8>) {
        let (text, digits) = self.parts(number);
        out.extend_from_slice(text.as_bytes());
        if let Some(digits) = digits {
            digits.append_to(out);
        }
    }

    /// How the texts with two numbers compare, byte by byte, without making counted texts.
    pub(crate) fn compare(&self, a: u32, b: u32) -> Ordering {
        let counted = |number: u32| self.counted.as_ref().filter(|counted| number < counted.end());
        let other = |number: u32| self.others.text(number.wrapping_sub(self.others_from));
        match (counted(a), counted(b)) {
            (Some(counted), Some(_)) => counted.compare(a, b),
            (Some(counted), None) => counted.compare_text(a, other(b)),
            (None, Some(counted)) => counted.compare_text(b, other(a)).reverse(),
            (None, None) => other(a).cmp(other(b)),
        }
    }

    /// A number that orders texts as their bytes do, as far as it tells them apart: where it is the same of
    /// two, [`compare`](Self::compare) decides.
    pub(crate) fn sort_key(&self, number: u32) -> u64 {
        if let Some(counted) = self.counted.as_ref().filter(|_| self.others.len() == 0) {
            return counted.sort_key(number);
        }
        let (text, digits) = self.parts(number);
        let (mut first, mut place) = ([0; 8], [0; 20]);
        let digits = digits.map_or(&[][..], |digits| digits.all(&mut place));
        for (slot, byte) in first.iter_mut().zip(text.bytes().chain(digits.iter().copied())) {
            *slot = byte;
        }
        u64::from_be_bytes(first)
    }

    /// No text has a smaller number.
    pub(crate) fn first(&self) -> u32 {
        self.counted.as_ref().map_or(0, |counted| counted.low().min(counted.end()))
    }

    /// One more than the greatest number there is.
    pub(crate) fn len(&self) -> usize {
        let counted = self.counted.as_ref().map_or(0, |counted| counted.end() as usize);
        if self.others.len() == 0 {
            counted
        } else {
            (self.others_from as usize).saturating_add(self.others.len())
        }
    }
}

/// Where the numbers of one set lead in another.
pub(crate) struct Joined {
    others: Vec<u32>,
    /// Added to the numbers of counted texts, modulo 2^32; `None` if they are counted differently there.
    shift: Option<u32>,
    /// Those that were asked for.
    one_by_one: HashMap<u32, u32>,
}

impl Joined {
    /// What is added to the numbers of all counted texts, modulo 2^32, if it is the same.
    pub(crate) const fn shift(&self) -> Option<u32> {
        self.shift
    }
}

impl Interner {
    /// Stores what another set has, in the order it has it.
    pub(crate) fn join(&mut self, other: &Self) -> Joined {
        let shift = match &other.counted {
            Some(counted) if counted.end() > 0 => {
                let greatest = counted.count(counted.end().saturating_sub(1));
                let least = self.count(counted.form(), counted.count(counted.low()), greatest);
                least.map(|least| least.wrapping_sub(counted.low()))
            }
            _ => Some(0),
        };
        let others = (0..other.others.len()).filter_map(|number| u32::try_from(number).ok());
        let others = others.map(|number| self.intern(other.others.text(number))).collect();
        Joined { others, shift, one_by_one: HashMap::new() }
    }

    /// The number a text of another set has here.
    pub(crate) fn joined(&mut self, joined: &mut Joined, other: &Self, number: u32) -> u32 {
        if number == NONE {
            return NONE;
        }
        if let Some(place) = number.checked_sub(other.others_from).filter(|_| other.others.len() > 0) {
            return joined.others.get(place as usize).copied().unwrap_or(NONE);
        }
        if let Some(shift) = joined.shift {
            return number.wrapping_add(shift);
        }
        *joined.one_by_one.entry(number).or_insert_with(|| {
            let mut text = String::new();
            other.write(number, &mut text);
            self.intern(&text)
        })
    }
}

/// What becomes of the numbers of a set when it is settled.
pub(crate) enum Settling {
    /// They stay.
    Same,
    /// Counted numbers become smaller by so many, the others begin at another number.
    Moved { counted: u32, others: u32 },
    /// Counted numbers lie so far apart that all texts are stored.
    Scattered,
}

impl Interner {
    /// Makes numbers final, so that there are few more than `members`, or twenty thousand.
    pub(crate) fn settle(&mut self, members: usize) -> Settling {
        const SPARE: usize = 20_000;
        self.is_settled = true;
        self.forget_integers();
        let (low, end) = self.counted.as_ref().map_or((0, 0), |counted| (counted.low(), counted.end()));
        let span = end.saturating_sub(low);
        if span as usize > members.saturating_mul(2).saturating_add(SPARE) {
            return Settling::Scattered;
        }
        // Leaving a short beginning unused costs less than moving every number.
        let moved = if low as usize > SPARE { low } else { 0 };
        if let Some(counted) = &mut self.counted {
            counted.begin_at(moved);
        }
        let others = end.saturating_sub(moved);
        if self.others.len() == 0 && moved == 0 {
            self.others_from = others;
            return Settling::Same;
        }
        self.others_from = others;
        Settling::Moved { counted: moved, others }
    }
}

impl Settling {
    /// By how much counted numbers become smaller.
    pub(crate) const fn moved(&self) -> u32 {
        if let Self::Moved { counted, .. } = self { *counted } else { 0 }
    }

    /// The final number of one that was given before; not of a scattered set.
    #[inline]
    pub(crate) const fn of(&self, number: u32) -> u32 {
        match self {
            Self::Moved { counted, others } if number != NONE => {
                if number >= OTHERS {
                    number.wrapping_sub(OTHERS).wrapping_add(*others)
                } else {
                    number.wrapping_sub(*counted)
                }
            }
            _ => number,
        }
    }
}

#[cfg(test)]
mod tests;
