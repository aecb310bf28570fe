//! The least and the greatest of many integers: each is looked at once, several at a time.

/// So many are compared at a time, none with the one before it.
const LANES: usize = 8;

/// The least and the greatest; `None` if there is none.
pub(super) fn bounds<T: Copy + Ord>(cells: &[T]) -> Option<(T, T)> {
    let first = *cells.first()?;
    let (chunks, rest) = cells.as_chunks::<LANES>();
    let (mut least, mut greatest) = ([first; LANES], [first; LANES]);
    for chunk in chunks {
        for ((least, greatest), cell) in least.iter_mut().zip(&mut greatest).zip(chunk) {
            *least = (*least).min(*cell);
            *greatest = (*greatest).max(*cell);
        }
    }
    let all = || least.iter().chain(&greatest).chain(rest).copied();
    all().min().zip(all().max())
}

/// The same for integers of 128 bits, most of which need no more than 64.
pub(super) fn bounds_of_wide(cells: &[i128]) -> Option<(i128, i128)> {
    let (chunks, rest) = cells.as_chunks::<LANES>();
    let Some([first, ..]) = chunks.first() else { return bounds(cells) };
    let (mut least, mut greatest, mut lost) = ([low(*first); LANES], [low(*first); LANES], [0; LANES]);
    for chunk in chunks {
        let lanes = least.iter_mut().zip(&mut greatest).zip(&mut lost).zip(chunk);
        for (((least, greatest), lost), cell) in lanes {
            let low = low(*cell);
            *least = (*least).min(low);
            *greatest = (*greatest).max(low);
            *lost |= (*cell >> 64) as i64 ^ low >> 63;
        }
    }
    if lost.iter().any(|lost| *lost != 0) {
        return bounds(cells);
    }
    let all = || least.iter().chain(&greatest).map(|low| i128::from(*low)).chain(rest.iter().copied());
    all().min().zip(all().max())
}

/// The least and the greatest of ids, which mostly are counted upwards by one.
pub(super) fn bounds_of_ids(ids: &[i64]) -> Option<(i64, i64)> {
    let (first, last) = (*ids.first()?, *ids.last()?);
    let steps = i64::try_from(ids.len()).ok()?.wrapping_sub(1);
    let differs =
        |(differs, counted): (i64, i64), id: &i64| (differs | (id ^ counted), counted.wrapping_add(1));
    let is_counted = last.checked_sub(first) == Some(steps) && ids.iter().fold((0, first), differs).0 == 0;
    if is_counted { Some((first, last)) } else { bounds(ids) }
}

/// The low 64 bits.
const fn low(cell: i128) -> i64 {
    (cell & u64::MAX as i128) as u64 as i64
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::super::tests::Dice;
    use super::*;

    fn expected<T: Copy + Ord>(cells: &[T]) -> Option<(T, T)> {
        cells.iter().copied().min().zip(cells.iter().copied().max())
    }

    #[test]
    fn no_cell_lies_outside() {
        for seed in 0..2_000 {
            let mut dice = Dice(seed);
            let odd = dice.roll(2) == 0;
            let cell = |dice: &mut Dice| {
                let near = i128::from(dice.roll(9)) - 4;
                let far =
                    [i128::MAX, i128::MIN, i128::from(i64::MAX) + 1, i128::from(i64::MIN), -(1 << 64), near];
                if odd && dice.roll(6) == 0 { dice.one_of(&far) } else { near }
            };
            let length = dice.roll(40);
            let wide: Vec<i128> = (0..length).map(|_| cell(&mut dice)).collect();
            assert_eq!(bounds_of_wide(&wide), expected(&wide), "seed {seed}");
            let cells: Vec<i64> = wide.iter().map(|cell| low(*cell)).collect();
            assert_eq!(bounds(&cells), expected(&cells), "seed {seed}");
            assert_eq!(bounds_of_ids(&cells), expected(&cells), "seed {seed}");
        }
    }

    #[test]
    fn ids_that_only_end_like_counted_ones_are_looked_at() {
        for first in [0, 7, i64::MIN, i64::MAX - 19] {
            let counted: Vec<i64> = (0..20).map(|id| first + id).collect();
            assert_eq!(bounds_of_ids(&counted), Some((first, first + 19)));
            for at in 1..19 {
                let mut odd = counted.clone();
                odd[at] = i64::MIN;
                assert_eq!(bounds_of_ids(&odd), expected(&odd), "{first} {at}");
            }
        }
    }
}
