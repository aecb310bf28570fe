//! Recency, frequency, money, growth, deal stage and reassessment of each customer (§4.8).

use std::borrow::Cow;

use super::Row;
use super::score_table::money_units;
use super::table::ResultColumn;
use super::typed::{at, code, number, position};
use crate::book::NO_DAY;
use crate::calendar::Day;
use crate::grading::{DealFacts, DealStage, deal_stage, growth, reassessment_due};

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::id("customer_id"),
    number!("days_since_order", Integer, row => {
        let today = Day::from(row.assessment.facts.as_of);
        row.customer.orders.last_order().map(|day| today.days_since(Day::from_number(day)).into())
    }),
    number!("order_count", Integer, row => {
        row.has_orders().then(|| row.customer.orders.behaviour_orders.into())
    }),
    number!("order_amount", Published, row => {
        let amount = || row.assessment.facts.amount(row.customer.orders.behaviour_amount());
        row.has_orders().then(amount).and_then(money_units)
    }),
    code!("rfm", name, row => row.quintiles().map_or(0, |quintiles| {
        quintiles.into_iter().fold(0, |digits: u64, quintile| {
            digits.wrapping_mul(10).wrapping_add(quintile.into())
        })
    }), |_, digits| if digits == 0 { Cow::Borrowed("") } else { digits.to_string().into() }),
    number!("growth_percent", Published, row => {
        let (facts, orders) = (&row.assessment.facts, &row.customer.orders);
        let growth = || growth(facts.amount(orders.amount()), facts.amount(orders.previous_amount()));
        row.has_orders().then(growth).flatten().map(|percent| percent.mantissa())
    }),
    code!("deal_stage", row => position(Some(row.deal_stage() as usize)), |_, number| {
        at(&DealStage::ALL, number).map_or("", |stage| stage.code()).into()
    }),
    ResultColumn::date("reassessment_due", |row| {
        reassessment_due(row.assessment.facts.as_of, row.assessment.policy.review())
    }),
];

impl Row<'_> {
    pub(crate) fn deal_stage(self) -> DealStage {
        let customer = self.customer;
        let created_on = Some(customer.created_on).filter(|day| *day != NO_DAY);
        let facts = DealFacts {
            has_contract: customer.has_contract,
            has_order: customer.orders.has_order(),
            is_closed: customer.has_closed_deal(),
            created_on: created_on.and_then(|day| Day::from_number(day).date()),
        };
        deal_stage(facts, self.assessment.facts.as_of, self.assessment.policy.behaviour().new_deal_days)
    }

    /// Quintiles among the customers that are not new and ordered in the window.
    fn quintiles(self) -> Option<[u8; 3]> {
        let orders = &self.customer.orders;
        let last = orders
            .last_order()
            .filter(|_| !self.customer.is_new && !self.assessment.population.is_partial())?;
        let money = self.assessment.facts.amount(orders.behaviour_amount());
        Some(self.assessment.population.quintiles(last, orders.behaviour_orders, money))
    }
}
