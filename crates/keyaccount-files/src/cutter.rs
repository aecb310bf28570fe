//! A file cut at the ends of its lines.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::feed::MAX_RECORD;
use crate::manifest::TableSource;
use crate::records::Records;

/// Whole lines of a file, and what stands before them.
#[derive(Default)]
pub(crate) struct Block {
    /// The lines until they are found to be text.
    raw: Vec<u8>,
    text: String,
    /// How many line ends they have.
    pub(crate) lines: usize,
    /// Lines before them.
    pub(crate) before: u64,
    /// Bytes before them.
    pub(crate) position: u64,
}

impl Block {
    /// Whether the lines are text in UTF-8.
    pub(crate) fn is_text(&mut self) -> bool {
        match String::from_utf8(core::mem::take(&mut self.raw)) {
            Ok(text) => self.text = text,
            Err(error) => self.raw = error.into_bytes(),
        }
        self.raw.is_empty()
    }

    /// The lines, if they were found to be text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The lines.
    pub(crate) fn bytes(&self) -> &[u8] {
        if self.raw.is_empty() { self.text.as_bytes() } else { &self.raw }
    }

    /// Memory to be filled.
    fn memory(&mut self) -> Vec<u8> {
        let raw = core::mem::take(&mut self.raw);
        let mut memory = if raw.is_empty() { core::mem::take(&mut self.text).into_bytes() } else { raw };
        self.text.clear();
        memory.clear();
        memory
    }
}

/// Cuts a file.
pub(crate) struct Cutter {
    pub(crate) file: File,
    /// What was read and not yet cut off.
    pub(crate) carry: Vec<u8>,
    /// Lines before it.
    pub(crate) lines: u64,
    /// Bytes before it.
    pub(crate) position: u64,
    /// About how many bytes a block has.
    size: usize,
    /// Whether the rest is no block.
    ended: bool,
}

impl Cutter {
    /// Opens a file once more, behind its heading.
    pub(crate) fn open(source: &TableSource, records: &Records<'_>, size: usize) -> io::Result<Self> {
        const MARK: &[u8; 3] = b"\xef\xbb\xbf";
        let mut file = File::open(&source.path)?;
        let mut start = Vec::new();
        (&mut file).take(3).read_to_end(&mut start)?;
        let mark = if start == MARK { 3 } else { 0 };
        let (bytes, line) = records.next_row();
        file.seek(SeekFrom::Start(bytes.saturating_add(mark)))?;
        let (lines, carry) = (line.saturating_sub(1), Vec::new());
        Ok(Self { file, carry, lines, position: bytes, size, ended: false })
    }

    /// Fills a block with the next lines; `false` if the file ends, or what follows has a quotation mark,
    /// which may hold a line end, or is too long for a line.
    pub(crate) fn cut(&mut self, block: &mut Block) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let mut bytes = block.memory();
        bytes.append(&mut self.carry);
        let mut end = None;
        while end.is_none() && bytes.len() as u64 <= MAX_RECORD {
            // A block is filled up to its size, then by as much again as long as its first line has no end.
            let room = self.size.saturating_sub(bytes.len().checked_rem(self.size).unwrap_or(0));
            bytes.reserve_exact(room);
            if (&mut self.file).take(room as u64).read_to_end(&mut bytes)? == 0 {
                break;
            }
            end = memchr::memrchr(b'\n', &bytes).map(|at| at.saturating_add(1));
        }
        let lines = end.and_then(|end| bytes.get(..end));
        let Some(lines) = lines.filter(|lines| memchr::memchr(b'"', lines).is_none()) else {
            (self.carry, self.ended) = (bytes, true);
            return Ok(false);
        };
        (block.before, block.position) = (self.lines, self.position);
        block.lines = memchr::memchr_iter(b'\n', lines).count();
        self.lines = self.lines.saturating_add(block.lines as u64);
        self.position = self.position.saturating_add(lines.len() as u64);
        let end = lines.len();
        self.carry.extend_from_slice(bytes.get(end..).unwrap_or_default());
        bytes.truncate(end);
        block.raw = bytes;
        Ok(true)
    }
}
