"""Every file of shared vectors is run through the Python API, or it is said here why not."""

from __future__ import annotations

import re
from pathlib import Path

import test_vectors
from decisions import support

HERE = Path(__file__).parent

NOT_EXPOSED = {
    "functions": "single functions of the core; the package exposes what they make up: tables and verdicts",
}


def test_no_vector_file_is_left_over() -> None:
    folders = {path.parent.name for path in support.VECTORS.glob("*/*.json")}
    sources = "".join(path.read_text(encoding="utf-8") for path in (HERE / "decisions").glob("test_*.py"))
    taken = set(re.findall(r'\bvectors\("(\w+)"\)', sources))
    assert folders == taken | set(NOT_EXPOSED)
    assert not taken & set(NOT_EXPOSED)
    # No deeper folders, and the files of scoring are all of those that stand in none.
    everything = set(support.VECTORS.rglob("*.json"))
    assert everything == {*test_vectors.FILES, *support.VECTORS.glob("*/*.json")}
