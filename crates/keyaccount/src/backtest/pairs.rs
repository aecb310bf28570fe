//! Pairs of customers with different outcomes: how often the better outcome had the higher score.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ranks::PLACES;
use crate::decimal::round_ratio;

/// Every pair of customers whose outcomes differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    /// The customer with the better outcome had the higher score.
    pub right: u64,
    /// Both had the same score.
    pub tied: u64,
    /// The customer with the better outcome had the lower score.
    pub wrong: u64,
}

impl Pairs {
    /// How many pairs there are; 0 if all outcomes are alike.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.right.saturating_add(self.tied).saturating_add(self.wrong)
    }

    /// The area under the curve (AUC) as an exact fraction: pairs in the right order, ties counted half,
    /// among all pairs. `None` if there is no pair, which is not the same as one half.
    #[must_use]
    pub fn fraction(&self) -> Option<(u128, u128)> {
        let total = u128::from(self.total()).saturating_mul(2);
        (total > 0).then_some((self.points(), total))
    }

    /// Two for each pair in the right order, one for each tie.
    pub(super) fn points(&self) -> u128 {
        u128::from(self.right).saturating_mul(2).saturating_add(u128::from(self.tied))
    }

    /// The AUC to four decimals: 1 if the score tells all outcomes apart, 0.5 if it tells nothing.
    #[must_use]
    pub fn auc(&self) -> Option<Decimal> {
        let (part, whole) = self.fraction()?;
        published(i128::try_from(part).ok()?, i128::try_from(whole).ok()?)
    }

    /// Somers' D of the score given the outcome, pairs in the right order less those in the wrong one,
    /// among all pairs: 2 × AUC − 1, to four decimals.
    #[must_use]
    pub fn somers_d(&self) -> Option<Decimal> {
        let difference = i128::from(self.right).checked_sub(i128::from(self.wrong))?;
        published(difference, i128::from(self.total()))
    }
}

fn published(part: i128, whole: i128) -> Option<Decimal> {
    let units = round_ratio(part, whole, PLACES)?;
    Decimal::try_from_i128_with_scale(units, u32::from(PLACES)).ok()
}

/// Scores in hundredths are 0 to 10,000.
const SCORES: usize = 10_001;

/// Customers in the order of their outcomes, worst first, those of one outcome together: what pairs are
/// counted over, however the customers are scored.
#[derive(Clone, Debug)]
pub(super) struct ByOutcome {
    /// Positions of customers.
    order: Vec<usize>,
    /// Where in `order` each outcome ends.
    ends: Vec<usize>,
}

impl ByOutcome {
    pub(super) fn new(merits: &[i128]) -> Self {
        let mut order: Vec<(i128, usize)> = merits.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut ends = Vec::new();
        let mut end = 0_usize;
        for alike in order.chunk_by(|(a, _), (b, _)| a == b) {
            end = end.saturating_add(alike.len());
            ends.push(end);
        }
        Self { order: order.into_iter().map(|(_, at)| at).collect(), ends }
    }

    /// Counts the pairs under these scores (hundredths), given by position.
    pub(super) fn pairs(&self, scores: &[u16]) -> Pairs {
        let mut pairs = Pairs::default();
        let mut worse = Tally::default();
        for alike in self.outcomes() {
            for score in alike.iter().filter_map(|at| scores.get(*at)) {
                let (lower, tied) = worse.below_and_at(*score);
                pairs.right = pairs.right.saturating_add(lower);
                pairs.tied = pairs.tied.saturating_add(tied);
                let higher = worse.count.saturating_sub(lower).saturating_sub(tied);
                pairs.wrong = pairs.wrong.saturating_add(higher);
            }
            alike.iter().filter_map(|at| scores.get(*at)).for_each(|score| worse.add(*score));
        }
        pairs
    }

    /// By position, the points of every pair the customer is in: two if it is in the right order, one
    /// if tied. Their sum is twice that of [`pairs`](Self::pairs), each pair having two customers.
    pub(super) fn points(&self, scores: &[u16]) -> Vec<i64> {
        let mut points = vec![0_i64; scores.len()];
        let mut credit = |at: usize, won: u64, tied: u64| {
            if let Some(place) = points.get_mut(at) {
                let gained = won.saturating_mul(2).saturating_add(tied);
                *place = place.saturating_add(i64::try_from(gained).unwrap_or(i64::MAX));
            }
        };
        let mut worse = Tally::default();
        for alike in self.outcomes() {
            for at in alike {
                let (lower, tied) = worse.below_and_at(scores.get(*at).copied().unwrap_or(0));
                credit(*at, lower, tied);
            }
            alike.iter().filter_map(|at| scores.get(*at)).for_each(|score| worse.add(*score));
        }
        let mut better = Tally::default();
        for alike in self.outcomes().rev() {
            for at in alike {
                let (lower, tied) = better.below_and_at(scores.get(*at).copied().unwrap_or(0));
                credit(*at, better.count.saturating_sub(lower).saturating_sub(tied), tied);
            }
            alike.iter().filter_map(|at| scores.get(*at)).for_each(|score| better.add(*score));
        }
        points
    }

    /// The customers of each outcome, the worst outcome first.
    fn outcomes(&self) -> impl DoubleEndedIterator<Item = &[usize]> {
        let starts = core::iter::once(&0).chain(&self.ends).take(self.ends.len());
        let starts: Vec<_> = starts.collect();
        starts.into_iter().zip(&self.ends).map(|(from, to)| self.order.get(*from..*to).unwrap_or_default())
    }
}

/// How many scores of each height were seen: a tree of partial sums.
struct Tally {
    tree: Vec<u64>,
    count: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { tree: vec![0; SCORES.saturating_add(1)], count: 0 }
    }
}

impl Tally {
    fn add(&mut self, score: u16) {
        self.count = self.count.saturating_add(1);
        let mut at = usize::from(score).saturating_add(1);
        while let Some(sum) = self.tree.get_mut(at) {
            *sum = sum.saturating_add(1);
            at = at.saturating_add(lowest_bit(at));
        }
    }

    /// How many scores are lower, and how many equal.
    fn below_and_at(&self, score: u16) -> (u64, u64) {
        let below = self.sum(usize::from(score));
        (below, self.sum(usize::from(score).saturating_add(1)).saturating_sub(below))
    }

    /// How many of the `to` lowest possible scores were seen.
    fn sum(&self, to: usize) -> u64 {
        let (mut at, mut sum) = (to, 0_u64);
        while at > 0 {
            sum = sum.saturating_add(self.tree.get(at).copied().unwrap_or(0));
            at = at.saturating_sub(lowest_bit(at));
        }
        sum
    }
}

const fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn auc_by_hand() {
        // Good customers score 90, 70, 50; bad ones 70, 40. Pairs: 90 beats both, 70 ties one and beats
        // one, 50 loses one and beats one: 4 right, 1 tied, 1 wrong; (4 + ½) ÷ 6 = 0.75.
        let merits = [1, 1, 1, 0, 0];
        let pairs = ByOutcome::new(&merits).pairs(&[9_000, 7_000, 5_000, 7_000, 4_000]);
        assert_eq!(pairs, Pairs { right: 4, tied: 1, wrong: 1 });
        assert_eq!(pairs.fraction(), Some((9, 12)));
        assert_eq!(pairs.auc().unwrap().to_string(), "0.7500");
        assert_eq!(pairs.somers_d().unwrap().to_string(), "0.5000");
    }

    #[test]
    fn without_a_pair_there_is_no_auc() {
        for merits in [vec![], vec![1], vec![1, 1, 1]] {
            let pairs = ByOutcome::new(&merits).pairs(&vec![5_000; merits.len()]);
            assert_eq!((pairs, pairs.auc(), pairs.somers_d()), (Pairs::default(), None, None));
        }
    }

    #[test]
    fn pairs_are_those_counted_one_by_one_and_turn_round_with_the_outcome() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for outcomes in [2, 2, 3, 10, 1_000].into_iter().cycle().take(200) {
            let count = next(30);
            let scores: Vec<u16> = (0..count).map(|_| u16::try_from(next(15) * 714).unwrap()).collect();
            let merits: Vec<i128> = (0..count).map(|_| i128::from(next(outcomes)) - 3).collect();
            let mut counted = Pairs::default();
            for (score, merit) in scores.iter().zip(&merits) {
                for (other, _) in scores.iter().zip(&merits).filter(|(_, worse)| *worse < merit) {
                    match score.cmp(other) {
                        core::cmp::Ordering::Greater => counted.right += 1,
                        core::cmp::Ordering::Equal => counted.tied += 1,
                        core::cmp::Ordering::Less => counted.wrong += 1,
                    }
                }
            }
            let found = ByOutcome::new(&merits).pairs(&scores);
            assert_eq!(found, counted, "{scores:?} {merits:?}");
            let turned: Vec<i128> = merits.iter().map(|merit| -merit).collect();
            let turned = ByOutcome::new(&turned).pairs(&scores);
            assert_eq!(turned, Pairs { right: found.wrong, tied: found.tied, wrong: found.right });
            // AUC of the outcome turned round is 1 − AUC.
            if let (Some((part, whole)), Some((turned, _))) = (found.fraction(), turned.fraction()) {
                assert_eq!(part + turned, whole);
            }
        }
    }

    #[test]
    fn points_belong_to_both_customers_of_a_pair() {
        let merits = [3, 1, 2, 2, 1, 3];
        let scores = [10_000, 0, 5_000, 4_000, 5_000, 4_000];
        let by_outcome = ByOutcome::new(&merits);
        let twice = i64::try_from(by_outcome.pairs(&scores).points()).unwrap() * 2;
        let points = by_outcome.points(&scores);
        assert_eq!(points.iter().sum::<i64>(), twice);
        // The first customer is above all four with a worse outcome.
        assert_eq!(points[0], 8);
    }
}
