//! Where a log stands, which is all that is needed to go on with it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::checkpoint::Checkpoint;
use super::entry::{LogEntry, is_hash};
use super::line::{EntryLine, LOG_SCHEMA, MAX_LOG_LINE, NOTHING, Opening, hash};
use crate::approval::is_day;
use crate::error::{Error, Problem, ProblemCode, quote};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogHead {
    /// How many lines the log has, opening lines included, those of earlier segments too.
    pub count: u64,
    /// The hash of the last line; 64 zeros before there is one.
    pub head: String,
    /// The time of the last line; `None` before there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveDateTime>,
}

impl Default for LogHead {
    fn default() -> Self {
        Self::new()
    }
}

impl LogHead {
    /// A log without a line.
    #[must_use]
    pub fn new() -> Self {
        Self { count: 0, head: NOTHING.to_owned(), time: None }
    }

    /// The line that opens the log, or a segment of it that begins here, with its line feed.
    ///
    /// # Errors
    /// A time before that of the last line, or not within years 1–9999; a head that is no hash.
    pub fn open(&mut self, at: NaiveDateTime) -> Result<String, Error> {
        self.check(at)?;
        let prev = self.head.clone().into();
        self.write(at, &Opening { keyaccount_log: LOG_SCHEMA, prev, count: self.count, at })
    }

    /// The line of an entry, with its line feed. What was refused changes nothing.
    ///
    /// # Errors
    /// A log that was not opened; a time before that of the last line; a blank id or one of more than 64
    /// characters; more than 64 fields; a policy digest that is none.
    pub fn append(&mut self, entry: &LogEntry) -> Result<String, Error> {
        if self.count == 0 {
            let found = "a log that was not opened";
            let problem = Problem::new(ProblemCode::Missing, found, "the line that opens a log");
            return Err(problem.remedy("write what `open` gives first").into());
        }
        entry.check()?;
        self.check(entry.at)?;
        self.write(entry.at, &EntryLine::of(&self.head.clone(), entry))
    }

    /// What to keep somewhere else; `None` while there is no line.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        let time = self.time?;
        Some(Checkpoint { count: self.count, head: self.head.clone(), time, signature: None })
    }

    fn check(&self, at: NaiveDateTime) -> Result<(), Error> {
        if !is_hash(&self.head) {
            let problem = Problem::new(ProblemCode::UnknownCode, quote(&self.head), "the hash of a line");
            return Err(problem.path("head").into());
        }
        if !is_day(at.date()) {
            let found = quote(&at.to_string());
            let problem = Problem::new(ProblemCode::BadDate, found, "a time of years 1–9999");
            return Err(problem.path("at").into());
        }
        match self.time.filter(|time| at < *time) {
            Some(time) => {
                let found = format!("`{at}`, which is before `{time}`");
                let expected = "the time of the last line or a later one";
                Err(Problem::new(ProblemCode::DatesOutOfOrder, found, expected).path("at").into())
            }
            None => Ok(()),
        }
    }

    fn write<T: Serialize>(&mut self, at: NaiveDateTime, line: &T) -> Result<String, Error> {
        let unwritable =
            |what: String| Problem::new(ProblemCode::TooLarge, what, "a line that can be written");
        let mut text = serde_json::to_string(line).map_err(|error| unwritable(quote(&error.to_string())))?;
        if text.len() > MAX_LOG_LINE {
            return Err(unwritable(format!("a line of {} bytes", text.len())).into());
        }
        self.head = hash(text.as_bytes());
        self.count = self.count.saturating_add(1);
        self.time = Some(at);
        text.push('\n');
        Ok(text)
    }
}
