//! One bit for each number.

use super::lines::Orders;

/// A set of orders, or of anything else that has numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct NumberSet(Vec<u64>);

impl NumberSet {
    /// An empty set of numbers below `end`.
    pub(super) fn new(end: usize) -> Self {
        Self(vec![0; end.div_ceil(64)])
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        self.0.get((number >> 6) as usize).is_some_and(|word| word & 1_u64.wrapping_shl(number & 63) != 0)
    }
}

impl Orders for NumberSet {
    #[inline]
    fn insert(&mut self, number: u32) -> bool {
        let bit = 1_u64.wrapping_shl(number & 63);
        match self.0.get_mut((number >> 6) as usize) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => false,
        }
    }
}
