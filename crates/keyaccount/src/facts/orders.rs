//! Order lines measured in one pass: amount, quantity, profit, orders, recency (§4.3, §4.4, §4.8).

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::Overflow;
use super::products::{CostSource, LineProfit, UNIT_COST_SCALE, factor, in_force};
use crate::book::store::Status;
use crate::book::{Book, NO_DAY, NONE, Table};
use crate::calendar::{Day, Window};
use crate::decimal::Exact;
use crate::policy::Policy;

/// What the orders of one customer add up to.
///
/// Sums are integers of the scales in [`OrderScales`], the same for every customer of a book.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrderFacts {
    /// The first order, cancelled ones left out.
    pub(crate) first_order: Option<i32>,
    /// Whether a visible line or invoice names the customer at all.
    pub(crate) seen: bool,
    /// Amount, quantity and orders of the volume window.
    pub(crate) amount: i128,
    pub(crate) quantity: i128,
    pub(crate) has_quantity: bool,
    pub(crate) orders: u32,
    /// Amount of the volume window before that one.
    pub(crate) previous_amount: i128,
    /// Profit of the profit window, and the amount of the lines it comes from.
    pub(crate) profit: i128,
    pub(crate) profit_amount: i128,
    /// The absolute amounts of lines with and without cost data.
    pub(crate) costed: i128,
    pub(crate) uncosted: i128,
    pub(crate) uncosted_lines: u32,
    /// Amount of the credit window, and the calendar months in which it was sold.
    pub(crate) sales: i128,
    pub(crate) months: u128,
    pub(crate) amount_12m: i128,
    /// Recency, frequency and money of the behaviour window.
    pub(crate) last_order: Option<i32>,
    pub(crate) behaviour_orders: u32,
    pub(crate) behaviour_amount: i128,
    /// Amount of orders not delivered yet.
    pub(crate) undelivered: i128,
    pub(crate) has_order: bool,
    pub(crate) has_fulfilled: bool,
    /// Lines of the volume window.
    pub(crate) volume_lines: u32,
    /// Σ |amount| + |profit| + |quantity| in their units: no sum above can exceed it, so that whether a
    /// total fits does not depend on the order of rows.
    pub(crate) magnitude: u128,
}

/// How many decimals the sums of [`OrderFacts`] have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrderScales {
    pub(crate) amount: u8,
    pub(crate) quantity: u8,
    pub(crate) profit: u8,
}

/// The order facts of every customer of a book, and what the pass noticed.
#[derive(Debug)]
pub(crate) struct OrderPass {
    pub(crate) customers: Vec<OrderFacts>,
    pub(crate) scales: OrderScales,
    pub(crate) lines_read: u64,
    pub(crate) lines_cancelled: u64,
    /// Whether anything visible says what goods cost.
    pub(crate) has_cost_data: bool,
    /// Lines that name a product the book does not describe.
    pub(crate) unknown_products: u64,
    /// The absolute amount of lines without cost, by customer and product ([`NONE`] for none).
    pub(crate) uncosted: HashMap<(u32, u32), i128>,
    /// Order ids that several customers use.
    pub(crate) shared_orders: u64,
    /// The units of products without a factor to a base unit, if the policy adds quantities.
    pub(crate) units: BTreeSet<String>,
    pub(crate) overflow: Option<Overflow>,
}

/// One bit for each order.
struct OrderSet(Vec<u64>);

impl OrderSet {
    fn new(orders: u32) -> Self {
        Self(vec![0; (orders as usize).div_ceil(64)])
    }

    /// Puts an order in; `true` if it was not there yet.
    fn insert(&mut self, order: u32) -> bool {
        let bit = 1_u64.wrapping_shl(order & 63);
        match self.0.get_mut((order >> 6) as usize) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => false,
        }
    }

    fn contains(&self, order: u32) -> bool {
        self.0.get((order >> 6) as usize).is_some_and(|word| word & 1_u64.wrapping_shl(order & 63) != 0)
    }
}

impl OrderFacts {
    /// Counts the sums in units of other scales.
    pub(super) fn rescale(&mut self, from: OrderScales, to: OrderScales) -> Option<()> {
        let scaled = |sum: &mut i128, from: u8, to: u8| {
            *sum = Exact::new(*sum, from).at_scale(to)?;
            Some(())
        };
        let amounts = [
            &mut self.amount,
            &mut self.previous_amount,
            &mut self.profit_amount,
            &mut self.costed,
            &mut self.uncosted,
            &mut self.sales,
            &mut self.amount_12m,
            &mut self.behaviour_amount,
            &mut self.undelivered,
        ];
        for sum in amounts {
            scaled(sum, from.amount, to.amount)?;
        }
        scaled(&mut self.quantity, from.quantity, to.quantity)?;
        scaled(&mut self.profit, from.profit, to.profit)
    }
}

/// The windows of one pass.
struct Windows {
    as_of: i32,
    volume: Window,
    previous: Window,
    profit: Window,
    credit: Window,
    year: Window,
    behaviour: Window,
}

/// Reads every visible line and header once.
pub(crate) fn measure(book: &Book, policy: &Policy, as_of: NaiveDate) -> OrderPass {
    let volume_months = policy.volume().window_years.saturating_mul(12);
    let windows = Windows {
        as_of: Day::from(as_of).number(),
        volume: Window::ending(as_of, volume_months),
        previous: Window::previous(as_of, volume_months),
        profit: Window::ending(as_of, policy.profit().window_months),
        credit: Window::ending(as_of, policy.credit().window_months),
        year: Window::ending(as_of, 12),
        behaviour: Window::ending(as_of, policy.behaviour().window_months),
    };
    let (costs, profit_scale) = CostSource::new(book, policy, windows.as_of);
    let has_factors = book.products.iter().any(|v| v.factor.is_some() && v.valid_from <= windows.as_of);
    let scales = OrderScales {
        amount: book.lines.amount.scale(),
        quantity: if has_factors { UNIT_COST_SCALE } else { book.lines.quantity.scale() },
        profit: profit_scale,
    };
    let mut pass = OrderPass {
        customers: vec![OrderFacts::default(); book.customer_ids.len()],
        scales,
        lines_read: 0,
        lines_cancelled: 0,
        has_cost_data: has_visible_product_cost(book, windows.as_of),
        unknown_products: 0,
        uncosted: HashMap::new(),
        shared_orders: 0,
        units: BTreeSet::new(),
        overflow: None,
    };
    let adds_quantities = policy.volume().basis == crate::policy::VolumeBasis::Quantity;
    let mut units = Units::default();
    let mut visible = OrderSet::new(book.orders);
    read_lines(book, &windows, &costs, has_factors, &mut pass, &mut visible, |product| {
        if adds_quantities {
            units.add(book, product, windows.as_of);
        }
    });
    read_headers(book, windows.as_of, &mut pass);
    pass.units = units.names(book);
    pass.shared_orders = book
        .shared_orders
        .iter()
        .filter(|orders| orders.iter().filter(|o| visible.contains(**o)).count() > 1)
        .count() as u64;
    pass
}

fn has_visible_product_cost(book: &Book, as_of: i32) -> bool {
    let costs = |v: &crate::book::store::ProductVersion| v.unit_cost.is_some() || v.margin_rate.is_some();
    book.products.iter().any(|v| costs(v) && v.valid_from <= as_of)
}

#[inline]
fn read_lines(
    book: &Book,
    windows: &Windows,
    costs: &CostSource,
    has_factors: bool,
    pass: &mut OrderPass,
    visible: &mut OrderSet,
    mut counted_product: impl FnMut(u32),
) {
    let lines = &book.lines;
    let mut in_volume = OrderSet::new(book.orders);
    let mut in_behaviour = OrderSet::new(book.orders);
    let mut months = MonthIndex::new(windows.credit);
    let describes_products = book.has(Table::Products);
    let line_costs = lines.profit.is_filled()
        || lines.cost.is_filled()
        || lines.unit_cost.is_filled()
        || lines.margin_rate.is_filled();
    // Where nothing has a cost, there is nothing to tell apart.
    let names_uncosted = line_costs || pass.has_cost_data;
    let columns =
        lines.customer.iter().zip(lines.day.iter()).zip(lines.order().iter()).zip(lines.status.iter());
    for (row, (((customer, day), order), status)) in columns.enumerate() {
        if customer == NONE || day > windows.as_of {
            continue;
        }
        let Some(facts) = pass.customers.get_mut(customer as usize) else { continue };
        pass.lines_read = pass.lines_read.saturating_add(1);
        facts.seen = true;
        visible.insert(order);
        if line_costs && !pass.has_cost_data {
            pass.has_cost_data = [&lines.profit, &lines.cost, &lines.unit_cost, &lines.margin_rate]
                .iter()
                .any(|column| column.get(row).is_some());
        }
        let (status, cancelled) = status_at(book, row, status, windows.as_of);
        if cancelled {
            pass.lines_cancelled = pass.lines_cancelled.saturating_add(1);
            continue;
        }
        facts.note_order(day, status);
        let amount = lines.amount.get(row).unwrap_or(0);
        let mut sums = Sums { magnitude: facts.magnitude.saturating_add(amount.unsigned_abs()) };
        let day = Day::from_number(day);
        if status == Status::Open {
            sums.add(&mut facts.undelivered, amount);
        }
        let in_volume_window = windows.volume.contains(day);
        let in_profit_window = windows.profit.contains(day);
        let product = lines.product.get(row);
        if (in_volume_window || in_profit_window)
            && describes_products
            && product != NONE
            && in_force(book.versions(product), windows.as_of).is_empty()
        {
            pass.unknown_products = pass.unknown_products.saturating_add(1);
        }
        if in_volume_window {
            sums.add(&mut facts.amount, amount);
            facts.volume_lines = facts.volume_lines.saturating_add(1);
            if in_volume.insert(order) {
                facts.orders = facts.orders.saturating_add(1);
            }
            if let Some(quantity) = lines.quantity.get(row) {
                facts.has_quantity = true;
                let factor = if has_factors { factor(book, product, day.number(), windows.as_of) } else { 1 };
                sums.grow(quantity.checked_mul(factor));
                sums.add(&mut facts.quantity, quantity.wrapping_mul(factor));
                counted_product(product);
            }
        } else if windows.previous.contains(day) {
            sums.add(&mut facts.previous_amount, amount);
        }
        if in_profit_window {
            match costs.profit(book, row, day.number(), amount) {
                LineProfit::Known(profit) => {
                    sums.grow(Some(profit));
                    sums.add(&mut facts.profit, profit);
                    sums.add(&mut facts.profit_amount, amount);
                    sums.add(&mut facts.costed, amount.saturating_abs());
                }
                LineProfit::Unknown => {
                    sums.add(&mut facts.uncosted, amount.saturating_abs());
                    facts.uncosted_lines = facts.uncosted_lines.saturating_add(1);
                    if names_uncosted {
                        let sum = pass.uncosted.entry((customer, product)).or_default();
                        *sum = sum.saturating_add(amount.saturating_abs());
                    }
                }
                LineProfit::TooLarge => sums.grow(None),
            }
        }
        if windows.credit.contains(day) {
            sums.add(&mut facts.sales, amount);
            facts.months |= months.bit(day.number());
        }
        if windows.year.contains(day) {
            sums.add(&mut facts.amount_12m, amount);
        }
        if windows.behaviour.contains(day) {
            sums.add(&mut facts.behaviour_amount, amount);
            facts.last_order = facts.last_order.max(Some(day.number()));
            if in_behaviour.insert(order) {
                facts.behaviour_orders = facts.behaviour_orders.saturating_add(1);
            }
        }
        facts.magnitude = sums.magnitude;
    }
    let too_large = pass.customers.iter().position(|facts| facts.magnitude > MAGNITUDE);
    let too_large = too_large.and_then(|customer| u32::try_from(customer).ok());
    pass.overflow = too_large.map(|customer| Overflow { customer, what: "order_amount" });
}

/// No sum of a customer may come near what 128 bits hold.
const MAGNITUDE: u128 = i128::MAX.unsigned_abs();

/// Adds what the magnitude, checked when all rows are in, proves to fit.
struct Sums {
    magnitude: u128,
}

impl Sums {
    #[inline]
    fn add(&self, sum: &mut i128, value: i128) {
        *sum = sum.wrapping_add(value);
    }

    /// Counts a further value towards the magnitude; one that does not fit makes the whole too large.
    #[inline]
    fn grow(&mut self, value: Option<i128>) {
        self.magnitude = match value {
            Some(value) => self.magnitude.saturating_add(value.unsigned_abs()),
            None => u128::MAX,
        };
    }
}

/// Where a line's order stands on the as-of day, and whether it is cancelled by then. What its header
/// says counts from the header's own day on.
fn status_at(book: &Book, row: usize, status: Status, as_of: i32) -> (Status, bool) {
    let lines = &book.lines;
    if lines.status_from.get(row) > as_of {
        return (Status::Blank, false);
    }
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

fn read_headers(book: &Book, as_of: i32, pass: &mut OrderPass) {
    let headers = &book.headers;
    for (row, ((customer, day), status)) in
        headers.customer.iter().zip(headers.day.iter()).zip(headers.status.iter()).enumerate()
    {
        let (status, cancelled) = standing(status, headers.cancelled_on.get(row), as_of);
        if customer == NONE || day > as_of || cancelled {
            continue;
        }
        if let Some(facts) = pass.customers.get_mut(customer as usize) {
            facts.note_order(day, status);
        }
    }
}

impl OrderFacts {
    fn note_order(&mut self, day: i32, status: Status) {
        self.first_order = Some(self.first_order.map_or(day, |first| first.min(day)));
        self.has_order = true;
        // A book that keeps no status records what was sold.
        self.has_fulfilled |= matches!(status, Status::Fulfilled | Status::Blank);
    }
}

/// The calendar months of a window as bits.
struct MonthIndex {
    first: i32,
    last_day: i32,
    last_bit: u128,
}

impl MonthIndex {
    fn new(window: Window) -> Self {
        Self { first: month_number(window.first.number()), last_day: NO_DAY, last_bit: 0 }
    }

    fn bit(&mut self, day: i32) -> u128 {
        // Lines mostly come in date order.
        if day != self.last_day {
            let month = month_number(day).saturating_sub(self.first);
            self.last_day = day;
            self.last_bit = u32::try_from(month).ok().and_then(|m| 1_u128.checked_shl(m)).unwrap_or(0);
        }
        self.last_bit
    }
}

fn month_number(day: i32) -> i32 {
    Day::from_number(day).date().map_or(0, |date| {
        date.year().saturating_mul(12).saturating_add(i32::try_from(date.month0()).unwrap_or(0))
    })
}

/// The units of measure of products without a factor to a base unit.
#[derive(Default)]
struct Units(HashSet<u32>);

impl Units {
    fn add(&mut self, book: &Book, product: u32, as_of: i32) {
        let visible = in_force(book.versions(product), as_of);
        if let Some(version) = visible.first().filter(|v| v.factor.is_none() && v.uom != NONE) {
            self.0.insert(version.uom);
        }
    }

    fn names(&self, book: &Book) -> BTreeSet<String> {
        self.0.iter().map(|unit| book.texts.text(*unit).to_owned()).collect()
    }
}

/// Whether the book has order lines at all.
pub(crate) fn has_order_data(book: &Book) -> bool {
    book.has(Table::OrderLines)
}
