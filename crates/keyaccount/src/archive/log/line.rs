//! A line of the log as it is written, and nothing else.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entry::{LogEntry, LogOutcome, MAX_FIELDS, is_code, is_hash, is_zero};
use super::report::LogDifference;
use crate::approval::{is_day, is_id};
use crate::policy::{AccessForm, ArchiveAction};

/// The newest form of access logs this library reads, and the one it writes.
pub const LOG_SCHEMA: u64 = 1;

/// A line of the log has at most so many bytes, its line feed not counted.
pub const MAX_LOG_LINE: usize = 32_768;

/// What stands in place of a hash before the first line of a log.
pub(super) const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// How every opening line begins.
const OPENS: &[u8] = b"{\"keyaccount_log\":";

/// The line that begins a log or a segment of one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening<'a> {
    pub(super) keyaccount_log: u64,
    #[serde(borrow)]
    pub(super) prev: Cow<'a, str>,
    /// How many lines there were before.
    pub(super) count: u64,
    pub(super) at: NaiveDateTime,
}

/// The form alone, which is looked at before anything a newer form may have changed.
#[derive(Debug, Deserialize)]
struct Form {
    keyaccount_log: u64,
}

/// An entry with the hash of the line before; the keys are those of [`LogEntry`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryLine<'a> {
    #[serde(borrow)]
    pub(super) prev: Cow<'a, str>,
    pub(super) at: NaiveDateTime,
    #[serde(borrow)]
    actor: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
    action: ArchiveAction,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    customer_id: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_zero")]
    fields_left_out: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<AccessForm>,
    outcome: LogOutcome,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    rule: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    grant_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    policy: Cow<'a, str>,
}

impl<'a> EntryLine<'a> {
    pub(super) fn of(prev: &'a str, entry: &'a LogEntry) -> Self {
        let text = |text: Option<&'a str>| text.map(Cow::Borrowed);
        Self {
            prev: Cow::Borrowed(prev),
            at: entry.at,
            actor: Cow::Borrowed(&entry.actor),
            role: text(entry.role.as_deref()),
            action: entry.action,
            customer_id: text(entry.customer_id.as_deref()),
            fields: entry.fields.iter().map(|field| Cow::Borrowed(field.as_str())).collect(),
            fields_left_out: entry.fields_left_out,
            form: entry.form,
            outcome: entry.outcome,
            rule: text(entry.rule.as_deref()),
            grant_id: text(entry.grant_id.as_deref()),
            policy: Cow::Borrowed(&entry.policy),
        }
    }

    /// Whether it holds nothing but what an entry may, as [`LogEntry::check`] has it.
    fn is_sound(&self) -> bool {
        let is_some_id = |id: &Option<Cow<'_, str>>| id.as_deref().is_none_or(is_id);
        is_hash(&self.prev)
            && is_day(self.at.date())
            && is_id(&self.actor)
            && is_some_id(&self.role)
            && is_some_id(&self.customer_id)
            && is_some_id(&self.grant_id)
            && self.fields.len() <= MAX_FIELDS
            && (self.fields_left_out == 0 || self.fields.len() == MAX_FIELDS)
            && self.fields.iter().all(|field| is_id(field))
            && self.rule.as_deref().is_none_or(is_code)
            && is_hash(&self.policy)
    }

    /// The entry by itself.
    pub(super) fn into_entry(self) -> LogEntry {
        let text = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        LogEntry {
            at: self.at,
            actor: self.actor.into(),
            role: text(self.role),
            action: self.action,
            customer_id: text(self.customer_id).map(Into::into),
            fields: self.fields.into_iter().map(Cow::into_owned).collect(),
            fields_left_out: self.fields_left_out,
            form: self.form,
            outcome: self.outcome,
            rule: text(self.rule),
            grant_id: text(self.grant_id).map(Into::into),
            policy: self.policy.into_owned(),
        }
    }
}

/// A line that is written as it must be. Whether it belongs where it stands is another question.
pub(super) enum ReadLine<'a> {
    /// It opens the log, or a segment of it.
    Opening(Opening<'a>),
    /// An entry.
    Entry(EntryLine<'a>),
}

impl ReadLine<'_> {
    pub(super) fn prev(&self) -> &str {
        match self {
            Self::Opening(line) => &line.prev,
            Self::Entry(line) => &line.prev,
        }
    }

    pub(super) const fn at(&self) -> NaiveDateTime {
        match self {
            Self::Opening(line) => line.at,
            Self::Entry(line) => line.at,
        }
    }
}

/// Reads a line; `written` is used again from line to line.
pub(super) fn read<'a>(bytes: &'a [u8], written: &mut Vec<u8>) -> Result<ReadLine<'a>, LogDifference> {
    let unreadable = |_| LogDifference::Unreadable;
    if bytes.starts_with(OPENS) {
        let Form { keyaccount_log } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if keyaccount_log > LOG_SCHEMA {
            return Err(LogDifference::FormTooNew);
        }
        let line: Opening<'_> = serde_json::from_slice(bytes).map_err(unreadable)?;
        is_written_so(&line, bytes, written)?;
        let is_first = line.prev == NOTHING;
        let is_sound = keyaccount_log == LOG_SCHEMA && is_hash(&line.prev) && is_day(line.at.date());
        if !is_sound || is_first != (line.count == 0) {
            return Err(LogDifference::BadValue);
        }
        return Ok(ReadLine::Opening(line));
    }
    let line: EntryLine<'_> = serde_json::from_slice(bytes).map_err(unreadable)?;
    is_written_so(&line, bytes, written)?;
    if line.is_sound() { Ok(ReadLine::Entry(line)) } else { Err(LogDifference::BadValue) }
}

/// Whether a line is written in the one way there is.
fn is_written_so<T: Serialize>(line: &T, bytes: &[u8], written: &mut Vec<u8>) -> Result<(), LogDifference> {
    written.clear();
    let same = serde_json::to_writer(&mut *written, line).is_ok() && written == bytes;
    if same { Ok(()) } else { Err(LogDifference::NotCanonical) }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal digits.
pub(in crate::archive) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect()
}
