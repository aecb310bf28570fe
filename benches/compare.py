"""Measures keyaccount against others on the same books, in turn.

    python compare.py --keyaccount ../target/release/keyaccount --benches ../target/release/keyaccount-benches

Every round starts every contender once, so that a slow spell of the machine hits all of them, and times a
small loop on one thread and on two before and after, to tell what the machine gave. Two modes:

    memory   Arrow columns in, score table out, in a warm process; the median of its runs
    csv      a directory of CSV files in, a CSV file out; the whole process, start-up included

Reported are medians over the rounds, and ratios to keyaccount as medians of the ratios of single rounds. The
checksum is that of the columns that ours and the polars script have in common: equal checksums, equal
results. With --bench-folder the contenders of another benchmark, which has data and a `bench.py` of its own,
run too; they do another job, of their own definition, and so does the yardstick, with a checksum of its own.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import books
from contenders import Command, Harness, InMemory, Script, ScriptInMemory, takes

HARNESS_AS_OF = "2025-12-31"
HARNESS = {
    "memory": ["sol", "polars_int_mem_nu", "polars_int_stream_nu", "duckdb_dec"],
    "csv": ["sol", "polars_int_mem_nu", "polars_int_stream_nu", "duckdb_dec"],
}
# These take no heed of the number of threads.
ALL_CORES = ["duckdb", "pandas", "sqlite", "spark"]


def machine():
    """Cores and memory, nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB memory, {platform.system()} {platform.machine()}"


def calibrate(benches):
    """The loop on two threads by the loop on one: 1 where two cores are to be had, 2 where one is."""
    return json.loads(subprocess.run([benches, "calibrate"], capture_output=True, check=True).stdout)["two_by_one"]


def contenders(arguments, mode, threads, ids):
    """Whom to start, ours first."""
    reps, ours = arguments.reps, arguments.keyaccount
    if mode == "memory":
        found = [InMemory(arguments.benches, "keyaccount", reps)]
        found += [InMemory(arguments.benches, "yardstick", reps)] if ids == "integer" else []
        found += [ScriptInMemory(engine, reps) for engine in arguments.engines]
    else:
        found = [Command(ours)]
        found += [Command(ours, "--no-input-digest")] if takes(ours, "--no-input-digest") else []
        found += [Script(engine) for engine in arguments.engines]
    if arguments.bench_folder and ids == "integer":
        names = arguments.contenders or HARNESS[mode]
        names = [name for name in names if threads != 1 or not name.startswith(tuple(ALL_CORES))]
        source = "arrow" if mode == "memory" else "csv"
        python = arguments.bench_python or sys.executable
        found += [Harness(arguments.bench_folder, python, name, source, reps) for name in names]
    return found


def book_of(arguments, size, order, ids):
    """The book in this order and with these ids, made unless it is there."""
    if arguments.bench_folder:
        data = os.environ.get("KA_BENCH_DATA", arguments.bench_folder.parent / "data")
        as_found, name = books.Book(Path(data) / size, HARNESS_AS_OF), "harness"
    else:
        as_found, name = books.generated(arguments.benches, arguments.work / "own" / size, size), "own"
    if (order, ids) == ("generated", "integer"):
        return as_found
    return books.variant(as_found, arguments.work / f"{name}-{order}-{ids}" / size, order, ids)


def measure(arguments, book, rivals, threads):
    """The runs of each contender, and what the machine gave."""
    runs, given = {rival.name: [] for rival in rivals}, []
    with tempfile.TemporaryDirectory() as directory:
        # A first round that is not counted fills the file cache.
        for at in range(arguments.rounds + 1):
            if at:
                given.append(calibrate(arguments.benches))
            for rival in rivals:
                run = rival.run(book, threads, Path(directory, "result.csv"))
                if at:
                    runs[rival.name].append(run)
        given.append(calibrate(arguments.benches))
    return runs, given


def rows(setting, rivals, runs):
    """A row for each contender."""
    base = next(runs[rival.name] for rival in rivals if rival.base)
    for rival in rivals:
        of = runs[rival.name]
        cores = [run.cores for run in of if run.cores is not None]
        checksums = {run.checksum for run in of}
        yield {
            **setting,
            "contender": rival.name,
            "seconds": statistics.median(run.seconds for run in of),
            "by_ours": statistics.median(run.seconds / ours.seconds for run, ours in zip(of, base)),
            "cores": statistics.median(cores) if cores else None,
            "peak_mib": statistics.median(run.peak_mib for run in of),
            "checksum": checksums.pop() if len(checksums) == 1 else f"{len(checksums)} different",
            "stages_ms": {stage: statistics.median(run.stages[stage] for run in of) for stage in of[0].stages or {}},
        }


def show(table, markdown):
    """The rows of one setting as a table."""
    heading = ["contender", "ms", "× ours", "cores used", "peak MiB", "result"]
    cells = [[
        row["contender"], f"{row['seconds'] * 1000:,.1f}", f"{row['by_ours']:.3g}",
        f"{row['cores']:.2f}" if row["cores"] is not None else "", f"{row['peak_mib']:,.0f}", row["checksum"],
    ] for row in table]
    if markdown:
        print("| " + " | ".join(heading) + " |\n|" + "---|" * len(heading))
        for row in cells:
            print("| " + " | ".join(row) + " |")
    else:
        widths = [max(len(row[at]) for row in [heading, *cells]) for at in range(len(heading))]
        for row in [heading, *cells]:
            first = row[0].ljust(widths[0])
            print("  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]))
    stages = next((row["stages_ms"] for row in table if row["stages_ms"]), None)
    if stages:
        print("\nkeyaccount by stage, ms: " + ", ".join(f"{name} {ms:,.1f}" for name, ms in stages.items()))
    print(flush=True)


def arguments():
    words = lambda text: text.split(",")
    # Programs are started from other directories, too; a virtual environment is known by its link.
    path = lambda text: Path(text).absolute()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keyaccount", type=path, required=True, help="the command, built with --release")
    parser.add_argument("--benches", type=path, required=True, help="keyaccount-benches, built with --release")
    parser.add_argument("--sizes", type=words, default=["S"], help="such as S,M; default S")
    parser.add_argument("--modes", type=words, default=["memory", "csv"])
    parser.add_argument("--threads", type=lambda text: [int(n) for n in text.split(",")], default=[1, 2])
    parser.add_argument("--orders", type=words, default=["generated"], help=",".join(books.ORDERS))
    parser.add_argument("--ids", type=words, default=["integer"], help=",".join(books.IDS))
    parser.add_argument("--engines", type=words, default=["streaming", "in-memory"], help="of the polars script")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reps", type=int, default=5, help="runs of a warm process in a round")
    parser.add_argument("--work", type=path, default=Path("target/books").absolute(), help="where books are made")
    parser.add_argument("--bench-folder", type=path, help="another benchmark, with `bench.py`")
    parser.add_argument("--bench-python", type=path, help="the Python that has what it needs; this one by default")
    parser.add_argument("--contenders", type=words, help="those of the other benchmark")
    parser.add_argument("--json", type=Path, help="write every row there, a line each")
    parser.add_argument("--markdown", action="store_true")
    return parser.parse_args()


def main():
    asked = arguments()
    unknown = set(asked.orders) - set(books.ORDERS) | set(asked.ids) - set(books.IDS)
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}")
    print(f"{machine()}; medians of {asked.rounds} interleaved rounds\n")
    found = []
    settings = [(size, order, ids, mode, threads) for size in asked.sizes for order in asked.orders
                for ids in asked.ids for mode in asked.modes for threads in asked.threads]
    for size, order, ids, mode, threads in settings:
        rivals = contenders(asked, mode, threads, ids)
        runs, given = measure(asked, book_of(asked, size, order, ids), rivals, threads)
        setting = {"size": size, "order": order, "ids": ids, "mode": mode, "threads": threads}
        table = list(rows(setting, rivals, runs))
        found += [row | {"two_by_one": given} for row in table]
        print(f"{'**' if asked.markdown else ''}{mode}, size {size}, rows {order}, {ids} ids, "
              f"{threads} thread{'s' if threads > 1 else ''}{'**' if asked.markdown else ''}; "
              f"the loop on two threads took {min(given):.2f} to {max(given):.2f} of that on one\n")
        show(table, asked.markdown)
    if asked.json:
        asked.json.write_text("".join(json.dumps(row) + "\n" for row in found))


if __name__ == "__main__":
    main()
