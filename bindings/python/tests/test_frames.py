"""Frames of every library and every type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import keyaccount as ka

DAY = date(2026, 6, 30)
ROWS: dict[str, list[Any]] = {
    "order_id": ["1", "2", "3"],
    "customer_id": ["Anshan Steel", "Baltic Foods", "Anshan Steel"],
    "ordered_on": [date(2025, 9, 1), date(2025, 9, 9), date(2025, 9, 19)],
    "amount": [Decimal("120000.00"), Decimal("80000.00"), Decimal("40000.50")],
    "cost": [Decimal("90000.00"), Decimal("70000.00"), Decimal("35000.00")],
}


def scored(frame: ka.Frame, policy: ka.Policy, **settings: Any) -> list[dict[str, Any]]:
    return ka.Book(order_lines=frame, **settings).score(policy, DAY).scores.to_pyarrow().to_pylist()


@pytest.fixture(scope="module")
def expected(standard: ka.Policy) -> list[dict[str, Any]]:
    rows = scored(pa.table(ROWS), standard)
    # 160,000.50 and 80,000.00; profit 35,000.50 and 10,000.00: Anshan Steel is first in both.
    assert [row["customer_id"] for row in rows] == ["Anshan Steel", "Baltic Foods"]
    assert rows[0]["order_amount"] == Decimal("160000.50")
    assert rows[0]["profit"] == Decimal("35000.50")
    return rows


def dictionaries(table: pa.Table) -> pa.Table:
    return table.set_column(1, "customer_id", table["customer_id"].dictionary_encode())


def cast(name: str, kind: pa.DataType) -> Any:
    def change(table: pa.Table) -> pa.Table:
        at = table.column_names.index(name)
        return table.set_column(at, name, table[name].cast(kind))

    return change


CHANGES: dict[str, Any] = {
    "as it is": lambda table: table,
    "chunked": lambda table: pa.concat_tables([table.slice(0, 1), table.slice(1)]),
    "sliced": lambda table: pa.concat_tables([table, table]).combine_chunks().slice(0, 3),
    "a record batch": lambda table: table.combine_chunks().to_batches()[0],
    "dictionary": dictionaries,
    "large string": cast("customer_id", pa.large_string()),
    "string view": cast("customer_id", pa.string_view()),
    "decimal256": cast("amount", pa.decimal256(50, 4)),
    "money as text": cast("amount", pa.string()),
    "numbers as ids": cast("order_id", pa.int64()),
    "timestamps": cast("ordered_on", pa.timestamp("us")),
    "dates as text": cast("ordered_on", pa.string()),
    "pandas": lambda table: table.to_pandas(),
    "pandas with Arrow's types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "duckdb": lambda table: duckdb.from_arrow(table),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_kind_of_frame_gives_the_same(
    change: Any, standard: ka.Policy, expected: list[dict[str, Any]]
) -> None:
    assert scored(change(pa.table(ROWS)), standard) == expected


def test_floats_are_refused_with_the_fix_and_taken_with_it(
    standard: ka.Policy, expected: list[dict[str, Any]]
) -> None:
    frame = pl.DataFrame(ROWS).with_columns(pl.col("amount").cast(pl.Float64))
    with pytest.raises(ka.KeyaccountError, match="money_decimals=2") as refused:
        ka.Book(order_lines=frame)
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.path) == ("wrong_type", "order_lines", "amount")
    assert scored(frame, standard, money_decimals=2) == expected


def test_a_float_becomes_its_shortest_decimal(standard: ka.Policy) -> None:
    frame = pl.DataFrame({**ROWS, "amount": [0.1, 0.2, 1.005]})
    row = ka.Book(order_lines=frame, money_decimals=2).score(standard, DAY)["Anshan Steel"]
    # 0.1 and 1.005, which as a binary number lies below, rounded half away from zero: 0.10 + 1.01.
    assert row["order_amount"] == Decimal("1.11")


def test_a_misnamed_column_gets_the_nearest_name() -> None:
    frame = pl.DataFrame(ROWS).rename({"order_id": "oder_id"})
    with pytest.raises(ka.KeyaccountError, match="did you mean `oder_id`") as refused:
        ka.Book(order_lines=frame)
    assert refused.value.problems[0].code == "missing"


def test_a_column_nobody_reads_is_noted(standard: ka.Policy) -> None:
    book = ka.Book(order_lines=pl.DataFrame(ROWS).with_columns(shop=pl.lit("x")))
    assert [(note.code, note.count) for note in book.notes] == [("unknown_columns", 1)]
    assert "unknown_columns" in {note.code for note in book.score(standard, DAY).notes}


def test_a_misspelt_table_gets_the_nearest_name() -> None:
    with pytest.raises(ka.KeyaccountError, match="did you mean `invoices`"):
        ka.Book(invoces=pl.DataFrame(ROWS))


@pytest.mark.parametrize("no_frame", [[1, 2], "orders.csv", 7, {"a": [1]}, object()])
def test_what_is_no_frame_is_refused(no_frame: Any) -> None:
    with pytest.raises(ka.KeyaccountError, match="pandas"):
        ka.Book(order_lines=no_frame)


def test_a_lazy_frame_is_to_be_collected() -> None:
    with pytest.raises(ka.KeyaccountError, match="collect"):
        ka.Book(order_lines=pl.LazyFrame(ROWS))  # type: ignore[arg-type]


def test_a_frame_that_cannot_be_arrow_is_refused() -> None:
    frame = pd.DataFrame({"order_id": ["1", 2], "amount": [1, "x"]})
    with pytest.raises(ka.KeyaccountError):
        ka.Book(order_lines=frame)


def test_an_empty_frame_is_a_table_without_rows(standard: ka.Policy) -> None:
    book = ka.Book(order_lines=pl.DataFrame(ROWS).clear(), customers=pl.DataFrame({"customer_id": ["A"]}))
    assert book.row_counts == {"customers": 1, "order_lines": 0}
    assert len(book.score(standard, DAY)) == 1


def test_problems_of_rows_wait_and_name_their_rows(standard: ka.Policy) -> None:
    frame = pl.DataFrame({**ROWS, "amount": ["1.00", "x", "3.00"]})
    book = ka.Book(order_lines=frame)
    (problem,) = book.problems
    assert (problem.code, problem.file, problem.line, problem.path) == (
        "bad_number",
        "order_lines",
        2,
        "amount",
    )
    with pytest.raises(ka.KeyaccountError) as refused:
        book.score(standard, DAY)
    assert refused.value.problems == (problem,)
    skipping = ka.Book(order_lines=frame, skip_bad_rows=True)
    result = skipping.score(standard, DAY)
    assert skipping.problems == []
    assert [left_out.line for left_out in result.rejected] == [2]


def test_settings_are_checked() -> None:
    with pytest.raises(ka.KeyaccountError, match="unknown_customers"):
        ka.Book(order_lines=pl.DataFrame(ROWS), unknown_customers="ad")  # type: ignore[arg-type]
    with pytest.raises(ka.KeyaccountError, match="Asia/Shanghai"):
        ka.Book(order_lines=pl.DataFrame(ROWS), zone="Shanghai")
    with pytest.raises(ka.KeyaccountError, match="0 to 6"):
        ka.Book(order_lines=pl.DataFrame(ROWS), money_decimals=7)


def test_instants_need_a_zone_whose_day_counts(standard: ka.Policy) -> None:
    # 2025-06-30 20:00 UTC is 1 July in Shanghai, the first day of the window of twelve months.
    moments = pl.Series([1_751_313_600_000_000] * 3).cast(pl.Datetime("us", "UTC"))
    frame = pl.DataFrame(ROWS).with_columns(ordered_on=moments)
    with pytest.raises(ka.KeyaccountError, match="zone"):
        ka.Book(order_lines=frame)

    def amount(zone: str) -> object:
        return ka.Book(order_lines=frame, zone=zone).score(standard, DAY)["Baltic Foods"]["order_amount"]

    assert amount("Asia/Shanghai") == Decimal("80000.00")
    assert amount("UTC") in (None, Decimal("0.00"))


def test_the_keywords_are_the_tables_of_the_core() -> None:
    import inspect

    parameters = inspect.signature(ka.Book).parameters
    tables = [name for name, parameter in parameters.items() if "Frame" in str(parameter.annotation)]
    assert tables[:-1] == ka.Book.tables()
