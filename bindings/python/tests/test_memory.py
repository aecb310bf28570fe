"""Memory: nothing is kept that nobody holds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import keyaccount as ka

DAY = date(2026, 6, 30)
MIB = 1 << 20


def resident() -> int:
    """Bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def grown(act: Callable[[], object], calls: int) -> int:
    """By how much so many calls make the process grow, once it has warmed up."""
    for _ in range(calls // 5):
        act()
    gc.collect()
    before = resident()
    for _ in range(calls):
        act()
    gc.collect()
    return resident() - before


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def test_ten_thousand_calls_leave_nothing_behind(sample_book: Path, standard: ka.Policy) -> None:
    result = ka.Book.from_dir(sample_book).score(standard, DAY)
    customer = str(result.scores.head(1)[0][0])

    def ask() -> None:
        assert result[customer]["customer_id"] == customer
        result.remedies(customer)
        result.scores.__arrow_c_stream__()
        with pytest.raises(KeyError):
            result[customer + "x"]

    growth = grown(ask, 10_000)
    print(f"\n10,000 calls: {growth / MIB:+.2f} MiB", end=" ")
    assert growth <= MIB


def test_books_and_results_are_freed(standard: ka.Policy) -> None:
    frame = pl.DataFrame(
        {
            "order_id": [str(at) for at in range(20_000)],
            "customer_id": [f"K{at % 5_000:05}" for at in range(20_000)],
            "ordered_on": [date(2026, 1, 1 + at % 28) for at in range(20_000)],
            "amount": [at % 900 for at in range(20_000)],
        }
    )

    def score() -> None:
        result = ka.Book(order_lines=frame).score(standard, DAY)
        assert len(result.scores) == 5_000

    growth = grown(score, 50)
    print(f"\n50 books of 20,000 lines: {growth / MIB:+.2f} MiB", end=" ")
    # One such book takes more than that: allocators keep some room, but not a book.
    assert growth <= 8 * MIB
