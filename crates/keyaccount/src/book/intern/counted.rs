//! Texts that are a common stem and a number: known by the number, made when they are asked for.

use core::cmp::Ordering;
use std::sync::OnceLock;

use super::digits::Digits;

/// As many digits as a number of 64 bits always holds.
const MAX_DIGITS: usize = 18;

/// Numbers below this are counted from 1, others from a round number below the first that is met.
const FROM_ONE: i64 = 1 << 26;
const ROUND: i64 = 1 << 20;

/// As many as may be counted; what lies beyond is no series.
const MOST: i64 = 1 << 31;

/// How a counted text is written: a stem and digits behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form<'a> {
    pub(crate) stem: &'a str,
    /// How many digits there are where one is a leading nought; 0 where none is.
    pub(crate) padded: u8,
}

impl<'a> Form<'a> {
    /// The form of a text, and what its digits say; `None` if it does not end in digits, or in too many.
    #[inline]
    pub(crate) fn of(text: &'a str) -> Option<(Self, i64)> {
        let bytes = text.as_bytes();
        let (mut count, mut number, mut place, mut first) = (0_usize, 0_i64, 1_i64, 0);
        for byte in bytes.iter().rev() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            if count == MAX_DIGITS {
                return None;
            }
            number = number.wrapping_add(place.wrapping_mul(i64::from(digit)));
            (count, place, first) = (count.wrapping_add(1), place.wrapping_mul(10), digit);
        }
        if count == 0 {
            return None;
        }
        let stem = text.get(..bytes.len().checked_sub(count)?)?;
        let is_padded = count > 1 && first == 0;
        Some((Self { stem, padded: if is_padded { u8::try_from(count).ok()? } else { 0 } }, number))
    }
}

impl Form<'_> {
    /// Writes the text whose digits say `count` behind what `out` holds.
    pub(crate) fn write(&self, count: i64, out: &mut String) {
        out.push_str(self.stem);
        let mut place = [0; 20];
        out.push_str(core::str::from_utf8(self.digits(count).all(&mut place)).unwrap_or_default());
    }

    const fn digits(&self, count: i64) -> Digits {
        Digits { count: count.unsigned_abs(), padded: self.padded }
    }
}

/// What numbers of exactly so many digits lie between: 10^(digits − 1) and 10^digits.
fn of_width(digits: u8) -> Option<(i64, i64)> {
    let least = 10_i64.checked_pow(u32::from(digits.checked_sub(1)?))?;
    Some((least, least.checked_mul(10)?))
}

/// Texts of one form.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    stem: Box<str>,
    padded: u8,
    /// What the digits of number 0 say.
    first: i64,
    /// The smallest number met, and the one behind the greatest.
    low: u32,
    end: u32,
    texts: OnceLock<Arena>,
}

#[derive(Clone, Debug)]
struct Arena {
    text: String,
    ends: Vec<usize>,
}

impl Counted {
    /// The most that as many digits as a counted text may have can say.
    pub(super) const GREATEST: i64 = 999_999_999_999_999_999;

    /// Counts texts of a form, beginning near this one.
    pub(super) fn new(form: Form<'_>, count: i64) -> Self {
        let first = if count < FROM_ONE { count.min(1) } else { count.saturating_sub(count % ROUND) };
        Self {
            stem: form.stem.into(),
            padded: form.padded,
            first,
            low: u32::MAX,
            end: 0,
            texts: OnceLock::new(),
        }
    }

    /// Whether texts of this form with such numbers can be told from each other here, which they then are.
    pub(super) fn admits(&mut self, form: Form<'_>, least: i64, greatest: i64) -> bool {
        if self.number(least).is_none() || self.number(greatest).is_none() || *self.stem != *form.stem {
            return false;
        }
        // Without leading noughts both ways of writing are the same.
        let fills = |digits, least, greatest| {
            of_width(digits).is_some_and(|(lower, upper)| lower <= least && greatest < upper)
        };
        if self.padded == form.padded
            || self.padded != 0 && form.padded == 0 && fills(self.padded, least, greatest)
        {
            return true;
        }
        let is_plain_so_far = self.padded == 0
            && (self.end == 0
                || fills(form.padded, self.count(self.low), self.count(self.end.saturating_sub(1))));
        if is_plain_so_far {
            self.padded = form.padded;
        }
        is_plain_so_far
    }

    /// The same for texts that are only looked for.
    pub(super) fn finds(&self, form: Form<'_>, count: i64) -> Option<u32> {
        let is_alike = self.padded == form.padded
            || self.padded != 0
                && form.padded == 0
                && of_width(self.padded).is_some_and(|(lower, upper)| lower <= count && count < upper);
        self.number(count).filter(|number| is_alike && *self.stem == *form.stem && *number < self.end)
    }

    fn number(&self, count: i64) -> Option<u32> {
        let number = count.checked_sub(self.first).filter(|number| (0..MOST).contains(number))?;
        u32::try_from(number).ok()
    }

    /// Takes note that texts from one number to another occur, and returns the first number.
    pub(super) fn note(&mut self, least: i64, greatest: i64) -> Option<u32> {
        let (least, greatest) = (self.number(least)?, self.number(greatest)?);
        self.low = self.low.min(least);
        self.end = self.end.max(greatest.saturating_add(1));
        Some(least)
    }

    /// Makes so many smaller numbers void: each number becomes smaller by as much.
    pub(super) fn begin_at(&mut self, moved: u32) {
        self.first = self.count(moved);
        self.low = self.low.saturating_sub(moved);
        self.end = self.end.saturating_sub(moved);
        self.texts = OnceLock::new();
    }

    /// What the digits of a number say.
    pub(super) fn count(&self, number: u32) -> i64 {
        self.first.saturating_add(i64::from(number))
    }

    pub(super) const fn low(&self) -> u32 {
        self.low
    }

    pub(super) const fn end(&self) -> u32 {
        self.end
    }

    pub(super) fn form(&self) -> Form<'_> {
        Form { stem: &self.stem, padded: self.padded }
    }

    /// Writes the text of a number behind what `out` holds.
    pub(super) fn write(&self, number: u32, out: &mut String) {
        self.form().write(self.count(number), out);
    }

    /// How the texts of two numbers compare.
    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        // Padded texts are of one width.
        if self.padded > 0 {
            return a.cmp(&b);
        }
        let form = self.form();
        form.digits(self.count(a)).all(&mut [0; 20]).cmp(form.digits(self.count(b)).all(&mut [0; 20]))
    }

    /// A number that orders the texts of numbers, but for those of which one begins with the other.
    pub(super) fn sort_key(&self, number: u32) -> u64 {
        let count = self.count(number).unsigned_abs();
        // Padded texts are of one width; others are compared from their first digit on.
        let missing = if self.padded > 0 {
            0
        } else {
            MAX_DIGITS.saturating_sub(self.form().digits(self.count(number)).width())
        };
        u32::try_from(missing).map_or(0, |missing| count.saturating_mul(10_u64.saturating_pow(missing)))
    }

    /// How the text of a number compares with another text.
    pub(super) fn compare_text(&self, number: u32, other: &str) -> Ordering {
        let mut place = [0; 20];
        let digits = self.form().digits(self.count(number)).all(&mut place).iter().copied();
        self.stem.bytes().chain(digits).cmp(other.bytes())
    }

    /// The text of a number. The first call makes the texts of all numbers there are.
    pub(super) fn text(&self, number: u32) -> &str {
        let arena = self.texts.get_or_init(|| {
            let mut arena = Arena { text: String::new(), ends: Vec::with_capacity(self.end as usize) };
            for number in 0..self.end {
                self.write(number, &mut arena.text);
                arena.ends.push(arena.text.len());
            }
            arena
        });
        let at = number as usize;
        let end = arena.ends.get(at).copied().unwrap_or(0);
        let start = at.checked_sub(1).and_then(|before| arena.ends.get(before)).copied().unwrap_or(0);
        arena.text.get(start..end).unwrap_or("")
    }
}
