//! Customer files: what may be done with them and by whom, a log of what was done, what they consist of, how long
//! they are kept, what follows a leak, and how what identifies a person is taken out of them (§6).
//!
//! An [`Attempt`] is held against the matrix of a policy and the [`AccessRegisters`] of the organisation by an
//! [`AccessDesk`]: fast ([`decide`](AccessDesk::decide)), with every reason ([`explain`](AccessDesk::explain)),
//! or the other way round (who may, and what may somebody do). What needs an approval takes an
//! [`AccessRequest`], which is a list of events; its grants go into the register.

mod access;
mod attempt;
mod authority;
mod composition;
mod compulsion;
mod decide;
mod deciding;
mod desk;
mod detection;
mod event;
mod explain;
mod grants;
mod history;
pub mod incident;
mod log;
mod of_book;
mod policy;
mod privacy;
mod quality;
#[cfg(test)]
mod quality_tests;
mod queries;
mod question;
mod registers;
mod remedies;
mod request;
mod request_file;
mod request_judge;
pub mod retention;
mod spans;
mod used;
mod written;

pub use attempt::{Attempt, CustomerFile, FileStatus};
pub use composition::{Composition, CompositionPolicy, PartOnFile, PartState, PartStatus};
pub use compulsion::LegalCompulsion;
pub use desk::AccessDesk;
pub use detection::{AuditedEntry, LogFinding, LogFindings, LogPolicy, LogRule, LogWatch};
pub use event::{
    AccessAct, AccessAsk, AccessEvent, AccessEventKind, AccessStep, Decided, Requested, UseOfGrant, Used,
};
pub use log::{
    Checkpoint, LOG_SCHEMA, LogAlteration, LogDifference, LogEntry, LogHead, LogIntegrity, LogOutcome,
    LogVerification, LogVerifier, MAX_LOG_LINE, verify_log,
};
pub use policy::AccessPolicy;
pub use privacy::{
    DeidentifyKey, LeftOut, LeftOutReason, MIN_KEY_BYTES, PlainTable, PrivacyGroups, PrivacyPolicy,
    PrivacyReport,
};
pub use quality::{AccuracySample, ArchiveChange, ArchiveQuality, QualityShare};
pub use queries::{AccessGrounds, ActionAnswer, MayDo, UsableGrant, WhoMayDo};
pub use question::AccessQuestion;
pub use registers::{AccessGrant, AccessRegisters, Nda};
pub use request::{AccessNeed, AccessPhase, AccessRequest};
pub use request_file::ACCESS_REQUEST_SCHEMA;
pub use used::PolicyUsed;
