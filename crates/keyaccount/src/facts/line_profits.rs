//! The profits of a block of lines, where the numbers of the book are small enough to multiply freely.

use super::blocks::{BLANK, filled};
use super::lines::{LineRules, MAGNITUDE};
use crate::book::Book;

/// A line without cost.
pub(super) const UNKNOWN: i128 = i128::MIN;

/// What a version of a product costs: 64 bits, [`BLANK`] if it does not say.
#[derive(Clone, Copy)]
struct Version {
    from: i32,
    unit_cost: i64,
    rate: i64,
}

/// Works out profits block by block: for each line what [`CostSource`](super::products::CostSource)
/// makes of it.
pub(super) struct BlockProfits<'a> {
    book: &'a Book,
    amount_to_profit: i64,
    unit_to_profit: i64,
    rate_to_profit: i64,
    micros_to_profit: i64,
    fallback: Option<i64>,
    /// As `Book::products`; empty if none of them has a cost.
    versions: Vec<Version>,
}

/// The cells of a block that profits are made of.
pub(super) struct ProfitCells<'c> {
    pub(super) day: &'c [i32],
    pub(super) product: &'c [u32],
    /// Without blanks.
    pub(super) amount: &'c [i64],
    pub(super) quantity: &'c [i64],
}

impl<'a> BlockProfits<'a> {
    /// `None` if a line, or all of them together, could need more than 128 bits.
    pub(super) fn new(book: &'a Book, rules: &LineRules) -> Option<Self> {
        let narrow = |value: Option<i128>| match value {
            None => Some(BLANK),
            Some(value) => i64::try_from(value).ok().filter(|value| *value != BLANK),
        };
        let mut versions = Vec::new();
        if rules.product_costs {
            for v in &book.products {
                let (unit_cost, rate) = (narrow(v.unit_cost)?, narrow(v.margin_rate)?);
                versions.push(Version { from: v.valid_from, unit_cost, rate });
            }
        }
        let costs = &rules.costs;
        let profits = Self {
            book,
            amount_to_profit: i64::try_from(costs.amount_to_profit).ok()?,
            unit_to_profit: i64::try_from(costs.unit_to_profit).ok()?,
            rate_to_profit: i64::try_from(costs.rate_to_profit).ok()?,
            micros_to_profit: i64::try_from(costs.micros_to_profit).ok()?,
            fallback: costs.fallback.map(i64::try_from).transpose().ok()?,
            versions,
        };
        profits.all_fit().then_some(profits)
    }

    /// Whether |amount| + |profit| + |quantity| of all lines together fit 128 bits, whatever the lines.
    fn all_fit(&self) -> bool {
        let lines = &self.book.lines;
        let of = |value: i64| u128::from(value.unsigned_abs());
        let stated = |values: &mut dyn Iterator<Item = i64>| {
            values.filter(|value| *value != BLANK).map(of).max().unwrap_or(0)
        };
        let unit_cost =
            stated(&mut self.versions.iter().map(|v| v.unit_cost)).max(lines.unit_cost.magnitude());
        let rate = stated(&mut self.versions.iter().map(|v| v.rate))
            .max(lines.margin_rate.magnitude())
            .max(self.fallback.map_or(0, of));
        let amount = lines.amount.magnitude();
        let largest = || {
            let product = |factors: [u128; 3]| {
                let [a, b, c] = factors;
                a.checked_mul(b)?.checked_mul(c)
            };
            let sold = amount.checked_mul(of(self.amount_to_profit))?;
            let profit = lines.profit.magnitude().checked_mul(of(self.micros_to_profit))?;
            let cost = lines.cost.magnitude().checked_mul(of(self.micros_to_profit))?;
            let by_unit = product([lines.quantity.magnitude(), unit_cost, of(self.unit_to_profit)])?;
            let by_rate = product([amount, rate, of(self.rate_to_profit)])?;
            let profit = profit.max(by_rate).max(sold.checked_add(cost.max(by_unit))?);
            // A quantity in base units has at most 64 bits wherever this is used.
            let line = profit.checked_add(amount)?.checked_add(u128::from(u64::MAX))?;
            line.checked_mul(u128::try_from(lines.customer.len()).ok()?)
        };
        largest().is_some_and(|sum| sum <= MAGNITUDE)
    }

    /// Works out the profits of the lines from `start` on. `scratch` is as long as the block. `false` if
    /// a cell needs more than 64 bits.
    pub(super) fn fill(
        &self,
        start: usize,
        cells: &ProfitCells<'_>,
        scratch: &mut [i64],
        profits: &mut [i128],
    ) -> bool {
        // From the last resort to the first source, so that the first one that is filled stays.
        match self.fallback {
            Some(rate) => {
                for (profit, amount) in profits.iter_mut().zip(cells.amount) {
                    *profit = self.by_rate(*amount, rate);
                }
            }
            None => profits.fill(UNKNOWN),
        }
        if !self.versions.is_empty() {
            self.of_products(cells, profits);
        }
        let lines = &self.book.lines;
        let (amount, quantity) = (cells.amount, cells.quantity);
        macro_rules! source {
            ($column:ident, |$cell:ident, $amount:ident, $quantity:ident, $before:ident| $profit:expr) => {
                match filled(&lines.$column, start, scratch) {
                    None => return false,
                    Some(false) => {}
                    Some(true) => {
                        let cells = scratch.iter().zip(amount).zip(quantity);
                        for (profit, ((cell, amount), quantity)) in profits.iter_mut().zip(cells) {
                            let ($cell, $amount, $quantity, $before) = (*cell, *amount, *quantity, *profit);
                            *profit = if $cell == BLANK { $before } else { $profit };
                        }
                    }
                }
            };
        }
        source!(margin_rate, |rate, amount, _quantity, _before| self.by_rate(amount, rate));
        source!(unit_cost, |cost, amount, quantity, before| {
            if quantity == BLANK { before } else { self.by_unit(amount, quantity, cost) }
        });
        source!(cost, |cost, amount, _quantity, _before| {
            wide(amount, self.amount_to_profit).wrapping_sub(wide(cost, self.micros_to_profit))
        });
        source!(profit, |profit, _amount, _quantity, _before| wide(profit, self.micros_to_profit));
        true
    }

    fn of_products(&self, cells: &ProfitCells<'_>, profits: &mut [i128]) {
        let lines = cells.day.iter().zip(cells.product).zip(cells.amount.iter().zip(cells.quantity));
        for (profit, ((day, product), (amount, quantity))) in profits.iter_mut().zip(lines) {
            let versions = self.versions.get(self.book.version_rows(*product)).unwrap_or(&[]);
            let by_then = versions.partition_point(|version| version.from <= *day);
            let Some(version) = by_then.checked_sub(1).and_then(|last| versions.get(last)) else { continue };
            if version.unit_cost != BLANK && *quantity != BLANK {
                *profit = self.by_unit(*amount, *quantity, version.unit_cost);
            } else if version.rate != BLANK {
                *profit = self.by_rate(*amount, version.rate);
            }
        }
    }

    fn by_rate(&self, amount: i64, rate: i64) -> i128 {
        wide(amount, rate).wrapping_mul(i128::from(self.rate_to_profit))
    }

    fn by_unit(&self, amount: i64, quantity: i64, cost: i64) -> i128 {
        let cost = wide(quantity, cost).wrapping_mul(i128::from(self.unit_to_profit));
        wide(amount, self.amount_to_profit).wrapping_sub(cost)
    }
}

/// The product of two numbers of 64 bits, which always fits.
fn wide(a: i64, b: i64) -> i128 {
    i128::from(a).wrapping_mul(i128::from(b))
}
