//! Customer files: what may be done with them and by whom, a log of what was done, what they consist of,
//! and how what identifies a person is taken out of them (§6).

mod access;
mod log;
mod privacy;

pub use log::{
    AccessForm, Checkpoint, LOG_SCHEMA, LogAlteration, LogDifference, LogEntry, LogHead, LogIntegrity,
    LogOutcome, LogVerification, LogVerifier, MAX_LOG_LINE, verify_log,
};
pub use privacy::{
    DeidentifyKey, LeftOut, LeftOutReason, MIN_KEY_BYTES, PlainTable, PrivacyGroups, PrivacyReport,
};
