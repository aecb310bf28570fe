//! Where customers stand among the facts and grades, by the number of their id.

use crate::book::NONE;
use crate::facts::CustomerFacts;

/// Numbers of ids are dense, so a place for each number is less than any map.
#[derive(Clone, Debug)]
pub(super) struct Places(Vec<u32>);

impl Places {
    pub(super) fn of(customers: &[CustomerFacts]) -> Self {
        let numbers = customers.iter().map(|customer| customer.id).max();
        let mut places = vec![NONE; numbers.map_or(0, |number| (number as usize).saturating_add(1))];
        for (customer, at) in customers.iter().zip(0_u32..) {
            if let Some(place) = places.get_mut(customer.id as usize) {
                *place = at;
            }
        }
        Self(places)
    }

    /// `None` if nobody has this number.
    pub(super) fn of_number(&self, number: u32) -> Option<u32> {
        self.0.get(number as usize).copied().filter(|place| *place != NONE)
    }
}
