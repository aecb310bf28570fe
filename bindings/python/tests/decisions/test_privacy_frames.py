"""De-identification and anonymisation of frames and files give what they give of plain tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from decisions.support import policy_of, vectors

from keyaccount import KeyaccountError, Policy
from keyaccount.archive import PlainTable, anonymise, deidentify, read_table, write_table

POLICY = Policy.shipped("standard")
KEY = bytes(range(32))
TABLES = [
    (place, next(iter(vector["archive"].values()))["table"])
    for place, vector in vectors("archive")
    if vector["archive"].keys() & {"deidentify", "anonymise"}
]


def arrow(table: PlainTable) -> pa.Table:
    columns = [[row[at] for row in table.rows] for at in range(len(table.columns))]
    return pa.Table.from_arrays([pa.array(each, pa.string()) for each in columns], names=list(table.columns))


def plain(table: Any) -> PlainTable:
    made = pa.table(table)
    columns = [column.to_pylist() for column in made.columns]
    return PlainTable(columns=tuple(made.column_names), rows=tuple(zip(*columns, strict=True)))


@pytest.mark.parametrize(("place", "given"), TABLES, ids=[place for place, _ in TABLES])
def test_a_frame_comes_to_what_its_table_comes_to(place: str, given: dict[str, Any]) -> None:
    table = PlainTable.from_plain(given)
    for of_table, of_frame in [
        (anonymise(table, POLICY), anonymise(arrow(table), POLICY)),
        (deidentify(table, POLICY, key=KEY), deidentify(arrow(table), POLICY, key=KEY)),
    ]:
        assert of_table[1] == of_frame[1], place
        if of_table[0].rows:
            assert of_table[0] == plain(of_frame[0]), place


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_of_every_library(library: str) -> None:
    frames = pytest.importorskip(library, reason=f"{library} is not installed")
    columns = {
        "customer_id": ["K1", "K2", "K3"],
        "phone": ["13800138000", None, "13900139000"],
        "credit_score": [Decimal("91.50"), Decimal("70.00"), None],
        "established_on": [date(1999, 5, 4), None, date(2010, 1, 1)],
    }
    frame = frames.DataFrame(columns)
    left, report = deidentify(frame, POLICY, key=KEY)
    assert (report.rows_in, report.rows_out) == (3, 3)
    assert "K1" not in str(plain(left))
    assert "13800138000" not in str(plain(left))
    # §6.8: the first three digits of a telephone number and the last four.
    at = left.column_names.index("phone")
    assert [row[at] for row in plain(left).rows] == ["138****8000", None, "139****9000"]


@pytest.mark.parametrize(
    ("column", "says"),
    [([0.5], "float"), ([[1]], "list"), ([{"a": 1}], "struct"), ([b"x"], "binary")],
)
def test_what_is_no_exact_value_is_refused_with_its_column(column: list[Any], says: str) -> None:
    frame = pa.table({"customer_id": ["K1"], "x": column})
    with pytest.raises(KeyaccountError) as refused:
        anonymise(frame, POLICY)
    [problem] = refused.value.problems
    assert (problem.code, problem.path) == ("wrong_type", "x")
    assert says in problem.found.lower()


def test_what_is_no_table_is_refused() -> None:
    for given in (None, 7, "table.csv", [["a"]]):
        with pytest.raises(KeyaccountError):
            anonymise(given, POLICY)  # type: ignore[call-overload]
    with pytest.raises(KeyaccountError):
        deidentify(pa.table({"customer_id": ["K1"]}), POLICY, key=bytes(31))
    with pytest.raises(KeyaccountError):
        deidentify(
            pa.table({"customer_id": ["K1"]}), policy_of({"without_section": "archive.privacy"}), key=KEY
        )


def test_csv_files_are_read_and_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('id,note\nK1,"a, ""b"""\nK2,\n', encoding="utf-8")
    table = read_table(path)
    assert table == PlainTable(columns=("id", "note"), rows=(("K1", 'a, "b"'), ("K2", None)))
    write_table(table, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == path.read_bytes()
    path.write_text("id,note\nK1\n", encoding="utf-8")
    with pytest.raises(KeyaccountError) as refused:
        read_table(path)
    assert refused.value.problems[0].line == 2
    with pytest.raises(KeyaccountError):
        read_table(tmp_path / "nowhere.csv")
    with pytest.raises(OSError, match="nowhere"):
        write_table(table, tmp_path / "nowhere" / "table.csv")
