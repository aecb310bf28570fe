//! Digits read eight at a time.

/// Eight times the byte `0`.
const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);

/// The eight bytes from `at`, the first one lowest; zeros behind the end of the text.
#[inline]
pub(super) fn word(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => short_word(rest),
    }
}

#[cold]
fn short_word(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |word, byte| word.wrapping_shl(8) | u64::from(*byte))
}

/// The eight bytes before `end`, the last one highest; zeros before the beginning of the text.
#[inline]
pub(super) fn word_before(text: &[u8], end: usize) -> u64 {
    match text.get(end.wrapping_sub(8)..end).and_then(<[u8]>::first_chunk) {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => short_word_before(text.get(..end).unwrap_or_default()),
    }
}

#[cold]
fn short_word_before(text: &[u8]) -> u64 {
    text.iter().fold(0, |word, byte| word.wrapping_shr(8) | u64::from(*byte).wrapping_shl(56))
}

/// The highest `length` bytes of a word, from 1 to 8.
pub(super) const fn highest(length: usize) -> u64 {
    u64::MAX.wrapping_shl(64_u32.wrapping_sub(8_u32.wrapping_mul(length as u32)))
}

/// What a byte may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Byte {
    Any,
    Sign(u8),
    Digit,
}

/// What eight bytes may be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Eight {
    /// Those that may not be anything.
    bound: u64,
    /// A sign, or the digit 0.
    like: u64,
    /// What makes a byte that differs too much reach its highest bit.
    allows: u64,
}

impl Eight {
    pub(super) fn of(bytes: [Byte; 8]) -> Self {
        let each = |part: fn(Byte) -> u8| u64::from_le_bytes(bytes.map(part));
        Self {
            bound: each(|byte| if matches!(byte, Byte::Any) { 0 } else { 0xff }),
            like: each(|byte| match byte {
                Byte::Any => 0,
                Byte::Sign(sign) => sign,
                Byte::Digit => b'0',
            }),
            allows: each(|byte| match byte {
                Byte::Any => 0,
                Byte::Sign(_) => 0x7f,
                Byte::Digit => UP_TO_NINE,
            }),
        }
    }

    /// What each digit counts, and 0 for all else; `None` if a byte is what it may not be.
    #[inline]
    pub(super) const fn read(&self, word: u64) -> Option<u64> {
        let differs = (word ^ self.like) & self.bound;
        if are_within(differs, self.allows) { Some(differs) } else { None }
    }
}

/// Makes ten and more reach the highest bit of a byte.
const UP_TO_NINE: u8 = 0x7f - 9;

/// Whether no byte reaches its highest bit, by itself or with what is added. What one that does carries over
/// changes nothing any more.
const fn are_within(bytes: u64, allows: u64) -> bool {
    (bytes | bytes.wrapping_add(allows)) & 0x8080_8080_8080_8080 == 0
}

/// What each digit counts, each byte by itself.
pub(super) const fn values(digits: u64) -> u64 {
    digits ^ ZEROS
}

/// Whether all bytes are what a digit counts.
pub(super) const fn are_values(values: u64) -> bool {
    are_within(values, u64::from_ne_bytes([UP_TO_NINE; 8]))
}

/// The number eight digits mean by what each of them counts, the first of them the lowest byte.
pub(super) const fn number(values: u64) -> u64 {
    const TENS: u64 = 1 + (10 << 8);
    const HUNDREDS: u64 = 1 + (100 << 16);
    const TEN_THOUSANDS: u64 = 1 + (10_000 << 32);
    let twos = values.wrapping_mul(TENS).wrapping_shr(8) & 0x00ff_00ff_00ff_00ff;
    let fours = twos.wrapping_mul(HUNDREDS).wrapping_shr(16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(TEN_THOUSANDS).wrapping_shr(32)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_mean_what_they_say(number in 0_u64..100_000_000, at in 0_usize..8) {
            let digits = format!("{number:08}");
            let all = values(word(digits.as_bytes(), 0));
            prop_assert!(are_values(all));
            prop_assert_eq!(super::number(all), number);
            let few = all & highest(8 - at);
            prop_assert!(are_values(few));
            prop_assert_eq!(super::number(few), number % 10_u64.pow(8 - at as u32));
        }

        #[test]
        fn what_is_no_digit_is_seen(bytes in any::<[u8; 8]>(), digits in any::<u8>()) {
            let mixed: Vec<u8> = bytes
                .iter()
                .enumerate()
                .map(|(at, byte)| if digits >> at & 1 == 1 { b'0' + byte % 10 } else { *byte })
                .collect();
            prop_assert_eq!(are_values(values(word(&mixed, 0))), mixed.iter().all(u8::is_ascii_digit));
        }

        #[test]
        fn bytes_before_an_end_stand_highest(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            for end in 0..=bytes.len() {
                let before: Vec<u8> = [0; 8].into_iter().chain(bytes[..end].iter().copied()).collect();
                let expected = u64::from_le_bytes(*before.last_chunk().unwrap());
                prop_assert_eq!(word_before(&bytes, end), expected);
            }
        }
    }

    #[test]
    fn bytes_around_the_digits_are_told_from_them() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"00990055";
                bytes[at] = byte;
                let found = are_values(values(u64::from_le_bytes(bytes)));
                assert_eq!(found, byte.is_ascii_digit(), "{byte} at {at}");
            }
        }
    }
}
