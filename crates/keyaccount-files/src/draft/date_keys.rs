//! The key that says in which form a table writes its dates.

use std::collections::{BTreeSet, HashMap};

use keyaccount::book::{ColumnKind, written_date, written_moment};
use keyaccount::quote;

use super::days::{self, Days};
use super::fit::Pick;
use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{counted, percent, toml};

/// What the reader takes without being told.
const CANONICAL: &str = "%Y-%m-%d";

/// Adds `date_format` to a section, and what is to be said about its dates.
pub(super) fn add(section: &mut Section, sheet: &Sheet) {
    let columns: Vec<_> = section
        .fit
        .picks
        .iter()
        .filter(|pick| matches!(pick.kind, ColumnKind::Date | ColumnKind::Time | ColumnKind::Until))
        .map(|pick| pick.column)
        .collect();
    let columns: Vec<(usize, &Days)> = columns
        .into_iter()
        .filter_map(|column| Some((column, sheet.profile(column).days.as_ref()?)))
        .collect();
    // Instants may be dates with or without a time, side by side, as long as nothing else needs a form.
    let has_times =
        section.fit.picks.iter().any(|pick| matches!(pick.kind, ColumnKind::Time | ColumnKind::Until));
    let is_read = |(column, _): &(usize, &Days)| {
        let is_time =
            section.fit.picks.iter().any(|pick| {
                pick.column == *column && matches!(pick.kind, ColumnKind::Time | ColumnKind::Until)
            });
        let mut texts = sheet.profile(*column).values.keys();
        texts.all(|text| if is_time { written_moment(text).is_ok() } else { written_date(text).is_ok() })
    };
    if has_times && columns.iter().all(is_read) {
        section.remarks.push("Dates and times are ISO 8601.".to_owned());
        return;
    }
    let mut patterns: Vec<String> = Vec::new();
    let mut evidence = Vec::new();
    for (column, days) in &columns {
        let (pattern, settled) = settle(days, &columns);
        let name = quote(sheet.name(*column));
        if let Some((other, cells)) = days.other.as_ref().filter(|_| days.ambiguous && !settled) {
            section.checks.push(format!(
                "the dates of {name} are read by {}, which gives {} to {}; by {} they give {} to {}, and {} cells would be other days",
                shown(&days.chosen.pattern), days.chosen.first, days.chosen.last,
                shown(&other.pattern), other.first, other.last, counted(*cells)
            ));
        }
        // People may be older.
        let is_birthday = section.fit.pick("birthday").is_some_and(|pick| pick.column == *column);
        if days.chosen.far > 0 && !is_birthday {
            section
                .checks
                .push(format!("{} dates of {name} lie before 1970 or after 2079", counted(days.chosen.far)));
        }
        if days.unread > 0 {
            section.checks.push(format!(
                "{} cells of {name} are no dates of the form {}",
                counted(days.unread),
                shown(&pattern)
            ));
        }
        if !patterns.contains(&pattern) {
            let swapped = days::silently_swapped(&pattern, &sheet.profile(*column).values);
            let total = sheet.profile(*column).filled;
            let mut why = format!(
                "{} different dates of {name}, {} to {}",
                counted(days.distinct),
                days.chosen.first,
                days.chosen.last
            );
            if swapped > 0 {
                why.push_str(&format!(
                    "; {} % of its cells would be other days with day and month exchanged",
                    percent(swapped, total)
                ));
            }
            evidence.push(why);
            let forms = pattern.split(days::BETWEEN).map(str::to_owned);
            let new: Vec<_> = forms.filter(|form| !patterns.contains(form)).collect();
            patterns.extend(new);
        }
    }
    let zone = zone(sheet).map_or("UTC", |(zone, _)| zone);
    let is_business = |pick: &&Pick| matches!(pick.ours, "ordered_on" | "issued_on" | "settled_on");
    let business = section.fit.picks.iter().filter(is_business).filter_map(|pick| {
        Some((&sheet.profile(pick.column).values, sheet.profile(pick.column).days.as_ref()?))
    });
    let span = |values: &HashMap<String, usize>, days: &Days| {
        let form = days::Form::in_zone(&days.chosen.pattern, zone)
            .filter(|_| days::has_offset(&days.chosen.pattern));
        let dates = || form.iter().flat_map(|form| values.keys().filter_map(|text| form.read(text)));
        (dates().min().unwrap_or(days.chosen.first), dates().max().unwrap_or(days.chosen.last))
    };
    for (first, last) in business.map(|(values, days)| span(values, days)) {
        let (from, to) = section.days.unwrap_or((first, last));
        section.days = Some((from.min(first), to.max(last)));
    }
    let reads_otherwise = |column: usize, pattern: &str| {
        let earlier = patterns.iter().take_while(|other| *other != pattern);
        let texts = &sheet.profile(column).values;
        earlier.clone().any(|other| {
            texts.keys().any(|text| {
                days::read(other, text).is_some_and(|date| days::read(pattern, text) != Some(date))
            })
        })
    };
    for (column, days) in &columns {
        if reads_otherwise(*column, &settle(days, &columns).0) {
            section.checks.push(format!(
                "the forms of `date_format` are tried in order, and an earlier one reads some dates of {}",
                quote(sheet.name(*column))
            ));
        }
    }
    // Without `date_format` the reader takes `2026-03-05` and not `2026-3-5`.
    let is_full = |text: &String| text.trim().len() == "2026-03-05".len();
    let all_full = columns
        .iter()
        .all(|(column, days)| days.unread > 0 || sheet.profile(*column).values.keys().all(is_full));
    match patterns.as_slice() {
        [] => {}
        [only] if only == CANONICAL && all_full => section.remarks.push("Dates are ISO 8601.".to_owned()),
        [only] => section.keys.push(Line::new("date_format", toml::text(only), evidence.join("; "))),
        several => section.keys.push(Line::new("date_format", toml::list(several), evidence.join("; "))),
    }
}

/// The zone a sheet with offsets most likely stands in, and what speaks for it.
pub(super) fn zone(sheet: &Sheet) -> Option<(&'static str, &'static str)> {
    let is_eastern = |text: &str| text.ends_with("+08:00") || text.ends_with("+0800");
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if sheet.rows.iter().take(20_000).any(|row| row.iter().any(is_eastern)) {
        Some(("Asia/Shanghai", "some times have the offset +08:00"))
    } else if sheet.names.iter().any(|name| is_chinese(name)) {
        Some(("Asia/Shanghai", "the headings are Chinese"))
    } else {
        None
    }
}

/// Forms as a sentence shows them.
fn shown(pattern: &str) -> String {
    let forms: Vec<_> = pattern.split(days::BETWEEN).map(quote).collect();
    forms.join(" or ")
}

/// The form of a column, and whether another column of the table settles what its own cells leave open.
fn settle(days: &Days, columns: &[(usize, &Days)]) -> (String, bool) {
    let Some((other, _)) = days.other.as_ref().filter(|_| days.ambiguous) else {
        return (days.chosen.pattern.clone(), false);
    };
    let (ours, theirs) = (&days.chosen.pattern, &other.pattern);
    // The forms one of the two has and the other has not, or not at this place.
    let differing = |one: &str, another: &str| -> BTreeSet<String> {
        let pairs = one.split(days::BETWEEN).zip(another.split(days::BETWEEN));
        pairs.filter(|(one, another)| one != another).map(|(one, _)| one.to_owned()).collect()
    };
    let (only_ours, only_theirs) = (differing(ours, theirs), differing(theirs, ours));
    for (_, sure) in columns.iter().filter(|(_, sure)| !sure.ambiguous) {
        let has = |forms: &BTreeSet<String>| {
            sure.chosen.pattern.split(days::BETWEEN).any(|form| forms.contains(form))
        };
        match (has(&only_ours), has(&only_theirs)) {
            (true, false) => return (ours.clone(), true),
            (false, true) => return (theirs.clone(), true),
            _ => {}
        }
    }
    (ours.clone(), false)
}
