//! Customer files: what may be done with them and by whom, how long they are kept, what follows a leak (§6).
//!
//! An [`Attempt`] is held against the matrix of a policy and the [`AccessRegisters`] of the organisation by an
//! [`AccessDesk`]: fast ([`decide`](AccessDesk::decide)), with every reason ([`explain`](AccessDesk::explain)),
//! or the other way round (who may, and what may somebody do). What needs an approval takes an
//! [`AccessRequest`], which is a list of events; its grants go into the register.

mod access;
mod attempt;
mod decide;
mod desk;
mod explain;
mod grants;
pub mod incident;
mod policy;
mod queries;
mod question;
mod registers;
mod remedies;
pub mod retention;
mod under;
mod written;

pub use attempt::{Attempt, CustomerFile, FileStatus};
pub use desk::AccessDesk;
pub use policy::AccessPolicy;
pub use queries::{ActionAnswer, MayDo, WhoMayDo};
pub use question::AccessQuestion;
pub use registers::{AccessGrant, AccessRegisters, Nda};
pub use under::PolicyRef;
