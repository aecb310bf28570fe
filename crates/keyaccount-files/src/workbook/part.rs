//! A part of a workbook's archive as XML, metered while it is unpacked: the sizes an archive states
//! about itself are the word of whoever wrote it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use keyaccount::{Problem, quote};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::limits::Limits;
use super::{broken, too_large};

/// How deep elements may nest; those of a workbook do so a dozen deep.
const MAX_DEPTH: usize = 256;

/// A workbook's archive.
pub(super) type Archive = ZipArchive<BufReader<File>>;

/// How much of a part is read.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The most bytes of the part.
    pub(super) size: u64,
    /// The most bytes of a tag or text.
    pub(super) token: u64,
    /// The element that counts as one text with all it holds, because the reader keeps it together.
    pub(super) whole: &'static str,
}

/// The events of one part.
pub(super) struct Part<'a> {
    xml: Reader<Metered<ZipFile<'a, BufReader<File>>>>,
    buffer: Vec<u8>,
    name: String,
    bounds: Bounds,
    depth: usize,
    within: usize,
}

impl<'a> Part<'a> {
    pub(super) fn open(
        archive: &'a mut Archive,
        name: &str,
        bounds: Bounds,
        limits: &Limits,
    ) -> Result<Self, Box<Problem>> {
        let file = archive.by_name(name).map_err(|error| broken(&error))?;
        let compressed = file.compressed_size().saturating_mul(limits.ratio).max(limits.ratio_from);
        let source =
            Metered { source: BufReader::new(file), left: bounds.size.min(compressed), token: bounds.token };
        // Tags must nest well, else what is counted here and what the reader of cells gathers could
        // part ways.
        let mut xml = Reader::from_reader(source);
        xml.config_mut().expand_empty_elements = true;
        Ok(Self { xml, buffer: Vec::new(), name: name.to_owned(), bounds, depth: 0, within: 0 })
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Box<Problem>> {
        self.buffer.clear();
        if self.within == 0 {
            self.xml.get_mut().token = self.bounds.token;
        }
        let event = self.xml.read_event_into(&mut self.buffer).map_err(|error| {
            if matches!(&error, quick_xml::Error::Io(e) if e.get_ref().is_some_and(|e| e.is::<Exceeded>())) {
                return too_large(format!("a part {} beyond every real workbook", quote(&self.name)));
            }
            broken(&error)
        })?;
        match &event {
            Event::Start(element) => {
                self.depth = self.depth.saturating_add(1);
                if self.within > 0 || element.local_name().as_ref() == self.bounds.whole {
                    self.within = self.within.saturating_add(1);
                }
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.within = self.within.saturating_sub(1);
            }
            Event::Eof if self.depth > 0 => return Err(broken(&"XML that ends early")),
            _ => {}
        }
        if self.depth > MAX_DEPTH {
            return Err(broken(&"XML nested without end"));
        }
        Ok(event)
    }
}

/// An attribute as it is written. With a prefix or without, if `any_prefix`.
pub(super) fn attribute<'a>(
    element: &'a BytesStart<'_>,
    name: &str,
    any_prefix: bool,
) -> Result<Option<Cow<'a, str>>, Box<Problem>> {
    let mut found = None;
    // Comparing all attributes with each other would cost the square of their number.
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error))?;
        let key = attribute.key;
        if key.as_ref() == name || (any_prefix && key.local_name().as_ref() == name) {
            if found.is_some() {
                return Err(broken(&format!("a second {}", quote(name))));
            }
            found = Some(attribute.value);
        }
    }
    Ok(found)
}

/// The end of what may be read.
#[derive(Debug, thiserror::Error)]
#[error("more than the reader accepts")]
struct Exceeded;

/// A source of which only so much may be read in all, and so much before the token is renewed.
struct Metered<R> {
    source: BufReader<R>,
    left: u64,
    token: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let most = usize::try_from(self.left.min(self.token)).unwrap_or(usize::MAX);
        let bytes = self.source.fill_buf()?;
        if most == 0 && !bytes.is_empty() {
            return Err(io::Error::other(Exceeded));
        }
        Ok(bytes.get(..most).unwrap_or(bytes))
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count as u64);
        self.token = self.token.saturating_sub(count as u64);
        self.source.consume(count);
    }
}
