//! The cells of one column of clean lines.

use keyaccount::book::{written_days, written_yes_no};

use super::counted::{Counting, NO_NUMBER};
use super::days::{FixedDates, ReadDate};
use super::numbers::PlainNumbers;
use super::plan::{Column, Takes};
use crate::cells::MAX_ID;

/// Stands for a blank number.
pub(super) const NO_UNITS: i64 = i64::MIN;

/// Stands for a blank date.
pub(super) const NO_DAY: i32 = i32::MIN;

/// Where a text begins and ends; nothing lies between for a blank.
pub(super) type Span = (u32, u32);

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Cells {
    Ids(Box<Ids>),
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

/// Where the cells of a column lie in a text.
#[derive(Clone, Copy)]
pub(super) struct Spans<'a> {
    pub(super) text: &'a str,
    /// Where every cell of the lines begins, from the first one of the column; last the end of the lines.
    pub(super) places: &'a [u32],
    /// How many cells a line has.
    pub(super) fields: usize,
    /// Whether a line ends behind the cell.
    pub(super) is_last: bool,
}

impl Default for Cells {
    fn default() -> Self {
        Self::Ids(Box::default())
    }
}

impl Cells {
    /// Makes room for the cells of a column.
    pub(super) fn empty(&mut self, takes: &Takes) {
        match (takes, &mut *self) {
            (Takes::Ids, Self::Ids(ids)) => ids.empty(Way::Blank),
            (Takes::Texts | Takes::Codes(_) | Takes::ExcusedDays, Self::Texts(texts)) => texts.clear(),
            (Takes::YesNo, Self::YesNo(cells)) => cells.clear(),
            (Takes::Numbers(_), Self::Numbers(units)) => units.clear(),
            (Takes::Dates(_), Self::Dates(days)) => days.clear(),
            (Takes::Ids, _) => *self = Self::Ids(Box::default()),
            (Takes::Texts | Takes::Codes(_) | Takes::ExcusedDays, _) => *self = Self::Texts(Vec::new()),
            (Takes::YesNo, _) => *self = Self::YesNo(Vec::new()),
            (Takes::Numbers(_), _) => *self = Self::Numbers(Vec::new()),
            (Takes::Dates(_), _) => *self = Self::Dates(Vec::new()),
        }
    }

    /// Makes room for the same cells once more, identifiers as texts from now on if they are `odd`.
    pub(super) fn again(&mut self, odd: bool) {
        match self {
            Self::Ids(ids) if odd || ids.way == Way::Texts => ids.empty(Way::Texts),
            Self::Ids(ids) => ids.empty(Way::Blank),
            Self::Texts(texts) => texts.clear(),
            Self::YesNo(cells) => cells.clear(),
            Self::Numbers(units) => units.clear(),
            Self::Dates(days) => days.clear(),
        }
    }

    pub(super) const fn may_be_texts(&self) -> bool {
        matches!(self, Self::Ids(ids) if !matches!(ids.way, Way::Texts))
    }

    /// Reads the cells of these places; `None` if one of them is odd.
    pub(super) fn read(&mut self, column: &Column, spans: Spans<'_>) -> Option<()> {
        let may_be_blank = !column.is_filled;
        match (self, &column.takes) {
            (Self::Numbers(units), Takes::Numbers(form)) => read_numbers(units, form, spans, may_be_blank),
            (Self::Dates(days), Takes::Dates(form)) => read_dates(days, form, spans, may_be_blank),
            (Self::YesNo(cells), Takes::YesNo) => spans.iter().try_for_each(|(start, end)| {
                let cell = spans.text.get(start..end).filter(|text| !text.trim().is_empty());
                cells.push(match cell {
                    Some(cell) => Some(written_yes_no(cell).ok()?),
                    None if may_be_blank => None,
                    None => return None,
                });
                Some(())
            }),
            (Self::Ids(ids), _) => ids.read(spans, may_be_blank),
            (Self::Texts(texts), takes) => read_texts(texts, spans, may_be_blank, |text| takes.text(text)),
            _ => None,
        }
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
    pub(super) fn is_ambiguous(&self) -> bool {
        self.way == Way::Counted && self.counting.digits().is_none()
    }

    fn read(&mut self, spans: Spans<'_>, may_be_blank: bool) -> Option<()> {
        if self.way == Way::Texts {
            return read_texts(&mut self.texts, spans, may_be_blank, is_short);
        }
        if self.way == Way::Blank
            && let Some((start, end)) = spans.iter().find(|(start, end)| start != end)
        {
            self.counting.like(spans.text.as_bytes().get(start..end)?)?;
            self.way = Way::Counted;
        }
        read_counted(&mut self.numbers, &mut self.counting, spans, may_be_blank)
    }
}

impl<'a> Spans<'a> {
    /// Where each cell begins and ends.
    fn iter(self) -> impl Iterator<Item = (usize, usize)> + 'a {
        let Self { text, places, fields, is_last } = self;
        places.windows(2).step_by(fields).map(move |pair| {
            let [start, next] =
                pair.first_chunk().map_or([0, 1], |[start, next]| [*start as usize, *next as usize]);
            let end = next.wrapping_sub(1);
            // Of a line that ends in CR LF, the CR is no part of its last cell.
            let has_return =
                is_last && end > start && text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'\r');
            (start, end.wrapping_sub(usize::from(has_return)))
        })
    }

    /// How many cells there are.
    const fn len(self) -> usize {
        self.places.len().saturating_sub(1).div_ceil(self.fields)
    }
}

/// Adds so many blanks, which are then written over: a test for room at each cell would take longer.
fn blanks<T: Copy>(cells: &mut Vec<T>, count: usize, blank: T) -> &mut [T] {
    let before = cells.len();
    cells.resize(before.saturating_add(count), blank);
    cells.get_mut(before..).unwrap_or_default()
}

// Each of these is compiled by itself: all in one function, none of them would keep what it needs at hand.

#[inline(never)]
fn read_numbers(
    units: &mut Vec<i64>,
    form: &PlainNumbers,
    spans: Spans<'_>,
    may_be_blank: bool,
) -> Option<()> {
    let mut decimals = 0;
    for (unit, (start, end)) in blanks(units, spans.len(), NO_UNITS).iter_mut().zip(spans.iter()) {
        if !(start == end && may_be_blank) {
            *unit = form.read(spans.text.as_bytes(), start, end, &mut decimals)?;
        }
    }
    Some(())
}

#[inline(never)]
fn read_dates(days: &mut Vec<i32>, form: &FixedDates, spans: Spans<'_>, may_be_blank: bool) -> Option<()> {
    let mut before = ReadDate::default();
    for (day, (start, end)) in blanks(days, spans.len(), NO_DAY).iter_mut().zip(spans.iter()) {
        if !(start == end && may_be_blank) {
            *day = form.read(spans.text.as_bytes(), start, end, &mut before)?;
        }
    }
    Some(())
}

#[inline(never)]
fn read_counted(
    numbers: &mut Vec<u32>,
    counting: &mut Counting,
    spans: Spans<'_>,
    may_be_blank: bool,
) -> Option<()> {
    for (number, (start, end)) in blanks(numbers, spans.len(), NO_NUMBER).iter_mut().zip(spans.iter()) {
        if start < end {
            *number = counting.read(spans.text.as_bytes(), start, end)?;
        } else if !may_be_blank {
            return None;
        }
    }
    Some(())
}

fn read_texts(
    texts: &mut Vec<Span>,
    spans: Spans<'_>,
    may_be_blank: bool,
    takes: impl Fn(&str) -> bool,
) -> Option<()> {
    for (start, end) in spans.iter() {
        texts.push(span(spans.text, start, end, may_be_blank, &takes)?);
    }
    Some(())
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
