//! Credit limit, exposure and hold (§4.2).

use rust_decimal::Decimal;

use crate::decimal::{Exact, PUBLISHED_SCALE, round_quotient};
use crate::policy::CreditTerms;

/// Days of a month in credit terms.
const DAYS_OF_MONTH: i128 = 30;

/// Average monthly sales × term ÷ 30 × coefficient, published. Sales are the sum over `months` months
/// that had any.
///
/// 0.00 where the coefficient is 0 or sales are not above zero; empty without a month of sales, or if
/// the numbers do not fit.
#[must_use]
pub fn credit_limit(sales: Exact, months: u32, terms: &CreditTerms) -> Option<Decimal> {
    if terms.coefficient.is_zero() {
        return Some(Decimal::new(0, 2));
    }
    if months == 0 {
        return None;
    }
    if !sales.is_positive() {
        return Some(Decimal::new(0, 2));
    }
    let term = Exact::new(i128::from(terms.term_days), 0);
    let divisor = Exact::new(DAYS_OF_MONTH.checked_mul(i128::from(months))?, 0);
    let cents = round_quotient(&[sales, Exact::from(terms.coefficient), term], divisor, PUBLISHED_SCALE)?;
    Decimal::try_from_i128_with_scale(cents, u32::from(PUBLISHED_SCALE)).ok()
}

/// Why an account is on hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldReason {
    /// Open receivables and undelivered orders exceed the limit.
    OverLimit,
    /// An open slice is too many effective days late.
    Overdue,
}

impl HoldReason {
    /// Every reason, in the order results list them.
    pub(crate) const ALL: [Self; 2] = [Self::OverLimit, Self::Overdue];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OverLimit => "over_limit",
            Self::Overdue => "overdue",
        }
    }
}

/// The reasons to hold an account; none means it is free.
#[must_use]
pub fn credit_hold(
    exposure: Exact,
    limit: Option<Decimal>,
    worst_open_days: u32,
    hold_days_above: u32,
) -> Vec<HoldReason> {
    let over = limit.is_some_and(|limit| exposure > Exact::from(limit));
    let late = worst_open_days > hold_days_above;
    [(over, HoldReason::OverLimit), (late, HoldReason::Overdue)]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, r)| r)
        .collect()
}
