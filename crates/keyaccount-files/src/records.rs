//! The records of a CSV file with the lines they start on. Everything about the form of a file is
//! judged here; nothing about its meaning.

use std::io::Read;

use csv::{ByteRecord, StringRecord, Terminator};
use encoding_rs::Encoding;
use keyaccount::{Problem, ProblemCode, quote};

use crate::feed::{CHUNK, END, Feed, MAX_RECORD, Refusal};

/// The most columns a file may have.
const MAX_COLUMNS: usize = 4_096;

/// How the text of a file is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) encoding: &'static Encoding,
    pub(crate) delimiter: u8,
}

impl Default for Form {
    fn default() -> Self {
        Self { encoding: encoding_rs::UTF_8, delimiter: b',' }
    }
}

/// The records of one file.
pub(crate) struct Records<R> {
    reader: csv::Reader<Feed<R>>,
    form: Form,
    header: StringRecord,
    record: Option<StringRecord>,
    line: u64,
}

/// What the next record is.
pub(crate) enum Step {
    /// A row, to be had from [`Records::row`].
    Row,
    /// A row whose form is bad: the problem with its field from 0, and what can be shown of the row.
    Bad(Problem, Option<usize>, StringRecord),
    /// There is no further row.
    End,
}

/// A row of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawRow<'a>(&'a StringRecord);

impl<'a> RawRow<'a> {
    pub(crate) const fn new(record: &'a StringRecord) -> Self {
        Self(record)
    }

    /// The text of a field. Lines end in LF for the parser, so that a lone CR is seen; the CR of a
    /// CRLF is therefore still on the last field.
    pub(crate) fn get(self, field: usize) -> Option<&'a str> {
        let text = self.0.get(field)?;
        if field.saturating_add(1) == self.0.len() {
            Some(text.strip_suffix('\r').unwrap_or(text))
        } else {
            Some(text)
        }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.0.len()).filter_map(move |field| self.get(field))
    }

    fn is_blank_line(self) -> bool {
        self.0.len() == 1 && self.get(0).is_some_and(|text| text.trim().is_empty())
    }
}

impl<R: Read> Records<R> {
    /// Opens a file and reads its header. The problem of a failure carries its line and column.
    pub(crate) fn open(source: R, form: Form) -> Result<Self, Box<Problem>> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(form.delimiter)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(CHUNK)
            .from_reader(Feed::new(source, form.encoding));
        let mut records = Self { reader, form, header: StringRecord::new(), record: None, line: 1 };
        records.read_header()?;
        Ok(records)
    }

    fn read_header(&mut self) -> Result<(), Box<Problem>> {
        match self.advance()? {
            Step::Row => {}
            Step::Bad(problem, field, _) => return Err(Box::new(self.place(problem, field))),
            Step::End => {
                let problem = Problem::new(
                    ProblemCode::NoHeader,
                    "an empty file",
                    "a header row with the names of the columns",
                )
                .remedy("a table without rows still has its header");
                return Err(Box::new(self.place(problem, None)));
            }
        }
        let record = self.record.take().unwrap_or_default();
        let row = RawRow::new(&record);
        if record.len() > MAX_COLUMNS {
            let problem = Problem::new(
                ProblemCode::TooLarge,
                format!("{} columns", record.len()),
                format!("at most {MAX_COLUMNS}"),
            );
            return Err(Box::new(self.place(problem, None)));
        }
        for (field, name) in row.iter().enumerate() {
            if has_lone_return(name) {
                return Err(Box::new(self.place(only_returns(), None)));
            }
            // A trailing delimiter or a table's index column gives blank names, which nobody means.
            let first = row.iter().take(field).position(|other| other == name && !name.trim().is_empty());
            if let Some(first) = first {
                let found = format!(
                    "a second column {}, the first being field {}",
                    quote(name),
                    first.saturating_add(1)
                );
                let problem = Problem::new(ProblemCode::Duplicate, found, "every name once")
                    .remedy("rename one of them");
                return Err(Box::new(self.place(problem, Some(field))));
            }
        }
        self.header = row.iter().collect();
        Ok(())
    }

    /// The names of the columns.
    pub(crate) const fn header(&self) -> &StringRecord {
        &self.header
    }

    /// The line the present record starts on.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes of text have been parsed.
    pub(crate) fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The present row.
    pub(crate) fn row(&self) -> Option<RawRow<'_>> {
        self.record.as_ref().map(RawRow::new)
    }

    fn place(&self, problem: Problem, field: Option<usize>) -> Problem {
        Problem { line: Some(self.line), column: field.map(from_one), ..problem }
    }

    /// Reads the next record.
    ///
    /// # Errors
    /// What ends the reading of the file: an unclosed quotation mark, a record beyond the limit, a
    /// failing disk. The problem carries its line.
    pub(crate) fn advance(&mut self) -> Result<Step, Box<Problem>> {
        loop {
            // The record's memory is used again for every row.
            let mut bytes = self.record.take().map_or_else(ByteRecord::new, StringRecord::into_byte_record);
            self.line = self.reader.position().line();
            let start = self.reader.position().byte();
            let more = match self.reader.read_byte_record(&mut bytes) {
                Ok(more) => more,
                Err(error) => return Err(Box::new(self.place(self.refused(error), None))),
            };
            self.reader.get_mut().record_finished();
            if !more {
                return Ok(Step::End);
            }
            let end = self.reader.position();
            let is_last = self.reader.get_ref().length() == Some(end.byte());
            if is_last && bytes.len() == 1 && bytes.get(0) == Some(END.as_bytes()) {
                return Ok(Step::End);
            }
            // Blank lines are skipped within the parser, so the start is counted back from the end.
            if end.line() > self.line.saturating_add(1) {
                let inside = bytes.as_slice().iter().filter(|byte| **byte == b'\n').count();
                let lines = if is_last { inside } else { inside.saturating_add(1) };
                self.line = end.line().saturating_sub(lines as u64);
            }
            if is_last {
                let problem = Problem::new(
                    ProblemCode::UnclosedQuote,
                    "a quotation mark that is never closed",
                    "a `\"` at the end of the cell",
                )
                .remedy("close it; a quotation mark within a quoted cell is written twice");
                return Err(Box::new(self.place(problem, bytes.len().checked_sub(1))));
            }
            if end.byte().saturating_sub(start) > MAX_RECORD {
                return Err(Box::new(self.place(self.too_large(), None)));
            }
            let record = match StringRecord::from_byte_record(bytes) {
                Ok(record) => record,
                Err(error) => {
                    let field = error.utf8_error().field();
                    let shown = StringRecord::from_byte_record_lossy(error.into_byte_record());
                    let found = quote(shown.get(field).unwrap_or_default());
                    let problem = Problem::new(ProblemCode::BadEncoding, found, self.expected_encoding())
                        .remedy("state the file's `encoding` in book.toml, such as `gbk` or `windows-1252`");
                    return Ok(Step::Bad(problem, Some(field), shown));
                }
            };
            if RawRow::new(&record).is_blank_line() {
                self.record = Some(record);
                continue;
            }
            return Ok(self.judge(record));
        }
    }

    /// Judges the form of a record.
    fn judge(&mut self, record: StringRecord) -> Step {
        let (cells, names) = (record.len(), self.header.len());
        if record.as_slice().as_bytes().contains(&0) {
            let field = record.iter().position(|cell| cell.contains('\0'));
            let found = quote(field.and_then(|f| record.get(f)).unwrap_or_default());
            let problem = Problem::new(ProblemCode::BadEncoding, found, "text without NUL")
                .remedy("if the file is UTF-16, state `encoding = \"utf-16le\"` in book.toml");
            return Step::Bad(problem, field, record);
        }
        if cells != names && names != 0 {
            let mut problem = Problem::new(
                ProblemCode::RaggedRow,
                format!("{cells} cells"),
                format!("{names}, as many as the header has"),
            );
            if record.iter().any(|cell| has_lone_return(cell.strip_suffix('\r').unwrap_or(cell))) {
                problem = problem.remedy("the row holds a CR without LF: end every line with LF or CRLF");
            } else if cells > names {
                problem = problem.remedy("put cells that hold the delimiter in quotation marks");
            }
            return Step::Bad(problem, None, record);
        }
        self.record = Some(record);
        Step::Row
    }

    fn expected_encoding(&self) -> String {
        format!("text in {}", self.form.encoding.name())
    }

    fn too_large(&self) -> Problem {
        if self.reader.get_ref().only_returns() {
            return only_returns();
        }
        Problem::new(
            ProblemCode::TooLarge,
            format!("a record of more than {MAX_RECORD} bytes"),
            "shorter records",
        )
        .remedy("look for a quotation mark that is not closed, or line ends that are missing")
    }

    fn refused(&self, error: csv::Error) -> Problem {
        let csv::ErrorKind::Io(error) = error.into_kind() else {
            return Problem::new(ProblemCode::Syntax, "what is no CSV", "CSV as RFC 4180 has it");
        };
        match error.get_ref().and_then(|e| e.downcast_ref::<Refusal>()) {
            Some(Refusal::RecordTooLarge) => self.too_large(),
            Some(Refusal::Workbook) => {
                Problem::new(ProblemCode::Syntax, "a workbook or an archive", "a CSV file")
                    .remedy("save the sheet as CSV")
            }
            Some(Refusal::Utf16(label)) => Problem::new(
                ProblemCode::BadEncoding,
                "the byte order mark of UTF-16",
                self.expected_encoding(),
            )
            .remedy(format!("state `encoding = \"{label}\"` in book.toml")),
            None => Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"),
        }
    }
}

/// A position from 0 as a person counts it.
pub(crate) fn from_one(position: usize) -> u64 {
    u64::try_from(position).unwrap_or(u64::MAX).saturating_add(1)
}

fn has_lone_return(text: &str) -> bool {
    text.contains('\r') && text.replace("\r\n", "").contains('\r')
}

fn only_returns() -> Problem {
    Problem::new(ProblemCode::Syntax, "lines that end in CR alone", "LF or CRLF at the end of a line")
        .remedy("save the file again with other line ends")
}
