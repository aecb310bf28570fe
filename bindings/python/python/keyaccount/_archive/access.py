"""Access to customer files: rules, registers, the desk that decides, requests. Use ``keyaccount.archive``."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from keyaccount import _core
from keyaccount._archive._replayed import Replayed
from keyaccount._decided import Refused, answer, done
from keyaccount._records._plain import read, read_all, read_some, to_plain
from keyaccount._records.archive import (
    AccessAct,
    AccessAsk,
    AccessEvent,
    AccessGrant,
    AccessGrounds,
    AccessNeed,
    AccessPhase,
    AccessStep,
    ActionAnswer,
    Attempt,
    CustomerFile,
    LogEntry,
    Nda,
    WhoMayDo,
)
from keyaccount._records.decisions import AccessForm, Answer, ArchiveAction, Permission, Verdict
from keyaccount.approval import Organisation

if TYPE_CHECKING:
    from keyaccount._core import Policy, Table
    from keyaccount.book import Book, Frame


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

    def permission(self, role: str, action: ArchiveAction | str) -> Permission:
        """What a role may do with customer files (§6.2). A role the policy does not have may do nothing.

        Raises ``KeyaccountError`` for an action there is none of, with the nearest one.
        """
        return Permission(self._core.permission(role, action))


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
        """The same registers with more grants, such as those of a request that was handed out. Without one,
        a register that was not supplied stays so.
        """
        known, more = self.grants, tuple(grants)
        return AccessRegisters(
            organisation=self.organisation,
            ndas=self.ndas,
            grants=(*known, *more) if known is not None else more or None,
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


class AccessRequest(Replayed[_core.AccessRequest]):
    """An access request: what is asked, and what happened to it.

    Its state is nothing but what its events come to; it holds the rules it was made under and the authority
    of every act, so it replays without a policy and without an organisation. One thread at a time may
    change it.
    """

    __slots__ = ()
    _CORE = _core.AccessRequest
    _FILE = "request.json"

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

    def __repr__(self) -> str:
        return f"<AccessRequest {self.asked.request_id}: {self.phase.reading()}>"


def _act(
    at: datetime, by: str, step: AccessStep, delegation: str | None, opinion: str | None
) -> dict[str, object]:
    return AccessAct(at=at, by=by, step=step, delegation=delegation, opinion=opinion).to_plain()


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
