//! Contacts with a customer, summed up to what calls count from, and how regular they are (A25).

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::record::whole_second;
use crate::book::ContactKind;
use crate::calendar::Day;
use crate::decimal::{PUBLISHED_SCALE, round_ratio};
use crate::policy::CallRules;

/// A contact with a customer, whoever began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactMade {
    /// When it was.
    pub at: NaiveDateTime,
    /// How.
    pub kind: ContactKind,
    /// Whether it was close contact, if that is on record; otherwise its kind says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<bool>,
}

impl ContactMade {
    /// Whether it counts as close contact under the rules.
    #[must_use]
    pub fn is_close(&self, rules: &CallRules) -> bool {
        self.close.unwrap_or_else(|| rules.close_contacts.contains(&self.kind))
    }
}

/// What calls count from: contacts up to an instant, summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactDays {
    /// The last contact of any kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDateTime>,
    /// The day of the last contact that is on record without a time, at 00:00: it may have been at any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_untimed: Option<NaiveDate>,
    /// The last close contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_close: Option<NaiveDateTime>,
    /// The first visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_visit: Option<NaiveDateTime>,
}

impl ContactDays {
    /// Contacts up to an instant; later ones are not seen.
    #[must_use]
    pub fn of(
        contacts: impl IntoIterator<Item = ContactMade>,
        rules: &CallRules,
        now: NaiveDateTime,
    ) -> Self {
        let mut days = Self::default();
        for contact in contacts {
            if whole_second(contact.at) <= whole_second(now) {
                days.add(contact, rules);
            }
        }
        days
    }

    /// Takes one more contact in, in any order.
    pub fn add(&mut self, contact: ContactMade, rules: &CallRules) {
        let at = Some(whole_second(contact.at));
        self.last = self.last.max(at);
        if contact.at.time() == NaiveTime::MIN {
            self.last_untimed = self.last_untimed.max(Some(contact.at.date()));
        }
        if contact.is_close(rules) {
            self.last_close = self.last_close.max(at);
        }
        if contact.kind == ContactKind::Visit {
            self.first_visit = self.first_visit.map_or(at, |first| at.map(|at| at.min(first)));
        }
    }
}

/// How regularly a customer was contacted: a figure of its own, beside the list (A25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyContact {
    /// ISO weeks looked at: those a day of the span lies in.
    pub weeks: u32,
    /// Weeks with at least one contact within the span.
    pub contacted: u32,
    /// `contacted` as a percentage of `weeks`, with two decimals.
    #[serde(with = "rust_decimal::serde::str")]
    pub percent: Decimal,
}

/// The share of ISO weeks with at least one contact (A25): of the weeks a day of `from` to `to` lies in.
/// `None` if the span ends before it begins.
#[must_use]
pub fn weekly_contact(
    contacts: impl IntoIterator<Item = NaiveDateTime>,
    from: NaiveDate,
    to: NaiveDate,
) -> Option<WeeklyContact> {
    let week = |date: NaiveDate| Day::from(monday_of(date)).number().div_euclid(7);
    let weeks = u32::try_from(week(to).checked_sub(week(from))?.checked_add(1)?).ok()?;
    let inside = contacts.into_iter().map(|at| at.date()).filter(|date| from <= *date && *date <= to);
    let mut contacted: Vec<_> = inside.map(week).collect();
    contacted.sort_unstable();
    contacted.dedup();
    let contacted = u32::try_from(contacted.len()).ok()?;
    let hundredths = round_ratio(i128::from(contacted).checked_mul(100)?, weeks.into(), PUBLISHED_SCALE)?;
    let percent = Decimal::try_from_i128_with_scale(hundredths, PUBLISHED_SCALE.into()).ok()?;
    (from <= to).then_some(WeeklyContact { weeks, contacted, percent })
}

/// The Monday of a day's ISO week.
pub(super) fn monday_of(date: NaiveDate) -> NaiveDate {
    let back = Days::new(date.weekday().num_days_from_monday().into());
    date.checked_sub_days(back).unwrap_or(date)
}
