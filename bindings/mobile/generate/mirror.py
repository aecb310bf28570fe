#!/usr/bin/env python3
"""Writes `src/mirror/`: the core's open records and enums, and their functions, as uniffi sees them.

    mirror.py            writes the files
    mirror.py --check    fails if they differ from what it would write

uniffi's `remote` attribute holds each mirrored record and enum against the core's own when it is compiled. What
the core hides, such as a policy or a case, is written by hand in `src/`. The same pass writes the extension
functions of Kotlin and Swift, so that `due.sentence(language)` reads there as it does in Rust.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "bindings/generate"))

from core_api import TRANSPARENT, CoreApi, CoreType, Method, Type  # noqa: E402
from vector_forms import KotlinForms, SwiftForms, camel, snake  # noqa: E402

MIRROR = ROOT / "bindings/mobile/src/mirror"
KOTLIN = ROOT / "bindings/kotlin/src/main/kotlin/keyaccount/CoreFunctions.kt"
SWIFT = ROOT / "bindings/swift/Sources/KeyAccount/CoreFunctions.swift"
KOTLIN_FORMS = ROOT / "bindings/kotlin/src/test/kotlin/keyaccount/VectorForms.kt"
SWIFT_FORMS = ROOT / "bindings/swift/Tests/KeyAccountTests/VectorForms.swift"
LEFT_OUT = HERE / "left_out.toml"
UNIFFI = HERE.parent / "uniffi.toml"

#: How Rust writes the types that have a form of their own in the other languages (`src/values.rs`).
VALUES = {
    "decimal": "Decimal",
    "date": "CalendarDate",
    "datetime": "CalendarTime",
    "weekday": "Weekday",
}
#: Types of the core that cross as a value of the language (`src/values.rs`).
AS_VALUES = {"Score": "Score", "Exact": "Exact", "due::WeekReported": "WeekReported"}
AS_PATHS = {"Score": "keyaccount::Score", "Exact": "keyaccount::Exact"}
#: Integers that cross as text or with their sign (`src/values.rs`).
AS_INTEGERS = {"usize": "Position", "i128": "Whole"}
#: Values that not every number or text of the other languages is: a call that is given one can be refused.
REFUSABLE = {"Decimal", "Exact", "Score", "Position", "Whole", "WeekReported"}
#: Integers uniffi carries.
INTEGERS = {"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"}


class RustApi(CoreApi):
    """The core with what a Rust writer must know besides: who owns what, and what may gain fields."""

    def _type(self, given: dict) -> Type:
        if "borrowed_ref" in given:
            return Type("ref", "", (self._type(given["borrowed_ref"]["type"]),))
        for bound in given.get("impl_trait", []):
            trait = bound.get("trait_bound", {}).get("trait", {})
            if trait.get("path", "").endswith("IntoIterator"):
                item = trait["args"]["angle_bracketed"]["constraints"][0]["binding"]["equality"]
                return Type("list", "", (self._type(item["type"]),))
        return super()._type(given)

    def _named(self, body: dict) -> Type:
        name = body["path"].rsplit("::", 1)[-1]
        given = ((body.get("args") or {}).get("angle_bracketed") or {}).get("args", [])
        args = tuple(self._type(each["type"]) for each in given if "type" in each)
        if path := self._paths.get(body["id"]):
            return Type("text", path) if self.is_id(path) else Type("core", path, args)
        if name in TRANSPARENT:
            return Type(name.lower(), "", args)
        return super()._named(body)

    def _method(self, item: dict) -> Method:
        """What is given as anything that can be gone through is given as a list."""
        method = super()._method(item)
        generics = tuple(each for each in method.generics if not each.startswith("impl IntoIterator<"))
        return replace(method, generics=generics)

    def may_gain_fields(self, path: str) -> bool:
        return "non_exhaustive" in self._index[str(self._numbers[path])]["attrs"]

    def has_lifetime(self, path: str) -> bool:
        inner = self._index[str(self._numbers[path])]["inner"]
        body = inner.get("struct") or inner["enum"]
        return any("lifetime" in each["kind"] for each in body["generics"]["params"])


@dataclass(frozen=True)
class Exported:
    """A function of the core as a free function of the mobile crate."""

    name: str
    of: CoreType | None
    method: Method
    rust: str
    #: Name, Kotlin type and Swift type of every parameter but the value itself.
    parameters: tuple[tuple[str, str, str], ...]
    output: tuple[str, str]
    #: Whether the core can refuse it, or the border what it is given.
    throws: bool
    #: Whether it is a property of its value: nothing is asked for, and the core refuses nothing.
    is_property: bool


class Mirror:
    def __init__(self, api: RustApi) -> None:
        self.api = api
        written = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))
        self.left_out: dict[str, str] = written["left_out"]
        self.names: dict[str, str] = written["names"]
        #: Cases of enums that have another name in Kotlin, e.g. `DisposalAct.List`.
        self.renamed: dict[str, str] = tomllib.loads(UNIFFI.read_text(encoding="utf-8"))["bindings"]["kotlin"]["rename"]
        #: Instances of generic records by their name here, e.g. `ScoreFromTo` of `FromTo<Score>`.
        self.instances: dict[str, tuple[str, Type]] = {}
        self.mirrored = self._fixpoint()
        self.refusable = self._refusable()
        taken: dict[str, str] = {}
        for path in self.mirrored:
            other = taken.setdefault(self.name(path), path)
            if other != path:
                sys.exit(f"`{path}` and `{other}` have one name: give one of them another in {LEFT_OUT.name}")

    def reason_left_out(self, path: str) -> str | None:
        """Why an item has no place on a phone, if it has none."""
        path = path.split(".", 1)[0]
        core = self.api.types.get(path.removesuffix("()")) or self.api.types.get(path.rpartition("::")[0])
        if core and f"{room(core.file)}/" in self.left_out:
            return self.left_out[f"{room(core.file)}/"]
        while path:
            if path in self.left_out:
                return self.left_out[path]
            path = path.rpartition("::")[0]
        return None

    def _fixpoint(self) -> list[str]:
        """The open types of which every field can cross."""
        found = {
            path
            for path, core in self.api.types.items()
            if core.is_open
            and (core.shape == "enum" or core.shape == "struct")
            and not self.api.may_gain_fields(path)
            and self.reason_left_out(path) is None
            and path not in AS_VALUES
        }
        while True:
            self.mirrored = sorted(found)
            fit = {path for path in found if self._fits(self.api.types[path])}
            if fit == found:
                return sorted(found)
            found = fit

    def _refusable(self) -> set[str]:
        """The mirrored types that hold a value which the border can refuse, at whatever depth."""
        found: set[str] = set()
        while True:
            more = {path for path in self.mirrored if path not in found and self._holds(self.api.types[path], found)}
            if not more:
                return found
            found |= more

    def _holds(self, core: CoreType, refusable: set[str]) -> bool:
        fields = [*core.fields, *(each for variant in core.variants for each in variant.fields)]
        return any(self._can_be_refused(each.type, core, refusable) for each in fields)

    def _can_be_refused(self, of: Type, within: CoreType | None, refusable: set[str]) -> bool:
        if of.kind == "self":
            return within is not None and within.path in refusable
        if of.name in refusable or self.rust(of, within) in REFUSABLE:
            return True
        return any(self._can_be_refused(each, within, refusable) for each in of.args)

    def _fits(self, core: CoreType) -> bool:
        fields = [*core.fields, *(each for variant in core.variants for each in variant.fields)]
        return all(self.rust(each.type, core) is not None for each in fields) or bool(core.generics)

    def name(self, path: str) -> str:
        """The name it has in the other languages; the rows of a book's tables are called rows."""
        if path.startswith("book::") and self.api.has_lifetime(path):
            return f"{path.rsplit('::', 1)[-1]}Row"
        return self.names.get(path, path.rsplit("::", 1)[-1])

    def rust(self, of: Type, within: CoreType | None = None) -> str | None:
        """The type as the mirror writes it; `None` if it cannot cross as it is."""
        inner = [self.rust(each, within) for each in of.args]
        if of.kind in VALUES:
            return VALUES[of.kind]
        if of.kind == "text":
            return of.name or "String"
        if of.kind == "bool":
            return "bool"
        if of.kind == "int":
            return AS_INTEGERS.get(of.name) or (of.name if of.name in INTEGERS else None)
        if of.kind == "cow":
            return "RowText" if of.args[0].kind == "text" else None
        if of.kind in ("option", "list", "box") and inner[0]:
            return f"{ {'option': 'Option', 'list': 'Vec', 'box': 'Box'}[of.kind] }<{inner[0]}>"
        if of.kind == "self" and within is not None:
            return self.name(within.path)
        if of.kind == "core" and of.name in AS_VALUES:
            return AS_VALUES[of.name]
        if of.kind == "core" and of.name in self.mirrored:
            if of.args and inner[0]:
                word = "Text" if inner[0] == "String" else inner[0]
                name = f"{word}{self.name(of.name)}"
                self.instances[name] = (f"keyaccount::{of.name}<{AS_PATHS.get(inner[0], inner[0])}>", of)
                return name
            return None if self.api.types[of.name].generics else self.name(of.name)
        return None

    # -- the mirrored records and enums -------------------------------------------------------------------

    def names_file(self) -> str:
        lines = [HEADER, "//! The core's types under the names they have in the other languages.\n"]
        for path in self.mirrored:
            core = self.api.types[path]
            if core.generics:
                continue
            name = self.name(path)
            if self.api.has_lifetime(path):
                lines.append(f"pub type {name} = keyaccount::{path}<'static>;")
            elif name == core.name:
                lines.append(f"pub use keyaccount::{path};")
            else:
                lines.append(f"pub use keyaccount::{path} as {name};")
        lines += [f"pub type {name} = {rust};" for name, (rust, _) in sorted(self.instances.items())]
        return "\n".join(lines) + "\n"

    def record(self, core: CoreType, name: str, given: Type | None = None) -> str:
        lines = [docs(core.docs), "#[uniffi::remote(Record)]", f"pub struct {name} {{"]
        for each in core.fields:
            of = given.args[0] if given and each.type.kind == "other" else each.type
            lines.append(docs(each.docs, "    "))
            # What may be left out in the core's own form may be left out here.
            if of.kind == "option":
                lines.append("    #[uniffi(default = None)]")
            if of.kind == "list" and each.serde.get("default") is True:
                lines.append("    #[uniffi(default = [])]")
            lines.append(f"    pub {each.name}: {self.rust(of)},")
        return "\n".join(filter(None, [*lines, "}"])) + "\n"

    def enum(self, core: CoreType) -> str:
        lines = [docs(core.docs), "#[uniffi::remote(Enum)]", f"pub enum {self.name(core.path)} {{"]
        for variant in core.variants:
            lines.append(docs(variant.docs, "    "))
            if variant.shape == "unit":
                lines.append(f"    {variant.name},")
            elif variant.shape == "tuple":
                lines.append(f"    {variant.name}({', '.join(str(self.rust(f.type)) for f in variant.fields)}),")
            else:
                fields = ", ".join(f"{f.name}: {self.rust(f.type)}" for f in variant.fields)
                lines.append(f"    {variant.name} {{ {fields} }},")
        return "\n".join(filter(None, [*lines, "}"])) + "\n"

    # -- functions ----------------------------------------------------------------------------------------

    def argument(self, name: str, of: Type, within: CoreType | None) -> tuple[str, str] | None:
        """The parameter's type and how it is handed on."""
        plain = self.rust(of, within)
        if of.kind == "ref":
            inner = self.rust(of.args[0], within)
            return (inner, f"&{name}") if inner else None
        if of.kind == "option" and of.args[0].kind == "ref":
            inner = self.rust(of.args[0].args[0], within)
            how = "as_deref" if of.args[0].args[0].kind in ("text", "list") else "as_ref"
            return (f"Option<{inner}>", f"{name}.{how}()") if inner else None
        return (plain, name) if plain else None

    def result(self, call: str, of: Type, within: CoreType | None) -> tuple[str, str, Type] | None:
        """The type that is given back, how it is made, and what it is."""
        plain = self.rust(of, within)
        if of.kind == "cow" and of.args[0].kind == "text":
            return "String", f"{call}.into_owned()", Type("text")
        if of.kind == "ref":
            inner = of.args[0]
            rust = self.rust(inner, within)
            how = "to_vec()" if inner.kind == "list" else "to_owned()" if inner.kind == "text" else "clone()"
            return (rust, f"{call}.{how}", inner) if rust else None
        if of.kind == "option" and of.args[0].kind == "ref":
            inner = of.args[0].args[0]
            rust = self.rust(inner, within)
            how = "map(str::to_owned)" if inner == Type("text") else "cloned()"
            return (f"Option<{rust}>", f"{call}.{how}", Type("option", "", (inner,))) if rust else None
        if of.kind == "result":
            problem = of.args[1] if len(of.args) > 1 else None
            inner = self.rust(of.args[0], within)
            known = problem in (Type("core", "Error"), Type("box", "", (Type("core", "Problem"),)))
            if inner is None or not known:
                return None
            return f"Result<{inner}, KeyaccountError>", f"guarded(|| Ok({call}?))", of.args[0]
        return (plain, call, of) if plain else None

    def exported(self, path: str, method: Method, core: CoreType | None) -> Exported | None:
        if method.receiver == "&mut self" or method.generics or self.reason_left_out(f"{path}()"):
            return None
        words = [snake(self.name(core.path))] if core else []
        name = "_".join([*words, method.name])
        parameters, handed, shown = [], [], []
        if core and method.receiver:
            parameters.append(f"{words[0]}: {self.name(core.path)}")
        for parameter, of in method.inputs:
            got = self.argument(parameter, of, core)
            if got is None:
                return None
            parameters.append(f"{parameter}: {got[0]}")
            handed.append(got[1])
            bare = of.args[0] if of.kind == "ref" else of
            shown.append((camel(parameter), self.kotlin(bare, core), self.swift(bare, core)))
        if core is None:
            call = f"keyaccount::{path}({', '.join(handed)})"
        elif method.receiver:
            call = f"{words[0]}.{method.name}({', '.join(handed)})"
        else:
            call = f"{self.name(core.path)}::{method.name}({', '.join(handed)})"
        made = self.result(call, method.output, core)
        if made is None:
            return None
        rust_output, body, of_core = made[0], made[1], method.output.kind == "result"
        given = [of for _, of in method.inputs] + ([Type("self")] if core and method.receiver else [])
        refused = any(self._can_be_refused(of, core, self.refusable) for of in given)
        if refused and not of_core:
            rust_output, body = f"Result<{rust_output}, KeyaccountError>", f"guarded(|| Ok({body}))"
        head = f"fn {name}({', '.join(parameters)}) -> {rust_output} {{"
        rust = f"{docs(first_sentence(method.docs))}\n#[uniffi::export]\npub {head}\n    {body}\n}}\n"
        output = (self.kotlin(made[2], core), self.swift(made[2], core))
        return Exported(name, core, method, rust, tuple(shown), output, of_core or refused, not shown and not of_core)

    def methods(self, core: CoreType) -> list[Exported]:
        if core.generics:
            return []
        found = (self.exported(f"{core.path}::{each.name}", each, core) for each in core.methods)
        return [each for each in found if each]

    def functions(self) -> list[Exported]:
        found = (self.exported(path, each, None) for path, each in self.api.functions.items())
        return [each for each in found if each]

    def unguarded(self) -> list[str]:
        """Functions written by hand that the border can refuse, but that give no error."""
        refusable = REFUSABLE | {self.name(path) for path in self.refusable}
        refusable |= {name for name, (_, of) in self.instances.items() if self._can_be_refused(of, None, self.refusable)}
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(MIRROR.parent.glob("*.rs"))}
        records = [
            (name, set(re.findall(r"\w+", body)))
            for text in texts.values()
            for name, body in re.findall(r"^pub (?:struct|enum) (\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
            if not re.search(rf"uniffi::Object\)\]\npub struct {name} ", text)
        ]
        while more := {name for name, words in records if words & refusable} - refusable:
            refusable |= more
        found = []
        for path, text in texts.items():
            for name, given, output in re.findall(r"^ *pub fn (\w+)\(([^)]*)\)(?: -> (.*?))? \{$", text, re.MULTILINE):
                if not output.startswith("Result<") and set(re.findall(r"\w+", given)) & refusable:
                    found.append(f"{path.relative_to(ROOT)}: `{name}` can be given what the border refuses: let it return a Result")
        return found

    # -- the other languages ------------------------------------------------------------------------------

    def kotlin(self, of: Type, within: CoreType | None) -> str:
        if of.kind == "list" and of.args[0].name == "u8":
            return "ByteArray"
        if of.kind in ("option", "list", "box", "ref"):
            inner = self.kotlin(of.args[0], within)
            return {"option": f"{inner}?", "list": f"List<{inner}>"}.get(of.kind, inner)
        if of.kind == "int":
            signed = {"8": "Byte", "16": "Short", "32": "Int", "64": "Long"}.get(of.name[1:])
            return AS_INTEGERS.get(of.name) or ("U" if of.name[0] == "u" else "") + str(signed)
        return {"bool": "Boolean", "text": of.name or "String"}.get(of.kind) or str(self.rust(of, within))

    def swift(self, of: Type, within: CoreType | None) -> str:
        if of.kind == "list" and of.args[0].name == "u8":
            return "Foundation.Data"
        if of.kind in ("option", "list", "box", "ref"):
            inner = self.swift(of.args[0], within)
            return {"option": f"{inner}?", "list": f"[{inner}]"}.get(of.kind, inner)
        if of.kind == "int":
            return AS_INTEGERS.get(of.name) or f"{'U' if of.name[0] == 'u' else ''}Int{of.name[1:]}"
        return {"bool": "Bool", "text": of.name or "String"}.get(of.kind) or str(self.rust(of, within))

    def extensions(self, of: list[Exported]) -> tuple[str, str]:
        kotlin, swift = [KOTLIN_HEADER], [SWIFT_HEADER]
        for each in of:
            if each.of is None or each.method.receiver is None:
                continue
            value, name, function = self.name(each.of.path), camel(each.method.name), camel(each.name)
            if name in {camel(field.name) for field in each.of.fields}:
                continue
            said = first_sentence(each.method.docs)
            # An enum of Kotlin has a `name` of its own.
            flat = each.of.shape == "enum" and all(variant.shape == "unit" for variant in each.of.variants)
            shown = "codeName" if name == "name" and flat else name
            arguments = ", ".join(["this", *(p for p, _, _ in each.parameters)])
            given = ", ".join(f"{p}: {k}" for p, k, _ in each.parameters)
            head = f"val {value}.{shown}: {each.output[0]} get()" if each.is_property else f"fun {value}.{shown}({given}): {each.output[0]}"
            kotlin.append(f"{kotlin_docs(said)}\npublic {head} = {function}({arguments})\n")
            labels = [(camel(snake(value)), "self"), *((p, p) for p, _, _ in each.parameters)]
            called = ", ".join(f"{label}: {handed}" for label, handed in labels)
            asked = ", ".join(f"_ {p}: {s}" for p, _, s in each.parameters)
            body = f"{'try ' if each.throws else ''}KeyAccount.{function}({called})"
            throws = " throws" if each.throws else ""
            name = swift_name(name)
            if each.is_property:
                head, body = f"var {name}: {each.output[1]}", f"get throws {{ {body} }}" if each.throws else body
            else:
                head = f"func {name}({asked}){throws} -> {each.output[1]}"
            swift.append(f"extension {value} {{\n{docs(said, '    ')}\n    public {head} {{ {body} }}\n}}\n")
        return "\n".join(kotlin), "\n".join(swift)

    # -- all files ----------------------------------------------------------------------------------------

    def files(self) -> dict[Path, str]:
        bodies: dict[str, list[str]] = {}
        functions: list[Exported] = []
        for path in self.mirrored:
            core = self.api.types[path]
            if core.generics:
                continue
            body = bodies.setdefault(room(core.file), [])
            body.append(self.enum(core) if core.shape == "enum" else self.record(core, self.name(path)))
            of_core = self.methods(core)
            functions += of_core
            body += [each.rust for each in of_core]
        for name, (_, of) in sorted(self.instances.items()):
            core = self.api.types[of.name]
            bodies.setdefault(room(core.file), []).append(self.record(core, name, of))
        free = self.functions()
        bodies["functions"] = [each.rust for each in free]
        files = {MIRROR / "names.rs": self.names_file()}
        for name, body in sorted(bodies.items()):
            said = "functions of the core that stand alone" if name == "functions" else f"records, enums and functions of `{name}`"
            text = "\n".join(body)
            uses = uses_of(text, [f"keyaccount::{path}" for path in self.api.types if self.api.is_id(path)])
            files[MIRROR / f"{name}.rs"] = f"{HEADER}//! The {said}.\n\n#[allow(unused_imports, reason = \"one list for all files\")]\nuse super::names::*;\n{uses}\n{text}"
        modules = "".join(f"mod {name};\n" for name in sorted([*bodies, "names"]))
        files[MIRROR / "mod.rs"] = f"{HEADER}//! The core's open types as the other languages have them.\n\n{modules}\npub use names::*;\n"
        for path, text in files.items():
            files[path] = rustfmt(text)
        files[KOTLIN], files[SWIFT] = self.extensions([*functions, *free])
        files[KOTLIN_FORMS], files[SWIFT_FORMS] = KotlinForms(self).text(), SwiftForms(self).text()
        return files


HEADER = "// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.\n"
KOTLIN_HEADER = """// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
// What a value of the core can say of itself.
package keyaccount
"""
SWIFT_HEADER = """// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
// What a value of the core can say of itself.
import Foundation
"""
USES = [
    "chrono::Weekday",
    "rust_decimal::Decimal",
    "keyaccount::Exact",
    "keyaccount::Score",
    "keyaccount::due::WeekReported",
    "crate::errors::KeyaccountError",
    "crate::errors::guarded",
    "crate::values::CalendarDate",
    "crate::values::CalendarTime",
    "crate::values::Position",
    "crate::values::Whole",
    "crate::values::RowText",
]


def uses_of(text: str, ids: list[str]) -> str:
    """What a file must bring into scope for what its code names."""
    # Neither comments nor variants without values.
    code = re.sub(r"//.*|^ +\w+,$", "", text, flags=re.MULTILINE)
    return "".join(f"use {each};\n" for each in [*ids, *USES] if re.search(rf"(?<!:)\b{each.rsplit('::', 1)[-1]}\b", code))


def room(file: str) -> str:
    """The folder, or the file, of the core where a type stands."""
    first = file.split("/", 1)[0].removesuffix(".rs")
    if file.startswith("archive/") and file.count("/") > 1:
        return file.split("/")[1]
    return first


def swift_name(name: str) -> str:
    return f"`{name}`" if name in {"of", "is", "where", "default"} else name


def plain(text: str) -> str:
    """Documentation without links that only Rust understands."""
    text = re.sub(r"\[(`[^`]+`|[^\]\[]+)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", text)
    return "\n".join(line.rstrip() for line in text.splitlines())


def docs(text: str, indent: str = "") -> str:
    lines = plain(text).strip().splitlines() or ["Stands alone."]
    return "\n".join(f"{indent}/// {line}".rstrip() for line in lines)


def kotlin_docs(text: str) -> str:
    return "/** " + plain(text).replace("*/", "* /").replace("\n", "\n * ") + " */"


def first_sentence(text: str) -> str:
    return plain(text).strip().split("\n\n", 1)[0]


def rustfmt(text: str) -> str:
    command = ["rustfmt", "--edition", "2024", "--config-path", str(ROOT), "--emit", "stdout"]
    # Modules named in `mod.rs` are files of their own: only this text is formatted.
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr + "\n" + text)
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail if a file is out of date")
    parser.add_argument("--json", type=Path, help="rustdoc JSON of the core, if it is made already")
    given = parser.parse_args()
    mirror = Mirror(RustApi.load(given.json))
    if unguarded := mirror.unguarded():
        sys.exit("\n".join(unguarded))
    files = mirror.files()
    strangers = {path for path in MIRROR.glob("*.rs") if path not in files}
    if given.check:
        stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
        stale += strangers
        for path in sorted(stale):
            print(f"out of date: {path.relative_to(ROOT)}")
        sys.exit(1 if stale else 0)
    for path in strangers:
        path.unlink()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
