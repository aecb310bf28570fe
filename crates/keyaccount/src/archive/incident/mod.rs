//! Response to leaks: what must be done by when, and a record of what was done (§6.6, R168–R170).
//!
//! An [`Incident`] is a list of events: detected, known for certain, assessed, reported, notified, closed.
//! Its clocks run by jurisdiction, by what the organisation operates and by how many persons are affected;
//! where each stands at an instant is told by [`Incident::report`]. Instants are those of the
//! organisation's zone, in whole seconds.

mod clocks;
mod due;
mod event;
mod explain;
mod file;
mod history;
mod judge;
mod rules;
mod state;

pub use clocks::{ClockState, IncidentClock, IncidentReport};
pub use event::{Incident, IncidentAct, IncidentEvent, IncidentOpened, Waiver};
pub use file::INCIDENT_SCHEMA;
