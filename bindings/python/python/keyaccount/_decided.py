"""What every decision has in common on this side of the border."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from keyaccount import _core
from keyaccount._records._plain import Lang, read
from keyaccount._records.decisions import Answer, Verdict
from keyaccount.errors import KeyaccountError

_ANSWERS: dict[int, Answer] = {}


class Refused(KeyaccountError):  # noqa: N818 - a refusal is an answer, no fault of whoever asked
    """Something that was asked for and may not be done; nothing has changed."""

    verdict: Verdict
    """Why: every reason with its clause, what would turn it, and what must follow."""

    def __init__(self, verdict: Verdict) -> None:
        problems = _core.refusals(verdict.to_plain())
        super().__init__(problems, len(problems))
        self.verdict = verdict

    def __reduce__(self) -> tuple[type[Refused], tuple[Verdict]]:
        return (type(self), (self.verdict,))

    def text(self, lang: Lang = "en") -> str:
        """The verdict as people read it."""
        return self.verdict.text(lang)


def answer(number: int) -> Answer:
    """The answer a fast path gave, one object for each."""
    try:
        return _ANSWERS[number]
    except KeyError:
        return _ANSWERS.setdefault(number, read(Answer, _core.answer_of(number)))


def verdict(plain: object) -> Verdict:
    """A verdict as its record."""
    return read(Verdict, plain)


def done(plain: Any) -> Any:
    """What something came to.

    Raises :class:`Refused` if it was refused.
    """
    if "refused" in plain:
        raise Refused(read(Verdict, plain["refused"]))
    return plain["done"]


def read_text(path: str | PathLike[str]) -> str:
    """The text of a file that is read as JSON.

    Raises ``OSError`` for a file that cannot be read, ``KeyaccountError`` for one that is not UTF-8, and for
    a name with half of a surrogate pair.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        found = f"a byte at {error.start} that is not UTF-8"
        raise _core.refusal(shown(path), found, "a text in UTF-8") from None
    except UnicodeEncodeError:
        # A name with half of a surrogate pair is refused as such where the text is taken.
        expected = "a name that the encoding of the system has"
        raise _core.refusal("", f"the name `{path}`", expected) from None


def shown(path: str | PathLike[str]) -> str:
    """A path as problems call it, also one that is no text in the encoding of the system."""
    return str(path).encode(errors="replace").decode()
