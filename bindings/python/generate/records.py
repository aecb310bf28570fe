"""Writes the records of decisions, `python/keyaccount/_records/*.py`, and what the library answers about
them, `src/records.rs`, from the public surface of the core.

    python bindings/python/generate/records.py            # writes them
    python bindings/python/generate/records.py --check    # fails if they are not what would be written
"""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent
sys.path.insert(0, str(PACKAGE.parent / "generate"))

from core_api import ROOT, CoreApi, CoreType, Field, Method, Type, Variant

#: Types Python holds as objects of the library, or that stand for nothing but their content.
TEXTS = {"due::WeekReported"}
DECIMALS = {"Exact", "Score"}
SECTIONS = {
    "Approval",
    "AccessRules",
    "DelegationRules",
    "RetentionRules",
    "IncidentRules",
}
#: Private fields behind a public form: what it is written as.
HELD = {"approval::Organisation", "due::WorkCalendar"}
#: Records that only wrap what Python holds as objects.
LEFT_OUT = {"approval::CaseFile", "archive::AccessQuestion", "archive::AccessRegisters"}
#: Beside what `approval`, `archive` and `due` are about.
MORE = [
    "Verdict",
    "Answer",
    "ApprovalTier",
    "BasicField",
    "Permission",
    "RegisterField",
    "CustomerVerdict",
    "VipListing",
    "VipListed",
    "VipStanding",
]
MODULES = {
    "archive::incident": "incident",
    "archive::retention": "retention",
    "approval": "approval",
    "archive": "archive",
    "due": "due",
}
#: What each module may import stands before it.
LAYERS = ["decisions", "approval", "archive", "incident", "retention", "due"]
WIDTH = 100


def module_of(path: str) -> str:
    return next(
        (
            module
            for prefix, module in MODULES.items()
            if path.startswith(f"{prefix}::")
        ),
        "decisions",
    )


def is_open(core: CoreType) -> bool:
    return (
        core.is_open
        and core.serialized != "no"
        and core.deserialized != "no"
        and core.path not in LEFT_OUT
    )


@dataclass
class Generator:
    api: CoreApi
    codes: dict[str, dict[str, str]]
    paths: list[str] = field(default_factory=list)

    def collect(self) -> None:
        roots = [
            path
            for path, core in self.api.types.items()
            if module_of(path) != "decisions" and is_open(core)
        ]
        seen: set[str] = set()
        ahead = roots + MORE
        while ahead:
            path = ahead.pop()
            if path in seen or path in TEXTS | DECIMALS | SECTIONS | HELD:
                continue
            core = self.api.types[path]
            if not is_open(core) or core.shape == "tuple":
                raise SystemExit(
                    f"{path} is not a record: say in {Path(__file__).name} what it is in Python"
                )
            seen.add(path)
            ahead.extend(core.mentions())
        self.paths = sorted(seen)
        names = [path.rsplit("::", 1)[-1] for path in self.paths]
        if twice := {name for name in names if names.count(name) > 1}:
            raise SystemExit(f"two records of one name: {', '.join(sorted(twice))}")

    def is_plain_enum(self, core: CoreType) -> bool:
        return core.shape == "enum" and all(
            each.shape == "unit" for each in core.variants
        )

    def code(self, core: CoreType, variant: Variant) -> str:
        if core.serialized == "derived":
            return variant.serde_name
        return self.codes[core.name][variant.name]

    # Types

    def hint(self, given: Type) -> str:
        simple = {
            "text": "str",
            "bool": "bool",
            "int": "int",
            "decimal": "Decimal",
            "date": "date",
        }
        simple |= {"datetime": "datetime", "weekday": "Weekday"}
        if given.kind in simple:
            return simple[given.kind]
        if given.kind == "option":
            return f"{self.hint(given.args[0])} | None"
        if given.kind == "list":
            return f"tuple[{self.hint(given.args[0])}, ...]"
        if given.kind == "array":
            return f"tuple[{', '.join([self.hint(given.args[0])] * int(given.name))}]"
        if given.kind == "tuple":
            return f"tuple[{', '.join(map(self.hint, given.args))}]"
        if given.kind == "core":
            if given.name in TEXTS:
                return "str"
            if given.name in DECIMALS:
                return "Decimal"
            return (
                "PolicySection"
                if given.name in SECTIONS
                else given.name.rsplit("::", 1)[-1]
            )
        raise SystemExit(f"no type of Python for {given}")

    def default(self, given: Type, owner: CoreType) -> str:
        """What a field is that is left out."""
        if given.kind == "option":
            return "None"
        if given.kind == "list":
            # The one list whose default is not empty.
            return (
                "(Weekday.SAT, Weekday.SUN)"
                if given.args[0].kind == "weekday"
                else "()"
            )
        if given.kind in ("bool", "int", "text"):
            return {"bool": "False", "int": "0", "text": '""'}[given.kind]
        if given.kind == "core" and given.name in self.api.types:
            core = self.api.types[given.name]
            for variant in core.variants:
                if variant.is_default:
                    return f"{core.name}.{member(variant.name)}"
            if "Default" in core.traits:
                return f"{core.name}()"
        raise SystemExit(f"{owner.path}: no default for {given}")

    # Python

    def module(self, name: str) -> str:
        own = [self.api.types[path] for path in self.paths if module_of(path) == name]
        ordered = self.in_order(own)
        bodies = [self.record(core) for core in ordered]
        if name == "decisions":
            bodies.insert(0, WEEKDAY)
        text = "\n\n".join(bodies)
        others = [path for path in self.paths if module_of(path) not in (name,)]
        imports: dict[str, set[str]] = {}
        used = (
            {path for core in own for path in core.mentions()}
            | {
                path
                for core in own
                for method in self.methods(core)
                for path in method.output.mentions()
            }
            | {
                path
                for core in own
                for method in self.methods(core)
                for _, given in method.inputs
                for path in given.mentions()
            }
        )
        for path in others:
            if path in used:
                imports.setdefault(module_of(path), set()).add(path.rsplit("::", 1)[-1])
        if name != "decisions" and re.search(r"\bWeekday\b", text):
            imports.setdefault("decisions", set()).add("Weekday")
        head = [
            '"""'
            + TITLES[name]
            + "\n\nWritten by generate/records.py from the core: change that, not this.\n"
            + '"""'
        ]
        head.append("# ruff: noqa")
        head.append("# pyright: reportPrivateUsage=false")
        head.append("\nfrom __future__ import annotations\n")
        if "@dataclass" in text:
            head.append("from dataclasses import dataclass")
        times = [
            each for each in ("date", "datetime") if re.search(rf"\b{each}\b", text)
        ]
        if times:
            head.append(f"from datetime import {', '.join(times)}")
        if re.search(r"\bDecimal\b", text):
            head.append("from decimal import Decimal")
        if "(StrEnum)" in text:
            head.append("from enum import StrEnum")
        typing = [
            each
            for each in ("ClassVar", "TypeAlias", "Union")
            if re.search(rf"\b{each}\b", text)
        ]
        if typing:
            head.append(f"from typing import {', '.join(typing)}")
        head.append("")
        plain = [
            "Lang",
            "PolicySection",
            "Record",
            "Variant",
            "Wire",
            "ask",
            "read",
            "read_all",
            "read_some",
            "read_union",
        ]
        # Functions where they are called: their names are words of the documentation too.
        plain = [each for each in plain if re.search(rf"\b{each}\b{'[(]' if each.islower() else ''}", text)]
        head.append(f"from keyaccount._records._plain import {', '.join(plain)}")
        for module, names in sorted(imports.items()):
            listed = "".join(f"    {each},\n" for each in sorted(names))
            head.append(f"from keyaccount._records.{module} import (\n{listed})")
        exported = [core.name for core in ordered]
        for core in ordered:
            if core.shape == "enum" and not self.is_plain_enum(core):
                exported += [core.name + each.name for each in core.variants]
        if name == "decisions":
            exported.append("Weekday")
        listed = "".join(
            f"    {each!r},\n".replace("'", '"') for each in sorted(exported)
        )
        head.append(f"\n__all__ = [\n{listed}]\n\n")
        return "\n".join(head) + text + "\n"

    def in_order(self, own: list[CoreType]) -> list[CoreType]:
        """Enums of codes first; a record after those its defaults name."""
        ordered = [core for core in own if self.is_plain_enum(core)]
        rest = [core for core in own if not self.is_plain_enum(core)]
        done = {core.path for core in ordered}

        def visit(core: CoreType) -> None:
            if core.path in done:
                return
            done.add(core.path)
            for path in sorted(core.mentions()):
                if path in own_paths:
                    visit(self.api.types[path])
            ordered.append(core)

        own_paths = {core.path for core in own}
        for core in rest:
            visit(core)
        return ordered

    def record(self, core: CoreType) -> str:
        if self.is_plain_enum(core):
            return self.codes_of(core)
        if core.shape == "enum":
            return self.union(core)
        lines = [
            "@dataclass(frozen=True, kw_only=True, slots=True)",
            f"class {core.name}(Record):",
        ]
        lines += [*docstring(core.docs, 4), ""]
        lines += self.fields(core.fields, core, "default" in core.serde)
        lines += self.python_methods(core, {each.name for each in core.fields})
        return "\n".join(lines) + "\n"

    def fields(
        self, fields: tuple[Field, ...], owner: CoreType, all_default: bool
    ) -> list[str]:
        lines: list[str] = []
        left_out = sorted(
            python_name(each.serde_name)
            for each in fields
            if "skip_serializing_if" in each.serde
        )
        if left_out:
            listed = ", ".join(f'"{each}"' for each in left_out)
            lines += wrapped(
                f"_left_out: ClassVar[frozenset[str]] = frozenset({{{listed}}})",
                "{",
                "}",
                4,
            )
            lines.append("")
        for each in fields:
            line = f"    {python_name(each.serde_name)}: {self.hint(each.type)}"
            if all_default or each.is_optional:
                line += f" = {self.default(each.type, owner)}"
            lines.append(line)
            lines += docstring(each.docs, 4)
        return lines

    def codes_of(self, core: CoreType) -> str:
        lines = [f"class {core.name}(StrEnum):"]
        lines += docstring(core.docs, 4)
        lines.append("")
        for variant in core.variants:
            lines.append(f'    {member(variant.name)} = "{self.code(core, variant)}"')
            lines += docstring(variant.docs, 4)
        lines += self.python_methods(core, set())
        return "\n".join(lines) + "\n"

    def union(self, core: CoreType) -> str:
        base = f"_{core.name}"
        taken = {each.name for variant in core.variants for each in variant.fields}
        lines = [
            f"class {base}(Variant):",
            "    __slots__ = ()",
            f'    _union: ClassVar[str] = "{core.name}"',
        ]
        lines += self.python_methods(core, taken)
        parts = ["\n".join(lines) + "\n"]
        keys = None
        if "tag" in core.serde:
            keys = (core.serde["tag"], core.serde["content"])
        for variant in core.variants:
            holds = {"unit": "nothing", "tuple": "value", "struct": "fields"}[
                variant.shape
            ]
            if variant.shape == "tuple" and len(variant.fields) != 1:
                raise SystemExit(
                    f"{core.path}::{variant.name} holds several values without names"
                )
            more = "" if keys is None else f', ("{keys[0]}", "{keys[1]}")'
            lines = [
                "@dataclass(frozen=True, kw_only=True, slots=True)"
                if holds != "value"
                else "@dataclass(frozen=True, slots=True)"
            ]
            lines.append(f"class {core.name}{variant.name}({base}):")
            lines += docstring(variant.docs, 4)
            lines.append("")
            lines.append(
                f'    _wire: ClassVar[Wire] = Wire("{self.code(core, variant)}", "{holds}"{more})'
            )
            if holds == "value":
                lines += ["", f"    value: {self.hint(variant.fields[0].type)}"]
            elif variant.fields:
                lines += ["", *self.fields(variant.fields, core, False)]
            parts.append("\n".join(lines) + "\n")
        names = "".join(f"    {core.name}{each.name},\n" for each in core.variants)
        alias = f"{core.name}: TypeAlias = Union[\n{names}]"
        parts.append("\n".join([alias, *docstring(core.docs, 0)]) + "\n")
        return "\n\n".join(parts)

    # What the library answers

    def methods(self, core: CoreType) -> list[Method]:
        """The questions about a value whose answers are of its own module or one before it."""
        last = LAYERS.index(module_of(core.path))
        return [
            each
            for each in core.methods
            if self.is_asked(each)
            and all(
                LAYERS.index(module_of(path)) <= last for path in each.output.mentions()
            )
        ]

    def is_asked(self, method: Method) -> bool:
        """Whether it is a question about a value, of arguments and an answer that can cross the border."""
        if (
            method.receiver not in ("&self", "self")
            or method.generics
            or method.name in ("code", "clone")
        ):
            return False
        inputs = [given for _, given in method.inputs]
        return all(map(self.is_given, inputs)) and self.is_answer(method.output)

    def is_given(self, given: Type) -> bool:
        if given.kind in ("date", "datetime") or (
            given.kind == "core" and given.name == "Language"
        ):
            return True
        return (
            given.kind == "core"
            and given.name in self.paths
            and self.is_plain_enum(self.api.types[given.name])
        )

    def is_answer(self, given: Type) -> bool:
        if given.kind in ("text", "bool", "int", "decimal", "date", "datetime"):
            return True
        if given.kind in ("option", "list"):
            return self.is_answer(given.args[0])
        return given.kind == "core" and (
            given.name in self.paths or given.name in DECIMALS
        )

    def python_methods(self, core: CoreType, taken: set[str]) -> list[str]:
        lines: list[str] = []
        for method in self.methods(core):
            name = python_name(method.name)
            if (
                name in taken
                or name in ("to_plain", "from_plain")
                or method.output.kind == "self"
            ):
                continue
            arguments = ["self"]
            given = [f'"{core.name}.{method.name}"', "self"]
            for argument, kind in method.inputs:
                if kind.kind == "core" and kind.name == "Language":
                    arguments.append('lang: Lang = "en"')
                    given.append("lang")
                else:
                    arguments.append(f"{python_name(argument)}: {self.hint(kind)}")
                    given.append(python_name(argument))
            lines += [
                "",
                f"    def {name}({', '.join(arguments)}) -> {self.hint(method.output)}:",
            ]
            lines += docstring(method.docs, 8)
            lines.append(
                f"        return {self.reading(method.output, ', '.join(given))}"
            )
        return lines

    def reading(self, output: Type, given: str) -> str:
        asked = f"ask({given})"
        if output.kind in ("text", "bool", "int"):
            return asked
        if output.kind == "option":
            inner = output.args[0]
            if inner.kind in ("text", "bool", "int"):
                return asked
            return f"read_some({self.hint(inner)}, {asked})"
        if output.kind == "list":
            return f"read_all({self.hint(output.args[0])}, {asked})"
        if output.kind == "core" and output.name in self.paths:
            core = self.api.types[output.name]
            if core.shape == "enum" and not self.is_plain_enum(core):
                return f"read_union({core.name}, {asked})"
        return f"read({self.hint(output)}, {asked})"

    # Rust

    def rust(self) -> str:
        cores = [self.api.types[path] for path in self.paths]
        forms = "".join(
            f'        "{core.name}" => again::<keyaccount::{core.path}>(value),\n'
            for core in cores
        )
        asked = ""
        for core in cores:
            taken = {each.name for variant in core.variants for each in variant.fields}
            taken |= {each.name for each in core.fields}
            for method in self.methods(core):
                if method.name in taken or method.output.kind == "self":
                    continue
                given = []
                for at, (_, kind) in enumerate(method.inputs):
                    is_language = kind.kind == "core" and kind.name == "Language"
                    given.append(
                        f"spoken(arguments, {at})?"
                        if is_language
                        else f"argument(arguments, {at})?"
                    )
                call = f"of::<keyaccount::{core.path}>(value)?.{method.name}({', '.join(given)})"
                asked += (
                    f'        "{core.name}.{method.name}" => to_plain(py, &{call}),\n'
                )
        text = RUST.replace("FORMS", forms.rstrip("\n")).replace(
            "ASKED", asked.rstrip("\n")
        )
        command = ["rustfmt", "--edition", "2024", "--config-path", str(ROOT)]
        return subprocess.run(
            command, input=text, capture_output=True, text=True, check=True
        ).stdout


TITLES = {
    "decisions": "What every decision is made of: verdicts, reasons, measures and the codes of a policy.",
    "approval": "Approval: terms, papers, people and what happens to a case.",
    "archive": "Customer files: attempts, requests, the log and what is found in it, composition and privacy.",
    "incident": "Incidents: what happened after a leak, and the clocks that run.",
    "retention": "Retention: records on file, schedules, holds and disposals.",
    "due": "What is due: entries, lists and what they are computed from.",
}

WEEKDAY = '''class Weekday(StrEnum):
    """A day of the week."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"
'''

RUST = """//! What the library answers about plain records: their form, and the questions they can be asked.
//!
//! Written by generate/records.py from the core: change that, not this.

use keyaccount::{Language, Problem, ProblemCode, quote};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

fn again<'py, T: DeserializeOwned + Serialize>(value: &Bound<'py, PyAny>) -> Plain<'py> {
    to_plain(value.py(), &of::<T>(value)?)
}

fn of<T: DeserializeOwned>(value: &Bound<'_, PyAny>) -> PyResult<T> {
    from_plain("", value)
}

fn argument<T: DeserializeOwned>(arguments: &[Bound<'_, PyAny>], at: usize) -> PyResult<T> {
    from_plain("", arguments.get(at).ok_or_else(|| unknown("a question without its argument"))?)
}

fn spoken(arguments: &[Bound<'_, PyAny>], at: usize) -> PyResult<Language> {
    let code: String = argument(arguments, at)?;
    language(&code)
}

fn unknown(found: &str) -> PyErr {
    raise(Problem::new(ProblemCode::UnknownCode, found, "a record of this library"))
}

/// A plain record as the library writes it, once it has been read.
#[pyfunction]
pub(crate) fn canonical_record<'py>(name: Text, value: &Bound<'py, PyAny>) -> Plain<'py> {
    match &*name {
FORMS
        _ => Err(unknown(&quote(&name))),
    }
}

/// What a method of a record says, by `Type.method`.
#[pyfunction]
pub(crate) fn ask<'py>(
    py: Python<'py>,
    name: Text,
    value: &Bound<'py, PyAny>,
    arguments: Vec<Bound<'py, PyAny>>,
) -> Plain<'py> {
    let arguments = &*arguments;
    match &*name {
ASKED
        _ => Err(unknown(&quote(&name))),
    }
}
"""


def member(name: str) -> str:
    """`NeedsApproval` as `NEEDS_APPROVAL`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


def python_name(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def docstring(docs: str, indent: int) -> list[str]:
    """Rust's documentation as a docstring: links become names, examples in Rust fall away."""
    docs = re.sub(r"```.*?```", "", docs, flags=re.DOTALL)
    docs = re.sub(
        r"\[`([^`\]]*)`\](?:\([^)]*\)|\[[^\]]*\])?",
        lambda found: f"``{found[1].replace('::', '.')}``",
        docs,
    )
    docs = re.sub(r"\[([^`\]]*)\]\((?!http)[^)]*\)", r"\1", docs)
    docs = re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", docs)
    docs = docs.replace("``None``", "``None``").replace("\\", "\\\\").strip()
    if not docs:
        return []
    space = " " * indent
    paragraphs = []
    for block in re.split(r"\n\s*\n", docs):
        if block.startswith("# "):
            heading, _, rest = block.partition("\n")
            block = f"{heading[2:]}: {rest}" if rest else f"{heading[2:]}:"
        if re.match(r"[-*|] ?", block) or "\n- " in block:
            paragraphs.append("\n".join(space + line for line in block.splitlines()))
            continue
        paragraphs.append(
            textwrap.fill(
                " ".join(block.split()),
                WIDTH - 4,
                initial_indent=space,
                subsequent_indent=space,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    text = "\n\n".join(paragraphs)[indent:]
    lines = text.split("\n")
    closing = [f'{space}"""'] if len(lines) > 1 else []
    lines[0] = f'{space}"""{lines[0]}'
    if not closing:
        lines[-1] += '"""' if not lines[-1].endswith('"') else ' """'
    return lines + closing


def wrapped(line: str, opening: str, closing: str, indent: int) -> list[str]:
    """A long list on lines of its own."""
    space = " " * indent
    if len(space + line) <= WIDTH:
        return [space + line]
    before, _, rest = line.partition(opening)
    inner, _, after = rest.rpartition(closing)
    return [
        f"{space}{before}{opening}",
        *(f"{space}    {each.strip()}," for each in inner.split(",")),
        f"{space}{closing}{after}",
    ]


def policy_codes() -> dict[str, dict[str, str]]:
    """The codes that are written by hand in one macro of the core: enum, variant, code."""
    source = (ROOT / "crates/keyaccount/src/policy/codes.rs").read_text(
        encoding="utf-8"
    )
    _, _, lists = source.partition("\npolicy_codes! {")
    found = {}
    for name, body in re.findall(r"\n    (\w+) \{(.*?)\n    \}", lists, re.DOTALL):
        found[name] = dict(re.findall(r'(\w+) "([^"]+)",', body))
    return found


def main() -> int:
    given = [each for each in sys.argv[1:] if each != "--check"]
    generator = Generator(
        CoreApi.load(Path(given[0]) if given else None), policy_codes()
    )
    generator.collect()
    folder = PACKAGE / "python/keyaccount/_records"
    files = {folder / f"{name}.py": generator.module(name) for name in TITLES}
    files[folder / "__init__.py"] = '"""Records of decisions, made from the core."""\n'
    files[PACKAGE / "src/records.rs"] = generator.rust()
    stale = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in stale:
            print(
                f"{path.relative_to(ROOT)} is not what generate/records.py writes: run it"
            )
        return 1 if stale else 0
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
