//! What customers bought: the greatest order, the greatest period (R105, R106, §7.3).

use chrono::{Datelike, NaiveDate};
use hashbrown::{HashMap, HashSet};

use crate::book::{Book, NONE};
use crate::calendar::{Day, Window};
use crate::facts::{is_high_end, status_at};
use crate::policy::{VipProducts, VipRules, VipWindow};

/// A visible line of an order that is not cancelled, inside the window.
#[derive(Clone, Copy, Debug)]
struct Line {
    customer: u32,
    /// An order being a customer and an order id.
    order: u32,
    /// The number of the order id.
    order_id: u32,
    day: i32,
    high_end: bool,
    amount: i128,
}

/// The lines of the window by customer, and what they come to.
#[derive(Clone, Debug)]
pub(super) struct Purchases {
    /// Sorted by customer.
    lines: Vec<Line>,
    /// Orders that began before the window: they lie in it no more than in part.
    begun_before: HashSet<u32>,
    best: HashMap<u32, Bought>,
    window: Window,
    scale: u8,
}

/// The greatest order and the greatest period of a customer; amounts in units of the book's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bought {
    pub(super) order: Option<BoughtOrder>,
    pub(super) period: Option<BoughtPeriod>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BoughtOrder {
    pub(super) amount: i128,
    /// The number of the order id.
    pub(super) order_id: u32,
    /// The day of its first line.
    pub(super) day: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BoughtPeriod {
    pub(super) amount: i128,
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Purchases {
    /// The lines of every customer, numbered as the book numbers them.
    pub(super) fn gather(book: &Book, rules: &VipRules, as_of: NaiveDate) -> Self {
        let window = Window::ending(as_of, rules.within_months);
        let (first, today) = (window.first.number(), window.last.number());
        let rows = &book.lines;
        let (mut lines, mut begun_before) = (Vec::new(), HashSet::new());
        for (row, day) in rows.day.iter().enumerate() {
            let customer = rows.customer.get(row);
            if customer == NONE || day > today || status_at(book, row, today).1 {
                continue;
            }
            let order = rows.order().get(row);
            if day < first {
                begun_before.insert(order);
                continue;
            }
            let product = rows.product.get(row);
            let high_end = product != NONE && is_high_end(book.versions(product), day, today);
            let amount = rows.amount.get(row).unwrap_or(0);
            lines.push(Line { customer, order, order_id: rows.order_text.get(row), day, high_end, amount });
        }
        lines.sort_unstable_by_key(|line| (line.customer, line.order, line.day));
        let mut gathered =
            Self { lines, begun_before, best: HashMap::new(), window, scale: rows.amount.scale() };
        let best: HashMap<_, _> = gathered
            .lines
            .chunk_by(|one, other| one.customer == other.customer)
            .filter_map(|own| Some((own.first()?.customer, gathered.bought(own, book, rules, i32::MIN))))
            .collect();
        gathered.best = best;
        gathered
    }

    /// The decimals of the amounts.
    pub(super) const fn scale(&self) -> u8 {
        self.scale
    }

    /// What a customer's window comes to.
    pub(super) fn best(&self, customer: u32) -> Bought {
        self.best.get(&customer).copied().unwrap_or_default()
    }

    /// What its window comes to, counting only lines after a day.
    pub(super) fn best_after(&self, customer: u32, book: &Book, rules: &VipRules, after: i32) -> Bought {
        let start = self.lines.partition_point(|line| line.customer < customer);
        let own = self.lines.get(start..).unwrap_or_default();
        let end = own.partition_point(|line| line.customer == customer);
        self.bought(own.get(..end).unwrap_or_default(), book, rules, after)
    }

    /// Of the lines of one customer, sorted by order and day.
    fn bought(&self, own: &[Line], book: &Book, rules: &VipRules, after: i32) -> Bought {
        let orders = own.chunk_by(|one, other| one.order == other.order);
        let orders = orders.filter_map(|lines| {
            let first = lines.first().filter(|first| first.day > after)?;
            let began_before = self.begun_before.contains(&first.order);
            let amount = sum(lines, rules.single_order.products);
            let bought = BoughtOrder { amount, order_id: first.order_id, day: first.day };
            (!began_before).then_some(bought)
        });
        // The greatest; of those that come to the same, the first.
        let order = orders.min_by(|one, other| {
            let id = |of: &BoughtOrder| book.order_ids.text(of.order_id);
            (other.amount, one.day).cmp(&(one.amount, other.day)).then_with(|| id(one).cmp(id(other)))
        });
        let counted: Vec<_> = own
            .iter()
            .filter(|line| line.day > after && counts(line, rules.period.products))
            .map(|line| (line.day, line.amount))
            .collect();
        let period = match rules.period.window {
            VipWindow::CalendarMonth => self.best_month(&counted),
            VipWindow::RollingDays(days) => self.best_days(counted, days),
        };
        Bought { order, period }
    }

    /// The greatest calendar month that lies in the window; the running one up to its last day.
    fn best_month(&self, lines: &[(i32, i128)]) -> Option<BoughtPeriod> {
        let mut months: HashMap<i32, i128> = HashMap::new();
        for (day, amount) in lines {
            let Some(first) = Day::from_number(*day).date().and_then(|date| date.with_day(1)) else {
                continue;
            };
            let sum = months.entry(Day::from(first).number()).or_default();
            *sum = sum.saturating_add(*amount);
        }
        let inside = months.into_iter().filter(|(first, _)| *first >= self.window.first.number());
        let periods = inside.filter_map(|(first, amount)| {
            let next = crate::calendar::add_months(Day::from_number(first).date()?, 1)?;
            let last = Day::from(next).plus(-1).number().min(self.window.last.number());
            Some(BoughtPeriod { amount, first, last })
        });
        greatest(periods)
    }

    /// The greatest period of so many days that lies in the window whole. The sum can only rise where a
    /// line comes in or a return goes out, so that beside the first period that fits only those days are
    /// tried as the last.
    fn best_days(&self, mut lines: Vec<(i32, i128)>, days: u32) -> Option<BoughtPeriod> {
        lines.sort_unstable();
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        let mut sums = vec![0_i128];
        for (_, amount) in &lines {
            sums.push(sums.last().copied().unwrap_or(0).saturating_add(*amount));
        }
        let up_to = |day: i32| {
            let count = lines.partition_point(|(of, _)| *of <= day);
            sums.get(count).copied().unwrap_or(0)
        };
        let first_end = self.window.first.number().saturating_sub(1).saturating_add(days);
        let ends = lines.iter().flat_map(|(day, _)| [*day, day.saturating_add(days)]);
        let ends = ends.chain((!lines.is_empty()).then_some(first_end));
        let ends = ends.filter(|end| (first_end..=self.window.last.number()).contains(end));
        greatest(ends.map(|last| {
            let before = last.saturating_sub(days);
            let amount = up_to(last).saturating_sub(up_to(before));
            BoughtPeriod { amount, first: before.saturating_add(1), last }
        }))
    }
}

fn greatest(periods: impl Iterator<Item = BoughtPeriod>) -> Option<BoughtPeriod> {
    periods.min_by_key(|period| (core::cmp::Reverse(period.amount), period.first))
}

fn counts(line: &Line, products: VipProducts) -> bool {
    line.high_end || products == VipProducts::All
}

fn sum(lines: &[Line], products: VipProducts) -> i128 {
    let counted = lines.iter().filter(|line| counts(line, products));
    counted.fold(0, |sum, line| sum.saturating_add(line.amount))
}
