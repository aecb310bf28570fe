use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn weekly() -> Due {
    let due_on = day("2026-11-21");
    Due::on_days(DueCode::KeepInTouch, DueAbout::customer("C1"), due_on, Some(due_on))
}

#[test]
fn the_last_day_lasts_until_its_end() {
    let standing = |at: &str| {
        let due = weekly().at(instant(at));
        (due.state, due.overdue)
    };
    assert_eq!(standing("2026-11-20T23:59:59.999"), (DueState::Upcoming, 0));
    assert_eq!(standing("2026-11-21T00:00:00"), (DueState::Due, 0));
    assert_eq!(standing("2026-11-21T23:59:59.999"), (DueState::Due, 0));
    assert_eq!(standing("2026-11-22T00:00:00"), (DueState::Overdue, 1));
    assert_eq!(standing("2026-11-24T12:00:00"), (DueState::Overdue, 3));
}

#[test]
fn an_instant_is_in_time_itself_and_hours_begun_count() {
    let report = Due::in_hours(
        DueCode::ReportInternally,
        DueAbout { incident: Some("I1".into()), ..DueAbout::default() },
        instant("2026-11-20T09:00:00"),
        Some(instant("2026-11-20T10:00:00")),
    );
    let standing = |at: &str| {
        let due = report.clone().at(instant(at));
        (due.state, due.overdue)
    };
    assert_eq!(standing("2026-11-20T10:00:00"), (DueState::Due, 0));
    assert_eq!(standing("2026-11-20T10:00:01"), (DueState::Overdue, 1));
    assert_eq!(standing("2026-11-20T11:00:00"), (DueState::Overdue, 1));
    assert_eq!(standing("2026-11-20T11:00:01"), (DueState::Overdue, 2));
}

#[test]
fn nothing_changes_before_the_next_change_and_something_then() {
    let hours = Due::in_hours(
        DueCode::ContainLeak,
        DueAbout::default(),
        instant("2026-11-20T09:00:00"),
        Some(instant("2026-11-20T13:00:00")),
    );
    let open = Due::on_days(DueCode::Delete, DueAbout::default(), day("2026-11-21"), None);
    for due in [weekly(), hours, open] {
        let mut now = instant("2026-11-19T00:00:00");
        for _ in 0..6 {
            let here = due.clone().at(now);
            let Some(next) = due.next_change(now) else { break };
            assert!(next > now);
            let before = next.checked_sub_signed(TimeDelta::seconds(1)).unwrap();
            assert_eq!(due.clone().at(before), here, "{now} to {next}");
            assert_ne!(due.clone().at(next), here, "{next}");
            now = next;
        }
    }
}

#[test]
fn greetings_lapse_and_never_change_again() {
    let today = day("2026-11-21");
    let birthday = Due::on_days(DueCode::Birthday, DueAbout::customer("C1"), today, Some(today));
    assert_eq!(birthday.next_change(instant("2026-11-21T08:00:00")), Some(instant("2026-11-22T00:00:00")));
    assert_eq!(birthday.next_change(instant("2026-11-22T00:00:00")), None);
    assert!(birthday.reminds_on(today) && !birthday.reminds_on(day("2026-11-22")));
}

#[test]
fn reminders_come_on_their_days_and_whenever_it_is_overdue() {
    let mut signing = Due::on_days(
        DueCode::SigningDate,
        DueAbout::customer("C1"),
        day("2026-11-14"),
        Some(day("2026-11-21")),
    );
    signing.remind_on = ["2026-11-14", "2026-11-18", "2026-11-20", "2026-11-21"].map(day).to_vec();
    let reminded = |date: &str| signing.reminds_on(day(date));
    assert!(!reminded("2026-11-13") && reminded("2026-11-14") && !reminded("2026-11-15"));
    assert!(reminded("2026-11-18") && !reminded("2026-11-19") && reminded("2026-11-20"));
    assert!(reminded("2026-11-21") && reminded("2026-11-22"));
}

#[test]
fn it_says_what_by_when_and_by_whom() {
    let mut due = weekly();
    due.who = Some("P7".into());
    due.clause = Some("第三章 第二条".to_owned());
    let said = |due: Due, at: &str| {
        let due = due.at(instant(at));
        Language::ALL.map(|language| due.sentence(language))
    };
    assert_eq!(
        said(due.clone(), "2026-11-22T09:00:00"),
        [
            "get in touch: customer C1, due by 2026-11-21, overdue by 1 day (by P7, clause 第三章 第二条)",
            "联系客户：客户C1，应于2026-11-21前（含）办理，已逾期1天（由P7办理，依据：第三章 第二条）",
        ]
    );
    assert_eq!(
        said(weekly(), "2026-11-20T09:00:00"),
        ["get in touch: customer C1, due on 2026-11-21", "联系客户：客户C1，2026-11-21办理"]
    );
}

#[test]
fn a_record_comes_back_from_json() {
    let mut due = weekly().at(instant("2026-11-23T00:00:00"));
    due.remind_on = vec![day("2026-11-21")];
    due.value_class = Some("high".to_owned());
    let text = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), due);
    assert!(serde_json::from_str::<Due>(&text.replacen('{', "{\"more\":1,", 1)).is_err());
}
