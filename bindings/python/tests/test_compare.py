"""Comparisons and back-tests."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from conftest import run_command

import keyaccount as ka

BEFORE, AFTER = date(2025, 12, 31), date(2026, 6, 30)


@pytest.fixture(scope="module")
def results(sample_book: Path, standard: ka.Policy) -> list[ka.Result]:
    return ka.Book.from_dir(sample_book).score(standard, [BEFORE, AFTER])


def test_a_comparison_is_the_command_s(results: list[ka.Result], sample_book: Path, tmp_path: Path) -> None:
    found = ka.compare(*results)
    days = ("--as-of", str(BEFORE), "--against-as-of", str(AFTER))
    said = run_command("compare", sample_book, *days, "--format", "json")
    record = json.loads(said.stdout)
    assert len(found) == len(record["moves"]) == len(found.moves()) > 0
    assert found.to_dict()["moves"] == record["moves"]
    for ending in ("csv", "json", "xlsx"):
        ours, theirs = tmp_path / f"ours.{ending}", tmp_path / f"theirs.{ending}"
        getattr(found, f"to_{ending}")(ours)
        run_command("compare", sample_book, *days, "-o", theirs)
        assert ours.read_bytes() == theirs.read_bytes()
    assert (found.before.as_of, found.after.as_of) == (BEFORE, AFTER)


def test_the_matrix_adds_up_to_the_distributions(results: list[ka.Result]) -> None:
    matrix = ka.compare(*results).matrix().to_pyarrow().to_pylist()
    assert sum(row["customers"] for row in matrix) == len({*ids(results[0]), *ids(results[1])})


def ids(result: ka.Result) -> list[str]:
    return result.scores.to_pyarrow()["customer_id"].to_pylist()


def test_another_policy_says_what_differs(sample_book: Path, standard: ka.Policy) -> None:
    book = ka.Book.from_dir(sample_book)
    other = ka.Policy.shipped("standard", settings={"credit.grace_days": 10})
    found = ka.compare(book.score(standard, AFTER), book.score(other, AFTER))
    changes = found.policy_changes().to_pyarrow().to_pylist()
    assert [row["path"] for row in changes] == ["credit.grace_days"]
    assert found.summary("zh") != found.summary("en") == str(found)


def test_a_result_held_against_itself_has_no_moves(results: list[ka.Result]) -> None:
    assert len(ka.compare(results[0], results[0])) == 0


def outcomes(result: ka.Result) -> pl.DataFrame:
    """Every second rated customer turned out bad."""
    rated = [row["customer_id"] for row in result.scores.to_pyarrow().to_pylist() if row["track"] == "rated"]
    return pl.DataFrame({"customer_id": rated, "outcome": [at % 2 == 1 for at in range(len(rated))]})


def test_a_back_test_takes_frames_and_files(results: list[ka.Result], tmp_path: Path) -> None:
    frame, path = outcomes(results[0]), tmp_path / "outcomes.csv"
    frame.write_csv(path)
    of_frame = ka.backtest(results[0], frame, "bad")
    assert of_frame.to_dict() == ka.backtest(results[0], path, "bad").to_dict()
    counts = of_frame.to_dict()["outcomes"]
    assert isinstance(counts, dict)
    assert (counts["rows"], counts["bad"]) == (len(frame), len(frame) // 2)
    assert "measure" in of_frame.table.column_names
    assert of_frame.summary("zh") != str(of_frame)


def test_proposals_are_toml_within_their_bounds(results: list[ka.Result]) -> None:
    bounds = {"credit": (Decimal("0.1"), Decimal("0.5"))}
    found = ka.backtest(
        results[0], outcomes(results[0]), "bad", calibrate="weights", bounds=bounds, step=Decimal("0.1")
    )
    (toml,) = found.proposals
    assert "[composite" in toml


def test_what_is_wrong_with_a_back_test_is_said(results: list[ka.Result]) -> None:
    frame = outcomes(results[0])
    with pytest.raises(ka.KeyaccountError, match="`good`"):
        ka.backtest(results[0], frame, "worst")
    with pytest.raises(ka.KeyaccountError, match="`curve`"):
        ka.backtest(results[0], frame, "bad", calibrate="bands")
    with pytest.raises(ka.KeyaccountError, match="second outcome") as refused:
        ka.backtest(results[0], pl.concat([frame, frame.head(1)]), "bad")
    assert refused.value.problems[0].line == len(frame) + 1
    with pytest.raises(ka.KeyaccountError, match="float"):
        ka.backtest(results[0], frame.with_columns(outcome=pl.lit(0.5)), "higher_is_worse")


def test_outcomes_with_a_zone_are_refused(results: list[ka.Result]) -> None:
    instants = pa.array([datetime(2026, 7, 1, 20)], pa.timestamp("us", "UTC"))
    frame = pa.table({"customer_id": ["K001"], "outcome": [True], "on": instants})
    with pytest.raises(ka.KeyaccountError, match="cast it to dates"):
        ka.backtest(results[0], frame, "bad")


def test_bounds_in_floats_are_refused(results: list[ka.Result]) -> None:
    frame = pa.table({"customer_id": ["K001"], "outcome": [True]})
    bounds: Any = {"credit": (0.1, 0.4)}
    with pytest.raises(ka.KeyaccountError, match="binary float"):
        ka.backtest(results[0], frame, "bad", calibrate="weights", bounds=bounds)
