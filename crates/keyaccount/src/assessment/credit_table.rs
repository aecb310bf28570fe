//! Credit limit, exposure and hold of each customer (§4.2).

use rust_decimal::Decimal;

use super::Row;
use super::score_table::{band, credit_band, money_units};
use super::table::ResultColumn;
use super::typed::{at, code, joined, number};
use crate::book::micros;
use crate::decimal::{Exact, PUBLISHED_SCALE, round_quotient};
use crate::grading::{HoldReason, credit_hold, credit_limit};
use crate::policy::CreditTerms;

pub(super) const COLUMNS: &[ResultColumn] = &[
    ResultColumn::id("customer_id"),
    code!("credit_grade", name, row => band(row.grades.credit.grade), credit_band),
    number!("average_monthly_sales", Published, row => row.average_monthly_sales().map(|sales| sales.mantissa())),
    number!("term_days", Integer, row => row.terms().map(|terms| terms.term_days.into())),
    number!("limit", Published, row => row.limit().map(|limit| limit.mantissa())),
    number!("exposure", Published, row => row.exposure().and_then(money_units)),
    code!("hold", row => match row.exposure() {
        Some(_) => if row.hold().is_empty() { 1 } else { 2 },
        None => 0,
    }, |_, number| at(&["no", "yes"], number).copied().unwrap_or_default().into()),
    code!("hold_reasons", row => {
        row.hold().into_iter().fold(0, |bits, reason| bits | 1_u64.wrapping_shl(reason as u32))
    }, |_, bits| {
        let holding = HoldReason::ALL.iter().filter(|reason| bits.wrapping_shr(**reason as u32) & 1 == 1);
        joined(holding.map(|reason| reason.code()))
    }),
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
