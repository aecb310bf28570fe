//! What products say about a line: its profit and its base units, by the version in force (BOOK §2.8).

use crate::book::store::ProductVersion;
use crate::book::{Book, NONE};
use crate::decimal::{Exact, INPUT_SCALE, pow10};
use crate::policy::Policy;

/// Where the profit of a line comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CostSource {
    pub(super) amount_to_profit: i128,
    /// Turns quantity × unit cost, twelve decimals, into the profit scale.
    pub(super) unit_to_profit: i128,
    /// Turns amount × rate into the profit scale.
    pub(super) rate_to_profit: i128,
    /// Turns millionths into the profit scale.
    pub(super) micros_to_profit: i128,
    pub(super) fallback: Option<i128>,
}

/// What a line says about its profit.
pub(super) enum LineProfit {
    Known(i128),
    Unknown,
    TooLarge,
}

pub(super) const UNIT_COST_SCALE: u8 = 12;

impl CostSource {
    pub(super) fn new(book: &Book, policy: &Policy, as_of: i32) -> (Self, u8) {
        let amount = book.lines.amount.scale();
        let visible = || book.products.iter().filter(|v| v.valid_from <= as_of);
        let rates = book.lines.margin_rate.is_filled()
            || visible().any(|v| v.margin_rate.is_some())
            || policy.profit().fallback_margin.is_some();
        let unit_costs = book.lines.unit_cost.is_filled() || visible().any(|v| v.unit_cost.is_some());
        let mut scale = amount.max(INPUT_SCALE);
        if unit_costs {
            scale = scale.max(UNIT_COST_SCALE);
        }
        if rates {
            scale = scale.max(amount.saturating_add(INPUT_SCALE));
        }
        let up = |from: u8| scale.checked_sub(from).and_then(pow10).unwrap_or(0);
        let fallback =
            policy.profit().fallback_margin.and_then(|rate| Exact::from(rate).at_scale(INPUT_SCALE));
        let source = Self {
            amount_to_profit: up(amount),
            unit_to_profit: up(UNIT_COST_SCALE),
            rate_to_profit: up(amount.saturating_add(INPUT_SCALE)),
            micros_to_profit: up(INPUT_SCALE),
            fallback,
        };
        (source, scale)
    }

    /// The profit of a line: the first of its own profit, cost, unit cost and margin rate that is
    /// filled, else the product's version in force, else the fallback (BOOK §2.8).
    pub(super) fn profit(&self, book: &Book, row: usize, day: i32, amount: i128) -> LineProfit {
        let lines = &book.lines;
        let known = |value: Option<i128>| value.map_or(LineProfit::TooLarge, LineProfit::Known);
        let less = |cost: Option<i128>| {
            known(amount.checked_mul(self.amount_to_profit).zip(cost).and_then(|(a, c)| a.checked_sub(c)))
        };
        if let Some(profit) = lines.profit.get(row) {
            return known(profit.checked_mul(self.micros_to_profit));
        }
        if let Some(cost) = lines.cost.get(row) {
            return less(cost.checked_mul(self.micros_to_profit));
        }
        let quantity = lines.quantity.get(row);
        let by_unit =
            |quantity: i128, cost: i128| quantity.checked_mul(cost)?.checked_mul(self.unit_to_profit);
        let by_rate = |rate: i128| amount.checked_mul(rate).and_then(|p| p.checked_mul(self.rate_to_profit));
        if let (Some(cost), Some(quantity)) = (lines.unit_cost.get(row), quantity) {
            return less(by_unit(quantity, cost));
        }
        if let Some(rate) = lines.margin_rate.get(row) {
            return known(by_rate(rate));
        }
        let product = lines.product.get(row);
        if product != NONE
            && let Some(version) = in_force(book.versions(product), day).last()
        {
            if let (Some(cost), Some(quantity)) = (version.unit_cost, quantity) {
                return less(by_unit(quantity, cost));
            }
            if let Some(rate) = version.margin_rate {
                return known(by_rate(rate));
            }
        }
        self.fallback.map_or(LineProfit::Unknown, |rate| known(by_rate(rate)))
    }
}

/// The versions of a product that are in force by a day, the last one being the one in force.
pub(super) fn in_force(versions: &[ProductVersion], day: i32) -> &[ProductVersion] {
    versions.get(..versions.partition_point(|v| v.valid_from <= day)).unwrap_or(&[])
}

/// Whether a product counts as high-end on a day: as the version in force says, or the last before it that
/// says anything; before the first version visible on the as-of day, as that one says. Nothing where none of
/// them says it, which is not a no.
pub(crate) fn is_high_end(versions: &[ProductVersion], day: i32, as_of: i32) -> Option<bool> {
    let visible = in_force(versions, as_of);
    let by_then = in_force(visible, day);
    let stated = by_then.iter().rev().find_map(|version| version.high_end);
    let first = if by_then.is_empty() { visible.first().and_then(|version| version.high_end) } else { None };
    stated.or(first)
}

/// Base units of one unit on a day, in millionths; 1 for unknown products. A version that states no
/// factor keeps the last one stated; before the first version its factor holds.
pub(super) fn factor(book: &Book, product: u32, day: i32, as_of: i32) -> i128 {
    const ONE: i128 = 1_000_000;
    if product == NONE {
        return ONE;
    }
    let visible = in_force(book.versions(product), as_of);
    let by_then = in_force(visible, day);
    let stated = by_then.iter().rev().find_map(|v| v.factor);
    let first = if by_then.is_empty() { visible.first().and_then(|v| v.factor) } else { None };
    stated.or(first).unwrap_or(ONE)
}
