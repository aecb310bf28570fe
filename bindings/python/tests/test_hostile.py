"""Whatever frame comes: a result, or `KeyaccountError`. Nothing else, and never a crash."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import keyaccount as ka

DAY = date(2026, 6, 30)
TABLES = ka.Book.tables()

IDS = st.sampled_from(["A", "B", "C", "", " ", "é", "\u202e", "x" * 70, "\0"])
DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(2024, 1, 1), date(2027, 1, 1))
KINDS: list[tuple[st.SearchStrategy[Any], pa.DataType]] = [
    (IDS, pa.string()),
    (IDS, pa.large_string()),
    (IDS, pa.string_view()),
    (IDS, pa.dictionary(pa.int8(), pa.string())),
    (IDS, pa.dictionary(pa.int32(), pa.large_string())),
    (st.text(max_size=5), pa.string()),
    (
        st.sampled_from(["1.5", "-2", "1e3", "2026-01-31", "all", "paid", "2026-01-31T10:00:00+08:00"]),
        pa.string(),
    ),
    (st.integers(-(2**63), 2**63 - 1), pa.int64()),
    (st.integers(-100, 100), pa.int8()),
    (st.integers(0, 2**64 - 1), pa.uint64()),
    (st.decimals(-1000, 1000, places=2), pa.decimal128(18, 2)),
    (st.decimals(-(10**20), 10**20, places=3), pa.decimal128(38, 3)),
    (st.decimals(-(10**20), 10**20, places=9), pa.decimal256(60, 9)),
    (st.decimals(-1000, 1000, places=2), pa.decimal32(9, 2)),
    (st.decimals(-1000, 1000, places=2), pa.decimal64(18, 2)),
    (st.floats(), pa.float64()),
    (st.floats(width=32), pa.float32()),
    (st.booleans(), pa.bool_()),
    (NEAR, pa.date32()),
    (DATES, pa.date64()),
    (st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)), pa.timestamp("ns")),
    (st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), pa.timestamp("ms", "Asia/Shanghai")),
    (st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), pa.timestamp("s", "+09:30")),
    (st.binary(max_size=4), pa.binary()),
    (st.lists(st.integers(0, 3), max_size=2), pa.list_(pa.int64())),
    (st.none(), pa.null()),
    (st.fixed_dictionaries({"a": st.integers(0, 9)}), pa.struct({"a": pa.int64()})),
]


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


FEW = st.sampled_from(["A", "B", "C"])
# By the end of a column's name, what mostly fits it.
FITTING: dict[str, list[tuple[st.SearchStrategy[Any], pa.DataType]]] = {
    "_id": [(FEW, pa.string()), (FEW, pa.string_view()), (FEW, pa.dictionary(pa.int8(), pa.string()))],
    "on": [(NEAR, pa.date32()), (NEAR.map(str), pa.string()), (NEAR.map(midnight), pa.timestamp("us"))],
    "_at": [(NEAR.map(lambda day: f"{day}T10:00:00"), pa.string())],
    "amount": [(st.decimals(-1000, 1000, places=2), pa.decimal128(18, 2)), (st.integers(0, 99), pa.int16())],
    "cost": [(st.decimals(0, 1000, places=2), pa.decimal256(40, 2))],
    "quantity": [(st.integers(-9, 99), pa.int64()), (st.floats(0, 10), pa.float64())],
    # Everything else.
    "": [(st.sampled_from(["A", "all", "yes", "1.5", "paid"]), pa.string()), (st.booleans(), pa.bool_())],
}


@st.composite
def columns(draw: st.DrawFn, name: str, rows: int) -> pa.ChunkedArray:
    """Cells of some type, some of them null, in chunks and slices."""
    fitting = next((kinds for ending, kinds in FITTING.items() if name.endswith(ending)), None)
    kinds = fitting if fitting and draw(st.integers(0, 19)) else KINDS
    cells, kind = draw(st.sampled_from(kinds))
    if fitting is kinds and draw(st.integers(0, 3)):
        values = draw(st.lists(cells, min_size=rows + 2, max_size=rows + 2))
        return arranged(draw, values, kind, rows)
    values = draw(st.lists(st.none() | cells, min_size=rows + 2, max_size=rows + 2))
    return arranged(draw, values, kind, rows)


def arranged(draw: st.DrawFn, values: list[Any], kind: pa.DataType, rows: int) -> pa.ChunkedArray:
    if pa.types.is_dictionary(kind):
        array: pa.Array = pa.array(values, pa.string()).dictionary_encode().cast(kind)
    else:
        array = pa.array(values, kind)
    array = array.slice(draw(st.integers(0, 2)), rows)
    cut = draw(st.integers(0, rows))
    return pa.chunked_array([array.slice(0, cut), array.slice(cut)])


@st.composite
def frames(draw: st.DrawFn, table: str) -> pa.Table:
    """Most columns of a table, and perhaps some it does not have."""
    rows = draw(st.integers(0, 4))
    names = [
        name
        for name, required in ka.Book.columns(table).items()
        if draw(st.integers(0, 29)) < (29 if required else 6)
    ]
    names += draw(st.lists(st.text(max_size=4), max_size=2))
    return pa.table([draw(columns(name, rows)) for name in names], names=names)


@st.composite
def books(draw: st.DrawFn) -> dict[str, pa.Table]:
    """Some tables."""
    tables = draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True))
    likely = ["customers", "order_lines", "invoices", "settlements"]
    tables = list({*tables, *draw(st.lists(st.sampled_from(likely), min_size=1, max_size=3))})
    tables.sort()
    return {table: draw(frames(table)) for table in tables}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    books(),
    st.fixed_dictionaries(
        {},
        optional={
            "skip_bad_rows": st.booleans(),
            "money_decimals": st.integers(0, 7),
            "zone": st.sampled_from(["Asia/Shanghai", "UTC", "Nowhere"]),
            "unknown_customers": st.sampled_from(["add", "skip"]),
            "missing_customer": st.just("skip"),
            "partial": st.booleans(),
        },
    ),
)
def test_frames_only_ever_raise_the_one_exception(
    tables: dict[str, pa.Table], keywords: dict[str, Any]
) -> None:
    try:
        result = ka.Book(**tables, **keywords).score(ka.Policy.shipped(), DAY)
        for table in (result.scores, result.slices, result.credit, result.behaviour, result.portfolio):
            table.to_pyarrow().validate(full=True)
    except ka.KeyaccountError as refused:
        if not refused.problems or not str(refused):
            raise AssertionError("refused without a word") from refused


@st.composite
def orders(draw: st.DrawFn) -> pa.Table:
    """Order lines a book takes, in every type they may have."""
    rows = draw(st.integers(1, 5))
    amounts = draw(st.lists(st.decimals(0, 10_000, places=2), min_size=rows, max_size=rows))
    days = draw(st.lists(NEAR, min_size=rows, max_size=rows))
    customers = draw(st.lists(st.sampled_from("ABC"), min_size=rows, max_size=rows))
    return pa.table(
        {
            "order_id": [str(at) for at in range(rows)],
            "customer_id": customers,
            "ordered_on": days,
            "amount": pa.array(amounts, pa.decimal128(18, 2)),
        }
    )


@settings(max_examples=100, deadline=None)
@given(
    orders(),
    st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]),
    st.sampled_from([pa.decimal128(38, 6), pa.decimal256(40, 3), pa.string(), pa.decimal64(18, 2)]),
    st.sampled_from([pa.date64(), pa.timestamp("s"), pa.timestamp("us"), pa.string()]),
    st.integers(0, 5),
)
def test_the_type_of_a_column_changes_nothing(
    lines: pa.Table, text: pa.DataType, money: pa.DataType, day: pa.DataType, cut: int
) -> None:
    policy = ka.Policy.shipped()
    other = pa.table(
        {
            "order_id": lines["order_id"].cast(text),
            "customer_id": lines["customer_id"].dictionary_encode(),
            "ordered_on": lines["ordered_on"].cast(day),
            "amount": lines["amount"].cast(money),
        }
    )
    other = pa.concat_tables([other.slice(0, cut), other.slice(cut)])
    plain, odd = (ka.Book(order_lines=frame).score(policy, DAY) for frame in (lines, other))
    assert plain.scores.to_pyarrow().to_pylist() == odd.scores.to_pyarrow().to_pylist()
    assert plain.stamp == odd.stamp
    total = sum((row["order_amount"] or Decimal(0)) for row in plain.scores.to_pyarrow().to_pylist())
    first = date(2025, 7, 1)
    assert total == sum(row["amount"] for row in lines.to_pylist() if first <= row["ordered_on"] <= DAY)
