//! Order lines measured: amount, quantity, profit, orders, recency (§4.3, §4.4, §4.8).
//!
//! Mostly in one pass over columns of 64 bits ([`line_pass`]); whatever does not fit
//! there is read line by line ([`lines`](super::lines)).

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::Overflow;
use super::line_cells::LineCells;
use super::line_pass;
use super::lines::{LineReader, LineRules, OrderSums, Orders, Uncosted, read_all, standing};
use super::number_set::NumberSet;
use super::products::in_force;
use super::sums::Sums;
use crate::book::{Book, NO_DAY, NONE, Table};
use crate::decimal::Exact;

/// What the orders of one customer add up to.
///
/// Sums are integers of the scales in [`OrderScales`], the same for every customer of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrderFacts {
    pub(super) sums: Sums<{ sum::COUNT }>,
    /// The first order, cancelled ones left out; [`NO_DAY`] without one.
    pub(super) first_order: i32,
    /// The last of the behaviour window; [`NO_DAY`] without one.
    pub(super) last_order: i32,
    /// Orders of the volume window.
    pub(crate) orders: u32,
    pub(crate) behaviour_orders: u32,
    pub(crate) uncosted_lines: u32,
    /// In how many calendar months of the credit window something was sold.
    pub(crate) sales_months: u8,
    /// Whether a visible line names the customer at all.
    pub(super) seen: bool,
    pub(crate) has_quantity: bool,
    pub(super) has_fulfilled: bool,
    pub(crate) has_volume_lines: bool,
}

/// The places of the sums.
mod sum {
    pub(super) const AMOUNT: usize = 0;
    pub(super) const QUANTITY: usize = 1;
    pub(super) const PREVIOUS_AMOUNT: usize = 2;
    pub(super) const PROFIT: usize = 3;
    pub(super) const PROFIT_AMOUNT: usize = 4;
    pub(super) const COSTED: usize = 5;
    pub(super) const UNCOSTED: usize = 6;
    pub(super) const SALES: usize = 7;
    pub(super) const AMOUNT_12M: usize = 8;
    pub(super) const BEHAVIOUR_AMOUNT: usize = 9;
    pub(super) const UNDELIVERED: usize = 10;
    pub(super) const COUNT: usize = 11;
}

/// How many decimals the sums of [`OrderFacts`] have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderScales {
    pub(crate) amount: u8,
    pub(crate) quantity: u8,
    pub(crate) profit: u8,
}

impl OrderScales {
    /// The scales in which the sums of both can be counted.
    pub(crate) fn max(self, other: Self) -> Self {
        Self {
            amount: self.amount.max(other.amount),
            quantity: self.quantity.max(other.quantity),
            profit: self.profit.max(other.profit),
        }
    }
}

impl OrderFacts {
    /// Facts with these sums, in the order of the places, and nothing else.
    pub(super) fn of_sums(sums: [i128; sum::COUNT]) -> Self {
        Self {
            sums: Sums::new(sums),
            first_order: NO_DAY,
            last_order: NO_DAY,
            orders: 0,
            behaviour_orders: 0,
            uncosted_lines: 0,
            sales_months: 0,
            seen: false,
            has_quantity: false,
            has_fulfilled: false,
            has_volume_lines: false,
        }
    }

    /// The same with another amount of the volume window.
    #[cfg(test)]
    pub(crate) fn with_amount(&self, amount: i128) -> Self {
        let mut sums = self.sums.all();
        sums[sum::AMOUNT] = amount;
        Self { sums: Sums::new(sums), ..self.clone() }
    }

    /// Amount of the volume window.
    pub(crate) fn amount(&self) -> i128 {
        self.sums.get(sum::AMOUNT)
    }

    /// Quantity of the volume window.
    pub(crate) fn quantity(&self) -> i128 {
        self.sums.get(sum::QUANTITY)
    }

    /// Amount of the volume window before that one.
    pub(crate) fn previous_amount(&self) -> i128 {
        self.sums.get(sum::PREVIOUS_AMOUNT)
    }

    /// Profit of the profit window.
    pub(crate) fn profit(&self) -> i128 {
        self.sums.get(sum::PROFIT)
    }

    /// The amount of the lines the profit comes from.
    pub(crate) fn profit_amount(&self) -> i128 {
        self.sums.get(sum::PROFIT_AMOUNT)
    }

    /// The absolute amounts of lines with cost data.
    pub(crate) fn costed(&self) -> i128 {
        self.sums.get(sum::COSTED)
    }

    /// The absolute amounts of lines without.
    pub(crate) fn uncosted(&self) -> i128 {
        self.sums.get(sum::UNCOSTED)
    }

    /// Amount of the credit window.
    pub(crate) fn sales(&self) -> i128 {
        self.sums.get(sum::SALES)
    }

    /// Amount of the last twelve months.
    pub(crate) fn amount_12m(&self) -> i128 {
        self.sums.get(sum::AMOUNT_12M)
    }

    /// Amount of the behaviour window.
    pub(crate) fn behaviour_amount(&self) -> i128 {
        self.sums.get(sum::BEHAVIOUR_AMOUNT)
    }

    /// Amount of orders not delivered yet.
    pub(crate) fn undelivered(&self) -> i128 {
        self.sums.get(sum::UNDELIVERED)
    }

    /// The last order of the behaviour window.
    pub(crate) fn last_order(&self) -> Option<i32> {
        (self.last_order != NO_DAY).then_some(self.last_order)
    }

    /// The first order of all, cancelled ones left out.
    pub(super) fn first_order(&self) -> Option<i32> {
        (self.first_order != NO_DAY).then_some(self.first_order)
    }

    /// Whether there is an order that is not cancelled.
    pub(crate) const fn has_order(&self) -> bool {
        self.first_order != NO_DAY
    }

    /// Counts the sums in units of other scales.
    pub(super) fn rescale(&mut self, from: OrderScales, to: OrderScales) -> Option<()> {
        if from == to {
            return Some(());
        }
        let mut sums = self.sums.all();
        for (place, sum) in sums.iter_mut().enumerate() {
            let (from, to) = match place {
                sum::QUANTITY => (from.quantity, to.quantity),
                sum::PROFIT => (from.profit, to.profit),
                _ => (from.amount, to.amount),
            };
            *sum = Exact::new(*sum, from).at_scale(to)?;
        }
        self.sums = Sums::new(sums);
        Some(())
    }
}

/// What the lines brought to light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OrderNotes {
    pub(crate) lines_read: u64,
    pub(crate) lines_cancelled: u64,
    /// Whether anything visible says what goods cost.
    pub(crate) has_cost_data: bool,
    /// Lines that name a product the book does not describe.
    pub(crate) unknown_products: u64,
    /// The absolute amount of lines without cost, by product ([`NONE`] for none).
    pub(crate) uncosted: Uncosted,
    /// The units of products without a factor to a base unit, if the policy adds quantities.
    pub(crate) units: Units,
}

/// The order facts of every customer of a book, and what the pass noticed.
#[derive(Debug)]
pub(crate) struct OrderPass {
    measured: Measured,
    pub(crate) scales: OrderScales,
    pub(crate) notes: OrderNotes,
    /// Order ids that several customers use.
    pub(crate) shared_orders: u64,
    pub(crate) overflow: Option<Overflow>,
}

/// The sums of lines and headers by customer.
#[derive(Debug)]
enum Measured {
    Cells(Box<LineCells>),
    Sums(Vec<OrderSums>),
}

impl OrderPass {
    /// The facts of a customer.
    pub(super) fn of(&self, customer: u32) -> OrderFacts {
        match &self.measured {
            Measured::Cells(cells) => cells.facts(customer),
            Measured::Sums(sums) => sums
                .get(customer as usize)
                .map_or_else(|| OrderFacts::of_sums([0; sum::COUNT]), OrderSums::facts),
        }
    }

    /// Gives back what customers of lower numbers need; nobody may ask for them afterwards.
    pub(super) fn let_go_before(&mut self, customer: u32) {
        if let Measured::Cells(cells) = &mut self.measured {
            cells.let_go_before(customer);
        }
    }

    /// Whether a visible line names a customer.
    pub(super) fn is_seen(&self, customer: u32) -> bool {
        match &self.measured {
            Measured::Cells(cells) => cells.is_seen(customer),
            Measured::Sums(sums) => sums.get(customer as usize).is_some_and(|sums| sums.seen),
        }
    }
}

/// Reads every visible line and header once.
pub(super) fn measure(book: &Book, rules: &LineRules) -> OrderPass {
    let (measured, notes, overflow) = match line_pass::measure(book, rules) {
        Some((cells, notes)) => (Measured::Cells(Box::new(cells)), notes, None),
        None => {
            let (sums, notes) = one_by_one(book, rules);
            let too_large = sums.iter().position(OrderSums::is_too_large);
            let too_large = too_large.and_then(|customer| u32::try_from(customer).ok());
            let overflow = too_large.map(|customer| Overflow { customer, what: "order_amount" });
            (Measured::Sums(sums), notes, overflow)
        }
    };
    let shared_orders = shared_orders(book, rules.windows.as_of);
    OrderPass { measured, scales: rules.scales, notes, shared_orders, overflow }
}

/// The sums of every customer, in 128 bits.
pub(super) fn one_by_one(book: &Book, rules: &LineRules) -> (Vec<OrderSums>, OrderNotes) {
    let mut customers = vec![OrderSums::default(); book.customer_ids.len()];
    let mut reader = LineReader::new(book, rules, || NumberSet::new(book.orders as usize));
    read_all(&mut reader, &mut customers);
    let headers = &book.headers;
    for (row, customer) in headers.customer.iter().enumerate() {
        if let Some(sums) = customers.get_mut(customer as usize) {
            read_header(book, row, rules.windows.as_of, sums);
        }
    }
    (customers, reader.notes)
}

/// Notes the order of a header, if it is visible and not cancelled.
pub(super) fn read_header(book: &Book, row: usize, as_of: i32, sums: &mut OrderSums) {
    let headers = &book.headers;
    let status = headers.status.get(row);
    let (status, cancelled) = standing(status, headers.cancelled_on.get(row), as_of);
    let day = headers.day.get(row);
    if day <= as_of && !cancelled {
        sums.note_order(day, status);
    }
}

/// How many order ids stand for orders of several customers.
fn shared_orders(book: &Book, as_of: i32) -> u64 {
    if book.shared_orders.is_empty() {
        return 0;
    }
    let lines = &book.lines;
    let mut visible = NumberSet::new(book.orders as usize);
    for ((customer, day), order) in lines.customer.iter().zip(lines.day.iter()).zip(lines.order().iter()) {
        if customer != NONE && day <= as_of {
            visible.insert(order);
        }
    }
    let shared = |orders: &&Vec<u32>| orders.iter().filter(|o| visible.contains(**o)).count() > 1;
    book.shared_orders.iter().filter(shared).count() as u64
}

/// The units of measure of products without a factor to a base unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units(HashSet<u32>);

impl Units {
    pub(super) fn add(&mut self, book: &Book, product: u32, as_of: i32) {
        let visible = in_force(book.versions(product), as_of);
        if let Some(version) = visible.first().filter(|v| v.factor.is_none() && v.uom != NONE) {
            self.0.insert(version.uom);
        }
    }

    pub(super) fn names(&self, book: &Book) -> BTreeSet<String> {
        self.0.iter().map(|unit| book.texts.text(*unit).to_owned()).collect()
    }
}

/// Whether the book has order lines at all.
pub(crate) fn has_order_data(book: &Book) -> bool {
    book.has(Table::OrderLines)
}
