//! What is left of one cell.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::places;
use super::report::LeftOutReason;
use crate::decimal::{Exact, INPUT_SCALE, parse_number};

/// What is left of a cell, or why nothing is.
pub(super) type Left = Result<String, LeftOutReason>;

/// `138****5678`: the first three digits and the last four. A number of fewer than eleven digits would have
/// fewer than four hidden, so that nothing of it is left.
pub(super) fn phone(text: &str) -> Left {
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '（' | '）')).collect();
    // The country's own code says nothing of the person.
    let number = kept.strip_prefix("+86").or_else(|| kept.strip_prefix("0086")).unwrap_or(&kept);
    let number = number.strip_prefix('+').unwrap_or(number);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(LeftOutReason::Unreadable);
    }
    if number.len() < 11 {
        return Err(LeftOutReason::HidesTooLittle);
    }
    let (first, last) = (number.get(..3), number.get(number.len().saturating_sub(4)..));
    Ok(format!("{}****{}", first.unwrap_or_default(), last.unwrap_or_default()))
}

/// The area code at the head of an ID number of 18 or 15 characters.
pub(super) fn area_code(text: &str) -> Left {
    let text = text.trim();
    let (digits, last) = text.split_at_checked(text.len().saturating_sub(1)).unwrap_or((text, ""));
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_end =
        last.bytes().all(|byte| byte.is_ascii_digit() || text.len() == 18 && matches!(byte, b'X' | b'x'));
    match text.get(..6).filter(|_| matches!(text.len(), 15 | 18) && is_number && is_end) {
        Some(area) => Ok(area.to_owned()),
        None => Err(LeftOutReason::Unreadable),
    }
}

/// `z***@example.com`: the first character and the domain of an address that is well-formed, which what is
/// written beside an address is not.
pub(super) fn email(text: &str) -> Left {
    let (local, domain) = text.trim().split_once('@').ok_or(LeftOutReason::Unreadable)?;
    let is_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_well_formed = local.len() <= 64 && local.chars().all(is_local) && is_domain(domain);
    match local.chars().next().filter(|first| is_well_formed && first.is_alphanumeric()) {
        Some(first) => Ok(format!("{first}***@{domain}")),
        None => Err(LeftOutReason::Unreadable),
    }
}

/// Whether a text is a domain: two labels or more of 1–63 letters, digits and inner hyphens, the last of them
/// no number, 253 bytes in all.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = text.rsplit_once('.').map(|(_, last)| last);
    text.len() <= 253
        && text.split('.').all(is_label)
        && last.is_some_and(|last| last.chars().any(|c| !c.is_numeric()))
}

/// A number, or a name of the policy's such as a grade; nothing else is kept, whatever its column is called.
pub(super) fn kept(text: &str, names: &BTreeSet<&str>, numbers: bool) -> Left {
    let text = text.trim();
    if names.contains(text) || numbers && parse_number(text).is_ok() {
        return Ok(text.to_owned());
    }
    Err(LeftOutReason::Unreadable)
}

/// What rows are told apart by as it is, unless it identifies: it stands in a column of which nothing is left, or
/// looks like a telephone number, an ID number or an address. Those have seven digits or more, or an `@`.
pub(super) fn grouped(text: &str, taken: &BTreeSet<&str>) -> Left {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if digits >= 7 || text.contains(['@', '＠']) || taken.contains(text.trim()) {
        return Err(LeftOutReason::Unreadable);
    }
    Ok(text.to_owned())
}

/// The city of an address.
pub(super) fn city(text: &str) -> Left {
    places::city(text).ok_or(LeftOutReason::Unreadable)
}

/// The province of an address, or of a province in short.
pub(super) fn province(text: &str) -> Left {
    places::province(text).ok_or(LeftOutReason::Unreadable)
}

/// The year of a birthday.
pub(super) fn year(text: &str) -> Left {
    born(text).map(|year| year.to_string())
}

/// `1980-1989`: the band of so many years, counted from year 0, in which a birthday lies.
pub(super) fn birth_band(text: &str, years: u32) -> Left {
    let (year, years) = (born(text)?, i32::try_from(years.max(1)).unwrap_or(1));
    let first = year.saturating_sub(year.checked_rem(years).unwrap_or_default());
    let last = first.saturating_add(years.saturating_sub(1));
    Ok(if first == last { first.to_string() } else { format!("{first}-{last}") })
}

/// The year of a date such as `1987-05-03`, of a month such as `1987-05`, or by itself.
fn born(text: &str) -> Result<i32, LeftOutReason> {
    let text = text.trim();
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let year = year.and_then(|year| year.parse::<i32>().ok()).filter(|year| *year > 0);
    let year = year.ok_or(LeftOutReason::Unreadable)?;
    let whole = match text.len() {
        4 => Some(text.to_owned() + "-01-01"),
        7 => Some(text.to_owned() + "-01"),
        10 => Some(text.to_owned()),
        _ => None,
    };
    let date = whole.and_then(|date| NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok());
    date.filter(|date| date.year() == year).map(|_| year).ok_or(LeftOutReason::Unreadable)
}

/// `[1000,2000)`: the band in which an amount lies. Bands begin at the steps times a power of ten; below 0
/// they are the same, mirrored, `(-2000,-1000]`; 0 is a band of its own.
pub(super) fn amount_band(text: &str, steps: &[u32]) -> Left {
    let millionths = parse_number(text.trim()).map_err(|_| LeftOutReason::Unreadable)?;
    let size = millionths.unsigned_abs();
    if size == 0 {
        return Ok("0".to_owned());
    }
    // The greatest power of ten, in millionths, that is not more; sizes stay below 10^28.
    let mut decade = 1_u128;
    while let Some(next) = decade.checked_mul(10).filter(|next| *next <= size) {
        decade = next;
    }
    let bound = |step: u32| decade.saturating_mul(u128::from(step));
    let from = steps.iter().rev().map(|step| bound(*step)).find(|from| *from <= size).unwrap_or(decade);
    let to = steps.iter().map(|step| bound(*step)).find(|to| *to > size).unwrap_or_else(|| bound(10));
    let shown = |millionths: u128| {
        Exact::new(i128::try_from(millionths).unwrap_or(i128::MAX), INPUT_SCALE).to_string()
    };
    let (from, to) = (shown(from), shown(to));
    Ok(if millionths > 0 { format!("[{from},{to})") } else { format!("(-{to},-{from}]") })
}
