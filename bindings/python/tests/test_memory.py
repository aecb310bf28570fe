"""Memory: nothing is kept that nobody holds."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.ipc
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


# Run by itself: the peak of a process is that of everything it ever did, and what it has freed it uses again.
MILLION = """
import ctypes, datetime, gc, sys
import pyarrow as pa
import pyarrow.ipc
import keyaccount as ka

def status(key):
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(key))

with pa.OSFile(sys.argv[1]) as file:
    orders = pa.ipc.open_file(file).read_all()
policy, day = ka.Policy.shipped("standard"), datetime.date(2026, 6, 30)
ka.Book(order_lines=orders.slice(0, 1000)).score(policy, day).scores
gc.collect()
ctypes.CDLL(None).malloc_trim(0)
before = status("VmRSS")
with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
    file.write("5")  # The peak counts from here.
book = ka.Book(order_lines=orders)
of_book = status("VmHWM") - before
result = book.score(policy, day)
of_score = status("VmHWM") - before
table = result.scores
print(orders.nbytes, of_book, of_score, status("VmHWM") - before, len(table))
"""


def orders(customers: int) -> pa.Table:
    """A million lines of orders."""
    number = pl.arange(1_000_000, eager=True)
    frame = pl.DataFrame(
        {
            "order_id": number.cast(pl.String),
            "customer_id": (number * 7919 % customers).cast(pl.String),
            "ordered_on": (number % 360 + 20_270).cast(pl.Int32).cast(pl.Date),
            "amount": (number * 37 % 1_000_000).cast(pl.Decimal(18, 2)),
            "cost": (number * 29 % 700_000).cast(pl.Decimal(18, 2)),
        }
    )
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())


@pytest.mark.parametrize("customers", [1_000, 10_000])
def test_a_million_rows_add_less_than_their_frame(customers: int, tmp_path: Path) -> None:
    table, path = orders(customers), tmp_path / "orders.arrow"
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    command = [sys.executable, "-c", MILLION, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    frame, of_book, of_score, of_table, rows = map(int, ran.stdout.split())
    parts = f"book +{of_book / MIB:.1f}, score +{of_score / MIB:.1f}, table +{of_table / MIB:.1f} MiB"
    print(f"\na million rows of {customers:,} customers, {frame / MIB:.1f} MiB: {parts}", end=" ")
    assert rows == customers
    # The book, what is measured of customers and the score table together, at their peak. Of very many
    # customers it is more: each has some 450 bytes of facts, and 330 in the table.
    assert of_table < frame


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
