//! Dates that may say a time, in the one form every table may have them in (BOOK §2.10).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::written::written_date;
use crate::error::{Problem, ProblemCode, quote};

/// A day, or an instant of it to the second, in the zone of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A day without a time.
    Day(NaiveDate),
    /// A day with a time.
    Time(NaiveDateTime),
}

impl Moment {
    /// The instant; of a day, its first second.
    #[must_use]
    pub fn begins(self) -> NaiveDateTime {
        match self {
            Self::Day(date) => date.and_time(NaiveTime::MIN),
            Self::Time(time) => time,
        }
    }

    /// The instant; of a day, its last second, so that what holds up to a day holds on all of it.
    #[must_use]
    pub fn ends(self) -> NaiveDateTime {
        match self {
            Self::Day(date) => date.and_hms_opt(23, 59, 59).unwrap_or(date.and_time(NaiveTime::MIN)),
            Self::Time(time) => time,
        }
    }
}

/// Reads a date in ISO 8601, with or without a time: `2026-02-28`, `2026-02-28T09:30`,
/// `2026-02-28 09:30:15`. Fractions of a second are read and dropped.
///
/// # Errors
/// What [`written_date`] refuses of the date; `2026-02-28T24:00`, `2026-02-28T9:30`; a time with an offset,
/// `2026-02-28T09:30Z`, which only whoever knows the organisation's zone can read.
pub fn written_moment(text: &str) -> Result<Moment, Box<Problem>> {
    let refuse = |remedy: &str| {
        let expected = "a date such as `2026-02-28`, or with a time `2026-02-28T09:30:00`";
        Box::new(Problem::new(ProblemCode::BadDate, quote(text), expected).remedy(remedy))
    };
    let Some((date, rest)) = text.split_at_checked(10) else { return Err(refuse("")) };
    let date = written_date(date).map_err(|problem| refuse(&problem.remedy))?;
    if rest.is_empty() {
        return Ok(Moment::Day(date));
    }
    let Some(time) = rest.strip_prefix(['T', ' ']) else { return Err(refuse("")) };
    if time.ends_with('Z') || time.contains(['+', '-']) {
        return Err(refuse("leave out the offset and write the time of the organisation's zone"));
    }
    let time = time_of_day(time).ok_or_else(|| refuse("write the time as `09:30` or `09:30:00`"))?;
    Ok(Moment::Time(date.and_time(time)))
}

/// `09:30`, `09:30:15` or `09:30:15.25`, which is to the second.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = whole.split(':');
    let mut part = || parts.next().filter(|part| part.len() == 2 && is_digits(part))?.parse::<u32>().ok();
    let (hour, minute) = (part()?, part()?);
    let second = if whole.len() > 5 { Some(part()?) } else { None };
    let ends = parts.next().is_none() && is_digits(fraction) && (second.is_some() || !text.contains('.'));
    NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0)).filter(|_| ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_dates_with_or_without_a_time() {
        let date = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        assert_eq!(written_moment("2026-02-28").unwrap(), Moment::Day(date));
        for (text, h, m, s) in [
            ("2026-02-28T09:30", 9, 30, 0),
            ("2026-02-28 09:30:15", 9, 30, 15),
            ("2026-02-28T23:59:59.999", 23, 59, 59),
        ] {
            assert_eq!(
                written_moment(text).unwrap(),
                Moment::Time(date.and_hms_opt(h, m, s).unwrap()),
                "{text}"
            );
        }
        assert_eq!(Moment::Day(date).begins(), date.and_hms_opt(0, 0, 0).unwrap());
        assert_eq!(Moment::Day(date).ends(), date.and_hms_opt(23, 59, 59).unwrap());
    }

    #[test]
    fn what_only_resembles_an_instant_is_refused() {
        for (text, remedy) in [
            ("2026-02-29T09:30", "the calendar has no such day"),
            ("2026-02-28T24:00", "09:30"),
            ("2026-02-28T9:30", "09:30"),
            ("2026-02-28T09:30:", "09:30"),
            ("2026-02-28T09:30:1", "09:30"),
            ("2026-02-28T09:30.5", "09:30"),
            ("2026-02-28T09:30:15.", "09:30"),
            ("2026-02-28T09:30:15:00", "09:30"),
            ("2026-02-28T", "09:30"),
            ("2026-02-28x09:30", ""),
            ("2026-02-28T09:30Z", "offset"),
            ("2026-02-28T09:30:00+08:00", "offset"),
            ("2026-02-28T09:30:00-05:00", "offset"),
            ("２026-02-28", ""),
            ("", ""),
        ] {
            let problem = written_moment(text).unwrap_err();
            assert!(problem.remedy.contains(remedy), "{text}: {problem}");
        }
    }
}
