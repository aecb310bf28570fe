//! Tables of outcomes for a back-test: CSV in the canonical form of BOOK §2.10.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use csv::StringRecord;
use keyaccount::book::{written_date, written_number, written_yes_no};
use keyaccount::{Outcome, OutcomeKind, OutcomeValue, Outcomes, Problem, ProblemCode, quote};

use crate::columns::{near, twice};
use crate::csv_rows::{CsvRows, Form, Step, from_one};
use crate::heading;
use crate::problems::{ReadError, io_in_words};
use crate::raw::{Raw, RawRow};

/// Reads a table of outcomes: a CSV file with the columns `customer_id` and `outcome`, and `on`, the
/// day it was observed, if it has one. Further columns are not read. A blank outcome is one that is not
/// known; a row dated on or before `after`, the day of the assessment, is no later outcome, and is left
/// out and counted.
///
/// # Errors
/// Everything that is wrong, each problem with its file, line and column: no such file, a missing
/// column, a customer given twice, an outcome that is neither yes nor no (or no number), a date that is
/// none.
pub fn read_outcomes(path: &Path, kind: OutcomeKind, after: NaiveDate) -> Result<Outcomes, ReadError> {
    let shown = path.display().to_string();
    let io = |error: &dyn std::fmt::Display| {
        let problem = Problem::new(ProblemCode::Io, error.to_string(), "a CSV file of outcomes");
        ReadError::from(problem.at(&*shown, None, None))
    };
    // Opening a pipe waits for its writer.
    if !path.metadata().map_err(|error| io(&io_in_words(&error)))?.is_file() {
        return Err(io(&"what is no file"));
    }
    read(&shown, File::open(path).map_err(|error| io(&error))?, kind, after)
}

pub(crate) fn read(
    shown: &str,
    file: impl Read,
    kind: OutcomeKind,
    after: NaiveDate,
) -> Result<Outcomes, ReadError> {
    let mut reading = Reading {
        shown,
        outcomes: Outcomes::new(kind, after),
        problems: ReadError::default(),
        rows: CsvRows::new(file, Form::default()),
    };
    if let Err(problem) = reading.read() {
        reading.problems.push(*problem);
    }
    if reading.problems.is_empty() { Ok(reading.outcomes) } else { Err(reading.problems) }
}

/// The fields of the columns.
struct Fields {
    customer_id: usize,
    outcome: usize,
    on: Option<usize>,
}

struct Reading<'a, R> {
    shown: &'a str,
    outcomes: Outcomes,
    problems: ReadError,
    rows: CsvRows<R>,
}

impl<R: Read> Reading<'_, R> {
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

    /// A table of outcomes has no manifest that could say how it is written.
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
    fn fields(&mut self, header: &StringRecord) -> Option<Fields> {
        let found = |name: &str| header.iter().position(|theirs| theirs == name);
        for name in ["customer_id", "outcome"].into_iter().filter(|name| found(name).is_none()) {
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
        for field in ["customer_id", "outcome", "on"].into_iter().filter_map(found) {
            if let Some(problem) = twice(header, field) {
                let problem = self.place(problem);
                self.problems.push(problem);
            }
        }
        Some(Fields { customer_id: found("customer_id")?, outcome: found("outcome")?, on: found("on") })
            .filter(|_| self.problems.is_empty())
    }

    fn row(&mut self, row: RawRow<'_>, fields: &Fields) {
        let filled = |field: usize| row.get(field).filter(|text| !text.trim().is_empty());
        let outcome = filled(fields.outcome).map(|text| value(text, self.outcomes.kind())).transpose();
        let on = fields.on.and_then(filled).map(written_date).transpose();
        let (outcome, on) = match (outcome, on) {
            (Ok(outcome), Ok(on)) => (outcome, on),
            (outcome, on) => {
                let bad_outcome = outcome.err().map(|problem| (problem, fields.outcome, "outcome"));
                let bad_day = on.err().map(|problem| (problem, fields.on.unwrap_or_default(), "on"));
                for (problem, field, name) in [bad_outcome, bad_day].into_iter().flatten() {
                    let problem = self.in_field(*problem, Some(field), name);
                    self.problems.push(problem);
                }
                return;
            }
        };
        let customer_id = row.get(fields.customer_id).unwrap_or_default().into();
        if let Err(problem) = self.outcomes.push(Outcome { customer_id, on, value: outcome }) {
            let field = if problem.path == "outcome" { fields.outcome } else { fields.customer_id };
            let name = problem.path.clone();
            let problem = self.in_field(*problem, Some(field), &name);
            self.problems.push(problem);
        }
    }
}

fn value(text: &str, kind: OutcomeKind) -> Result<OutcomeValue, Box<Problem>> {
    if kind.is_yes_no() {
        written_yes_no(text).map(OutcomeValue::YesNo)
    } else {
        written_number(text).map(OutcomeValue::Number)
    }
}
