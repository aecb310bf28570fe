//! Whether a log is what it was: one pass, one line at a time.

use core::mem;
use std::io::{self, BufRead};

use chrono::NaiveDateTime;

use super::checkpoint::Checkpoint;
use super::entry::LogEntry;
use super::head::LogHead;
use super::line::{MAX_LOG_LINE, NOTHING, Opening, ReadLine, hash, read};
use super::report::{LogAlteration, LogDifference, LogIntegrity, LogVerification};

/// Verifies a log against a checkpoint, if there is one, and takes no more memory than one line.
///
/// # Errors
/// What cannot be read. What is wrong with the log is no error, but what was found.
pub fn verify_log(reader: impl BufRead, checkpoint: Option<Checkpoint>) -> io::Result<LogVerification> {
    let mut verifier = LogVerifier::new(checkpoint);
    verifier.read_all(reader, NOBODY)?;
    Ok(verifier.finish())
}

/// Nobody who wants to see entries.
const NOBODY: Option<&mut fn(u64, &LogEntry)> = None;

/// Verifies a log that comes in pieces. It ends with the first alteration; what comes after is passed over.
#[derive(Clone, Debug)]
pub struct LogVerifier {
    checkpoint: Option<Checkpoint>,
    /// The beginning of a line whose end has not come yet.
    pending: Vec<u8>,
    /// Where a line is written again, to be held against what was read.
    written: Vec<u8>,
    /// Lines of the file so far.
    line: u64,
    now: State,
    /// Before the last line.
    before: State,
    /// A line that does not follow from the one before it. The next one tells which of the two it was.
    unlinked: Option<Unlinked>,
    /// Lines of earlier segments, which are not in the file.
    lines_before: u64,
    /// Where the checkpoint was met, in the file.
    met: Option<u64>,
    /// Whether the file begins where the checkpoint was taken, with none of the lines it anchors.
    goes_on: bool,
    /// The last entry, which whatever comes next confirms.
    held: Option<(u64, LogEntry)>,
    altered: Option<LogAlteration>,
}

/// A line that does not follow from the one before it.
#[derive(Clone, Debug)]
struct Unlinked {
    line: u64,
    hash: String,
}

/// Where the log stands after a line.
#[derive(Clone, Debug)]
struct State {
    count: u64,
    hash: String,
    time: Option<NaiveDateTime>,
    entries: u64,
}

impl State {
    fn nothing() -> Self {
        Self { count: 0, hash: NOTHING.to_owned(), time: None, entries: 0 }
    }
}

impl LogVerifier {
    /// A verifier against a checkpoint; without one the log cannot be more than `unanchored`.
    #[must_use]
    pub fn new(checkpoint: Option<Checkpoint>) -> Self {
        Self {
            checkpoint,
            pending: Vec::new(),
            written: Vec::new(),
            line: 0,
            now: State::nothing(),
            before: State::nothing(),
            unlinked: None,
            lines_before: 0,
            met: None,
            goes_on: false,
            held: None,
            altered: None,
        }
    }

    /// The next piece, cut anywhere.
    pub fn push(&mut self, bytes: &[u8]) {
        self.push_any(bytes, NOBODY);
    }

    /// The next piece, cut anywhere; `visit` is shown every entry with its line in the file, once the line
    /// behind it has confirmed it: the last one by [`finish_with`](Self::finish_with). No entry of the first
    /// altered line or behind it is shown.
    pub fn push_with(&mut self, bytes: &[u8], mut visit: impl FnMut(u64, &LogEntry)) {
        self.push_any(bytes, Some(&mut visit));
    }

    /// Everything a reader gives; `visit` as in [`push_with`](Self::push_with).
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read_from(
        &mut self,
        reader: impl BufRead,
        mut visit: impl FnMut(u64, &LogEntry),
    ) -> io::Result<()> {
        self.read_all(reader, Some(&mut visit))
    }

    fn read_all<V: FnMut(u64, &LogEntry)>(
        &mut self,
        mut reader: impl BufRead,
        mut visit: Option<&mut V>,
    ) -> io::Result<()> {
        while self.altered.is_none() {
            let piece = match reader.fill_buf() {
                Ok([]) => break,
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let length = piece.len();
            self.push_any(piece, visit.as_deref_mut());
            reader.consume(length);
        }
        Ok(())
    }

    fn push_any<V: FnMut(u64, &LogEntry)>(&mut self, bytes: &[u8], mut visit: Option<&mut V>) {
        let mut rest = bytes;
        while self.altered.is_none() && !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte == b'\n');
            let (piece, after) = match end.and_then(|end| rest.split_at_checked(end)) {
                Some((piece, after)) => (piece, after.get(1..).unwrap_or_default()),
                None => (rest, &[][..]),
            };
            rest = after;
            if self.pending.len().saturating_add(piece.len()) > MAX_LOG_LINE {
                self.next_line();
                self.alter_here(LogDifference::TooLong);
            } else if end.is_none() {
                self.pending.extend_from_slice(piece);
            } else if self.pending.is_empty() {
                self.line(piece, visit.as_deref_mut());
            } else {
                let mut whole = mem::take(&mut self.pending);
                whole.extend_from_slice(piece);
                self.line(&whole, visit.as_deref_mut());
                whole.clear();
                self.pending = whole;
            }
        }
    }

    /// What was found, now that there is no more; `visit` is shown the last entry.
    #[must_use]
    pub fn finish_with(mut self, mut visit: impl FnMut(u64, &LogEntry)) -> LogVerification {
        if self.altered.is_none() {
            self.end();
        }
        if let Some((line, entry)) = self.held.take() {
            visit(line, &entry);
        }
        self.found()
    }

    /// What was found, now that there is no more.
    #[must_use]
    pub fn finish(self) -> LogVerification {
        self.finish_with(|_, _| {})
    }

    fn found(self) -> LogVerification {
        let State { count, hash, time, entries } = self.now;
        let outcome = match (&self.altered, self.met) {
            (Some(_), _) => LogIntegrity::Altered,
            (None, Some(_)) => LogIntegrity::Intact,
            (None, None) => LogIntegrity::Unanchored,
        };
        LogVerification {
            outcome,
            entries,
            unanchored: match (outcome, self.met) {
                (LogIntegrity::Altered, _) => 0,
                (_, Some(at)) => count.saturating_sub(at),
                (_, None) => self.line,
            },
            lines_before: self.lines_before,
            head: LogHead { count, head: hash, time },
            checkpoint: self.checkpoint.map(|checkpoint| checkpoint.count),
            first_altered: self.altered,
        }
    }

    fn end(&mut self) {
        if !self.pending.is_empty() {
            self.next_line();
            self.alter_here(LogDifference::Unfinished);
        } else if let Some(unlinked) = self.unlinked.take() {
            self.content(unlinked.line);
        } else if self.line == 0 {
            self.next_line();
            self.alter(LogDifference::NoOpening, None);
        } else if let Some(checkpoint) = &self.checkpoint
            && self.met.is_none()
            && !self.goes_on
        {
            let values = (format!("{} lines", self.now.count), format!("{} lines", checkpoint.count));
            self.next_line();
            self.alter(LogDifference::Missing, Some(values));
        }
    }

    fn line<V: FnMut(u64, &LogEntry)>(&mut self, bytes: &[u8], visit: Option<&mut V>) {
        self.next_line();
        let read = match read(bytes, &mut self.written) {
            Ok(read) => read,
            Err(difference) => return self.alter_here(difference),
        };
        match self.unlinked.take() {
            Some(unlinked) if unlinked.hash == read.prev() => return self.content(unlinked.line),
            Some(unlinked) => return self.chain(unlinked.line),
            None => {}
        }
        if self.line == 1 {
            let ReadLine::Opening(opening) = &read else {
                return self.alter(LogDifference::NoOpening, None);
            };
            self.now = State { count: opening.count, hash: opening.prev.to_string(), time: None, entries: 0 };
            self.lines_before = opening.count;
            if !self.begins_well() {
                return;
            }
        } else if read.prev() != self.now.hash {
            return self.unlink(hash(bytes));
        }
        let at = read.at();
        if let Some(before) = self.now.time.filter(|before| at < *before) {
            let values = (format!("{at:?}"), format!("{before:?} or later"));
            return self.alter(LogDifference::Time, Some(values));
        }
        if let ReadLine::Opening(Opening { count, .. }) = read
            && count != self.now.count
        {
            let values = (count.to_string(), self.now.count.to_string());
            return self.alter(LogDifference::Count, Some(values));
        }
        let is_entry = matches!(read, ReadLine::Entry(_));
        let next = State {
            count: self.now.count.saturating_add(1),
            hash: hash(bytes),
            time: Some(at),
            entries: self.now.entries.saturating_add(u64::from(is_entry)),
        };
        if !self.agrees(&next, at) {
            return;
        }
        self.before = mem::replace(&mut self.now, next);
        let Some(visit) = visit else { return };
        if let Some((line, entry)) = self.held.take() {
            visit(line, &entry);
        }
        if let ReadLine::Entry(entry) = read {
            self.held = Some((self.line, entry.into_entry()));
        }
    }

    /// Whether a line is the one the checkpoint was taken at, if it was taken here.
    fn agrees(&mut self, next: &State, at: NaiveDateTime) -> bool {
        let Some(checkpoint) = self.checkpoint.as_ref().filter(|checkpoint| checkpoint.count == next.count)
        else {
            return true;
        };
        let values = if checkpoint.head != next.hash {
            (next.hash.clone(), checkpoint.head.clone())
        } else if checkpoint.time != at {
            (format!("{at:?}"), format!("{:?}", checkpoint.time))
        } else {
            self.met = Some(next.count);
            return true;
        };
        self.alter(LogDifference::Checkpoint, Some(values));
        false
    }

    /// Whether a segment begins where the checkpoint lets it.
    fn begins_well(&mut self) -> bool {
        let Some(checkpoint) = &self.checkpoint else { return true };
        let (count, hash) = (self.now.count, &self.now.hash);
        if checkpoint.count < count {
            let values = (format!("{count} lines before"), format!("{} lines before", checkpoint.count));
            self.alter(LogDifference::Gap, Some(values));
        } else if checkpoint.count == count && checkpoint.head != *hash {
            let values = (hash.clone(), checkpoint.head.clone());
            self.alter(LogDifference::Checkpoint, Some(values));
        } else if checkpoint.count == count {
            self.now.time = Some(checkpoint.time);
            self.goes_on = true;
        }
        self.altered.is_none()
    }

    /// This line does not follow from the one before. Which of the two is another than it was shows from the
    /// next line, or from the checkpoint where it is one of them.
    fn unlink(&mut self, hash: String) {
        let number = self.now.count.saturating_add(1);
        let at_checkpoint = self.checkpoint.as_ref().filter(|checkpoint| checkpoint.count == number);
        let is_as_it_was = at_checkpoint.map(|checkpoint| checkpoint.head == hash);
        let unlinked = Unlinked { line: self.line, hash };
        match is_as_it_was {
            Some(false) => self.chain(unlinked.line),
            _ if self.met == Some(self.now.count) => self.chain(unlinked.line),
            Some(true) => self.content(unlinked.line),
            None => self.unlinked = Some(unlinked),
        }
    }

    /// The line before the unlinked one is another than it was.
    fn content(&mut self, unlinked: u64) {
        self.now = mem::replace(&mut self.before, State::nothing());
        self.alter_at(unlinked.saturating_sub(1), LogDifference::Content, None);
    }

    /// The unlinked line itself is.
    fn chain(&mut self, unlinked: u64) {
        self.alter_at(unlinked, LogDifference::Chain, None);
    }

    /// This line is altered, unless one before it is.
    fn alter_here(&mut self, difference: LogDifference) {
        match self.unlinked.take() {
            Some(unlinked) => self.content(unlinked.line),
            None => self.alter(difference, None),
        }
    }

    fn alter(&mut self, difference: LogDifference, values: Option<(String, String)>) {
        self.alter_at(self.line, difference, values);
    }

    fn alter_at(&mut self, line: u64, difference: LogDifference, values: Option<(String, String)>) {
        let (found, expected) = values.unzip();
        self.altered = Some(LogAlteration { line, difference, found, expected });
        self.pending.clear();
        self.held = None;
    }

    fn next_line(&mut self) {
        self.line = self.line.saturating_add(1);
    }
}
