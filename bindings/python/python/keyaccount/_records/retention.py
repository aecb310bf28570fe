"""Retention: records on file, schedules, holds and disposals.

Written by generate/records.py from the core: change that, not this.
"""
# ruff: noqa
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias, Union

from keyaccount._records._plain import Lang, PolicySection, Record, Variant, Wire, ask
from keyaccount._records.approval import (
    RoleHolder,
)
from keyaccount._records.archive import (
    PolicyUsed,
)
from keyaccount._records.decisions import (
    Disposition,
    KeepFor,
    RetentionBasis,
    RetentionTrigger,
)

__all__ = [
    "ClassSchedule",
    "DisposalAct",
    "DisposalActApprove",
    "DisposalActExecute",
    "DisposalActList",
    "DisposalActPropose",
    "DisposalActReject",
    "DisposalActSecondApprove",
    "DisposalActWithdraw",
    "DisposalActWitness",
    "DisposalEntry",
    "DisposalEvent",
    "DisposalOpened",
    "DisposalPhase",
    "DisposalRequest",
    "DisposalRules",
    "EarlierFields",
    "Hold",
    "HoldKind",
    "KeptAs",
    "KeptRecord",
    "MissingForRetention",
    "RecordsFile",
    "RetentionState",
    "Schedule",
]

class DisposalPhase(StrEnum):
    """Where a disposal stands."""

    DRAFT = "draft"
    """Nothing is proposed yet."""
    PROPOSED = "proposed"
    """Records are proposed."""
    APPROVED_ONCE = "approved_once"
    """The first approval is given."""
    APPROVED_TWICE = "approved_twice"
    """Both approvals are given; witnesses may attend."""
    EXECUTED = "executed"
    """It has been carried out."""
    LISTED = "listed"
    """It stands on the disposal list."""
    REJECTED = "rejected"
    """An approver has refused it."""
    WITHDRAWN = "withdrawn"
    """Its proposer has withdrawn it."""

    def reading(self, lang: Lang = "en") -> str:
        """Where the disposal stands as people read it, such as "approved once" or 一级批准."""
        return ask("DisposalPhase.reading", self, lang)


class HoldKind(StrEnum):
    """Why records are held: a closed list."""

    LEGAL_HOLD = "legal_hold"
    """A legal hold (依法保全)."""
    OPEN_DISPUTE = "open_dispute"
    """An open dispute (争议未结)."""


class MissingForRetention(StrEnum):
    """What is missing to tell the end of a period."""

    CLASS = "class"
    """The policy does not have the class."""
    TRIGGER = "trigger"
    """The day the period counts from, or one within the calendar."""
    OTHER_BASIS = "other_basis"
    """Whether something beside the consent that was withdrawn justifies keeping it."""
    END = "end"
    """An end: the class has none, and nothing keeps personal data for good (§6.5)."""


class RetentionState(StrEnum):
    """Whether a record may go."""

    KEPT = "kept"
    """Its period runs."""
    DISPOSABLE = "disposable"
    """Its period has ended, and nothing holds it."""
    HELD = "held"
    """A legal hold or an open dispute keeps it, whatever its schedule says."""
    PERMANENT = "permanent"
    """It is kept permanently."""
    NOT_KNOWN = "not_known"
    """It cannot be told, since something is missing; it may not go."""
    HOLDS_NOT_SUPPLIED = "holds_not_supplied"
    """Its period has ended, and what holds records was not supplied; it may not go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassSchedule(Record):
    """Until when a class keeps a record, and why."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "at_latest",
        "basis",
        "clause",
        "counted_from",
        "disposable_from",
        "keep",
        "missing",
        "trigger",
    })

    class_: str
    """The class."""
    clause: str | None = None
    """Where the written policy says it."""
    basis: RetentionBasis | None = None
    """Why it keeps records so long."""
    trigger: RetentionTrigger | None = None
    """From when its period counts; none if the policy does not have the class."""
    counted_from: date | None = None
    """The day it counts from: of a class by the year the end of that year."""
    keep: KeepFor | None = None
    """How long it keeps records."""
    disposable_from: date | None = None
    """The first day the record may go as far as this class goes; none if permanent or not known."""
    by_withdrawal: bool
    """Whether the withdrawal of consent set that day."""
    at_latest: date | None = None
    """The first day the record may go whatever is still missing, while it cannot be told yet."""
    missing: MissingForRetention | None = None
    """What is missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAs(Record):
    """A class under which a record is kept."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"fields", "other_basis", "trigger_on"})

    class_: str
    """The class, as the policy names it."""
    trigger_on: date | None = None
    """The day its period counts from: of a class by the year any day of that year. It may lie
    ahead.
    """
    fields: tuple[str, ...] = ()
    """The fields of the record that this class needs; all of them if none is named."""
    other_basis: bool | None = None
    """Whether something beside the person's consent justifies keeping it; asked only when consent
    is withdrawn, and never for as long as a law asks.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptRecord(Record):
    """A record on file: a paper, a row, a log segment."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "consent_withdrawn_on",
        "customers",
        "department",
        "personal",
    })

    record_id: str
    """Its id, which names nobody: it stays on the disposal list for good."""
    customers: tuple[str, ...] = ()
    """Whom it is about. A record that names nobody is held by every hold of its classes, since
    whose it is cannot be told.
    """
    department: str | None = None
    """The department that owns it, if that is known: its approver decides on a disposal. Where
    approvers decide for their own department alone, a record of none is not proposed.
    """
    personal: bool | None = None
    """Whether it holds personal data, if that is on record; otherwise its classes say so. No class
    without an end keeps what does.
    """
    kept_as: tuple[KeptAs, ...]
    """Under which classes it is kept; at least one."""
    consent_withdrawn_on: date | None = None
    """The day the person withdrew the consent to it."""


class _DisposalAct(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "DisposalAct"


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActPropose(_DisposalAct):
    """Somebody who may dispose proposes records whose retention has ended."""

    _wire: ClassVar[Wire] = Wire("propose", "fields")

    records: tuple[KeptRecord, ...]
    """The records, each once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActApprove(_DisposalAct):
    """The first approver approves."""

    _wire: ClassVar[Wire] = Wire("approve", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActSecondApprove(_DisposalAct):
    """The second approver approves, another person."""

    _wire: ClassVar[Wire] = Wire("second_approve", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActWitness(_DisposalAct):
    """A named witness attends, who takes no other part."""

    _wire: ClassVar[Wire] = Wire("witness", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActExecute(_DisposalAct):
    """Somebody who may dispose carries it out."""

    _wire: ClassVar[Wire] = Wire("execute", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActList(_DisposalAct):
    """It is entered on the disposal list."""

    _wire: ClassVar[Wire] = Wire("list", "fields")

    entry_no: str
    """The number of the entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActReject(_DisposalAct):
    """The approver whose turn it is refuses it for good."""

    _wire: ClassVar[Wire] = Wire("reject", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str | None = None
    """Why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalActWithdraw(_DisposalAct):
    """The proposer withdraws it before it is carried out."""

    _wire: ClassVar[Wire] = Wire("withdraw", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str | None = None
    """Why."""


DisposalAct: TypeAlias = Union[
    DisposalActPropose,
    DisposalActApprove,
    DisposalActSecondApprove,
    DisposalActWitness,
    DisposalActExecute,
    DisposalActList,
    DisposalActReject,
    DisposalActWithdraw,
]
"""What can happen to a disposal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalEntry(Record):
    """An entry of the disposal list: one record that went."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "clause",
        "decided_by",
        "entry_no",
        "keep_until",
        "then",
    })

    entry_no: str | None = None
    """The number of the entry; none while it is carried out and not listed yet."""
    disposal: str
    """The disposal."""
    record_id: str
    """The record."""
    classes: tuple[str, ...]
    """The classes it was kept as."""
    decided_by: str | None = None
    """The class that kept it longest."""
    clause: str | None = None
    """Where the written policy says how long that was."""
    keep_until: date | None = None
    """The last day it had to be kept."""
    then: Disposition | None = None
    """What became of it."""
    executed_on: date
    """The day."""
    executed_by: str
    """Who carried it out."""
    proposed_by: str
    """Who proposed it."""
    approved_by: tuple[str, str]
    """Who approved it, first and second."""
    witnesses: tuple[str, ...]
    """Who witnessed it."""
    policy: PolicyUsed
    """The policy it stood under."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold(Record):
    """What keeps records beyond their schedule, from day to day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"reason", "record_class", "to"})

    customer_id: str
    """Whose records."""
    record_class: str | None = None
    """Of which class; every class if left out. A class that the policy does not have holds every
    record of the customer, since what was meant cannot be told.
    """
    kind: HoldKind = HoldKind.LEGAL_HOLD
    """What kind of hold."""
    from_: date
    """The first day."""
    to: date | None = None
    """The last day, included; no end if left out."""
    reason: str | None = None
    """Why: a file number, a matter."""

    def is_active(self, on: date) -> bool:
        """Whether it holds on a day."""
        return ask("Hold.is_active", self, on)


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalEvent(Record):
    """One thing that happened to a disposal, and was accepted, with what it was accepted on."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"holding", "holds"})

    on: date
    """The day, not before that of the event before."""
    by: str
    """Who did it."""
    act: DisposalAct
    """What."""
    holding: RoleHolder | None = None
    """The role in which it was done, as it was held on that day, where one is needed."""
    holds: tuple[Hold, ...] = ()
    """What was known to hold one of the records some day, where that was asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalRules(Record):
    """What a disposal stands under: the schedule, and who may propose, approve and carry out.

    Whoever may ``dispose`` by ``[archive.access]``, in whatever manner, proposes and carries
    out; its ``approver`` and ``second_approver`` approve. A disposal needs both approvals even
    where access asks for fewer (§6.5).
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({"clause", "unit_roles"})

    policy: PolicyUsed
    """Which policy that is."""
    clause: str | None = None
    """Where the written policy says who may."""
    disposers: tuple[str, ...]
    """The roles that propose disposals and carry them out; at least one."""
    approver: str
    """The role that approves first."""
    second_approver: str
    """The role that approves second."""
    unit_roles: tuple[str, ...] = ()
    """Those of both approvers' roles that decide on records of their own department alone (§6.3)."""
    retention: PolicySection
    """Its rules on retention, shared by the disposals under them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalOpened(Record):
    """What a disposal is opened with."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"department"})

    id: str
    """Its id."""
    department: str | None = None
    """The department whose records they are; approvers that policy binds to theirs must hold their
    role in it.
    """
    rules: DisposalRules
    """The rules it stands under, as they were then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalRequest(Record):
    """Something asked for: by whom, on which day."""

    on: date
    """The day."""
    by: str
    """Who."""
    act: DisposalAct
    """What."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierFields(Record):
    """Fields that go before the rest of their record."""

    fields: tuple[str, ...]
    """The fields, by name."""
    class_: str
    """The class that needed them longest."""
    disposable_from: date
    """The first day they may go."""
    must_go: bool
    """Whether they must go then, rather than may."""
    then: Disposition
    """What becomes of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordsFile(Record):
    """Records on file and what holds them."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"holds"})

    keyaccount_records: int
    """The form, ``RECORDS_SCHEMA``."""
    records: tuple[KeptRecord, ...]
    """The records."""
    holds: tuple[Hold, ...] | None = None
    """What holds them; without it nothing is disposable."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule(Record):
    """Until when a record is kept, and why.

    ``keep_until`` and ``disposable_from`` are what the schedule says; ``state`` says whether
    the record may go on the day asked about.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "customers",
        "decided_by",
        "disposable_from",
        "earlier",
        "held_by",
        "keep_until",
        "must_go_by",
        "next_change",
        "then",
    })

    record_id: str
    """The record."""
    customers: tuple[str, ...] = ()
    """Whom it is about."""
    as_of: date
    """The day it holds for."""
    state: RetentionState
    """Whether it may go."""
    keep_until: date | None = None
    """The last day it is kept; none if permanent or not known."""
    disposable_from: date | None = None
    """The first day it may go: the day after."""
    decided_by: str | None = None
    """The class whose date holds, which is the latest; of several the first."""
    must_go: bool
    """Whether it must go then, rather than may."""
    must_go_by: date | None = None
    """The last day to dispose of it, included, if it must go and the policy names one."""
    then: Disposition | None = None
    """What becomes of it then."""
    classes: tuple[ClassSchedule, ...]
    """Every class it is kept as, in the order of the record."""
    earlier: tuple[EarlierFields, ...] = ()
    """Fields that only shorter classes need, which go earlier; the earliest first."""
    held_by: tuple[Hold, ...] = ()
    """What holds it on that day."""
    next_change: date | None = None
    """The next day on which any of this changes by itself."""

