"""Result tables in the schema that somebody asks for."""

# pyarrow has no types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    import pyarrow as pa
except ImportError:
    pa = None

if TYPE_CHECKING:
    from keyaccount._core import Table


def in_another_schema(table: Table, schema: object) -> object | None:
    """The table's stream in another schema; `None` where pyarrow is not installed, or cannot change it so."""
    if pa is None:
        return None
    wanted = pa.Schema._import_from_c_capsule(schema)
    try:
        return pa.table(table).cast(wanted).__arrow_c_stream__()
    except (pa.ArrowException, ValueError):
        return None
