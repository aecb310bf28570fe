//! Where customers stand among the facts and grades, by the number of their id.

use crate::book::NONE;

/// Numbers of ids are dense, so a place for each number is less than any map.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The least number there is.
    first: u32,
    places: Vec<u32>,
}

impl Places {
    /// Of customers by the numbers of their ids.
    pub(super) fn of(numbers: impl IntoIterator<Item = u32>) -> Self {
        // Customers lie far apart: each is fetched once.
        let numbers: Vec<u32> = numbers.into_iter().collect();
        let first = numbers.iter().copied().min().unwrap_or(0);
        let last = numbers.iter().max();
        let length = last.map_or(0, |last| (last.saturating_sub(first) as usize).saturating_add(1));
        let mut places = vec![NONE; length];
        for (number, at) in numbers.iter().zip(0_u32..) {
            if let Some(place) = places.get_mut(number.saturating_sub(first) as usize) {
                *place = at;
            }
        }
        Self { first, places }
    }

    /// `None` if nobody has this number.
    pub(super) fn of_number(&self, number: u32) -> Option<u32> {
        let place = self.places.get(number.checked_sub(self.first)? as usize)?;
        Some(*place).filter(|place| *place != NONE)
    }
}
