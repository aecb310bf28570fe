"""The books that are measured: where they are, how they are named, and the same rows in another order."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import polars as pl

# Our table: its file in exports of other names, our column = theirs, what it is sorted by.
TABLES = {
    "customers": ("customers", {"customer_id": "id"}, ["customer_id"]),
    "order_lines": ("order_lines", {}, ["customer_id", "order_id"]),
    "invoices": ("invoices", {}, ["customer_id", "invoice_id"]),
    "settlements": ("payments", {"settled_on": "paid_on"}, ["invoice_id"]),
}
ORDERS = ["generated", "sorted", "shuffled"]
IDS = ["integer", "text", "scattered"]
# Odd, so that no two ids become one; great, so that neighbours are far apart.
SCATTER = 0x9E3779B97F4A7C15


@dataclass(frozen=True)
class Book:
    """A directory with every table as `.arrow` and as `.csv`, scored as of a day."""

    directory: Path
    as_of: str

    def file(self, table, ending):
        """The file of a table, under our name or the other one."""
        ours = self.directory / f"{table}.{ending}"
        return ours if ours.exists() else self.directory / f"{TABLES[table][0]}.{ending}"

    def columns(self, table, ending="arrow"):
        """Our columns that have another name in the files, with that name."""
        if ending == "arrow":
            names = pl.read_ipc_schema(self.file(table, ending))
        else:
            names = pl.scan_csv(self.file(table, ending), n_rows=0).collect_schema()
        return {ours: theirs for ours, theirs in TABLES[table][1].items() if theirs in names}

    def for_command(self, folder):
        """A folder the command reads: a `book.toml` beside links to the CSV files."""
        lines = []
        for table in TABLES:
            source = self.file(table, "csv")
            link = folder / source.name
            if not link.exists():
                link.symlink_to(source.resolve())
            lines += [f"[{table}]", f'file = "{source.name}"']
            if renamed := self.columns(table, "csv"):
                lines += [f"[{table}.columns]", *(f'{ours} = "{theirs}"' for ours, theirs in renamed.items())]
        (folder / "book.toml").write_text("\n".join(lines) + "\n")
        return folder


def generated(benches, directory, size):
    """The book that the benchmarks generate."""
    if not (directory / "settlements.csv").exists():
        subprocess.run([benches, "arrow", "--size", size, "-o", directory], check=True, stdout=subprocess.DEVNULL)
        for table in TABLES:
            pl.read_ipc(directory / f"{table}.arrow").write_csv(directory / f"{table}.csv")
    return Book(directory, "2026-06-30")


def variant(book, directory, order, ids):
    """The same book with its rows in another order, or with other identifiers."""
    for table, (_, _, keys) in TABLES.items():
        source = book.file(table, "arrow")
        target = directory / source.stem
        if target.with_suffix(".csv").exists():
            continue
        directory.mkdir(parents=True, exist_ok=True)
        frame = pl.read_ipc(source)
        renamed = book.columns(table)
        if order == "sorted":
            frame = frame.sort([renamed.get(key, key) for key in keys])
        elif order == "shuffled":
            frame = frame.sample(fraction=1, shuffle=True, seed=1)
        named = [column for column in frame.columns if column == "id" or column.endswith("_id")]
        if ids == "text":
            frame = frame.with_columns(
                pl.format("{}{}", pl.lit(column[0].upper() if column != "id" else "C"),
                          pl.col(column).cast(pl.String).str.zfill(8)).alias(column) for column in named)
        elif ids == "scattered":
            # Whole numbers of up to 63 bits without any order.
            frame = frame.with_columns(
                ((pl.col(column).cast(pl.UInt64) * SCATTER) % (1 << 63)).cast(pl.Int64) for column in named)
        frame.write_ipc(target.with_suffix(".arrow"), compat_level=pl.CompatLevel.oldest(), record_batch_size=1 << 17)
        frame.write_csv(target.with_suffix(".csv"))
    return Book(directory, book.as_of)
