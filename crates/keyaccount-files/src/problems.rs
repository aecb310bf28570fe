//! What is wrong with a book, with a limit on what is kept of it.

use std::{fmt, io};

use keyaccount::{Error, Problem};

use crate::manifest::TableSource;
use crate::workbook;

/// How many problems are kept; the rest are counted. A file in another encoding has one in every
/// row.
const KEPT: usize = 10_000;

/// What is wrong with a file that cannot be read, in words and not in those of an operating system where
/// it is one of the usual things.
#[must_use]
pub fn io_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "a file or folder that this user may not read".to_owned(),
        io::ErrorKind::IsADirectory => "a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Why a book was refused: every problem found, up to a limit, and how many there were beyond it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadError {
    problems: Vec<Problem>,
    beyond: u64,
}

impl ReadError {
    /// The problems, by file, line and column.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems there were in all.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.beyond.saturating_add(self.problems.len() as u64)
    }

    /// The same number of problems, each changed.
    #[must_use]
    pub fn map(&self, change: impl FnMut(&Problem) -> Problem) -> Self {
        Self { problems: self.problems.iter().map(change).collect(), beyond: self.beyond }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.problems.len() < KEPT {
            self.problems.push(problem);
        } else {
            self.beyond = self.beyond.saturating_add(1);
        }
    }

    pub(crate) fn append(&mut self, later: Self) {
        self.extend(later.problems);
        self.beyond = self.beyond.saturating_add(later.beyond);
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The same problems, those of sheets placed by cell, as `book.xlsx!Orders!C17`.
    pub(crate) fn in_cells(mut self, tables: &[TableSource]) -> Self {
        for problem in &mut self.problems {
            let Some(line) = problem.line else { continue };
            let is_of = |table: &&TableSource| problem.file.as_deref() == Some(table.shown.as_str());
            let of_sheet = tables.iter().find(is_of).and_then(|table| Some((table, table.sheet.as_ref()?)));
            if let Some((table, sheet)) = of_sheet {
                let file = table.path.display().to_string();
                problem.file = Some(workbook::position(&file, sheet, problem.column, line));
                (problem.line, problem.column) = (None, None);
            }
        }
        self
    }

    pub(crate) fn sorted(mut self) -> Self {
        self.problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        self
    }
}

impl Extend<Problem> for ReadError {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl From<Vec<Problem>> for ReadError {
    fn from(problems: Vec<Problem>) -> Self {
        let mut error = Self::default();
        error.extend(problems);
        error
    }
}

impl From<Problem> for ReadError {
    fn from(problem: Problem) -> Self {
        vec![problem].into()
    }
}

impl From<Error> for ReadError {
    fn from(error: Error) -> Self {
        error.into_problems().into()
    }
}

/// The first problem and how many more there are.
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.problems.first() else { return f.write_str("no problem was recorded") };
        write!(f, "{first}")?;
        match self.count().saturating_sub(1) {
            0 => Ok(()),
            more => write!(f, " (and {more} more)"),
        }
    }
}

impl std::error::Error for ReadError {}
