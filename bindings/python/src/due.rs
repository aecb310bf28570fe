//! What is due, from records.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::due as core;
use keyaccount::due::{CallCustomer, ContactDays, ContactMade, DueList, DuePart, Looking};
use keyaccount::{CallRules, Stamp};
use pyo3::prelude::*;

use crate::approval::missing_section;
use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::{Place, Text, strings};

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// A calendar of working days.
#[pyclass(frozen, eq, module = "keyaccount._core", from_py_object)]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WorkCalendar(pub(crate) Arc<core::WorkCalendar>);

#[pymethods]
impl WorkCalendar {
    #[staticmethod]
    fn of(days: &Bound<'_, PyAny>) -> PyResult<Self> {
        let made = core::WorkCalendar::new(from_plain("calendar", days)?);
        made.map(|calendar| Self(Arc::new(calendar))).map_err(raise)
    }

    #[staticmethod]
    fn from_file(path: Place) -> PyResult<Self> {
        let read = keyaccount_files::read_work_calendar(&path);
        read.map(|calendar| Self(Arc::new(calendar))).map_err(raise)
    }

    fn days<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.days())
    }

    fn covers(&self, day: NaiveDate) -> bool {
        self.0.covers(day)
    }

    fn is_working(&self, day: NaiveDate) -> PyResult<bool> {
        self.0.is_working(day).map_err(raise)
    }

    fn add_working_days(&self, day: NaiveDate, count: u32) -> PyResult<NaiveDate> {
        self.0.add_working_days(day, count).map_err(raise)
    }
}

fn call_rules(policy: &Policy) -> PyResult<&CallRules> {
    let rules = policy.0.duties().calls.as_ref();
    rules.ok_or_else(|| missing_section("duties.calls", "one that says when customers are called"))
}

/// What contacts up to an instant come to, as plain `ContactDays`.
#[pyfunction]
pub(crate) fn contact_days<'py>(
    py: Python<'py>,
    contacts: &Bound<'py, PyAny>,
    policy: &Policy,
    at: NaiveDateTime,
) -> Plain<'py> {
    let contacts: Vec<ContactMade> = from_plain("contacts", contacts)?;
    to_plain(py, &ContactDays::of(contacts, call_rules(policy)?, at))
}

/// What is due of one customer, as a plain `DuePart`.
#[pyfunction]
pub(crate) fn calls_of<'py>(
    py: Python<'py>,
    customer: &Bound<'py, PyAny>,
    policy: &Policy,
    calendar: &WorkCalendar,
    looking: &Bound<'py, PyAny>,
) -> Plain<'py> {
    let customer: CallCustomer<'static> = from_plain("customer", customer)?;
    let looking = from_plain("looking", looking)?;
    to_plain(py, &core::calls_of(&customer, call_rules(policy)?, &calendar.0, looking))
}

/// Greetings on the days of the calendar, as a plain `DuePart`.
#[pyfunction]
pub(crate) fn greetings<'py>(
    py: Python<'py>,
    owners: Vec<Text>,
    policy: &Policy,
    calendar: &WorkCalendar,
    looking: &Bound<'py, PyAny>,
) -> Plain<'py> {
    let owners = owners.iter().map(|owner| &**owner);
    let looking = from_plain("looking", looking)?;
    to_plain(py, &core::greetings(owners, call_rules(policy)?, &calendar.0, looking))
}

/// What the duties around customer files come to, as a plain `DuePart`; of every kind if none is named.
#[pyfunction]
pub(crate) fn duties<'py>(
    py: Python<'py>,
    facts: &Bound<'py, PyAny>,
    policy: &Policy,
    calendar: &WorkCalendar,
    looking: &Bound<'py, PyAny>,
    only: &Bound<'py, PyAny>,
) -> Plain<'py> {
    let only: Vec<keyaccount::DutyKind> = from_plain("only", only)?;
    let rules = policy.0.duties().archive_of(&only);
    let facts: core::DutyFacts<'static> = from_plain("facts", facts)?;
    let looking = from_plain("looking", looking)?;
    to_plain(py, &core::duties(&facts, &rules, &calendar.0, looking))
}

/// The list that parts of one instant make, as a plain `DueList`; in the order of the policy's value
/// classes, unless others are named.
#[pyfunction]
#[pyo3(signature = (policy, at, value_classes, parts))]
pub(crate) fn due_list<'py>(
    py: Python<'py>,
    policy: &Policy,
    at: NaiveDateTime,
    value_classes: Option<Vec<Text>>,
    parts: &Bound<'py, PyAny>,
) -> Plain<'py> {
    let parts: Vec<DuePart> = from_plain("parts", parts)?;
    let stamp = Stamp::new(&policy.0, at.date());
    let value_classes = value_classes.map_or_else(|| policy.0.value_class().names(), strings);
    to_plain(py, &DueList::of_parts(stamp, at, value_classes, parts))
}

/// What of a list a person is to do, as a plain `DueList`.
#[pyfunction]
pub(crate) fn due_for<'py>(
    py: Python<'py>,
    list: &Bound<'py, PyAny>,
    person: Text,
    roles: Vec<Text>,
) -> Plain<'py> {
    let mut list: DueList = from_plain("due", list)?;
    list.keep_for(&person, &strings(roles));
    to_plain(py, &list)
}

/// The list as an iCalendar file.
#[pyfunction]
pub(crate) fn due_calendar(list: &Bound<'_, PyAny>, lang: Text) -> PyResult<String> {
    let list: DueList = from_plain("due", list)?;
    let mut text = Vec::new();
    keyaccount_files::write_calendar(&list, language(&lang)?, &mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The share of ISO weeks with at least one contact, as a plain `WeeklyContact`.
#[pyfunction]
pub(crate) fn weekly_contact(
    py: Python<'_>,
    contacts: Vec<NaiveDateTime>,
    first: NaiveDate,
    last: NaiveDate,
) -> Plain<'_> {
    to_plain(py, &core::weekly_contact(contacts, first, last))
}

/// The last second of a day, up to which what happens on it is seen, as plain `Looking`.
#[pyfunction]
pub(crate) fn looking_on(py: Python<'_>, day: NaiveDate) -> Plain<'_> {
    to_plain(py, &Looking::on(day))
}
