//! The access log: written line by line, verified from its bytes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyaccount::archive::{
    self, Checkpoint, LegalCompulsion, LogEntry, LogFindings, LogVerification, LogVerifier,
};

use crate::access::AccessRegisters;
use crate::errors::{KeyaccountError, guarded};
use crate::policy::{Policy, lacks};
use crate::values::CalendarTime;

/// Where a log stands. The app keeps the lines; this keeps what the next line must follow from.
#[derive(Debug, uniffi::Object)]
pub struct AccessLog {
    head: Mutex<archive::LogHead>,
}

impl AccessLog {
    fn locked(&self) -> MutexGuard<'_, archive::LogHead> {
        self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl AccessLog {
    /// A log without lines.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self { head: Mutex::new(archive::LogHead::new()) })
    }

    /// A log that goes on where a checkpoint was taken.
    #[uniffi::constructor]
    pub fn after(checkpoint: Checkpoint) -> Arc<Self> {
        Arc::new(Self { head: Mutex::new(checkpoint.to_head()) })
    }

    /// The first line, to be written to the file.
    pub fn open(&self, at: CalendarTime) -> Result<String, KeyaccountError> {
        guarded(|| Ok(self.locked().open(at)?))
    }

    /// The line of an entry, to be written to the file. Refused for an entry older than the one before it.
    pub fn append(&self, entry: LogEntry) -> Result<String, KeyaccountError> {
        guarded(|| Ok(self.locked().append(&entry)?))
    }

    /// Where it stands, to be kept apart from the file; nothing before the first line.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        self.locked().checkpoint()
    }
}

/// Whether a log is as it was written, and where it first is not.
#[uniffi::export]
pub fn verify_log(bytes: Vec<u8>, checkpoint: Option<Checkpoint>) -> LogVerification {
    let mut verifier = LogVerifier::new(checkpoint);
    verifier.push(&bytes);
    verifier.finish()
}

/// What the policy searches entries of a log for, such as an app keeps them itself; the first one stands on line 2,
/// after the line that opens a log.
///
/// Entries that were decided under another policy are counted apart, but for the policies whose digests are in
/// `also_decided_by`. What the law compelled is no disclosure without a grant.
///
/// Refused if the policy has no `[archive.log]`, and for a record of compulsion that says less than it must.
#[uniffi::export]
pub fn search_entries(
    policy: Arc<Policy>,
    registers: Arc<AccessRegisters>,
    entries: Vec<LogEntry>,
    compulsions: Vec<LegalCompulsion>,
    also_decided_by: Vec<String>,
) -> Result<LogFindings, KeyaccountError> {
    guarded(|| {
        let rules = archive::LogPolicy::of(&policy.core).ok_or_else(|| lacks(&policy.core, "archive.log"))?;
        let rules = also_decided_by.into_iter().fold(rules, archive::LogPolicy::also_of);
        let mut watch = rules.watch(&registers.core)?.with_compulsions(&compulsions)?;
        for (line, entry) in (2..).zip(&entries) {
            watch.see(line, entry);
        }
        Ok(watch.finish())
    })
}

/// What was found in a log.
#[derive(Debug, uniffi::Record)]
pub struct SearchedLog {
    /// Whether the log is as it was written.
    pub verification: LogVerification,
    /// What the policy searches for.
    pub findings: LogFindings,
}

/// What the policy searches a log for: repeated denials, access by night, many customers at once.
///
/// Refused if the policy has no `[archive.log]`.
#[uniffi::export(default(checkpoint = None))]
pub fn search_log(
    policy: Arc<Policy>,
    registers: Arc<AccessRegisters>,
    bytes: Vec<u8>,
    checkpoint: Option<Checkpoint>,
) -> Result<SearchedLog, KeyaccountError> {
    guarded(|| {
        let rules = archive::LogPolicy::of(&policy.core).ok_or_else(|| lacks(&policy.core, "archive.log"))?;
        let mut watch = rules.watch(&registers.core)?;
        let mut verifier = LogVerifier::new(checkpoint);
        verifier.push_with(&bytes, |line, entry| watch.see(line, entry));
        let verification = verifier.finish_with(|line, entry| watch.see(line, entry));
        Ok(SearchedLog { verification, findings: watch.finish() })
    })
}
