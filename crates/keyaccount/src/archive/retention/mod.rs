//! Retention and disposal: how long a record is kept, why, and how it goes (§6.5).
//!
//! [`RetentionRules::schedule`](crate::RetentionRules::schedule) says until when a [`KeptRecord`] is kept,
//! and whether something holds it longer. A [`Disposal`] is a list of events: proposed, approved twice,
//! carried out before witnesses, entered on the disposal list; where it stands is what they come to.

mod case;
mod due;
mod engine;
mod explain;
mod file;
mod history;
mod judge;
mod list;
mod people;
mod record;
mod records_file;
mod rules;
mod schedule;
mod verdict;

pub use case::{Disposal, DisposalAct, DisposalEvent, DisposalOpened, DisposalPhase, DisposalRequest};
pub use file::DISPOSAL_SCHEMA;
pub use list::DisposalEntry;
pub use record::{Hold, HoldKind, KeptAs, KeptRecord};
pub use records_file::{RECORDS_SCHEMA, RecordsFile};
pub use rules::DisposalRules;
pub use schedule::{ClassSchedule, EarlierFields, MissingForRetention, RetentionState, Schedule};
