//! A book read from files, and the way back from its rows to their lines.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use keyaccount::book::{BadRows, Book, Table};
use keyaccount::{
    Assessment, Error, Exact, Note, NoteCode, Policy, Problem, ProblemCode, assess_without_digest,
};

use crate::cells::Cells;
use crate::csv_rows::Step;
use crate::load::{Origin, ReadOptions, Reading, arranged};
use crate::manifest::{Manifest, TableSource};
use crate::problems::ReadError;
use crate::records::Records;
use crate::rejects::{Rejected, Rejects};

/// A book read from files.
#[derive(Debug)]
pub struct LoadedBook {
    book: Arc<Book>,
    shown: String,
    /// Problems of cells and files; those of the core are in `book`.
    problems: ReadError,
    /// Tables of which at least some rows could not be read.
    damaged: BTreeSet<Table>,
    /// Orders whose headers were left out.
    headless: BTreeSet<String>,
    notes: Vec<Note>,
    rejects: Rejects,
    origins: BTreeMap<Table, Origin>,
    tables: Vec<TableSource>,
    manifest: Option<PathBuf>,
}

/// Stands in the core for the problems of cells, so that nobody scores a book that has some.
fn refused_cells() -> Problem {
    Problem::new(ProblemCode::Syntax, "cells that could not be read", "a book without problems")
}

/// Reads a book: a directory of CSV files named after their tables, or a `book.toml` that says where
/// the tables are (BOOK §1–§3).
///
/// Problems of rows wait for [`LoadedBook::assess`], which reports them together with those only a
/// day can tell; [`LoadedBook::problems`] has them at once.
///
/// # Errors
/// Everything that is wrong with the manifest; no table at all. If bad rows are skipped, also what is
/// wrong with whole files: a missing column, an unclosed quotation mark.
pub fn read_book(path: &Path, options: ReadOptions<'_>) -> Result<LoadedBook, ReadError> {
    let manifest = Manifest::of(path)?;
    let mut reading = Reading::new(manifest.settings.clone(), options);
    reading.read_all(&manifest);
    let Reading { mut builder, problems, rejects, notes, origins, damaged, headless, .. } = reading;
    if !problems.is_empty() {
        if options.bad_rows == BadRows::Skip {
            return Err(problems.sorted().in_cells(&manifest.tables));
        }
        builder.report(refused_cells());
    }
    Ok(LoadedBook {
        book: Arc::new(builder.finish_deferred()),
        shown: path.display().to_string(),
        problems,
        damaged,
        headless,
        notes: notes.into_notes(),
        rejects,
        origins,
        tables: manifest.tables,
        manifest: manifest.path,
    })
}

impl LoadedBook {
    /// The book. If it has problems, assessing it fails with those the core knows; they are complete
    /// and placed in their files by [`assess`](Self::assess) and [`translate`](Self::translate).
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The same, for whoever keeps it longer than this.
    #[must_use]
    pub fn shared_book(&self) -> Arc<Book> {
        Arc::clone(&self.book)
    }

    /// The files the book is read from, its `book.toml` among them.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.tables.iter().map(|table| &*table.path).chain(self.manifest.as_deref())
    }

    /// Scores and grades every customer of the book. What the reading noticed is among the notes, and
    /// rows the core left out are among the rejects.
    ///
    /// # Errors
    /// Everything that is wrong with the book, each problem with its file, line and column: cells that
    /// are not what their column holds, keys given twice, rows that name a customer or invoice the
    /// book does not have; and what the policy refuses.
    pub fn assess(&mut self, policy: &Policy, as_of: NaiveDate) -> Result<Assessment, ReadError> {
        let assessment = keyaccount::assess(&self.book, policy, as_of);
        self.completed(assessment)
    }

    /// [`assess`](Self::assess) without the input digest, which costs more than all the rest
    /// ([`assess_without_digest`]).
    ///
    /// # Errors
    /// As [`assess`](Self::assess).
    pub fn assess_without_digest(
        &mut self,
        policy: &Policy,
        as_of: NaiveDate,
    ) -> Result<Assessment, ReadError> {
        let assessment = assess_without_digest(&self.book, policy, as_of);
        self.completed(assessment)
    }

    fn completed(&mut self, assessment: Result<Assessment, Error>) -> Result<Assessment, ReadError> {
        let mut assessment = assessment.map_err(|error| self.translate(error))?;
        self.reject(&assessment.rejected).map_err(|error| {
            let problem = Problem::new(ProblemCode::Io, error.to_string(), "room for the rows left out");
            ReadError::from(problem.at(&*self.shown, None, None))
        })?;
        // The core counts what it left out; here that is counted with the reader's own.
        assessment.notes.retain(|note| note.code != NoteCode::SkippedBadRows);
        assessment.notes.extend(self.notes());
        sort(&mut assessment.notes);
        Ok(assessment)
    }

    /// What is wrong with the book whatever the day, if anything.
    #[must_use]
    pub fn problems(&self) -> Option<ReadError> {
        let of_core = if self.book.settings().bad_rows == BadRows::Skip { &[] } else { self.book.rejected() };
        let problems = self.translate(Error::new(of_core.to_vec()));
        if problems.is_empty() { None } else { Some(problems) }
    }

    /// What the core found wrong with the book, with the file, line and column of each problem,
    /// together with the problems of cells.
    #[must_use]
    pub fn translate(&self, error: Error) -> ReadError {
        let mut problems = self.problems.clone();
        let marker = refused_cells();
        let of_core = error.into_problems().into_iter();
        let placed = of_core
            .filter(|problem| *problem != marker && !self.is_echo(problem))
            .map(|problem| self.place(problem));
        // A cell that was refused reads as blank, which is no second problem.
        let refused: BTreeSet<_> =
            self.problems.problems().iter().map(|p| (p.file.as_deref(), p.line)).collect();
        let is_blank =
            |p: &Problem| p.code == ProblemCode::Missing && refused.contains(&(p.file.as_deref(), p.line));
        problems.extend(placed.filter(|problem| !is_blank(problem)));
        problems.sorted().in_cells(&self.tables)
    }

    /// Whether a problem may only come from rows that could not be read.
    fn is_echo(&self, problem: &Problem) -> bool {
        let is_damaged = |table| self.damaged.contains(&table);
        match problem.code {
            ProblemCode::UnknownCustomer => is_damaged(Table::Customers),
            ProblemCode::UnknownInvoice => is_damaged(Table::Invoices),
            ProblemCode::AmbiguousOrder | ProblemCode::Missing => {
                problem.file.as_deref() == Some(Table::OrderLines.name()) && is_damaged(Table::Orders)
            }
            _ => false,
        }
    }

    /// The problem of a table's row as a problem of its file.
    fn place(&self, problem: Problem) -> Problem {
        let Some(table) = problem.file.as_deref() else {
            return if problem.code == ProblemCode::NoTables {
                problem.at(&*self.shown, None, None)
            } else {
                problem
            };
        };
        match Table::named(table).and_then(|table| self.origins.get(&table)) {
            Some(origin) => origin.place(&problem),
            None => problem,
        }
    }

    /// The rows left out: by the reading, and by the last assessment.
    pub const fn rejects(&mut self) -> &mut Rejects {
        &mut self.rejects
    }

    /// What the reading noticed: columns and files that were not read, rows that contradict others,
    /// rows left out.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let left_out = self.rejects.totals().iter().map(|(table, total)| {
            let note = Note::new(NoteCode::SkippedBadRows, total.rows).about(table.name());
            if total.money.is_zero() { note } else { note.with_money(Exact::from(total.money)) }
        });
        let mut notes: Vec<_> = self.notes.iter().cloned().chain(left_out).collect();
        sort(&mut notes);
        notes
    }

    /// Adds rows the core left out to the rejects, in place of those of an assessment before, as they stand in their files.
    fn reject(&mut self, problems: &[Problem]) -> io::Result<()> {
        self.rejects.rewind()?;
        let mut by_line: BTreeMap<Table, BTreeMap<u64, Vec<Problem>>> = BTreeMap::new();
        for problem in problems {
            let Some(table) = problem.file.as_deref().and_then(Table::named) else { continue };
            let Some(placed) = self.origins.get(&table).map(|origin| origin.place(problem)) else { continue };
            if let Some(line) = placed.line {
                by_line.entry(table).or_default().entry(line).or_default().push(placed);
            }
        }
        for source in &self.tables {
            if let Some(lines) = by_line.get_mut(&source.table) {
                reject_lines(source, lines, &self.headless, &mut self.rejects)?;
            }
        }
        Ok(())
    }
}

/// Notes in the order of their codes, as the core lists them.
fn sort(notes: &mut [Note]) {
    notes.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
}

/// What a line leaves blank would have stood in the header of its order.
fn say_headless(problem: &mut Problem) {
    if problem.code == ProblemCode::Missing && matches!(&*problem.path, "customer_id" | "ordered_on") {
        problem.found.push_str(", and the order's header was left out");
    }
}

/// Reads a file once more for the rows on these lines.
fn reject_lines(
    source: &TableSource,
    lines: &mut BTreeMap<u64, Vec<Problem>>,
    headless: &BTreeSet<String>,
    rejects: &mut Rejects,
) -> io::Result<()> {
    let failed = |problem: &Problem| io::Error::other(problem.to_string());
    let opened = arranged(source, Records::open(source));
    let (mut records, sources) = opened.map_err(|problems| {
        problems.first().map_or_else(|| io::Error::other("a file that changed"), failed)
    })?;
    let mut left = lines.len();
    while left > 0 {
        match records.advance().map_err(|problem| failed(&problem))? {
            Step::End => break,
            Step::Bad(..) => {}
            Step::Row => {
                let line = records.line();
                let Some(problems) = lines.get_mut(&line) else { continue };
                let (table, row, mut none) = (source.table, records.row(), Vec::new());
                let cells = Cells::new(table, &sources, row, &source.forms, &mut none);
                let money = cells.money();
                if cells.order().is_some_and(|order| headless.contains(&*order)) {
                    problems.iter_mut().for_each(say_headless);
                }
                rejects.push(&Rejected { table, file: &source.file, line, problems, row, money })?;
                left = left.saturating_sub(1);
            }
        }
    }
    Ok(())
}
