"""`python -m keyaccount` is the Rust command."""

from __future__ import annotations

from pathlib import Path

from conftest import run_command

import keyaccount as ka


def test_it_scores_a_book(sample_book: Path) -> None:
    ended = run_command("score", sample_book, "--as-of", "2026-06-30")
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout.decode().splitlines()[0].startswith("customer_id,")


def test_its_exit_codes_are_the_command_s(sample_book: Path, tmp_path: Path) -> None:
    refused = run_command("score", tmp_path)
    assert refused.returncode == 2
    assert b"error:" in refused.stderr
    assert run_command("--nonsense").returncode == 2


def test_its_version_is_the_package_s() -> None:
    assert run_command("--version").stdout.decode().split()[-1] == ka.__version__
