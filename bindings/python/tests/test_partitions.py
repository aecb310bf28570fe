"""Books in partitions: however customers are cut and columns are chunked, the rows are those of the whole."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

import keyaccount as ka
from keyaccount._core import (
    finish_partition,
    merge_population_shares,
    merge_ranking_shares,
    population_share,
    ranking_share,
)

DAY = date(2026, 6, 30)
LINES = pa.schema(
    {
        "order_id": pa.string(),
        "customer_id": pa.string(),
        "ordered_on": pa.date32(),
        "amount": pa.decimal128(12, 2),
        "cost": pa.decimal128(12, 2),
    }
)
INVOICES = pa.schema(
    {
        "invoice_id": pa.string(),
        "customer_id": pa.string(),
        "issued_on": pa.date32(),
        "due_on": pa.date32(),
        "amount": pa.decimal128(12, 2),
    }
)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Lines and invoices of a few customers, some of whom are alike."""
    found: list[dict[str, Any]] = []
    for at in range(draw(st.integers(1, 30))):
        amount = Decimal(draw(st.integers(1, 40))) * 25
        found.append(
            {
                "at": at,
                "customer_id": f"K{draw(st.integers(0, 9))}",
                "on": DAY - timedelta(days=draw(st.integers(0, 500))),
                "amount": amount,
                "cost": draw(st.one_of(st.none(), st.integers(1, 40).map(lambda n: Decimal(n) * 20))),
                "is_line": draw(st.booleans()),
            }
        )
    return found


def frames(found: list[dict[str, Any]], chunk: int) -> dict[str, pa.Table]:
    lines = [
        {
            "order_id": f"L{row['at']}",
            "customer_id": row["customer_id"],
            "ordered_on": row["on"],
            "amount": row["amount"],
            "cost": row["cost"],
        }
        for row in found
        if row["is_line"]
    ]
    invoices = [
        {
            "invoice_id": f"I{row['at']}",
            "customer_id": row["customer_id"],
            "issued_on": row["on"],
            "due_on": row["on"] + timedelta(days=30),
            "amount": row["amount"],
        }
        for row in found
        if not row["is_line"]
    ]
    tables = {
        "order_lines": pa.Table.from_pylist(lines, LINES),
        "invoices": pa.Table.from_pylist(invoices, INVOICES),
    }
    return {name: in_chunks(table, chunk) for name, table in tables.items()}


def in_chunks(table: pa.Table, rows: int) -> pa.Table:
    """The table in batches of so many rows, each but a slice of a longer one."""
    batches = [table.slice(start, rows) for start in range(0, len(table), rows)]
    return pa.concat_tables(batches) if batches else table


@settings(max_examples=60, deadline=None)
@given(found=rows(), parts=st.integers(1, 4), chunk=st.integers(1, 7), cut=st.integers(0, 3))
def test_parts_make_the_rows_of_the_whole(
    found: list[dict[str, Any]], parts: int, chunk: int, cut: int
) -> None:
    policy = ka.Policy.shipped("standard")
    whole = ka.Book(**frames(found, 100)).score(policy, DAY)
    assert ka.Book(**frames(found, chunk)).score(policy, DAY).stamp == whole.stamp

    def part(row: dict[str, Any]) -> int:
        return (int(row["customer_id"][1:]) + cut) % parts

    books = [ka.Book(**frames([row for row in found if part(row) == at], chunk))._data for at in range(parts)]
    population = merge_population_shares([population_share(book, policy, DAY)[0] for book in books])
    ranking = merge_ranking_shares([ranking_share(book, policy, DAY, population) for book in books])
    placed: dict[int, dict[str, Any]] = {}
    for book in books:
        result, places = finish_partition(book, policy, DAY, population, ranking)
        assert result.stamp == whole.stamp
        placed |= dict(zip(places, result.scores.to_pyarrow().to_pylist(), strict=True))
    assert [placed[place] for place in range(len(whole))] == whole.scores.to_pyarrow().to_pylist()
