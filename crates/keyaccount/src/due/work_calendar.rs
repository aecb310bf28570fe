//! Working days and holidays, as the caller's calendar has them (N8): make-up working weekends cannot be
//! computed, and lunar holidays are the caller's.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::add_months;
use crate::error::{Problem, ProblemCode};
use crate::policy::Interval;

/// What a calendar says, before it is checked; the lists may stand in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarDays {
    /// The first day it knows; empty for no beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covers_from: Option<NaiveDate>,
    /// The last day it knows; empty for no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covers_to: Option<NaiveDate>,
    /// The days of every week on which nobody works.
    pub weekend: Vec<Weekday>,
    /// Other days on which nobody works.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<NaiveDate>,
    /// Days of a weekend that are worked, to make up for a holiday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub make_up_days: Vec<NaiveDate>,
    /// Days on which customers are sent greetings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub greetings: Vec<GreetingDay>,
}

/// A day on which customers are sent greetings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GreetingDay {
    /// The day.
    pub on: NaiveDate,
    /// What it is called.
    pub name: String,
}

impl Default for CalendarDays {
    /// Saturday and Sunday, no holidays, no beginning and no end.
    fn default() -> Self {
        Self {
            covers_from: None,
            covers_to: None,
            weekend: vec![Weekday::Sat, Weekday::Sun],
            holidays: Vec::new(),
            make_up_days: Vec::new(),
            greetings: Vec::new(),
        }
    }
}

/// A checked calendar of working days. The default is Monday to Friday, without holidays, without end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarDays", into = "CalendarDays")]
pub struct WorkCalendar(CalendarDays);

/// As many days without a working day a calendar may have one after another.
const LONGEST_BREAK: u32 = 366;

impl WorkCalendar {
    /// A calendar of these days.
    ///
    /// # Errors
    /// A span that ends before it begins; a holiday or make-up day outside the span; a day that is a holiday
    /// and a make-up day; a weekend of seven days without a single make-up day.
    pub fn new(mut days: CalendarDays) -> Result<Self, Box<Problem>> {
        for list in [&mut days.holidays, &mut days.make_up_days] {
            list.sort_unstable();
            list.dedup();
        }
        days.weekend.sort_unstable_by_key(|day| day.num_days_from_monday());
        days.weekend.dedup();
        days.greetings.sort_unstable();
        days.greetings.dedup();
        if let (Some(from), Some(to)) = (days.covers_from, days.covers_to)
            && to < from
        {
            let found = format!("a calendar from `{from}` to `{to}`");
            let expected = "an end that is not before the beginning";
            return Err(Box::new(
                Problem::new(ProblemCode::DatesOutOfOrder, found, expected).path("covers_to"),
            ));
        }
        let calendar = Self(days);
        let days = &calendar.0;
        for (list, name) in [(&days.holidays, "holidays"), (&days.make_up_days, "make_up_days")] {
            if let Some(outside) = list.iter().find(|day| !calendar.covers(**day)) {
                let found = format!("`{outside}`, which the calendar does not cover");
                let problem = Problem::new(ProblemCode::OutOfRange, found, calendar.span());
                return Err(Box::new(problem.path(name).remedy("widen `covers_from` and `covers_to`")));
            }
        }
        if let Some(both) = days.make_up_days.iter().find(|day| days.holidays.binary_search(day).is_ok()) {
            let found = format!("`{both}` as a holiday and as a make-up day");
            let problem = Problem::new(ProblemCode::Duplicate, found, "each day in one list");
            return Err(Box::new(problem.path("make_up_days").remedy("remove it from one of the two")));
        }
        if days.weekend.len() > 6 && days.make_up_days.is_empty() {
            let found = "a weekend of seven days";
            let problem = Problem::new(ProblemCode::OutOfRange, found, "at least one working day a week");
            return Err(Box::new(problem.path("weekend")));
        }
        Ok(calendar)
    }

    /// What it says, every list in order.
    #[must_use]
    pub const fn days(&self) -> &CalendarDays {
        &self.0
    }

    /// Whether the calendar knows the day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.0.covers_from.is_none_or(|from| from <= day) && self.0.covers_to.is_none_or(|to| day <= to)
    }

    fn span(&self) -> String {
        let shown = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        format!("a day from `{}` to `{}`", shown(self.0.covers_from), shown(self.0.covers_to))
    }

    /// Whether the day is worked.
    ///
    /// # Errors
    /// A day the calendar does not cover.
    pub fn is_working(&self, day: NaiveDate) -> Result<bool, Box<Problem>> {
        if !self.covers(day) {
            let found = format!("`{day}`, which the work calendar does not cover");
            let problem = Problem::new(ProblemCode::OutOfRange, found, self.span());
            return Err(Box::new(problem.remedy("give a calendar that covers the day")));
        }
        let listed = |list: &[NaiveDate]| list.binary_search(&day).is_ok();
        let is_weekend = self.0.weekend.contains(&day.weekday());
        Ok(!listed(&self.0.holidays) && (!is_weekend || listed(&self.0.make_up_days)))
    }

    /// The last of so many working days after a day, which is not counted itself (N7); with none, the day.
    ///
    /// # Errors
    /// A day the calendar does not cover on the way; more than a year without a working day; a day beyond
    /// what a calendar holds.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use keyaccount::due::WorkCalendar;
    /// let friday = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    /// let due = WorkCalendar::default().add_working_days(friday, 2).unwrap();
    /// assert_eq!(due, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
    /// ```
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, Box<Problem>> {
        let (mut at, mut left, mut idle) = (day, count, 0_u32);
        while left > 0 {
            at = at.succ_opt().ok_or_else(|| beyond(day))?;
            if self.is_working(at)? {
                (left, idle) = (left.saturating_sub(1), 0);
            } else {
                idle = idle.saturating_add(1);
            }
            if idle > LONGEST_BREAK {
                let found = format!("no working day in the {LONGEST_BREAK} days before `{at}`");
                return Err(Box::new(Problem::new(
                    ProblemCode::OutOfRange,
                    found,
                    "a calendar with working days",
                )));
            }
        }
        Ok(at)
    }

    /// The last day of an interval that begins on a day, which is not counted itself (N5, N7, N8).
    ///
    /// # Errors
    /// As [`add_working_days`](Self::add_working_days).
    pub fn last_day(&self, from: NaiveDate, interval: Interval) -> Result<NaiveDate, Box<Problem>> {
        match interval {
            Interval::Days(days) => from.checked_add_days(Days::new(days.into())).ok_or_else(|| beyond(from)),
            Interval::WorkingDays(days) => self.add_working_days(from, days),
            Interval::Months(months) => {
                let months = i32::try_from(months).ok();
                months.and_then(|months| add_months(from, months)).ok_or_else(|| beyond(from))
            }
        }
    }
}

#[allow(clippy::unnecessary_box_returns, reason = "as every problem here")]
fn beyond(day: NaiveDate) -> Box<Problem> {
    let found = format!("an interval after `{day}` that ends beyond the calendar");
    Box::new(Problem::new(ProblemCode::OutOfRange, found, "a date with a year of four digits"))
}

impl TryFrom<CalendarDays> for WorkCalendar {
    type Error = Box<Problem>;

    fn try_from(days: CalendarDays) -> Result<Self, Box<Problem>> {
        Self::new(days)
    }
}

impl From<WorkCalendar> for CalendarDays {
    fn from(calendar: WorkCalendar) -> Self {
        calendar.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The National Day of 2026 as it might be arranged: 1–7 October off, Saturday 10 October worked.
    fn october() -> WorkCalendar {
        WorkCalendar::new(CalendarDays {
            covers_from: Some(day("2026-09-01")),
            covers_to: Some(day("2026-12-31")),
            holidays: (1..=7).rev().map(|d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap()).collect(),
            make_up_days: vec![day("2026-10-10")],
            ..CalendarDays::default()
        })
        .unwrap()
    }

    #[test]
    fn holidays_are_off_and_make_up_days_are_worked() {
        let calendar = october();
        // Wednesday; then a holiday week; then Thursday 8, Friday 9, Saturday 10.
        let added = |count| calendar.add_working_days(day("2026-09-30"), count).unwrap();
        assert_eq!(
            [added(0), added(1), added(2)].map(|d| d.to_string()),
            ["2026-09-30", "2026-10-08", "2026-10-09"]
        );
        assert_eq!([added(3), added(4)].map(|d| d.to_string()), ["2026-10-10", "2026-10-12"]);
        assert!(calendar.is_working(day("2026-10-10")).unwrap());
        assert!(
            !calendar.is_working(day("2026-10-11")).unwrap()
                && !calendar.is_working(day("2026-10-05")).unwrap()
        );
    }

    #[test]
    fn without_a_calendar_the_week_is_monday_to_friday() {
        let plain = WorkCalendar::default();
        let added = |from: &str, count| plain.add_working_days(day(from), count).unwrap().to_string();
        assert_eq!(added("2026-11-20", 1), "2026-11-23");
        assert_eq!(added("2026-11-21", 3), "2026-11-25");
        assert_eq!(added("2026-11-18", 3), "2026-11-23");
    }

    #[test]
    fn months_end_where_they_end() {
        let last = |from: &str, months| {
            WorkCalendar::default().last_day(day(from), Interval::Months(months)).unwrap().to_string()
        };
        assert_eq!(last("2026-01-31", 1), "2026-02-28");
        assert_eq!(last("2028-01-31", 1), "2028-02-29");
        assert_eq!(last("2026-08-31", 6), "2027-02-28");
        assert_eq!(last("2026-11-30", 3), "2027-02-28");
    }

    #[test]
    fn days_the_calendar_does_not_cover_are_refused() {
        let calendar = october();
        assert!(calendar.is_working(day("2026-08-31")).is_err());
        assert!(
            calendar.is_working(day("2026-09-01")).is_ok() && calendar.is_working(day("2026-12-31")).is_ok()
        );
        assert_eq!(
            calendar.add_working_days(day("2026-12-30"), 2).unwrap_err().to_string(),
            "found `2027-01-01`, which the work calendar does not cover, expected a day from `2026-09-01` to `2026-12-31`; give a calendar that covers the day"
        );
        assert_eq!(calendar.add_working_days(day("2026-12-30"), 1).unwrap(), day("2026-12-31"));
    }

    #[test]
    fn calendars_that_contradict_themselves_are_refused() {
        let with = |change: &dyn Fn(&mut CalendarDays)| {
            let mut days = october().days().clone();
            change(&mut days);
            WorkCalendar::new(days).unwrap_err().path
        };
        assert_eq!(with(&|days| days.covers_to = Some(day("2026-08-31"))), "covers_to");
        assert_eq!(with(&|days| days.holidays.push(day("2027-01-01"))), "holidays");
        assert_eq!(with(&|days| days.make_up_days.push(day("2026-10-01"))), "make_up_days");
        let never = CalendarDays {
            weekend: (0..7).filter_map(|n| Weekday::try_from(n).ok()).collect(),
            ..CalendarDays::default()
        };
        assert_eq!(WorkCalendar::new(never.clone()).unwrap_err().path, "weekend");
        // One make-up day is not enough for two working days.
        let once =
            WorkCalendar::new(CalendarDays { make_up_days: vec![day("2026-10-10")], ..never }).unwrap();
        assert!(once.add_working_days(day("2026-10-01"), 1).is_ok());
        assert!(once.add_working_days(day("2026-10-01"), 2).is_err());
        assert!(once.add_working_days(NaiveDate::MAX, 1).is_err());
    }

    #[test]
    fn a_calendar_comes_back_from_json() {
        let text = serde_json::to_string(&october()).unwrap();
        assert_eq!(serde_json::from_str::<WorkCalendar>(&text).unwrap(), october());
        assert_eq!(serde_json::from_str::<WorkCalendar>("{}").unwrap(), WorkCalendar::default());
        assert!(serde_json::from_str::<WorkCalendar>("{\"holiday\":[]}").is_err());
        assert!(
            serde_json::from_str::<WorkCalendar>(
                "{\"covers_from\":\"2026-02-01\",\"covers_to\":\"2026-01-01\"}"
            )
            .is_err()
        );
    }
}
