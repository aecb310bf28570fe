"""What a customer's file consists of, and how good files are. Use ``keyaccount.archive``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from keyaccount import _core
from keyaccount._records._plain import read, read_all, to_plain
from keyaccount._records.archive import (
    AccuracySample,
    ArchiveChange,
    ArchiveQuality,
    Composition,
    PartOnFile,
    QualityShare,
)
from keyaccount._records.decisions import BasicField, RegisterField

if TYPE_CHECKING:
    from keyaccount._core import Policy


class CompositionPolicy:
    """What a policy says a customer's file consists of (``[archive.composition]``)."""

    __slots__ = ("_core",)

    def __init__(self, policy: Policy) -> None:
        """The rules of a policy.

        Raises ``KeyaccountError`` for a policy that does not say what a file consists of.
        """
        self._core = _core.CompositionPolicy.of(policy)

    def composition(self, on_file: Iterable[PartOnFile], *, key_account: bool, as_of: date) -> Composition:
        """What a customer's file consists of on a day. Of several of one part, the latest counts that will
        do.
        """
        return read(Composition, self._core.composition(to_plain(tuple(on_file)), key_account, as_of))

    def card_completeness(self, filled: Iterable[BasicField]) -> QualityShare:
        """The mandatory fields of the basic information card that are filled."""
        return read(QualityShare, self._core.card_completeness(to_plain(tuple(filled))))

    def register_completeness(
        self, filled: Iterable[RegisterField], *, declined: Iterable[RegisterField] = ()
    ) -> QualityShare:
        """The fields of the visitor register that are filled. One that may be declined and was does not
        count.
        """
        plain = self._core.register_completeness(to_plain(tuple(filled)), to_plain(tuple(declined)))
        return read(QualityShare, plain)

    def register_without_purpose(
        self, filled: Iterable[RegisterField], *, with_purpose: Iterable[RegisterField]
    ) -> tuple[RegisterField, ...]:
        """Fields of the visitor register that are filled without a purpose stated for them."""
        plain = self._core.register_without_purpose(to_plain(tuple(filled)), to_plain(tuple(with_purpose)))
        return read_all(RegisterField, plain)

    def quality(
        self,
        *,
        completeness: QualityShare,
        changes: Iterable[ArchiveChange],
        sample: AccuracySample,
        as_of: date,
    ) -> ArchiveQuality:
        """Completeness, timeliness and accuracy of files on a day.

        Raises ``KeyaccountError`` for a sample with more correct fields than were looked at.
        """
        plain = self._core.quality(
            completeness.to_plain(), to_plain(tuple(changes)), sample.to_plain(), as_of
        )
        return read(ArchiveQuality, plain)
