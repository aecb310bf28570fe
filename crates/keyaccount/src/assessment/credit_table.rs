//! Credit limit, exposure and hold of each customer (§4.2).

use rust_decimal::Decimal;

use super::Row;
use super::score_table::{joined, money};
use super::table::ResultColumn;
use super::value::Value;
use crate::book::micros;
use crate::decimal::{Exact, PUBLISHED_SCALE, round_quotient};
use crate::grading::{HoldReason, credit_hold, credit_limit};
use crate::policy::CreditTerms;

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::fixed("customer_id", |row| Value::from(row.id())),
    ResultColumn::fixed("credit_grade", |row| row.credit_band(row.grades.credit.grade)),
    ResultColumn::fixed("average_monthly_sales", |row| Value::from(row.average_monthly_sales())),
    ResultColumn::fixed("term_days", |row| Value::from(row.terms().map(|terms| terms.term_days))),
    ResultColumn::fixed("limit", |row| Value::from(row.limit())),
    ResultColumn::fixed("exposure", |row| row.exposure().map_or(Value::Empty, money)),
    ResultColumn::fixed("hold", |row| match row.exposure() {
        Some(_) => Value::code(if row.hold().is_empty() { "no" } else { "yes" }),
        None => Value::Empty,
    }),
    ResultColumn::fixed("hold_reasons", |row| joined(row.hold().into_iter().map(HoldReason::code))),
];

impl Row<'_> {
    pub(crate) fn terms(&self) -> Option<&CreditTerms> {
        let credit = self.assessment.policy.credit();
        credit.limit.get(self.grades.credit.grade?.position())
    }

    pub(crate) fn sales_months(self) -> u32 {
        self.customer.orders.sales_months.into()
    }

    pub(crate) fn average_monthly_sales(self) -> Option<Decimal> {
        let sales = self.assessment.facts.amount(self.customer.orders.sales());
        let months = Exact::new(i128::from(self.sales_months()), 0);
        let cents = round_quotient(&[sales], months, PUBLISHED_SCALE)?;
        Decimal::try_from_i128_with_scale(cents, u32::from(PUBLISHED_SCALE)).ok()
    }

    pub(crate) fn limit(self) -> Option<Decimal> {
        let sales = self.assessment.facts.amount(self.customer.orders.sales());
        credit_limit(sales, self.sales_months(), self.terms()?)
    }

    /// Open receivables and undelivered orders; nobody knows it without invoices.
    pub(crate) fn exposure(self) -> Option<Exact> {
        if !self.assessment.facts.has_invoices {
            return None;
        }
        let undelivered = self.assessment.facts.amount(self.customer.orders.undelivered());
        micros(self.customer.credit.receivables()).checked_add(undelivered)
    }

    pub(crate) fn hold(self) -> Vec<HoldReason> {
        let worst = self.customer.credit.worst_open.unsigned_abs();
        let above = self.assessment.policy.credit().hold_overdue_days_above;
        credit_hold(self.exposure().unwrap_or_default(), self.limit(), worst, above)
    }
}
