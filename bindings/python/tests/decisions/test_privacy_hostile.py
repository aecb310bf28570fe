"""Whatever frame is to be anonymised: a table without an id in it, or an error that says why."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from keyaccount import KeyaccountError, Policy
from keyaccount.archive import anonymise, deidentify

POLICY = Policy.shipped("standard")
NAMES = st.sampled_from(
    ["customer_id", "name", "phone", "grade", "amount", "birthday", "address", "notes", "", "x"]
)
ROWS = 7


def column(kind: pa.DataType, values: st.SearchStrategy[Any]) -> st.SearchStrategy[pa.Array]:
    cells = st.lists(st.none() | values, min_size=ROWS, max_size=ROWS)
    return cells.map(lambda given: pa.array(given, kind))


def dictionaries(array: pa.Array) -> pa.Array:
    return array.dictionary_encode()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["13800138000", "A", "K1"]
)
COLUMNS = st.one_of(
    column(pa.string(), TEXTS),
    column(pa.large_string(), TEXTS),
    column(pa.string_view(), TEXTS),
    column(pa.string(), TEXTS).map(dictionaries),
    column(pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    column(pa.decimal128(38, 2), st.decimals(-(10**30), 10**30, places=2)),
    column(pa.date32(), st.dates(date(1, 1, 1))),
    column(pa.timestamp("us"), st.datetimes(datetime(1, 1, 1))),
    column(pa.timestamp("ns", "Asia/Shanghai"), st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1))),
    column(pa.bool_(), st.booleans()),
    column(pa.float64(), st.floats()),
    column(pa.list_(pa.int64()), st.lists(st.integers(0, 9))),
    column(pa.binary(), st.binary(max_size=4)),
    st.just(pa.nulls(ROWS)),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(NAMES, COLUMNS), max_size=5), st.integers(0, ROWS), st.booleans())
def test_any_frame_is_taken_or_refused(
    columns: list[tuple[str, pa.Array]], start: int, chunked: bool
) -> None:
    whole = pa.Table.from_arrays([array for _, array in columns], names=[name for name, _ in columns])
    frame = pa.concat_tables([whole.slice(start), whole.slice(0, start)]) if chunked else whole.slice(start)
    for act in (lambda: anonymise(frame, POLICY), lambda: deidentify(frame, POLICY, key=bytes(32))):
        try:
            left, report = act()
        except KeyaccountError as error:
            said = [problem.found and problem.expected for problem in error.problems]
            assert said and all(said), "every problem says what was found and expected"  # noqa: PT018
        else:
            assert (len(left), report.rows_in) == (report.rows_out, frame.num_rows)
            assert report.rows_out <= report.rows_in


def test_a_thousand_calls_leave_nothing_behind() -> None:
    """Objects that Python counts: as many after as before."""
    import gc

    frame = pa.table({"customer_id": ["K1", "K2"], "amount": [Decimal("1.00"), None]})
    anonymise(frame, POLICY)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(1_000):
        anonymise(frame, POLICY)
    gc.collect()
    assert len(gc.get_objects()) - before < 50
