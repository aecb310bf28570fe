"""The access log: its lines, and what they show. Use ``keyaccount.archive``."""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from keyaccount import _core
from keyaccount._decided import read_text, shown
from keyaccount._records._plain import read, read_all, read_some, to_plain
from keyaccount._records.archive import (
    AuditedEntry,
    Checkpoint,
    LegalCompulsion,
    LogEntry,
    LogFindings,
    LogHead,
    LogVerification,
)

if TYPE_CHECKING:
    from keyaccount._archive.access import AccessRegisters
    from keyaccount._core import Policy


class LogWriter:
    """Makes the lines of an access log, each of which vouches for those before it; writing them is the
    caller's.

    >>> from datetime import datetime
    >>> writer = LogWriter()
    >>> line = writer.open(datetime(2026, 11, 4, 8))
    >>> line.endswith("\\n"), writer.head.count
    (True, 1)
    """

    __slots__ = ("_core",)

    def __init__(self, head: LogHead | None = None) -> None:
        """Of a log without a line, or of one that stands where ``head`` says, as `verify_log` found it."""
        self._core = _core.LogHead(None if head is None else head.to_plain())

    def open(self, at: datetime) -> str:
        """The line that opens the log, or a segment of it that begins here, with its line feed.

        Raises ``KeyaccountError`` for an instant before the last line's.
        """
        return self._core.open(at)

    def append(self, entry: LogEntry) -> str:
        """The line of an entry, with its line feed. What is refused changes nothing.

        Raises ``KeyaccountError`` for an entry before the last line's instant, and one a line cannot hold.
        """
        return self._core.append(entry.to_plain())

    def __reduce__(self) -> tuple[Any, tuple[LogHead]]:
        return type(self), (self.head,)

    @property
    def head(self) -> LogHead:
        """Where the log stands after its last line."""
        return read(LogHead, self._core.state())

    @property
    def checkpoint(self) -> Checkpoint | None:
        """What to keep somewhere else, out of reach of whoever can change the log; nothing while there is no
        line.
        """
        return read_some(Checkpoint, self._core.checkpoint())


def read_checkpoint(path: str | PathLike[str]) -> Checkpoint:
    """Reads a checkpoint.

    Raises ``KeyaccountError`` for a text of another form, ``OSError`` for a file that cannot be read.
    """
    return read(Checkpoint, _core.read_checkpoint(read_text(path), shown(path)))


def sign_checkpoint(checkpoint: Checkpoint, signature: bytes) -> Checkpoint:
    """The same checkpoint with a signature, which was made over :func:`signed_bytes`."""
    return read(Checkpoint, _core.sign_checkpoint(checkpoint.to_plain(), signature))


def signed_bytes(checkpoint: Checkpoint) -> bytes:
    """The bytes that a signature of a checkpoint is made over."""
    return _core.signed_bytes(checkpoint.to_plain())


def log_mark(text: str) -> str:
    """What a text is entered in the log as: itself if it is an id, otherwise a digest of it."""
    return _core.log_mark(text)


def verify_log(log: bytes | str | PathLike[str], *, checkpoint: Checkpoint | None = None) -> LogVerification:
    """Verifies a log, a file or its bytes, against a checkpoint; without one it cannot be more than
    ``unanchored``. It takes no more memory than one line.

    Raises ``OSError`` for a file that cannot be read.
    """
    verified, _ = _core.verify_log(_source(log), to_plain(checkpoint), None, None, [], [])
    return read(LogVerification, verified)


def search_log(
    log: bytes | str | PathLike[str],
    policy: Policy,
    *,
    registers: AccessRegisters | None = None,
    checkpoint: Checkpoint | None = None,
    compulsions: Iterable[LegalCompulsion] = (),
    also_of: Iterable[str] = (),
) -> tuple[LogVerification, LogFindings]:
    """Verifies a log and searches it by the rules of a policy (``[archive.log]``), in one pass.

    A register that is not supplied leaves the rule that needs it unjudged. ``compulsions`` are what the law
    compelled, which is no disclosure without a grant. ``also_of`` are digests of policies that decide as this
    one does.

    Raises ``KeyaccountError`` for a policy without these rules, ``OSError`` for a file that cannot be read.
    """
    verified, found = _core.verify_log(
        _source(log),
        to_plain(checkpoint),
        policy,
        None if registers is None else registers._core,
        to_plain(tuple(compulsions)),
        list(also_of),
    )
    return read(LogVerification, verified), read(LogFindings, found)


def audited_entries(log: bytes | str | PathLike[str], policy: Policy) -> tuple[AuditedEntry, ...]:
    """The entries of a log as an auditor reads them, up to the first line that is not sound.

    Raises ``KeyaccountError`` for a policy without ``[archive.log]``, ``OSError`` for a file that cannot be
    read.
    """
    return read_all(AuditedEntry, _core.audited_entries(_source(log), policy))


def _source(log: bytes | str | PathLike[str]) -> bytes | str:
    return log if isinstance(log, bytes) else fspath(log)
