"""Holds a workbook against the CSV of the same result, cell by cell, with a reader of its own.

    python3 tests/openpyxl_agrees.py RESULT.xlsx RESULT.csv

The first sheet and the CSV must be written with the same --lang (or none). Needs openpyxl.
"""

import csv
import datetime
import sys
from decimal import Decimal

import openpyxl
from openpyxl.utils.escape import unescape


def as_text(cell, expected: str) -> str:
    """The cell as the CSV would have it; `expected` only says with how many decimals."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return f"a boolean: {value}"
    if isinstance(value, (int, float)):
        decimals = len(expected.partition(".")[2])
        exact = Decimal(repr(value))
        rounded = exact.quantize(Decimal(1).scaleb(-decimals))
        return str(rounded) if rounded == exact else str(exact)
    if cell.data_type == "f":
        return f"a formula: {value}"
    # openpyxl leaves escaped control characters as they are, and escaped escapes not.
    return value if value == expected else unescape(value)


def differences(workbook: str, table: str):
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    with open(table, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if (sheet.max_row, sheet.max_column) != (len(rows), len(rows[0])):
        yield f"{sheet.max_row} × {sheet.max_column} cells in the workbook, {len(rows)} × {len(rows[0])} in the CSV"
        return
    for cells, expected_row in zip(sheet.iter_rows(), rows):
        for cell, expected in zip(cells, expected_row):
            found = as_text(cell, expected)
            if found != expected:
                yield f"{sheet.title}!{cell.coordinate}: {found!r} in the workbook, {expected!r} in the CSV"


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(differences(*sys.argv[1:]))
    for difference in found[:20]:
        print(difference)
    print("the workbook and the CSV agree" if not found else f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
