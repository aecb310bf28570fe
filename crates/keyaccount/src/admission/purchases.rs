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
    product: u32,
    /// Nothing where the book does not say it.
    high_end: Option<bool>,
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

/// What a customer bought. Lines of which it is not known whether they are high-end make the two differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bought {
    /// At the least: of those lines only returns count.
    pub(super) sure: Greatest,
    /// At the most: of those lines only purchases count.
    pub(super) most: Greatest,
}

/// The greatest order and the greatest period of a customer; amounts in units of the book's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Greatest {
    pub(super) order: Option<BoughtOrder>,
    pub(super) period: Option<BoughtPeriod>,
}

/// How lines count of which it is not known whether they are high-end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unmarked {
    Least,
    Most,
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
            let versions = if product == NONE { &[] } else { book.versions(product) };
            lines.push(Line {
                customer,
                order,
                order_id: rows.order_text.get(row),
                day,
                product,
                high_end: is_high_end(versions, day, today),
                amount: rows.amount.get(row).unwrap_or(0),
            });
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
        self.bought(self.own(customer), book, rules, after)
    }

    fn own(&self, customer: u32) -> &[Line] {
        let start = self.lines.partition_point(|line| line.customer < customer);
        let own = self.lines.get(start..).unwrap_or_default();
        own.get(..own.partition_point(|line| line.customer == customer)).unwrap_or_default()
    }

    /// Of the lines of one customer, sorted by order and day.
    fn bought(&self, own: &[Line], book: &Book, rules: &VipRules, after: i32) -> Bought {
        let sure = self.greatest(own, book, rules, after, Unmarked::Least);
        let is_unsure = own.iter().any(|line| line.high_end.is_none());
        let most = if is_unsure { self.greatest(own, book, rules, after, Unmarked::Most) } else { sure };
        Bought { sure, most }
    }

    /// Products of a customer that are not marked as high-end or not, with what their lines of the window
    /// come to, the largest first; no number where a line names no product.
    pub(super) fn unmarked(&self, customer: u32, book: &Book, after: i32) -> Vec<(u32, i128)> {
        let mut amounts: HashMap<u32, i128> = HashMap::new();
        for line in self.own(customer).iter().filter(|line| line.high_end.is_none() && line.day > after) {
            let sum = amounts.entry(line.product).or_default();
            *sum = sum.saturating_add(line.amount);
        }
        let mut all: Vec<_> = amounts.into_iter().collect();
        let id = |product: u32| if product == NONE { "" } else { book.product_ids.text(product) };
        all.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| id(one.0).cmp(id(other.0))));
        all
    }

    fn greatest(
        &self,
        own: &[Line],
        book: &Book,
        rules: &VipRules,
        after: i32,
        unmarked: Unmarked,
    ) -> Greatest {
        let orders = own.chunk_by(|one, other| one.order == other.order);
        let orders = orders.filter_map(|lines| {
            let first = lines.first().filter(|first| first.day > after)?;
            let began_before = self.begun_before.contains(&first.order);
            let counted = lines.iter().map(|line| counted(line, rules.single_order.products, unmarked));
            let amount = counted.fold(0, |sum, amount| amount.saturating_add(sum));
            let bought = BoughtOrder { amount, order_id: first.order_id, day: first.day };
            (!began_before).then_some(bought)
        });
        // The greatest; of those that come to the same, the first.
        let order = orders.min_by(|one, other| {
            let id = |of: &BoughtOrder| book.order_ids.text(of.order_id);
            (other.amount, one.day).cmp(&(one.amount, other.day)).then_with(|| id(one).cmp(id(other)))
        });
        let counts = |line: &&Line| line.day > after && may_count(line, rules.period.products);
        let lines = own.iter().filter(counts);
        let counted: Vec<_> =
            lines.map(|line| (line.day, counted(line, rules.period.products, unmarked))).collect();
        let period = match rules.period.window {
            VipWindow::CalendarMonth => self.best_month(&counted),
            VipWindow::RollingDays(days) => self.best_days(counted, days),
        };
        Greatest { order, period }
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

fn may_count(line: &Line, products: VipProducts) -> bool {
    products == VipProducts::All || line.high_end != Some(false)
}

/// What a line counts for.
fn counted(line: &Line, products: VipProducts, unmarked: Unmarked) -> i128 {
    match (products, line.high_end, unmarked) {
        (VipProducts::All, ..) | (_, Some(true), _) => line.amount,
        (_, Some(false), _) => 0,
        (_, None, Unmarked::Least) => line.amount.min(0),
        (_, None, Unmarked::Most) => line.amount.max(0),
    }
}
