#!/usr/bin/env python3
"""Writes `bindings/parity.txt`: every public item of the core, and where Python, Kotlin and Swift have it or why not.

    parity.py            writes the file
    parity.py --check    fails if an item is not known here, or if the file is out of date

What the mirror holds is found by itself; objects written by hand are named in `left_out.toml`, and so are the
reasons of what is left out. The column of Python is read from its package (`python_package.py`).
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from mirror import LEFT_OUT, ROOT, Mirror, RustApi
from python_package import WRITTEN, PythonPackage

PARITY = ROOT / "bindings/parity.txt"
SOURCES = ROOT / "bindings/mobile/src"
HEAD = """# Every public item of the core, and where the other languages have it.
# Written by bindings/mobile/generate/parity.py. One item a line: its path, which is its name in Rust; its kind; then a
# column for Kotlin and Swift and one for Python, which say `=> name` or `no: why`.
"""


class Parity:
    def __init__(self, api: RustApi) -> None:
        self.api = api
        self.mirror = Mirror(api)
        self.python = PythonPackage()
        written = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))
        self.objects: dict[str, str] = written["objects"]
        self.elsewhere: dict[str, str] = written["elsewhere"]
        self.reasons: dict[str, str] = written["reasons"]
        self.used: set[str] = set()
        self.exported = {f"{path}::{each.method.name}()": each.name for path, each in self._exported()}
        self.by_hand = self._by_hand()

    def _exported(self):
        for path in self.mirror.mirrored:
            for each in self.mirror.methods(self.api.types[path]):
                yield path, each
        for each in self.mirror.functions():
            path = next(p for p, m in self.api.functions.items() if m == each.method)
            yield path.rpartition("::")[0] or "", each

    def _by_hand(self) -> dict[str, set[str]]:
        """The functions, fields and cases of what is written by hand, and under `` the functions that stand alone."""
        found: dict[str, set[str]] = {"": set()}
        for file in sorted(SOURCES.glob("*.rs")):
            within = ""
            for line in file.read_text(encoding="utf-8").splitlines():
                if match := re.match(r"\s*(?:impl|pub struct|pub enum) (\w+) \{", line):
                    within = match[1]
                elif line == "}":
                    within = ""
                elif match := re.match(r"\s*pub (?:fn )?(\w+)[(:<]|    ([A-Z]\w*)(?:,|\(| \{)", line):
                    found.setdefault(within, set()).add(match[1] or match[2])
        return found

    def of(self, item: str, kind: str) -> str | None:
        if item in self.elsewhere:
            self.used.add(item)
            return f"=> {self.elsewhere[item]}"
        owner, member = self.split(item)
        if self.is_id(owner):
            return f"=> {owner}" if member is None else f"=> {owner}.text"
        if owner in self.objects:
            name = self.objects[owner]
            self.used.add(owner)
            if member is None:
                return f"=> {name}"
            if member.removesuffix("()") in self.by_hand.get(name, set()):
                return f"=> {name}.{member.removesuffix('()')}"
        if item in self.exported or f"::{item}()" in self.exported:
            return f"=> {self.exported.get(item) or self.exported[f'::{item}()']}"
        if f"{item}()" in self.exported:
            return f"=> {self.exported[f'{item}()']}"
        if kind == "function" and member is None and item.rpartition("::")[2] in self.by_hand[""]:
            return f"=> {item.rpartition('::')[2]}"
        if owner in self.mirror.mirrored and kind in ("struct", "enum", "field", "variant"):
            if self.api.types[owner].generics:
                return f"=> {', '.join(n for n, (_, of) in sorted(self.mirror.instances.items()) if of.name == owner)}"
            name = self.mirror.name(owner)
            return f"=> {name}" if member is None else f"=> {name}.{member}"
        if reason := self.mirror.reason_left_out(item):
            return f"no: {reason}"
        if owner in self.api.types and self.api.may_gain_fields(owner):
            return f"no: {self.reasons['(sections of the policy)']}"
        for pattern, reason in self.reasons.items():
            if fnmatchcase(item, pattern) or fnmatchcase(f"{kind} {item}", pattern):
                self.used.add(pattern)
                return f"no: {reason}"
        return None

    def of_python(self, item: str, kind: str) -> str | None:
        owner, member = self.split(item)
        core = self.api.types.get(owner)
        if self.is_id(owner):
            return "no: a str"
        return self.python.of(item, owner if core else None, member, kind, core.file if core else "(functions)")

    def is_id(self, owner: str) -> bool:
        return owner in self.api.types and self.api.is_id(owner)

    def split(self, item: str) -> tuple[str, str | None]:
        """The type an item belongs to, and its member."""
        if item in self.api.types:
            return item, None
        if "." in item:
            owner, member = item.rsplit(".", 1)
            return owner, member
        owner, _, member = item.rpartition("::")
        return (owner, member) if owner in self.api.types else (item, None)

    def lines(self) -> tuple[list[str], list[str]]:
        known, unknown = [], []
        for item, kind in self.api.items.items():
            if kind == "module":
                continue
            where, in_python = self.of(item, kind), self.of_python(item, kind)
            if where is None:
                unknown.append(f"{kind} {item}: mirror it, write an object for it, or say in {LEFT_OUT.name} why it is left out")
            elif in_python is None:
                unknown.append(f"{kind} {item}: give it to Python, or say in {WRITTEN.name} why not")
            else:
                known.append(f"{item} | {kind} | kotlin, swift {where} | python {in_python}")
        return known, unknown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail if the file is out of date")
    parser.add_argument("--json", type=Path, help="rustdoc JSON of the core, if it is made already")
    given = parser.parse_args()
    parity = Parity(RustApi.load(given.json))
    known, unknown = parity.lines()
    for item in unknown:
        print(f"not known: {item}")
    named = [*parity.objects, *parity.elsewhere, *parity.reasons]
    idle = [each for each in named if each not in parity.used and not each.startswith("(")]
    python = parity.python
    idle += [each for each in [*python.names, *python.reasons, *python.folders] if each not in python.used]
    for each in idle:
        print(f"{LEFT_OUT.name} or {WRITTEN.name} names `{each}`, which fits no item")
    if unknown or idle:
        sys.exit(1)
    text = HEAD + "\n".join(known) + "\n"
    if not given.check:
        PARITY.write_text(text, encoding="utf-8")
    elif not PARITY.exists() or PARITY.read_text(encoding="utf-8") != text:
        sys.exit(f"out of date: {PARITY.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
