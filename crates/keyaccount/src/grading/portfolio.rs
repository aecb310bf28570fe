//! Portfolio metrics: how fast the whole book pays (§4.2).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::{Exact, PUBLISHED_SCALE, percent};

/// Receivables of a book over a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortfolioFacts {
    /// Open when the period began.
    pub begin_receivables: Exact,
    /// Invoiced in the period.
    pub credit_sales: Exact,
    /// Open at its end.
    pub end_receivables: Exact,
    /// Open at its end and not past due.
    pub end_current: Exact,
    /// Days of the period.
    pub days: u32,
}

/// DSO, best-possible DSO, average days delinquent and collection effectiveness, two decimals each.
/// A metric whose denominator is not above zero is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortfolioMetrics {
    /// End receivables ÷ credit sales × days.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub dso: Option<Decimal>,
    /// End current receivables ÷ credit sales × days.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub best_possible_dso: Option<Decimal>,
    /// DSO − best-possible DSO, as published. A figure of the portfolio; a customer's is `weighted_days_late`.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub average_days_delinquent: Option<Decimal>,
    /// Collection effectiveness index in percent.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub cei: Option<Decimal>,
}

/// Works the metrics out of the receivables.
#[must_use]
pub fn portfolio_metrics(facts: &PortfolioFacts) -> PortfolioMetrics {
    let minus = |value: Exact| Exact::new(value.units().saturating_neg(), value.scale());
    let days = |receivables: Exact| {
        if !facts.credit_sales.is_positive() {
            return None;
        }
        let scale = receivables.scale().max(facts.credit_sales.scale());
        let weighted = receivables.at_scale(scale)?.checked_mul(i128::from(facts.days))?;
        let units =
            crate::decimal::round_ratio(weighted, facts.credit_sales.at_scale(scale)?, PUBLISHED_SCALE)?;
        Decimal::try_from_i128_with_scale(units, u32::from(PUBLISHED_SCALE)).ok()
    };
    let dso = days(facts.end_receivables);
    let best_possible_dso = days(facts.end_current);
    let owed = facts.begin_receivables.checked_add(facts.credit_sales);
    let collected = owed.and_then(|owed| owed.checked_add(minus(facts.end_receivables)));
    let collectable = owed.and_then(|owed| owed.checked_add(minus(facts.end_current)));
    PortfolioMetrics {
        dso,
        best_possible_dso,
        average_days_delinquent: dso.zip(best_possible_dso).and_then(|(dso, best)| dso.checked_sub(best)),
        cei: collected.zip(collectable).and_then(|(part, whole)| percent(part, whole)),
    }
}
