//! Order volume: a rank among everybody's orders (§4.3).

use super::rank::rank_and_score;
use super::{Population, Standings, Unrated};
use crate::decimal::{Exact, Score};
use crate::facts::{CustomerFacts, Facts};
use crate::policy::{Volume, VolumeBasis};

/// The volume of a customer: rank and score, or why there is none.
pub(crate) type VolumeResult = Result<(u32, Score), Unrated>;

/// What the policy adds up for a customer.
pub(crate) fn measured(facts: &Facts, customer: &CustomerFacts, volume: &Volume) -> Exact {
    match volume.basis {
        VolumeBasis::Amount => facts.amount(customer.orders.amount()),
        VolumeBasis::Quantity => facts.quantity(customer.orders.quantity()),
    }
}

/// The customers a customer is ranked against.
pub(crate) fn group<'a>(facts: &'a Facts, customer: &CustomerFacts, volume: &Volume) -> &'a str {
    volume.rank_within.map_or("", |axis| facts.attribute(customer, axis))
}

/// Scores the volume of a customer; `None` if the numbers do not fit.
pub(crate) fn score(
    facts: &Facts,
    customer: &CustomerFacts,
    population: &Population,
    standings: &Standings<'_>,
    volume: &Volume,
) -> Option<VolumeResult> {
    if customer.is_new {
        return Some(Err(Unrated::NewCustomer));
    }
    if !population.has_order_data() {
        return Some(Err(Unrated::NoOrderData));
    }
    let orders = &customer.orders;
    if volume.basis == VolumeBasis::Quantity && orders.has_volume_lines && !orders.has_quantity {
        return Some(Err(Unrated::NoQuantity));
    }
    if population.is_partial() {
        return Some(Err(Unrated::PartialPopulation));
    }
    let value = measured(facts, customer, volume);
    rank_and_score(&volume.score, standings.volume(facts, customer, volume, value), value).map(Ok)
}
