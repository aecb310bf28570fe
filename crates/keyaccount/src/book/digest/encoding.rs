//! One row as bytes: every cell tagged, texts with their length, numbers without trailing zeros.

use super::super::columns::NO_DAY;
use super::super::intern::{Interner, NONE};
use super::super::store::Status;
use crate::decimal::{Exact, INPUT_SCALE};

/// Where the bytes of a row go. The bytes are frozen: stamps of earlier runs rest on them.
pub(in super::super) trait Encode {
    /// Appends a few bytes, whose number is known when this is compiled.
    fn put<const N: usize>(&mut self, bytes: [u8; N]);

    /// Appends any number of bytes.
    fn put_slice(&mut self, bytes: &[u8]);

    /// Appends the first so many of eight bytes.
    #[inline]
    fn put_front(&mut self, bytes: [u8; 8], count: usize) {
        self.put_slice(bytes.get(..count).unwrap_or(&bytes));
    }

    #[inline]
    fn blank(&mut self) {
        self.put([0]);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.put([1]);
        self.put((text.len() as u64).to_le_bytes());
        self.put_slice(text.as_bytes());
    }

    /// The text a number stands for, made on the spot where it is counted.
    #[inline]
    fn id(&mut self, texts: &Interner, number: u32) {
        let (text, digits) = texts.parts(number);
        let Some(digits) = digits else { return self.text(text) };
        self.put([1]);
        self.put((text.len().saturating_add(digits.width()) as u64).to_le_bytes());
        self.put_slice(text.as_bytes());
        match digits.few() {
            Some(few) => self.put_front(few, digits.width()),
            None => self.put_slice(digits.all(&mut [0; 20])),
        }
    }

    /// The text a number stands for, if it stands for one.
    #[inline]
    fn id_option(&mut self, texts: &Interner, number: u32) {
        if number == NONE {
            self.blank();
        } else {
            self.id(texts, number);
        }
    }

    #[inline]
    fn text_option(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.blank(),
        }
    }

    #[inline]
    fn number(&mut self, value: Option<Exact>) {
        match value.map(Exact::normalised) {
            Some(value) => {
                self.put([2, value.scale()]);
                self.put(value.units().to_le_bytes());
            }
            None => self.blank(),
        }
    }

    /// A number of 64 bits, as [`number`](Self::number) writes it.
    #[inline]
    fn units(&mut self, units: i64, scale: u8) {
        let (units, scale) = shortest(units, scale);
        self.put([2, scale]);
        self.put(i128::from(units).to_le_bytes());
    }

    fn micros(&mut self, units: Option<i128>) {
        self.number(units.map(|units| Exact::new(units, INPUT_SCALE)));
    }

    #[inline]
    fn day(&mut self, day: i32) {
        if day == NO_DAY {
            self.blank();
        } else {
            self.put([3]);
            self.put(day.to_le_bytes());
        }
    }

    /// An instant, in seconds.
    fn time(&mut self, second: i64) {
        self.put([6]);
        self.put(second.to_le_bytes());
    }

    #[inline]
    fn yes_no(&mut self, value: Option<bool>) {
        match value {
            Some(value) => self.put([4, u8::from(value)]),
            None => self.blank(),
        }
    }

    #[inline]
    fn count(&mut self, count: u64) {
        self.put([5]);
        self.put(count.to_le_bytes());
    }

    #[inline]
    fn status(&mut self, status: Status) {
        self.text_option(match status {
            Status::Blank => None,
            Status::Open => Some("open"),
            Status::Fulfilled => Some("fulfilled"),
            Status::Cancelled => Some("cancelled"),
        });
    }

    /// What the as-of day knows of a status and a cancellation: one that comes later is none yet.
    #[inline]
    fn cancellation(&mut self, status: Status, cancelled_on: i32, today: i32) {
        let later = cancelled_on != NO_DAY && cancelled_on > today;
        self.status(if later && status == Status::Cancelled { Status::Blank } else { status });
        self.day(if later { NO_DAY } else { cancelled_on });
    }
}

impl Encode for Vec<u8> {
    fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.extend_from_slice(&bytes);
    }

    fn put_slice(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// The same number without trailing zeros after the point: [`Exact::normalised`] in 64 bits, where
/// dividing by a constant is a multiplication, and four zeros go at once.
#[inline]
fn shortest(mut units: i64, mut scale: u8) -> (i64, u8) {
    while scale >= 4 && units % 10_000 == 0 {
        units /= 10_000;
        scale = scale.wrapping_sub(4);
    }
    if scale >= 2 && units % 100 == 0 {
        units /= 100;
        scale = scale.wrapping_sub(2);
    }
    // Below four decimals there are two steps left of which neither went in the one before.
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale = scale.wrapping_sub(1);
    }
    (units, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_those_of_the_slow_way() {
        let mut units = vec![0, 1, -1, 7, i64::MAX, i64::MIN, i64::MIN + 1];
        for power in 0..19 {
            let ten = 10_i64.pow(power);
            units.extend([ten, -ten, ten.wrapping_mul(7), ten.wrapping_mul(25), ten + 1, 1 - ten]);
        }
        for units in units {
            for scale in 0..=40 {
                let slow = Exact::new(i128::from(units), scale).normalised();
                let (fast, places) = shortest(units, scale);
                assert_eq!((i128::from(fast), places), (slow.units(), slow.scale()), "{units} {scale}");
            }
        }
    }

    #[test]
    fn a_number_is_one_however_it_is_held() {
        for (units, scale) in [(0, 6), (1_500_000, 6), (-1, 0), (i64::MIN, 18)] {
            let (mut short, mut long) = (Vec::new(), Vec::new());
            short.units(units, scale);
            long.number(Some(Exact::new(i128::from(units), scale)));
            assert_eq!(short, long);
        }
        let mut bytes = Vec::new();
        bytes.units(1_500_000, 6);
        assert_eq!(bytes, [&[2, 1, 15][..], &[0; 15]].concat());
    }
}
