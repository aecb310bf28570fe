"""Long work: Ctrl-C, the progress line, other threads."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import redirect_stderr
from datetime import date
from pathlib import Path

import pytest

import keyaccount as ka

# A child that scores for long. It says when it starts.
SCORES = """
import sys, datetime, keyaccount as ka
book = ka.Book.from_dir(sys.argv[1])
days = [datetime.date(2026, 6, 30) - datetime.timedelta(days=d % 300) for d in range(100_000)]
print("scoring", flush=True)
try:
    book.score(ka.Policy.shipped(), days)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a group of processes there")
def test_ctrl_c_stops_within_a_second(sample_book: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SCORES, str(sample_book)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "scoring\n"
        time.sleep(0.5)
        assert child.poll() is None, "it was done before anybody could stop it"
        pressed = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.stdout.readline() == "stopped\n"
        assert time.monotonic() - pressed < 1
        assert child.wait(timeout=10) == 0
    finally:
        child.kill()


def test_other_threads_run_meanwhile(sample_book: Path, standard: ka.Policy) -> None:
    book = ka.Book.from_dir(sample_book)
    days = [date(2026, 6, 30)] * 300
    ticks, done = 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    ticking = threading.Thread(target=tick)
    ticking.start()
    started = time.monotonic()
    book.score(standard, days)
    took = time.monotonic() - started
    done.set()
    ticking.join()
    # With the interpreter locked there would be none; a quarter of the ticks is plenty of time.
    assert ticks > took / 0.001 / 20, (ticks, took)


def test_the_progress_line_tells_and_goes(sample_book: Path, standard: ka.Policy) -> None:
    book = ka.Book.from_dir(sample_book)
    said = io.StringIO()
    with redirect_stderr(said):
        book.score(standard, [date(2026, 6, 30)] * 1_000, progress=True)
    lines = said.getvalue().split("\r")
    assert any(line.startswith("scoring [") and "%" in line for line in lines)
    assert lines[-1] == ""
    assert lines[-2].strip() == ""


def test_without_progress_nothing_is_said(sample_book: Path, standard: ka.Policy) -> None:
    said = io.StringIO()
    with redirect_stderr(said):
        ka.Book.from_dir(sample_book).score(standard, [date(2026, 6, 30)] * 300)
    assert said.getvalue() == ""


# A process forked from one that has scored; on failure its parent would wait for ever.
FORKS = """
import multiprocessing, sys, datetime, keyaccount as ka
book, policy, day = ka.Book.from_dir(sys.argv[1]), ka.Policy.shipped(), datetime.date(2026, 6, 30)
grade = book.score(policy, day)["K004"]["grade"]
def again(queue):
    result = book.score(policy, day)
    queue.put((result["K004"]["grade"], len(result.explain("K004").steps) > 0))
queue = multiprocessing.get_context("fork").Queue()
child = multiprocessing.get_context("fork").Process(target=again, args=(queue,))
child.start()
print(grade, *queue.get(timeout=30))
child.join()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_process_forked_from_one_at_work_scores_too(sample_book: Path) -> None:
    run = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKS, str(sample_book)]
    said = subprocess.run(run, capture_output=True, text=True, check=False, timeout=120)
    assert said.stdout == "C C True\n", said.stderr


# A child that is interrupted amid many days, and says how much it still works afterwards.
INTERRUPTED = """
import sys, time, datetime, keyaccount as ka
book = ka.Book.from_dir(sys.argv[1])
days = [datetime.date(2026, 6, 30) - datetime.timedelta(days=d % 300) for d in range(100_000)]
print("scoring", flush=True)
try:
    book.score(ka.Policy.shipped(), days)
except KeyboardInterrupt:
    time.sleep(0.5)
    worked = time.process_time()
    time.sleep(1)
    print(time.process_time() - worked, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a group of processes there")
def test_ctrl_c_ends_the_days_still_to_come(sample_book: Path) -> None:
    run = [sys.executable, "-c", INTERRUPTED, str(sample_book)]
    child = subprocess.Popen(run, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "scoring\n"
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        # One that went on would work all of the second.
        assert float(child.stdout.readline()) < 0.25
    finally:
        child.kill()
