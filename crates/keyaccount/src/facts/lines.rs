//! Order lines one by one, in 128 bits: whatever the book holds, and a few rows of one customer.

use std::collections::HashMap;

use hashbrown::HashSet;

use super::orders::{OrderFacts, OrderNotes, OrderScales};
use super::products::{CostSource, LineProfit, UNIT_COST_SCALE, factor, in_force};
use super::windows::{MonthIndex, Windows};
use crate::book::store::{ProductVersion, Status};
use crate::book::{Book, NO_DAY, NONE, Table};
use crate::policy::{Policy, VolumeBasis};

/// What lines are measured by: the windows, the costs and the shape of the book's columns.
#[derive(Clone, Debug)]
pub(super) struct LineRules {
    pub(super) windows: Windows,
    pub(super) costs: CostSource,
    pub(super) scales: OrderScales,
    /// Whether a product has a factor to a base unit.
    pub(super) has_factors: bool,
    /// Whether quantities are added, so that their units matter.
    pub(super) adds_quantities: bool,
    pub(super) describes_products: bool,
    /// Whether a column of the lines says what goods cost.
    pub(super) line_costs: bool,
    /// Whether a visible version of a product says so.
    pub(super) product_costs: bool,
    /// Whether the book is a part of one: what another part says of costs is not known yet.
    pub(super) is_part: bool,
}

impl LineRules {
    pub(super) fn new(book: &Book, policy: &Policy, windows: Windows) -> Self {
        let (costs, profit_scale) = CostSource::new(book, policy, windows.as_of);
        let visible = || book.products.iter().filter(|v| v.valid_from <= windows.as_of);
        let has_factors = visible().any(|v| v.factor.is_some());
        let has_cost = |v: &ProductVersion| v.unit_cost.is_some() || v.margin_rate.is_some();
        let lines = &book.lines;
        Self {
            scales: OrderScales {
                amount: lines.amount.scale(),
                quantity: if has_factors { UNIT_COST_SCALE } else { lines.quantity.scale() },
                profit: profit_scale,
            },
            costs,
            has_factors,
            adds_quantities: policy.volume().basis == VolumeBasis::Quantity,
            describes_products: book.has(Table::Products),
            line_costs: [&lines.profit, &lines.cost, &lines.unit_cost, &lines.margin_rate]
                .iter()
                .any(|column| column.is_filled()),
            product_costs: visible().any(has_cost),
            is_part: false,
            windows,
        }
    }

    /// Whether lines without a cost are told apart; where nothing has one, there is nothing to tell.
    pub(super) const fn names_uncosted(&self) -> bool {
        self.is_part || self.line_costs || self.product_costs
    }
}

/// What the lines of one customer add up to, in units of [`OrderScales`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OrderSums {
    pub(super) seen: bool,
    pub(super) first_order: Option<i32>,
    pub(super) has_fulfilled: bool,
    pub(super) amount: i128,
    pub(super) quantity: i128,
    pub(super) has_quantity: bool,
    pub(super) orders: u32,
    pub(super) has_volume_lines: bool,
    pub(super) previous_amount: i128,
    pub(super) profit: i128,
    pub(super) profit_amount: i128,
    pub(super) costed: i128,
    pub(super) uncosted: i128,
    pub(super) uncosted_lines: u32,
    pub(super) sales: i128,
    pub(super) months: u128,
    pub(super) amount_12m: i128,
    pub(super) last_order: Option<i32>,
    pub(super) behaviour_orders: u32,
    pub(super) behaviour_amount: i128,
    pub(super) undelivered: i128,
    /// Σ |amount| + |profit| + |quantity| in their units: no sum above can exceed it, so that whether a
    /// total fits does not depend on the order of rows.
    magnitude: u128,
}

/// No sum of a customer may come near what 128 bits hold.
pub(super) const MAGNITUDE: u128 = i128::MAX.unsigned_abs();

impl OrderSums {
    pub(super) const fn is_too_large(&self) -> bool {
        self.magnitude > MAGNITUDE
    }

    /// Notes an order that is not cancelled.
    pub(super) fn note_order(&mut self, day: i32, status: Status) {
        self.first_order = Some(self.first_order.map_or(day, |first| first.min(day)));
        // A book that keeps no status records what was sold.
        self.has_fulfilled |= matches!(status, Status::Fulfilled | Status::Blank);
    }

    pub(super) fn facts(&self) -> OrderFacts {
        let mut facts = OrderFacts::of_sums([
            self.amount,
            self.quantity,
            self.previous_amount,
            self.profit,
            self.profit_amount,
            self.costed,
            self.uncosted,
            self.sales,
            self.amount_12m,
            self.behaviour_amount,
            self.undelivered,
        ]);
        facts.first_order = self.first_order.unwrap_or(NO_DAY);
        facts.last_order = self.last_order.unwrap_or(NO_DAY);
        facts.orders = self.orders;
        facts.behaviour_orders = self.behaviour_orders;
        facts.uncosted_lines = self.uncosted_lines;
        facts.sales_months = u8::try_from(self.months.count_ones()).unwrap_or(u8::MAX);
        facts.seen = self.seen;
        facts.has_quantity = self.has_quantity;
        facts.has_volume_lines = self.has_volume_lines;
        facts.has_fulfilled = self.has_fulfilled;
        facts
    }
}

/// Orders told apart.
pub(super) trait Orders {
    /// Puts an order in; `true` if it was not there yet.
    fn insert(&mut self, order: u32) -> bool;
}

impl Orders for HashSet<u32> {
    fn insert(&mut self, order: u32) -> bool {
        self.insert(order)
    }
}

/// Reads lines one by one.
pub(super) struct LineReader<'a, S> {
    book: &'a Book,
    rules: &'a LineRules,
    in_volume: S,
    in_behaviour: S,
    months: MonthIndex,
    pub(super) notes: OrderNotes,
}

impl<'a, S: Orders> LineReader<'a, S> {
    pub(super) fn new(book: &'a Book, rules: &'a LineRules, none: impl Fn() -> S) -> Self {
        let notes = OrderNotes { has_cost_data: rules.product_costs, ..OrderNotes::default() };
        let months = MonthIndex::new(rules.windows.credit);
        Self { book, rules, in_volume: none(), in_behaviour: none(), months, notes }
    }

    /// Adds a line to the sums of its customer, if it is visible.
    pub(super) fn read(&mut self, row: usize, facts: &mut OrderSums) {
        let (book, rules, windows) = (self.book, self.rules, &self.rules.windows);
        let lines = &book.lines;
        let day = lines.day.get(row);
        if day > windows.as_of {
            return;
        }
        self.notes.lines_read = self.notes.lines_read.saturating_add(1);
        facts.seen = true;
        if rules.line_costs && !self.notes.has_cost_data {
            self.notes.has_cost_data = [&lines.profit, &lines.cost, &lines.unit_cost, &lines.margin_rate]
                .iter()
                .any(|column| column.get(row).is_some());
        }
        let (status, cancelled) = status_at(book, row, windows.as_of);
        if cancelled {
            self.notes.lines_cancelled = self.notes.lines_cancelled.saturating_add(1);
            return;
        }
        facts.note_order(day, status);
        let amount = lines.amount.get(row).unwrap_or(0);
        let mut sums = Magnitude(facts.magnitude.saturating_add(amount.unsigned_abs()));
        let segment = windows.of(day);
        if status == Status::Open {
            sums.add(&mut facts.undelivered, amount);
        }
        let order = lines.order().get(row);
        let product = lines.product.get(row);
        if (segment.volume || segment.profit)
            && rules.describes_products
            && product != NONE
            && in_force(book.versions(product), windows.as_of).is_empty()
        {
            self.notes.unknown_products = self.notes.unknown_products.saturating_add(1);
        }
        if segment.volume {
            sums.add(&mut facts.amount, amount);
            facts.has_volume_lines = true;
            if self.in_volume.insert(order) {
                facts.orders = facts.orders.saturating_add(1);
            }
            if let Some(quantity) = lines.quantity.get(row) {
                facts.has_quantity = true;
                let factor = if rules.has_factors { factor(book, product, day, windows.as_of) } else { 1 };
                sums.grow(quantity.checked_mul(factor));
                sums.add(&mut facts.quantity, quantity.wrapping_mul(factor));
                if rules.adds_quantities {
                    self.notes.units.add(book, product, windows.as_of);
                }
            }
        } else if segment.previous {
            sums.add(&mut facts.previous_amount, amount);
        }
        if segment.profit {
            match rules.costs.profit(book, row, day, amount) {
                LineProfit::Known(profit) => {
                    sums.grow(Some(profit));
                    sums.add(&mut facts.profit, profit);
                    sums.add(&mut facts.profit_amount, amount);
                    sums.add(&mut facts.costed, amount.saturating_abs());
                }
                LineProfit::Unknown => {
                    sums.add(&mut facts.uncosted, amount.saturating_abs());
                    facts.uncosted_lines = facts.uncosted_lines.saturating_add(1);
                    if rules.names_uncosted() {
                        self.notes.uncosted(product, amount);
                    }
                }
                LineProfit::TooLarge => sums.grow(None),
            }
        }
        if segment.credit {
            sums.add(&mut facts.sales, amount);
            facts.months |= self.months.bit(day);
        }
        if segment.year {
            sums.add(&mut facts.amount_12m, amount);
        }
        if segment.behaviour {
            sums.add(&mut facts.behaviour_amount, amount);
            facts.last_order = facts.last_order.max(Some(day));
            if self.in_behaviour.insert(order) {
                facts.behaviour_orders = facts.behaviour_orders.saturating_add(1);
            }
        }
        facts.magnitude = sums.0;
    }
}

impl OrderNotes {
    /// Counts a line without cost towards its product.
    pub(super) fn uncosted(&mut self, product: u32, amount: i128) {
        let sum = self.uncosted.entry(product).or_default();
        *sum = sum.saturating_add(amount.saturating_abs());
    }
}

/// Adds what the magnitude, checked when all rows are in, proves to fit.
struct Magnitude(u128);

impl Magnitude {
    #[inline]
    fn add(&self, sum: &mut i128, value: i128) {
        *sum = sum.wrapping_add(value);
    }

    /// Counts a further value towards the magnitude; one that does not fit makes the whole too large.
    #[inline]
    fn grow(&mut self, value: Option<i128>) {
        self.0 = match value {
            Some(value) => self.0.saturating_add(value.unsigned_abs()),
            None => u128::MAX,
        };
    }
}

/// Where a line's order stands on the as-of day, and whether it is cancelled by then. What its header
/// says counts from the header's own day on.
pub(crate) fn status_at(book: &Book, row: usize, as_of: i32) -> (Status, bool) {
    let lines = &book.lines;
    if lines.status_from.get(row) > as_of {
        return (Status::Blank, false);
    }
    let status = lines.status.get(row);
    standing(status, lines.cancelled_on.get(row), as_of)
}

/// A status and whether it means cancelled by the as-of day. What the status says goes first; a date
/// alone cancels from that day on; a cancellation still to come is none yet.
pub(crate) const fn standing(status: Status, cancelled_on: i32, as_of: i32) -> (Status, bool) {
    match status {
        Status::Cancelled if cancelled_on > as_of => (Status::Blank, false),
        Status::Cancelled => (Status::Cancelled, true),
        Status::Blank => (Status::Blank, cancelled_on != NO_DAY && cancelled_on <= as_of),
        Status::Open | Status::Fulfilled => (status, false),
    }
}

/// Reads every line into the sums of its customer.
pub(super) fn read_all<S: Orders>(reader: &mut LineReader<'_, S>, customers: &mut [OrderSums]) {
    for (row, customer) in reader.book.lines.customer.iter().enumerate() {
        // `NONE` is nobody's number.
        if let Some(sums) = customers.get_mut(customer as usize) {
            reader.read(row, sums);
        }
    }
}

/// A map from products to the amount of their lines without cost.
pub(super) type Uncosted = HashMap<u32, i128>;
