//! Columns of whole units of one scale: 64 bits each, until one of them needs more.

use super::buckets::{Buckets, Unit, sort_descending};

/// Whole units.
#[derive(Clone, Debug)]
pub(crate) enum Units {
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
}

/// What sorting needs beside the values, to be used again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    narrow: Vec<i64>,
    wide: Vec<i128>,
}

impl Default for Units {
    fn default() -> Self {
        Self::new()
    }
}

/// By what they are, however they are held.
impl PartialEq for Units {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Units {}

impl FromIterator<i128> for Units {
    fn from_iter<I: IntoIterator<Item = i128>>(values: I) -> Self {
        let mut units = Self::new();
        values.into_iter().for_each(|value| units.push(value));
        units
    }
}

/// Does the same with whichever of the two there is.
macro_rules! either {
    ($units:expr, $values:ident => $do:expr) => {
        match $units {
            Units::Narrow($values) => $do,
            Units::Wide($values) => $do,
        }
    };
}

impl Units {
    pub(super) const fn new() -> Self {
        Self::Narrow(Vec::new())
    }

    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self::Narrow(Vec::with_capacity(capacity))
    }

    #[inline]
    pub(crate) fn push(&mut self, value: i128) {
        match self {
            Self::Wide(values) => values.push(value),
            Self::Narrow(values) => match i64::try_from(value) {
                Ok(value) => values.push(value),
                Err(_) => {
                    self.widen();
                    self.push(value);
                }
            },
        }
    }

    #[cold]
    fn widen(&mut self) {
        if let Self::Narrow(values) = self {
            *self = Self::Wide(values.iter().map(|value| i128::from(*value)).collect());
        }
    }

    /// Puts the values of another column after these.
    pub(super) fn append(&mut self, other: Self) {
        if matches!(other, Self::Wide(_)) {
            self.widen();
        }
        match (self, other) {
            (Self::Narrow(values), Self::Narrow(more)) if values.is_empty() => *values = more,
            (Self::Narrow(values), Self::Narrow(more)) => values.extend_from_slice(&more),
            (Self::Wide(values), Self::Wide(more)) => values.extend_from_slice(&more),
            (Self::Wide(values), Self::Narrow(more)) => values.extend(more.into_iter().map(i128::from)),
            (Self::Narrow(_), Self::Wide(_)) => {}
        }
    }

    pub(super) const fn len(&self) -> usize {
        either!(self, values => values.len())
    }

    pub(super) fn get(&self, at: usize) -> Option<i128> {
        match self {
            Self::Narrow(values) => values.get(at).copied().map(i128::from),
            Self::Wide(values) => values.get(at).copied(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = i128> {
        let (narrow, wide): (&[i64], &[i128]) = match self {
            Self::Narrow(values) => (values, &[]),
            Self::Wide(values) => (&[], values),
        };
        narrow.iter().map(|value| i128::from(*value)).chain(wide.iter().copied())
    }

    /// A sum and the values from one place to another; `None` if it does not fit at any of them.
    pub(super) fn add_to(&self, sum: i128, start: usize, end: usize) -> Option<i128> {
        let part = start..end.min(self.len());
        match self {
            Self::Narrow(values) => {
                let mut part = values.get(part).unwrap_or_default().iter();
                part.try_fold(sum, |sum, value| sum.checked_add(i128::from(*value)))
            }
            Self::Wide(values) => {
                let mut part = values.get(part).unwrap_or_default().iter();
                part.try_fold(sum, |sum, value| sum.checked_add(*value))
            }
        }
    }

    /// Greatest first.
    pub(crate) fn sort_descending(&mut self, scratch: &mut Scratch) {
        match self {
            Self::Narrow(values) => sort_descending(values, &mut scratch.narrow),
            Self::Wide(values) => sort_descending(values, &mut scratch.wide),
        }
    }

    /// How many of sorted values are strictly greater.
    pub(super) fn greater_than(&self, value: i128) -> usize {
        match self {
            Self::Wide(values) => values.partition_point(|other| *other > value),
            Self::Narrow(values) => match i64::try_from(value) {
                Ok(value) => values.partition_point(|other| *other > value),
                Err(_) if value > 0 => 0,
                Err(_) => values.len(),
            },
        }
    }

    /// Puts a value in its place among sorted ones and says where.
    pub(super) fn insert(&mut self, value: i128) -> usize {
        let at = self.greater_than(value);
        match self {
            Self::Wide(values) => values.insert(at, value),
            Self::Narrow(values) => match i64::try_from(value) {
                Ok(value) => values.insert(at, value),
                Err(_) => {
                    self.widen();
                    return self.insert(value);
                }
            },
        }
        at
    }

    /// Takes one such value from among sorted ones and says where it stood; `None` if there is none.
    pub(super) fn remove(&mut self, value: i128) -> Option<usize> {
        let at = self.greater_than(value);
        if self.get(at) != Some(value) {
            return None;
        }
        either!(self, values => {
            values.remove(at);
        });
        Some(at)
    }

    /// A table with which [`greater_than`](Self::greater_than) is asked of many.
    pub(super) fn steps(&self) -> Steps<'_> {
        match self {
            Self::Narrow(values) => Steps::Narrow(Starts::of(values)),
            Self::Wide(values) => Steps::Wide(Starts::of(values)),
        }
    }
}

/// So many values are compared with each of them rather than searched.
const FEW: usize = 32;

/// Sorted values with a table of where the buckets begin.
#[derive(Clone, Debug)]
pub(super) enum Steps<'a> {
    Narrow(Starts<'a, i64>),
    Wide(Starts<'a, i128>),
}

impl Steps<'_> {
    /// How many of the values are strictly greater.
    #[inline]
    pub(super) fn greater_than(&self, value: i128) -> usize {
        match self {
            Self::Wide(starts) => starts.greater_than(value),
            Self::Narrow(starts) => match i64::try_from(value) {
                Ok(value) => starts.greater_than(value),
                Err(_) if value > 0 => 0,
                Err(_) => starts.values.len(),
            },
        }
    }
}

/// Values, greatest first, and how many stand in a greater bucket than each.
#[derive(Clone, Debug)]
pub(super) struct Starts<'a, T> {
    values: &'a [T],
    /// `None` where a plain search is as good.
    buckets: Option<(Buckets<T>, Vec<u32>)>,
}

impl<'a, T: Unit> Starts<'a, T> {
    fn of(values: &'a [T]) -> Self {
        let buckets = Buckets::of(values).map(|buckets| {
            // By bucket, least first: how many values are in it or in a greater one.
            let mut starts = vec![0_u32; buckets.len().saturating_add(1)];
            for value in values {
                if let Some(start) = starts.get_mut(buckets.of_value(*value)) {
                    *start = start.wrapping_add(1);
                }
            }
            let mut above = 0_u32;
            for start in starts.iter_mut().rev() {
                above = above.wrapping_add(*start);
                *start = above;
            }
            (buckets, starts)
        });
        Self { values, buckets }
    }

    #[inline]
    fn greater_than(&self, value: T) -> usize {
        let Some((buckets, starts)) = &self.buckets else {
            return self.values.partition_point(|other| *other > value);
        };
        let bucket = match buckets.find(value) {
            Ok(bucket) => bucket,
            Err(greater) => return if greater { 0 } else { self.values.len() },
        };
        let at = |bucket: usize| starts.get(bucket).map_or(0, |start| *start as usize);
        let (start, end) = (at(bucket.saturating_add(1)), at(bucket));
        let inside = self.values.get(start..end).unwrap_or_default();
        // Comparing a few at once takes less time than one after the other.
        let greater = if inside.len() <= FEW {
            inside.iter().filter(|other| **other > value).count()
        } else {
            inside.partition_point(|other| *other > value)
        };
        start.saturating_add(greater)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

    use super::super::hostile::Dice;
    use super::*;

    const BORDER: i128 = i64::MAX as i128;

    /// Values of one kind, some of them equal.
    fn values(dice: &mut Dice, kind: u64, n: usize) -> Vec<i128> {
        let one = |dice: &mut Dice| match kind {
            0 => i128::from(dice.below(3)),
            1 => i128::from(dice.next() >> 20 >> dice.below(44)),
            2 => i128::from(dice.next() as i64),
            3 => i128::from(i64::MIN) + i128::from(dice.below(2)) * (2 * BORDER + 1),
            4 => BORDER + i128::from(dice.below(3)) - 1,
            5 => 1_000_000_000_000 + i128::from(dice.below(900)),
            6 => (i128::from(dice.next() as i64) << 64 >> dice.below(64)) + 5,
            _ => dice.pick(&[i128::MIN, i128::MAX, 0, -1, 1]),
        };
        (0..n).map(|_| one(dice)).collect()
    }

    #[test]
    fn values_are_sorted_and_found_whatever_they_are() {
        let mut dice = Dice::new(7);
        let mut scratch = Scratch::default();
        for kind in 0..8 {
            for n in [0, 1, 2, 63, 64, 65, 200, 3_000] {
                let mut expected = values(&mut dice, kind, n);
                let mut units: Units = expected.iter().copied().collect();
                let fits = expected.iter().all(|value| i64::try_from(*value).is_ok());
                assert_eq!(matches!(units, Units::Narrow(_)), fits);
                units.sort_descending(&mut scratch);
                expected.sort_unstable_by(|a, b| b.cmp(a));
                assert!(units.iter().eq(expected.iter().copied()), "{kind} {n}");
                let steps = units.steps();
                let beside = |value: i128| [value.saturating_sub(1), value, value.saturating_add(1)];
                let edges = [i128::MIN, i128::MAX, BORDER, BORDER + 1, -BORDER - 1, -BORDER - 2, 0];
                for value in expected.iter().step_by(1 + n / 300).copied().flat_map(beside).chain(edges) {
                    let greater = expected.iter().take_while(|other| **other > value).count();
                    assert_eq!(units.greater_than(value), greater, "{kind} {n} {value}");
                    assert_eq!(steps.greater_than(value), greater, "{kind} {n} {value}");
                }
            }
        }
    }

    #[test]
    fn columns_are_joined_and_changed_whatever_they_hold() {
        let mut dice = Dice::new(8);
        for kinds in [[1, 1], [1, 6], [6, 1], [4, 4], [7, 2]] {
            let parts = kinds.map(|kind| values(&mut dice, kind, 70));
            let mut units: Units = parts[0].iter().copied().collect();
            units.append(parts[1].iter().copied().collect());
            let mut expected = parts.concat();
            assert!(units.iter().eq(expected.iter().copied()));
            units.sort_descending(&mut Scratch::default());
            expected.sort_unstable_by(|a, b| b.cmp(a));
            for value in values(&mut dice, kinds[1], 40).into_iter().chain(values(&mut dice, 4, 3)) {
                let at = units.insert(value);
                expected.insert(at, value);
                assert!(expected.is_sorted_by(|a, b| a >= b), "{value} at {at}");
                let gone = expected[dice.below(expected.len() as u64) as usize];
                expected.remove(units.remove(gone).unwrap());
                assert!(units.iter().eq(expected.iter().copied()));
                assert_eq!(units, expected.iter().copied().collect());
            }
            assert_eq!(units.remove(987_654_321_987), None);
        }
    }

    #[test]
    fn a_sum_is_refused_at_the_first_place_it_does_not_fit() {
        let units: Units = [i128::MAX, 1, -5].into_iter().collect();
        assert_eq!(units.add_to(0, 0, 1), Some(i128::MAX));
        assert_eq!(units.add_to(0, 0, 3), None);
        assert_eq!(units.add_to(0, 1, 9), Some(-4));
        let narrow: Units = [BORDER, BORDER].into_iter().collect();
        assert_eq!(narrow.add_to(1, 0, 2), Some(2 * BORDER + 1));
    }
}
