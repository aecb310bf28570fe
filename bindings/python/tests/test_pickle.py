"""What goes to other processes, and what does not."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import keyaccount as ka
from keyaccount.approval import Case, Terms
from keyaccount.archive import AccessDesk, AccessRegisters, LogWriter

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
            assert hash(again) == hash(record)
            assert len({again, record}) == 1
    again = pickle.loads(pickle.dumps(explanation))
    assert str(again) == str(explanation)
    assert again.steps.to_pyarrow().equals(explanation.steps.to_pyarrow())
    assert result.explain("K004", lang="en") != explanation


def test_a_case_and_a_log_are_copied_whole() -> None:
    case = Case("HT-9", applicant="wang", unit="north", terms=Terms(customer="K1", amount=Decimal(1)))
    writer = LogWriter()
    empty = copy.copy(writer)
    writer.open(datetime(2026, 6, 30, 8))
    assert empty.head.count == 0
    for again in (copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))):
        other: Case = again(case)
        assert (type(other), other) == (Case, case)
        other.withdraw(on=DAY, by="wang")
        assert other != case
        assert case.events == ()
        later: LogWriter = again(writer)
        assert later.head == writer.head
        assert later.open(datetime(2026, 6, 30, 9)) == again(writer).open(datetime(2026, 6, 30, 9))
        assert (writer.head.count, later.head.count) == (1, 2)


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
    at = datetime(2026, 6, 30, 12)
    desk = AccessDesk(result.policy, AccessRegisters())
    asks = [
        lambda: result[half],
        lambda: result.explain(half),
        lambda: result.remedies(half),
        lambda: result.key_account(half),
        lambda: result.due().calls_of(half),
        lambda: ka.Policy.from_toml(half),
        lambda: desk.decide(at=at, by=half, action="search"),
        lambda: desk.decide(at=at, by="lin", action=half),
        lambda: desk.decide(at=at, by="lin", action="search", fields=[half]),
    ]
    assert half not in result
    assert "K001" in result
    for ask in asks:
        with pytest.raises(ka.KeyaccountError, match="surrogate") as refused:
            ask()
        assert refused.value.problems[0].code == "wrong_type"
