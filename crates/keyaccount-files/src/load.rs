//! Reading a book: every table of the manifest, row by row, into the core's builder.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use keyaccount::book::{BadRows, BookBuilder, BookSettings, MissingCustomer, Table};
use keyaccount::{Note, NoteCode, Problem, ProblemCode};

use crate::cells::{Cells, Source};
use crate::columns;
use crate::csv_rows::{Step, from_one};
use crate::distinct::Distinct;
use crate::layout::Layout;
use crate::manifest::{Manifest, TableSource};
use crate::notes::ReadNotes;
use crate::parts;
use crate::problems::ReadError;
use crate::raw::RawRow;
use crate::records::Records;
use crate::rejects::{Rejected, Rejects};
use crate::rows::RowLines;

/// How often progress is told.
const ROWS_BETWEEN_REPORTS: u64 = 8_192;

/// How a book is read.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// What becomes of rows with problems.
    pub bad_rows: BadRows,
    /// Is told from time to time how far the reading is.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
}

/// How far the reading of a book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The table being read.
    pub table: Table,
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes of all files.
    pub total: u64,
}

/// A book being read.
pub(crate) struct Reading<'a> {
    pub(crate) builder: BookBuilder,
    pub(crate) problems: ReadError,
    pub(crate) rejects: Rejects,
    pub(crate) notes: ReadNotes,
    pub(crate) origins: BTreeMap<Table, Origin>,
    /// Tables that could not be read to their end; orders also where a row could not be read. Unknown
    /// customers and invoices of single rows are known to the core by their ids.
    pub(crate) damaged: BTreeSet<Table>,
    /// Orders whose headers were left out.
    pub(crate) headless: BTreeSet<String>,
    settings: BookSettings,
    options: ReadOptions<'a>,
    before: u64,
    total: u64,
}

/// Where the rows of a table came from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) shown: String,
    pub(crate) lines: RowLines,
    /// The field (from 1) of each column that has one.
    pub(crate) fields: Vec<(&'static str, u64)>,
}

impl Origin {
    /// The problem of a row of the table as a problem of its file.
    pub(crate) fn place(&self, problem: &Problem) -> Problem {
        let line = problem.line.and_then(|row| self.lines.line(row));
        let column = self.fields.iter().find(|(name, _)| *name == problem.path).map(|(_, field)| *field);
        problem.clone().at(&*self.shown, line, column)
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(settings: BookSettings, options: ReadOptions<'a>) -> Self {
        let settings = BookSettings { bad_rows: options.bad_rows, ..settings };
        Self {
            builder: BookBuilder::new(settings.clone()),
            problems: ReadError::default(),
            rejects: Rejects::new(),
            notes: ReadNotes::default(),
            origins: BTreeMap::new(),
            damaged: BTreeSet::new(),
            headless: BTreeSet::new(),
            settings,
            options,
            before: 0,
            total: 0,
        }
    }

    /// Reads every table of a manifest.
    pub(crate) fn read_all(&mut self, manifest: &Manifest) {
        let size = |source: &TableSource| source.path.metadata().map_or(0, |data| data.len());
        self.total = manifest.tables.iter().map(size).fold(0, u64::saturating_add);
        for source in &manifest.tables {
            self.read_rows(source, Records::open(source));
            self.before = self.before.saturating_add(size(source));
        }
        self.notes.finish(&manifest.unread);
    }

    /// Reads one table from a text.
    #[cfg(test)]
    pub(crate) fn read_table(&mut self, source: &TableSource, file: impl std::io::Read) {
        self.read_rows(source, Records::read(source, file));
    }

    fn read_rows(&mut self, source: &TableSource, records: Result<Records<'_>, Box<Problem>>) {
        self.builder.declare(source.table);
        let fatal = |problem: Problem| Problem { file: Some(source.shown.clone()), ..problem };
        let (mut records, sources) = match arranged(source, records) {
            Ok(opened) => opened,
            Err(problems) => {
                self.problems.extend(problems);
                self.damaged.insert(source.table);
                return;
            }
        };
        self.notes.header(source, records.header(), &sources, records.layout());
        let in_parts = parts::is_plain(source);
        let mut rows = Rows::new(source, &sources, self);
        let ended = if in_parts { rows.read_in_parts(&mut records) } else { rows.read(&mut records) };
        if let Err(problem) = ended {
            let problem = fatal(*problem);
            rows.reading.problems.push(problem);
            rows.reading.damaged.insert(source.table);
        }
        let Rows { distinct, lines, rounded, .. } = rows;
        let counts = [
            (NoteCode::SkippedTotalRows, records.layout().dropped_totals()),
            (NoteCode::FilteredRows, records.layout().passed_over()),
            (NoteCode::RoundedCells, rounded),
        ];
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            self.notes.push(Note::new(code, count).about(source.table.name()));
        }
        if let Some(conflicts) = distinct.map(|distinct| distinct.conflicts()).filter(|count| *count > 0) {
            self.notes.push(Note::new(NoteCode::ConflictingValues, conflicts).about(source.table.name()));
        }
        let origin =
            Origin { shown: source.shown.clone(), lines, fields: columns::fields(source.table, &sources) };
        self.origins.insert(source.table, origin);
    }

    /// What becomes of rows with problems.
    pub(crate) const fn bad_rows(&self) -> BadRows {
        self.options.bad_rows
    }

    /// The settings of the book being read.
    pub(crate) fn builder_settings(&self) -> BookSettings {
        self.settings.clone()
    }

    /// Adds what another reading found in later rows.
    pub(crate) fn join(&mut self, later: Reading<'_>) {
        self.builder.append(later.builder);
        self.problems.append(later.problems);
        self.damaged.extend(later.damaged);
        self.headless.extend(later.headless);
    }

    pub(crate) fn report(&self, table: Table, position: u64) {
        if let Some(progress) = self.options.progress {
            progress(Progress {
                table,
                bytes: self.before.saturating_add(position).min(self.total),
                total: self.total,
            });
        }
    }
}

/// The rows of a table that count, and what feeds the table's columns. The problems of a failure carry
/// their place.
pub(crate) fn arranged<'a>(
    source: &TableSource,
    records: Result<Records<'a>, Box<Problem>>,
) -> Result<(Records<'a>, Vec<Source>), Vec<Problem>> {
    let fatal = |problem: Problem| Problem { file: Some(source.shown.clone()), ..problem };
    let mut records = records.map_err(|problem| vec![fatal(*problem)])?;
    let sources = columns::resolve(source, records.header(), records.header_line());
    match (sources, Layout::resolve(source, records.header(), records.header_line())) {
        (Ok(sources), Ok(layout)) => {
            records.arrange(layout);
            Ok((records, sources))
        }
        (sources, layout) => {
            let mut problems = sources.err().unwrap_or_default();
            problems.extend(layout.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// The rows of one table on their way into the book.
pub(crate) struct Rows<'r, 'a> {
    pub(crate) source: &'r TableSource,
    pub(crate) sources: &'r [Source],
    distinct: Option<Distinct>,
    pub(crate) lines: RowLines,
    /// Problems of the present row; kept for its memory.
    problems: Vec<Problem>,
    /// How many numbers were rounded.
    pub(crate) rounded: u64,
    pub(crate) reading: &'r mut Reading<'a>,
}

impl<'r, 'a> Rows<'r, 'a> {
    pub(crate) fn new(source: &'r TableSource, sources: &'r [Source], reading: &'r mut Reading<'a>) -> Self {
        Self {
            source,
            sources,
            distinct: source.distinct.then(|| Distinct::new(source.table)),
            lines: RowLines::default(),
            problems: Vec::new(),
            rounded: 0,
            reading,
        }
    }

    /// The lines of the rows read, and how many numbers were rounded.
    pub(crate) fn ended(self) -> (RowLines, u64) {
        (self.lines, self.rounded)
    }
}

impl Rows<'_, '_> {
    pub(crate) fn read(&mut self, records: &mut Records<'_>) -> Result<(), Box<Problem>> {
        let mut seen = 0_u64;
        loop {
            match records.advance()? {
                Step::End => return Ok(()),
                Step::Row => self.row(records.row(), records.line()),
                Step::Bad(problem, field, record) => {
                    self.problems.clear();
                    let name = field.and_then(|field| records.header().get(field)).unwrap_or_default();
                    let column = field.map(from_one);
                    self.problems.push(Problem { column, ..problem.path(name) });
                    let row = RawRow::new(&record);
                    self.leave_out(row);
                    self.refuse(row, records.line());
                }
            }
            seen = seen.wrapping_add(1);
            if seen.is_multiple_of(ROWS_BETWEEN_REPORTS) {
                self.reading.report(self.source.table, records.position());
            }
        }
    }

    fn row(&mut self, row: RawRow<'_>, line: u64) {
        self.problems.clear();
        let table = self.source.table;
        let forms = &self.source.forms;
        let mut cells = Cells::new(table, self.sources, row, forms, &mut self.problems);
        let builder = &mut self.reading.builder;
        if self.source.missing_customer == MissingCustomer::Skip && lacks_customer(&cells, builder) {
            builder.skip_row_without_customer(table, cells.money());
            return;
        }
        if self.distinct.as_mut().is_some_and(|distinct| distinct.repeats(&cells)) {
            return;
        }
        // A row that can be left out must not reach the book in part; one that stops the run anyway
        // should, so that what refers to it is not reported as well.
        if self.reading.options.bad_rows == BadRows::Skip {
            cells.judge();
            if !cells.problems.is_empty() {
                return self.refuse(row, line);
            }
            cells.rounded = 0;
        }
        let is_read = table.read_row(&mut cells, builder);
        self.rounded = self.rounded.saturating_add(cells.rounded);
        if is_read {
            self.lines.push(line);
            if let Some(distinct) = &mut self.distinct {
                distinct.keep();
            }
        } else {
            self.leave_out(row);
        }
        if !self.problems.is_empty() {
            self.refuse(row, line);
        }
    }

    /// Remembers that a row does not reach the book, so that what refers to it is not reported as well.
    fn leave_out(&mut self, row: RawRow<'_>) {
        let table = self.source.table;
        if table == Table::Orders {
            self.reading.damaged.insert(table);
        }
        let key = match table {
            Table::Customers => "customer_id",
            Table::Invoices => "invoice_id",
            _ => return,
        };
        let (forms, mut none) = (&self.source.forms, Vec::new());
        let cells = Cells::new(table, self.sources, row, forms, &mut none);
        if let Some(id) = table.column(key).and_then(|column| cells.filled(column)) {
            self.reading.builder.refuse_key(table, &id);
        }
    }

    /// Reports the row's problems, and keeps the row aside if the run goes on without it.
    fn refuse(&mut self, row: RawRow<'_>, line: u64) {
        let place =
            |problem: Problem| Problem { file: Some(self.source.shown.clone()), line: Some(line), ..problem };
        let problems: Vec<_> = self.problems.drain(..).map(place).collect();
        if self.reading.options.bad_rows == BadRows::Skip {
            let table = self.source.table;
            let mut none = Vec::new();
            let cells = Cells::new(table, self.sources, row, &self.source.forms, &mut none);
            let money = cells.money();
            if table == Table::Orders {
                self.reading.headless.extend(cells.order().map(Cow::into_owned));
            }
            let rejected = Rejected { table, file: &self.source.file, line, problems: &problems, row, money };
            if let Err(error) = self.reading.rejects.push(&rejected) {
                let problem = Problem::new(ProblemCode::Io, error.to_string(), "room for the rows left out");
                self.reading.problems.push(problem);
            }
        } else {
            self.reading.problems.extend(problems);
        }
    }
}

/// Whether nothing says whose row it is.
fn lacks_customer(cells: &Cells<'_, '_>, builder: &BookBuilder) -> bool {
    let filled = |name| cells.table.column(name).and_then(|column| cells.filled(column));
    let customer = cells.table.column("customer_id").filter(|_| cells.table.needs_customer());
    let Some(customer) = customer else { return false };
    if cells.filled(customer).is_some() || cells.is_under_merged(customer) {
        return false;
    }
    match cells.table {
        Table::OrderLines => !filled("order_id").is_some_and(|order| builder.has_order_header(&order)),
        Table::Settlements => filled("invoice_id").is_none(),
        _ => true,
    }
}
