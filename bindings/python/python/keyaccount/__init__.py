"""Customer management policies that compute: exact scores, grades and their reasons.

>>> import keyaccount as ka
>>> policy = ka.Policy.shipped("standard")
>>> policy.name, policy.version
('standard', '1')

Everything a module of its own stands for is imported when it is first used:
``keyaccount.approval``, ``keyaccount.archive``, ``keyaccount.decisions``, ``keyaccount.due``,
``keyaccount.functions``, ``keyaccount.plot``, ``keyaccount.spark``.
"""

from importlib import import_module
from types import ModuleType

from keyaccount._core import (
    VERSION,
    Backtest,
    Comparison,
    Distribution,
    Explanation,
    Note,
    Policy,
    PolicyChange,
    PolicyUpgrade,
    Problem,
    Remedy,
    Result,
    Stamp,
    Table,
    backtest,
    compare,
)
from keyaccount.book import Book, Frame
from keyaccount.errors import KeyaccountError

__all__ = [
    "Backtest",
    "Book",
    "Comparison",
    "Distribution",
    "Explanation",
    "Frame",
    "KeyaccountError",
    "Note",
    "Policy",
    "PolicyChange",
    "PolicyUpgrade",
    "Problem",
    "Remedy",
    "Result",
    "Stamp",
    "Table",
    "__version__",
    "backtest",
    "compare",
]

__version__: str = VERSION

_MODULES = ("approval", "archive", "decisions", "due", "functions", "plot", "spark")


def __getattr__(name: str) -> ModuleType:
    if name in _MODULES:
        return import_module(f"keyaccount.{name}")
    raise AttributeError(f"module 'keyaccount' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
