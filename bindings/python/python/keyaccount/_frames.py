"""Result tables as frames of pandas."""

# pyarrow has no types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from keyaccount._core import Table


def _kept(kind: pa.DataType) -> pd.ArrowDtype | None:
    """What pandas itself has no exact type for stays Arrow's."""
    if pa.types.is_decimal(kind) or pa.types.is_integer(kind) or pa.types.is_date(kind):
        return pd.ArrowDtype(kind)
    return None


def to_pandas(table: Table) -> pd.DataFrame:
    """The table as a pandas frame."""
    return pa.table(table).to_pandas(types_mapper=_kept)
