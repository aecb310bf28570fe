//! A customer's own value as it grows among those of the others.

use super::steps;
use crate::decimal::{Exact, Score};
use crate::policy::ScoreRule;
use crate::scoring::{Ranking, ratio_score, score_among};

/// A value that grows, and the ranking it stands in.
pub(super) struct Growing<'a> {
    rule: &'a ScoreRule,
    ranking: &'a Ranking,
    pub(super) from: Exact,
    /// N once the value is above zero.
    members: usize,
}

impl<'a> Growing<'a> {
    /// A value above zero is one of the ranking's own, or it never takes part; any other joins the ranking
    /// once it is above zero.
    pub(super) fn new(rule: &'a ScoreRule, ranking: &'a Ranking, from: Exact) -> Self {
        let members = if from.is_positive() { ranking.len() } else { ranking.len().saturating_add(1) };
        Self { rule, ranking, from, members }
    }

    /// Rank and score of a value above the one there is, which itself is never greater.
    pub(super) fn score(&self, value: Exact) -> Option<(u32, Score)> {
        let n = if value.is_positive() { self.members } else { self.ranking.len() };
        let greatest = self.ranking.greatest().map_or(value, |greatest| greatest.max(value));
        score_among(self.rule, self.ranking, n, Some(greatest), value)
    }

    /// The fewest steps to each of some scores, and to whatever else the rule's own bounds may change.
    pub(super) fn steps_to(&self, scores: &[Score]) -> Option<Vec<i128>> {
        match self.rule {
            ScoreRule::Bands(bands) => {
                bands.iter().map(|band| steps::to(self.from, band.at_least.into())).collect()
            }
            ScoreRule::Rank => scores.iter().map(|score| self.to_rank_of(*score)).collect(),
            ScoreRule::MaxRatio => scores.iter().map(|score| self.to_ratio_of(*score)).collect(),
        }
    }

    /// The fewest steps to a place that earns the score: the value that stands there must be reached, and a
    /// tie shares the place.
    fn to_rank_of(&self, score: Score) -> Option<i128> {
        let n = i128::try_from(self.members).ok()?;
        // Places from 1, the last, to N, the first.
        let (mut low, mut high) = (0_i128, n);
        while high.saturating_sub(low) > 1 {
            let middle = low.midpoint(high);
            if ratio_score(middle, n)? >= score { high = middle } else { low = middle }
        }
        let greater = usize::try_from(n.checked_sub(high)?).ok()?;
        let above_zero = steps::beyond(self.from, Exact::ZERO)?;
        if greater >= self.ranking.greater_than(self.from) {
            return Some(above_zero);
        }
        Some(steps::to(self.from, self.ranking.at(greater)?)?.max(above_zero))
    }

    /// The fewest steps to a share of the greatest value that is published as the score.
    fn to_ratio_of(&self, score: Score) -> Option<i128> {
        let above_zero = steps::beyond(self.from, Exact::ZERO)?;
        let Some(greatest) = self.ranking.greatest().filter(|greatest| *greatest > self.from) else {
            return Some(above_zero);
        };
        // 10,000 × value ÷ greatest ≥ score − ½ in hundredths; ÷ 20,000 is × 5 ÷ 100,000.
        let (numerator, _) = steps::rounds_up_to(i128::from(score.hundredths()))?;
        let part = greatest.checked_mul(Exact::new(numerator.checked_mul(5)?, 5))?;
        Some(steps::to(self.from, part)?.max(above_zero))
    }
}
