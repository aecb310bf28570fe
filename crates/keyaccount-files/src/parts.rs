//! Large plain files in parts: cut at the ends of lines, read side by side, joined in their order, so
//! that the book, its problems and its notes are those of reading row by row.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use csv::StringRecord;
use keyaccount::book::{BadRows, BookSettings, MissingCustomer};
use keyaccount::{Problem, ProblemCode};

use crate::cells::Source;
use crate::load::{Reading, Rows};
use crate::manifest::TableSource;
use crate::records::Records;

/// How many bytes a part has, about; few enough in tests that a small file has many parts.
const PART: usize = if cfg!(test) { 1 << 15 } else { 1 << 20 };

/// Smaller files are read row by row in less time than it takes to join their parts.
const LARGE: u64 = 1 << if cfg!(test) { 18 } else { 24 };

/// How many parts each thread is given at a time.
const PARTS_EACH: usize = 2;

/// Whether rows can be told without knowing the rows before, and are all kept.
pub(crate) fn is_plain(source: &TableSource, bad_rows: BadRows) -> bool {
    source.sheet.is_none()
        && source.form.encoding == encoding_rs::UTF_8
        && !source.distinct
        && source.number_rows.is_none()
        && source.skip_where.is_empty()
        && source.only_where.is_empty()
        && source.fill_down.is_empty()
        && source.missing_customer == MissingCustomer::Refuse
        && bad_rows == BadRows::Refuse
        && rayon::current_num_threads() > 1
        && source.path.metadata().is_ok_and(|file| file.len() >= LARGE)
}

/// What every part of a file has in common.
struct Shared<'a> {
    source: &'a TableSource,
    sources: &'a [Source],
    header: &'a StringRecord,
    settings: BookSettings,
}

/// Whole lines of a file, and how many lines stand before them.
struct Block {
    bytes: Vec<u8>,
    before: u64,
}

/// A part of a file, read; with what ended it before its end.
struct Part<'a> {
    reading: Reading<'a>,
    lines: crate::rows::RowLines,
    rounded: u64,
    fatal: Option<Box<Problem>>,
}

impl Rows<'_, '_> {
    /// Reads the rows behind the heading of a file, [plain](is_plain) and large, as far as it has no
    /// quotation mark; the rest row by row.
    pub(crate) fn read_in_parts(&mut self, records: &Records<'_>) -> Result<(), Box<Problem>> {
        let failed = |error: io::Error| {
            Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
        };
        let shared = Shared {
            source: self.source,
            sources: self.sources,
            header: records.header(),
            settings: self.reading.builder_settings(),
        };
        let mut cutter = Cutter::open(self.source, records).map_err(failed)?;
        let each_time = rayon::current_num_threads().saturating_mul(PARTS_EACH);
        let mut parts: Vec<Option<Part<'_>>> = Vec::new();
        let mut blocks = cutter.cut(each_time).map_err(failed)?;
        while !blocks.is_empty() || !parts.is_empty() {
            let mut read: Vec<Option<Part<'_>>> = blocks.iter().map(|_| None).collect();
            let position = cutter.position;
            // Joining and cutting go on here while the parts are read elsewhere.
            let (joined, next) = rayon::in_place_scope(|scope| {
                for (block, part) in blocks.drain(..).zip(&mut read) {
                    let shared = &shared;
                    scope.spawn(move |_| *part = Some(shared.read(&block)));
                }
                (self.join(core::mem::take(&mut parts)), cutter.cut(each_time))
            });
            joined?;
            self.reading.report(self.source.table, position);
            (parts, blocks) = (read, next.map_err(failed)?);
        }
        let rest = Cursor::new(cutter.carry).chain(cutter.file);
        let mut rest = Records::behind(self.source, rest, records.header(), cutter.lines);
        self.read(&mut rest)
    }

    fn join(&mut self, parts: Vec<Option<Part<'_>>>) -> Result<(), Box<Problem>> {
        for part in parts.into_iter().flatten() {
            self.lines.append(&part.lines);
            self.rounded = self.rounded.saturating_add(part.rounded);
            self.reading.join(part.reading);
            if let Some(fatal) = part.fatal {
                return Err(fatal);
            }
        }
        Ok(())
    }
}

impl<'a> Shared<'a> {
    fn read(&self, block: &Block) -> Part<'a> {
        let mut reading = Reading::new(self.settings.clone(), crate::ReadOptions::default());
        let mut records = Records::behind(self.source, block.bytes.as_slice(), self.header, block.before);
        let mut rows = Rows::new(self.source, self.sources, &mut reading);
        let fatal = rows.read(&mut records).err();
        let (lines, rounded) = rows.ended();
        Part { reading, lines, rounded, fatal }
    }
}

/// Cuts a file at the ends of lines.
struct Cutter {
    file: File,
    /// What was read and not yet cut off.
    carry: Vec<u8>,
    /// Lines before it.
    lines: u64,
    /// Bytes before it.
    position: u64,
    /// Whether the rest is to be read row by row.
    ended: bool,
}

impl Cutter {
    /// Opens a file once more, behind its heading.
    fn open(source: &TableSource, records: &Records<'_>) -> io::Result<Self> {
        const MARK: &[u8; 3] = b"\xef\xbb\xbf";
        let mut file = File::open(&source.path)?;
        let mut start = Vec::new();
        (&mut file).take(3).read_to_end(&mut start)?;
        let mark = if start == MARK { 3 } else { 0 };
        let (bytes, line) = records.next_row();
        file.seek(SeekFrom::Start(bytes.saturating_add(mark)))?;
        Ok(Self { file, carry: Vec::new(), lines: line.saturating_sub(1), position: bytes, ended: false })
    }

    /// The next few blocks; fewer where the file or its plain part ends.
    fn cut(&mut self, most: usize) -> io::Result<Vec<Block>> {
        let mut blocks = Vec::new();
        while blocks.len() < most && !self.ended {
            let mut bytes = core::mem::take(&mut self.carry);
            bytes.reserve(PART);
            let read = (&mut self.file).take(PART as u64).read_to_end(&mut bytes)?;
            // A quotation mark may hold a line end, and what has no end of a line is no block.
            let end = bytes.iter().rposition(|byte| *byte == b'\n').map(|at| at.saturating_add(1));
            let Some(end) = end.filter(|_| read > 0 && !bytes.contains(&b'"')) else {
                (self.carry, self.ended) = (bytes, true);
                break;
            };
            self.carry = bytes.split_off(end);
            let before = self.lines;
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
            self.lines = self.lines.saturating_add(lines as u64);
            self.position = self.position.saturating_add(end as u64);
            blocks.push(Block { bytes, before });
        }
        Ok(blocks)
    }
}
