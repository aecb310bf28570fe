"""What is due: entries, lists and what they are computed from.

Written by generate/records.py from the core: change that, not this.
"""
# ruff: noqa
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from keyaccount._records._plain import Lang, Record, ask, read, read_some
from keyaccount._records.decisions import (
    CallStage,
    ContactKind,
    DutyKind,
    Obligation,
    Reason,
    ReminderKind,
    Stamp,
    Weekday,
)

__all__ = [
    "Birthday",
    "CalendarDays",
    "CallCustomer",
    "ChangeMade",
    "ContactDays",
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
    "DutyRun",
    "FileOpened",
    "GreetingDay",
    "Looking",
    "Regularity",
    "Reporter",
    "SetReminder",
    "VisitsLogged",
    "WeeklyContact",
]

class DueCode(StrEnum):
    """What is due. Stable codes in ``snake_case``."""

    REPORT_INTERNALLY = "report_internally"
    """Report it inside the organisation (step 1)."""
    CONTAIN_LEAK = "contain_leak"
    """Freeze accounts, revoke grants, keep the logs (step 2)."""
    ASSESS_LEAK = "assess_leak"
    """Say what leaked, about whom, why and with what harm (step 3)."""
    NOTIFY_AUTHORITY = "notify_authority"
    """Notify the authority (step 4)."""
    NOTIFY_CUSTOMERS = "notify_customers"
    """Notify the customers affected (step 5)."""
    CLOSE_INCIDENT = "close_incident"
    """Remedy, review and close (step 6)."""
    CALLBACK = "callback"
    """A callback at the instant that was set (R90)."""
    KEEP_IN_TOUCH = "keep_in_touch"
    """A customer who has not closed a deal yet hears from us every week (R73)."""
    CLOSE_CONTACT = "close_contact"
    """A customer who has closed a deal hears from us personally every month (R84)."""
    REVISIT = "revisit"
    """A second call after the first visit."""
    MILESTONE = "milestone"
    """A milestone was reached: follow up and invite back (R77)."""
    SIGNING_DATE = "signing_date"
    """A contract is to be signed on a day (R82)."""
    MATERIAL_DATE = "material_date"
    """Papers are to be handed in by a day (R82)."""
    REMINDER = "reminder"
    """Something else that was set down."""
    BIRTHDAY = "birthday"
    """A contact's birthday (R88)."""
    HOLIDAY_GREETING = "holiday_greeting"
    """A day of greetings (R74)."""
    BACKUP = "backup"
    """The weekly backup of the whole archive (R125, A40)."""
    WEEKLY_REPORT = "weekly_report"
    """An account manager's report on a week (R117)."""
    SUBMIT_CHANGE = "submit_change"
    """A change goes to the supervisor the day it is learned."""
    UPDATE_ARCHIVE = "update_archive"
    """A change that was handed in goes into the archive (R122)."""
    FULL_REVIEW = "full_review"
    """Every file is looked through (R137)."""
    REGISTER_INSPECTION = "register_inspection"
    """The visitors' register is looked through (R76)."""
    ATTESTATION = "attestation"
    """Isolated storage, encryption and access control are attested (R126, R166)."""
    ACCESS_LOG_REVIEW = "access_log_review"
    """The access log is gone through (R173)."""
    SYSTEM_AUDIT = "system_audit"
    """The system is audited (R173)."""
    REASSESS = "reassess"
    """Every grade is given anew (§4.8)."""
    DELETE = "delete"
    """A record is to be deleted."""
    ANONYMISE = "anonymise"
    """A record is to be anonymised."""

    def is_contact(self) -> bool:
        """Whether it is done by being in touch with a customer, which is then written down the
        same day (R70).
        """
        return ask("DueCode.is_contact", self)

    def kind(self) -> DueKind:
        """The part of the work it belongs to."""
        return read(DueKind, ask("DueCode.kind", self))

    def lapses(self) -> bool:
        """Whether it falls away when its time is over, instead of becoming overdue: greetings that
        come late are none.
        """
        return ask("DueCode.lapses", self)

    def reading(self, lang: Lang = "en") -> str:
        """As people read it."""
        return ask("DueCode.reading", self, lang)


class DueKind(StrEnum):
    """Which part of the work something belongs to. In the order of a list."""

    INCIDENTS = "incidents"
    """A leak and its clocks (§6.6)."""
    CALLS = "calls"
    """Customers to be called, visited, congratulated or reminded (§7.1)."""
    DUTIES = "duties"
    """Backups, reports, reviews and audits (§6.4)."""
    RETENTION = "retention"
    """Records that must go (§6.5)."""

    def reading(self, lang: Lang = "en") -> str:
        """As people read it."""
        return ask("DueKind.reading", self, lang)


class DueState(StrEnum):
    """Where something stands at an instant."""

    UPCOMING = "upcoming"
    """Its time has not come yet."""
    DUE = "due"
    """It may or should be done now; its last instant is still in time."""
    OVERDUE = "overdue"
    """Its last instant is over."""

    def reading(self, lang: Lang = "en") -> str:
        """As people read it."""
        return ask("DueState.reading", self, lang)


class DueUnit(StrEnum):
    """In what the time by which something is overdue is counted."""

    DAYS = "days"
    """Calendar days; the last day lasts until 24:00 (N7)."""
    HOURS = "hours"
    """Hours begun."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Birthday(Record):
    """A birthday."""

    contact_id: str
    """The contact's id."""
    born: date
    """The day of birth."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GreetingDay(Record):
    """A day on which customers are sent greetings."""

    on: date
    """The day."""
    name: str
    """What it is called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarDays(Record):
    """What a calendar says, before it is checked; the lists may stand in any order."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "covers_from",
        "covers_to",
        "greetings",
        "holidays",
        "make_up_days",
    })

    covers_from: date | None = None
    """The first day it knows; empty for no beginning."""
    covers_to: date | None = None
    """The last day it knows; empty for no end."""
    weekend: tuple[Weekday, ...] = (Weekday.SAT, Weekday.SUN)
    """The days of every week on which nobody works."""
    holidays: tuple[date, ...] = ()
    """Other days on which nobody works."""
    make_up_days: tuple[date, ...] = ()
    """Days of a weekend that are worked, to make up for a holiday."""
    greetings: tuple[GreetingDay, ...] = ()
    """Days on which customers are sent greetings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactDays(Record):
    """What calls count from: contacts up to an instant, summed up."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "first_visit",
        "last",
        "last_close",
        "last_untimed",
    })

    last: datetime | None = None
    """The last contact of any kind."""
    last_untimed: date | None = None
    """The day of the last contact that is on record without a time, at 00:00: it may have been at
    any.
    """
    last_close: datetime | None = None
    """The last close contact."""
    first_visit: datetime | None = None
    """The first visit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetReminder(Record):
    """Something set down for a customer."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"note", "owner"})

    kind: ReminderKind
    """What."""
    on: datetime
    """For when; of a milestone, when it was reached."""
    note: str | None = None
    """A note that tells it apart."""
    owner: str | None = None
    """Whose it is; the customer's owner's if empty."""
    done: bool = False
    """Whether it is on record that it was done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CallCustomer(Record):
    """What calls are computed from, of one customer."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "birthdays",
        "created_on",
        "grade",
        "owner",
        "reminders",
        "signed_on",
        "value_class",
    })

    customer_id: str
    """Its id."""
    owner: str | None = None
    """The person in charge."""
    stage: CallStage
    """Whether it has closed a deal."""
    grade: str | None = None
    """Its grade."""
    value_class: str | None = None
    """Its value class."""
    created_on: date | None = None
    """When its record was opened."""
    contacts: ContactDays = ContactDays()
    """Its contacts up to the instant asked about."""
    signed_on: date | None = None
    """When its last contract was signed, up to the instant asked about."""
    reminders: tuple[SetReminder, ...] = ()
    """What was set down for it."""
    birthdays: tuple[Birthday, ...] = ()
    """Birthdays of its contacts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeMade(Record):
    """A change of a customer's data."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"by", "submitted_on", "updated_on"})

    change_id: str
    """Its id."""
    customer_id: str
    """The customer."""
    learned_on: date
    """When it was learned."""
    submitted_on: date | None = None
    """When it was handed in to the supervisor."""
    updated_on: date | None = None
    """When it was entered in the archive."""
    by: str | None = None
    """Who learned it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactMade(Record):
    """A contact with a customer, whoever began it."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"close"})

    at: datetime
    """When it was."""
    kind: ContactKind
    """How."""
    close: bool | None = None
    """Whether it was close contact, if that is on record; otherwise its kind says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DueAbout(Record):
    """What something due is about; empty parts are left out."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "archive",
        "contact",
        "customer",
        "incident",
        "record",
        "topic",
    })

    customer: str | None = None
    """A customer's id."""
    contact: str | None = None
    """A contact's id."""
    archive: str | None = None
    """An archive's number."""
    record: str | None = None
    """A record's id: of retention, a change, a contract."""
    incident: str | None = None
    """An incident's id."""
    topic: str | None = None
    """What else tells it apart: a jurisdiction, a holiday, a week such as ``2026-W47``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Due(Record):
    """Something that is due.

    ``Serialize`` and ``Deserialize`` give the same record back; what is empty is left out.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "basis",
        "clause",
        "grade",
        "obligations",
        "reasons",
        "remind_on",
        "role",
        "until",
        "value_class",
        "who",
    })

    kind: DueKind
    """Which part of the work it belongs to: always ``DueCode.kind`` of ``what``."""
    what: DueCode
    """What is to be done."""
    about: DueAbout = DueAbout()
    """What it is about."""
    who: str | None = None
    """The person who is to do it, if that is known."""
    role: str | None = None
    """The role that is to do it, if the policy names one."""
    since: datetime
    """From when it may or should be done."""
    until: datetime | None = None
    """The last instant in time, included: 23:59:59 of the last day where days are counted. Empty
    where nothing says so, and then it is never overdue.
    """
    unit: DueUnit
    """In what lateness is counted."""
    state: DueState
    """Where it stands at the instant asked about."""
    overdue: int
    """By how many days, or hours begun, it is overdue; 0 if it is not."""
    remind_on: tuple[date, ...] = ()
    """Days on which to remind of it, between ``since`` and ``until``; empty where every day is
    one.
    """
    clause: str | None = None
    """Where the written policy says it."""
    basis: str | None = None
    """What the rule rests on: a law, or a choice of the policy."""
    reasons: tuple[Reason, ...] = ()
    """Why it is due: what it counts from."""
    obligations: tuple[Obligation, ...] = ()
    """What must follow once it is done."""
    value_class: str | None = None
    """The customer's value class."""
    grade: str | None = None
    """The customer's grade."""

    def next_change(self, now: datetime) -> datetime | None:
        """The next instant at which its state or lateness is another one, or at which it falls
        away by itself; ``None`` if that never comes.
        """
        return read_some(datetime, ask("Due.next_change", self, now))

    def reminds_on(self, day: date) -> bool:
        """Whether the day is one to remind of it: one of ``remind_on``, or any day of its time if
        there are none, and every day on which it is overdue.
        """
        return ask("Due.reminds_on", self, day)

    def sentence(self, lang: Lang = "en") -> str:
        """What it says, in one sentence without a full stop: what, about what, by when, by whom
        and why.
        """
        return ask("Due.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class DueList(Record):
    """What is due at an instant, in order.

    ``Serialize`` and ``Deserialize`` give the same list back.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({"more", "undated"})

    stamp: Stamp
    """What it was made from; ``as_of`` is the day of ``at``."""
    at: datetime
    """The instant it holds for, in whole seconds."""
    value_classes: tuple[str, ...]
    """The value classes, best first: the order of the list."""
    entries: tuple[Due, ...]
    """What is due or overdue, and what was asked for of what is to come, in the order of
    ``compare``.
    """
    next_change: datetime | None = None
    """The next instant at which anything in the list is different if nothing happens until then:
    an entry comes, changes its state, is later by one more day or hour, or falls away. ``None``
    if nothing ever does.
    """
    undated: int = 0
    """How many things are in no list, since what they count from is not known: a customer without
    contacts and without the day its record was opened, say.
    """
    more: int = 0
    """How many more weekly reports are missing than the list holds: the first 20,000 are listed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePart(Record):
    """A part of a list: what is due, and when that is something else."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"entries", "more", "next_change", "undated"})

    entries: tuple[Due, ...] = ()
    """What is due or overdue, and what was asked for of what is to come."""
    next_change: datetime | None = None
    """The next instant at which the part is another one if nothing happens until then."""
    undated: int = 0
    """How many things would be due on a day that cannot be told, since what they count from is not
    known.
    """
    more: int = 0
    """How many more weekly reports are missing than the part lists."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyRun(Record):
    """A duty that was done, or failed."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"by", "customer_id", "week"})

    duty: DutyKind
    """Which."""
    on: date
    """When."""
    by: str | None = None
    """By whom; of a weekly report, whose it is."""
    ok: bool
    """Whether it succeeded; a failed one does not count."""
    customer_id: str | None = None
    """Of a full review: the customer whose file it was."""
    week: str | None = None
    """Of a weekly report: the week it is on, if that is on record."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileOpened(Record):
    """A customer's file that is reviewed: neither a draft nor disposed of."""

    archive_no: str
    """Its number."""
    customer_id: str
    """The customer."""
    opened_on: date
    """When it was opened."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reporter(Record):
    """Somebody who hands in weekly reports."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"to"})

    person: str
    """The person."""
    from_: date
    """The first day in the role."""
    to: date | None = None
    """The last day in it; empty while it lasts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyFacts(Record):
    """What duties are computed from. Whatever is dated after the day asked about is not seen."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"since"})

    runs: tuple[DutyRun, ...] = ()
    """What was done, in any order."""
    changes: tuple[ChangeMade, ...] = ()
    """Changes of customers' data."""
    files: tuple[FileOpened, ...] = ()
    """The customers' files."""
    reporters: tuple[Reporter, ...] = ()
    """Who hands in weekly reports."""
    since: date | None = None
    """The day the policy came into force: known beside files and runs, so that what was never done
    counts from it if they are later. No weekly report is asked for before it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Looking(Record):
    """When a list is made, and how far it looks ahead."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"ahead"})

    at: datetime
    """The instant, in the organisation's zone."""
    ahead: datetime | None = None
    """What begins up to this instant is listed as upcoming; empty for what is due and overdue
    alone. A list changes when something comes as near as that.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitsLogged(Record):
    """When visits were written down; whoever comes is logged on the day of the visit (R70)."""

    same_day: int
    """On the day itself."""
    later: int
    """On a later one."""
    not_known: int
    """On a day that is not on record, or later than the as-of day: not taken for the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeklyContact(Record):
    """How regularly a customer was contacted: a figure of its own, beside the list (A25)."""

    weeks: int
    """ISO weeks looked at: those a day of the span lies in."""
    contacted: int
    """Weeks with at least one contact within the span."""
    percent: Decimal
    """``contacted`` as a percentage of ``weeks``, with two decimals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Regularity(Record):
    """How regularly a customer was contacted."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"owner", "weekly"})

    customer_id: str
    """The customer."""
    owner: str | None = None
    """The person in charge."""
    from_: date
    """The first day looked at: a Monday, or the later one on which the record was opened."""
    to: date
    """The last day looked at: a Sunday."""
    weekly: WeeklyContact | None = None
    """Weeks with a contact; nothing of a customer whose record was opened later."""
    visits: VisitsLogged
    """Visits within these days."""

