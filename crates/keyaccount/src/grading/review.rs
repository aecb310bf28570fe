//! When a grade is due for reassessment (§4.8).

use chrono::{Datelike, NaiveDate};

use crate::calendar::add_months;
use crate::policy::{Review, ReviewCycle};

/// The day the next assessment is due after one on `last`; `None` beyond what a calendar holds.
#[must_use]
pub fn reassessment_due(last: NaiveDate, review: &Review) -> Option<NaiveDate> {
    match review.cycle {
        ReviewCycle::EveryMonths(months) => add_months(last, i32::try_from(months).ok()?),
        ReviewCycle::YearlyBy { month, day } => {
            let this_year = day_of_year(last.year(), month, day)?;
            if this_year > last {
                Some(this_year)
            } else {
                day_of_year(last.year().checked_add(1)?, month, day)
            }
        }
    }
}

/// The day of a year, or the month's last day if it does not exist.
fn day_of_year(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    (1..=day).rev().take(4).find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}
