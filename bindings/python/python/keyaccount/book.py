"""Books: what happened, from frames or from files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, overload

from keyaccount import _core
from keyaccount._core import BookData

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, timedelta
    from os import PathLike
    from typing import Literal

    from keyaccount._core import Note, Policy, Problem, Result
    from keyaccount.due import BookDue, WorkCalendar


class Frame(Protocol):
    """Anything with the Arrow PyCapsule interface: pandas (3 or later), polars, pyarrow, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object:
        """The rows, as Arrow's C stream."""
        ...


class Book:
    """What happened with each customer: orders, invoices, payments, as tables.

    Every keyword that is no setting is a table (``Book.tables()`` lists them), and takes a frame of any
    library whose frames have the Arrow PyCapsule interface: pandas (3 or later), polars, pyarrow, DuckDB
    relations. Columns may come in
    any order; which there are says ``Book.columns("invoices")``. Memory is not copied where the types
    allow.

    * identifiers and texts: strings, or integers by their digits;
    * money and quantities: decimals and integers of any width, or strings such as ``"1200.50"``. Binary
      floats are refused, since 0.1 is no float: ``money_decimals=2`` makes each float the shortest decimal
      that reads back as the same float, rounded to so many decimals (0 to 6);
    * dates: dates, timestamps (their time is dropped), strings as ``2026-02-28``. Timestamps with a zone of
      their own need ``zone``, whose calendar days count;
    * null is missing, and missing is never zero.

    Settings:

    * ``currency``: the ISO 4217 code of all money; the policy's if not stated;
    * ``amounts``: whether amounts include tax, ``"incl"`` or ``"excl"``; changes no result, a note warns;
    * ``unknown_customers``: ``"add"`` or ``"skip"`` rows whose customer the table ``customers`` does not
      have; an error unless stated;
    * ``missing_customer``: ``"skip"`` rows whose customer is blank; an error unless stated;
    * ``unknown_invoices``: ``"skip"`` settlements and delay reasons of invoices that are not there;
    * ``unapplied_credit``: ``"report"`` money that finds no invoice; unless stated it settles later ones;
    * ``history_from``: the first day the export covers;
    * ``partial``: the book holds only some of the customers, so there are no ranks;
    * ``zone``: a time zone such as ``"Asia/Shanghai"``;
    * ``skip_bad_rows``: leave rows with problems out and report them beside the result.

    Raises ``KeyaccountError`` for what is wrong with whole columns: one is missing (with the nearest name),
    has a type that is not taken, is money in floats. What is wrong with single rows is in ``problems``, and
    raised by ``score``.
    """

    __slots__ = ("_data",)

    _data: BookData

    def __init__(
        self,
        *,
        customers: Frame | None = None,
        products: Frame | None = None,
        orders: Frame | None = None,
        order_lines: Frame | None = None,
        invoices: Frame | None = None,
        settlements: Frame | None = None,
        delay_reasons: Frame | None = None,
        credit_facts: Frame | None = None,
        prospect_assessments: Frame | None = None,
        ratings: Frame | None = None,
        grade_overrides: Frame | None = None,
        contracts: Frame | None = None,
        contacts: Frame | None = None,
        evaluations: Frame | None = None,
        people: Frame | None = None,
        role_holders: Frame | None = None,
        delegations: Frame | None = None,
        documents: Frame | None = None,
        ndas: Frame | None = None,
        grants: Frame | None = None,
        holds: Frame | None = None,
        contact_log: Frame | None = None,
        reminders: Frame | None = None,
        runs: Frame | None = None,
        changes: Frame | None = None,
        archive_records: Frame | None = None,
        records: Frame | None = None,
        currency: str | None = None,
        amounts: Literal["incl", "excl"] | None = None,
        unknown_customers: Literal["add", "skip"] | None = None,
        missing_customer: Literal["skip"] | None = None,
        unknown_invoices: Literal["skip"] | None = None,
        unapplied_credit: Literal["report"] | None = None,
        history_from: date | None = None,
        partial: bool = False,
        zone: str | None = None,
        money_decimals: int | None = None,
        skip_bad_rows: bool = False,
        progress: bool = False,
        **more: Frame | None,
    ) -> None:
        tables: dict[str, Frame | None] = {
            "customers": customers,
            "products": products,
            "orders": orders,
            "order_lines": order_lines,
            "invoices": invoices,
            "settlements": settlements,
            "delay_reasons": delay_reasons,
            "credit_facts": credit_facts,
            "prospect_assessments": prospect_assessments,
            "ratings": ratings,
            "grade_overrides": grade_overrides,
            "contracts": contracts,
            "contacts": contacts,
            "evaluations": evaluations,
            "people": people,
            "role_holders": role_holders,
            "delegations": delegations,
            "documents": documents,
            "ndas": ndas,
            "grants": grants,
            "holds": holds,
            "contact_log": contact_log,
            "reminders": reminders,
            "runs": runs,
            "changes": changes,
            "archive_records": archive_records,
            "records": records,
            **more,
        }
        settings: dict[str, object] = {
            "currency": currency,
            "amounts": amounts,
            "unknown_customers": unknown_customers,
            "missing_customer": missing_customer,
            "unknown_invoices": unknown_invoices,
            "unapplied_credit": unapplied_credit,
            "history_from": history_from,
            "partial": partial,
            "zone": zone,
            "money_decimals": money_decimals,
            "skip_bad_rows": skip_bad_rows,
        }
        given: dict[str, object] = {name: frame for name, frame in tables.items() if frame is not None}
        self._data = BookData.from_frames(given, settings, progress)

    @classmethod
    def from_dir(
        cls, path: str | PathLike[str], *, skip_bad_rows: bool = False, progress: bool = False
    ) -> Book:
        """Reads a directory of CSV files named after their tables, or a ``book.toml``.

        Raises ``KeyaccountError`` for a manifest with mistakes, and if there is no table at all.
        """
        book = cls.__new__(cls)
        book._data = BookData.from_dir(path, skip_bad_rows, progress)
        return book

    @staticmethod
    def tables() -> list[str]:
        """The names of the tables a book may have."""
        return BookData.table_names()

    @staticmethod
    def columns(table: str) -> dict[str, bool]:
        """The columns of a table, and whether each is required.

        Raises ``KeyaccountError`` for a name that is no table's, with the nearest one.
        """
        return dict(BookData.columns(table))

    @overload
    def score(
        self, policy: Policy, as_of: date, *, input_digest: bool = True, progress: bool = False
    ) -> Result: ...

    @overload
    def score(
        self, policy: Policy, as_of: Sequence[date], *, input_digest: bool = True, progress: bool = False
    ) -> list[Result]: ...

    def score(
        self,
        policy: Policy,
        as_of: date | Sequence[date],
        *,
        input_digest: bool = True,
        progress: bool = False,
    ) -> Result | list[Result]:
        """Scores and grades every customer as of a day, or of each of several days.

        Nothing after the day is looked at. ``input_digest=False`` leaves the digest of the rows out of the
        stamp, which costs more than all the rest. With ``progress`` a line on standard error says how far
        it is. Python runs on meanwhile, and Ctrl-C is heard at once.

        Raises ``KeyaccountError`` with everything that is wrong with the book or does not fit the policy,
        ``TypeError`` for a day that is no ``date``.
        """
        # Not before it is needed: importing is quick.
        from datetime import date

        days = _days(as_of)
        if isinstance(as_of, date):
            return self._data.score(policy, days, input_digest, progress)[0]
        return self._data.score(policy, days, input_digest, progress)

    def due(
        self,
        policy: Policy,
        at: date | datetime,
        *,
        ahead: timedelta | None = None,
        calendar: WorkCalendar | None = None,
    ) -> BookDue:
        """What is due under a policy: calls, duties, records that must go. ``at`` is an instant of the
        organisation's zone, or a day, whose end counts: whatever happened on it is seen, and what is due on
        it is still in time. What begins within ``ahead`` is listed as upcoming.

        >>> due = book.due(ka.Policy.shipped("standard"), date(2026, 6, 30))  # doctest: +SKIP
        >>> for entry in due.list(person="P1").entries:  # doctest: +SKIP
        ...     print(entry.sentence())

        Raises ``KeyaccountError`` as ``score`` does.
        """
        from datetime import datetime

        _refuse_zone("at", at)
        instant = at if isinstance(at, datetime) else None
        day = at.date() if isinstance(at, datetime) else at
        return self.score(policy, day, input_digest=False).due(at=instant, ahead=ahead, calendar=calendar)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the book, whatever the day. Empty if rows with problems are left out."""
        return self._data.problems()

    @property
    def notes(self) -> list[Note]:
        """What was noticed while reading: columns nobody reads, rows left out."""
        return self._data.notes()

    @property
    def row_counts(self) -> dict[str, int]:
        """How many rows each table has, of the tables that are there."""
        return self._data.row_counts()

    @property
    def latest_date(self) -> date | None:
        """The latest day the book has something of; a day to score on where none is prescribed."""
        return self._data.latest_date()

    def input_digest(self, as_of: date) -> str:
        """The SHA-256 of all rows known on a day, whatever their order: part of every result's stamp."""
        return self._data.input_digest(as_of)

    def __repr__(self) -> str:
        rows = ", ".join(f"{table} {count}" for table, count in self.row_counts.items())
        return f"<Book: {rows}>"

    def _repr_html_(self) -> str:
        from keyaccount import _html

        return _html.book(self)


def _days(as_of: object) -> list[date]:
    """The days to score on: one, or several."""
    from datetime import date

    is_one = isinstance(as_of, (date, str)) or not hasattr(as_of, "__iter__")
    days: list[date] = []
    for day in (as_of,) if is_one else cast("Iterable[object]", as_of):
        if not isinstance(day, date):
            raise TypeError(f"as_of: expected a day, such as date(2026, 6, 30), or several: found {day!r}")
        _refuse_zone("as_of", day)
        days.append(day)
    return days


def _refuse_zone(name: str, day: date) -> None:
    """Refuses an instant with a zone: which day it is depends on where one stands."""
    if getattr(day, "tzinfo", None) is not None:
        expected = "a day, or an instant of the organisation's own zone, without `tzinfo`"
        raise _core.refusal(name, f"`{day}`", expected)
