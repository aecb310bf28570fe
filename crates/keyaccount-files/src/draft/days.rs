//! In which form a column writes its dates.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::dates::{DateForm, Zone};

/// Forms in the order of preference: where two read the same cells, the earlier one is the likelier.
const DAYS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y%m%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%d-%m-%y",
    "%m-%d-%y",
    "%y-%m-%d",
    "%y/%m/%d",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d/%b/%Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
];

/// Times that may follow, the day alone first.
const TIMES: &[&str] = &[
    "",
    " %H:%M:%S",
    " %H:%M",
    "T%H:%M:%S",
    "T%H:%M",
    " %H:%M:%S%.f",
    "T%H:%M:%S%.f",
    " %I:%M:%S %p",
    " %I:%M %p",
    "T%H:%M:%S%:z",
    "T%H:%M:%S%.f%:z",
    "T%H:%M%:z",
    " %H:%M:%S%:z",
    " %H:%M:%S%.f%:z",
    " %H:%M:%S %z",
    " %H:%M %z",
];

/// Digits alone, which are dates in a column of that name only.
const DIGITS: &[&str] = &["%Y%m%d", "%y%m%d"];

/// Times as spreadsheets set to Chinese write them, in halves of the day.
const HALVES: &[&str] = &["上午", "下午"];
const HALF_TIMES: &[&str] = &[" %H:%M:%S", "%H:%M:%S", " %H:%M", "%H:%M"];

/// Stands between the forms of a column that is written in several.
pub(super) const BETWEEN: char = '\n';

/// The name of the form of days counted by spreadsheets.
pub(super) const SERIAL: &str = "excel-serial";

/// A form that reads a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) pattern: String,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// Cells this form reads.
    pub(super) cells: usize,
    /// Those of them that are far from today's business, which are not between first and last.
    pub(super) far: usize,
}

impl Reading {
    fn near(&self) -> usize {
        self.cells.saturating_sub(self.far)
    }

    fn span(&self) -> i64 {
        self.last.signed_duration_since(self.first).num_days()
    }
}

/// What is known about the dates of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// The chosen form.
    pub(super) chosen: Reading,
    /// Distinct texts.
    pub(super) distinct: usize,
    /// Cells no form together with the chosen one reads.
    pub(super) unread: usize,
    /// Another form that reads the same cells, and how many cells would be other days by it.
    pub(super) other: Option<(Reading, usize)>,
    /// Whether nothing in the cells decides between the two.
    pub(super) ambiguous: bool,
}

/// Reads a text by a form.
pub(super) fn read(pattern: &str, text: &str) -> Option<NaiveDate> {
    Form::of(pattern)?.read(text)
}

/// Whether a form has an offset from UTC in it.
pub(super) fn has_offset(pattern: &str) -> bool {
    pattern.contains("%z") || pattern.contains("%:z")
}

/// A form ready to read, or several tried in order.
#[derive(Debug)]
pub(super) struct Form(Vec<DateForm>);

impl Form {
    /// Times with an offset are taken to UTC.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        Self::in_zone(pattern, "UTC")
    }

    pub(super) fn in_zone(pattern: &str, zone: &str) -> Option<Self> {
        let zone = Zone::parse(zone);
        pattern.split(BETWEEN).map(|form| DateForm::parse(form, zone).ok()).collect::<Option<_>>().map(Self)
    }

    pub(super) fn read(&self, text: &str) -> Option<NaiveDate> {
        self.0.iter().find_map(|form| form.read(text))
    }
}

/// The days alone and with the times that may follow.
static FORMS: LazyLock<Vec<(String, Form)>> = LazyLock::new(|| {
    let all = DAYS.iter().flat_map(|day| TIMES.iter().map(move |time| format!("{day}{time}")));
    all.filter_map(|pattern| Form::of(&pattern).map(|form| (pattern, form))).collect()
});

/// Days far from today's business are a sign of a form misread.
fn is_plausible(date: NaiveDate) -> bool {
    (1970..=2079).contains(&date.year())
}

/// The form of the dates of a column's texts (each with how often it occurs), `blank` ones left out.
/// `named` says that the column's name speaks of a date, without which a number is none.
///
/// A form must read 19 of 20 cells.
pub(super) fn guess(values: &HashMap<String, usize>, named: bool) -> Option<Days> {
    let mut texts: Vec<(&str, usize)> = values.iter().map(|(text, count)| (text.as_str(), *count)).collect();
    // The most frequent first, so that a draft never depends on hashing.
    texts.sort_unstable_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    let total: usize = texts.iter().map(|(_, count)| *count).sum();
    let enough = total.saturating_sub(total / 20).max(1);
    let mut readings = Vec::new();
    for pattern in patterns(&texts, named) {
        let Some(form) = Form::of(&pattern) else { continue };
        let mut allowed = total.saturating_sub(enough);
        let mut dates = Vec::with_capacity(texts.len());
        for (text, count) in &texts {
            match form.read(text) {
                Some(date) => dates.push((date, *count)),
                None if *count > allowed => {
                    dates.clear();
                    break;
                }
                None => allowed = allowed.saturating_sub(*count),
            }
        }
        readings.extend(reading(pattern, &dates));
    }
    choose(readings, &texts, total).or_else(|| in_several(&texts, total, enough, named))
}

/// What a form reads; nothing if most of it is far from today's business.
fn reading(pattern: String, dates: &[(NaiveDate, usize)]) -> Option<Reading> {
    let cells: usize = dates.iter().map(|(_, count)| *count).sum();
    let near = || dates.iter().filter(|(date, _)| is_plausible(*date));
    let (first, last) = (near().map(|(date, _)| *date).min()?, near().map(|(date, _)| *date).max()?);
    let far = cells.saturating_sub(near().map(|(_, count)| *count).sum());
    (far.saturating_mul(2) < cells).then_some(Reading { pattern, first, last, cells, far })
}

/// The forms of a column that no single one reads, tried in order: those that begin with the year, which
/// say the same day whichever of them reads a text, then those that begin with the day or the month,
/// then day numbers. Where either order of day and month will do, that is to be checked.
fn in_several(texts: &[(&str, usize)], total: usize, enough: usize, named: bool) -> Option<Days> {
    // Most columns of words are told by their first texts.
    let is_digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let first = texts.get(..64).unwrap_or(texts);
    if first.iter().filter(|(text, _)| is_digits(text)).count().saturating_mul(4)
        < first.len().saturating_mul(3)
    {
        return None;
    }
    if first.len() < texts.len() {
        let cells: usize = first.iter().map(|(_, count)| *count).sum();
        in_several(first, cells, cells.saturating_sub(cells / 4).max(1), named)?;
    }
    let mut forms: Vec<String> = DAYS
        .iter()
        .filter(|day| day.starts_with("%Y"))
        .flat_map(|day| {
            let whole = TIMES.iter().map(move |time| format!("{day}{time}"));
            let halves = HALVES
                .iter()
                .flat_map(move |half| HALF_TIMES.iter().map(move |time| format!("{day} {half}{time}")));
            whole.chain(halves)
        })
        .collect();
    let with_times = |begins: &'static [&'static str]| {
        let days = DAYS.iter().filter(move |day| begins.iter().any(|begin| day.starts_with(begin)));
        days.flat_map(|day| TIMES.iter().map(move |time| format!("{day}{time}")))
    };
    let mut month_first = forms.clone();
    forms.extend(with_times(&["%d"]).chain(with_times(&["%m", "%b", "%B", "%y"])));
    month_first.extend(with_times(&["%m", "%b", "%B"]).chain(with_times(&["%d", "%y"])));
    let serial = named.then(|| SERIAL.to_owned());
    let [day_first, month_first] = [forms, month_first].map(|forms| {
        let found = in_order(texts, forms.into_iter().chain(serial.clone()))?;
        (found.cells >= enough).then_some(found)
    });
    let (chosen, other) = match (day_first, month_first) {
        (Some(day), Some(month)) => {
            // The one that needs less to read as much.
            let needs = |found: &Reading| {
                (total.saturating_sub(found.cells), found.far, found.pattern.matches(BETWEEN).count())
            };
            match needs(&day).cmp(&needs(&month)) {
                Ordering::Less => (day, None),
                Ordering::Greater => (month, None),
                Ordering::Equal if month.span().saturating_mul(2).saturating_add(31) < day.span() => {
                    (month, Some(day))
                }
                Ordering::Equal => (day, Some(month)),
            }
        }
        (day, month) => (day.or(month)?, None),
    };
    let other = other.and_then(|other| {
        let differing = differing(&chosen.pattern, &other.pattern, texts);
        (differing > 0).then_some((other, differing))
    });
    Some(Days {
        unread: total.saturating_sub(chosen.cells),
        distinct: texts.len(),
        ambiguous: other.is_some(),
        other,
        chosen,
    })
}

/// What forms read of the texts, each what those before it leave. Nothing if it takes very many: a few
/// texts that happen to be read are no column of dates.
fn in_order(texts: &[(&str, usize)], forms: impl Iterator<Item = String>) -> Option<Reading> {
    let mut left: Vec<(&str, usize)> = texts.to_vec();
    let mut patterns = Vec::new();
    let mut dates: Vec<(NaiveDate, usize)> = Vec::new();
    for pattern in forms {
        if left.is_empty() {
            break;
        }
        let Some(form) = Form::of(&pattern) else { continue };
        // A form by which nothing is of these years is none of this column.
        if !left.iter().any(|(text, _)| form.read(text).is_some_and(is_plausible)) {
            continue;
        }
        left.retain(|(text, count)| match form.read(text) {
            Some(date) => {
                dates.push((date, *count));
                false
            }
            None => true,
        });
        patterns.push(pattern);
    }
    if patterns.len() > 6 {
        return None;
    }
    reading(patterns.join(&BETWEEN.to_string()), &dates)
}

/// The forms worth trying: those that read one of the first texts.
fn patterns(texts: &[(&str, usize)], named: bool) -> Vec<String> {
    let some: Vec<_> = texts.iter().take(64).collect();
    let is_number =
        |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.matches('.').count() <= 1;
    let others = some.iter().filter(|(text, _)| !is_number(text)).count();
    let is_digits = others.saturating_mul(20) <= some.len();
    let mut found = Vec::new();
    if is_digits {
        if named {
            found.extend(DIGITS.iter().map(|form| (*form).to_owned()));
            found.push(SERIAL.to_owned());
        }
        return found;
    }
    let reads = |form: &Form| some.iter().any(|(text, _)| form.read(text).is_some());
    found.extend(FORMS.iter().filter(|(_, form)| reads(form)).map(|(pattern, _)| pattern.clone()));
    found
}

fn choose(mut readings: Vec<Reading>, texts: &[(&str, usize)], total: usize) -> Option<Days> {
    let most = readings.iter().map(Reading::near).max()?;
    readings.retain(|reading| reading.near() == most);
    // Stable: the likelier form stays first among those whose dates lie equally close together.
    let shortest = readings.iter().map(Reading::span).min()?;
    let close = |reading: &Reading| reading.span() <= shortest.saturating_mul(2).saturating_add(31);
    let at = readings.iter().position(close)?;
    let chosen = readings.remove(at);
    let mut others = readings.into_iter().filter_map(|other| {
        let differing = differing(&chosen.pattern, &other.pattern, texts);
        (differing > 0).then_some((other, differing))
    });
    let other = others.find(|(other, _)| close(other));
    let ambiguous = other.is_some();
    Some(Days {
        unread: total.saturating_sub(chosen.cells),
        distinct: texts.len(),
        other: other.or_else(|| others.next()),
        ambiguous,
        chosen,
    })
}

/// How many cells are different days by two forms.
fn differing(one: &str, other: &str, texts: &[(&str, usize)]) -> usize {
    let (Some(one), Some(other)) = (Form::of(one), Form::of(other)) else { return 0 };
    let differ = |text: &str| one.read(text) != other.read(text);
    texts.iter().filter(|(text, _)| differ(text)).map(|(_, count)| *count).sum()
}

/// How many cells read month first instead of day first, or the other way round, would be other days:
/// what a careless reader would get wrong without noticing.
pub(super) fn silently_swapped(pattern: &str, values: &HashMap<String, usize>) -> usize {
    let swapped = if pattern.starts_with("%d/%m/") {
        pattern.replacen("%d/%m/", "%m/%d/", 1)
    } else if pattern.starts_with("%m/%d/") {
        pattern.replacen("%m/%d/", "%d/%m/", 1)
    } else {
        return 0;
    };
    let (Some(ours), Some(theirs)) = (Form::of(pattern), Form::of(&swapped)) else { return 0 };
    let fooled = |text: &str| theirs.read(text).is_some_and(|date| ours.read(text) != Some(date));
    values.iter().filter(|(text, _)| fooled(text)).map(|(_, count)| *count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Option<Days> {
        guess(&texts.iter().map(|text| ((*text).to_owned(), 1)).collect(), true)
    }

    fn pattern(texts: &[&str]) -> String {
        days(texts).map(|days| days.chosen.pattern).unwrap_or_default()
    }

    #[test]
    fn one_day_above_twelve_settles_the_order() {
        assert_eq!(pattern(&["03/01/2019", "13/01/2019"]), "%d/%m/%Y");
        assert_eq!(pattern(&["1/3/2019", "1/13/2019"]), "%m/%d/%Y");
        assert!(!days(&["1/3/2019", "1/13/2019"]).unwrap().ambiguous);
    }

    #[test]
    fn without_such_a_day_the_order_is_to_be_checked() {
        let days = days(&["03/01/2019", "04/02/2019", "05/03/2019"]).unwrap();
        assert!(days.ambiguous);
        assert_eq!(days.other.unwrap().1, 3);
    }

    #[test]
    fn dates_that_lie_close_together_are_the_likelier_ones() {
        // Twelve days of January, or the first of every month of a year.
        let january: Vec<_> = (1..=12).map(|day| format!("{day:02}/01/2024")).collect();
        let texts: Vec<_> = january.iter().map(String::as_str).collect();
        assert_eq!(pattern(&texts), "%d/%m/%Y");
        let texts: Vec<_> = january.iter().map(|text| format!("01/{}", &text[..2])).collect();
        let texts: Vec<_> = texts.iter().map(|text| format!("{text}/2024")).collect();
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        assert_eq!(pattern(&texts), "%m/%d/%Y");
    }

    #[test]
    fn two_digit_years_stand_where_the_dates_are_closest() {
        assert_eq!(pattern(&["03/01/19", "30/12/22", "31/12/21"]), "%d/%m/%y");
        assert_eq!(pattern(&["24/01/05", "24/02/28", "25/03/01"]), "%y/%m/%d");
    }

    #[test]
    fn common_forms_are_known() {
        assert_eq!(pattern(&["2024-01-05"]), "%Y-%m-%d");
        assert_eq!(pattern(&["2024/1/5"]), "%Y/%m/%d");
        assert_eq!(pattern(&["2024年1月5日"]), "%Y年%m月%d日");
        assert_eq!(pattern(&["20240105"]), "%Y%m%d");
        assert_eq!(pattern(&["05.01.2024", "31.01.2024"]), "%d.%m.%Y");
        assert_eq!(pattern(&["2011-01-04 10:00:00"]), "%Y-%m-%d %H:%M:%S");
        assert_eq!(pattern(&["2011-01-04 10:00"]), "%Y-%m-%d %H:%M");
        assert_eq!(pattern(&["04-Jan-2011"]), "%d-%b-%Y");
        assert_eq!(pattern(&["260105", "251215"]), "%y%m%d");
        assert_eq!(pattern(&["45292", "45293.5"]), SERIAL);
        assert_eq!(read(SERIAL, "45292"), NaiveDate::from_ymd_opt(2024, 1, 1));
        for no_date in [&["12", "13"][..], &["abc"], &["2024-13-01"], &["99999999"]] {
            assert_eq!(days(no_date), None, "{no_date:?}");
        }
    }

    #[test]
    fn a_slip_in_twenty_is_allowed_and_counted() {
        let mut texts: Vec<_> = (1..=19).map(|day| format!("2024-01-{day:02}")).collect();
        texts.push("n.d.".to_owned());
        let some: Vec<_> = texts.iter().map(String::as_str).collect();
        assert_eq!(days(&some).unwrap().unread, 1);
        assert_eq!(days(&some[1..]), None);
    }

    #[test]
    fn several_forms_that_begin_with_the_year_go_together() {
        assert_eq!(pattern(&["2024-01-05", "2024/2/6"]), "%Y-%m-%d\n%Y/%m/%d");
        assert_eq!(
            pattern(&["2026/3/5 上午 9:05:00", "2026/3/5 下午 12:15:00"]),
            "%Y/%m/%d 上午 %H:%M:%S\n%Y/%m/%d 下午 %H:%M:%S"
        );
        assert_eq!(pattern(&["20240105", "2024-01-06", "45292"]), "%Y-%m-%d\n%Y%m%d\nexcel-serial");
        assert_eq!(days(&["2024-01-05", "unknown"]), None);
        assert_eq!(
            pattern(&["2026-01-02 08:30:00.5", "12/31/2025 11:59 PM"]),
            "%Y-%m-%d %H:%M:%S%.f\n%m/%d/%Y %I:%M %p"
        );
    }

    #[test]
    fn whose_day_comes_first_is_for_somebody_else_to_say() {
        let days = days(&["2024-01-05", "06/01/2024"]).unwrap();
        assert_eq!(days.chosen.pattern, "%Y-%m-%d\n%d/%m/%Y");
        assert!(days.ambiguous);
        let days = super::tests::days(&["03/04/2026", "13/01/2026", "1/13/2026"]).unwrap();
        assert_eq!((days.ambiguous, days.other.unwrap().1), (true, 1));
    }

    #[test]
    fn a_few_days_of_another_age_are_counted() {
        let days = days(&["2026-01-05", "1904-01-02", "2026-02-01"]).unwrap();
        assert_eq!((days.chosen.far, days.chosen.cells), (1, 3));
        assert_eq!(days.chosen.first, NaiveDate::from_ymd_opt(2026, 1, 5).unwrap());
        assert_eq!(super::tests::days(&["1904-01-02"]), None);
    }

    #[test]
    fn times_with_offsets_are_read() {
        assert_eq!(pattern(&["2026-03-30T15:59:59+00:00", "2026-03-31T15:59:59Z"]), "%Y-%m-%dT%H:%M:%S%:z");
        assert_eq!(pattern(&["08/Mar/2026 04:59 +0000"]), "%d/%b/%Y %H:%M %z");
    }

    #[test]
    fn the_guess_is_the_same_however_the_texts_are_hashed() {
        // One slip among hundreds of days counted by a spreadsheet, and one day repeated beside many slips.
        let mut serials: Vec<_> = (45_000..45_500).map(|day| (day.to_string(), 1)).collect();
        serials.push(("-".to_owned(), 1));
        let mut repeated: Vec<_> = (0..500).map(|slip| (format!("n.d. {slip}"), 1)).collect();
        repeated.push(("2024-01-05".to_owned(), 20_000));
        for _ in 0..50 {
            let chosen = |texts: &[(String, usize)]| {
                guess(&texts.iter().cloned().collect(), true).map(|days| days.chosen.pattern)
            };
            assert_eq!(chosen(&serials).as_deref(), Some(SERIAL));
            assert_eq!(chosen(&repeated).as_deref(), Some("%Y-%m-%d"));
        }
    }

    #[test]
    fn swapped_days_are_counted() {
        let values = HashMap::from([
            ("03/01/19".to_owned(), 4),
            ("05/05/19".to_owned(), 2),
            ("13/01/19".to_owned(), 3),
        ]);
        assert_eq!(silently_swapped("%d/%m/%y", &values), 4);
        assert_eq!(silently_swapped("%Y-%m-%d", &values), 0);
    }
}
