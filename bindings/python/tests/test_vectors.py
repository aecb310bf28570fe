"""The shared vectors of scoring, through frames."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from conftest import ROOT

import keyaccount as ka

FILES = sorted((ROOT / "tests" / "vectors").glob("*.json"))
VECTORS = [
    pytest.param(vector, id=f"{file.stem}: {vector['id']}")
    for file in FILES
    for vector in json.loads(file.read_text(encoding="utf-8"))["vectors"]
]


def cell(value: Any) -> str | bool | None:
    """A cell of a vector as a frame has it."""
    if isinstance(value, dict):
        return str(value["days"])
    assert value is None or isinstance(value, str | bool), value
    return value


def frame(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows of a vector as a frame; without rows it has the columns a table must have."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    names += [name for name, required in ka.Book.columns(table).items() if required and name not in names]
    columns = {name: [cell(row.get(name)) for row in rows] for name in names}
    return pa.table({name: column(cells) for name, cells in columns.items()})


def column(cells: list[str | bool | None]) -> pa.Array:
    is_text = not any(isinstance(cell, bool) for cell in cells)
    return pa.array(cells, pa.string() if is_text else pa.bool_())


def shown(value: object) -> str:
    """A cell as CSV files show it."""
    return "" if value is None else str(value)


def by_name(table: ka.Table) -> list[dict[str, str]]:
    rows = table.to_pyarrow().to_pylist()
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def plain(value: object) -> str:
    """A cell of an Arrow table as CSV files show it, but for zeros behind the point."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return shown(value)


def same(found: str, expected: str) -> bool:
    """Equal as text, or the same number: Arrow's columns have all the decimals of their type."""
    if found == expected:
        return True
    try:
        return Decimal(found) == Decimal(expected)
    except ArithmeticError:
        return False


def policy_of(vector: dict[str, Any]) -> ka.Policy:
    settings = vector.get("set")
    if "policy_text" in vector:
        return ka.Policy.from_toml(vector["policy_text"], settings=settings)
    return ka.Policy.shipped(vector["policy"], settings=settings)


def book_of(vector: dict[str, Any]) -> ka.Book:
    settings = dict(vector.get("settings", {}))
    if "history_from" in settings:
        settings["history_from"] = date.fromisoformat(settings["history_from"])
    tables = {table: frame(table, rows) for table, rows in vector["book"].items()}
    return ka.Book(**tables, **settings)


@pytest.mark.parametrize("vector", VECTORS)
def test_vector(vector: dict[str, Any]) -> None:
    expect = vector["expect"]
    as_of = date.fromisoformat(vector["as_of"])
    if "problems" in expect:
        with pytest.raises(ka.KeyaccountError) as refused:
            book_of(vector).score(policy_of(vector), as_of)
        assert sorted(problem.code for problem in refused.value.problems) == sorted(expect["problems"])
        return
    result = book_of(vector).score(policy_of(vector), as_of)
    unchecked = set(expect) - {
        "scores",
        "credit",
        "behaviour",
        "explained",
        "remedies",
        "slices",
        "order",
        "portfolio",
        "notes",
        "first_note",
    }
    assert not unchecked, unchecked

    for customer, cells in expect.get("scores", {}).items():
        row = result[customer]
        found = {name: shown(row[name]) for name in cells}
        assert found == cells, customer
    for kind in ("credit", "behaviour"):
        rows = {row["customer_id"]: row for row in by_name(getattr(result, kind))}
        for customer, cells in expect.get(kind, {}).items():
            for name, value in cells.items():
                assert same(rows[customer][name], value), (kind, customer, name)
    for lang, customers in expect.get("explained", {}).items():
        rows = {row["customer_id"]: row for row in by_name(result.explained(lang))}
        for customer, cells in customers.items():
            for name, value in cells.items():
                assert same(rows[customer][name], value), (lang, customer, name)
    for customer, remedies in expect.get("remedies", {}).items():
        found = result.remedies(customer)
        assert len(found) == len(remedies), customer
        for one, wanted in zip(found, remedies, strict=True):
            record = one.to_dict()
            assert record["lever"] == wanted["lever"]
            assert record["outcome"] == wanted["outcome"] or same_record(record["outcome"], wanted["outcome"])
            for lang in ("en", "zh"):
                if lang in wanted:
                    assert one.sentence(lang) == wanted[lang]
            if "concerns_others" in wanted:
                assert one.concerns_others == wanted["concerns_others"]
    if "slices" in expect:
        rows = by_name(result.slices)
        assert len(rows) == len(expect["slices"])
        for row, cells in zip(rows, expect["slices"], strict=True):
            for name, value in cells.items():
                assert same(row[name], value), (row, name)
    if "order" in expect:
        assert result.scores.to_pyarrow()["customer_id"].to_pylist() == expect["order"]
    metrics = {row["metric"]: row["value"] for row in by_name(result.portfolio)}
    for metric, value in expect.get("portfolio", {}).items():
        assert same(metrics[metric], value), metric
    counts = {note.code: note.count for note in result.notes}
    for code, count in expect.get("notes", {}).items():
        assert counts.get(code, 0) == count, code
    if "first_note" in expect:
        assert result.notes[0].code == expect["first_note"]


def same_record(found: Any, wanted: Any) -> bool:
    """Whether records agree where the vector says something, numbers as numbers."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(name in found and same_record(found[name], value) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(map(same_record, found, wanted))
    return found == wanted or (isinstance(found, str) and isinstance(wanted, str) and same(found, wanted))


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 315
