//! Cells of one column in neighbouring rows, in the type of the column: for writers of many cells.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::value::Value;
use crate::calendar::{Day, UNIX_EPOCH};
use crate::decimal::{Exact, PUBLISHED_SCALE};
use crate::digits::{push_date, push_integer, push_units, push_units_short};

/// The cells of one column in neighbouring rows ([`RowBlock::cells`](super::RowBlock::cells)): the same as
/// [`ResultTable::value`](super::ResultTable::value) gives one by one.
#[derive(Debug)]
pub enum Cells<'a> {
    /// Texts of which every row may have its own.
    Texts(TextCells),
    /// Few texts, each of which many rows may have.
    Codes(CodeCells<'a>),
    /// Whole units of so many decimals.
    Numbers(NumberCells),
    /// Days since 1970-01-01, [`Cells::NO_DAY`] where nothing applies.
    Days(Vec<i32>),
    /// Cells of any kind, of tables that are small or kept as they are.
    Values(Vec<Value<'a>>),
}

impl<'a> Cells<'a> {
    /// Stands for "nothing applies" among days.
    pub const NO_DAY: i32 = i32::MIN;

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.ends.len(),
            Self::Codes(codes) => codes.keys.len(),
            Self::Numbers(numbers) => numbers.len(),
            Self::Days(days) => days.len(),
            Self::Values(values) => values.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends the cells as texts, byte for byte what `Display` writes of their [`Value`]s, each behind the
    /// same byte if there is one, and where each of them ends.
    pub fn append_to(&self, before: Option<u8>, out: &mut Vec<u8>, ends: &mut Vec<usize>) {
        let mut end = |out: &mut Vec<u8>| ends.push(out.len());
        match self {
            Self::Numbers(numbers) => numbers.append_to(before, out, end),
            Self::Texts(texts) => (0..texts.ends.len()).for_each(|at| {
                out.extend(before);
                out.extend_from_slice(texts.get(at));
                end(out);
            }),
            Self::Codes(codes) => codes.keys.iter().for_each(|key| {
                out.extend(before);
                out.extend_from_slice(codes.text(*key).as_bytes());
                end(out);
            }),
            Self::Days(days) => days.iter().for_each(|day| {
                out.extend(before);
                if let Some(date) = date(*day) {
                    push_date(out, date);
                }
                end(out);
            }),
            Self::Values(values) => values.iter().for_each(|value| {
                out.extend(before);
                value.append_to(out);
                end(out);
            }),
        }
    }
}

/// The date of a number of days since 1970-01-01.
fn date(day: i32) -> Option<chrono::NaiveDate> {
    Day::from_number(day.checked_add(UNIX_EPOCH)?).date()
}

/// Texts one behind the other; an empty one stands for "nothing applies".
#[derive(Debug)]
pub struct TextCells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl TextCells {
    pub(super) fn with_capacity(cells: usize) -> Self {
        Self { bytes: Vec::new(), ends: Vec::with_capacity(cells) }
    }

    /// Ends a cell behind what was written to the bytes.
    pub(super) fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.bytes);
        self.ends.push(self.bytes.len());
    }

    /// The bytes of all texts, UTF-8.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where each text ends among the bytes; it begins where the one before ends.
    #[must_use]
    pub fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// A text, UTF-8.
    #[must_use]
    pub fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.bytes.get(start..*end)).unwrap_or_default()
    }
}

/// Keys among texts: 0 where nothing applies, 1 for the first text.
#[derive(Debug)]
pub struct CodeCells<'a> {
    keys: Vec<u32>,
    texts: Vec<Cow<'a, str>>,
    is_translated: bool,
}

/// Codes below this are looked up by their number alone.
const NEAR: usize = 128;

/// The key of a code whose text is not known yet.
const UNKNOWN: u32 = u32::MAX;

impl<'a> CodeCells<'a> {
    /// Spells each code once; a code without text means that nothing applies.
    pub(super) fn of(
        codes: impl Iterator<Item = u64>,
        spell: impl Fn(u64) -> Cow<'a, str>,
        is_translated: bool,
    ) -> Self {
        let mut near = [UNKNOWN; NEAR];
        let mut far = HashMap::new();
        let mut texts = Vec::new();
        let mut key_of = |code| {
            let text = spell(code);
            if text.is_empty() {
                return 0;
            }
            texts.push(text);
            u32::try_from(texts.len()).unwrap_or(0)
        };
        let keys = codes.map(|code| match usize::try_from(code).ok().and_then(|code| near.get_mut(code)) {
            Some(key) => {
                if *key == UNKNOWN {
                    *key = key_of(code);
                }
                *key
            }
            None => *far.entry(code).or_insert_with(|| key_of(code)),
        });
        Self { keys: keys.collect(), texts, is_translated }
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The texts in the order they first occur; not one of them is empty.
    #[must_use]
    pub fn texts(&self) -> &[Cow<'a, str>] {
        &self.texts
    }

    /// The texts as cells, the first of key 1.
    pub fn values(&self) -> impl Iterator<Item = Value<'a>> {
        let value = if self.is_translated { Value::Code } else { Value::Text };
        self.texts.iter().cloned().map(value)
    }

    fn text(&self, key: u32) -> &str {
        let text = key.checked_sub(1).and_then(|key| self.texts.get(key as usize));
        text.map_or("", |text| text)
    }
}

/// How whole units are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// Scores, percentages and amounts: hundredths, with two decimals.
    Published,
    /// Quantities of so many decimals, without trailing zeros.
    Quantity(u8),
    /// Counts, ranks and numbers of days.
    Integer,
}

impl NumberForm {
    const fn scale(self) -> u8 {
        match self {
            Self::Published => PUBLISHED_SCALE,
            Self::Quantity(scale) => scale,
            Self::Integer => 0,
        }
    }

    /// One cell.
    pub(super) fn value(self, units: Option<i128>) -> Value<'static> {
        let Some(units) = units else { return Value::Empty };
        match self {
            Self::Published => Value::from(Decimal::try_from_i128_with_scale(units, 2).ok()),
            Self::Quantity(scale) => Value::Quantity(Exact::new(units, scale)),
            Self::Integer => i64::try_from(units).map_or(Value::Empty, Value::Integer),
        }
    }
}

/// Whole units of so many decimals.
#[derive(Debug)]
pub struct NumberCells {
    form: NumberForm,
    units: Units,
}

#[derive(Debug)]
enum Units {
    /// [`NumberCells::NONE`] where nothing applies.
    Narrow(Vec<i64>),
    /// Where a cell needs more.
    Wide(Vec<Option<i128>>),
}

impl NumberCells {
    /// Stands for "nothing applies" among units of 64 bits.
    pub const NONE: i64 = i64::MIN;

    pub(super) fn of(form: NumberForm, cells: impl Iterator<Item = Option<i128>> + Clone) -> Self {
        let mut is_wide = false;
        let narrow = cells.clone().map(|cell| match cell.map(i64::try_from) {
            None => Self::NONE,
            Some(Ok(units)) if units != Self::NONE => units,
            Some(_) => {
                is_wide = true;
                Self::NONE
            }
        });
        let narrow = narrow.collect();
        Self { form, units: if is_wide { Units::Wide(cells.collect()) } else { Units::Narrow(narrow) } }
    }

    fn len(&self) -> usize {
        match &self.units {
            Units::Narrow(units) => units.len(),
            Units::Wide(units) => units.len(),
        }
    }

    /// How many decimals the units have.
    #[must_use]
    pub const fn scale(&self) -> u8 {
        self.form.scale()
    }

    /// The units, [`NumberCells::NONE`] where nothing applies; `None` if a cell needs more than 64 bits.
    #[must_use]
    pub fn narrow(&self) -> Option<&[i64]> {
        match &self.units {
            Units::Narrow(units) => Some(units),
            Units::Wide(_) => None,
        }
    }

    /// The units of each cell; `None` where nothing applies.
    pub fn iter(&self) -> impl Iterator<Item = Option<i128>> {
        (0..self.len()).map(|at| self.get(at))
    }

    fn get(&self, at: usize) -> Option<i128> {
        match &self.units {
            Units::Narrow(units) => {
                units.get(at).copied().filter(|units| *units != Self::NONE).map(i128::from)
            }
            Units::Wide(units) => units.get(at).copied().flatten(),
        }
    }

    fn append_to(&self, before: Option<u8>, out: &mut Vec<u8>, mut end: impl FnMut(&mut Vec<u8>)) {
        let Units::Narrow(units) = &self.units else {
            return self.iter().for_each(|units| {
                out.extend(before);
                self.form.value(units).append_to(out);
                end(out);
            });
        };
        match self.form {
            NumberForm::Published => push_each(units, before, out, end, push_units_short),
            NumberForm::Integer => push_each(units, before, out, end, push_integer),
            NumberForm::Quantity(scale) => push_each(units, before, out, end, |out, units| {
                let shown = Exact::new(units.into(), scale).normalised();
                push_units(out, units < 0, shown.units().unsigned_abs(), u32::from(shown.scale()));
            }),
        }
    }
}

/// Appends units of 64 bits one by one, where something applies.
#[inline]
fn push_each(
    units: &[i64],
    before: Option<u8>,
    out: &mut Vec<u8>,
    mut end: impl FnMut(&mut Vec<u8>),
    push: impl Fn(&mut Vec<u8>, i64),
) {
    for units in units {
        out.extend(before);
        if *units != NumberCells::NONE {
            push(out, *units);
        }
        end(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_beyond_64_bits_and_the_one_that_means_nothing_are_kept() {
        let none = i128::from(NumberCells::NONE);
        for cells in [
            vec![],
            vec![None, Some(0), Some(-7)],
            vec![Some(none)],
            vec![Some(none + 1), Some(i128::from(i64::MAX))],
            vec![None, Some(i128::from(i64::MAX) + 1), Some(1), None],
            vec![Some(none - 1), Some(-1)],
        ] {
            let numbers = NumberCells::of(NumberForm::Published, cells.iter().copied());
            assert_eq!(numbers.iter().collect::<Vec<_>>(), cells);
            let is_narrow = cells.iter().flatten().all(|units| (none + 1..=i64::MAX.into()).contains(units));
            assert_eq!(numbers.narrow().is_some(), is_narrow, "{cells:?}");
            let (mut text, mut ends) = (Vec::new(), Vec::new());
            Cells::Numbers(numbers).append_to(Some(b';'), &mut text, &mut ends);
            let mut expected = String::new();
            let expected_ends = cells.iter().map(|cell| {
                expected.push_str(&format!(";{}", NumberForm::Published.value(*cell)));
                expected.len()
            });
            assert_eq!(ends, expected_ends.collect::<Vec<_>>());
            assert_eq!(String::from_utf8(text).unwrap(), expected);
        }
    }

    #[test]
    fn a_code_is_spelled_once_and_one_without_text_is_nothing() {
        let codes = [0, 3, 900, 3, 128, 900, 127, 5, 0];
        let spelled = std::cell::RefCell::new(Vec::new());
        let cells = CodeCells::of(
            codes.into_iter(),
            |code| {
                spelled.borrow_mut().push(code);
                Cow::Owned(if code == 0 || code == 5 { String::new() } else { format!("c{code}") })
            },
            true,
        );
        assert_eq!(cells.keys(), [0, 1, 2, 1, 3, 2, 4, 0, 0]);
        assert_eq!(cells.texts(), ["c3", "c900", "c128", "c127"]);
        assert_eq!(spelled.into_inner(), [0, 3, 900, 128, 127, 5]);
        assert_eq!(cells.values().next(), Some(Value::Code("c3".into())));
        let texts: Vec<&str> = cells.keys().iter().map(|key| cells.text(*key)).collect();
        assert_eq!(texts, ["", "c3", "c900", "c3", "c128", "c900", "c127", "", ""]);
    }
}
