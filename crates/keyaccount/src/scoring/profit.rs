//! Profit: a rank among everybody's profit, and margins (§4.4, BOOK §2.8).

use super::rank::rank_and_score;
use super::{Population, Standings, Unrated};
use crate::book::micros;
use crate::decimal::{Exact, INPUT_SCALE, Score, percent_units};
use crate::facts::{CustomerFacts, Facts};
use crate::policy::Profit;

/// The profit of a customer: rank and score, or why there is none.
pub(crate) type ProfitResult = Result<(u32, Score), Unrated>;

/// Whether every line of a customer must have cost data.
pub(crate) fn profit_of_all_lines(profit: &Profit) -> bool {
    Exact::from(profit.min_costed_share) >= Exact::new(1, 0)
}

/// Whether the profit of a customer is known: enough of its lines have cost data.
///
/// New customers take no part; whether the book has cost data at all is asked of the population.
pub(crate) fn profit_rating(customer: &CustomerFacts, profit: &Profit) -> Result<(), Unrated> {
    let orders = &customer.orders;
    if orders.uncosted_lines == 0 {
        return Ok(());
    }
    if profit_of_all_lines(profit) {
        return Err(Unrated::MissingMargin);
    }
    let least = Exact::from(profit.min_costed_share);
    let total = orders.costed().saturating_add(orders.uncosted());
    let enough = least
        .checked_mul(Exact::new(total, 0))
        .is_some_and(|needed| Exact::new(orders.costed(), 0) >= needed);
    if enough && orders.costed() > 0 { Ok(()) } else { Err(Unrated::MissingMargin) }
}

/// Profit of the lines less the cost to serve; `None` if it does not fit.
pub(crate) fn measured_profit(facts: &Facts, customer: &CustomerFacts) -> Option<Exact> {
    if customer.cost_to_serve() == 0 && facts.scales.profit >= INPUT_SCALE {
        return Some(facts.profit(customer.orders.profit()));
    }
    let cost = micros(customer.cost_to_serve().checked_neg()?);
    facts.profit(customer.orders.profit()).checked_add(cost)
}

/// Profit ÷ amount in hundredths of a percent, published; empty if the amount is not above zero.
pub(crate) fn margin(facts: &Facts, customer: &CustomerFacts) -> Option<i128> {
    percent_units(measured_profit(facts, customer)?, facts.amount(customer.orders.profit_amount()))
}

/// Scores the profit of a customer; `None` if the numbers do not fit.
pub(crate) fn score(
    facts: &Facts,
    customer: &CustomerFacts,
    population: &Population,
    standings: &Standings<'_>,
    profit: &Profit,
) -> Option<ProfitResult> {
    if customer.is_new {
        return Some(Err(Unrated::NewCustomer));
    }
    if !population.has_order_data() {
        return Some(Err(Unrated::NoOrderData));
    }
    if !population.has_cost_data() {
        return Some(Err(Unrated::NoCostData));
    }
    if let Err(reason) = profit_rating(customer, profit) {
        return Some(Err(reason));
    }
    if population.is_partial() {
        return Some(Err(Unrated::PartialPopulation));
    }
    let value = measured_profit(facts, customer)?;
    rank_and_score(&profit.score, standings.profit(value), value).map(Ok)
}
