//! Clean parts of plain files: lines without quotation marks whose cells are all written in the plainest
//! way, read column by column from their bytes. Whatever is odd makes the whole part go the other way,
//! row by row, which alone knows what to say about it.

mod cells;
mod counted;
mod days;
mod hand_over;
mod kept;
mod numbers;
mod part;
mod plan;
mod split;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use days::DatePart;
pub(crate) use part::CleanPart;
pub(crate) use plan::Plan;
