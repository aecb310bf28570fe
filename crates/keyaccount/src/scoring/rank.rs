//! Ranks: where a value stands among the values of the population (§4.3, N10).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::standings::Place;
use super::units::{Scratch, Units};
use crate::decimal::{Exact, Score, percent, round_quotient, round_ratio};
use crate::policy::ScoreRule;

/// Values of one scale, greatest first: all that is needed to rank one more customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    scale: u8,
    values: Units,
}

impl Ranking {
    /// Nobody's values.
    pub(crate) const fn none() -> Self {
        Self::empty(0)
    }

    /// Nobody's values of `scale` decimals.
    pub(super) const fn empty(scale: u8) -> Self {
        Self { scale, values: Units::new() }
    }

    /// Sorts values of `scale` decimals.
    pub(super) fn new(scale: u8, mut values: Units, scratch: &mut Scratch) -> Self {
        values.sort_descending(scratch);
        Self { scale, values }
    }

    /// How many values there are: N.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The greatest value.
    #[must_use]
    pub fn greatest(&self) -> Option<Exact> {
        self.at(0)
    }

    /// How many values are strictly greater.
    #[must_use]
    pub fn greater_than(&self, value: Exact) -> usize {
        match value.at_scale(self.scale) {
            Some(units) => self.values.greater_than(units),
            None => self.first_where(|other| other <= value),
        }
    }

    /// The first place whose value is as asked, where all values behind it are.
    pub(super) fn first_where(&self, is: impl Fn(Exact) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.at(middle).is_some_and(&is) { high = middle } else { low = middle.saturating_add(1) }
        }
        low
    }

    /// Competition rank, 1 the greatest; ties share one.
    #[must_use]
    pub fn rank(&self, value: Exact) -> usize {
        self.greater_than(value).saturating_add(1)
    }

    /// The value at a place, 0 the greatest.
    pub(crate) fn at(&self, place: usize) -> Option<Exact> {
        self.values.get(place).map(|units| Exact::new(units, self.scale))
    }

    /// The values, greatest first.
    pub fn values(&self) -> impl Iterator<Item = Exact> {
        self.values.iter().map(|units| Exact::new(units, self.scale))
    }

    /// How many decimals the units have.
    pub(super) const fn scale(&self) -> u8 {
        self.scale
    }

    /// The units, greatest first.
    pub(super) const fn units(&self) -> &Units {
        &self.values
    }

    /// Puts units in and says where.
    pub(super) fn insert(&mut self, units: i128) -> usize {
        self.values.insert(units)
    }

    /// Takes such units out and says where they stood; `None` if there are none.
    pub(super) fn remove(&mut self, units: i128) -> Option<usize> {
        self.values.remove(units)
    }

    /// The quintile of a value among these, 5 the best: that of its competition rank.
    pub(crate) fn quintile(&self, value: Exact) -> u8 {
        // Of n values so many must be greater for the quintile to fall: a fifth of n, two fifths, …
        let n = self.len();
        let falls = (1..=4_usize).filter(|fifths| {
            let greater = n.saturating_mul(*fifths).div_ceil(5);
            greater.checked_sub(1).and_then(|place| self.at(place)).is_some_and(|other| other > value)
        });
        5_u8.saturating_sub(u8::try_from(falls.count()).unwrap_or(4))
    }
}

impl Serialize for Ranking {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.values())
    }
}

impl<'de> Deserialize<'de> for Ranking {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<Exact>::deserialize(deserializer)?;
        let scale = values.iter().map(|v| v.scale()).max().unwrap_or(0);
        let units: Option<Units> = values.iter().map(|v| v.at_scale(scale)).collect();
        units
            .map(|units| Self::new(scale, units, &mut Scratch::default()))
            .ok_or_else(|| serde::de::Error::custom("values that do not fit one scale"))
    }
}

/// A value's rank and score at its place among the positive values of the population.
///
/// `None` if the numbers do not fit.
pub(super) fn rank_and_score(rule: &ScoreRule, place: Place<'_>, value: Exact) -> Option<(u32, Score)> {
    score_behind(rule, place.greater, place.ranking.len(), place.ranking.greatest(), value)
}

/// Rank and score with N and the greatest value stated, for a population that a value has just joined or
/// now leads. The ranking must tell how many of the others are greater.
///
/// `None` if the numbers do not fit.
pub(crate) fn score_among(
    rule: &ScoreRule,
    ranking: &Ranking,
    n: usize,
    greatest: Option<Exact>,
    value: Exact,
) -> Option<(u32, Score)> {
    let greater = ranking.greater_than(if value.is_positive() { value } else { Exact::ZERO });
    score_behind(rule, greater, n, greatest, value)
}

/// The same where it is known how many of the others are greater than the value, or than 0 if it is not
/// above.
fn score_behind(
    rule: &ScoreRule,
    greater: usize,
    n: usize,
    greatest: Option<Exact>,
    value: Exact,
) -> Option<(u32, Score)> {
    // An empty population gives everybody rank 1.
    let rank = u32::try_from(greater.checked_add(1)?).ok()?;
    let positive = value.is_positive();
    let score = match rule {
        ScoreRule::Rank if positive && n > 0 => {
            let n = i128::try_from(n).ok()?;
            ratio_score(n.checked_sub(i128::from(rank))?.checked_add(1)?, n)?
        }
        ScoreRule::MaxRatio if positive => match greatest {
            Some(greatest) => {
                Score::from_hundredths(round_quotient(&[value], greatest, 4)?.clamp(0, 10_000))?
            }
            // Nobody to compare with (BOOK §2.8).
            None => Score::ZERO,
        },
        ScoreRule::Bands(bands) => bands
            .iter()
            .find(|band| value >= Exact::from(band.at_least))
            .map_or(Score::ZERO, |band| band.score),
        ScoreRule::Rank | ScoreRule::MaxRatio => Score::ZERO,
    };
    Some((rank, score))
}

/// 100 × part ÷ whole as a published score, held inside 0–100.
pub(crate) fn ratio_score(part: i128, whole: i128) -> Option<Score> {
    // Four decimals of a ratio are two decimals of a percentage.
    Score::from_hundredths(round_ratio(part, whole, 4)?.clamp(0, 10_000))
}

/// Cumulative shares of `total` in percent, two decimals, in the order of `values`: the share curve of
/// order volume (§4.3) and the whale curve of profit (§4.4), which may exceed 100.
///
/// `None` where the total is not above zero or a sum does not fit.
///
/// ```
/// use keyaccount::{Exact, cumulative_shares};
/// let profits = [500, 300, 100, -100, -200].map(|p| Exact::new(p, 0));
/// let shares: Vec<String> = cumulative_shares(profits).unwrap().iter().map(|s| s.to_string()).collect();
/// assert_eq!(shares, ["83.33", "133.33", "150.00", "133.33", "100.00"]);
/// ```
pub fn cumulative_shares(
    values: impl IntoIterator<Item = Exact> + Clone,
) -> Option<Vec<rust_decimal::Decimal>> {
    running_sums(values)?.into_iter().map(|(_, share)| share).collect()
}

/// Running sums, each with its share of the last in percent, two decimals; no shares where the last is not
/// above zero.
///
/// `None` if a sum does not fit.
pub(crate) fn running_sums(
    values: impl IntoIterator<Item = Exact>,
) -> Option<Vec<(Exact, Option<rust_decimal::Decimal>)>> {
    let mut total = Exact::ZERO;
    let mut sums = Vec::new();
    for value in values {
        total = total.checked_add(value)?;
        sums.push(total);
    }
    Some(sums.into_iter().map(|sum| (sum, percent(sum, total))).collect())
}

/// Quintile of a competition rank among `n`: 5 − floor(5 × (rank − 1) ÷ n), 5 the best.
///
/// ```
/// use keyaccount::quintile;
/// assert_eq!([1, 2, 3, 4, 5].map(|rank| quintile(rank, 5)), [5, 4, 3, 2, 1]);
/// ```
#[must_use]
pub fn quintile(rank: usize, n: usize) -> u8 {
    let steps = rank.saturating_sub(1).saturating_mul(5).checked_div(n).unwrap_or(0);
    5_u8.saturating_sub(u8::try_from(steps).unwrap_or(4)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_to_compare_with_is_a_score_of_nothing() {
        for rule in [ScoreRule::Rank, ScoreRule::MaxRatio] {
            let nobody = score_among(&rule, &Ranking::none(), 0, None, Exact::new(5, 0));
            assert_eq!(nobody, Some((1, Score::ZERO)), "{rule:?}");
        }
    }
}
