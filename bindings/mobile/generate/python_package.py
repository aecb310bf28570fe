"""What the Python package has of the core, read from its source and stubs.

A type stands under its own name, its members under theirs; what has another name, or none, is in `python.toml`.
"""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase
from pathlib import Path

from vector_forms import snake

import tomllib

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "python/python/keyaccount"
WRITTEN = HERE / "python.toml"
#: What stands there is no record of Python, also where another type has its name.
NO_RECORDS = ("book/", "document/", "policy/predicate")


class PythonPackage:
    def __init__(self) -> None:
        written = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
        self.names: dict[str, str] = written["names"]
        self.reasons: dict[str, str] = written["reasons"]
        self.used: set[str] = set()
        self.folders: dict[str, str] = written["folders"]
        self.classes: dict[str, set[str]] = {}
        self.functions: set[str] = set()
        files = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.pyi")])
        modules = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
        self.public = set().union(*(exported(module) for module in modules.values()))
        for module in modules.values():
            self._read(module)

    def _read(self, module: ast.Module) -> None:
        for each in module.body:
            if isinstance(each, ast.ClassDef) and each.name in self.public:
                self.classes.setdefault(each.name, set()).update(members(each))
            elif isinstance(each, ast.FunctionDef) and each.name in self.public:
                self.functions.add(each.name)

    def of(self, item: str, owner: str | None, member: str | None, kind: str, file: str) -> str | None:
        """`=> name`, `no: why`, or nothing if neither is known. `file` is where the core has it."""
        if item in self.names:
            self.used.add(item)
            return f"=> {self.names[item]}"
        if not file.startswith(NO_RECORDS):
            if found := self._found(owner, member, kind) if owner else self._function(item):
                return f"=> {found}"
        for pattern, reason in self.reasons.items():
            if fnmatchcase(item, pattern):
                self.used.add(pattern)
                return reason if reason.startswith("=> ") else f"no: {reason}"
        for folder, reason in self.folders.items():
            if file.startswith(folder):
                self.used.add(folder)
                return reason if reason.startswith("=> ") else f"no: {reason}"
        return None

    def _function(self, item: str) -> str | None:
        name = item.rpartition("::")[2]
        return name if name in self.functions else None

    def _found(self, owner: str, member: str | None, kind: str) -> str | None:
        name = self.names.get(owner, owner.rpartition("::")[2])
        if owner in self.names:
            self.used.add(owner)
        if name not in self.classes:
            # An enum whose cases carry values is a union of one class for each.
            cases = [each for each in self.classes if re.fullmatch(rf"{name}[A-Z]\w+", each)]
            variant = f"{name}{member}" if kind == "variant" else None
            if variant in self.classes:
                return variant
            return name if member is None and cases else None
        if member is None:
            return name
        within = self.classes[name]
        plain = member.removesuffix("()")
        for spelt in (plain, snake(plain).upper(), f"{plain}_"):
            if spelt in within:
                return f"{name}.{spelt}"
        return f"{name}{plain}" if f"{name}{plain}" in self.classes else None


def exported(module: ast.Module) -> set[str]:
    """What `__all__` of a module lists."""
    found: set[str] = set()
    for each in module.body:
        targets = each.targets if isinstance(each, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            found |= {name.value for name in ast.walk(each.value) if isinstance(name, ast.Constant)}
    return found


def members(of: ast.ClassDef) -> set[str]:
    found = set()
    for each in of.body:
        if isinstance(each, ast.FunctionDef):
            found.add(each.name)
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            found.add(each.target.id)
        elif isinstance(each, ast.Assign):
            found |= {target.id for target in each.targets if isinstance(target, ast.Name)}
    return found
