//! Dates in the forms a table states.

use std::fmt::Write;

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems, parse};
use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone,
    Timelike, Utc,
};
use chrono_tz::Tz;
use keyaccount::book::{Moment, written_moment};
use keyaccount::{Problem, ProblemCode, quote};

use crate::clean::DatePart;

/// The first year a stated form reads: `%Y` would read `19` as the year 19.
pub(crate) const FIRST_YEAR: u32 = 1000;

/// The name of the form in which spreadsheets count days.
const SERIAL: &str = "excel-serial";

/// The place whose calendar dates count, for times that carry an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    Named(Tz),
    Fixed(FixedOffset),
}

impl Zone {
    /// A zone by its IANA name, or as an offset such as `+08:00`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Ok(zone) = text.parse::<Tz>() {
            return Some(Self::Named(zone));
        }
        let is_offset = text.len() == 6 && text.starts_with(['+', '-']);
        text.parse().ok().filter(|_| is_offset).map(Self::Fixed)
    }

    /// What the zone's clock shows at an instant, to the second.
    fn clock(self, instant: &DateTime<Utc>) -> NaiveDateTime {
        let shown = match self {
            Self::Named(zone) => instant.with_timezone(&zone).naive_local(),
            Self::Fixed(zone) => instant.with_timezone(&zone).naive_local(),
        };
        shown.with_nanosecond(0).unwrap_or(shown)
    }

    /// What the zone's clock shows at an instant written in ISO 8601 with its offset, such as
    /// `2026-03-05T09:30:00+08:00` or `2026-03-05 01:30Z`.
    pub(crate) fn instant(self, text: &str) -> Option<Moment> {
        let (date, time) = text.split_at_checked(10)?;
        let time = time.strip_prefix(['T', ' '])?;
        let (time, offset) = match time.strip_suffix('Z') {
            Some(time) => (time, FixedOffset::east_opt(0)?),
            None => {
                let (time, offset) = time.split_at_checked(time.len().checked_sub(6)?)?;
                (time, offset.parse().ok().filter(|_| offset.as_bytes().get(3) == Some(&b':'))?)
            }
        };
        let Ok(Moment::Time(local)) = written_moment(&format!("{date}T{time}")) else { return None };
        let instant = local.and_local_timezone(offset).single()?.to_utc();
        Some(Moment::Time(self.clock(&instant))).filter(|moment| has_year(moment.begins().date(), 1))
    }
}

/// The forms of the dates of a table, tried in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct DateForms(Vec<DateForm>);

impl DateForms {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, form: DateForm) {
        self.0.push(form);
    }

    /// Says that the workbook counts days from 1904.
    pub(crate) fn count_from_1904(&mut self) {
        for form in &mut self.0 {
            if let DateForm::Serial { from_1904 } = form {
                *from_1904 = true;
            }
        }
    }

    /// The date of a text.
    pub(crate) fn read(&self, text: &str) -> Option<NaiveDate> {
        self.0.iter().find_map(|form| form.read(text))
    }

    /// The date of a text, with its time if the form that fits has one.
    pub(crate) fn read_moment(&self, text: &str) -> Option<Moment> {
        self.0.iter().find_map(|form| form.read_moment(text))
    }

    /// What a date of the first form consists of, if that is always the same: what it fits is that date,
    /// whatever the other forms are.
    pub(crate) fn fixed_parts(&self) -> Option<Vec<DatePart>> {
        let DateForm::Pattern { items, zone: None, .. } = self.0.first()? else { return None };
        let mut parts = Vec::new();
        for item in items {
            match item {
                Item::Numeric(Numeric::Year, _) => parts.push(DatePart::Year),
                Item::Numeric(Numeric::Month, _) => parts.push(DatePart::Month),
                Item::Numeric(Numeric::Day, _) => parts.push(DatePart::Day),
                Item::Literal(text) => parts.extend(text.bytes().map(DatePart::Sign)),
                Item::OwnedLiteral(text) => parts.extend(text.bytes().map(DatePart::Sign)),
                _ => return None,
            }
        }
        Some(parts)
    }

    /// The problem of a text that is not a date of any of these forms.
    pub(crate) fn problem(&self, text: &str) -> Problem {
        let shown: Vec<_> = self.0.iter().map(DateForm::example).collect();
        Problem::new(ProblemCode::BadDate, quote(text), format!("a date of the form {}", shown.join(", or ")))
    }
}

/// A form of dates.
#[derive(Clone, Debug)]
pub(crate) enum DateForm {
    /// In the notation of `strftime`.
    Pattern { pattern: String, items: Vec<Item<'static>>, spaced: bool, digits: usize, zone: Option<Zone> },
    /// Days as spreadsheets count them: 1 is 1900-01-01, or 0 is 1904-01-01.
    Serial { from_1904: bool },
}

impl DateForm {
    /// A form in the notation of `strftime`, or `excel-serial`. The problem of a failure has no
    /// position yet.
    pub(crate) fn parse(pattern: &str, zone: Option<Zone>) -> Result<Self, Box<Problem>> {
        if pattern == SERIAL {
            return Ok(Self::Serial { from_1904: false });
        }
        let refuse =
            |expected: &str| Box::new(Problem::new(ProblemCode::UnknownCode, quote(pattern), expected));
        let expected = "a form of day, month and year such as `%d/%m/%Y`, or `excel-serial`";
        let Ok(mut items) = StrftimeItems::new(pattern).parse_to_owned() else {
            return Err(refuse(expected));
        };
        items.iter_mut().for_each(allow_utc);
        if items.iter().any(is_timestamp) {
            return Err(refuse(expected));
        }
        if names_utc(&items) {
            let problem = refuse("a form with the offset as `%:z`, which reads `Z` too");
            return Err(Box::new(problem.remedy("write `%:z` for it, and state the book's `zone`")));
        }
        let has_offset = items.iter().any(has_offset);
        if has_offset && zone.is_none() {
            let problem = refuse("a form without offset, or the `zone` whose calendar counts");
            return Err(Box::new(
                problem.remedy("state the book's `zone`, such as `zone = \"Asia/Shanghai\"`"),
            ));
        }
        let spaced = items.iter().any(|item| matches!(item, Item::Space(_) | Item::OwnedSpace(_)));
        let (pattern, digits) = (pattern.to_owned(), packed_digits(&items));
        let form = Self::Pattern { pattern, items, spaced, digits, zone: zone.filter(|_| has_offset) };
        // A form serves if two dates that differ in every part come back as they went.
        let determined = [(1999, 12, 31), (2031, 2, 3)].into_iter().all(|(y, m, d)| {
            NaiveDate::from_ymd_opt(y, m, d).is_some_and(|date| form.read(&form.show(date)) == Some(date))
        });
        if determined { Ok(form) } else { Err(refuse(expected)) }
    }

    /// The date of a text.
    pub(crate) fn read(&self, text: &str) -> Option<NaiveDate> {
        if let Self::Serial { from_1904 } = self {
            return read_serial(text, *from_1904);
        }
        let (parsed, zone) = self.parsed(text)?;
        let date = match zone {
            Some(zone) => zone.clock(&parsed.to_datetime().ok()?.to_utc()).date(),
            None => parsed.to_naive_date().ok()?,
        };
        Some(date).filter(|date| has_year(*date, FIRST_YEAR))
    }

    /// The date of a text, with its time if the form has one.
    fn read_moment(&self, text: &str) -> Option<Moment> {
        if let Self::Serial { from_1904 } = self {
            return read_serial_moment(text, *from_1904);
        }
        let (parsed, zone) = self.parsed(text)?;
        let moment = match zone {
            Some(zone) => Moment::Time(zone.clock(&parsed.to_datetime().ok()?.to_utc())),
            None => {
                let date = parsed.to_naive_date().ok()?;
                match parsed.to_naive_time() {
                    Ok(time) => Moment::Time(date.and_time(time.with_nanosecond(0)?)),
                    Err(_) => Moment::Day(date),
                }
            }
        };
        Some(moment).filter(|moment| has_year(moment.begins().date(), FIRST_YEAR))
    }

    /// What a text says in this form, if it has any.
    fn parsed(&self, text: &str) -> Option<(Parsed, Option<Zone>)> {
        let Self::Pattern { items, spaced, digits, zone, .. } = self else { return None };
        let (spaced, digits) = (*spaced, *digits);
        // The parser is generous with white space and signs; a cell is not.
        if (zone.is_none() && text.contains('+')) || (!spaced && text.contains(char::is_whitespace)) {
            return None;
        }
        if digits > 0 && text.bytes().take_while(u8::is_ascii_digit).count() != digits {
            return None;
        }
        let mut parsed = Parsed::new();
        parse(&mut parsed, text, items.iter()).ok()?;
        if let (None, None, Some(short)) = (parsed.year(), parsed.year_div_100(), parsed.year_mod_100()) {
            parsed.set_year_div_100(if short <= 68 { 20 } else { 19 }).ok()?;
        }
        Some((parsed, *zone))
    }

    fn example(&self) -> String {
        let Self::Pattern { pattern, .. } = self else { return "`excel-serial` such as `46081`".to_owned() };
        let date = NaiveDate::from_ymd_opt(2026, 2, 28).map(|date| self.show(date)).unwrap_or_default();
        format!("`{pattern}` such as `{date}`")
    }

    /// The date in this form; nothing if the form is only for reading.
    fn show(&self, date: NaiveDate) -> String {
        let Self::Pattern { items, zone, .. } = self else { return String::new() };
        let midnight = date.and_time(NaiveTime::MIN);
        // Midnight in the zone, so that the date comes back as it went.
        let in_zone = match zone {
            Some(Zone::Named(zone)) => {
                zone.from_local_datetime(&midnight).earliest().map(|time| time.fixed_offset())
            }
            Some(Zone::Fixed(zone)) => zone.from_local_datetime(&midnight).earliest(),
            None => None,
        };
        let mut shown = String::new();
        let written = match in_zone {
            Some(time) => write!(shown, "{}", time.format_with_items(items.iter())),
            None => write!(shown, "{}", midnight.format_with_items(items.iter())),
        };
        written.map(|()| shown).unwrap_or_default()
    }
}

/// How many digits a form has at its start where nothing stands between its numbers: with one less,
/// nobody could tell which is missing. None if something stands there.
fn packed_digits(items: &[Item<'_>]) -> usize {
    use Numeric::{Day, Hour, Hour12, Minute, Month, Second, Year, YearMod100};
    let (mut numbers, mut digits) = (0_usize, 0_usize);
    for item in items {
        let width = match item {
            Item::Numeric(Year, _) => 4_usize,
            Item::Numeric(YearMod100 | Month | Day | Hour | Hour12 | Minute | Second, _) => 2,
            Item::Numeric(..) => return 0,
            _ => break,
        };
        numbers = numbers.saturating_add(1);
        digits = digits.saturating_add(width);
    }
    if numbers > 1 { digits } else { 0 }
}

/// Whether a date is of a year from `first` to 9999.
fn has_year(date: NaiveDate, first: u32) -> bool {
    date.year_ce().0 && (first..=9999).contains(&date.year_ce().1)
}

/// The date of a day number, with its time if it has a fraction, to the nearest second.
fn read_serial_moment(text: &str, from_1904: bool) -> Option<Moment> {
    let date = read_serial(text, from_1904)?;
    let Some((_, fraction)) = text.split_once('.') else { return Some(Moment::Day(date)) };
    // Digits beyond these are far below a second.
    let fraction = fraction.get(..fraction.len().min(12))?;
    let places = u32::try_from(fraction.len()).ok()?;
    let scale = 10_u64.checked_pow(places)?;
    let half = scale.wrapping_div(2);
    let seconds = fraction.parse::<u64>().ok()?.checked_mul(86_400)?.checked_add(half)?.checked_div(scale)?;
    let seconds = i64::try_from(seconds).ok()?;
    let time = date.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
    Some(Moment::Time(time)).filter(|moment| has_year(moment.begins().date(), 1))
}

/// The date of a day number; a fraction is the time and is dropped.
fn read_serial(text: &str, from_1904: bool) -> Option<NaiveDate> {
    let (days, time) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_plain(days) || !is_plain(time) || days.len() > 7 {
        return None;
    }
    let days: u64 = days.parse().ok()?;
    let (first, days) = match (from_1904, days) {
        (true, 0..=2_957_003) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (false, 1..=59) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        // Day 60 is 29 February 1900, which never was: days behind it count one too many.
        (false, 61..=2_958_465) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
        _ => return None,
    };
    first.checked_add_days(Days::new(days))
}

/// Whether a form takes a mark of UTC for mere letters, by which days would change in silence.
fn names_utc(items: &[Item<'_>]) -> bool {
    let mut is_after_time = false;
    items.iter().any(|item| {
        let text = match item {
            Item::Literal(text) => *text,
            Item::OwnedLiteral(text) => text,
            other => {
                use Numeric::{Hour, Hour12, Minute, Nanosecond, Second};
                is_after_time = matches!(
                    other,
                    Item::Numeric(Hour | Hour12 | Minute | Second | Nanosecond, _) | Item::Fixed(_)
                );
                return false;
            }
        };
        text.contains("UTC") || text.contains("GMT") || (is_after_time && text.starts_with(['Z', 'z']))
    })
}

/// `Z` is as good an offset as `+00:00`.
const fn allow_utc(item: &mut Item<'_>) {
    match item {
        Item::Fixed(offset @ Fixed::TimezoneOffset) => *offset = Fixed::TimezoneOffsetZ,
        Item::Fixed(offset @ Fixed::TimezoneOffsetColon) => *offset = Fixed::TimezoneOffsetColonZ,
        _ => {}
    }
}

/// Whether an item counts seconds since 1970, which no spreadsheet shows.
const fn is_timestamp(item: &Item<'_>) -> bool {
    matches!(item, Item::Numeric(Numeric::Timestamp, _))
}

fn has_offset(item: &Item<'_>) -> bool {
    match item {
        Item::Fixed(fixed) => !matches!(
            fixed,
            Fixed::ShortMonthName
                | Fixed::LongMonthName
                | Fixed::ShortWeekdayName
                | Fixed::LongWeekdayName
                | Fixed::LowerAmPm
                | Fixed::UpperAmPm
                | Fixed::Nanosecond
                | Fixed::Nanosecond3
                | Fixed::Nanosecond6
                | Fixed::Nanosecond9
        ),
        _ => false,
    }
}

/// What to do about a text that is no date with or without a time, where its problem does not say it.
pub(crate) fn with_zone(problem: Problem, text: &str) -> Problem {
    if problem.remedy.contains("offset") {
        return problem.remedy("state the book's `zone` in book.toml, such as `zone = \"Asia/Shanghai\"`");
    }
    if !problem.remedy.is_empty() {
        return problem;
    }
    problem.remedy(if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        "state `date_format = \"excel-serial\"` in book.toml if it counts days"
    } else {
        "state `date_format` with the time in book.toml, such as `%d/%m/%Y %H:%M`"
    })
}

/// What to do about a text that is no date in ISO 8601, where its problem does not say it.
pub(crate) fn with_form(problem: Problem, text: &str) -> Problem {
    if !problem.remedy.is_empty() {
        return problem;
    }
    let is_iso = |text: &str| {
        let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        shape.eq(*b"0000-00-00")
    };
    problem.remedy(match text.split_at_checked(10) {
        Some((date, time)) if is_iso(date) && (time.contains(['+', '-']) || time.ends_with(['Z', 'z'])) => {
            "state `date_format` with time and offset in book.toml, such as `%Y-%m-%dT%H:%M:%S%:z`, and the `zone` whose calendar counts"
        }
        Some((date, _)) if is_iso(date) => {
            "state `date_format` with the time in book.toml, such as `%Y-%m-%d %H:%M:%S`; the time is dropped"
        }
        _ if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) => {
            "state `date_format = \"excel-serial\"` in book.toml if it counts days"
        }
        _ => "state `date_format` in book.toml, such as `%d/%m/%Y`",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    fn read(pattern: &str, text: &str) -> Option<NaiveDate> {
        DateForm::parse(pattern, None).unwrap().read(text)
    }

    #[test]
    fn stated_forms_are_read() {
        assert_eq!(read("%d/%m/%y", "03/01/19"), date(2019, 1, 3));
        assert_eq!(read("%d/%m/%Y", "3/1/2019"), date(2019, 1, 3));
        assert_eq!(read("%m/%d/%Y %H:%M", "1/4/2011 10:00"), date(2011, 1, 4));
        assert_eq!(read("%Y-%m-%d %H:%M:%S%.f", "2011-01-04 10:00:00.125"), date(2011, 1, 4));
        assert_eq!(read("%Y年%m月%d日", "2024年1月5日"), date(2024, 1, 5));
        assert_eq!(read("%d-%b-%Y", "04-Jan-2011"), date(2011, 1, 4));
        assert_eq!(read("%Y%m%d", "20110104"), date(2011, 1, 4));
        assert_eq!(read("%d%m%y", "010126"), date(2026, 1, 1));
        assert_eq!(read("%Y%m%d %H:%M", "20110104 9:05"), date(2011, 1, 4));
        assert_eq!(read("%Y%m%d%H%M%S", "20110104093000"), date(2011, 1, 4));
    }

    #[test]
    fn short_years_turn_after_68() {
        assert_eq!(read("%d/%m/%y", "31/12/68"), date(2068, 12, 31));
        assert_eq!(read("%d/%m/%y", "01/01/69"), date(1969, 1, 1));
        assert_eq!(read("%d/%m/%y", "01/01/00"), date(2000, 1, 1));
    }

    #[test]
    fn what_only_resembles_the_form_is_refused() {
        for (pattern, text) in [
            ("%d/%m/%Y", "03/01/19"),
            ("%d/%m/%y", "03/01/2019"),
            ("%d/%m/%Y", "31/02/2019"),
            ("%d/%m/%Y", " 03/01/2019"),
            ("%d/%m/%Y", "03/01/+2019"),
            ("%d/%m/%Y", "03/01/2019 10:00"),
            ("%d/%m/%Y %H:%M", "03/01/2019 25:00"),
            // A digit is missing, and nobody knows which.
            ("%Y%m%d", "2026031"),
            ("%d%m%y", "10126"),
            ("%Y%m%d%H%M", "20260301100"),
            ("%Y%m%d %H:%M", "2026031 10:00"),
        ] {
            assert_eq!(read(pattern, text), None, "{text} as {pattern}");
        }
    }

    #[test]
    fn forms_that_determine_no_date_are_refused() {
        for pattern in ["%d/%m", "%H:%M", "%Q", "", "%d/%m/%Y %z", "%s", "%y"] {
            assert!(DateForm::parse(pattern, None).is_err(), "{pattern}");
        }
        let zone = Zone::parse("Asia/Shanghai");
        for pattern in [
            "%s",
            "%Y-%m-%dT%H:%M:%S%#z",
            "%Y-%m-%dT%H:%M:%SZ",
            "%Y-%m-%d %H:%M UTC",
            "%Y-%m-%dT%H:%M:%S%.fZ",
        ] {
            assert!(DateForm::parse(pattern, zone).is_err(), "{pattern}");
        }
        assert!(DateForm::parse("Z%Y-%m-%d", None).is_ok());
    }

    #[test]
    fn times_with_an_offset_become_dates_of_the_zone() {
        let read = |zone: &str, text| {
            let zone = Zone::parse(zone);
            assert!(zone.is_some());
            DateForm::parse("%Y-%m-%dT%H:%M:%S%:z", zone).unwrap().read(text)
        };
        assert_eq!(read("Asia/Shanghai", "2026-03-05T15:59:59+00:00"), date(2026, 3, 5));
        assert_eq!(read("Asia/Shanghai", "2026-03-05T16:00:00+00:00"), date(2026, 3, 6));
        assert_eq!(read("+08:00", "2026-03-05T16:00:00Z"), date(2026, 3, 6));
        assert_eq!(read("America/New_York", "2026-03-06T04:59:59+00:00"), date(2026, 3, 5));
        assert_eq!(read("-05:00", "2026-03-06T05:00:00+00:00"), date(2026, 3, 6));
        assert_eq!(read("Asia/Shanghai", "2026-03-05T15:59:59"), None);
        for bad in ["Asia/Peking", "+8", "08:00", "", "+08:00:00", "+25:00"] {
            assert_eq!(Zone::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn spreadsheets_count_a_day_that_never_was() {
        assert_eq!(read("excel-serial", "1"), date(1900, 1, 1));
        assert_eq!(read("excel-serial", "59"), date(1900, 2, 28));
        assert_eq!(read("excel-serial", "60"), None);
        assert_eq!(read("excel-serial", "61"), date(1900, 3, 1));
        assert_eq!(read("excel-serial", "46086"), date(2026, 3, 5));
        assert_eq!(read("excel-serial", "46086.999"), date(2026, 3, 5));
        assert_eq!(read("excel-serial", "2958465"), date(9999, 12, 31));
        for bad in ["0", "2958466", "-1", "46086.", ".5", "4e4", "46,086", "", "99999999999999999999"] {
            assert_eq!(read("excel-serial", bad), None, "{bad}");
        }
    }

    #[test]
    fn some_workbooks_count_from_1904() {
        let mut forms = DateForms::default();
        forms.push(DateForm::parse("excel-serial", None).unwrap());
        forms.count_from_1904();
        assert_eq!(forms.read("0"), date(1904, 1, 1));
        assert_eq!(forms.read("60"), date(1904, 3, 1));
        assert_eq!(forms.read("44624"), date(2026, 3, 5));
        assert_eq!(forms.read("2957003"), date(9999, 12, 31));
        assert_eq!(forms.read("2957004"), None);
    }

    #[test]
    fn forms_are_tried_in_order() {
        let mut forms = DateForms::default();
        for pattern in ["%d/%m/%Y", "%Y%m%d", "excel-serial"] {
            forms.push(DateForm::parse(pattern, None).unwrap());
        }
        assert_eq!(forms.read("05/03/2026"), date(2026, 3, 5));
        assert_eq!(forms.read("20260305"), date(2026, 3, 5));
        assert_eq!(forms.read("46086"), date(2026, 3, 5));
        let problem = forms.problem("5.3.2026").to_string();
        for part in ["%d/%m/%Y", "28/02/2026", "20260228", "46081"] {
            assert!(problem.contains(part), "{problem}");
        }
    }
}
