//! A quotient with its rounding as a step of its own.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::{Exact, PUBLISHED_SCALE, digits, round_quotient};

/// Quotients with at most this many decimals are shown whole.
const WHOLE: u8 = 8;
/// Of others so many are shown.
pub(super) const CUT: u8 = 4;

/// A quotient as it was published: what was divided by what, the digits of the exact quotient, and what
/// half away from zero makes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// What is divided, exact.
    pub numerator: Exact,
    /// By what, exact.
    pub denominator: Exact,
    /// The quotient. Cut off, not rounded, where it has too many digits: whichever way the published
    /// value was rounded, these digits show it.
    pub digits: Exact,
    /// Whether `digits` is the whole quotient.
    pub is_exact: bool,
    /// The quotient rounded to two decimals, half away from zero.
    #[serde(with = "rust_decimal::serde::str")]
    pub published: Decimal,
}

impl Division {
    /// `None` if the denominator is 0 or the numbers do not fit.
    pub(crate) fn new(numerator: Exact, denominator: Exact) -> Option<Self> {
        let (digits, is_exact) = digits(numerator, denominator, WHOLE, CUT)?;
        let hundredths = round_quotient(&[numerator], denominator, PUBLISHED_SCALE)?;
        Some(Self {
            numerator: numerator.normalised(),
            denominator: denominator.normalised(),
            digits: digits.normalised(),
            is_exact,
            published: Decimal::try_from_i128_with_scale(hundredths, u32::from(PUBLISHED_SCALE)).ok()?,
        })
    }

    /// Whether publishing changed the quotient.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        !self.is_exact || self.digits != Exact::from(self.published)
    }
}
