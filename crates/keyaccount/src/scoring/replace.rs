//! One customer of a population replaced: what it added is taken out, what it adds now is put in.

use super::measure::{Contribution, Scales};
use super::population::Population;
use super::rank::Ranking;
use crate::decimal::Exact;
use crate::facts::{CustomerFacts, Facts};
use crate::policy::Policy;

/// Whether a customer goes or comes.
#[derive(Clone, Copy)]
enum Way {
    Out,
    In,
}

impl Population {
    /// The population as it would be measured if one customer were as `after` instead of `before`: new to
    /// it where there is no `before`, gone where there is no `after`. Composites stay as they are, since
    /// those of everybody may change with it ([`with_composites`](Self::with_composites)).
    ///
    /// `facts` are those the population was measured from, or others of the same scales and kinds of data;
    /// which customers they hold does not matter. At a million customers it takes a few memory moves.
    ///
    /// `None` if `before` is not what was measured, if the scales have changed or whether there are orders
    /// or costs at all, or if a total might not fit on the way. Then the population is of no use any more
    /// and must be measured again.
    pub(crate) fn replace(
        &mut self,
        facts: &Facts,
        policy: &Policy,
        before: Option<&CustomerFacts>,
        after: Option<&CustomerFacts>,
    ) -> Option<()> {
        if self.has_order_data != facts.has_order_data || self.has_cost_data != facts.has_cost_data {
            return None;
        }
        let mut first = self.value.len();
        for (customer, way) in [(before, Way::Out), (after, Way::In)] {
            if let Some(customer) = customer.filter(|customer| !customer.is_new) {
                first = first.min(self.change(facts, policy, customer, way)?);
            }
        }
        // Whether everybody's totals fit depends on the order of adding beyond this.
        if !self.fits_in_any_order() {
            return None;
        }
        self.derived.add_up(&self.value, first)
    }

    /// Takes a customer out or puts it in; the first place of the values of the value class that changed.
    fn change(
        &mut self,
        facts: &Facts,
        policy: &Policy,
        customer: &CustomerFacts,
        way: Way,
    ) -> Option<usize> {
        let scales = Scales::of(facts, policy);
        let added = Contribution::of(facts, customer, policy)?;
        self.customers = way.count(self.customers)?;
        let (profit, amount) = added.profit.unwrap_or_default();
        let greatest = [added.volume.unwrap_or_default(), profit, amount].map(i128::unsigned_abs);
        let greatest = greatest.into_iter().max().unwrap_or(0);
        self.derived.magnitude = self.derived.magnitude.saturating_add(greatest);
        if let Some(volume) = added.volume {
            let volume = Exact::new(volume, scales.volume);
            way.total(&mut self.volume_total, volume)?;
            let name = super::volume_group(facts, customer, policy.volume());
            let members = way.count(self.derived.members.get(name).copied().unwrap_or(0))?;
            if !self.volume.contains_key(name) {
                self.volume.insert(name.to_owned(), Ranking::empty(scales.volume));
            }
            way.positive(self.volume.get_mut(name)?, volume)?;
            self.derived.members.insert(name.to_owned(), members);
            if members == 0 {
                self.derived.members.remove(name);
                self.volume.remove(name);
            }
        }
        if let Some((profit, amount)) = added.profit {
            let profit = Exact::new(profit, scales.profit);
            way.total(&mut self.profit_total, profit)?;
            way.total(&mut self.profit_amount_total, Exact::new(amount, scales.amount))?;
            way.positive(&mut self.profit, profit)?;
        }
        if let Some((last, orders, amount)) = added.behaviour {
            way.value(&mut self.recency, Exact::new(i128::from(last), 0))?;
            way.value(&mut self.frequency, Exact::new(i128::from(orders), 0))?;
            way.value(&mut self.money, Exact::new(amount, scales.amount))?;
        }
        way.positive(&mut self.value, Exact::new(added.value.unwrap_or(0), scales.value))
    }
}

impl Way {
    fn count(self, count: u64) -> Option<u64> {
        match self {
            Self::Out => count.checked_sub(1),
            Self::In => count.checked_add(1),
        }
    }

    fn total(self, total: &mut Exact, by: Exact) -> Option<()> {
        *total = match self {
            Self::Out => total.minus(by)?,
            Self::In => total.checked_add(by)?,
        };
        Some(())
    }

    /// Takes a value out of a ranking of its scale, or puts it in, and says where.
    fn value(self, ranking: &mut Ranking, value: Exact) -> Option<usize> {
        if ranking.scale() != value.scale() {
            return None;
        }
        match self {
            Self::Out => ranking.remove(value.units()),
            Self::In => Some(ranking.insert(value.units())),
        }
    }

    /// The same in a ranking of values above zero only, which any other does not concern.
    fn positive(self, ranking: &mut Ranking, value: Exact) -> Option<usize> {
        if value.is_positive() { self.value(ranking, value) } else { Some(ranking.len()) }
    }
}
