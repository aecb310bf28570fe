"""Leaks, and the response to them. Use ``keyaccount.archive``."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from keyaccount import _core
from keyaccount._archive._replayed import Replayed
from keyaccount._decided import answer, done
from keyaccount._records._plain import read, read_all, to_plain
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


class Incident(Replayed[_core.Incident]):
    """A leak and the response to it: a list of events, with clocks that run by jurisdiction and by how many
    persons are affected.
    """

    __slots__ = ()
    _CORE = _core.Incident
    _FILE = "incident.json"

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

    def __repr__(self) -> str:
        return f"<Incident {self.id} of {self.opened.detected_at}>"


def _happened(recorded_at: datetime, by: str, what: IncidentAct) -> dict[str, object]:
    return IncidentEvent(recorded_at=recorded_at, by=by, what=what).to_plain()
