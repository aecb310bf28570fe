//! What is due: one record and one list for calls (§7.1), duties (§6.4), retention (§6.5) and
//! incidents (§6.6).
//!
//! Nothing here reads a clock: every list holds for an instant the caller gives, and says at which instant
//! it will be another one, so that an app sets one timer.

mod codes;
mod list;
mod record;

pub use codes::{DueCode, DueKind, DueState, DueUnit};
pub use list::{DueList, compare};
pub use record::{Due, DueAbout};
