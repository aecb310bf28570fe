//! One column, judged as the cells of a row are judged one by one.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::cells::{FIRST_DAY, ID_CHARACTERS, LAST_DAY, Range};
use super::super::codes::{Code, CustomerKind, OrderStatus, SettlementKind};
use super::super::columns::{Given, NO_DAY, Unit};
use super::super::frames::ColumnData;
use super::super::intern::{Form, NONE};
use super::super::tables::{ColumnKind, Table, TableColumn};
use super::bounds::{bounds, bounds_of_ids, bounds_of_wide};
use super::{Clean, Counts};
use crate::calendar::{Day, UNIX_EPOCH};
use crate::decimal::{INPUT_SCALE, pow10};

/// As many digits as a counted id may have.
const MAX_DIGITS: u8 = 18;

/// Millionths of 10^20: below it an amount can be added to any other, and no row need be judged for it.
const LIMIT: u128 = 10_u128.pow(26);

/// The column, if all of its cells are good.
pub(super) fn judge<'a>(
    table: Table,
    column: &TableColumn,
    data: Option<ColumnData<'a>>,
) -> Option<Clean<'a>> {
    let Some(data) = data else { return (!column.required).then_some(Clean::Blank) };
    let clean = match column.kind {
        ColumnKind::Id => ids(data)?,
        ColumnKind::Text => texts(data)?,
        ColumnKind::Code(_) => codes(column.name, table, data)?,
        ColumnKind::Number => numbers(data, range(table, column.name))?,
        ColumnKind::Date => days(data)?,
        ColumnKind::YesNo => match data {
            ColumnData::YesNo(cells) => Clean::YesNo(cells),
            _ => return None,
        },
        ColumnKind::ExcusedDays | ColumnKind::Time | ColumnKind::Until => return None,
    };
    (!column.required || clean.is_full()).then_some(clean)
}

/// The numbers a column takes, as reading row by row has them.
fn range(table: Table, column: &str) -> Range {
    match column {
        "amount" if matches!(table, Table::Invoices | Table::Settlements) => Range::Positive,
        "unit_price" | "unit_cost" | "terms_days" | "cost_to_serve" => Range::NotNegative,
        "discount" => Range::Rate,
        "margin_rate" => Range::Margin,
        _ => Range::Any,
    }
}

fn is_filled(text: &str) -> bool {
    // A first character that is no white space settles it.
    text.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !text.trim().is_empty()
}

fn ids(data: ColumnData<'_>) -> Option<Clean<'_>> {
    let written = |stem: &str, digits: u8| {
        // Where the stem ends is settled by the digits.
        let is_one_way = !stem.ends_with(|c: char| c.is_ascii_digit()) && digits <= MAX_DIGITS;
        is_one_way.then_some(if digits > 1 { digits } else { 0 })
    };
    match data {
        ColumnData::Counted { stem, digits, numbers } => {
            counted(Form { stem, padded: written(stem, digits)? }, Given::Lent(numbers))
        }
        ColumnData::SharedCounted { stem, digits, numbers } => {
            counted(Form { stem, padded: written(stem, digits)? }, Given::Shared(numbers.clone()))
        }
        ColumnData::SharedIntegers(ids) => {
            let (least, greatest) = bounds_of_ids(ids.as_ref())?;
            (least >= 0).then_some(Clean::Integers { ids, least, greatest })
        }
        ColumnData::Text(texts) => {
            if let Some(clean) = counted_texts(texts) {
                return Some(clean);
            }
            let is_good = |text: &&str| {
                (text.len() <= ID_CHARACTERS || text.chars().count() <= ID_CHARACTERS)
                    && !text.as_bytes().contains(&0)
            };
            texts.iter().flatten().filter(|text| is_filled(text)).all(is_good).then(|| of_texts(texts))
        }
        _ => None,
    }
}

fn of_texts<'a>(texts: &'a [Option<&'a str>]) -> Clean<'a> {
    Clean::Texts { texts, has_blanks: !texts.iter().all(|text| text.is_some_and(is_filled)) }
}

fn counted<'a>(form: Form<'a>, numbers: Given<'a, u32>) -> Option<Clean<'a>> {
    let is_short = form.stem.chars().count().saturating_add(usize::from(MAX_DIGITS)) <= ID_CHARACTERS;
    if !is_short || form.stem.contains('\0') {
        return None;
    }
    let (least, greatest) = bounds(&numbers)?;
    let has_blanks = greatest == NONE;
    let greatest = if has_blanks {
        numbers.iter().copied().filter(|number| *number != NONE).max()
    } else {
        Some(greatest)
    };
    let Some(greatest) = greatest else { return Some(Clean::Blank) };
    // More digits than there is room for would be another text.
    let fits = form.padded == 0 || pow10(form.padded).is_none_or(|limit| i128::from(greatest) < limit);
    let (least, greatest) = (i64::from(least), i64::from(greatest));
    fits.then_some(Clean::Counted { form, numbers, least, greatest, has_blanks })
}

/// Texts that are all counted behind one stem and in one way.
fn counted_texts<'a>(texts: &'a [Option<&'a str>]) -> Option<Clean<'a>> {
    let mut form: Option<Form<'a>> = None;
    let mut numbers = Vec::with_capacity(texts.len());
    let (mut shortest, mut longest) = (usize::MAX, 0_usize);
    for text in texts {
        let Some(text) = text.filter(|text| is_filled(text)) else {
            numbers.push(NONE);
            continue;
        };
        let (of_text, number) = Form::of(text)?;
        numbers.push(u32::try_from(number).ok().filter(|number| *number != NONE)?);
        (shortest, longest) = (shortest.min(text.len()), longest.max(text.len()));
        match &mut form {
            None => form = Some(of_text),
            Some(form) if form.stem != of_text.stem => return None,
            Some(form) => form.padded = form.padded.max(of_text.padded),
        }
    }
    let form = form?;
    // With a leading nought anywhere, all must be equally long.
    let is_alike = form.padded == 0 || shortest == longest;
    if is_alike { counted(form, Given::Shared(numbers.into())) } else { None }
}

fn texts(data: ColumnData<'_>) -> Option<Clean<'_>> {
    match data {
        ColumnData::Text(texts) => Some(of_texts(texts)),
        _ => None,
    }
}

fn codes<'a>(name: &str, table: Table, data: ColumnData<'a>) -> Option<Clean<'a>> {
    let ColumnData::Text(texts) = data else { return None };
    let is_known = |text: &&str| match name {
        "status" => OrderStatus::from_code(text).is_some(),
        "kind" if table == Table::Settlements => SettlementKind::from_code(text).is_some(),
        "kind" if table == Table::Customers => CustomerKind::from_code(text).is_some(),
        _ => false,
    };
    let mut filled = texts.iter().flatten().filter(|text| is_filled(text));
    filled.all(is_known).then(|| of_texts(texts))
}

fn numbers(data: ColumnData<'_>, range: Range) -> Option<Clean<'_>> {
    match data {
        ColumnData::UnitCells { units, scale } => narrow(Given::Lent(units), scale, range),
        ColumnData::SharedUnitCells { units, scale } => narrow(Given::Shared(units.clone()), scale, range),
        // Without blanks the least integer is a number; nobody counts so much.
        ColumnData::Units { units, scale } => full(narrow(Given::Lent(units), scale, range)?),
        ColumnData::SharedUnits { units, scale } => full(narrow(Given::Shared(units.clone()), scale, range)?),
        ColumnData::SharedSmallUnits { units, scale } => {
            let units = Given::Shared(units.clone());
            let bounds = bounds(&units)?;
            full(counts(units, bounds, scale, range)?.map_or(Clean::Blank, Clean::SmallUnits))
        }
        ColumnData::SharedWideUnits { units, scale } => {
            let units = Given::Shared(units.clone());
            let bounds = bounds_of_wide(&units)?;
            full(counts(units, bounds, scale, range)?.map_or(Clean::Blank, Clean::WideUnits))
        }
        ColumnData::Numbers(cells) => {
            let units: Option<Vec<i64>> = cells.iter().map(|cell| millionths(*cell)).collect();
            narrow(Given::Shared(units?.into()), INPUT_SCALE, range)
        }
        _ => None,
    }
}

/// The column, if it has no blanks.
fn full(clean: Clean<'_>) -> Option<Clean<'_>> {
    clean.is_full().then_some(clean)
}

fn narrow(units: Given<'_, i64>, scale: u8, range: Range) -> Option<Clean<'_>> {
    let bounds = bounds(&units)?;
    Some(counts(units, bounds, scale, range)?.map_or(Clean::Blank, Clean::Units))
}

/// Units between these bounds; `Some(None)` if all are blank.
fn counts<T: Unit + Ord>(
    units: Given<'_, T>,
    (least, greatest): (T, T),
    scale: u8,
    range: Range,
) -> Option<Option<Counts<'_, T>>> {
    let has_blanks = least == T::BLANK;
    let filled = || units.iter().copied().filter(|cell| *cell != T::BLANK);
    let least = if has_blanks { filled().min() } else { Some(least) };
    let Some(least) = least else { return Some(None) };
    let magnitude = held(least.wide(), greatest.wide(), scale, range)?;
    Some(Some(Counts { units, scale, magnitude, has_blanks }))
}

/// The greatest number of units, if all between these two are in range.
fn held(least: i128, greatest: i128, scale: u8, range: Range) -> Option<u128> {
    let factor = pow10(INPUT_SCALE.checked_sub(scale)?)?;
    let millionths = [least.checked_mul(factor)?, greatest.checked_mul(factor)?];
    // Ranges have no holes.
    let is_good = millionths.iter().all(|units| units.unsigned_abs() < LIMIT && range.holds(*units));
    is_good.then(|| least.unsigned_abs().max(greatest.unsigned_abs()))
}

/// A number in millionths, `i64::MIN` for a blank; `None` if it has more decimals or digits.
fn millionths(cell: Option<Decimal>) -> Option<i64> {
    let Some(number) = cell else { return Some(i64::MIN) };
    let (units, scale) = (number.mantissa(), u8::try_from(number.scale()).ok()?);
    let millionths = match INPUT_SCALE.checked_sub(scale) {
        Some(more) => units.checked_mul(pow10(more)?)?,
        None => {
            let factor = pow10(scale.checked_sub(INPUT_SCALE)?)?;
            if units.checked_rem(factor)? != 0 {
                return None;
            }
            units.checked_div(factor)?
        }
    };
    i64::try_from(millionths).ok().filter(|units| *units != i64::MIN)
}

fn days(data: ColumnData<'_>) -> Option<Clean<'_>> {
    match data {
        ColumnData::Days(days) => of_days(Given::Lent(days)),
        ColumnData::SharedDayCells(days) => of_days(Given::Shared(days.clone())),
        // Without blanks the least integer is a day, which no calendar has.
        ColumnData::SharedDays(days) => full(of_days(Given::Shared(days.clone()))?),
        ColumnData::Dates(dates) => {
            let day = |date: &Option<NaiveDate>| {
                date.map_or(NO_DAY, |date| Day::from(date).number().saturating_sub(UNIX_EPOCH))
            };
            of_days(Given::Shared(dates.iter().map(day).collect::<Vec<_>>().into()))
        }
        _ => None,
    }
}

fn of_days(days: Given<'_, i32>) -> Option<Clean<'_>> {
    let (least, greatest) = bounds(&days)?;
    let has_blanks = least == NO_DAY;
    let least =
        if has_blanks { days.iter().copied().filter(|day| *day != NO_DAY).min() } else { Some(least) };
    let Some(least) = least else { return Some(Clean::Blank) };
    is_day(least, greatest).then_some(Clean::Days { days, has_blanks })
}

/// Whether all days between these two are of the years 1 to 9999.
const fn is_day(least: i32, greatest: i32) -> bool {
    FIRST_DAY <= least.saturating_add(UNIX_EPOCH) && greatest.saturating_add(UNIX_EPOCH) <= LAST_DAY
}
