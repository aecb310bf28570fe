//! Digits read eight at a time.

/// Eight times the byte `0`.
pub(super) const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);

/// The highest bit of each byte that is zero.
pub(super) const fn zeros(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !((word & LOW).wrapping_add(LOW) | word | LOW)
}

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

/// The first `length` bytes of a word, from 1 to 8, as its highest ones, behind digits 0.
pub(super) const fn at_right(word: u64, length: usize) -> u64 {
    let bits = 8_u32.wrapping_mul(length as u32);
    // A shift by all 64 bits would be none.
    word.wrapping_shl(64_u32.wrapping_sub(bits)) | ZEROS.wrapping_shr(1).wrapping_shr(bits.wrapping_sub(1))
}

/// Whether all bytes are digits.
pub(super) const fn are_digits(word: u64) -> bool {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const SIX: u64 = 0x0606_0606_0606_0606;
    (word & HIGH) | (word.wrapping_add(SIX) & HIGH).wrapping_shr(4) == ZEROS | ZEROS.wrapping_shr(4)
}

/// The number eight digits mean, the first of them the lowest byte.
pub(super) const fn eight_digits(word: u64) -> u64 {
    const TENS: u64 = 1 + (10 << 8);
    const HUNDREDS: u64 = 1 + (100 << 16);
    const TEN_THOUSANDS: u64 = 1 + (10_000 << 32);
    let ones = word & 0x0f0f_0f0f_0f0f_0f0f;
    let twos = ones.wrapping_mul(TENS).wrapping_shr(8) & 0x00ff_00ff_00ff_00ff;
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
            let shown = word(digits.as_bytes(), 0);
            prop_assert!(are_digits(shown));
            prop_assert_eq!(eight_digits(shown), number);
            let few = at_right(word(digits.as_bytes(), at), 8 - at);
            prop_assert!(are_digits(few));
            prop_assert_eq!(eight_digits(few), number % 10_u64.pow(8 - at as u32));
        }

        #[test]
        fn what_is_no_digit_is_seen(bytes in any::<[u8; 8]>(), digits in any::<u8>()) {
            let mixed: Vec<u8> = bytes
                .iter()
                .enumerate()
                .map(|(at, byte)| if digits >> at & 1 == 1 { b'0' + byte % 10 } else { *byte })
                .collect();
            prop_assert_eq!(are_digits(word(&mixed, 0)), mixed.iter().all(u8::is_ascii_digit));
        }

        #[test]
        fn zero_bytes_are_found(bytes in prop::collection::vec(0_u8..3, 8)) {
            let found = zeros(word(&bytes, 0)).to_le_bytes();
            for (byte, found) in bytes.iter().zip(found) {
                prop_assert_eq!(found, if *byte == 0 { 0x80 } else { 0 });
            }
        }
    }

    #[test]
    fn bytes_around_the_digits_are_told_from_them() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"00990055";
                bytes[at] = byte;
                assert_eq!(are_digits(u64::from_le_bytes(bytes)), byte.is_ascii_digit(), "{byte} at {at}");
            }
        }
    }
}
