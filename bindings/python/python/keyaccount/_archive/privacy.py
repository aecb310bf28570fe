"""What identifies a person, taken out of tables. Use ``keyaccount.archive``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from keyaccount import _core
from keyaccount._records._plain import read
from keyaccount._records.archive import PlainTable, PrivacyReport

if TYPE_CHECKING:
    from os import PathLike

    from keyaccount._core import Policy, Table
    from keyaccount.book import Frame


@overload
def deidentify(table: PlainTable, policy: Policy, *, key: bytes) -> tuple[PlainTable, PrivacyReport]: ...


@overload
def deidentify(table: Frame, policy: Policy, *, key: bytes) -> tuple[Table, PrivacyReport]: ...


def deidentify(
    table: PlainTable | Frame, policy: Policy, *, key: bytes
) -> tuple[PlainTable | Table, PrivacyReport]:
    """The table without what identifies a person, ids and names under pseudonyms (§6.8). Rows stay where they
    are. It still is personal data: with the key, it leads back.

    ``table`` is a :class:`PlainTable`, or a frame of any library with the Arrow PyCapsule interface, whose
    columns are texts, decimals, integers, dates, timestamps or truth values; of a frame an Arrow table of
    texts is made. ``key`` has at least 32 bytes; whoever has it can tell who is behind the pseudonyms. One
    id has one pseudonym in every table whose column has one name, and tables still join. A column the
    policy does not list is removed.

    Raises ``KeyaccountError`` for a policy without ``[archive.privacy]``, a key of fewer than 32 bytes, a
    column given twice, a row with more or fewer cells than there are columns, a column of binary floats.
    """
    if isinstance(table, PlainTable):
        made, report = _core.deidentify(policy, table.to_plain(), key)
        return read(PlainTable, made), read(PrivacyReport, report)
    left, report = _core.deidentify_frame(policy, table, key)
    return left, read(PrivacyReport, report)


@overload
def anonymise(table: PlainTable, policy: Policy) -> tuple[PlainTable, PrivacyReport]: ...


@overload
def anonymise(table: Frame, policy: Policy) -> tuple[Table, PrivacyReport]: ...


def anonymise(table: PlainTable | Frame, policy: Policy) -> tuple[PlainTable | Table, PrivacyReport]:
    """The table with nothing in it that leads back to a person (§6.8). Rows of a group smaller than the
    policy's k, told apart by every column that is grouped by, are left out; where the table says whom its
    rows are about, a group is as large as there are people in it. Rows are put into the order of what is
    left of them.

    ``table`` as for :func:`deidentify`.

    Raises ``KeyaccountError`` for a policy without ``[archive.privacy]``, a column given twice, a row with
    more or fewer cells than there are columns, a column of binary floats.
    """
    if isinstance(table, PlainTable):
        made, report = _core.anonymise(policy, table.to_plain())
        return read(PlainTable, made), read(PrivacyReport, report)
    left, report = _core.anonymise_frame(policy, table)
    return left, read(PrivacyReport, report)


def read_table(path: str | PathLike[str]) -> PlainTable:
    """Reads a CSV file as it is: UTF-8, a header row, commas. A blank cell is missing. What its columns
    mean is not looked at.

    Raises ``KeyaccountError`` for one that is not there, has more than 256 MiB, 10 million cells or 4,096
    columns, bytes that are not UTF-8, no header row, or a row with more or fewer cells than the header,
    with its line.
    """
    return read(PlainTable, _core.read_plain_table(path))


def write_table(table: PlainTable, path: str | PathLike[str]) -> None:
    """Writes a table as CSV: UTF-8, a header row, cells as they are.

    Raises ``OSError`` where it cannot be written.
    """
    Path(path).write_bytes(_core.plain_csv(table.to_plain()))
