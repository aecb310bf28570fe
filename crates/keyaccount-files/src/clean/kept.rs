//! Cells in memory of their own, which the book keeps as it is: no larger than it must be.

use keyaccount::book::{ColumnData, SharedCells};

use super::cells::{Cells, Way};

/// Decimals of a millionth.
pub(super) const SCALE: u8 = 6;

/// Cells for the book.
#[derive(Debug)]
pub(super) enum Kept {
    Counted(SharedCells<u32>),
    /// None blank, of so many decimals.
    Small(SharedCells<i32>, u8),
    Millionths(SharedCells<i64>),
    Days(SharedCells<i32>),
}

impl Kept {
    /// The cells of a column, if the book takes such cells over.
    pub(super) fn of(cells: &Cells) -> Option<Self> {
        match cells {
            Cells::Numbers(units) => Some(match small(units) {
                Some((units, scale)) => Self::Small(units.into(), scale),
                None => Self::Millionths(units.clone().into()),
            }),
            Cells::Dates(days) => Some(Self::Days(days.clone().into())),
            Cells::Ids(ids) if ids.way == Way::Counted => Some(Self::Counted(ids.numbers.clone().into())),
            Cells::Ids(_) | Cells::Texts(_) | Cells::YesNo(_) => None,
        }
    }

    pub(super) fn data<'a>(&'a self, cells: &'a Cells) -> Option<ColumnData<'a>> {
        Some(match (self, cells) {
            (Self::Counted(numbers), Cells::Ids(ids)) => ColumnData::SharedCounted {
                stem: ids.counting.stem(),
                digits: ids.counting.digits().unwrap_or(0),
                numbers,
            },
            (Self::Counted(_), _) => return None,
            (Self::Small(units, scale), _) => ColumnData::SharedSmallUnits { units, scale: *scale },
            (Self::Millionths(units), _) => ColumnData::SharedUnitCells { units, scale: SCALE },
            (Self::Days(days), _) => ColumnData::SharedDayCells(days),
        })
    }
}

/// Millionths as integers of 32 bits, if all are whole numbers or money of two decimals and none is blank;
/// and how many decimals they have.
fn small(millionths: &[i64]) -> Option<(Vec<i32>, u8)> {
    let whole = counted::<1_000_000>(millionths).map(|units| (units, 0));
    whole.or_else(|| counted::<10_000>(millionths).map(|units| (units, 2)))
}

/// How many times so much they are. Neither the least integer of 64 bits, a blank, nor that of 32, which would
/// be one, counts anything.
fn counted<const UNIT: i64>(millionths: &[i64]) -> Option<Vec<i32>> {
    let units = |millionths: &i64| {
        let units = i32::try_from(millionths.checked_div(UNIT)?).ok()?;
        (i64::from(units).wrapping_mul(UNIT) == *millionths && units != i32::MIN).then_some(units)
    };
    // Mostly the first says what all are.
    units(millionths.first()?)?;
    let mut all = true;
    let small = millionths.iter().map(|millionths| {
        let units = units(millionths);
        all &= units.is_some();
        units.unwrap_or(0)
    });
    let small = small.collect();
    all.then_some(small)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_small_only_if_none_is_lost() {
        let most = i64::from(i32::MAX);
        assert_eq!(small(&[0, -7_000_000, 2_000_000]), Some((vec![0, -7, 2], 0)));
        assert_eq!(small(&[1_000_000, 250_000]), Some((vec![100, 25], 2)));
        assert_eq!(small(&[250_000, 1_000_000]), Some((vec![25, 100], 2)));
        assert_eq!(small(&[most * 1_000_000, 0]), Some((vec![i32::MAX, 0], 0)));
        assert_eq!(small(&[-most * 10_000]), Some((vec![-i32::MAX], 2)));
        for other in [
            &[][..],
            &[1],
            &[10_000, 1_000],
            &[1_000_000, i64::MIN],
            &[(most + 1) * 1_000_000, 10_000],
            &[(-most - 1) * 10_000],
            &[i64::MAX],
        ] {
            assert_eq!(small(other), None, "{other:?}");
        }
    }
}
