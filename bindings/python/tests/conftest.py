"""Where things are, and frames of a book's files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import keyaccount as ka

# In CI the same examples every time, and nothing kept between runs.
settings.register_profile("ci", derandomize=True, database=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parents[3]


def run_command(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The command of the package, in a process of its own."""
    command = [sys.executable, "-m", "keyaccount", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, "NO_COLOR": "1"})


@pytest.fixture(scope="session")
def sample_book() -> Path:
    """The book of `examples/sample-book`."""
    return ROOT / "examples" / "sample-book"


@pytest.fixture(scope="session")
def standard() -> ka.Policy:
    """The policy most tests use."""
    return ka.Policy.shipped("standard")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public data sets, which are no part of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the data sets are not at hand: no folder {folder.name} beside the repository")
    return folder
