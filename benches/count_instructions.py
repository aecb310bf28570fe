"""Counts the instructions of the paths every large book goes through, and compares them with what is expected.

    python count_instructions.py --benches ../target/release/keyaccount-benches            # compares
    python count_instructions.py --benches ../target/release/keyaccount-benches --update   # expects what is

Counted by valgrind's callgrind, on one thread, on the generated book of size XS: unlike times, the counts are
nearly the same on every run (the spread is below 0.1%). They depend on the compiler, which is recorded beside
them in `instructions.json`: with another one, or without valgrind, nothing is compared, and the reason is
printed. A path that needs more than 5% more instructions than expected fails; one that needs more than 5% less
is named, so that what was gained can be written down and is not lost again.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PATHS = {
    "take_in": "Arrow columns, whole-number ids, into a book",
    "take_in_texts": "Arrow columns, ids as texts, into a book",
    "input_digest": "input digest",
    "measure_facts": "facts",
    "grade": "scores, grades and ranks",
    "write_as_csv": "score table as CSV text",
    "write_as_arrow": "score table as a record batch",
    "read_from_csv": "CSV files into a book",
}
EXPECTED = Path(__file__).with_name("instructions.json")
ALLOWANCE = 0.05


def compiler():
    """Version and target of the compiler."""
    said = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    return "rustc {}, {}".format(*(re.search(f"^{what}: (.*)$", said, re.M)[1] for what in ["release", "host"]))


def inclusive(profile):
    """Instructions by called function, with all that it calls itself, from a file of callgrind."""
    names, totals, callee, follows = {}, {}, None, False
    for line in profile:
        if follows:
            totals[callee] = totals.get(callee, 0) + int(line.split()[-1])
        follows = line.startswith("calls=")
        # A name stands beside its number where it occurs first.
        if named := re.match(r"c?fn=(\(\d+\))(?: (.*))?", line):
            names[named[1]] = named[2] or names[named[1]]
            callee = names[named[1]] if line.startswith("c") else callee
    return totals


def count(benches, size):
    """Instructions of each path."""
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory, "profile")
        subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--dump-line=no",
             benches, "paths", "--size", size, Path(directory, "csv")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with out.open() as profile:
            totals = inclusive(profile)
    counts = {name.rsplit("::", 1)[1]: total for name, total in totals.items()
              if name.startswith("keyaccount_benches::hot_paths::")}
    missing = PATHS.keys() - counts.keys()
    if missing:
        sys.exit(f"no count of {', '.join(sorted(missing))}: was the program built with --release, and not stripped?")
    return {path: counts[path] for path in PATHS}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--benches", type=Path, required=True, help="keyaccount-benches, built with --release")
    parser.add_argument("--update", action="store_true", help="write the counts down as the expected ones")
    parser.add_argument("--size", default="XS")
    parser.add_argument("--runs", type=int, default=1, help="count so often and print the spread")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("not compared: there is no valgrind here")
        return
    here = compiler()
    expected = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
    if not arguments.update and arguments.size == "XS" and expected.get("compiler") != here:
        print(f"not compared: counted with {expected.get('compiler')}, this is {here}")
        return
    runs = [count(arguments.benches, arguments.size) for _ in range(arguments.runs)]
    if arguments.update:
        EXPECTED.write_text(json.dumps({"compiler": here, "size": arguments.size, "instructions": runs[0]}, indent=4) + "\n")
    more, less = [], []
    for path, what in PATHS.items():
        counted = [run[path] for run in runs]
        line = f"{what:<48}{counted[0]:>15,}"
        if len(runs) > 1:
            line += f"  spread {(max(counted) - min(counted)) / min(counted):.4%}"
        if not arguments.update and arguments.size == "XS":
            change = counted[0] / expected["instructions"][path] - 1
            line += f"  {change:+.1%}"
            more += [path] if change > ALLOWANCE else []
            less += [path] if change < -ALLOWANCE else []
        print(line)
    if less:
        print(f"{', '.join(less)}: fewer than are written down; run this with --update and commit instructions.json")
    if more:
        sys.exit(f"{', '.join(more)}: over {ALLOWANCE:.0%} more than are written down; if it is meant, run this with "
                 "--update and commit instructions.json")


if __name__ == "__main__":
    main()
