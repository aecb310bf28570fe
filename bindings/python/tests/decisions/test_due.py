"""The vectors of what is due through the Python API."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from decisions.support import policy_of, vectors

from keyaccount import KeyaccountError, Policy
from keyaccount.due import (
    CalendarDays,
    CallCustomer,
    ContactMade,
    DueList,
    DuePart,
    DutyFacts,
    DutyKind,
    GreetingDay,
    Looking,
    Weekday,
    WorkCalendar,
    calls_of,
    contact_days,
    due_for,
    due_list,
    duties,
    greetings,
    looking_on,
    to_ics,
    weekly_contact,
)


def part(vector: dict[str, Any], policy: Policy, looking: Looking) -> DuePart:
    calendar = WorkCalendar(CalendarDays.from_plain(vector.get("calendar", {})))
    if vector.get("customer") is not None:
        log = [ContactMade.from_plain(each) for each in vector.get("log", [])]
        contacts = contact_days(log, policy=policy, at=looking.at)
        given = vector["customer"]
        customer = replace(CallCustomer.from_plain({"contacts": {}} | given), contacts=contacts)
        return calls_of(customer, policy=policy, looking=looking, calendar=calendar)
    if vector.get("duties") is not None:
        facts = DutyFacts.from_plain(vector["duties"])
        return duties(
            facts,
            policy=policy,
            looking=looking,
            calendar=calendar,
            only=[DutyKind(vector["only"])],
        )
    return greetings(vector.get("owners", []), policy=policy, looking=looking, calendar=calendar)


@pytest.mark.parametrize(
    ("place", "vector"),
    vectors("due"),
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_every_vector_of_what_is_due_holds(place: str, vector: dict[str, Any]) -> None:
    policy = policy_of(vector)
    for listed in vector["lists"]:
        ahead = listed.get("ahead")
        at = datetime.fromisoformat(listed["at"])
        looking = Looking(at=at, ahead=ahead and datetime.fromisoformat(ahead))
        found = due_list([part(vector, policy, looking)], policy=policy, at=at, value_classes=[])
        here = f"{place}, {at}"
        assert len(found.entries) == len(listed["due"]), here
        for due, expected in zip(found.entries, listed["due"], strict=True):
            plain = due.to_plain()
            for name in ("what", "state", "since", "until", "remind_on", "who"):
                if name in expected:
                    assert plain.get(name, [] if name == "remind_on" else None) == expected[name], (
                        f"{here}: {name}"
                    )
            assert due.overdue == expected.get("overdue", 0), here
            assert due.kind is due.what.kind()
            if "until" not in expected:
                assert due.until is None, here
            for lang in ("en", "zh"):
                if lang in expected:
                    assert due.sentence(lang) == expected[lang], here
        if listed.get("next_change") is not None:
            assert found.next_change == datetime.fromisoformat(listed["next_change"]), here
        assert found.undated == listed.get("undated", 0), here
        assert DueList.from_plain(found.to_plain()) == found


def test_a_calendar_of_china() -> None:
    # 2026-10-01 is a Thursday; the Saturday after is worked to make up.
    days = CalendarDays(holidays=(date(2026, 10, 1),), make_up_days=(date(2026, 10, 3),))
    calendar = WorkCalendar(days)
    assert calendar.days.weekend == (Weekday.SAT, Weekday.SUN)
    assert not calendar.is_working(date(2026, 10, 1))
    assert calendar.is_working(date(2026, 10, 3))
    assert not calendar.is_working(date(2026, 10, 4))
    # 2 (Friday), 3 (made up), 5 (Monday).
    assert calendar.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 5)
    with pytest.raises(KeyaccountError):
        WorkCalendar(replace(days, make_up_days=days.holidays))
    known = WorkCalendar(CalendarDays(covers_from=date(2026, 1, 1), covers_to=date(2026, 12, 31)))
    assert known.covers(date(2026, 6, 1))
    with pytest.raises(KeyaccountError):
        known.is_working(date(2027, 1, 1))


def test_greetings_of_a_day_become_a_calendar_file() -> None:
    policy = Policy.shipped("standard")
    calendar = WorkCalendar(CalendarDays(greetings=(GreetingDay(on=date(2026, 10, 1), name="国庆节"),)))
    looking = looking_on(date(2026, 10, 1))
    assert looking.at == datetime(2026, 10, 1, 23, 59, 59)
    found = due_list(
        [greetings(["lin", "bai"], policy=policy, looking=looking, calendar=calendar)],
        policy=policy,
        at=looking.at,
    )
    assert [each.who for each in found.entries] == ["bai", "lin"]
    assert [each.who for each in due_for(found, "lin").entries] == ["lin"]
    text = to_ics(found, lang="zh")
    assert text.count("BEGIN:VEVENT") == 2
    assert "国庆节" in text
    assert text == to_ics(found, lang="zh")


def test_weeks_with_a_contact() -> None:
    # 2026-11-02 is a Monday: two contacts in the first of two weeks.
    made = [datetime(2026, 11, 2, 9), datetime(2026, 11, 3, 9)]
    found = weekly_contact(made, from_=date(2026, 11, 2), to=date(2026, 11, 15))
    assert found is not None
    assert (found.weeks, found.contacted, str(found.percent)) == (2, 1, "50.00")
    assert weekly_contact(made, from_=date(2026, 11, 2), to=date(2026, 11, 1)) is None
