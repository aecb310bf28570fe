// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `log`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::CalendarTime;
use keyaccount::CustomerId;
use keyaccount::GrantId;
use keyaccount::PersonId;

/// Where a log stood, kept apart from it: whoever changes the log must not be able to change this as well.
#[uniffi::remote(Record)]
pub struct Checkpoint {
    /// How many lines the log had.
    pub count: u64,
    /// The hash of its last line.
    pub head: String,
    /// The time of its last line.
    pub time: CalendarTime,
    /// A signature over `signed_bytes`, as bytes in hexadecimal digits. The caller
    /// makes and verifies it.
    #[uniffi(default = None)]
    pub signature: Option<String>,
}

/// The same checkpoint with a signature.
#[uniffi::export]
pub fn checkpoint_signed(checkpoint: Checkpoint, signature: Vec<u8>) -> Checkpoint {
    checkpoint.signed(&signature)
}

/// The bytes that a signature is made over, each part on a line of its own:
/// `keyaccount log checkpoint 1`, the count, the head, the time; every line ended by a line feed.
#[uniffi::export]
pub fn checkpoint_signed_bytes(checkpoint: Checkpoint) -> Vec<u8> {
    checkpoint.signed_bytes()
}

/// The head that the next segment goes on from.
#[uniffi::export]
pub fn checkpoint_to_head(checkpoint: Checkpoint) -> LogHead {
    checkpoint.to_head()
}

/// The first line that is not what it was.
#[uniffi::remote(Record)]
pub struct LogAlteration {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What differs.
    pub difference: LogDifference,
    /// What was found, where it is a value.
    #[uniffi(default = None)]
    pub found: Option<String>,
    /// What should have been found, where it is a value.
    #[uniffi(default = None)]
    pub expected: Option<String>,
}

/// What differs and where, as a sentence.
#[uniffi::export]
pub fn log_alteration_text(log_alteration: LogAlteration, language: Language) -> String {
    log_alteration.text(language)
}

/// In what a line of a log differs from what it was. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum LogDifference {
    /// There is no line that opens the log, or it is not the first.
    NoOpening,
    /// A form newer than this library.
    FormTooNew,
    /// It is no line of a log at all.
    Unreadable,
    /// It can be read, but is written otherwise than entries are.
    NotCanonical,
    /// A value that no entry has.
    BadValue,
    /// More bytes than a line may have.
    TooLong,
    /// The last line has no end.
    Unfinished,
    /// What follows was written after another line than this one.
    Content,
    /// It follows neither from the line before nor does what comes next follow from it.
    Chain,
    /// Earlier than the line before.
    Time,
    /// An opening line that counts otherwise.
    Count,
    /// Not the line the checkpoint was taken at.
    Checkpoint,
    /// The log ends before the checkpoint.
    Missing,
    /// The segment begins later than the checkpoint that should seal the one before.
    Gap,
}

/// The stable code.
#[uniffi::export]
pub fn log_difference_code(log_difference: LogDifference) -> String {
    log_difference.code().to_owned()
}

/// What differs, in one clause without a full stop.
#[uniffi::export]
pub fn log_difference_reading(log_difference: LogDifference, language: Language) -> String {
    log_difference.reading(language).to_owned()
}

/// One thing that was done, or tried, with customer files. Ids and codes only: no names, no contents.
#[uniffi::remote(Record)]
pub struct LogEntry {
    /// When, in the zone of the organisation.
    pub at: CalendarTime,
    /// The id of who did it.
    pub actor: PersonId,
    /// The role in which it was done; `None` where it was tried by somebody who has none.
    #[uniffi(default = None)]
    pub role: Option<String>,
    /// What.
    pub action: ArchiveAction,
    /// The customer whose file it was; `None` where it was not one file, as in a search.
    #[uniffi(default = None)]
    pub customer_id: Option<CustomerId>,
    /// The fields that were asked for, by name; empty where it was not about fields.
    #[uniffi(default = [])]
    pub fields: Vec<String>,
    /// How many more fields were asked for than are named; 64 are.
    pub fields_left_out: u64,
    /// On paper or on a screen, where that matters.
    #[uniffi(default = None)]
    pub form: Option<AccessForm>,
    /// Whether it was allowed.
    pub outcome: LogOutcome,
    /// The code of the reason that decided, as in `Answer::rule`.
    #[uniffi(default = None)]
    pub rule: Option<String>,
    /// The grant it was done under; where the law compelled it, the id of the record of that.
    #[uniffi(default = None)]
    pub grant_id: Option<GrantId>,
    /// The digest of the policy that decided: 64 lower-case hexadecimal digits.
    pub policy: String,
}

/// What a text is entered as: itself if it is an id, otherwise `#` and the first 32 hexadecimal digits of
/// its SHA-256, so that one text has one mark.
#[uniffi::export]
pub fn log_entry_mark(text: String) -> String {
    LogEntry::mark(&text)
}

/// The entry of an attempt that was answered: what was not permitted was denied. `role` is the role it was
/// tried in, `grant_id` the grant it was permitted by, `policy` the digest of the policy that answered.
/// `AccessDesk::entry` knows all three by itself.
#[uniffi::export]
pub fn log_entry_of(
    attempt: Attempt,
    answer: Answer,
    role: Option<String>,
    grant_id: Option<String>,
    policy: String,
) -> LogEntry {
    LogEntry::of(&attempt, answer, role.as_deref(), grant_id.as_deref(), &policy)
}

/// Where a log stands after its last line. It makes the next line; writing it is the caller's.
///
/// ```
/// use keyaccount::archive::{LogEntry, LogHead, LogIntegrity, LogOutcome, LogVerifier};
/// use keyaccount::{ArchiveAction, Policy};
/// let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(9, 0, 0).unwrap();
/// let mut head = LogHead::new();
/// let mut log = head.open(at).unwrap();
/// log += &head
///     .append(&LogEntry {
///         at,
///         actor: "P-7".into(),
///         role: Some("maintainer".to_owned()),
///         action: ArchiveAction::ViewElectronic,
///         customer_id: Some("C-1".into()),
///         fields: Vec::new(),
///         fields_left_out: 0,
///         form: None,
///         outcome: LogOutcome::Allowed,
///         rule: None,
///         grant_id: None,
///         policy: Policy::shipped("standard").unwrap().digest(),
///     })
///     .unwrap();
/// let mut verifier = LogVerifier::new(head.checkpoint());
/// verifier.push(log.as_bytes());
/// assert_eq!(verifier.finish().outcome, LogIntegrity::Intact);
/// ```
#[uniffi::remote(Record)]
pub struct LogHead {
    /// How many lines the log has, opening lines included, those of earlier segments too.
    pub count: u64,
    /// The hash of the last line; 64 zeros before there is one.
    pub head: String,
    /// The time of the last line; `None` before there is one.
    #[uniffi(default = None)]
    pub time: Option<CalendarTime>,
}

/// What to keep somewhere else; `None` while there is no line.
#[uniffi::export]
pub fn log_head_checkpoint(log_head: LogHead) -> Option<Checkpoint> {
    log_head.checkpoint()
}

/// A log without a line.
#[uniffi::export]
pub fn log_head_new() -> LogHead {
    LogHead::new()
}

/// Whether a log is what it was.
#[uniffi::remote(Enum)]
pub enum LogIntegrity {
    /// `intact`: everything up to the checkpoint is what it was.
    Intact,
    /// `unanchored`: nothing inside was changed, but there was no checkpoint of any of its lines, so that
    /// neither a tail that was cut off nor a log that was written anew would show.
    Unanchored,
    /// `altered`: something was changed, put in or taken out.
    Altered,
}

/// `intact`, `unanchored` or `altered`.
#[uniffi::export]
pub fn log_integrity_code(log_integrity: LogIntegrity) -> String {
    log_integrity.code().to_owned()
}

/// Whether what the log tells of was allowed.
#[uniffi::remote(Enum)]
pub enum LogOutcome {
    /// `allowed`
    Allowed,
    /// `denied`, which what could not be told is as well.
    Denied,
}

/// What verifying a log found.
#[uniffi::remote(Record)]
pub struct LogVerification {
    /// What it comes to.
    pub outcome: LogIntegrity,
    /// Entries read, opening lines not counted; of an altered log those before the alteration.
    pub entries: u64,
    /// Lines of earlier segments, which are not in this file and of which nothing is said.
    pub lines_before: u64,
    /// Where the log stands; of an altered log, where it stood before the first altered line. With it, a
    /// log that was not altered goes on.
    pub head: LogHead,
    /// The line of the log at which the checkpoint was taken, where there was one.
    #[uniffi(default = None)]
    pub checkpoint: Option<u64>,
    /// Lines of this file after the checkpoint, or all where there was none: they follow from one another,
    /// but whether there were more, or others, cannot be told.
    pub unanchored: u64,
    /// The first line that is not what it was.
    #[uniffi(default = None)]
    pub first_altered: Option<LogAlteration>,
}

/// Whether nothing was found to be altered.
#[uniffi::export]
pub fn log_verification_holds(log_verification: LogVerification) -> bool {
    log_verification.holds()
}

/// What was found, as sentences.
#[uniffi::export]
pub fn log_verification_text(log_verification: LogVerification, language: Language) -> String {
    log_verification.text(language)
}
