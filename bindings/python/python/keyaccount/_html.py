"""What notebooks show."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyaccount._core import Policy, Result, Table
    from keyaccount.book import Book

_SHOWN = 10
_COLUMNS = ("customer_id", "name", "credit_score", "composite_score", "grade", "priority_rank")


def text(content: str) -> str:
    """Text as it is, its columns aligned."""
    return f"<pre style='font-family:monospace'>{escape(content)}</pre>"


def _grid(header: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def policy(shown: Policy) -> str:
    """A policy: its header."""
    rows = [
        ["name", shown.name],
        ["version", shown.version],
        ["title", shown.title or ""],
        ["currency", shown.currency],
        ["effective from", str(shown.effective_from or "")],
        ["digest", shown.digest[:12]],
    ]
    return _grid(["policy", ""], rows)


def book(shown: Book) -> str:
    """A book: how many rows each table has, and what is wrong with it."""
    grid = _grid(["table", "rows"], [[table, f"{count:,}"] for table, count in shown.row_counts.items()])
    problems = shown.problems
    said = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems[:_SHOWN])
    more = f"<p>{len(problems):,} problems</p><ul>{said}</ul>" if problems else ""
    return grid + more


def table(shown: Table) -> str:
    """A table: its first rows."""
    rows = [[cell or "" for cell in row] for row in shown.head(_SHOWN)]
    return _grid(shown.column_names, rows) + f"<p>{len(shown):,} rows</p>"


def result(shown: Result) -> str:
    """A result: how many customers have which grade, the first of them, notes and stamp."""
    distribution = shown.distribution
    counts = {**distribution.grades, "unrated": distribution.unrated, "new": distribution.new}
    grades = _grid([*counts], [[f"{count:,}" for count in counts.values()]])
    scores = shown.scores
    places = [scores.column_names.index(name) for name in _COLUMNS if name in scores.column_names]
    rows = [[row[at] or "" for at in places] for row in scores.head(_SHOWN)]
    first = _grid([scores.column_names[at] for at in places], rows)
    notes = "".join(f"<li>{escape(str(note))}</li>" for note in shown.notes)
    stamp = escape(repr(shown.stamp)[1:-1])
    return f"{grades}{first}<p>{len(shown):,} customers</p><ul>{notes}</ul><p><small>{stamp}</small></p>"
