//! Rank correlation, exact, and whether it is more than chance.
//!
//! One test serves every question of the back-test. If the outcomes were dealt to the customers at
//! random, any correlation with ranks (ties shared) would have mean 0 and variance exactly 1 ÷ (n − 1),
//! whatever the ties. It is called more than chance beyond two standard errors: r² × (n − 1) > 4,
//! compared as integers. For yes/no outcomes this is the Mann–Whitney test with its correction for
//! ties; for two groups and yes/no it is the comparison of two proportions.

use ethnum::I256;
use rust_decimal::Decimal;

use crate::decimal::round_over_root;

/// Decimals of a correlation or AUC.
pub(super) const PLACES: u8 = 4;
/// Standard errors beyond which chance is no explanation.
const STANDARD_ERRORS: i32 = 2;

/// Twice the mid-rank of each value less n + 1: whole numbers around 0, ties alike.
pub(super) fn centred_ranks<T: Ord>(values: &[T]) -> Vec<i64> {
    let mut order: Vec<(&T, usize)> = values.iter().zip(0..).collect();
    order.sort_unstable_by_key(|(value, _)| *value);
    let mut ranks = vec![0_i64; values.len()];
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    let mut before = 0_i64;
    for tied in order.chunk_by(|(a, _), (b, _)| a == b) {
        let size = i64::try_from(tied.len()).unwrap_or(i64::MAX);
        // The mid-rank is before + (size + 1) ÷ 2.
        let rank = before.saturating_mul(2).saturating_add(size).saturating_sub(count);
        for (_, at) in tied {
            if let Some(place) = ranks.get_mut(*at) {
                *place = rank;
            }
        }
        before = before.saturating_add(size);
    }
    ranks
}

/// How two rankings of the same customers go together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Correlation {
    n: i64,
    /// Σ x × y, Σ x², Σ y² of centred ranks.
    both: I256,
    left: I256,
    right: I256,
}

impl Correlation {
    /// `None` if the sums do not fit, which needs more customers than memory holds.
    pub(super) fn of(left: &[i64], right: &[i64]) -> Option<Self> {
        let product = |a: i64, b: i64| I256::from(a).checked_mul(I256::from(b));
        let mut sums = Self { n: 0, both: I256::ZERO, left: I256::ZERO, right: I256::ZERO };
        for (x, y) in left.iter().zip(right) {
            sums.n = sums.n.checked_add(1)?;
            sums.both = sums.both.checked_add(product(*x, *y)?)?;
            sums.left = sums.left.checked_add(product(*x, *x)?)?;
            sums.right = sums.right.checked_add(product(*y, *y)?)?;
        }
        Some(sums)
    }

    /// Spearman's rank correlation; `None` if one of the two rankings is all ties.
    pub(super) fn published(&self) -> Option<Decimal> {
        let units = round_over_root(self.both, self.left.checked_mul(self.right)?, PLACES)?;
        Decimal::try_from_i128_with_scale(units, u32::from(PLACES)).ok()
    }

    /// Whether there is anything to compare: both rankings tell at least two customers apart.
    pub(super) fn is_defined(&self) -> bool {
        self.left > I256::ZERO && self.right > I256::ZERO
    }

    pub(super) fn is_positive(&self) -> bool {
        self.both > I256::ZERO
    }

    /// Whether it is more than two standard errors from none.
    pub(super) fn is_beyond_chance(&self) -> bool {
        let held = || {
            let found = self.both.checked_mul(self.both)?.checked_mul(I256::from(self.n.checked_sub(1)?))?;
            let bound = I256::from(STANDARD_ERRORS.checked_mul(STANDARD_ERRORS)?);
            Some((found, bound.checked_mul(self.left.checked_mul(self.right)?)?))
        };
        self.is_defined() && held().is_some_and(|(found, bound)| found > bound)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn correlation(x: &[i32], y: &[i32]) -> Correlation {
        Correlation::of(&centred_ranks(x), &centred_ranks(y)).unwrap()
    }

    #[test]
    fn ties_share_their_rank() {
        // Ranks 1, 2½, 2½, 4: doubled 2, 5, 5, 8, less 5.
        assert_eq!(centred_ranks(&[10, 20, 20, 30]), [-3, 0, 0, 3]);
        assert_eq!(centred_ranks::<i32>(&[]), Vec::<i64>::new());
    }

    #[test]
    fn spearman_with_ties_by_hand() {
        // x has ranks 1, 2½, 2½, 4, 5 and y has ranks 2, 1, 4, 4, 4 (three tied at the top).
        // Around 3: x −2, −½, −½, 1, 2 and y −1, −2, 1, 1, 1.
        // Σxy = 2 + 1 − ½ + 1 + 2 = 5½, Σx² = 9½, Σy² = 8; 5.5 ÷ √76 = 0.630893…
        let found = correlation(&[1, 2, 2, 3, 4], &[1, 0, 2, 2, 2]);
        assert_eq!(found.published().unwrap().to_string(), "0.6309");
        assert_eq!(correlation(&[1, 2, 3], &[3, 2, 1]).published().unwrap().to_string(), "-1.0000");
        // One ranking is all ties: no correlation, and not 0.
        assert_eq!(correlation(&[1, 2, 3], &[7, 7, 7]).published(), None);
        assert_eq!(correlation(&[], &[]).published(), None);
        assert_eq!(correlation(&[1], &[1]).published(), None);
    }

    #[test]
    fn chance_is_left_behind_at_two_standard_errors() {
        // Perfect agreement: r² = 1, so n − 1 must exceed 4.
        assert!(!correlation(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]).is_beyond_chance());
        assert!(correlation(&[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]).is_beyond_chance());
        assert!(!correlation(&[1, 2, 3, 4, 5, 6], &[7; 6]).is_beyond_chance());
    }

    /// The textbook form: (U − gb÷2)² > 4 × gb÷12 × (n + 1 − Σ(t³ − t) ÷ (n(n − 1))).
    #[test]
    fn for_yes_and_no_it_is_the_mann_whitney_test_with_ties() {
        for seed in 0_u32..200 {
            let mut state = seed;
            let mut next = |below: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                i32::try_from((state >> 16) % below).unwrap()
            };
            let scores: Vec<i32> = (0..12).map(|_| next(6)).collect();
            let good: Vec<i32> = scores.iter().map(|score| i32::from(next(6) <= *score)).collect();
            let (mut twice_u, mut g, mut b) = (0_i64, 0_i64, 0_i64);
            for (score, is_good) in scores.iter().zip(&good) {
                if *is_good == 0 {
                    b += 1;
                    continue;
                }
                g += 1;
                for (other, _) in scores.iter().zip(&good).filter(|(_, is_good)| **is_good == 0) {
                    twice_u += match score.cmp(other) {
                        core::cmp::Ordering::Greater => 2,
                        core::cmp::Ordering::Equal => 1,
                        core::cmp::Ordering::Less => 0,
                    };
                }
            }
            let n = g + b;
            let ties: i64 = (0..6)
                .map(|value| i64::try_from(scores.iter().filter(|s| **s == value).count()).unwrap())
                .map(|t| t.pow(3) - t)
                .sum();
            let far = 3 * n * (n - 1) * (twice_u - g * b).pow(2) > 4 * g * b * (n.pow(3) - n - ties);
            assert_eq!(correlation(&scores, &good).is_beyond_chance(), far, "{scores:?} {good:?}");
        }
    }
}
