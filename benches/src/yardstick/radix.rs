//! Sorting positions by a number each, without comparing.

/// Bits of one pass: its counters stay in the first-level cache.
const BITS: u32 = 11;

/// Positions by ascending keys, those of the same key by ascending position.
///
/// A key and its position share one word, so the keys may span 64 bits less those of a position.
pub(super) struct Order {
    words: Vec<u64>,
    position_bits: u32,
    least: i64,
}

impl Order {
    pub(super) fn of(keys: impl Iterator<Item = i64> + Clone) -> Self {
        let (mut least, mut greatest, mut count) = (i64::MAX, i64::MIN, 0_u64);
        for key in keys.clone() {
            least = least.min(key);
            greatest = greatest.max(key);
            count += 1;
        }
        let position_bits = u64::BITS - count.leading_zeros();
        let key_bits = if count == 0 { 0 } else { u64::BITS - greatest.abs_diff(least).leading_zeros() };
        assert!(position_bits + key_bits <= u64::BITS, "keys too far apart for one word");
        let words =
            (0_u64..).zip(keys).map(|(position, key)| key.abs_diff(least) << position_bits | position);
        let words = sorted(words.collect(), position_bits, key_bits.div_ceil(BITS));
        Self { words, position_bits, least }
    }

    /// Groups of positions with the same key, with that key.
    pub(super) fn groups(
        &self,
    ) -> impl DoubleEndedIterator<Item = (i64, impl ExactSizeIterator<Item = usize>)> {
        let shift = self.position_bits;
        let mask = (1 << shift) - 1;
        let groups = self.words.chunk_by(move |a, b| a >> shift == b >> shift);
        groups.map(move |group| {
            let key = (group[0] >> shift) as i64 + self.least;
            (key, group.iter().map(move |word| (word & mask) as usize))
        })
    }
}

fn sorted(mut words: Vec<u64>, first_bit: u32, passes: u32) -> Vec<u64> {
    let mut other = vec![0; words.len()];
    for pass in 0..passes {
        let shift = first_bit + pass * BITS;
        let digit = |word: u64| (word >> shift) as usize & ((1 << BITS) - 1);
        let mut starts = [0_usize; 1 << BITS];
        for word in &words {
            starts[digit(*word)] += 1;
        }
        let mut start = 0;
        for count in &mut starts {
            start += std::mem::replace(count, start);
        }
        for word in &words {
            let start = &mut starts[digit(*word)];
            other[*start] = *word;
            *start += 1;
        }
        std::mem::swap(&mut words, &mut other);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Order;

    fn ordered(keys: &[i64]) -> Vec<(i64, Vec<usize>)> {
        let order = Order::of(keys.iter().copied());
        order.groups().map(|(key, positions)| (key, positions.collect())).collect()
    }

    #[test]
    fn positions_come_by_key_and_then_by_position() {
        assert_eq!(ordered(&[5, -3, 5, 0]), [(-3, vec![1]), (0, vec![3]), (5, vec![0, 2])]);
        assert_eq!(ordered(&[]), []);
        assert_eq!(ordered(&[7]), [(7, vec![0])]);
        assert_eq!(ordered(&[7, 7, 7]), [(7, vec![0, 1, 2])]);
    }

    #[test]
    fn keys_of_many_digits_sort_as_a_comparing_sort_does() {
        let mut bits = 1_u64;
        let keys: Vec<i64> = (0..5_000)
            .map(|_| {
                bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (bits >> 20) as i64 - (1 << 43)
            })
            .collect();
        let mut expected: Vec<(i64, usize)> = keys.iter().copied().zip(0..).collect();
        expected.sort_unstable();
        let order = Order::of(keys.iter().copied());
        let found = order.groups().flat_map(|(key, at)| at.map(move |at| (key, at)));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
