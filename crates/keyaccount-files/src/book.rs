//! A book read from files, and the way back from its rows to their lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::Path;

use keyaccount::book::{Book, Table};
use keyaccount::{Assessment, Error, Exact, Note, NoteCode, Problem, ProblemCode};

use crate::cells::Cells;
use crate::columns;
use crate::load::{Origin, ReadOptions, Reading};
use crate::manifest::{Manifest, TableSource};
use crate::problems::ReadError;
use crate::records::{Records, Step};
use crate::rejects::{Rejected, Rejects};

/// A book read from files.
#[derive(Debug)]
pub struct LoadedBook {
    /// The book.
    pub book: Book,
    notes: Vec<Note>,
    rejects: Rejects,
    origins: BTreeMap<Table, Origin>,
    tables: Vec<TableSource>,
}

/// Reads a book: a directory of CSV files named after their tables, or a `book.toml` that says where
/// the tables are (BOOK §1–§3).
///
/// # Errors
/// Everything that is wrong with the manifest; or else with the files: a missing column, a cell that
/// is not what its column holds, a row with too many cells, a key given twice. Every problem names
/// its file, line and column.
pub fn read_book(path: &Path, options: ReadOptions<'_>) -> Result<LoadedBook, ReadError> {
    let manifest = Manifest::of(path)?;
    let mut reading = Reading::new(manifest.settings.clone(), options);
    reading.read_all(&manifest);
    let Reading { builder, mut problems, rejects, notes, origins, damaged, .. } = reading;
    match builder.finish() {
        Ok(book) if problems.is_empty() => {
            Ok(LoadedBook { book, notes: notes.into_notes(), rejects, origins, tables: manifest.tables })
        }
        Ok(_) => Err(problems.sorted()),
        Err(error) => {
            let shown = path.display().to_string();
            // Rows that could not be read are missing: what refers to them may be in order.
            let is_echo = |code| match code {
                ProblemCode::UnknownCustomer => damaged.contains(&Table::Customers),
                ProblemCode::UnknownInvoice => damaged.contains(&Table::Invoices),
                ProblemCode::AmbiguousOrder | ProblemCode::Missing => damaged.contains(&Table::Orders),
                _ => false,
            };
            let placed = error.into_problems().into_iter().filter(|problem| !is_echo(problem.code));
            let placed = placed.map(|problem| place(&origins, &shown, problem));
            // A cell that was refused reads as blank, which is no second problem.
            let refused: BTreeSet<_> = problems.problems().iter().map(|p| (p.file.clone(), p.line)).collect();
            let is_blank =
                |p: &Problem| p.code == ProblemCode::Missing && refused.contains(&(p.file.clone(), p.line));
            problems.extend(placed.filter(|problem| !is_blank(problem)));
            Err(problems.sorted())
        }
    }
}

/// The problem of a table's row as a problem of its file.
fn place(origins: &BTreeMap<Table, Origin>, book: &str, problem: Problem) -> Problem {
    match problem.file.as_deref() {
        None => problem.at(book, None, None),
        Some(table) => match Table::named(table).and_then(|table| origins.get(&table)) {
            Some(origin) => origin.place(&problem),
            None => problem,
        },
    }
}

impl LoadedBook {
    /// Problems the core found in rows of the book, with the file, line and column of each.
    #[must_use]
    pub fn translate(&self, error: Error) -> ReadError {
        let placed = error.into_problems().into_iter().map(|problem| match &problem.file {
            None => problem,
            Some(_) => place(&self.origins, "", problem),
        });
        ReadError::from(placed.collect::<Vec<_>>()).sorted()
    }

    /// The rows left out so far.
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

    /// Adds to an assessment of this book what the reading noticed, and to the rejects the rows the
    /// assessment left out.
    ///
    /// # Errors
    /// A file that can no longer be read, or no room for the rows.
    pub fn complete(&mut self, assessment: &mut Assessment) -> io::Result<()> {
        self.reject(&assessment.rejected)?;
        // The core counts what it left out; here that is counted with the reader's own.
        assessment.notes.retain(|note| note.code != NoteCode::SkippedBadRows);
        assessment.notes.extend(self.notes());
        sort(&mut assessment.notes);
        Ok(())
    }

    /// Adds rows the core left out to the rejects, as they stand in their files.
    ///
    /// # Errors
    /// A file that can no longer be read, or no room for the rows.
    pub fn reject(&mut self, problems: &[Problem]) -> io::Result<()> {
        let mut by_line: BTreeMap<Table, BTreeMap<u64, Vec<Problem>>> = BTreeMap::new();
        for problem in problems {
            let Some(table) = problem.file.as_deref().and_then(Table::named) else { continue };
            let Some(placed) = self.origins.get(&table).map(|origin| origin.place(problem)) else { continue };
            if let Some(line) = placed.line {
                by_line.entry(table).or_default().entry(line).or_default().push(placed);
            }
        }
        for source in &self.tables {
            if let Some(lines) = by_line.get(&source.table) {
                reject_lines(source, lines, &mut self.rejects)?;
            }
        }
        Ok(())
    }
}

/// Notes in the order of their codes, as the core lists them.
fn sort(notes: &mut [Note]) {
    notes.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
}

/// Reads a file once more for the rows on these lines.
fn reject_lines(
    source: &TableSource,
    lines: &BTreeMap<u64, Vec<Problem>>,
    rejects: &mut Rejects,
) -> io::Result<()> {
    let failed = |problem: Box<Problem>| io::Error::other(problem.to_string());
    let mut records = Records::open(File::open(&source.path)?, source.form).map_err(failed)?;
    let sources = columns::resolve(source, records.header(), records.line()).unwrap_or_default();
    let mut left = lines.len();
    while left > 0 {
        match records.advance().map_err(failed)? {
            Step::End => break,
            Step::Bad(..) => {}
            Step::Row => {
                let line = records.line();
                let (Some(problems), Some(row)) = (lines.get(&line), records.row()) else { continue };
                let (table, dates) = (source.table, source.dates.as_ref());
                let mut none = Vec::new();
                let cells =
                    Cells { table, sources: &sources, row, dates, problems: &mut none, refused: None };
                let money = cells.money();
                rejects.push(&Rejected { table, file: &source.file, line, problems, row, money })?;
                left = left.saturating_sub(1);
            }
        }
    }
    Ok(())
}
