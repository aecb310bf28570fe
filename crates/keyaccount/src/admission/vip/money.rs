//! V1 and V2: what a customer bought, held against what the policy asks for (R105, R106).

use super::{Open, Vips, code_of};
use crate::admission::purchases::{Bought, Greatest};
use crate::admission::{STEP, more};
use crate::assessment::Row;
use crate::book::{NONE, Table};
use crate::calendar::Day;
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::{VipProducts, VipRoute, VipWindow};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, Verdict};

/// As many products without a mark are named.
const NAMED: usize = 10;

impl Vips<'_> {
    /// The amount of a route and what it must be at least.
    fn amount(&self, bought: &Greatest, route: VipRoute) -> (Exact, Exact) {
        let (units, at_least) = match route {
            VipRoute::SingleOrder => {
                (bought.order.map(|order| order.amount), self.rules.single_order.at_least)
            }
            _ => (bought.period.map(|period| period.amount), self.rules.period.at_least),
        };
        (Exact::new(units.unwrap_or(0), self.purchases.scale()), Exact::from(at_least))
    }

    pub(super) fn money_open(&self, bought: &Bought, route: VipRoute) -> Open {
        if let Some((code, _)) = self.unknown_money(route) {
            return Open::Unknown(code);
        }
        let is_enough = |(amount, at_least)| amount >= at_least;
        if is_enough(self.amount(&bought.sure, route)) {
            Open::Yes
        } else if is_enough(self.amount(&bought.most, route)) {
            Open::Unknown(ReasonCode::HighEndUnknown)
        } else {
            Open::No(code_of(route))
        }
    }

    /// Why nothing is known of what anybody bought, and the table that would say it.
    fn unknown_money(&self, route: VipRoute) -> Option<(ReasonCode, Table)> {
        let products = match route {
            VipRoute::SingleOrder => self.rules.single_order.products,
            _ => self.rules.period.products,
        };
        let facts = &self.assessment.facts;
        if !facts.has_order_data {
            Some((ReasonCode::NotSupplied, Table::OrderLines))
        } else if facts.other_currency {
            Some((ReasonCode::OtherCurrency, Table::OrderLines))
        } else if products == VipProducts::HighEnd && !self.marks_high_end {
            Some((ReasonCode::NotSupplied, Table::Products))
        } else {
            None
        }
    }

    pub(super) fn money_reason(
        &self,
        bought: &Bought,
        route: VipRoute,
        open: Open,
    ) -> (Reason, NeededChange) {
        let clause = self.clause();
        let (amount, required) = self.amount(&bought.sure, route);
        let asked = Bound::AtLeast(Measure::Money(required));
        if let (Open::Unknown(code), Some((_, table))) = (open, self.unknown_money(route)) {
            let change = match code {
                ReasonCode::NotSupplied => NeededChange::Supply { table: table.name().to_owned() },
                _ => NeededChange::Unreachable,
            };
            return (Reason::new(code, clause).about(code_of(route).code()).required(asked), change);
        }
        let short = required.minus(amount).filter(|short| short.is_positive()).map(Measure::Money);
        if let Open::Unknown(code) = open {
            // So much at the least, and short of it by so much at the most.
            let reason = Reason::new(code, clause).about(code_of(route).code());
            let reason = reason.actual(Measure::Money(amount)).required(asked).shortfall(short);
            return (reason, NeededChange::State { field: "high_end".to_owned() });
        }
        let mut reason = Reason::new(code_of(route), clause).actual(Measure::Money(amount)).required(asked);
        reason.about = self.about(&bought.sure, route);
        let change = more(Measure::Money, amount, required, false, STEP);
        (reason.shortfall(short), change)
    }

    /// Which order, which month, which days.
    fn about(&self, bought: &Greatest, route: VipRoute) -> Option<String> {
        if route == VipRoute::SingleOrder {
            return Some(self.book.order_ids.text(bought.order?.order_id).to_owned());
        }
        let period = bought.period?;
        let [first, last] = [period.first, period.last].map(|day| Day::from_number(day).to_string());
        Some(match self.rules.period.window {
            VipWindow::CalendarMonth => first.get(..7).unwrap_or(&first).to_owned(),
            VipWindow::RollingDays(_) => format!("{first}/{last}"),
        })
    }

    /// Names the products without a mark, the largest first, with what their lines come to.
    pub(super) fn name_unmarked(&self, row: Row<'_>, after: i32, verdict: &mut Verdict) {
        let all = self.purchases.unmarked(self.number(row), self.book, after);
        for (product, units) in all.into_iter().take(NAMED) {
            let amount = Measure::Money(Exact::new(units, self.purchases.scale()));
            let mut reason = Reason::new(ReasonCode::ProductUnmarked, self.clause()).actual(amount);
            reason.about = (product != NONE).then(|| self.book.product_ids.text(product).to_owned());
            verdict.warnings.push(reason);
        }
    }
}
