"""Leaks, and the response to them. Use ``keyaccount.archive``."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from os import PathLike
from typing import TYPE_CHECKING, Self

from keyaccount import _core
from keyaccount._decided import answer, done, read_text
from keyaccount._records._plain import Lang, read, read_all, to_plain
from keyaccount._records.decisions import Answer, Jurisdiction, Verdict
from keyaccount._records.due import Due
from keyaccount._records.incident import (
    IncidentAct,
    IncidentEvent,
    IncidentOpened,
    IncidentReport,
)

if TYPE_CHECKING:
    from keyaccount._core import Policy
    from keyaccount.approval import Organisation


class Incident:
    """A leak and the response to it: a list of events, with clocks that run by jurisdiction and by how many
    persons are affected.
    """

    __slots__ = ("_core",)

    def __init__(
        self,
        incident_id: str,
        *,
        detected_at: datetime,
        jurisdictions: Sequence[Jurisdiction],
        policy: Policy,
        staff_accounts: Sequence[str] = (),
        customer_accounts: Sequence[str] = (),
    ) -> None:
        """Opens an incident under the rules of a policy, with the accounts involved: those of our own
        people are frozen first (A23). Without any jurisdiction the steps of every law are asked for until
        an assessment names some.

        Raises ``KeyaccountError`` for a policy without ``[archive.incident]``, a blank id or account or one
        of more than 64 characters, an instant finer than a second, a jurisdiction named twice.
        """
        self._core = _core.Incident.open(
            incident_id,
            detected_at,
            to_plain(tuple(jurisdictions)),
            policy,
            list(staff_accounts),
            list(customer_accounts),
        )

    @classmethod
    def _of(cls, core: _core.Incident) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def from_json(cls, text: str, *, file: str = "incident.json") -> Self:
        """Reads an incident, and replays it. ``file`` is the name that problems carry.

        Raises ``KeyaccountError`` for a text of another form, and an event that could not have happened.
        """
        return cls._of(_core.Incident.from_json(text, file))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Reads the incident of a file, as :meth:`from_json` does.

        Raises ``OSError`` for a file that cannot be read.
        """
        return cls.from_json(read_text(path), file=str(path))

    def to_json(self) -> str:
        """The incident as JSON, which :meth:`from_json` reads back as the same incident."""
        return self._core.to_json()

    def copy(self) -> Incident:
        """The same incident, to try something on."""
        return Incident._of(self._core.copy())

    def check_policy(self, policy: Policy) -> None:
        """Raises ``KeyaccountError`` if the incident does not stand under the rules that a policy has now."""
        self._core.check_policy(policy)

    @property
    def id(self) -> str:
        """Its id."""
        return self._core.id

    @property
    def opened(self) -> IncidentOpened:
        """What it was opened with."""
        return read(IncidentOpened, self._core.opened())

    @property
    def events(self) -> tuple[IncidentEvent, ...]:
        """What happened, in order."""
        return read_all(IncidentEvent, self._core.events())

    def report(self, at: datetime) -> IncidentReport:
        """How the incident stands at an instant, by what was recorded until then; its clocks with it."""
        return read(IncidentReport, self._core.report(at))

    def due(self, now: datetime) -> tuple[tuple[Due, ...], datetime | None]:
        """The steps that are due at an instant, each until its clock ends, and when that changes."""
        entries, change = self._core.due(now)
        return read_all(Due, entries), None if change is None else datetime.fromisoformat(change)

    def decide(self, *, recorded_at: datetime, by: str, what: IncidentAct) -> Answer:
        """Whether something may be recorded: the fast answer of :meth:`explain`."""
        return answer(self._core.decide(_happened(recorded_at, by, what)))

    def explain(self, *, recorded_at: datetime, by: str, what: IncidentAct) -> Verdict:
        """Whether something may be recorded, or everything that is in the way and what would change it."""
        return read(Verdict, self._core.explain(_happened(recorded_at, by, what)))

    def record(self, *, recorded_at: datetime, by: str, what: IncidentAct) -> None:
        """Records something.

        Raises :class:`Refused` with the verdict.
        """
        done(self._core.record(_happened(recorded_at, by, what)))

    def history(self, organisation: Organisation, *, lang: Lang = "en") -> tuple[str, ...]:
        """What happened, a line for every event after its detection."""
        return tuple(self._core.history(lang, organisation._core))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Incident) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Incident {self.id} of {self.opened.detected_at}>"


def _happened(recorded_at: datetime, by: str, what: IncidentAct) -> dict[str, object]:
    return IncidentEvent(recorded_at=recorded_at, by=by, what=what).to_plain()
