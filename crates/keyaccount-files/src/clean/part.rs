//! The cells of clean lines, column by column, in memory that is used again.

use keyaccount::book::{written_days, written_yes_no};

use super::counted::{Counting, NO_NUMBER};
use super::days::ReadDate;
use super::kept::Kept;
use super::plan::{Column, Plan, Takes};
use super::split::split;
use crate::cells::MAX_ID;
use crate::feed::MAX_RECORD;

/// So many bytes are split, and then read column by column: few enough to stay near the processor.
const TILE: usize = if cfg!(test) { 1 << 6 } else { 1 << 14 };

/// Stands for a blank number.
pub(super) const NO_UNITS: i64 = i64::MIN;

/// Stands for a blank date.
pub(super) const NO_DAY: i32 = i32::MIN;

/// Where a text begins and ends; nothing lies between for a blank.
pub(super) type Span = (u32, u32);

/// The rows of whole lines, if all of them are clean.
#[derive(Debug, Default)]
pub(crate) struct CleanPart {
    pub(super) rows: usize,
    pub(super) columns: Vec<Cells>,
    /// The cells the book is to keep; none of columns that are handed over as texts.
    pub(super) kept: Vec<Option<Kept>>,
    places: Vec<u32>,
}

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Cells {
    Ids(Ids),
    Texts(Vec<Span>),
    YesNo(Vec<Option<bool>>),
    Numbers(Vec<i64>),
    Dates(Vec<i32>),
}

/// Identifiers, as numbers as long as they can be.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) counting: Counting,
    pub(super) way: Way,
    pub(super) numbers: Vec<u32>,
    pub(super) texts: Vec<Span>,
}

/// How the identifiers of a column are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// All are blank so far.
    #[default]
    Blank,
    Counted,
    Texts,
}

/// Why lines are not read to their end.
enum Odd {
    /// Something in them is for those who read row by row.
    Line,
    /// The identifiers of a column, by its position in the plan, have no number.
    Ids(usize),
}

impl CleanPart {
    /// How many rows there are.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Reads so many whole lines without quotation marks. Returns whether all are clean: as many cells in
    /// each as the heading has, none of them blank that must be filled, all written in the plainest way.
    pub(crate) fn read(&mut self, plan: &Plan, text: &str, lines: usize) -> bool {
        if text.len() as u64 > MAX_RECORD || memchr::memchr(0, text.as_bytes()).is_some() {
            return false;
        }
        self.columns.resize_with(plan.columns.len(), Cells::default);
        for (cells, column) in self.columns.iter_mut().zip(&plan.columns) {
            cells.empty(&column.takes);
        }
        loop {
            match self.read_all(plan, text) {
                Ok(()) if self.rows == lines => {
                    self.kept = self.columns.iter().map(Kept::of).collect();
                    return true;
                }
                Ok(()) => return false,
                Err(Odd::Line) => return false,
                Err(Odd::Ids(odd)) => {
                    for (at, cells) in self.columns.iter_mut().enumerate() {
                        cells.again(at == odd);
                    }
                }
            }
        }
    }

    fn read_all(&mut self, plan: &Plan, text: &str) -> Result<(), Odd> {
        self.rows = 0;
        let mut start = 0_usize;
        while start < text.len() {
            let end = tile_end(text.as_bytes(), start).ok_or(Odd::Line)?;
            self.read_tile(plan, text, start, end)?;
            start = end;
        }
        let mut ids = self.columns.iter().enumerate();
        match ids.find(|(_, cells)| matches!(cells, Cells::Ids(ids) if ids.is_ambiguous())) {
            Some((at, _)) => Err(Odd::Ids(at)),
            None => Ok(()),
        }
    }

    fn read_tile(&mut self, plan: &Plan, text: &str, start: usize, end: usize) -> Result<(), Odd> {
        let bytes = text.as_bytes();
        let first = u32::try_from(start).map_err(|_| Odd::Line)?;
        let tile = bytes.get(start..end).unwrap_or_default();
        let places = split(tile, first, plan.delimiter, &mut self.places);
        let rows = places.get(1..).unwrap_or_default().chunks_exact(plan.fields);
        let ends_line = |next: &u32| bytes.get((*next as usize).wrapping_sub(1)) == Some(&b'\n');
        if !rows.remainder().is_empty() || !rows.clone().all(|row| row.last().is_some_and(ends_line)) {
            return Err(Odd::Line);
        }
        self.rows = self.rows.saturating_add(rows.len());
        for (at, (column, cells)) in plan.columns.iter().zip(&mut self.columns).enumerate() {
            let starts = places.get(column.field..).unwrap_or_default().iter().step_by(plan.fields);
            let nexts = rows.clone().filter_map(|row| row.get(column.field));
            let is_last = column.field.wrapping_add(1) == plan.fields;
            let spans = starts.zip(nexts).map(|(start, next)| {
                let (start, end) = (*start as usize, (*next as usize).wrapping_sub(1));
                // Of a line that ends in CR LF, the CR is no part of its last cell.
                let has_return = is_last && end > start && bytes.get(end.wrapping_sub(1)) == Some(&b'\r');
                (start, end.wrapping_sub(usize::from(has_return)))
            });
            match cells.read(column, text, spans) {
                Some(()) => {}
                None => return Err(if cells.may_be_texts() { Odd::Ids(at) } else { Odd::Line }),
            }
        }
        Ok(())
    }
}

/// The end of the lines that are read together.
fn tile_end(text: &[u8], start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let tile = rest.get(..TILE).unwrap_or(rest);
    let end = memchr::memrchr(b'\n', tile).or_else(|| memchr::memchr(b'\n', rest))?;
    Some(start.saturating_add(end).saturating_add(1))
}

impl Default for Cells {
    fn default() -> Self {
        Self::Ids(Ids::default())
    }
}

impl Cells {
    /// Makes room for the cells of a column.
    fn empty(&mut self, takes: &Takes) {
        match (takes, &mut *self) {
            (Takes::Ids, Self::Ids(ids)) => ids.empty(Way::Blank),
            (Takes::Texts | Takes::Codes(_) | Takes::ExcusedDays, Self::Texts(texts)) => texts.clear(),
            (Takes::YesNo, Self::YesNo(cells)) => cells.clear(),
            (Takes::Numbers(_), Self::Numbers(units)) => units.clear(),
            (Takes::Dates(_), Self::Dates(days)) => days.clear(),
            (Takes::Ids, _) => *self = Self::Ids(Ids::default()),
            (Takes::Texts | Takes::Codes(_) | Takes::ExcusedDays, _) => *self = Self::Texts(Vec::new()),
            (Takes::YesNo, _) => *self = Self::YesNo(Vec::new()),
            (Takes::Numbers(_), _) => *self = Self::Numbers(Vec::new()),
            (Takes::Dates(_), _) => *self = Self::Dates(Vec::new()),
        }
    }

    /// Makes room for the same cells once more, identifiers as texts from now on if they are `odd`.
    fn again(&mut self, odd: bool) {
        match self {
            Self::Ids(ids) if odd || ids.way == Way::Texts => ids.empty(Way::Texts),
            Self::Ids(ids) => ids.empty(Way::Blank),
            Self::Texts(texts) => texts.clear(),
            Self::YesNo(cells) => cells.clear(),
            Self::Numbers(units) => units.clear(),
            Self::Dates(days) => days.clear(),
        }
    }

    const fn may_be_texts(&self) -> bool {
        matches!(self, Self::Ids(ids) if !matches!(ids.way, Way::Texts))
    }

    /// Reads the cells of these places; `None` if one of them is odd.
    fn read(
        &mut self,
        column: &Column,
        text: &str,
        spans: impl Iterator<Item = (usize, usize)>,
    ) -> Option<()> {
        let (bytes, may_be_blank) = (text.as_bytes(), !column.is_filled);
        match (self, &column.takes) {
            (Self::Numbers(units), Takes::Numbers(form)) => {
                for (start, end) in spans {
                    let is_blank = start == end && may_be_blank;
                    units.push(if is_blank { NO_UNITS } else { form.read(bytes, start, end)? });
                }
            }
            (Self::Dates(days), Takes::Dates(form)) => {
                let mut before = ReadDate::default();
                for (start, end) in spans {
                    let is_blank = start == end && may_be_blank;
                    days.push(if is_blank { NO_DAY } else { form.read(bytes, start, end, &mut before)? });
                }
            }
            (Self::YesNo(cells), Takes::YesNo) => {
                for (start, end) in spans {
                    let cell = text.get(start..end).filter(|text| !text.trim().is_empty());
                    cells.push(match cell {
                        Some(cell) => Some(written_yes_no(cell).ok()?),
                        None if may_be_blank => None,
                        None => return None,
                    });
                }
            }
            (Self::Ids(ids), _) => ids.read(text, spans, may_be_blank)?,
            (Self::Texts(texts), takes) => {
                for (start, end) in spans {
                    texts.push(span(text, start, end, may_be_blank, |text| takes.text(text))?);
                }
            }
            _ => return None,
        }
        Some(())
    }
}

impl Takes {
    /// Whether a text is one the column takes.
    fn text(&self, text: &str) -> bool {
        match self {
            Self::Codes(codes) => codes.contains(&text),
            Self::ExcusedDays => written_days(text).is_ok(),
            _ => true,
        }
    }
}

impl Ids {
    fn empty(&mut self, way: Way) {
        self.numbers.clear();
        self.texts.clear();
        self.way = way;
    }

    /// Whether their numbers do not tell how they were written.
    fn is_ambiguous(&self) -> bool {
        self.way == Way::Counted && self.counting.digits().is_none()
    }

    fn read(
        &mut self,
        text: &str,
        spans: impl Iterator<Item = (usize, usize)>,
        may_be_blank: bool,
    ) -> Option<()> {
        for (start, end) in spans {
            if self.way == Way::Texts {
                self.texts.push(span(text, start, end, may_be_blank, is_short)?);
                continue;
            }
            if start == end {
                self.numbers.push(Some(NO_NUMBER).filter(|_| may_be_blank)?);
                continue;
            }
            if self.way == Way::Blank {
                self.counting.like(text.as_bytes().get(start..end)?)?;
                self.way = Way::Counted;
            }
            self.numbers.push(self.counting.read(text.as_bytes(), start, end)?);
        }
        Some(())
    }
}

/// Bytes bound characters: most identifiers need not be counted.
fn is_short(id: &str) -> bool {
    id.len() <= MAX_ID || id.chars().count() <= MAX_ID
}

/// Where a text is, which is empty if it is blank.
fn span(
    text: &str,
    start: usize,
    end: usize,
    may_be_blank: bool,
    takes: impl Fn(&str) -> bool,
) -> Option<Span> {
    let cell = text.get(start..end)?;
    let is_blank = cell.trim_start().is_empty();
    if is_blank {
        return Some((0, 0)).filter(|_| may_be_blank);
    }
    takes(cell).then_some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}
