//! Columns of ids, days and scaled integers: cheap where nothing is filled, and able to stand on memory
//! the caller shares instead of a copy of it.

mod amounts;
mod cells;
mod days;
mod ids;
mod rare;
mod segments;
#[cfg(test)]
mod tests;
mod units;

/// Rows read at a time: few enough that a few columns of them stay in the nearest cache.
pub(crate) const BLOCK: usize = 1_024;

pub(crate) use amounts::Amounts;
pub(crate) use cells::Given;
pub use cells::SharedCells;
pub(crate) use days::{Days, NO_DAY};
pub(crate) use ids::Ids;
pub(crate) use rare::{Blank, Rare};
pub(crate) use units::Unit;
