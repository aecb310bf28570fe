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
        either!(self, values => values.get(at).copied().map(i128::from))
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
        either!(self, values => {
            let mut values = values.get(start..end.min(values.len())).unwrap_or_default().iter();
            values.try_fold(sum, |sum, value| sum.checked_add((*value).into()))
        })
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
        start.saturating_add(inside.partition_point(|other| *other > value))
    }
}
