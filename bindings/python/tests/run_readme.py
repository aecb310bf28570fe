"""Runs the examples of the READMEs of package and project that need nothing but what is installed.

    python run_readme.py [--types FOLDER]

With `--types` they are written into a folder instead, for a type checker.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = PACKAGE.parents[1]
EXAMPLES = PROJECT / "examples"


def blocks() -> list[tuple[list[str], str]]:
    """What each example needs, and the example."""
    examples: list[tuple[list[str], str]] = []
    for readme in (PACKAGE / "README.md", PROJECT / "README.md"):
        text = readme.read_text(encoding="utf-8")
        found = re.findall(r"<!-- needs:(.*?)-->\n```python\n(.*?)```", text, re.S)
        assert found, readme
        assert len(found) == text.count("```python"), f"{readme}: an example does not say what it needs"
        examples += [(needs.split(), code) for needs, code in found]
    return examples


def is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def main() -> None:
    if sys.argv[1:2] == ["--types"]:
        folder = Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        for at, (needs, code) in enumerate(blocks()):
            if "keyaccount.plot" not in needs:
                (folder / f"readme_{at}.py").write_text(f"# pyright: strict\n{code}", encoding="utf-8")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("examples").symlink_to(EXAMPLES)
        names: dict[str, object] = {}
        for at, (needs, code) in enumerate(blocks(), 1):
            missing = [module for module in needs if not is_there(module)]
            if missing:
                print(f"README example {at}: not run, without {', '.join(missing)}")
                continue
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(compile(code, f"README example {at}", "exec"), names)
            lines = len(said.getvalue().splitlines())
            print(f"README example {at}: ran, {lines} lines said")


if __name__ == "__main__":
    main()
