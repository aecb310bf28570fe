//! Sums that mostly fit 64 bits, so that the facts of many customers stay small.

/// Several sums, each of 64 bits unless one of them needs more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sums<const N: usize> {
    narrow: [i64; N],
    /// All of them, if one does not fit above.
    wide: Option<Box<[i128; N]>>,
}

impl<const N: usize> Default for Sums<N> {
    fn default() -> Self {
        Self { narrow: [0; N], wide: None }
    }
}

impl<const N: usize> Sums<N> {
    pub(super) fn new(sums: [i128; N]) -> Self {
        let mut narrow = [0; N];
        for (small, sum) in narrow.iter_mut().zip(&sums) {
            match i64::try_from(*sum) {
                Ok(sum) => *small = sum,
                Err(_) => return Self { narrow: [0; N], wide: Some(Box::new(sums)) },
            }
        }
        Self { narrow, wide: None }
    }

    /// The sum at a place; 0 beyond the last.
    #[inline]
    pub(super) fn get(&self, place: usize) -> i128 {
        match &self.wide {
            None => self.narrow.get(place).copied().map_or(0, i128::from),
            Some(sums) => sums.get(place).copied().unwrap_or(0),
        }
    }

    /// Reads every sum of 64 bits ([`CustomerFacts::touch`](super::CustomerFacts::touch)).
    #[inline]
    pub(super) fn touch(&self) -> i64 {
        self.narrow.iter().fold(0, |all, sum| all ^ sum)
    }

    pub(super) fn all(&self) -> [i128; N] {
        core::array::from_fn(|place| self.get(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_what_they_were_on_both_sides_of_64_bits() {
        let (most, least) = (i128::from(i64::MAX), i128::from(i64::MIN));
        for sums in [[0, 0], [most, least], [most + 1, 7], [-7, least - 1], [i128::MAX, i128::MIN]] {
            let kept = Sums::new(sums);
            assert_eq!(kept.all(), sums);
            assert_eq!(kept.get(2), 0);
            assert_eq!(kept.wide.is_some(), sums.iter().any(|sum| *sum > most || *sum < least));
        }
    }
}
