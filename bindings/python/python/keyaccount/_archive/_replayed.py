"""What requests, disposals and incidents have in common: lists of events that are stored and replayed."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar

from keyaccount._decided import read_text, shown

if TYPE_CHECKING:
    from keyaccount._core import Organisation
    from keyaccount._records._plain import Lang


class _Events(Protocol):
    def to_json(self) -> str: ...
    def copy(self) -> Self: ...
    def history(self, lang: str, organisation: Organisation) -> Sequence[str]: ...


class _HasOrganisation(Protocol):
    _core: Organisation


C = TypeVar("C", bound=_Events)


class Replayed(Generic[C]):
    """Something whose state is nothing but what its events come to. One thread at a time may change it."""

    __slots__ = ("_core",)

    _core: C
    _CORE: ClassVar[Any]
    """The class of the core, which replays the events."""
    _FILE: ClassVar[str]
    """The name that problems of a text carry, unless another is given."""

    @classmethod
    def _of(cls, core: C) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def from_json(cls, text: str, *, file: str | None = None) -> Self:
        """Reads what :meth:`to_json` wrote, and replays it. ``file`` is the name that problems carry.

        Raises ``KeyaccountError`` for a text of another form, and an event that could not have happened.
        """
        return cls._of(cls._CORE.from_json(text, cls._FILE if file is None else file))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Reads a file, as :meth:`from_json` does.

        Raises ``OSError`` for a file that cannot be read.
        """
        return cls.from_json(read_text(path), file=shown(path))

    def to_json(self) -> str:
        """It as JSON, which :meth:`from_json` reads back as the same."""
        return self._core.to_json()

    def copy(self) -> Self:
        """The same once more, to try something on."""
        return self._of(self._core.copy())

    def history(self, organisation: _HasOrganisation, *, lang: Lang = "en") -> tuple[str, ...]:
        """What happened to it, in order and in words."""
        return tuple(self._core.history(lang, organisation._core))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return type(self).from_json, (self.to_json(),)
