//! The records of a CSV file with the lines they start on. Everything about the form of a file is
//! judged here; nothing about its meaning.

use std::io::Read;

use csv::{ByteRecord, StringRecord, Terminator};
use encoding_rs::Encoding;
use keyaccount::{Problem, ProblemCode, quote};

use crate::feed::{CHUNK, END, Feed, MAX_RECORD, Refusal};
use crate::raw::{Raw, RawRow};

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
pub(crate) struct CsvRows<R> {
    reader: csv::Reader<Feed<R>>,
    form: Form,
    line: u64,
    /// Lines and bytes of the file before the source.
    before: (u64, u64),
}

/// What the next record is.
pub(crate) enum Step {
    /// A row.
    Row,
    /// A row whose form is bad: the problem with its field from 0, and what can be shown of the row.
    Bad(Problem, Option<usize>, StringRecord),
    /// There is no further row.
    End,
}

impl<R: Read> CsvRows<R> {
    pub(crate) fn new(source: R, form: Form) -> Self {
        Self::of(Feed::new(source, form.encoding), form, (0, 0))
    }

    /// The records of UTF-8 behind so many lines and bytes of a file.
    pub(crate) fn behind(source: R, form: Form, lines: u64, bytes: u64) -> Self {
        Self::of(Feed::inside(source), form, (lines, bytes))
    }

    fn of(feed: Feed<R>, form: Form, before: (u64, u64)) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(form.delimiter)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(CHUNK)
            .from_reader(feed);
        Self { reader, form, line: before.0.saturating_add(1), before }
    }

    /// How many bytes of text stand before the next record, and the line it may start on.
    pub(crate) fn next_row(&self) -> (u64, u64) {
        let position = self.reader.position();
        (self.position(), self.before.0.saturating_add(position.line()))
    }

    /// The line the present record starts on.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes of text have been parsed, or stand before the source.
    pub(crate) fn position(&self) -> u64 {
        self.before.1.saturating_add(self.reader.position().byte())
    }

    fn place(&self, problem: Problem, field: Option<usize>) -> Problem {
        Problem { line: Some(self.line), column: field.map(from_one), ..problem }
    }

    /// Reads the next record, which has as many cells as there are `columns` if that is known.
    ///
    /// # Errors
    /// What ends the reading of the file: an unclosed quotation mark, a record beyond the limit, a
    /// failing disk. The problem carries its line.
    pub(crate) fn advance(&mut self, raw: &mut Raw, columns: Option<usize>) -> Result<Step, Box<Problem>> {
        loop {
            // The record's memory is used again for every row.
            let mut bytes: ByteRecord = std::mem::take(&mut raw.record).into_byte_record();
            self.line = self.before.0.saturating_add(self.reader.position().line());
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
            let end_line = self.before.0.saturating_add(end.line());
            if end_line > self.line.saturating_add(1) {
                let inside = bytes.as_slice().iter().filter(|byte| **byte == b'\n').count();
                let lines = if is_last { inside } else { inside.saturating_add(1) };
                self.line = end_line.saturating_sub(lines as u64);
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
            // Spreadsheets save blank rows as delimiters alone.
            if RawRow::new(&record).is_blank() {
                raw.record = record;
                continue;
            }
            return Ok(judge(record, raw, columns));
        }
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
                Problem::new(ProblemCode::Syntax, "a workbook or an archive", "a CSV file").remedy(
                    "a workbook ends in `.xlsx`, and book.toml says which `sheet` is read; or save the sheet as CSV",
                )
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

/// Judges the form of a record.
fn judge(record: StringRecord, raw: &mut Raw, columns: Option<usize>) -> Step {
    if record.as_slice().as_bytes().contains(&0)
        && let Some(field) = record.iter().position(|cell| cell.contains('\0'))
    {
        let problem =
            nul(&record, field).remedy("if the file is UTF-16, state `encoding = \"utf-16le\"` in book.toml");
        return Step::Bad(problem, Some(field), record);
    }
    let cells = record.len();
    if let Some(names) = columns.filter(|names| *names != cells) {
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
    raw.record = record;
    Step::Row
}

/// The problem of a cell with a character no text has.
pub(crate) fn nul(record: &StringRecord, field: usize) -> Problem {
    let found = quote(record.get(field).unwrap_or_default());
    Problem::new(ProblemCode::BadEncoding, found, "text without NUL")
}

/// A position from 0 as a person counts it.
pub(crate) fn from_one(position: usize) -> u64 {
    u64::try_from(position).unwrap_or(u64::MAX).saturating_add(1)
}

pub(crate) fn has_lone_return(text: &str) -> bool {
    text.contains('\r') && text.replace("\r\n", "").contains('\r')
}

pub(crate) fn only_returns() -> Problem {
    Problem::new(ProblemCode::Syntax, "lines that end in CR alone", "LF or CRLF at the end of a line")
        .remedy("save the file again with other line ends")
}
