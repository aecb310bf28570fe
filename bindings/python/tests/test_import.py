"""What importing costs."""

from __future__ import annotations

import statistics
import subprocess
import sys

import pytest

HEAVY = ("pandas", "polars", "pyarrow", "numpy", "matplotlib", "pyspark", "inspect", "json", "decimal")


def in_a_new_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_nothing_heavy_is_imported() -> None:
    loaded = in_a_new_process(
        "import sys; before = set(sys.modules); import keyaccount; print(*set(sys.modules) - before)"
    )
    assert not {name.split(".")[0] for name in loaded.split()} & set(HEAVY)


def test_importing_is_quick(request: pytest.FixtureRequest) -> None:
    code = "import time; t = time.perf_counter(); import keyaccount; print(time.perf_counter() - t)"
    median = statistics.median(float(in_a_new_process(code)) for _ in range(11))
    with request.getfixturevalue("capsys").disabled():
        print(f"\nimport keyaccount: {median * 1000:.1f} ms", end=" ")
    # An unoptimised module is thirty times as large.
    from pathlib import Path

    import keyaccount._core as core

    if Path(str(core.__file__)).stat().st_size > 40_000_000:
        pytest.skip(f"an unoptimised build takes {median * 1000:.1f} ms")
    assert median < 0.015
