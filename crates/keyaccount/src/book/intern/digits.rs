//! Digits of counted texts, eight at a time.

use crate::digits::{eight, push_short};

/// As many digits as 64 bits may have.
const MOST: usize = 20;

/// A number as digits, so many at least.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    pub(super) count: u64,
    pub(super) padded: u8,
}

impl Digits {
    /// How many digits there are.
    #[inline]
    pub(crate) fn width(self) -> usize {
        let needed = self.count.checked_ilog10().unwrap_or(0).wrapping_add(1);
        (needed as usize).max(usize::from(self.padded)).min(MOST)
    }

    /// The digits, if there are no more than eight, with whatever behind them.
    #[inline]
    pub(crate) fn few(self) -> Option<[u8; 8]> {
        let width = self.width();
        if width > 8 {
            return None;
        }
        // The last digit is in the highest byte: what goes before the first one is shifted out.
        let shift = 8_usize.saturating_sub(width).wrapping_mul(8);
        Some((eight(self.count) >> shift).to_le_bytes())
    }

    /// Appends the digits.
    #[inline]
    pub(crate) fn append_to(self, out: &mut Vec<u8>) {
        match self.few() {
            Some(few) => push_short(out, u64::from_le_bytes(few).into(), self.width() as u32),
            None => out.extend_from_slice(self.all(&mut [0; MOST])),
        }
    }

    /// The digits.
    pub(crate) fn all(self, place: &mut [u8; MOST]) -> &[u8] {
        let mut rest = self.count;
        for digit in place.iter_mut().rev() {
            *digit = b'0'.wrapping_add((rest % 10) as u8);
            rest /= 10;
        }
        place.get(MOST.saturating_sub(self.width())..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn digits_are_those_of_the_number() {
        let mut counts = vec![0, u64::MAX, 99_999_999, 100_000_000];
        for power in 0..20 {
            let ten = 10_u64.pow(power);
            counts.extend([ten, ten - 1, ten + 7, ten / 3]);
        }
        for count in counts {
            for padded in 0..=20 {
                let digits = Digits { count, padded };
                let text = format!("{count:0width$}", width = usize::from(padded));
                assert_eq!(digits.width(), text.len());
                assert_eq!(digits.all(&mut [0; 20]), text.as_bytes());
                let few = digits.few().map(|few| few[..text.len()].to_vec());
                assert_eq!(few, (text.len() <= 8).then(|| text.clone().into_bytes()));
                let mut behind = b"C".to_vec();
                digits.append_to(&mut behind);
                assert_eq!(behind, format!("C{text}").as_bytes());
            }
        }
    }
}
