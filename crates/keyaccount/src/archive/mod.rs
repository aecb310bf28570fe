//! Customer files: what may be done with them and by whom, how long they are kept, what follows a leak (§6).
//!
//! An [`Attempt`] is held against the matrix of a policy and the [`AccessRegisters`] of the organisation by an
//! [`AccessDesk`]: fast ([`decide`](AccessDesk::decide)), with every reason ([`explain`](AccessDesk::explain)),
//! or the other way round (who may, and what may somebody do). What needs an approval takes an
//! [`AccessRequest`], which is a list of events; its grants go into the register.

mod access;
mod attempt;
mod compulsion;
mod decide;
mod desk;
mod event;
mod explain;
mod grants;
pub mod incident;
mod history;
mod policy;
mod queries;
mod question;
mod registers;
mod remedies;
pub mod retention;
mod under;
mod written;
mod request;
mod request_file;
mod request_judge;

pub use attempt::{Attempt, CustomerFile, FileStatus};
pub use compulsion::LegalCompulsion;
pub use desk::AccessDesk;
pub use event::{
    AccessAct, AccessAsk, AccessEvent, AccessEventKind, AccessStep, Decided, Requested, UseOfGrant, Used,
};
pub use policy::AccessPolicy;
pub use queries::{ActionAnswer, MayDo, WhoMayDo};
pub use question::AccessQuestion;
pub use registers::{AccessGrant, AccessRegisters, Nda};
pub use under::PolicyRef;
pub use request::{AccessNeed, AccessPhase, AccessRequest};
pub use request_file::ACCESS_REQUEST_SCHEMA;
