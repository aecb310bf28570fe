//! Dates of fixed width: every part has all its digits in the same place.

use super::words::{Byte, Eight, word};

/// 1970-01-01, counted from 0001-01-01 as day 1.
const EPOCH: i64 = 719_163;

/// A part of a date, or what stands between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePart {
    /// Four digits.
    Year,
    /// Two digits.
    Month,
    /// Two digits.
    Day,
    /// A character that is no digit.
    Sign(u8),
}

/// Dates whose parts stand where they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct FixedDates {
    length: usize,
    year: usize,
    month: usize,
    day: usize,
    first_year: u32,
    /// The first and the last eight bytes.
    ends: [Eight; 2],
}

/// A date as it was read: its first and last eight bytes, which are all of it, and its day.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadDate {
    words: [u64; 2],
    day: i32,
}

impl Default for ReadDate {
    /// None yet: no text has such bytes.
    fn default() -> Self {
        Self { words: [u64::MAX; 2], day: 0 }
    }
}

impl FixedDates {
    /// Dates such as `2026-02-28`, from the year 1.
    pub(super) fn canonical() -> Option<Self> {
        use DatePart::{Day, Month, Sign, Year};
        Self::of(&[Year, Sign(b'-'), Month, Sign(b'-'), Day], 1)
    }

    /// Dates of these parts; `None` if they are not year, month and day in 8 to 16 bytes.
    pub(super) fn of(parts: &[DatePart], first_year: u32) -> Option<Self> {
        let (mut bytes, mut places) = (Vec::new(), [None; 3]);
        for part in parts {
            let (which, digits) = match part {
                DatePart::Year => (0, 4),
                DatePart::Month => (1, 2),
                DatePart::Day => (2, 2),
                DatePart::Sign(sign) if sign.is_ascii_digit() || !sign.is_ascii() => return None,
                DatePart::Sign(sign) => {
                    bytes.push(Byte::Sign(*sign));
                    continue;
                }
            };
            if places.get_mut(which)?.replace(bytes.len()).is_some() {
                return None;
            }
            bytes.extend(core::iter::repeat_n(Byte::Digit, digits));
        }
        let [Some(year), Some(month), Some(day)] = places else { return None };
        let ends = [Eight::of(*bytes.first_chunk()?), Eight::of(*bytes.last_chunk()?)];
        (bytes.len() <= 16).then_some(Self { length: bytes.len(), year, month, day, first_year, ends })
    }

    /// The day of a cell since 1970-01-01, if it is a date the calendar has. `before` is the one read before,
    /// of these dates: neighbouring rows often have the same.
    #[inline]
    pub(super) fn read(&self, text: &[u8], start: usize, end: usize, before: &mut ReadDate) -> Option<i32> {
        let cell = text.get(start..end)?;
        let words = [cell.first_chunk()?, cell.last_chunk()?].map(|bytes| u64::from_le_bytes(*bytes));
        if cell.len() != self.length {
            return None;
        }
        if words != before.words {
            *before = ReadDate { words, day: self.day_of(text, start, words)? };
        }
        Some(before.day)
    }

    /// The day of a cell of the right length, if it is a date.
    #[inline(never)]
    fn day_of(&self, text: &[u8], start: usize, [head, tail]: [u64; 2]) -> Option<i32> {
        let [first, last] = self.ends;
        first.read(head).and(last.read(tail))?;
        let at = |offset: usize| word(text, start.wrapping_add(offset));
        let (year, month, day) = (four(at(self.year)), two(at(self.month)), two(at(self.day)));
        day_number(year, month, day).filter(|_| year >= self.first_year)
    }
}

/// The number of two digits, the first one lowest.
const fn two(word: u64) -> u32 {
    let (tens, ones) = (word & 0xf, word.wrapping_shr(8) & 0xf);
    tens.wrapping_mul(10).wrapping_add(ones) as u32
}

const fn four(word: u64) -> u32 {
    two(word).wrapping_mul(100).wrapping_add(two(word.wrapping_shr(16)))
}

/// Days from 1970-01-01 to a day of the calendar, which begins in year 1.
#[inline]
fn day_number(year: u32, month: u32, day: u32) -> Option<i32> {
    /// The days of a month and of those before it, in a year that is not a leap year.
    const MONTHS: [(u32, u32); 13] = [
        (0, 0),
        (31, 0),
        (28, 31),
        (31, 59),
        (30, 90),
        (31, 120),
        (30, 151),
        (31, 181),
        (31, 212),
        (30, 243),
        (31, 273),
        (30, 304),
        (31, 334),
    ];
    let is_leap = (year & 3 == 0) & (!year.is_multiple_of(25) | (year & 15 == 0));
    let (length, before) = *MONTHS.get(month as usize)?;
    let length = length.wrapping_add(u32::from(is_leap & (month == 2)));
    // Nothing is below 1 once 1 is taken off.
    if day.wrapping_sub(1) >= length || year == 0 {
        return None;
    }
    let years = i64::from(year.wrapping_sub(1));
    let leap_days = years.wrapping_shr(2).wrapping_sub(years / 100).wrapping_add(years / 400);
    let in_year = before.wrapping_add(day).wrapping_add(u32::from(is_leap & (month > 2)));
    let days = years.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(i64::from(in_year));
    i32::try_from(days.wrapping_sub(EPOCH)).ok()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    fn read(text: &str) -> Option<i32> {
        FixedDates::canonical().unwrap().read(text.as_bytes(), 0, text.len(), &mut ReadDate::default())
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let first = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        let mut date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
        while date.year() <= 9999 {
            assert_eq!(read(&date.to_string()).map(i64::from), Some((date - first).num_days()), "{date}");
            // Every month, and each of its days in some years.
            date = date + chrono::Days::new(29);
        }
        for year in [1, 4, 100, 400, 1900, 2000, 2024, 2026, 9999] {
            for month in 0..100 {
                for day in 0..100 {
                    let expected = NaiveDate::from_ymd_opt(year, month, day).map(|d| (d - first).num_days());
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(read(&text).map(i64::from), expected, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_only_resembles_a_date_is_refused() {
        for text in [
            "",
            "2026-2-28",
            "2026-02-2",
            "2026-02-288",
            "0000-01-01",
            "2026/02-28",
            "2026-02/28",
            "2026-02- 8",
            "+026-02-28",
            "2026-02-28T",
            "20260228",
            "2026-0a-28",
            "2026-02-2:",
            "2026-02-2/",
            "2026-02-\u{e9}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_read_before_answers_for_no_other() {
        let dates = FixedDates::canonical().unwrap();
        let mut before = ReadDate::default();
        let cells = ["", "2026-02-28", "2026-02-28", "2026-02-29", "2026-02-281", "2026-02-2", "2026-03-01"];
        for text in cells.iter().chain(cells.iter().rev()) {
            // What stands around a cell is no part of it.
            let line = format!("9{text}9");
            let found = dates.read(line.as_bytes(), 1, 1 + text.len(), &mut before);
            assert_eq!(found, read(text), "{text}");
        }
    }

    #[test]
    fn parts_stand_in_any_order() {
        use DatePart::{Day, Month, Sign, Year};
        let read = |parts: &[DatePart], text: &str| {
            FixedDates::of(parts, 1000).unwrap().read(
                text.as_bytes(),
                0,
                text.len(),
                &mut ReadDate::default(),
            )
        };
        let german = [Day, Sign(b'.'), Month, Sign(b'.'), Year];
        assert_eq!(read(&german, "31.12.1969"), Some(-1));
        assert_eq!(read(&german, "31.12.0969"), None);
        assert_eq!(read(&[Year, Month, Day], "19700201"), Some(31));
        let spaced = [Month, Sign(b'/'), Day, Sign(b'/'), Year, Sign(b' ')];
        assert_eq!((read(&spaced, "01/02/1970 "), read(&spaced, "01/02/1970")), (Some(1), None));
        assert!(FixedDates::of(&[Year, Month], 1).is_none());
        assert!(FixedDates::of(&[Year, Month, Day, Day], 1).is_none());
        assert!(FixedDates::of(&[Year, Month, Day, Sign(b'0')], 1).is_none());
        assert!(FixedDates::of(&[Year, Month, Day].repeat(2), 1).is_none());
    }

    proptest! {
        /// One byte wrong anywhere is as wrong as the core finds it.
        #[test]
        fn a_changed_byte_is_judged_as_the_core_does(
            year in 1..=9999, month in 1_u32..=12, day in 1_u32..=31, at in 0_usize..10, byte in 0_u8..128,
        ) {
            let mut text = format!("{year:04}-{month:02}-{day:02}").into_bytes();
            text[at] = byte;
            let text = String::from_utf8(text).unwrap();
            let first = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
            let expected = keyaccount::book::written_date(&text).ok().map(|date| (date - first).num_days());
            prop_assert_eq!(read(&text).map(i64::from), expected);
        }
    }
}
