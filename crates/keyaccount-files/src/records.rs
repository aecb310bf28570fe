//! The rows of one table's file: behind its heading, without total rows and rows of no interest,
//! blanks under merged cells filled (BOOK §3).

use std::fs::File;
use std::io::Read;

use csv::StringRecord;
use keyaccount::{Problem, ProblemCode};

use crate::csv_rows::{CsvRows, Step, from_one, nul};
use crate::heading::{self, Heading};
use crate::layout::Layout;
use crate::manifest::TableSource;
use crate::raw::{Raw, RawRow};
use crate::workbook::{CellKind, Merged, Sheet, SheetRow, Workbook};

/// The rows of one file.
pub(crate) struct Records<'a> {
    rows: Source<'a>,
    raw: Raw,
    header: StringRecord,
    header_line: u64,
    layout: Layout,
}

/// Where rows come from.
enum Source<'a> {
    Csv(CsvRows<Box<dyn Read + 'a>>),
    Sheet { sheet: Sheet, row: SheetRow },
}

impl Records<'static> {
    /// Opens the file of a table and reads its heading. The problem of a failure carries its line and
    /// column.
    pub(crate) fn open(source: &TableSource) -> Result<Self, Box<Problem>> {
        let io = |error: &dyn std::fmt::Display| {
            Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
        };
        // Opening a pipe waits for its writer.
        let kind = source.path.metadata().map_err(|error| io(&error))?;
        if !kind.is_file() {
            return Err(io(&"what is no file"));
        }
        match &source.sheet {
            Some(name) => {
                let sheet = Workbook::open(&source.path)?.sheet(Some(name))?;
                Self::of(Source::Sheet { sheet, row: SheetRow::default() }, source.heading)
            }
            None => Self::read(source, File::open(&source.path).map_err(|error| io(&error))?),
        }
    }
}

impl<'a> Records<'a> {
    /// Reads the heading of a text file.
    pub(crate) fn read(source: &TableSource, file: impl Read + 'a) -> Result<Self, Box<Problem>> {
        Self::of(Source::Csv(CsvRows::new(Box::new(file), source.form)), source.heading)
    }

    /// The rows of a plain text file behind so many lines, its heading among them, and bytes.
    pub(crate) fn behind(
        source: &TableSource,
        rows: impl Read + 'a,
        header: &StringRecord,
        lines: u64,
        bytes: u64,
    ) -> Self {
        Self {
            rows: Source::Csv(CsvRows::behind(Box::new(rows), source.form, lines, bytes)),
            raw: Raw::default(),
            header: header.clone(),
            header_line: 1,
            layout: Layout::default(),
        }
    }

    /// How many bytes of text stand before the next row, and the line it may start on; nothing of a
    /// sheet.
    pub(crate) fn next_row(&self) -> (u64, u64) {
        match &self.rows {
            Source::Csv(rows) => rows.next_row(),
            Source::Sheet { .. } => (0, 1),
        }
    }

    fn of(rows: Source<'a>, heading: Heading) -> Result<Self, Box<Problem>> {
        let mut records = Self {
            rows,
            raw: Raw::default(),
            header: StringRecord::new(),
            header_line: 1,
            layout: Layout::default(),
        };
        records.read_heading(heading)?;
        Ok(records)
    }

    fn read_heading(&mut self, heading: Heading) -> Result<(), Box<Problem>> {
        let wanted = heading.row.unwrap_or(1);
        loop {
            match self.rows.advance(&mut self.raw, None)? {
                Step::End => return Err(Box::new(self.no_heading(heading.row))),
                _ if self.line() < wanted => {}
                Step::Bad(problem, field, _) => return Err(Box::new(self.place(problem, field))),
                Step::Row => break,
            }
        }
        if heading.row.is_some_and(|row| row != self.line()) {
            let found = format!("no row that starts on line {wanted}");
            let problem =
                Problem::new(ProblemCode::NoHeader, found, "the heading there, as `header_row` says")
                    .remedy(format!("the next row starts on line {}", self.line()));
            return Err(Box::new(Problem { line: Some(wanted), ..problem }));
        }
        self.header_line = self.line();
        let mut names = heading::single(&self.raw);
        if heading.is_double {
            let upper = std::mem::take(&mut self.raw);
            match self.rows.advance(&mut self.raw, None)? {
                Step::End => return Err(Box::new(self.no_heading(heading.row))),
                Step::Bad(problem, field, _) => return Err(Box::new(self.place(problem, field))),
                Step::Row => names = heading::double(&upper, &self.raw),
            }
        }
        self.header = heading::judged(&names).map_err(|problem| Box::new(self.place(*problem, None)))?;
        Ok(())
    }

    fn no_heading(&self, stated: Option<u64>) -> Problem {
        let is_sheet = matches!(self.rows, Source::Sheet { .. });
        let problem = match stated {
            Some(row) => Problem::new(
                ProblemCode::NoHeader,
                format!("no heading on line {row}"),
                "the heading there, as `header_row` says",
            )
            .remedy("state the line on which the heading starts"),
            None => Problem::new(
                ProblemCode::NoHeader,
                if is_sheet { "an empty sheet" } else { "an empty file" },
                "a header row with the names of the columns",
            )
            .remedy("a table without rows still has its header"),
        };
        Problem { line: Some(self.line()), ..problem }
    }

    /// Says what is to become of the rows behind the heading.
    pub(crate) fn arrange(&mut self, layout: Layout) {
        self.layout = layout;
    }

    /// What became of the rows so far.
    pub(crate) const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The names of the columns.
    pub(crate) const fn header(&self) -> &StringRecord {
        &self.header
    }

    /// The line the heading starts on.
    pub(crate) const fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The line the present row starts on.
    pub(crate) const fn line(&self) -> u64 {
        match &self.rows {
            Source::Csv(rows) => rows.line(),
            Source::Sheet { row, .. } => row.number,
        }
    }

    /// How many bytes of text have been parsed; nobody knows it of a sheet.
    pub(crate) fn position(&self) -> u64 {
        match &self.rows {
            Source::Csv(rows) => rows.position(),
            Source::Sheet { .. } => 0,
        }
    }

    /// The present row.
    pub(crate) fn row(&self) -> RawRow<'_> {
        self.raw.row()
    }

    fn place(&self, problem: Problem, field: Option<usize>) -> Problem {
        Problem { line: Some(self.line()), column: field.map(from_one), ..problem }
    }

    /// Reads on to the next row that counts.
    ///
    /// # Errors
    /// What ends the reading of the file. The problem carries its line.
    pub(crate) fn advance(&mut self) -> Result<Step, Box<Problem>> {
        loop {
            let step = self.rows.advance(&mut self.raw, Some(self.header.len()))?;
            if !matches!(step, Step::End) {
                self.raw.number = self.raw.number.saturating_add(1);
            }
            match step {
                Step::Bad(_, _, ref record) if self.layout.is_total(RawRow::new(record)) => {}
                Step::Row if !self.layout.keeps(&mut self.raw) => {}
                step => {
                    if matches!(step, Step::Bad(..)) {
                        self.layout.forget();
                    }
                    return Ok(step);
                }
            }
        }
    }
}

impl Source<'_> {
    fn advance(&mut self, raw: &mut Raw, columns: Option<usize>) -> Result<Step, Box<Problem>> {
        let (sheet, row) = match self {
            Self::Csv(rows) => return rows.advance(raw, columns),
            Self::Sheet { sheet, row } => (sheet, row),
        };
        loop {
            if !sheet.next_row(row)? {
                return Ok(Step::End);
            }
            // What stands right of the heading's last name has no column.
            while row.texts.len() < columns.unwrap_or_default() {
                row.texts.push_field("");
                row.kinds.push(CellKind::Text);
                row.merged.push(Merged::No);
            }
            std::mem::swap(&mut raw.record, &mut row.texts);
            std::mem::swap(&mut raw.kinds, &mut row.kinds);
            std::mem::swap(&mut raw.merged, &mut row.merged);
            if raw.row().is_blank() {
                continue;
            }
            return Ok(match raw.record.iter().position(|cell| cell.contains('\0')) {
                Some(field) => Step::Bad(nul(&raw.record, field), Some(field), raw.record.clone()),
                None => Step::Row,
            });
        }
    }
}
