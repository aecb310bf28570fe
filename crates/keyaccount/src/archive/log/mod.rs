//! The access log: append-only JSON Lines in which every line carries the hash of the line before
//! (§6.6a, R173).
//!
//! # The rule
//!
//! - A line is the bytes up to its line feed (0x0A), which ends it and is no part of it. The last line is
//!   ended too.
//! - The **hash** of a line is the SHA-256 of its raw bytes, in 64 lower-case hexadecimal digits. Every line
//!   carries the hash of the line before as `prev`; before the first line of a log, it is 64 zeros.
//! - A log begins with an **opening line**, and so does every later segment of it:
//!   `{"keyaccount_log":1,"prev":"…","count":0,"at":"2026-11-20T09:00:00"}`. `count` is how many lines there
//!   were before. Opening lines are part of the chain and are counted as lines.
//! - Every other line is one **entry**: `prev`, then the keys of [`LogEntry`] in their order, what is absent
//!   left out, without white space between tokens. A line that means the same and is written otherwise is
//!   told as altered: there is one way to write an entry.
//! - `at` never decreases from one line to the next.
//! - Entries hold ids and codes only, so that forgetting a person never breaks the chain.
//!
//! A [`LogHead`] is where a log stands: how many lines, the hash of the last one and its time. It writes the
//! next line. A [`Checkpoint`] is a head that is kept somewhere else, signed if the caller signs it. A log
//! is verified against a checkpoint: everything up to it is then what it was. Without one, changes inside
//! are found, but neither a tail that was cut off nor a log that was written anew.
//!
//! **Segments**: a head sealed by a checkpoint may go on in another file, whose opening line carries it.
//! The segment before may then be disposed of; segments laid end to end verify as one log. What a checkpoint
//! says is said of the lines up to it: a file that begins where it was taken has none of them, and is
//! unanchored.

mod checkpoint;
mod entry;
mod head;
mod line;
mod report;
#[cfg(test)]
mod tests;
mod verify;

pub use checkpoint::Checkpoint;
pub(super) use entry::is_zero;
pub use entry::{LogEntry, LogOutcome};
pub use head::LogHead;
pub(super) use line::hex;
pub use line::{LOG_SCHEMA, MAX_LOG_LINE};
pub use report::{LogAlteration, LogDifference, LogIntegrity, LogVerification};
pub use verify::{LogVerifier, verify_log};
