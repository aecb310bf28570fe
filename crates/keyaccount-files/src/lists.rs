//! Short lists that stand beside a book: CSV in the canonical form of BOOK §2.10, a few named columns.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::StringRecord;
use keyaccount::{Problem, ProblemCode, quote};

use crate::columns::{near, twice};
use crate::csv_rows::{CsvRows, Form, Step, from_one};
use crate::heading;
use crate::problems::{ReadError, io_in_words};
use crate::raw::{Raw, RawRow};

/// What is wrong with a row, and in which of the columns.
pub(crate) type BadCells = Vec<(Problem, usize)>;

/// The columns of a list; further ones are not read.
pub(crate) struct List {
    /// What it is, with an article.
    pub(crate) called: &'static str,
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

impl List {
    /// Hands over every row: its cells, required ones first, and the line it starts on.
    ///
    /// # Errors
    /// Everything that is wrong, each problem with its file, line and column.
    pub(crate) fn read_file(
        &self,
        path: &Path,
        row: impl FnMut(&[Option<&str>], u64) -> BadCells,
    ) -> Result<(), ReadError> {
        let shown = path.display().to_string();
        let io = |error: &dyn std::fmt::Display| {
            let problem = Problem::new(ProblemCode::Io, error.to_string(), self.called);
            ReadError::from(problem.at(&*shown, None, None))
        };
        // Opening a pipe waits for its writer.
        if !path.metadata().map_err(|error| io(&io_in_words(&error)))?.is_file() {
            return Err(io(&"what is no file"));
        }
        self.read(&shown, File::open(path).map_err(|error| io(&error))?, row)
    }

    pub(crate) fn read(
        &self,
        shown: &str,
        file: impl Read,
        row: impl FnMut(&[Option<&str>], u64) -> BadCells,
    ) -> Result<(), ReadError> {
        let rows = CsvRows::new(file, Form::default());
        let mut reading = Reading { list: self, shown, problems: ReadError::default(), rows, row };
        if let Err(problem) = reading.read() {
            reading.problems.push(*problem);
        }
        if reading.problems.is_empty() { Ok(()) } else { Err(reading.problems) }
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

struct Reading<'a, R, F> {
    list: &'a List,
    shown: &'a str,
    problems: ReadError,
    rows: CsvRows<R>,
    row: F,
}

impl<R: Read, F: FnMut(&[Option<&str>], u64) -> BadCells> Reading<'_, R, F> {
    fn read(&mut self) -> Result<(), Box<Problem>> {
        let mut raw = Raw::default();
        let header = match self.advance(&mut raw, None)? {
            Step::Row => {
                heading::judged(&heading::single(&raw)).map_err(|problem| Box::new(self.place(*problem)))?
            }
            Step::Bad(problem, field, _) => return Err(Box::new(self.in_field(problem, field, ""))),
            Step::End => {
                let expected = "a header row with the names of the columns";
                let problem = Problem::new(ProblemCode::NoHeader, "an empty file", expected);
                return Err(Box::new(self.place(problem)));
            }
        };
        let Some(fields) = self.fields(&header) else { return Ok(()) };
        loop {
            match self.advance(&mut raw, Some(header.len()))? {
                Step::End => return Ok(()),
                Step::Row => self.row(raw.row(), &fields),
                Step::Bad(problem, field, _) => {
                    let name = field.and_then(|field| header.get(field)).unwrap_or_default();
                    let problem = self.in_field(problem, field, name);
                    self.problems.push(problem);
                }
            }
        }
    }

    fn advance(&mut self, raw: &mut Raw, columns: Option<usize>) -> Result<Step, Box<Problem>> {
        self.rows.advance(raw, columns).map_err(|problem| Box::new(self.place(*problem)))
    }

    /// A list has no manifest that could say how it is written.
    fn place(&self, problem: Problem) -> Problem {
        let line = problem.line.or(Some(self.rows.line()));
        let names_manifest = problem.remedy.contains("book.toml");
        let problem = Problem { file: Some(self.shown.to_owned()), line, ..problem };
        if names_manifest { problem.remedy("save it as CSV in UTF-8") } else { problem }
    }

    fn in_field(&self, problem: Problem, field: Option<usize>, name: &str) -> Problem {
        Problem { column: field.map(from_one), ..self.place(problem.path(name)) }
    }

    /// Where the columns are; `None` if one that must be there is not.
    fn fields(&mut self, header: &StringRecord) -> Option<Vec<Option<usize>>> {
        let found = |name: &str| header.iter().position(|theirs| theirs == name);
        for name in self.list.required.iter().copied().filter(|name| found(name).is_none()) {
            let problem = Problem::new(
                ProblemCode::Missing,
                "no such column in the header",
                format!("a column `{name}`"),
            );
            let problem = self.place(problem.path(name));
            let others = header.iter().map(quote).collect::<Vec<_>>().join(", ");
            self.problems.push(match near(name, header) {
                Some(theirs) => problem.remedy(format!("did you mean {}? rename it", quote(theirs))),
                None => problem.remedy(format!("rename the column that holds it; the columns are {others}")),
            });
        }
        for field in self.list.names().filter_map(found) {
            if let Some(problem) = twice(header, field) {
                let problem = self.place(problem);
                self.problems.push(problem);
            }
        }
        self.problems.is_empty().then(|| self.list.names().map(found).collect())
    }

    fn row(&mut self, row: RawRow<'_>, fields: &[Option<usize>]) {
        let cells: Vec<_> = fields.iter().map(|field| field.and_then(|field| row.get(field))).collect();
        for (problem, at) in (self.row)(&cells, self.rows.line()) {
            let name = self.list.names().nth(at).unwrap_or_default();
            let problem = self.in_field(problem, fields.get(at).copied().flatten(), name);
            self.problems.push(problem);
        }
    }
}

/// A cell that is not blank.
pub(crate) fn filled<'c>(cells: &[Option<&'c str>], at: usize) -> Option<&'c str> {
    cells.get(at).copied().flatten().filter(|text| !text.trim().is_empty())
}
