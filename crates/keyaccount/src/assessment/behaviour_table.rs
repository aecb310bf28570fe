//! Recency, frequency, money, growth, deal stage and reassessment of each customer (§4.8).

use super::Row;
use super::score_table::money;
use super::table::ResultColumn;
use super::value::Value;
use crate::book::NO_DAY;
use crate::calendar::Day;
use crate::grading::{DealFacts, deal_stage, growth, reassessment_due};

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::fixed("customer_id", |row| Value::from(row.id())),
    ResultColumn::fixed("days_since_order", |row| {
        let last = row.customer.orders.last_order();
        last.map_or(Value::Empty, |day| {
            Value::Integer(i64::from(Day::from(row.assessment.facts.as_of).days_since(Day::from_number(day))))
        })
    }),
    ResultColumn::fixed("order_count", |row| {
        row.if_orders(|| Value::Integer(i64::from(row.customer.orders.behaviour_orders)))
    }),
    ResultColumn::fixed("order_amount", |row| {
        row.if_orders(|| money(row.assessment.facts.amount(row.customer.orders.behaviour_amount())))
    }),
    ResultColumn::fixed("rfm", |row| {
        row.quintiles().map_or(Value::Empty, |[r, f, m]| Value::from(format!("{r}{f}{m}")))
    }),
    ResultColumn::fixed("growth_percent", |row| {
        row.if_orders(|| {
            let facts = &row.assessment.facts;
            let orders = &row.customer.orders;
            Value::from(growth(facts.amount(orders.amount()), facts.amount(orders.previous_amount())))
        })
    }),
    ResultColumn::fixed("deal_stage", |row| {
        let customer = row.customer;
        let facts = DealFacts {
            has_contract: customer.has_contract,
            has_order: customer.orders.has_order(),
            is_closed: customer.has_closed_deal(),
            created_on: Some(customer.created_on)
                .filter(|day| *day != NO_DAY)
                .and_then(|day| Day::from_number(day).date()),
        };
        let new_days = row.assessment.policy.behaviour().new_deal_days;
        Value::code(deal_stage(facts, row.assessment.facts.as_of, new_days).code())
    }),
    ResultColumn::fixed("reassessment_due", |row| {
        let due = reassessment_due(row.assessment.facts.as_of, row.assessment.policy.review());
        due.map_or(Value::Empty, Value::Date)
    }),
];

impl Row<'_> {
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
