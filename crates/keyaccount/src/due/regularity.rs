//! How regularly each customer was contacted, and whether visits were written down the day they were: figures
//! beside the list (§7.1, A25, R70).

use chrono::{Days, NaiveDate};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::contacts::{WeeklyContact, monday_of, weekly_contact};
use super::from_book::{BookDue, instant};
use super::record::{end_of, whole_second};
use crate::assessment::{Row, StoredTable, Value};
use crate::book::ContactKind;
use crate::calendar::Day;
use crate::ids::{CustomerId, PersonId};

/// How regularly a customer was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regularity {
    /// The customer.
    pub customer_id: CustomerId,
    /// The person in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The first day looked at: a Monday, or the later one on which the record was opened.
    pub from: NaiveDate,
    /// The last day looked at: a Sunday.
    pub to: NaiveDate,
    /// Weeks with a contact; nothing of a customer whose record was opened later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<WeeklyContact>,
    /// Visits within these days.
    pub visits: VisitsLogged,
}

/// When visits were written down; whoever comes is logged on the day of the visit (R70).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitsLogged {
    /// On the day itself.
    pub same_day: u32,
    /// On a later one.
    pub later: u32,
    /// On a day that is not on record, or later than the as-of day: not taken for the same.
    pub not_known: u32,
}

/// Most weeks that are looked at: ten years.
const MOST_WEEKS: u32 = 522;

impl BookDue<'_> {
    /// How regularly every customer was contacted in the last so many ISO weeks that are over at the instant
    /// asked about, of which at least one and at most 522 are looked at; in the order of the score table.
    #[must_use]
    pub fn regularity(&self, weeks: u32) -> Vec<Regularity> {
        let today = self.looking.at.date();
        let sunday = match monday_of(today).checked_add_days(Days::new(6)) {
            Some(sunday) if end_of(sunday) <= whole_second(self.looking.at) => sunday,
            _ => monday_of(today).pred_opt().unwrap_or(today),
        };
        let back = u64::from(weeks.clamp(1, MOST_WEEKS)).saturating_mul(7).saturating_sub(1);
        let monday = sunday.checked_sub_days(Days::new(back)).unwrap_or(NaiveDate::MIN);
        let mut of: HashMap<u32, (Vec<chrono::NaiveDateTime>, VisitsLogged)> = HashMap::new();
        for contact in self.book.contact_pass(Day::from(sunday).number()) {
            let Some(at) = instant(contact.second).filter(|at| at.date() >= monday) else { continue };
            let (contacts, visits) = of.entry(contact.customer).or_default();
            contacts.push(at);
            if contact.kind != ContactKind::Visit {
                continue;
            }
            let logged = contact.recorded.and_then(instant).map(|at| at.date());
            let count = match logged.filter(|day| *day <= today) {
                Some(day) if day <= at.date() => &mut visits.same_day,
                Some(_) => &mut visits.later,
                None => &mut visits.not_known,
            };
            *count = count.saturating_add(1);
        }
        let of_row = |row: Row<'_>| {
            let number = self.book.customer_ids.find(row.id());
            let (contacts, visits) = number
                .and_then(|number| of.get(&number))
                .map_or((&[][..], VisitsLogged::default()), |of| (of.0.as_slice(), of.1));
            let opened = Some(row.customer.created_on).filter(|day| *day != crate::book::NO_DAY);
            let opened = opened.and_then(|day| Day::from_number(day).date());
            let from = opened.map_or(monday, |opened| opened.max(monday));
            Regularity {
                customer_id: row.id().into(),
                owner: row.owner().map(Into::into),
                from,
                to: sunday,
                weekly: weekly_contact(contacts.iter().copied(), from, sunday),
                visits,
            }
        };
        self.assessment.rows().map(of_row).collect()
    }
}

pub(crate) const REGULARITY_COLUMNS: &[&str] = &[
    "customer_id",
    "person",
    "from_day",
    "to_day",
    "weeks",
    "weeks_contacted",
    "contacted_percent",
    "visits_logged_same_day",
    "visits_logged_later",
    "visits_log_not_known",
];

impl Regularity {
    /// Customers as a result table, in their order.
    #[must_use]
    pub fn table(of: &[Self]) -> StoredTable {
        let mut table = StoredTable::new(REGULARITY_COLUMNS);
        let count = |n: u32| Value::Integer(n.into());
        for one in of {
            let weekly =
                |cell: fn(&WeeklyContact) -> Value<'static>| one.weekly.as_ref().map_or(Value::Empty, cell);
            table.push(vec![
                Value::from(one.customer_id.clone()),
                one.owner.clone().map_or(Value::Empty, Value::from),
                Value::from(one.from.to_string()),
                Value::from(one.to.to_string()),
                weekly(|of| Value::Integer(of.weeks.into())),
                weekly(|of| Value::Integer(of.contacted.into())),
                weekly(|of| Value::from(of.percent.to_string())),
                count(one.visits.same_day),
                count(one.visits.later),
                count(one.visits.not_known),
            ]);
        }
        table
    }
}
