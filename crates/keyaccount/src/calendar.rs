//! Days, windows and month arithmetic. No clock: every date comes from the caller (N4, N5).

use core::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A calendar day as a number, so that columns of dates are columns of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The number of 1970-01-01.
pub(crate) const UNIX_EPOCH: i32 = 719_163;

impl Day {
    /// The day's number: 1 is 1 January of year 1.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day with this number.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Whole days from `earlier` to this day; negative if it is later.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day `days` later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The date, or `None` beyond what a calendar holds.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{date}"),
            None => write!(f, "day {}", self.0),
        }
    }
}

/// The same day `months` later (earlier if negative), or the month's last day if it does not exist
/// (Civil Code art. 202). `None` beyond what a calendar holds.
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::add_months;
/// let leap = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
/// assert_eq!(add_months(leap, -12), NaiveDate::from_ymd_opt(2027, 2, 28));
/// ```
#[must_use]
pub fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
}

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day inside.
    pub first: Day,
    /// The last day inside.
    pub last: Day,
}

impl Window {
    /// The window of `months` months that ends on `as_of`: `[add_months(as_of, −months) + 1 day, as_of]` (N5).
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use keyaccount::Window;
    /// let as_of = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
    /// let year = Window::ending(as_of, 12);
    /// assert_eq!(year.first.date(), NaiveDate::from_ymd_opt(2027, 3, 1));
    /// ```
    #[must_use]
    pub fn ending(as_of: NaiveDate, months: u32) -> Self {
        let back = i32::try_from(months).unwrap_or(i32::MAX).saturating_neg();
        let before = add_months(as_of, back).unwrap_or(NaiveDate::MIN);
        Self { first: Day::from(before).plus(1), last: Day::from(as_of) }
    }

    /// The first day whose window of `months` months no longer holds `day`; `None` beyond what a calendar
    /// holds.
    pub(crate) fn first_without(day: Day, months: u32) -> Option<NaiveDate> {
        let date = day.date()?;
        // Month ends make the answer fall up to three days behind the same day of the later month.
        let mut from = add_months(date, i32::try_from(months).ok()?)?;
        while Self::ending(from, months).contains(day) {
            from = from.succ_opt()?;
        }
        Some(from)
    }

    /// The window of the same number of months that ends where this one of `months` months before
    /// `as_of` begins.
    #[must_use]
    pub fn previous(as_of: NaiveDate, months: u32) -> Self {
        let this = Self::ending(as_of, months);
        let both = Self::ending(as_of, months.saturating_mul(2));
        Self { first: both.first, last: this.first.plus(-1) }
    }

    /// Whether `day` lies inside, ends included.
    #[must_use]
    pub const fn contains(self, day: Day) -> bool {
        self.first.0 <= day.0 && day.0 <= self.last.0
    }

    /// How many days the window has.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.last.0.saturating_sub(self.first.0).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn windows_end_as_the_rules_say() {
        let cases = [
            (date(2026, 12, 31), 12, date(2026, 1, 1)),
            (date(2028, 2, 29), 12, date(2027, 3, 1)),
            (date(2026, 11, 21), 24, date(2024, 11, 22)),
            (date(2026, 3, 31), 1, date(2026, 3, 1)),
        ];
        for (as_of, months, first) in cases {
            let window = Window::ending(as_of, months);
            assert_eq!(window.first.date(), Some(first));
            assert!(window.contains(Day::from(first)) && window.contains(Day::from(as_of)));
            assert!(!window.contains(window.first.plus(-1)) && !window.contains(window.last.plus(1)));
        }
    }

    #[test]
    fn the_previous_window_touches_this_one() {
        let this = Window::ending(date(2028, 2, 29), 12);
        let previous = Window::previous(date(2028, 2, 29), 12);
        assert_eq!(previous.last.plus(1), this.first);
        assert_eq!(previous.first.date(), Some(date(2026, 3, 1)));
    }
}
