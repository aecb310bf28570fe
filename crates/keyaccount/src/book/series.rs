//! Identifiers that count upwards behind a common stem, found by their number instead of a hash.

/// As many digits as a number of 32 bits always holds.
const MAX_DIGITS: usize = 9;

/// Stems beyond these go to the hash table.
const MAX_SERIES: usize = 8;

/// So many numbers may be kept room for, whatever comes.
const ALWAYS: usize = 1 << 18;

/// Beyond that, room for so many numbers for each text there is.
const ROOM: usize = 8;

/// The few series of a set of texts.
#[derive(Clone, Debug, Default)]
pub(super) struct SeriesSet {
    series: Vec<Series>,
    /// The series met last.
    last: usize,
}

/// All texts of one stem and one number of digits.
#[derive(Clone, Debug)]
struct Series {
    stem: Box<[u8]>,
    digits: usize,
    /// By the number the digits mean: what was set for it plus 1, or 0.
    numbers: Vec<u32>,
}

/// Where a text stands: its series, and the number its digits mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    series: usize,
    at: usize,
}

/// The stem, and how many digits follow it with what they mean.
fn parts(text: &str) -> Option<(&[u8], usize, usize)> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().rev().take(MAX_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    let (stem, counted) = bytes.split_at_checked(bytes.len().checked_sub(digits).filter(|_| digits > 0)?)?;
    let number = counted.iter().fold(0_usize, |number, digit| {
        number.wrapping_mul(10).wrapping_add(usize::from(digit.wrapping_sub(b'0')))
    });
    Some((stem, digits, number))
}

impl SeriesSet {
    /// Where a text stands, its series opened if it is new; `None` if it ends in no digit or there are
    /// too many stems.
    pub(super) fn place(&mut self, text: &str) -> Option<Place> {
        let (stem, digits, at) = parts(text)?;
        let series = match self.position(stem, digits) {
            Some(series) => series,
            None if self.series.len() < MAX_SERIES => {
                self.series.push(Series { stem: stem.into(), digits, numbers: Vec::new() });
                self.series.len().saturating_sub(1)
            }
            None => return None,
        };
        self.last = series;
        Some(Place { series, at })
    }

    /// Where a text stands if its series is there.
    pub(super) fn find(&self, text: &str) -> Option<Place> {
        let (stem, digits, at) = parts(text)?;
        Some(Place { series: self.position(stem, digits)?, at })
    }

    fn position(&self, stem: &[u8], digits: usize) -> Option<usize> {
        let fits = |series: &Series| series.digits == digits && *series.stem == *stem;
        if self.series.get(self.last).is_some_and(fits) {
            return Some(self.last);
        }
        self.series.iter().position(fits)
    }

    /// What was set for a place.
    pub(super) fn get(&self, place: Place) -> Option<u32> {
        self.series.get(place.series)?.numbers.get(place.at)?.checked_sub(1)
    }

    /// Sets what a place leads to, unless it is too far out for as many `texts` as there are.
    pub(super) fn set(&mut self, place: Place, number: u32, texts: usize) -> bool {
        let Some(series) = self.series.get_mut(place.series) else { return false };
        if place.at >= series.numbers.len() {
            let room = texts.saturating_mul(ROOM).max(ALWAYS);
            if place.at >= room {
                return false;
            }
            let doubled = series.numbers.len().saturating_mul(2).min(room);
            series.numbers.resize(doubled.max(place.at.saturating_add(1)), 0);
        }
        match (series.numbers.get_mut(place.at), number.checked_add(1)) {
            (Some(slot), Some(number)) => *slot = number,
            _ => return false,
        }
        true
    }
}
