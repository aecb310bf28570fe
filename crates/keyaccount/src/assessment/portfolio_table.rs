//! The portfolio as a table of metrics (§4.2, BOOK §5).

use serde::{Deserialize, Serialize};

use super::Assessment;
use super::score_table::money;
use super::table::{ResultColumn, ResultTable};
use super::value::Value;
use crate::book::micros;
use crate::decimal::Exact;
use crate::facts::{Facts, Receivables};
use crate::policy::Policy;
use crate::scoring::{measured_profit, profit_rating};

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::metric("metric", |row| match row {
        Metric::Fixed(_, name, _) => Value::code(name),
        Metric::Grade(name, _) => Value::code(format!("grade_{name}")),
    }),
    ResultColumn::metric("value", |row| match row {
        Metric::Fixed(assessment, _, value) => value(assessment),
        Metric::Grade(_, customers) => count(customers),
    }),
];

type Figure = fn(&Assessment) -> Value<'static>;

/// A row: a figure of every portfolio, or the customers of one grade.
#[derive(Clone, Copy)]
pub(super) enum Metric<'a> {
    Fixed(&'a Assessment, &'static str, Figure),
    Grade(&'a str, u64),
}

/// What stands before the grades.
const BEFORE_GRADES: &[(&str, Figure)] = &[
    ("customers", |assessment| count(assessment.distribution.total)),
    ("population", |assessment| count(assessment.population.customers())),
    ("order_amount", Assessment::total_order_amount),
    ("profit", Assessment::total_profit),
    ("population_margin", |assessment| Value::from(assessment.population.margin_percent())),
    ("receivables_begin", |assessment| assessment.receivable(|r| r.begin)),
    ("credit_sales", |assessment| assessment.receivable(|r| r.credit_sales)),
    ("receivables_end", |assessment| assessment.receivable(|r| r.end)),
    ("receivables_overdue", |assessment| assessment.receivable(|r| r.end.saturating_sub(r.end_current))),
    ("dso", |assessment| Value::from(assessment.portfolio().dso)),
    ("best_possible_dso", |assessment| Value::from(assessment.portfolio().best_possible_dso)),
    ("average_days_delinquent", |assessment| Value::from(assessment.portfolio().average_days_delinquent)),
    ("cei", |assessment| Value::from(assessment.portfolio().cei)),
];

/// What stands after them.
const AFTER_GRADES: &[(&str, Figure)] = &[
    ("customers_unrated", |assessment| count(assessment.distribution.unrated)),
    ("customers_new", |assessment| count(assessment.distribution.new)),
];

impl Assessment {
    /// The book as a whole: one row for each metric, `metric` and `value`. `order_amount` and `profit`
    /// are the exact sums of those columns of the score table; `population` and `population_margin`
    /// are those of the customers the ranks were taken among, with a population measured before, its
    /// own. Of grades there is one row each, `grade_<name>`, rated customers only.
    #[must_use]
    pub const fn portfolio_table(&self) -> ResultTable<'_> {
        ResultTable::of_metrics(self, COLUMNS)
    }

    /// Empty in a book without invoices, which says nothing about what is owed.
    fn receivable(&self, figure: fn(Receivables) -> i128) -> Value<'static> {
        if self.facts.has_invoices { money(micros(figure(self.facts.receivables))) } else { Value::Empty }
    }

    fn total_order_amount(&self) -> Value<'static> {
        if !self.facts.has_order_data {
            return Value::Empty;
        }
        let sum = match &self.totals {
            Some(totals) => totals.order_amount,
            None => order_amount(&self.facts),
        };
        sum.map_or(Value::Empty, money)
    }

    fn total_profit(&self) -> Value<'static> {
        if !self.facts.has_order_data || !self.facts.has_cost_data {
            return Value::Empty;
        }
        let sum = match &self.totals {
            Some(totals) => totals.profit,
            None => profit(&self.facts, &self.policy),
        };
        sum.map_or(Value::Empty, money)
    }
}

/// What the customers of a book, or of parts of one, add up to; nothing where a sum does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Totals {
    order_amount: Option<Exact>,
    profit: Option<Exact>,
}

impl Totals {
    pub(super) fn of(facts: &Facts, policy: &Policy) -> Self {
        Self { order_amount: order_amount(facts), profit: profit(facts, policy) }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let sum = |a: Option<Exact>, b: Option<Exact>| a?.checked_add(b?);
        Self {
            order_amount: sum(self.order_amount, other.order_amount),
            profit: sum(self.profit, other.profit),
        }
    }
}

fn order_amount(facts: &Facts) -> Option<Exact> {
    total(facts.customers.iter().map(|customer| Some(facts.amount(customer.orders.amount()))))
}

fn profit(facts: &Facts, policy: &Policy) -> Option<Exact> {
    let known = |customer: &&_| profit_rating(customer, policy.profit()).is_ok();
    total(facts.customers.iter().filter(known).map(|customer| measured_profit(facts, customer)))
}

/// A sum; `None` if it does not fit.
fn total(mut values: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    values.try_fold(Exact::ZERO, |sum, value| sum.checked_add(value?))
}

fn count(count: u64) -> Value<'static> {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How many metrics there are.
pub(super) const fn len(assessment: &Assessment) -> usize {
    let grades = assessment.distribution.grades.len();
    BEFORE_GRADES.len().saturating_add(grades).saturating_add(AFTER_GRADES.len())
}

/// The metric of a row.
pub(super) fn metric(assessment: &Assessment, at: usize) -> Option<Metric<'_>> {
    let fixed = |(name, figure): &(&'static str, Figure)| Metric::Fixed(assessment, name, *figure);
    let grades = assessment.distribution.grades.iter().map(|g| Metric::Grade(&g.grade, g.customers));
    BEFORE_GRADES.iter().map(fixed).chain(grades).chain(AFTER_GRADES.iter().map(fixed)).nth(at)
}

/// The metrics that do not depend on the policy's grades.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    BEFORE_GRADES.iter().chain(AFTER_GRADES).map(|(name, _)| *name).collect()
}
