"""How long records are kept, and how they go. Use ``keyaccount.archive``."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING

from keyaccount import _core
from keyaccount._archive._replayed import Replayed
from keyaccount._decided import answer, done, read_text, shown
from keyaccount._records._plain import read, read_all, to_plain
from keyaccount._records.decisions import Answer, Verdict
from keyaccount._records.due import DuePart
from keyaccount._records.retention import (
    DisposalAct,
    DisposalEntry,
    DisposalEvent,
    DisposalOpened,
    DisposalPhase,
    DisposalRequest,
    Hold,
    KeptRecord,
    RecordsFile,
    Schedule,
)

if TYPE_CHECKING:
    from keyaccount._core import Policy
    from keyaccount.approval import Organisation


class RetentionRules:
    """The retention schedule of a policy (``[archive.retention]``)."""

    __slots__ = ("_core",)

    def __init__(self, policy: Policy) -> None:
        """The rules of a policy.

        Raises ``KeyaccountError`` for a policy that does not say how long records are kept.
        """
        self._core = _core.RetentionRules.of(policy)

    def schedule(self, record: KeptRecord, *, as_of: date, holds: Iterable[Hold] | None = None) -> Schedule:
        """Until when a record is kept, why, and whether it may go on a day. Without ``holds``, the register
        of what holds records, no record is disposable.
        """
        return read(Schedule, self._core.schedule(record.to_plain(), _holds(holds), as_of))

    def decide(self, record: KeptRecord, *, as_of: date, holds: Iterable[Hold] | None = None) -> Answer:
        """Whether a record may go on a day: the fast answer of :meth:`explain`."""
        return answer(self._core.decide(record.to_plain(), _holds(holds), as_of))

    def explain(self, record: KeptRecord, *, as_of: date, holds: Iterable[Hold] | None = None) -> Verdict:
        """Whether a record may go on a day, and why: what keeps it, until when, and what must follow."""
        return read(Verdict, self._core.explain(record.to_plain(), _holds(holds), as_of))

    def must_go_this_month(
        self, records: Iterable[KeptRecord], *, as_of: date, holds: Iterable[Hold] | None = None
    ) -> tuple[Schedule, ...]:
        """The records that must go by the end of the month of a day."""
        plain = self._core.must_go_this_month(to_plain(tuple(records)), _holds(holds), as_of)
        return read_all(Schedule, plain)

    def due(
        self,
        records: Iterable[KeptRecord],
        *,
        now: datetime,
        horizon: date,
        holds: Iterable[Hold] | None = None,
    ) -> DuePart:
        """The records, and the fields of records, that must go: those due at an instant, those that will be
        by the end of ``horizon``, and the instant at which that is otherwise; a part of a list of
        :func:`keyaccount.due.due_list`. What is held is not due. Without ``holds`` each says so in its
        reasons.
        """
        plain = self._core.due(to_plain(tuple(records)), _holds(holds), now, horizon)
        return read(DuePart, plain)


def read_records(path: str | PathLike[str]) -> RecordsFile:
    """Reads a file of records and what holds them.

    Raises ``KeyaccountError`` for a text of another form, ``OSError`` for a file that cannot be read.
    """
    return read(RecordsFile, _core.read_records(read_text(path), shown(path)))


def _holds(holds: Iterable[Hold] | None) -> object:
    return None if holds is None else to_plain(tuple(holds))


class Disposal(Replayed[_core.Disposal]):
    """A disposal: proposed, approved twice, carried out before witnesses, entered on the disposal list. Where
    it stands is what its events come to.
    """

    __slots__ = ()
    _CORE = _core.Disposal
    _FILE = "disposal.json"

    def __init__(self, disposal_id: str, *, policy: Policy, department: str | None = None) -> None:
        """Opens a disposal: a draft that proposes nothing yet. ``department`` is whose records they are.

        Raises ``KeyaccountError`` for a blank id, and a policy that lets nobody dispose of records.
        """
        self._core = _core.Disposal.open(disposal_id, department, policy)

    def check_policy(self, policy: Policy) -> None:
        """Raises ``KeyaccountError`` if the disposal does not stand under the rules that a policy has now."""
        self._core.check_policy(policy)

    @property
    def id(self) -> str:
        """Its id."""
        return self._core.id

    @property
    def opened(self) -> DisposalOpened:
        """What it was opened with."""
        return read(DisposalOpened, self._core.opened())

    @property
    def events(self) -> tuple[DisposalEvent, ...]:
        """What happened to it, in order."""
        return read_all(DisposalEvent, self._core.events())

    @property
    def phase(self) -> DisposalPhase:
        """Where it stands."""
        return DisposalPhase(self._core.phase())

    @property
    def records(self) -> tuple[KeptRecord, ...]:
        """The records it is about; none while it is a draft."""
        return read_all(KeptRecord, self._core.records())

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The witnesses who attend, in the order they came."""
        return tuple(self._core.witnesses)

    @property
    def entries(self) -> tuple[DisposalEntry, ...]:
        """Its entries for the disposal list, one for every record; none before it is carried out."""
        return read_all(DisposalEntry, self._core.entries())

    def decide(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        act: DisposalAct,
        holds: Iterable[Hold] | None = None,
    ) -> Answer:
        """Whether something may be done: the fast answer of :meth:`explain`."""
        return answer(self._core.decide(_disposing(on, by, act), organisation._core, _holds(holds)))

    def explain(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        act: DisposalAct,
        holds: Iterable[Hold] | None = None,
    ) -> Verdict:
        """Whether something may be done: by which role, or everything that is in the way and what would
        change it.
        """
        return read(Verdict, self._core.explain(_disposing(on, by, act), organisation._core, _holds(holds)))

    def act(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        act: DisposalAct,
        holds: Iterable[Hold] | None = None,
    ) -> DisposalPhase:
        """Does something: where the disposal stands then.

        Raises :class:`Refused` with the verdict.
        """
        plain = self._core.act(_disposing(on, by, act), organisation._core, _holds(holds))
        return DisposalPhase(done(plain))

    def __repr__(self) -> str:
        return f"<Disposal {self.id}: {self.phase.reading()}>"


def _disposing(on: date, by: str, act: DisposalAct) -> dict[str, object]:
    return DisposalRequest(on=on, by=by, act=act).to_plain()
