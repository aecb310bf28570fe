"""Incidents: what happened after a leak, and the clocks that run.

Written by generate/records.py from the core: change that, not this.
"""
# ruff: noqa
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias, Union

from keyaccount._records._plain import Lang, PolicySection, Record, Variant, Wire, ask, read_all, read_some
from keyaccount._records.archive import (
    PolicyUsed,
)
from keyaccount._records.decisions import (
    IncidentStep,
    Jurisdiction,
    NoticeContent,
    Stamp,
)

__all__ = [
    "ClockState",
    "IncidentAct",
    "IncidentActAssessed",
    "IncidentActAware",
    "IncidentActClosed",
    "IncidentActDone",
    "IncidentActNotified",
    "IncidentActWaived",
    "IncidentClock",
    "IncidentEvent",
    "IncidentOpened",
    "IncidentReport",
    "Waiver",
]

class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    """It runs; its last instant is still in time."""
    LATE = "late"
    """It has run out, and the step is not done."""
    DONE_IN_TIME = "done_in_time"
    """The step was done in time."""
    DONE_LATE = "done_late"
    """The step was done too late."""
    WAIVED = "waived"
    """The step was waived."""


class Waiver(StrEnum):
    """Why a step is not needed: a closed list of one (PIPL art. 57)."""

    HARM_AVOIDED = "harm_avoided"
    """What was done effectively avoids harm."""


class _IncidentAct(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "IncidentAct"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActAware(_IncidentAct):
    """It is known for certain that there was a leak. Of several the earliest counts: a later one
    is refused.
    """

    _wire: ClassVar[Wire] = Wire("aware", "fields")

    at: datetime
    """Since when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActAssessed(_IncidentAct):
    """It was assessed. What is left out stays as it was; the step is done with the first
    assessment after which persons, categories and sensitivity are all known.
    """

    _wire: ClassVar[Wire] = Wire("assessed", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "categories",
        "jurisdictions",
        "persons",
        "sensitive",
    })

    at: datetime
    """When."""
    persons: int | None = None
    """How many persons are affected."""
    categories: tuple[str, ...] = ()
    """What kinds of data, in words of the user's own."""
    sensitive: bool | None = None
    """Whether sensitive personal data are among them."""
    jurisdictions: tuple[Jurisdiction, ...] | None = None
    """Whose law applies, from now on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActDone(_IncidentAct):
    """A step was taken: ``report`` or ``contain``."""

    _wire: ClassVar[Wire] = Wire("done", "fields")

    step: IncidentStep
    """Which."""
    at: datetime
    """When."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActNotified(_IncidentAct):
    """A notice was given."""

    _wire: ClassVar[Wire] = Wire("notified", "fields")

    step: IncidentStep
    """Which."""
    at: datetime
    """When."""
    contents: tuple[NoticeContent, ...]
    """What it said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActWaived(_IncidentAct):
    """A step is not needed."""

    _wire: ClassVar[Wire] = Wire("waived", "fields")

    step: IncidentStep
    """Which."""
    at: datetime
    """When that was decided."""
    waiver: Waiver
    """Why."""
    evidence: str
    """What shows it: a report, a file number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentActClosed(_IncidentAct):
    """It was remedied and reviewed, and is closed."""

    _wire: ClassVar[Wire] = Wire("closed", "fields")

    at: datetime
    """When."""


IncidentAct: TypeAlias = Union[
    IncidentActAware,
    IncidentActAssessed,
    IncidentActDone,
    IncidentActNotified,
    IncidentActWaived,
    IncidentActClosed,
]
"""What can happen. ``at`` is when it happened: not before detection, not after it was recorded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentClock(Record):
    """The clock of a step."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "at_worst",
        "clause",
        "contents",
        "done_at",
        "evidence",
        "lacks",
    })

    step: IncidentStep
    """The step."""
    clause: str | None = None
    """Where the written policy says it."""
    since: datetime
    """When it began to run."""
    hours: int
    """Elapsed hours it has, by what was assessed last; of one that had run out before, by what was
    known then.
    """
    due_at: datetime
    """The last instant in time, included."""
    at_worst: datetime | None = None
    """When it would have ended with the most persons there are levels for; only while their number
    is not known, and only if that is earlier.
    """
    state: ClockState
    """How it stands."""
    done_at: datetime | None = None
    """When the step was done or waived."""
    late_seconds: int
    """Seconds it is or was late; 0 if it is not."""
    contents: tuple[NoticeContent, ...] = ()
    """What the notice must say."""
    lacks: tuple[NoticeContent, ...] = ()
    """What it has not said yet."""
    evidence: str | None = None
    """What shows that it may be left out, if it was waived."""

    def sentence(self, lang: Lang = "en") -> str:
        """How it stands in one sentence without a full stop: the step, until when, and whether in
        time.
        """
        return ask("IncidentClock.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentEvent(Record):
    """One thing that happened, as it is asked for and as it is kept."""

    recorded_at: datetime
    """When it was recorded, not before the event before."""
    by: str
    """Who recorded it."""
    what: IncidentAct
    """What."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentOpened(Record):
    """What an incident is opened with."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"customer_accounts", "staff_accounts"})

    id: str
    """Its id."""
    detected_at: datetime
    """When signs of it were found."""
    jurisdictions: tuple[Jurisdiction, ...]
    """Whose law applies, as far as that is known; an assessment may say otherwise. Empty for not
    known, which asks for the steps of every law.
    """
    staff_accounts: tuple[str, ...] = ()
    """Accounts of our own people that are involved: these are frozen first (A23)."""
    customer_accounts: tuple[str, ...] = ()
    """Accounts of customers that are involved."""
    policy: PolicyUsed
    """The policy it stands under."""
    rules: PolicySection
    """Its rules on incidents, as they were then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentReport(Record):
    """An incident as it stands at an instant, by what was recorded until then."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "accounts",
        "aware_at",
        "categories",
        "closed_at",
        "level",
        "next_change",
        "persons",
        "sensitive",
    })

    id: str
    """Its id."""
    at: datetime
    """The instant, in whole seconds."""
    detected_at: datetime
    """When it was detected."""
    aware_at: datetime | None = None
    """Since when it was known for certain; detection counts where that is not recorded."""
    persons: int | None = None
    """How many persons are affected."""
    level: str | None = None
    """The level that follows; none below the first and while the number is not known."""
    categories: tuple[str, ...] = ()
    """What kinds of data."""
    sensitive: bool | None = None
    """Whether sensitive personal data are among them."""
    jurisdictions: tuple[Jurisdiction, ...]
    """Whose law applies; while it is empty nobody has said so, and every step is asked for that
    any law needs.
    """
    accounts: tuple[str, ...] = ()
    """The accounts to freeze, those of our own people first (A23)."""
    closed_at: datetime | None = None
    """When it was closed."""
    clocks: tuple[IncidentClock, ...]
    """The clocks of the steps it needs, in the order of the steps."""
    next_change: datetime | None = None
    """The next instant at which a clock stands otherwise if nothing happens until then."""
    stamp: Stamp
    """What it was made from; ``as_of`` is the day of ``at``."""

    def clock(self, step: IncidentStep) -> IncidentClock | None:
        """The clock of a step, if the incident needs it."""
        return read_some(IncidentClock, ask("IncidentReport.clock", self, step))

    def lines(self, lang: Lang = "en") -> tuple[str, ...]:
        """The clocks in words, a line each."""
        return read_all(str, ask("IncidentReport.lines", self, lang))

