"""What is measured, each as a process that is started anew for every round.

A contender is run with `run(book, threads, out)` and returns seconds, the share of cores used, peak memory
of the whole process in MiB and a checksum of its result.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from peer_polars import COLUMNS

SCRIPT = Path(__file__).with_name("peer_polars.py")


@dataclass
class Run:
    seconds: float
    peak_mib: float
    checksum: str
    cores: float | None = None
    stages: dict | None = None


# Starts a process and says what it took. Linux counts to a process the peak memory of the one it was forked
# from, and here that is one with polars and tables in it: a small one has to do it.
LAUNCH = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
with open(sys.argv[1], "w") as file:
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=file)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def process(command, threads=None, **environment):
    """Runs a process to its end: wall seconds, processor seconds, peak MiB, what it printed."""
    environment = os.environ | environment
    if threads:
        environment |= {"RAYON_NUM_THREADS": str(threads), "POLARS_MAX_THREADS": str(threads)}
    command = [str(part) for part in command]
    with tempfile.NamedTemporaryFile("r") as taken:
        launch = [sys.executable, "-I", "-S", "-c", LAUNCH, taken.name, *command]
        done = subprocess.run(launch, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
        wall, used, peak = map(float, taken.read().split())
    # Linux counts in KiB, macOS in bytes.
    return wall, used, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), done.stdout


def checksum(result):
    """Of the rows, in their order, in the columns that the script has: the same for ours and for the script's."""
    text = pl.read_csv(result, infer_schema=False, columns=COLUMNS).select(COLUMNS).fill_null("").write_csv()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Command:
    """`keyaccount score`, CSV to CSV."""

    def __init__(self, program, *flags):
        self.program, self.flags = program, flags
        self.name = " ".join(["keyaccount", *flags])
        self.base = not flags

    def run(self, book, threads, out):
        with tempfile.TemporaryDirectory() as folder:
            folder = book.for_command(Path(folder))
            command = [self.program, "score", folder, "--as-of", book.as_of, "-o", out, *self.flags]
            wall, used, peak, _ = process(command, threads)
        return Run(wall, peak, checksum(out), used / wall)


def takes(program, flag):
    """Whether `keyaccount score` has a flag."""
    said = subprocess.run([program, "score", "--help"], capture_output=True, text=True, check=True)
    return flag in said.stdout


class Script:
    """The polars script, CSV to CSV."""

    def __init__(self, engine):
        self.engine, self.name, self.base = engine, f"polars script, {engine}", False

    def run(self, book, threads, out):
        command = [sys.executable, SCRIPT, book.directory, "--as-of", book.as_of, "-o", out, "--engine", self.engine]
        wall, used, peak, _ = process(command, threads)
        return Run(wall, peak, checksum(out), used / wall)


class InMemory:
    """Ours on Arrow columns in a warm process; or the yardstick."""

    def __init__(self, program, contender, reps):
        self.program, self.contender, self.reps = program, contender, reps
        self.name, self.base = contender, contender == "keyaccount"

    def run(self, book, threads, out):
        ours = self.contender == "keyaccount"
        command = [self.program, "memory", "--tables", book.directory, "--as-of", book.as_of,
                   "--contender", self.contender, "--reps", self.reps, *(["-o", out] if ours else [])]
        _, _, peak, printed = process(command, threads)
        of = json.loads(printed)
        stages = {name: seconds * 1000 for name, seconds in of["stages"]}
        return Run(of["seconds"], peak, checksum(out) if ours else of["checksum"], of["parallelism"], stages)


class ScriptInMemory:
    """The polars script on the same Arrow columns in a warm process."""

    def __init__(self, engine, reps):
        self.engine, self.reps, self.name, self.base = engine, reps, f"polars script, {engine}", False

    def run(self, book, threads, out):
        command = [sys.executable, SCRIPT, book.directory, "--as-of", book.as_of, "-o", out,
                   "--engine", self.engine, "--arrow", "--reps", self.reps]
        _, _, peak, printed = process(command, threads)
        of = json.loads(printed)
        return Run(of["seconds"], peak, checksum(out), of["parallelism"])


class Harness:
    """A contender of another benchmark folder, through its own `bench.py`, which prints a line of JSON."""

    def __init__(self, folder, python, contender, source, reps):
        self.folder, self.python, self.contender, self.source, self.reps = folder, python, contender, source, reps
        self.name, self.base = contender, False

    def run(self, book, threads, out):
        contender = "sol:t1" if self.contender == "sol" and threads == 1 else self.contender
        command = [self.python, self.folder / "bench.py", "--size", book.directory.name, "--contender", contender,
                   "--input", self.source, "--reps", self.reps if self.source == "arrow" else 1]
        # Cold processes have been run before: the first round is not counted.
        command += ["--warmup", 0] if self.source == "csv" else []
        _, _, _, printed = process(command, threads, KA_BENCH_DATA=str(book.directory.parent.resolve()))
        of = json.loads(printed.strip().splitlines()[-1])
        return Run(of["seconds"], of["peak_rss_mb"], of["checksum"])
