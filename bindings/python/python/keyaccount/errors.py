"""The one exception of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keyaccount._core import Problem

_SHOWN = 20


class KeyaccountError(ValueError):
    """An input the library cannot take: a policy, a book, a question, a file.

    Everything that is wrong is reported together, so that it can be mended in one go.
    """

    problems: tuple[Problem, ...]
    """What is wrong, in the order of the input: what was found, where, what was expected, how to mend it."""

    count: int
    """How many problems there are; ``problems`` may hold only the first of very many."""

    def __init__(self, problems: Sequence[Problem], count: int | None = None) -> None:
        super().__init__(problems, count)
        self.problems = tuple(problems)
        self.count = len(self.problems) if count is None else count

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:_SHOWN]]
        if hidden := self.count - len(lines):
            lines.append(f"{hidden} more {'problem' if hidden == 1 else 'problems'}")
        return "\n".join(lines)
