"""Customer files: what may be done with them and by whom, a log of what was done, what they consist of, how
long they are kept, what follows a leak, and how what identifies a person is taken out of them.

An attempt is held against the matrix of a policy and the registers of the organisation by an
:class:`AccessDesk`: fast (:meth:`~AccessDesk.decide`), with every reason (:meth:`~AccessDesk.explain`), or
the other way round (who may, and what may somebody do). What needs an approval takes an
:class:`AccessRequest`.

Instants are ``datetime`` without a time zone, those of the organisation's zone. What is refused raises
:class:`Refused` and changes nothing.
"""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from os import PathLike, fspath
from typing import TYPE_CHECKING, Self

from keyaccount import _core
from keyaccount._archive.composition import CompositionPolicy
from keyaccount._archive.incident import Incident
from keyaccount._archive.privacy import anonymise, deidentify, read_table, write_table
from keyaccount._archive.retention import Disposal, RetentionRules, read_records
from keyaccount._decided import Refused, answer, done, read_text
from keyaccount._records._plain import (
    Lang,
    PolicySection,
    read,
    read_all,
    read_some,
    to_plain,
)
from keyaccount._records.archive import (
    AccessAct,
    AccessAsk,
    AccessEvent,
    AccessEventKind,
    AccessEventKindApprove,
    AccessEventKindApproveSecond,
    AccessEventKindExpire,
    AccessEventKindGrant,
    AccessEventKindRefuse,
    AccessEventKindRequest,
    AccessEventKindRevoke,
    AccessEventKindUse,
    AccessEventKindWithdraw,
    AccessGrant,
    AccessGrounds,
    AccessNeed,
    AccessPhase,
    AccessPolicy,
    AccessStep,
    AccessStepApprove,
    AccessStepApproveSecond,
    AccessStepExpire,
    AccessStepGrant,
    AccessStepRefuse,
    AccessStepRevoke,
    AccessStepUse,
    AccessStepWithdraw,
    AccuracySample,
    ActionAnswer,
    ArchiveChange,
    ArchiveQuality,
    Attempt,
    AuditedEntry,
    Checkpoint,
    Composition,
    CustomerFile,
    Decided,
    FileStatus,
    LeftOut,
    LeftOutReason,
    LegalCompulsion,
    LogAlteration,
    LogDifference,
    LogEntry,
    LogFinding,
    LogFindings,
    LogHead,
    LogIntegrity,
    LogOutcome,
    LogRule,
    LogVerification,
    MayDo,
    Nda,
    PartOnFile,
    PartState,
    PartStatus,
    PlainTable,
    PolicyUsed,
    PrivacyGroups,
    PrivacyReport,
    QualityShare,
    Requested,
    UsableGrant,
    Used,
    UseOfGrant,
    WhoMayDo,
)
from keyaccount._records.decisions import (
    AccessForm,
    Answer,
    ArchiveAction,
    ArchivePart,
    BasicField,
    Disposition,
    IncidentStep,
    Jurisdiction,
    KeepFor,
    KeepForMonths,
    KeepForPermanent,
    NoticeContent,
    ReasonCode,
    RegisterField,
    RetentionBasis,
    RetentionBasisChosen,
    RetentionBasisLaw,
    RetentionTrigger,
    Verdict,
    VerdictOutcome,
)
from keyaccount._records.due import Due
from keyaccount._records.incident import (
    ClockState,
    IncidentAct,
    IncidentActAssessed,
    IncidentActAware,
    IncidentActClosed,
    IncidentActDone,
    IncidentActNotified,
    IncidentActWaived,
    IncidentClock,
    IncidentEvent,
    IncidentOpened,
    IncidentReport,
    Waiver,
)
from keyaccount._records.retention import (
    ClassSchedule,
    DisposalAct,
    DisposalActApprove,
    DisposalActExecute,
    DisposalActList,
    DisposalActPropose,
    DisposalActReject,
    DisposalActSecondApprove,
    DisposalActWithdraw,
    DisposalActWitness,
    DisposalEntry,
    DisposalEvent,
    DisposalOpened,
    DisposalPhase,
    DisposalRequest,
    DisposalRules,
    EarlierFields,
    Hold,
    HoldKind,
    KeptAs,
    KeptRecord,
    MissingForRetention,
    RecordsFile,
    RetentionState,
    Schedule,
)
from keyaccount.approval import Organisation

if TYPE_CHECKING:
    from keyaccount._core import Policy, Table
    from keyaccount.book import Book, Frame

__all__ = [
    "AccessAct",
    "AccessAsk",
    "AccessDesk",
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
    "AccessForm",
    "AccessGrant",
    "AccessGrounds",
    "AccessNeed",
    "AccessPhase",
    "AccessPolicy",
    "AccessRegisters",
    "AccessRequest",
    "AccessRules",
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
    "Answer",
    "ArchiveAction",
    "ArchiveChange",
    "ArchivePart",
    "ArchiveQuality",
    "Attempt",
    "AuditedEntry",
    "BasicField",
    "Checkpoint",
    "ClassSchedule",
    "ClockState",
    "Composition",
    "CompositionPolicy",
    "CustomerFile",
    "Decided",
    "Disposal",
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
    "Disposition",
    "Due",
    "EarlierFields",
    "FileStatus",
    "Hold",
    "HoldKind",
    "Incident",
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
    "IncidentStep",
    "Jurisdiction",
    "KeepFor",
    "KeepForMonths",
    "KeepForPermanent",
    "KeptAs",
    "KeptRecord",
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
    "LogWriter",
    "MayDo",
    "MissingForRetention",
    "Nda",
    "NoticeContent",
    "Organisation",
    "PartOnFile",
    "PartState",
    "PartStatus",
    "PlainTable",
    "PolicySection",
    "PolicyUsed",
    "PrivacyGroups",
    "PrivacyReport",
    "QualityShare",
    "ReasonCode",
    "RecordsFile",
    "Refused",
    "RegisterField",
    "Requested",
    "RetentionBasis",
    "RetentionBasisChosen",
    "RetentionBasisLaw",
    "RetentionRules",
    "RetentionState",
    "RetentionTrigger",
    "Schedule",
    "UsableGrant",
    "UseOfGrant",
    "Used",
    "Verdict",
    "VerdictOutcome",
    "Waiver",
    "WhoMayDo",
    "anonymise",
    "audited_entries",
    "deidentify",
    "file_of",
    "log_mark",
    "read_checkpoint",
    "read_records",
    "read_table",
    "search_log",
    "sign_checkpoint",
    "signed_bytes",
    "verify_log",
    "write_table",
]


class AccessRules:
    """What a policy says of access to customer files (``[archive.access]``), and who may stand in."""

    __slots__ = ("_core",)

    def __init__(self, core: _core.AccessPolicy) -> None:
        """Use :meth:`of`."""
        self._core = core

    @classmethod
    def of(cls, policy: Policy) -> Self:
        """The rules of a policy.

        Raises ``KeyaccountError`` for a policy that says nothing of access.
        """
        return cls(_core.AccessPolicy.of(policy))


class AccessRegisters:
    """The registers attempts are held against.

    One that is ``None`` was not supplied and leaves what depends on it undecided; an empty one says that
    there is nothing in it.
    """

    __slots__ = ("_core",)

    def __init__(
        self,
        *,
        organisation: Organisation | None = None,
        ndas: Iterable[Nda] | None = None,
        grants: Iterable[AccessGrant] | None = None,
    ) -> None:
        """Registers of these rows.

        Raises ``KeyaccountError`` with everything that is wrong with them: a blank id, a grant listed
        twice, one that ends before it begins.
        """
        self._core = _core.AccessRegisters.of(
            None if organisation is None else organisation._core,
            None if ndas is None else to_plain(tuple(ndas)),
            None if grants is None else to_plain(tuple(grants)),
        )

    @classmethod
    def _of(cls, core: _core.AccessRegisters) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def of_book(cls, book: Book, as_of: date) -> Self:
        """The registers of a book as they are visible on a day. A table the book does not have was not
        supplied.

        Raises ``KeyaccountError`` with everything that is wrong with them.
        """
        return cls._of(_core.registers_of_book(book._data, as_of))

    @property
    def organisation(self) -> Organisation | None:
        """Who holds which role."""
        core = self._core.organisation()
        return None if core is None else Organisation._of(core)

    @property
    def ndas(self) -> tuple[Nda, ...] | None:
        """Non-disclosure agreements."""
        plain = self._core.ndas()
        return None if plain is None else read_all(Nda, plain)

    @property
    def grants(self) -> tuple[AccessGrant, ...] | None:
        """Approved requests."""
        plain = self._core.grants()
        return None if plain is None else read_all(AccessGrant, plain)

    def with_grants(self, grants: Iterable[AccessGrant]) -> AccessRegisters:
        """The same registers with more grants, such as those of a request that was handed out."""
        return AccessRegisters(
            organisation=self.organisation,
            ndas=self.ndas,
            grants=(*(self.grants or ()), *grants),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AccessRegisters) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]


class AccessDesk:
    """The desk at which attempts are decided: the rules of a policy over the registers of an organisation,
    with every id resolved once. It can be asked from many threads.
    """

    __slots__ = ("_core",)

    def __init__(self, rules: AccessRules | Policy, registers: AccessRegisters) -> None:
        """A desk over these rules and registers.

        Raises ``KeyaccountError`` for a policy that says nothing of access.
        """
        rules = rules if isinstance(rules, AccessRules) else AccessRules.of(rules)
        self._core = _core.AccessDesk(rules._core, registers._core)

    def decide(
        self,
        *,
        at: datetime,
        by: str,
        action: ArchiveAction | str,
        file: CustomerFile | None = None,
        fields: Sequence[str] = (),
        form: AccessForm | str | None = None,
        requester: str | None = None,
        requested: ArchiveAction | str | None = None,
    ) -> Answer:
        """Whether somebody may do it, and by which rule: the outcome and the first reason of
        :meth:`explain`.
        """
        return answer(self._core.decide(at, by, action, file, fields, form, requester, requested))

    def decide_all(self, attempts: Frame) -> Table:
        """Whether the attempt of each row of a frame may be made: of the columns ``at``, ``by`` and
        ``action``, and those of ``customer_id``, ``owner``, ``department``, ``level``, ``status``
        (``filed`` if null), ``fields`` (parted by ``;``), ``form``, ``requester`` and ``requested`` that
        matter, a table of ``outcome`` and ``rule``, row by row as :meth:`decide`.

        Raises ``KeyaccountError`` for a column that is missing or of another type, and a code there is none
        of, with its row.
        """
        return _core.access_answers(self._core, attempts)

    def explain(self, attempt: Attempt) -> Verdict:
        """Whether somebody may do it: by which role, ownership or grant, or everything that is in the way;
        what would turn it and what must follow.
        """
        return read(Verdict, self._core.explain(attempt.to_plain()))

    def grounds(self, attempt: Attempt) -> AccessGrounds:
        """What an attempt comes to, in which role and under which grant."""
        return read(AccessGrounds, self._core.grounds(attempt.to_plain()))

    def entry(self, attempt: Attempt) -> LogEntry:
        """What the access log keeps of an attempt: who tried what, in which role, under which grant and
        policy, permitted or denied. :meth:`LogWriter.append` makes the line of it.
        """
        return read(LogEntry, self._core.entry(attempt.to_plain()))

    def may_do(self, person: str, file: CustomerFile | None, at: datetime) -> tuple[ActionAnswer, ...]:
        """What a person may do with a file, or with the whole base, at an instant: every action with its
        answer.
        """
        return read_all(ActionAnswer, self._core.actions_of(person, to_plain(file), at))

    def who_may_do(self, attempt: Attempt) -> WhoMayDo:
        """Who may make an attempt, and why everybody else may not; whom it names does not count."""
        return read(WhoMayDo, self._core.who_may(attempt.to_plain()))


class AccessRequest:
    """An access request: what is asked, and what happened to it.

    Its state is nothing but what its events come to; it holds the rules it was made under and the authority
    of every act, so it replays without a policy and without an organisation. One thread at a time may
    change it.
    """

    __slots__ = ("_core",)

    def __init__(
        self,
        ask: AccessAsk,
        *,
        by: str,
        at: datetime,
        rules: AccessRules | Policy,
        registers: AccessRegisters,
    ) -> None:
        """Makes a request under the rules of today.

        Raises :class:`Refused` with the verdict: no purpose, nothing asked for, a field or form that is never
        granted, no approval needed, no permission, files of several departments, nobody above whoever asks.
        """
        rules = rules if isinstance(rules, AccessRules) else AccessRules.of(rules)
        made, refused = _core.AccessRequest.open(ask.to_plain(), by, at, rules._core, registers._core)
        if made is None:
            raise Refused(read(Verdict, refused))
        self._core = made

    @classmethod
    def _of(cls, core: _core.AccessRequest) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def from_json(cls, text: str, *, file: str = "request.json") -> Self:
        """Reads a request and replays it. ``file`` is the name that problems carry.

        Raises ``KeyaccountError`` for a text of another form, and an event that could not have happened.
        """
        return cls._of(_core.AccessRequest.from_json(text, file))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Reads the request of a file, as :meth:`from_json` does.

        Raises ``OSError`` for a file that cannot be read.
        """
        return cls.from_json(read_text(path), file=str(path))

    def to_json(self) -> str:
        """The request as JSON, which :meth:`from_json` reads back as the same request."""
        return self._core.to_json()

    def copy(self) -> AccessRequest:
        """The same request, to try something on."""
        return AccessRequest._of(self._core.copy())

    @property
    def asked(self) -> AccessAsk:
        """What is asked."""
        return read(AccessAsk, self._core.ask())

    @property
    def requester(self) -> str:
        """Who asks."""
        return self._core.requester

    @property
    def events(self) -> tuple[AccessEvent, ...]:
        """What happened to it, in order."""
        return read_all(AccessEvent, self._core.events())

    @property
    def phase(self) -> AccessPhase:
        """Where it stands."""
        return AccessPhase(self._core.phase())

    @property
    def need(self) -> AccessNeed:
        """Which approvals it takes."""
        return read(AccessNeed, self._core.need())

    @property
    def ends(self) -> datetime | None:
        """The first instant at which its grant no longer holds, once every approval is there."""
        return self._core.ends

    @property
    def grants(self) -> tuple[AccessGrant, ...]:
        """Its grant as rows of the register, one for every customer; none before it is handed out."""
        return read_all(AccessGrant, self._core.grants())

    def decide(
        self,
        registers: AccessRegisters,
        *,
        at: datetime,
        by: str,
        step: AccessStep,
        delegation: str | None = None,
    ) -> Answer:
        """Whether something may be done to it, and by which rule."""
        return answer(self._core.decide(_act(at, by, step, delegation, None), registers._core))

    def explain(
        self,
        registers: AccessRegisters,
        *,
        at: datetime,
        by: str,
        step: AccessStep,
        delegation: str | None = None,
    ) -> Verdict:
        """Whether something may be done to it, why, what would turn it and what must follow."""
        return read(
            Verdict,
            self._core.explain(_act(at, by, step, delegation, None), registers._core),
        )

    def take(
        self,
        registers: AccessRegisters,
        *,
        at: datetime,
        by: str,
        step: AccessStep,
        delegation: str | None = None,
        opinion: str | None = None,
    ) -> AccessPhase:
        """Does something to it: approve, refuse, withdraw, hand out, use, let expire, revoke.

        Raises :class:`Refused` with the verdict.
        """
        return AccessPhase(done(self._core.take(_act(at, by, step, delegation, opinion), registers._core)))

    def who_may(
        self, registers: AccessRegisters, *, at: datetime, by: str, step: AccessStep
    ) -> tuple[tuple[str, str | None], ...]:
        """Who may do something to it, each with the delegation he does it by; ``by`` himself does not
        count.
        """
        return tuple(self._core.who_may(_act(at, by, step, None, None), registers._core))

    def history(self, organisation: Organisation, *, lang: Lang = "en") -> tuple[str, ...]:
        """What happened to the request, a line for every event."""
        return tuple(self._core.history(lang, organisation._core))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AccessRequest) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<AccessRequest {self.asked.request_id}: {self.phase.reading()}>"


def _act(
    at: datetime, by: str, step: AccessStep, delegation: str | None, opinion: str | None
) -> dict[str, object]:
    return AccessAct(at=at, by=by, step=step, delegation=delegation, opinion=opinion).to_plain()


class LogWriter:
    """Makes the lines of an access log, each of which vouches for those before it; writing them is the
    caller's.

    >>> from datetime import datetime
    >>> writer = LogWriter()
    >>> line = writer.open(datetime(2026, 11, 4, 8))
    >>> line.endswith("\\n"), writer.head.count
    (True, 1)
    """

    __slots__ = ("_core",)

    def __init__(self, head: LogHead | None = None) -> None:
        """Of a log without a line, or of one that stands where ``head`` says, as `verify_log` found it."""
        self._core = _core.LogHead(None if head is None else head.to_plain())

    def open(self, at: datetime) -> str:
        """The line that opens the log, or a segment of it that begins here, with its line feed.

        Raises ``KeyaccountError`` for an instant before the last line's.
        """
        return self._core.open(at)

    def append(self, entry: LogEntry) -> str:
        """The line of an entry, with its line feed. What is refused changes nothing.

        Raises ``KeyaccountError`` for an entry before the last line's instant, and one a line cannot hold.
        """
        return self._core.append(entry.to_plain())

    @property
    def head(self) -> LogHead:
        """Where the log stands after its last line."""
        return read(LogHead, self._core.state())

    @property
    def checkpoint(self) -> Checkpoint | None:
        """What to keep somewhere else, out of reach of whoever can change the log; nothing while there is no
        line.
        """
        return read_some(Checkpoint, self._core.checkpoint())


def file_of(
    book: Book,
    customer_id: str,
    *,
    action: ArchiveAction | str,
    rules: AccessRules | Policy,
    as_of: date,
) -> CustomerFile | None:
    """The file of a customer of a book as it is on a day, for something that is to be done with it; nothing
    if the book has no such file.
    """
    rules = rules if isinstance(rules, AccessRules) else AccessRules.of(rules)
    return read_some(
        CustomerFile,
        _core.file_of_book(book._data, customer_id, action, rules._core, as_of),
    )


def read_checkpoint(path: str | PathLike[str]) -> Checkpoint:
    """Reads a checkpoint.

    Raises ``KeyaccountError`` for a text of another form, ``OSError`` for a file that cannot be read.
    """
    return read(Checkpoint, _core.read_checkpoint(read_text(path), str(path)))


def sign_checkpoint(checkpoint: Checkpoint, signature: bytes) -> Checkpoint:
    """The same checkpoint with a signature, which was made over :func:`signed_bytes`."""
    return read(Checkpoint, _core.sign_checkpoint(checkpoint.to_plain(), signature))


def signed_bytes(checkpoint: Checkpoint) -> bytes:
    """The bytes that a signature of a checkpoint is made over."""
    return _core.signed_bytes(checkpoint.to_plain())


def log_mark(text: str) -> str:
    """What a text is entered in the log as: itself if it is an id, otherwise a digest of it."""
    return _core.log_mark(text)


def verify_log(log: bytes | str | PathLike[str], *, checkpoint: Checkpoint | None = None) -> LogVerification:
    """Verifies a log, a file or its bytes, against a checkpoint; without one it cannot be more than
    ``unanchored``. It takes no more memory than one line.

    Raises ``OSError`` for a file that cannot be read.
    """
    verified, _ = _core.verify_log(_source(log), to_plain(checkpoint), None, None, [], [])
    return read(LogVerification, verified)


def search_log(
    log: bytes | str | PathLike[str],
    policy: Policy,
    *,
    registers: AccessRegisters | None = None,
    checkpoint: Checkpoint | None = None,
    compulsions: Iterable[LegalCompulsion] = (),
    also_of: Iterable[str] = (),
) -> tuple[LogVerification, LogFindings]:
    """Verifies a log and searches it by the rules of a policy (``[archive.log]``), in one pass.

    A register that is not supplied leaves the rule that needs it unjudged. ``compulsions`` are what the law
    compelled, which is no disclosure without a grant. ``also_of`` are digests of policies that decide as this
    one does.

    Raises ``KeyaccountError`` for a policy without these rules, ``OSError`` for a file that cannot be read.
    """
    verified, found = _core.verify_log(
        _source(log),
        to_plain(checkpoint),
        policy,
        None if registers is None else registers._core,
        to_plain(tuple(compulsions)),
        list(also_of),
    )
    return read(LogVerification, verified), read(LogFindings, found)


def audited_entries(log: bytes | str | PathLike[str], policy: Policy) -> tuple[AuditedEntry, ...]:
    """The entries of a log as an auditor reads them, up to the first line that is not sound.

    Raises ``KeyaccountError`` for a policy without ``[archive.log]``, ``OSError`` for a file that cannot be
    read.
    """
    return read_all(AuditedEntry, _core.audited_entries(_source(log), policy))


def _source(log: bytes | str | PathLike[str]) -> bytes | str:
    return log if isinstance(log, bytes) else fspath(log)
