//! Numbers that look random and are the same on every run and every machine.

use std::ops::RangeInclusive;

/// `SplitMix64`, written out so that no library's version can change a generated book.
pub struct Random(u64);

impl Random {
    /// The sequence that belongs to `start`.
    pub const fn new(start: u64) -> Self {
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// An index into something of this length.
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// A number of the range.
    pub fn among(&mut self, range: RangeInclusive<i64>) -> i64 {
        let span = range.end() - range.start() + 1;
        range.start() + self.below(span as u64) as i64
    }

    /// Whether something happens that happens `permille` times in a thousand.
    pub fn chance(&mut self, permille: u64) -> bool {
        self.below(1000) < permille
    }

    /// Puts items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}

/// Ranks drawn with weights 1 ÷ (rank + flattening): a few are drawn very often, most hardly ever.
pub struct Zipf {
    cumulative: Vec<u64>,
}

impl Zipf {
    /// Weights for `count` ranks. The larger `flattening`, the smaller the share of the first ranks.
    pub fn new(count: usize, flattening: u64) -> Self {
        let mut sum = 0;
        let cumulative = (1..=count as u64)
            .map(|rank| {
                sum += (1 << 40) / (rank + flattening);
                sum
            })
            .collect();
        Self { cumulative }
    }

    /// Draws a rank, from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.below(self.cumulative.last().copied().unwrap_or(0));
        self.cumulative.partition_point(|sum| *sum <= at)
    }
}
