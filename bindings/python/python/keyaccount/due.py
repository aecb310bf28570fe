"""What is due: one record and one list for calls (§7.1), duties (§6.4), retention (§6.5) and incidents
(§6.6).

Nothing here reads a clock: every list holds for an instant the caller gives, and says at which instant it
will be another one.
"""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING, Self

from keyaccount import _core
from keyaccount._book_due import BookDue, merged, to_csv, to_json, to_table
from keyaccount._records._plain import Lang, read, read_some, to_plain
from keyaccount._records.decisions import (
    Answer,
    CallStage,
    ContactKind,
    DutyKind,
    Obligation,
    ObligationCode,
    Reason,
    ReasonCode,
    ReminderKind,
    Stamp,
    Weekday,
)
from keyaccount._records.due import (
    Birthday,
    CalendarDays,
    CallCustomer,
    ChangeMade,
    ContactDays,
    ContactMade,
    Due,
    DueAbout,
    DueCode,
    DueKind,
    DueList,
    DuePart,
    DueState,
    DueUnit,
    DutyFacts,
    DutyRun,
    FileOpened,
    GreetingDay,
    Looking,
    Regularity,
    Reporter,
    SetReminder,
    VisitsLogged,
    WeeklyContact,
)

if TYPE_CHECKING:
    from keyaccount._core import Policy

__all__ = [
    "Answer",
    "Birthday",
    "BookDue",
    "CalendarDays",
    "CallCustomer",
    "CallStage",
    "ChangeMade",
    "ContactDays",
    "ContactKind",
    "ContactMade",
    "Due",
    "DueAbout",
    "DueCode",
    "DueKind",
    "DueList",
    "DuePart",
    "DueState",
    "DueUnit",
    "DutyFacts",
    "DutyKind",
    "DutyRun",
    "FileOpened",
    "GreetingDay",
    "Looking",
    "Obligation",
    "ObligationCode",
    "Reason",
    "ReasonCode",
    "Regularity",
    "ReminderKind",
    "Reporter",
    "SetReminder",
    "Stamp",
    "VisitsLogged",
    "Weekday",
    "WeeklyContact",
    "WorkCalendar",
    "calls_of",
    "contact_days",
    "due_for",
    "due_list",
    "duties",
    "greetings",
    "looking_on",
    "merged",
    "to_csv",
    "to_ics",
    "to_json",
    "to_table",
    "weekly_contact",
]


class WorkCalendar:
    """A calendar of working days (N8): make-up working weekends and lunar holidays are the caller's."""

    __slots__ = ("_core",)

    def __init__(self, days: CalendarDays | None = None) -> None:
        """A calendar of these days; without any, Monday to Friday, no holidays, no beginning and no end.

        Raises ``KeyaccountError`` for a span that ends before it begins, a holiday or make-up day outside the
        span, a day that is both, a weekend of seven days without a single make-up day.
        """
        self._core = _core.WorkCalendar.of((CalendarDays() if days is None else days).to_plain())

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Reads a calendar file.

        Raises ``KeyaccountError`` for one that cannot be read, or is not sound.
        """
        made = cls.__new__(cls)
        made._core = _core.WorkCalendar.from_file(path)
        return made

    @property
    def days(self) -> CalendarDays:
        """What it says, every list in order."""
        return read(CalendarDays, self._core.days())

    def covers(self, day: date) -> bool:
        """Whether the calendar knows the day."""
        return self._core.covers(day)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked.

        Raises ``KeyaccountError`` for a day the calendar does not know.
        """
        return self._core.is_working(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The last of so many working days after a day, which is not counted itself (N7); with none, the day.

        Raises ``KeyaccountError`` where the calendar ends before.
        """
        return self._core.add_working_days(day, count)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]


def looking_on(day: date) -> Looking:
    """At the end of a day: whatever happened on it is seen, and what is due on it is still in time."""
    return read(Looking, _core.looking_on(day))


def contact_days(contacts: Iterable[ContactMade], *, policy: Policy, at: datetime) -> ContactDays:
    """What calls count from: contacts up to an instant, summed up; later ones are not seen.

    Raises ``KeyaccountError`` for a policy without ``[duties.calls]``.
    """
    return read(ContactDays, _core.contact_days(to_plain(tuple(contacts)), policy, at))


def calls_of(
    customer: CallCustomer,
    *,
    policy: Policy,
    looking: Looking,
    calendar: WorkCalendar | None = None,
) -> DuePart:
    """What is due of one customer (§7.1). Several things at a time are several entries.

    Raises ``KeyaccountError`` for a policy without ``[duties.calls]``.
    """
    plain = _core.calls_of(customer.to_plain(), policy, _calendar(calendar), looking.to_plain())
    return read(DuePart, plain)


def greetings(
    owners: Iterable[str],
    *,
    policy: Policy,
    looking: Looking,
    calendar: WorkCalendar | None = None,
) -> DuePart:
    """Greetings on the days of the calendar: one entry for each day and each person in charge, or one for
    everybody where no person is known. They fall away when the day is over.

    Raises ``KeyaccountError`` for a policy without ``[duties.calls]``.
    """
    return read(
        DuePart,
        _core.greetings(list(owners), policy, _calendar(calendar), looking.to_plain()),
    )


def duties(
    facts: DutyFacts,
    *,
    policy: Policy,
    looking: Looking,
    calendar: WorkCalendar | None = None,
    only: Iterable[DutyKind] = (),
) -> DuePart:
    """What the duties around customer files come to (§6.4), all of the policy's or those of some kinds."""
    plain = _core.duties(
        facts.to_plain(),
        policy,
        _calendar(calendar),
        looking.to_plain(),
        to_plain(tuple(only)),
    )
    return read(DuePart, plain)


def due_list(
    parts: Iterable[DuePart],
    *,
    policy: Policy,
    at: datetime,
    value_classes: Iterable[str] | None = None,
) -> DueList:
    """The list that parts of one instant make, in the order in which it is to be done: by kind, value class
    (the policy's, unless others are given), lateness. ``next_change`` is the instant at which it will be
    another one.
    """
    classes = None if value_classes is None else list(value_classes)
    return read(DueList, _core.due_list(policy, at, classes, to_plain(tuple(parts))))


def due_for(due: DueList, person: str, *, roles: Iterable[str] = ()) -> DueList:
    """What of a list a person is to do: what names the person, what names nobody but a role the person holds,
    and what but calls names neither.
    """
    return read(DueList, _core.due_for(due.to_plain(), person, list(roles)))


def to_ics(due: DueList, *, lang: Lang = "en") -> str:
    """The list as an iCalendar file (RFC 5545), an event for each entry. Times are those of the
    organisation's zone, without one of their own. The same list gives the same text.
    """
    return _core.due_calendar(due.to_plain(), lang)


def weekly_contact(contacts: Iterable[datetime], *, from_: date, to: date) -> WeeklyContact | None:
    """The share of ISO weeks with at least one contact (A25): of the weeks a day of ``from_`` to ``to``
    lies in. Nothing if the span ends before it begins.
    """
    return read_some(WeeklyContact, _core.weekly_contact(list(contacts), from_, to))


def _calendar(calendar: WorkCalendar | None) -> _core.WorkCalendar:
    return (WorkCalendar() if calendar is None else calendar)._core
