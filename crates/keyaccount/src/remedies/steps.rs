//! Steps of 0.01 from where a value stands to where it meets a bound.

use crate::decimal::{Exact, PUBLISHED_SCALE, pow10};

/// The value after so many steps of 0.01.
pub(super) fn after(from: Exact, steps: i128) -> Option<Exact> {
    from.checked_add(Exact::new(steps, PUBLISHED_SCALE))
}

/// The fewest steps, at least one, after which a value is not below the bound.
pub(super) fn to(from: Exact, bound: Exact) -> Option<i128> {
    let (whole, rest) = distance(from, bound)?;
    Some(if rest { whole.checked_add(1)? } else { whole }.max(1))
}

/// The fewest steps, at least one, after which a value is above the bound.
pub(super) fn beyond(from: Exact, bound: Exact) -> Option<i128> {
    Some(distance(from, bound)?.0.checked_add(1)?.max(1))
}

/// The whole steps from one value to another, and whether some part of a step is left.
fn distance(from: Exact, bound: Exact) -> Option<(i128, bool)> {
    let gap = bound.checked_add(Exact::new(from.units().checked_neg()?, from.scale()))?;
    hundredths(gap)
}

/// A number in whole hundredths, rounded down, and whether some part of one is left.
pub(super) fn hundredths(number: Exact) -> Option<(i128, bool)> {
    let number = number.normalised();
    let Some(lost) = number.scale().checked_sub(PUBLISHED_SCALE) else {
        return Some((number.at_scale(PUBLISHED_SCALE)?, false));
    };
    let unit = pow10(lost)?;
    let rest = number.units().checked_rem_euclid(unit)?;
    Some((number.units().checked_div_euclid(unit)?, rest != 0))
}

/// The least number whose published form, in hundredths, is not below `bound`, as numerator and
/// denominator of the hundredths, and whether that number itself is excluded: halves are rounded away from
/// zero, so −0.5 is published as −1, and 0.5 as 1.
pub(super) fn rounds_up_to(bound: i128) -> Option<(i128, bool)> {
    Some((bound.checked_mul(2)?.checked_sub(1)?, bound <= 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn a_bound_is_met_by_the_fewest_steps() {
        for (from, bound, at_least, above) in [
            ("1.00", "1.05", 5, 6),
            ("1.00", "1.051", 6, 6),
            ("1.001", "1.05", 5, 5),
            ("-1", "0", 100, 101),
            ("-0.005", "0", 1, 1),
            ("0", "0", 1, 1),
            ("5", "3", 1, 1),
            ("0.123456", "100000", 9_999_988, 9_999_988),
        ] {
            assert_eq!(to(exact(from), exact(bound)), Some(at_least), "{from} to {bound}");
            assert_eq!(beyond(exact(from), exact(bound)), Some(above), "{from} beyond {bound}");
        }
    }

    #[test]
    fn hundredths_are_rounded_down_on_both_sides_of_zero() {
        assert_eq!(hundredths(exact("-0.005")), Some((-1, true)));
        assert_eq!(hundredths(exact("0.019")), Some((1, true)));
        assert_eq!(hundredths(exact("-3")), Some((-300, false)));
    }
}
