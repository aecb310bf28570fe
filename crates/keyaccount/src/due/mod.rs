//! What is due: one record and one list for calls (§7.1), duties (§6.4), retention (§6.5) and
//! incidents (§6.6).
//!
//! Nothing here reads a clock: every list holds for an instant the caller gives, and says at which instant
//! it will be another one, so that an app sets one timer.

mod calls;
mod codes;
mod contacts;
mod duties;
mod from_book;
mod list;
mod part;
mod record;
mod regularity;
mod table;
mod weeks;
mod work_calendar;

pub use calls::{Birthday, CallCustomer, SetReminder, calls_of, greetings};
pub use codes::{DueCode, DueKind, DueState, DueUnit};
pub use contacts::{ContactDays, ContactMade, WeeklyContact, weekly_contact};
pub use duties::{ChangeMade, DutyFacts, DutyRun, FileOpened, Reporter, duties};
pub use from_book::BookDue;
pub use list::{DueList, compare};
pub(crate) use part::Sink;
pub use part::{DuePart, Looking};
pub use record::{Due, DueAbout};
#[cfg(test)]
pub(crate) use regularity::REGULARITY_COLUMNS;
pub use regularity::{Regularity, VisitsLogged};
#[cfg(test)]
pub(crate) use table::DUE_COLUMNS;
pub use weeks::WeekReported;
pub use work_calendar::{CalendarDays, GreetingDay, WorkCalendar};
