//! Working days, and what is due to customers the app itself keeps.

use std::sync::Arc;

use keyaccount::due::{CalendarDays, ContactDays, ContactMade, DueList, DuePart, Looking};
use keyaccount::{CallRules, DutyKind, Interval};

use crate::errors::{KeyaccountError, guarded};
use crate::mirror::{CallCustomer, DutyFacts};
use crate::policy::{Policy, lacks};
use crate::values::{CalendarDate, CalendarTime, PersonId};

/// Which days are worked.
#[derive(Debug, uniffi::Object)]
pub struct WorkCalendar {
    pub(crate) core: keyaccount::due::WorkCalendar,
}

/// Supplies the days of a calendar, for instance from the phone's own.
#[uniffi::export(callback_interface)]
pub trait CalendarSource: Send + Sync {
    /// The holidays, weekends and make-up days between two days, both included.
    fn days(&self, from: CalendarDate, to: CalendarDate) -> CalendarDays;
}

#[uniffi::export]
impl WorkCalendar {
    /// Saturdays and Sundays are free, every other day is worked.
    #[uniffi::constructor]
    pub fn plain() -> Arc<Self> {
        Arc::new(Self { core: keyaccount::due::WorkCalendar::default() })
    }

    /// A calendar of these days.
    ///
    /// Refused if a make-up day is no day of a weekend, if a day is both free and worked, or if the end lies before
    /// the beginning.
    #[uniffi::constructor]
    pub fn of(days: CalendarDays) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Arc::new(Self { core: keyaccount::due::WorkCalendar::new(days)? })))
    }

    /// A calendar that is asked of the app once, for the days between two days.
    #[uniffi::constructor]
    pub fn ask(
        source: Box<dyn CalendarSource>,
        from: CalendarDate,
        to: CalendarDate,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Arc::new(Self { core: keyaccount::due::WorkCalendar::new(source.days(from, to))? })))
    }

    /// What the calendar says.
    pub fn days(&self) -> CalendarDays {
        self.core.days().clone()
    }

    /// Whether it knows a day.
    pub fn covers(&self, day: CalendarDate) -> bool {
        self.core.covers(day)
    }

    /// Whether a day is worked. Refused for a day the calendar does not know.
    pub fn is_working(&self, day: CalendarDate) -> Result<bool, KeyaccountError> {
        guarded(|| Ok(self.core.is_working(day)?))
    }

    /// The day so many working days later. Refused where the calendar ends before.
    pub fn add_working_days(&self, day: CalendarDate, count: u32) -> Result<CalendarDate, KeyaccountError> {
        guarded(|| Ok(self.core.add_working_days(day, count)?))
    }

    /// The last day of a period that begins on a day. Refused where the calendar ends before.
    pub fn last_day(&self, from: CalendarDate, interval: Interval) -> Result<CalendarDate, KeyaccountError> {
        guarded(|| Ok(self.core.last_day(from, interval)?))
    }
}

fn call_rules(policy: &Policy) -> Result<&CallRules, KeyaccountError> {
    policy.core.duties().calls.as_ref().ok_or_else(|| lacks(&policy.core, "calls"))
}

/// A list of what is due under a policy, in its order.
fn list(policy: &Policy, looking: Looking, parts: impl IntoIterator<Item = DuePart>) -> DueList {
    let classes = policy.core.value_class().names();
    let stamp = keyaccount::Stamp::new(&policy.core, looking.at.date());
    DueList::of_parts(stamp, looking.at, classes, parts)
}

/// The days that matter of the contacts with one customer, up to a moment: what `callsDue` asks for.
///
/// Refused if the policy does not say when to call.
#[uniffi::export]
pub fn contact_days_of(
    policy: Arc<Policy>,
    made: Vec<ContactMade>,
    now: CalendarTime,
) -> Result<ContactDays, KeyaccountError> {
    guarded(|| Ok(ContactDays::of(made, call_rules(&policy)?, now)))
}

/// The calls that are due to customers the app keeps itself, without a book.
///
/// Refused if the policy does not say when to call.
#[uniffi::export]
pub fn calls_due(
    policy: Arc<Policy>,
    customers: Vec<CallCustomer>,
    calendar: Arc<WorkCalendar>,
    looking: Looking,
) -> Result<DueList, KeyaccountError> {
    guarded(|| {
        let rules = call_rules(&policy)?;
        let parts =
            customers.iter().map(|each| keyaccount::due::calls_of(each, rules, &calendar.core, looking));
        Ok(list(&policy, looking, parts))
    })
}

/// The greetings that are due to the customers of these owners, by the calendar.
///
/// Refused if the policy does not say when to call.
#[uniffi::export]
pub fn greetings_due(
    policy: Arc<Policy>,
    owners: Vec<PersonId>,
    calendar: Arc<WorkCalendar>,
    looking: Looking,
) -> Result<DueList, KeyaccountError> {
    guarded(|| {
        let owners = owners.iter().map(PersonId::as_str);
        let part = keyaccount::due::greetings(owners, call_rules(&policy)?, &calendar.core, looking);
        Ok(list(&policy, looking, [part]))
    })
}

/// One list of what several lists and parts hold, in the order of every list: what is due of incidents comes before
/// calls, these before duties. Its stamp is that of the first list. What several lists hold is listed once; `undated`
/// and `more` are added up, which is the most it can be where lists overlap. A list that has entries and equals
/// another one counts once.
///
/// Refused if a list is of another instant or of other value classes: its entries would stand otherwise.
#[uniffi::export(default(others = [], parts = []))]
pub fn merge_due(
    list: DueList,
    others: Vec<DueList>,
    parts: Vec<DuePart>,
) -> Result<DueList, KeyaccountError> {
    guarded(|| {
        let mut list = list;
        list.merge_lists(others)?;
        list.merge(parts);
        Ok(list)
    })
}

/// The duties of the archive that are due by what the app keeps itself, without a book: of these kinds, or of every
/// kind if none is named.
#[uniffi::export]
pub fn duties_due(
    policy: Arc<Policy>,
    facts: DutyFacts,
    calendar: Arc<WorkCalendar>,
    looking: Looking,
    kinds: Vec<DutyKind>,
) -> Result<DueList, KeyaccountError> {
    guarded(|| {
        let rules = policy.core.duties().archive_of(&kinds);
        Ok(list(&policy, looking, [keyaccount::due::duties(&facts, &rules, &calendar.core, looking)]))
    })
}
