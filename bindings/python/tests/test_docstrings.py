"""The examples of docstrings run and come to what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import keyaccount as ka

NAMES = [
    "keyaccount",
    *(
        found.name
        for found in pkgutil.walk_packages(ka.__path__, "keyaccount.")
        # The command runs when it is imported.
        if not found.name.endswith("__main__")
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_examples_come_to_what_they_say(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        # A part of the package itself is no extra.
        if (error.name or "keyaccount").startswith("keyaccount"):
            raise
        pytest.skip(f"an extra is not installed: {error}")
    tried = doctest.testmod(module)
    assert tried.failed == 0
    if name in ("keyaccount", "keyaccount.approval", "keyaccount._archive.log"):
        assert tried.attempted > 2
