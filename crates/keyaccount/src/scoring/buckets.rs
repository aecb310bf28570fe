//! Buckets of whole numbers, narrow for the small and wide for the great, as incomes are told apart: they
//! sort amounts in a few passes and find the place of an amount among sorted ones in a step or two.

/// A whole number of units.
pub(super) trait Unit: Copy + Default + Ord {
    /// How far it is from the least, cut to 64 bits by leaving out so many of the lowest.
    fn offset(self, least: Self, cut: u32) -> u64;
    /// How many bits must be left out so that every number between the two fits.
    fn cut(least: Self, greatest: Self) -> u32;
}

impl Unit for i64 {
    #[inline]
    fn offset(self, least: Self, _cut: u32) -> u64 {
        self.wrapping_sub(least).cast_unsigned()
    }

    fn cut(_least: Self, _greatest: Self) -> u32 {
        0
    }
}

impl Unit for i128 {
    #[inline]
    fn offset(self, least: Self, cut: u32) -> u64 {
        let offset = self.wrapping_sub(least).cast_unsigned().wrapping_shr(cut);
        // By the choice of the cut it fits.
        u64::try_from(offset).unwrap_or(u64::MAX)
    }

    fn cut(least: Self, greatest: Self) -> u32 {
        let range = greatest.wrapping_sub(least).cast_unsigned();
        u64::BITS.saturating_sub(range.leading_zeros())
    }
}

/// As few values are sorted and searched without buckets.
const FEW: usize = 64;

/// How values fall into buckets. A greater value never falls into a lesser bucket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Buckets<T> {
    least: T,
    greatest: T,
    cut: u32,
    /// Buckets to a doubling, as a power of two; the first so many hold one offset each.
    bits: u32,
}

impl<T: Unit> Buckets<T> {
    /// Buckets for these values; `None` if there are only few.
    pub(super) fn of(values: &[T]) -> Option<Self> {
        if values.len() < FEW {
            return None;
        }
        let first = *values.first()?;
        let (least, greatest) = values
            .iter()
            .fold((first, first), |(least, greatest), value| (least.min(*value), greatest.max(*value)));
        // Amounts of customers spread over a dozen doublings or so: some ten values to a bucket.
        let bits = values.len().ilog2().saturating_sub(5);
        Some(Self { least, greatest, cut: T::cut(least, greatest), bits })
    }

    /// The bucket of one of the values, from 0.
    #[inline]
    pub(super) fn of_value(&self, value: T) -> usize {
        let offset = value.offset(self.least, self.cut);
        let doubling = (offset | 1).ilog2().saturating_sub(self.bits);
        let base = u64::from(doubling).wrapping_shl(self.bits);
        base.wrapping_add(offset.wrapping_shr(doubling)) as usize
    }

    /// The bucket of any value; whether it is above all of them where it has none.
    #[inline]
    pub(super) fn find(&self, value: T) -> Result<usize, bool> {
        if value > self.greatest {
            Err(true)
        } else if value < self.least {
            Err(false)
        } else {
            Ok(self.of_value(value))
        }
    }

    /// How many buckets there are.
    pub(super) fn len(&self) -> usize {
        self.of_value(self.greatest).saturating_add(1)
    }
}

/// Sorts values, greatest first, with a second vector to move them through.
pub(super) fn sort_descending<T: Unit>(values: &mut Vec<T>, scratch: &mut Vec<T>) {
    let Some(buckets) = Buckets::of(values) else {
        values.sort_unstable_by(|a, b| b.cmp(a));
        return;
    };
    // Where the next value of each bucket goes, the greatest bucket first.
    let mut ends = vec![0_u32; buckets.len()];
    for value in values.iter() {
        if let Some(count) = ends.get_mut(buckets.of_value(*value)) {
            *count = count.wrapping_add(1);
        }
    }
    let mut start = 0_u32;
    for end in ends.iter_mut().rev() {
        let count = core::mem::replace(end, start);
        start = start.wrapping_add(count);
    }
    scratch.clear();
    scratch.resize(values.len(), T::default());
    for value in values.iter() {
        if let Some(end) = ends.get_mut(buckets.of_value(*value)) {
            if let Some(place) = scratch.get_mut(*end as usize) {
                *place = *value;
            }
            *end = end.wrapping_add(1);
        }
    }
    core::mem::swap(values, scratch);
    let mut start = 0_usize;
    for end in ends.iter().rev() {
        let end = *end as usize;
        if end.saturating_sub(start) > 1
            && let Some(bucket) = values.get_mut(start..end)
        {
            bucket.sort_unstable_by(|a, b| b.cmp(a));
        }
        start = end;
    }
}
