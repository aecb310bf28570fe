"""What is due of a book that was scored, and lists as tables and files. Use ``keyaccount.due``."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from keyaccount import _core
from keyaccount._records._plain import Lang, read, read_all, to_plain
from keyaccount._records.due import (
    CalendarDays,
    DueKind,
    DueList,
    DuePart,
    Looking,
    Regularity,
)
from keyaccount._records.retention import Hold, KeptRecord

if TYPE_CHECKING:
    from keyaccount._core import Result, Table
    from keyaccount.archive import Incident
    from keyaccount.due import WorkCalendar


class BookDue:
    """What is due of a scored book at an instant of the day it was scored on.

    Contacts, reminders, contracts, runs, changes, files and role holders come from the book; stage, grade
    and value class from the result. Later rows are not seen, and neither are contacts after the instant.
    """

    __slots__ = ("_at", "_core")

    def __init__(
        self,
        result: Result,
        *,
        at: datetime | None = None,
        ahead: timedelta | None = None,
        calendar: WorkCalendar | None = None,
    ) -> None:
        """Of a result, at the end of its day unless an instant of it is given: whatever happened on the day
        is seen, and what is due that day is still in time. What begins within ``ahead`` is listed as
        upcoming.

        Raises ``KeyaccountError`` for an instant of another day than the one that was scored.
        """
        looking = read(Looking, _core.looking_on(result.as_of))
        at = looking.at if at is None else at
        looking = Looking(at=at, ahead=None if ahead is None else _later(at, ahead))
        days = _core.WorkCalendar.of(CalendarDays().to_plain()) if calendar is None else calendar._core
        self._core = _core.BookDue.of(result, days, looking.to_plain())
        self._at = at

    @property
    def looking(self) -> Looking:
        """When it holds, and how far it looks ahead."""
        return read(Looking, self._core.looking())

    def list(
        self,
        kinds: Iterable[DueKind] = (),
        *,
        person: str | None = None,
        incidents: Iterable[Incident] = (),
    ) -> DueList:
        """The list of these kinds; of every kind the book tells of if none is named. With ``person`` what
        that person is to do: what names the person, what names nobody but a role the person holds that day,
        and what but calls names neither. ``incidents``, which a book does not have, are listed beside it.
        """
        return read(DueList, self._core.due_list(to_plain(tuple(kinds)), person, self._parts(incidents)))

    def table(
        self,
        kinds: Iterable[DueKind] = (),
        *,
        person: str | None = None,
        incidents: Iterable[Incident] = (),
        lang: Lang | None = None,
    ) -> Table:
        """The same list as an Arrow table, a row for each entry: for lists of very many. In a language with
        the sentence of each entry as the last column, ``due_reason``.
        """
        return self._core.table(to_plain(tuple(kinds)), person, self._parts(incidents), lang)

    def _parts(self, incidents: Iterable[Incident]) -> object:
        parts: list[object] = []
        for incident in incidents:
            entries, change = incident._core.due(self._at)
            parts.append({"entries": entries, "next_change": change})
        return parts

    def calls_of(self, customer_id: str) -> DuePart:
        """What is due of one customer (§7.1); nothing if the policy has no ``[duties.calls]``.

        Raises ``KeyaccountError`` for a customer who is not in the book, with the nearest id.
        """
        return read(DuePart, self._core.calls_of(customer_id))

    def calls(self) -> DuePart:
        """What is due of every customer, and the greetings of the calendar (§7.1)."""
        return read(DuePart, self._core.calls())

    def duties(self) -> DuePart:
        """What the duties around customer files come to (§6.4), nothing of those the policy does not have;
        and the reassessment of grades (§4.8).
        """
        return read(DuePart, self._core.duties())

    def retention(self) -> DuePart:
        """Records of the book that must go (§6.5); nothing if the policy has no ``[archive.retention]``."""
        return read(DuePart, self._core.retention())

    def holds(self) -> tuple[Hold, ...] | None:
        """Legal holds as the book has them on the day: what a disposal is judged on. None without the table
        ``holds``: then nothing says that no record is held.
        """
        plain = self._core.holds()
        return None if plain is None else read_all(Hold, plain)

    def kept_records(self) -> tuple[KeptRecord, ...]:
        """Records on file on the day, each with every class it is kept as and the department of its
        customers' files, in the order of their ids: what a disposal may propose.
        """
        return read_all(KeptRecord, self._core.kept_records())

    def roles_of(self, person: str) -> tuple[str, ...]:
        """The roles a person holds on the day, whatever the unit."""
        return tuple(self._core.roles_of(person))

    def regularity(self, weeks: int) -> tuple[Regularity, ...]:
        """How regularly every customer was contacted in the last so many ISO weeks that are over (A25), of
        which at least one and at most 522 are looked at; in the order of the score table.
        """
        return read_all(Regularity, self._core.regularity(weeks))

    def regularity_table(self, weeks: int) -> Table:
        """The same as an Arrow table."""
        return self._core.regularity_table(weeks)

    def _repr_html_(self) -> str:
        from keyaccount import _html

        return _html.table(self.table(lang="en"))

    def __repr__(self) -> str:
        return f"<BookDue at {self._at.isoformat(sep=' ')}>"


def _later(at: datetime, ahead: timedelta) -> datetime:
    try:
        return at + ahead
    except OverflowError:
        raise _core.refusal("ahead", f"`{ahead}`", "an instant of the years 1 to 9999") from None


def merged(due: DueList, more: Iterable[DuePart | DueList]) -> DueList:
    """The list with more parts of the same instant in it, such as what is due of an incident, and with
    other lists, in order. Its stamp stays. What several lists hold is listed once.

    ``undated`` and ``more`` are added up, which is the most it can be where lists overlap; a list that has
    entries and equals another one counts once.

    Raises ``KeyaccountError`` for a list of another instant or of other value classes: its entries would
    stand otherwise.
    """
    lists: list[tuple[int, object]] = []
    parts: list[tuple[int, object]] = []
    for place, each in enumerate(more):
        (lists if isinstance(each, DueList) else parts).append((place, to_plain(each)))
    return read(DueList, _core.due_merged(due.to_plain(), lists, parts))


def to_table(due: DueList, *, lang: Lang | None = None) -> Table:
    """A list as an Arrow table, a row for each entry. ``due_since`` and ``due_until`` are dates, and times
    where the hour matters. In a language with the sentence of each entry as the last column,
    ``due_reason``.
    """
    return _core.due_table(due.to_plain(), lang)


def to_csv(due: DueList, *, lang: Lang | None = None, escape_formulas: bool = False) -> str:
    """A list as CSV with a header row, as ``keyaccount due`` writes it; in a language with translated
    headings and codes and the sentence of each entry. ``escape_formulas`` makes texts harmless that a
    spreadsheet would run.
    """
    return _core.due_csv(due.to_plain(), lang, escape_formulas)


def to_json(due: DueList) -> str:
    """A list as indented JSON, as ``keyaccount due`` writes it; ``DueList.from_plain(json.loads(…))`` reads
    it.
    """
    return _core.due_json(due.to_plain())
