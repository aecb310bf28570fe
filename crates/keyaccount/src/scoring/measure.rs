//! Measuring a population: what each customer that is not new adds to it, gathered in one pass (BOOK §5).

use std::collections::{BTreeMap, HashMap};

use super::population::{Derived, Population};
use super::profit::profit_rating;
use super::rank::Ranking;
use super::units::{Scratch, Units};
use super::{RULES_VERSION, measured_profit, volume};
use crate::book::NONE;
use crate::decimal::Exact;
use crate::facts::{CustomerFacts, Facts};
use crate::parallel::join;
use crate::parts::in_parts;
use crate::policy::{Axis, Policy, ValueBasis, VolumeBasis};

/// What one customer adds to a population: nothing at all if it is new.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contribution {
    /// What the policy adds up as volume, if the book has order lines.
    pub(super) volume: Option<i128>,
    /// Profit and the amount it was made on, if the customer is rated in it.
    pub(super) profit: Option<(i128, i128)>,
    /// The value of the value class, if it is above zero.
    pub(super) value: Option<i128>,
    /// Last order day, orders and amount of the behaviour window, if anything was ordered.
    pub(super) behaviour: Option<(i32, u32, i128)>,
}

impl Contribution {
    /// `None` if its numbers do not fit.
    #[inline]
    pub(super) fn of(facts: &Facts, customer: &CustomerFacts, policy: &Policy) -> Option<Self> {
        let orders = &customer.orders;
        let volume = facts.has_order_data.then(|| volume::measured(facts, customer, policy.volume()).units());
        let rated =
            facts.has_order_data && facts.has_cost_data && profit_rating(customer, policy.profit()).is_ok();
        let profit = if rated {
            let profit = measured_profit(facts, customer)?.at_scale(facts.scales.profit)?;
            Some((profit, orders.profit_amount()))
        } else {
            None
        };
        let value = match policy.value_class().basis {
            ValueBasis::Profit => profit.map(|(profit, _)| profit),
            ValueBasis::Amount => facts.has_order_data.then_some(orders.amount_12m()),
        };
        Some(Self {
            volume,
            profit,
            value: value.filter(|value| *value > 0),
            behaviour: orders
                .last_order()
                .map(|last| (last, orders.behaviour_orders, orders.behaviour_amount())),
        })
    }
}

/// A sum, and whether the order of its parts could matter to whether it fits.
#[derive(Clone, Copy, Debug, Default)]
struct Total {
    sum: i128,
    magnitude: u128,
    /// How many parts it has: a sum of none has no scale.
    parts: u64,
}

impl Total {
    #[inline]
    fn add(&mut self, value: i128) {
        self.sum = self.sum.wrapping_add(value);
        self.magnitude = self.magnitude.saturating_add(value.unsigned_abs());
        self.parts = self.parts.saturating_add(1);
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            sum: self.sum.wrapping_add(other.sum),
            magnitude: self.magnitude.saturating_add(other.magnitude),
            parts: self.parts.saturating_add(other.parts),
        }
    }

    /// The sum; where magnitudes alone do not prove that it fits, it is added again in order.
    fn exact(self, scale: u8, in_order: impl Iterator<Item = i128>) -> Option<Exact> {
        let sum = if i128::try_from(self.magnitude).is_ok() {
            self.sum
        } else {
            let mut in_order = in_order;
            in_order.try_fold(0_i128, i128::checked_add)?
        };
        Some(if self.parts == 0 { Exact::ZERO } else { Exact::new(sum, scale) })
    }
}

/// The volumes of one group.
#[derive(Debug)]
struct Group {
    /// Number of its name among the texts of the book.
    name: u32,
    members: u64,
    values: Units,
}

/// Volumes by group, in the order the groups were first met.
#[derive(Debug, Default)]
struct Groups {
    groups: Vec<Group>,
    /// Where a group stands, once there are several.
    places: HashMap<u32, usize>,
}

impl Groups {
    #[inline]
    fn of(&mut self, name: u32) -> Option<&mut Group> {
        // Without an axis there is one.
        let only = self.groups.len() == 1 && self.groups.first().is_some_and(|group| group.name == name);
        let place = if only { 0 } else { self.place(name) };
        self.groups.get_mut(place)
    }

    fn place(&mut self, name: u32) -> usize {
        let groups = &mut self.groups;
        *self.places.entry(name).or_insert_with(|| {
            groups.push(Group { name, members: 0, values: Units::new() });
            groups.len().saturating_sub(1)
        })
    }
}

/// What some of the customers add.
#[derive(Debug, Default)]
struct Part {
    customers: u64,
    volume: Groups,
    volume_total: Total,
    profit: Units,
    profit_total: Total,
    profit_amount_total: Total,
    /// Amounts of the last twelve months, where they are the value.
    value: Units,
    recency: Units,
    frequency: Units,
    money: Units,
}

impl Part {
    fn of<'f>(
        facts: &Facts,
        policy: &Policy,
        customers: impl Iterator<Item = &'f CustomerFacts>,
    ) -> Option<Self> {
        let mut part = Self::default();
        let axis = policy.volume().rank_within;
        let by_amount = policy.value_class().basis == ValueBasis::Amount;
        for customer in customers.filter(|customer| !customer.is_new) {
            part.customers = part.customers.saturating_add(1);
            let added = Contribution::of(facts, customer, policy)?;
            if let Some(volume) = added.volume {
                part.volume_total.add(volume);
                let group = part.volume.of(group_number(customer, axis))?;
                group.members = group.members.saturating_add(1);
                if volume > 0 {
                    group.values.push(volume);
                }
            }
            if let Some((profit, amount)) = added.profit {
                part.profit_total.add(profit);
                part.profit_amount_total.add(amount);
                if profit > 0 {
                    part.profit.push(profit);
                }
            }
            if let Some(value) = added.value.filter(|_| by_amount) {
                part.value.push(value);
            }
            if let Some((last, orders, amount)) = added.behaviour {
                part.recency.push(i128::from(last));
                part.frequency.push(i128::from(orders));
                part.money.push(amount);
            }
        }
        Some(part)
    }

    fn and(mut self, other: Self) -> Self {
        for group in other.volume.groups {
            if let Some(own) = self.volume.of(group.name) {
                own.members = own.members.saturating_add(group.members);
                own.values.append(group.values);
            }
        }
        self.customers = self.customers.saturating_add(other.customers);
        self.volume_total = self.volume_total.plus(other.volume_total);
        self.profit_total = self.profit_total.plus(other.profit_total);
        self.profit_amount_total = self.profit_amount_total.plus(other.profit_amount_total);
        self.profit.append(other.profit);
        self.value.append(other.value);
        self.recency.append(other.recency);
        self.frequency.append(other.frequency);
        self.money.append(other.money);
        self
    }
}

/// The number of the name of the customer's group; that of no text if the policy ranks among everybody.
#[inline]
pub(super) fn group_number(customer: &CustomerFacts, axis: Option<Axis>) -> u32 {
    axis.map_or(NONE, |axis| customer.attribute(axis))
}

/// How many decimals the values of a population have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    pub(super) volume: u8,
    pub(super) profit: u8,
    pub(super) amount: u8,
    pub(super) value: u8,
}

impl Scales {
    pub(super) const fn of(facts: &Facts, policy: &Policy) -> Self {
        let (amount, profit) = (facts.scales.amount, facts.scales.profit);
        let volume = match policy.volume().basis {
            VolumeBasis::Amount => amount,
            VolumeBasis::Quantity => facts.scales.quantity,
        };
        let value = match policy.value_class().basis {
            ValueBasis::Profit => profit,
            ValueBasis::Amount => amount,
        };
        Self { volume, profit, amount, value }
    }
}

/// Everything but composites; `None` if a total does not fit.
pub(super) fn measure(facts: &Facts, policy: &Policy) -> Option<Population> {
    let parts = in_parts(facts.len(), |part| Part::of(facts, policy, facts.customers.range(part)));
    let part = parts.into_iter().try_fold(Part::default(), |sum, part| Some(sum.and(part?)))?;
    let scales = Scales::of(facts, policy);
    let again = || {
        let established = facts.customers.iter().filter(|customer| !customer.is_new);
        established.filter_map(|customer| Contribution::of(facts, customer, policy))
    };
    let volumes = again().filter_map(|added| added.volume);
    let volume_total = part.volume_total.exact(scales.volume, volumes)?;
    let profits = again().filter_map(|added| Some(added.profit?.0));
    let profit_total = part.profit_total.exact(scales.profit, profits)?;
    let amounts = again().filter_map(|added| Some(added.profit?.1));
    let profit_amount_total = part.profit_amount_total.exact(scales.amount, amounts)?;
    let totals = [&part.volume_total, &part.profit_total, &part.profit_amount_total];
    let magnitude = totals.into_iter().map(|total| total.magnitude).max().unwrap_or(0);
    let Part { volume, profit, value, recency, frequency, money, .. } = part;
    let first = || {
        let mut scratch = Scratch::default();
        let (volume, members) = ranked(facts, volume.groups, scales.volume, &mut scratch);
        (volume, members, Ranking::new(0, recency, &mut scratch), Ranking::new(0, frequency, &mut scratch))
    };
    let second = || {
        let mut scratch = Scratch::default();
        let profit = Ranking::new(scales.profit, profit, &mut scratch);
        let value = match policy.value_class().basis {
            ValueBasis::Profit => profit.clone(),
            ValueBasis::Amount => Ranking::new(scales.value, value, &mut scratch),
        };
        (profit, value, Ranking::new(scales.amount, money, &mut scratch))
    };
    let (first, second) = join(first, second);
    let (volume, members, recency, frequency) = first;
    let (profit, value, money) = second;
    let mut derived = Derived::new(members, magnitude);
    derived.add_up(&value, 0)?;
    Some(Population {
        policy_digest: policy.digest(),
        rules_version: RULES_VERSION,
        input_digest: String::new(),
        currency: facts.currency.clone(),
        as_of: facts.as_of,
        customers: part.customers,
        has_order_data: facts.has_order_data,
        has_cost_data: facts.has_cost_data,
        partial: facts.partial,
        volume,
        volume_total,
        profit,
        profit_total,
        profit_amount_total,
        value,
        recency,
        frequency,
        money,
        composite: Ranking::default(),
        derived,
    })
}

/// The groups by name, each with how many customers are in it.
fn ranked(
    facts: &Facts,
    groups: Vec<Group>,
    scale: u8,
    scratch: &mut Scratch,
) -> (BTreeMap<String, Ranking>, BTreeMap<String, u64>) {
    // A blank attribute and an empty one are the same group.
    let mut named: BTreeMap<&str, (u64, Units)> = BTreeMap::new();
    for group in groups {
        let (members, values) = named.entry(facts.texts.text(group.name)).or_default();
        *members = members.saturating_add(group.members);
        values.append(group.values);
    }
    let members = named.iter().map(|(name, (members, _))| ((*name).to_owned(), *members)).collect();
    let ranking =
        |(name, (_, values)): (&str, (u64, Units))| (name.to_owned(), Ranking::new(scale, values, scratch));
    (named.into_iter().map(ranking).collect(), members)
}
