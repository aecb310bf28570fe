"""What is due of a book: the same as the command lists, and what a book of three customers comes to by
hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest
from decisions.support import ROOT

import keyaccount as ka
from keyaccount import due
from keyaccount.archive import Incident, RetentionRules
from keyaccount.decisions import IncidentStep, Jurisdiction
from keyaccount.due import (
    BookDue,
    CalendarDays,
    DueCode,
    DueKind,
    DueList,
    DueState,
    GreetingDay,
    WorkCalendar,
)

POLICY = ka.Policy.shipped("standard")
SAMPLE = ROOT / "examples" / "sample-book"
DAY = date(2026, 6, 30)


def command(*arguments: str) -> str:
    """What the command writes to its standard output."""
    given = [sys.executable, "-m", "keyaccount", "due", str(SAMPLE), "--as-of", str(DAY), *arguments]
    ran = subprocess.run(given, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


@pytest.fixture(scope="module")
def sample() -> ka.Book:
    return ka.Book.from_dir(SAMPLE)


def test_lists_are_the_commands_byte_for_byte(sample: ka.Book) -> None:
    listed = sample.due(POLICY, DAY).list()
    assert len(listed.entries) > 1000
    assert due.to_csv(listed) == command("--format", "csv")
    assert due.to_csv(listed, lang="zh") == command("--format", "csv", "--lang", "zh")
    ahead = sample.due(POLICY, DAY, ahead=timedelta(days=30))
    calls = ahead.list([DueKind.CALLS], person="李雯")
    assert any(entry.state is DueState.UPCOMING for entry in calls.entries)
    assert due.to_ics(calls) == command(
        "--format", "ics", "--ahead", "30", "--kind", "calls", "--for", "李雯"
    )


def test_json_is_the_commands_but_for_the_digest_of_the_input(sample: ka.Book) -> None:
    """Only who asks for a digest of the book's rows gets one."""
    listed = sample.score(POLICY, DAY).due().list()
    assert due.to_json(listed) == command("--format", "json")
    assert DueList.from_plain(json.loads(due.to_json(listed))) == listed
    assert sample.due(POLICY, DAY).list().stamp.input_digest != listed.stamp.input_digest


def test_tables_have_a_row_for_each_entry(sample: ka.Book) -> None:
    book_due = sample.due(POLICY, DAY)
    listed, table = book_due.list(), pa.table(book_due.table())
    assert table.num_rows == len(listed.entries)
    assert table["due"].to_pylist() == [entry.what.value for entry in listed.entries]
    assert table["overdue"].to_pylist() == [entry.overdue for entry in listed.entries]
    said = pa.table(book_due.table([DueKind.RETENTION], lang="zh"))
    entries = book_due.list([DueKind.RETENTION]).entries
    assert said["due_reason"].to_pylist() == [entry.sentence("zh") for entry in entries]
    assert pa.table(due.to_table(listed)).equals(table)
    assert "<table>" in book_due._repr_html_()


def test_parts_make_the_list(sample: ka.Book) -> None:
    book_due = sample.due(POLICY, DAY)
    parts = [book_due.calls(), book_due.duties(), book_due.retention()]
    at = book_due.looking.at
    assert due.due_list(parts, policy=POLICY, at=at).entries == book_due.list().entries
    of_one = set(map(repr, book_due.calls_of("K001").entries))
    of_all = {repr(entry) for entry in parts[0].entries if entry.about.customer == "K001"}
    assert of_one == of_all


def test_regularity_is_the_commands(sample: ka.Book) -> None:
    regular = sample.due(POLICY, DAY).regularity(4)
    written = json.loads(command("--regularity", "4", "--format", "json"))
    assert [each.to_plain() for each in regular] == written
    assert pa.table(sample.due(POLICY, DAY).regularity_table(4)).num_rows == len(regular)


def frame(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def three() -> ka.Book:
    """A closed a deal and was called a month and a day ago; B did not and was called a week ago; C was
    entered on the day.
    """
    return ka.Book(
        customers=frame(
            customer_id=["A", "B", "C"],
            name=["Anshan", "Baltic", "Cedar"],
            created_on=[date(2025, 1, 1), date(2025, 1, 1), date(2026, 11, 21)],
            owner=["P1", "P2", "P1"],
        ),
        orders=frame(order_id=["O1"], customer_id=["A"], ordered_on=[date(2026, 6, 1)], status=["fulfilled"]),
        order_lines=frame(order_id=["O1"], amount=[Decimal("1000.00")]),
        contact_log=frame(
            customer_id=["A", "B"],
            at=[datetime(2026, 10, 20), datetime(2026, 11, 14, 16, 30)],
            kind=["phone", "phone"],
        ),
        reminders=frame(customer_id=["B"], kind=["callback"], on=[datetime(2026, 11, 21, 15)]),
    )


def shown(listed: DueList) -> list[tuple[str, str | None, str, int]]:
    return [(each.what.value, each.about.customer, each.state.value, each.overdue) for each in listed.entries]


def test_calls_of_three_customers_by_hand() -> None:
    """A: a month after 2026-10-20 is 2026-11-20. B: a week after 2026-11-14 is the 21st, on which the
    callback at 15:00 is to come or due.
    """
    book = three()
    calls = [DueKind.CALLS]
    whole_day = book.due(POLICY, date(2026, 11, 21)).list(calls)
    assert shown(whole_day) == [
        ("close_contact", "A", "overdue", 1),
        ("keep_in_touch", "B", "due", 0),
        ("callback", "B", "due", 0),
    ]
    assert whole_day.next_change == datetime(2026, 11, 22)
    morning = book.due(POLICY, datetime(2026, 11, 21, 9)).list(calls)
    assert shown(morning) == [("close_contact", "A", "overdue", 1), ("keep_in_touch", "B", "due", 0)]
    assert morning.next_change == datetime(2026, 11, 21, 15)
    ahead = book.due(POLICY, datetime(2026, 11, 21, 9), ahead=timedelta(hours=6)).list(calls, person="P2")
    assert shown(ahead) == [("keep_in_touch", "B", "due", 0), ("callback", "B", "upcoming", 0)]


def test_greetings_need_the_calendar_of_the_caller() -> None:
    days = CalendarDays(greetings=(GreetingDay(on=date(2026, 11, 21), name="安康节"),))
    listed = three().due(POLICY, date(2026, 11, 21), calendar=WorkCalendar(days)).list([DueKind.CALLS])
    greeted = [each.who for each in listed.entries if each.what is DueCode.HOLIDAY_GREETING]
    assert greeted == ["P1", "P2"]


def test_incidents_are_listed_beside_the_book() -> None:
    leak = Incident(
        "L-1", detected_at=datetime(2026, 11, 21, 9), jurisdictions=[Jurisdiction.CN], policy=POLICY
    )
    book_due = three().due(POLICY, datetime(2026, 11, 21, 10))
    listed = book_due.list([DueKind.CALLS], incidents=[leak])
    steps = [each for each in listed.entries if each.kind is DueKind.INCIDENTS]
    assert listed.entries[: len(steps)] == tuple(steps), "incidents come first"
    clock = leak.report(datetime(2026, 11, 21, 10)).clock(IncidentStep.CONTAIN)
    assert clock is not None
    assert [each.until for each in steps if each.what is DueCode.CONTAIN_LEAK] == [clock.due_at]
    # Four hours from detection (§6.6), which no call comes before.
    assert clock.due_at == datetime(2026, 11, 21, 13)
    part = due.DuePart(entries=leak.due(book_due.looking.at)[0])
    again = due.merged(book_due.list([DueKind.CALLS]), [part])
    assert again.entries == listed.entries


def test_lists_of_one_instant_become_one() -> None:
    book_due = three().due(POLICY, datetime(2026, 11, 21, 9))
    calls, duties = book_due.list([DueKind.CALLS]), book_due.list([DueKind.DUTIES])
    assert calls.entries
    assert duties.entries
    both = due.merged(duties, [calls])
    assert both.entries == calls.entries + duties.entries, "calls come before duties"
    assert both == due.merged(duties, [due.DuePart(entries=calls.entries, next_change=calls.next_change)])
    hour_later = three().due(POLICY, datetime(2026, 11, 21, 10)).list([DueKind.CALLS])
    part = due.DuePart(entries=calls.entries)
    # Named as the caller knows it: by its place among lists and parts alike.
    with pytest.raises(ka.KeyaccountError, match=r"\(more\[2\]\.at\): found `2026-11-21T10:00:00`"):
        due.merged(duties, [calls, part, hour_later])
    for wrong in (replace(calls, undated=-1), replace(part, undated=-1)):
        with pytest.raises(ka.KeyaccountError) as refused:
            due.merged(duties, [part, wrong])
        assert [problem.path for problem in refused.value.problems] == ["more[1].undated"]
    with pytest.raises(ka.KeyaccountError) as refused:
        due.merged(replace(duties, undated=-1), [])
    assert [problem.path for problem in refused.value.problems] == ["due.undated"]


def test_what_several_lists_hold_is_listed_once() -> None:
    book_due = three().due(POLICY, datetime(2026, 11, 21, 9))
    whole, calls = book_due.list(), book_due.list([DueKind.CALLS])
    assert 0 < len(calls.entries) < len(whole.entries)
    assert due.merged(whole, [whole]) == whole
    assert due.merged(calls, [whole, calls]).entries == whole.entries
    # Equal entries of one list are several things.
    twice = replace(calls, entries=calls.entries[:1] * 2)
    assert due.merged(calls, [twice]).entries == calls.entries[:1] + calls.entries


def test_a_book_says_what_a_disposal_needs(sample: ka.Book) -> None:
    book_due = sample.due(POLICY, DAY)
    records, holds = book_due.kept_records(), book_due.holds()
    assert records
    assert holds
    rules = RetentionRules(POLICY)
    part = rules.due(records, now=book_due.looking.at, horizon=DAY, holds=holds)
    listed = book_due.list([DueKind.RETENTION])
    assert {each.about.record for each in part.entries} == {each.about.record for each in listed.entries}
    assert three().due(POLICY, date(2026, 11, 21)).holds() is None, "a book without the table says so"


def test_another_day_and_unknown_names_are_refused(sample: ka.Book) -> None:
    result = sample.score(POLICY, DAY, input_digest=False)
    for wrong in (
        lambda: result.due(at=datetime(2026, 7, 1)),
        lambda: BookDue(result, ahead=timedelta.max),
        lambda: result.due().calls_of("K0O1"),
        lambda: result.due().list(["call"]),  # type: ignore[list-item]
    ):
        with pytest.raises(ka.KeyaccountError):
            wrong()
