//! Which ISO week a weekly report is on.

use std::collections::BTreeSet;
use std::str::FromStr;

use core::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::contacts::monday_of;
use crate::error::{Problem, ProblemCode, quote};

/// An ISO week, `2026-W47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekReported(NaiveDate);

impl WeekReported {
    /// The week a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(monday_of(day))
    }

    /// Its Monday.
    #[must_use]
    pub const fn monday(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for WeekReported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl FromStr for WeekReported {
    type Err = Problem;

    /// Reads `2026-W47`; anything else, such as `2026-W54`, `2026-W7` or `W47`, is no week.
    fn from_str(text: &str) -> Result<Self, Problem> {
        let read = |text: &str| {
            let (year, week) = text.split_once("-W")?;
            let digits =
                |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
            if !digits(year, 4) || !digits(week, 2) {
                return None;
            }
            NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)
        };
        let problem = || Problem::new(ProblemCode::BadDate, quote(text), "an ISO week such as `2026-W47`");
        read(text).map(Self).ok_or_else(problem)
    }
}

impl TryFrom<String> for WeekReported {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

impl From<WeekReported> for String {
    fn from(week: WeekReported) -> Self {
        week.to_string()
    }
}

/// The Mondays of the weeks that reports are on: the week a report names, else the last one that was over on
/// the day it was handed in. A week that had not begun on that day is mistyped, and as good as none. However often a week is reported on, it settles no other.
pub(super) fn weeks_reported(
    reports: impl IntoIterator<Item = (NaiveDate, Option<WeekReported>)>,
) -> BTreeSet<NaiveDate> {
    let last_over = |on: NaiveDate| {
        // A week is over on its Sunday.
        let next = on.succ_opt().map_or(on, monday_of);
        next.checked_sub_days(Days::new(7)).unwrap_or(next)
    };
    let of = |(on, week): (NaiveDate, Option<WeekReported>)| {
        week.map(WeekReported::monday).filter(|monday| *monday <= on).unwrap_or_else(|| last_over(on))
    };
    reports.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_are_read_and_written_alike() {
        for (text, monday) in
            [("2026-W47", "2026-11-16"), ("2027-W01", "2027-01-04"), ("2026-W53", "2026-12-28")]
        {
            let week: WeekReported = text.parse().unwrap();
            assert_eq!((week.monday(), week.to_string().as_str()), (day(monday), text));
        }
        assert_eq!(WeekReported::of(day("2027-01-03")).to_string(), "2026-W53");
        for bad in ["2027-W53", "2026-W7", "2026-W00", "W47", "2026-47", "", "２026-W47"] {
            assert!(bad.parse::<WeekReported>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_report_is_on_the_week_it_names_or_the_last_that_was_over() {
        let of = |reports: &[(&str, Option<&str>)]| {
            let read = reports.iter().map(|(on, week)| (day(on), week.map(|week| week.parse().unwrap())));
            weeks_reported(read).into_iter().map(|monday| monday.to_string()).collect::<Vec<_>>()
        };
        // Monday, about last week.
        assert_eq!(of(&[("2026-11-16", None)]), ["2026-11-09"]);
        // Handed in again in the same week, it is still on that week.
        assert_eq!(of(&[("2026-11-20", None), ("2026-11-16", None)]), ["2026-11-09"]);
        // On its Sunday a week is over.
        assert_eq!(of(&[("2026-11-22", None)]), ["2026-11-16"]);
        // What it says comes first.
        assert_eq!(of(&[("2026-11-16", Some("2026-W45"))]), ["2026-11-02"]);
        // Next year's week had not begun: the last that was over, as without one.
        assert_eq!(of(&[("2026-11-16", Some("2027-W46"))]), ["2026-11-09"]);
        // The week of its own day has.
        assert_eq!(of(&[("2026-11-16", Some("2026-W47"))]), ["2026-11-16"]);
        assert_eq!(
            of(&[("2026-11-20", Some("2026-W47")), ("2026-11-17", Some("2026-W46"))]),
            ["2026-11-09", "2026-11-16"]
        );
    }
}
