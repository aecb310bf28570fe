//! What is due as an iCalendar file (RFC 5545), for calendars on phones and desks.

use std::io::{self, Write};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Asia::Shanghai;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Trigger};
use keyaccount::Language;
use keyaccount::due::{Due, DueList, DueState, DueUnit};
use sha2::{Digest, Sha256};

/// Writes a list as an iCalendar file: an event for each entry, of the whole last day where days are counted,
/// or from the hour set where that is its only day; otherwise until its last instant. What counts days and is
/// overdue, or has no last day, stands on the day of the list. Times are those of the organisation's zone, without one of their own, as
/// they are in the list; only the stamp of each event is in UTC, by the clock of China (N4).
///
/// An entry keeps its id as long as it is about the same thing and due at the same time, so that a calendar
/// that reads the file again knows it. The same list gives the same bytes: nothing reads a clock.
///
/// # Errors
/// What the writer reports.
pub fn write_calendar(list: &DueList, language: Language, mut out: impl Write) -> io::Result<()> {
    let stamp = Shanghai.from_local_datetime(&list.at).earliest();
    let stamp = stamp.map_or_else(|| Utc.from_utc_datetime(&list.at), |at| at.to_utc());
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//keyaccount//due//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    for due in &list.entries {
        let uid = uid(due);
        let mut event = Event::new();
        event.uid(&uid).timestamp(stamp);
        event.summary(&clean(&summary(due, language)));
        event.description(&clean(&due.sentence(language)));
        event.add_property("CATEGORIES", due.kind.code().to_uppercase());
        let last_day = day_of(due, list.at.date());
        let only_day = due.since.date() == last_day && due.since.time() != NaiveTime::MIN;
        let begins = match due.unit {
            DueUnit::Days if due.state == DueState::Overdue || !only_day => {
                event.starts(last_day);
                event.ends(last_day.checked_add_days(Days::new(1)).unwrap_or(last_day));
                last_day.and_time(NaiveTime::MIN)
            }
            DueUnit::Days | DueUnit::Hours => {
                event.starts(due.since);
                event.ends(due.until.unwrap_or(due.since));
                due.since
            }
        };
        for day in due.remind_on.iter().filter(|day| **day >= list.at.date() && **day <= last_day) {
            let mut alarm = Alarm::display(&clean(&summary(due, language)), reminder(*day, begins));
            // Without them, the library would take the time of the clock and a random id.
            alarm.uid(&format!("{day}-{uid}")).timestamp(stamp);
            event.alarm(alarm);
        }
        calendar.push(event.done());
    }
    write!(out, "{calendar}")?;
    out.flush()
}

/// The day an entry stands on: its last one, or today where that has passed or there is none.
fn day_of(due: &Due, today: NaiveDate) -> NaiveDate {
    match (due.unit, due.state, due.until) {
        (DueUnit::Hours, _, until) => until.unwrap_or(due.since).date(),
        (DueUnit::Days, DueState::Upcoming, None) => due.since.date(),
        (DueUnit::Days, DueState::Upcoming | DueState::Due, Some(until)) => until.date(),
        (DueUnit::Days, DueState::Overdue, _) | (DueUnit::Days, DueState::Due, None) => today,
    }
}

/// In the morning of a day, so long before or after the event begins.
fn reminder(day: NaiveDate, begins: NaiveDateTime) -> Trigger {
    let morning = day.and_hms_opt(MORNING, 0, 0).unwrap_or(begins);
    Trigger::after_start(morning.signed_duration_since(begins))
}

/// The hour at which people are reminded of a day.
const MORNING: u32 = 9;

fn summary(due: &Due, language: Language) -> String {
    let about = &due.about;
    let about = about
        .customer
        .as_deref()
        .or(about.archive.as_deref())
        .or(about.record.as_deref())
        .or(about.incident.as_deref())
        .or(about.topic.as_deref());
    let reading = due.what.reading(language);
    match (about, language) {
        (Some(about), Language::English) => format!("{reading}: {about}"),
        (Some(about), Language::Chinese) => format!("{reading}：{about}"),
        (None, _) => reading.to_owned(),
    }
}

/// A text without control characters, which no line of a calendar may hold.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The id of an entry: of what it is about and when it is due.
fn uid(due: &Due) -> String {
    let about = &due.about;
    let parts = [
        Some(due.what.code()),
        about.customer.as_deref(),
        about.contact.as_deref(),
        about.archive.as_deref(),
        about.record.as_deref(),
        about.incident.as_deref(),
        about.topic.as_deref(),
        due.who.as_deref(),
    ];
    let mut digest = Sha256::new();
    let times = [Some(due.since.to_string()), due.until.map(|until| until.to_string())];
    for part in parts.into_iter().chain(times.iter().map(Option::as_deref)) {
        // A part that is absent and one that is empty differ.
        let length = part.map_or(0, |part| part.len().saturating_add(1));
        digest.update(u64::try_from(length).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part.unwrap_or_default());
    }
    let hex = digest.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        use std::fmt::Write as _;
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("{hex}@keyaccount")
}

#[cfg(test)]
mod tests {
    use keyaccount::due::{DueAbout, DueCode};
    use keyaccount::{Policy, Stamp};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn list(entries: Vec<Due>) -> DueList {
        let at: NaiveDateTime = "2026-11-21T09:00:00".parse().unwrap();
        let stamp = Stamp::new(&Policy::shipped("standard").unwrap(), at.date());
        let entries = entries.into_iter().map(|due| due.at(at)).collect();
        DueList::new(stamp, at, Vec::new(), entries, None)
    }

    fn written(list: &DueList, language: Language) -> String {
        let mut out = Vec::new();
        write_calendar(list, language, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn call() -> Due {
        Due::on_days(
            DueCode::KeepInTouch,
            DueAbout::customer("C1"),
            day("2026-11-21"),
            Some(day("2026-11-21")),
        )
    }

    #[test]
    fn a_call_is_an_event_of_the_whole_day() {
        let text = written(&list(vec![call()]), Language::Chinese);
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "PRODID:-//keyaccount//due//EN\r\n",
            "BEGIN:VEVENT\r\n",
            "DTSTART;VALUE=DATE:20261121\r\n",
            "DTEND;VALUE=DATE:20261122\r\n",
            // 09:00 in China.
            "DTSTAMP:20261121T010000Z\r\n",
            "SUMMARY:联系客户：C1\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert_eq!(text.matches("DTSTAMP").count(), 1);
        assert_eq!(text.matches("UID:").count(), 1);
    }

    #[test]
    fn the_same_list_gives_the_same_bytes_and_ids_stay() {
        let mut late = call();
        late.remind_on = vec![day("2026-11-21")];
        let one = list(vec![late]);
        assert_eq!(written(&one, Language::English), written(&one, Language::English));
        let id = |due: &Due| uid(due);
        let seen_later = call().at("2026-11-25T00:00:00".parse().unwrap());
        assert_eq!(id(&call()), id(&seen_later));
        let mut other = call();
        other.about.customer = Some("C2".into());
        assert_ne!(id(&call()), id(&other));
    }

    #[test]
    fn reminders_still_to_come_are_alarms() {
        let about = DueAbout::customer("C1");
        let mut signing =
            Due::on_days(DueCode::SigningDate, about, day("2026-11-17"), Some(day("2026-11-24")));
        signing.remind_on = ["2026-11-17", "2026-11-21", "2026-11-23", "2026-11-24"].map(day).to_vec();
        let text = written(&list(vec![signing]), Language::English);
        assert_eq!(text.matches("BEGIN:VALARM").count(), 3, "{text}");
        // 09:00 of the 21st, the 23rd and the 24th, from the beginning of the 24th.
        for trigger in [":-PT226800S\r\n", ":-PT54000S\r\n", ":PT32400S\r\n"]
            .map(|after| format!("TRIGGER;RELATED=START{after}"))
        {
            assert!(text.contains(&trigger), "{trigger} in {text}");
        }
    }

    /// Due since 2015 it is to be done today, and so is what has no last day.
    #[test]
    fn what_is_overdue_stands_on_the_day_of_the_list() {
        let long_ago = Some(day("2015-12-03"));
        let overdue =
            Due::on_days(DueCode::KeepInTouch, DueAbout::customer("C1"), day("2015-12-03"), long_ago);
        let open = Due::on_days(DueCode::UpdateArchive, DueAbout::customer("C1"), day("2026-11-18"), None);
        for due in [overdue, open] {
            let (before, text) = (uid(&due), written(&list(vec![due]), Language::English));
            assert!(text.contains("DTSTART;VALUE=DATE:20261121\r\n"), "{text}");
            assert!(text.contains("DTEND;VALUE=DATE:20261122\r\n"), "{text}");
            // On whatever day it stands, it is the same entry.
            assert!(text.contains(&format!("UID:{before}\r\n")), "{text}");
        }
    }

    /// Set for 15:00 of the day of the list, it ends with the day; a day later it is one of the whole day. A
    /// reminder at 09:00 is six hours before it.
    #[test]
    fn a_callback_keeps_its_hour() {
        let callback = |on: &str| {
            let (since, until) = (format!("{on}T15:00:00").parse().unwrap(), format!("{on}T23:59:59"));
            let mut due = Due::on_days(DueCode::Callback, DueAbout::customer("C1"), day(on), Some(day(on)));
            (due.since, due.until) = (since, Some(until.parse().unwrap()));
            due.remind_on = vec![day(on)];
            written(&list(vec![due]), Language::English)
        };
        let today = callback("2026-11-21");
        for line in ["DTSTART:20261121T150000\r\n", "DTEND:20261121T235959\r\n", ":-PT21600S\r\n"] {
            assert!(today.contains(line), "{line} in {today}");
        }
        let late = callback("2026-11-20");
        assert!(late.contains("DTSTART;VALUE=DATE:20261121\r\n"), "{late}");
    }

    #[test]
    fn hostile_texts_stay_in_their_line() {
        let mut due = call();
        due.about.customer = Some("C1\r\nBEGIN:VEVENT\nX;Y,Z".into());
        let text = written(&list(vec![due]), Language::English);
        assert_eq!(text.matches("\r\nBEGIN:VEVENT").count(), 1, "{text}");
        assert!(text.contains("C1  BEGIN:VEVENT X\\;Y\\,Z"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    }

    #[test]
    fn hours_have_a_beginning_and_an_end() {
        let (since, until) = ("2026-11-20T09:30:00".parse().unwrap(), "2026-11-23T09:30:00".parse().unwrap());
        let about = DueAbout { incident: Some("L1".into()), ..DueAbout::default() };
        let notice = Due::in_hours(DueCode::NotifyCustomers, about, since, Some(until));
        let text = written(&list(vec![notice]), Language::English);
        assert!(
            text.contains("DTSTART:20261120T093000\r\n") && text.contains("DTEND:20261123T093000\r\n"),
            "{text}"
        );
    }
}
