//! Dates in the form a table states.

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems, parse};
use chrono::{Datelike, NaiveDate, NaiveTime};
use keyaccount::{Problem, ProblemCode, quote};

/// The form of the dates of a table.
#[derive(Clone, Debug)]
pub(crate) struct DateForm {
    pattern: String,
    items: Vec<Item<'static>>,
    spaced: bool,
}

impl DateForm {
    /// A form in the notation of `strftime`. The problem of a failure has no position yet.
    pub(crate) fn parse(pattern: &str) -> Result<Self, Box<Problem>> {
        let expected = "a form of day, month and year such as `%d/%m/%Y`";
        let Ok(items) = StrftimeItems::new(pattern).parse_to_owned() else {
            return Err(Box::new(Problem::new(ProblemCode::UnknownCode, quote(pattern), expected)));
        };
        if items.iter().any(has_offset) {
            let expected = "a form without time zone or offset";
            return Err(Box::new(Problem::new(ProblemCode::UnknownCode, quote(pattern), expected)));
        }
        let spaced = items.iter().any(|item| matches!(item, Item::Space(_) | Item::OwnedSpace(_)));
        let form = Self { pattern: pattern.to_owned(), items, spaced };
        // A form serves if two dates that differ in every part come back as they went.
        let determined = [(1999, 12, 31), (2031, 2, 3)].into_iter().all(|(y, m, d)| {
            NaiveDate::from_ymd_opt(y, m, d).is_some_and(|date| form.read(&form.show(date)) == Some(date))
        });
        if determined {
            Ok(form)
        } else {
            Err(Box::new(Problem::new(ProblemCode::UnknownCode, quote(pattern), expected)))
        }
    }

    /// The date of a text.
    pub(crate) fn read(&self, text: &str) -> Option<NaiveDate> {
        // The parser is generous with white space and signs; a cell is not.
        if text.contains('+') || (!self.spaced && text.contains(char::is_whitespace)) {
            return None;
        }
        let mut parsed = Parsed::new();
        parse(&mut parsed, text, self.items.iter()).ok()?;
        if let (None, None, Some(short)) = (parsed.year(), parsed.year_div_100(), parsed.year_mod_100()) {
            parsed.set_year_div_100(if short <= 68 { 20 } else { 19 }).ok()?;
        }
        // `%Y` would read `19` as the year 19.
        parsed.to_naive_date().ok().filter(|date| (1000..=9999).contains(&date.year()))
    }

    /// The problem of a text that is not a date of this form.
    pub(crate) fn problem(&self, text: &str) -> Problem {
        let example = NaiveDate::from_ymd_opt(2026, 2, 28).map(|date| self.show(date)).unwrap_or_default();
        Problem::new(
            ProblemCode::BadDate,
            quote(text),
            format!("a date of the form `{}` such as `{example}`", self.pattern),
        )
    }

    fn show(&self, date: NaiveDate) -> String {
        date.and_time(NaiveTime::MIN).format_with_items(self.items.iter()).to_string()
    }
}

fn has_offset(item: &Item<'_>) -> bool {
    match item {
        Item::Numeric(Numeric::Timestamp, _) => true,
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

/// The date of a text in ISO 8601, `2026-02-28`.
pub(crate) fn read_iso(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit
                .is_ascii_digit()
                .then(|| sum.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0'))))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The problem of a text that is not a date in ISO 8601.
pub(crate) fn iso_problem(text: &str) -> Problem {
    let problem = Problem::new(ProblemCode::BadDate, quote(text), "a date such as `2026-02-28`");
    let looks_iso = |text: &str| {
        text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    };
    if looks_iso(text) {
        let why =
            if text.starts_with("0000") { "there is no year 0" } else { "the calendar has no such day" };
        return problem.remedy(why);
    }
    if text.get(..10).is_some_and(looks_iso) {
        return problem.remedy("state `date_format` with the time in book.toml, such as `%Y-%m-%d %H:%M:%S`; the time is dropped");
    }
    problem.remedy("state `date_format` in book.toml, such as `%d/%m/%Y`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    fn read(pattern: &str, text: &str) -> Option<NaiveDate> {
        DateForm::parse(pattern).unwrap().read(text)
    }

    #[test]
    fn iso_dates_are_ten_characters() {
        assert_eq!(read_iso("2028-02-29"), date(2028, 2, 29));
        for bad in
            ["2026-02-29", "0000-01-01", "2026-2-1", "2026-02-01T00:00", "２026-02-01", "+026-02-01", ""]
        {
            assert_eq!(read_iso(bad), None, "{bad}");
        }
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
        ] {
            assert_eq!(read(pattern, text), None, "{text} as {pattern}");
        }
    }

    #[test]
    fn forms_that_determine_no_date_are_refused() {
        for pattern in ["%d/%m", "%H:%M", "%Q", "", "%d/%m/%Y %z", "%s", "%y"] {
            assert!(DateForm::parse(pattern).is_err(), "{pattern}");
        }
    }
}
