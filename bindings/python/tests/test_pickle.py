"""What goes to other processes, and what does not."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import keyaccount as ka

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def book() -> ka.Book:
    return ka.Book.from_dir(Path(__file__).parents[3] / "examples" / "sample-book")


@pytest.fixture(scope="module")
def result(book: ka.Book) -> ka.Result:
    return book.score(ka.Policy.shipped("standard"), DAY)


def test_records_come_back_as_they_were(result: ka.Result) -> None:
    explanation = result.explain("K004", lang="zh")
    records: list[Any] = [
        result.stamp,
        result.distribution,
        *result.notes,
        explanation,
        *result.remedies("K004", lang="zh"),
        result.key_account("K004"),
    ]
    assert len(records) > 6
    for record in records:
        for again in (pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)):
            assert type(again) is type(record)
            assert again == record
    again = pickle.loads(pickle.dumps(explanation))
    assert str(again) == str(explanation)
    assert again.steps.to_pyarrow().equals(explanation.steps.to_pyarrow())
    assert result.explain("K004", lang="en") != explanation


def test_what_holds_all_rows_says_what_to_do(book: ka.Book, result: ka.Result) -> None:
    for whole, remedy in ((result, "result.scores"), (book, "path"), (result.scores, "to_pyarrow")):
        with pytest.raises(TypeError, match=remedy):
            pickle.dumps(whole)
    assert copy.copy(result) is copy.deepcopy(result) is result
    assert copy.deepcopy(result.scores) is not None
    scored = copy.deepcopy(book).score(ka.Policy.shipped("standard"), DAY)
    assert scored.stamp == result.stamp


def test_half_a_surrogate_pair_is_a_problem(result: ka.Result) -> None:
    half = "K\ud800"
    asks = [
        lambda: result[half],
        lambda: half in result,
        lambda: result.explain(half),
        lambda: result.remedies(half),
        lambda: result.key_account(half),
        lambda: result.due().calls_of(half),
        lambda: ka.Policy.from_toml(half),
    ]
    for ask in asks:
        with pytest.raises(ka.KeyaccountError, match="surrogate") as refused:
            ask()
        assert refused.value.problems[0].code == "wrong_type"
