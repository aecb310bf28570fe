"""Customer files: attempts, requests, the log and what is found in it, composition and privacy.

Written by generate/records.py from the core: change that, not this.
"""
# ruff: noqa
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, TypeAlias, Union

from keyaccount._records._plain import Lang, PolicySection, Record, Variant, Wire, ask, read, read_all, read_some
from keyaccount._records.approval import (
    Authority,
    RoleHolder,
)
from keyaccount._records.decisions import (
    AccessForm,
    Answer,
    ArchiveAction,
    ArchivePart,
    Bound,
    Measure,
    Reason,
)

__all__ = [
    "AccessAct",
    "AccessAsk",
    "AccessEvent",
    "AccessEventKind",
    "AccessEventKindApprove",
    "AccessEventKindApproveSecond",
    "AccessEventKindExpire",
    "AccessEventKindGrant",
    "AccessEventKindRefuse",
    "AccessEventKindRequest",
    "AccessEventKindRevoke",
    "AccessEventKindUse",
    "AccessEventKindWithdraw",
    "AccessGrant",
    "AccessGrounds",
    "AccessNeed",
    "AccessPhase",
    "AccessPolicy",
    "AccessStep",
    "AccessStepApprove",
    "AccessStepApproveSecond",
    "AccessStepExpire",
    "AccessStepGrant",
    "AccessStepRefuse",
    "AccessStepRevoke",
    "AccessStepUse",
    "AccessStepWithdraw",
    "AccuracySample",
    "ActionAnswer",
    "ArchiveChange",
    "ArchiveQuality",
    "Attempt",
    "AuditedEntry",
    "Checkpoint",
    "Composition",
    "CustomerFile",
    "Decided",
    "FileStatus",
    "LeftOut",
    "LeftOutReason",
    "LegalCompulsion",
    "LogAlteration",
    "LogDifference",
    "LogEntry",
    "LogFinding",
    "LogFindings",
    "LogHead",
    "LogIntegrity",
    "LogOutcome",
    "LogRule",
    "LogVerification",
    "MayDo",
    "Nda",
    "PartOnFile",
    "PartState",
    "PartStatus",
    "PlainTable",
    "PolicyUsed",
    "PrivacyGroups",
    "PrivacyReport",
    "QualityShare",
    "Requested",
    "UsableGrant",
    "UseOfGrant",
    "Used",
    "WhoMayDo",
]

class AccessPhase(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    """It awaits its first approval."""
    APPROVED_ONCE = "approved_once"
    """It awaits its second approval."""
    APPROVED = "approved"
    """Every approval is there."""
    GRANTED = "granted"
    """The grant is handed out."""
    EXPIRED = "expired"
    """The grant has ended."""
    REVOKED = "revoked"
    """The grant was taken back."""
    REFUSED = "refused"
    """Refused for good."""
    WITHDRAWN = "withdrawn"
    """Given up by whoever asked."""

    def reading(self, lang: Lang = "en") -> str:
        """Where it stands as people read it, such as "approved once" or 已一级批准."""
        return ask("AccessPhase.reading", self, lang)


class FileStatus(StrEnum):
    """Where a file stands."""

    DRAFT = "draft"
    """Being set up; basic information is entered."""
    FILED = "filed"
    """On file."""
    FROZEN = "frozen"
    """Frozen: after a leak, or for a hold."""
    DISPOSED = "disposed"
    """Destroyed after its retention."""


class LeftOutReason(StrEnum):
    """Why something was left out. Stable codes in ``snake_case``."""

    BY_POLICY = "by_policy"
    """A column the policy removes."""
    NOT_LISTED = "not_listed"
    """A column the policy does not list."""
    NO_SUBJECT = "no_subject"
    """A name in a table without the id of whom its rows are about."""
    UNREADABLE = "unreadable"
    """A cell that is not what its column should hold."""
    HIDES_TOO_LITTLE = "hides_too_little"
    """A cell of which too little would have been hidden."""
    SMALL_GROUP = "small_group"
    """Rows of a group of fewer than k."""

    def reading(self, lang: Lang = "en") -> str:
        """The reason as people read it."""
        return ask("LeftOutReason.reading", self, lang)


class LogDifference(StrEnum):
    """In what a line of a log differs from what it was. Stable codes in ``snake_case``."""

    NO_OPENING = "no_opening"
    """There is no line that opens the log, or it is not the first."""
    FORM_TOO_NEW = "form_too_new"
    """A form newer than this library."""
    UNREADABLE = "unreadable"
    """It is no line of a log at all."""
    NOT_CANONICAL = "not_canonical"
    """It can be read, but is written otherwise than entries are."""
    BAD_VALUE = "bad_value"
    """A value that no entry has."""
    TOO_LONG = "too_long"
    """More bytes than a line may have."""
    UNFINISHED = "unfinished"
    """The last line has no end."""
    CONTENT = "content"
    """What follows was written after another line than this one."""
    CHAIN = "chain"
    """It follows neither from the line before nor does what comes next follow from it."""
    TIME = "time"
    """Earlier than the line before."""
    COUNT = "count"
    """An opening line that counts otherwise."""
    CHECKPOINT = "checkpoint"
    """Not the line the checkpoint was taken at."""
    MISSING = "missing"
    """The log ends before the checkpoint."""
    GAP = "gap"
    """The segment begins later than the checkpoint that should seal the one before."""

    def reading(self, lang: Lang = "en") -> str:
        """What differs, in one clause without a full stop."""
        return ask("LogDifference.reading", self, lang)


class LogIntegrity(StrEnum):
    """Whether a log is what it was."""

    INTACT = "intact"
    """``intact``: everything up to the checkpoint is what it was."""
    UNANCHORED = "unanchored"
    """``unanchored``: nothing inside was changed, but there was no checkpoint of any of its lines,
    so that neither a tail that was cut off nor a log that was written anew would show.
    """
    ALTERED = "altered"
    """``altered``: something was changed, put in or taken out."""


class LogOutcome(StrEnum):
    """Whether what the log tells of was allowed."""

    ALLOWED = "allowed"
    """``allowed``"""
    DENIED = "denied"
    """``denied``, which what could not be told is as well."""


class LogRule(StrEnum):
    """A rule of ``[archive.log]``. Stable codes in ``snake_case``."""

    REPEATED_DENIALS = "repeated_denials"
    """One person refused again and again."""
    NO_LIVE_GRANT = "no_live_grant"
    """Done without a grant in force."""
    MANY_CUSTOMERS = "many_customers"
    """Files of many customers seen in a day."""
    EXPORT = "export"
    """An export."""
    NIGHT = "night"
    """At night."""
    LAPSED_NDA = "lapsed_nda"
    """Without a non-disclosure agreement in force."""

    def reading(self, lang: Lang = "en") -> str:
        """The rule as people read it."""
        return ask("LogRule.reading", self, lang)


class PartStatus(StrEnum):
    """How a part is."""

    FRESH = "fresh"
    """``fresh``: there, and fresh."""
    STALE = "stale"
    """``stale``: there, and to be renewed."""
    COPY_ONLY = "copy_only"
    """``copy_only``: only a copy is there, which will not do."""
    MISSING = "missing"
    """``missing``"""

    def reading(self, lang: Lang = "en") -> str:
        """As people read it."""
        return ask("PartStatus.reading", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerFile(Record):
    """A customer's file as a decision needs to know it."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"department", "level", "owner"})

    customer_id: str
    """The customer."""
    owner: str | None = None
    """The employee in charge; nobody's own customer if left out."""
    department: str | None = None
    """The owning department; the unit in which the owner holds roles if left out, if it is but
    one.
    """
    level: str | None = None
    """The level of confidentiality by its name. Left out or unknown to the policy, the file is
    guarded as the strictest level is; see ``AccessRules.level_of``.
    """
    status: FileStatus
    """Where it stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UseOfGrant(Record):
    """What a grant is used for."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"fields", "file"})

    file: CustomerFile | None = None
    """With which file, as it is now; none if it is about the whole base."""
    fields: tuple[str, ...] = ()
    """Which fields."""
    form: AccessForm
    """In which form."""


class _AccessStep(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "AccessStep"


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepApprove(_AccessStep):
    """Approve it."""

    _wire: ClassVar[Wire] = Wire("approve", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepApproveSecond(_AccessStep):
    """Approve it second."""

    _wire: ClassVar[Wire] = Wire("approve_second", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepRefuse(_AccessStep):
    """Refuse it for good."""

    _wire: ClassVar[Wire] = Wire("refuse", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepWithdraw(_AccessStep):
    """Give it up."""

    _wire: ClassVar[Wire] = Wire("withdraw", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepGrant(_AccessStep):
    """Hand out the grant, under this id."""

    _wire: ClassVar[Wire] = Wire("grant", "fields")

    grant_id: str
    """The id of the grant."""


@dataclass(frozen=True, slots=True)
class AccessStepUse(_AccessStep):
    """Use the grant."""

    _wire: ClassVar[Wire] = Wire("use", "value")

    value: UseOfGrant


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepExpire(_AccessStep):
    """Put away a grant that has ended."""

    _wire: ClassVar[Wire] = Wire("expire", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessStepRevoke(_AccessStep):
    """Take the grant back."""

    _wire: ClassVar[Wire] = Wire("revoke", "nothing")


AccessStep: TypeAlias = Union[
    AccessStepApprove,
    AccessStepApproveSecond,
    AccessStepRefuse,
    AccessStepWithdraw,
    AccessStepGrant,
    AccessStepUse,
    AccessStepExpire,
    AccessStepRevoke,
]
"""What can be done to a request once it is made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessAct(Record):
    """Something that is to be done to a request."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"delegation", "opinion"})

    at: datetime
    """When, in the organisation's zone."""
    by: str
    """Who."""
    step: AccessStep
    """What."""
    delegation: str | None = None
    """The delegation by which somebody stands in for an approver."""
    opinion: str | None = None
    """What is said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessAsk(Record):
    """What somebody asks for."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"fields", "files"})

    request_id: str
    """The request's id."""
    purpose: str
    """What for; never blank."""
    action: ArchiveAction
    """What is to be done. Of the two views the form decides."""
    department: str
    """The department whose manager approves: the one that owns the files; of the whole base one
    that whoever asks works in.
    """
    files: tuple[CustomerFile, ...] = ()
    """With which files; none if it is about the whole base."""
    fields: tuple[str, ...] = ()
    """Which fields."""
    form: AccessForm
    """In which form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Nda(Record):
    """A non-disclosure agreement somebody signed (保密协议, R167)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"valid_to"})

    person_id: str
    """Who."""
    signed_on: date
    """The day it was signed, the first it holds."""
    valid_to: date | None = None
    """The last day it holds, included; no end if left out."""

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return ask("Nda.holds", self, on)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided(Record):
    """A decision with the authority it was taken on."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"nda", "opinion"})

    authority: Authority
    """The role and the delegation, as they were on that day."""
    nda: Nda | None = None
    """The agreement of whoever decides, where one is asked for. Taking back takes none."""
    opinion: str | None = None
    """What was said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessPolicy(Record):
    """``[archive.access]`` of a policy with who may stand in, and which policy that was. A request
    stores it, so that it replays under any later policy.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({"delegation"})

    policy_name: str
    """Name of the policy."""
    policy_version: str
    """Its version."""
    policy_digest: str
    """SHA-256 of its resolved meaning."""
    access: PolicySection
    """Its rules on access, shared by the requests made under them."""
    delegation: PolicySection | None = None
    """Who may stand in for an approver; nobody without."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Requested(Record):
    """A request as it was made, and the rules it has stood under since."""

    ask: AccessAsk
    """What is asked."""
    holding: RoleHolder
    """The role in which it is asked, as it was held on that day."""
    own_level: bool
    """Whether whoever asks would approve such requests himself, so that his own go to the next
    level up.
    """
    rules: AccessPolicy
    """The rules as they were on that day, so that the request replays under any later policy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Used(Record):
    """A use with what it was allowed on."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"nda"})

    of: UseOfGrant
    """What for."""
    holding: RoleHolder
    """The role, as it was held on that day."""
    nda: Nda | None = None
    """The agreement that held, where one is asked for."""


class _AccessEventKind(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "AccessEventKind"


@dataclass(frozen=True, slots=True)
class AccessEventKindRequest(_AccessEventKind):
    """It is made: always the first event, and only that."""

    _wire: ClassVar[Wire] = Wire("request", "value")

    value: Requested


@dataclass(frozen=True, slots=True)
class AccessEventKindApprove(_AccessEventKind):
    """It is approved."""

    _wire: ClassVar[Wire] = Wire("approve", "value")

    value: Decided


@dataclass(frozen=True, slots=True)
class AccessEventKindApproveSecond(_AccessEventKind):
    """It is approved second, by another person."""

    _wire: ClassVar[Wire] = Wire("approve_second", "value")

    value: Decided


@dataclass(frozen=True, slots=True)
class AccessEventKindRefuse(_AccessEventKind):
    """It is refused for good, by whoever would approve it next."""

    _wire: ClassVar[Wire] = Wire("refuse", "value")

    value: Decided


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessEventKindWithdraw(_AccessEventKind):
    """Whoever asked gives it up before it is granted."""

    _wire: ClassVar[Wire] = Wire("withdraw", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessEventKindGrant(_AccessEventKind):
    """The grant is handed out."""

    _wire: ClassVar[Wire] = Wire("grant", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"nda"})

    grant_id: str
    """The id of the grant."""
    authority: Authority
    """On what authority."""
    nda: Nda | None = None
    """The agreement of whoever hands it out, where one is asked for."""


@dataclass(frozen=True, slots=True)
class AccessEventKindUse(_AccessEventKind):
    """The grant is used."""

    _wire: ClassVar[Wire] = Wire("use", "value")

    value: Used


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessEventKindExpire(_AccessEventKind):
    """The grant has ended and is put away."""

    _wire: ClassVar[Wire] = Wire("expire", "nothing")


@dataclass(frozen=True, slots=True)
class AccessEventKindRevoke(_AccessEventKind):
    """The grant is taken back."""

    _wire: ClassVar[Wire] = Wire("revoke", "value")

    value: Decided


AccessEventKind: TypeAlias = Union[
    AccessEventKindRequest,
    AccessEventKindApprove,
    AccessEventKindApproveSecond,
    AccessEventKindRefuse,
    AccessEventKindWithdraw,
    AccessEventKindGrant,
    AccessEventKindUse,
    AccessEventKindExpire,
    AccessEventKindRevoke,
]
"""What can happen to a request. Every event keeps the evidence it was accepted on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessEvent(Record):
    """One thing that happened to a request, and was accepted."""

    at: datetime
    """When, in the organisation's zone; not before the event before."""
    by: str
    """Who did it."""
    what: AccessEventKind
    """What."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessGrant(Record):
    """An approved access request for one customer."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "action",
        "customer_id",
        "department",
        "granted_at",
        "requested_at",
        "revoked_at",
        "second_at",
        "second_by",
    })

    grant_id: str
    """The id."""
    requester: str
    """Who may use it, and nobody else."""
    action: ArchiveAction | None = None
    """What for; viewing in its form if left out."""
    customer_id: str | None = None
    """For which customer; for the whole base if left out."""
    fields: tuple[str, ...]
    """Which fields, and no others."""
    form: AccessForm
    """In which form, and no other."""
    requested_at: datetime | None = None
    """When it was asked for, which decides whether whoever asked stood at the approver's level;
    when it was approved if left out.
    """
    decided_by: str
    """Who approved it."""
    second_by: str | None = None
    """Who approved it second."""
    decided_at: datetime
    """When it was approved."""
    second_at: datetime | None = None
    """When it was approved second; at the same time if left out."""
    granted_at: datetime | None = None
    """When it was handed out, before which it is nothing; when it was last approved if left out."""
    department: str | None = None
    """Of a grant for the whole base: the department whose manager approved, one that whoever asked
    worked in; the only one if left out.
    """
    expires_at: datetime
    """The first instant it no longer holds: 24:00 of its last day. No later than the policy allows
    counts.
    """
    revoked_at: datetime | None = None
    """The first instant at which it is revoked."""

    def given_at(self) -> datetime:
        """When the last approval was given, from which its days count."""
        return read(datetime, ask("AccessGrant.given_at", self))

    def holds_from(self) -> datetime:
        """The first instant it may be used: approved and handed out."""
        return read(datetime, ask("AccessGrant.holds_from", self))


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessGrounds(Record):
    """What was permitted or refused, and on what: enough to write the entry of the log."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"form", "grant_id", "role"})

    answer: Answer
    """What it comes to, and by which rule."""
    action: ArchiveAction
    """The action that was decided on: of the two views the form decides."""
    form: AccessForm | None = None
    """The form in which data was asked for, where the action shows any or a form was stated."""
    role: str | None = None
    """The role that permitted it or came nearest; none of whoever holds none."""
    grant_id: str | None = None
    """The grant that permitted it, if one did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessNeed(Record):
    """Which approvals a request takes."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"second"})

    first: str
    """The role that approves first."""
    second: str | None = None
    """The role that approves second, if two approvals are needed: another person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccuracySample(Record):
    """Fields that were looked up and held against what they should say."""

    sampled: int
    """How many were looked up."""
    correct: int
    """How many were right, ``sampled`` at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UsableGrant(Record):
    """What a grant opens today."""

    grant_id: str
    """The grant."""
    fields: tuple[str, ...]
    """These fields, and no others."""
    form: AccessForm
    """In this form, and no other."""
    ends: datetime
    """The first instant it no longer holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionAnswer(Record):
    """What an action comes to."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"grants"})

    action: ArchiveAction
    """The action."""
    answer: Answer
    """Whether it may be done, and by which rule."""
    reasons: tuple[Reason, ...]
    """Why."""
    grants: tuple[UsableGrant, ...] = ()
    """The grants under which it may be done, each for its own fields in its own form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveChange(Record):
    """A change that was handed in, to be entered in the file."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"entered_on"})

    due_on: date
    """The last day to enter it, included."""
    entered_on: date | None = None
    """The day it was entered; after the day asked about, it is not entered yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyUsed(Record):
    """The policy a result was made under: with it and the same input, anybody makes the same
    result again.
    """

    name: str
    """Its name."""
    version: str
    """Its version."""
    digest: str
    """SHA-256 of its resolved meaning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityShare(Record):
    """A share in percent, with what it is a share of."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"percent"})

    good: int
    """How many are as they should be."""
    of: int
    """Of how many."""
    percent: Decimal | None = None
    """good ÷ of × 100, 2 dp; ``None`` where there is nothing to judge, which is not 0."""

    def words(self, lang: Lang = "en") -> str:
        """``90.00% (9 of 10)``, or that there is nothing to judge."""
        return ask("QualityShare.words", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveQuality(Record):
    """How good files are."""

    policy: PolicyUsed
    """The policy whose fields are mandatory."""
    as_of: date
    """The day."""
    completeness: QualityShare
    """Mandatory fields that are filled."""
    timeliness: QualityShare
    """Changes entered in time, of those entered or overdue."""
    accuracy: QualityShare
    """Sampled fields found right."""

    def text(self, lang: Lang = "en") -> str:
        """The three of them, named apart, one a line."""
        return ask("ArchiveQuality.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt(Record):
    """Somebody tries to do something with customer files."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "fields",
        "file",
        "form",
        "requested",
        "requester",
    })

    at: datetime
    """When, in the organisation's zone."""
    by: str
    """Who."""
    action: ArchiveAction
    """What. Of the two views the form decides: a paper extract asked for electronically is an
    electronic view.
    """
    file: CustomerFile | None = None
    """With which file. Searching, backing up, restoring and auditing are about the whole base and
    need none.
    """
    fields: tuple[str, ...] = ()
    """Which fields, at most 64. Under a grant, a view or an export without any asks for all."""
    form: AccessForm | None = None
    """In which form; of a view that of the view, otherwise electronically if left out, save for
    roles that see paper alone.
    """
    requester: str | None = None
    """Of ``grant_access``: whose request is decided on."""
    requested: ArchiveAction | None = None
    """Of ``grant_access``: what that request asks for, which tells the level that decides; viewing
    if left out.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class LogEntry(Record):
    """One thing that was done, or tried, with customer files. Ids and codes only: no names, no
    contents.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "customer_id",
        "fields",
        "fields_left_out",
        "form",
        "grant_id",
        "role",
        "rule",
    })

    at: datetime
    """When, in the zone of the organisation."""
    actor: str
    """The id of who did it."""
    role: str | None = None
    """The role in which it was done; ``None`` where it was tried by somebody who has none."""
    action: ArchiveAction
    """What."""
    customer_id: str | None = None
    """The customer whose file it was; ``None`` where it was not one file, as in a search."""
    fields: tuple[str, ...] = ()
    """The fields that were asked for, by name; empty where it was not about fields."""
    fields_left_out: int = 0
    """How many more fields were asked for than are named; 64 are."""
    form: AccessForm | None = None
    """On paper or on a screen, where that matters."""
    outcome: LogOutcome
    """Whether it was allowed."""
    rule: str | None = None
    """The code of the reason that decided, as in ``Answer.rule``."""
    grant_id: str | None = None
    """The grant it was done under; where the law compelled it, the id of the record of that."""
    policy: str
    """The digest of the policy that decided: 64 lower-case hexadecimal digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditedEntry(Record):
    """An entry of the log as an auditor reads it: what was allowed or denied, to whom, under which
    clause.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({"clause"})

    line: int
    """Its line in the file, from 1."""
    entry: LogEntry
    """The entry."""
    clause: str | None = None
    """Where the written policy says it; ``None`` if the policy does not say where, or did not
    decide.
    """
    other_policy: bool
    """Whether it was decided under another policy than the one at hand."""

    def text(self, lang: Lang = "en") -> str:
        """What was tried, whether it was allowed, and by what, as one line without a line end."""
        return ask("AuditedEntry.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint(Record):
    """Where a log stood, kept apart from it: whoever changes the log must not be able to change
    this as well.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({"signature"})

    count: int
    """How many lines the log had."""
    head: str
    """The hash of its last line."""
    time: datetime
    """The time of its last line."""
    signature: str | None = None
    """A signature over ``signed_bytes``, as bytes in hexadecimal digits. The caller makes and
    verifies it.
    """

    def signed_bytes(self) -> tuple[int, ...]:
        """The bytes that a signature is made over, each part on a line of its own: ``keyaccount
        log checkpoint 1``, the count, the head, the time; every line ended by a line feed.
        """
        return read_all(int, ask("Checkpoint.signed_bytes", self))

    def to_head(self) -> LogHead:
        """The head that the next segment goes on from."""
        return read(LogHead, ask("Checkpoint.to_head", self))

    def to_json(self) -> str:
        """The checkpoint as JSON, which ``from_json`` reads."""
        return ask("Checkpoint.to_json", self)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartState(Record):
    """How one part is."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"clause", "fresh_until", "updated_on"})

    part: ArchivePart
    """The part."""
    clause: str | None = None
    """Where the written policy says it."""
    status: PartStatus
    """How it is."""
    updated_on: date | None = None
    """When it was last made or renewed."""
    fresh_until: date | None = None
    """The last day it is fresh, included; ``None`` if it is not there or does not age."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Composition(Record):
    """What a customer's file consists of on a day."""

    policy: PolicyUsed
    """The policy that says what it should be."""
    as_of: date
    """The day."""
    complete: bool
    """Whether every part is there, however old."""
    up_to_date: bool
    """Whether every part is there and fresh."""
    completeness: QualityShare
    """Parts that are there, of those there should be."""
    parts: tuple[PartState, ...]
    """The parts there should be, in the order of the policy."""

    def text(self, lang: Lang = "en") -> str:
        """What the file consists of and lacks, as lines."""
        return ask("Composition.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut(Record):
    """Something that was left out."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"column"})

    reason: LeftOutReason
    """Why."""
    column: str | None = None
    """The column, ``#3`` if the third has no name; ``None`` where whole rows were."""
    count: int
    """How many cells, rows for a reason about rows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalCompulsion(Record):
    """What an authority compelled the organisation to disclose, and who answered for it: the
    general manager and the legal department, two persons. It opens no door; whoever hands out
    the data enters it in the log.
    """

    compulsion_id: str
    """The record's id."""
    authority: str
    """Who compels: a court, an authority."""
    order_ref: str
    """The order, by its reference."""
    ordered_on: date
    """The day of the order."""
    customers: tuple[str, ...]
    """Whose files."""
    fields: tuple[str, ...]
    """Which fields, at most 64."""
    general_manager: str
    """Who answers for it as general manager."""
    legal: str
    """Who answers for it as legal department."""
    decided_at: datetime
    """When it was decided, not before the day of the order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LogAlteration(Record):
    """The first line that is not what it was."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"expected", "found"})

    line: int
    """Its line in the file, from 1."""
    difference: LogDifference
    """What differs."""
    found: str | None = None
    """What was found, where it is a value."""
    expected: str | None = None
    """What should have been found, where it is a value."""

    def text(self, lang: Lang = "en") -> str:
        """What differs and where, as a sentence."""
        return ask("LogAlteration.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogFinding(Record):
    """Entries that a rule found."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"actual", "clause", "required"})

    rule: LogRule
    """The rule."""
    clause: str | None = None
    """Where the written policy says it."""
    actor: str
    """Who."""
    from_: datetime
    """The time of the first entry."""
    to: datetime
    """The time of the last entry."""
    entries: int
    """How many entries."""
    lines: tuple[int, ...]
    """Their lines in the file, the first 20 of them."""
    actual: Measure | None = None
    """What was found: how many denials or customers, the time of the first entry at night, the
    grant that was named, the day the last agreement ended; ``None`` where there is nothing to
    say or there was none.
    """
    required: Bound | None = None
    """What it would have to be."""

    def sentence(self, lang: Lang = "en") -> str:
        """What was found, in one clause without a full stop."""
        return ask("LogFinding.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogFindings(Record):
    """What a search found."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"findings", "other_policy", "unjudged"})

    policy: PolicyUsed
    """The policy whose rules were searched by."""
    findings: tuple[LogFinding, ...] = ()
    """The findings, in the order in which they began to be one."""
    left_out: int
    """How many more entries were found by a rule; 10,000 findings are listed."""
    unjudged: tuple[LogRule, ...] = ()
    """Rules that could not be judged of every entry, since a register or the rules of access were
    not there, or since more than a million denials or customers would have had to be kept in
    mind.
    """
    other_policy: int = 0
    """Entries that were decided under another policy than the one they were held against."""

    def is_clean(self) -> bool:
        """Whether every rule was judged of every entry under the policy it was decided by, and
        nothing was found.
        """
        return ask("LogFindings.is_clean", self)

    def text(self, lang: Lang = "en") -> str:
        """What was found, one finding a line."""
        return ask("LogFindings.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogHead(Record):
    """Where a log stands after its last line. It makes the next line; writing it is the caller's."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"time"})

    count: int
    """How many lines the log has, opening lines included, those of earlier segments too."""
    head: str
    """The hash of the last line; 64 zeros before there is one."""
    time: datetime | None = None
    """The time of the last line; ``None`` before there is one."""

    def checkpoint(self) -> Checkpoint | None:
        """What to keep somewhere else; ``None`` while there is no line."""
        return read_some(Checkpoint, ask("LogHead.checkpoint", self))


@dataclass(frozen=True, kw_only=True, slots=True)
class LogVerification(Record):
    """What verifying a log found."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"checkpoint", "first_altered"})

    outcome: LogIntegrity
    """What it comes to."""
    entries: int
    """Entries read, opening lines not counted; of an altered log those before the alteration."""
    lines_before: int
    """Lines of earlier segments, which are not in this file and of which nothing is said."""
    head: LogHead
    """Where the log stands; of an altered log, where it stood before the first altered line. With
    it, a log that was not altered goes on.
    """
    checkpoint: int | None = None
    """The line of the log at which the checkpoint was taken, where there was one."""
    unanchored: int
    """Lines of this file after the checkpoint, or all where there was none: they follow from one
    another, but whether there were more, or others, cannot be told.
    """
    first_altered: LogAlteration | None = None
    """The first line that is not what it was."""

    def holds(self) -> bool:
        """Whether nothing was found to be altered."""
        return ask("LogVerification.holds", self)

    def text(self, lang: Lang = "en") -> str:
        """What was found, as sentences."""
        return ask("LogVerification.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class MayDo(Record):
    """What an attempt by a person comes to."""

    person_id: str
    """Who."""
    answer: Answer
    """Whether the person may, and by which rule."""
    reasons: tuple[Reason, ...]
    """Why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartOnFile(Record):
    """A part of a customer's file as it is on file."""

    part: ArchivePart
    """Which part."""
    updated_on: date
    """The day it was last made or renewed; after the day asked about, it is not there yet."""
    copy: bool = False
    """Whether it is a copy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainTable(Record):
    """A table of texts; a blank cell is ``None``."""

    columns: tuple[str, ...]
    """The names of the columns, each once; a column may have none."""
    rows: tuple[tuple[str | None, ...], ...]
    """The rows, each with a cell for every column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrivacyGroups(Record):
    """The groups of rows that look alike."""

    by: tuple[str, ...]
    """The columns rows are told apart by."""
    k: int
    """The fewest people, and customers, a group may have; rows, where the table does not say whom
    they are about.
    """
    count: int
    """How many groups there are."""
    smallest: int
    """The people, or rows, of the smallest, at least k; 0 if there is no row."""
    of_one_grade: int
    """Groups in which a column that is kept, such as the grade, has one value only: whoever knows
    that somebody is in such a group knows that value too.
    """
    may_still_identify: bool
    """Whether there is such a group."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrivacyReport(Record):
    """What became of a table."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"groups", "left_out"})

    policy: PolicyUsed
    """The policy it was done by."""
    rows_in: int
    """Rows handed in."""
    rows_out: int
    """Rows left."""
    left_out: tuple[LeftOut, ...] = ()
    """What was left out, by reason and column."""
    groups: PrivacyGroups | None = None
    """Of what was anonymised, how its groups are; ``None`` of what was de-identified."""

    def text(self, lang: Lang = "en") -> str:
        """What became of the table, as lines."""
        return ask("PrivacyReport.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoMayDo(Record):
    """Who may do something with a file, and why everybody else may not."""

    at: datetime
    """When."""
    action: ArchiveAction
    """What."""
    people: tuple[MayDo, ...]
    """Everybody the organisation knows, by id; nobody where it was not supplied."""

