"""Measures the command against the polars script on the same book: whole processes, CSV to CSV.

    python compare.py --keyaccount ../target/release/keyaccount --book BOOK --as-of 2026-06-30 [--reps 5]

Both are started in turn, again and again, so that a slow spell of the machine hits both. Reported are
the medians of wall time, processor time and peak memory of whole processes, start-up included, and the
ratio to the script. Before anything is measured the two results must agree.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(command, threads):
    """Runs a process to its end and returns wall seconds, processor seconds and peak MiB."""
    environment = os.environ | {"RAYON_NUM_THREADS": threads, "POLARS_MAX_THREADS": threads} if threads else None
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{message.decode()}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return {"wall": wall, "processor": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / unit}


def machine():
    """Cores and memory, nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB memory, {platform.system()} {platform.machine()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keyaccount", type=Path, required=True, help="the command, built with --release")
    parser.add_argument("--book", type=Path, required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--threads", help="how many threads both may use; all by default")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    script = Path(__file__).with_name("peer_polars.py")
    with tempfile.TemporaryDirectory() as directory:
        ours, theirs = Path(directory, "ours.csv"), Path(directory, "theirs.csv")
        common = [arguments.book, "--as-of", arguments.as_of, "-o"]
        contenders = {
            "keyaccount score": [arguments.keyaccount, "score", *common, ours],
            "polars, streaming": [sys.executable, script, *common, theirs, "--engine", "streaming"],
            "polars, in memory": [sys.executable, script, *common, theirs, "--engine", "in-memory"],
        }
        # A first round that is not counted fills the file cache and compares the results.
        for command in contenders.values():
            run(command, arguments.threads)
        check = subprocess.run([sys.executable, script, *common, theirs, "--check", ours], capture_output=True, text=True)
        print(check.stdout.strip(), file=sys.stderr)
        if check.returncode:
            sys.exit("the results differ")
        runs = {name: [] for name in contenders}
        for _ in range(arguments.reps):
            for name, command in contenders.items():
                runs[name].append(run(command, arguments.threads))
    median = {
        name: {what: statistics.median(r[what] for r in measured) for what in measured[0]}
        for name, measured in runs.items()
    }
    if arguments.json:
        print(json.dumps({"machine": machine(), "median": median, "runs": runs}, indent=1))
        return
    base = median["polars, streaming"]
    print(f"{machine()}; medians of {arguments.reps} interleaved runs; ratios to polars, streaming\n")
    print(f"{'':<20}{'wall s':>8}{'ratio':>8}{'processor s':>13}{'ratio':>8}{'peak MiB':>10}{'ratio':>8}")
    for name, of in median.items():
        cells = "".join(f"{of[what]:>{width}.{places}f}{of[what] / base[what]:>8.2f}"
                        for what, width, places in [("wall", 8, 2), ("processor", 13, 2), ("peak_mib", 10, 0)])
        print(f"{name:<20}{cells}")


if __name__ == "__main__":
    main()
