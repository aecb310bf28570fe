//! The customers a calibration learns from, and those it is judged on.

use ethnum::I256;
use sha2::{Digest, Sha256};

use super::pairs::{ByOutcome, Pairs};
use super::proposal::{Advice, Quality};

/// Of 100 customers, about how many a calibration learns from.
pub(super) const TRAINING_PERCENT: u64 = 70;

/// Whether a calibration learns from a customer: the first eight bytes of the SHA-256 of its id, as a
/// big-endian number, leave a remainder below 70 when divided by 100. The same everywhere, whatever
/// the other customers; nobody can try one split after another until one pleases.
pub(super) fn is_training(customer_id: &str) -> bool {
    let digest = Sha256::digest(customer_id.as_bytes());
    let number = digest.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    number % 100 < TRAINING_PERCENT
}

/// One part of the customers: how they are scored does not change who they are.
#[derive(Clone, Debug)]
pub(super) struct Part {
    by_outcome: ByOutcome,
    customers: u64,
}

impl Part {
    pub(super) fn new(merits: &[i128]) -> Self {
        Self { by_outcome: ByOutcome::new(merits), customers: merits.len() as u64 }
    }

    pub(super) fn pairs(&self, scores: &[u16]) -> Pairs {
        self.by_outcome.pairs(scores)
    }

    pub(super) fn quality(&self, before: &[u16], after: &[u16]) -> Quality {
        let (before, after) = (self.pairs(before), self.pairs(after));
        Quality {
            customers: self.customers,
            pairs: before.total(),
            auc_before: before.auc(),
            auc_after: after.auc(),
        }
    }

    /// What this part, which the proposal has not seen, says about it.
    pub(super) fn advice(&self, before: &[u16], after: &[u16]) -> Advice {
        let (present, proposed) = (self.pairs(before), self.pairs(after));
        if present.total() == 0 {
            Advice::Undecided
        } else if proposed.points() <= present.points() {
            Advice::Keep
        } else if self.is_gain_beyond_chance(before, after) {
            Advice::Adopt
        } else {
            Advice::Unproven
        }
    }

    /// Whether the points gained are more than two standard errors.
    ///
    /// A customer's gain hᵢ is what all its pairs gained; the sum of all gains is twice the gain in
    /// points, G. The variance of G, a sum over pairs, is that of the hᵢ (Hájek's projection), so that
    /// n × G² > 4 × (n × Σhᵢ² − (Σhᵢ)²) is the test.
    fn is_gain_beyond_chance(&self, before: &[u16], after: &[u16]) -> bool {
        let (before, after) = (self.by_outcome.points(before), self.by_outcome.points(after));
        let test = || {
            let (mut sum, mut squares) = (I256::ZERO, I256::ZERO);
            for (then, now) in before.iter().zip(&after) {
                let gain = I256::from(now.checked_sub(*then)?);
                sum = sum.checked_add(gain)?;
                squares = squares.checked_add(gain.checked_mul(gain)?)?;
            }
            let n = I256::from(self.customers);
            let gained = sum.checked_div(I256::new(2))?;
            let found = n.checked_mul(gained.checked_mul(gained)?)?;
            let spread = n.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
            Some(found > I256::new(4).checked_mul(spread)?)
        };
        test().unwrap_or(false)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_split_is_the_same_everywhere() {
        // The first 64 bits of SHA-256("K001") and so on, worked out with Python.
        let training: Vec<_> = (1..=10).map(|n| is_training(&format!("K{n:03}"))).collect();
        assert_eq!(training, EXPECTED);
        let share = (0..10_000).filter(|n| is_training(&format!("C{n}"))).count();
        assert!((6_800..7_200).contains(&share), "{share}");
    }

    const EXPECTED: [bool; 10] = [false, false, true, true, false, true, false, true, false, true];

    #[test]
    fn a_gain_everybody_shares_is_no_chance() {
        // Forty customers, half of them good: reversed order against right order.
        let merits: Vec<i128> = (0..40).map(|n| i128::from(n % 2)).collect();
        let part = Part::new(&merits);
        let right: Vec<u16> = merits.iter().map(|good| if *good == 1 { 9_000 } else { 1_000 }).collect();
        let wrong: Vec<u16> = right.iter().map(|score| 10_000 - score).collect();
        assert_eq!(part.advice(&wrong, &right), Advice::Adopt);
        assert_eq!(part.advice(&right, &wrong), Advice::Keep);
        assert_eq!(part.advice(&right, &right), Advice::Keep);
        // One customer out of forty put right: a gain, but one that hangs on a single customer.
        let mut one_off = right.clone();
        one_off[0] = 9_500;
        assert_eq!(part.advice(&one_off, &right), Advice::Unproven);
        assert_eq!(Part::new(&[1, 1]).advice(&[1, 2], &[2, 1]), Advice::Undecided);
    }
}
