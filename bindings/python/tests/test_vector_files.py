"""Every file of shared vectors is run through the Python API."""

from __future__ import annotations

import re
from pathlib import Path

import test_vectors
from decisions import support

HERE = Path(__file__).parent


def test_no_vector_file_is_left_over() -> None:
    folders = {path.parent.name for path in support.VECTORS.glob("*/*.json")}
    sources = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("test_*.py"))
    assert folders == set(re.findall(r'\bvectors\("(\w+)"\)', sources))
    # No deeper folders, and the files of scoring are all of those that stand in none.
    everything = set(support.VECTORS.rglob("*.json"))
    assert everything == {*test_vectors.FILES, *support.VECTORS.glob("*/*.json")}
