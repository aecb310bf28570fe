//! Plain files in parts: cut at the ends of lines, read side by side, joined in their order, so that the
//! book, its problems and its notes are those of reading row by row. [Clean](crate::clean) parts are read
//! column by column.

use std::io::{self, Cursor, Read};

use csv::StringRecord;
use keyaccount::book::{BadRows, BookSettings, MissingCustomer};
use keyaccount::{Problem, ProblemCode};

use crate::cells::Source;
use crate::clean::{CleanPart, Plan};
use crate::cutter::{Block, Cutter};
use crate::in_order::in_order;
use crate::load::{Reading, Rows};
use crate::manifest::TableSource;
use crate::problems::ReadError;
use crate::records::Records;
use crate::rows::RowLines;

/// How many bytes a part has, about: what is made of it should stay near the processor. Few enough in
/// tests that a small file has many parts.
const PART: usize = 1 << if cfg!(test) { 8 } else { 17 };

/// The same where no part will be clean and each becomes a book of its own.
const LARGE_PART: usize = 1 << if cfg!(test) { 12 } else { 20 };

/// The rows of smaller files are read one by one in less time than it takes to join books.
const LARGE: u64 = 1 << if cfg!(test) { 15 } else { 24 };

/// Whether each row of a file can be told without knowing the rows before.
pub(crate) fn is_plain(source: &TableSource) -> bool {
    source.sheet.is_none()
        && source.form.encoding == encoding_rs::UTF_8
        && !source.distinct
        && source.number_rows.is_none()
        && source.skip_where.is_empty()
        && source.only_where.is_empty()
        && source.fill_down.is_empty()
        && source.path.metadata().is_ok_and(|file| file.is_file())
}

/// What every part of a file has in common.
struct Shared<'a> {
    source: &'a TableSource,
    sources: &'a [Source],
    header: &'a StringRecord,
    settings: BookSettings,
    /// How clean parts are read, if there can be any.
    plan: Option<Plan>,
    /// Whether the rows of other parts are read apart from those before them.
    apart: bool,
}

/// A part of a file. Its memory is used again for a later one.
#[derive(Default)]
struct Part {
    block: Block,
    clean: CleanPart,
    found: Found,
}

/// What became of a part.
#[derive(Default)]
enum Found {
    /// Its rows are yet to be read one by one.
    #[default]
    Rows,
    Clean,
    /// Its rows were read one by one, as far as nothing ended that.
    Book {
        reading: Box<Reading<'static>>,
        lines: RowLines,
        rounded: u64,
        fatal: Option<Box<Problem>>,
    },
}

impl<'r> Rows<'r, '_> {
    /// Reads the rows behind the heading of a [plain](is_plain) file in parts, as far as it has no
    /// quotation mark; the rest row by row.
    pub(crate) fn read_in_parts(&mut self, records: &mut Records<'_>) -> Result<(), Box<Problem>> {
        let threads = rayon::current_num_threads();
        let Some((shared, size)) = self.shared(records.header(), threads) else { return self.read(records) };
        let mut cutter = Cutter::open(self.source, records, size).map_err(failed)?;
        in_order(
            threads,
            |part: &mut Part| cutter.cut(&mut part.block).map_err(failed),
            |part| shared.read(part),
            |part| self.join(&shared, part),
        )?;
        // What is no block was carried, unless the file has ended.
        if cutter.carry.is_empty() {
            return Ok(());
        }
        let (lines, position) = (cutter.lines, cutter.position);
        let rest = Cursor::new(cutter.carry).chain(cutter.file);
        self.read(&mut Records::behind(self.source, rest, records.header(), lines, position))
    }

    /// What the parts of the file have in common, and how large they are; `None` if it is better read row
    /// by row.
    fn shared<'s>(&self, header: &'s StringRecord, threads: usize) -> Option<(Shared<'s>, usize)>
    where
        'r: 's,
    {
        let source = self.source;
        let is_large = source.path.metadata().is_ok_and(|file| file.len() >= LARGE);
        let keeps_all =
            source.missing_customer == MissingCustomer::Refuse && self.reading.bad_rows() == BadRows::Refuse;
        let plan = Plan::of(source, self.sources, header.len());
        let apart = is_large && keeps_all && threads > 1;
        let size = if plan.is_some() { PART } else { LARGE_PART };
        let settings = self.reading.builder_settings();
        let can_be_cut = plan.is_some() || apart;
        can_be_cut.then_some((Shared { source, sources: self.sources, header, settings, plan, apart }, size))
    }

    /// Adds the rows of a part behind those of the parts before it.
    fn join(&mut self, shared: &Shared<'_>, part: &mut Part) -> Result<(), Box<Problem>> {
        let block = &part.block;
        match core::mem::take(&mut part.found) {
            Found::Clean => {
                let Some(plan) = &shared.plan else { return Ok(()) };
                self.lines.push_run(block.before.saturating_add(1), part.clean.rows() as u64);
                let builder = &mut self.reading.builder;
                if let Err(error) = part.clean.hand_over(plan, block.text(), builder) {
                    self.reading.problems.append(ReadError::from(error));
                }
            }
            Found::Book { reading, lines, rounded, fatal } => {
                self.lines.append(&lines);
                self.rounded = self.rounded.saturating_add(rounded);
                self.reading.join(*reading);
                if let Some(fatal) = fatal {
                    return Err(fatal);
                }
            }
            Found::Rows => self.read(&mut shared.records(block))?,
        }
        self.reading.report(self.source.table, block.position.saturating_add(block.bytes().len() as u64));
        Ok(())
    }
}

fn failed(error: io::Error) -> Box<Problem> {
    Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
}

impl Shared<'_> {
    fn read(&self, part: &mut Part) {
        let Part { block, clean, found } = part;
        let mut is_clean = |plan| block.is_text() && clean.read(plan, block.text(), block.lines);
        *found = if self.plan.as_ref().is_some_and(&mut is_clean) {
            Found::Clean
        } else if self.apart {
            self.read_rows(block)
        } else {
            Found::Rows
        };
    }

    fn read_rows(&self, block: &Block) -> Found {
        let mut reading = Box::new(Reading::new(self.settings.clone(), crate::ReadOptions::default()));
        let mut rows = Rows::new(self.source, self.sources, &mut reading);
        let fatal = rows.read(&mut self.records(block)).err();
        let (lines, rounded) = rows.ended();
        Found::Book { reading, lines, rounded, fatal }
    }

    fn records<'b>(&self, block: &'b Block) -> Records<'b> {
        Records::behind(self.source, block.bytes(), self.header, block.before, block.position)
    }
}
