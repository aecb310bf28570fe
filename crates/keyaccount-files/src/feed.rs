//! The bytes of a CSV file on their way to the parser: decoded to UTF-8, counted, and followed by
//! a row of its own that shows whether the last quotation mark was closed.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

/// The most bytes a record may have. A file without line ends or with an unclosed quotation mark
/// would otherwise be read into memory as one record.
pub(crate) const MAX_RECORD: u64 = 1 << 20;

/// The row behind the file. Its record stands alone unless a quotation mark was left open.
pub(crate) const END: &str = "\u{1}end of file\u{1}";
const TAIL: &[u8] = "\n\u{1}end of file\u{1}\n".as_bytes();

/// How much is read at a time.
pub(crate) const CHUNK: usize = 1 << 16;

/// What may stand before a text in UTF-8. The parser takes off one that it meets first.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// No text in any encoding becomes this byte, so the parser's own check finds the cell.
const UNDECODABLE: u8 = 0xff;

/// Why the bytes of a file are not handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// More than [`MAX_RECORD`] bytes without the end of a record.
    RecordTooLarge,
    /// A workbook or another archive.
    Workbook,
    /// UTF-16 where UTF-8 was expected; the label of the encoding.
    Utf16(&'static str),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}

enum Stage {
    Start,
    Inside,
    Data,
    Tail(usize),
    Done,
}

/// A reader that decodes, counts and closes.
pub(crate) struct Feed<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    inner_ended: bool,
    undecodable: bool,
    stage: Stage,
    unfinished: u64,
    handed_on: u64,
    seen_line_feed: bool,
    seen_return: bool,
}

impl<R: Read> Feed<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        // UTF-8 passes through: the parser's records are checked one by one.
        let decoder = (encoding != encoding_rs::UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Self {
            inner,
            decoder,
            raw: vec![0; CHUNK],
            raw_start: 0,
            raw_end: 0,
            inner_ended: false,
            undecodable: false,
            stage: Stage::Start,
            unfinished: 0,
            handed_on: 0,
            seen_line_feed: false,
            seen_return: false,
        }
    }

    /// A reader of UTF-8 from the midst of a file.
    pub(crate) fn inside(inner: R) -> Self {
        Self { stage: Stage::Inside, ..Self::new(inner, encoding_rs::UTF_8) }
    }

    /// Says that the parser has finished a record.
    pub(crate) const fn record_finished(&mut self) {
        self.unfinished = 0;
    }

    /// How many bytes there were, with the row behind the file, once all are handed on.
    pub(crate) const fn length(&self) -> Option<u64> {
        if matches!(self.stage, Stage::Done) { Some(self.handed_on) } else { None }
    }

    /// Whether the lines seen so far end in CR alone.
    pub(crate) const fn only_returns(&self) -> bool {
        self.seen_return && !self.seen_line_feed
    }

    fn fill_raw(&mut self) -> io::Result<()> {
        while self.raw_start == self.raw_end && !self.inner_ended {
            match self.inner.read(&mut self.raw) {
                Ok(0) => self.inner_ended = true,
                Ok(n) => (self.raw_start, self.raw_end) = (0, n),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Some sources hand out a byte at a time; their first bytes must be seen together.
    fn see_start(&mut self) -> io::Result<&[u8]> {
        while self.raw_end < 4 && !self.inner_ended {
            match self.inner.read(self.raw.get_mut(self.raw_end..).unwrap_or_default()) {
                Ok(0) => self.inner_ended = true,
                Ok(n) => self.raw_end = self.raw_end.saturating_add(n),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(self.raw.get(..self.raw_end).unwrap_or_default())
    }

    fn fill_start(&mut self) -> io::Result<()> {
        let is_text = self.decoder.is_none();
        let start = self.see_start()?;
        if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(io::Error::other(Refusal::Workbook));
        }
        if is_text {
            for (mark, label) in [(b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be")] {
                if start.starts_with(mark) {
                    return Err(io::Error::other(Refusal::Utf16(label)));
                }
            }
            if start.starts_with(MARK) {
                self.raw_start = MARK.len();
            }
        }
        Ok(())
    }

    fn read_data(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut written = 0_usize;
        while written == 0 {
            self.fill_raw()?;
            let raw = self.raw.get(self.raw_start..self.raw_end).unwrap_or_default();
            let Some(decoder) = &mut self.decoder else {
                let n = raw.len().min(out.len());
                if let (Some(to), Some(from)) = (out.get_mut(..n), raw.get(..n)) {
                    to.copy_from_slice(from);
                }
                self.raw_start = self.raw_start.saturating_add(n);
                return Ok(n);
            };
            if std::mem::take(&mut self.undecodable) {
                if let Some(first) = out.first_mut() {
                    *first = UNDECODABLE;
                }
                return Ok(1.min(out.len()));
            }
            let (result, read, n) = decoder.decode_to_utf8_without_replacement(raw, out, self.inner_ended);
            self.raw_start = self.raw_start.saturating_add(read);
            written = n;
            self.undecodable = matches!(result, DecoderResult::Malformed(..));
            if result == DecoderResult::InputEmpty && self.inner_ended {
                // The decoder is flushed; it must not be asked again.
                self.decoder = None;
                break;
            }
        }
        Ok(written)
    }
}

impl<R: Read> Read for Feed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // What the parser has buffered beyond the record is no part of it: the exact limit is held
        // where the record is known, this one only bounds the memory.
        if self.unfinished > MAX_RECORD.saturating_add(CHUNK as u64) {
            return Err(io::Error::other(Refusal::RecordTooLarge));
        }
        if matches!(self.stage, Stage::Start) {
            self.fill_start()?;
            self.stage = Stage::Data;
        }
        let mut marked = 0;
        if matches!(self.stage, Stage::Inside) {
            self.stage = Stage::Data;
            // In the midst of a file it is part of a cell: the parser takes off another one.
            if self.see_start()?.starts_with(MARK)
                && let Some(to) = out.get_mut(..MARK.len())
            {
                to.copy_from_slice(MARK);
                marked = MARK.len();
            }
        }
        let mut n = 0;
        if matches!(self.stage, Stage::Data) {
            let out = out.get_mut(marked..).unwrap_or_default();
            n = self.read_data(out)?;
            let chunk = out.get(..n).unwrap_or_default();
            self.seen_line_feed = self.seen_line_feed || chunk.contains(&b'\n');
            self.seen_return = self.seen_return || chunk.contains(&b'\r');
            n = n.saturating_add(marked);
            if n == 0 {
                self.stage = Stage::Tail(0);
            }
        }
        if let Stage::Tail(at) = self.stage {
            let rest = TAIL.get(at..).unwrap_or_default();
            n = rest.len().min(out.len());
            if let (Some(to), Some(from)) = (out.get_mut(..n), rest.get(..n)) {
                to.copy_from_slice(from);
            }
            self.stage = if n == rest.len() { Stage::Done } else { Stage::Tail(at.saturating_add(n)) };
        }
        self.unfinished = self.unfinished.saturating_add(n as u64);
        self.handed_on = self.handed_on.saturating_add(n as u64);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            out[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn fed(bytes: &[u8], label: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        Feed::new(Drip(bytes), encoding).read_to_end(&mut out).unwrap();
        out.strip_suffix(TAIL).unwrap().to_vec()
    }

    #[test]
    fn text_is_decoded_and_byte_order_marks_are_taken_off() {
        assert_eq!(fed("\u{feff}客户".as_bytes(), "utf-8"), "客户".as_bytes());
        assert_eq!(fed(b"\xbf\xcd\xbb\xa7", "gbk"), "客户".as_bytes());
        assert_eq!(fed(b"\xff\xfea\0b\0", "utf-16le"), b"ab");
        assert_eq!(fed(b"\x80", "windows-1252"), "€".as_bytes());
        assert_eq!(fed(b"", "gbk"), b"");
    }

    #[test]
    fn in_the_midst_of_a_file_nothing_is_taken_off() {
        for (text, fed) in
            [("\u{feff}a", "\u{feff}\u{feff}a"), ("a\u{feff}", "a\u{feff}"), ("", ""), ("\n", "\n")]
        {
            let mut out = Vec::new();
            Feed::inside(Drip(text.as_bytes())).read_to_end(&mut out).unwrap();
            assert_eq!(out.strip_suffix(TAIL).unwrap(), fed.as_bytes(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_marked_and_never_replaced() {
        assert_eq!(fed(b"a\xffb", "gbk"), b"a\xffb");
        assert_eq!(fed(b"a\xbf", "gbk"), b"a\xff");
        assert_eq!(fed(b"\xff\xfea\0b", "utf-16le"), b"a\xff");
    }

    #[test]
    fn workbooks_and_utf_16_are_told_apart() {
        let refused = |bytes: &[u8]| {
            let error = Feed::new(Drip(bytes), encoding_rs::UTF_8).read(&mut [0; 16]).unwrap_err();
            *error.get_ref().unwrap().downcast_ref::<Refusal>().unwrap()
        };
        assert_eq!(refused(b"PK\x03\x04rest"), Refusal::Workbook);
        assert_eq!(refused(b"\xff\xfea\0"), Refusal::Utf16("utf-16le"));
    }
}
